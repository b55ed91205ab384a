package io.portcullis.oms.types;

/** What a person of ours may do with a venue. Written to the event log by {@link #code()}. */
public enum VenueAction {

    /** From now on there is such a venue, and orders may go there. */
    ADD('A'),
    /** Its settings are others than before. Orders that are open there stay so. */
    CHANGE('C'),
    /** Nothing new is routed there; cancels go out and reports come in. */
    DRAIN('D'),
    /** Ends that. */
    RESUME('S'),
    /** There is no such venue any more: only for one with which all orders are done. */
    REMOVE('R');

    private final char code;

    VenueAction(char code) {
        this.code = code;
    }

    public char code() {
        return code;
    }

    /** @throws IllegalStateException if no action has this code */
    public static VenueAction of(char code) {
        for (VenueAction action : values()) {
            if (action.code == code) {
                return action;
            }
        }
        throw new IllegalStateException("venue action '" + code + "' is not known to this release");
    }
}

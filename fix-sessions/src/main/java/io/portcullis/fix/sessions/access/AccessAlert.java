package io.portcullis.fix.sessions.access;

/**
 * Something that the owner of a door should know of.
 *
 * @param session of its key, or the CompIDs that were named; empty if that isn't known
 * @param from the address
 * @param more how often the same happened since it was last told, beyond this once
 */
public record AccessAlert(Denial denial, String session, String from, long more) {

    @Override
    public String toString() {
        return "not let in" + (session.isEmpty() ? "" : " as " + session) + " from " + from + ": " + denial.text()
                + (more == 0 ? "" : " (and " + more + " times more)");
    }
}

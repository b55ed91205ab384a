package io.portcullis.oms.types;

/** A phase of a venue's trading day in which it collects orders and executes them at one price. Outside of these it trades continuously. */
public enum Auction {

    OPENING("opening auction"), INTRADAY("intraday auction"), CLOSING("closing auction");

    private static final Auction[] ALL = values();

    private final String text;

    Auction(String text) {
        this.text = text;
    }

    /** As people call it. */
    public String text() {
        return text;
    }

    /** Whether an order for that time takes part in it. AtCrossing and GoodForAuction orders take part in whichever comes. */
    public boolean isFor(TimeInForce timeInForce) {
        return switch (timeInForce) {
            case AT_THE_OPENING -> this == OPENING;
            case AT_THE_CLOSE -> this == CLOSING;
            case AT_CROSSING, GOOD_FOR_AUCTION -> true;
            case DAY, GOOD_TILL_CANCEL, GOOD_TILL_DATE, IMMEDIATE_OR_CANCEL, FILL_OR_KILL -> false;
        };
    }

    /** By its place in the list. */
    public static Auction of(int ordinal) {
        return ALL[ordinal];
    }
}

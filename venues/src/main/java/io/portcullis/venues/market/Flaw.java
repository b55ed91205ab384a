package io.portcullis.venues.market;

/** Why what a venue shows of an instrument can't be used: the router is not handed it, and it counts neither for best prices nor for reference prices. */
public enum Flaw {
    /** A bid is above an offer. */
    CROSSED,
    /** The best bid is at the best offer. */
    LOCKED,
    /** A price is no multiple of the instrument's tick. */
    OFF_TICK,
    /** A bid is above the upper price band, or an offer below the lower one. */
    OUTSIDE_BANDS,
    /** A price is not positive, or a quantity is negative or too large. */
    ABSURD,
    /** An update is missing. */
    GAP,
    /** A message can't be read. */
    UNREADABLE,
    /** The venue refuses to show it. */
    REFUSED,
    /** The venue has shown nothing of any instrument for long, while others have. */
    STALE;

    /** Whether it is over as soon as the book, as it is, has nothing wrong in it; otherwise the venue has to say more. */
    boolean isOfContents() {
        return switch (this) {
            case CROSSED, LOCKED, OFF_TICK, OUTSIDE_BANDS -> true;
            case ABSURD, GAP, UNREADABLE, REFUSED, STALE -> false;
        };
    }
}

package io.portcullis.venues.lastpoint;

import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.Quantity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a client has asked for, and how much of it is out, in quantities times 10<sup>8</sup>. Used again for another order when it is done. */
final class Tally {

    static final Quantity LEAST = new Quantity(1);
    static final long NONE = Long.MIN_VALUE;

    long orderId;
    /** What the client wants in all. */
    long asked;
    /** What it wants instead, if that is agreed to; {@link #NONE} if it has not asked for anything else. */
    long askedInstead;
    @Nullable
    ClOrdId askedBy;
    boolean isEnded;
    long executed;
    /** The sum of what {@link Part#open} says. */
    long open;
    /** Executed quantities are counted in whole ones, since a corporate action. */
    Quantity unit = LEAST;
    /** Its executions can't be added up here: how much is executed is taken from what each record says of the order. */
    boolean isBySummary;
    /** The record from whose end on it is counted again, what stands in that record included. */
    long reopenedBy;
    /** In which it was last counted as active. */
    long interval;
    final List<Part> parts = new ArrayList<>(2);

    Tally(long orderId, long asked) {
        of(orderId, asked);
    }

    /** As new. */
    Tally of(long newOrderId, long newAsked) {
        orderId = newOrderId;
        asked = newAsked;
        askedInstead = NONE;
        askedBy = null;
        isEnded = false;
        executed = 0;
        open = 0;
        unit = LEAST;
        isBySummary = false;
        interval = NONE;
        reopenedBy = NONE;
        parts.clear();
        return this;
    }

    /** Up to which it may be executed: while a replace is not answered, the larger of the two quantities. */
    long bound() {
        return isEnded ? 0 : Math.max(asked, askedInstead);
    }

    /** Whether more than the client has asked for could be executed, if so much more were open. */
    boolean isTooMuch(long more) {
        long left = bound() - open;
        return more > 0 && (isEnded || more > left || executed > left - more);
    }

    /** Nothing more can go out, and nothing is out. */
    boolean isSettled() {
        if (open != 0 || askedInstead != NONE || !isEnded && executed < asked) {
            return false;
        }
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            if (!part.isEnded && (!part.isSent || part.pending() > 0)) {
                return false;
            }
        }
        return true;
    }
}

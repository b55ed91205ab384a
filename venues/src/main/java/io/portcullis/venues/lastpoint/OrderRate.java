package io.portcullis.venues.lastpoint;

import io.portcullis.oms.command.Command;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How many orders and replaces go out to venues for each order that something was done with: all venues and clients together, in intervals. No part of the log: it begins
 * anew with each start.
 */
final class OrderRate {

    static final Duration INTERVAL = Duration.ofSeconds(10);

    private final int mostPerOrder;
    private long interval;
    private long began = Long.MIN_VALUE;
    private long orders;
    private long out;
    private boolean isTold;

    /** @param mostPerOrder 0 for no alarm */
    OrderRate(int mostPerOrder) {
        this.mostPerOrder = mostPerOrder;
    }

    /** A client asks for something of that order, or something of it goes out. */
    void active(Tally tally) {
        if (tally.interval != interval) {
            tally.interval = interval;
            orders++;
        }
    }

    void out(Tally tally) {
        active(tally);
        out++;
    }

    /** @param now epoch nanoseconds; @return what the core has to be told; once in an interval */
    @Nullable
    Command look(long now) {
        Command alarm = null;
        boolean isFirst = began == Long.MIN_VALUE;
        if (mostPerOrder > 0 && !isFirst && !isTold && out > mostPerOrder * orders) {
            isTold = true;
            alarm = new Command.TooManyOrdersOut(out, orders, mostPerOrder, INTERVAL.toSeconds());
        }
        if (isFirst || now - began >= INTERVAL.toNanos()) {
            began = now;
            interval++;
            orders = 0;
            out = 0;
            isTold = false;
        }
        return alarm;
    }
}

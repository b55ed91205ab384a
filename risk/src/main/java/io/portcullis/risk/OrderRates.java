package io.portcullis.risk;

import io.portcullis.oms.types.Objection;
import java.util.ArrayList;
import java.util.List;

/**
 * The limits on how many new orders and replaces come in a second. Goes by the times of the commands alone. No part of the state: after a restart, which takes longer than a
 * second, each bucket is full, as it would be.
 */
final class OrderRates {

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final List<Cell> cells = new ArrayList<>();
    private final List<HeldLimit> limits = new ArrayList<>();
    private long now;

    void at(long time) {
        now = time;
    }

    /** The next order. */
    void begin() {
        cells.clear();
        limits.clear();
    }

    void check(HeldLimit limit, Cell cell, List<Objection> objections) {
        long perSecond = limit.perSecond();
        long wait = perSecond == 0 ? 0 : cell.bucket().waitNanos(perSecond, now);
        if (perSecond == 0 || wait > 0) {
            objections.add(limit.objection("the limit " + cell + " " + limit.measure().text() + " is " + limit.limit() + ", used "
                    + (perSecond == 0 ? 0 : cell.bucket().taken(perSecond, now)) + ", requested 1, allowed 0"
                    + (perSecond == 0 ? "" : ": another one may come in " + (wait + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI + "ms")));
            return;
        }
        cells.add(cell);
        limits.add(limit);
    }

    /** Nothing speaks against that order: it counts. */
    void count() {
        for (int i = 0; i < cells.size(); i++) {
            cells.get(i).bucket().take(limits.get(i).perSecond(), now);
        }
    }
}

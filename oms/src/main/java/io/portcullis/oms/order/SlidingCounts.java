package io.portcullis.oms.order;

import io.portcullis.oms.types.Money;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What has come about within a time until now. It is counted in sixteenths of that time, and the one that has only begun counts beside sixteen whole ones: up to a sixteenth more than the
 * time counts, never less. Takes the same room however much comes.
 */
public final class SlidingCounts {

    /** What is counted. */
    public enum Kind {
        EXECUTIONS, REJECTS, ORDERS_IN, ORDERS_OUT, CANCELS, REPLACES
    }

    static final int PARTS = 16;
    static final int SLOTS = PARTS + 1;
    static final int KINDS = Kind.values().length;
    static final long NONE = -1;

    private final long part;
    /** Of which part of all time each slot is. */
    final long[] numbers = new long[SLOTS];
    final long[] counts = new long[SLOTS * KINDS];
    /** Null as long as there is none. */
    @Nullable
    Money @Nullable [] values;
    private long first;

    /** @param within in nanoseconds, 16 at least */
    public SlidingCounts(long within) {
        part = within / PARTS;
        Arrays.fill(numbers, NONE);
    }

    /**
     * One more has come.
     *
     * @param value what it comes to; zero if that is not counted
     * @param time epoch nanoseconds, never earlier than that of the one before
     */
    public void add(Kind kind, Money value, long time) {
        add(time / part, kind, 1, value);
    }

    private void add(long number, Kind kind, long count, Money value) {
        int slot = slot(number);
        counts[slot * KINDS + kind.ordinal()] += count;
        if (!value.isZero()) {
            put(slot, value(slot).plus(value));
        }
    }

    void put(int slot, Money value) {
        if (values == null && !value.isZero()) {
            values = new Money[SLOTS];
        }
        if (values != null) {
            values[slot] = value;
        }
    }

    private int slot(long number) {
        int slot = (int) (number % SLOTS);
        if (numbers[slot] != number) {
            numbers[slot] = number;
            Arrays.fill(counts, slot * KINDS, (slot + 1) * KINDS, 0);
            if (values != null) {
                values[slot] = null;
            }
        }
        return slot;
    }

    /** What others have counted within the same time. */
    public void add(SlidingCounts others) {
        for (int slot = 0; slot < SLOTS; slot++) {
            if (others.numbers[slot] == NONE || others.numbers[slot] < numbers[slot]) {
                continue;
            }
            for (Kind kind : Kind.values()) {
                long count = others.counts[slot * KINDS + kind.ordinal()];
                if (count > 0) {
                    add(others.numbers[slot], kind, count, kind == Kind.EXECUTIONS ? others.value(slot) : Money.ZERO);
                }
            }
        }
    }

    Money value(int slot) {
        Money value = values == null ? null : values[slot];
        return value == null ? Money.ZERO : value;
    }

    /** What came until then does not count any more, nor what comes in the rest of that sixteenth. @param time epoch nanoseconds */
    public void startAnew(long time) {
        first = time / part + 1;
    }

    private boolean counts(int slot, long time) {
        long now = time / part;
        return numbers[slot] >= Math.max(first, now - PARTS) && numbers[slot] <= now;
    }

    /** How many have come. @param time it is now, epoch nanoseconds */
    public long count(Kind kind, long time) {
        long count = 0;
        for (int slot = 0; slot < SLOTS; slot++) {
            count += counts(slot, time) ? counts[slot * KINDS + kind.ordinal()] : 0;
        }
        return count;
    }

    /** What they come to. @param time it is now, epoch nanoseconds */
    public Money value(long time) {
        Money sum = Money.ZERO;
        for (int slot = 0; values != null && slot < SLOTS; slot++) {
            sum = counts(slot, time) ? sum.plus(value(slot)) : sum;
        }
        return sum;
    }

    /** Nothing counts any more. @param time it is now, epoch nanoseconds */
    public boolean isOver(long time) {
        for (int slot = 0; slot < SLOTS; slot++) {
            if (numbers[slot] >= time / part - PARTS) {
                return false;
            }
        }
        return true;
    }
}

package io.portcullis.oms.order;

import io.portcullis.oms.event.KillFact;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.agrona.collections.LongArrayList;
import org.agrona.collections.LongHashSet;
import org.jspecify.annotations.Nullable;

/** A kill that is in force: on what, by whom, which orders it was about so far, and what is proposed about its release. Changed by events only. */
public final class Kill {

    KillFact.Ordered ordered;
    final long since;
    final LongArrayList orders = new LongArrayList();
    final LongHashSet known = new LongHashSet();
    final LongHashSet outstanding = new LongHashSet();
    long workedOffTime;
    long flatTime;
    KillFact.@Nullable ReleaseProposed proposed;
    boolean hasAllSymbols;
    final List<KillFact.Awaited> awaited = new ArrayList<>(0);

    Kill(KillFact.Ordered ordered, long since) {
        this.ordered = ordered;
        this.since = since;
        this.hasAllSymbols = ordered.symbols().size() < KillFact.MOST_SYMBOLS;
    }

    public long killId() {
        return ordered.killId();
    }

    /** What was ordered, by whom, and why. */
    public KillFact.Ordered ordered() {
        return ordered;
    }

    /** Epoch nanoseconds. */
    public long since() {
        return since;
    }

    /** How many orders it was about so far: those that were there, and those that came to be open or among them again. */
    public int orders() {
        return orders.size();
    }

    /** @param index from 0 to below {@link #orders()}, in the order in which their cancels were ordered */
    public long orderId(int index) {
        return orders.getLong(index);
    }

    /** Whether it was about that order, which could still be executed. */
    public boolean awaits(long orderId) {
        return outstanding.contains(orderId);
    }

    /** How many of its orders could still be executed. */
    public int outstanding() {
        return outstanding.size();
    }

    /** Until the cancel of the last order that was there was ordered, epoch nanoseconds; 0 if that is not done yet. */
    public long workedOffTime() {
        return workedOffTime;
    }

    /** When none of its orders could be executed any more, epoch nanoseconds; 0 if one still can. */
    public long flatTime() {
        return flatTime;
    }

    /** Who wants it to be over; null if nobody does. */
    public KillFact.@Nullable ReleaseProposed proposed() {
        return proposed;
    }

    /** All symbols that it is on are in {@link #ordered()}; there may be too many to be told at once. */
    public boolean hasAllSymbols() {
        return hasAllSymbols;
    }

    /** Who is told when none of its orders can be executed any more, oldest first. */
    public List<KillFact.Awaited> awaited() {
        return Collections.unmodifiableList(awaited);
    }

    void add(long orderId) {
        if (known.add(orderId)) {
            orders.addLong(orderId);
        }
        outstanding.add(orderId);
        flatTime = 0;
    }
}

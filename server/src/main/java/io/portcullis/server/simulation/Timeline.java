package io.portcullis.server.simulation;

import java.util.Comparator;
import java.util.PriorityQueue;

/** The virtual clock, and what is to happen when: in order of time, and of planning where times are equal. */
final class Timeline {

    static final long MILLI = 1_000_000L;
    static final long SECOND = 1_000 * MILLI;

    private record Planned(long time, long number, boolean isTick, Runnable what) {
    }

    private final PriorityQueue<Planned> planned = new PriorityQueue<>(Comparator.comparingLong(Planned::time).thenComparingLong(Planned::number));
    private long now;
    private long count;
    private int ticks;

    Timeline(long start) {
        now = start;
    }

    /** Epoch nanoseconds. */
    long now() {
        return now;
    }

    void in(long nanos, Runnable what) {
        plan(nanos, false, what);
    }

    /** Something that goes on for ever and does not count as something to wait for. */
    void tickIn(long nanos, Runnable what) {
        ticks++;
        plan(nanos, true, what);
    }

    private void plan(long nanos, boolean isTick, Runnable what) {
        planned.add(new Planned(now + nanos, count++, isTick, what));
    }

    /** Nothing but ticks will happen by itself. */
    boolean isQuiet() {
        return planned.size() == ticks;
    }

    /** All that is planned happens, and then nothing until that time. */
    void sleepUntil(long time) {
        while (!planned.isEmpty()) {
            step();
        }
        now = Math.max(now, time);
    }

    /** What is next happens. */
    void step() {
        Planned next = planned.remove();
        now = next.time;
        ticks -= next.isTick ? 1 : 0;
        next.what.run();
    }
}

package io.portcullis.oms.core;

import io.portcullis.oms.event.Event;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.Ids;
import io.portcullis.oms.types.VenueId;
import java.util.ArrayDeque;
import java.util.Map;
import org.agrona.collections.LongArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * When venues are asked for answers that they owe: at each logon, and when one takes too long. The time for it runs from when a request was sent: what waits here, because its
 * venue takes only so much in a second, is not owed yet, and asking would only make the line longer. An index of the state and not part of it.
 */
final class OwedAnswers {

    /** Before the hub's start. */
    private static final long LONG_AGO = 0;

    /**
     * A request that was seen to wait here when its time would have come.
     *
     * @param record that made it; {@link #LONG_AGO} once it was sent
     * @param nextLook epoch nanoseconds
     */
    private record HeldBack(long childId, long requestTime, long record, long nextLook) {
    }

    private final ShardState state;
    private final long withinNanos;
    private final LongArrayQueue atOnce = new LongArrayQueue(Long.MIN_VALUE);
    private final LongArrayQueue atOnceSince = new LongArrayQueue(Long.MIN_VALUE);
    private final LongArrayQueue later = new LongArrayQueue(Long.MIN_VALUE);
    private final LongArrayQueue laterTimes = new LongArrayQueue(Long.MIN_VALUE);
    private final LongArrayQueue laterRecords = new LongArrayQueue(Long.MIN_VALUE);
    private final ArrayDeque<HeldBack> heldBack = new ArrayDeque<>();
    private boolean isAnyUnsent;

    OwedAnswers(ShardState state, long withinNanos) {
        this.state = state;
        this.withinNanos = withinNanos;
    }

    void after(Event event, long time) {
        switch (event) {
            case Event.ChildOrderCreated e -> requested(e.childId(), time);
            case Event.ChildCancelRequested e -> requested(e.childId(), time);
            case Event.ChildReplaceRequested e -> requested(e.childId(), time);
            case Event.ChildStatusRequested e -> requested(e.childId(), time);
            default -> {
            }
        }
    }

    private void requested(long childId, long time) {
        add(childId, time, state.position() + 1);
    }

    void rebuild() {
        atOnce.clear();
        atOnceSince.clear();
        later.clear();
        laterTimes.clear();
        laterRecords.clear();
        heldBack.clear();
    }

    void add(ChildOrder child) {
        if (child.owesAnAnswer()) {
            add(child.childId(), child.lastRequestTime(), LONG_AGO);
        }
    }

    /** Its venue is there again. Often, before anybody is asked: while the log is folded each time that it was there again comes after the other. @param time of that, epoch nanoseconds */
    void addAtOnce(ChildOrder child, long time) {
        atOnce.addLong(child.childId());
        atOnceSince.addLong(time);
    }

    /** Some are to be asked about at once, and no venue takes less than is sent: its cancels would have to wait behind that. */
    boolean isBehind() {
        return !atOnce.isEmpty() && !isAnyUnsent;
    }

    private void add(long childId, long requestTime, long record) {
        later.addLong(childId);
        laterTimes.addLong(requestTime);
        laterRecords.addLong(record);
    }

    /**
     * The next child order whose time has come, whether or not it still owes an answer; null if none is due. One that was asked about meanwhile has its time later.
     *
     * @param unsent of venues that are behind: the number of the first request that waits to be sent there
     */
    @Nullable
    ChildOrder next(long time, Map<VenueId, Long> unsent) {
        isAnyUnsent = !unsent.isEmpty();
        while (!atOnce.isEmpty()) {
            ChildOrder child = state.unsettledChild(atOnce.pollLong());
            long since = atOnceSince.pollLong();
            if (child != null && !(child.isUnconfirmed() && child.lastRequestTime() >= since)) {
                return child;
            }
        }
        ChildOrder child = null;
        while (child == null && !later.isEmpty() && laterTimes.peekLong() + withinNanos <= time) {
            child = due(later.pollLong(), laterTimes.pollLong(), laterRecords.pollLong(), false, time, unsent);
        }
        while (child == null && !heldBack.isEmpty() && heldBack.element().nextLook() <= time) {
            HeldBack request = heldBack.remove();
            child = due(request.childId(), request.requestTime(), request.record(), request.record() != LONG_AGO, time, unsent);
        }
        return child;
    }

    /** @param wasUnsent what was sent a moment ago, after it had waited, has its whole time from now on */
    private @Nullable ChildOrder due(long childId, long requestTime, long record, boolean wasUnsent, long time, Map<VenueId, Long> unsent) {
        ChildOrder child = state.unsettledChild(childId);
        if (child == null || child.lastRequestTime() != requestTime) {
            return null;
        }
        Long first = unsent.get(child.venue());
        boolean isUnsent = first != null && Ids.positionOf(first) <= record;
        if (isUnsent || wasUnsent) {
            heldBack.add(new HeldBack(childId, requestTime, isUnsent ? record : LONG_AGO, time + withinNanos));
            return null;
        }
        return child;
    }
}

package io.portcullis.server.shard;

import io.portcullis.oms.event.Event;
import java.util.function.LongConsumer;

/**
 * How long venues take to answer a new order, by the times of the records: from the one that sent it to the one that its first answer gave. A sample: one order of eight, and of
 * those that fall on one slot of a small table the newest.
 */
final class VenueAnswers {

    private static final int SLOTS = 1 << 12;
    /** Orders that fall on a slot beyond the table aren't measured. */
    private static final int SLOT_BITS = 15;

    private final long[] childIds = new long[SLOTS];
    private final long[] sent = new long[SLOTS];
    private final LongConsumer nanos;

    VenueAnswers(LongConsumer nanos) {
        this.nanos = nanos;
    }

    void sent(long childId, long time) {
        int slot = slot(childId);
        if (slot < SLOTS) {
            childIds[slot] = childId;
            sent[slot] = time;
        }
    }

    void answered(Event.OfChild event, long time) {
        int slot = slot(event.childId());
        if (slot < SLOTS && childIds[slot] == event.childId()) {
            childIds[slot] = 0;
            nanos.accept(time - sent[slot]);
        }
    }

    /** Ids are record positions with an index: the index changes seldom. */
    private static int slot(long childId) {
        return (int) ((childId * 0x9E3779B97F4A7C15L) >>> Long.SIZE - SLOT_BITS);
    }
}

package io.portcullis.server.shard;

import io.portcullis.oms.codec.EventCodec;
import io.portcullis.oms.core.Effect;
import io.portcullis.oms.core.OrderCore;
import io.portcullis.oms.event.EventRecord;
import io.portcullis.oms.order.ShardState;
import io.portcullis.server.eventlog.LogReader;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.agrona.ExpandableArrayBuffer;

/** Brings a state up to the end of a log: at start, for a snapshot, and for a replay. */
public final class Fold {

    /** @param lastTime of the last record, epoch nanoseconds; 0 if nothing was folded */
    public record Folded(OrderCore core, long records, long lastTime) {
    }

    private Fold() {
    }

    /**
     * Folds all that the reader has, up to a position.
     *
     * @param start the state before the reader's first record
     * @param coreOf makes the core that folds
     * @param told is shown every effect: those that were told before, too
     * @throws IOException if the log can't be read
     * @throws IllegalStateException if a record doesn't follow, or does not come out as it says; the log or this release is wrong
     */
    public static Folded fold(ShardState start, Function<ShardState, OrderCore> coreOf, LogReader reader, long upTo, Consumer<Effect> told) throws IOException {
        return fold(start, coreOf, reader, upTo, record -> {}, told);
    }

    /** Likewise. @param next is shown each record before its effects are told */
    static Folded fold(ShardState start, Function<ShardState, OrderCore> coreOf, LogReader reader, long upTo, Consumer<EventRecord> next, Consumer<Effect> told)
            throws IOException {
        EventCodec codec = new EventCodec(new ExpandableArrayBuffer());
        OrderCore core = coreOf.apply(start);
        long records = 0;
        long time = 0;
        while (core.state().position() < upTo && reader.next()) {
            EventRecord record = codec.decode(reader.position(), reader.timeNanos(), reader.payload(), 0, reader.payload().capacity());
            List<Effect> effects = core.fold(record);
            next.accept(record);
            for (int i = 0; i < effects.size(); i++) {
                told.accept(effects.get(i));
            }
            records++;
            time = record.time();
        }
        return new Folded(core, records, time);
    }
}

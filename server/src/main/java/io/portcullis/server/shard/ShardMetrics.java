package io.portcullis.server.shard;

import com.codahale.metrics.Counter;
import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.Timer;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.EventRecord;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.mpierce.metrics.reservoir.hdrhistogram.HdrHistogramResetOnSnapshotReservoir;

/** What the shard counts: stages of an order's way in HdrHistograms, and what happens to orders. */
public final class ShardMetrics {

    /** One record of so many is timed: four timers for each cost as much as the decision. */
    private static final int TIMED_OF = 8;

    private final Timer decide;
    private final Timer append;
    private final Timer release;
    private final Timer decode;
    private final Timer durable;
    private final Timer turn;
    private final VenueAnswers venues;
    private LongSupplier readBegan = () -> 0;
    private final Counter records;
    private final Counter accepted;
    private final Counter refused;
    private final Counter filled;
    private final Counter canceled;
    private final Counter childOrders;

    public ShardMetrics(MetricRegistry registry) {
        decode = registry.timer("order.stage.decode.seconds", ShardMetrics::timer);
        decide = registry.timer("order.stage.decide.seconds", ShardMetrics::timer);
        append = registry.timer("order.stage.append.seconds", ShardMetrics::timer);
        durable = registry.timer("order.stage.durable.seconds", ShardMetrics::timer);
        release = registry.timer("order.stage.release.seconds", ShardMetrics::timer);
        turn = registry.timer("order.stage.turn.seconds", ShardMetrics::timer);
        Timer venue = registry.timer("order.stage.venue.seconds", ShardMetrics::timer);
        venues = new VenueAnswers(nanos -> venue.update(nanos, TimeUnit.NANOSECONDS));
        records = registry.counter("log.records");
        accepted = registry.counter("orders.accepted");
        refused = registry.counter("orders.refused");
        filled = registry.counter("orders.fills");
        canceled = registry.counter("orders.canceled");
        childOrders = registry.counter("orders.children");
    }

    /** Each look at it shows what came since the one before. */
    private static Timer timer() {
        return new Timer(new HdrHistogramResetOnSnapshotReservoir());
    }

    /** @param began gives {@link System#nanoTime()} when the messages were read that are being handled; 0 if none are */
    public void readings(LongSupplier began) {
        readBegan = began;
    }

    /** From the begin of a read until the socket had what follows from it. */
    public void turn(long nanos) {
        turn.update(nanos, TimeUnit.NANOSECONDS);
    }

    /** An effect has waited for the disk. */
    void durable(long nanos) {
        durable.update(nanos, TimeUnit.NANOSECONDS);
    }

    /** Whether the record at that position is one of those that are timed. */
    boolean times(long position) {
        return position % TIMED_OF == 0;
    }

    void count(EventRecord record) {
        records.inc();
        List<Event> events = record.events();
        for (int i = 0; i < events.size(); i++) {
            count(events.get(i), record.time());
        }
    }

    /** All of {@link System#nanoTime()}. */
    void time(long start, long decided, long appended, long released) {
        long read = readBegan.getAsLong();
        if (read != 0) {
            decode.update(start - read, TimeUnit.NANOSECONDS);
        }
        decide.update(decided - start, TimeUnit.NANOSECONDS);
        append.update(appended - decided, TimeUnit.NANOSECONDS);
        release.update(released - appended, TimeUnit.NANOSECONDS);
    }

    private void count(Event event, long time) {
        switch (event) {
            case Event.OrderAccepted e -> accepted.inc();
            case Event.OrderRefused e -> refused.inc();
            case Event.MessageRefused e -> refused.inc();
            case Event.OrderFilled e -> {
                filled.inc();
                venues.answered(e, time);
            }
            case Event.FilledByHand e -> filled.inc();
            case Event.RevisedFillCame e -> {
                if (e.revisedQty() != null) {
                    filled.inc();
                }
            }
            case Event.OrderCanceled e -> canceled.inc();
            case Event.ChildOrderCreated e -> {
                childOrders.inc();
                venues.sent(e.childId(), time);
            }
            case Event.ChildOrderAcknowledged e -> venues.answered(e, time);
            case Event.ChildOrderRejected e -> venues.answered(e, time);
            case Event.ChildOrderCanceled e -> venues.answered(e, time);
            case Event.ChildOrderExpired e -> venues.answered(e, time);
            case Event.ChildOrderDoneForDay e -> venues.answered(e, time);
            default -> {
                // the others are in the log and in the database
            }
        }
    }
}

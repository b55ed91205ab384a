package io.portcullis.server.shard;

import com.codahale.metrics.Counter;
import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.Timer;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.EventRecord;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.mpierce.metrics.reservoir.hdrhistogram.HdrHistogramResetOnSnapshotReservoir;

/** What the shard counts: stages of an order's way in HdrHistograms, and what happens to orders. */
public final class ShardMetrics {

    private final Timer decide;
    private final Timer append;
    private final Timer release;
    private final Counter records;
    private final Counter accepted;
    private final Counter refused;
    private final Counter filled;
    private final Counter canceled;
    private final Counter childOrders;

    public ShardMetrics(MetricRegistry registry) {
        decide = registry.timer("order.stage.decide", ShardMetrics::timer);
        append = registry.timer("order.stage.append", ShardMetrics::timer);
        release = registry.timer("order.stage.release", ShardMetrics::timer);
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

    void handled(EventRecord record, long decideNanos, long appendNanos, long releaseNanos) {
        decide.update(decideNanos, TimeUnit.NANOSECONDS);
        append.update(appendNanos, TimeUnit.NANOSECONDS);
        release.update(releaseNanos, TimeUnit.NANOSECONDS);
        records.inc();
        List<Event> events = record.events();
        for (int i = 0; i < events.size(); i++) {
            count(events.get(i));
        }
    }

    private void count(Event event) {
        switch (event) {
            case Event.OrderAccepted e -> accepted.inc();
            case Event.OrderRefused e -> refused.inc();
            case Event.MessageRefused e -> refused.inc();
            case Event.OrderFilled e -> filled.inc();
            case Event.OrderCanceled e -> canceled.inc();
            case Event.ChildOrderCreated e -> childOrders.inc();
            default -> {
                // the others are in the log and in the database
            }
        }
    }
}

package io.portcullis.server.bench;

import io.portcullis.oms.codec.EventCodec;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.core.Effect;
import io.portcullis.oms.core.OrderCore;
import io.portcullis.oms.event.EventRecord;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.OrdStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.agrona.ExpandableArrayBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * The order core alone, with every risk check and the smart order router, on one thread: no FIX, no log file. An operation is one order of a client, from the making of
 * the command on, as a gateway makes it. A batch of orders starts with an empty core, whose maps grow with it, and keeps all that it makes.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@OperationsPerInvocation(OrderCoreBenchmark.ORDERS)
@State(Scope.Thread)
public class OrderCoreBenchmark {

    static final int ORDERS = 100_000;
    private static final long MICROSECOND = 1_000;

    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(1 << 12);
    private final EventCodec codec = new EventCodec(buffer);
    private final List<Effect.NewOrderSingle> sent = new ArrayList<>();
    private TradingDesk desk = new TradingDesk();
    private long time;

    @Setup(Level.Invocation)
    public void open() {
        desk = new TradingDesk();
        time = TradingDesk.OPENING;
    }

    /** NewOrderSingle(35=D) to its facts and effects: check, route, decide and fold. */
    @Benchmark
    public void newOrder(Blackhole hole) {
        for (int i = 0; i < ORDERS; i++) {
            hole.consume(decide(TradingDesk.order(i)).effects());
        }
    }

    /** The same, and the record in its binary form. */
    @Benchmark
    public void newOrderEncoded(Blackhole hole) {
        for (int i = 0; i < ORDERS; i++) {
            OrderCore.Outcome outcome = decide(TradingDesk.order(i));
            hole.consume(outcome.effects());
            hole.consume(encode(outcome));
        }
    }

    /** The order, and from each venue that got a part of it the acknowledgement and the fill, each encoded: three commands for most orders, more for those that are split. */
    @Benchmark
    public void wholeLife(Blackhole hole) {
        for (int i = 0; i < ORDERS; i++) {
            OrderCore.Outcome outcome = decide(TradingDesk.order(i));
            hole.consume(encode(outcome));
            sent.clear();
            for (Effect effect : outcome.effects()) {
                if (effect instanceof Effect.NewOrderSingle toVenue) {
                    sent.add(toVenue);
                }
            }
            for (Effect.NewOrderSingle toVenue : sent) {
                hole.consume(encode(decide(desk.report(toVenue, ExecType.NEW, OrdStatus.NEW))));
                hole.consume(encode(decide(desk.report(toVenue, ExecType.TRADE, OrdStatus.FILLED))));
            }
        }
        if (desk.core.state().openOrderCount() > 0) {
            throw new IllegalStateException("orders are left open");
        }
    }

    private OrderCore.Outcome decide(Command command) {
        time += MICROSECOND;
        return desk.core.decide(command, time, false);
    }

    private int encode(OrderCore.Outcome outcome) {
        EventRecord record = Objects.requireNonNull(outcome.record());
        return codec.encode(record, buffer, 0);
    }
}

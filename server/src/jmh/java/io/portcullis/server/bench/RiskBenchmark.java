package io.portcullis.server.bench;

import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.event.LimitFact;
import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Instruments;
import io.portcullis.oms.instrument.TickTable;
import io.portcullis.oms.limit.Limit;
import io.portcullis.oms.limit.LimitChange;
import io.portcullis.oms.limit.LimitKey;
import io.portcullis.oms.limit.Measure;
import io.portcullis.oms.limit.Scope;
import io.portcullis.oms.order.Ledger;
import io.portcullis.oms.order.RiskLimits;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.risk.Account;
import io.portcullis.risk.Accounts;
import io.portcullis.risk.PreTradeRisk;
import io.portcullis.risk.RiskSettings;
import io.portcullis.venues.market.MarketBooks;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One order held against twenty limits on nine sets of dimensions, each of which it passes; accounts and symbols change from order to order. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@State(org.openjdk.jmh.annotations.Scope.Thread)
public class RiskBenchmark {

    private static final int ORDERS = 1 << 12;
    private static final int NAMES = 100;

    private final List<Instrument> instruments = IntStream.range(0, NAMES)
            .mapToObj(i -> new Instrument("SYMBOL" + i, null, "XTST", "EUR", TickTable.of(Price.of("0.01")), Quantity.of(1), Price.of("10"))).toList();
    private final MarketBooks market = new MarketBooks(new Instruments(instruments));
    private final PreTradeRisk risk = new PreTradeRisk(
            Accounts.of(IntStream.range(0, NAMES).mapToObj(i -> new Account("ACCOUNT" + i, "EUR", "CLIENT" + i % 10, "GROUP", "DESK" + i % 3)).toList()),
            RiskSettings.DEFAULT);
    private final OrderTerms[] orders = new OrderTerms[ORDERS];
    private final List<Objection> objections = new ArrayList<>();
    private int next;

    public RiskBenchmark() {
        RiskLimits limits = new RiskLimits();
        limits.after(new LimitFact.Changed(
                Stream.of("account=* order-quantity", "account=* order-notional", "account=* price-deviation", "account=* open-orders",
                        "account=* open-quantity", "account=* open-notional", "account=* open-buy-notional", "account=* open-sell-notional",
                        "account=* open-net-notional",
                        "client=* open-orders", "client=* open-notional", "group=* open-net-notional", "desk=* open-notional", "firm open-notional",
                        "firm open-orders",
                        "session=* open-orders", "symbol=* open-quantity", "symbol=* side=* open-notional", "account=* symbol=* open-quantity",
                        "account=* symbol=* open-notional").map(RiskBenchmark::limit).map(limit -> new LimitChange(limit.key(), null, limit)).toList(),
                0, "benchmark", null,
                "as measured"), 0);
        risk.follow(limits, new Ledger(), market);
        for (int i = 0; i < ORDERS; i++) {
            orders[i] = new OrderTerms(new SessionKey("SESSION" + i % 8), new ClOrdId("C" + i), "ACCOUNT" + i * 7 % NAMES, "SYMBOL" + i * 13 % NAMES,
                    i % 2 == 0 ? Side.BUY : Side.SELL, OrdType.LIMIT, TimeInForce.DAY, Quantity.of(100 + i % 50), Price.of("10.01"), 0);
        }
    }

    private static Limit limit(String text) {
        int last = text.lastIndexOf(' ');
        Measure measure = Objects.requireNonNull(Measure.of(text.substring(last + 1)));
        return new Limit(new LimitKey(Scope.of(text.substring(0, last)), measure), new BigDecimal(measure.unit() == Measure.Unit.PERCENT ? "5" : "50000000000"),
                measure.unit() == Measure.Unit.MONEY ? "EUR" : null, 0);
    }

    @Benchmark
    public Object check() {
        int i = next++ & ORDERS - 1;
        Object facts = risk.check(orders[i], null, instruments.get(i * 13 % NAMES), market, objections);
        if (facts == null) {
            throw new IllegalStateException(objections.toString());
        }
        return facts;
    }

    /** The check, and the order's amounts put in and taken out again in all cells, as an order that comes and goes does. */
    @Benchmark
    public Object checkReserveAndGiveBack() {
        int i = next++ & ORDERS - 1;
        var facts = Objects.requireNonNull(risk.check(orders[i], null, instruments.get(i * 13 % NAMES), market, objections));
        risk.reserve(orders[i], facts);
        risk.giveBack(orders[i], facts);
        return facts;
    }
}

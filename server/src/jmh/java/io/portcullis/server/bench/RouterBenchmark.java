package io.portcullis.server.bench;

import io.portcullis.oms.core.Router.Request;
import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Instruments;
import io.portcullis.oms.instrument.TickTable;
import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.oms.types.VenueId;
import io.portcullis.venues.market.LevelBook;
import io.portcullis.venues.market.MarketBooks;
import io.portcullis.venues.routing.Fee;
import io.portcullis.venues.routing.Fees;
import io.portcullis.venues.routing.RoutingPolicy;
import io.portcullis.venues.routing.RoutingRule;
import io.portcullis.venues.routing.RoutingRules;
import io.portcullis.venues.routing.RoutingStrategy;
import io.portcullis.venues.routing.SmartRouter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One decision of the router over five venues with ten levels each, and why: of an order that one quote fills, and of one that takes half of all that is shown. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@State(Scope.Thread)
public class RouterBenchmark {

    private static final int SYMBOLS = 64;
    private static final List<VenueId> VENUES = IntStream.rangeClosed(1, 5).mapToObj(i -> new VenueId("LIT" + i)).toList();

    @Param({"best-price", "best-cost", "least-amounts", "spray", "post", "table"})
    public String strategy = "";

    private final MarketBooks market = new MarketBooks(new Instruments(IntStream.range(0, SYMBOLS)
            .mapToObj(i -> new Instrument("SYMBOL" + i, null, "XTST", "EUR", TickTable.of(Price.of("0.01")), Quantity.of(1), Price.of("10"))).toList()));
    private final Request[] small = new Request[SYMBOLS];
    private final Request[] large = new Request[SYMBOLS];
    private SmartRouter router = new SmartRouter(new RoutingPolicy(Set.of(), 0, Quantity.of(1)), RoutingRules.NONE);
    private int next;

    public RouterBenchmark() {
        for (int i = 0; i < SYMBOLS; i++) {
            for (int v = 0; v < VENUES.size(); v++) {
                LevelBook book = market.bookToFill(VENUES.get(v), "SYMBOL" + i);
                for (int level = 0; level < LevelBook.DEPTH; level++) {
                    book.add(true, Price.of("9.99").raw() - (level + (v + i) % 3) * Price.of("0.01").raw(), Quantity.of(500).raw());
                    book.add(false, Price.of("10.01").raw() + (level + (v + i) % 3) * Price.of("0.01").raw(), Quantity.of(500).raw());
                }
            }
            Side side = i % 2 == 0 ? Side.BUY : Side.SELL;
            Price limit = Price.of(i % 2 == 0 ? "11" : "9");
            small[i] = new Request("SYMBOL" + i, side, OrdType.LIMIT, TimeInForce.DAY, Quantity.of(100), limit, VENUES);
            large[i] = new Request("SYMBOL" + i, side, OrdType.LIMIT, TimeInForce.DAY, Quantity.of(12_500), limit, VENUES);
        }
    }

    @Setup
    public void choose() {
        boolean isLeast = strategy.equals("least-amounts");
        Map<VenueId, Fee> fees = new HashMap<>();
        Map<VenueId, Integer> percents = new LinkedHashMap<>();
        VENUES.forEach(venue -> {
            fees.put(venue, new Fee(Price.of("0.00" + VENUES.indexOf(venue)), 0, isLeast ? Money.of("1") : Money.ZERO));
            percents.put(venue, 20);
        });
        RoutingStrategy chosen = switch (strategy) {
            case "best-price" -> new RoutingStrategy.BestPrice();
            case "best-cost", "least-amounts" -> new RoutingStrategy.BestCost();
            case "spray" -> new RoutingStrategy.Spray();
            case "post" -> new RoutingStrategy.Post(Price.of("0.001"));
            case "table" -> new RoutingStrategy.Table(percents);
            default -> throw new IllegalArgumentException(strategy);
        };
        router.rules(new RoutingRules(List.of(new RoutingRule(2, null, null, null, null, null, null, null, chosen)), new Fees(fees, fees)));
    }

    @Benchmark
    public Object oneQuote() {
        return router.decide(small[next++ & SYMBOLS - 1], market);
    }

    @Benchmark
    public Object halfOfAllThatIsShown() {
        return router.decide(large[next++ & SYMBOLS - 1], market);
    }
}

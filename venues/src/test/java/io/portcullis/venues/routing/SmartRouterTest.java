package io.portcullis.venues.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.oms.core.Router.Decision;
import io.portcullis.oms.core.Router.Request;
import io.portcullis.oms.core.Router.Route;
import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.event.VenueLook;
import io.portcullis.oms.order.VenueFigures;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.oms.types.VenueId;
import io.portcullis.venues.market.LevelBook;
import io.portcullis.venues.market.MarketBooks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class SmartRouterTest {

    private static final RoutingPolicy POLICY = new RoutingPolicy(Set.of(new VenueId("DARK1")), 0, Quantity.of(1));
    private static final int SEEDS = 20_000;
    private static final long SHARE = Quantity.of(1).raw();
    private static final long CENT = Price.of("0.01").raw();

    private static SmartRouter router(RoutingStrategy strategy, Fees fees) {
        return new SmartRouter(POLICY, new RoutingRules(List.of(new RoutingRule(2, null, null, null, null, null, null, null, strategy)), fees));
    }

    @ParameterizedTest(name = "{0}: {1} with {2}: {3} over {4}")
    @CsvFileSource(resources = "/routing/strategies.txt", delimiter = '|', useHeadersInDisplayName = false, maxCharsPerColumn = 500)
    void anOrderIsRoutedAsTheTableSays(String why, String strategy, String fees, String order, String books, String expected, String reasons) {
        MarketBooks market = RoutingCase.market("10");
        List<VenueId> venues = RoutingCase.venues(books, market, order.startsWith("SELL"));
        Request asked = RoutingCase.order(order, venues);
        Request request = books.contains("<=") ? RoutingCase.within(books, asked) : asked;

        Decision decision = router(RoutingCase.strategy(strategy), RoutingCase.fees(Objects.requireNonNullElse(fees, ""))).decide(request, market);

        assertEquals(expected, RoutingCase.text(decision.routes()), why);
        assertEquals(reasons, RoutingCase.text(Objects.requireNonNull(decision.reasons()), request.side()), why);
    }

    @ParameterizedTest(name = "{0}: {1}: {2} over {3}")
    @CsvFileSource(resources = "/routing/legs.txt", delimiter = '|', useHeadersInDisplayName = false, maxCharsPerColumn = 500)
    void whatIsThereIsTakenByPartsThatDoNotRest(String why, String strategy, String order, String books, String expected, String reasons) {
        Set<Capabilities.Instruction> some = Set.of(Capabilities.Instruction.MIN_QTY);
        Capabilities usual = new Capabilities(Capabilities.PLAIN.ordTypes(), some);
        Capabilities noMinQty = Capabilities.PLAIN;
        Capabilities dayOnly = new Capabilities(Capabilities.PLAIN.ordTypes(), some, Set.of(TimeInForce.DAY));
        RoutingPolicy policy = new RoutingPolicy(Set.of(new VenueId("DARK1"), new VenueId("DARK2")), 0, Quantity.of(1),
                Map.of(new VenueId("LIT1"), usual, new VenueId("LIT2"), usual, new VenueId("LIT3"), dayOnly, new VenueId("DARK1"), usual, new VenueId("DARK2"),
                        noMinQty),
                Set.of(new VenueId("LIT3")), Map.of());
        MarketBooks market = RoutingCase.market("10");
        Request asked = RoutingCase.withLegs(books, RoutingCase.order(order, RoutingCase.venues(books, market, order.startsWith("SELL"))));
        Request request = books.contains("<=") ? RoutingCase.withLegs(books, RoutingCase.within(books, asked)) : asked;
        SmartRouter router = new SmartRouter(policy, new RoutingRules(
                List.of(new RoutingRule(2, null, null, null, null, null, null, null, RoutingCase.strategy(strategy))), Fees.NONE));

        Decision decision = router.decide(request, market);

        assertEquals(expected, RoutingCase.text(decision.routes()), why);
        assertEquals(reasons, RoutingCase.text(Objects.requireNonNull(decision.reasons()), request.side()), why);
    }

    @ParameterizedTest(name = "{0}: {1} with {2}: {3} over {4}")
    @CsvFileSource(resources = "/routing/protected-quotes.txt", delimiter = '|', useHeadersInDisplayName = false, maxCharsPerColumn = 500)
    void noStrategyTradesThroughProtectedQuotes(String why, String strategy, String fees, String order, String books, String expected, String reasons) {
        RoutingPolicy shielding = new RoutingPolicy(Set.of(), 0, Quantity.of(1), Map.of(), Set.of(new VenueId("LIT1"), new VenueId("LIT2")), Map.of());
        MarketBooks market = RoutingCase.market("10");
        Request request = RoutingCase.order(order, RoutingCase.venues(books, market, order.startsWith("SELL")));
        SmartRouter router = new SmartRouter(shielding, new RoutingRules(
                List.of(new RoutingRule(2, null, null, null, null, null, null, null, RoutingCase.strategy(strategy))),
                RoutingCase.fees(Objects.requireNonNullElse(fees, ""))));

        Decision decision = router.decide(request, market);

        assertEquals(expected, RoutingCase.text(decision.routes()), why);
        assertEquals(reasons, RoutingCase.text(Objects.requireNonNull(decision.reasons()), request.side()), why);
    }

    @ParameterizedTest(name = "{0}: {1}: {2} over {3}")
    @CsvFileSource(resources = "/routing/smallest-orders.txt", delimiter = '|', useHeadersInDisplayName = false, maxCharsPerColumn = 500)
    void noVenueGetsLessThanItTakes(String why, String strategy, String order, String books, String expected, String reasons) {
        RoutingPolicy sizes = new RoutingPolicy(Set.of(), 0, Quantity.of(1), Map.of(), Set.of(),
                Map.of(new VenueId("LIT1"), new SmallestOrder(Quantity.of(100), true), new VenueId("LIT2"), new SmallestOrder(Quantity.ZERO, false)));
        MarketBooks market = RoutingCase.market("10");
        Request request = RoutingCase.order(order, RoutingCase.venues(books, market, order.startsWith("SELL")));
        SmartRouter router = new SmartRouter(sizes,
                new RoutingRules(List.of(new RoutingRule(2, null, null, null, null, null, null, null, RoutingCase.strategy(strategy))), Fees.NONE));

        Decision decision = router.decide(request, market);

        assertEquals(Objects.requireNonNullElse(expected, ""), RoutingCase.text(decision.routes()), why);
        assertEquals(reasons, decision.reasons() == null ? null : RoutingCase.text(decision.reasons(), request.side()), why);
    }

    /** The worked example of docs/routing.md. */
    @Test
    void whatWasMeasuredOfAVenueIsACost() {
        MarketBooks market = RoutingCase.market("1");
        List<VenueId> venues = RoutingCase.venues("LIT1 500@10.00, LIT2 500@10.00", market, false);
        Map<VenueId, VenueFigures> figures = Map.of(venues.get(0), figures(16, 12_500_000, 600_000), venues.get(1), figures(16, 800_000, 950_000));
        Request order = RoutingCase.order("BUY 100 10.02 DAY", venues);
        Request measured = new Request(order.symbol(), order.side(), order.conditions(), venues, null, null, null, figures);
        Fees fees = RoutingCase.fees("LIT2 taken 0.003");
        Weights weights = new Weights(Price.of("0.0001"), Price.of("0.01"), Price.of("0"));

        Decision decision = router(new RoutingStrategy.BestCost(weights), fees).decide(measured, market);

        assertEquals("LIT2 100 (500@10)", RoutingCase.text(decision.routes()));
        List<VenueLook> looks = Objects.requireNonNull(decision.reasons()).venues();
        assertEquals(List.of("10.00525", "10.00358"), looks.stream().map(look -> String.valueOf(look.cost())).toList());
        assertEquals(List.of("0.00525", "0.00058"), looks.stream().map(look -> String.valueOf(look.measured())).toList());
        assertEquals(List.of("0", "0.003"), looks.stream().map(look -> String.valueOf(look.fee(true))).toList());
        assertEquals("LIT1 100 (500@10)", RoutingCase.text(router(new RoutingStrategy.BestCost(), fees).route(measured, market)),
                "nothing measured counts by default");
        Request tooFew = new Request(order.symbol(), order.side(), order.conditions(), venues, null, null, null,
                Map.of(venues.get(0), figures(15, 12_500_000, 0)));
        assertEquals("LIT1 100 (500@10)", RoutingCase.text(router(new RoutingStrategy.BestCost(weights), fees).route(tooFew, market)),
                "nor what was measured a few times");
    }

    @Test
    void whatRestsRestsWhereItIsFilled() {
        MarketBooks market = RoutingCase.market("1");
        List<VenueId> venues = RoutingCase.venues("LIT1 500@10.01 +100@9.99, LIT2 500@10.01 +100@9.99", market, false);
        Request order = RoutingCase.order("BUY 100 9.99 DAY", venues);
        Request measured = new Request(order.symbol(), order.side(), order.conditions(), venues, null, null, null,
                Map.of(venues.get(0), rested(300_000), venues.get(1), rested(800_000)));

        Weights weights = new Weights(Price.of("0"), Price.of("0"), Price.of("0.01"));
        assertEquals("LIT2 100 (500@10.01)", RoutingCase.text(router(new RoutingStrategy.Post(Price.of("0"), weights), Fees.NONE).route(measured, market)));
        assertEquals("LIT1 100 (500@10.01)", RoutingCase.text(router(new RoutingStrategy.Post(Price.of("0")), Fees.NONE).route(measured, market)));
    }

    private static VenueFigures figures(long count, long latencyNanos, long filledMillionths) {
        return new VenueFigures(count, latencyNanos, count, filledMillionths, 0, 0, 0, 0, Quantity.ZERO);
    }

    private static VenueFigures rested(long millionths) {
        return new VenueFigures(0, 0, 0, 0, 0, 0, 16, millionths, Quantity.ZERO);
    }

    @Test
    void aFeeFallsWithWhatWasExecutedInTheMonth() {
        MarketBooks market = RoutingCase.market("1");
        List<VenueId> venues = RoutingCase.venues("LIT1 500@10.01, LIT2 500@10.01", market, false);
        Fees fees = new Fees(Map.of(venues.get(0), new Fee(Price.of("0.003"), 0, Money.ZERO), venues.get(1), new Fee(Price.of("0.002"), 0, Money.ZERO)),
                Map.of(),
                Map.of(venues.get(0), new TreeMap<>(Map.of(Quantity.of(1_000), new Fee(Price.of("0.001"), 0, Money.ZERO)))), Map.of());
        Request order = RoutingCase.order("BUY 100 10.02 DAY", venues);
        SmartRouter router = router(new RoutingStrategy.BestCost(), fees);

        assertEquals("LIT2 100 (500@10.01)", RoutingCase.text(router.route(executed(order, venues.get(0), 999), market)));
        assertEquals("LIT1 100 (500@10.01)", RoutingCase.text(router.route(executed(order, venues.get(0), 1_000), market)));
    }

    private static Request executed(Request order, VenueId venue, long quantity) {
        VenueFigures figures = new VenueFigures(0, 0, 0, 0, 0, 0, 0, 0, Quantity.of(quantity));
        return new Request(order.symbol(), order.side(), order.conditions(), order.venues(), null, null, null, Map.of(venue, figures));
    }

    /**
     * What venues charged for taking and paid for adding, as a broker published it that passes both through (globalvest.net, Exchange &amp; Routing Fees / Rebates: Nasdaq 0.0030, NYSE 0.0024, BATS Y
     * 0.0003, CBSX a rebate of 0.0010): at one price a taker buys where that is least, in this order; and the total consideration of MiFID II, Article 27(1), price and fees of the venue, is the least that
     * there is.
     */
    @Test
    void atOnePriceItTakesInTheOrderOfAPublishedListOfFees() {
        MarketBooks market = RoutingCase.market("1");
        List<VenueId> venues = RoutingCase.venues("NASDAQ 100@651.09, NYSE 100@651.09, BATSY 100@651.09, CBSX 100@651.09", market, false);
        Fees fees = RoutingCase.fees("NASDAQ taken 0.0030, NYSE taken 0.0024, BATSY taken 0.0003, CBSX taken -0.0010");

        assertEquals("BATSY 100 (100@651.09), CBSX 100 (100@651.09)", RoutingCase.text(
                router(new RoutingStrategy.BestCost(), fees).route(RoutingCase.order("BUY 200 651.09 IOC", venues), market)));
        assertEquals("NYSE 50 (100@651.09), BATSY 100 (100@651.09), CBSX 100 (100@651.09)", RoutingCase.text(
                router(new RoutingStrategy.BestCost(), fees).route(RoutingCase.order("BUY 250 651.09 IOC", venues), market)));
    }

    @Test
    void theFirstRuleThatIsForAnOrderHolds() {
        MarketBooks market = RoutingCase.market("1");
        List<VenueId> venues = RoutingCase.venues("LIT1 500@10.01, LIT2 500@10.02", market, false);
        RoutingStrategy other = RoutingCase.strategy("primary XTST=LIT2");
        List<RoutingRule> rules = List.of(
                new RoutingRule(2, new SessionKey("C1"), "A", null, Side.BUY, OrdType.LIMIT, Quantity.of(50), Quantity.of(100), other),
                new RoutingRule(3, null, "B", RoutingCase.SYMBOL, null, null, null, null, other),
                new RoutingRule(4, null, null, "OTHER", null, null, null, null, other));
        SmartRouter router = new SmartRouter(POLICY, new RoutingRules(rules, Fees.NONE));

        assertEquals(2, ruleFor(router, order("C1", "A", 100, 40), venues, market), "by what the client ordered, also for what is left of it");
        assertEquals(0, ruleFor(router, order("C1", "A", 101, 101), venues, market));
        assertEquals(0, ruleFor(router, order("C1", "A", 49, 49), venues, market));
        assertEquals(0, ruleFor(router, order("C2", "A", 100, 100), venues, market));
        assertEquals(3, ruleFor(router, order("C2", "B", 100, 100), venues, market));
        assertEquals(0, ruleFor(router, order("C1", null, 100, 100), venues, market));
    }

    private static int ruleFor(SmartRouter router, Request order, List<VenueId> venues, MarketBooks market) {
        return Objects
                .requireNonNull(router.decide(new Request(order.symbol(), order.side(), order.conditions(), venues, null, order.order()), market).reasons())
                .rule();
    }

    private static Request order(String session, String account, long quantity, long left) {
        OrderTerms terms = new OrderTerms(new SessionKey(session), new ClOrdId("X"), account, RoutingCase.SYMBOL, Side.BUY, OrdType.LIMIT, TimeInForce.DAY,
                Quantity.of(quantity), Price.of("10.05"), 0);
        return new Request(terms.symbol(), terms.side(), terms.conditions().withQty(Quantity.of(left)), List.of(), null, terms);
    }

    /** Whole lots of one share, up to three venues with up to three levels: all ways of splitting are tried. */
    @Test
    void noOtherSplitCostsLess() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            checkAgainstAllOthers(seed, false);
        }
    }

    /** At most the least amounts of the venues that would be used were there none. */
    @Test
    void whereVenuesChargeLeastAmountsNoOtherSplitCostsMuchLess() {
        int best = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            best += checkAgainstAllOthers(seed, true) ? 1 : 0;
        }
        assertTrue(best > SEEDS * 95 / 100, "mostly it is the best of all, was " + best);
    }

    /** @return whether it is the best of all */
    private static boolean checkAgainstAllOthers(long seed, boolean hasMinimums) {
        SplittableRandom random = new SplittableRandom(seed);
        boolean isBuy = random.nextBoolean();
        MarketBooks market = RoutingCase.market("1");
        List<VenueId> venues = IntStream.rangeClosed(1, random.nextInt(2, 4)).mapToObj(i -> new VenueId("LIT" + i)).toList();
        Map<VenueId, Fee> fees = new HashMap<>();
        long shown = 0;
        for (VenueId venue : venues) {
            LevelBook book = market.bookToFill(venue, RoutingCase.SYMBOL);
            for (int level = 0; level < random.nextInt(1, 4); level++) {
                long quantity = random.nextInt(1, 4);
                book.add(!isBuy, Price.of("10").raw() + random.nextInt(4) * CENT, quantity * SHARE);
                shown += quantity;
            }
            Money minimum = hasMinimums && random.nextBoolean() ? Money.of("0.0" + random.nextInt(1, 9)) : Money.ZERO;
            fees.put(venue, new Fee(new Price(random.nextInt(minimum.isZero() ? -3 : 0, 4) * CENT / 2), random.nextInt(0, 3) * 500, minimum));
        }
        Quantity quantity = Quantity.of(random.nextLong(1, shown + 1));
        Request request = new Request(RoutingCase.SYMBOL, isBuy ? Side.BUY : Side.SELL, OrdType.MARKET, TimeInForce.IMMEDIATE_OR_CANCEL, quantity, null,
                venues);

        List<Route> routes = router(new RoutingStrategy.BestCost(), new Fees(fees, Map.of())).route(request, market);

        Map<VenueId, Long> parts = new HashMap<>();
        routes.forEach(route -> parts.put(route.venue(), route.quantity().raw() / SHARE));
        Money cost = Money.ZERO;
        Money bound = Money.ZERO;
        for (VenueId venue : venues) {
            cost = cost.plus(Objects.requireNonNull(costOf(venue, parts.getOrDefault(venue, 0L), fees.get(venue), market, isBuy), "seed " + seed));
        }
        Map<VenueId, Fee> withoutLeast = new HashMap<>();
        fees.forEach((venue, fee) -> withoutLeast.put(venue, new Fee(fee.perShare(), fee.millionths(), Money.ZERO)));
        for (Route route : router(new RoutingStrategy.BestCost(), new Fees(withoutLeast, Map.of())).route(request, market)) {
            bound = bound.plus(fees.get(route.venue()).minimum());
        }
        Money least = least(venues, 0, quantity.raw() / SHARE, fees, market, isBuy);
        assertTrue(!cost.exceeds(least.plus(bound)), "seed " + seed + ": " + routes + " costs " + cost + ", the best " + least + ", the bound " + bound);
        return cost.equals(least);
    }

    private static Money least(List<VenueId> venues, int from, long quantity, Map<VenueId, Fee> fees, MarketBooks market, boolean isBuy) {
        if (from == venues.size()) {
            return quantity == 0 ? Money.ZERO : null;
        }
        Money least = null;
        for (long part = 0; part <= quantity; part++) {
            Money here = costOf(venues.get(from), part, fees.get(venues.get(from)), market, isBuy);
            Money others = here == null ? null : least(venues, from + 1, quantity - part, fees, market, isBuy);
            least = others != null && (least == null || least.exceeds(here.plus(others))) ? here.plus(others) : least;
        }
        return least;
    }

    /** Null if it shows less. */
    private static Money costOf(VenueId venue, long shares, Fee fee, MarketBooks market, boolean isBuy) {
        LevelBook book = market.bookToFill(venue, RoutingCase.SYMBOL);
        long left = shares;
        Money paid = Money.ZERO;
        Money charged = Money.ZERO;
        for (int level = 0; level < book.levels(!isBuy) && left > 0; level++) {
            Price price = new Price(book.price(!isBuy, level));
            Quantity part = Quantity.of(Math.min(left, book.quantity(!isBuy, level) / SHARE));
            paid = paid.plus(Money.of(part, price));
            charged = charged.plus(Money.of(part, new Price(fee.at(price.raw()))));
            left -= part.raw() / SHARE;
        }
        charged = shares > 0 && !fee.minimum().isZero() && fee.minimum().exceeds(charged) ? fee.minimum() : charged;
        return left > 0 ? null : isBuy ? paid.plus(charged) : charged.minus(paid);
    }

    @Test
    void whateverTheStrategyWhatGoesOutIsWhatWasAskedForAndEachVenueHasItsReason() {
        List<RoutingStrategy> strategies = List.of(new RoutingStrategy.BestPrice(), new RoutingStrategy.BestCost(), new RoutingStrategy.Spray(),
                RoutingCase.strategy("post 0.01"), RoutingCase.strategy("primary XTST=LIT1"), RoutingCase.strategy("table LIT0=50 LIT1=30 DARK1=20"));
        for (long seed = 1; seed <= SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            MarketBooks market = RoutingCase.market(random.nextBoolean() ? "1" : "100");
            List<VenueId> venues = BestPriceRouterTest.randomVenues(random, market);
            Request free = BestPriceRouterTest.randomOrder(random, venues);
            boolean isBounded = random.nextInt(3) == 0;
            List<Quantity> most = isBounded ? venues.stream().map(venue -> random.nextInt(3) == 0 ? free.quantity()
                    : new Quantity(random.nextLong(0, Math.max(1, free.quantity().raw())))).toList() : null;
            Request request = new Request(free.symbol(), free.side(), free.conditions(), venues, most);
            Map<VenueId, Fee> fees = new HashMap<>();
            venues.forEach(
                    venue -> fees.put(venue, random.nextBoolean() ? new Fee(new Price(random.nextLong(0, CENT)), random.nextInt(0, 100), Money.of("1000000"))
                            : new Fee(new Price(random.nextLong(-CENT, CENT)), random.nextInt(-100, 100), Money.ZERO)));
            RoutingStrategy strategy = strategies.get(random.nextInt(strategies.size()));
            String what = "seed " + seed + ": " + strategy + " of " + request;

            Decision decision = router(strategy, new Fees(fees, fees)).decide(request, market);

            assertEquals(decision.routes(), router(strategy, new Fees(fees, fees)).route(request, market), what);
            if (decision.routes().isEmpty()) {
                assertTrue(isBounded, what);
                continue;
            }
            BestPriceRouterTest.checkConservation(what + " gave " + decision.routes(), request, decision.routes());
            assertNotNull(decision.reasons(), what);
            assertEquals(venues, decision.reasons().venues().stream().map(VenueLook::venue).toList(), what);
            for (VenueLook look : decision.reasons().venues()) {
                Quantity given = decision.routes().stream().filter(route -> route.venue().equals(look.venue())).map(Route::quantity).findAny()
                        .orElse(Quantity.ZERO);
                assertEquals(given, look.given(), what);
                assertEquals(given.isPositive(), look.verdict() == VenueLook.Verdict.CHOSEN, what);
                assertTrue(most == null || !given.exceeds(most.get(venues.indexOf(look.venue()))), what);
                assertTrue(look.levels().size() <= LevelBook.DEPTH, what);
            }
        }
    }

    @Test
    void partsOfAProportionAreTheWholeAndWithinALotOfIt() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long[] weights = random.longs(random.nextInt(1, 6), 0, random.nextBoolean() ? 5 : Long.MAX_VALUE).toArray();
            long lot = random.nextLong(1, 200);
            long quantity = random.nextBoolean() ? random.nextLong(1, 10_000) : random.nextLong(1, Long.MAX_VALUE);

            long[] shares = Shares.of(quantity, lot, weights);

            if (shares == null) {
                assertEquals(0, LongSums.of(weights), "seed " + seed);
                continue;
            }
            assertEquals(quantity, LongSums.of(shares), "seed " + seed);
            List<Integer> odd = new ArrayList<>();
            for (int i = 0; i < shares.length; i++) {
                assertTrue(weights[i] > 0 || shares[i] == 0, "seed " + seed);
                if (shares[i] % lot != 0) {
                    odd.add(i);
                }
            }
            assertTrue(odd.size() <= 1, "seed " + seed);
        }
    }

    private static final class LongSums {
        static long of(long[] values) {
            long sum = 0;
            for (long value : values) {
                sum = value > Long.MAX_VALUE - sum ? Long.MAX_VALUE : sum + value;
            }
            return sum;
        }
    }
}

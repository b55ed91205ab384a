package io.portcullis.venues.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.oms.core.Router.Request;
import io.portcullis.oms.core.Router.Route;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.oms.types.VenueId;
import io.portcullis.venues.market.LevelBook;
import io.portcullis.venues.market.MarketBooks;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class BestPriceRouterTest {

    private static final VenueId DARK1 = new VenueId("DARK1");
    private static final VenueId DARK2 = new VenueId("DARK2");
    private static final RoutingPolicy POLICY = new RoutingPolicy(Set.of(DARK1, DARK2), 20, Quantity.of(1_000));
    private static final int SEEDS = 20_000;

    private final BestPriceRouter router = new BestPriceRouter(POLICY);

    @ParameterizedTest(name = "{0}: {1} over {2}")
    @CsvFileSource(resources = "/routing/best-price.txt", delimiter = '|', useHeadersInDisplayName = false)
    void anOrderIsRoutedAsTheTableSays(String why, String order, String books, String expected) {
        MarketBooks market = RoutingCase.market("10");
        List<VenueId> venues = RoutingCase.venues(books, market, order.startsWith("SELL"));

        List<Route> routes = router.route(RoutingCase.order(order, venues), market);

        assertEquals(expected, RoutingCase.text(routes), why);
    }

    @ParameterizedTest(name = "{0}: {1} over {2}")
    @CsvFileSource(resources = "/routing/within-room.txt", delimiter = '|', useHeadersInDisplayName = false, emptyValue = "")
    void noVenueGetsMoreThanItMay(String why, String order, String books, String expected) {
        MarketBooks market = RoutingCase.market("10");
        List<VenueId> venues = RoutingCase.venues(books, market, order.startsWith("SELL"));

        List<Route> routes = router.route(RoutingCase.within(books, RoutingCase.order(order, venues)), market);

        assertEquals(Objects.requireNonNullElse(expected, ""), RoutingCase.text(routes), why);
    }

    @Test
    void whereVenuesMayGetLessAllOfItGoesOutOrNothing() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            MarketBooks market = RoutingCase.market("1");
            List<VenueId> venues = randomVenues(random, market);
            Quantity quantity = Quantity.of(random.nextLong(1, 2_000));
            List<Quantity> most = venues.stream().map(venue -> Quantity.of(random.nextLong(0, 1_500)).min(quantity)).toList();
            Request free = new Request(RoutingCase.SYMBOL, Side.BUY, OrdType.LIMIT, random.nextInt(5) == 0 ? TimeInForce.FILL_OR_KILL : TimeInForce.DAY,
                    quantity,
                    new Price(9_98000000L + random.nextInt(5) * 1_000000L), venues);
            Request request = new Request(free.symbol(), free.side(), free.conditions(), venues, most);
            String what = "seed " + seed + ": " + request;

            List<Route> routes = router.route(request, market);

            boolean isWhole = free.timeInForce() == TimeInForce.FILL_OR_KILL;
            Quantity room = most.stream().reduce(Quantity.ZERO, isWhole ? Quantity::max : Quantity::plus);
            assertEquals(quantity.exceeds(room), routes.isEmpty(), what);
            if (!routes.isEmpty()) {
                checkConservation(what, request, routes);
                routes.forEach(route -> assertTrue(!route.quantity().exceeds(most.get(venues.indexOf(route.venue()))), what + " gave " + routes));
            }
        }
    }

    @Test
    void whatGoesOutIsWhatWasAskedForWhateverTheBooksSay() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            MarketBooks market = RoutingCase.market(random.nextBoolean() ? "1" : "100");
            List<VenueId> venues = randomVenues(random, market);
            Request request = randomOrder(random, venues);

            List<Route> routes = router.route(request, market);

            checkConservation("seed " + seed + ": " + request + " gave " + routes, request, routes);
            assertEquals(routes, router.route(request, market), "seed " + seed + ": the same again");
        }
    }

    static List<VenueId> randomVenues(SplittableRandom random, MarketBooks market) {
        List<VenueId> venues = new ArrayList<>();
        int count = 1 + random.nextInt(5);
        for (int v = 0; v < count; v++) {
            VenueId venue = switch (random.nextInt(6)) {
                case 0 -> DARK1;
                case 1 -> DARK2;
                default -> new VenueId("LIT" + v);
            };
            if (!venues.contains(venue)) {
                venues.add(venue);
                randomBook(random, market, venue);
            }
        }
        return Collections.unmodifiableList(venues);
    }

    /** Also books that no decent venue would show: unsorted, crossed, with nothing or with absurd numbers at a price. */
    private static void randomBook(SplittableRandom random, MarketBooks market, VenueId venue) {
        if (random.nextInt(4) == 0) {
            return;
        }
        LevelBook book = market.bookToFill(venue, RoutingCase.SYMBOL);
        int levels = random.nextInt(6);
        for (int level = 0; level < levels; level++) {
            long quantity = switch (random.nextInt(20)) {
                case 0 -> 0;
                case 1 -> -100_00000000L;
                case 2 -> Long.MAX_VALUE;
                default -> random.nextLong(1, 20) * 50_00000000L + (random.nextInt(4) == 0 ? 1 : 0);
            };
            book.add(true, 10_00000000L - random.nextInt(4) * 1_000000L, quantity);
            book.add(false, 10_00000000L + random.nextInt(4) * 1_000000L, quantity);
        }
    }

    static Request randomOrder(SplittableRandom random, List<VenueId> venues) {
        TimeInForce[] times = TimeInForce.values();
        boolean isMarket = random.nextInt(3) == 0;
        long quantity = switch (random.nextInt(10)) {
            case 0 -> Long.MAX_VALUE;
            case 1 -> 1 + random.nextInt(1_000);
            default -> random.nextLong(1, 50) * 100_00000000L;
        };
        return new Request(RoutingCase.SYMBOL, random.nextBoolean() ? Side.BUY : Side.SELL_SHORT, isMarket ? OrdType.MARKET : OrdType.LIMIT,
                times[random.nextInt(times.length)], new Quantity(quantity), isMarket ? null : new Price(9_98000000L + random.nextInt(5) * 1_000000L), venues);
    }

    static void checkConservation(String what, Request request, List<Route> routes) {
        Quantity sum = Quantity.ZERO;
        List<VenueId> used = new ArrayList<>();
        for (Route route : routes) {
            assertTrue(route.quantity().isPositive(), what);
            assertTrue(request.venues().contains(route.venue()) && !used.contains(route.venue()), what);
            used.add(route.venue());
            sum = sum.plus(route.quantity());
        }
        assertEquals(request.quantity(), sum, what);
        assertTrue(request.timeInForce() != TimeInForce.FILL_OR_KILL || routes.size() == 1, what);
    }

    @Test
    void partsAreWholeLotsIfTheOrderIs() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            MarketBooks market = RoutingCase.market("100");
            List<VenueId> venues = randomVenues(random, market);
            Quantity lots = Quantity.of(100 * random.nextLong(1, 60));
            Request request = new Request(RoutingCase.SYMBOL, Side.BUY, OrdType.MARKET, TimeInForce.DAY, lots, null, venues);

            for (Route route : router.route(request, market)) {
                assertTrue(route.quantity().isMultipleOf(Quantity.of(100)), "seed " + seed + ": " + route);
            }
        }
    }

    @Test
    void aDarkPercentageBeyondAHundredIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new RoutingPolicy(Set.of(), 101, Quantity.ZERO));
    }
}

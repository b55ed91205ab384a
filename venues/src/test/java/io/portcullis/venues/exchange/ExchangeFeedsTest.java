package io.portcullis.venues.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.EventLoopGroup;
import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.sessions.engine.FixTransport;
import io.portcullis.fix.sessions.schedule.Holidays;
import io.portcullis.fix.sessions.schedule.SessionHours;
import io.portcullis.fix.sessions.wire.FixBody;
import io.portcullis.oms.types.Auction;
import io.portcullis.oms.types.Price;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the simulated exchange shows of its market, over FIX, to a client that is strict about it. */
class ExchangeFeedsTest {

    @TempDir
    Path directory;

    private EventLoopGroup group;
    private SimulatedVenue venue;
    private PlainClient client;
    private int orders;
    private InstantSource clock = InstantSource.system();

    @BeforeEach
    void makeLoop() {
        group = FixTransport.newLoop("exchange-of-feeds");
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        venue.close();
        group.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private void open(FixVersion version) throws IOException {
        open(version, ExchangeConduct.USUAL);
    }

    private void open(FixVersion version, ExchangeConduct conduct) throws IOException {
        venue = new SimulatedVenue(new SimulatedVenue.Settings(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), version, "EXCHANGE", "HUB", false,
                directory.resolve("venue"), 1, Duration.ZERO, conduct), Floor.INSTRUMENTS, group.next(), clock);
        client = new PlainClient(directory.resolve("client"), version, venue.localAddress());
    }

    private void order(String venueOrder) {
        try {
            group.next().submit(() -> venue.order(List.of(venueOrder.split(" ")))).get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void limit(char side, long quantity, String price) {
        client.say("D",
                body -> body.put(11, "o" + ++orders).putChar(21, '1').put(55, Floor.SYMBOL).putChar(54, side)
                        .putUtcMillis(60, System.currentTimeMillis() * 1_000_000)
                        .put(38, quantity).putChar(40, '2').put(44, price).putChar(59, '0'));
    }

    private static void request(FixBody body, String id, char type, int updateType) {
        body.put(262, id).putChar(263, type).put(264, 2).put(265, updateType).put(267, 3).putChar(269, '0').putChar(269, '1').putChar(269, '2').put(146, 1)
                .put(55, Floor.SYMBOL);
    }

    @ParameterizedTest
    @EnumSource(value = FixVersion.class, mode = EnumSource.Mode.EXCLUDE, names = {"FIX40", "FIX41"})
    void aSnapshotIsFollowedByChangesThatGiveTheBookAndTheirNumbersHaveNoGap(FixVersion version) throws Exception {
        open(version);
        limit('1', 100, "9.99");
        client.say("V", body -> request(body, "MD1", '1', 1));
        String snapshot = client.heard("W", 1).getFirst();
        assertEquals(List.of("100"), PlainClient.values(snapshot, 271));

        limit('1', 50, "9.99");
        limit('1', 40, "9.98");
        limit('2', 30, "10.01");
        limit('1', 20, "9.97"); // below the two levels that were asked for
        limit('2', 120, "9.99");
        HubUnderTest.await("the book", () -> "{0 9.98=40, 0 9.99=30, 1 10.01=30}".equals(book(client).toString()));
        limit('2', 70, "9.98");
        HubUnderTest.await("the book", () -> "{0 9.97=20, 1 10.01=30}".equals(book(client).toString()));

        List<String> trades = new ArrayList<>();
        for (String change : client.heard("X")) {
            for (String entry : entries(change, "279")) {
                if (PlainClient.values(entry, 269).equals(List.of("2"))) {
                    trades.add(PlainClient.values(entry, 271).getFirst() + "@" + PlainClient.values(entry, 270).getFirst());
                }
            }
        }
        assertEquals(List.of("100@9.99", "20@9.99", "30@9.99", "40@9.98"), trades);
        if (!version.isBefore(FixVersion.FIX50)) {
            List<String> numbers = client.heard("X").stream().flatMap(change -> PlainClient.values(change, 83).stream()).toList();
            for (int i = 0; i < numbers.size(); i++) {
                assertEquals(String.valueOf(i + 1), numbers.get(i));
            }
            assertEquals(List.of("0"), PlainClient.values(snapshot, 83));
        }
        assertEquals(1, client.heard("W").size());

        client.say("V", body -> request(body, "MD1", '2', 1));
        int told = client.heard("X").size();
        limit('1', 10, "9.99");
        client.say("V", body -> request(body, "MD2", '0', 0));
        assertTrue(client.heard("W", 2).getLast().contains("|262=MD2|"));
        assertEquals(told, client.heard("X").size());
    }

    /** As a receiver keeps it: by MDEntryType(269) and MDEntryPx(270). */
    private static Map<String, String> book(PlainClient client) {
        Map<String, String> book = new TreeMap<>();
        for (String message : client.heard) {
            boolean isSnapshot = message.contains("|35=W|");
            for (String entry : isSnapshot || message.contains("|35=X|") ? entries(message, isSnapshot ? "269" : "279") : List.<String>of()) {
                String type = PlainClient.values(entry, 269).getFirst();
                String key = type + " " + PlainClient.values(entry, 270).getFirst();
                if (type.equals("2") || key.equals("0 0")) {
                    continue; // a snapshot of nothing has a bid for nothing
                }
                if (entry.startsWith("279=2")) {
                    book.remove(key);
                } else {
                    book.put(key, PlainClient.values(entry, 271).getFirst());
                }
            }
        }
        return book;
    }

    private static List<String> entries(String message, String first) {
        List<String> parts = List.of(message.split("\\|(?=" + first + "=)"));
        return parts.subList(1, parts.size());
    }

    @Test
    void whatCantBeShownIsRefusedWithItsReason() throws Exception {
        open(FixVersion.FIX44);
        client.say("V", body -> request(body, "MD1", '1', 1));
        client.heard("W", 1);
        client.say("V", body -> request(body, "MD1", '1', 1));
        client.say("V", body -> body.put(262, "MD2").putChar(263, '1').put(264, 1).put(265, 1).put(267, 1).putChar(269, '4').put(146, 1).put(55, Floor.SYMBOL));
        client.say("V", body -> body.put(262, "MD3").putChar(263, '1').put(264, 1).put(265, 0).put(266, "N").put(267, 1).putChar(269, '0').put(146, 1).put(55,
                Floor.SYMBOL));
        client.say("V", body -> body.put(262, "MD4").putChar(263, '0').put(264, 1).put(267, 1).putChar(269, '0').put(146, 1).put(55, "NONE"));

        client.say("V", body -> body.put(262, "MD5").putChar(263, '1').put(264, 1).put(267, 1).putChar(269, '0').put(146, 1).put(55, "NONE"));
        client.heard("Y", 5);
        client.say("V", body -> request(body, "MD5", '1', 1));
        client.heard("W", 2);

        assertEquals(List.of("1", "8", "7", "0", "0"), client.heard("Y", 5).stream().map(reject -> PlainClient.values(reject, 281).getFirst()).toList());
    }

    @ParameterizedTest
    @EnumSource(value = FixVersion.class, names = {"FIX42", "FIX44", "FIX50SP2"})
    void haltsBandsAndAuctionsAreToldToWhoAsked(FixVersion version) throws Exception {
        open(version);
        client.say("e", body -> body.put(324, "S1").put(55, Floor.SYMBOL).putChar(263, '1'));
        client.say("g", body -> body.put(335, "T1").putChar(263, '1'));
        client.heard("h", 1);
        order("halt ACME");
        order("call * opening");
        order("resume *");
        order("bands ACME 9.50 10.50");
        order("lift-bands ACME");

        List<String> told = client.heard("f", 6);
        assertEquals(List.of("17", "2", version.isBefore(FixVersion.FIX43) ? "15" : "21", "17", "17", "17"),
                told.stream().map(f -> PlainClient.values(f, 326).getFirst()).toList());
        assertEquals(List.of("9.5"), PlainClient.values(told.get(4), 333));
        assertEquals(List.of("10.5"), PlainClient.values(told.get(4), 332));
        assertEquals(List.of(), PlainClient.values(told.get(5), 332));
        assertEquals(List.of("2", "4", "2"), client.heard("h", 3).stream().map(h -> PlainClient.values(h, 340).getFirst()).toList());
    }

    @Test
    void anAuctionsPriceIsShownWhileOrdersAreCollected() throws Exception {
        open(FixVersion.FIX50SP2);
        client.say("V", body -> body.put(262, "MD1").putChar(263, '1').put(264, 0).put(265, 1).put(267, 3).putChar(269, '0').putChar(269, '1').putChar(269, 'Q')
                .put(146, 1).put(55, Floor.SYMBOL));
        client.heard("W", 1);
        order("call ACME closing");
        limit('1', 100, "10.05");
        limit('2', 60, "9.95");
        HubUnderTest.await("the price", () -> "{Q 10=60}".equals(book(client).toString()));
        order("resume ACME");
        HubUnderTest.await("the book", () -> "{0 10.05=40}".equals(book(client).toString()));
    }

    @Test
    void requestsReachTheBookLaterAndInTheirOrder() throws Exception {
        open(FixVersion.FIX44, ExchangeConduct.USUAL.with(Duration.ofMillis(100), Duration.ofMillis(50)));
        long start = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            limit('1', 100 + 10 * i, "9.99");
        }
        List<String> told = client.heard("8", 20);
        assertTrue(System.nanoTime() - start >= Duration.ofMillis(100).toNanos());
        for (int i = 0; i < 20; i++) {
            assertEquals(List.of("o" + (i + 1)), PlainClient.values(told.get(i), 11));
        }
    }

    @Test
    void requestsOnTheirWayReachTheBookBeforeTheExchangeCloses() throws Exception {
        open(FixVersion.FIX44, ExchangeConduct.USUAL.with(Duration.ofSeconds(30), Duration.ZERO));
        limit('1', 100, "9.99");
        client.say("V", body -> request(body, "MD1", '0', 0));
        client.heard("W", 1);

        venue.close();

        assertEquals(List.of("o1"), PlainClient.values(client.heard("8", 1).getFirst(), 11));
    }

    @ParameterizedTest
    @EnumSource(value = FixVersion.class, names = {"FIX42", "FIX44", "FIX50SP2"})
    void feesAndWhoBroughtLiquidityAreToldWithEachTrade(FixVersion version) throws Exception {
        open(version, ExchangeConduct.USUAL.with(new ExchangeConduct.Fees(Price.of("-0.002"), Price.of("0.003"))));
        limit('1', 100, "10.00");
        limit('2', 100, "10.00");

        List<String> trades = client.heard("8", 4).subList(2, 4);
        int amount = version == FixVersion.FIX42 ? 12 : 137;
        assertEquals(List.of("-0.2", "0.3"), trades.stream().map(trade -> PlainClient.values(trade, amount).getFirst()).toList());
        if (version != FixVersion.FIX42) {
            assertEquals(List.of("1", "2"), trades.stream().map(trade -> PlainClient.values(trade, 851).getFirst()).toList());
        }
        if (version == FixVersion.FIX50SP2) {
            assertEquals(PlainClient.values(trades.get(0), 880), PlainClient.values(trades.get(1), 880));
        }
    }

    @Test
    void aSessionForCopiesIsToldAllAlsoWhatItMissed() throws Exception {
        open(FixVersion.FIX44, ExchangeConduct.USUAL.withDropCopy("COPIES"));
        limit('1', 100, "10.00");
        limit('2', 60, "10.00");
        client.heard("8", 4);
        try (PlainClient copies = new PlainClient(directory.resolve("copies"), FixVersion.FIX44, venue.localAddress(), "COPIES")) {
            limit('2', 40, "10.00");
            List<String> told = copies.heard("8", 7);

            assertEquals(client.heard("8", 7).stream().map(report -> PlainClient.values(report, 17)).toList(),
                    told.stream().map(report -> PlainClient.values(report, 17)).toList());
            copies.say("H", body -> body.put(11, "x").put(55, Floor.SYMBOL).putChar(54, '1'));
            assertTrue(copies.heard("j", 1).getFirst().contains("nothing is asked here"));
        }
    }

    @ParameterizedTest
    @EnumSource(value = FixVersion.class, names = {"FIX42", "FIX44", "FIX50SP2", "FIXLATEST"})
    void whatAnOrderSaysBeyondItsPriceIsReadAndToldAsFarAsTheVersionHasWords(FixVersion version) throws Exception {
        open(version);
        boolean isBefore50 = version.isBefore(FixVersion.FIX50);
        limit('1', 100, "9.99");
        order("i1", body -> body.putChar(40, '2').put(44, "10.00").put(isBefore50 ? 111 : 1138, 20));
        order("a1", body -> body.putChar(40, '2').put(44, "9.90").put(18, "G"));
        order("m1", body -> body.putChar(40, '2').put(44, "9.90").put(110, 50));
        order("p1", body -> body.putChar(40, '2').put(44, "9.90").put(18, "6"));
        order("g1", body -> body.putChar(40, 'P').put(18, "R").put(211, "-0.01"));
        limit('2', 30, "9.99");

        List<String> told = client.heard("8", 8);
        assertEquals(List.of("20"), PlainClient.values(told.get(1), version == FixVersion.FIX42 || isBefore50 ? 111 : 1138));
        assertEquals(List.of("G"), PlainClient.values(told.get(2), 18));
        assertEquals(List.of("50"), PlainClient.values(told.get(3), 110));
        assertEquals(List.of("6"), PlainClient.values(told.get(4), 18));
        assertEquals(List.of("R"), PlainClient.values(told.get(5), 18));
        assertEquals(List.of("i1"), PlainClient.values(told.get(7), 11)); // the part that is seen comes first
        assertEquals(List.of("20"), PlainClient.values(told.get(7), 32));
    }

    private void order(String clOrdId, Consumer<FixBody> fields) {
        client.say("D", body -> {
            body.put(11, clOrdId).putChar(21, '1').put(55, Floor.SYMBOL).putChar(54, '1').putUtcMillis(60, System.currentTimeMillis() * 1_000_000).put(38, 100);
            fields.accept(body);
        });
    }

    @Test
    void ordersOfOneSelfMatchPreventionIdDontMeet() throws Exception {
        open(FixVersion.FIXLATEST);
        order("b1", body -> body.putChar(40, '2').put(44, "10.00").put(2362, "DESK"));
        client.say("D", body -> body.put(11, "s1").put(55, Floor.SYMBOL).putChar(54, '2').putUtcMillis(60, System.currentTimeMillis() * 1_000_000).put(38, 100)
                .putChar(40, '2').put(44, "10.00").putChar(59, '0').put(2362, "DESK"));

        assertEquals(List.of("0", "0", "4"), client.heard("8", 3).stream().map(report -> PlainClient.values(report, 150).getFirst()).toList());
    }

    @Test
    void auctionsBeginAndEndByTheClock() throws Exception {
        AtomicReference<Instant> time = new AtomicReference<>(Instant.parse("2026-11-23T16:29:00Z"));
        clock = time::get;
        open(FixVersion.FIX44,
                ExchangeConduct.USUAL.with(Map.of(Auction.CLOSING, SessionHours.of("Mon-Fri 16:30-16:35 UTC", "never", Holidays.NONE))));
        client.say("g", body -> body.put(335, "T1").putChar(263, '1'));
        client.heard("h", 1);
        order("b1", body -> body.putChar(40, '2').put(44, "10.00").putChar(59, '7'));
        limit('2', 60, "10.00");
        client.heard("8", 2);

        time.set(Instant.parse("2026-11-23T16:30:00Z"));
        client.heard("h", 2);
        assertEquals(2, client.heard("8").size());
        time.set(Instant.parse("2026-11-23T16:35:00Z"));

        assertEquals(List.of("2", "5", "2"), client.heard("h", 3).stream().map(h -> PlainClient.values(h, 340).getFirst()).toList());
        assertEquals(List.of("F", "F", "C"), client.heard("8", 5).subList(2, 5).stream().map(report -> PlainClient.values(report, 150).getFirst()).toList());
    }
}

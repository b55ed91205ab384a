package io.portcullis.server.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.EventLoopGroup;
import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.sessions.engine.FixTransport;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.VenueId;
import io.portcullis.server.settings.Installation;
import io.portcullis.server.settings.Overrides;
import io.portcullis.venues.exchange.ExchangeConduct;
import io.portcullis.venues.exchange.ExchangeJournal;
import io.portcullis.venues.exchange.ExchangeReport;
import io.portcullis.venues.exchange.OuchFront;
import io.portcullis.venues.exchange.SimulatedVenue;
import io.portcullis.venues.ouch.OuchTokens;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import quickfix.ConfigError;
import quickfix.FieldNotFound;
import quickfix.Message;

/** A client by FIX, the hub as a program of its own, and an exchange that speaks OUCH: the hub is killed, and the exchange's line is cut, in the middle of it. */
class OuchVenueKilledTest {

    private static final VenueId VENUE = new VenueId("LIT1");

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory;

    private final EventLoopGroup group = FixTransport.newLoop("exchange");
    private HubProcess hub;
    private SimulatedVenue exchange;
    private Client client;

    private static final class Client extends FixPeer {

        private final Map<String, String> statuses = new ConcurrentHashMap<>();
        private final Map<String, Integer> executed = new ConcurrentHashMap<>();

        Client(int port) throws ConfigError {
            super(FixVersion.FIX44, "CLIENT1", "HUB", port, true);
        }

        @Override
        void received(Message message, String msgType) throws FieldNotFound {
            if (msgType.equals("8")) {
                String name = text(message, 41).isEmpty() ? text(message, 11) : text(message, 41);
                statuses.put(name, text(message, 39));
                executed.put(name, (int) Double.parseDouble(text(message, 14)));
            }
        }

        void order(String clOrdId, String side, String price) {
            Message order = request("D", clOrdId, side);
            order.setString(21, "1");
            order.setString(40, "2");
            order.setString(44, price);
            send(order);
        }

        void cancel(String origClOrdId) {
            Message cancel = request("F", "c" + origClOrdId, "1");
            cancel.setString(41, origClOrdId);
            send(cancel);
        }

        private static Message request(String msgType, String clOrdId, String side) {
            Message request = message(msgType);
            request.setString(11, clOrdId);
            request.setString(38, "100");
            request.setString(54, side);
            request.setString(55, "IBM");
            request.setString(60, "20260101-00:00:00.000");
            return request;
        }
    }

    @BeforeEach
    void start() throws Exception {
        List<Integer> ports = HubProcess.freePorts(3);
        hub = new HubProcess(new HubProgram(directory), directory.resolve("hub"), "local", ports.get(0), ports.get(1), ports.get(2));
        hub.set("venues.ini", "[LIT1]\nversion = FIX.4.4\n", "[LIT1]\nprotocol = ouch\nusername = HUB\n");
        openExchange(ports.get(1));
        client = new Client(ports.get(0));
        hub.startAndWait();
        client.start();
        await("the client is logged on", client::isLoggedOn);
        await("the venue is up", () -> events("SessionLoggedOn", "LIT1") >= 1);
    }

    private void openExchange(int port) throws IOException {
        exchange = new SimulatedVenue(
                new SimulatedVenue.Settings(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), FixVersion.FIX44, "LIT1", "HUB", false,
                        directory.resolve("exchange"), 1, Duration.ofMillis(50), ExchangeConduct.USUAL, new OuchFront.Login("HUB", "")),
                Installation.read(hub.conf(), new Overrides(Map.of(), Map.of())).instruments(), group.next(), InstantSource.system());
    }

    @AfterEach
    void close() throws Exception {
        client.close();
        hub.close();
        exchange.close();
        group.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private long events(String name, String... words) {
        try {
            return hub.events(name, words);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("not within 60 s: " + what);
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private <T> T atExchange(Callable<T> work) throws Exception {
        return group.next().submit(work).get(10, TimeUnit.SECONDS);
    }

    @Test
    void anOrderIsFilledAndStandsTheSameAfterAKill() throws Exception {
        client.order("A", "1", "230.00");
        client.order("B", "1", "100.00");
        await("A is filled", () -> "2".equals(client.statuses.get("A")));
        await("B is there", () -> "0".equals(client.statuses.get("B")));
        Map<Long, Long> before = fillsOf(LogLedger.read(hub));

        hub.kill();
        hub.startAndWait();
        await("the client is logged on", client::isLoggedOn);
        await("the venue is up again", () -> events("SessionLoggedOn", "LIT1") >= 2);
        client.cancel("B");
        await("B is canceled", () -> "4".equals(client.statuses.get("B")));

        assertEquals(before, fillsOf(LogLedger.read(hub)));
        assertEquals(Map.of(100L, 1L), before.values().stream().collect(Collectors.groupingBy(q -> q, Collectors.counting())));
        assertEquals(List.of(), atExchange(exchange::openOrderIds));
        assertEquals(List.of(), client.complaints());
    }

    @Test
    void theLedgersAreEqualAfterKillsInTheMiddleOfTheFlow() throws Exception {
        SplittableRandom random = new SplittableRandom(11);
        InetSocketAddress address = exchange.localAddress();
        int sent = 0;
        for (int round = 0; round < 5; round++) {
            for (int i = 0; i < 40; i++) {
                String name = "O" + ++sent;
                client.order(name, i % 2 == 0 ? "1" : "2", i % 4 < 2 ? i % 2 == 0 ? "230.00" : "190.00" : i % 2 == 0 ? "150.00" : "300.00");
                if (i % 8 == 2) {
                    client.cancel(name);
                }
            }
            TimeUnit.MILLISECONDS.sleep(random.nextInt(5, 150));
            if (round % 2 == 0) {
                hub.kill();
                hub.startAndWait();
            } else {
                exchange.close();
                openExchange(address.getPort());
            }
            await("the client is logged on", client::isLoggedOn);
        }
        int orders = sent;
        await("every order is answered", () -> client.statuses.keySet().stream().filter(name -> name.startsWith("O")).count() >= orders);
        await("the hub waits for nothing", this::isSettled);

        LogLedger ledger = LogLedger.read(hub);
        OuchTokens tokens = new OuchTokens(ledger.ids());
        List<ExchangeReport.Execution> journal = ExchangeJournal.read(directory.resolve("exchange/journal.txt"));
        List<String> entered = journal.stream().filter(report -> report.execType() == ExecType.NEW).map(ExchangeReport.Execution::clOrdId).toList();
        Map<Long, Long> executed = new TreeMap<>();
        journal.stream().filter(report -> report.execType() == ExecType.TRADE)
                .forEach(report -> executed.merge(tokens.number(report.clOrdId()), report.last().quantity().raw() / 100_000_000, Long::sum));
        assertEquals(entered.size(), entered.stream().distinct().count(), "no order was entered twice");
        assertEquals(executed, fillsOf(ledger), "each execution is in the hub's log once");
        assertEquals(ledger.state().openAt(VENUE), atExchange(exchange::openOrderIds).size(), "as many orders are open here and there");
        long shares = executed.values().stream().mapToLong(q -> q).sum();
        await("the client knows of all executions", () -> client.executed.values().stream().mapToLong(q -> q).sum() >= shares);
        assertEquals(shares, client.executed.values().stream().mapToLong(q -> q).sum(), "and of each once");
        assertTrue(executed.size() > 50, "there were executions");
        assertEquals(List.of(), client.complaints());
    }

    private boolean isSettled() {
        try {
            return LogLedger.read(hub).awaited().isEmpty();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Shares by child order. */
    private static Map<Long, Long> fillsOf(LogLedger ledger) {
        Map<Long, Long> fills = new TreeMap<>();
        for (Event event : ledger.events()) {
            if (event instanceof Event.OrderFilled filled) {
                fills.merge(filled.childId(), filled.lastQty().raw() / 100_000_000, Long::sum);
            }
        }
        return fills;
    }
}

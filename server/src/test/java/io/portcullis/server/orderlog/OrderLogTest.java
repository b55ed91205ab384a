package io.portcullis.server.orderlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.oms.command.Origin;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.EventRecord;
import io.portcullis.oms.event.OrderSummary;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.Ids;
import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.oms.types.VenueId;
import io.portcullis.server.orderlog.OrderLogSettings.Format;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrderLogTest {

    private static final Quantity HUNDRED = Quantity.of(100);
    private static final Price PRICE = Price.of("10.01");
    private static final SessionKey CLIENT = new SessionKey("CLIENT1");
    private static final SessionKey VENUE = new SessionKey("LIT1");

    @TempDir
    Path directory;

    private final ListedLog log = new ListedLog("1F4Z8K");
    private final Ids ids = new Ids("1F4Z8K");

    @Test
    void theWholeLifeOfAnOrderIsFoundByEachOfItsClOrdIds() throws IOException {
        long order = enter("A1");
        enter("B1");
        fill(order + 1, "X1");
        says(CLIENT,
                new Event.ReplaceRequested(next(), order, new ClOrdId("A2"), new ClOrdId("A1"), OrdType.LIMIT, TimeInForce.DAY, HUNDRED, PRICE, 0, risk()));
        long request = next();
        says(null, new Event.ChildCancelRequested(request, order + 1));
        says(VENUE, new Event.VenueMessageNoted(new VenueId("LIT1"), ids.venueClOrdId(request), "X1", "told before", false));
        says(CLIENT, new Event.OrderCanceled(next(), order, null, "because"));

        write(Format.TEXT);

        assertEquals(
                List.of("OrderAccepted", "ChildOrderCreated", "OrderFilled", "ReplaceRequested", "ChildCancelRequested", "VenueMessageNoted", "OrderCanceled"),
                lines().stream().filter(line -> line.contains("clOrdIds=A1")).map(line -> line.split(" ")[2]).toList());
        assertEquals(4, lines().stream().filter(line -> line.contains("clOrdIds=A1,A2 ")).count());
        assertEquals("2026-11-20T08:00:03Z 1F4Z8K:3.0 OrderFilled session=CLIENT1 clOrdIds=A1 orderId=" + ids.orderId(order)
                + " ordStatus=FILLED cumQty=100 leavesQty=0 venue=LIT1 childId=" + ids.venueClOrdId(order + 1) + " in=LIT1:3 fields=",
                lines().get(4).split("\\{")[0]);
    }

    @Test
    void aLineOfJsonIsAnObjectWhateverACounterpartyHasWritten() throws IOException {
        enter("A\"\n\\1");

        write(Format.JSON);

        JsonObject accepted = new JsonObject(lines().getFirst());
        assertEquals(List.of("A\"\n\\1"), accepted.getJsonArray("clOrdIds").getList());
        assertEquals("CLIENT1", accepted.getString("session"));
        assertEquals("1F4Z8K:1.0", accepted.getString("place"));
        assertEquals("A\"\n\\1", accepted.getJsonObject("fields").getJsonObject("terms").getString("clOrdId"));
        assertEquals(2, lines().size());
    }

    @Test
    void noKillLosesOrDoublesALine() throws IOException {
        for (int i = 1; i <= 5; i++) {
            enter("A" + i);
        }
        write(Format.TEXT);
        List<String> all = lines();
        byte[] whole = Files.readAllBytes(current());
        for (int length = 0; length <= whole.length; length += 37) {
            Files.write(current(), java.util.Arrays.copyOf(whole, length));
            write(Format.TEXT);
            assertEquals(all, lines(), "killed after " + length + " bytes");
        }
    }

    @Test
    void zerosThatAPowerCutLeftAreWrittenAgain() throws IOException {
        enter("A1");
        write(Format.TEXT);
        List<String> all = lines();
        Files.write(current(), java.util.Arrays.copyOf(Files.readAllBytes(current()), 8192));

        write(Format.TEXT);

        assertEquals(all, lines());
    }

    @Test
    void anOrderThatIsNotRememberedIsLookedUpInTheEventLog() throws IOException {
        long order = enter("A1");
        write(Format.TEXT);
        fill(order + 1, "X1");

        write(Format.TEXT);

        assertTrue(lines().getLast().contains("OrderFilled session=CLIENT1 clOrdIds=A1 "), lines().getLast());
    }

    /** Venues are asked about everything that is open when they log on, and answer at once. */
    @Test
    void whatIsOpenAtTheStartNeedsNoLookup() throws IOException {
        long order = enter("A1");
        write(Format.TEXT);
        ShardState open = new ShardState();
        log.records.getFirst().events().forEach(event -> open.after(event, 1));
        fill(order + 1, "X1");
        int readBefore = log.reads;

        write(log, open, in(Format.TEXT));

        assertTrue(lines().getLast().contains("OrderFilled session=CLIENT1 clOrdIds=A1 "), lines().getLast());
        assertEquals(readBefore + 1, log.reads);
    }

    @Test
    void whatAVenueMakesUpIsALineUnderItsOwnName() throws IOException {
        says(VENUE, new Event.VenueMessageNoted(new VenueId("LIT1"), "made up", "X1", "unknown", true),
                new Event.VenueMessageNoted(new VenueId("LIT1"), ids.venueClOrdId(Ids.number(999_999, 0)), "X1", "unknown", true));

        write(Format.TEXT);

        assertTrue(lines().getFirst().contains(" venue=LIT1 childId=\"made up\" in=LIT1:1 "), lines().getFirst());
        assertTrue(lines().getLast().contains(" venue=LIT1 childId=" + ids.venueClOrdId(Ids.number(999_999, 0))), lines().getLast());
    }

    @Test
    void fullFilesAreKeptAsManyAsAreWanted() throws IOException {
        OrderLogSettings small = new OrderLogSettings(true, Format.TEXT, 1_000, 3, 0);
        for (int i = 1; i <= 20; i++) {
            enter("A" + i);
            write(small);
        }

        try (Stream<Path> files = Files.list(directory)) {
            assertTrue(files.count() <= 3);
        }
        List<String> kept = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(file -> !file.equals(current())).sorted().toList()) {
                kept.addAll(Files.readAllLines(file));
            }
        }
        kept.addAll(lines());
        for (int i = 0; i < kept.size(); i++) {
            assertTrue(kept.get(i).contains(" 1F4Z8K:" + (20 - (kept.size() - 1 - i) / 2) + "." + i % 2 + " "), kept.get(i));
        }
    }

    @Test
    void linesOfAnotherEventLogAreLeftAlone() throws IOException {
        enter("A1");
        write(Format.TEXT);
        ListedLog other = new ListedLog("1F4Z9A");
        other.records.addAll(log.records);

        write(other, new OrderLogSettings(true, Format.TEXT, 1 << 20, 2, 0));

        assertEquals(List.of("1F4Z8K:1.0", "1F4Z8K:1.1", "1F4Z9A:1.0", "1F4Z9A:1.1"), lines().stream().map(line -> line.split(" ")[1]).toList());
        assertFalse(lines().isEmpty());
    }

    // What is written, and read

    private void write(Format format) {
        write(in(format));
    }

    private static OrderLogSettings in(Format format) {
        return new OrderLogSettings(true, format, 1 << 20, 2, 0);
    }

    private void write(OrderLogSettings settings) {
        write(log, settings);
    }

    private void write(ListedLog from, OrderLogSettings settings) {
        write(from, new ShardState(), settings);
    }

    /** From start to stop, as a hub would. */
    private void write(ListedLog from, ShardState atStart, OrderLogSettings settings) {
        try (OrderLog lines = new OrderLog(from, atStart, directory, settings, 0).start()) {
            long deadline = System.nanoTime() + 10_000_000_000L;
            while (lines.lagRecords() > 0) {
                assertTrue(System.nanoTime() < deadline, lines::toString);
                Thread.onSpinWait();
            }
        }
    }

    private Path current() {
        return directory.resolve("orders.log");
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(current());
    }

    private long next() {
        return Ids.number(log.records.size() + 1, 0);
    }

    private long enter(String clOrdId) {
        long order = next();
        says(CLIENT,
                List.of(new Event.OrderAccepted(order,
                        new Event.OrderTerms(CLIENT, new ClOrdId(clOrdId), null, "XYZ", Side.BUY, OrdType.LIMIT, TimeInForce.DAY, HUNDRED, PRICE, 0), risk()),
                        new Event.ChildOrderCreated(order + 1, order, new VenueId("LIT1"), OrdType.LIMIT, TimeInForce.DAY, HUNDRED, PRICE, 0, null, null)),
                new OrderSummary(order, OrdStatus.NEW, HUNDRED, Quantity.ZERO, HUNDRED, Money.ZERO));
        return order;
    }

    private void fill(long childId, String execId) {
        says(VENUE, List.of(new Event.OrderFilled(next(), childId, execId, HUNDRED, PRICE, null, null)),
                new OrderSummary(childId - 1, OrdStatus.FILLED, HUNDRED, HUNDRED, Quantity.ZERO, Money.of(HUNDRED, PRICE)));
    }

    private static Event.RiskFacts risk() {
        return new Event.RiskFacts(PRICE, null, List.of());
    }

    private void says(SessionKey from, Event... events) {
        says(from, List.of(events));
    }

    private void says(SessionKey from, List<Event> events, OrderSummary... summaries) {
        int position = log.records.size() + 1;
        log.records.add(
                new EventRecord(position, 1_795_161_600_000_000_000L + position * 1_000_000_000L, from == null ? null : new Origin(from, 1, position), events,
                        List.of(summaries)));
    }

    /** An event log in memory. */
    private static final class ListedLog implements io.portcullis.server.projection.ProjectedLog {

        private final String identity;
        private final List<EventRecord> records = Collections.synchronizedList(new ArrayList<>());
        private int reads;

        ListedLog(String identity) {
            this.identity = identity;
        }

        @Override
        public String identity() {
            return identity;
        }

        @Override
        public long lastPosition() {
            return records.size();
        }

        @Override
        public RecordSource from(long position) throws IOException {
            if (position < 1 || position > records.size() + 1) {
                throw new IOException("there is no position " + position);
            }
            reads++;
            return new RecordSource() {
                private int next = (int) position;

                @Override
                public EventRecord poll(java.time.Duration wait) {
                    return next <= records.size() ? records.get(next++ - 1) : null;
                }

                @Override
                public void close() {
                    // nothing is held
                }
            };
        }
    }
}

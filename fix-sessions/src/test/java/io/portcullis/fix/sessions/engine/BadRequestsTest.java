package io.portcullis.fix.sessions.engine;

import static io.portcullis.fix.sessions.engine.EmbeddedSession.field;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.sessions.gateway.ClientGateway;
import io.portcullis.fix.sessions.gateway.ReportEncoders;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.core.AccountRights;
import io.portcullis.oms.core.Effect;
import io.portcullis.oms.core.OrderCore;
import io.portcullis.oms.core.RiskGate;
import io.portcullis.oms.core.Router;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.LimitFact;
import io.portcullis.oms.instrument.Book;
import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Instruments;
import io.portcullis.oms.instrument.Market;
import io.portcullis.oms.instrument.TickTable;
import io.portcullis.oms.order.Ledger;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.RiskLimits;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.order.ShortSales;
import io.portcullis.oms.types.Ids;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.VenueId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import quickfix.FieldException;

/** Every row of {@code bad-requests.txt}, through the session, the gateway and the order core. */
class BadRequestsTest {

    private static final SessionKey CLIENT = new SessionKey("CLIENT1");
    private static final VenueId VENUE = new VenueId("LIT1");
    private static final String TERMS = "21=1|55=XYZ|54=1|60=20260131-09:30:00.000|38=100|40=2|44=10.25|";
    private static final long NOW = Instant.parse("2026-01-31T09:30:00Z").getEpochSecond() * 1_000_000_000L;

    @TempDir
    Path stores;

    record Row(FixVersion version, String type, String body, String answer, String text) {
    }

    static Stream<Row> rows() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("src/test/resources/bad-requests.txt")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < lines.size(); i += 3) {
            String[] words = lines.get(i).split("\\s+", 3);
            rows.add(new Row(FixVersion.valueOf(words[0]), words[1], body(words[2]), lines.get(i + 1).strip().substring(3), lines.get(i + 2).strip()));
        }
        return rows.stream();
    }

    private static String body(String row) {
        return row.replace("{order}", "11=BAD|" + TERMS + "59=0|").replace("{gtd}", "11=BAD|" + TERMS + "59=6|").replace("{terms}", TERMS + "59=0|")
                .replace('^', '\0');
    }

    @ParameterizedTest
    @MethodSource("rows")
    void badInputIsAnsweredByFieldValueAndWhatIsAllowedAndTheNextOrderIsTaken(Row row) throws IOException {
        Core core = new Core();
        FixSessionSettings settings = FixSessionSettings.acceptor(CLIENT, row.version, "BROKER", "CLIENT");
        try (EmbeddedSession client = new EmbeddedSession(FixEngineSettings.in(stores).withSegmentBytes(1 << 20), settings, core.gateway)) {
            core.gateway.add(client.session, "ACME", () -> 0);
            client.logon();
            client.receive(row.type, row.body);
            String answer = client.sent().getFirst();

            for (String expected : row.answer.split(" ")) {
                String[] tagAndValue = expected.split("=", 2);
                assertEquals(tagAndValue[1], field(answer, Integer.parseInt(tagAndValue[0])), () -> expected + " in " + answer);
            }
            assertEquals(row.text, withoutReason(answer));
            assertEquals(3, client.session.numbers().nextTargetMsgSeqNum());

            client.receive("D", "11=GOOD|" + TERMS);
            String accepted = client.sent().getFirst();
            assertEquals("8 0 GOOD", field(accepted, 35) + " " + field(accepted, 150) + " " + field(accepted, 11));
            assertEquals(List.of(), client.failures);
        }
    }

    /** Text(58); in a Reject(35=3) what stands behind FIX's words for SessionRejectReason(373). */
    private static String withoutReason(String answer) {
        String reason = field(answer, 373);
        if (reason.isEmpty()) {
            return field(answer, 58);
        }
        String text = field(answer, 58);
        assertTrue(text.startsWith(String.valueOf(new FieldException(Integer.parseInt(reason)).getMessage())), answer);
        return text.substring(text.indexOf(": ") + 2);
    }

    /** An order core with one venue, and what it tells told to the client. */
    private static final class Core implements RiskGate, Router, Market {

        final ClientGateway gateway = new ClientGateway(new ReportEncoders(new Ids("TEST00")), this::accept);
        private final Instruments instruments = new Instruments(
                List.of(new Instrument("XYZ", null, "XNYS", "USD", TickTable.of(Price.of("0.01")), Quantity.of(1), Price.of("10"))));
        private final OrderCore orders = new OrderCore(
                new OrderCore.Settings(List.of(VENUE), Duration.ofSeconds(5), new AccountRights(Map.of(CLIENT, List.of("ACME", "ACME2")))), new ShardState(),
                this, this, this);

        Core() {
            accept(new Command.SessionLoggedOn(new SessionKey("LIT1"), VENUE));
        }

        private void accept(Command command) {
            for (Effect effect : List.copyOf(orders.decide(command, NOW, false).effects())) {
                if (effect instanceof Effect.ToClient toClient) {
                    gateway.send(toClient);
                }
            }
        }

        @Override
        public void follow(RiskLimits limits, Ledger ledger, Market market) {
        }

        @Override
        public boolean limitsChanged() {
            return false;
        }

        @Override
        public void at(long time) {
        }

        @Override
        public boolean hasNewRestrictions() {
            return false;
        }

        @Override
        public List<LimitFact.Affected> affected(List<ParentOrder> open) {
            return List.of();
        }

        @Override
        public void follow(ShortSales shortSales) {
        }

        @Override
        public Quantity executedShort(String account, String symbol) {
            return Quantity.ZERO;
        }

        @Override
        public void clear() {
        }

        @Override
        public void timePassed() {
        }

        @Override
        public @Nullable LimitFact nextWarning() {
            return null;
        }

        @Override
        public Event.RiskFacts check(Event.OrderTerms terms, ParentOrder order, Instrument instrument, Market market, List<Objection> objections) {
            return new Event.RiskFacts(Price.of("10"), null, List.of());
        }

        @Override
        public void reserve(Event.OrderTerms terms, Event.RiskFacts facts) {
        }

        @Override
        public void giveBack(Event.OrderTerms terms, Event.RiskFacts facts) {
        }

        @Override
        public void takeOut(ParentOrder order) {
        }

        @Override
        public void putIn(ParentOrder order) {
        }

        @Override
        public List<Route> route(Request request, Market market) {
            return List.of(new Route(VENUE, request.quantity(), null, null));
        }

        @Override
        public Book book(VenueId venue, String symbol) {
            return null;
        }

        @Override
        public Price reference(String symbol) {
            return null;
        }

        @Override
        public Price lastTrade(String symbol) {
            return null;
        }

        @Override
        public Price best(String symbol, boolean bids) {
            return null;
        }

        @Override
        public Instruments instruments() {
            return instruments;
        }
    }
}

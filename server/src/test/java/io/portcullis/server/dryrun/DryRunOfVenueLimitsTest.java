package io.portcullis.server.dryrun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.portcullis.oms.codec.EventCodec;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.Origin;
import io.portcullis.oms.core.AccountRights;
import io.portcullis.oms.core.CancelOnDisconnect;
import io.portcullis.oms.core.ClientAgreement;
import io.portcullis.oms.core.OrderCore;
import io.portcullis.oms.core.OrderPractice;
import io.portcullis.oms.event.EventRecord;
import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Instruments;
import io.portcullis.oms.instrument.TickTable;
import io.portcullis.oms.limit.Limit;
import io.portcullis.oms.limit.LimitChange;
import io.portcullis.oms.limit.LimitKey;
import io.portcullis.oms.limit.Measure;
import io.portcullis.oms.limit.Scope;
import io.portcullis.oms.limit.Window;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.oms.types.VenueId;
import io.portcullis.risk.Account;
import io.portcullis.risk.Accounts;
import io.portcullis.risk.CurrencyRates;
import io.portcullis.risk.PreTradeRisk;
import io.portcullis.risk.RiskSettings;
import io.portcullis.server.eventlog.EventLog;
import io.portcullis.server.eventlog.EventLogListener;
import io.portcullis.server.eventlog.EventLogSettings;
import io.portcullis.server.eventlog.LogReader;
import io.portcullis.server.eventlog.Space;
import io.portcullis.venues.market.MarketBooks;
import io.portcullis.venues.routing.BestPriceRouter;
import io.portcullis.venues.routing.RoutingPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other limits on what is at a venue would have made of orders, by the parts that were there then. */
class DryRunOfVenueLimitsTest {

    private static final SessionKey CLIENT = new SessionKey("CLIENT");
    private static final VenueId VENUE = new VenueId("LIT1");
    private static final VenueId SECOND_VENUE = new VenueId("LIT2");
    private static final OrderCore.Settings SETTINGS = new OrderCore.Settings(List.of(VENUE, SECOND_VENUE), Duration.ofSeconds(5),
            new AccountRights(Map.of(CLIENT, List.of("ACME"))),
            Map.of(CLIENT, new ClientAgreement(CancelOnDisconnect.NEVER, new OrderPractice(true, false, true, true, false, false, true))));
    private static final RoutingPolicy ROUTING = new RoutingPolicy(Set.of(), 0, Quantity.of(1));
    private static final Instruments INSTRUMENTS = new Instruments(
            List.of(new Instrument("IBM", null, "XNYS", "USD", TickTable.of(Price.of("0.01")), Quantity.of(1), Price.of("100"))));

    @TempDir
    Path directory;

    private final MarketBooks books = new MarketBooks(INSTRUMENTS);
    private final OrderCore core = new OrderCore(SETTINGS, new ShardState(), gate(), new BestPriceRouter(ROUTING), books);
    private final ExpandableArrayBuffer bytes = new ExpandableArrayBuffer();
    private int seqNum;

    private static PreTradeRisk gate() {
        return new PreTradeRisk(Accounts.of(List.of(new Account("ACME", "USD"))), new RiskSettings(0, CurrencyRates.NONE));
    }

    private static Limit limit(String scope, String most) {
        return new Limit(new LimitKey(Scope.of(scope), Measure.OPEN_QUANTITY), Limit.most(Measure.OPEN_QUANTITY, most), null, 0, Window.ALWAYS, null);
    }

    private void decide(EventLog log, Command command) {
        EventRecord record = core.decide(command, 1_000_000_000_000L, false).record();
        if (record != null) {
            log.append(record.time(), bytes, 0, new EventCodec(new ExpandableArrayBuffer()).encode(record, bytes, 0));
        }
    }

    private Command buy(String name, int quantity) {
        return new Command.NewOrderSingle(new Origin(CLIENT, 1, ++seqNum), new ClOrdId(name), "ACME", "IBM", null, Side.BUY,
                new Conditions(OrdType.LIMIT, TimeInForce.DAY, Quantity.of(quantity), Price.of("100"), 0), false, null);
    }

    private Command replace(String name, String orig, int quantity) {
        return new Command.OrderCancelReplaceRequest(new Origin(CLIENT, 1, ++seqNum), new ClOrdId(name), new ClOrdId(orig), "ACME", "IBM", null, Side.BUY,
                new Conditions(OrdType.LIMIT, TimeInForce.DAY, Quantity.of(quantity), Price.of("100"), 0));
    }

    private Report with(Limit other) throws Exception {
        try (LogReader log = LogReader.open(directory, 1)) {
            return DryRun.of(log, SETTINGS, ROUTING, gate(), INSTRUMENTS, new OtherLimits(Map.of(other.key(), Optional.of(other)), false), null);
        }
    }

    /** @param there the limit that holds on that day */
    private void trade(Limit there, Command... commands) throws Exception {
        try (EventLog log = EventLog.open(EventLogSettings.in(directory).withSegmentBytes(64 << 10).withKeepFreeBytes(0), InstantSource.system(),
                new Listener())) {
            decide(log, new Command.StartDay(LocalDate.of(2026, 11, 20)));
            decide(log, new Command.SessionLoggedOn(new SessionKey("LIT1"), VENUE));
            decide(log, new Command.SessionLoggedOn(new SessionKey("LIT2"), SECOND_VENUE));
            decide(log, new Command.ChangeLimits(List.of(new LimitChange(there.key(), null, there)), "ann", "as agreed"));
            for (Command command : commands) {
                decide(log, command);
            }
        }
    }

    private static List<String> texts(List<Report.Asked> asked) {
        return asked.stream().map(each -> each.terms().clOrdId() + ": " + each.why().getFirst().text()).toList();
    }

    @Test
    void eachOrderIsHeldAgainstItAsItWasRoutedThen() throws Exception {
        trade(limit("venue=LIT1", "1000"), buy("A", 60), buy("B", 41), buy("C", 40));
        Report report = with(limit("venue=LIT1", "100"));
        assertEquals(List.of("B: the limit venue=LIT1 open-quantity is 100, used 60, requested 41, allowed 40"), texts(report.refused()));
        assertEquals(List.of(), with(limit("venue=LIT2", "0")).refused());
    }

    @Test
    void soIsWhatAReplaceHasAskedForAtOnce() throws Exception {
        trade(limit("venue=LIT1", "1000"), buy("A", 60), buy("B", 30), replace("A1", "A", 71));
        assertEquals(List.of("A1: the limit venue=LIT1 open-quantity is 100, used 30, requested 71, allowed 70"),
                texts(with(limit("venue=LIT1", "100")).refused()));
        assertEquals(List.of(), with(limit("venue=LIT1", "101")).refused());
    }

    @Test
    void whereAnOrderWouldHaveGoneThatVenuesHadNoRoomForIsNotKnown() throws Exception {
        trade(limit("venue=*", "100"), buy("A", 201));
        Report report = with(limit("venue=*", "1000"));
        assertEquals(List.of(), report.passed());
        assertEquals(1, report.unknown().size());
    }

    private static final class Listener implements EventLogListener {

        @Override
        public void durableUpTo(long position) {
            // read once it is closed
        }

        @Override
        public void spaceChanged(Space now, String reason) {
            // there is enough
        }

        @Override
        public void failed(Exception cause) {
            fail(cause);
        }
    }
}

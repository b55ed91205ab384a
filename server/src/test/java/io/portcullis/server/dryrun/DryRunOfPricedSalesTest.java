package io.portcullis.server.dryrun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.portcullis.oms.codec.EventCodec;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.MarketAction;
import io.portcullis.oms.command.Origin;
import io.portcullis.oms.core.AccountRights;
import io.portcullis.oms.core.CancelOnDisconnect;
import io.portcullis.oms.core.ClientAgreement;
import io.portcullis.oms.core.MarketRules;
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
import io.portcullis.oms.types.Activation;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Instructions;
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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other limits would have made of short sales that were priced above the best bid of 99.90: they were held against them at that price. */
class DryRunOfPricedSalesTest {

    private static final SessionKey CLIENT = new SessionKey("CLIENT");
    private static final VenueId VENUE = new VenueId("LIT1");
    private static final long SECOND = 1_000_000_000L;
    private static final OrderCore.Settings SETTINGS = new OrderCore.Settings(List.of(VENUE), Duration.ofSeconds(5),
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
    private long time = 1_000 * SECOND;
    private int seqNum;

    private static PreTradeRisk gate() {
        return new PreTradeRisk(Accounts.of(List.of(new Account("ACME", "USD"))), new RiskSettings(0, CurrencyRates.NONE));
    }

    private static Limit limit(Measure measure, String most) {
        return new Limit(new LimitKey(Scope.of("account=ACME"), measure), Limit.most(measure, most), null, 0, Window.ALWAYS, null);
    }

    private void decide(EventLog log, Command command) {
        EventRecord record = core.decide(command, time, false).record();
        if (record != null) {
            log.append(record.time(), bytes, 0, new EventCodec(new ExpandableArrayBuffer()).encode(record, bytes, 0));
        }
    }

    private Command sale(String name, String price, Instructions instructions) {
        return new Command.NewOrderSingle(new Origin(CLIENT, 1, ++seqNum), new ClOrdId(name), "ACME", "IBM", null, Side.SELL_SHORT,
                new Conditions(OrdType.LIMIT, TimeInForce.DAY, Quantity.of(10), Price.of(price), 0, instructions), false, null);
    }

    private Report with(Limit other) throws Exception {
        try (LogReader log = LogReader.open(directory, 1)) {
            return DryRun.of(log, SETTINGS, ROUTING, gate(), INSTRUMENTS, new OtherLimits(Map.of(other.key(), Optional.of(other)), false), null);
        }
    }

    private void trade() throws Exception {
        try (EventLog log = EventLog.open(EventLogSettings.in(directory).withSegmentBytes(64 << 10).withKeepFreeBytes(0), InstantSource.system(),
                new Listener())) {
            decide(log, new Command.StartDay(LocalDate.of(2026, 11, 20)));
            decide(log, new Command.SessionLoggedOn(new SessionKey("LIT1"), VENUE));
            Limit collar = limit(Measure.PRICE_DEVIATION, "50");
            decide(log, new Command.ChangeLimits(List.of(new LimitChange(collar.key(), null, collar)), "ann", "as agreed"));
            core.tradeBy(new MarketRules(false, false, Set.of("XNYS"), Set.of(), Set.of()));
            Objects.requireNonNull(books.bookToFill(VENUE, "IBM")).add(true, Price.of("99.90").raw(), Quantity.of(100).raw());
            decide(log, new Command.SteerMarket("IBM", new MarketAction.RestrictShortSales(), "ann", "told by NYSE"));
            decide(log, sale("A", "80", Instructions.NONE));
            decide(log, sale("B", "95", Instructions.NONE.withActivation(new Activation(time + 10 * SECOND, null))));
            time += 11 * SECOND;
            decide(log, new Command.ClockTick());
        }
        assertEquals(List.of("99.91", "99.91"), core.state().openOrdersByAge().stream().map(order -> String.valueOf(order.terms().price())).toList());
    }

    @Test
    void anotherCollarIsHeldAgainstThePriceAtWhichItWentOut() throws Exception {
        trade();
        Report report = with(limit(Measure.PRICE_DEVIATION, "10"));
        assertEquals(List.of(), report.refused());
        assertEquals(List.of(), report.unknown());
        assertEquals(2, report.orders());
    }

    @Test
    void thatTheHubPricesOneIsNoReplaceOfItsClient() throws Exception {
        trade();
        Report report = with(limit(Measure.ORDER_RATE, "2"));
        assertEquals(0, report.replaces());
        assertEquals(List.of(), report.refused());
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

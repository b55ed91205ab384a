package io.portcullis.server.projection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.oms.event.Adjustment;
import io.portcullis.oms.event.CareFact;
import io.portcullis.oms.event.CorporateActionFact;
import io.portcullis.oms.event.CrossFact;
import io.portcullis.oms.event.DeskFact;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.EventRecord;
import io.portcullis.oms.event.KillFact;
import io.portcullis.oms.event.LegFact;
import io.portcullis.oms.event.LimitFact;
import io.portcullis.oms.event.LocateFact;
import io.portcullis.oms.event.MarketFact;
import io.portcullis.oms.event.OverrideFact;
import io.portcullis.oms.limit.Breaker;
import io.portcullis.oms.limit.Limit;
import io.portcullis.oms.limit.LimitChange;
import io.portcullis.oms.limit.LimitKey;
import io.portcullis.oms.limit.LimitOverride;
import io.portcullis.oms.limit.Measure;
import io.portcullis.oms.limit.Release;
import io.portcullis.oms.limit.Scope;
import io.portcullis.oms.limit.Subset;
import io.portcullis.oms.limit.Window;
import io.portcullis.oms.types.Auction;
import io.portcullis.oms.types.Bands;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Contingency;
import io.portcullis.oms.types.CorporateAction;
import io.portcullis.oms.types.CrossPrioritization;
import io.portcullis.oms.types.CrossTerms;
import io.portcullis.oms.types.CrossType;
import io.portcullis.oms.types.Discretion;
import io.portcullis.oms.types.DkReason;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.Ids;
import io.portcullis.oms.types.Instructions;
import io.portcullis.oms.types.Leg;
import io.portcullis.oms.types.LegField;
import io.portcullis.oms.types.ListReport;
import io.portcullis.oms.types.Locate;
import io.portcullis.oms.types.MassCancelTerms;
import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.OrderSelection;
import io.portcullis.oms.types.Peg;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Ratio;
import io.portcullis.oms.types.Refusal;
import io.portcullis.oms.types.RestatedBecause;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.Strategy;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.oms.types.VenueDay;
import io.portcullis.oms.types.VenueId;
import io.portcullis.oms.types.VenuePhases;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What each event comes to in the tables, in a real PostgreSQL. The log is TEST00: its first record gives the ids that end with 400, 401 and so on,
 * its second those with 800, then C00, G00 and M00. */
class TablesTest {

    private static final String LOG = "TEST00";

    private final TestDatabase database = new TestDatabase();
    private final Day day = new Day();

    @AfterEach
    void close() {
        database.close();
    }

    private void project() throws Exception {
        project(day.records);
    }

    private void project(List<EventRecord> records) throws SQLException, java.io.IOException {
        try (TableWriter writer = new TableWriter(database.database.open(), LOG, false)) {
            writer.write(records.subList((int) writer.position(), records.size()));
        }
    }

    @Test
    void whatAnOrderSaysBeyondPriceAndQuantityCanBeAskedFor() throws Exception {
        Conditions stop = new Conditions(OrdType.STOP, TimeInForce.DAY, Quantity.of(100), null, 0, Instructions.stop(Price.of("9.5")));
        long order = day.nextId(0);
        day.says(day.fromClient(),
                List.of(new Event.OrderAccepted(order, Day.terms("A1", "100", "10").replacedBy(new ClOrdId("A1"), stop), Day.risk("10"), true)),
                Day.stands(order, OrdStatus.NEW, "100", "0", "100", "0"));
        day.says(List.of(new Event.OrderReplaced(day.nextId(0), order, new ClOrdId("A2"), new ClOrdId("A1"), stop.with(Instructions.stop(Price.of("9"))))),
                Day.stands(order, OrdStatus.NEW, "100", "0", "100", "0"));
        project();

        assertEquals("A2 | STOP |  | 9 | {\"stopPx\": 9}",
                database.ask("select cl_ord_id, ord_type, price, (instructions->>'stopPx')::numeric, instructions from orders"));
    }

    @Test
    void aStopPriceThatFollowsTheMarketStandsWhereItWasLast() throws Exception {
        Peg peg = new Peg(Peg.Follows.TRAILING_STOP, 50_000_000, Peg.OffsetType.PRICE);
        Conditions trailing = new Conditions(OrdType.STOP_LIMIT, TimeInForce.DAY, Quantity.of(100), Price.of("9.4"), 0,
                Instructions.trailing(Price.of("9.5"), peg));
        long order = day.nextId(0);
        day.says(day.fromClient(),
                List.of(new Event.OrderAccepted(order, Day.terms("A1", "100", "10").replacedBy(new ClOrdId("A1"), trailing), Day.risk("10"), true),
                        new Event.OrderTrailed(order, Price.of("9.75"), Price.of("9.65"))),
                Day.stands(order, OrdStatus.NEW, "100", "0", "100", "0"));
        project();
        String asked = "select price, instructions->>'stopPx', instructions#>>'{peg,offset}' from orders";
        assertEquals("9.65000000 | 9.75 | 0.5", database.ask(asked));

        day.says(List.of(new Event.OrderTrailed(order, Price.of("9.8"), Price.of("9.7"))));
        day.says(List.of(new Event.OrderTrailed(order, Price.of("10"), Price.of("9.9"))));
        project();
        assertEquals("9.90000000 | 10 | 0.5", database.ask(asked));
    }

    @Test
    void whoHasChangedALimitAndWhatItIsNowCanBeAskedFor() throws Exception {
        LimitKey key = new LimitKey(Scope.of("account=* symbol=IBM"), Measure.OPEN_NOTIONAL);
        Limit before = new Limit(key, new BigDecimal("1000.5"), "USD", 80);
        Limit after = new Limit(key, new BigDecimal("2000"), "USD", 0, Window.of("09:30-10:00 America/New_York", null, "2026-12-24T21:00:00Z"));
        day.says(List.of(new Event.LimitsTold(new LimitFact.Changed(List.of(new LimitChange(key, null, before)), 0, "ann", null, "as agreed"))));
        day.says(List.of(
                new Event.LimitsTold(new LimitFact.Proposed(77, List.of(new LimitChange(key, before, after)), "ann", "more", 1_700_000_000_000_000_000L)),
                new Event.LimitsTold(new LimitFact.Proposed(78, List.of(new LimitChange(key, before, null)), "ann", "none", 1_700_000_000_000_000_000L))));
        day.says(List.of(new Event.LimitsTold(new LimitFact.Ended(78, LimitFact.Ending.WITHDRAWN, "ann", "no")),
                new Event.LimitsTold(new LimitFact.Changed(List.of(new LimitChange(key, before, after)), 77, "ann", "bob", "more")),
                new Event.LimitsTold(new LimitFact.Warned(1, day.nextId(0), "account=ACME symbol=IBM", Money.of("1900")))));
        project();
        assertEquals("account=* symbol=IBM | open-notional | 2000.00000000 | USD | 0 | ann | bob | more",
                database.ask("select scope, measure, amount, currency, warn_percent, changed_by, approved_by, reason from limit_in_force"));
        assertEquals("09:30-10:00 America/New_York | t", database.ask("select daily, holds_until = '2026-12-24T21:00:00Z' from limit_in_force"));
        assertEquals("1000.50000000 | 2000.00000000", database.ask("select limit_before, limit_after from limit_change where proposal_id = 77"));
        assertEquals("APPROVED | bob", database.ask("select ended_how, ended_by from limit_proposal where proposal_id = 77"));
        assertEquals("WITHDRAWN | ann", database.ask("select ended_how, ended_by from limit_proposal where proposal_id = 78"));
        assertEquals("account=* symbol=IBM open-notional | 1000.5 | 80",
                database.ask("select payload->'changes'->0->>'key', payload->'changes'->0->'after'->>'most',"
                        + " payload->'changes'->0->'after'->>'warnPercent' from order_event where event_type = 'LimitsChanged' order by position limit 1"));
    }

    @Test
    void whatWasKilledAndHowThatWentCanBeAskedFor() throws Exception {
        long order = day.nextId(0);
        day.says(day.fromClient(), List.of(new Event.OrderAccepted(order, Day.terms("A1", "100", "10"), Day.risk("10"), true)),
                Day.stands(order, OrdStatus.NEW, "100", "0", "100", "0"));
        day.says(List.of(new Event.KillTold(new KillFact.Ordered(77, Subset.of("client=ACME venue=LIT1"), List.of("A", "B"), "ann", "runaway")),
                new Event.OrderKilled(order, 77), new Event.KillTold(new KillFact.WorkedOff(77, 1))));
        day.says(List.of(new Event.KillTold(new KillFact.Flat(77, 1)),
                new Event.KillTold(new KillFact.ReleaseProposed(77, "ann", "over", 1_700_000_000_000_000_000L)),
                new Event.KillTold(new KillFact.ReleaseEnded(77, LimitFact.Ending.DECLINED, "bob", "not yet"))));
        day.says(List.of(new Event.KillTold(new KillFact.ReleaseProposed(77, "ann", "over now", 1_700_000_000_000_000_000L))));
        day.says(List.of(new Event.KillTold(new KillFact.Released(77, "ann", "bob", "over now")),
                new Event.KillTold(new KillFact.Rehearsed(78, Subset.FIRM, 2, List.of(order), List.of(new KillFact.AtVenue("LIT1", 3)), "ann", "a drill"))));
        project();
        assertEquals("client=ACME venue=LIT1 | A B | ann | 1 | t | t | ann | bob | over now",
                database.ask(
                        "select subset, accounts, ordered_by, orders, worked_off_at is not null, flat_at is not null, released_by, approved_by, release_reason"
                                + " from kill"));
        assertEquals("1", database.ask("select count(*) from kill_order where kill_id = 77"));
        assertEquals("DECLINED | bob", database.ask("select ended_how, ended_by from kill_release where reason = 'over'"));
        assertEquals("APPROVED | bob", database.ask("select ended_how, ended_by from kill_release where reason = 'over now'"));
        assertEquals("firm | 2 | 3 at LIT1", database.ask("select subset, orders, parts from kill_rehearsal"));
        assertEquals("client=ACME venue=LIT1 | 77",
                database.ask("select payload->>'subset', payload->>'killId' from order_event where event_type = 'KillOrdered'"));
    }

    @Test
    void whoHasChangedALimitOnARiskMetricCanBeAskedForAsOfAllOthers() throws Exception {
        LimitKey key = LimitKey.of("client=*", "var-99-1d");
        Limit alerting = new Limit(key, new BigDecimal("1000"), "USD", 80);
        Limit killing = new Limit(key, new BigDecimal("2000"), "USD", 80, Window.ALWAYS, Breaker.of(key.measure(), "2000", "alone after 15m"));
        day.says(List.of(new Event.LimitsTold(new LimitFact.Changed(List.of(new LimitChange(key, null, alerting)), 0, "ann", null, "as agreed"))));
        day.says(List.of(new Event.LimitsTold(
                new LimitFact.Proposed(77, List.of(new LimitChange(key, alerting, killing)), "ann", "more", 1_700_000_000_000_000_000L))));
        day.says(List.of(new Event.LimitsTold(new LimitFact.Changed(List.of(new LimitChange(key, alerting, killing)), 77, "ann", "bob", "more"))));
        project();
        assertEquals("client=* | var-99-1d | 1000.00000000 | 2000.00000000 | USD | 80 |  | alone after 15m | ann | bob | more", database.ask(
                "select scope, measure, limit_before, limit_after, currency, warn_percent, coalesce(within_seconds::text, ''), release, changed_by, approved_by, reason"
                        + " from limit_change where proposal_id = 77"));
        assertEquals("client=* var-99-1d | 2000 | alone after 15m | ",
                database.ask("select payload->'changes'->0->>'key', payload->'changes'->0->'after'->>'most', payload->'changes'->0->'after'->>'release',"
                        + " coalesce(payload->'changes'->0->'after'->>'withinSeconds', '') from order_event where event_type = 'LimitsChanged' order by position desc limit 1"));
    }

    @Test
    void withinWhichTimeALimitKillsAndWhoReleasesItCanBeAskedFor() throws Exception {
        LimitKey key = new LimitKey(Scope.of("client=*"), Measure.EXECUTIONS);
        Limit limit = new Limit(key, new BigDecimal("500"), null, 80, Window.ALWAYS, Breaker.of(Measure.EXECUTIONS, "500/60s", "one-person after 5m"));
        day.says(List.of(new Event.LimitsTold(new LimitFact.Changed(List.of(new LimitChange(key, null, limit)), 0, "ann", null, "as agreed"))));
        day.says(List.of(new Event.KillTold(
                new KillFact.Ordered(77, Subset.of("client=ACME"), List.of("A"), "limits", "used 500", Release.of("one-person after 5m"))),
                new Event.KillTold(new KillFact.Ordered(78, Subset.of("sector=tech"), List.of(), "ann", "news").with(List.of("MSFT", "IBM")))));
        project();
        assertEquals("[\"MSFT\", \"IBM\"]",
                database.ask("select payload->'symbols' from order_event where event_type = 'KillOrdered' and payload->>'killId' = '78'"));
        assertEquals("client=* | executions | 500.00000000 | 60 | one-person after 5m",
                database.ask("select scope, measure, amount, within_seconds, release from limit_in_force"));
        assertEquals("limits | one-person after 5m", database.ask("select ordered_by, release from kill where kill_id = 77"));
        assertEquals("60 | one-person after 5m", database.ask("select payload->'changes'->0->'after'->>'withinSeconds',"
                + " payload->'changes'->0->'after'->>'release' from order_event where event_type = 'LimitsChanged'"));
    }

    @Test
    void whoHasLetAnOrderPassAndAgainstWhatCanBeAskedFor() throws Exception {
        LimitOverride what = new LimitOverride(Scope.of("session=CLIENT1"), new ClOrdId("A1"), List.of(Refusal.ORDER_QUANTITY_LIMIT, Refusal.PRICE_COLLAR),
                Quantity.of(6_000), 1, 1_700_000_000_000_000_000L);
        day.says(List.of(new Event.OverridesTold(new OverrideFact.Asked(77, what, "ann", "agreed", 1_700_000_000_000_000_000L)),
                new Event.OverridesTold(new OverrideFact.Asked(78, what, "ann", "agreed", 1_700_000_000_000_000_000L))));
        day.says(List.of(new Event.OverridesTold(new OverrideFact.Approved(77, "bob", "seen")),
                new Event.OverridesTold(new OverrideFact.Ended(78, LimitFact.Ending.EXPIRED, "the clock", "nobody has approved it"))));
        long order = day.nextId(0);
        day.says(day.fromClient(),
                List.of(new Event.OrderAccepted(order, Day.terms("A1", "100", "10"), Day.risk("10"), true),
                        new Event.OrderOverridden(order, 77, "ann", "bob", List.of(new Objection(Refusal.ORDER_QUANTITY_LIMIT, "too many")))),
                Day.stands(order, OrdStatus.NEW, "100", "0", "100", "0"));
        project();
        assertEquals("session=CLIENT1 | A1 | 2001,2003 | 6000.00000000 | 1 | ann | bob | seen", database.ask(
                "select scope, cl_ord_id, refusals, up_to, orders, asked_by, approved_by, approval_reason from limit_override where override_id = 77"));
        assertEquals("EXPIRED | the clock | nobody has approved it",
                database.ask("select ended_how, ended_by, end_reason from limit_override where override_id = 78"));
        assertEquals("77 | too many", database.ask("select override_id, objections from limit_override_use join orders using (order_id)"));
        assertEquals("77 | bob | too many",
                database.ask("select payload->>'overrideId', payload->>'approver', payload->'objections'->0->>'text' from order_event"
                        + " where event_type = 'OrderOverridden'"));
    }

    @Test
    void whatWasLocatedForShortSalesAndWhatBecameOfItCanBeAskedFor() throws Exception {
        day.says(List.of(new Event.LocatesTold(
                new LocateFact.Added(77, new Locate("ACME", "IBM", Quantity.of(5_000), 1_700_000_000_000_000_000L, "B-1"), "ann", "from the lender"))));
        day.says(List.of(new Event.LocatesTold(new LocateFact.Ended(77, LocateFact.Ending.WITHDRAWN, Quantity.of(1_200), "bob", "called back"))));
        project();
        assertEquals("ACME | IBM | 5000.00000000 | B-1 | ann | WITHDRAWN | 1200.00000000 | bob",
                database.ask("select account, symbol, quantity, reference, added_by, ended_how, executed, ended_by from locate where locate_id = 77"));
        assertEquals("LocateAdded | 77 | B-1",
                database.ask("select event_type, payload->>'locateId', payload->>'reference' from order_event where event_type = 'LocateAdded'"));
    }

    @Test
    void howInstrumentsMightBeTradedCanBeAskedFor() throws Exception {
        day.says(List.of(new Event.MarketTold(new MarketFact.Halted("IBM", true, new MarketFact.Source("ann", null, "news pending")))));
        day.says(List.of(new Event.MarketTold(
                new MarketFact.BandsSet("KO", new Bands(Price.of("57.01"), null), new MarketFact.Source("LIT1", new VenueId("LIT1"), "")))));
        day.says(List.of(new Event.MarketTold(new MarketFact.ShortSalesRestricted("KO", LocalDate.of(2026, 11, 20), Price.of("54"), Price.of("60"),
                new MarketFact.Source("market data", null, "fell")))));
        project();
        assertEquals("HALTED | ann | news pending", database.ask("select what, changed_by, reason from instrument_change where symbol = 'IBM'"));
        assertEquals("57.01000000 | LIT1", database.ask("select low, venue from instrument_change where what = 'BANDS_SET' and high is null"));
        assertEquals("54.00000000 | 60.00000000", database.ask("select low, high from instrument_change where what = 'SHORT_SALES_RESTRICTED'"));
        assertEquals("IBM | true | ann", database.ask(
                "select payload->>'symbol', payload->>'isEverywhere', payload->>'by' from order_event where event_type = 'InstrumentHalted'"));
    }

    @Test
    void howFarBeyondItsLimitAnOrderMayBeExecutedCanBeAskedFor() throws Exception {
        Conditions conditions = new Conditions(OrdType.LIMIT, TimeInForce.DAY, Quantity.of(100), Price.of("10"), 0,
                Instructions.NONE.withDiscretion(new Discretion(5_000_000, Peg.OffsetType.PRICE)));
        long order = day.nextId(0);
        day.says(day.fromClient(),
                List.of(new Event.OrderAccepted(order, Day.terms("A1", "100", "10").replacedBy(new ClOrdId("A1"), conditions), Day.risk("10"), true)),
                Day.stands(order, OrdStatus.NEW, "100", "0", "100", "0"));
        project();
        assertEquals("10.00000000 | 0.05 | PRICE",
                database.ask("select price, instructions#>>'{discretion,offset}', instructions#>>'{discretion,offsetType}' from orders"));
    }

    @Test
    void thePhasesOfAVenuesDayAndItsOwnDaysCanBeAskedFor() throws Exception {
        VenueId lse = new VenueId("LSE");
        day.says(List.of(new Event.VenueDayChanged(lse, new VenueDay(LocalDate.of(2026, 11, 20), true)), new Event.VenuePhaseBegan(lse,
                new VenuePhases(Auction.CLOSING, "Fri 16:35", List.of(new VenuePhases.Standing(Auction.CLOSING, VenuePhases.Stage.TAKES, "Fri 16:35"))),
                Auction.INTRADAY)));
        project();
        assertEquals("LSE | 2026-11-20 | true", database.ask(
                "select payload->>'venue', payload->'day'->>'date', payload->'day'->>'isOver' from order_event where event_type = 'VenueDayChanged'"));
        assertEquals("LSE | INTRADAY | CLOSING | TAKES", database.ask("select payload->>'venue', payload->>'ended', payload->'phases'->>'now',"
                + " payload->'phases'->'auctions'->0->>'stage' from order_event where event_type = 'VenuePhaseBegan'"));
    }

    @Test
    void aCorporateActionAndWhatItMakesOfAnOrderCanBeAskedFor() throws Exception {
        CorporateAction split = CorporateAction.split("VOD.L", LocalDate.of(2026, 11, 23), new Ratio(2, 1));
        long order = day.nextId(0);
        day.says(day.fromClient(), List.of(new Event.OrderAccepted(order, Day.terms("A1", "100", "10"), Day.risk("10"))),
                Day.stands(order, OrdStatus.NEW, "100", "0", "100", "0"));
        Conditions then = Day.terms("A1", "200", "5").conditions();
        Adjustment to = new Adjustment(split.id(), false, "VOD2.L", then, split.shares(), Price.of("5"), Quantity.of(1), split.exDate(), split.text());
        day.says(List.of(new Event.CorporateActionTold(new CorporateActionFact.Started(split, false, "0a1b", 1, "ann", "as announced")),
                new Event.OrderAdjusted(day.nextId(1), order, to), new Event.CorporateActionTold(new CorporateActionFact.Done(split.id()))),
                Day.stands(order, OrdStatus.NEW, "200", "0", "200", "0"));
        project();
        assertEquals("VOD2.L | 200.00000000 | 5.00000000", database.ask("select symbol, order_qty, price from orders"));
        assertEquals("VOD.L-2026-11-23-split | SPLIT | 2:1 | 1 | ann | t",
                database.ask("select action_id, kind, ratio, orders, applied_by, done_at is not null from corporate_action"));
        assertEquals("2:1 | 200 | split 2:1 of VOD.L, ex-date 2026-11-23", database.ask(
                "select payload->>'shares', (payload->>'orderQty')::numeric, payload->>'text' from order_event where event_type = 'OrderAdjusted'"));
    }

    @Test
    void aSideOfACrossHasItsCrossAndTheEventsSayWhatItsVenueWasSent() throws Exception {
        long crossId = day.nextId(0);
        long order = day.nextId(1);
        long childId = day.nextId(2);
        day.says(day.fromClient(), List.of(
                new Event.CrossChanged(crossId, Day.CLIENT,
                        new CrossFact.Accepted("C1", new CrossTerms(CrossType.ONE_SIDE, CrossPrioritization.NONE),
                                List.of(new CrossFact.Side(order, new ClOrdId("A1"), null)))),
                new Event.OrderAccepted(order, Day.terms("A1", "100", "10"), Day.risk("10")),
                new Event.CrossChanged(crossId, Day.CLIENT, new CrossFact.Sent(CrossFact.Message.NEW, List.of(childId)))),
                Day.stands(order, OrdStatus.NEW, "100", "0", "100", "0"));
        project();

        assertEquals("C1 | ONE_SIDE", database.ask("select cross_id, cross_type from parent_order"));
        assertEquals(List.of("CrossAccepted | C1 | ", "OrderAccepted |  | ", "CrossSent |  | [\"CTEST00-402\"]"),
                database.rows("select event_type, payload ->> 'name', payload -> 'requestIds' from order_event order by event_index"));
    }

    @Test
    void whatTheDeskDoesWithACareOrderCanBeAskedForByUserAndReason() throws Exception {
        long order = day.nextId(0);
        var stands = Day.stands(order, OrdStatus.NEW, "100", "0", "100", "0");
        day.says(day.fromClient(), List.of(new Event.OrderAccepted(order, Day.terms("A1", "100", "10"), Day.risk("10")),
                new Event.OrderWorked(order, new CareFact.Staged(), null, "")), stands);
        day.says(List.of(new Event.OrderWorked(order, new CareFact.Claimed(), "ann", "mine")), stands);
        day.says(List.of(new Event.OrderWorked(order, new CareFact.Locked(), "ann", "being traded")), stands);
        project();
        assertEquals("OTEST00-400 | ann | t | f", database.ask("select order_id, owner, is_locked, holds_fills from care_order"));

        long childId = day.nextId(0);
        day.says(
                List.of(new Event.FilledByHand(childId + 1, childId, order, new VenueId("GSCO"), "T1", Quantity.of(40), Price.of("9.5"),
                        1_795_000_000_000_000_000L,
                        "ann", "by phone")),
                Day.stands(order, OrdStatus.PARTIALLY_FILLED, "100", "40", "60", "380"),
                Day.stands(childId, OrdStatus.FILLED, "40", "40", "0", "380"));
        day.says(
                List.of(new Event.OrderWorked(order, new CareFact.FillsReleased(List.of(childId + 1), List.of(1_795_000_000_000_000_000L), true), "ann",
                        "told")),
                stands);
        day.says(List.of(new Event.OrderWorked(order, new CareFact.PassedOn("bob"), "ann", "lunch")), stands);
        project();

        assertEquals("bob | t | f", database.ask("select owner, is_locked, holds_fills from care_order"));
        assertEquals("TRADE | GSCO | T1 | 40.00000000 | 9.50000000 | ann | 2026-11-18 11:06:40+00",
                database.ask("select exec_type, venue, venue_exec_id, last_qty, last_px, done_by, executed_at from execution"));
        assertEquals(List.of("Staged |  |  | ", "Claimed | ann | mine | ", "Locked | ann | being traded | ", "FilledByHand | ann | by phone | ",
                "FillsReleased | ann | told | [\"ETEST00-G01\"]", "PassedOn | ann | lunch | "),
                database.rows("select action, done_by, reason, payload -> 'execIds' from care_action order by event_time, action <> 'Staged'"));
    }

    @Test
    void theLegsOfAMultilegOrderAndWhatWasExecutedOfThemCanBeAskedFor() throws Exception {
        long order = day.nextId(0);
        long childId = day.nextId(1);
        Conditions conditions = new Conditions(OrdType.LIMIT, TimeInForce.DAY, Quantity.of(100), Price.of("-1.5"), 0,
                Instructions.multileg(new Strategy(List.of(new Leg("XYZ", Side.BUY, Quantity.of(1), "A"),
                        new Leg("ABC", Side.SELL, Quantity.of("2.5"), null, Price.of("3"), Map.of(LegField.CFI_CODE, "OC"))))));
        day.says(day.fromClient(), List.of(
                new Event.OrderAccepted(order, new Event.OrderTerms(Day.CLIENT, new ClOrdId("A1"), "ACC1", "[N/A]", Side.AS_DEFINED, conditions, null),
                        Day.risk("10")),
                new Event.ChildOrderCreated(childId, order, new VenueId("LIT1"), conditions, null, null)),
                Day.stands(order, OrdStatus.NEW, "100", "0", "100", "0"), Day.stands(childId, OrdStatus.NEW, "100", "0", "100", "0"));
        LegFact.Which leg = new LegFact.Which("A", "XYZ", Side.BUY);
        var stands = Day.stands(order, OrdStatus.NEW, "100", "0", "100", "0");
        var atVenue = Day.stands(childId, OrdStatus.NEW, "100", "0", "100", "0");
        long execId = day.nextId(0);
        day.says(List.of(new Event.LegReported(childId, new LegFact.Filled(execId, leg, "e1", Quantity.of(40), Price.of("10.25"), "20261120"))), stands,
                atVenue);
        day.says(List.of(new Event.LegReported(childId, new LegFact.Busted(day.nextId(0), execId, "b1"))), stands, atVenue);
        project();

        assertEquals(List.of("1 | A | XYZ | BUY | 1 |  | ", "2 |  | ABC | SELL | 2.5 | 3 | {\"CFI_CODE\": \"OC\"}"),
                database.rows("select place, leg_ref_id, symbol, side, ratio, price, fields from order_leg order by place"));
        assertEquals(List.of("LegFilled | OTEST00-400 | A | XYZ | BUY | e1 | 40 | 10.25", "LegBusted | OTEST00-400 |  |  |  | b1 |  | "), database.rows(
                "select event_type, order_id, leg_ref_id, symbol, side, venue_exec_id, last_qty, last_px from leg_execution order by reported_at, exec_id"));
        assertEquals("0", database.ask("select count(*) from execution"));
        assertEquals("-1.50000000", database.ask("select price from parent_order"));
    }

    @Test
    void anOrderGivenByTelephoneAndWhatTheDeskMakesOfItCanBeAskedFor() throws Exception {
        long order = day.nextId(0);
        var stands = Day.stands(order, OrdStatus.NEW, "100", "0", "100", "0");
        Event.OrderTerms terms = Day.terms("A1", "100", "10");
        day.says(List.of(new Event.OrderAccepted(order, terms.replacedBy(ClOrdId.NONE, terms.conditions()), Day.risk("10")),
                new Event.DeskActed(order, new DeskFact.OrderEntered("T-1"), "ann", "Ms Reed rang")), stands);
        Conditions more = terms.conditions().withQty(Quantity.of(120));
        day.says(List.of(new Event.DeskActed(order, new DeskFact.ChangeOrdered(more, Day.risk("10"), RestatedBecause.VERBAL), "ann", "20 more")), stands);
        day.says(List.of(new Event.DeskActed(order, new DeskFact.OrderChanged(day.nextId(0), ClOrdId.NONE, more, RestatedBecause.VERBAL, false), null, "")),
                Day.stands(order, OrdStatus.NEW, "120", "0", "120", "0"));
        project();

        assertEquals("OTEST00-400 | CLIENT1 | T-1 | ann | Ms Reed rang",
                database.ask("select order_id, session, reference, entered_by, reason from telephoned_order"));
        assertEquals(" | 120.00000000", database.ask("select cl_ord_id, order_qty from parent_order"));
        assertEquals(List.of("OrderEntered | ann | Ms Reed rang | ", "ChangeOrdered | ann | 20 more | VERBAL", "OrderChanged |  |  | VERBAL"),
                database.rows("select action, done_by, reason, payload ->> 'because' from desk_action order by event_time, action"));
    }

    @Test
    void anAcceptedOrderIsARowAndSoIsWhatWentToTheVenue() throws Exception {
        day.order("A1", "100.5", "10.12345678");
        project();

        assertEquals(List.of("2026-11-20 | OTEST00-400 | CLIENT1 | A1 | ACC1 | XYZ | BUY | LIMIT | DAY | 100.50000000 | 10.12345678 |  | NEW | 0.00000000"
                + " | 100.50000000 | 0.0000000000000000 |  |  | 2026-11-20 10:00:00+00 | 2026-11-20 10:00:00+00 | 1 |  |  |  |  |  | "),
                database.rows("select * from parent_order"));
        assertEquals(List.of("2026-11-20 | CTEST00-401 | OTEST00-400 | 2026-11-20 | LIT1 |  | LIMIT | DAY | 100.50000000 | 10.12345678 |  | 10.01000000"
                + " | 500.00000000 | PENDING_NEW | 0.00000000 | 100.50000000 | 0.0000000000000000 |  | 2026-11-20 10:00:00+00 | 2026-11-20 10:00:00+00 | 1"),
                database.rows("select * from child_order"));
        assertEquals(List.of("1 | 0 | OrderAccepted | OTEST00-400 |  | CLIENT1 | 1 | A1 | 10.12345678",
                "1 | 1 | ChildOrderCreated | OTEST00-400 | CTEST00-401 | CLIENT1 | 1 |  | "), database.rows("""
                        select position, event_index, event_type, order_id, child_id, session, msg_seq_num, cl_ord_id, payload #>> '{terms,price}'
                          from order_event order by event_index"""));
    }

    @Test
    void fillsAddUpExactly() throws Exception {
        long order = day.order("A1", "100", "10.12345678");
        long child = order + 1;
        day.acknowledged(child, "V1", Day.stands(order, OrdStatus.NEW, "100", "0", "100", "0"), Day.stands(child, OrdStatus.NEW, "100", "0", "100", "0"));
        day.fill(child, "X1", "0.00000001", "92233720368.54775807",
                Day.stands(order, OrdStatus.PARTIALLY_FILLED, "100", "0.00000001", "99.99999999", "922.33720368"),
                Day.stands(child, OrdStatus.PARTIALLY_FILLED, "100", "0.00000001", "99.99999999", "922.33720368"));
        project();

        assertEquals("OTEST00-400 | PARTIALLY_FILLED | 0.00000001 | 99.99999999 | 92233720368.00000000",
                database.ask("select order_id, ord_status, cum_qty, leaves_qty, avg_px from orders"));
        assertEquals("V1 | PARTIALLY_FILLED | 3", database.ask("select venue_order_id, ord_status, updated_by from child_order"));
        assertEquals("TRADE | OTEST00-400 | CTEST00-401 | LIT1 | X1 | 0.00000001 | 92233720368.54775807 | 0.00000001 | 20261120 | t", database.ask("""
                select exec_type, order_id, child_id, venue, venue_exec_id, last_qty, last_px, venue_cum_qty, trade_date, stands from execution"""));
    }

    @Test
    void requestsAboutManyOrdersAreFoundByTheirNameAndByEachOrder() throws Exception {
        long order = day.order("A1", "100", "10");
        OrderSelection which = new OrderSelection("XYZ", Side.BUY, null);
        MassCancelTerms terms = new MassCancelTerms(MassCancelTerms.Form.MASS_CANCEL, MassCancelTerms.CANCEL, "1", which);
        ClOrdId name = new ClOrdId("M1");
        day.says(day.fromClient(),
                List.of(new Event.MassCancelAccepted(day.nextId(0), Day.CLIENT, name, terms, 1),
                        new Event.MassCancelOrdered(day.nextId(1), order, name, "canceled by mass request M1"), new Event.MassCancelDone(Day.CLIENT, name)),
                Day.stands(order, OrdStatus.PENDING_CANCEL, "100", "0", "100", "0"));
        day.says(day.fromClient(),
                List.of(new Event.MassCancelRefused(day.nextId(0), Day.CLIENT, name, terms, new Objection(Refusal.DUPLICATE_CL_ORD_ID, "used"))));
        day.says(day.fromClient(),
                List.of(new Event.MassStatusAccepted(day.nextId(0), Day.CLIENT, "S1", OrderSelection.ALL, 1),
                        new Event.MassStatusReported(day.nextId(1), order, Day.CLIENT, "S1", 1, true), new Event.MassStatusDone(0, Day.CLIENT, "S1", 1)));
        day.says(day.fromClient(), List.of(
                new Event.MassStatusRefused(day.nextId(0), Day.CLIENT, "S2", which, new Objection(Refusal.UNSUPPORTED_MASS_REQUEST, "no"))));
        project();

        assertEquals("PENDING_CANCEL", database.ask("select ord_status from parent_order"));
        assertEquals(List.of("MassCancelAccepted |  | M1 | XYZ", "MassCancelOrdered | OTEST00-400 | M1 | ", "MassCancelDone |  | M1 | ",
                "MassCancelRefused |  | M1 | XYZ", "MassStatusAccepted |  |  | ", "MassStatusReported | OTEST00-400 |  | ", "MassStatusDone |  |  | ",
                "MassStatusRefused |  |  | "), database.rows("""
                        select event_type, order_id, cl_ord_id, payload #>> '{terms,which,symbol}'
                          from order_event where position > 1 order by position, event_index"""));
        assertEquals("UNSUPPORTED_MASS_REQUEST | S2", database.ask("""
                select payload #>> '{objection,refusal}', payload ->> 'massStatusReqId' from order_event where event_type = 'MassStatusRefused'"""));
    }

    @Test
    void anOrderOfAListSaysWhichListAndHowItIsLinked() throws Exception {
        long order = day.nextId(1);
        day.says(day.fromClient(), List.of(
                new Event.OrderListAccepted(day.nextId(0), Day.CLIENT, "L1", Contingency.ONE_UPDATES_OTHER, false,
                        List.of(new Event.Listed(order, new ClOrdId("A1"), "EXIT", 1, Quantity.of(100)))),
                new Event.OrderAccepted(order, Day.terms("A1", "100", "10"), Day.risk("10"), false),
                new Event.ListReported(day.nextId(0), Day.CLIENT, ListReport.ACKNOWLEDGED)), Day.stands(order, OrdStatus.NEW, "100", "0", "100", "0"));
        day.says(List.of(new Event.ListExecuted(day.nextId(0), Day.CLIENT), new Event.OrderReleased(day.nextId(1), order, Quantity.of(50)),
                new Event.OrderReduced(day.nextId(2), order, Quantity.of(30), Event.ReducedBecause.SIBLING, "orders linked with it were executed")),
                Day.stands(order, OrdStatus.NEW, "70", "0", "70", "0"));
        day.says(List.of(new Event.ListCancelRequested(day.nextId(0), Day.CLIENT), new Event.LinkCancelOrdered(order, false, "canceled with its list L1")),
                Day.stands(order, OrdStatus.NEW, "70", "0", "70", "0"));
        day.says(day.fromClient(), List.of(new Event.OrderListRefused(Day.CLIENT, "L2", Contingency.NONE, new Objection(Refusal.UNSUPPORTED_LIST, "no"),
                List.of(new Event.RefusedOfList(new ClOrdId("A2"), new Objection(Refusal.LIST_REFUSED, "no"))))));
        project();

        assertEquals("L1 | ONE_UPDATES_OTHER | EXIT | 70.00000000 | 70.00000000",
                database.ask("select list_id, contingency, cl_ord_link_id, order_qty, leaves_qty from parent_order"));
        assertEquals(List.of("OrderListAccepted | L1", "OrderAccepted | ", "ListReported | ", "ListExecuted | ", "OrderReleased | ", "OrderReduced | ",
                "ListCancelRequested | ", "LinkCancelOrdered | ", "OrderListRefused | L2"),
                database.rows("select event_type, payload ->> 'name' from order_event order by position, event_index"));
        assertEquals("LTEST00-400 | EXIT",
                database.ask("select payload ->> 'listId', payload #>> '{orders,0,link}' from order_event where event_index = 0 and position = 1"));
    }

    @Test
    void whatWasCorrectedOrBustedNoLongerStands() throws Exception {
        long order = day.order("A1", "100", "10");
        long child = order + 1;
        long first = day.fill(child, "X1", "10", "10", Day.stands(order, OrdStatus.PARTIALLY_FILLED, "100", "10", "90", "100"),
                Day.stands(child, OrdStatus.PARTIALLY_FILLED, "100", "10", "90", "100"));
        long second = day.fill(child, "X2", "20", "10", Day.stands(order, OrdStatus.PARTIALLY_FILLED, "100", "30", "70", "300"),
                Day.stands(child, OrdStatus.PARTIALLY_FILLED, "100", "30", "70", "300"));
        project();
        long corrected = day.nextId(0);
        day.says(List.of(new Event.FillCorrected(corrected, child, first, "X3", Quantity.of(5), Price.of("9"))),
                Day.stands(order, OrdStatus.PARTIALLY_FILLED, "100", "25", "75", "245"),
                Day.stands(child, OrdStatus.PARTIALLY_FILLED, "100", "25", "75", "245"));
        day.says(List.of(new Event.FillBusted(day.nextId(0), child, second, "X4")), Day.stands(order, OrdStatus.PARTIALLY_FILLED, "100", "5", "95", "45"),
                Day.stands(child, OrdStatus.PARTIALLY_FILLED, "100", "5", "95", "45"));
        day.says(List.of(new Event.FillBusted(day.nextId(0), child, corrected, "X5")), Day.stands(order, OrdStatus.NEW, "100", "0", "100", "0"),
                Day.stands(child, OrdStatus.NEW, "100", "0", "100", "0"));
        project(day.records.subList(0, 5));

        assertEquals(List.of("ETEST00-800 | TRADE |  | 10.00000000 | ETEST00-G00 | f", "ETEST00-C00 | TRADE |  | 20.00000000 | ETEST00-M00 | f",
                "ETEST00-G00 | TRADE_CORRECT | ETEST00-800 | 5.00000000 |  | t", "ETEST00-M00 | TRADE_CANCEL | ETEST00-C00 |  |  | f"),
                database.rows("select exec_id, exec_type, ref_exec_id, last_qty, undone_by, stands from execution order by exec_id"));
        assertEquals(database.ask("select cum_qty || ' ' || traded from parent_order"),
                database.ask("select sum(last_qty) || ' ' || sum(last_qty * last_px) from execution where stands"));
        project();
        assertEquals("0", database.ask("select count(*) from execution where stands"));
    }

    @Test
    void aReplaceChangesTheTermsAndEveryClOrdIdLeadsToTheOrder() throws Exception {
        long order = day.order("A1", "100", "10");
        long child = order + 1;
        long requested = day.nextId(0);
        long childRequest = day.nextId(1);
        Conditions replaced = new Conditions(OrdType.LIMIT, TimeInForce.DAY, Quantity.of(200), Price.of("11"), 0);
        day.says(day.fromClient(), List.of(
                new Event.ReplaceRequested(requested, order, new ClOrdId("A2"), new ClOrdId("A1"), OrdType.LIMIT, TimeInForce.DAY, Quantity.of(200),
                        Price.of("11"), 0,
                        Day.risk("11")),
                new Event.ChildReplaceRequested(childRequest, child, replaced)),
                Day.stands(order, OrdStatus.PENDING_REPLACE, "100", "0", "100", "0"), Day.stands(child, OrdStatus.PENDING_REPLACE, "100", "0", "100", "0"));
        project();
        assertEquals("A1 | 10.00000000 | PENDING_REPLACE", database.ask("select cl_ord_id, price, ord_status from parent_order"));

        day.says(List.of(new Event.ChildOrderReplaced(childRequest, child, replaced),
                new Event.OrderReplaced(day.nextId(0), order, new ClOrdId("A2"), new ClOrdId("A1"), OrdType.LIMIT, TimeInForce.GOOD_TILL_CANCEL,
                        Quantity.of(200),
                        Price.of("11"), 0)),
                Day.stands(order, OrdStatus.NEW, "200", "0", "200", "0"), Day.stands(child, OrdStatus.NEW, "200", "0", "200", "0"));
        project();
        assertEquals("A2 | 11.00000000 | 200.00000000 | GOOD_TILL_CANCEL | NEW",
                database.ask("select cl_ord_id, price, order_qty, time_in_force, ord_status from parent_order"));
        assertEquals("11.00000000 | 200.00000000", database.ask("select price, order_qty from child_order"));
        for (String clOrdId : List.of("A1", "A2")) {
            assertEquals("OTEST00-400", database.ask("select distinct order_id from order_event where cl_ord_id = '" + clOrdId + "'"));
        }
    }

    @Test
    void cancelsAndExpiriesSayWhy() throws Exception {
        long first = day.order("A1", "100", "10");
        long second = day.order("A2", "100", "10");
        long third = day.order("A3", "100", "10");
        day.says(List.of(new Event.ChildOrderCanceled(first + 1, "as asked"), new Event.OrderCanceled(day.nextId(0), first, new ClOrdId("A9"), "as asked")),
                Day.stands(first, OrdStatus.CANCELED, "100", "0", "0", "0"), Day.stands(first + 1, OrdStatus.CANCELED, "100", "0", "0", "0"));
        day.says(List.of(new Event.ChildOrderExpired(second + 1, ""), new Event.OrderExpired(day.nextId(0), second, "the day is over")),
                Day.stands(second, OrdStatus.EXPIRED, "100", "0", "0", "0"), Day.stands(second + 1, OrdStatus.EXPIRED, "100", "0", "0", "0"));
        day.says(List.of(new Event.ChildOrderRejected(third + 1, "halted"), new Event.OrderRejected(day.nextId(0), third, "no venue takes it")),
                Day.stands(third, OrdStatus.REJECTED, "100", "0", "0", "0"), Day.stands(third + 1, OrdStatus.REJECTED, "100", "0", "0", "0"));
        project();
        assertEquals(List.of("A1 | CANCELED | as asked | as asked", "A2 | EXPIRED | the day is over | ", "A3 | REJECTED | no venue takes it | halted"),
                database.rows("""
                        select p.cl_ord_id, p.ord_status, p.text, c.text from parent_order p join child_order c using (order_id) order by 1"""));
        assertEquals("OrderCanceled", database.ask("select event_type from order_event where cl_ord_id = 'A9'"));
    }

    @Test
    void aRefusedOrderIsThereWithItsReason() throws Exception {
        day.says(day.fromClient(), List.of(new Event.OrderRefused(day.nextId(0), Day.terms("A1", "100", "10"),
                List.of(new Objection(Refusal.PRICE_COLLAR, "price 10 is 12% above the reference"), new Objection(Refusal.HALTED, "trading is halted")))));
        project();
        assertEquals("OTEST00-400 | A1 | REJECTED | 0.00000000 | 2003 | price 10 is 12% above the reference; trading is halted",
                database.ask("select order_id, cl_ord_id, ord_status, leaves_qty, refusal, text from parent_order"));
        assertEquals("PRICE_COLLAR", database.ask("select payload #>> '{objections,0,refusal}' from order_event"));
    }

    @Test
    void strayExecutionsAreKeptApart() throws Exception {
        day.says(List.of(new Event.StrayExecution(Day.VENUE, "WHO", "V9", "X9", "XYZ", Side.SELL, Quantity.of(7), null, "no such order")));
        project();
        assertEquals("1 | 0 | LIT1 | WHO | V9 | X9 | XYZ | SELL | 7.00000000 |  | no such order", database.ask("""
                select position, event_index, venue, cl_ord_id, venue_order_id, venue_exec_id, symbol, side, last_qty, last_px, text from stray_execution"""));
        assertEquals("0", database.ask("select count(*) from execution"));
        assertEquals("StrayExecution", database.ask("select event_type from order_event"));
    }

    @Test
    void strayExecutionsSayWhatBecameOfThem() throws Exception {
        long orderId = day.order("A1", "100", "10");
        for (String execId : List.of("X1", "X2", "X3")) {
            day.says(List.of(new Event.StrayExecution(day.nextId(0), 0, ExecType.TRADE, null, Day.VENUE, "WHO", "V9", execId, "XYZ", Side.BUY, Quantity.of(7),
                    Price.of("10"), Quantity.of(7), "20261120", "")));
        }
        day.says(List.of(new Event.StrayRevised(Ids.number(2, 0), "C1", Quantity.of(6), Price.of("9"))));
        long execId = day.nextId(1);
        long childId = day.nextId(0);
        day.says(List.of(new Event.ChildOrderFound(childId, orderId, Day.VENUE, "V9", OrdType.LIMIT, TimeInForce.DAY, Quantity.of(6), Price.of("10")),
                new Event.RevisedFillCame(execId, childId, Ids.number(2, 0), "X1", Quantity.of(7), Price.of("10"), Quantity.of(7), "20261120", List.of("C1"),
                        Quantity.of(6), Price.of("9")),
                new Event.StrayAssigned(Ids.number(2, 0), orderId, childId, execId, "anna", "agreed")),
                Day.stands(orderId, OrdStatus.PARTIALLY_FILLED, "100", "6", "94", "54"), Day.stands(childId, OrdStatus.FILLED, "6", "6", "0", "54"));
        day.says(List.of(new Event.StrayDenied(Ids.number(3, 0), DkReason.NO_MATCHING_ORDER, null, "no order of ours is called so")));
        day.says(List.of(new Event.StraySettled(Ids.number(4, 0), "ben", "the venue's error")));
        project();
        assertEquals(List.of("X1 | f | 6.00000000 | 9.00000000 |  | anna | agreed | OTEST00-400", "X2 | f |  |  | NO_MATCHING_ORDER |  |  | ",
                "X3 | f |  |  |  | ben | the venue's error | "),
                database.rows(
                        """
                                select venue_exec_id, is_busted, standing_qty, standing_px, dk_reason, settled_by, settlement, order_id from stray_execution order by 1"""));
        assertEquals("X1 | 6.00000000 | 9.00000000 | t", database.ask("select venue_exec_id, last_qty, last_px, stands from execution"));
        assertEquals("V9 | FILLED", database.ask("select venue_order_id, ord_status from child_order where order_qty = 6"));
    }

    @Test
    void anExecutionThatCameBehindItsBustIsThereAndDoesNotStand() throws Exception {
        long orderId = day.order("A1", "100", "10");
        day.says(List.of(new Event.StrayExecution(day.nextId(0), orderId + 1, ExecType.TRADE_CANCEL, "X1", Day.VENUE, "", "V9", "B1", "XYZ", Side.BUY,
                Quantity.ZERO, null, null, null, "")));
        day.says(List.of(new Event.RevisedFillCame(day.nextId(0), orderId + 1, Ids.number(2, 0), "X1", Quantity.of(7), Price.of("10"), Quantity.of(7),
                "20261120", List.of("B1"), null, null)), Day.stands(orderId, OrdStatus.NEW, "100", "0", "100", "0"),
                Day.stands(orderId + 1, OrdStatus.NEW, "100", "0", "100", "0"));
        project();
        assertEquals("X1 | 7.00000000 | f", database.ask("select venue_exec_id, last_qty, stands from execution where undone_by = exec_id"));
        assertEquals("TRADE_CANCEL | X1 | t | t", database.ask("select exec_type, exec_ref_id, is_busted, settled_at is not null from stray_execution"));
    }

    @Test
    void sessionsAreThereAsTheyLastStood() throws Exception {
        SessionKey lit = new SessionKey("LIT1");
        day.says(List.of(new Event.SessionLoggedOn(lit, new VenueId("LIT1")), new Event.SessionLoggedOn(Day.CLIENT, null)));
        day.order("A1", "100", "10");
        project();
        assertEquals(List.of("CLIENT1 |  | t |  | 1700000000000 | 1 | 2", "LIT1 | LIT1 | t |  |  |  | 1"), sessions());

        day.order("A2", "100", "10");
        day.says(List.of(new Event.SessionLoggedOff(Day.CLIENT, null, "the connection was lost")));
        project();
        assertEquals(List.of("CLIENT1 |  | f | the connection was lost | 1700000000000 | 2 | 4", "LIT1 | LIT1 | t |  |  |  | 1"), sessions());
        assertEquals(List.of("1 | SessionLoggedOn | LIT1", "1 | SessionLoggedOn | CLIENT1", "4 | SessionLoggedOff | CLIENT1"),
                database.rows("select position, event_type, session from session_event order by position, event_index"));
    }

    private List<String> sessions() {
        return database.rows("select session, venue, is_logged_on, reason, generation, consumed, updated_by from session order by session");
    }

    @Test
    void anOrderOfAnEarlierDayIsFoundInThePartitionOfItsDay() throws Exception {
        day.at("2026-11-19T23:00:00Z").says(List.of(new Event.DayStarted(LocalDate.of(2026, 11, 20))));
        long order = day.order("A1", "100", "10");
        project();
        day.at("2026-11-20T23:00:00Z").says(List.of(new Event.DayStarted(LocalDate.of(2026, 11, 21))));
        day.fill(order + 1, "X1", "100", "10", Day.stands(order, OrdStatus.FILLED, "100", "100", "0", "1000"),
                Day.stands(order + 1, OrdStatus.FILLED, "100", "100", "0", "1000"));
        project();
        assertEquals("FILLED", database.ask("select ord_status from parent_order_20261120"));
        assertEquals("FILLED", database.ask("select ord_status from child_order_20261120"));
        assertEquals("2026-11-20 | 2026-11-20", database.ask("select order_day, child_day from execution_20261121"));
        assertEquals("3", database.ask("select count(*) from order_event_20261120"), "a day's beginning, and two events in it");
        assertEquals(List.of("1 | 2026-11-20", "3 | 2026-11-21"), database.rows("select from_position, day from trading_day order by 1"));
        assertEquals("0", database.ask("select count(*) from order_event_default"));
        assertEquals("6", database.ask("select count(*) from pg_class where relname like '%\\_20261122'"), "the next day's are made ahead");
    }

    @Test
    void whatACounterpartySendsIsStoredWhateverItIs() throws Exception {
        String odd = "a\u0000b\ud800c\"\\\u0001\t'é😀";
        day.order(odd, "100", "10");
        day.order("long" + "x".repeat(10_000), "100", "10");
        day.says(List.of(new Event.ClientMessageNoted(Day.CLIENT, "U1", odd, false)));
        project();
        String stored = "a\ufffdb\ufffdc\"\\\u0001\t'é😀";
        assertEquals(stored, database.ask("select cl_ord_id from parent_order where order_id = 'OTEST00-400'"));
        assertEquals(stored, database.ask("select payload ->> 'text' from order_event where position = 3"));
        assertEquals("255 | 10004", database.ask("""
                select length(o.cl_ord_id), length(e.payload #>> '{terms,clOrdId}') from parent_order o join order_event e using (order_id)
                 where o.order_id = 'OTEST00-800' and e.event_index = 0"""));
    }

    @Test
    void timesAreCutToMicroseconds() throws Exception {
        day.at("2026-11-20T10:00:00.123456789Z").says(List.of(new Event.TradingHalted("desk", "test")));
        project();
        assertEquals("2026-11-20 10:00:00.123456+00", database.ask("select event_time from order_event"));
        assertEquals("1795168800123456789", database.ask("select record_time_nanos from projection_position"));
    }

    @Test
    void everyTableIsExplained() {
        database.ask("select 1");
        assertEquals(List.of(), database.rows("""
                select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                 where n.nspname = 'portcullis' and c.relkind in ('r', 'p', 'v') and not c.relispartition and c.relname <> 'flyway_schema_history'
                   and obj_description(c.oid) is null"""));
    }

    @Test
    void lookingUpByWhatPeopleKnowUsesAnIndex() throws Exception {
        project(Flow.records(5_000));
        database.execute("analyze");
        for (String question : List.of("parent_order where order_id = 'OTEST00-C00'", "parent_order where cl_ord_id = 'K7'",
                "parent_order where trading_day = '2026-11-20' and account = 'ACC3' order by entered_at limit 5", "parent_order where session = 'CLIENT9'",
                "child_order where order_id = 'OTEST00-C00'", "execution where order_id = 'OTEST00-C00'", "execution where venue_exec_id = 'X55'",
                "order_event where order_id = 'OTEST00-C00'", "order_event where cl_ord_id = 'K7'")) {
            String plan = String.join("\n", database.rows("explain select * from " + question));
            assertTrue(plan.contains("Index") && !plan.contains("Seq Scan on " + question.split(" ")[0] + "_20261120"), plan);
        }
    }
}

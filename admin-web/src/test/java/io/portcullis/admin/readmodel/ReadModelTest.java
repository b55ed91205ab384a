package io.portcullis.admin.readmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.admin.Desk;
import io.portcullis.oms.event.CrossFact;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.EventRecord;
import io.portcullis.oms.event.LegFact;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Contingency;
import io.portcullis.oms.types.CrossPrioritization;
import io.portcullis.oms.types.CrossTerms;
import io.portcullis.oms.types.CrossType;
import io.portcullis.oms.types.Discretion;
import io.portcullis.oms.types.Instructions;
import io.portcullis.oms.types.Leg;
import io.portcullis.oms.types.MassCancelTerms;
import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.OrderSelection;
import io.portcullis.oms.types.Peg;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Refusal;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.Strategy;
import io.portcullis.oms.types.TimeInForce;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReadModelTest {

    private final Desk desk = new Desk(10);
    private final ReadModel model = desk.readModel;

    private OrderRow row(long orderId) {
        return model.order(orderId).orElseThrow().row();
    }

    @Test
    void aNewOrderIsShownAsItsClientSentIt() {
        Desk.Order order = desk.order("A1");

        OrderRow row = row(order.id);
        assertEquals(Desk.IDS.orderId(order.id), row.orderId());
        assertEquals(new ClOrdId("A1"), row.terms().clOrdId());
        assertEquals(OrdStatus.NEW, row.summary().ordStatus());
        assertEquals(Quantity.of(100), row.summary().leavesQty());
        assertNull(row.avgPx());
        assertTrue(row.isOpen());
        assertEquals(1, row.children());
    }

    @Test
    void fillsMoveQuantitiesStatusAndAveragePrice() {
        Desk.Order order = desk.order("A1");
        order.acknowledge();
        order.fill(40);
        assertEquals(OrdStatus.PARTIALLY_FILLED, row(order.id).summary().ordStatus());
        order.fill(60);

        OrderRow row = row(order.id);
        assertEquals(OrdStatus.FILLED, row.summary().ordStatus());
        assertEquals(Quantity.of(100), row.summary().cumQty());
        assertEquals(Price.of("10.5"), row.avgPx());
        assertFalse(row.isOpen());
        OrderDetail detail = model.order(order.id).orElseThrow();
        assertEquals(List.of(Quantity.of(60), Quantity.of(40)), detail.fills().stream().map(OrderDetail.Fill::lastQty).toList());
        assertEquals("V-" + order.children.getFirst(), detail.children().getFirst().venueOrderId());
        assertEquals(OrdStatus.FILLED, detail.children().getFirst().summary().ordStatus());
    }

    @Test
    void ordersThatAControlHasBlockedAreOneAlertOfTheirSession() {
        desk.refuse(Desk.terms("CLIENT2", "B1", "IBM", Side.SELL, 5, null), Refusal.UNKNOWN_SYMBOL, "Symbol(55) XXX is not known");
        assertEquals(List.of(), model.alertsSince(0));
        desk.refuse(Desk.terms("CLIENT2", "B2", "IBM", Side.SELL, 5, null), Refusal.OPEN_ORDERS_LIMIT,
                "the limit firm open-orders is 1, used 1, requested 1, allowed 0");
        long last = desk.refuse(Desk.terms("CLIENT2", "B3", "KO", Side.BUY, 7, null), Refusal.OPEN_ORDERS_LIMIT,
                "the limit firm open-orders is 1, used 2, requested 1, allowed 0");

        List<Alert> alerts = model.alertsSince(0);
        assertEquals(1, alerts.size());
        assertEquals(Alert.Severity.WARNING, alerts.getFirst().severity());
        assertEquals("CLIENT2", alerts.getFirst().subject());
        assertTrue(alerts.getFirst().text().endsWith("are refused: 2008 OPEN_ORDERS_LIMIT"), alerts.getFirst().text());
        assertEquals(2, alerts.getFirst().count());
        assertEquals(Desk.IDS.orderId(last), alerts.getFirst().orderId());
    }

    @Test
    void aRefusedOrderIsShownWithItsReason() {
        long orderId = desk.refuse(Desk.terms("CLIENT2", "B1", "XXX", Side.SELL, 5, null), Refusal.UNKNOWN_SYMBOL, "Symbol(55) XXX is not known");

        OrderRow row = row(orderId);
        assertEquals(OrdStatus.REJECTED, row.summary().ordStatus());
        assertEquals("Symbol(55) XXX is not known", row.text());
        assertFalse(row.isOpen());
        assertEquals(Refusal.UNKNOWN_SYMBOL, model.order(orderId).orElseThrow().objections().getFirst().refusal());
        assertEquals(1, model.status().today().ordersRefused());
    }

    @Test
    void anOrderOfAListIsShownWithTheOthersAndWhetherItStillWaits() {
        long entry = desk.nextId(1);
        long exit = desk.nextId(2);
        Event.OrderTerms exitTerms = Desk.terms("CLIENT1", "EXIT", "VOD.L", Side.SELL, 100, "11");
        Event.RiskFacts risk = new Event.RiskFacts(Price.of("11"), null, List.of());
        desk.record(List.of(
                new Event.OrderListAccepted(desk.nextId(0), new SessionKey("CLIENT1"), "L1", Contingency.ONE_TRIGGERS_OTHER, false,
                        List.of(new Event.Listed(entry, new ClOrdId("ENTRY"), null, 0, Quantity.of(100)),
                                new Event.Listed(exit, new ClOrdId("EXIT"), null, 0, Quantity.of(100)))),
                new Event.OrderAccepted(entry, Desk.terms("CLIENT1", "ENTRY", "VOD.L", Side.BUY, 100, "10"), risk),
                new Event.OrderAccepted(exit, exitTerms, risk)));

        OrderRow.InList list = row(exit).list();
        assertEquals("L1 waits for ENTRY true", list.name() + " " + list.role() + " " + list.isWaiting());
        assertEquals(List.of(new OrderRow.Other(Desk.IDS.orderId(entry), "ENTRY", false)), list.others());
        assertEquals("triggers the others false", row(entry).list().role() + " " + row(entry).list().isWaiting());
        desk.record(new Event.OrderReleased(desk.nextId(0), exit, null));
        assertFalse(row(exit).list().isWaiting());
    }

    @Test
    void aSideOfACrossIsShownWithTheOtherOne() {
        long buy = desk.nextId(1);
        long sell = desk.nextId(2);
        Event.RiskFacts risk = new Event.RiskFacts(Price.of("10"), null, List.of());
        CrossTerms terms = new CrossTerms(CrossType.ALL_OR_NONE, CrossPrioritization.NONE);
        desk.record(List.of(
                new Event.CrossChanged(desk.nextId(0), new SessionKey("CLIENT1"),
                        new CrossFact.Accepted("C1", terms,
                                List.of(new CrossFact.Side(buy, new ClOrdId("X"), null), new CrossFact.Side(sell, new ClOrdId("Y"), null)))),
                new Event.OrderAccepted(buy, Desk.terms("CLIENT1", "X", "VOD.L", Side.BUY, 100, "10"), risk),
                new Event.OrderAccepted(sell, Desk.terms("CLIENT1", "Y", "VOD.L", Side.SELL, 100, "10"), risk)));

        assertEquals(new OrderRow.InCross("C1", terms, List.of(new OrderRow.Other(Desk.IDS.orderId(sell), "Y", true))), row(buy).cross());
        assertEquals(List.of(new OrderRow.Other(Desk.IDS.orderId(buy), "X", true)), row(sell).cross().others());
    }

    @Test
    void anOrderIsUnconfirmedFromTheQuestionToTheVenuesAnswer() {
        Desk.Order order = desk.order("A1");
        assertEquals(0, row(order.id).unconfirmed());
        order.ask();
        assertEquals(1, row(order.id).unconfirmed());
        assertEquals(1, model.status().unconfirmedOrders());
        order.answer();
        assertEquals(0, row(order.id).unconfirmed());
        assertEquals(0, model.status().unconfirmedOrders());
    }

    @Test
    void ordersThatALostVenueHasNotAnsweredAreUnconfirmed() {
        Desk.Order answered = desk.order("A1");
        answered.acknowledge();
        Desk.Order unanswered = desk.order("A2");
        model.takeChanges();
        desk.record(new Event.SessionLoggedOff(new SessionKey("LIT1"), Desk.LIT1, "connection reset"));

        assertEquals(0, row(answered.id).unconfirmed());
        assertEquals(1, row(unanswered.id).unconfirmed());
        assertEquals(List.of(unanswered.id), model.takeChanges().orderIds());
        unanswered.acknowledge();
        assertEquals(0, row(unanswered.id).unconfirmed());
    }

    @Test
    void aReplaceChangesTheTermsAndKeepsTheFirstClOrdId() {
        Desk.Order order = desk.order("A1");
        desk.record(new Event.OrderReplaced(desk.nextId(0), order.id, new ClOrdId("A2"), new ClOrdId("A1"), OrdType.LIMIT, TimeInForce.DAY, Quantity.of(80),
                Price.of("10.6"), 0));

        OrderDetail detail = model.order(order.id).orElseThrow();
        assertEquals(new ClOrdId("A2"), detail.row().terms().clOrdId());
        assertEquals(Price.of("10.6"), detail.row().terms().price());
        assertEquals(new ClOrdId("A1"), detail.firstClOrdId());
    }

    @Test
    void aStopPriceThatFollowsTheMarketIsShownWhereItIsAndDoesNotPushTheRestOutOfTheHistory() {
        Desk.Order order = desk.order("A1");
        Conditions trailing = new Conditions(OrdType.STOP, TimeInForce.DAY, Quantity.of(100), null, 0,
                Instructions.trailing(Price.of("9"), new Peg(Peg.Follows.TRAILING_STOP, 100_000_000, Peg.OffsetType.PRICE)));
        desk.record(new Event.OrderReplaced(desk.nextId(0), order.id, new ClOrdId("A2"), new ClOrdId("A1"), trailing));
        int before = model.order(order.id).orElseThrow().history().size();
        for (int i = 1; i <= 200; i++) {
            desk.record(new Event.OrderTrailed(order.id, new Price(900_000_000L + i * 1_000_000L), null));
        }

        OrderDetail detail = model.order(order.id).orElseThrow();
        assertEquals(Price.of("11"), detail.row().terms().instructions().stopPx());
        assertEquals(before + 1, detail.history().size());
        assertEquals("Stop price has followed the market to 11", detail.history().getFirst().text());
    }

    @Test
    void howFarBeyondItsLimitAnOrderMayBeExecutedStandsInTheHistory() {
        Desk.Order order = desk.order("A1");
        Conditions conditions = new Conditions(OrdType.LIMIT, TimeInForce.DAY, Quantity.of(100), Price.of("10"), 0,
                Instructions.NONE.withDiscretion(new Discretion(300_000_000, Peg.OffsetType.TICKS)));
        desk.record(new Event.OrderReplaced(desk.nextId(0), order.id, new ClOrdId("A2"), new ClOrdId("A1"), conditions));

        OrderDetail detail = model.order(order.id).orElseThrow();
        assertEquals("3 ticks", detail.row().terms().instructions().discretion().toString());
        assertTrue(detail.history().getFirst().text().endsWith("100 at 10, at discretion up to 3 ticks beyond"), detail.history().getFirst().text());
    }

    @Test
    void aBustedExecutionStaysInTheListAsBusted() {
        Desk.Order order = desk.order("A1");
        long execId = order.fill(100);
        order.bust(execId, 100);

        assertEquals(OrderDetail.FillState.BUSTED, model.order(order.id).orElseThrow().fills().getFirst().state());
        assertTrue(row(order.id).isOpen());
        assertEquals(1, model.status().openOrders());
    }

    @Test
    void aCorrectionOfACorrectionFindsItsExecution() {
        Desk.Order order = desk.order("A1");
        long execId = order.fill(100);
        long correction = desk.nextId(0);
        desk.record(new Event.FillCorrected(correction, order.children.getFirst(), execId, "X2", Quantity.of(90), Price.of("10.4")));
        desk.record(new Event.FillCorrected(desk.nextId(0), order.children.getFirst(), correction, "X3", Quantity.of(95), Price.of("10.3")));

        OrderDetail.Fill fill = model.order(order.id).orElseThrow().fills().getFirst();
        assertEquals(Quantity.of(95), fill.lastQty());
        assertEquals(Price.of("10.3"), fill.lastPx());
        assertEquals(OrderDetail.FillState.CORRECTED, fill.state());
    }

    @Test
    void theHistoryTellsWhatHappenedNewestFirst() {
        Desk.Order order = desk.order("A1");
        order.acknowledge();
        desk.record(new Event.CancelOrdered(order.id, "anna", "client phoned"));

        List<String> texts = model.order(order.id).orElseThrow().history().stream().map(OrderDetail.Happening::text).toList();
        String child = Desk.IDS.venueClOrdId(order.children.getFirst());
        assertEquals(
                List.of("anna cancels it: client phoned", child + " accepted by the venue as V-" + order.children.getFirst(), child + " 100 at 10.5 to LIT1",
                        "Accepted: buy 100 VOD.L at 10.5"),
                texts);
    }

    @Test
    void aMassCancelIsANoticeAndStandsInEachOrdersHistory() {
        Desk.Order order = desk.order("A1");
        MassCancelTerms terms = new MassCancelTerms(MassCancelTerms.Form.MASS_CANCEL, MassCancelTerms.CANCEL, "1", new OrderSelection("VOD.L", null, null));
        SessionKey client = new SessionKey("CLIENT1");
        desk.record(new Event.MassCancelAccepted(desk.nextId(0), client, new ClOrdId("M1"), terms, 1));
        desk.record(new Event.MassCancelOrdered(Event.NOT_TOLD, order.id, new ClOrdId("M1"), "canceled by mass request M1"));

        Alert alert = model.alertsSince(0).getFirst();
        assertEquals(Alert.Severity.NOTICE, alert.severity());
        assertEquals("CLIENT1", alert.subject());
        assertEquals("Client asks for the cancel of orders (M1), Symbol(55) VOD.L: 1", alert.text());
        assertEquals("Client asks for the cancel, with others (M1)", model.order(order.id).orElseThrow().history().getFirst().text());

        desk.record(new Event.MassCancelRefused(desk.nextId(0), client, new ClOrdId("M1"), terms, new Objection(Refusal.DUPLICATE_CL_ORD_ID, "used before")));
        assertEquals(1, model.status().today().requestsRefused());
        assertEquals("Mass cancel M1 refused: used before", model.alertsSince(0).getFirst().text());
    }

    @Test
    void haltAndResumeAreShownWithWhoAndWhy() {
        desk.record(new Event.TradingHalted("anna", "runaway client"));
        assertEquals("anna", model.status().halt().user());
        assertEquals("runaway client", model.status().halt().reason());
        desk.record(new Event.TradingResumed("ben", "client fixed"));
        assertNull(model.status().halt());
    }

    @Test
    void countersStartAgainWithTheDay() {
        desk.order("A1").fill(100);
        assertEquals(1, model.status().today().fills());
        desk.record(new Event.DayStarted(LocalDate.of(2026, 5, 5)));
        assertEquals(0, model.status().today().fills());
        assertEquals(LocalDate.of(2026, 5, 5), model.status().tradingDay());
    }

    @Test
    void beyondTheLimitTheOrderGoesThatWasClosedFirst() {
        Desk.Order open = desk.order("OPEN");
        Desk.Order closedSecond = desk.order("SECOND");
        Desk.Order closedFirst = desk.order("FIRST");
        closedFirst.cancel();
        closedSecond.fill(100);
        for (int i = 0; i < 7; i++) {
            desk.order("N" + i);
        }
        model.takeChanges();
        desk.order("N7");

        assertTrue(model.order(closedFirst.id).isEmpty());
        assertTrue(model.order(closedSecond.id).isPresent());
        assertEquals(List.of(Desk.IDS.orderId(closedFirst.id)), model.takeChanges().dropped());
        desk.order("N8");
        assertTrue(model.order(closedSecond.id).isEmpty());
        assertTrue(model.order(open.id).isPresent());
        desk.order("N9");
        assertTrue(model.order(open.id).isEmpty());
        assertEquals(10, model.orderIds().size());
        assertEquals(10, model.status().openOrders());
    }

    @Test
    void anOrderThatOpenedAgainIsNotTakenForClosed() {
        Desk.Order reopened = desk.order("A1");
        long execId = reopened.fill(100);
        reopened.bust(execId, 100);
        Desk.Order closed = desk.order("A2");
        closed.cancel();
        for (int i = 0; i < 9; i++) {
            desk.order("N" + i);
        }

        assertTrue(model.order(reopened.id).isPresent());
        assertTrue(model.order(closed.id).isEmpty());
    }

    @Test
    void whatHappensToADroppedOrderIsPassedOver() {
        Desk.Order old = desk.order("OLD");
        for (int i = 0; i < 10; i++) {
            desk.order("N" + i);
        }
        old.acknowledge();
        old.fill(100);

        assertTrue(model.order(old.id).isEmpty());
        assertEquals(10, model.orderIds().size());
    }

    @Test
    void changesAreTakenOnceHoweverOftenAnOrderChanged() {
        Desk.Order first = desk.order("A1");
        Desk.Order second = desk.order("A2");
        model.takeChanges();
        second.acknowledge();
        second.fill(10);
        first.acknowledge();
        second.fill(10);

        assertEquals(Set.of(first.id, second.id), Set.copyOf(model.takeChanges().orderIds()));
        assertEquals(List.of(), model.takeChanges().orderIds());
    }

    @Test
    void changesThatNobodyTakesStayBounded() {
        for (int i = 0; i < 100; i++) {
            desk.order("N" + i);
        }
        Changes changes = model.takeChanges();
        assertEquals(10, changes.orderIds().size());
        assertEquals(10, changes.dropped().size());
        assertTrue(changes.everything());
        assertFalse(model.takeChanges().everything());
    }

    @Test
    void aRecordThatIsReadAgainChangesNothing() {
        desk.order("A1").fill(40);
        model.apply(new EventRecord(1, 0, null, List.of(new Event.TradingHalted("anna", "again")), List.of()));
        assertNull(model.status().halt());
        assertEquals(2, model.status().position());
    }

    /** What a restart shows must be what was shown before, from wherever in the log it reads on. */
    @Test
    void aModelThatBeginsInTheMiddleOfTheLogShowsTheSameOpenOrders() {
        desk.record(new Event.DayStarted(LocalDate.of(2026, 5, 4)));
        Desk.Order partFilled = desk.order("A1");
        Desk.Order inDoubt = desk.order("A2");
        Desk.Order filled = desk.order("A3");
        desk.record(new Event.TradingHalted("anna", "runaway client"));
        partFilled.acknowledge();
        long execId = partFilled.fill(30);
        inDoubt.ask();
        filled.fill(100);
        partFilled.fill(20);
        partFilled.bust(execId, 30);
        ShardState state = new ShardState();
        for (EventRecord record : desk.log) {
            record.events().forEach(event -> state.after(event, record.time()));
            state.after(record.position(), null);
        }

        for (int first = 1; first <= desk.position() + 1; first++) {
            ReadModel restarted = new ReadModel(Desk.IDS, 10);
            restarted.beginWith(state, first);
            desk.log.stream().skip(first - 1).forEach(restarted::apply);

            String from = "read from " + first;
            assertEquals(row(partFilled.id).summary(), restarted.order(partFilled.id).orElseThrow().row().summary(), from);
            OrderDetail before = model.order(partFilled.id).orElseThrow();
            OrderDetail after = restarted.order(partFilled.id).orElseThrow();
            assertEquals(before.children().getFirst().summary(), after.children().getFirst().summary(), from);
            assertEquals(before.children().getFirst().venueOrderId(), after.children().getFirst().venueOrderId(), from);
            assertEquals(before.fills().stream().map(fill -> fill.lastQty() + " " + fill.state()).toList(),
                    after.fills().stream().map(fill -> fill.lastQty() + " " + fill.state()).toList(), from);
            assertEquals(1, restarted.order(inDoubt.id).orElseThrow().row().unconfirmed(), from);
            assertEquals("runaway client", restarted.status().halt().reason(), from);
            assertEquals(LocalDate.of(2026, 5, 4), restarted.status().tradingDay(), from);
            assertEquals(2, restarted.status().openOrders(), from);
        }
    }

    @Test
    void aFilterWantsEverythingThatItNames() {
        desk.order("ALPHA-1").fill(100);
        desk.order("ALPHA-2");
        desk.order(Desk.terms("CLIENT2", "BETA-1", "BARC.L", Side.SELL, 10, "2.1"), 10);

        assertEquals(List.of("BETA-1", "ALPHA-2", "ALPHA-1"), clOrdIds(OrderFilter.ALL));
        assertEquals(List.of("ALPHA-2", "ALPHA-1"), clOrdIds(new OrderFilter(List.of("alpha"), null, null, Set.of(), false)));
        assertEquals(List.of("ALPHA-1"), clOrdIds(new OrderFilter(List.of("alpha", "filled"), null, null, Set.of(), false)));
        assertEquals(List.of("BETA-1"), clOrdIds(new OrderFilter(List.of(), "CLIENT2", "BARC.L", Set.of(), true)));
        assertEquals(List.of("ALPHA-1"), clOrdIds(new OrderFilter(List.of(), null, null, Set.of(OrdStatus.FILLED), false)));
        assertEquals(1, model.orders(OrderFilter.ALL, 1).size());
    }

    private List<String> clOrdIds(OrderFilter filter) {
        return model.orders(filter, 100).stream().map(row -> row.terms().clOrdId().value()).toList();
    }

    @Test
    void aStrayExecutionIsAnAlarm() {
        desk.record(new Event.StrayExecution(Desk.LIT1, "C9", "V9", "X9", "VOD.L", Side.BUY, Quantity.of(7), Price.of("10"), "ClOrdID(11) C9 is not ours"));

        Alert alert = model.alertsSince(0).getFirst();
        assertEquals(Alert.Severity.ALARM, alert.severity());
        assertEquals("LIT1", alert.subject());
        assertTrue(alert.text().contains("7 at 10"), alert.text());
    }

    @Test
    void whatAClientDoesNotKnowIsAnAlarmOfItsOrderAndInItsHistory() {
        Desk.Order order = desk.order("A1");
        long execId = order.fill(40);
        desk.record(new Event.TradeDenied(order.id, new SessionKey("CLIENT1"), execId, "E1", "D", "not ours"));

        Alert alert = model.alertsSince(0).getFirst();
        assertEquals(Alert.Severity.ALARM, alert.severity());
        assertEquals(Desk.IDS.orderId(order.id), alert.orderId());
        assertEquals("CLIENT1 does not know our execution (DontKnowTrade), DKReason(127) D, ExecID E1: not ours",
                model.order(order.id).orElseThrow().history().getFirst().text());
    }

    @Test
    void anExecutionThatCameBehindItsBustIsShownAsBustedAndOneOfAFoundChildAsCorrected() {
        Desk.Order order = desk.order("A1");
        long changes = model.strayChanges();
        desk.record(new Event.RevisedFillCame(desk.nextId(0), order.children.getFirst(), 77, "X1", Quantity.of(40), Price.of("10"), null, null, List.of("B1"),
                null, null));
        assertEquals(OrderDetail.FillState.BUSTED, model.order(order.id).orElseThrow().fills().getFirst().state());
        long childId = desk.nextId(0);
        desk.record(List.of(new Event.ChildOrderFound(childId, order.id, Desk.LIT1, "V9", OrdType.LIMIT, TimeInForce.DAY, Quantity.of(30), Price.of("10")),
                new Event.RevisedFillCame(desk.nextId(1), childId, 78, "X2", Quantity.of(40), Price.of("10"), null, null, List.of("C1"), Quantity.of(30),
                        Price.of("9")),
                new Event.StrayAssigned(78, order.id, childId, desk.nextId(1), "anna", "agreed")));

        OrderDetail detail = model.order(order.id).orElseThrow();
        assertEquals("CORRECTED 30 9",
                detail.fills().getFirst().state() + " " + detail.fills().getFirst().lastQty() + " " + detail.fills().getFirst().lastPx());
        assertEquals("V9", detail.children().getLast().venueOrderId());
        assertTrue(detail.history().getFirst().text().contains("assigned to " + Desk.IDS.orderId(order.id) + " by anna: agreed"));
        assertEquals(3, model.strayChanges() - changes);
    }

    @Test
    void executionsOfLegsAreShownBesideThoseOfTheOrderAndDoNotCount() {
        Strategy pair = new Strategy(List.of(new Leg("VOD.L", Side.BUY, Quantity.of(1), "A"), new Leg("BT.L", Side.SELL, Quantity.of(2), "B")));
        Conditions conditions = new Conditions(OrdType.LIMIT, TimeInForce.DAY, Quantity.of(100), Price.of("-1.5"), 0, Instructions.multileg(pair));
        Event.OrderTerms terms = new Event.OrderTerms(new SessionKey("CLIENT1"), new ClOrdId("A1"), "ACC1", "PAIR", Side.BUY, conditions, null);
        Desk.Order order = desk.order(terms, 100);
        long childId = order.children.getFirst();
        long execId = desk.nextId(0);
        desk.record(new Event.LegReported(childId,
                new LegFact.Filled(execId, new LegFact.Which("B", "BT.L", Side.SELL), "X1", Quantity.of(80), Price.of("10"), null)));
        desk.record(new Event.LegReported(childId, new LegFact.Corrected(desk.nextId(0), execId, "X2", Quantity.of(80), Price.of("11"))));

        OrderDetail detail = model.order(order.id).orElseThrow();
        assertEquals(List.of(), detail.fills());
        OrderDetail.LegFill leg = detail.legFills().getFirst();
        assertEquals("B SELL BT.L 80@11 CORRECTED",
                leg.refId() + " " + leg.side() + " " + leg.symbol() + " " + leg.lastQty() + "@" + leg.lastPx() + " " + leg.state());
        assertTrue(detail.history().getLast().text().endsWith("legs: buy 1 VOD.L, sell 2 BT.L"), detail.history().getLast().text());
        assertTrue(detail.history().get(1).text().contains("leg B, sell BT.L filled 80 at 10"), detail.history().get(1).text());
    }

    @Test
    void whatIsAssignedByHandDoesNotShowAStopOrderAsTriggered() {
        Conditions stop = new Conditions(OrdType.STOP, TimeInForce.DAY, Quantity.of(100), null, 0, Instructions.stop(Price.of("11")));
        Event.OrderTerms terms = new Event.OrderTerms(new SessionKey("CLIENT1"), new ClOrdId("A1"), "ACC1", "VOD.L", Side.BUY, stop, null);
        long orderId = desk.nextId(0);
        desk.record(new Event.OrderAccepted(orderId, terms, new Event.RiskFacts(Price.of("11"), null, List.of()), true));
        long childId = desk.nextId(0);
        desk.record(List.of(new Event.ChildOrderFound(childId, orderId, Desk.LIT1, "V9", OrdType.STOP, TimeInForce.DAY, Quantity.of(30), null),
                new Event.OrderFilled(desk.nextId(1), childId, "X1", Quantity.of(30), Price.of("10"), null, null)));
        assertEquals(OrderRow.Trigger.PARKED, model.order(orderId).orElseThrow().row().trigger());
    }

    @Test
    void aStopOrderIsShownAsTriggeredWhenItsVenueCountsAnExecutionThatItHasNotTold() {
        Conditions stop = new Conditions(OrdType.STOP, TimeInForce.DAY, Quantity.of(100), null, 0, Instructions.stop(Price.of("11")));
        Event.OrderTerms terms = new Event.OrderTerms(new SessionKey("CLIENT1"), new ClOrdId("A1"), "ACC1", "VOD.L", Side.BUY, stop, null);
        Desk.Order order = desk.order(terms, 100);
        assertEquals(OrderRow.Trigger.AT_VENUE, model.order(order.id).orElseThrow().row().trigger());
        desk.record(new Event.ExecutionMissed(order.children.getFirst(), Quantity.of(40)));
        assertEquals(OrderRow.Trigger.TRIGGERED, model.order(order.id).orElseThrow().row().trigger());
    }

    @Test
    void theSameAlertAgainIsCounted() {
        desk.record(new Event.VenueMessageNoted(Desk.LIT1, "C1", "X1", "ExecID(17) X1 was seen before", true));
        long version = model.alertsSince(0).getFirst().version();
        desk.record(new Event.VenueMessageNoted(Desk.LIT1, "C1", "X1", "ExecID(17) X1 was seen before", true));
        desk.record(new Event.VenueMessageNoted(Desk.LIT1, "C1", "X1", "nothing wrong", false));

        List<Alert> alerts = model.alertsSince(version);
        assertEquals(1, alerts.size());
        assertEquals(2, alerts.getFirst().count());
        assertEquals(1, model.alertsSince(0).size());
    }

    @Test
    void aSilentVenueIsOneAlertThatLeadsToTheNewestOrder() {
        desk.order("A1").ask();
        Desk.Order newest = desk.order("A2");
        newest.ask();

        Alert alert = model.alertsSince(0).getFirst();
        assertEquals("LIT1", alert.subject());
        assertEquals(2, alert.count());
        assertEquals(Desk.IDS.orderId(newest.id), alert.orderId());
    }

    @Test
    void refusedOrdersAreCountedByTheirKindsHoweverManyTheseAre() {
        desk.record(new Event.VenueMessageNoted(Desk.LIT1, "C1", "X1", "somebody should look", true));
        for (int i = 0; i < 3; i++) {
            for (int account = 0; account < 40; account++) {
                refuse("ACC" + account, Refusal.OPEN_ORDERS_LIMIT);
            }
        }
        List<Alert> alerts = model.alertsSince(0);
        assertEquals(41, alerts.size());
        assertTrue(alerts.stream().limit(40).allMatch(alert -> alert.count() == 3), alerts::toString);
        for (int account = 40; account < 400; account++) {
            refuse("ACC" + account, Refusal.OPEN_ORDERS_LIMIT);
        }
        alerts = model.alertsSince(0);
        assertEquals(51, alerts.size());
        assertEquals("orders of ACC399 are refused: 2008 OPEN_ORDERS_LIMIT", alerts.getFirst().text());
    }

    @Test
    void whatFollowsFromAHaltOrAKillIsNoAlertAndUnknownAccountsAreNoKinds() {
        refuse("ACC", Refusal.HALTED);
        refuse("ACC", Refusal.KILLED);
        refuse("ACC", Refusal.INSTRUMENT_HALTED, Refusal.KILLED, Refusal.UNKNOWN_ACCOUNT);
        assertEquals(List.of(), model.alertsSince(0));
        refuse("ACC", Refusal.HALTED, Refusal.PRICE_COLLAR);
        refuse("ACC", Refusal.PRICE_COLLAR);
        refuse("MADE", Refusal.UNKNOWN_ACCOUNT, Refusal.OUTSIDE_BANDS);
        refuse("UP", Refusal.UNKNOWN_ACCOUNT, Refusal.OUTSIDE_BANDS);
        assertEquals(List.of("2 orders are refused: 1002 UNKNOWN_ACCOUNT, 2023 OUTSIDE_BANDS", "2 orders of ACC are refused: 2003 PRICE_COLLAR"),
                model.alertsSince(0).stream().map(alert -> alert.count() + " " + alert.text()).toList());
    }

    private void refuse(String account, Refusal... refusals) {
        Event.OrderTerms terms = new Event.OrderTerms(new SessionKey("CLIENT1"), new ClOrdId("A"), account, "VOD.L", Side.BUY,
                new Conditions(OrdType.LIMIT, TimeInForce.DAY, Quantity.of(1), Price.of("10"), 0), null);
        desk.record(new Event.OrderRefused(desk.nextId(0), terms, Stream.of(refusals).map(refusal -> new Objection(refusal, "as it is")).toList()));
    }

    @Test
    void warningsDoNotPushAlarmsOffTheBoard() {
        AlertBoard board = new AlertBoard(30);
        board.add(1, Alert.Severity.ALARM, "LIT1", "somebody must look", null);
        for (int i = 0; i < 100; i++) {
            board.add(2, Alert.Severity.WARNING, "CLIENT1", "warning " + i, null);
        }
        assertEquals(30, board.since(0).size());
        assertEquals(Alert.Severity.ALARM, board.since(0).getLast().severity());
    }

    @Test
    void oneOrderWithAThousandChildrenStaysBounded() {
        Desk.Order order = desk.order("A1");
        for (int i = 0; i < 1_000; i++) {
            long childId = desk.nextId(0);
            desk.record(
                    new Event.ChildOrderCreated(childId, order.id, Desk.LIT1, OrdType.LIMIT, TimeInForce.DAY, Quantity.of(1), Price.of("10.5"), 0, null, null));
            desk.record(new Event.OrderFilled(desk.nextId(0), childId, "X" + i, Quantity.of(1), Price.of("10.5"), null, null));
        }
        OrderDetail detail = model.order(order.id).orElseThrow();
        assertEquals(1_001, detail.row().children());
        assertEquals(64, detail.children().size());
        assertEquals(937, detail.childrenOmitted());
        assertEquals(100, detail.fills().size());
        assertEquals(900, detail.fillsOmitted());
        assertEquals(Money.ZERO, detail.row().summary().traded());
    }
}

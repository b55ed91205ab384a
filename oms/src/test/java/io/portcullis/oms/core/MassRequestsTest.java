package io.portcullis.oms.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.oms.codec.EventCodec;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.EventRecord;
import io.portcullis.oms.limit.Subset;
import io.portcullis.oms.order.Ended;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.MassCancelTerms;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.OrderSelection;
import io.portcullis.oms.types.Refusal;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.Test;

/** Requests about many orders: OrderMassCancelRequest(35=q), OrderMassActionRequest(35=CA) and OrderMassStatusRequest(35=AF). */
class MassRequestsTest {

    private static final OrderSelection XYZ = new OrderSelection("XYZ", null, null);

    // Mass cancel

    @Test
    void everyOpenOrderIsCanceledUnderItsOwnName() {
        Desk desk = openAt("A", "X1", "X2");
        assertEquals("""
                r M1 7 2 orders
                8 X1 PENDING_CANCEL PENDING_CANCEL 10 0 10
                A F1 D1
                8 X2 PENDING_CANCEL PENDING_CANCEL 10 0 10
                A F2 D2""", desk.massCancel("M1", OrderSelection.ALL).told());
        assertEquals("8 X1 CANCELED CANCELED 10 0 0", desk.canceled("A", "F1", 0).told());
        assertEquals("canceled by mass request M1", desk.text());
        assertEquals("8 X2 CANCELED CANCELED 10 0 0", desk.canceled("A", "F2", 0).told());
        assertFalse(desk.isBehind());
    }

    @Test
    void withoutPendingReportsOnlyTheEndIsTold() {
        Desk desk = openAt(new Desk(new ClientAgreement(CancelOnDisconnect.NEVER, new OrderPractice(false, false, true, true, false, false))), "A", "X1");
        assertEquals("r M1 7 1 orders\nA F1 D1", desk.massCancel("M1", OrderSelection.ALL).told());
        assertEquals("8 X1 CANCELED CANCELED 10 0 0", desk.canceled("A", "F1", 0).told());
    }

    @Test
    void aMassActionIsAnsweredByItsOwnReport() {
        Desk desk = openAt("A", "X1");
        assertEquals("BZ M1 7 1 orders\n8 X1 PENDING_CANCEL PENDING_CANCEL 10 0 10\nA F1 D1",
                desk.massCancel("M1", MassCancelTerms.Form.MASS_ACTION, OrderSelection.ALL).told());
    }

    @Test
    void symbolSideAndAccountSelect() {
        Desk desk = new Desk().routes("A 100");
        desk.orderOf("X1", "XYZ", Side.BUY, "ACC").ack("A", "D1").orderOf("X2", "XYZ", Side.SELL, "ACC").ack("A", "D2").orderOf("X3", "ABC", Side.BUY, "ACC2")
                .ack("A", "D3").told();
        assertEquals("r M1 1 0 orders", desk.massCancel("M1", new OrderSelection("ABC", Side.SELL, null)).told());
        assertEquals("r M2 1 1 orders\n8 X2 PENDING_CANCEL PENDING_CANCEL 10 0 10\nA F1 D2",
                desk.massCancel("M2", new OrderSelection("XYZ", Side.SELL, null)).told());
        assertEquals("r M3 7 1 orders\n8 X3 PENDING_CANCEL PENDING_CANCEL 10 0 10\nA F2 D3",
                desk.massCancel("M3", new OrderSelection(null, null, "ACC2")).told());
        assertEquals("r M4 1 1 orders\n8 X1 PENDING_CANCEL PENDING_CANCEL 10 0 10\nA F3 D1", desk.massCancel("M4", XYZ).told());
    }

    @Test
    void whatIsBeingCanceledAlreadyIsNotCounted() {
        Desk desk = openAt("A", "X1", "X2");
        desk.cancel("X3", "X1").told();
        assertEquals("r M1 7 1 orders\n8 X2 PENDING_CANCEL PENDING_CANCEL 10 0 10\nA F2 D2", desk.massCancel("M1", OrderSelection.ALL).told());
    }

    @Test
    void anOrderThatTheVenueDoesNotLetGoIsAnsweredByACancelReject() {
        Desk desk = openAt("A", "X1");
        desk.massCancel("M1", OrderSelection.ALL).told();
        assertEquals("9 M1/X1 NEW CANCEL 2", desk.cancelReject("A", "F1", 99).told());
        assertNull(desk.orderOf("X1").pendingCancel());
        assertEquals("8 X1 TRADE FILLED 10 10 0 10@10 avg 10", desk.fill("A", "D1", "E1", 10, "10", 10).told());
    }

    @Test
    void anOrderThatIsFilledMeanwhileIsTooLateToCancel() {
        Desk desk = openAt("A", "X1");
        desk.massCancel("M1", OrderSelection.ALL).told();
        assertEquals("8 X1 TRADE PENDING_CANCEL 10 10 0 10@10 avg 10\n9 M1/X1 FILLED CANCEL 0", desk.fill("A", "D1", "E1", 10, "10", 10).told());
    }

    @Test
    void aFillThatCrossesAMassCancelCounts() {
        Desk desk = openAt("A", "X1");
        desk.massCancel("M1", OrderSelection.ALL).told();
        assertEquals("8 X1 TRADE PENDING_CANCEL 10 4 6 4@10 avg 10", desk.fill("A", "D1", "E1", 4, "10", 4).told());
        assertEquals("8 X1 CANCELED CANCELED 10 4 0 avg 10", desk.canceled("A", "F1", 4).told());
    }

    @Test
    void anOrderThatIsBeingReplacedIsCanceledToo() {
        Desk desk = openAt("A", "X1");
        desk.replace("X2", "X1", 20, "10").told();
        assertEquals("r M1 7 1 orders\n8 X1 PENDING_CANCEL PENDING_CANCEL 10 0 10", desk.massCancel("M1", OrderSelection.ALL).told());
        assertEquals("8 X2/X1 REPLACED PENDING_CANCEL 20 0 20\nA F1 G1", desk.replaced("A", "G1", 0).told());
        assertEquals("8 X2 CANCELED CANCELED 20 0 0", desk.canceled("A", "F1", 0).told());
    }

    @Test
    void aMassCancelWorksWhileTradingIsHaltedAndTheLogIsFull() {
        Desk desk = openAt("A", "X1");
        desk.house(new Command.HaltTrading("ann", "news")).logIsFull(true).told();
        assertEquals("r M1 7 1 orders\n8 X1 PENDING_CANCEL PENDING_CANCEL 10 0 10\nA F1 D1", desk.massCancel("M1", OrderSelection.ALL).told());
    }

    @Test
    void aClOrdIdThatWasUsedIsRefused() {
        Desk desk = openAt("A", "X1");
        assertEquals("r X1 7 refused 99", desk.massCancel("X1", OrderSelection.ALL).told());
        assertEquals("ClOrdID(11) X1 was used before on this trading day", desk.text());
        desk.massCancel("M1", OrderSelection.ALL).told();
        assertEquals("r M1 7 refused 99", desk.massCancel("M1", OrderSelection.ALL).told());
    }

    @Test
    void theClOrdIdOfAMassCancelIsUsedUntilTheNextDay() {
        Desk desk = openAt("A", "X1", "X2");
        desk.massCancel("M1", new OrderSelection("ABC", null, null)).restart().told();
        assertEquals("8 M1 REJECTED REJECTED 10 0 0", desk.order("M1", 10, "10").told());
        assertEquals("ClOrdID(11) M1 was used before on this trading day", desk.text());
        assertEquals("9 M1/X1 NEW CANCEL 6", desk.cancel("M1", "X1").told());
        assertEquals("9 M1/X1 NEW REPLACE 6", desk.replace("M1", "X1", 20, "10").told());
        desk.house(new Command.StartDay(LocalDate.of(2026, 11, 21))).told();
        assertEquals("8 M1 NEW NEW 10 0 10\nA D3 10@10", desk.order("M1", 10, "10").told());
    }

    @Test
    void aNameThatStillHasAnOrderToAnswerOutlivesTheDay() {
        Desk desk = new Desk().routes("A 100").order("X1", 10, "10", TimeInForce.GOOD_TILL_CANCEL).ack("A", "D1").massCancel("M1", OrderSelection.ALL);
        desk.house(new Command.StartDay(LocalDate.of(2026, 11, 21))).told();
        assertEquals("8 M1 REJECTED REJECTED 10 0 0", desk.order("M1", 10, "10").told());
        assertEquals("9 M1/X1 NEW CANCEL 2", desk.cancelReject("A", "F1", 99).told());
    }

    @Test
    void namesThatNobodyKnowsAreRefused() {
        Desk desk = openAt("A", "X1");
        assertEquals("r M1 1 refused 1", desk.massCancel("M1", new OrderSelection("NOPE", null, null)).told());
        assertEquals("Symbol(55) NOPE is not known", desk.text());
        assertEquals("r M2 7 refused 99", desk.massCancel("M2", new OrderSelection(null, null, "OTHER")).told());
        assertEquals("Account(1) must not be OTHER: session CLIENT1 may use ACC or ACC2", desk.text());
    }

    // Many orders

    @Test
    void manyOrdersAreCanceledOverSeveralRecordsEachOnce() {
        Desk desk = manyOrders(1_000);
        String first = desk.massCancel("M1", OrderSelection.ALL).told();
        assertEquals("r M1 7 1000 orders", first.lines().findFirst().orElseThrow());
        assertTrue(desk.isBehind(), "orders are left for the next ticks");
        desk.order("NEW", 10, "10").told();
        while (desk.isBehind()) {
            desk.wait(0);
        }
        assertEquals(1_000, ordered(desk));
        assertNull(desk.orderOf("NEW").pendingCancel(), "it came after the mass cancel");
        assertNotNull(desk.orderOf("X1000").pendingCancel());
        checkThatTheFoldIsTheSame(desk);
    }

    @Test
    void aKillInTheMiddleForgetsNoOrderAndCancelsNoneTwice() {
        Desk desk = manyOrders(1_000);
        desk.massCancel("M1", OrderSelection.ALL).wait(0).told();
        int before = ordered(desk);
        assertTrue(before < 1_000 && desk.isBehind());
        desk.restart().house(new Command.HubRestarted());
        assertTrue(desk.isBehind(), "the restarted hub knows of it");
        while (desk.isBehind()) {
            desk.wait(0);
        }
        assertEquals(1_000, ordered(desk));
        assertEquals(1_000, desk.log.stream().flatMap(r -> r.events().stream()).filter(Event.ChildCancelRequested.class::isInstance).count());
        checkThatTheFoldIsTheSame(desk);
    }

    @Test
    void whatEndsBeforeItsTurnIsPassedOver() {
        Desk desk = manyOrders(500);
        desk.massCancel("M1", OrderSelection.ALL).told();
        desk.report("A", "D400", "c", ExecType.CANCELED, OrdStatus.CANCELED, 0, null, 0).cancel("OWN", "X450").told();
        while (desk.isBehind()) {
            desk.wait(0);
        }
        assertEquals(498, ordered(desk));
        assertEquals(Ended.CANCELED, desk.orderOf("X400").ended());
    }

    @Test
    void noRecordGivesMoreIdsThanItMay() {
        Desk desk = new Desk().routes("A 30 B 30 C 40");
        for (int i = 1; i <= 600; i++) {
            desk.order("X" + i, 10, "10");
        }
        desk.wait(6).wait(0); // the venues owe answers for all of them
        desk.massCancel("M1", OrderSelection.ALL).told();
        while (desk.isBehind()) {
            desk.wait(6);
        }
        assertEquals(600, ordered(desk));
        checkThatTheFoldIsTheSame(desk);
    }

    @Test
    void tooManyRequestsAtATimeAreRefused() {
        Desk desk = manyOrders(300);
        for (int i = 0; i < 32; i++) {
            desk.massStatus("S" + i, OrderSelection.ALL).told();
        }
        assertEquals("r M1 7 refused 99", desk.massCancel("M1", OrderSelection.ALL).told());
        assertEquals("32 requests about many orders are not done yet: try again when they are", desk.text());
    }

    @Test
    void aKillIsNotPutOffBecauseOthersWait() {
        Desk desk = openAt(new Desk(new ClientAgreement(CancelOnDisconnect.NEVER, OrderPractice.DEFAULT, false, List.of(Subset.of("session=CLIENT1")))), "A",
                IntStream.rangeClosed(1, 300).mapToObj(i -> "X" + i).toArray(String[]::new));
        for (int i = 0; i < 32; i++) {
            desk.massStatus("S" + i, OrderSelection.ALL).told();
        }
        assertEquals("BZ M1 7 300 orders", desk.suspend("M1", OrderSelection.ALL).told().lines().findFirst().orElseThrow());
        assertEquals(1, desk.state.kills().inForce().size());
        assertEquals("BZ M2 7 refused 99", desk.suspend("M2", OrderSelection.ALL).told());
    }

    @Test
    void aKillIsToldToItsEnd() {
        Desk desk = openAt(new Desk(new ClientAgreement(CancelOnDisconnect.NEVER, OrderPractice.DEFAULT, false, List.of(Subset.of("session=CLIENT1")))), "A",
                "X1");
        assertEquals("BZ M1 7 1 orders\n8 X1 PENDING_CANCEL PENDING_CANCEL 10 0 10\nA F1 D1", withoutAlerts(desk.suspend("M1", OrderSelection.ALL).told()));
        assertEquals("8 X1 CANCELED CANCELED 10 0 0\nBZ M1 completed, 1 orders", withoutAlerts(desk.restart().canceled("A", "F1", 0).told()));
        assertEquals("BZ M2 7 0 orders\nBZ M2 completed, 1 orders", withoutAlerts(desk.suspend("M2", OrderSelection.ALL).told()));
        assertEquals("DI P1\nDI P1 completed, 1 orders", withoutAlerts(desk.partyAction("P1", "session=CLIENT1", false).told()));
        assertEquals("DI P2", withoutAlerts(desk.partyAction("P2", "session=CLIENT1", true).told()));
    }

    private static String withoutAlerts(String told) {
        return told.lines().filter(line -> !line.startsWith("!")).collect(Collectors.joining("\n"));
    }

    // Mass status

    @Test
    void everyOpenOrderIsReported() {
        Desk desk = openAt("A", "X1", "X2", "X3");
        desk.fill("A", "D2", "E1", 10, "10", 10).fill("A", "D3", "E2", 4, "10", 4).told();
        assertEquals("""
                8 X1 ORDER_STATUS NEW S1 of 2
                8 X3 ORDER_STATUS PARTIALLY_FILLED S1 of 2 last""", desk.massStatus("S1", OrderSelection.ALL).told());
    }

    @Test
    void noOpenOrderIsSaidByOneReport() {
        Desk desk = openAt("A", "X1");
        assertEquals("8 null ORDER_STATUS REJECTED S1 of 0 last", desk.massStatus("S1", new OrderSelection("ABC", Side.BUY, null)).told());
        assertEquals("no such order is open: Symbol(55) ABC, Side(54) 1", desk.text());
        assertEquals("8 null ORDER_STATUS REJECTED S2 of 0 last", desk.massStatus("S2", new OrderSelection("NOPE", null, null)).told());
        assertEquals("Symbol(55) NOPE is not known", desk.text());
    }

    @Test
    void manyOrdersAreReportedSomeAtATime() {
        Desk desk = manyOrders(250);
        assertEquals(100, desk.massStatus("S1", OrderSelection.ALL).told().lines().count());
        assertEquals("", desk.wait(0).told(), "not before others had their turn");
        desk.report("A", "D240", "c", ExecType.CANCELED, OrdStatus.CANCELED, 0, null, 0).told();
        assertEquals(100, desk.wait(1).told().lines().count());
        List<String> rest = desk.restart().wait(1).told().lines().toList();
        assertEquals(50, rest.size());
        assertTrue(rest.contains("8 X240 ORDER_STATUS CANCELED S1 of 250"), "it was open when the request came: " + rest);
        assertEquals("8 X250 ORDER_STATUS NEW S1 of 250 last", rest.getLast());
        assertEquals("", desk.wait(1).told());
        checkThatTheFoldIsTheSame(desk);
    }

    @Test
    void aReportSaysSoWhereTheLastOrderIsGone() {
        Desk desk = manyOrders(150);
        desk.massStatus("S1", OrderSelection.ALL).told();
        for (int i = 101; i <= 150; i++) {
            desk.report("A", "D" + i, "c" + i, ExecType.CANCELED, OrdStatus.CANCELED, 0, null, 0);
        }
        desk.house(new Command.StartDay(LocalDate.of(2026, 11, 21))).told();
        assertEquals("8 null ORDER_STATUS REJECTED S1 of 150 last", desk.wait(1).told().lines().filter(line -> line.contains("S1")).findFirst().orElseThrow());
        checkThatTheFoldIsTheSame(desk);
    }

    @Test
    void severalSessionsRequestsTakeTheirTurnsAndSoDoThoseOfOne() {
        Desk desk = manyOrders(120);
        desk.massStatus("S1", OrderSelection.ALL).massStatus("S2", XYZ).told();
        List<String> rest = desk.wait(1).told().lines().toList();
        assertEquals("8 X120 ORDER_STATUS NEW S1 of 120 last", rest.get(19));
        assertEquals("8 X1 ORDER_STATUS NEW S2 of 120", rest.get(20));
        assertEquals("8 X120 ORDER_STATUS NEW S2 of 120 last", desk.wait(1).told().lines().toList().getLast());
    }

    @Test
    void noStatusOfManyOrdersIsToldWhileTheLogIsFull() {
        Desk desk = manyOrders(150);
        desk.massStatus("S1", OrderSelection.ALL).logIsFull(true).told();
        assertEquals("", desk.wait(1).told());
        assertEquals("8 null ORDER_STATUS REJECTED S2 of 0 last", desk.massStatus("S2", OrderSelection.ALL).told());
        assertEquals("the event log has no room for the status of many orders", desk.text());
        assertEquals(50, desk.logIsFull(false).wait(1).told().lines().count());
    }

    // The log

    @Test
    void everyFactIsReadAsItWasWritten() {
        SessionKey session = new SessionKey("CLIENT1");
        OrderSelection some = new OrderSelection("XYZ", Side.SELL_SHORT, "ACC");
        MassCancelTerms terms = new MassCancelTerms(MassCancelTerms.Form.MASS_CANCEL, MassCancelTerms.CANCEL, "A", some);
        Objection objection = new Objection(Refusal.UNSUPPORTED_MASS_REQUEST, "no");
        List<Event> events = List.of(new Event.MassCancelAccepted(1, session, new ClOrdId("M1"), terms, 70_000),
                new Event.MassCancelRefused(2, session, new ClOrdId("M2"), new MassCancelTerms(MassCancelTerms.Form.MASS_ACTION, "1", "12", OrderSelection.ALL),
                        objection),
                new Event.MassCancelOrdered(3, 4, new ClOrdId("M1"), "why"), new Event.MassCancelDone(session, new ClOrdId("M1")),
                new Event.MassStatusAccepted(5, session, "S1", some, 3), new Event.MassStatusRefused(6, session, "S2", OrderSelection.ALL, objection),
                new Event.MassStatusReported(7, 8, session, "S1", 3, true), new Event.MassStatusDone(0, session, "S1", 3));
        EventRecord record = new EventRecord(9, 10, null, events, List.of());
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        EventCodec codec = new EventCodec(buffer);
        int length = codec.encode(record, buffer, 0);
        assertEquals(record, codec.decode(9, 10, buffer, 0, length));
    }

    private static Desk openAt(String venue, String... clOrdIds) {
        return openAt(new Desk(), venue, clOrdIds);
    }

    private static Desk openAt(Desk desk, String venue, String... clOrdIds) {
        desk.routes(venue + " 100");
        for (int i = 0; i < clOrdIds.length; i++) {
            desk.order(clOrdIds[i], 10, "10").ack(venue, "D" + (i + 1));
        }
        desk.told();
        return desk;
    }

    private static Desk manyOrders(int count) {
        return openAt("A", IntStream.rangeClosed(1, count).mapToObj(i -> "X" + i).toArray(String[]::new));
    }

    private static int ordered(Desk desk) {
        long[] orders = desk.log.stream().flatMap(r -> r.events().stream()).filter(Event.MassCancelOrdered.class::isInstance)
                .mapToLong(e -> ((Event.MassCancelOrdered) e).orderId()).toArray();
        assertEquals(orders.length, Arrays.stream(orders).distinct().count(), "no order twice");
        return orders.length;
    }

    private static void checkThatTheFoldIsTheSame(Desk desk) {
        String live = Desk.hash(desk.state);
        assertEquals(live, desk.hashOfTheFold(0));
        assertEquals(live, desk.hashOfTheFold(desk.log.size() - 1));
        assertEquals(live, desk.hashOfTheFold(desk.log.size()));
    }
}

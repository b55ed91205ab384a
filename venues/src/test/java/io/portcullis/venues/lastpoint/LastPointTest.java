package io.portcullis.venues.lastpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.core.Effect;
import io.portcullis.oms.event.Adjustment;
import io.portcullis.oms.event.CrossFact;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.EventRecord;
import io.portcullis.oms.event.OrderSummary;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.CrossPrioritization;
import io.portcullis.oms.types.CrossTerms;
import io.portcullis.oms.types.CrossType;
import io.portcullis.oms.types.Ids;
import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Ratio;
import io.portcullis.oms.types.Refusal;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.oms.types.VenueAction;
import io.portcullis.oms.types.VenueId;
import java.time.LocalDate;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the last point lets out, to the share. Order 1 has the child orders 10 to 19, order 2 those from 20 on; numbers of replaces are above 100. */
class LastPointTest {

    private static final VenueId A = new VenueId("A");
    private static final SessionKey CLIENT = new SessionKey("CLIENT1");
    private static final Price PRICE = Price.of("10");
    private static final Event.RiskFacts RISK = new Event.RiskFacts(PRICE, null, List.of());

    private LastPoint point = new LastPoint(new Ids("TEST00"), 3);
    private long position;

    private void happens(Event... events) {
        happens(List.of(), events);
    }

    private void happens(List<OrderSummary> summaries, Event... events) {
        point.after(new EventRecord(++position, position, null, List.of(events), summaries));
    }

    private static Conditions of(long quantity) {
        return new Conditions(OrdType.LIMIT, TimeInForce.DAY, Quantity.of(quantity), PRICE, 0);
    }

    private static OrderSummary stands(long id, long orderQty, long cumQty, long leavesQty) {
        return new OrderSummary(id, OrdStatus.PARTIALLY_FILLED, Quantity.of(orderQty), Quantity.of(cumQty), Quantity.of(leavesQty), Money.ZERO);
    }

    private static Event.OrderAccepted accepted(long orderId, long quantity) {
        return new Event.OrderAccepted(orderId, new Event.OrderTerms(CLIENT, new ClOrdId("X" + orderId), null, "IBM", Side.BUY, of(quantity), null), RISK);
    }

    private static Event.ReplaceRequested asks(String clOrdId, long quantity) {
        return new Event.ReplaceRequested(0, 1, new ClOrdId(clOrdId), new ClOrdId("X1"), of(quantity), RISK);
    }

    private static Event.RequestRefused refused(String clOrdId, Refusal because) {
        return new Event.RequestRefused(1, CLIENT, new ClOrdId(clOrdId), new ClOrdId("X1"), Event.ResponseTo.REPLACE, new Objection(because, "no"));
    }

    private static Event.ChildOrderCreated goes(long childId, long quantity) {
        return new Event.ChildOrderCreated(childId, childId / 10, A, of(quantity), null, null);
    }

    private static Event.OrderFilled filled(long childId, long execId, long quantity) {
        return new Event.OrderFilled(execId, childId, "e" + execId, Quantity.of(quantity), PRICE, null, null);
    }

    /** An order for 100, of which these parts are to go out. */
    private void order(Event.ChildOrderCreated... parts) {
        happens(accepted(1, 100));
        happens(parts);
    }

    private @Nullable String send(Effect.ToVenue request) {
        String objection = point.objectionTo(request);
        if (objection == null) {
            point.sent(request);
        }
        return objection;
    }

    private static Effect.NewOrderSingle aNew(long childId, long quantity) {
        return new Effect.NewOrderSingle(0, 0, A, childId, null, "IBM", Side.BUY, of(quantity), null);
    }

    private static Effect.OrderCancelReplaceRequest aReplace(long requestId, long childId, long quantity) {
        return new Effect.OrderCancelReplaceRequest(0, 0, A, requestId, childId, null, null, "IBM", Side.BUY, of(quantity), null);
    }

    private static Effect.OrderCancelRequest aCancel(long requestId, long childId) {
        return new Effect.OrderCancelRequest(0, 0, A, requestId, childId, null, "IBM", Side.BUY, Quantity.of(1));
    }

    private void passes(Effect.ToVenue request) {
        assertNull(send(request));
    }

    private void isStopped(Effect.ToVenue request, String why) {
        String objection = send(request);
        assertNotNull(objection, () -> request + " went out");
        assertTrue(objection.contains(why), objection);
        happens(new Event.VenueSteered(A, VenueAction.RESUME, "", "ann", "looked at"));
    }

    private void restarts() {
        byte[] view = point.view(List.of());
        point = new LastPoint(new Ids("TEST00"), 3);
        point.goOnFrom(new UnsafeBuffer(view));
    }

    // New orders

    @Test
    void oneShareLessAndExactlyAsManyGoOutAndOneMoreDoesNot() {
        order(goes(10, 99), goes(11, 1), goes(12, 1));
        passes(aNew(10, 99));
        passes(aNew(11, 1));
        isStopped(aNew(12, 1), "is for 100, 0 of it executed and 100 open at venues, and this would be 1 more");
    }

    @Test
    void whatIsInTheMessageCountsAndNotWhatWasDecided() {
        order(goes(10, 100));
        isStopped(aNew(10, 200), "new order for 200 stopped before A: ");
    }

    @Test
    void whatWasExecutedAndWhatIsOpenCountTogether() {
        order(goes(10, 60), goes(11, 40), goes(12, 1));
        passes(aNew(10, 60));
        happens(filled(10, 900, 60));
        passes(aNew(11, 40));
        isStopped(aNew(12, 1), "60 of it executed and 40 open");
    }

    @Test
    void whatAVenueHasLetGoOfMayGoOutAgain() {
        order(goes(10, 100), goes(11, 70), goes(12, 1));
        passes(aNew(10, 100));
        happens(filled(10, 900, 30));
        happens(new Event.ChildOrderCanceled(10, ""));
        passes(aNew(11, 70));
        isStopped(aNew(12, 1), "30 of it executed and 70 open");
    }

    @Test
    void whatAVenueCountsAndHasNotReportedCounts() {
        order(goes(10, 100), goes(11, 80), goes(12, 1));
        passes(aNew(10, 100));
        happens(new Event.ExecutionMissed(10, Quantity.of(20)), new Event.ChildOrderCanceled(10, ""));
        passes(aNew(11, 80));
        isStopped(aNew(12, 1), "0 of it executed and 100 open");
        happens(filled(10, 900, 20));
        isStopped(aNew(12, 1), "20 of it executed and 80 open");
    }

    @Test
    void ofAnOrderThatIsOverNothingGoesOut() {
        order(goes(10, 50), goes(11, 1));
        passes(aNew(10, 50));
        happens(new Event.OrderCanceled(0, 1, null, ""));
        isStopped(aNew(11, 1), "is over");
    }

    @Test
    void nothingGoesOutTwiceOrForNobody() {
        order(goes(10, 10));
        passes(aNew(10, 10));
        isStopped(aNew(10, 10), "it was sent before");
        isStopped(aNew(77, 10), "no order is known of which it would be a part");
    }

    // Replaces

    @Test
    void untilItIsAnsweredAReplaceCountsAsTheLargerOfTheTwo() {
        order(goes(10, 60), goes(11, 40), goes(12, 20), goes(13, 1));
        passes(aNew(10, 60));
        passes(aNew(11, 40));
        happens(new Event.ChildReplaceRequested(101, 10, of(40)));
        passes(aReplace(101, 10, 40));
        isStopped(aNew(12, 20), "0 of it executed and 100 open");
        happens(new Event.ChildOrderReplaced(101, 10, of(40)));
        passes(aNew(12, 20));
        isStopped(aNew(13, 1), "100 open");
    }

    @Test
    void aReplaceToMoreThanIsLeftIsStoppedAndOneToLessNever() {
        order(goes(10, 60), goes(11, 30));
        passes(aNew(10, 60));
        passes(aNew(11, 30));
        happens(new Event.ChildReplaceRequested(101, 10, of(71)), new Event.ChildReplaceRequested(102, 10, of(70)));
        isStopped(aReplace(101, 10, 71), "replace to 71 stopped before A: ");
        passes(aReplace(102, 10, 70));
        happens(new Event.OrderReduced(0, 1, Quantity.of(50), Event.ReducedBecause.SIBLING, ""));
        happens(new Event.ChildReplaceRequested(103, 10, of(69)));
        passes(aReplace(103, 10, 69));
        passes(aCancel(104, 11));
    }

    @Test
    void aReplaceThatWaitedWhileItsOrderEndedGoesOutAndChangesNothing() {
        order(goes(11, 100));
        passes(aNew(11, 100));
        happens(new Event.ChildReplaceRequested(12, 11, of(120)), new Event.ChildOrderCanceled(11, ""), new Event.OrderCanceled(0, 1, null, ""));
        assertEquals(0, point.orders());
        passes(aReplace(12, 11, 120));
    }

    @Test
    void aReplaceThatIsRejectedLeavesItAsItWas() {
        order(goes(10, 60), goes(11, 40));
        passes(aNew(10, 60));
        happens(new Event.ChildReplaceRequested(101, 10, of(100)));
        passes(aReplace(101, 10, 100));
        isStopped(aNew(11, 40), "100 open");
        happens(new Event.ChildRequestRejected(101, 10, Event.RejectedBecause.OTHER, ""));
        passes(aNew(11, 40));
    }

    @Test
    void theClientsReplaceBoundsByTheLargerQuantityUntilItIsDone() {
        order(goes(10, 100), goes(11, 50), goes(12, 1), goes(13, 1));
        passes(aNew(10, 100));
        happens(asks("Y", 150));
        happens(refused("Y", Refusal.DUPLICATE_CL_ORD_ID));
        passes(aNew(11, 50));
        happens(new Event.OrderReplaced(0, 1, new ClOrdId("Y"), new ClOrdId("X1"), of(150)));
        isStopped(aNew(12, 1), "is for 150");
        happens(asks("Z", 120));
        isStopped(aNew(12, 1), "is for 150");
        happens(new Event.ChildOrderCanceled(11, ""));
        happens(new Event.OrderReplaced(0, 1, new ClOrdId("Z"), new ClOrdId("Y"), of(100)));
        isStopped(aNew(13, 1), "is for 100");
    }

    @Test
    void aReplaceThatTheClientIsRefusedBoundsNoMore() {
        order(goes(10, 100), goes(11, 1));
        passes(aNew(10, 100));
        happens(asks("Y", 150));
        happens(refused("Y", Refusal.VENUE_REFUSED));
        isStopped(aNew(11, 1), "is for 100");
    }

    // Executions that change

    @Test
    void anExecutionThatIsTakenBackOfWhatIsOverMayGoOutAgain() {
        order(goes(10, 60), goes(11, 100), goes(12, 1));
        passes(aNew(10, 60));
        happens(filled(10, 900, 40), filled(10, 901, 20), new Event.ChildOrderCanceled(10, ""));
        happens(new Event.FillCorrected(902, 10, 901, "c", Quantity.of(10), PRICE), new Event.FillBusted(903, 10, 900, "b"));
        happens(new Event.ChildReplaceRequested(101, 11, of(90)));
        passes(aNew(11, 90));
        isStopped(aNew(12, 1), "10 of it executed and 90 open");
    }

    @Test
    void anOrderThatWasDoneLeavesAndComesBackWithABust() {
        order(goes(10, 100));
        passes(aNew(10, 100));
        happens(filled(10, 900, 100));
        assertEquals(0, point.orders());
        happens(List.of(stands(1, 100, 60, 40), stands(10, 100, 60, 40)), new Event.FillBusted(901, 10, 900, "b"));
        happens(goes(11, 1));
        isStopped(aNew(11, 1), "60 of it executed and 40 open");
        happens(List.of(stands(1, 100, 60, 40), stands(10, 100, 60, 0)), new Event.ChildOrderCanceled(10, ""));
        happens(goes(12, 40), goes(13, 1));
        passes(aNew(12, 40));
        isStopped(aNew(13, 1), "60 of it executed and 40 open");
    }

    @Test
    void anOrderThatComesBackAndIsMadeSmallerInOneRecordIsMadeSmallerOnce() {
        order(goes(10, 100));
        passes(aNew(10, 100));
        happens(filled(10, 900, 100));
        happens(List.of(stands(1, 90, 20, 70), stands(10, 100, 20, 0)), new Event.FillCorrected(901, 10, 900, "c", Quantity.of(20), PRICE),
                new Event.OrderReduced(902, 1, Quantity.of(10), Event.ReducedBecause.SIBLING, "others were executed"), goes(11, 70), goes(12, 1));
        passes(aNew(11, 70));
        isStopped(aNew(12, 1), "is for 90, 20 of it executed and 70 open");
        happens(new Event.OrderReduced(903, 1, Quantity.of(10), Event.ReducedBecause.SIBLING, "others were executed"));
        isStopped(aNew(12, 1), "is for 80, 20 of it executed and 70 open");
    }

    @Test
    void anOrderThatWasDoneIsOpenAgainWithABustOfWhatIsOver() {
        order(goes(10, 120));
        happens(asks("Y", 120));
        passes(aNew(10, 120));
        happens(filled(10, 900, 100), new Event.ChildOrderCanceled(10, ""), refused("Y", Refusal.VENUE_REFUSED));
        assertEquals(0, point.orders());
        happens(List.of(stands(1, 100, 60, 40), stands(10, 120, 60, 0)), new Event.FillBusted(901, 10, 900, "b"));
        assertEquals(new LastPoint.Count(Quantity.of(100), Quantity.of(60), Quantity.ZERO), point.count(1));
        happens(goes(11, 40), goes(12, 1));
        passes(aNew(11, 40));
        isStopped(aNew(12, 1), "60 of it executed and 40 open");
    }

    @Test
    void allOrdersThatAreDoneLeave() {
        for (int i = 1; i <= 1_000; i++) {
            happens(accepted(i, 10));
            happens(new Event.ChildOrderCreated(10L * i, i, A, of(10), null, null));
            passes(aNew(10L * i, 10));
            if (i % 2 == 0) {
                happens(filled(10L * i, 5_000 + i, 10));
            } else {
                happens(new Event.ChildOrderCanceled(10L * i, ""), new Event.OrderCanceled(0, i, null, ""));
            }
        }
        assertEquals(0, point.orders());
    }

    // Two sides, and shares that become others

    @Test
    void aCrossIsStoppedAsAWholeWhenOneSideIsTooMuch() {
        happens(accepted(1, 100), accepted(2, 50));
        happens(goes(10, 100), goes(20, 51));
        isStopped(cross(10, 100, 20, 51), "is for 50");
        happens(goes(11, 100), goes(21, 50));
        passes(cross(11, 100, 21, 50));
    }

    private static Effect.CrossRequest cross(long buy, long buyQty, long sell, long sellQty) {
        return new Effect.CrossRequest(0, 0, A, buy, 0, CrossFact.Message.NEW, new CrossTerms(CrossType.ONE_SIDE, CrossPrioritization.NONE), "IBM",
                List.of(new Effect.SideOfCross(buy, 0, null, null, Side.BUY, of(buyQty), null),
                        new Effect.SideOfCross(sell, 0, null, null, Side.SELL, of(sellQty), null)));
    }

    @Test
    void aSplitMultipliesWhatIsAskedForExecutedAndOpen() {
        order(goes(10, 80));
        passes(aNew(10, 80));
        happens(filled(10, 900, 30));
        Adjustment split = new Adjustment("SPLIT", false, "IBM", of(200), new Ratio(2, 1), PRICE, Quantity.of(1), LocalDate.of(2026, 11, 23), "");
        happens(List.of(stands(1, 200, 60, 140)), new Event.OrderAdjusted(0, 1, split));
        happens(goes(11, 40), goes(12, 1));
        passes(aNew(11, 40));
        isStopped(aNew(12, 1), "is for 200, 60 of it executed and 140 open");
        happens(new Event.ChildOrderAdjusted(10, of(160), Quantity.of(60)));
        isStopped(aNew(12, 1), "is for 200, 60 of it executed and 140 open");
    }

    // Afterwards, and over restarts

    @Test
    void aVenueBeforeWhichOneWasStoppedGetsNothingNewUntilItIsResumed() {
        order(goes(10, 101), goes(11, 10));
        assertNotNull(send(aNew(10, 101)));
        happens(new Event.ChildOrderRejected(10, ""), new Event.VenueSteered(A, VenueAction.DRAIN, "", "last point", ""));
        assertEquals("new order for 10 stopped before A, to which nothing new goes since another one was", send(aNew(11, 10)));
        restarts();
        assertNotNull(send(aNew(11, 10)));
        happens(new Event.ChildOrderRejected(11, ""), new Event.VenueSteered(A, VenueAction.RESUME, "", "ann", "looked at"));
        happens(goes(12, 100));
        passes(aNew(12, 100));
    }

    @Test
    void aRestartForgetsNothingAndWhatWaitedThenCountsAsSent() {
        order(goes(10, 60), goes(11, 10), goes(12, 11), goes(13, 10));
        passes(aNew(10, 60));
        happens(filled(10, 900, 20));
        happens(new Event.ChildReplaceRequested(101, 10, of(80)));
        restarts();
        happens(new Event.ChildOrderRejected(12, ""), new Event.ChildOrderRejected(13, ""));
        happens(goes(14, 11), goes(15, 10));
        isStopped(aNew(14, 11), "20 of it executed and 70 open");
        passes(aNew(15, 10));
        happens(new Event.FillBusted(901, 10, 900, "b"), new Event.ChildOrderReplaced(101, 10, of(60)));
        happens(goes(16, 21), goes(17, 20));
        isStopped(aNew(16, 21), "0 of it executed and 80 open");
        passes(aNew(17, 20));
    }

    @Test
    void whatIsKnownOfButNotCountedYetIsInTheViewToo() {
        order(goes(10, 100));
        EventRecord ahead = new EventRecord(++position, position, null, List.of(filled(10, 900, 100)), List.of());
        byte[] view = point.view(List.of(ahead));
        LastPoint other = new LastPoint(new Ids("TEST00"), 0);
        other.goOnFrom(new UnsafeBuffer(view));
        assertEquals(1, point.orders());
        assertEquals(0, other.orders());
    }

    // The rate

    @Test
    void moreThanSoManyForEachOrderRaiseOneAlarmInAnInterval() {
        assertNull(point.look(0));
        order(goes(10, 1), goes(11, 1), goes(12, 1), goes(13, 1));
        for (int child = 10; child < 13; child++) {
            passes(aNew(child, 1));
        }
        assertNull(point.look(1_000_000_000L));
        passes(aNew(13, 1));
        assertEquals(new Command.TooManyOrdersOut(4, 1, 3, 10), point.look(2_000_000_000L));
        assertNull(point.look(3_000_000_000L));
        assertNull(point.look(10_000_000_000L));
        happens(goes(14, 1));
        passes(aNew(14, 1));
        assertNull(point.look(20_000_000_000L));
    }
}

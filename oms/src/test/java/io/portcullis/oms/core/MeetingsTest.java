package io.portcullis.oms.core;

import static io.portcullis.oms.core.Desk.of;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.oms.command.CareAction;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.Origin;
import io.portcullis.oms.types.Activation;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Contingency;
import io.portcullis.oms.types.CrossType;
import io.portcullis.oms.types.Display;
import io.portcullis.oms.types.Instructions;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.OrderSelection;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Refusal;
import io.portcullis.oms.types.RestatedBecause;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.oms.types.VenueAction;
import io.portcullis.oms.types.VenueId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What happens to one order from several sides at once. Lines as {@link Desk} writes them. */
class MeetingsTest extends OnADesk {

    private static final String ANN = "ann";
    private static final CareAction.Fill BY_HAND = new CareAction.Fill(Quantity.of(10), Price.of("10"), new VenueId("ACME"), 0, "", false);

    private void done(CareAction action) {
        assertNull(desk.work(ANN, "X", action));
    }

    // Crosses and orders that begin to work later

    @Test
    void theDeskChangesNoSideOfACrossAlone() {
        desk.takesCrosses("A").cross("C", CrossType.ONE_SIDE, Desk.side("X", Side.BUY, 10, "10"), Desk.side("Y", Side.SELL, 10, "10")).told();
        assertEquals(
                "the order is a side of cross C, whose sides are canceled together by CrossOrderCancelRequest(35=u) and replaced by CrossOrderCancelReplaceRequest"
                        + "(35=t)",
                desk.change("X", 9, null, RestatedBecause.VERBAL));
    }

    @Test
    void theDeskChangesAnOrderThatHasBegunToWork() {
        desk.order("X", Side.BUY, limit(10, "10").with(Instructions.NONE.withActivation(new Activation(desk.time() + 10_000_000_000L, null)))).wait(10);
        desk.ack("A", "D1").told();
        assertNull(desk.change("X", 9, null, RestatedBecause.VERBAL));
    }

    @Test
    void aCrossRequestThatIsSentAgainLeavesThePendingOneAlone() {
        desk.takesCrosses("A").cross("C", CrossType.ONE_SIDE, Desk.side("X", Side.BUY, 10, "10"), Desk.side("Y", Side.SELL, 10, "10"));
        for (int i = 0; i < 2; i++) {
            desk.crossReplace("C2", "C", CrossType.ONE_SIDE, Desk.request("X2", "X", Side.BUY, 12, "10"), Desk.request("Y2", "Y", Side.SELL, 12, "10")).told();
        }
        assertNotNull(desk.orderOf("X").pendingReplace());
        assertNotNull(desk.orderOf("Y").pendingReplace());
    }

    @Test
    void aCrossRequestWithAUsedNameLeavesThePendingOneAloneWhateverElseIsWrongWithIt() {
        desk.takesCrosses("A").cross("C", CrossType.ONE_SIDE, Desk.side("X", Side.BUY, 10, "10"), Desk.side("Y", Side.SELL, 10, "10")).ack("A", "D1");
        desk.crossCancel("C2", "C", CrossType.ONE_SIDE, Desk.request("X2", "X", Side.BUY, 10, "10"), Desk.request("Y2", "Y", Side.SELL, 10, "10"));
        desk.crossCancel("C3", "C", CrossType.ALL_OR_NONE, Desk.request("X2", "X", Side.BUY, 10, "10"), Desk.request("Y3", "Y", Side.SELL, 10, "10")).told();
        assertNotNull(desk.orderOf("X").pendingCancel());
    }

    @Test
    void aRequestByOrderIdThatBearsAUsedNameLeavesThePendingOneAlone() {
        desk.order("X", 10, "10").ack("A", "D1").cancel("C1", "X").told();
        desk.cancelById("C1", "X").told();
        assertNotNull(desk.orderOf("X").pendingCancel());
    }

    @Test
    void anOrderThatWaitsIsNotWorkedHereThoughOnlyAPartOfItMayBeSeen() {
        desk.order("X", Side.BUY, limit(10, "10").with(Instructions.NONE.withDisplay(Display.of(Quantity.of(2)))
                .withActivation(new Activation(desk.time() + 10_000_000_000L, null)))).told();
        assertTrue(desk.text().startsWith("kept here until EffectiveTime(168) "), desk.text());
    }

    @Test
    void noCrossWaitsForATime() {
        Conditions later = limit(10, "10").with(Instructions.NONE.withActivation(new Activation(desk.time() + 10_000_000_000L, null)));
        desk.takesCrosses("A").cross("C", CrossType.ONE_SIDE, new Command.SideOfCross(Side.BUY, new ClOrdId("X"), null, "ACC", later, null),
                new Command.SideOfCross(Side.SELL, new ClOrdId("Y"), null, "ACC", later, null)).told();
        assertTrue(desk.text().endsWith(" can't stand in a cross"), desk.text());
    }

    private static Conditions limit(int qty, String price) {
        return new Conditions(OrdType.LIMIT, TimeInForce.DAY, Quantity.of(qty), Price.of(price), 0);
    }

    private static Conditions until(long expireSecond, int qty) {
        return new Conditions(OrdType.LIMIT, TimeInForce.GOOD_TILL_DATE, Quantity.of(qty), Price.of("10"), expireSecond * 1_000_000_000L);
    }

    private static Desk deskThatQueues() {
        return new Desk(new ClientAgreement(CancelOnDisconnect.NEVER, new OrderPractice(true, false, true, true, false, true)));
    }

    /** Two sell orders, for 100 each, of which one is for less by what the other executes. */
    private void linked() {
        desk.list("L1", Contingency.ONE_UPDATES_OTHER, of("X", Side.SELL, 100, "11"), of("Y", Side.SELL, 100, "12"));
        desk.ack("A", "D1").ack("A", "D2").told();
    }

    @Test
    void aReplaceThatComesWhileAVenueIsAskedForLessIsPutToTheVenueAfterwards() {
        linked();
        desk.fill("A", "D1", "e1", 30, "11", 30);
        told("8 X TRADE PARTIALLY_FILLED 100 30 70 30@11 avg 11", "8 Y RESTATED NEW 70 0 70", "A G1 D2 70@12");
        desk.replace("Y2", "Y", Side.SELL, limit(70, "13"));
        told("8 Y2/Y PENDING_REPLACE PENDING_REPLACE 70 0 70");
        desk.replaced("A", "G1", 0);
        told("A G2 G1 70@13");
        desk.replaced("A", "G2", 0);
        told("8 Y2/Y REPLACED NEW 70 0 70");
    }

    @Test
    void aReplaceToLessThatComesWhileAVenueIsAskedForLessDoesNotGiveBackWhatASiblingHasTaken() {
        linked();
        desk.fill("A", "D1", "e1", 30, "11", 30).told();
        desk.replace("Y2", "Y", Side.SELL, limit(60, "12")).told();
        desk.replaced("A", "G1", 0);
        told("A G2 G1 60@12");
        desk.replaced("A", "G2", 0);
        told("8 Y2/Y REPLACED NEW 60 0 60");
    }

    @Test
    void aReplaceIsPutToTheVenueThoughThatHasRefusedToGiveLessBefore() {
        linked();
        desk.fill("A", "D1", "e1", 30, "11", 30).replace("Y2", "Y", Side.SELL, limit(70, "13")).told();
        desk.cancelReject("A", "G1", 2);
        told("A G2 D2 70@13");
        desk.replaced("A", "G2", 0);
        told("8 Y2/Y REPLACED NEW 70 0 70");
    }

    @Test
    void aReplaceThatWaitsForItsTurnAtTheVenueIsRefusedWhenTheOrderIsCanceled() {
        linked();
        desk.fill("A", "D1", "e1", 30, "11", 30).replace("Y2", "Y", Side.SELL, limit(70, "13")).told();
        desk.cancel("Y3", "Y2", Side.SELL);
        told("8 Y3/Y PENDING_CANCEL PENDING_CANCEL 70 0 70", "9 Y2/Y PENDING_CANCEL REPLACE 3");
        desk.replaced("A", "G1", 0);
        told("A F1 G1");
        desk.canceled("A", "F1", 0);
        told("8 Y3/Y CANCELED CANCELED 70 0 0");
    }

    @Test
    void aReplaceThatWasQueuedBeforeASiblingWasExecutedIsForLessToo() {
        desk = deskThatQueues();
        linked();
        desk.replace("Y2", "Y", Side.SELL, limit(100, "13")).replace("Y3", "Y2", Side.SELL, limit(100, "14")).told();
        desk.fill("A", "D1", "e1", 30, "11", 30).replaced("A", "G1", 0).told();
        desk.replaced("A", "G2", 0).wait(1);
        assertEquals("70", desk.orderOf("Y").terms().orderQty().toString());
        desk.replaced("A", "G3", 0);
        assertEquals("70", desk.orderOf("Y").terms().orderQty().toString());
        assertEquals("Y3", desk.orderOf("Y").terms().clOrdId().value());
    }

    @Test
    void aNameIsKeptOnceThoughItsReplaceHasWaited() {
        desk = deskThatQueues();
        desk.order("X", 100, "10").ack("A", "D1").replace("Y", "X", 100, "11").replace("Z", "Y", 100, "12");
        desk.replaced("A", "G1", 0).wait(1).replaced("A", "G2", 0);
        assertEquals(List.of("X", "Y", "Z"), desk.orderOf("X").clOrdIds());
    }

    @Test
    void aMassCancelLeavesAloneWhatHasEndedThoughAReplaceOfItWaits() {
        desk = deskThatQueues();
        desk.order("X", 100, "10").ack("A", "D1").replace("Y", "X", 100, "11").replace("Z", "Y", 100, "12").cancel("F", "Y").told();
        desk.replaced("A", "G1", 0).canceled("A", "F1", 0).told();
        desk.massCancel("M", OrderSelection.ALL);
        told("r M 7 0 orders");
        desk.wait(1);
        assertEquals(OrdStatus.CANCELED, desk.orderOf("X").ordStatus());
    }

    @Test
    void aDisconnectLeavesAloneWhatHasEndedThoughAReplaceOfItWaits() {
        desk = new Desk(new ClientAgreement(new CancelOnDisconnect(Set.of(Command.LogoffCause.LOGOUT), Duration.ZERO, true),
                new OrderPractice(true, false, true, true, false, true)));
        desk.logOn().order("X", 100, "10").ack("A", "D1").replace("Y", "X", 100, "11").replace("Z", "Y", 100, "12").cancel("F", "Y").told();
        desk.replaced("A", "G1", 0).canceled("A", "F1", 0).told();
        desk.logOff(Command.LogoffCause.LOGOUT).wait(1);
        assertNull(desk.orderOf("X").pendingCancel());
    }

    @Test
    void aLockedOrderDoesNotBecomeOneForAnotherAccountOnceItIsExecuted() {
        desk.care("X", 100, "10");
        done(new CareAction.Claim(false));
        done(new CareAction.Lock());
        desk.replaceFor("Y", "X", "ACC2", null).told();
        done(BY_HAND);
        desk.told();
        done(new CareAction.Unlock());
        told("9 Y/X PARTIALLY_FILLED REPLACE 0");
        assertEquals("ACC", desk.orderOf("X").terms().account());
    }

    @Test
    void anOrderThatIsOpenAgainAfterItsTimeExpires() {
        desk.care("X", until(1_060, 10));
        done(new CareAction.Claim(false));
        done(BY_HAND);
        desk.wait(61).told();
        long execId = desk.orderOf("X").children().getFirst().fills().getFirst().execId();
        done(new CareAction.Bust(execId, false));
        desk.told();
        desk.wait(1);
        told("8 X EXPIRED EXPIRED 10 0 0");
    }

    @Test
    void anOrderWhoseTimeCameWhileTheBrokerCanceledItInVainExpires() {
        desk.order("X", 10, "10", TimeInForce.GOOD_TILL_DATE).ack("A", "D1");
        desk.house(new Command.CancelOrder(desk.orderOf("X").orderId(), "ann", "why not")).wait(61).told();
        desk.cancelReject("A", "F1", 2).told();
        desk.wait(1);
        told("A F2 D1");
        desk.cancelReject("A", "F2", 2).told();
        desk.wait(1).wait(1);
        told("");
    }

    @Test
    void whatTheBrokerCancelsWaitsForNoDesk() {
        desk.care("X", 100, "10");
        done(new CareAction.Claim(false));
        done(new CareAction.Lock());
        desk.replace("Y", "X", 50, "10").told();
        desk.house(new Command.CancelOrder(desk.orderOf("X").orderId(), "bob", "risk"));
        told("9 Y/X NEW REPLACE 2", "8 X CANCELED CANCELED 100 0 0");
    }

    @Test
    void anOrderThatGetsMoreTimeWhileItExpiresGoesOn() {
        desk.order("X", 10, "10", TimeInForce.GOOD_TILL_DATE).ack("A", "D1");
        desk.replace("Y", "X", Side.BUY, until(2_000, 10)).told();
        desk.wait(61).told();
        desk.replaced("A", "G1", 0);
        told("8 Y/X REPLACED NEW 10 0 10",
                "! the order could not be ended: its time came while it was being replaced, and it has more time now (CLIENT1 Y)");
        desk.wait(1).wait(1_000);
        told("A F1 G1");
    }

    @Test
    void anOrderThatGetsNoMoreTimeWhileItExpiresExpires() {
        desk.order("X", 10, "10", TimeInForce.GOOD_TILL_DATE).ack("A", "D1");
        desk.replace("Y", "X", Side.BUY, until(2_000, 10)).wait(61).told();
        desk.cancelReject("A", "G1", 2);
        told("9 Y/X NEW REPLACE 2", "A F1 D1");
    }

    @Test
    void whatIsHeldIsNotToldByTheRefusalOfAnUnreadableCancel() {
        desk.care("X", 10, "10");
        done(new CareAction.Claim(false));
        done(new CareAction.HoldFills());
        done(BY_HAND);
        desk.told();
        desk.answerTo(new Command.UnreadableRequest(new Origin(new SessionKey("CLIENT1"), 1, 99), Command.RejectAs.CANCEL_REJECT, "F", 38, 99,
                new Objection(Refusal.INVALID_VALUE, "OrderQty(38) must be a number, was x"), new Command.Echo("F", "X", null, null, null, null)));
        told("9 F/X NEW CANCEL 99");
    }

    @Test
    void anOrderWhoseVenueRefusesToGiveLessGoesOnWithTheRest() {
        desk = new Desk(new ClientAgreement(CancelOnDisconnect.NEVER, new OrderPractice(true, false, false, true, false, false)));
        linked();
        desk.fill("A", "D1", "e1", 30, "11", 30).told();
        desk.cancelReject("A", "G1", 2);
        told("A F1 D2");
        desk.canceled("A", "F1", 0);
        told("A D3 70@12");
    }

    @Test
    void ordersOfAListAreKeptUntilAVenueOpensAsOthersAre() {
        desk = new Desk(new ClientAgreement(CancelOnDisconnect.NEVER, new OrderPractice(true, false, true, true, true, false)));
        for (String venue : List.of("A", "B", "C")) {
            desk.house(new Command.CloseVenue(new VenueId(venue), "09:00"));
        }
        desk.list("L1", Contingency.ONE_CANCELS_OTHER, of("X", Side.SELL, 100, "11"), of("Y", Side.SELL, 100, "12"));
        told("8 X NEW NEW 100 0 100", "8 Y NEW NEW 100 0 100", "N L1 ACKNOWLEDGED 3: X NEW 0 100 0, Y NEW 0 100 0");
        desk.restart().house(new Command.OpenVenue(new VenueId("A"))).wait(1);
        told("A D1 100@11", "A D2 100@12");
    }

    @Test
    void whatWaitsForAVenueToOpenThatIsTakenAwaySaysWhyItEnds() {
        desk = new Desk(new ClientAgreement(CancelOnDisconnect.NEVER, new OrderPractice(true, false, true, true, true, false)));
        for (String venue : List.of("A", "B", "C")) {
            desk.house(new Command.CloseVenue(new VenueId(venue), "09:00"));
        }
        desk.order("X", 10, "10").told();
        for (String venue : List.of("A", "B", "C")) {
            desk.house(new Command.SteerVenue(new VenueId(venue), VenueAction.DRAIN, "", "op", "broken"));
        }
        desk.wait(1);
        told("8 X REJECTED REJECTED 10 0 0");
        assertEquals("no venue takes it any more", desk.text());
    }
}

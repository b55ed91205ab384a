package io.portcullis.oms.core;

import static io.portcullis.oms.core.Desk.request;
import static io.portcullis.oms.core.Desk.side;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.MarketAction;
import io.portcullis.oms.types.CrossType;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.OrderSelection;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.VenueAction;
import io.portcullis.oms.types.VenueId;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Two orders that are executed against each other. Lines as {@link Desk} writes them. */
class CrossOrdersTest extends OnADesk {

    private static final CrossType AON = CrossType.ALL_OR_NONE;
    private static final CrossType ONE_SIDE = CrossType.ONE_SIDE;

    CrossOrdersTest() {
        desk = new Desk().takesCrosses("B");
    }

    private void crossed(CrossType type) {
        desk.cross("C1", type, side("X", Side.BUY, 100, "10"), side("Y", Side.SELL, 100, "10"));
        told("8 X NEW NEW 100 0 100", "8 Y NEW NEW 100 0 100", "B s " + type + ": D1 BUY 100@10, D2 SELL 100@10");
    }

    private void acked(CrossType type) {
        crossed(type);
        desk.ack("B", "D1").ack("B", "D2");
    }

    @Test
    void aCrossGoesAsOneMessageToTheVenueThatTakesCrosses() {
        acked(AON);
        desk.fill("B", "D1", "e1", 100, "10", 100).fill("B", "D2", "e2", 100, "10", 100);
        told("8 X TRADE FILLED 100 100 0 100@10 avg 10", "8 Y TRADE FILLED 100 100 0 100@10 avg 10");
    }

    @Test
    void whereNoVenueTakesCrossesBothSidesAreRefused() {
        desk.house(new Command.SteerVenue(new VenueId("B"), VenueAction.DRAIN, "", "ann", "weekend")).told();
        desk.cross("C1", AON, side("X", Side.BUY, 100, "10"), side("Y", Side.SELL, 100, "10"));
        told("8 X REJECTED REJECTED 100 0 0", "8 Y REJECTED REJECTED 100 0 0");
        assertEquals("no venue that is connected takes cross orders of XYZ now", desk.text());
    }

    @Test
    void whatSpeaksAgainstOneSideIsSaidOfBoth() {
        desk.cross("C1", AON, side("X", Side.BUY, 100, "10"), side("X", Side.SELL, 100, "10"));
        told("8 X REJECTED REJECTED 100 0 0", "8 X REJECTED REJECTED 100 0 0");
        desk.cross("C1", AON, side("V", Side.BUY, 100, "10"), side("W", Side.SELL_SHORT, 0, "10"));
        assertEquals("OrderQty(38) must be positive, was 0", desk.text());
        desk.told();
        desk.cross("C1", AON, side("R", Side.BUY, 0, "10"), side("S", Side.SELL_SHORT, 100, "10"));
        assertEquals("its cross is refused: Side(54) 1, ClOrdID(11) R: OrderQty(38) must be positive, was 0", desk.text());
        desk.cross("C1", AON, side("P", Side.BUY, 100, "10"), side("Q", Side.BUY, 100, "10"));
        assertEquals("the sides of a cross must be one that buys and one that sells, Side(54) were 1 and 1", desk.text());
        assertTrue(desk.state.crosses().isEmpty());
    }

    @Test
    void aCrossIdIsUsedOnceAndARepetitionIsAnsweredWithHowItStands() {
        acked(AON);
        desk.cross("C1", AON, side("V", Side.BUY, 100, "10"), side("W", Side.SELL, 100, "10"));
        told("8 V REJECTED REJECTED 100 0 0", "8 W REJECTED REJECTED 100 0 0");
        assertEquals("CrossID(548) C1 was used before on this trading day, or has open orders", desk.text());
        desk.crossResend("C1", AON, side("X", Side.BUY, 100, "10"), side("Y", Side.SELL, 100, "10"));
        told("8 X ORDER_STATUS NEW 100 0 100", "8 Y ORDER_STATUS NEW 100 0 100");
    }

    @Test
    void theClientCancelsBothSidesByOneRequest() {
        acked(AON);
        desk.crossCancel("C2", "C1", AON, request("V", "X", Side.BUY, 100, "10"), request("W", "Y", Side.SELL, 100, "10"));
        told("8 V/X PENDING_CANCEL PENDING_CANCEL 100 0 100", "8 W/Y PENDING_CANCEL PENDING_CANCEL 100 0 100", "B u ALL_OR_NONE: F1 D1, F2 D2");
        desk.canceled("B", "F1", 0);
        told("8 V/X CANCELED CANCELED 100 0 0");
        desk.canceled("B", "F2", 0);
        told("8 W/Y CANCELED CANCELED 100 0 0");
    }

    @Test
    void oneSideAloneIsNeitherCanceledNorReplaced() {
        acked(AON);
        desk.cancel("V", "X");
        told("9 V/X NEW CANCEL 99");
        assertEquals("the order is a side of cross C1, whose sides are canceled together by CrossOrderCancelRequest(35=u) and replaced by "
                + "CrossOrderCancelReplaceRequest(35=t)", desk.text());
        desk.replace("W", "X", 50, "10");
        told("9 W/X NEW REPLACE 99");
        desk.crossCancel("C2", "C1", AON, request("S", "X", Side.BUY, 100, "10"));
        told("9 S/X NEW CANCEL 2");
        assertEquals("each side that is open must be named, ClOrdID(11) Y is not", desk.text());
    }

    @Test
    void ofAFilledSideTheCancelIsRefusedAndTheOtherIsCanceled() {
        acked(ONE_SIDE);
        desk.fill("B", "D1", "e1", 100, "10", 100).fill("B", "D2", "e2", 40, "10", 40).told();
        desk.crossCancel("C2", "C1", ONE_SIDE, request("V", "X", Side.BUY, 100, "10"), request("W", "Y", Side.SELL, 100, "10"));
        told("8 W/Y PENDING_CANCEL PENDING_CANCEL 100 40 60 avg 10", "9 V/X FILLED CANCEL 0", "B u ONE_SIDE: F1 D2");
        desk.canceled("B", "F1", 40);
        told("8 W/Y CANCELED CANCELED 100 40 0 avg 10");
    }

    @Test
    void aRequestAboutAnUnknownCrossIsRefusedForEachSide() {
        desk.crossCancel("C2", "C1", AON, request("V", "X", Side.BUY, 100, "10"), request("W", "Y", Side.SELL, 100, "10"));
        told("9 V/X REJECTED CANCEL 1", "9 W/Y REJECTED CANCEL 1");
        assertEquals("OrigCrossID(551) C1 is not known", desk.text());
    }

    @Test
    void theTermsOfACrossNeverChange() {
        acked(AON);
        desk.crossReplace("C2", "C1", ONE_SIDE, request("V", "X", Side.BUY, 200, "10"), request("W", "Y", Side.SELL, 200, "10"));
        told("9 V/X NEW REPLACE 2", "9 W/Y NEW REPLACE 2");
        assertEquals("CrossType(549) and CrossPrioritization(550) of the cross are 1 and 0, were 3 and 0", desk.text());
    }

    @Test
    void bothSidesAreReplacedByOneRequestAlsoWhereOneStaysAsItIs() {
        acked(ONE_SIDE);
        desk.crossReplace("C2", "C1", ONE_SIDE, request("V", "X", Side.BUY, 200, "10"), request("W", "Y", Side.SELL, 100, "10"));
        told("8 V/X PENDING_REPLACE PENDING_REPLACE 100 0 100", "8 W/Y PENDING_REPLACE PENDING_REPLACE 100 0 100",
                "B t ONE_SIDE: G1 D1 200@10, G2 D2 100@10");
        desk.replaced("B", "G1", 0).replaced("B", "G2", 0);
        told("8 V/X REPLACED NEW 200 0 200", "8 W/Y REPLACED NEW 100 0 100");
        desk.crossCancel("C3", "C2", ONE_SIDE, request("S", "V", Side.BUY, 200, "10"), request("T", null, Side.SELL, 100, "10"));
        told("8 S/V PENDING_CANCEL PENDING_CANCEL 200 0 200", "8 T/W PENDING_CANCEL PENDING_CANCEL 100 0 100", "B u ONE_SIDE: F1 G1, F2 G2");
    }

    @Test
    void ifOneSideCanNotBeReplacedNoneIs() {
        acked(ONE_SIDE);
        desk.crossReplace("C2", "C1", ONE_SIDE, request("V", "X", Side.BUY, 200, "10"), request("W", "Y", Side.SELL, 0, "10"));
        told("9 V/X NEW REPLACE 99", "9 W/Y NEW REPLACE 2");
        assertEquals("OrderQty(38) must be more than is executed, 0, was 0", desk.text());
    }

    @Test
    void aCancelWaitsForTheAnswersAboutAReplaceAndIsOneMessage() {
        acked(ONE_SIDE);
        desk.crossReplace("C2", "C1", ONE_SIDE, request("V", "X", Side.BUY, 200, "10"), request("W", "Y", Side.SELL, 200, "10"));
        desk.crossCancel("C3", "C1", ONE_SIDE, request("S", "X", Side.BUY, 100, "10"), request("T", "Y", Side.SELL, 100, "10")).told();
        desk.replaced("B", "G1", 0);
        told("8 V/X REPLACED PENDING_CANCEL 200 0 200");
        desk.replaced("B", "G2", 0);
        told("8 W/Y REPLACED PENDING_CANCEL 200 0 200", "B u ONE_SIDE: F1 G1, F2 G2");
    }

    @Test
    void whatRejectsTheMessageRejectsBothSides() {
        crossed(AON);
        desk.messageReject("B", "D1", "s");
        told("8 X REJECTED REJECTED 100 0 0", "8 Y REJECTED REJECTED 100 0 0");
    }

    @Test
    void whatRejectsACancelIsSaidOfBothSides() {
        acked(AON);
        desk.crossCancel("C2", "C1", AON, request("V", "X", Side.BUY, 100, "10"), request("W", "Y", Side.SELL, 100, "10")).told();
        desk.messageReject("B", "F2", "u");
        told("9 V/X NEW CANCEL 2", "9 W/Y NEW CANCEL 2");
    }

    @Test
    void aSideIsNeverSentElsewhere() {
        acked(ONE_SIDE);
        desk.fill("B", "D1", "e1", 100, "10", 100).fill("B", "D2", "e2", 40, "10", 40).told();
        desk.canceled("B", "D2", 40);
        told("8 Y CANCELED CANCELED 100 40 0 avg 10");
    }

    @Test
    void whenTheVenueRejectsOneSideTheOtherIsCalledBackOnceItIsKnownToBeThere() {
        crossed(AON);
        desk.report("B", "D1", "r1", ExecType.REJECTED, OrdStatus.REJECTED, 0, null, 0);
        told("8 X REJECTED REJECTED 100 0 0");
        desk.ack("B", "D2");
        told("B u ALL_OR_NONE: F1 D2");
        desk.canceled("B", "F1", 0);
        told("8 Y CANCELED CANCELED 100 0 0");
        assertEquals("order X, the other side of its cross, is REJECTED", desk.text());
    }

    @Test
    void aVenueThatHasNotReceivedItIsAskedAboutEachSide() {
        crossed(AON);
        desk.wait(6);
        told("B H D1", "B H D2");
        desk.report("B", "D1", "s1", ExecType.ORDER_STATUS, OrdStatus.REJECTED, 0, null, 0);
        told("8 X REJECTED REJECTED 100 0 0");
        desk.report("B", "D2", "s2", ExecType.ORDER_STATUS, OrdStatus.REJECTED, 0, null, 0);
        told("8 Y REJECTED REJECTED 100 0 0");
    }

    @Test
    void whoCancelsOneSideCancelsBoth() {
        acked(AON);
        desk.house(new Command.CancelOrder(desk.orderOf("Y").orderId(), "ann", "the client rang"));
        told("B u ALL_OR_NONE: F1 D1, F2 D2");
        desk.canceled("B", "F1", 0).canceled("B", "F2", 0);
        told("8 X CANCELED CANCELED 100 0 0", "8 Y CANCELED CANCELED 100 0 0");
    }

    @Test
    void aMassCancelOfOneSideCancelsBoth() {
        acked(AON);
        desk.massCancel("M1", new OrderSelection("XYZ", Side.SELL, null));
        told("r M1 1 1 orders", "8 Y PENDING_CANCEL PENDING_CANCEL 100 0 100", "B u ALL_OR_NONE: F1 D1, F2 D2");
    }

    @Test
    void aVenueThatDoesNotCancelIsNotAskedAgainAndAgain() {
        acked(ONE_SIDE);
        desk.house(new Command.CancelOrder(desk.orderOf("Y").orderId(), "ann", "the client rang")).told();
        desk.cancelReject("B", "F1", 99);
        told("! the order could not be ended: B: no (CLIENT1 X)");
        desk.cancelReject("B", "F2", 99);
        told("! the order could not be ended: B: no (CLIENT1 Y)");
        desk.wait(1);
        told("");
        desk.house(new Command.CancelOrder(desk.orderOf("X").orderId(), "ann", "once more"));
        told("B u ONE_SIDE: F3 D1, F4 D2");
    }

    @Test
    void bothSidesExpireWithTheirDay() {
        acked(ONE_SIDE);
        desk.house(new Command.EndDay(LocalDate.of(2026, 11, 20), "clock", "17:00")).wait(1);
        told("B u ONE_SIDE: F1 D1, F2 D2");
        desk.canceled("B", "F1", 0).canceled("B", "F2", 0);
        told("8 X EXPIRED EXPIRED 100 0 0", "8 Y EXPIRED EXPIRED 100 0 0");
    }

    @Test
    void aCrossThatWasNotSentIsKeptBackAsAWhole() {
        crossed(AON);
        desk.crossCancel("C2", "C1", AON, request("V", "X", Side.BUY, 100, "10"), request("W", "Y", Side.SELL, 100, "10")).told();
        desk.held("B", "D1", "F1", "canceled before it was sent");
        told("B withdraw D1", "8 V/X CANCELED CANCELED 100 0 0", "B withdraw D2", "8 W/Y CANCELED CANCELED 100 0 0");
    }

    @Test
    void aCrossWhoseTimeWasOverBeforeItWasSentIsRejectedAsAWhole() {
        crossed(AON);
        desk.held("B", "D1", "", "not sent within 30s");
        told("B withdraw D1", "8 X REJECTED REJECTED 100 0 0", "B withdraw D2", "8 Y REJECTED REJECTED 100 0 0");
    }

    @Test
    void aBustedExecutionGoesNowhereElse() {
        acked(ONE_SIDE);
        desk.fill("B", "D1", "e1", 100, "10", 100).fill("B", "D2", "e2", 100, "10", 100).told();
        desk.corrected("B", "D1", "c1", "e1", 60, "10", 0);
        told("8 X TRADE_CORRECT PARTIALLY_FILLED 100 60 40 60@10 avg 10", "8 X CANCELED CANCELED 100 60 0 avg 10");
    }

    @Test
    void aRestartForgetsNothingOfACross() {
        acked(AON);
        desk.crossCancel("C2", "C1", AON, request("V", "X", Side.BUY, 100, "10"), request("W", "Y", Side.SELL, 100, "10")).told();
        desk.restart().wait(6);
        told("B H D1", "B H D2");
        desk.canceled("B", "F1", 0).canceled("B", "F2", 0);
        told("8 V/X CANCELED CANCELED 100 0 0", "8 W/Y CANCELED CANCELED 100 0 0");
    }

    @Test
    void inAnAllOrNoneCrossTheEndOfOneSideEndsTheOther() {
        acked(AON);
        desk.canceled("B", "D1", 0);
        told("8 X CANCELED CANCELED 100 0 0", "B u ALL_OR_NONE: F1 D2");
        desk.canceled("B", "D2", 0);
        told("8 Y CANCELED CANCELED 100 0 0");
    }

    @Test
    void inOtherCrossesTheVenueDecidesHowLongASideStays() {
        acked(ONE_SIDE);
        desk.canceled("B", "D1", 0);
        told("8 X CANCELED CANCELED 100 0 0");
    }

    @Test
    void byAgreementACrossWaitsForItsVenueToOpenAndThenGoesOutAsAWhole() {
        Desk patient = new Desk(new ClientAgreement(CancelOnDisconnect.NEVER, new OrderPractice(true, false, true, true, true, false))).takesCrosses("B");
        patient.house(new Command.CloseVenue(new VenueId("B"), "tomorrow")).told();
        patient.cross("C1", ONE_SIDE, side("X", Side.BUY, 100, "10"), side("Y", Side.SELL, 100, "10"));
        assertEquals("8 X NEW NEW 100 0 100\n8 Y NEW NEW 100 0 100", patient.told());
        assertEquals("kept here until a venue opens: none that takes it is in its trading hours", patient.text());
        patient.crossReplace("C2", "C1", ONE_SIDE, request("V", "X", Side.BUY, 200, "11"), request("W", "Y", Side.SELL, 200, "11")).told();
        patient.restart().house(new Command.OpenVenue(new VenueId("B"))).wait(1);
        assertEquals("B s ONE_SIDE: D1 BUY 200@11, D2 SELL 200@11", patient.told());
    }

    @Test
    void aCrossThatWaitsForItsVenueToOpenWaitsThereAlsoForTheEndOfAHalt() {
        Desk patient = new Desk(new ClientAgreement(CancelOnDisconnect.NEVER, new OrderPractice(true, false, true, true, true, false))).takesCrosses("B");
        patient.house(new Command.CloseVenue(new VenueId("B"), "tomorrow"));
        patient.cross("C1", ONE_SIDE, side("X", Side.BUY, 100, "10"), side("Y", Side.SELL, 100, "10")).told();
        patient.says("B", Command.SecurityStatus.Trading.HALTED, null, null).house(new Command.OpenVenue(new VenueId("B"))).wait(1);
        assertEquals("! XYZ halted at that venue by venue B: news pending", patient.told());
        patient.says("B", Command.SecurityStatus.Trading.GOES_ON, null, null);
        assertEquals("! XYZ goes on, by venue B: news pending\nB s ONE_SIDE: D1 BUY 100@10, D2 SELL 100@10", patient.told());
    }

    @Test
    void aCrossIsNotKeptUntilAHaltIsOver() {
        desk.tradeBy(new MarketRules(true, true, Set.of(), Set.of(), Set.of())).steer(new MarketAction.Halt());
        desk.told();
        desk.cross("C1", ONE_SIDE, side("X", Side.BUY, 100, "10"), side("Y", Side.SELL, 100, "10"));
        told("8 X REJECTED REJECTED 100 0 0", "8 Y REJECTED REJECTED 100 0 0");
        assertEquals("no venue that is connected takes cross orders of XYZ now; trading in XYZ is halted by ann: a test", desk.text());
    }

    @Test
    void aCrossThatWaitsHereIsCanceledAsAWhole() {
        Desk patient = new Desk(new ClientAgreement(CancelOnDisconnect.NEVER, new OrderPractice(true, false, true, true, true, false))).takesCrosses("B");
        patient.house(new Command.CloseVenue(new VenueId("B"), "tomorrow"));
        patient.cross("C1", ONE_SIDE, side("X", Side.BUY, 100, "10"), side("Y", Side.SELL, 100, "10")).told();
        patient.house(new Command.CancelOrder(patient.orderOf("X").orderId(), "ann", "the client rang"));
        assertEquals("8 X CANCELED CANCELED 100 0 0\n8 Y CANCELED CANCELED 100 0 0", patient.told());
        patient.cross("C3", CrossType.IMMEDIATE_OR_CANCEL, side("P", Side.BUY, 100, "10"), side("Q", Side.SELL, 100, "10"));
        assertEquals("8 P REJECTED REJECTED 100 0 0\n8 Q REJECTED REJECTED 100 0 0", patient.told());
    }

    @Test
    void whileTradingIsHaltedNoCrossIsTaken() {
        desk.house(new Command.HaltTrading("ann", "news")).told();
        desk.cross("C1", AON, side("X", Side.BUY, 100, "10"), side("Y", Side.SELL, 100, "10"));
        told("8 X REJECTED REJECTED 100 0 0", "8 Y REJECTED REJECTED 100 0 0");
        assertEquals("trading is halted: news", desk.text());
    }
}

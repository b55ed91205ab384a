package io.portcullis.oms.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.Ids;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.oms.types.VenueId;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What venues say twice, late, or under another name than one would think. Lines as in {@link OrderCoreTest}; each of these was once a seed of the simulation. */
class SloppyVenueTest extends OnADesk {

    // Executions

    @Test
    void anExecutionThatIsToldAgainAfterItsCorrectionIsNotBookedAgain() {
        desk.order("X", 10, "10").fill("A", "D1", "e1", 4, "10", 4).corrected("A", "D1", "c1", "e1", 4, "9", 6).told();
        desk.fill("A", "D1", "e1", 4, "10", 4);
        told("");
    }

    @Test
    void aCorrectionThatIsToldAgainAfterTheNextOneIsNotDoneAgain() {
        desk.order("X", 10, "10").fill("A", "D1", "e1", 4, "10", 4).corrected("A", "D1", "c1", "e1", 4, "9", 6).corrected("A", "D1", "c2", "c1", 4, "8", 6);
        desk.told();
        desk.corrected("A", "D1", "c1", "e1", 4, "9", 6);
        told("");
    }

    /** Two of one name that leave other sums behind are two; but there are venues that tell one again with what was executed since. */
    @Test
    void byWhatExecutionsAreToldApartIsTheVenuesMatter() {
        desk.order("X", 10, "10").fill("A", "D1", "e1", 4, "10", 4).fill("A", "D1", "e1", 4, "10", 8);
        assertEquals("8", desk.orderOf("X").cumQty().toString());
        desk.core.tellExecutionsApartBy(Map.of(new VenueId("A"), ExecutionKey.EXEC_ID));
        desk.order("Y", 10, "10").fill("A", "D2", "e1", 4, "10", 4).told();
        desk.fill("A", "D2", "e1", 4, "10", 8).fill("A", "D2", "e2", 2, "10", 6);
        told("8 Y TRADE PARTIALLY_FILLED 10 6 4 2@10 avg 10");
    }

    @Test
    void anExecutionThatIsToldAgainWithOtherNumbersIsAlarmed() {
        desk.core.tellExecutionsApartBy(Map.of(new VenueId("A"), ExecutionKey.EXEC_ID_DAY));
        desk.order("X", 10, "10").fill("A", "D1", "e1", 4, "10", 4).told();
        desk.fill("A", "D1", "e1", 3, "10", 7);
        String told = desk.told();
        assertTrue(told.contains("the execution is booked already, as 4 at 10, not 3 at 10"), told);
        assertEquals("4", desk.orderOf("X").cumQty().toString());
    }

    @Test
    void anExecutionWithTheNameOfTheNewReportIsBooked() {
        desk.order("X", 10, "10").report("A", "D1", "e1", ExecType.NEW, OrdStatus.NEW, 0, null, 0).told();
        desk.fill("A", "D1", "e1", 4, "10", 4);
        told("8 X TRADE PARTIALLY_FILLED 10 4 6 4@10 avg 10");
    }

    @Test
    void aBustMayNameTheFirstReportOfACorrectedExecution() {
        desk.order("X", 10, "10").fill("A", "D1", "e1", 4, "10", 4).corrected("A", "D1", "c1", "e1", 4, "9", 6).told();
        desk.report("A", "D1", "b1", ExecType.TRADE_CANCEL, OrdStatus.NEW, 0, null, 0, "e1", null);
        told("8 X TRADE_CANCEL NEW 10 0 10");
    }

    @Test
    void aCorrectionToLessThatLeavesNothingOpenEndsTheOrder() {
        desk.order("X", 10, "10").fill("A", "D1", "e1", 10, "10", 10).told();
        desk.corrected("A", "D1", "c1", "e1", 6, "10", 0);
        told("8 X TRADE_CORRECT PARTIALLY_FILLED 10 6 4 6@10 avg 10", "B D1 4@10");
    }

    @Test
    void whatIsOpenAgainAfterTheOrderHasEndedIsCalledBack() {
        desk.routes("A 50 B 50").order("X", 10, "10").ack("B", "D1").fill("A", "D1", "e1", 5, "10", 5).cancel("Y", "X").canceled("B", "F1", 0).told();
        desk.corrected("A", "D1", "c1", "e1", 2, "10", 3);
        told("8 X TRADE_CORRECT CANCELED 10 2 0 2@10 avg 10", "A F1 D1");
        desk.canceled("A", "F1", 2);
        told("");
    }

    @Test
    void whatIsFilledButNotReportedYetIsNotSentElsewhereAfterACorrection() {
        desk.order("X", 10, "10").fill("A", "D1", "e1", 10, "10", 10).corrected("A", "D1", "c1", "e1", 7, "10", 3).told();
        desk.corrected("A", "D1", "c2", "c1", 7, "9", 0, Quantity.of(10));
        told("8 X TRADE_CORRECT PARTIALLY_FILLED 10 7 3 7@9 avg 9",
                "! A counts 3 more executed than it has reported (" + desk.orderOf("X").terms().session() + " X)");
        desk.fill("A", "D1", "e2", 3, "10", 10);
        told("8 X TRADE FILLED 10 10 0 3@10 avg 9.3");
    }

    @Test
    void aVenueThatDoesNotLetGoOfWhatNobodyWantsIsAlarmed() {
        desk.routes("A 50 B 50").order("X", 10, "10").ack("B", "D1").fill("A", "D1", "e1", 5, "10", 5).cancel("Y", "X").canceled("B", "F1", 0);
        desk.corrected("A", "D1", "c1", "e1", 2, "10", 3).told();
        desk.cancelReject("A", "F1", 99);
        String told = desk.told().toString();
        assertTrue(told.contains("! A does not let go of an order of which the client wants nothing more") && told.contains(" X)"), told);
    }

    @Test
    void whatAVenueHasExecutedAndNotYetReportedCountsOnce() {
        desk.order("X", 10, "10").ack("A", "D1").house(new Command.SessionLoggedOn(new SessionKey("A"), new VenueId("A"))).wait(1).told();
        desk.report("A", "D1", "s1", ExecType.ORDER_STATUS, OrdStatus.FILLED, 0, null, 10).told();
        assertEquals("10", desk.orderOf("X").atVenues().toString());
        desk.fill("A", "D1", "e1", 10, "10", 10);
        told("8 X TRADE FILLED 10 10 0 10@10 avg 10");
    }

    @Test
    void anExecutionThatNamesTheOrderOnlyAsTheVenueDoesIsBooked() {
        desk.order("X", 10, "10").ack("A", "D1").order("Z", 10, "10").ack("A", "D2").told();
        desk.reportById("A", "VD1", "e1", ExecType.TRADE, OrdStatus.PARTIALLY_FILLED, 4, "10", 4);
        told("8 X TRADE PARTIALLY_FILLED 10 4 6 4@10 avg 10");
        desk.reportById("A", "VD1", "e1", ExecType.TRADE, OrdStatus.PARTIALLY_FILLED, 4, "10", 4);
        told("");
        desk.reportById("A", "V7", "e2", ExecType.TRADE, OrdStatus.PARTIALLY_FILLED, 4, "10", 4).reportById("B", "VD1", "e3", ExecType.TRADE,
                OrdStatus.PARTIALLY_FILLED, 4, "10", 4);
        assertEquals(2, desk.told().lines().filter(line -> line.contains("reports an execution of an order that is not known")).count());
    }

    @Test
    void anOrderNumberThatTheVenueUsesTwiceNamesNone() {
        desk.order("X", 10, "10").ack("A", "D1").order("Z", 10, "10").told();
        desk.report("A", "D2", "e1", ExecType.TRADE, OrdStatus.PARTIALLY_FILLED, 4, "10", 4).reportById("A", "VD2", "e2", ExecType.TRADE,
                OrdStatus.PARTIALLY_FILLED, 1, "10", 5).told();
        desk.reportById("A", "VD1", "e3", ExecType.TRADE, OrdStatus.PARTIALLY_FILLED, 3, "10", 8);
        told("8 X TRADE PARTIALLY_FILLED 10 3 7 3@10 avg 10");
        desk.report("A", "D1", "e4", ExecType.TRADE, OrdStatus.PARTIALLY_FILLED, 1, "10", 4).told();
        desk.order("Y", 10, "10").ack("A", "D3").told();
        desk.renamed("A", "D3", "VD2", "e5", 1).told();
        desk.reportById("A", "VD2", "e6", ExecType.TRADE, OrdStatus.PARTIALLY_FILLED, 1, "10", 2);
        assertTrue(desk.told().startsWith("! A reports an execution of an order that is not known"));
    }

    @Test
    void requestsNameTheOrderAsTheVenueCalledItLast() {
        desk.order("X", 10, "10").ack("A", "D1").told();
        assertEquals("VD1", desk.orderOf("X").children().getFirst().venueOrderId());
        desk.renamed("A", "D1", "V2", "e1", 3).told();
        assertEquals("V2", desk.orderOf("X").children().getFirst().venueOrderId());
        desk.renamed("A", "D1", "", "e2", 3).told();
        assertEquals("V2", desk.orderOf("X").children().getFirst().venueOrderId());
    }

    @Test
    void anOrderThatTheVenueCallsFilledWithLessThanWeKnowIsAskedAbout() {
        desk.order("X", 10, "10").ack("A", "D1").told();
        desk.report("A", "D1", "e1", ExecType.TRADE, OrdStatus.FILLED, 6, "10", 6);
        told("8 X TRADE PARTIALLY_FILLED 10 6 4 6@10 avg 10", "A H D1");
    }

    @Test
    void anOrderThatTheVenueHasRestatedIsAskedAboutAndItsAnswerCounts() {
        desk.order("X", 10, "10").ack("A", "D1").told();
        desk.report("A", "D1", "r1", ExecType.RESTATED, OrdStatus.NEW, 0, null, 0);
        assertEquals("A H D1", desk.told().lines().filter(line -> !line.startsWith("!")).findFirst().orElseThrow());
        desk.stillOpen("A", "D1", 7, 0);
        assertEquals("A D2 3@10", desk.told().lines().filter(line -> !line.startsWith("!")).findFirst().orElseThrow());
    }

    // The end of the day

    @Test
    void whatIsGoodTillCancelAndDoneForTheDayLivesOn() {
        desk.order("X", 10, "10", TimeInForce.GOOD_TILL_CANCEL).ack("A", "D1").told();
        desk.report("A", "D1", "d1", ExecType.DONE_FOR_DAY, OrdStatus.DONE_FOR_DAY, 0, null, 0);
        told("");
        assertEquals("10", desk.orderOf("X").atVenues().toString());
        desk.status("X");
        told("8 X ORDER_STATUS NEW 10 0 10");
        desk.fill("A", "D1", "e1", 10, "10", 10);
        told("8 X TRADE FILLED 10 10 0 10@10 avg 10");
    }

    @Test
    void aDayOrderThatIsDoneForTheDayIsOver() {
        desk.order("X", 10, "10").ack("A", "D1").fill("A", "D1", "e1", 4, "10", 4).told();
        desk.report("A", "D1", "d1", ExecType.DONE_FOR_DAY, OrdStatus.DONE_FOR_DAY, 0, null, 4);
        told("B D1 6@10");
    }

    // Requests

    @Test
    void anAnswerToAQuestionThatIsOlderThanAReplaceDoesNotMeanThatTheReplaceIsLost() {
        desk.order("X", 10, "10").wait(6).replace("Y", "X", 15, "10");
        told("8 X NEW NEW 10 0 10", "A D1 10@10", "A H D1", "8 Y/X PENDING_REPLACE PENDING_REPLACE 10 0 10", "A G1 D1 15@10");
        desk.stillOpen("A", "D1", 10, 0);
        told("");
        desk.wait(6);
        told("A H D1");
        desk.stillOpen("A", "D1", 10, 0);
        told("9 Y/X NEW REPLACE 2");
    }

    @Test
    void aReplaceThatTheVenueDidWithAnotherQuantityIsDone() {
        desk.order("X", 10, "10").ack("A", "D1").fill("A", "D1", "e1", 4, "10", 4).replace("Y", "X", 6, "10").wait(6).told();
        desk.stillOpen("A", "D1", 5, 4);
        told("8 Y/X REPLACED PARTIALLY_FILLED 6 4 2 avg 10", "A D2 1@10");
    }

    @Test
    void aReplaceThatIsToldAgainInTheOrdersFirstNameDoesNotAnswerTheNextOne() {
        desk.order("X", 10, "10").ack("A", "D1").replace("Y", "X", 20, "10").replacedTo("A", "D1", 20).replace("Z", "Y", 30, "10").told();
        desk.replacedTo("A", "D1", 20);
        told("");
        desk.replacedTo("A", "D1", 30);
        told("8 Z/Y REPLACED NEW 30 0 30");
    }

    @Test
    void theVenuesQuantityCountsWhereItIsNotOurs() {
        desk.order("X", 10, "10").ack("A", "D1").house(new Command.SessionLoggedOn(new SessionKey("A"), new VenueId("A"))).wait(1).told();
        desk.stillOpen("A", "D1", 7, 0);
        assertEquals("A D2 3@10", desk.told().lines().skip(1).findFirst().orElseThrow());
    }

    @Test
    void aRefusalOfARequestThatIsToldAgainDoesNotEndTheOrder() {
        desk.order("X", 10, "10").ack("A", "D1").cancel("Y", "X").told();
        desk.report("A", "F1", "r1", ExecType.REJECTED, OrdStatus.NEW, 0, null, 0);
        told("9 Y/X NEW CANCEL 2");
        desk.report("A", "F1", "r1", ExecType.REJECTED, OrdStatus.NEW, 0, null, 0);
        told("");
        assertEquals("10", desk.orderOf("X").atVenues().toString());
    }

    @Test
    void aSecondRequestOfTheSameNameDoesNotAnswerTheFirst() {
        desk.order("X", 10, "10").ack("A", "D1").replace("Y", "X", 15, "10").told();
        desk.cancel("Y", "X");
        told("9 Y/X PENDING_REPLACE CANCEL 6");
        desk.replaced("A", "G1", 0);
        told("8 Y/X REPLACED NEW 15 0 15");
    }

    @Test
    void aCancelThatAFillOvertookIsAskedAboutWhenTheVenueComesBack() {
        desk.order("X", 10, "10").ack("A", "D1").cancel("Y", "X").fill("A", "D1", "e1", 10, "10", 10);
        desk.house(new Command.SessionLoggedOff(new SessionKey("A"), new VenueId("A"), "cut")).wait(6).told();
        desk.house(new Command.SessionLoggedOn(new SessionKey("A"), new VenueId("A"))).wait(1);
        told("A H D1");
        desk.report("A", "D1", "s1", ExecType.ORDER_STATUS, OrdStatus.FILLED, 0, null, 10).house(new Command.StartDay(LocalDate.of(2026, 11, 21)));
        assertEquals(0, desk.state.orderCount());
    }

    @Test
    void aVenueThatComesBackTwiceInAMomentIsAskedOnce() {
        desk.order("X", 10, "10").ack("A", "D1").told();
        for (int i = 0; i < 2; i++) {
            desk.house(new Command.SessionLoggedOff(new SessionKey("A"), new VenueId("A"), "cut"));
            desk.house(new Command.SessionLoggedOn(new SessionKey("A"), new VenueId("A")));
        }
        desk.wait(1);
        told("A H D1");
    }

    @Test
    void aVenueIsNotAskedForAnswersToWhatStillWaitsToBeSent() {
        desk.order("X", 10, "10").order("Y", 10, "10").told();
        long second = desk.orderOf("Y").children().getFirst().childId();
        desk.waitWhileUnsent(6, "A", second);
        told("A H D1");
        desk.ack("A", "D1").told();
        for (int i = 0; i < 10; i++) {
            desk.waitWhileUnsent(6, "A", second);
        }
        told("");
        desk.wait(6);
        told("");
        desk.wait(6);
        told("A H D2");
    }

    @Test
    void aVenueThatIsBehindIsAskedOnceAtALogon() {
        desk.order("X", 10, "10").ack("A", "D1").told();
        desk.house(new Command.SessionLoggedOff(new SessionKey("A"), new VenueId("A"), "cut"));
        desk.house(new Command.SessionLoggedOn(new SessionKey("A"), new VenueId("A"))).wait(1);
        long question = Ids.number(desk.state.position(), 0);
        for (int i = 0; i < 10; i++) {
            desk.waitWhileUnsent(6, "A", question);
        }
        told("A H D1");
        for (int i = 0; i < 7; i++) {
            desk.wait(6);
        }
        told("A H D1", "A H D1", "A H D1", "A H D1",
                "! A: does not answer for child order " + desk.orderOf("X").children().getFirst().childId() + ", asked several times");
    }

    @Test
    void anOrderThatWasRejectedAfterTheVenueHadTakenItIsNotTakenForForgotten() {
        desk.order("X", 10, "10").wait(6).report("A", "D1", "s1", ExecType.ORDER_STATUS, OrdStatus.PENDING_NEW, 0, null, 0).cancel("Y", "X");
        desk.report("A", "D1", "r1", ExecType.REJECTED, OrdStatus.PENDING_CANCEL, 0, null, 0).cancelReject("A", "F1", 0).told();
        desk.report("A", "D1", "s2", ExecType.ORDER_STATUS, OrdStatus.REJECTED, 0, null, 0);
        told("B D1 10@10");
    }

    @Test
    void aVenueThatDeniesAnOrderByWhateverNameIsNotAskedForEver() {
        desk.order("X", 10, "10").ack("A", "D1").replace("Y", "X", 20, "10").replaced("A", "G1", 0).wait(1);
        desk.house(new Command.SessionLoggedOn(new SessionKey("A"), new VenueId("A"))).wait(1).told();
        for (int i = 1; i < 5; i++) {
            desk.report("A", "G1", "s" + i, ExecType.ORDER_STATUS, OrdStatus.REJECTED, 0, null, 0);
            told("A H D1");
        }
        desk.report("A", "G1", "s5", ExecType.ORDER_STATUS, OrdStatus.REJECTED, 0, null, 0);
        assertTrue(desk.told().startsWith("! A: not known there"));
        assertEquals("20", desk.orderOf("X").atVenues().toString());
    }

    @Test
    void anOrderThatIsRejectedByTheNameOfARequestIsAskedAbout() {
        desk.order("X", 10, "10").ack("A", "D1").replace("Y", "X", 20, "10").told();
        desk.report("A", "G1", "r1", ExecType.REJECTED, OrdStatus.REJECTED, 0, null, 0);
        told("A H D1", "9 Y/X NEW REPLACE 2");
        desk.report("A", "D1", "s1", ExecType.ORDER_STATUS, OrdStatus.REJECTED, 0, null, 0);
        told("B D1 10@10");
    }

    @Test
    void aReplaceOfBeforeThatIsToldAgainInTheFirstNameDoesNotAnswerOneThatKeepsTheQuantity() {
        desk.order("X", 18, "10").ack("A", "D1").replace("Y", "X", 31, "10").replacedTo("A", "D1", 31).replace("Z", "Y", 32, "10").replacedTo("A", "D1", 32);
        desk.replace("W", "Z", 32, "9").told();
        desk.replacedTo("A", "D1", 31);
        told("A H G2");
    }

    // Less than was executed

    @Test
    void aReplaceToLessThanWasExecutedIsDoneThoughItIsToldByTheOldNameAndABustOpensTheRestAgain() {
        desk.venues("A").order("X", 10, "10").ack("A", "D1").replace("Y", "X", 3, "10").fill("A", "D1", "e1", 6, "10", 6).told();
        desk.cutTo("A", "D1", ExecType.REPLACED, "r1", null, 6, "9");
        told("8 Y/X REPLACED FILLED 6 6 0 avg 10");
        desk.report("A", "D1", "b1", ExecType.TRADE_CANCEL, OrdStatus.NEW, 0, null, 0, "e1", null);
        told("8 Y TRADE_CANCEL NEW 6 0 6");
        desk.fill("A", "D1", "e2", 4, "10", 4);
        told("8 Y TRADE PARTIALLY_FILLED 6 4 2 4@10 avg 10");
    }

    @Test
    void aCorrectionThatShowsSuchAReplaceDoneEndsNothing() {
        desk.venues("A").order("X", 10, "10").ack("A", "D1").replace("Y", "X", 3, "10").fill("A", "D1", "e1", 6, "10", 6).told();
        desk.cutTo("A", "D1", ExecType.TRADE_CORRECT, "c1", "e1", 6, "9");
        told("8 X TRADE_CORRECT PENDING_REPLACE 10 6 4 6@9 avg 9", "8 Y/X REPLACED FILLED 6 6 0 avg 9");
        desk.report("A", "D1", "b1", ExecType.TRADE_CANCEL, OrdStatus.NEW, 0, null, 0, "c1", null);
        told("8 Y TRADE_CANCEL NEW 6 0 6");
    }
}

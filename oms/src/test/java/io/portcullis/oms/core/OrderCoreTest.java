package io.portcullis.oms.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.event.EventRecord;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.oms.types.VenueId;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lines as {@link Desk} writes them: {@code 8 ClOrdID/OrigClOrdID ExecType OrdStatus OrderQty CumQty LeavesQty}, {@code 9 …}, and what venues are sent. */
class OrderCoreTest extends OnADesk {

    @Test
    void anOrderSplitOverTwoVenuesIsFilledAtTheExactAverage() {
        desk.routes("A 60 B 40").order("X", 10, "10.00");
        told("8 X NEW NEW 10 0 10", "A D1 6@10", "B D1 4@10");
        desk.ack("A", "D1").fill("B", "D1", "e1", 4, "9.99", 4);
        told("8 X TRADE PARTIALLY_FILLED 10 4 6 4@9.99 avg 9.99");
        desk.fill("A", "D1", "e1", 3, "10", 3).fill("A", "D1", "e2", 3, "9.98", 6);
        told("8 X TRADE PARTIALLY_FILLED 10 7 3 3@10 avg 9.99428571", "8 X TRADE FILLED 10 10 0 3@9.98 avg 9.99");
    }

    @Test
    void aClOrdIdIsUsedOncePerSessionAndDay() {
        desk.order("X", 10, "10").order("X", 10, "10");
        told("8 X NEW NEW 10 0 10", "A D1 10@10", "8 X REJECTED NEW 10 0 10");
        desk.resend("X", 10, "10");
        told("8 X ORDER_STATUS NEW 10 0 10");
        desk.fill("A", "D1", "e1", 10, "10", 10).house(new Command.StartDay(LocalDate.of(2026, 11, 21))).order("X", 5, "10");
        told("8 X TRADE FILLED 10 10 0 10@10 avg 10", "8 X NEW NEW 5 0 5", "A D2 5@10");
    }

    @Test
    void aDuplicateIsRejectedWithTheStateOfTheOrderThatHasItsName() {
        desk.order("X", 10, "10").fill("A", "D1", "e1", 4, "10", 4).told();
        desk.order("X", 50, "11");
        told("8 X REJECTED PARTIALLY_FILLED 10 4 6 avg 10");
        assertEquals("6", desk.orderOf("X").leavesQty().toString());
        desk.replace("Y", "X", 12, "10").replaced("A", "G1", 4).told();
        desk.order("X", 50, "11");
        told("8 X REJECTED PARTIALLY_FILLED 12 4 8 avg 10");
    }

    @Test
    void whatIsAnsweredNamesTheClOrdIdThatWasAcceptedLast() {
        desk.order("X", 10, "10").ack("A", "D1").replace("Y", "X", 12, "10").replaced("A", "G1", 0).told();
        desk.status("X").cancel("Z", "X");
        told("8 Y/X ORDER_STATUS NEW 12 0 12", "8 Z/Y PENDING_CANCEL PENDING_CANCEL 12 0 12", "A F1 G1");
        desk.cancel("Z2", "X");
        told("9 Z2/Y PENDING_CANCEL CANCEL 3");
    }

    @Test
    void anOrderForTheDayWithWhichItsVenueIsDoneIsDoneForTheDay() {
        desk.order("X", 10, "10").ack("A", "D1").fill("A", "D1", "e1", 4, "10", 4)
                .house(new Command.SessionLoggedOff(new SessionKey("B"), new VenueId("B"), "cut"))
                .house(new Command.SessionLoggedOff(new SessionKey("C"), new VenueId("C"), "cut")).told();
        desk.report("A", "D1", "d1", ExecType.DONE_FOR_DAY, OrdStatus.DONE_FOR_DAY, 0, null, 4);
        told("8 X DONE_FOR_DAY DONE_FOR_DAY 10 4 0 avg 10");
        desk.corrected("A", "D1", "c1", "e1", 3, "10", 0);
        told("8 X TRADE_CORRECT DONE_FOR_DAY 10 3 0 3@10 avg 10");
        desk.fill("A", "D1", "e2", 2, "10", 5);
        told("8 X TRADE DONE_FOR_DAY 10 5 0 2@10 avg 10");
        desk.cancel("Y", "X");
        told("9 Y/X DONE_FOR_DAY CANCEL 0");
    }

    @Test
    void whatOneVenueIsDoneWithForTheDayGoesToAnother() {
        desk.order("X", 10, "10").ack("A", "D1").told();
        desk.report("A", "D1", "d1", ExecType.DONE_FOR_DAY, OrdStatus.DONE_FOR_DAY, 0, null, 0);
        told("B D1 10@10");
    }

    @Test
    void aRefusalNamesAllThatSpeaksAgainstTheOrder() {
        desk.logIsFull(true).house(new Command.HaltTrading("ann", "test")).order("X", 10, "10.005");
        told("! trading halted by ann: test", "8 X REJECTED REJECTED 10 0 0");
    }

    @Test
    void aCancelGoesToEveryChildAndIsAnsweredWhenAllHaveAnswered() {
        desk.routes("A 60 B 40").order("X", 10, "10").ack("A", "D1").ack("B", "D1").told();
        desk.cancel("Y", "X");
        told("8 Y/X PENDING_CANCEL PENDING_CANCEL 10 0 10", "A F1 D1", "B F1 D1");
        desk.canceled("A", "F1", 0).fill("B", "D1", "e1", 1, "10", 1);
        told("8 X TRADE PENDING_CANCEL 10 1 9 1@10 avg 10");
        desk.canceled("B", "F1", 1);
        told("8 Y/X CANCELED CANCELED 10 1 0 avg 10");
    }

    @Test
    void aFillThatCrossesACancelStillCounts() {
        desk.order("X", 10, "10").ack("A", "D1").cancel("Y", "X").told();
        desk.fill("A", "D1", "e1", 10, "10", 10);
        told("8 X TRADE PENDING_CANCEL 10 10 0 10@10 avg 10", "9 Y/X FILLED CANCEL 0");
        desk.cancelReject("A", "F1", 0);
        told("");
    }

    @Test
    void aFillAfterTheCancelWasConfirmedStillCounts() {
        desk.order("X", 10, "10").ack("A", "D1").cancel("Y", "X").canceled("A", "F1", 0).told();
        desk.fill("A", "D1", "e1", 4, "10", 4);
        told("8 X TRADE CANCELED 10 4 0 4@10 avg 10");
    }

    @Test
    void aCancelThatTheVenueRefusesLeavesTheOrderAsItWas() {
        desk.order("X", 10, "10").ack("A", "D1").cancel("Y", "X").told();
        desk.cancelReject("A", "F1", 99);
        told("9 Y/X NEW CANCEL 2");
        desk.cancel("Z", "X");
        told("8 Z/X PENDING_CANCEL PENDING_CANCEL 10 0 10", "A F2 D1");
    }

    @Test
    void aCancelOfAnUnknownOrderIsRefusedAsUnknown() {
        desk.cancel("Y", "X");
        told("9 Y/X REJECTED CANCEL 1");
    }

    @Test
    void aReplaceDownTakesFromTheLastChild() {
        desk.routes("A 60 B 40").order("X", 10, "10").ack("A", "D1").ack("B", "D1").told();
        desk.replace("Y", "X", 5, "10");
        told("8 Y/X PENDING_REPLACE PENDING_REPLACE 10 0 10", "A G1 D1 5@10", "B F1 D1");
        desk.replaced("A", "G1", 0);
        told("");
        desk.canceled("B", "F1", 0);
        told("8 Y/X REPLACED NEW 5 0 5");
    }

    @Test
    void aReplaceUpGoesToTheFirstChildAndKeepsThePriceOfTheOthers() {
        desk.routes("A 60 B 40").order("X", 10, "10").ack("A", "D1").ack("B", "D1").told();
        desk.replace("Y", "X", 12, "10");
        told("8 Y/X PENDING_REPLACE PENDING_REPLACE 10 0 10", "A G1 D1 8@10");
        desk.fill("A", "D1", "e1", 2, "10", 2).replaced("A", "G1", 2);
        told("8 X TRADE PENDING_REPLACE 10 2 8 2@10 avg 10", "8 Y/X REPLACED PARTIALLY_FILLED 12 2 10 avg 10");
    }

    @Test
    void aReplaceBelowTheFilledQuantityEndsAtTheFilledQuantity() {
        desk.order("X", 10000, "10").ack("A", "D1").fill("A", "D1", "e1", 1000, "10", 1000).told();
        desk.replace("Y", "X", 7000, "10").fill("A", "D1", "e2", 7000, "10", 8000);
        told("8 Y/X PENDING_REPLACE PENDING_REPLACE 10000 1000 9000 avg 10", "A G1 D1 7000@10", "8 X TRADE PENDING_REPLACE 10000 8000 2000 7000@10 avg 10");
        desk.report("A", "G1", "r", ExecType.REPLACED, OrdStatus.FILLED, 0, null, 8000);
        told("8 Y/X REPLACED FILLED 8000 8000 0 avg 10");
    }

    @Test
    void aReplaceThatAFillOvertakesIsTooLate() {
        desk.order("X", 10, "10").ack("A", "D1").replace("Y", "X", 10, "9").told();
        desk.fill("A", "D1", "e1", 10, "10", 10);
        told("8 X TRADE PENDING_REPLACE 10 10 0 10@10 avg 10");
        desk.cancelReject("A", "G1", 0);
        told("9 Y/X FILLED REPLACE 0");
    }

    @Test
    void aReplaceThatOneVenueRefusesCallsThatChildBackAndRoutesItAgain() {
        desk.routes("A 60 B 40").order("X", 10, "10").ack("A", "D1").ack("B", "D1").replace("Y", "X", 10, "9").told();
        desk.replaced("A", "G1", 0).cancelReject("B", "G1", 99);
        told("B F1 D1");
        desk.routes("A 100").canceled("B", "F1", 0);
        told("8 Y/X REPLACED NEW 10 0 10", "A D2 4@9");
    }

    @Test
    void whatAVenueRejectsGoesToAnother() {
        desk.order("X", 10, "10").told();
        desk.report("A", "D1", "r1", ExecType.REJECTED, OrdStatus.REJECTED, 0, null, 0, null, "closed");
        told("B D1 10@10");
        desk.report("B", "D1", "r1", ExecType.REJECTED, OrdStatus.REJECTED, 0, null, 0, null, "closed");
        told("C D1 10@10");
        desk.report("C", "D1", "r1", ExecType.REJECTED, OrdStatus.REJECTED, 0, null, 0, null, "closed");
        told("8 X REJECTED REJECTED 10 0 0");
    }

    @Test
    void theRestOfAnImmediateOrderIsNotRoutedAgain() {
        desk.order("X", 10, "10", TimeInForce.IMMEDIATE_OR_CANCEL).fill("A", "D1", "e1", 4, "10", 4).told();
        desk.canceled("A", "D1", 4);
        told("8 X CANCELED CANCELED 10 4 0 avg 10");
    }

    @Test
    void anExecutionIsBookedOnceHoweverOftenItIsReported() {
        desk.order("X", 10, "10").fill("A", "D1", "e1", 4, "10", 4).told();
        desk.fill("A", "D1", "e1", 4, "10", 4);
        told("");
        desk.fill("A", "D1", "e1", 4, "10", 8);
        told("8 X TRADE PARTIALLY_FILLED 10 8 2 4@10 avg 10");
    }

    @Test
    void aBustedExecutionNeverWas() {
        desk.order("X", 10, "10").fill("A", "D1", "e1", 4, "10", 4).fill("A", "D1", "e2", 6, "11", 10).told();
        desk.report("A", "D1", "b1", ExecType.TRADE_CANCEL, OrdStatus.PARTIALLY_FILLED, 0, null, 4, "e2", null);
        told("8 X TRADE_CANCEL PARTIALLY_FILLED 10 4 6 avg 10");
        desk.report("A", "D1", "b1", ExecType.TRADE_CANCEL, OrdStatus.PARTIALLY_FILLED, 0, null, 4, "e2", null);
        told("");
    }

    @Test
    void aCorrectedExecutionCountsWithItsNewTerms() {
        desk.order("X", 10, "10").fill("A", "D1", "e1", 4, "10", 4).told();
        desk.report("A", "D1", "c1", ExecType.TRADE_CORRECT, OrdStatus.PARTIALLY_FILLED, 5, "9", 5, "e1", null);
        told("8 X TRADE_CORRECT PARTIALLY_FILLED 10 5 5 5@9 avg 9");
    }

    @Test
    void anExecutionOfAnUnknownOrderIsKeptAndAlarmed() {
        desk.report("A", "", "e9", ExecType.TRADE, OrdStatus.FILLED, 5, "9", 5);
        assertEquals(true, desk.told().startsWith("! A reports an execution of an order that is not known"));
    }

    @Test
    void aVenueThatDoesNotAnswerIsAsked() {
        desk.order("X", 10, "10").told();
        desk.wait(4);
        told("");
        desk.wait(2);
        told("A H D1");
        desk.report("A", "D1", "s1", ExecType.ORDER_STATUS, OrdStatus.NEW, 0, null, 0).wait(10);
        told("");
    }

    @Test
    void anOrderThatNeverReachedItsVenueIsRoutedToAnother() {
        desk.order("X", 10, "10").wait(6).told();
        desk.report("A", "D1", "s1", ExecType.ORDER_STATUS, OrdStatus.REJECTED, 0, null, 0, null, "unknown order");
        told("B D1 10@10");
    }

    @Test
    void openOrdersAreAskedAboutWhenAVenueComesBack() {
        desk.order("X", 10, "10").ack("A", "D1").told();
        desk.house(new Command.SessionLoggedOff(new SessionKey("A"), new VenueId("A"), "cut")).order("Z", 3, "10");
        told("8 Z NEW NEW 3 0 3", "B D1 3@10");
        desk.house(new Command.SessionLoggedOn(new SessionKey("A"), new VenueId("A"))).wait(0);
        told("A H D1");
        desk.report("A", "D1", "s1", ExecType.ORDER_STATUS, OrdStatus.CANCELED, 0, null, 3);
        told("! A counts 3 more executed than it has reported (" + desk.orderOf("X").terms().session() + " X)", "B D2 7@10");
        desk.fill("A", "D1", "e1", 3, "10", 3);
        told("8 X TRADE PARTIALLY_FILLED 10 3 7 3@10 avg 10");
    }

    @Test
    void aFilledOrderWhoseReplaceWasNeverAnsweredIsAskedAboutWhenItsVenueComesBack() {
        desk.order("X", 10, "10").ack("A", "D1").replace("Y", "X", 10, "11");
        for (int asked = 0; asked < 6; asked++) {
            desk.wait(6);
        }
        desk.fill("A", "D1", "e1", 10, "10", 10).told();
        desk.house(new Command.SessionLoggedOff(new SessionKey("A"), new VenueId("A"), "cut"));
        desk.house(new Command.SessionLoggedOn(new SessionKey("A"), new VenueId("A"))).wait(0);
        told("A H D1");
        desk.report("A", "D1", "s1", ExecType.ORDER_STATUS, OrdStatus.FILLED, 0, null, 10);
        told("9 Y/X FILLED REPLACE 0");
    }

    @Test
    void aCancelThatGotLostIsSentAgain() {
        desk.order("X", 10, "10").ack("A", "D1").cancel("Y", "X").told();
        desk.wait(6);
        told("A H D1");
        desk.report("A", "D1", "s1", ExecType.ORDER_STATUS, OrdStatus.NEW, 0, null, 0);
        told("A F2 D1");
    }

    /** An order for 10 at 10, and a replace Y of it that the venue shows as never received. */
    private Desk givenUp(int orderQty, String price) {
        desk.order("X", 10, "10").ack("A", "D1").replace("Y", "X", orderQty, price).wait(6);
        return desk.report("A", "D1", "s1", ExecType.ORDER_STATUS, OrdStatus.NEW, 0, null, 0);
    }

    @Test
    void aReplaceThatWasGivenUpAndHappenedAfterAllIsTakenBack() {
        desk.order("X", 10, "10").ack("A", "D1").replace("Y", "X", 15, "10").told();
        desk.wait(6).report("A", "D1", "s1", ExecType.ORDER_STATUS, OrdStatus.NEW, 0, null, 0);
        told("A H D1", "9 Y/X NEW REPLACE 2");
        desk.replacedTo("A", "G1", 15);
        assertEquals("A G2 G1 10@10", desk.told().lines().skip(1).findFirst().orElseThrow());
    }

    @Test
    void aPriceThatWasGivenUpAndHappenedAfterAllIsTakenBack() {
        givenUp(10, "11").told();
        desk.replacedTo("A", "G1", 10, "11");
        assertEquals("A F1 G1", desk.told().lines().skip(1).findFirst().orElseThrow());
        desk.canceled("A", "F1", 0);
        told("B D1 10@10");
    }

    @Test
    void aReplaceThatHappenedAfterAllDoesNotAnswerTheNextOne() {
        givenUp(20, "10").replace("Z", "X", 30, "10").told();
        desk.replacedTo("A", "G1", 20);
        assertEquals(1, desk.told().lines().count()); // the alert
        desk.replacedTo("A", "G2", 30);
        told("8 Z/X REPLACED NEW 30 0 30");
    }

    /** A venue need not do requests in the order in which they came, and what it does last is what counts. */
    @Test
    void aReplaceThatWasGivenUpAndHappenedAfterTheNextOneIsTakenBackToo() {
        givenUp(4, "10").replace("Z", "X", 10, "11").replacedTo("A", "G2", 10, "11").told();
        desk.replacedTo("A", "G1", 4, "11");
        told("A H G2");
        desk.stillOpen("A", "G1", 4, 0);
        assertEquals("4", desk.orderOf("X").children().getFirst().orderQty().toString());
        assertEquals(List.of("A F1 G1", "A D2 6@11"), desk.told().lines().skip(1).toList());
        desk.replacedTo("A", "G2", 10, "11").replacedTo("A", "G1", 4, "11");
        told();
        assertEquals("10", desk.orderOf("X").atVenues().toString());
    }

    @Test
    void aReplaceThatWasGivenUpAndIsToldOfByTheFirstNameIsKnownByItsTerms() {
        givenUp(15, "10").replace("Z", "X", 20, "10").told();
        desk.replacedTo("A", "D1", 15);
        assertEquals(1, desk.told().lines().count()); // the alert
        desk.replacedTo("A", "D1", 20);
        told("8 Z/X REPLACED NEW 20 0 20");
        desk.replacedTo("A", "D1", 17);
        told();
    }

    @Test
    void anAnswerThatShowsAReplaceThatWasGivenUpIsNoneToTheNextOne() {
        givenUp(5, "10").replace("Z", "X", 20, "10").wait(6).told();
        desk.stillOpen("A", "D1", 5, 0);
        assertEquals("9 Z/X NEW REPLACE 2", desk.told().lines().skip(1).findFirst().orElseThrow());
        assertEquals("5", desk.orderOf("X").children().getFirst().orderQty().toString());
    }

    @Test
    void aReplaceThatWasGivenUpAndIsToldOfWithoutTermsIsOnTheTermsThatWereAskedFor() {
        givenUp(15, "11").told();
        desk.replaced("A", "G1", 0);
        assertEquals("15", desk.orderOf("X").atVenues().toString());
        assertEquals(List.of("A F1 G1"), desk.told().lines().skip(1).toList());
    }

    @Test
    void anAnswerByTheNameOfAReplaceThatWasGivenUpGivesTheOrderThatName() {
        givenUp(5, "10")
                .house(new Command.SessionLoggedOn(new SessionKey("A"), new VenueId("A")));
        desk.wait(0).stillOpen("A", "G1", 5, 0).told();
        desk.cancel("C", "X");
        assertEquals("A F1 G1", desk.told().lines().skip(1).findFirst().orElseThrow());
    }

    @Test
    void whatIsStillOpenThereAfterMoreThanTheOrderWasExecutedIsCalledBack() {
        givenUp(22, "10").told();
        desk.fill("A", "D1", "e1", 15, "10", 15, 7);
        told("8 X TRADE FILLED 10 15 0 15@10 avg 10", "! A executed 15 of an order for 10 (CLIENT1 X)", "A H D1");
        desk.wait(6);
        told("A H D1");
        desk.stillOpen("A", "D1", 22, 15);
        assertEquals(List.of("A F1 G1"), desk.told().lines().skip(1).toList());
    }

    @Test
    void aReplaceThatIsToldAgainAfterTheNextOneDoesNotBringOldTermsBack() {
        desk.order("X", 10, "10").ack("A", "D1").replace("Y", "X", 20, "10").replacedTo("A", "G1", 20).replace("Z", "Y", 30, "10").replacedTo("A", "G2", 30);
        desk.told();
        desk.replacedTo("A", "G1", 20);
        told();
        assertEquals("30", desk.orderOf("X").atVenues().toString());
    }

    @Test
    void aReplaceThatGotLostWhileTheOrderWasFilledIsTooLate() {
        desk.order("X", 10, "10").ack("A", "D1").replace("Y", "X", 20, "10").fill("A", "D1", "e1", 10, "10", 10).told();
        desk.wait(6);
        told("A H D1");
        desk.report("A", "D1", "s1", ExecType.ORDER_STATUS, OrdStatus.FILLED, 0, null, 10);
        told("9 Y/X FILLED REPLACE 0");
        desk.wait(6);
        told();
    }

    @Test
    void anOrderThatAVenueDoesNotKnowByItsNewNameIsAskedForByTheOldOne() {
        desk.order("X", 10, "10").ack("A", "D1").replace("Y", "X", 12, "10").replaced("A", "G1", 0).told();
        desk.house(new Command.SessionLoggedOff(new SessionKey("A"), new VenueId("A"), "cut"));
        desk.house(new Command.SessionLoggedOn(new SessionKey("A"), new VenueId("A"))).wait(0).told();
        desk.report("A", "G1", "s1", ExecType.ORDER_STATUS, OrdStatus.REJECTED, 0, null, 0, null, "unknown order");
        told("A H D1");
        desk.report("A", "D1", "s2", ExecType.ORDER_STATUS, OrdStatus.NEW, 0, null, 0);
        told("");
    }

    @Test
    void aGoodTillDateOrderIsCalledBackWhenItsTimeIsOver() {
        desk.order("X", 10, "10", TimeInForce.GOOD_TILL_DATE).ack("A", "D1").told();
        desk.wait(61);
        told("A F1 D1");
        desk.canceled("A", "F1", 0);
        told("8 X EXPIRED EXPIRED 10 0 0");
    }

    @Test
    void aDayOrderThatIsOpenWhenTheNextDayBeginsExpires() {
        desk.order("X", 10, "10").ack("A", "D1").told();
        desk.house(new Command.StartDay(LocalDate.of(2026, 11, 21))).wait(1);
        told("A F1 D1");
        desk.canceled("A", "F1", 0);
        told("8 X EXPIRED EXPIRED 10 0 0");
    }

    @Test
    void theHouseCancelsAnOrder() {
        desk.order("X", 10, "10").ack("A", "D1").told();
        desk.house(new Command.CancelOrder(desk.orderOf("X").orderId(), "ann", "client rang"));
        told("A F1 D1");
        desk.canceled("A", "F1", 0);
        told("8 X CANCELED CANCELED 10 0 0");
    }

    @Test
    void withoutAVenueAnOrderIsRefused() {
        for (String venue : new String[]{"A", "B", "C"}) {
            desk.house(new Command.SessionLoggedOff(new SessionKey(venue), new VenueId(venue), "cut"));
        }
        desk.order("X", 10, "10");
        told("8 X REJECTED REJECTED 10 0 0");
    }

    @Test
    void aRecordThatDoesNotFollowTheStateIsNotFolded() {
        desk.order("X", 10, "10");
        OrderCore other = new OrderCore(new OrderCore.Settings(List.of(), Duration.ofSeconds(5), AccountRights.NONE), new ShardState(), new Desk.NoRisk(),
                (r, m) -> List.of(),
                null);
        EventRecord second = desk.log.get(1);
        assertThrows(IllegalStateException.class, () -> other.fold(second));
    }
}

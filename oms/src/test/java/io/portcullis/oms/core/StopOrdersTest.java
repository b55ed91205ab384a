package io.portcullis.oms.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.Instructions;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.OrderSelection;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.oms.types.VenueId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Orders that wait for their stop price, here or at a venue. Lines as {@link Desk} writes them. */
class StopOrdersTest extends OnADesk {

    private static Conditions stop(int qty, String stopPx) {
        return new Conditions(OrdType.STOP, TimeInForce.GOOD_TILL_CANCEL, Quantity.of(qty), null, 0, Instructions.stop(Price.of(stopPx)));
    }

    private static Conditions stopLimit(int qty, String price, String stopPx) {
        return new Conditions(OrdType.STOP_LIMIT, TimeInForce.DAY, Quantity.of(qty), Price.of(price), 0, Instructions.stop(Price.of(stopPx)));
    }

    @Test
    void aStopThatNoVenueTakesIsKeptHereAndTriggeredOnce() {
        desk.order("X", Side.SELL, stop(10, "9"));
        told("8 X NEW NEW 10 0 10");
        assertEquals("kept here until StopPx(99) is reached: no venue that takes orders now waits for it", desk.text());
        desk.trade("9.01");
        told("");
        desk.trade("8.99");
        told("8 X TRIGGERED NEW 10 0 10", "A D1 10@null");
        desk.trade("8.5");
        told("");
        desk.ack("A", "D1").fill("A", "D1", "e1", 10, "8.99", 10);
        told("8 X TRADE FILLED 10 10 0 10@8.99 avg 8.99");
    }

    @ParameterizedTest
    @CsvSource({"STOP, BUY, 11, 10.99, 11", "STOP, SELL, 9, 9.01, 9", "STOP_LIMIT, BUY, 11, 10.99, 12", "STOP_LIMIT, SELL_SHORT, 9, 9.01, 8.5",
        "MARKET_IF_TOUCHED, BUY, 9, 9.01, 9", "MARKET_IF_TOUCHED, SELL, 11, 10.99, 11.01"})
    void theMarketHasToReachIt(OrdType ordType, Side side, String stopPx, String notYet, String reached) {
        Price price = ordType.hasPrice() ? Price.of("10") : null;
        desk.order("X", side, new Conditions(ordType, TimeInForce.DAY, Quantity.of(10), price, 0, Instructions.stop(Price.of(stopPx)))).told();
        desk.trade(notYet);
        told("");
        desk.trade(reached);
        told("8 X TRIGGERED NEW 10 0 10", "A D1 10@" + price);
    }

    @Test
    void onePriceTriggersManyInTheOrderInWhichItReachesThem() {
        desk.order("X", Side.SELL, stopLimit(1, "8", "9")).order("Y", Side.SELL, stopLimit(2, "8", "9.5")).order("Z", Side.SELL, stopLimit(3, "8", "9.5"))
                .told();
        desk.trade("9");
        told("8 Y TRIGGERED NEW 2 0 2", "A D1 2@8", "8 Z TRIGGERED NEW 3 0 3", "A D2 3@8", "8 X TRIGGERED NEW 1 0 1", "A D3 1@8");
    }

    @Test
    void oneThatIsReachedAlreadyIsTriggeredAtOnce() {
        desk.trade("8.5").order("X", Side.SELL, stop(10, "9"));
        told("8 X NEW NEW 10 0 10", "8 X TRIGGERED NEW 10 0 10", "A D1 10@null");
    }

    @Test
    void itSurvivesARestart() {
        desk.order("X", Side.SELL, stop(10, "9")).told();
        desk.restart().trade("9");
        told("8 X TRIGGERED NEW 10 0 10", "A D1 10@null");
        desk.restart().trade("8");
        told("");
    }

    @Test
    void aReplaceChangesTheStopPrice() {
        desk.order("X", Side.SELL, stop(10, "9")).replace("Y", "X", Side.SELL, stop(20, "8"));
        told("8 X NEW NEW 10 0 10", "8 Y/X PENDING_REPLACE PENDING_REPLACE 10 0 10", "8 Y/X REPLACED NEW 20 0 20");
        desk.trade("9");
        told("");
        desk.trade("8");
        told("8 Y TRIGGERED NEW 20 0 20", "A D1 20@null");
    }

    @Test
    void aReplaceToAStopPriceThatIsReachedTriggersIt() {
        desk.trade("10").order("X", Side.SELL, stop(10, "9")).told();
        desk.replace("Y", "X", Side.SELL, stop(10, "10"));
        told("8 Y/X PENDING_REPLACE PENDING_REPLACE 10 0 10", "8 Y/X REPLACED NEW 10 0 10", "8 Y TRIGGERED NEW 10 0 10", "A D1 10@null");
    }

    @Test
    void aCancelEndsItAtOnceAndItIsNotTriggeredAnyMore() {
        desk.order("X", Side.SELL, stop(10, "9")).cancel("Y", "X", Side.SELL).told();
        desk.trade("8");
        told("");
    }

    @Test
    void afterItWasTriggeredPriceAndQuantityChangeAtTheVenueAndTheStopPriceNowhere() {
        desk.order("X", Side.BUY, stopLimit(10, "12", "11")).trade("11").ack("A", "D1").told();
        desk.replace("Y", "X", Side.BUY, stopLimit(15, "11.5", "11"));
        told("8 Y/X PENDING_REPLACE PENDING_REPLACE 10 0 10", "A G1 D1 15@11.5");
        desk.replacedTo("A", "G1", 15, "11.5").told();
        desk.replace("Z", "Y", Side.BUY, stopLimit(15, "11.5", "10.5"));
        told("9 Z/Y NEW REPLACE 2");
        assertEquals("StopPx(99) of the order is 11 and cannot become 10.5, because it was triggered", desk.text());
    }

    @Test
    void nothingIsTriggeredWhileTradingIsHaltedAndAllThatIsDueWhenItGoesOn() {
        desk.order("X", Side.SELL, stop(10, "9")).told();
        desk.house(new Command.HaltTrading("OPS", "drill")).trade("8").told();
        desk.house(new Command.ResumeTrading("OPS", "over")).told();
        desk.wait(1);
        told("8 X TRIGGERED NEW 10 0 10", "A D1 10@null");
    }

    @Test
    void itWaitsWhileNoVenueWouldTakeIt() {
        desk.order("X", Side.SELL, stop(10, "9")).told();
        for (String venue : new String[]{"A", "B", "C"}) {
            desk.house(new Command.SessionLoggedOff(new SessionKey(venue), new VenueId(venue), "cut"));
        }
        desk.trade("8").told();
        desk.house(new Command.SessionLoggedOn(new SessionKey("B"), new VenueId("B"))).told();
        desk.trade("8");
        told("8 X TRIGGERED NEW 10 0 10", "B D1 10@null");
    }

    @Test
    void aVenueThatTakesThemGetsThemAsTheyAre() {
        desk.takes("B", OrdType.STOP).order("X", Side.SELL, stop(10, "9"));
        told("8 X NEW NEW 10 0 10", "B D1 10@null stop 9");
        desk.ack("B", "D1").trade("8");
        told("");
        desk.report("B", "D1", "t1", ExecType.TRIGGERED, OrdStatus.NEW, 0, null, 0);
        told("8 X TRIGGERED NEW 10 0 10");
        desk.fill("B", "D1", "e1", 4, "8.99", 4);
        told("8 X TRADE PARTIALLY_FILLED 10 4 6 4@8.99 avg 8.99");
    }

    @Test
    void aReplaceOfTheStopPriceAloneIsAnsweredByTheStopPriceWhereTheVenueKeepsTheOldName() {
        desk.takes("B", OrdType.STOP).order("X", Side.SELL, stop(10, "9")).ack("B", "D1").replace("Y", "X", Side.SELL, stop(10, "8"));
        desk.told();
        desk.replacedTo("B", "D1", 10, null, "9");
        told("");
        desk.replacedTo("B", "D1", 10, null, "8");
        told("8 Y/X REPLACED NEW 10 0 10");
    }

    @Test
    void whatAVenueLetsGoOfBeforeItWasTriggeredIsKeptHere() {
        desk.takes("B", OrdType.STOP).order("X", Side.SELL, stop(10, "9")).ack("B", "D1").told();
        desk.report("B", "D1", "c1", ExecType.CANCELED, OrdStatus.CANCELED, 0, null, 0);
        told("");
        desk.trade("9");
        told("8 X TRIGGERED NEW 10 0 10", "A D1 10@null");
    }

    @Test
    void whatAVenueLetsGoOfAfterItWasTriggeredIsRoutedAsWhatItHasBecome() {
        desk.takes("B", OrdType.STOP).order("X", Side.SELL, stop(10, "9")).ack("B", "D1").told();
        desk.fill("B", "D1", "e1", 4, "8.99", 4).told();
        desk.report("B", "D1", "c1", ExecType.CANCELED, OrdStatus.CANCELED, 0, null, 4);
        told("A D1 6@null");
    }

    @Test
    void manyAreTriggeredInSeveralRecords() {
        for (int i = 0; i < 450; i++) {
            desk.order("X" + i, Side.SELL, stop(1, "9"));
        }
        desk.told();
        desk.trade("9");
        assertEquals(400, desk.told().lines().count());
        while (desk.isBehind()) {
            desk.wait(1);
        }
        assertEquals(500, desk.told().lines().count());
    }

    // Where they meet other things

    private Desk strayAssignedTo(String clOrdId, int qty) {
        desk.reportById("A", "V9", "e1", ExecType.TRADE, OrdStatus.PARTIALLY_FILLED, qty, "10", qty).told();
        long strayId = desk.state.strays().all().getFirst().strayId();
        return desk.house(new Command.AssignStray(strayId, new Command.OrderName(0, new ClOrdId(clOrdId), null), false, false, "anna", "by telephone"));
    }

    @Test
    void anExecutionThatIsAssignedByHandTriggersNothingAndOnlyTheRestGoesOutWhenThePriceIsReached() {
        desk.order("X", Side.BUY, stop(10, "11")).told();
        strayAssignedTo("X", 4);
        told("8 X TRADE PARTIALLY_FILLED 10 4 6 4@10 avg 10");
        desk.venues("A").trade("11");
        told("8 X TRIGGERED PARTIALLY_FILLED 10 4 6 avg 10", "A D1 6@null");
        desk.trade("12");
        told("");
    }

    @Test
    void oneThatIsFilledByHandIsTriggeredNoMoreAndHoldsUpNoOther() {
        desk.order("X", Side.BUY, stop(10, "11")).order("Y", Side.BUY, stop(5, "11.5")).told();
        strayAssignedTo("X", 10);
        told("8 X TRADE FILLED 10 10 0 10@10 avg 10");
        desk.trade("12");
        told("8 Y TRIGGERED NEW 5 0 5", "A D1 5@null");
    }

    @Test
    void oneThatIsOpenAgainBecauseABustTookBackWhatWasAssignedWaitsForItsStopPriceAgain() {
        desk.order("X", Side.BUY, stop(10, "11")).told();
        strayAssignedTo("X", 10).told();
        desk.restart().revisedById("A", "V9", "b1", "e1", 0, null);
        told("8 X TRADE_CANCEL NEW 10 0 10");
        desk.trade("11");
        told("8 X TRIGGERED NEW 10 0 10", "A D1 10@null");
    }

    @Test
    void aVenueThatLetGoOfAStopMayGetWhatItHasBecome() {
        desk.venues("B").takes("B", OrdType.STOP).order("X", Side.SELL, stop(10, "9")).ack("B", "D1").canceled("B", "D1", 0).told();
        desk.trade("9");
        told("8 X TRIGGERED NEW 10 0 10", "B D2 10@null");
        desk.ack("B", "D2").canceled("B", "D2", 0);
        told("8 X CANCELED CANCELED 10 0 0");
    }

    @Test
    void oneThatNoVenueWouldTakeHoldsUpNoOther() {
        Instructions allOrNone = new Instructions(Price.of("9.5"), null, null, null, true, false);
        desk.order("X", Side.SELL, stop(10, "9.5").with(allOrNone)).order("Y", Side.SELL, stop(5, "9")).told();
        desk.trade("9");
        told("8 Y TRIGGERED NEW 5 0 5", "A D1 5@null");
    }

    @Test
    void aVenueThatCountsMoreThanItHasToldHasTriggeredIt() {
        desk.takes("B", OrdType.STOP).order("X", Side.SELL, stop(10, "9")).ack("B", "D1").told();
        desk.canceled("B", "D1", 4);
        assertEquals("A D1 6@null", desk.told().lines().filter(line -> !line.startsWith("!")).reduce("", String::concat));
        desk.fill("B", "D1", "e1", 4, "8.99", 4);
        told("8 X TRADE PARTIALLY_FILLED 10 4 6 4@8.99 avg 8.99");
    }

    @Test
    void whatAVenueLetsGoOfAfterItsPriceWasReachedIsTriggeredAtOnce() {
        desk.takes("B", OrdType.STOP).order("X", Side.SELL, stop(10, "9")).ack("B", "D1").trade("8.5").canceled("B", "D1", 0).told();
        assertTrue(desk.isBehind());
        desk.wait(0);
        told("8 X TRIGGERED NEW 10 0 10", "A D1 10@null");
    }

    @Test
    void whatIsReachedGoesOutAsSoonAsAVenueIsBack() {
        desk.venues("B").order("X", Side.SELL, stop(10, "9")).house(new Command.SessionLoggedOff(new SessionKey("B"), new VenueId("B"), "cut")).trade("8")
                .told();
        desk.house(new Command.SessionLoggedOn(new SessionKey("B"), new VenueId("B"))).wait(0);
        told("8 X TRIGGERED NEW 10 0 10", "B D1 10@null");
    }

    @Test
    void aMassCancelEndsWhatIsKeptHereAtOnceAndAsksTheVenueForWhatWaitsThere() {
        desk.order("X", Side.SELL, stop(10, "9")).takes("B", OrdType.STOP).order("Y", Side.SELL, stop(10, "9")).ack("B", "D1").told();
        desk.massCancel("M", OrderSelection.ALL);
        String told = desk.told();
        assertTrue(told.contains("8 X CANCELED CANCELED 10 0 0") && told.endsWith("B F1 D1"), told);
        desk.trade("8");
        told("");
    }

    @Test
    void oneWhoseDateIsOverExpiresHere() {
        Conditions tillDate = new Conditions(OrdType.STOP, TimeInForce.GOOD_TILL_DATE, Quantity.of(10), null, 1_060_000_000_000L,
                Instructions.stop(Price.of("9")));
        desk.order("X", Side.SELL, tillDate).told();
        desk.wait(61);
        told("8 X EXPIRED EXPIRED 10 0 0");
        desk.trade("8");
        told("");
    }

    @Test
    void whatIsToBeCanceledWithOthersAndHasNotHadItsTurnIsNotTriggeredAnyMore() {
        for (int i = 0; i < 450; i++) {
            desk.order("X" + i, Side.SELL, stop(1, "9"));
        }
        desk.massCancel("M", OrderSelection.ALL).told();
        desk.order("Y", Side.SELL, stop(1, "9")).trade("9").told();
        while (desk.isBehind()) {
            desk.wait(0);
        }
        assertEquals("8 Y TRIGGERED NEW 1 0 1 A D1 1@null",
                desk.told().lines().filter(line -> !line.contains("CANCEL")).reduce((one, other) -> one + " " + other).orElse(""));
    }

    @Test
    void oneWhoseTimeIsOverIsNotTriggeredAnyMoreThoughTheClockHasNotTicked() {
        Conditions tillDate = new Conditions(OrdType.STOP, TimeInForce.GOOD_TILL_DATE, Quantity.of(10), null, 1_060_000_000_000L,
                Instructions.stop(Price.of("9")));
        desk.order("X", Side.SELL, tillDate).told();
        desk.pass(60).trade("9");
        told("");
        desk.wait(0);
        told("8 X EXPIRED EXPIRED 10 0 0");
    }
}

package io.portcullis.oms.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.oms.command.CareAction;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.core.CorporateActionRules.AtVenue;
import io.portcullis.oms.types.Adjusting;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Contingency;
import io.portcullis.oms.types.CorporateAction;
import io.portcullis.oms.types.Display;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.Instructions;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Peg;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Ratio;
import io.portcullis.oms.types.RestatedBecause;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.oms.types.VenueId;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Splits, changes of symbol and cash dividends, and what they make of orders. Lines as {@link Desk} writes them. */
class CorporateActionsTest extends OnADesk {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
    private static final LocalDate TOMORROW = LocalDate.of(2026, 11, 21);
    private static final CorporateAction SPLIT = CorporateAction.split("XYZ", TOMORROW, new Ratio(2, 1));
    private static final CorporateAction RENAMED = CorporateAction.change("XYZ", TOMORROW, "ABC");

    @Override
    int step() {
        return Math.max(1, desk.log.size() / 50);
    }

    private Desk endDay() {
        return desk.house(new Command.EndDay(TODAY, "ann", "early")).wait(1);
    }

    private Desk startDay() {
        return desk.house(new Command.StartDay(TOMORROW)).wait(1);
    }

    private void apply(CorporateAction action) {
        assertNull(desk.apply(action));
    }

    private static CorporateAction dividend(String amount) {
        return CorporateAction.dividend("XYZ", TOMORROW, Price.of(amount));
    }

    private Desk at(AtVenue atVenue) {
        return desk.adjustBy(new CorporateActionRules(true, Map.of(new VenueId("A"), atVenue)));
    }

    private Desk goodTillCancel(String clOrdId) {
        return desk.order(clOrdId, 10_000, "50", TimeInForce.GOOD_TILL_CANCEL).ack("A", "D1");
    }

    private static Conditions conditions(OrdType ordType, String price, Instructions instructions) {
        return new Conditions(ordType, TimeInForce.GOOD_TILL_CANCEL, Quantity.of(100), price == null ? null : Price.of(price), 0, instructions);
    }

    private String previewOf(String clOrdId, CorporateAction action) {
        long orderId = desk.orderOf(clOrdId).orderId();
        CorporateActionPlan.Row row = desk.plan(action).rows().stream().filter(each -> each.order().orderId() == orderId).findAny().orElseThrow();
        Conditions to = row.to() == null ? row.before() : row.to().conditions();
        return row.outcome() + " " + to.orderQty() + "@" + to.price() + (to.instructions().stopPx() == null ? "" : " stop " + to.instructions().stopPx());
    }

    // With what is under way

    @Test
    void aChangeByTheDeskThatIsNotDoneComesToNothingAndTheClientIsToldNothingOfIt() {
        goodTillCancel("X");
        assertNull(desk.change("X", 9_000, null, RestatedBecause.VERBAL));
        endDay().told();
        apply(SPLIT);
        assertFalse(desk.told().contains("9 "), "no reject of what it never asked for");
        assertNull(desk.orderOf("X").pendingReplace());
        assertFalse(desk.orderOf("X").isChangedByDesk());
    }

    @Test
    void whatAVenueMayNotHaveYetIsTakenBackWhateverItAdjusts() {
        at(AtVenue.ADJUSTS).order("X", 10_000, "50", TimeInForce.GOOD_TILL_CANCEL).told();
        endDay();
        apply(SPLIT);
        assertTrue(desk.told().contains("A F1 D1"), "taken back");
    }

    @Test
    void anExecutionOfOldSharesIsNotAssignedAsOneOfNewShares() {
        goodTillCancel("X").reportById("A", "O-77", "e1", ExecType.TRADE, OrdStatus.PARTIALLY_FILLED, 100, "50", 100);
        endDay();
        apply(SPLIT);
        assertEquals(
                "the execution came before the ex-date of a corporate action that changed the order, and is of shares as they were then: dismiss it, and book what "
                        + "it is in new shares by hand",
                assign("X"));
        desk.canceled("A", "F1", 0);
        startDay().pass((int) Duration.ofDays(TOMORROW.toEpochDay()).toSeconds()).reportById("A", "O-78", "e2", ExecType.TRADE, OrdStatus.PARTIALLY_FILLED, 100,
                "25", 100);
        assertNull(assign("X"));
        assertEquals("100", desk.orderOf("X").cumQty().toString());
    }

    private String assign(String clOrdId) {
        return desk.answerTo(
                new Command.AssignStray(desk.state.strays().all().getLast().strayId(), new Command.OrderName(0, new ClOrdId(clOrdId), null), false, false,
                        "anna", "agreed by telephone"));
    }

    @Test
    void anExecutionByHandOfOldSharesIsPutRightInOldShares() {
        desk.care("X", new Conditions(OrdType.LIMIT, TimeInForce.GOOD_TILL_CANCEL, Quantity.of(1_000), Price.of("50"), 0));
        assertNull(desk.work("ann", "X", new CareAction.Claim(false)));
        assertNull(desk.work("ann", "X", new CareAction.Fill(Quantity.of(400), Price.of("49"), new VenueId("ACME"), 0, "T1", false)));
        long execId = desk.orderOf("X").children().getFirst().fills().getFirst().execId();
        endDay().told();
        apply(SPLIT);
        startDay().told();
        assertEquals(
                "in shares as they are since the corporate action, LastQty(32) must be at most 2000, was 2002: the order is for 2000, of which 0 is executed or at "
                        + "venues otherwise",
                desk.work("ann", "X", new CareAction.Correct(execId, Quantity.of(1_001), Price.of("49"), false)));
        assertNull(desk.work("ann", "X", new CareAction.Correct(execId, Quantity.of(1_000), Price.of("48"), false)));
        assertEquals("2000", desk.orderOf("X").cumQty().toString());
    }

    @Test
    void anOrderThatAnActionCancelsNeverGoesOutAgain() {
        goodTillCancel("X");
        endDay();
        apply(CorporateAction.split("XYZ", TOMORROW, new Ratio(1, 10)));
        desk.canceled("A", "D1", 0);
        startDay().wait(1);
        assertFalse(desk.told().contains("B D"), "gone for good");
    }

    // What is at no venue

    @Test
    void aSplitCountsWhatWasExecutedAsSoManyNewShares() {
        goodTillCancel("X").fill("A", "D1", "e1", 2_000, "50", 2_000);
        endDay().canceled("A", "D1", 2_000).told();
        apply(SPLIT);
        told("! split 2:1 of XYZ, ex-date 2026-11-21 is applied to 1 order by ann: as announced",
                "adjusted 8 X RESTATED PARTIALLY_FILLED 20000 4000 16000 avg 25", "! corporate action XYZ-2026-11-21-split is applied to all orders");
        assertEquals("split 2:1 of XYZ, ex-date 2026-11-21", desk.text());
        assertEquals("25", String.valueOf(desk.orderOf("X").terms().price()));
    }

    @Test
    void whatIsLeftGoesOutOnTheNewTermsWhenTheDayBeginsAndIsNotRestatedAgain() {
        goodTillCancel("X").fill("A", "D1", "e1", 2_000, "50", 2_000);
        endDay().canceled("A", "D1", 2_000);
        apply(SPLIT);
        desk.told();
        startDay();
        told("B D1 16000@25");
        desk.ack("B", "D1").fill("B", "D1", "e2", 16_000, "25", 16_000);
        told("8 X TRADE FILLED 20000 20000 0 16000@25 avg 25");
    }

    @Test
    void aChangeOfSymbolNeedsAnInstrumentAndTheOrderIsKnownByBothNames() {
        goodTillCancel("X");
        endDay().canceled("A", "D1", 0).told();
        assertEquals("symbol NEW is not known: it has to stand in the instruments before orders can have it",
                desk.apply(CorporateAction.change("XYZ", TOMORROW, "NEW")));
        apply(RENAMED);
        assertEquals("ABC", desk.orderOf("X").terms().symbol());
        desk.told();
        desk.cancel("Y", "X");
        told("8 Y/X PENDING_CANCEL PENDING_CANCEL 10000 0 10000", "8 Y/X CANCELED CANCELED 10000 0 0");
    }

    @Test
    void aDividendReducesWhatBuysAndStopOrdersThatSellAndNothingElse() {
        desk.takes("A", OrdType.STOP, OrdType.STOP_LIMIT);
        desk.order("buy", Side.BUY, conditions(OrdType.LIMIT, "50", Instructions.NONE));
        desk.order("sell", Side.SELL, conditions(OrdType.LIMIT, "60", Instructions.NONE));
        desk.order("stopSell", Side.SELL, conditions(OrdType.STOP_LIMIT, "40", Instructions.stop(Price.of("41"))));
        desk.order("stopBuy", Side.BUY, conditions(OrdType.STOP_LIMIT, "70", Instructions.stop(Price.of("69"))));
        desk.order("dnr", Side.BUY, conditions(OrdType.LIMIT, "50", Instructions.NONE.with(Adjusting.DO_NOT_REDUCE)));
        CorporateAction dividend = dividend("0.255");
        assertEquals("ADJUSTED 100@49.74", previewOf("buy", dividend));
        assertEquals("AS_IT_IS 100@60", previewOf("sell", dividend));
        assertEquals("ADJUSTED 100@39.74 stop 40.74", previewOf("stopSell", dividend));
        assertEquals("AS_IT_IS 100@70 stop 69", previewOf("stopBuy", dividend));
        assertEquals("AS_IT_IS 100@50", previewOf("dnr", dividend));
        assertEquals("CANCELED 100@50", previewOf("buy", dividend("50")));
        assertEquals("amount must be at least 0.01, was 0.001: for less no order is adjusted (FINRA Rule 5330 (a))", desk.apply(dividend("0.001")));
    }

    @Test
    void whatIsRoundedIsRoundedSoThatNobodyIsWorseOff() {
        CorporateAction split = CorporateAction.split("XYZ", TOMORROW, new Ratio(3, 2));
        Instructions parts = Instructions.NONE.withDisplay(Display.of(Quantity.of(25)));
        Peg trail = new Peg(Peg.Follows.TRAILING_STOP, 100_000_000L, Peg.OffsetType.PRICE);
        desk.order("buy", Side.BUY, conditions(OrdType.LIMIT, "50", Instructions.NONE));
        desk.order("sell", Side.SELL, conditions(OrdType.LIMIT, "50", parts));
        desk.order("stopBuy", Side.BUY, conditions(OrdType.STOP_LIMIT, "50", Instructions.stop(Price.of("50"))));
        desk.order("trail", Side.SELL, conditions(OrdType.STOP, null, Instructions.trailing(Price.of("50"), trail)));
        desk.order("dni", Side.BUY, conditions(OrdType.LIMIT, "50", Instructions.NONE.with(Adjusting.DO_NOT_INCREASE)));
        assertEquals("ADJUSTED 150@33.33", previewOf("buy", split));
        assertEquals("ADJUSTED 150@33.34", previewOf("sell", split));
        assertEquals("ADJUSTED 150@33.33 stop 33.34", previewOf("stopBuy", split));
        assertEquals("ADJUSTED 150@null stop 33.33", previewOf("trail", split));
        assertEquals("ADJUSTED 100@33.33", previewOf("dni", split));
        endDay();
        apply(split);
        assertEquals("37", desk.orderOf("sell").terms().instructions().display().toString());
        assertEquals(66_666_667L, desk.orderOf("trail").terms().instructions().peg().offset());
    }

    @Test
    void aFractionOfAShareIsDroppedAndSaid() {
        desk.order("X", 101, "50", TimeInForce.GOOD_TILL_CANCEL).fill("A", "D1", "e1", 51, "50", 51);
        endDay().canceled("A", "D1", 51).told();
        CorporateAction split = CorporateAction.split("XYZ", TOMORROW, new Ratio(3, 2));
        assertEquals(List.of("CumQty(14) would have a fraction of a share, which is dropped",
                "OrderQty(38) would be 151.5: 0.5 is no whole lot of 1 and is dropped"), desk.plan(split).rows().getFirst().remarks());
        apply(split);
        assertEquals("76 of 151", desk.orderOf("X").cumQty() + " of " + desk.orderOf("X").terms().orderQty());
    }

    @Test
    void aReverseSplitCancelsOrdersUnlessItIsSetOtherwise() {
        CorporateAction reverse = CorporateAction.split("XYZ", TOMORROW, new Ratio(1, 10));
        goodTillCancel("X");
        endDay().canceled("A", "D1", 0).told();
        assertEquals("CANCELED 10000@50", previewOf("X", reverse));
        desk.adjustBy(new CorporateActionRules(false, Map.of()));
        assertEquals("ADJUSTED 1000@500", previewOf("X", reverse));
        desk.adjustBy(CorporateActionRules.DEFAULT);
        apply(reverse);
        told("! reverse split 1:10 of XYZ, ex-date 2026-11-21 is applied to 1 order by ann: as announced", "8 X CANCELED CANCELED 10000 0 0",
                "! corporate action XYZ-2026-11-21-split is applied to all orders");
        assertEquals("reverse split 1:10 of XYZ, ex-date 2026-11-21: open orders are canceled", desk.text());
    }

    // When, and once

    @Test
    void itIsAppliedBetweenTwoDaysOrWhileTradingIsHaltedAndOnce() {
        goodTillCancel("X");
        assertEquals("ex-date 2026-11-21 is later than trading day 2026-11-20, which goes on: apply it when that has ended", desk.apply(SPLIT));
        assertEquals("trading day 2026-11-20 goes on: a corporate action is applied between two trading days, or while trading is halted",
                desk.apply(CorporateAction.split("XYZ", TODAY, new Ratio(2, 1))));
        endDay();
        assertEquals("ex-date 2026-11-20 must be later than trading day 2026-11-20, which has ended: it is the next one",
                desk.apply(CorporateAction.split("XYZ", TODAY, new Ratio(2, 1))));
        apply(SPLIT);
        assertEquals("the split 2:1 of XYZ, ex-date 2026-11-21 was applied already, by ann: as announced. 1 adjusted, 0 canceled",
                desk.apply(SPLIT));
        assertEquals("another split of XYZ was applied for 2026-11-21: split 2:1 of XYZ, ex-date 2026-11-21",
                desk.apply(CorporateAction.split("XYZ", TOMORROW, new Ratio(3, 1))));
    }

    @Test
    void whatHasChangedSinceThePreviewIsPreviewedAgain() {
        goodTillCancel("X");
        endDay();
        CorporateActionPlan plan = desk.plan(SPLIT);
        String digest = plan.digest(plan.rows());
        desk.fill("A", "D1", "e1", 2_000, "50", 2_000);
        assertEquals("preview " + digest + " is not how the orders stand now: something has changed since, or it was of another action. Preview it again",
                desk.answerTo(new Command.ApplyCorporateAction(SPLIT, digest, "ann", "as announced")));
    }

    @Test
    void manyOrdersAreAdjustedSomeAtATimeAlsoOverARestartAndTheDayWaitsForThem() {
        for (int i = 0; i < 450; i++) {
            desk.order("X" + i, 100, "50", TimeInForce.GOOD_TILL_CANCEL);
        }
        endDay();
        apply(SPLIT);
        assertTrue(desk.isBehind());
        assertEquals("the split 2:1 of XYZ, ex-date 2026-11-21 is being applied: trading goes on when that is done",
                desk.answerTo(new Command.StartDay(TOMORROW)));
        desk.restart().wait(1).restart().wait(1).wait(1);
        assertFalse(desk.isBehind());
        for (int i = 0; i < 450; i++) {
            assertEquals("200", desk.orderOf("X" + i).terms().orderQty().toString(), "X" + i);
        }
        assertEquals(450, desk.told().lines().filter(line -> line.startsWith("adjusted")).count());
    }

    @Test
    void anOrderOfTheExDateAndAnotherInstrumentStayAsTheyAre() {
        desk.orderOf("other", "ABC", Side.BUY, "ACC");
        endDay();
        startDay();
        goodTillCancel("X");
        desk.house(new Command.HaltTrading("ann", "forgotten"));
        apply(SPLIT);
        assertEquals("10000", desk.orderOf("X").terms().orderQty().toString());
    }

    // What venues have

    @Test
    void whatAVenueKeepsIsTakenBackAndSentAnewToTheSameVenue() {
        goodTillCancel("X").fill("A", "D1", "e1", 2_000, "50", 2_000);
        endDay().told();
        apply(SPLIT);
        told("! split 2:1 of XYZ, ex-date 2026-11-21 is applied to 1 order by ann: as announced",
                "adjusted 8 X RESTATED PARTIALLY_FILLED 20000 4000 16000 avg 25", "A F1 D1",
                "! corporate action XYZ-2026-11-21-split is applied to all orders");
        desk.canceled("A", "F1", 2_000);
        told("");
        startDay();
        told("A D2 16000@25");
    }

    @Test
    void anExecutionOfTheNightBeforeIsToldInNewShares() {
        goodTillCancel("X").fill("A", "D1", "e1", 2_000, "50", 2_000);
        endDay();
        apply(SPLIT);
        desk.told();
        desk.fill("A", "D1", "e2", 1_000, "48", 3_000);
        told("8 X TRADE PARTIALLY_FILLED 20000 6000 14000 2000@24 avg 24.66666667");
        desk.fill("A", "D1", "e2", 1_000, "48", 3_000);
        told("");
        desk.canceled("A", "F1", 3_000);
        startDay();
        told("A D2 14000@25");
        desk.report("A", "D1", "b1", ExecType.TRADE_CANCEL, OrdStatus.CANCELED, 0, null, 1_000, "e1", null);
        told("8 X TRADE_CANCEL PARTIALLY_FILLED 20000 2000 18000 avg 24");
    }

    @Test
    void aVenueThatCancelsByItselfGetsItAnew() {
        at(AtVenue.CANCELS);
        goodTillCancel("X").fill("A", "D1", "e1", 2_000, "50", 2_000);
        endDay();
        apply(SPLIT);
        desk.told();
        desk.canceled("A", "D1", 2_000);
        told("");
        startDay();
        told("A D2 16000@25");
    }

    @Test
    void aVenueThatAdjustsByItselfShowsTheNewTerms() {
        at(AtVenue.ADJUSTS);
        goodTillCancel("X").fill("A", "D1", "e1", 2_000, "50", 2_000);
        endDay();
        apply(SPLIT);
        desk.told();
        desk.has("A", "D1", ExecType.RESTATED, "XYZ", 20_000, "25", 4_000);
        told("");
        desk.reconciles();
        startDay();
        told("A H D1");
        desk.has("A", "D1", ExecType.ORDER_STATUS, "XYZ", 20_000, "25", 4_000);
        told("");
        desk.fill("A", "D1", "e2", 5_000, "25", 9_000);
        told("8 X TRADE PARTIALLY_FILLED 20000 9000 11000 5000@25 avg 25");
        desk.report("A", "D1", "b1", ExecType.TRADE_CANCEL, OrdStatus.PARTIALLY_FILLED, 0, null, 5_000, "e1", null);
        told("8 X TRADE_CANCEL PARTIALLY_FILLED 20000 5000 15000 avg 25");
        desk.fill("A", "D1", "e3", 15_000, "25", 20_000);
        told("8 X TRADE FILLED 20000 20000 0 15000@25 avg 25");
    }

    @Test
    void theMorningsAnswerShowsTheNewTerms() {
        at(AtVenue.ADJUSTS);
        goodTillCancel("X").fill("A", "D1", "e1", 2_000, "50", 2_000);
        endDay();
        apply(SPLIT);
        desk.told();
        startDay();
        told("A H D1");
        desk.has("A", "D1", ExecType.ORDER_STATUS, "XYZ", 20_000, "25", 4_000);
        told("");
        assertFalse(desk.orderOf("X").missesExecutions());
    }

    @Test
    void aVenueThatShouldHaveAdjustedItAndHasNotGetsItAnew() {
        at(AtVenue.ADJUSTS);
        goodTillCancel("X");
        endDay();
        apply(SPLIT);
        startDay();
        desk.told();
        desk.has("A", "D1", ExecType.ORDER_STATUS, "XYZ", 10_000, "50", 0);
        assertTrue(desk.told().endsWith("A F1 D1"));
        desk.canceled("A", "F1", 0);
        told("A D2 20000@25");
    }

    @Test
    void aCancelThatAClosedVenueRefusedIsAskedForAgainInTheMorning() {
        goodTillCancel("X");
        endDay();
        apply(SPLIT);
        desk.told();
        desk.cancelReject("A", "F1", 2);
        told("");
        startDay();
        told("A H D1");
        desk.has("A", "D1", ExecType.ORDER_STATUS, "XYZ", 10_000, "50", 0);
        assertTrue(desk.told().endsWith("A F2 D1"));
        desk.canceled("A", "F2", 0);
        told("A D2 20000@25");
    }

    @Test
    void aVenueThatSaysTooLateAndStillShowsTheOrderIsNotAskedWithoutEnd() {
        goodTillCancel("X");
        endDay();
        apply(SPLIT);
        startDay().told();
        desk.cancelReject("A", "F1", 0);
        told("A H D1");
        desk.has("A", "D1", ExecType.ORDER_STATUS, "XYZ", 10_000, "50", 0);
        told("! A: the venue has the order as it was before a corporate action: it refuses to cancel it (ClOrdID CTEST00-M01, ExecID s3)");
    }

    @Test
    void aVenueThatHasItForMoreThanTheOrderIsAskedForLess() {
        at(AtVenue.ADJUSTS);
        CorporateAction split = CorporateAction.split("XYZ", TOMORROW, new Ratio(3, 2));
        desk.order("X", 101, "50", TimeInForce.GOOD_TILL_CANCEL).ack("A", "D1");
        endDay();
        apply(split);
        desk.told();
        desk.has("A", "D1", ExecType.RESTATED, "XYZ", 152, "33.33", 0);
        told("A G1 D1 151@33.33");
    }

    @Test
    void aSymbolThatAVenueHasChangedIsTheNewOne() {
        at(AtVenue.ADJUSTS);
        goodTillCancel("X");
        endDay();
        apply(RENAMED);
        desk.told();
        desk.has("A", "D1", ExecType.RESTATED, "ABC", 10_000, "50", 0);
        told("");
        assertEquals("ABC", desk.orderOf("X").children().getFirst().symbol());
        assertFalse(desk.orderOf("X").children().getFirst().isOnOldTerms());
    }

    @Test
    void aDividendThatAVenueTookOffIsTakenOn() {
        at(AtVenue.ADJUSTS);
        goodTillCancel("X");
        endDay();
        apply(dividend("0.50"));
        told("8 X NEW NEW 10000 0 10000", "A D1 10000@50", "! cash dividend 0.5 of XYZ, ex-date 2026-11-21 is applied to 1 order by ann: as announced",
                "adjusted 8 X RESTATED NEW 10000 0 10000", "! corporate action XYZ-2026-11-21-dividend is applied to all orders");
        desk.has("A", "D1", ExecType.RESTATED, "XYZ", 10_000, "49.5", 0);
        told("");
        assertEquals("49.5", String.valueOf(desk.orderOf("X").children().getFirst().price()));
    }

    @Test
    void aReplaceThatIsNotDoneIsRefused() {
        goodTillCancel("X").replace("Y", "X", Side.BUY,
                new Conditions(OrdType.LIMIT, TimeInForce.GOOD_TILL_CANCEL, Quantity.of(12_000), Price.of("50"), 0));
        endDay().told();
        apply(SPLIT);
        assertEquals(List.of("9 Y/X NEW REPLACE 2", "adjusted 8 X RESTATED NEW 20000 0 20000"),
                desk.told().lines().filter(line -> !line.startsWith("!")).toList());
        desk.replacedTo("A", "G1", 12_000, "50");
        told("A F1 G1");
        desk.canceled("A", "F1", 0);
        startDay();
        told("A D2 20000@25");
    }

    // What is kept here

    @Test
    void aStopOrderThatIsKeptHereIsNotTriggeredByWhatTheMarketShowedBefore() {
        desk.trade("50").order("X", Side.BUY, conditions(OrdType.STOP_LIMIT, "62", Instructions.stop(Price.of("60"))));
        endDay().told();
        apply(SPLIT);
        desk.told();
        startDay();
        desk.trade("50").wait(1);
        told("");
        desk.trade("29.9").trade("30");
        told("8 X TRIGGERED NEW 200 0 200", "A D1 200@31");
    }

    @Test
    void ordersThatReduceEachOtherAreAdjustedTogether() {
        desk.list("L", Contingency.ONE_UPDATES_OTHER, Desk.of("X", Side.BUY, conditions(OrdType.LIMIT, "50", Instructions.NONE)),
                Desk.of("Y", Side.BUY, conditions(OrdType.LIMIT, "49", Instructions.NONE)));
        desk.fill("A", "D1", "e1", 40, "50", 40).replaced("A", "G1", 0);
        endDay().told();
        apply(SPLIT);
        assertEquals("80 of 200, 0 of 120", desk.orderOf("X").cumQty() + " of " + desk.orderOf("X").terms().orderQty() + ", " + desk.orderOf("Y").cumQty()
                + " of " + desk.orderOf("Y").terms().orderQty());
        desk.canceled("A", "F1", 40).canceled("A", "F2", 0);
        startDay();
        desk.told();
        desk.fill("A", "D3", "e2", 120, "25", 120).canceled("A", "F3", 0);
        assertEquals("0", desk.orderOf("Y").leavesQty().toString());
    }

    @Test
    void whatAVenueCountsInNewSharesBeforeItIsAppliedIsNotMissed() {
        at(AtVenue.ADJUSTS);
        goodTillCancel("X").fill("A", "D1", "e1", 2_000, "50", 2_000);
        endDay();
        desk.has("A", "D1", ExecType.RESTATED, "XYZ", 20_000, "25", 4_000);
        assertFalse(desk.orderOf("X").missesExecutions());
    }

    @Test
    void aVenueForWhichItIsAsManyInWholeLotsShowsTheNewTermsByItsPrice() {
        at(AtVenue.ADJUSTS);
        goodTillCancel("X").fill("A", "D1", "e1", 2_000, "50", 2_000);
        endDay();
        apply(SPLIT);
        desk.has("A", "D1", ExecType.RESTATED, "XYZ", 10_000, "25", 4_000);
        assertFalse(desk.orderOf("X").children().getFirst().isOnOldTerms());
        assertFalse(desk.orderOf("X").missesExecutions());
    }
}

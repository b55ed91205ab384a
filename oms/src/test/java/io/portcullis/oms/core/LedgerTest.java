package io.portcullis.oms.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.Command.EnterPositions;
import io.portcullis.oms.order.Ledger;
import io.portcullis.oms.types.CorporateAction;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Ratio;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What accounts hold, through executions, busts, corrections, days and corporate actions. The market's last close is 10, its last trade whatever was said last. */
class LedgerTest extends OnADesk {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
    private static final LocalDate TOMORROW = LocalDate.of(2026, 11, 21);

    /** Such as {@code ACC XYZ 100@10 +20@200 -0@0 =120}: the start, what was bought and sold and their values, and what there is. */
    private void positions(String... lines) {
        assertEquals(String.join("\n", lines), desk.state.ledger().positions().stream().map(LedgerTest::line).collect(Collectors.joining("\n")));
    }

    private static String line(Ledger.Position p) {
        return p.held().account() + " " + p.held().symbol() + " " + p.start().quantity() + (p.start().price() == null ? "" : "@" + p.start().price()) + " +"
                + p.bought() + "@" + p.boughtValue() + " -" + p.sold() + "@" + p.soldValue() + " =" + p.quantity();
    }

    private String executedToday() {
        return desk.state.ledger().trades().stream().map(each -> each.of().account() + " " + each.of().symbol() + " " + each.of().side() + " " + each.quantity()
                + " " + each.value()).collect(Collectors.joining("\n"));
    }

    private String enter(String account, String symbol, int quantity, String price) {
        return desk.answerTo(new EnterPositions(
                List.of(new EnterPositions.Position(account, symbol, Quantity.of(quantity), price == null ? null : Price.of(price))), "ann",
                "from the back office"));
    }

    private void nextDay() {
        desk.house(new Command.EndDay(TODAY, "ann", "early")).wait(1).house(new Command.StartDay(TOMORROW)).wait(1);
    }

    @Test
    void whatIsExecutedIsHeld() {
        desk.order("A", 100, "10").ack("A", "D1").fill("A", "D1", "e1", 30, "9.5", 30).fill("A", "D1", "e2", 20, "10", 50);
        positions("ACC XYZ 0 +50@485 -0@0 =50");
        assertEquals("ACC XYZ BUY 50 485", executedToday());
    }

    @Test
    void whatIsSoldShortIsOwed() {
        desk.orderOf("A", "XYZ", Side.SELL_SHORT, "ACC2").ack("A", "D1").fill("A", "D1", "e1", 30, "10", 30);
        positions("ACC2 XYZ 0 +0@0 -30@300 =-30");
    }

    @Test
    void whatIsBustedOrCorrectedNeverWasOrWasSomethingElse() {
        desk.order("A", 100, "10").ack("A", "D1").fill("A", "D1", "e1", 30, "10", 30).fill("A", "D1", "e2", 20, "10", 50);
        desk.report("A", "D1", "b1", ExecType.TRADE_CANCEL, OrdStatus.PARTIALLY_FILLED, 30, "10", 20, "e1", null);
        positions("ACC XYZ 0 +20@200 -0@0 =20");
        desk.corrected("A", "D1", "c1", "e2", 15, "9", 85);
        positions("ACC XYZ 0 +15@135 -0@0 =15");
        desk.fill("A", "D1", "e1", 30, "10", 30);
        positions("ACC XYZ 0 +15@135 -0@0 =15");
    }

    @Test
    void theDayEndsAndWhatIsHeldIsWhatTheNextBeginsWith() {
        desk.order("A", 100, "10", TimeInForce.GOOD_TILL_CANCEL).ack("A", "D1").fill("A", "D1", "e1", 30, "9", 30);
        nextDay();
        positions("ACC XYZ 30@10 +0@0 -0@0 =30");
        desk.fill("A", "D1", "e2", 20, "11", 50);
        positions("ACC XYZ 30@10 +20@220 -0@0 =50");
        assertEquals("ACC XYZ BUY 20 220", executedToday());
    }

    @Test
    void whatWasExecutedYesterdayIsTakenBackFromThePositionAndNotFromWhatIsExecutedToday() {
        desk.order("A", 100, "10", TimeInForce.GOOD_TILL_CANCEL).ack("A", "D1").fill("A", "D1", "e1", 30, "9", 30);
        nextDay();
        desk.fill("A", "D1", "e2", 20, "11", 50);
        desk.report("A", "D1", "b1", ExecType.TRADE_CANCEL, OrdStatus.PARTIALLY_FILLED, 30, "9", 20, "e1", null);
        positions("ACC XYZ 30@10 +-10@-50 -0@0 =20");
        assertEquals("ACC XYZ BUY 20 220", executedToday());
        desk.corrected("A", "D1", "c1", "e2", 10, "11", 90);
        assertEquals("ACC XYZ BUY 10 110", executedToday());
    }

    @Test
    void whatIsTakenBackAfterItWasCorrectedIsOfTheDayOfTheExecution() {
        desk.order("A", 100, "10", TimeInForce.GOOD_TILL_CANCEL).ack("A", "D1").fill("A", "D1", "e1", 30, "9", 30);
        nextDay();
        desk.corrected("A", "D1", "c1", "e1", 20, "9", 80);
        desk.report("A", "D1", "b1", ExecType.TRADE_CANCEL, OrdStatus.NEW, 20, "9", 0, "c1", null);
        positions("ACC XYZ 30@10 +-30@-270 -0@0 =0");
        assertEquals("ACC XYZ BUY 0 0", executedToday());
    }

    @Test
    void whatWasOverWhenASplitCameIsTakenBackInNewShares() {
        desk.order("A", 30, "10").ack("A", "D1").fill("A", "D1", "e1", 30, "9", 30);
        desk.house(new Command.EndDay(TODAY, "ann", "early")).wait(1);
        assertNull(desk.apply(CorporateAction.split("XYZ", TOMORROW, new Ratio(2, 1))));
        desk.wait(1);
        positions("ACC XYZ 0 +60@270 -0@0 =60");
        desk.report("A", "D1", "b1", ExecType.TRADE_CANCEL, OrdStatus.NEW, 30, "9", 0, "e1", null);
        positions("ACC XYZ 0 +0@0 -0@0 =0");
    }

    @Test
    void whatIsExecutedOnTheDayOfASplitIsOfNewSharesAlsoIfItIsAppliedLate() {
        enter("ACC", "XYZ", 100, "10");
        desk.order("A", 30, "10").ack("A", "D1").fill("A", "D1", "e1", 30, "9", 30);
        desk.house(new Command.HaltTrading("ann", "a split was forgotten"));
        assertNull(desk.apply(CorporateAction.split("XYZ", TODAY, new Ratio(2, 1))));
        desk.wait(1);
        positions("ACC XYZ 200@5 +30@270 -0@0 =230");
    }

    @Test
    void somebodyEntersWhatIsHeldFromElsewhere() {
        assertNull(enter("ACC", "XYZ", -500, null));
        assertNull(enter("ACC2", "ABC", 200, "12.5"));
        positions("ACC XYZ -500@10 +0@0 -0@0 =-500", "ACC2 ABC 200@12.5 +0@0 -0@0 =200");
        desk.order("A", 100, "10").ack("A", "D1").fill("A", "D1", "e1", 30, "9", 30);
        positions("ACC XYZ -500@10 +30@270 -0@0 =-470", "ACC2 ABC 200@12.5 +0@0 -0@0 =200");
        assertNull(enter("ACC", "XYZ", 0, null));
        positions("ACC XYZ 0 +30@270 -0@0 =30", "ACC2 ABC 200@12.5 +0@0 -0@0 =200");
        nextDay();
        positions("ACC XYZ 30@10 +0@0 -0@0 =30", "ACC2 ABC 200@10 +0@0 -0@0 =200");
    }

    @Test
    void whatCantBeEnteredIsSaid() {
        assertEquals("symbol NOPE is not known", enter("ACC", "NOPE", 1, null));
        assertEquals("the price of XYZ must be more than zero, was -1", enter("ACC", "XYZ", 1, "-1"));
        assertEquals("1 to 2000 positions can be entered at once, were 0", desk.answerTo(new EnterPositions(List.of(), "ann", "none")));
        EnterPositions.Position one = new EnterPositions.Position("ACC", "XYZ", Quantity.of(1), null);
        assertEquals("the position of account ACC in XYZ is named twice", desk.answerTo(new EnterPositions(List.of(one, one), "ann", "twice")));
        enter("ACC", "XYZ", 5, null);
        assertEquals("all of these positions are so already", enter("ACC", "XYZ", 5, null));
    }

    @Test
    void aSplitMakesMoreSharesAndFractionsArePaidInCash() {
        enter("ACC", "XYZ", 101, "10");
        enter("ACC2", "XYZ", -7, "10");
        desk.order("A", 100, "10", TimeInForce.GOOD_TILL_CANCEL).ack("A", "D1").fill("A", "D1", "e1", 30, "9", 30);
        desk.house(new Command.EndDay(TODAY, "ann", "early")).wait(1);
        assertNull(desk.apply(CorporateAction.split("XYZ", TOMORROW, new Ratio(3, 2))));
        desk.wait(1).house(new Command.StartDay(TOMORROW)).wait(1);
        positions("ACC XYZ 196@10 +0@0 -0@0 =196", "ACC2 XYZ -10@10 +0@0 -0@0 =-10");
        desk.report("A", "D1", "b1", ExecType.TRADE_CANCEL, OrdStatus.PARTIALLY_FILLED, 30, "9", 0, "e1", null);
        positions("ACC XYZ 196@10 +-45@-270 -0@0 =151", "ACC2 XYZ -10@10 +0@0 -0@0 =-10");
    }

    @Test
    void whatIsCalledOtherwiseIsAddedToWhatThereIs() {
        enter("ACC", "XYZ", 100, "10");
        enter("ACC", "ABC", 50, "20");
        desk.house(new Command.EndDay(TODAY, "ann", "early")).wait(1);
        assertNull(desk.apply(CorporateAction.change("XYZ", TOMORROW, "ABC")));
        desk.wait(1).house(new Command.StartDay(TOMORROW)).wait(1);
        positions("ACC ABC 150@10 +0@0 -0@0 =150");
    }

    @Test
    void anExecutionThatComesLateIsOfTheNewSharesToo() {
        desk.order("A", 100, "10", TimeInForce.GOOD_TILL_CANCEL).ack("A", "D1");
        desk.house(new Command.EndDay(TODAY, "ann", "early")).wait(1);
        assertNull(desk.apply(CorporateAction.split("XYZ", TOMORROW, new Ratio(2, 1))));
        desk.wait(1).fill("A", "D1", "e1", 30, "10", 30).wait(1);
        assertEquals(60, Integer.parseInt(desk.orderOf("A").cumQty().toString()));
        positions("ACC XYZ 0 +60@300 -0@0 =60");
    }
}

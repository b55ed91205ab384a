package io.portcullis.oms.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.oms.command.CareAction;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.Fill;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.oms.types.VenueId;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Orders that people work. Lines as {@link Desk} writes them: {@code copy} goes to compliance alone, {@code late} to the client alone. */
class CareOrdersTest extends OnADesk {

    private static final String OF_ANN = "ann";
    private static final String OF_BOB = "bob";

    private void done(String user, CareAction action) {
        assertNull(desk.work(user, "X", action));
    }

    private void refused(String why, String user, CareAction action) {
        assertEquals(why, desk.work(user, "X", action));
    }

    /** An order for 100 at 10 that Ann works. */
    private void claimed() {
        desk.care("X", 100, "10");
        done(OF_ANN, new CareAction.Claim(false));
        desk.told();
    }

    private static CareAction part(int qty, String price, String venue) {
        return new CareAction.RoutePart(
                new Conditions(price == null ? OrdType.MARKET : OrdType.LIMIT, TimeInForce.DAY, Quantity.of(qty), price == null ? null : Price.of(price), 0),
                venue == null ? null : new VenueId(venue));
    }

    private static CareAction fill(int qty, String px, String reference) {
        return new CareAction.Fill(Quantity.of(qty), Price.of(px), new VenueId("GSCO"), 0, reference, false);
    }

    private Fill lastFill() {
        List<ChildOrder> children = desk.orderOf("X").children();
        return children.stream().flatMap(child -> child.fills().stream()).toList().getLast();
    }

    // What waits

    @Test
    void nothingOfACareOrderGoesToVenuesByItself() {
        desk.care("X", 100, "10").wait(1);
        told("8 X NEW NEW 100 0 100");
        desk.restart().wait(60);
        told("");
    }

    @Test
    void aCareOrderIsAMarketOrLimitOrderThatMayWait() {
        desk.care("X", new Conditions(OrdType.LIMIT, TimeInForce.IMMEDIATE_OR_CANCEL, Quantity.of(10), Price.of("10"), 0));
        told("8 X REJECTED REJECTED 10 0 0");
        assertEquals("HandlInst(21) 3 is for orders that wait for the desk, was with TimeInForce(59) 3", desk.text());
    }

    @Test
    void itExpiresWithItsDay() {
        desk.care("X", 100, "10").told();
        desk.house(new Command.StartDay(LocalDate.of(2026, 11, 21))).wait(1);
        told("8 X EXPIRED EXPIRED 100 0 0");
    }

    @Test
    void whatIsAtNoVenueIsCanceledAtOnce() {
        desk.care("X", 100, "10").told();
        desk.cancel("Y", "X");
        told("8 Y/X PENDING_CANCEL PENDING_CANCEL 100 0 100", "8 Y/X CANCELED CANCELED 100 0 0");
    }

    // Whose it is

    @Test
    void onlyWhoHasClaimedItWorksIt() {
        desk.care("X", 100, "10").told();
        refused("the order is nobody's: claim it first", OF_ANN, part(50, "10", "A"));
        done(OF_ANN, new CareAction.Claim(false));
        refused("the order is ann's already", OF_ANN, new CareAction.Claim(false));
        refused("the order is ann's: who has to work it all the same takes it over", OF_BOB, new CareAction.Claim(false));
        refused("the order is ann's, not bob's", OF_BOB, part(50, "10", "A"));
        done(OF_ANN, new CareAction.PassOn(OF_BOB));
        refused("the order is bob's, not ann's", OF_ANN, new CareAction.GiveBack());
        done(OF_ANN, new CareAction.Claim(true));
        done(OF_ANN, new CareAction.GiveBack());
        refused("the order is nobody's: claim it first", OF_ANN, new CareAction.Lock());
        told("");
    }

    @Test
    void anOrderThatGoesToVenuesByItselfIsNotWorked() {
        desk.order("X", 100, "10").told();
        refused("HandlInst(21) of the order is not 3: it is no care order, and goes to venues by itself", OF_ANN, new CareAction.Claim(false));
        desk.replaceHandled("Y", "X", 200, "10", true);
        told("9 Y/X NEW REPLACE 2");
        assertEquals("HandlInst(21) of the order is 1 or 2 and cannot become 3", desk.text());
    }

    @Test
    void aCareOrderStaysOne() {
        claimed();
        desk.replaceHandled("Y", "X", 200, "10", false);
        told("9 Y/X NEW REPLACE 2");
        assertEquals("HandlInst(21) of the order is 3 and cannot become 1 or 2", desk.text());
    }

    // Parts

    @Test
    void partsGoWhereTheDeskSendsThemAndComeBackToTheDesk() {
        claimed();
        done(OF_ANN, part(30, "9.9", "B"));
        done(OF_ANN, part(50, "10", null));
        told("B D1 30@9.9", "A D1 50@10");
        desk.ack("A", "D1").fill("A", "D1", "e1", 20, "10", 20);
        told("8 X TRADE PARTIALLY_FILLED 100 20 80 20@10 avg 10");
        desk.canceled("A", "D1", 20).wait(1);
        told("");
        refused("OrderQty(38) of the part must be at most 50, which is at no venue, was 51", OF_ANN, part(51, "10", "A"));
        done(OF_ANN, part(50, "10", "A"));
        told("A D2 50@10");
    }

    @Test
    void aPartMayNotBeWorseThanTheOrder() {
        claimed();
        refused("Price(44) of the part must be at most 10, the order's limit, was 10.01", OF_ANN, part(10, "10.01", "A"));
        refused("OrdType(40) of the part must be 2: the order has a limit of 10, a market order has none", OF_ANN, part(10, null, "A"));
        refused("OrderQty(38) must be positive, was 0", OF_ANN, part(0, "10", "A"));
        refused("Price(44) must be a multiple of 0.01, was 9.999", OF_ANN, part(10, "9.999", "A"));
        refused("venue Z takes no orders now: it is not connected, drained, or none of A, B, C", OF_ANN, part(10, "10", "Z"));
        told("");
    }

    @Test
    void nothingGoesOutWhileTradingIsHalted() {
        claimed();
        desk.house(new Command.HaltTrading("OPS", "drill")).told();
        refused("trading is halted: drill", OF_ANN, part(10, "10", "A"));
    }

    @Test
    void aPartIsCalledBack() {
        claimed();
        done(OF_ANN, part(30, "10", "A"));
        desk.ack("A", "D1").told();
        CareAction callBack = new CareAction.CallBack(desk.orderOf("X").children().getFirst().childId());
        done(OF_ANN, callBack);
        told("A F1 D1");
        refused("the part is being called back or changed at A already", OF_ANN, callBack);
        desk.canceled("A", "F1", 0).wait(1);
        told("");
        refused("the part is not open at A: it is CANCELED", OF_ANN, callBack);
    }

    @Test
    void aCancelCallsThePartsBack() {
        claimed();
        done(OF_ANN, part(30, "10", "A"));
        desk.ack("A", "D1").told();
        desk.cancel("Y", "X");
        told("8 Y/X PENDING_CANCEL PENDING_CANCEL 100 0 100", "A F1 D1");
        refused("the order is being canceled or replaced: nothing new of it goes to venues until that is done", OF_ANN, part(10, "10", "A"));
        desk.canceled("A", "F1", 0);
        told("8 Y/X CANCELED CANCELED 100 0 0");
    }

    @Test
    void aReplaceCallsBackOnlyThePartsThatItDoesNotAllow() {
        claimed();
        done(OF_ANN, part(30, "9.9", "A"));
        done(OF_ANN, part(30, "10", "B"));
        desk.ack("A", "D1").ack("B", "D1").told();
        desk.replace("Y", "X", 80, "9.95");
        told("8 Y/X PENDING_REPLACE PENDING_REPLACE 100 0 100", "B F1 D1");
        desk.canceled("B", "F1", 0);
        told("8 Y/X REPLACED NEW 80 0 80");
        desk.replace("Z", "Y", 20, "9.95");
        told("8 Z/Y PENDING_REPLACE PENDING_REPLACE 80 0 80", "A F1 D1");
        desk.canceled("A", "F1", 0);
        told("8 Z/Y REPLACED NEW 20 0 20");
        desk.replace("W", "Z", 200, "11");
        told("8 W/Z PENDING_REPLACE PENDING_REPLACE 20 0 20", "8 W/Z REPLACED NEW 200 0 200");
    }

    @Test
    void aReplaceIsRefusedWhereAVenueDoesNotLetGo() {
        claimed();
        done(OF_ANN, part(30, "10", "A"));
        desk.ack("A", "D1").told();
        desk.replace("Y", "X", 100, "9").told();
        desk.cancelReject("A", "F1", 0);
        told("A H D1", "9 Y/X NEW REPLACE 0");
    }

    // What the client asks for of a locked order

    @Test
    void aCancelOfALockedOrderWaitsForTheDesk() {
        claimed();
        done(OF_ANN, new CareAction.Lock());
        desk.cancel("Y", "X");
        told("8 Y/X PENDING_CANCEL PENDING_CANCEL 100 0 100");
        desk.restart().wait(1);
        told("");
        done(OF_ANN, new CareAction.Unlock());
        told("8 Y/X CANCELED CANCELED 100 0 0");
    }

    @Test
    void theDeskRefusesWhatWaits() {
        claimed();
        done(OF_ANN, new CareAction.Lock());
        refused("nothing that the client has asked for waits for the desk", OF_ANN, new CareAction.DenyRequest());
        desk.cancel("Y", "X").told();
        done(OF_ANN, new CareAction.DenyRequest());
        told("9 Y/X NEW CANCEL 2");
        assertEquals("the desk refuses it: as agreed", desk.text());
        desk.replace("Z", "X", 50, "10");
        told("8 Z/X PENDING_REPLACE PENDING_REPLACE 100 0 100");
        done(OF_ANN, new CareAction.DenyRequest());
        told("9 Z/X NEW REPLACE 2");
    }

    @Test
    void aLockedOrderExpiresAllTheSame() {
        claimed();
        done(OF_ANN, new CareAction.Lock());
        desk.cancel("Y", "X").told();
        desk.house(new Command.StartDay(LocalDate.of(2026, 11, 21))).wait(1);
        told("9 Y/X NEW CANCEL 0", "8 X EXPIRED EXPIRED 100 0 0");
    }

    @Test
    void aPartThatIsFilledWhileACancelWaitsStillCounts() {
        claimed();
        done(OF_ANN, part(100, "10", "A"));
        done(OF_ANN, new CareAction.Lock());
        desk.ack("A", "D1").cancel("Y", "X").told();
        desk.fill("A", "D1", "e1", 100, "10", 100);
        told("8 X TRADE PENDING_CANCEL 100 100 0 100@10 avg 10", "9 Y/X FILLED CANCEL 0");
    }

    // Executions by hand

    @Test
    void anExecutionThatWasAgreedElsewhereCountsAsAny() {
        claimed();
        done(OF_ANN, part(30, "10", "A"));
        desk.ack("A", "D1").told();
        refused("LastQty(32) must be at most 70, was 71: the order is for 100, of which 30 is executed or at venues otherwise", OF_ANN, fill(71, "10", ""));
        refused("LastPx(31) must be at most 10, the order's limit, was 10.5; if it stands all the same, order it with confirmed", OF_ANN, fill(10, "10.5", ""));
        refused("LastQty(32) must be positive, was 0", OF_ANN, fill(0, "10", ""));
        done(OF_ANN, fill(40, "9.5", "T1"));
        told("8 X TRADE PARTIALLY_FILLED 100 40 60 40@9.5 avg 9.5");
        refused("the order has an execution with GSCO that is called T1 already", OF_ANN, fill(10, "9.5", "T1"));
        done(OF_ANN, fill(30, "9.5", ""));
        desk.fill("A", "D1", "e1", 30, "10", 30);
        told("8 X TRADE PARTIALLY_FILLED 100 70 30 30@9.5 avg 9.5", "8 X TRADE FILLED 100 100 0 30@10 avg 9.65");
        refused("the order is not open: it is FILLED", OF_ANN, fill(10, "10", ""));
    }

    @Test
    void aTimeOfTradeThatCannotBeIsNamed() {
        claimed();
        long day = 86_400_000_000_000L;
        String late = desk.work(OF_ANN, "X", new CareAction.Fill(Quantity.of(10), Price.of("10"), new VenueId("GSCO"), 40_000 * day, "", false));
        assertTrue(late != null && late.startsWith("TransactTime(60) of the execution must not be later than now, ")
                && late.endsWith(", was 20790708-00:00:00.000"), late);
        String early = desk.work(OF_ANN, "X", new CareAction.Fill(Quantity.of(10), Price.of("10"), new VenueId("GSCO"), -day, "", false));
        assertTrue(early != null && early.startsWith("TransactTime(60) of the execution must not be earlier than the order, ")
                && early.endsWith(", was 19691231-00:00:00.000"), early);
    }

    @Test
    void anExecutionByHandIsTakenBackOrPutRight() {
        claimed();
        done(OF_ANN, fill(100, "9.5", "T1"));
        desk.told();
        long execId = lastFill().execId();
        refused("LastQty(32) must be at most 100, was 101: the order is for 100, of which 0 is executed or at venues otherwise", OF_ANN,
                new CareAction.Correct(execId, Quantity.of(101), Price.of("9.5"), false));
        refused("the execution is for 100 at 9.5 already", OF_ANN, new CareAction.Correct(execId, Quantity.of(100), Price.of("9.5"), false));
        done(OF_ANN, new CareAction.Correct(execId, Quantity.of(60), Price.of("9.6"), false));
        told("8 X TRADE_CORRECT PARTIALLY_FILLED 100 60 40 60@9.6 avg 9.6");
        refused("ExecID(17) " + execId + " is of no execution of the order", OF_ANN, new CareAction.Bust(execId, false));
        done(OF_ANN, new CareAction.Bust(lastFill().execId(), false));
        told("8 X TRADE_CANCEL NEW 100 0 100");
        refused("the execution is busted already", OF_ANN, new CareAction.Bust(lastFill().execId(), false));
        desk.wait(1);
        told("");
    }

    @Test
    void whatAVenueHasReportedIsTakenBackByHandOnlyWithEmphasis() {
        claimed();
        done(OF_ANN, part(30, "10", "A"));
        desk.ack("A", "D1").fill("A", "D1", "e1", 30, "10", 30).told();
        refused("the execution was reported by A, which should take it back itself; if you know better, order it with confirmed", OF_ANN,
                new CareAction.Bust(lastFill().execId(), false));
        done(OF_ANN, new CareAction.Bust(lastFill().execId(), true));
        told("8 X TRADE_CANCEL NEW 100 0 100");
        desk.report("A", "D1", "b1", ExecType.TRADE_CANCEL, OrdStatus.NEW, 0, null, 0, "e1", null);
        told("");
    }

    // What the client is told later

    @Test
    void executionsAreToldWhenTheyAreReleased() {
        claimed();
        done(OF_ANN, fill(10, "9", ""));
        done(OF_ANN, new CareAction.HoldFills());
        done(OF_ANN, fill(20, "9.5", ""));
        done(OF_ANN, part(30, "10", "A"));
        desk.ack("A", "D1").told();
        desk.fill("A", "D1", "e1", 30, "10", 30);
        told("copy 8 X TRADE PARTIALLY_FILLED 100 60 40 30@10 avg 9.66666667");
        desk.status("X");
        told("8 X ORDER_STATUS PARTIALLY_FILLED 100 10 90 avg 9");
        desk.restart();
        long first = desk.orderOf("X").care().held().getFirst().execId();
        refused("ExecID(17) 7 is of no execution of the order that is held back", OF_ANN, new CareAction.ReleaseFills(List.of(7L)));
        done(OF_ANN, new CareAction.ReleaseFills(List.of(first)));
        told("late 8 X TRADE PARTIALLY_FILLED 100 30 70 20@9.5 avg 9.33333333");
        done(OF_ANN, new CareAction.ReleaseFills(List.of()));
        told("late 8 X TRADE PARTIALLY_FILLED 100 60 40 30@10 avg 9.66666667");
        refused("the order's executions are not held back", OF_ANN, new CareAction.ReleaseFills(List.of()));
        done(OF_ANN, fill(40, "9", ""));
        told("8 X TRADE FILLED 100 100 0 40@9 avg 9.4");
    }

    @Test
    void whatWasTakenBackBeforeItWasToldIsNeverTold() {
        claimed();
        done(OF_ANN, new CareAction.HoldFills());
        done(OF_ANN, fill(20, "9.5", ""));
        desk.told();
        done(OF_ANN, new CareAction.Correct(lastFill().execId(), Quantity.of(25), Price.of("9.5"), false));
        told("copy 8 X TRADE_CORRECT PARTIALLY_FILLED 100 25 75 25@9.5 avg 9.5");
        done(OF_ANN, new CareAction.Bust(lastFill().execId(), false));
        told("copy 8 X TRADE_CANCEL NEW 100 0 100");
        done(OF_ANN, new CareAction.ReleaseFills(List.of()));
        told("");
    }

    @Test
    void whatIsHeldIsToldBeforeTheClientIsToldMore() {
        claimed();
        done(OF_ANN, new CareAction.HoldFills());
        done(OF_ANN, fill(20, "9.5", ""));
        desk.told();
        desk.cancel("Y", "X");
        told("late 8 X TRADE PARTIALLY_FILLED 100 20 80 20@9.5 avg 9.5", "8 Y/X PENDING_CANCEL PENDING_CANCEL 100 20 80 avg 9.5",
                "8 Y/X CANCELED CANCELED 100 20 0 avg 9.5");
    }

    @Test
    void whatIsHeldIsToldBeforeTheNextDay() {
        claimed();
        done(OF_ANN, new CareAction.HoldFills());
        done(OF_ANN, fill(100, "9.5", ""));
        desk.restart().told();
        desk.house(new Command.StartDay(LocalDate.of(2026, 11, 21))).wait(1);
        told("late 8 X TRADE FILLED 100 100 0 100@9.5 avg 9.5");
    }
}

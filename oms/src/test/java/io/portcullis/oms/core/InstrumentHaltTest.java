package io.portcullis.oms.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.portcullis.oms.command.CareAction;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.Command.SecurityStatus.Trading;
import io.portcullis.oms.command.MarketAction;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Contingency;
import io.portcullis.oms.types.CorporateAction;
import io.portcullis.oms.types.Display;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.Instructions;
import io.portcullis.oms.types.OnHalt;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.RestatedBecause;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.oms.types.VenueId;
import java.time.LocalDate;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Instruments that people or venues halt. Lines as {@link Desk} writes them. */
class InstrumentHaltTest extends OnADesk {

    private static final MarketRules HOLDING = new MarketRules(true, false, Set.of(), Set.of(new VenueId("A")), Set.of());
    private static final MarketRules REFUSING = new MarketRules(false, false, Set.of(), Set.of(new VenueId("A")), Set.of());

    private void halt() {
        assertNull(desk.steer(new MarketAction.Halt()));
        desk.told();
    }

    private void resume() {
        assertNull(desk.steer(new MarketAction.Resume()));
    }

    private static Conditions limit(int qty, String price, Instructions instructions) {
        return new Conditions(OrdType.LIMIT, TimeInForce.DAY, Quantity.of(qty), Price.of(price), 0, instructions);
    }

    private static Conditions onHalt(int qty, OnHalt onHalt) {
        return limit(qty, "10", Instructions.NONE.with(onHalt));
    }

    @Test
    void aNewOrderIsRefusedWithWhoHasHaltedIt() {
        halt();
        desk.order("X", 10, "10");
        told("8 X REJECTED REJECTED 10 0 0");
        assertEquals("trading in XYZ is halted by ann: a test", desk.text());
        desk.orderOf("Y", "ABC", Side.BUY, "ACC");
        told("8 Y NEW NEW 10 0 10", "A D1 10@10");
        resume();
        desk.told();
        desk.order("Z", 10, "10");
        told("8 Z NEW NEW 10 0 10", "A D2 10@10");
    }

    @Test
    void aNewOrderIsKeptUntilItGoesOn() {
        desk.tradeBy(HOLDING);
        halt();
        desk.order("X", 10, "10");
        told("8 X NEW NEW 10 0 10");
        assertEquals("kept here until trading in XYZ goes on: it is halted by ann: a test", desk.text());
        desk.wait(1).restart().wait(1);
        told("");
        resume();
        told("! XYZ goes on, by ann: a test", "A D1 10@10");
        desk.wait(1);
        told("");
    }

    @Test
    void whatIsKeptGoesOutAlsoWhereTheHubWasDownWhenItWentOn() {
        desk.tradeBy(HOLDING);
        halt();
        desk.order("X", 10, "10").order("Y", 20, "10").told();
        desk.cancel("X2", "X");
        told("8 X2/X PENDING_CANCEL PENDING_CANCEL 10 0 10", "8 X2/X CANCELED CANCELED 10 0 0");
        desk.restart();
        resume();
        told("! XYZ goes on, by ann: a test", "A D1 20@10");
    }

    @Test
    void whatMayNotRestIsRefusedWhereOthersAreKept() {
        desk.tradeBy(HOLDING);
        halt();
        desk.order("X", 10, "10", TimeInForce.IMMEDIATE_OR_CANCEL);
        told("8 X REJECTED REJECTED 10 0 0");
        desk.order("Y", Side.BUY, onHalt(10, OnHalt.CANCEL));
        told("8 Y REJECTED REJECTED 10 0 0");
    }

    @Test
    void whatAVenueLetsGoOfWaitsUntilItGoesOn() {
        desk.order("X", 10, "10").ack("A", "D1").told();
        halt();
        desk.report("A", "D1", "c1", ExecType.CANCELED, OrdStatus.CANCELED, 0, null, 0).wait(1);
        told("");
        desk.restart();
        resume();
        told("! XYZ goes on, by ann: a test", "B D1 10@10");
    }

    @Test
    void theNextPartOfAnOrderThatIsShownInPartsWaitsUntilItGoesOn() {
        desk.order("X", Side.BUY, limit(10, "10", Instructions.NONE.withDisplay(Display.of(Quantity.of(4))))).ack("A", "D1").told();
        halt();
        desk.fill("A", "D1", "e1", 4, "10", 4).wait(1);
        told("8 X TRADE PARTIALLY_FILLED 10 4 6 4@10 avg 10");
        resume();
        told("! XYZ goes on, by ann: a test", "A D2 4@10");
    }

    @Test
    void anOrderThatIsToBeCanceledInAHaltIsAndTheOthersStay() {
        desk.order("X", Side.BUY, onHalt(10, OnHalt.CANCEL)).ack("A", "D1").order("Y", Side.BUY, onHalt(20, OnHalt.REINSTATE)).ack("A", "D2").order("Z", 30,
                "10").ack("A", "D3").told();
        assertNull(desk.steer(new MarketAction.Halt()));
        told("! XYZ halted by ann: a test", "A F1 D1");
        desk.fill("A", "D1", "e1", 4, "10", 4);
        told("8 X TRADE PARTIALLY_FILLED 10 4 6 4@10 avg 10");
        desk.canceled("A", "F1", 4);
        told("8 X CANCELED CANCELED 10 4 0 avg 10 because TRADING_HALT");
        resume();
        desk.fill("A", "D2", "e2", 20, "10", 20);
        told("! XYZ goes on, by ann: a test", "8 Y TRADE FILLED 20 20 0 20@10 avg 10");
    }

    @Test
    void anOrderWhoseClientWasCancelingItInVainIsCanceledToo() {
        desk.order("X", Side.BUY, onHalt(10, OnHalt.CANCEL)).ack("A", "D1").cancel("Y", "X").told();
        halt();
        desk.cancelReject("A", "F1", 99);
        told("9 Y/X NEW CANCEL 2", "A F2 D1");
        desk.cancelReject("A", "F2", 99).wait(1);
        told("! the order could not be ended: A: no (CLIENT1 X)");
    }

    @Test
    void anOrderThatTheHouseWasCancelingInVainIsCanceledToo() {
        desk.order("X", Side.BUY, onHalt(10, OnHalt.CANCEL)).ack("A", "D1").told();
        assertNull(desk.cancelFor("X", RestatedBecause.BROKER));
        desk.told();
        halt();
        desk.cancelReject("A", "F1", 99);
        told("! the order could not be ended: A: no (CLIENT1 X)", "A F2 D1");
        desk.cancelReject("A", "F2", 99).wait(1);
        told("! the order could not be ended: A: no (CLIENT1 X)");
    }

    @Test
    void anOrderThatAReplaceUnderWayMakesOneToBeCanceledIsCanceled() {
        desk.order("X", 10, "10").ack("A", "D1").replace("Y", "X", Side.BUY, onHalt(20, OnHalt.CANCEL)).told();
        halt();
        desk.replaced("A", "G1", 0);
        told("8 Y/X REPLACED NEW 20 0 20", "A F1 G1");
        desk.canceled("A", "F1", 0);
        told("8 Y CANCELED CANCELED 20 0 0 because TRADING_HALT");
    }

    @Test
    void anOrderThatABustedExecutionOpensAgainIsCanceled() {
        desk.order("X", Side.BUY, onHalt(10, OnHalt.CANCEL)).ack("A", "D1").fill("A", "D1", "e1", 10, "10", 10).told();
        halt();
        desk.report("A", "D1", "e2", ExecType.TRADE_CANCEL, OrdStatus.NEW, 10, "10", 0, "e1", null);
        assertEquals("A F1 D1", desk.told().lines().toList().getLast());
    }

    @Test
    void anOrderThatWasReplacedOrComesFromASnapshotIsCanceledInALaterHalt() {
        desk.order("X", 10, "10").ack("A", "D1").replace("Y", "X", Side.BUY, onHalt(20, OnHalt.CANCEL)).replaced("A", "G1", 0);
        desk.order("Z", Side.BUY, onHalt(10, OnHalt.CANCEL)).ack("A", "D2").told();
        assertNull(desk.steer(new MarketAction.Halt()));
        told("! XYZ halted by ann: a test", "A F1 G1", "A F2 D2");
        resume();
        desk.cancelReject("A", "F2", 99).told();
        desk.restart();
        assertNull(desk.steer(new MarketAction.Halt()));
        told("! XYZ halted by ann: a test", "A F3 D2");
    }

    @Test
    void whatIsKeptIsLookedAtWhenAHaltOfAllVenuesBecomesOneOfItsVenue() {
        desk.tradeBy(HOLDING).says("A", Trading.HALTED, null, null).order("X", 10, "10").told();
        desk.says("A", Trading.NOT_HERE, null, null);
        told("! XYZ halted at that venue by venue A: news pending", "B D1 10@10");
    }

    @Test
    void aHaltGoesAlongWithAChangeOfSymbol() {
        halt();
        desk.house(new Command.EndDay(LocalDate.of(2026, 11, 20), "ann", "it is over")).told();
        assertNull(desk.apply(CorporateAction.change("XYZ", LocalDate.of(2026, 11, 23), "ABC")));
        desk.wait(1).house(new Command.StartDay(LocalDate.of(2026, 11, 23))).told();
        desk.orderOf("X", "ABC", Side.BUY, "ACC");
        told("8 X REJECTED REJECTED 10 0 0");
        assertEquals("trading in ABC is halted by ann: a test", desk.text());
    }

    @Test
    void manyAreCanceledOverSeveralRecordsAlsoOverARestart() {
        for (int i = 0; i < 250; i++) {
            desk.order("X" + i, Side.BUY, onHalt(1, OnHalt.CANCEL));
        }
        desk.told();
        assertNull(desk.steer(new MarketAction.Halt()));
        assertEquals(201, desk.told().lines().count());
        desk.restart().wait(1);
        assertEquals(50, desk.told().lines().count());
        desk.wait(1);
        told("");
    }

    @Test
    void aStopOrderIsNotTriggeredAndATrailingOneNotMoved() {
        desk.tradeBy(REFUSING).order("X", Side.BUY, new Conditions(OrdType.STOP, TimeInForce.DAY, Quantity.of(10), null, 0, Instructions.stop(Price.of("11"))))
                .told();
        halt();
        desk.trade("12").wait(1);
        told("");
        resume();
        desk.told();
        desk.wait(1);
        told("8 X TRIGGERED NEW 10 0 10", "A D1 10@null");
    }

    @Test
    void aReplaceForLessPassesAndOneForMoreDoesNot() {
        desk.order("X", 10, "10").ack("A", "D1").told();
        halt();
        desk.replace("Y", "X", 11, "10");
        told("9 Y/X NEW REPLACE 99");
        desk.replace("Z", "X", 10, "10.01");
        told("9 Z/X NEW REPLACE 99");
        desk.replace("W", "X", 9, "9.99").told();
        desk.replaced("A", "G1", 0);
        told("8 W/X REPLACED NEW 9 0 9");
        desk.cancel("V", "W").canceled("A", "F1", 0);
        told("8 V/W PENDING_CANCEL PENDING_CANCEL 9 0 9", "A F1 G1", "8 V/W CANCELED CANCELED 9 0 0");
    }

    @Test
    void theDeskSendsNoPartOfACareOrder() {
        desk.tradeBy(HOLDING);
        halt();
        desk.care("X", 10, "10").told();
        assertNull(desk.work("ann", "X", new CareAction.Claim(false)));
        assertEquals("trading in XYZ is halted by ann: a test", desk.work("ann", "X", new CareAction.RoutePart(limit(5, "10", Instructions.NONE), null)));
        resume();
        assertNull(desk.work("ann", "X", new CareAction.RoutePart(limit(5, "10", Instructions.NONE), null)));
    }

    @Test
    void anOrderThatWaitsForAnotherOneIsLetGoWhenItGoesOn() {
        desk.list("L", Contingency.ONE_TRIGGERS_OTHER, Desk.of("X", Side.BUY, 10, "10"), Desk.of("Y", Side.SELL, 10, "11")).ack("A", "D1").told();
        halt();
        desk.fill("A", "D1", "e1", 10, "10", 10).told();
        desk.wait(1);
        told("");
        resume();
        desk.told();
        desk.wait(1);
        assertEquals(true, desk.told().contains("A D2 10@11"));
    }

    @Test
    void theOrdersOfAListAreKeptAsSingleOnesAre() {
        desk.tradeBy(HOLDING);
        halt();
        desk.list("L", Contingency.ONE_CANCELS_OTHER, Desk.of("X", Side.BUY, 10, "10"), Desk.of("Y", Side.SELL, 10, "11"))
                .list("M", Contingency.NONE, Desk.of("V", Side.BUY, 20, "10"), Desk.of("W", Side.SELL, 20, "11")).wait(1);
        assertEquals(0, desk.told().lines().filter(line -> line.contains("REJECTED") || line.startsWith("A ")).count());
        resume();
        desk.wait(1);
        assertEquals("A D1 10@10, A D2 10@11, A D3 20@10, A D4 20@11",
                desk.told().lines().filter(line -> line.startsWith("A ")).collect(Collectors.joining(", ")));
    }

    @Test
    void aVenueThatSpeaksForAllHaltsAllOthers() {
        desk.tradeBy(REFUSING).says("A", Trading.HALTED, null, null);
        told("! XYZ halted by venue A: news pending");
        desk.says("A", Trading.HALTED, null, null);
        told("");
        desk.order("X", 10, "10");
        told("8 X REJECTED REJECTED 10 0 0");
        desk.says("B", Trading.GOES_ON, null, null);
        desk.order("Y", 10, "10");
        told("8 Y REJECTED REJECTED 10 0 0");
        desk.says("A", Trading.GOES_ON, null, null);
        told("! XYZ goes on, by venue A: news pending");
        desk.order("Z", 10, "10");
        told("8 Z NEW NEW 10 0 10", "A D1 10@10");
    }

    @Test
    void aVenueThatSpeaksForItselfIsPassedBy() {
        desk.tradeBy(REFUSING).says("B", Trading.HALTED, null, null);
        told("! XYZ halted at that venue by venue B: news pending");
        desk.routes("B 100").order("X", 10, "10");
        told("8 X REJECTED REJECTED 10 0 0");
        desk.routes("A 100").order("Y", 10, "10").ack("A", "D1");
        told("8 Y NEW NEW 10 0 10", "A D1 10@10");
        desk.says("A", Trading.NOT_HERE, null, null);
        told("! XYZ halted at that venue by venue A: news pending");
        desk.routes("C 100").report("A", "D1", "c1", ExecType.CANCELED, OrdStatus.CANCELED, 0, null, 0);
        told("C D1 10@10");
    }

    @Test
    void whatOnlyAHaltedVenueCouldTakeWaitsForIt() {
        desk.tradeBy(HOLDING).venues("B").says("B", Trading.HALTED, null, null).told();
        desk.order("X", 10, "10");
        told("8 X NEW NEW 10 0 10");
        desk.restart().venues("B").says("B", Trading.GOES_ON, null, null);
        told("! XYZ goes on, by venue B: news pending", "B D1 10@10");
    }

    @Test
    void whatAllVenuesHaveLetGoOfEndsAlsoWhereOneOfThemHasHaltedIt() {
        desk.venues("A", "B").order("X", 10, "10").ack("A", "D1").says("B", Trading.HALTED, null, null).told();
        desk.canceled("A", "D1", 0);
        told("");
        desk.says("B", Trading.GOES_ON, null, null);
        told("! XYZ goes on, by venue B: news pending", "B D1 10@10");
        desk.says("A", Trading.HALTED, null, null).told();
        desk.canceled("B", "D1", 0);
        told("8 X CANCELED CANCELED 10 0 0");
    }

    @Test
    void whatAHaltedVenueWouldNotTakeAnywayEnds() {
        desk.tradeBy(HOLDING).venues("A").says("C", Trading.HALTED, null, null).order("X", 10, "10").told();
        desk.report("A", "D1", "r1", ExecType.REJECTED, OrdStatus.REJECTED, 0, null, 0);
        told("8 X REJECTED REJECTED 10 0 0");
        desk.house(new Command.SessionLoggedOff(new SessionKey("A"), new VenueId("A"), "a test")).told();
        desk.order("Y", 10, "10");
        told("8 Y REJECTED REJECTED 10 0 0");
    }

    @Test
    void peopleLetItGoOnWhoeverHasHaltedIt() {
        desk.tradeBy(REFUSING).says("A", Trading.HALTED, null, null).says("B", Trading.HALTED, null, null).told();
        halt();
        assertEquals("XYZ is halted already, by ann: a test", desk.steer(new MarketAction.Halt()));
        desk.says("A", Trading.GOES_ON, null, null).told();
        desk.order("X", 10, "10");
        told("8 X REJECTED REJECTED 10 0 0");
        resume();
        assertEquals("XYZ is not halted", desk.steer(new MarketAction.Resume()));
        desk.told();
        desk.order("Y", 10, "10");
        told("8 Y NEW NEW 10 0 10", "A D1 10@10");
    }

    @Test
    void aHaltStaysOverTheNight() {
        halt();
        desk.house(new Command.StartDay(LocalDate.of(2026, 11, 23))).told();
        desk.order("X", 10, "10");
        told("8 X REJECTED REJECTED 10 0 0");
    }

    @Test
    void whatIsNoInstrumentIsSaidToBe() {
        assertEquals("symbol NONE is not known", desk.answerTo(new Command.SteerMarket("NONE", new MarketAction.Halt(), "ann", "a test")));
    }
}

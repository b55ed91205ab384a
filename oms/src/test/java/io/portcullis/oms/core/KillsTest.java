package io.portcullis.oms.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.oms.command.CareAction;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.event.KillFact;
import io.portcullis.oms.limit.Subset;
import io.portcullis.oms.order.Kill;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Contingency;
import io.portcullis.oms.types.CorporateAction;
import io.portcullis.oms.types.CrossType;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.Instructions;
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
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Orders that our people kill, by any subset of them, and how that is over. Lines as {@link Desk} writes them. */
class KillsTest extends OnADesk {

    private String kill(String subset) {
        assertNull(desk.answerTo(new Command.Kill(Subset.of(subset), "ann", "runaway")));
        return Long.toString(newest().killId());
    }

    private Kill newest() {
        return desk.state.kills().inForce().getLast();
    }

    private Kill only() {
        assertEquals(1, desk.state.kills().inForce().size());
        return newest();
    }

    private @Nullable String propose(String user) {
        return desk.answerTo(new Command.ReleaseKill(newest().killId(), user, "cause removed"));
    }

    private @Nullable String approve(String user) {
        return desk.answerTo(new Command.SettleRelease(newest().killId(), true, user, "seen"));
    }

    private void release() {
        assertNull(propose("ann"));
        assertNull(approve("bob"));
        desk.told();
    }

    private static Conditions stop(int qty, String stopPx) {
        return new Conditions(OrdType.STOP, TimeInForce.DAY, Quantity.of(qty), null, 0, Instructions.NONE.withStopPx(Price.of(stopPx)));
    }

    // What it does

    @Test
    void anOrderOfTheSubsetIsCanceledAtItsVenueAndItsClientIsTold() {
        desk.order("X", 10, "10").ack("A", "D1").told();
        String id = kill("client=ACME");
        told("! client=ACME killed by ann, kill " + id + ": runaway", "A F1 D1", "! kill " + id + ": the cancels of all orders are under way, 1");
        assertEquals(1, only().outstanding());
        desk.canceled("A", "F1", 0);
        told("8 X CANCELED CANCELED 10 0 0", "! kill " + id + ": none of its orders can be executed any more, 1");
        assertEquals("canceled by the broker", desk.text());
        assertEquals(0, only().outstanding());
        assertNotEquals(0, only().flatTime());
    }

    @Test
    void aNewOrderOfTheSubsetIsRefusedAndOneThatIsNotPasses() {
        String id = kill("client=ACME");
        desk.told();
        desk.order("X", 10, "10");
        told("8 X REJECTED REJECTED 10 0 0");
        assertEquals("client=ACME is killed by the broker, kill " + id, desk.text());
        desk.orderFor("Y", "ACC2", null);
        told("8 Y NEW NEW 10 0 10", "A D1 10@10");
    }

    @Test
    void symbolSideAccountSessionAndCurrencySelect() {
        desk.orderOf("X1", "XYZ", Side.BUY, "ACC").ack("A", "D1").orderOf("X2", "XYZ", Side.SELL, "ACC").ack("A", "D2").orderOf("X3", "ABC", Side.BUY, "ACC2")
                .ack("A", "D3").told();
        kill("symbol=XYZ side=sell");
        assertEquals(1, newest().orders());
        kill("account=ACC2");
        assertEquals(1, newest().orders());
        kill("session=CLIENT1 symbol=XYZ side=buy currency=USD");
        assertEquals(1, newest().orders());
        desk.told();
        desk.orderOf("Y1", "ABC", Side.BUY, "ACC");
        told("8 Y1 NEW NEW 10 0 10", "A D4 10@10");
        desk.orderOf("Y2", "ABC", Side.BUY, "ACC2");
        told("8 Y2 REJECTED REJECTED 10 0 0");
    }

    @Test
    void theFirmIsEveryOrder() {
        desk.order("X", 10, "10").ack("A", "D1").orderFor("Y", "ACC2", null).ack("A", "D2").told();
        kill("firm");
        assertEquals(2, only().orders());
        desk.told();
        desk.orderOf("Z", "ABC", Side.SELL, "ACC2");
        told("8 Z REJECTED REJECTED 10 0 0");
    }

    @Test
    void ofAnOrderThatWasNeverAtAVenueNothingIsAsked() {
        desk.order("X", Side.SELL, stop(10, "9")).told();
        String id = kill("firm");
        told("! firm killed by ann, kill " + id + ": runaway", "8 X CANCELED CANCELED 10 0 0", "! kill " + id + ": the cancels of all orders are under way, 1",
                "! kill " + id + ": none of its orders can be executed any more, 1");
        desk.trade("8");
        told("");
    }

    @Test
    void aCareOrderIsCanceledAlsoWhereItIsLockedAndItsClientWaits() {
        desk.care("X", 10, "10").told();
        desk.work("joe", "X", new CareAction.Claim(false));
        desk.work("joe", "X", new CareAction.Lock());
        desk.cancel("Y", "X").told();
        String id = kill("client=ACME");
        told("! client=ACME killed by ann, kill " + id + ": runaway", "9 Y/X NEW CANCEL 2", "8 X CANCELED CANCELED 10 0 0",
                "! kill " + id + ": the cancels of all orders are under way, 1", "! kill " + id + ": none of its orders can be executed any more, 1");
    }

    @Test
    void aLogThatIsFullAndATradingHaltKeepNobodyFromKilling() {
        desk.order("X", 10, "10").ack("A", "D1").house(new Command.HaltTrading("ann", "news")).logIsFull(true).told();
        kill("firm");
        assertTrue(desk.told().contains("A F1 D1"));
    }

    // In flight

    @Test
    void anExecutionThatCrossesTheKillCounts() {
        desk.order("X", 10, "10").ack("A", "D1");
        String id = kill("firm");
        desk.told();
        desk.fill("A", "D1", "e1", 4, "10", 4);
        told("8 X TRADE PARTIALLY_FILLED 10 4 6 4@10 avg 10");
        desk.canceled("A", "F1", 4);
        told("8 X CANCELED CANCELED 10 4 0 avg 10", "! kill " + id + ": none of its orders can be executed any more, 1");
    }

    @Test
    void anOrderThatIsFilledMeanwhileIsDone() {
        desk.order("X", 10, "10").ack("A", "D1");
        String id = kill("firm");
        desk.told();
        desk.fill("A", "D1", "e1", 10, "10", 10);
        told("8 X TRADE FILLED 10 10 0 10@10 avg 10", "! the order could not be ended: the order is filled (CLIENT1 X)",
                "! kill " + id + ": none of its orders can be executed any more, 1");
    }

    @Test
    void anOrderThatItsClientIsCancelingIsAmongThemAndNotAskedTwice() {
        desk.order("X", 10, "10").ack("A", "D1").cancel("Y", "X").told();
        String id = kill("firm");
        told("! firm killed by ann, kill " + id + ": runaway", "! kill " + id + ": the cancels of all orders are under way, 1");
        desk.canceled("A", "F1", 0);
        told("8 Y/X CANCELED CANCELED 10 0 0", "! kill " + id + ": none of its orders can be executed any more, 1");
    }

    @Test
    void whatAVenueDoesNotLetGoForItsClientIsAskedForOnceMore() {
        desk.order("X", 10, "10").ack("A", "D1").cancel("Y", "X");
        kill("firm");
        desk.told();
        desk.cancelReject("A", "F1", 99);
        told("9 Y/X NEW CANCEL 2");
        desk.wait(1);
        told("A F2 D1");
    }

    @Test
    void whatAVenueDoesNotLetGoIsToldAndAskedForAgainWhenItIsKilledAgain() {
        desk.order("X", 10, "10").ack("A", "D1");
        String id = kill("firm");
        desk.told();
        desk.cancelReject("A", "F1", 99);
        told("! the order could not be ended: A: no (CLIENT1 X)");
        desk.wait(1).wait(1);
        told("");
        assertEquals(1, only().outstanding());
        assertEquals("firm is killed already, kill " + id + ", by ann: runaway", desk.answerTo(new Command.Kill(Subset.of("firm"), "bob", "again")));
        told("A F2 D1");
        desk.canceled("A", "F2", 0);
        told("8 X CANCELED CANCELED 10 0 0", "! kill " + id + ": none of its orders can be executed any more, 1");
    }

    @Test
    void aReplaceThatIsAtItsVenueIsWaitedForAndCanceledThen() {
        desk.order("X", 10, "10").ack("A", "D1").replace("Y", "X", 20, "10").told();
        kill("firm");
        desk.told();
        desk.replaced("A", "G1", 0);
        told("8 Y/X REPLACED NEW 20 0 20", "A F1 G1");
    }

    @Test
    void whatAVenueEndsByItselfAfterAllIsOverAndGoesNowhereElse() {
        desk.order("X", 10, "10").ack("A", "D1");
        String id = kill("firm");
        desk.cancelReject("A", "F1", 99).told();
        desk.canceled("A", "D1", 0).wait(1);
        told("8 X CANCELED CANCELED 10 0 0", "! kill " + id + ": none of its orders can be executed any more, 1");
    }

    @Test
    void whatAKilledVenueEndsByItselfGoesNowhereElse() {
        desk.order("X", 10, "10").ack("A", "D1");
        String id = kill("venue=A");
        desk.cancelReject("A", "F1", 99).told();
        desk.canceled("A", "D1", 0).wait(1);
        told("8 X CANCELED CANCELED 10 0 0", "! kill " + id + ": none of its orders can be executed any more, 1");
    }

    @Test
    void aReplaceIsRefusedWhoeverAsks() {
        desk.order("X", 10, "10").ack("A", "D1");
        kill("firm");
        desk.told();
        desk.cancelReject("A", "F1", 99).told();
        desk.replace("Y", "X", 20, "10");
        told("9 Y/X NEW REPLACE 99");
        String answer = desk.change("X", 20, null, RestatedBecause.BROKER);
        assertNotNull(answer);
        assertTrue(answer.startsWith("firm is killed by the broker"), answer);
        told("");
    }

    @Test
    void aReplaceThatWaitsForItsTurnIsRefusedAndNothingMoreGoesOut() {
        desk = new Desk(new ClientAgreement(CancelOnDisconnect.NEVER, new OrderPractice(true, true, true, true, false, true)));
        desk.order("X", 10, "10").ack("A", "D1").replace("Y", "X", 20, "10").replace("Z", "Y", 30, "10").told();
        kill("firm");
        desk.told();
        desk.replaced("A", "G1", 0).wait(1);
        String all = desk.told();
        assertTrue(all.contains("9 Z/Y"), all);
        assertTrue(all.contains("A F1 G1"), all);
        assertFalse(all.contains("30@10"), all);
    }

    @Test
    void aReplaceToAnAccountOfTheSubsetIsAmongThem() {
        desk.orderFor("X", "ACC2", null).ack("A", "D1").replaceFor("Y", "X", "ACC", null).told();
        kill("account=ACC");
        assertEquals(1, only().orders());
        desk.told();
        desk.orderFor("Z", "ACC2", null).ack("A", "D2").told();
        desk.replaceFor("W", "Z", "ACC", null);
        told("9 W/Z NEW REPLACE 99");
    }

    @Test
    void aVenueThatIsAwayIsAskedWhenItIsBack() {
        desk.order("X", 10, "10").ack("A", "D1").house(new Command.SessionLoggedOff(new SessionKey("A"), new VenueId("A"), "cut")).told();
        kill("firm");
        assertTrue(desk.told().contains("A F1 D1"));
        assertEquals(1, only().outstanding());
    }

    @Test
    void anOrderThatWaitsForItsVenuesSessionIsWithdrawn() {
        desk.house(new Command.SessionLoggedOff(new SessionKey("B"), new VenueId("B"), "cut")).order("X", 10, "10").told();
        kill("firm");
        desk.told();
        desk.held("A", "D1", "F1", "canceled before it was sent");
        assertTrue(desk.told().startsWith("A withdraw D1\n8 X CANCELED CANCELED 10 0 0"));
        assertNotEquals(0, only().flatTime());
    }

    @Test
    void whatAVenueLetsGoOfIsRoutedNowhereElse() {
        desk.routes("A 60 B 40").order("X", 10, "10").ack("A", "D1").ack("B", "D1").told();
        kill("firm");
        desk.told();
        desk.report("A", "D1", "c1", ExecType.CANCELED, OrdStatus.CANCELED, 0, null, 0).wait(1);
        told("");
        desk.canceled("B", "F1", 0);
        assertTrue(desk.told().startsWith("8 X CANCELED CANCELED 10 0 0"));
    }

    @Test
    void anOrderThatABustOpensAgainIsCanceledToo() {
        desk.order("X", 10, "10").ack("A", "D1").fill("A", "D1", "e1", 10, "10", 10).told();
        kill("firm");
        assertEquals(0, only().orders());
        desk.told();
        desk.report("A", "D1", "b1", ExecType.TRADE_CANCEL, OrdStatus.NEW, 10, "10", 0, "e1", null).wait(1);
        assertTrue(desk.told().contains("8 X "));
        assertEquals(1, only().orders());
    }

    // What is kept here

    @Test
    void aListOfWhichAnOrderIsKilledIsRefusedAndOneThatIsThereIsCanceled() {
        desk.list("L", Contingency.ONE_TRIGGERS_OTHER, Desk.of("P", Side.BUY, 10, "10"), Desk.of("S", Side.SELL, 10, "11")).ack("A", "D1").told();
        kill("symbol=XYZ side=buy");
        desk.told();
        desk.canceled("A", "F1", 0);
        String all = desk.told();
        assertTrue(all.contains("8 P CANCELED CANCELED 10 0 0"), all);
        assertTrue(all.contains("8 S CANCELED CANCELED 10 0 0"), all);
        desk.list("M", Contingency.ONE_TRIGGERS_OTHER, Desk.of("Q", Side.SELL, 10, "10"), Desk.of("R", Side.BUY, 10, "11"));
        assertTrue(desk.told().contains("8 R REJECTED"));
    }

    @Test
    void anExecutionOfAPrimaryLetsNothingGoThatIsKilled() {
        desk.list("L", Contingency.ONE_TRIGGERS_OTHER, Desk.of("P", Side.BUY, 10, "10"), Desk.of("S", Side.SELL, 10, "11")).ack("A", "D1").told();
        kill("side=sell");
        desk.told();
        desk.fill("A", "D1", "e1", 10, "10", 10).wait(1);
        assertFalse(desk.told().contains("D2"));
    }

    @Test
    void bothSidesOfACrossAreCanceledWhereOneIsKilled() {
        desk.takesCrosses("A").cross("C", CrossType.ALL_OR_NONE, Desk.side("B1", Side.BUY, 10, "10"), Desk.side("S1", Side.SELL, 10, "10")).told();
        kill("side=sell");
        String all = desk.told();
        assertTrue(all.contains("A u ALL_OR_NONE"), all);
        desk.cross("D", CrossType.ALL_OR_NONE, Desk.side("B2", Side.BUY, 10, "10"), Desk.side("S2", Side.SELL, 10, "10"));
        assertTrue(desk.told().contains("8 S2 REJECTED"));
    }

    @Test
    void theDeskSendsOutNoPartAndEntersNoOrder() {
        desk.care("X", 10, "10").told();
        desk.work("joe", "X", new CareAction.Claim(false));
        kill("venue=A");
        desk.told();
        String answer = desk.work("joe", "X",
                new CareAction.RoutePart(new Conditions(OrdType.LIMIT, TimeInForce.DAY, Quantity.of(5), Price.of("10"), 0), new VenueId("A")));
        assertNotNull(answer);
        assertTrue(answer.startsWith("venue=A is killed by the broker"), answer);
        kill("client=ACME");
        desk.told();
        String entered = desk.enter("T1", 10, "10", false);
        assertNotNull(entered);
        assertTrue(entered.startsWith("client=ACME is killed by the broker"), entered);
    }

    // At one venue

    @Test
    void ofAVenueOrdersThatHaveSomethingThereAreCanceledAndNewOnesGoElsewhere() {
        desk.routes("A 60 B 40").order("X", 10, "10").ack("A", "D1").ack("B", "D1").routes("B 100").order("Y", 10, "10").ack("B", "D2").told();
        String id = kill("venue=A");
        told("! venue=A killed by ann, kill " + id + ": runaway", "A F1 D1", "B F1 D1", "! kill " + id + ": the cancels of all orders are under way, 1");
        desk.routes("A 60 B 40").order("Z", 10, "10");
        told("8 Z NEW NEW 10 0 10", "B D3 10@10");
    }

    @Test
    void whereOnlyThatVenueWouldTakeItAnOrderIsRefused() {
        desk.house(new Command.SessionLoggedOff(new SessionKey("B"), new VenueId("B"), "cut"))
                .house(new Command.SessionLoggedOff(new SessionKey("C"), new VenueId("C"), "cut")).told();
        kill("symbol=XYZ venue=A");
        desk.told();
        desk.order("X", 10, "10");
        told("8 X REJECTED REJECTED 10 0 0");
        desk.orderOf("Y", "ABC", Side.BUY, "ACC");
        told("8 Y NEW NEW 10 0 10", "A D1 10@10");
    }

    @Test
    void aStopOrderWhosePriceIsReachedMeanwhileGoesOutWhenItsVenueIsReleased() {
        desk.house(new Command.SessionLoggedOff(new SessionKey("B"), new VenueId("B"), "cut"))
                .house(new Command.SessionLoggedOff(new SessionKey("C"), new VenueId("C"), "cut")).order("X", Side.SELL, stop(10, "9")).told();
        kill("venue=A");
        desk.told();
        desk.trade("8");
        told("");
        release();
        desk.wait(0);
        told("8 X TRIGGERED NEW 10 0 10", "A D1 10@null");
    }

    @Test
    void whatAVenueHasLetGoOfWaitsForNoVenueThatIsKilled() {
        desk.routes("B 100").order("X", 10, "10").ack("B", "D1").told();
        kill("venue=A");
        kill("venue=C");
        desk.told();
        desk.report("B", "D1", "c1", ExecType.CANCELED, OrdStatus.CANCELED, 0, null, 0);
        told("8 X CANCELED CANCELED 10 0 0");
    }

    // Whose accounts

    @Test
    void anAccountThatComesToBelongToAKilledClientIsKilledAndOneThatLeavesItStaysSo() {
        desk.orderFor("X", "ACC2", null).ack("A", "D1").told();
        kill("client=ACME");
        assertEquals(0, only().orders());
        desk.belongs("ACC2", "ACME").wait(1);
        assertTrue(desk.told().contains("A F1 D1"));
        desk.belongs("ACC", "OTHER");
        desk.order("Y", 10, "10");
        told("8 Y REJECTED REJECTED 10 0 0");
        desk.restart().order("Z", 10, "10");
        told("8 Z REJECTED REJECTED 10 0 0");
    }

    @Test
    void anInstrumentOfAKilledSectorOrAssetClassStaysKilledAndOneThatComesToBelongThereIsKilled() {
        desk.isOf("XYZ", "tech", "equity").isOf("ABC", "telecom", "fund").orderOf("X", "ABC", Side.BUY, "ACC").ack("A", "D1").told();
        kill("sector=tech asset-class=equity");
        desk.isOf("XYZ", "telecom", null).told();
        desk.order("Y", 10, "10");
        told("8 Y REJECTED REJECTED 10 0 0");
        desk.restart().order("Z", 10, "10");
        told("8 Z REJECTED REJECTED 10 0 0");
        desk.isOf("ABC", "tech", "fund").wait(1);
        told("");
        desk.isOf("ABC", "tech", "equity").wait(1);
        assertTrue(desk.told().contains("A F1 D1"));
    }

    @Test
    void whatIsCalledOtherwiseStaysKilled() {
        desk.order("X", 10, "10").ack("A", "D1").told();
        kill("symbol=XYZ");
        desk.canceled("A", "F1", 0).house(new Command.EndDay(LocalDate.of(2026, 11, 20), "ann", "over")).told();
        assertNull(desk.apply(CorporateAction.change("XYZ", LocalDate.of(2026, 11, 23), "ABC")));
        desk.house(new Command.StartDay(LocalDate.of(2026, 11, 23)));
        desk.told();
        desk.orderOf("Y", "ABC", Side.BUY, "ACC");
        told("8 Y REJECTED REJECTED 10 0 0");
        desk.restart().orderOf("Z", "ABC", Side.BUY, "ACC");
        told("8 Z REJECTED REJECTED 10 0 0");
        release();
        desk.orderOf("W", "ABC", Side.BUY, "ACC");
        assertTrue(desk.told().startsWith("8 W NEW"));
    }

    @Test
    void whatASectorCouldNotNameAtOnceIsAddedLater() {
        List<String> all = IntStream.range(0, 25_000).mapToObj(i -> "S" + i).toList();
        desk.alsoHas(all, "tech");
        kill("sector=tech");
        assertEquals(KillFact.MOST_SYMBOLS, only().ordered().symbols().size());
        desk.wait(1).wait(1).wait(1).told();
        assertEquals(Set.copyOf(all), only().ordered().symbols());
        assertTrue(only().hasAllSymbols());
        int records = desk.log.size();
        desk.wait(1);
        assertEquals(records, desk.log.size());
    }

    // Twice, overlapping, restarted

    @Test
    void theSameKillAgainChangesNothing() {
        String id = kill("side=buy");
        int records = desk.log.size();
        assertEquals("side=buy is killed already, kill " + id + ", by ann: runaway", desk.answerTo(new Command.Kill(Subset.of("side=buy"), "bob", "again")));
        assertEquals(records, desk.log.size());
    }

    @Test
    void oneOfTwoThatOverlapMayBeReleasedAndTheOtherStays() {
        desk.order("X", 10, "10").ack("A", "D1").told();
        kill("side=buy");
        kill("symbol=XYZ");
        assertEquals(1, newest().orders());
        desk.told();
        release();
        desk.orderOf("Y", "XYZ", Side.SELL, "ACC");
        told("8 Y NEW NEW 10 0 10", "A D2 10@10");
        desk.order("Z", 10, "10");
        told("8 Z REJECTED REJECTED 10 0 0");
        desk.canceled("A", "F1", 0);
        assertTrue(desk.told().contains("none of its orders can be executed any more, 1"));
    }

    // Release

    @Test
    void itIsOverWhenASecondPersonAgrees() {
        String id = kill("firm");
        desk.told();
        assertNull(propose("ann"));
        told("! release of kill " + id + " proposed by ann, a second person has to approve it: cause removed");
        assertEquals("user ann has proposed it: somebody else has to approve it", approve("ann"));
        assertEquals("user ann has proposed to release kill " + id + " already: somebody else has to approve it", propose("bob"));
        desk.order("X", 10, "10");
        told("8 X REJECTED REJECTED 10 0 0");
        assertNull(approve("bob"));
        told("! kill " + id + " released by ann, approved by bob: cause removed");
        desk.order("Y", 10, "10");
        told("8 Y NEW NEW 10 0 10", "A D1 10@10");
    }

    @Test
    void aReleaseThatNobodyApprovesExpires() {
        String id = kill("firm");
        assertNull(propose("ann"));
        desk.told();
        desk.wait(24 * 3_600);
        told("! proposed release of kill " + id + " expired by the clock: nobody has approved it");
        assertEquals("nobody has proposed to release kill " + id + ", or that was declined or has expired", approve("bob"));
    }

    @Test
    void aReleaseIsDeclinedOrWithdrawn() {
        String id = kill("firm");
        assertNull(propose("ann"));
        desk.told();
        assertNull(desk.answerTo(new Command.SettleRelease(only().killId(), false, "bob", "not yet")));
        told("! proposed release of kill " + id + " declined by bob: not yet");
        assertNull(propose("ann"));
        desk.told();
        assertNull(desk.answerTo(new Command.SettleRelease(only().killId(), false, "ann", "too early")));
        told("! proposed release of kill " + id + " withdrawn by ann: too early");
        assertEquals("kill 4711 is not in force: it was released, or there was none", desk.answerTo(new Command.ReleaseKill(4711, "ann", "x")));
    }

    // Rehearsal

    @Test
    void aRehearsalSaysWhatWouldBeDoneAndDoesNothing() {
        desk.routes("A 60 B 40").order("X", 10, "10").ack("A", "D1").ack("B", "D1").told();
        assertNull(desk.answerTo(new Command.RehearseKill(Subset.of("client=ACME"), "ann", "quarterly test")));
        String id = Long.toString(desk.state.kills().rehearsed().killId());
        told("! rehearsal " + id + " by ann: a kill of client=ACME would cancel 1 orders: quarterly test");
        assertEquals("[AtVenue[venue=A, parts=1], AtVenue[venue=B, parts=1]]", desk.state.kills().rehearsed().parts().toString());
        assertTrue(desk.state.kills().isEmpty());
        desk.order("Y", 10, "10");
        assertTrue(desk.told().startsWith("8 Y NEW NEW"));
    }

    // Mistakes

    @Test
    void aNameThatNobodyKnowsIsAnsweredWithFieldAndValue() {
        assertEquals("client ACNE is not known: no account belongs to it", desk.answerTo(new Command.Kill(Subset.of("client=ACNE"), "ann", "x")));
        assertEquals("symbol XYY is not known", desk.answerTo(new Command.Kill(Subset.of("symbol=XYY"), "ann", "x")));
        assertEquals("account NONE is not known", desk.answerTo(new Command.Kill(Subset.of("account=NONE"), "ann", "x")));
        assertEquals("session NOBODY is not known", desk.answerTo(new Command.Kill(Subset.of("session=NOBODY"), "ann", "x")));
        assertEquals("currency XXX is not known", desk.answerTo(new Command.Kill(Subset.of("currency=XXX"), "ann", "x")));
        assertEquals("venue Q is not known: it must be one of A, B, C", desk.answerTo(new Command.Kill(Subset.of("venue=Q"), "ann", "x")));
        told("");
    }
}

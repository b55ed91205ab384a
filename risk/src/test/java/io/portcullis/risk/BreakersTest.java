package io.portcullis.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.MarketAction;
import io.portcullis.oms.core.LimitRules;
import io.portcullis.oms.core.MarketRules;
import io.portcullis.oms.limit.Release;
import io.portcullis.oms.limit.Subset;
import io.portcullis.oms.order.Kill;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.Refusal;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.Side;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Limits on what comes about within a time: once they are reached, orders are killed. */
class BreakersTest {

    private final RiskDesk desk = new RiskDesk();

    @AfterEach
    void everyCutOfTheLogGivesTheSameState() {
        desk.assertFoldsAlike();
    }

    private List<String> killed() {
        return desk.state().kills().inForce().stream().map(kill -> kill.ordered().subset().toString()).toList();
    }

    private Kill kill() {
        assertEquals(1, desk.state().kills().inForce().size());
        return desk.state().kills().inForce().getFirst();
    }

    private void releasedByTwo() {
        assertNull(desk.decide(new Command.ReleaseKill(kill().killId(), "ann", "looked at")));
        assertNull(desk.decide(new Command.SettleRelease(kill().killId(), true, "bob", "seen")));
        assertEquals(List.of(), killed());
        desk.told();
    }

    @Test
    void aReplaceOfAnOrderThatAKillHasCanceledIsNoReject() {
        desk.limits("session=* rejects 9/60s").told();
        desk.buy("A", 10).buy("B", 10);
        desk.cancel("C", "B").report(2, ExecType.CANCELED, OrdStatus.CANCELED, 0, 0).replace("D", "B", "ONE", 5, "10");
        assertEquals("1", desk.used("session=CLIENT1 rejects", null));
        assertNull(desk.decide(new Command.Kill(Subset.of("account=ONE"), "ann", "runaway")));
        desk.replace("E", "A", "ONE", 5, "10").report(1, ExecType.CANCELED, OrdStatus.CANCELED, 0, 0).replace("F", "A", "ONE", 5, "10");
        assertTrue(desk.told().contains("F refused: the order is CANCELED"));
        assertEquals("1", desk.used("session=CLIENT1 rejects", null));
    }

    @Test
    void thatVenuesAreFullIsNoRejectOfWhoeverFindsThemSo() {
        desk.limits("session=* rejects 3/60s", "venue=A open-quantity 100").told();
        desk.buy("A", 60).report(1, ExecType.NEW, OrdStatus.NEW, 0, 0).by(RiskDesk.CROWD.getFirst()).buy("X", 40).by(RiskDesk.CLIENT);
        desk.buy("B", 1).replace("A1", "A", "ONE", 61, "10").list("L", null, 1, 1).buy("C", 1);
        assertEquals(5, desk.told().stream().filter(text -> text.contains("the limit venue=A open-quantity is 100")).count());
        assertEquals("0", desk.used("session=CLIENT1 rejects", null));
        assertEquals(List.of(), killed());
    }

    // P6: executions

    @Test
    void soManyExecutionsWithinATimeKillTheClientAndNobodyElse() {
        desk.limits("client=* executions 3/1m 60").told();
        desk.buy("A", 100).fill(1, 10, 10);
        assertEquals(List.of(), desk.told());
        desk.fill(1, 10, 20);
        assertEquals(List.of("! the limit client=ACME executions is 3/1m, used 2"), desk.told());
        assertEquals(List.of(), killed());
        desk.fill(1, 10, 30);
        long kill = kill().killId();
        assertEquals(List.of("! the limit client=ACME executions is 3/1m, used 3",
                "! client=ACME killed by limits, kill " + kill + ": the limit client=ACME executions is 3/1m, used 3",
                "! kill " + kill + ": the cancels of all orders are under way, 1"), desk.told());
        assertNotNull(desk.orderOf("A").pendingCancel());
        desk.fill(1, 10, 40); // crosses the cancel
        assertEquals(List.of(), desk.told());
        desk.order("B", "TWO", "IBM", Side.BUY, 1, "10");
        assertTrue(desk.told().getFirst().startsWith("B refused: client=ACME is killed by the broker"));
        desk.order("C", "OTHER", "IBM", Side.BUY, 1, "10");
        assertEquals(List.of(), desk.told());
    }

    @Test
    void whatIsKilledStaysSoOverARestartAndIsReleasedByTwoPersonsThenItCountsAnew() {
        desk.limits("client=* executions 3/1m").told();
        desk.buy("A", 100).fill(1, 10, 10).fill(1, 10, 20).restart().fill(1, 10, 30);
        assertEquals(List.of("client=ACME"), killed());
        desk.restart().pass(Duration.ofSeconds(1)).told();
        assertEquals(List.of("client=ACME"), killed());
        desk.report(1, ExecType.CANCELED, OrdStatus.CANCELED, 0, 30);
        assertEquals("user ann has proposed it: somebody else has to approve it", releasedBy("ann", "ann"));
        assertNull(desk.decide(new Command.SettleRelease(kill().killId(), true, "bob", "seen")));
        assertEquals("0", desk.used("client=ACME executions", null));
        desk.wait(Duration.ofSeconds(4)).buy("B", 100).fill(2, 10, 10).fill(2, 10, 20);
        assertEquals(List.of(), killed());
        assertEquals("2", desk.used("client=ACME executions", null));
        desk.restart();
        assertEquals("2", desk.used("client=ACME executions", null));
        desk.fill(2, 10, 30);
        assertEquals(List.of("client=ACME"), killed());
    }

    @Test
    void whatWasWarnedOfIsNotWarnedOfAgainAfterARestartFromASnapshotAndKillsAllTheSame() {
        desk.limits("client=* executions 4/1m 50").told();
        desk.buy("A", 100).fill(1, 10, 10).fill(1, 10, 20);
        assertEquals(List.of("! the limit client=ACME executions is 4/1m, used 2"), desk.told());
        desk.restartFromASnapshot().pass(Duration.ofSeconds(1)).fill(1, 10, 30);
        assertEquals(List.of(), desk.told());
        desk.restartFromASnapshot().fill(1, 10, 40);
        assertEquals(List.of("client=ACME"), killed());
    }

    private String releasedBy(String one, String two) {
        assertNull(desk.decide(new Command.ReleaseKill(kill().killId(), one, "looked at")));
        return String.valueOf(desk.decide(new Command.SettleRelease(kill().killId(), true, two, "seen")));
    }

    @Test
    void whatIsPastDoesNotCountAndIsTakenForATrifleMoreThanTheTime() {
        desk.limits("account=* symbol=* executions 3/16s").told();
        desk.buy("A", 100).fill(1, 10, 10).fill(1, 10, 20).wait(Duration.ofSeconds(16));
        assertEquals("0", desk.used("account=TWO symbol=IBM executions", null));
        assertEquals("2", desk.pass(Duration.ZERO).used("account=ONE symbol=IBM executions", null));
        desk.pass(Duration.ofSeconds(1));
        assertEquals("0", desk.used("account=ONE symbol=IBM executions", null));
        desk.fill(1, 10, 30).fill(1, 10, 40);
        assertEquals(List.of(), killed());
        desk.fill(1, 10, 50);
        assertEquals(List.of("account=ONE symbol=IBM"), killed());
    }

    @Test
    void aLimitThatBecomesLessThanWhatCameKillsAtOnce() {
        desk.limits("firm executions 5/60s").told();
        desk.buy("A", 100).fill(1, 10, 10).fill(1, 10, 20);
        assertNull(desk.change("firm executions", "firm executions 2/60s", "ann"));
        assertEquals(List.of("firm"), killed());
    }

    @Test
    void whatIsBustedWasExecutedAllTheSame() {
        desk.limits("account=ONE executions 2/60s").told();
        desk.buy("A", 100).fill(1, 10, 10).bust(1, 10, 0).fill(1, 20, 20);
        assertEquals(List.of("account=ONE"), killed());
    }

    @Test
    void aLimitOfCertainHoursCountsWhatCameBefore() {
        desk.limits("account=ONE executions 2/60s from=1970-01-01T00:16:50Z").told(); // in 10 s
        desk.buy("A", 100).fill(1, 10, 10).fill(1, 10, 20);
        assertEquals(List.of(), killed());
        desk.pass(Duration.ofSeconds(10));
        assertEquals(List.of("account=ONE"), killed());
    }

    // The other measures

    @Test
    void soMuchMoneyWithinATimeKillsInWhateverCurrencyItIs() {
        desk.limits("client=* executed-notional 1000/60s USD").told();
        desk.buy("A", 90).fill(1, 90, 90).order("B", "TWO", "VOD", Side.BUY, 100, "10").fill(2, 7, 7);
        assertEquals("987.5", desk.used("client=ACME executed-notional", "USD")); // 70 GBP at 1.25
        assertEquals(List.of(), killed());
        desk.fill(2, 1, 8);
        assertEquals(List.of("client=ACME"), killed());
        desk.order("C", "OTHER", "SAP", Side.BUY, 1, "10");
        assertEquals(List.of("C refused: there is no rate of EUR in USD, the currency of the limit client=GLOBEX executed-notional"),
                desk.told().stream().filter(text -> text.startsWith("C")).toList());
    }

    @Test
    void whatCannotBeReckonedIsLeftOutAndToldAndTheLimitGoesOn() {
        desk.limits("client=* executed-notional 1000/60s USD").told();
        desk.buy("A", 200).order("B", "TWO", "VOD", Side.BUY, 100, "10").fill(2, 7, 7).told();
        desk.withoutRates().fill(2, 1, 8);
        assertEquals(List.of("! the limit client=ACME executed-notional is 1000/1m USD, and leaves out what came in GBP, of which there is no rate"),
                desk.told());
        desk.fill(1, 90, 90).pass(Duration.ofSeconds(1));
        assertEquals(List.of(), desk.told());
        assertEquals("900", desk.used("client=ACME executed-notional", "USD"));
        desk.fill(1, 10, 100);
        assertEquals(List.of("client=ACME"), killed());
    }

    @Test
    void aStormOfRejectsOfOursAndOfVenuesKillsTheSession() {
        desk.limits("session=* rejects 4/60s", "account=ONE order-quantity 100").told();
        desk.buy("A", 101).buy("B", 10).report(1, ExecType.REJECTED, OrdStatus.REJECTED, 0, 0).buy("C", 10).replace("D", "C", "ONE", 101, "10");
        assertEquals(List.of(), killed());
        desk.order("E", "NOBODY", "WHAT", Side.BUY, 1, "10");
        assertEquals(List.of("session=CLIENT1"), killed());
        desk.told();
        desk.buy("F", 10);
        desk.buy("G", 10);
        assertEquals("4", desk.used("session=CLIENT1 rejects", null)); // what is killed is no storm
    }

    @Test
    void whatNobodyCanHelpIsNoStormOfRejects() {
        desk.limits("session=* rejects 3/60s").told();
        desk.steer("IBM", new MarketAction.Halt());
        for (int i = 1; i <= 5; i++) {
            desk.buy("A" + i, 10);
        }
        assertTrue(desk.told().getLast().startsWith("A5 refused: "));
        desk.steer("IBM", new MarketAction.Resume());
        assertNull(desk.decide(new Command.SessionLoggedOff(new SessionKey("A"), RiskDesk.VENUE, "gone")));
        desk.told();
        for (int i = 1; i <= 5; i++) {
            desk.immediate("B" + i, 10);
        }
        assertTrue(desk.told().getLast().startsWith("B5 refused: no venue"));
        assertEquals("0", desk.used("session=CLIENT1 rejects", null));
        desk.order("C1", "ONE", "WHAT", Side.BUY, 1, "10").order("C2", "ONE", "WHAT", Side.BUY, 1, "10");
        assertEquals("2", desk.used("session=CLIENT1 rejects", null));
    }

    @Test
    void whatOurFilesLackIsNoStormOfRejects() {
        desk.limits("session=* rejects 3/60s", "account=OTHER leverage 1", "account=ONE order-volatility 1000 USD", "account=TWO order-adv 1").told();
        for (int i = 1; i <= 4; i++) {
            desk.order("A" + i, "OTHER", "VOD", Side.BUY, 1, "10").order("B" + i, "ONE", "SAP", Side.BUY, 1, "10").order("C" + i, "TWO", "SAP", Side.BUY, 1,
                    "10");
        }
        assertEquals(12, desk.told().size());
        assertEquals("0", desk.used("session=CLIENT1 rejects", null));
    }

    @Test
    void aListThatIsRefusedIsOneRejectForEachOrderThatIsWrongOrForItself() {
        desk.limits("account=* rejects 9/60s", "account=ONE order-quantity 100").told();
        desk.list("L", null, 10, 101, 10, 10);
        assertEquals("1", desk.used("account=ONE rejects", null));
        desk.list("M", new Objection(Refusal.UNSUPPORTED_LIST, "BidType(394) must be 3, was 1"), 10, 10, 10);
        assertEquals("2", desk.used("account=ONE rejects", null));
        desk.steer("IBM", new MarketAction.Halt()).list("N", null, 10, 10, 10);
        assertEquals("2", desk.used("account=ONE rejects", null));
    }

    @Test
    void aReplaceThatAKillCrossesIsNoRejectOfItsClient() {
        desk.limits("session=* rejects 1/60s").told();
        desk.buy("A", 10);
        assertNull(desk.decide(new Command.Kill(Subset.of("account=ONE"), "ann", "runaway")));
        desk.replace("B", "A", "ONE", 9, "10");
        assertTrue(desk.told().stream().anyMatch(text -> text.startsWith("B refused: ")));
        assertEquals(List.of("account=ONE"), killed());
    }

    @Test
    void whatCannotBeWrittenCannotBeKilledAndIsTold() {
        desk.limits("session=* rejects 2/60s").told();
        desk.by(new SessionKey("a client, with=all")).order("A", "NOBODY", "IBM", Side.BUY, 1, "10").order("B", "NOBODY", "IBM", Side.BUY, 1, "10");
        assertEquals(List.of(), killed());
        assertTrue(desk.told().contains("! the limit session=a client, with=all rejects is 2/1m, used 2"));
        desk.pass(Duration.ofSeconds(1));
        assertEquals(List.of(), desk.told());
    }

    @Test
    void moreOrdersOutThanComeInKill() {
        desk.limits("account=* orders-out-ratio 3/1m").told();
        desk.slices("A", 100, 10).report(1, ExecType.TRADE, OrdStatus.FILLED, 10, 10);
        assertEquals("2", desk.used("account=ONE orders-out-ratio", null));
        assertEquals(List.of(), killed());
        desk.report(2, ExecType.TRADE, OrdStatus.FILLED, 10, 10);
        assertEquals(List.of("account=ONE"), killed());
    }

    @Test
    void whatGoesOutOfOrdersThatCameLongBeforeIsMeasuredAgainstThoseOrders() {
        desk.limits("account=* orders-out-ratio 3/1m").told();
        for (int i = 1; i <= 5; i++) {
            desk.slices("A" + i, 100, 10);
        }
        desk.pass(Duration.ofMinutes(5));
        for (int i = 1; i <= 5; i++) {
            desk.report(i, ExecType.TRADE, OrdStatus.FILLED, 10, 10);
        }
        assertEquals("1", desk.used("account=ONE orders-out-ratio", null));
        for (int i = 6; i <= 14; i++) {
            desk.report(i, ExecType.TRADE, OrdStatus.FILLED, 10, 10);
        }
        assertEquals("2.8", desk.used("account=ONE orders-out-ratio", null));
        assertEquals(List.of(), killed());
        desk.report(15, ExecType.TRADE, OrdStatus.FILLED, 10, 10);
        assertEquals(List.of("account=ONE"), killed());
    }

    @Test
    void whatIsLetGoOnAfterAHaltIsNoRunaway() {
        desk.by(new MarketRules(true, false, Set.of(), Set.of(), Set.of()));
        desk.limits("account=* orders-out-ratio 3/1m", "account=* rejects 3/1m").told();
        desk.steer("IBM", new MarketAction.Halt());
        for (int i = 1; i <= 5; i++) {
            desk.buy("A" + i, 10);
        }
        desk.pass(Duration.ofMinutes(5)).steer("IBM", new MarketAction.Resume());
        assertNotNull(desk.orderOf("A5").children().getFirst());
        assertEquals("1", desk.used("account=ONE orders-out-ratio", null));
        assertEquals(List.of(), killed());
    }

    // Release

    @Test
    void onePersonIsEnoughOnceTheCoolDownIsOver() {
        desk.limits("account=ONE executions 1/60s release=one-person_after_5m").told();
        desk.buy("A", 100).fill(1, 10, 10);
        long kill = kill().killId();
        assertTrue(desk.told().contains("! account=ONE killed by limits, kill " + kill
                + ": the limit account=ONE executions is 1/1m release one-person after 5m, used 1; release by one-person after 5m"));
        desk.wait(Duration.ofSeconds(299));
        assertNull(desk.decide(new Command.ReleaseKill(kill, "ann", "looked at")));
        assertEquals(List.of("account=ONE"), killed());
        desk.wait(Duration.ofSeconds(1));
        assertNull(desk.decide(new Command.ReleaseKill(kill, "ann", "looked at")));
        assertEquals(List.of(), killed());
    }

    @Test
    void aKillThatIsOverByItselfWaitsForItsCoolDownAndForTheVenues() {
        desk.limits("account=ONE executions 1/60s release=alone_after_5m").told();
        desk.buy("A", 100).fill(1, 10, 10).pass(Duration.ofMinutes(6));
        assertEquals(List.of("account=ONE"), killed());
        desk.report(1, ExecType.CANCELED, OrdStatus.CANCELED, 0, 10).told();
        desk.pass(Duration.ofSeconds(1));
        assertEquals(List.of(), killed());
        assertTrue(desk.told().getFirst().endsWith(" released by limits: its cool-down is over: alone after 5m"));
        desk.wait(Duration.ofSeconds(4)).buy("B", 100).fill(2, 10, 10);
        assertEquals(List.of("account=ONE"), killed());
        desk.report(2, ExecType.CANCELED, OrdStatus.CANCELED, 0, 10).pass(Duration.ofSeconds(299));
        assertEquals(List.of("account=ONE"), killed());
        desk.pass(Duration.ofSeconds(1));
        assertEquals(List.of(), killed());
    }

    @Test
    void whatCameBeforeAReleaseKillsNobodyAfterIt() {
        desk.limits("account=ONE executions 1/1h release=alone_after_5s", "account=ONE executed-notional 50/1h USD").told();
        desk.buy("A", 10).fill(1, 10, 10);
        for (int i = 0; i < 10; i++) {
            desk.pass(Duration.ofSeconds(1));
        }
        assertEquals(List.of("account=ONE"), killed()); // with the money, of which two persons have to say that it is over
        desk.change("account=ONE executed-notional", null, "ann");
        desk.settle(desk.state().limits().proposals().iterator().next().asked().proposalId(), true, "bob");
        releasedByTwo();
        for (int i = 0; i < 10; i++) {
            desk.pass(Duration.ofSeconds(1));
        }
        assertEquals(List.of(), killed());
    }

    @Test
    void whatIsOverByItselfIsNotKilledAgainByWhatCameBefore() {
        desk.limits("account=ONE executions 1/1h release=alone_after_5s").told();
        desk.buy("A", 10).fill(1, 10, 10);
        for (int i = 0; i < 4; i++) {
            desk.pass(Duration.ofSeconds(1));
        }
        assertEquals(List.of("account=ONE"), killed());
        for (int i = 0; i < 10; i++) {
            desk.pass(Duration.ofSeconds(1));
            assertEquals(List.of(), killed());
        }
    }

    @Test
    void whatAPersonKillsIsNotOverBecauseALimitHadKilledItFirst() {
        desk.limits("account=ONE executions 1/60s release=alone_after_5m").told();
        desk.buy("A", 10).fill(1, 10, 10);
        assertNull(desk.decide(new Command.Kill(Subset.of("account=ONE"), "ann", "runaway")));
        assertEquals(2, killed().size());
        assertTrue(String.valueOf(desk.decide(new Command.Kill(Subset.of("account=ONE"), "bob", "runaway"))).contains("is killed already"));
        desk.pass(Duration.ofMinutes(6));
        assertEquals(List.of("account=ONE"), killed());
        assertEquals("ann", kill().ordered().user());
    }

    @Test
    void whereNoSecondPersonIsNeededOneIsEnoughAtOnce() {
        desk.by(new LimitRules(false, Duration.ofHours(1)));
        desk.limits("account=ONE executions 1/60s").told();
        desk.buy("A", 10).fill(1, 10, 10);
        assertNull(desk.decide(new Command.ReleaseKill(kill().killId(), "ann", "looked at")));
        assertEquals(List.of(), killed());
    }

    // What somebody outside has measured

    @Test
    void aMetricTripsABreakerOnce() {
        desk.buy("A", 10);
        Command trip = new Command.TripBreaker(Subset.of("client=ACME"), "value-at-risk", "12000 USD, at most 10000", Release.of("one-person after 10m"));
        assertNull(desk.decide(trip));
        assertNotNull(desk.orderOf("A").pendingCancel());
        long kill = kill().killId();
        assertEquals("client=ACME is killed already, kill " + kill + ", by value-at-risk: 12000 USD, at most 10000", desk.decide(trip));
        assertEquals("client ACNE is not known: no account belongs to it",
                desk.decide(new Command.TripBreaker(Subset.of("client=ACNE"), "value-at-risk", "much", Release.BY_TWO_PERSONS)));
        desk.restart();
        assertEquals("value-at-risk", kill().ordered().user());
        assertEquals(Release.of("one-person after 10m"), kill().ordered().release());
        releasedByTwo();
    }

    // Who may change them

    @Test
    void aShorterTimeAndAnEasierReleaseLetMorePass() {
        desk.limits("account=ONE executions 10/60s release=one-person_after_5m").told();
        for (String more : List.of("account=ONE executions 11/60s release=one-person_after_5m", "account=ONE executions 10/59s release=one-person_after_5m",
                "account=ONE executions 10/60s release=one-person_after_4m", "account=ONE executions 10/60s release=alone_after_5m")) {
            assertNull(desk.change("account=ONE executions", more, "ann"));
            assertEquals(1, desk.state().limits().proposals().size(), more);
            desk.settle(desk.state().limits().proposals().iterator().next().asked().proposalId(), false, "ann");
        }
        for (String less : List.of("account=ONE executions 9/60s release=one-person_after_5m", "account=ONE executions 9/61s release=one-person_after_5m",
                "account=ONE executions 9/61s release=one-person_after_6m", "account=ONE executions 9/61s")) {
            assertNull(desk.change("account=ONE executions", less, "ann"));
            assertEquals(0, desk.state().limits().proposals().size(), less);
        }
    }
}

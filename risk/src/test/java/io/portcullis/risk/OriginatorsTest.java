package io.portcullis.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.portcullis.oms.command.CareAction;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.limit.Subset;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Originator;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Limits and kills by trader and by algorithm; limits on what was executed, and on how fast orders are canceled and replaced. */
class OriginatorsTest {

    private final RiskDesk desk = new RiskDesk();

    @AfterEach
    void everyCutOfTheLogGivesTheSameState() {
        desk.assertFoldsAlike();
        String before = used();
        desk.restart();
        assertEquals(before, used());
    }

    private String used() {
        return String.join(" ", desk.used("trader=T1 open-quantity", null), desk.used("trader=T2 open-quantity", null),
                desk.used("trader=T1 day-quantity", null),
                desk.used("trader=T1 day-executed-quantity", null), desk.used("trader=T2 day-executed-quantity", null));
    }

    private void told(String... texts) {
        assertEquals(List.of(texts), desk.told());
    }

    private List<String> killed() {
        return desk.state().kills().inForce().stream().map(kill -> kill.ordered().subset().toString()).toList();
    }

    // Limits by trader

    @Test
    void eachTraderHasALimitOfItsOwnAndWhoNamesNoneHasNone() {
        desk.limits("trader=* open-quantity 100").trader("T1").buy("A", 99).buy("B", 1).told();
        desk.buy("C", 1);
        told("C refused: the limit trader=T1 open-quantity is 100, used 100, requested 1, allowed 0");
        desk.trader("T2").buy("D", 100).trader(null).buy("E", 5_000);
        told();
        desk.limits("account=* trader=T2 open-orders 1").told();
        desk.trader("T2").order("F", "TWO", "IBM", Side.BUY, 1, "10");
        told("F refused: the limit trader=T2 open-quantity is 100, used 100, requested 1, allowed 0");
    }

    @Test
    void aReplaceThatNamesAnotherTraderMovesTheOrderAndOneThatNamesNobodyLeavesIt() {
        desk.limits("trader=* open-quantity 100").trader("T1").buy("A", 60).report(1, ExecType.NEW, OrdStatus.NEW, 0, 0).told();
        desk.trader("T2").buy("B", 50).replace("A1", "A", "ONE", 60, "10");
        told("A1 refused: the limit trader=T2 open-quantity is 100, used 50, requested 60, allowed 50");
        assertEquals("60", desk.used("trader=T1 open-quantity", null));
        desk.cancel("CB", "B").report(2, ExecType.CANCELED, OrdStatus.CANCELED, 0, 0).replace("A2", "A", "ONE", 60, "10");
        told();
        assertEquals("0", desk.used("trader=T1 open-quantity", null));
        assertEquals("60", desk.used("trader=T2 open-quantity", null));
        assertEquals(new Originator("T2", null, null), desk.orderOf("A2").terms().instructions().originator());
        desk.trader(null).replace("A3", "A2", "ONE", 60, "10");
        assertEquals("60", desk.used("trader=T2 open-quantity", null));
    }

    @Test
    void whileItsVenueHasNotAnsweredAnOrderCountsForBothTraders() {
        desk.limits("trader=* open-quantity 100").trader("T1").buy("A", 60).report(1, ExecType.NEW, OrdStatus.NEW, 0, 0).trader("T2")
                .replace("A1", "A", "ONE", 80, "10").told();
        assertEquals("80", desk.used("trader=T1 open-quantity", null));
        assertEquals("80", desk.used("trader=T2 open-quantity", null));
    }

    @Test
    void whatWasExecutedStaysWithTheTraderOfThenAndABustGivesItBackToThatOne() {
        desk.limits("trader=* day-quantity 100").trader("T1").buy("A", 60).report(1, ExecType.NEW, OrdStatus.NEW, 0, 0).fill(1, 40, 40).trader("T2")
                .replace("A1", "A", "ONE", 60, "10");
        assertEquals("40", desk.used("trader=T1 day-quantity", null));
        assertEquals("20", desk.used("trader=T2 day-quantity", null));
        desk.fill(1, 10, 50).bust(1, 40, 10);
        assertEquals("0", desk.used("trader=T1 day-quantity", null));
        assertEquals("60", desk.used("trader=T2 day-quantity", null));
    }

    @Test
    void aPartThatTheDeskSendsOutIsHeldAgainstTheLimitsOfTheOrdersTrader() {
        desk.trader("T1").care("A", 100);
        assertNull(desk.work("A", new CareAction.Claim(false)));
        desk.limits("trader=* price-deviation 5").told();
        assertEquals("Price(44) 9 is 10.0% below the reference 10, at most 5% is allowed by the limit trader=T1 price-deviation", desk.work("A",
                new CareAction.RoutePart(new Conditions(OrdType.LIMIT, TimeInForce.DAY, Quantity.of(50), Price.of("9"), 0), null)));
        assertNull(desk.work("A", new CareAction.RoutePart(new Conditions(OrdType.LIMIT, TimeInForce.DAY, Quantity.of(50), Price.of("10"), 0), null)));
    }

    @Test
    void positionsHaveNoTrader() {
        assertEquals("trader=* symbol=* long-position: positions are not told apart by session, trader, algorithm or side",
                assertThrows(IllegalArgumentException.class, () -> desk.limits("trader=* symbol=* long-position 100"))
                        .getMessage());
    }

    // Kills

    @Test
    void aTraderIsKilledAndNobodyElse() {
        desk.trader("T1").buy("A", 10).trader("T2").buy("B", 10).trader(null).buy("C", 10).told();
        assertNull(desk.decide(new Command.Kill(Subset.of("trader=T1"), "ann", "runaway")));
        assertNotNull(desk.orderOf("A").pendingCancel());
        assertNull(desk.orderOf("B").pendingCancel());
        assertNull(desk.orderOf("C").pendingCancel());
        desk.told();
        desk.trader("T1").buy("D", 10);
        assertEquals(1, desk.told().size());
        desk.trader("T2").buy("E", 10).report(2, ExecType.NEW, OrdStatus.NEW, 0, 0);
        told();
        desk.trader("T1").replace("B1", "B", "ONE", 10, "10");
        assertEquals(1, desk.told().size());
    }

    @Test
    void anAlgorithmIsKilledWhetherItHasDecidedToInvestOrHowToExecute() {
        desk.originator(Originator.of("T1", "EXEC", "ALPHA")).buy("A", 10).originator(Originator.of(null, null, "ALPHA")).buy("B", 10)
                .originator(Originator.of("T1", "EXEC", null)).buy("C", 10).told();
        assertNull(desk.decide(new Command.Kill(Subset.of("algorithm=ALPHA"), "ann", "RTS 6 Article 12")));
        assertNotNull(desk.orderOf("A").pendingCancel());
        assertNotNull(desk.orderOf("B").pendingCancel());
        assertNull(desk.orderOf("C").pendingCancel());
    }

    @Test
    void soManyExecutionsKillTheAlgorithmAlone() {
        desk.limits("algorithm=* executions 2/1m").originator(Originator.of(null, "ALGO", null)).buy("A", 100).originator(null).buy("B", 100).told();
        desk.fill(2, 10, 10).fill(2, 10, 20).fill(1, 10, 10);
        assertEquals(List.of(), killed());
        desk.restart().fill(1, 10, 20);
        assertEquals(List.of("algorithm=ALGO"), killed());
    }

    // What was executed

    @Test
    void onceSoMuchWasExecutedNoMoreOrdersPassAndWhatIsOpenDoesNotCount() {
        desk.limits("trader=* day-executed-quantity 100").trader("T1").buy("A", 99).buy("B", 500).report(1, ExecType.NEW, OrdStatus.NEW, 0, 0)
                .report(2, ExecType.NEW, OrdStatus.NEW, 0, 0).fill(1, 98, 98).fill(2, 1, 1).told();
        assertEquals("99", desk.used("trader=T1 day-executed-quantity", null));
        desk.buy("C", 1_000);
        told();
        desk.fill(1, 1, 99);
        desk.buy("D", 1);
        told("D refused: the limit trader=T1 day-executed-quantity is 100, and 100 was executed: no orders are taken");
        desk.replace("B1", "B", "ONE", 501, "10");
        told("B1 refused: the limit trader=T1 day-executed-quantity is 100, and 100 was executed: no orders are taken");
        desk.replace("B2", "B", "ONE", 400, "10");
        told();
        desk.trader("T2").buy("E", 1);
        told();
    }

    @Test
    void aMultilegOrderCountsForWhatWasExecutedOfItsLegs() {
        desk.limits("symbol=IBM day-executed-quantity 100", "account=* symbol=* side=* day-executed-notional 1000 USD").buy("A", 100)
                .report(1, ExecType.NEW, OrdStatus.NEW, 0, 0).fill(1, 99, 99).told();
        desk.legs("B", 1).report(2, ExecType.CANCELED, OrdStatus.CANCELED, 0, 0);
        told();
        desk.fill(1, 1, 100);
        desk.legs("C", 1);
        told("C refused: the limit symbol=IBM day-executed-quantity is 100, and 100 was executed: no orders are taken; "
                + "the limit account=ONE symbol=IBM side=buy day-executed-notional is 1000 USD, and 1000 was executed: no orders are taken");
    }

    @Test
    void whatIsBustedWasNotExecutedAndTheNextDayBeginsAnew() {
        desk.limits("account=* day-executed-notional 1000 USD").buy("A", 100).report(1, ExecType.NEW, OrdStatus.NEW, 0, 0).fill(1, 100, 100).told();
        desk.buy("B", 1);
        assertEquals(1, desk.told().size());
        desk.bust(1, 100, 0).buy("C", 1);
        told();
        desk.nextDay();
        assertEquals("0", desk.used("account=ONE day-executed-notional", "USD"));
    }

    // Cancels and replaces

    @Test
    void soManyCancelsKillWhetherTheyAreAcceptedOrNotAndAVenuesRefusalDoesNotCountAgain() {
        desk.limits("account=* cancels 3/1m").buy("A", 10).report(1, ExecType.NEW, OrdStatus.NEW, 0, 0).buy("B", 10).cancel("CA", "A").told();
        assertEquals("1", desk.used("account=ONE cancels", null));
        desk.cancel("CA2", "A");
        assertEquals("2", desk.used("account=ONE cancels", null));
        desk.report(1, ExecType.CANCELED, OrdStatus.CANCELED, 0, 0);
        assertEquals(List.of(), killed());
        desk.cancel("CB", "B");
        assertEquals(List.of("account=ONE"), killed());
    }

    @Test
    void soManyReplacesKillAndThoseOfOthersDoNotCount() {
        desk.limits("account=* replaces 2/1m").buy("A", 10).report(1, ExecType.NEW, OrdStatus.NEW, 0, 0).replace("A1", "A", "ONE", 9, "10");
        assertEquals("1", desk.used("account=ONE replaces", null));
        desk.wait(Duration.ofSeconds(70)).replace("A2", "A1", "ONE", 8, "10");
        assertEquals("1", desk.used("account=ONE replaces", null));
        assertEquals(List.of(), killed());
        desk.replace("A3", "A", "ONE", 7, "10");
        assertEquals(List.of("account=ONE"), killed());
    }
}

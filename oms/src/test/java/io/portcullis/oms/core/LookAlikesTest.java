package io.portcullis.oms.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.oms.core.LookAlikeRules.Rule;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Orders that look like one that came a moment before. Lines as {@link Desk} writes them. */
class LookAlikesTest extends OnADesk {

    private static final String REFUSED = "8 Y REJECTED REJECTED 10 0 0";
    private static final String TAKEN = "8 Y NEW NEW 10 0 10";

    private void refusesWithin(int seconds) {
        desk.lookAlikeBy(new LookAlikeRules(new Rule(Duration.ofSeconds(seconds), true), Map.of()));
    }

    private void warnsWithin(int seconds) {
        desk.lookAlikeBy(new LookAlikeRules(new Rule(Duration.ofSeconds(seconds), false), Map.of()));
    }

    @Test
    void oneLikeAnotherIsRefusedWithItsNameAndAge() {
        refusesWithin(10);
        desk.order("X", 10, "10").pass(3).told();
        desk.order("Y", 10, "10");
        told(REFUSED);
        assertEquals(
                "OrderQty(38) 10 of Symbol(55) XYZ looks like the order with ClOrdID(11) X, 3s before: same account, side, quantity, price and type within 10s",
                desk.text());
    }

    @Test
    void theWindowEndsWithItsLastNanosecond() {
        refusesWithin(10);
        desk.order("X", 10, "10").pass(9).told();
        desk.order("Y", 10, "10");
        told(REFUSED);
        desk.pass(1).order("Z", 10, "10");
        told("8 Z NEW NEW 10 0 10", "A D2 10@10");
    }

    @Test
    void whatDiffersInAnythingThatCountsIsNoLookAlike() {
        refusesWithin(10);
        desk.order("X", 10, "10").told();
        desk.order("Q", 11, "10");
        told("8 Q NEW NEW 11 0 11", "A D2 11@10");
        desk.order("P", 10, "11");
        told("8 P NEW NEW 10 0 10", "A D3 10@11");
        desk.orderFor("C", "ACC2", "USD");
        desk.order("S", Side.SELL, new Conditions(OrdType.LIMIT, TimeInForce.DAY, Quantity.of(10), Price.of("10"), 0));
        desk.order("M", Side.BUY, new Conditions(OrdType.MARKET, TimeInForce.DAY, Quantity.of(10), null, 0));
        assertEquals(0, desk.told().lines().filter(line -> line.contains("REJECTED")).count());
    }

    @Test
    void oneThatEndedWithoutAnExecutionMayComeAgainAndOneThatWasExecutedMayNot() {
        refusesWithin(10);
        desk.order("X", 10, "10").cancel("C", "X").canceled("A", "F1", 0).told();
        desk.order("Y", 10, "10");
        told(TAKEN, "A D2 10@10");
        desk.fill("A", "D2", "e1", 1, "10", 1).cancel("D", "Y").canceled("A", "F2", 1).told();
        desk.order("Z", 10, "10");
        told("8 Z REJECTED REJECTED 10 0 0");
    }

    @Test
    void oneThatWasPassedOverCountsAgainOnceItIsExecutedAfterAll() {
        refusesWithin(60);
        desk.order("X", 10, "10").cancel("C", "X").canceled("A", "F1", 0).pass(1).told();
        desk.order("W", 10, "10").cancel("E", "W").canceled("A", "F2", 0).told();
        desk.pass(1).order("Y", 10, "10");
        told(TAKEN, "A D3 10@10");
        desk.cancel("G", "Y").canceled("A", "F3", 0).told();
        desk.order("V", 10, "10").cancel("H", "V").canceled("A", "F4", 0).fill("A", "D1", "late", 1, "10", 1).told();
        desk.order("Z", 10, "10");
        told("8 Z REJECTED REJECTED 10 0 0");
        assertTrue(desk.text().contains("ClOrdID(11) X, 2s before"), desk.text());
        desk.pass(58).order("U", 10, "10");
        assertTrue(desk.told().startsWith("8 U NEW"), desk.text());
    }

    @Test
    void manyThatEndedInVainStandInNobodysWay() {
        refusesWithin(3_600);
        for (int i = 0; i < 60; i++) {
            desk.order("X" + i, 10, "10", TimeInForce.IMMEDIATE_OR_CANCEL).report("A", "D" + (i + 1), "c" + i, ExecType.CANCELED, OrdStatus.CANCELED, 0, null,
                    0);
        }
        desk.told();
        desk.order("Y", 10, "10");
        told(TAKEN, "A D61 10@10");
        desk.order("Z", 10, "10");
        told("8 Z REJECTED REJECTED 10 0 0");
    }

    @Test
    void anOlderOneThatLivesCountsWhenTheNewestIsOver() {
        warnsWithin(10);
        desk.order("X", 10, "10").order("W", 10, "10").told();
        desk.cancel("C", "W").canceled("A", "F1", 0).told();
        refusesWithin(10);
        desk.pass(1).order("Y", 10, "10");
        told(REFUSED);
        assertTrue(desk.text().contains("ClOrdID(11) X, 1s before"), desk.text());
    }

    @Test
    void whereItWarnsTheOrderIsTakenAndTheDeskIsAlerted() {
        warnsWithin(10);
        desk.order("X", 10, "10").pass(2).told();
        desk.order("Y", 10, "10");
        told(TAKEN, "A D2 10@10", "! the order looks like the order with ClOrdID(11) X, 2s before (CLIENT1 Y)");
    }

    @Test
    void itIsKnownOverARestartAlsoOfOrdersThatAreDone() {
        refusesWithin(10);
        desk.order("X", 10, "10").fill("A", "D1", "e1", 10, "10", 10).told();
        desk.restart();
        refusesWithin(10);
        desk.pass(9).order("Y", 10, "10");
        told(REFUSED);
        desk.pass(1).order("Z", 10, "10");
        told("8 Z NEW NEW 10 0 10", "A D2 10@10");
    }

    @Test
    void anAccountMayHaveItsOwnWindowOrNone() {
        desk.lookAlikeBy(new LookAlikeRules(new Rule(Duration.ofSeconds(10), true), Map.of("ACC", Rule.NONE)));
        desk.order("X", 10, "10").order("Y", 10, "10");
        told("8 X NEW NEW 10 0 10", "A D1 10@10", TAKEN, "A D2 10@10");
        desk.lookAlikeBy(new LookAlikeRules(Rule.NONE, Map.of("ACC", new Rule(Duration.ofSeconds(10), true))));
        desk.order("Z", 10, "10");
        told("8 Z REJECTED REJECTED 10 0 0");
    }

    @Test
    void anOrderThatIsSentAgainByItsNameIsAnsweredAsBefore() {
        refusesWithin(10);
        desk.order("X", 10, "10").told();
        desk.resend("X", 10, "10");
        told("8 X ORDER_STATUS NEW 10 0 10");
    }
}

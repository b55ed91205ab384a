package io.portcullis.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.OrdStatus;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Stop orders that wait here, whose price is there, and of which venues may not have any more. */
class StopOrdersAtFullVenuesTest {

    private final RiskDesk desk = new RiskDesk();

    private void stopsOf(String account, int count) {
        for (int i = 0; i < count; i++) {
            desk.stop(account + i, account, 1, "11");
        }
    }

    private boolean isTriggered(String clOrdId) {
        return desk.orderOf(clOrdId).isTriggered();
    }

    private long triggered(String account, int count) {
        return IntStream.range(0, count).filter(i -> isTriggered(account + i)).count();
    }

    @Test
    void stopOrdersForWhichThereIsNoRoomHoldUpNoneOfOthers() {
        desk.limits("account=ONE venue=A open-orders 0");
        stopsOf("ONE", 250);
        desk.stop("X", "OTHER", 1, "11").lastTrade("11.5").pass(Duration.ZERO).pass(Duration.ZERO);
        assertTrue(isTriggered("X"));
        desk.stop("Y", "OTHER", 1, "11");
        assertTrue(isTriggered("Y"));
        desk.pass(Duration.ofMillis(1_500)).stop("Z", "OTHER", 1, "11").pass(Duration.ZERO);
        assertTrue(isTriggered("Z"));
        assertEquals(0, triggered("ONE", 250));
    }

    @Test
    void stopOrdersThatFindRoomGoOutASecondLaterWhileTheirPriceIsThere() {
        desk.limits("account=ONE venue=A open-orders 0").lastTrade("10");
        stopsOf("ONE", 3);
        desk.lastTrade("11.5").change("account=ONE venue=A open-orders", "account=ONE venue=A open-orders 2", "ann");
        desk.settle(desk.state().limits().proposals().iterator().next().asked().proposalId(), true, "bob");
        assertEquals(0, triggered("ONE", 3));
        desk.pass(Duration.ofSeconds(1));
        assertEquals(2, triggered("ONE", 3));
        desk.lastTrade("10.9").report(1, ExecType.CANCELED, OrdStatus.CANCELED, 0, 0).pass(Duration.ofSeconds(2));
        assertEquals(2, triggered("ONE", 3));
        desk.lastTrade("11");
        assertTrue(isTriggered("ONE2"));
    }

    @Test
    void stopOrdersForWhichThereWasNoRoomAreThereAfterARestart() {
        desk.limits("account=ONE venue=A open-orders 0");
        stopsOf("ONE", 2);
        desk.lastTrade("11.5").cancel("C", "ONE0").pass(Duration.ofSeconds(1)).restartFromASnapshot();
        desk.change("account=ONE venue=A open-orders", null, "ann");
        desk.settle(desk.state().limits().proposals().iterator().next().asked().proposalId(), true, "bob");
        desk.lastTrade("11");
        assertTrue(isTriggered("ONE1"));
        assertFalse(isTriggered("ONE0"));
    }
}

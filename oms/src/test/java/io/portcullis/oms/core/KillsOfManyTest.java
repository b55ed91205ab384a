package io.portcullis.oms.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.limit.Subset;
import io.portcullis.oms.order.Kill;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Instructions;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import org.junit.jupiter.api.Test;

/** Kills of more orders than have their turn at one go. Lines as {@link Desk} writes them. */
class KillsOfManyTest extends OnADesk {

    @Override
    int step() {
        return 97;
    }

    private void killAll() {
        assertNull(desk.answerTo(new Command.Kill(Subset.FIRM, "ann", "runaway")));
    }

    private Kill only() {
        assertEquals(1, desk.state.kills().inForce().size());
        return desk.state.kills().inForce().getFirst();
    }

    @Test
    void aStopOrderIsNotTriggeredBetweenTheKillAndItsTurn() {
        for (int i = 0; i < 300; i++) {
            desk.order("N" + i, 10, "10");
        }
        desk.order("X", Side.SELL, new Conditions(OrdType.STOP, TimeInForce.DAY, Quantity.of(10), null, 0, Instructions.NONE.withStopPx(Price.of("9")))).told();
        killAll();
        assertTrue(desk.isBehind());
        desk.told();
        desk.trade("8");
        told("");
        desk.wait(0);
        assertFalse(desk.isBehind());
        assertEquals(301, only().orders());
        assertTrue(desk.told().contains("8 X CANCELED CANCELED 10 0 0"));
    }

    @Test
    void aRestartInTheMiddleForgetsNoOrder() {
        for (int i = 0; i < 450; i++) {
            desk.order("N" + i, 10, "10");
        }
        desk.told();
        killAll();
        assertEquals(200, only().orders());
        desk.restart();
        desk.order("X", 10, "10");
        assertTrue(desk.told().contains("8 X REJECTED"));
        assertTrue(desk.isBehind());
        desk.wait(0).wait(0);
        assertEquals(450, only().orders());
        assertFalse(desk.isBehind());
        assertNotEquals(0, only().workedOffTime());
        desk.restart().wait(1);
        assertEquals(450, only().outstanding());
    }

    @Test
    void othersHaveTheirTurnWhileItIsWorkedOff() {
        for (int i = 0; i < 250; i++) {
            desk.order("N" + i, 10, "10");
        }
        desk.told();
        assertNull(desk.answerTo(new Command.Kill(Subset.of("side=buy"), "ann", "runaway")));
        assertTrue(desk.isBehind());
        desk.told();
        desk.orderOf("S", "XYZ", Side.SELL, "ACC");
        assertTrue(desk.told().startsWith("8 S NEW NEW 10 0 10"));
        desk.fill("A", "D250", "e1", 4, "10", 4).replace("R", "N249", 20, "10");
        String all = desk.told();
        assertTrue(all.contains("9 R/N249 PARTIALLY_FILLED REPLACE"), all);
        desk.wait(0);
        assertEquals(250, only().orders());
    }

    @Test
    void stopOrdersBehindKilledOnesAreTriggeredAsSoonAsTheseAreGone() {
        for (int i = 0; i < 450; i++) {
            desk.order("N" + i, Side.SELL, stop("9.5"));
        }
        desk.orderFor("X", "ACC2", Side.SELL, stop("9")).told();
        assertNull(desk.answerTo(new Command.Kill(Subset.of("account=ACC"), "ann", "runaway")));
        desk.told();
        desk.trade("8");
        told("");
        desk.wait(0).wait(0).wait(0);
        assertEquals(450, only().orders());
        assertTrue(desk.told().contains("8 X TRIGGERED NEW 10 0 10"));
    }

    private static Conditions stop(String stopPx) {
        return new Conditions(OrdType.STOP, TimeInForce.DAY, Quantity.of(10), null, 0, Instructions.NONE.withStopPx(Price.of(stopPx)));
    }

    @Test
    void whatIsKilledTwiceInTheMiddleIsCanceledOnce() {
        for (int i = 0; i < 300; i++) {
            desk.order("N" + i, 10, "10");
        }
        desk.told();
        killAll();
        desk.answerTo(new Command.Kill(Subset.FIRM, "bob", "again"));
        assertNull(desk.answerTo(new Command.Kill(Subset.of("symbol=XYZ"), "bob", "too")));
        desk.wait(0).wait(0).wait(0);
        assertEquals(300, desk.told().lines().filter(line -> line.startsWith("A F")).count());
        assertFalse(desk.isBehind());
        assertEquals("300 300", desk.state.kills().inForce().getFirst().orders() + " " + desk.state.kills().inForce().getLast().orders());
    }
}

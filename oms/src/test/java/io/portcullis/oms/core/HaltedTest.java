package io.portcullis.oms.core;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Display;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.Instructions;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import org.junit.jupiter.api.Test;

/** Orders that are there when trading is halted. Lines as {@link Desk} writes them. */
class HaltedTest extends OnADesk {

    private void halt() {
        desk.house(new Command.HaltTrading("OPS", "drill")).told();
    }

    private void resume() {
        desk.house(new Command.ResumeTrading("OPS", "over")).told();
        desk.wait(1);
    }

    private Desk inParts() {
        return desk.order("X", Side.BUY, new Conditions(OrdType.LIMIT, TimeInForce.DAY, Quantity.of(10), Price.of("10"), 0,
                Instructions.NONE.withDisplay(Display.of(Quantity.of(4)))));
    }

    @Test
    void whatAVenueLetsGoOfWaitsUntilTradingGoesOn() {
        desk.order("X", 10, "10").ack("A", "D1").told();
        halt();
        desk.report("A", "D1", "c1", ExecType.CANCELED, OrdStatus.CANCELED, 0, null, 0).wait(1);
        told("");
        resume();
        told("B D1 10@10");
    }

    @Test
    void theNextPartOfAnOrderThatIsShownInPartsWaitsUntilTradingGoesOn() {
        inParts().ack("A", "D1").told();
        halt();
        desk.fill("A", "D1", "e1", 4, "10", 4).wait(1);
        told("8 X TRADE PARTIALLY_FILLED 10 4 6 4@10 avg 10");
        resume();
        told("A D2 4@10");
    }

    @Test
    void aRestartBetweenTheEndOfTheHaltAndTheNextTickForgetsNothing() {
        inParts().ack("A", "D1").told();
        halt();
        desk.fill("A", "D1", "e1", 4, "10", 4).told();
        desk.house(new Command.ResumeTrading("OPS", "over")).told();
        desk.restart().wait(1);
        told("A D2 4@10");
        desk.restart().wait(1);
        told("");
    }

    @Test
    void aCancelPassesWhileItWaits() {
        inParts().ack("A", "D1").told();
        halt();
        desk.fill("A", "D1", "e1", 4, "10", 4).told();
        desk.cancel("Y", "X");
        told("8 Y/X PENDING_CANCEL PENDING_CANCEL 10 4 6 avg 10", "8 Y/X CANCELED CANCELED 10 4 0 avg 10");
        resume();
        told("");
    }

    @Test
    void whatMayNotRestEndsAlsoThen() {
        desk.order("X", 10, "10", TimeInForce.IMMEDIATE_OR_CANCEL).ack("A", "D1").told();
        halt();
        desk.report("A", "D1", "c1", ExecType.CANCELED, OrdStatus.CANCELED, 0, null, 0);
        told("8 X CANCELED CANCELED 10 0 0");
    }
}

package io.portcullis.oms.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.types.Activation;
import io.portcullis.oms.types.Activation.PriceTrigger;
import io.portcullis.oms.types.Activation.Sees;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Instructions;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Orders that begin to work at a time, or by a price. Lines as {@link Desk} writes them. */
class ActivationsTest extends OnADesk {

    private static final long SECOND = 1_000_000_000L;

    private Activation in(int seconds) {
        return new Activation(desk.time() + seconds * SECOND, null);
    }

    private static Activation by(Sees sees, String price, boolean isRising) {
        return new Activation(0, new PriceTrigger("XYZ", Price.of(price), isRising, sees));
    }

    private static Conditions limit(int qty, TimeInForce timeInForce, @Nullable Activation activation) {
        return new Conditions(OrdType.LIMIT, timeInForce, Quantity.of(qty), Price.of("10"), 0, Instructions.NONE.withActivation(activation));
    }

    private Desk order(String clOrdId, Activation activation) {
        return desk.order(clOrdId, Side.BUY, limit(10, TimeInForce.DAY, activation));
    }

    // By time

    @Test
    void anOrderBeginsToWorkWhenItsTimeComesOnceAlsoOverARestart() {
        order("X", in(10));
        told("8 X NEW NEW 10 0 10");
        assertTrue(desk.text().startsWith("kept here until EffectiveTime(168) 1970"), desk.text());
        desk.wait(9).restart();
        told("");
        desk.wait(1);
        told("8 X TRIGGERED NEW 10 0 10", "A D1 10@10");
        assertEquals("works from now on", desk.text());
        desk.ack("A", "D1").wait(20).restart().wait(20);
        told("");
    }

    @Test
    void aTimeThatHasComeIsNothingToWaitFor() {
        order("X", in(0));
        told("8 X NEW NEW 10 0 10", "A D1 10@10");
    }

    @Test
    void whileTradingIsHaltedItWaitsOn() {
        order("X", in(10)).house(new Command.HaltTrading("ann", "as agreed")).told();
        desk.wait(11);
        told("");
        desk.house(new Command.ResumeTrading("ann", "as agreed")).told();
        desk.wait(1);
        told("8 X TRIGGERED NEW 10 0 10", "A D1 10@10");
    }

    @Test
    void itIsCanceledReplacedAndExpiresWithoutAVenue() {
        order("X", in(10)).told();
        desk.replace("Y", "X", Side.BUY, limit(20, TimeInForce.DAY, in(30)));
        told("8 Y/X PENDING_REPLACE PENDING_REPLACE 10 0 10", "8 Y/X REPLACED NEW 20 0 20");
        desk.wait(15);
        told("");
        desk.cancel("Z", "Y");
        told("8 Z/Y PENDING_CANCEL PENDING_CANCEL 20 0 20", "8 Z/Y CANCELED CANCELED 20 0 0");
        order("D", in(100_000)).told();
        desk.house(new Command.EndDay(LocalDate.of(2026, 11, 20), "ann", "as agreed")).wait(1);
        told("8 D EXPIRED EXPIRED 10 0 0");
    }

    @Test
    void aReplaceWithoutATimeLetsItWorkAtOnce() {
        order("X", in(100)).told();
        desk.replace("Y", "X", 20, "10");
        told("8 Y/X PENDING_REPLACE PENDING_REPLACE 10 0 10", "8 Y/X REPLACED NEW 20 0 20", "8 Y TRIGGERED NEW 20 0 20", "A D1 20@10");
    }

    @Test
    void whatWorksAlreadyCannotBeMadeToWait() {
        order("X", in(10)).wait(10).ack("A", "D1").told();
        desk.replace("Y", "X", Side.BUY, limit(20, TimeInForce.DAY, in(30)));
        assertTrue(desk.text().startsWith("the order works already, and can't wait for EffectiveTime(168) "), desk.text());
        desk.told();
        desk.replace("Z", "X", Side.BUY, limit(20, TimeInForce.DAY, new Activation(1, null)));
        assertTrue(desk.told().contains("8 Z/X PENDING_REPLACE"));
    }

    // By price

    @Test
    void anOrderBeginsToWorkWhenThePriceComes() {
        order("X", by(Sees.LAST_TRADE, "9", false)).trade("9.5").trade("10");
        told("8 X NEW NEW 10 0 10");
        assertEquals("kept here until TriggerPrice(1102) 9 or less, last trade of XYZ", desk.text());
        assertTrue(desk.isWatched());
        desk.trade("9");
        told("8 X TRIGGERED NEW 10 0 10", "A D1 10@10");
        assertFalse(desk.isWatched());
        desk.trade("8.5");
        told("");
    }

    @Test
    void aPriceThatIsThereLetsItWorkAtOnce() {
        desk.trade("11").told();
        order("X", by(Sees.LAST_TRADE, "11", true));
        told("8 X NEW NEW 10 0 10", "8 X TRIGGERED NEW 10 0 10", "A D1 10@10");
    }

    @Test
    void aPriceCountsFromItsTimeOn() {
        order("X", new Activation(desk.time() + 10 * SECOND, by(Sees.LAST_TRADE, "9", false).trigger())).trade("9").told();
        desk.trade("10").wait(10);
        told("");
        desk.trade("8.9");
        told("8 X TRIGGERED NEW 10 0 10", "A D1 10@10");
    }

    @Test
    void aStopOrderWaitsForItsStopPriceAfterThat() {
        desk.order("X", Side.SELL,
                new Conditions(OrdType.STOP, TimeInForce.DAY, Quantity.of(10), null, 0, Instructions.stop(Price.of("9")).withActivation(in(10))));
        told("8 X NEW NEW 10 0 10");
        desk.trade("8").wait(10).wait(1);
        assertTrue(desk.told().startsWith("8 X TRIGGERED NEW 10 0 10\n8 X TRIGGERED NEW 10 0 10\nA D1 10"));
    }

    @Test
    void thoseThatNoVenueTakesHoldUpNoneBehindThem() {
        desk.takes("A", OrdType.LIMIT, OrdType.MARKET_WITH_LEFT_OVER_AS_LIMIT);
        for (int i = 0; i < 250; i++) {
            desk.order("K" + i, Side.BUY, new Conditions(OrdType.MARKET_WITH_LEFT_OVER_AS_LIMIT, TimeInForce.DAY, Quantity.of(10), null, 0,
                    Instructions.NONE.withActivation(by(Sees.LAST_TRADE, "9", false))));
        }
        order("X", by(Sees.LAST_TRADE, "8", false)).told();
        desk.takes("A", OrdType.LIMIT).trade("8");
        told("8 X TRIGGERED NEW 10 0 10", "A D1 10@10");
        desk.takes("A", OrdType.LIMIT, OrdType.MARKET_WITH_LEFT_OVER_AS_LIMIT).wait(1).wait(0);
        assertEquals(500, desk.told().lines().count());
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        order("X", new Activation(0, new PriceTrigger("NONE", Price.of("9"), true, Sees.LAST_TRADE))).told();
        assertEquals("TriggerSymbol(1103) NONE is not known", desk.text());
        order("Y", by(Sees.LAST_TRADE, "-1", true)).told();
        assertEquals("TriggerPrice(1102) must be positive, was -1", desk.text());
        long end = desk.time() + 10 * SECOND;
        desk.order("Z", Side.BUY, new Conditions(OrdType.LIMIT, TimeInForce.GOOD_TILL_DATE, Quantity.of(10), Price.of("10"), end,
                Instructions.NONE.withActivation(new Activation(end, null)))).told();
        assertTrue(desk.text().startsWith("EffectiveTime(168) must be before the order's time is over, 1970"), desk.text());
        desk.care("C", limit(10, TimeInForce.DAY, in(10))).told();
        assertTrue(desk.text().startsWith("HandlInst(21) 3 is for orders that the desk works at once, was with EffectiveTime(168) "), desk.text());
    }
}

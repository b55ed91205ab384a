package io.portcullis.oms.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.Command.SecurityStatus.Trading;
import io.portcullis.oms.command.MarketAction;
import io.portcullis.oms.types.Bands;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.Instructions;
import io.portcullis.oms.types.Leg;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.Strategy;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.oms.types.VenueId;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Prices within which an instrument trades. Lines as {@link Desk} writes them. */
class PriceBandsTest extends OnADesk {

    private static final MarketRules HOLDING = new MarketRules(false, true, Set.of(), Set.of(), Set.of(new VenueId("A")));

    private void bands(String low, String high) {
        assertNull(desk.steer(new MarketAction.SetBands(new Bands(Price.of(low), Price.of(high)))));
        desk.told();
    }

    private String place(String name, Side side, OrdType type, @Nullable String price, Instructions instructions) {
        desk.order(name, side, new Conditions(type, TimeInForce.DAY, Quantity.of(10), price == null ? null : Price.of(price), 0, instructions));
        return desk.told().lines().findFirst().orElse("").split(" ")[2];
    }

    private String limit(String name, Side side, String price) {
        return place(name, side, OrdType.LIMIT, price, Instructions.NONE);
    }

    @Test
    void aNetPriceIsNoneOfALegsInstrument() {
        bands("9", "11");
        desk.takes("A", OrdType.LIMIT);
        Instructions pair = Instructions
                .multileg(new Strategy(List.of(new Leg("XYZ", Side.BUY, Quantity.of(1), "A"), new Leg("ABC", Side.SELL, Quantity.of(1), "B"))));
        assertEquals("NEW", place("A1", Side.BUY, OrdType.LIMIT, "12", pair));
        assertEquals("NEW", place("A2", Side.SELL, OrdType.LIMIT, "1", pair));
    }

    @Test
    void aLimitAtABandPassesAndATickBeyondDoesNot() {
        bands("9", "11");
        assertEquals("NEW", limit("A1", Side.BUY, "10.99"));
        assertEquals("NEW", limit("A2", Side.BUY, "11"));
        assertEquals("REJECTED", limit("A3", Side.BUY, "11.01"));
        assertEquals("Price(44) of a buy must be at most 11, the upper price band of XYZ, was 11.01", desk.text());
        assertEquals("NEW", limit("A4", Side.BUY, "1"));
        assertEquals("NEW", limit("A5", Side.SELL, "9.01"));
        assertEquals("NEW", limit("A6", Side.SELL, "9"));
        assertEquals("REJECTED", limit("A7", Side.SELL, "8.99"));
        assertEquals("Price(44) of a sell must be at least 9, the lower price band of XYZ, was 8.99", desk.text());
        assertEquals("REJECTED", limit("A8", Side.SELL_SHORT, "8.99"));
        assertEquals("NEW", limit("A9", Side.SELL, "100"));
    }

    @Test
    void marketOrdersGo() {
        bands("9", "11");
        assertEquals("NEW", place("X", Side.BUY, OrdType.MARKET, null, Instructions.NONE));
    }

    @Test
    void aStopOrderIsLookedAtWhenItIsTriggered() {
        bands("9", "11");
        assertEquals("NEW", place("X", Side.BUY, OrdType.STOP_LIMIT, "12", Instructions.stop(Price.of("10.5"))));
        desk.trade("10.5");
        told("");
        bands("9", "12");
        desk.wait(1);
        told("8 X TRIGGERED NEW 10 0 10", "A D1 10@12");
    }

    @Test
    void anOrderIsKeptUntilItsLimitIsWithin() {
        desk.tradeBy(HOLDING);
        bands("9", "11");
        desk.order("X", 10, "11.01");
        told("8 X NEW NEW 10 0 10");
        assertEquals("kept here until its price is within the price bands of XYZ, low 9, high 11", desk.text());
        desk.restart().says("A", Trading.UNSAID, "9", "11").wait(1);
        told("");
        desk.says("A", Trading.UNSAID, "9", "11.01");
        told("A D1 10@11.01");
    }

    @Test
    void aReplaceMayBringItWithinAndNotBeyond() {
        desk.tradeBy(HOLDING);
        bands("9", "11");
        desk.order("X", 10, "12").told();
        desk.replace("Y", "X", 10, "11.5");
        told("8 Y/X PENDING_REPLACE PENDING_REPLACE 10 0 10", "8 Y/X REPLACED NEW 10 0 10");
        desk.replace("Z", "Y", 10, "11.6");
        told("9 Z/Y NEW REPLACE 8");
        desk.replace("W", "Y", 10, "11");
        told("8 W/Y PENDING_REPLACE PENDING_REPLACE 10 0 10", "8 W/Y REPLACED NEW 10 0 10", "A D1 10@11");
        desk.ack("A", "D1").replace("V", "W", 10, "11.01");
        told("9 V/W NEW REPLACE 8");
    }

    @Test
    void whatAVenueLetsGoOfIsNotSentAgainWhereItsLimitIsOutside() {
        desk.order("X", 10, "11").ack("A", "D1").told();
        bands("9", "10.5");
        desk.report("A", "D1", "c1", ExecType.CANCELED, OrdStatus.CANCELED, 0, null, 0).wait(1);
        told("");
        assertNull(desk.steer(new MarketAction.LiftBands()));
        told("! XYZ has no price bands any more, by ann: a test", "B D1 10@11");
    }

    @Test
    void onlyVenuesThatAreAskedForBandsGiveThem() {
        desk.tradeBy(HOLDING).says("B", Trading.UNSAID, "9", "11").order("X", 10, "12");
        told("8 X NEW NEW 10 0 10", "A D1 10@12");
        desk.says("A", Trading.UNSAID, "11", "9");
        told("! A: MsgType(35) f of XYZ: the lower price must not be above the upper one, were low 11 and high 9");
        desk.says("A", Trading.UNSAID, null, "11").says("A", Trading.UNSAID, null, "11").order("Y", 10, "12");
        told("8 Y NEW NEW 10 0 10");
        desk.says("A", Trading.UNSAID, null, "0.01").wait(1);
        told("");
    }

    @Test
    void bandsAreOfOneTradingDay() {
        bands("9", "11");
        desk.house(new Command.StartDay(LocalDate.of(2026, 11, 23))).told();
        assertEquals("NEW", limit("X", Side.BUY, "12"));
        assertEquals("XYZ has no price bands", desk.steer(new MarketAction.LiftBands()));
    }

    @Test
    void bandsThatCannotBeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Bands(null, null));
        assertThrows(IllegalArgumentException.class, () -> new Bands(Price.of("0"), Price.of("1")));
        assertThrows(IllegalArgumentException.class, () -> new Bands(Price.of("2"), Price.of("1")));
    }
}

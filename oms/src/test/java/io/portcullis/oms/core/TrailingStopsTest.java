package io.portcullis.oms.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.Instructions;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Peg;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stop orders whose stop price follows the market, here or at a venue, and pegged ones. Lines as {@link Desk} writes them. */
class TrailingStopsTest extends OnADesk {

    @Override
    int step() {
        return Math.max(1, desk.log.size() / 100);
    }

    private static Peg by(String offset) {
        return new Peg(Peg.Follows.TRAILING_STOP, Price.of(offset).raw(), Peg.OffsetType.PRICE);
    }

    private static @Nullable Price price(@Nullable String text) {
        return text == null || text.isEmpty() ? null : Price.of(text);
    }

    private static Conditions trailing(int qty, @Nullable String stopPx, Peg peg) {
        return new Conditions(OrdType.STOP, TimeInForce.GOOD_TILL_CANCEL, Quantity.of(qty), null, 0, Instructions.trailing(price(stopPx), peg));
    }

    private static Conditions trailingLimit(int qty, String price, @Nullable String stopPx, Peg peg) {
        return new Conditions(OrdType.STOP_LIMIT, TimeInForce.DAY, Quantity.of(qty), Price.of(price), 0, Instructions.trailing(price(stopPx), peg));
    }

    private String stopOf(String clOrdId) {
        Conditions conditions = desk.orderOf(clOrdId).terms().conditions();
        return conditions.instructions().stopPx() + (conditions.price() == null ? "" : " limit " + conditions.price());
    }

    private long moves() {
        return desk.log.stream().flatMap(record -> record.events().stream()).filter(Event.OrderTrailed.class::isInstance).count();
    }

    // Kept here

    @Test
    void theStopPriceFollowsTheMarketUpNeverBackAndIsTriggeredOnce() {
        desk.trade("10").order("X", Side.SELL, trailing(10, null, by("0.5")));
        told("8 X NEW NEW 10 0 10");
        assertEquals("trailed and kept here until StopPx(99) is reached: no venue that takes orders now does that", desk.text());
        assertEquals("9.5", stopOf("X"));
        desk.trade("10.2").trade("9.9").trade("10.1");
        told("");
        assertEquals("9.7", stopOf("X"));
        desk.trade("9.7");
        told("8 X TRIGGERED NEW 10 0 10", "A D1 10@null");
        desk.trade("12").trade("9");
        told("");
        assertEquals("9.7", stopOf("X"));
    }

    @Test
    void thatOfABuyFollowsTheMarketDown() {
        desk.trade("10").order("X", Side.BUY, trailing(10, null, by("0.5"))).trade("9.6").trade("9.9").told();
        assertEquals("10.1", stopOf("X"));
        desk.trade("10.09");
        told("");
        desk.trade("10.15");
        told("8 X TRIGGERED NEW 10 0 10", "A D1 10@null");
    }

    @ParameterizedTest
    @CsvSource({"SELL, 200, BASIS_POINTS, 9.8, 10.13, 9.92", "BUY, 200, BASIS_POINTS, 10.2, 9.87, 10.07", "SELL, 25, TICKS, 9.75, 10.01, 9.76",
        "SELL, -0.255, PRICE, 9.74, 10.01, 9.75"})
    void theDistanceMayBeAPartOfThePriceOrTicks(Side side, String offset, Peg.OffsetType type, String begins, String market, String then) {
        desk.trade("10").order("X", side, trailing(10, null, new Peg(Peg.Follows.TRAILING_STOP, Price.of(offset).raw(), type)));
        assertEquals(begins, stopOf("X"));
        desk.trade(market).told();
        assertEquals(then, stopOf("X"));
    }

    @Test
    void itBeginsWhereTheClientSaysAndMovesOnceTheMarketIsFartherAway() {
        desk.trade("10").order("X", Side.SELL, trailing(10, "9.2", by("0.5")));
        assertEquals("9.5", stopOf("X"));
        desk.order("Y", Side.SELL, trailing(10, "9.8", by("0.5")));
        assertEquals("9.8", stopOf("Y"));
        desk.trade("10.3").told();
        assertEquals("9.8", stopOf("Y"));
        desk.trade("10.31");
        assertEquals("9.81", stopOf("Y"));
    }

    @Test
    void oneThatCameBeforeAnyPriceBeginsWithTheFirst() {
        desk.order("X", Side.SELL, trailing(10, null, by("0.5"))).told();
        assertEquals("null", stopOf("X"));
        desk.restart().trade("0.4").trade("8");
        assertEquals("7.5", stopOf("X"));
        desk.trade("7.5");
        told("8 X TRIGGERED NEW 10 0 10", "A D1 10@null");
    }

    @Test
    void theLimitKeepsItsDistance() {
        desk.trade("10").order("X", Side.SELL, trailingLimit(10, "9.4", "9.5", by("0.5"))).trade("10.75").told();
        assertEquals("10.25 limit 10.15", stopOf("X"));
        desk.trade("10.2");
        told("8 X TRIGGERED NEW 10 0 10", "A D1 10@10.15");
        desk.ack("A", "D1").replace("Y", "X", Side.SELL, trailingLimit(20, "10", "9.5", by("0.5")));
        told("8 Y/X PENDING_REPLACE PENDING_REPLACE 10 0 10", "A G1 D1 20@10");
    }

    @Test
    void moreThanOneIsMovedAndOnlyThoseThatThePriceMoves() {
        desk.trade("10").order("X", Side.SELL, trailing(1, null, by("0.5"))).order("Y", Side.SELL, trailing(2, "9.9", by("0.5")))
                .order("Z", Side.BUY, trailing(3, null, by("0.5"))).trade("10.2").told();
        assertEquals("9.7 9.9 10.5", stopOf("X") + " " + stopOf("Y") + " " + stopOf("Z"));
        assertEquals(1, moves());
    }

    @Test
    void aMoveThatIsLessThanATickIsNotRecorded() {
        desk.trade("10").order("X", Side.SELL, trailing(1, null, new Peg(Peg.Follows.TRAILING_STOP, Price.of("5000").raw(), Peg.OffsetType.BASIS_POINTS)));
        int before = desk.log.size();
        desk.trade("10.01");
        assertEquals(before, desk.log.size());
        desk.trade("10.02");
        assertEquals("5.01", stopOf("X"));
    }

    @Test
    void itTrailsOnWhileTradingIsHaltedAndIsTriggeredWhenItGoesOn() {
        desk.trade("10").order("X", Side.SELL, trailing(10, null, by("0.5"))).house(new Command.HaltTrading("OPS", "drill")).trade("11").trade("10.4").told();
        assertEquals("10.5", stopOf("X"));
        desk.house(new Command.ResumeTrading("OPS", "over")).told();
        desk.wait(0);
        told("8 X TRIGGERED NEW 10 0 10", "A D1 10@null");
    }

    @Test
    void itSurvivesARestartWithTheStopPriceThatItHad() {
        desk.trade("10").order("X", Side.SELL, trailing(10, null, by("0.5"))).trade("11").trade("10.6").told();
        desk.restart();
        assertEquals("10.5", stopOf("X"));
        desk.trade("10.55");
        told("");
        desk.trade("10.5");
        told("8 X TRIGGERED NEW 10 0 10", "A D1 10@null");
        desk.restart().trade("9");
        told("");
    }

    @Test
    void manyAreMovedInSeveralRecordsAllByTheBestPriceThoughItIsGone() {
        desk.trade("10");
        for (int i = 0; i < 450; i++) {
            desk.order("X" + i, Side.SELL, trailing(1, null, by("0.5")));
        }
        desk.trade("11").trade("10.7").order("Y", Side.SELL, trailing(1, "9", by("0.1"))).told();
        assertTrue(desk.isBehind());
        for (int i = 0; i < 10 && desk.isBehind(); i++) {
            desk.wait(0);
        }
        assertFalse(desk.isBehind());
        told("");
        assertEquals("10.5 10.5 10.6", stopOf("X0") + " " + stopOf("X449") + " " + stopOf("Y"));
        assertEquals(451, moves());
    }

    @Test
    void whatIsMovedLateAndReachedMeanwhileIsTriggered() {
        desk.trade("10");
        for (int i = 0; i < 350; i++) {
            desk.order("X" + i, Side.SELL, trailing(1, null, by("0.5")));
        }
        desk.trade("11").trade("10.4").told();
        for (int i = 0; i < 10 && desk.isBehind(); i++) {
            desk.wait(0);
        }
        assertEquals(350, desk.log.stream().flatMap(record -> record.events().stream()).filter(Event.OrderTriggered.class::isInstance).count());
    }

    @Test
    void ordersThatAreStillToBeMovedAreMovedThoughNoPriceIsSeenAnyMore() {
        desk.trade("10");
        for (int i = 0; i < 250; i++) {
            desk.order("X" + i, Side.SELL, trailing(1, null, by("0.5")));
        }
        desk.trade("11").nobodyTrades().told();
        for (int i = 0; i < 10 && desk.isBehind(); i++) {
            desk.wait(0);
        }
        assertEquals("10.5 10.5", stopOf("X0") + " " + stopOf("X249"));
    }

    // Replaced

    @Test
    void aReplaceOfTheQuantityMovesNothingBackWhicheverStopPriceTheClientRepeats() {
        desk.trade("10").order("X", Side.SELL, trailing(10, "9.3", by("0.5"))).trade("10.6").told();
        desk.replace("Y", "X", Side.SELL, trailing(20, "9.3", by("0.5")));
        told("8 Y/X PENDING_REPLACE PENDING_REPLACE 10 0 10", "8 Y/X REPLACED NEW 20 0 20");
        assertEquals("10.1", stopOf("Y"));
        desk.replace("Z", "Y", Side.SELL, trailing(30, null, by("0.5"))).told();
        assertEquals("10.1", stopOf("Z"));
        desk.replace("W", "Z", Side.SELL, trailing(30, "10.2", by("0.5"))).told();
        assertEquals("10.2", stopOf("W"));
    }

    @Test
    void aReplaceKeepsTheDistanceOfTheLimitThatItSays() {
        desk.trade("10").order("X", Side.SELL, trailingLimit(10, "9.4", "9.5", by("0.5"))).trade("10.75").told();
        desk.replace("Y", "X", Side.SELL, trailingLimit(10, "9.4", "9.5", by("0.5"))).told();
        assertEquals("10.25 limit 10.15", stopOf("Y"));
        desk.replace("Z", "Y", Side.SELL, trailingLimit(10, "10", "10.25", by("0.5"))).told();
        assertEquals("10.25 limit 10", stopOf("Z"));
    }

    @Test
    void byAnotherDistanceItBeginsAnew() {
        desk.trade("10").order("X", Side.SELL, trailing(10, null, by("0.5"))).trade("11").trade("10.8").told();
        desk.replace("Y", "X", Side.SELL, trailing(10, null, by("1"))).told();
        assertEquals("9.8", stopOf("Y"));
        desk.replace("Z", "Y", Side.SELL, trailing(10, "9", by("0.2"))).told();
        assertEquals("10.6", stopOf("Z"));
    }

    @Test
    void itMayBecomeAStopOrderThatStays() {
        desk.trade("10").order("X", Side.SELL, trailing(10, null, by("0.5"))).told();
        desk.replace("Y", "X", Side.SELL,
                new Conditions(OrdType.STOP, TimeInForce.GOOD_TILL_CANCEL, Quantity.of(10), null, 0, Instructions.stop(Price.of("9"))));
        desk.trade("12").told();
        assertEquals("9", stopOf("Y"));
    }

    @Test
    void onceItWasTriggeredItsStopPriceAndDistanceStay() {
        desk.trade("10").order("X", Side.SELL, trailing(10, null, by("0.5"))).trade("11").trade("10.5").ack("A", "D1").told();
        desk.replace("Y", "X", Side.SELL, trailing(10, null, by("1")));
        told("9 Y/X NEW REPLACE 2");
        assertEquals("StopPx(99) of the order is 10.5 and cannot become null, because it was triggered", desk.text());
        desk.replace("Z", "X", Side.SELL, trailing(10, "10.5", by("1")));
        told("9 Z/X NEW REPLACE 2");
        assertEquals("the order is one with ExecInst(18) a, PegOffsetValue(211) 0.5 and cannot become one with ExecInst(18) a, PegOffsetValue(211) 1, because"
                + " it was triggered", desk.text());
        desk.replace("W", "X", Side.SELL, trailing(20, "9.5", by("0.5")));
        told("8 W/X PENDING_REPLACE PENDING_REPLACE 10 0 10", "A G1 D1 20@null");
    }

    // At a venue

    @Test
    void aVenueThatTrailsThemGetsThemAsTheyAreAndShowsWhereTheStopPriceIs() {
        desk.trade("10").takes("B", OrdType.STOP).order("X", Side.SELL, trailing(10, null, by("0.5")));
        told("8 X NEW NEW 10 0 10", "B D1 10@null STOP");
        desk.ack("B", "D1").trade("11");
        told("");
        assertEquals("null", stopOf("X"));
        desk.shows("B", "D1", "10.5");
        told("");
        assertEquals("10.5", stopOf("X"));
        desk.shows("B", "D1", "10.2");
        assertEquals("10.5", stopOf("X"));
        desk.report("B", "D1", "t1", ExecType.TRIGGERED, OrdStatus.NEW, 0, null, 0);
        told("8 X TRIGGERED NEW 10 0 10");
    }

    @Test
    void whatAVenueLetsGoOfGoesOnHereFromWhereItWas() {
        desk.trade("10").takes("B", OrdType.STOP).order("X", Side.SELL, trailing(10, "9.5", by("0.5"))).ack("B", "D1").shows("B", "D1", "9.9")
                .canceled("B", "D1", 0).told();
        assertEquals("9.9", stopOf("X"));
        desk.trade("10.6").told();
        assertEquals("10.1", stopOf("X"));
        desk.trade("10.1");
        told("8 X TRIGGERED NEW 10 0 10", "A D1 10@null");
    }

    @Test
    void aPeggedOrderGoesToAVenueThatTakesItAndNowhereElse() {
        Conditions pegged = new Conditions(OrdType.PEGGED, TimeInForce.DAY, Quantity.of(10), Price.of("10"), 0,
                Instructions.trailing(null, new Peg(Peg.Follows.PRIMARY, 0, Peg.OffsetType.PRICE)));
        desk.order("X", Side.BUY, pegged);
        told("8 X REJECTED REJECTED 10 0 0");
        assertEquals("no venue that is connected takes XYZ orders with OrdType(40) P, ExecInst(18) R, PegOffsetValue(211) 0 now", desk.text());
        desk.takes("C", OrdType.PEGGED).order("Y", Side.BUY, pegged);
        told("8 Y NEW NEW 10 0 10", "C D1 10@10 PEGGED");
        desk.ack("C", "D1").showsPrice("C", "D1", "9.5");
        told("");
        desk.canceled("C", "D1", 0);
        told("8 Y CANCELED CANCELED 10 0 0");
    }

    // Refused

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "STOP | SELL | | | TRAILING_STOP | 0 | PRICE | PegOffsetValue(211) of a trailing stop order is its distance from the market and must be other than 0, was 0 or is missing",
        "STOP | BUY | | | TRAILING_STOP | -1 | PRICE | PegOffsetValue(211) of a trailing stop order is its distance from the market and must be positive, was -1",
        "STOP | BUY | | | TRAILING_STOP | 10000 | BASIS_POINTS | PegOffsetValue(211) in basis points must be below 10000, was 10000",
        "STOP | BUY | | | TRAILING_STOP | 1.5 | TICKS | PegOffsetValue(211) must be whole ticks with PegOffsetType(836) 2, was 1.5",
        "STOP_LIMIT | BUY | | 10 | TRAILING_STOP | 1 | PRICE | StopPx(99) is missing in a stop-limit order",
        "MARKET_IF_TOUCHED | BUY | 10 | | TRAILING_STOP | 1 | PRICE | ExecInst(18) a goes with OrdType(40) 3 or 4, was J",
        "LIMIT | BUY | | 10 | PRIMARY | 0 | PRICE | ExecInst(18) R goes with OrdType(40) P, was 2",
        "PEGGED | BUY | | 10.001 | MARKET | 0 | PRICE | Price(44) must be a multiple of 0.01, was 10.001",
        "PEGGED | BUY | 9 | | MARKET | 0 | PRICE | StopPx(99) must not stand in a pegged order, was 9"})
    void whatMakesNoSenseIsRefusedWithTheFieldThatIsWrong(OrdType ordType, Side side, String stopPx, String limit, Peg.Follows follows, String offset,
            Peg.OffsetType type, String text) {
        Peg peg = new Peg(follows, Price.of(offset).raw(), type);
        desk.order("X", side, new Conditions(ordType, TimeInForce.DAY, Quantity.of(10), price(limit), 0, Instructions.trailing(price(stopPx), peg)));
        told("8 X REJECTED REJECTED 10 0 0");
        assertEquals(text, desk.text());
    }

    @Test
    void aPeggedOrderSaysWhatItsPriceFollows() {
        desk.order("X", Side.BUY, new Conditions(OrdType.PEGGED, TimeInForce.DAY, Quantity.of(10), null, 0)).told();
        assertEquals("ExecInst(18) R, P or M is missing in a pegged order: what its price follows", desk.text());
    }

    @Test
    void aDistanceBeyondAllPricesHurtsNobody() {
        Peg far = new Peg(Peg.Follows.TRAILING_STOP, Long.MAX_VALUE, Peg.OffsetType.PRICE);
        desk.order("X", Side.SELL, trailing(10, null, far)).order("Y", Side.BUY, trailing(10, null, far)).trade("11").trade("9").told();
        assertEquals("null null", stopOf("X") + " " + stopOf("Y"));
    }

    @Test
    void aDistanceThatIsTheWholePriceOrMoreIsRefused() {
        String text = "PegOffsetValue(211) of a trailing stop order that is kept here must leave a stop price above 0, the market being at 10, was 10";
        desk.trade("10").order("X", Side.SELL, trailing(10, null, by("10"))).told();
        assertEquals(text, desk.text());
        desk.order("Y", Side.SELL, trailing(10, null, by("1"))).told();
        desk.replace("Z", "Y", Side.SELL, trailing(10, null, by("10"))).told();
        assertEquals(text, desk.text());
    }
}

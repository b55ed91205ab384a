package io.portcullis.oms.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.MarketAction;
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
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Short sales after a fall of ten percent, Regulation SHO Rule 201: the last close is 10. Lines as {@link Desk} writes them. */
class ShortSalePriceTest extends OnADesk {

    private static final MarketRules AT_NYSE = new MarketRules(false, false, Set.of("XNYS"), Set.of(), Set.of());

    @BeforeEach
    void itsMarketIsOneOfTheRule() {
        desk.tradeBy(AT_NYSE);
    }

    private String sell(String name, Side side, OrdType type, @Nullable String price, Instructions instructions) {
        desk.order(name, side, conditions(type, 10, price, instructions));
        return desk.told().lines().filter(line -> line.startsWith("8")).findFirst().orElse("").split(" ")[2];
    }

    private static Conditions conditions(OrdType type, int qty, @Nullable String price, Instructions instructions) {
        return new Conditions(type, TimeInForce.DAY, Quantity.of(qty), price == null ? null : Price.of(price), 0, instructions);
    }

    private String shortAt(String name, String price) {
        return sell(name, Side.SELL_SHORT, OrdType.LIMIT, price, Instructions.NONE);
    }

    private void fallen() {
        desk.trades("9").bid("8.99").told();
    }

    @Test
    void itBeginsWithATradeTenPercentBelowTheLastCloseAndNotATickBefore() {
        desk.bid("9").trades("9.01");
        told("");
        assertEquals("NEW", shortAt("X", "9"));
        desk.trades("9");
        told("! short sales of XYZ are restricted by Rule 201 for this trading day and the next one, by market data: last trade 9, last close 10");
        desk.trades("8.5");
        told("");
        assertEquals("REJECTED", shortAt("Y", "9"));
    }

    @Test
    void aShortSaleMustBePricedAboveTheBestBid() {
        fallen();
        assertEquals("REJECTED", shortAt("A1", "8.98"));
        assertEquals("REJECTED", shortAt("A2", "8.99"));
        assertEquals("short sales of XYZ are restricted by Rule 201 until the end of the trading day after 2026-11-20: Price(44) 8.99 must be above the best "
                + "bid 8.99", desk.text());
        assertEquals("NEW", shortAt("A3", "9"));
        assertEquals("REJECTED", sell("A4", Side.SELL_SHORT, OrdType.MARKET, null, Instructions.NONE));
        assertEquals("short sales of XYZ are restricted by Rule 201 until the end of the trading day after 2026-11-20: Price(44) must be above the best bid "
                + "8.99, was missing", desk.text());
        assertEquals("REJECTED", sell("A5", Side.SELL_SHORT, OrdType.STOP, null, Instructions.stop(Price.of("8"))));
        assertEquals("NEW", sell("A6", Side.SELL, OrdType.MARKET, null, Instructions.NONE));
        assertEquals("NEW", sell("A7", Side.BUY, OrdType.LIMIT, "9", Instructions.NONE));
    }

    @Test
    void withoutABidItIsRefused() {
        fallen();
        desk.bid(null);
        assertEquals("REJECTED", shortAt("X", "20"));
        assertEquals("short sales of XYZ are restricted by Rule 201 until the end of the trading day after 2026-11-20: Price(44) must be above the best bid, "
                + "and none is seen", desk.text());
    }

    @Test
    void itHoldsForTheNextTradingDayToo() {
        fallen();
        desk.house(new Command.StartDay(LocalDate.of(2026, 11, 23))).told();
        assertEquals("REJECTED", shortAt("X", "8.99"));
        assertEquals("short sales of XYZ are restricted by Rule 201 until the end of trading day 2026-11-23: Price(44) 8.99 must be above the best bid 8.99",
                desk.text());
        desk.house(new Command.StartDay(LocalDate.of(2026, 11, 24))).told();
        assertEquals("NEW", shortAt("Y", "8.99"));
    }

    @Test
    void anotherFallOnTheNextDayBeginsItAnewAndATradeOfTheDayBeforeDoesNot() {
        fallen();
        desk.house(new Command.StartDay(LocalDate.of(2026, 11, 23))).told();
        desk.bid("8.98");
        told("");
        desk.trades("8.97");
        told("! short sales of XYZ are restricted by Rule 201 for this trading day and the next one, by market data: last trade 8.97, last close 10");
        desk.house(new Command.StartDay(LocalDate.of(2026, 11, 24))).told();
        assertEquals("REJECTED", shortAt("X", "8.98"));
    }

    @Test
    void aReplaceIsHeldAgainstTheBidAndOneForLessIsNot() {
        fallen();
        assertEquals("NEW", shortAt("X", "9"));
        desk.ack("A", "D1").replace("Y", "X", Side.SELL_SHORT, conditions(OrdType.LIMIT, 10, "8.99", Instructions.NONE));
        told("9 Y/X NEW REPLACE 8");
        desk.bid("9.5").replace("Z", "X", Side.SELL_SHORT, conditions(OrdType.LIMIT, 11, "9", Instructions.NONE));
        told("9 Z/X NEW REPLACE 8");
        desk.replace("W", "X", Side.SELL_SHORT, conditions(OrdType.LIMIT, 9, "9", Instructions.NONE));
        told("8 W/X PENDING_REPLACE PENDING_REPLACE 10 0 10", "A G1 D1 9@9");
    }

    @Test
    void aStopOrderWaitsUntilItMayGoOut() {
        desk.bid("9.5");
        assertEquals("NEW", sell("X", Side.SELL_SHORT, OrdType.STOP_LIMIT, "9", Instructions.stop(Price.of("9.2"))));
        desk.trade("9");
        told("! short sales of XYZ are restricted by Rule 201 for this trading day and the next one, by market data: last trade 9, last close 10");
        desk.bid("8.99");
        told("8 X TRIGGERED NEW 10 0 10", "A D1 10@9");
    }

    @Test
    void whatAVenueLetsGoOfGoesOutAgainWhenTheBidAllowsIt() {
        fallen();
        assertEquals("NEW", shortAt("X", "9"));
        desk.ack("A", "D1").bid("9").report("A", "D1", "c1", ExecType.CANCELED, OrdStatus.CANCELED, 0, null, 0).wait(1);
        told("");
        desk.restart().wait(1);
        told("");
        desk.bid("8.99");
        told("B D1 10@9");
    }

    @Test
    void shortExemptIsForThoseWhoAreEntitled() {
        assertEquals("REJECTED", sell("X", Side.SELL_SHORT_EXEMPT, OrdType.LIMIT, "9", Instructions.NONE));
        assertEquals("Side(54) must be 5 for short sales of account ACC, which may not sell short exempt, was 6", desk.text());
        fallen();
        desk.orderFor("Y", "ACC2", Side.SELL_SHORT_EXEMPT, conditions(OrdType.MARKET, 10, null, Instructions.NONE));
        told("8 Y NEW NEW 10 0 10", "A D1 10@null");
    }

    private static Conditions pair(Side ofSecondLeg) {
        return conditions(OrdType.LIMIT, 10, "1", Instructions.multileg(new Strategy(List.of(new Leg("XYZ", Side.BUY, Quantity.of(1), "A"),
                new Leg("ABC", ofSecondLeg, Quantity.of(1), "B")))));
    }

    @Test
    void aLegThatIsSoldShortExemptIsForThoseWhoAreEntitled() {
        desk.takes("A", OrdType.LIMIT).order("X", Side.BUY, pair(Side.SELL_SHORT_EXEMPT));
        told("8 X REJECTED REJECTED 10 0 0");
        assertEquals("leg 2: LegSide(624) must be 5 for short sales of account ACC, which may not sell short exempt, was 6", desk.text());
        desk.orderFor("Y", "ACC2", Side.BUY, pair(Side.SELL_SHORT_EXEMPT));
        told("8 Y NEW NEW 10 0 10", "A D1 10@1");
    }

    @Test
    void itBeginsAlsoWithAShortLegWhoseInstrumentHasFallen() {
        desk.takes("A", OrdType.LIMIT).tradeBy(MarketRules.DEFAULT).trades("9").tradeBy(AT_NYSE).told();
        desk.order("X", Side.BUY, pair(Side.SELL_SHORT));
        told("! short sales of ABC are restricted by Rule 201 for this trading day and the next one, by market data: last trade 9, last close 10",
                "8 X REJECTED REJECTED 10 0 0");
    }

    @Test
    void peopleMayRestrictAndFreeThem() {
        desk.bid("10");
        assertNull(desk.steer(new MarketAction.RestrictShortSales()));
        assertEquals("short sales of XYZ are restricted already, by ann: a test", desk.steer(new MarketAction.RestrictShortSales()));
        assertEquals("REJECTED", shortAt("X", "10"));
        assertNull(desk.steer(new MarketAction.FreeShortSales()));
        assertEquals("short sales of XYZ are not restricted", desk.steer(new MarketAction.FreeShortSales()));
        assertEquals("NEW", shortAt("Y", "10"));
    }

    @Test
    void elsewhereTheRuleIsNone() {
        desk.tradeBy(MarketRules.DEFAULT).trades("5").bid("5");
        assertEquals("NEW", shortAt("X", "5"));
        assertEquals("NEW", sell("Y", Side.SELL_SHORT_EXEMPT, OrdType.LIMIT, "9", Instructions.NONE));
        assertEquals("short sales of XYZ are not restricted by Rule 201: short-sale-price-test-markets does not name its primary market",
                desk.steer(new MarketAction.RestrictShortSales()));
    }
}

package io.portcullis.venues.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Instruments;
import io.portcullis.oms.instrument.TickTable;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Instructions;
import io.portcullis.oms.types.Leg;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.Strategy;
import io.portcullis.oms.types.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Multi-leg orders at a simulated exchange: ONE is quoted 99 to 101 for 500, TWO 49 to 51 for 300, and a strategy is one of ONE against two of TWO. */
class StrategyOrdersTest {

    private static final Instruments INSTRUMENTS = new Instruments(List.of(instrument("ONE"), instrument("TWO")));
    private static final Strategy PAIR = new Strategy(
            List.of(new Leg("ONE", Side.BUY, Quantity.of(1), "A"), new Leg("TWO", Side.SELL, Quantity.of(2), "B")));

    private final List<String> told = new ArrayList<>();
    private final SimulatedExchange exchange = new SimulatedExchange(INSTRUMENTS, false, "X", this::report);

    private static Instrument instrument(String symbol) {
        return new Instrument(symbol, null, "XTST", "EUR", TickTable.of(Price.of("0.01")), Quantity.of(1), Price.of("10"));
    }

    private void report(ExchangeReport report) {
        told.add(switch (report) {
            case ExchangeReport.Execution e -> (e.leg() == null ? "" : "leg " + e.leg().refId() + " ") + e.execType() + " " + e.order().ordStatus()
                    + (e.last() == null ? "" : " " + e.last().quantity() + "@" + e.last().price()) + (e.text() == null ? "" : ": " + e.text());
            case ExchangeReport.CancelReject e -> "refused: " + e.text();
        });
    }

    private void told(String... lines) {
        assertEquals(List.of(lines), told);
        told.clear();
    }

    @BeforeEach
    void isQuoted() {
        quote("ONE", "99", "101", 500);
        quote("TWO", "49", "51", 300);
    }

    private void quote(String symbol, String bid, String offer, int quantity) {
        exchange.engine().quote(symbol, Side.BUY, Quantity.of(quantity), Price.of(bid), TimeInForce.DAY);
        exchange.engine().quote(symbol, Side.SELL, Quantity.of(quantity), Price.of(offer), TimeInForce.DAY);
    }

    private void order(String clOrdId, Side side, int quantity, String price, TimeInForce timeInForce, Strategy strategy) {
        exchange.accept(new ExchangeRequest.NewOrder("HUB", clOrdId, "PAIR", side, new Conditions(OrdType.LIMIT, timeInForce, Quantity.of(quantity),
                Price.of(price), 0, Instructions.multileg(strategy))), false, 0);
    }

    @Test
    void oneIsExecutedForAsMuchAsTheQuotesShow() {
        order("X", Side.BUY, 200, "3", TimeInForce.DAY, PAIR);
        told("NEW NEW", "TRADE PARTIALLY_FILLED 150@3", "leg A TRADE PARTIALLY_FILLED 150@101", "leg B TRADE PARTIALLY_FILLED 300@49");
        exchange.engine().executeStrategies();
        told("TRADE FILLED 50@3", "leg A TRADE FILLED 50@101", "leg B TRADE FILLED 100@49");
    }

    @Test
    void soldItGoesTheOtherWay() {
        order("X", Side.OPPOSITE, 10, "-3", TimeInForce.DAY, PAIR);
        told("NEW NEW", "TRADE FILLED 10@-3", "leg A TRADE FILLED 10@99", "leg B TRADE FILLED 20@51");
    }

    @Test
    void oneRestsUntilTheQuotesGiveItsPrice() {
        order("X", Side.BUY, 10, "2", TimeInForce.DAY, PAIR);
        exchange.engine().executeStrategies();
        told("NEW NEW");
        exchange.accept(new ExchangeRequest.Replace("HUB", "Y", "X", Quantity.of(20), Price.of("4"), null), false, 0);
        told("REPLACED NEW", "TRADE FILLED 20@3", "leg A TRADE FILLED 20@101", "leg B TRADE FILLED 40@49");
    }

    @Test
    void whatMayNotRestEnds() {
        order("X", Side.BUY, 10, "2", TimeInForce.IMMEDIATE_OR_CANCEL, PAIR);
        order("Y", Side.BUY, 200, "3", TimeInForce.FILL_OR_KILL, PAIR);
        told("NEW NEW", "CANCELED CANCELED: the quotes of the legs allow no more", "NEW NEW", "CANCELED CANCELED: the quotes of the legs allow no more");
    }

    @Test
    void aLegThatIsNotTradedIsNamed() {
        order("X", Side.BUY, 10, "2", TimeInForce.DAY, new Strategy(List.of(PAIR.legs().getFirst(), new Leg("THREE", Side.SELL, Quantity.of(1), "B"))));
        told("REJECTED REJECTED: LegSymbol(600) THREE is not traded here");
    }

    @Test
    void itIsCanceledAsAnyOther() {
        order("X", Side.BUY, 10, "2", TimeInForce.DAY, PAIR);
        exchange.accept(new ExchangeRequest.Cancel("HUB", "Y", "X"), false, 0);
        told("NEW NEW", "CANCELED CANCELED");
    }
}

package io.portcullis.venues.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.paritytrading.parity.match.OrderBook;
import com.paritytrading.parity.match.OrderBookListener;
import com.paritytrading.parity.match.Side;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Plain limit orders, cancels and reductions, against another matching engine with price-time priority: parity-match of Parity Trading. */
class ParityOracleTest {

    private static final int SEEDS = 200;
    private static final int STEPS = 400;

    @Test
    void plainLimitOrdersMeetAsTheyDoInAnotherMatchingEngine() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Oracle oracle = new Oracle();
            Floor floor = new Floor(false);
            SplittableRandom random = new SplittableRandom(seed);
            Map<Integer, Order> orders = new HashMap<>();
            for (int i = 1; i <= STEPS; i++) {
                List<String> expected = oracle.happens(i, random.split(), orders);
                List<String> told = matches(floor.happens(oracle.line), floor, orders);
                assertEquals(expected, told, "seed " + seed + " step " + i + ": " + oracle.line);
            }
        }
    }

    /** What the test knows of an order: under which name it goes now. */
    private static final class Order {
        private final io.portcullis.oms.types.Side side;
        private final long price;
        private String name;
        private long quantity;
        private long executed;

        Order(io.portcullis.oms.types.Side side, long price, String name, long quantity) {
            this.side = side;
            this.price = price;
            this.name = name;
            this.quantity = quantity;
        }
    }

    /** Of each trade: who rested, who came, how much, at which price. */
    private static List<String> matches(List<String> lines, Floor floor, Map<Integer, Order> orders) {
        List<String> trades = new ArrayList<>();
        List<ExchangeReport> last = floor.reports.subList(floor.reports.size() - lines.size(), floor.reports.size());
        List<ExchangeReport.Execution> fills = last.stream().filter(ExchangeReport.Execution.class::isInstance).map(ExchangeReport.Execution.class::cast)
                .filter(e -> e.execType() == ExecType.TRADE).toList();
        for (int i = 0; i < fills.size(); i += 2) {
            trades.add(number(fills.get(i), orders) + " " + number(fills.get(i + 1), orders) + " " + fills.get(i).last().quantity() + "@"
                    + fills.get(i).last().price());
        }
        return trades;
    }

    private static int number(ExchangeReport.Execution e, Map<Integer, Order> orders) {
        return orders.entrySet().stream().filter(order -> order.getValue().name.equals(e.clOrdId())).findFirst().orElseThrow().getKey();
    }

    private static final class Oracle implements OrderBookListener {

        private final OrderBook book = new OrderBook(this);
        private final List<String> trades = new ArrayList<>();
        private Map<Integer, Order> orders = Map.of();
        private String line = "";

        List<String> happens(int number, SplittableRandom random, Map<Integer, Order> known) {
            trades.clear();
            orders = known;
            Order other = known.get(1 + random.nextInt(number));
            int kind = random.nextInt(10);
            if (other != null && kind < 2) {
                line = "cancel o" + number + " " + other.name;
                if (other.executed < other.quantity) { // the other engine takes away all that is at the price of an order that is filled already
                    book.cancel(numberOf(other), 0);
                    other.name = "o" + number;
                    other.quantity = other.executed;
                }
            } else if (other != null && kind < 4 && other.quantity - other.executed > 10) {
                other.quantity -= 10;
                line = "replace o" + number + " " + other.name + " " + other.quantity + " " + new Price(other.price);
                book.cancel(numberOf(other), other.quantity - other.executed);
                other.name = "o" + number;
            } else {
                long quantity = 10 * (1 + random.nextInt(20));
                long price = Price.of("10").raw() + random.nextInt(8) * Price.of("0.01").raw();
                io.portcullis.oms.types.Side side = random.nextBoolean() ? io.portcullis.oms.types.Side.BUY : io.portcullis.oms.types.Side.SELL;
                known.put(number, new Order(side, price, "o" + number, quantity));
                line = "new o" + number + " " + side + " " + quantity + " " + new Price(price) + " GTC";
                book.enter(number, side.isBuy() ? Side.BUY : Side.SELL, price, quantity);
            }
            return List.copyOf(trades);
        }

        private int numberOf(Order order) {
            return orders.entrySet().stream().filter(each -> each.getValue() == order).findFirst().orElseThrow().getKey();
        }

        @Override
        public void match(long restingOrderId, long incomingOrderId, Side incomingSide, long price, long executedQuantity, long remainingQuantity) {
            orders.get((int) restingOrderId).executed += executedQuantity;
            orders.get((int) incomingOrderId).executed += executedQuantity;
            trades.add(restingOrderId + " " + incomingOrderId + " " + Quantity.of(executedQuantity) + "@" + new Price(price));
        }

        @Override
        public void add(long orderId, Side side, long price, long size) {
            // not compared: what rests shows in who is met later
        }

        @Override
        public void cancel(long orderId, long canceledQuantity, long remainingQuantity) {
            // likewise
        }
    }
}

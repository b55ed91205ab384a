package io.portcullis.venues.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.venues.exchange.ExchangeReport.Execution;
import io.portcullis.venues.exchange.ExchangeReport.OrderFacts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Whatever is asked of the exchange, by all types of orders, through auctions, halts, price bands, busts and corrections: every share that is bought is sold, no order has more
 * than it asked for or at a worse price, and nobody is passed over.
 */
class ExchangePropertiesTest {

    private static final int SEEDS = 400;
    private static final int STEPS = 250;
    private static final String[] EXTRAS = {"", "", "", " display=20", " display=50", " aon", " min=40", " post"};

    private record Resting(ExchangeOrder order, Quantity cumQty, boolean isPlain) {
    }

    @Test
    void everyShareThatIsBoughtIsSoldAndNobodyIsPassedOver() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Floor floor = new Floor(false);
            floor.happens("has-auctions");
            SplittableRandom random = new SplittableRandom(seed);
            for (int i = 0; i < STEPS; i++) {
                List<Resting> before = resting(floor);
                String line = randomLine(random, i);
                floor.happens(line);
                String what = "seed " + seed + " step " + i + ": " + line;
                checkNobodyIsPassedOver(what, before, line);
                checkBook(what, floor);
            }
            checkConserved("seed " + seed, floor.reports);
        }
    }

    private static String randomLine(SplittableRandom random, int i) {
        String known = "o" + random.nextInt(i + 1);
        String side = random.nextBoolean() ? "BUY" : "SELL";
        int quantity = 50 + 10 * random.nextInt(20);
        String price = "10.0" + random.nextInt(8);
        String order = "new o" + i + " " + side + " " + quantity + " ";
        return switch (random.nextInt(40)) {
            case 0, 1, 2 -> "cancel o" + i + " " + known;
            case 3, 4 -> "replace o" + i + " " + known + " " + quantity + " " + price;
            case 5, 6 -> order + "MKT DAY";
            case 7, 8 -> order + price + (random.nextBoolean() ? " IOC" : " FOK");
            case 9, 10 -> order + "- DAY peg=" + "RPM".charAt(random.nextInt(3)) + (random.nextBoolean() ? "" : random.nextBoolean() ? "-0.01" : "0.01");
            case 11 -> order + price + " DAY peg=P";
            case 12, 13 -> order + "MKT>" + price + " DAY";
            case 14 -> order + price + " DAY smp=" + (random.nextBoolean() ? "A" : "B");
            case 15 -> "prevent CANCEL_" + List.of("NEWEST", "OLDEST", "BOTH").get(random.nextInt(3));
            case 16 -> "bust t" + (1 + random.nextInt(i + 1));
            case 17 -> "correct t" + (1 + random.nextInt(i + 1)) + " " + quantity + "@" + price;
            case 18 -> random.nextBoolean() ? "call OPENING" : "call CLOSING";
            case 19, 20, 21 -> "go-on";
            case 22 -> random.nextInt(3) == 0 ? "halt" : "go-on";
            case 23 -> "bands 10.0" + random.nextInt(3) + " 10.0" + (4 + random.nextInt(3));
            case 24 -> "lift-bands";
            case 25 -> order + (random.nextBoolean() ? "MKT" : price) + (random.nextBoolean() ? " OPG" : " ATC");
            case 26 -> "unsolicited " + known;
            default -> order + price + " DAY" + EXTRAS[random.nextInt(EXTRAS.length)];
        };
    }

    private static List<Resting> resting(Floor floor) {
        return ((LitBook) floor.exchange.engine().book(Floor.SYMBOL)).all().stream()
                .map(order -> new Resting(order, order.cumQty, !order.isHidden() && order.extras.equals(OrderExtras.NONE))).toList();
    }

    /** Of two plain orders that rested on one side, in the order in which the book has them, the second was executed only if the first is done. */
    private static void checkNobodyIsPassedOver(String what, List<Resting> before, String line) {
        if (line.startsWith("replace") || line.startsWith("bust") || line.startsWith("correct") || line.startsWith("call")) {
            return;
        }
        Map<Boolean, ExchangeOrder> waiting = new HashMap<>();
        for (Resting each : before) {
            boolean isBuy = each.order.side.isBuy();
            boolean wasExecuted = each.order.cumQty.exceeds(each.cumQty);
            ExchangeOrder first = waiting.get(isBuy);
            assertTrue(!wasExecuted || !each.isPlain || first == null,
                    () -> what + ": " + each.order.clOrdId + " was executed before " + (first == null ? "" : first.clOrdId));
            if (each.isPlain && each.order.isOpen()) {
                waiting.putIfAbsent(isBuy, each.order);
            }
        }
    }

    private static void checkBook(String what, Floor floor) {
        if (!floor.exchange.engine().trading(Floor.SYMBOL).isContinuous()) {
            return;
        }
        Map<Long, Long> bids = floor.exchange.engine().shown(Floor.SYMBOL, true, 1);
        Map<Long, Long> offers = floor.exchange.engine().shown(Floor.SYMBOL, false, 1);
        assertTrue(bids.isEmpty() || offers.isEmpty() || bids.keySet().iterator().next() < offers.keySet().iterator().next(),
                () -> what + ": the book is crossed");
        List<ExchangeOrder> open = floor.exchange.engine().openOrders();
        Set<ExchangeOrder> inBook = Set.copyOf(((LitBook) floor.exchange.engine().book(Floor.SYMBOL)).all());
        for (ExchangeOrder order : inBook) {
            assertTrue(order.isOpen() && open.contains(order), () -> what + ": " + order.clOrdId + " rests, and is not open");
        }
        for (ExchangeOrder order : open) {
            boolean maybeOutside = order.waits() || order.isPegged() || order.timeInForce.isForAuction();
            assertTrue(maybeOutside || inBook.contains(order), () -> what + ": " + order.clOrdId + " is open, and rests nowhere");
        }
    }

    /** From the reports alone, as an auditor would. */
    private static void checkConserved(String what, List<ExchangeReport> reports) {
        Map<String, Long> cumQty = new HashMap<>();
        Map<String, Execution> standing = new HashMap<>();
        Map<String, List<Execution>> byMatch = new TreeMap<>();
        for (ExchangeReport report : reports) {
            if (report instanceof Execution e && e.order().ordStatus() != OrdStatus.REJECTED) {
                count(e, cumQty, standing);
                OrderFacts o = e.order();
                assertEquals(new Quantity(cumQty.getOrDefault(o.orderId(), 0L)), o.cumQty(), () -> what + ": " + e);
                assertTrue(o.cumQty().compareTo(o.orderQty()) <= 0, () -> what + ": " + e);
                assertTrue(o.leavesQty().isZero() || o.leavesQty().plus(o.cumQty()).equals(o.orderQty()), () -> what + ": " + e);
            }
        }
        standing.values().forEach(e -> byMatch.computeIfAbsent(String.valueOf(e.last().trdMatchId()), _ -> new ArrayList<>()).add(e));
        byMatch.forEach((match, sides) -> {
            assertEquals(2, sides.size(), () -> what + ": " + sides);
            assertTrue(sides.get(0).order().side().isBuy() != sides.get(1).order().side().isBuy(), () -> what + ": " + sides);
            assertEquals(sides.get(0).last().quantity(), sides.get(1).last().quantity(), () -> what + ": " + sides);
            assertEquals(sides.get(0).last().price(), sides.get(1).last().price(), () -> what + ": " + sides);
        });
    }

    private static void count(Execution e, Map<String, Long> cumQty, Map<String, Execution> standing) {
        if (e.last() == null) {
            return;
        }
        Execution old = e.execRefId() == null ? null : Objects.requireNonNull(standing.remove(e.execRefId()));
        long change = (e.execType() == ExecType.TRADE_CANCEL ? 0 : e.last().quantity().raw()) - (old == null ? 0 : old.last().quantity().raw());
        cumQty.merge(e.order().orderId(), change, Long::sum);
        if (e.execType() != ExecType.TRADE_CANCEL) {
            standing.put(e.execId(), e);
        }
        Price limit = e.order().price();
        boolean isWithin = limit == null || (e.order().side().isBuy() ? e.last().price().compareTo(limit) <= 0 : e.last().price().compareTo(limit) >= 0);
        assertTrue(e.execType() != ExecType.TRADE || isWithin, e::toString);
    }

    /** What an auction executes is never less than at any other price, by trying them all. */
    @Test
    void anAuctionExecutesTheMostThatAnyPriceAllowsAndLeavesNobodyWhoWouldHaveMet() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Floor floor = new Floor(false);
            SplittableRandom random = new SplittableRandom(seed);
            floor.happens("call OPENING");
            for (int i = 0; i < 2 + random.nextInt(40); i++) {
                floor.happens("new o" + i + " " + (random.nextBoolean() ? "BUY" : "SELL") + " " + 10 * (1 + random.nextInt(30)) + " "
                        + (random.nextInt(8) == 0 ? "MKT" : "10." + (10 + random.nextInt(20))) + " DAY" + (random.nextInt(5) == 0 ? " display=10" : ""));
            }
            List<ExchangeOrder> orders = floor.exchange.engine().openOrders();
            long most = 0;
            for (long price = Price.of("9.90").raw(); price <= Price.of("10.40").raw(); price += Price.of("0.01").raw()) {
                most = Math.max(most, Math.min(wanted(orders, true, price), wanted(orders, false, price)));
            }
            Uncross indicative = floor.exchange.engine().indicative(Floor.SYMBOL);
            floor.happens("go-on");

            assertEquals(new Quantity(most), indicative == null ? Quantity.ZERO : indicative.quantity(), "seed " + seed);
            long bought = orders.stream().filter(order -> order.side.isBuy()).mapToLong(order -> order.cumQty.raw()).sum();
            assertEquals(most, bought, "seed " + seed);
            assertEquals(most, orders.stream().filter(order -> !order.side.isBuy()).mapToLong(order -> order.cumQty.raw()).sum(), "seed " + seed);
            checkBook("seed " + seed, floor);
        }
    }

    private static long wanted(List<ExchangeOrder> orders, boolean isBuy, long price) {
        return orders.stream().filter(order -> order.side.isBuy() == isBuy && order.accepts(new Price(price))).mapToLong(order -> order.leavesQty().raw())
                .sum();
    }
}

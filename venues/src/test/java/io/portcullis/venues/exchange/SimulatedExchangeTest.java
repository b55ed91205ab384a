package io.portcullis.venues.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class SimulatedExchangeTest {

    private static final int SEEDS = 300;
    private static final int STEPS = 200;
    private static final String[] EXTRAS = {"", "", "", "", " display=10", " aon", " min=10", " post"};

    @TestFactory
    Stream<DynamicTest> aLitExchangeDoesAsTheScriptsSay() throws IOException {
        return scripts("/exchange/lit.txt", false);
    }

    @TestFactory
    Stream<DynamicTest> aDarkExchangeDoesAsTheScriptsSay() throws IOException {
        return scripts("/exchange/dark.txt", true);
    }

    /** A script begins with a title behind {@code ==}; what happens stands behind {@code >}, and below it what is reported. */
    private static Stream<DynamicTest> scripts(String resource, boolean isDark) throws IOException {
        try (InputStream in = Objects.requireNonNull(SimulatedExchangeTest.class.getResourceAsStream(resource))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Stream.of(text.split("(?m)^== *")).skip(1).map(script -> {
                List<String> lines = script.lines().map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("#")).toList();
                return DynamicTest.dynamicTest(lines.get(0), () -> play(lines.subList(1, lines.size()), isDark));
            });
        }
    }

    private static void play(List<String> script, boolean isDark) {
        Floor floor = new Floor(isDark);
        List<String> played = new ArrayList<>();
        for (String line : script) {
            if (line.startsWith("> ")) {
                played.add(line);
                played.addAll(floor.happens(line.substring(2)));
            }
        }
        assertEquals(String.join("\n", script), String.join("\n", played));
    }

    @Test
    void whateverIsAskedNothingIsExecutedBeyondItsQuantityOrItsLimitAndBuyersGetWhatSellersGive() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Floor floor = new Floor(false);
            SplittableRandom random = new SplittableRandom(seed);
            for (int i = 0; i < STEPS; i++) {
                floor.happens(randomLine(random, i));
                checkBook("seed " + seed + " step " + i, floor);
            }
            checkTrades("seed " + seed, floor);
        }
    }

    private static String randomLine(SplittableRandom random, int i) {
        String known = "o" + random.nextInt(i + 1);
        int quantity = 10 * (1 + random.nextInt(20));
        String price = "10.0" + random.nextInt(6);
        return switch (random.nextInt(14)) {
            case 0, 1 -> "cancel o" + i + " " + known;
            case 2, 3 -> "replace o" + i + " " + known + " " + quantity + " " + price;
            case 4 -> "new o" + i + " " + (random.nextBoolean() ? "BUY" : "SELL") + " " + quantity + " MKT DAY";
            case 5 -> "new o" + i + " " + (random.nextBoolean() ? "BUY" : "SELL") + " " + quantity + " " + price + (random.nextBoolean() ? " IOC" : " FOK");
            case 6 -> "status " + known;
            case 7 -> "new o" + i + " " + (random.nextBoolean() ? "BUY" : "SELL") + " " + quantity + " " + price + "+0.0" + (1 + random.nextInt(4)) + " DAY";
            case 8 -> "replace o" + i + " " + known + " " + quantity + " " + price + "+0.02";
            default -> "new o" + i + " " + (random.nextBoolean() ? "BUY" : "SELL") + " " + quantity + " " + price + " DAY"
                    + EXTRAS[random.nextInt(EXTRAS.length)];
        };
    }

    private static void checkBook(String what, Floor floor) {
        Map<Long, Long> bids = floor.exchange.engine().shown(Floor.SYMBOL, true, 1);
        Map<Long, Long> offers = floor.exchange.engine().shown(Floor.SYMBOL, false, 1);
        assertTrue(bids.isEmpty() || offers.isEmpty() || bids.keySet().iterator().next() < offers.keySet().iterator().next(), what + ": the book is crossed");
    }

    private static void checkTrades(String what, Floor floor) {
        long bought = 0;
        long sold = 0;
        Map<String, Quantity> cumQty = new HashMap<>();
        Map<String, Money> traded = new HashMap<>();
        Set<String> execIds = new HashSet<>();
        for (ExchangeReport report : floor.reports) {
            if (report instanceof ExchangeReport.Execution e) {
                assertTrue(execIds.add(e.execId()), what + ": ExecID twice in " + e);
                ExchangeReport.OrderFacts o = e.order();
                if (e.execType() == ExecType.TRADE) {
                    ExchangeReport.Last last = Objects.requireNonNull(e.last());
                    bought += o.side().isBuy() ? last.quantity().raw() : 0;
                    sold += o.side().isBuy() ? 0 : last.quantity().raw();
                    cumQty.merge(o.orderId(), last.quantity(), Quantity::plus);
                    traded.merge(o.orderId(), Money.of(last.quantity(), last.price()), Money::plus);
                    Price limit = o.discretionPrice() == null ? o.price() : o.discretionPrice();
                    assertTrue(limit == null || (o.side().isBuy() ? last.price().compareTo(limit) <= 0 : last.price().compareTo(limit) >= 0), what + ": " + e);
                }
                if (o.ordStatus() != OrdStatus.REJECTED) {
                    assertEquals(cumQty.getOrDefault(o.orderId(), Quantity.ZERO), o.cumQty(), what + ": " + e);
                    assertTrue(o.cumQty().compareTo(o.orderQty()) <= 0, what + ": " + e);
                    assertTrue(o.leavesQty().isZero() || o.leavesQty().plus(o.cumQty()).equals(o.orderQty()), what + ": " + e);
                    assertEquals(o.cumQty().isZero() ? new Price(0) : traded.get(o.orderId()).per(o.cumQty()), o.avgPx(), what + ": " + e);
                }
            }
        }
        assertEquals(bought, sold, what);
    }

    @Test
    void ordersAndTradesCanBeRestoredFromTheirReports() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Floor floor = new Floor(false);
            SplittableRandom random = new SplittableRandom(seed);
            for (int i = 0; i < STEPS; i++) {
                floor.happens(i % 20 == 19 ? (random.nextBoolean() ? "bust t" : "correct t") + (1 + random.nextInt(10)) + " 10@10.01" : randomLine(random, i));
            }
            List<ExchangeReport.Execution> facts = floor.reports.stream().filter(ExchangeReport.Execution.class::isInstance)
                    .map(ExchangeReport.Execution.class::cast)
                    .filter(ExchangeReport.Execution::isFact).map(e -> JournalLine.parse(JournalLine.format(e))).toList();
            Floor restored = new Floor(false);
            new Restoration(facts).into(restored.exchange);

            assertEquals(Set.copyOf(floor.exchange.openOrderIds()), Set.copyOf(restored.exchange.openOrderIds()), "seed " + seed);
            for (int i = 0; i < STEPS; i++) {
                List<String> status = floor.happens("status o" + i);
                if (!status.getFirst().contains(" REJECTED ")) { // what was rejected is not known any more
                    assertEquals(status, restored.happens("status o" + i), "seed " + seed + " order o" + i);
                }
            }
        }
    }
}

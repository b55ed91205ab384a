package io.portcullis.server.crash;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What may still be executed at venues and what was, by the venues' messages alone: an order counts from its arrival on, while a replace is unanswered with whichever of both is worth more. */
final class Exposure {

    /** An order as its venue has it; prices in cents. */
    static final class Part {
        final String account;
        final String symbol;
        long price;
        long quantity;
        long cumQty;
        /** What is asked for and not answered yet; 0 for nothing. */
        long askedPrice;
        long askedQuantity;
        boolean isOpen = true;

        Part(String account, String symbol, long price, long quantity) {
            this.account = account;
            this.symbol = symbol;
            this.price = price;
            this.quantity = quantity;
        }

        private long openQuantity() {
            return isOpen ? Math.max(quantity, askedQuantity) - cumQty : 0;
        }

        private long openValue() {
            return isOpen ? Math.max((quantity - cumQty) * price, (askedQuantity - cumQty) * askedPrice) : 0;
        }
    }

    private final List<Part> parts = new ArrayList<>();
    private final Map<String, Long> most = new TreeMap<>();
    private final Map<String, Long> highest = new TreeMap<>();
    private final List<String> exceeded = new ArrayList<>();
    private boolean isStrict = true;

    /** @param scope {@code firm open-notional}, {@code ACME open-quantity}, {@code ACME IBM open-notional} @param limit shares, or cents */
    synchronized void limit(String scope, long limit) {
        most.put(scope, limit);
    }

    /** From now on executions are busted, which may make more of an order open than was asked for. */
    synchronized void beLenient() {
        isStrict = false;
    }

    synchronized void came(Part part) {
        parts.add(part);
        look();
    }

    synchronized void askedFor(Part part, long quantity, long price) {
        part.askedQuantity = quantity;
        part.askedPrice = price;
        look();
    }

    synchronized void answered(Part part, boolean isDone) {
        if (isDone) {
            part.quantity = part.askedQuantity;
            part.price = part.askedPrice;
        }
        part.askedQuantity = 0;
        part.askedPrice = 0;
    }

    synchronized void executed(Part part, long quantity) {
        part.cumQty += quantity;
        part.isOpen &= part.cumQty < part.quantity;
    }

    synchronized void ended(Part part) {
        part.isOpen = false;
    }

    private void look() {
        most.forEach((scope, limit) -> {
            long used = used(scope);
            highest.merge(scope, used, Math::max);
            if (used > limit && (isStrict || scope.contains("day-"))) {
                exceeded.add(scope + " is " + limit + ", and venues have " + used);
            }
        });
    }

    /** Shares, or cents. */
    synchronized long used(String scope) {
        String[] words = scope.split(" ");
        String measure = words[words.length - 1];
        long used = 0;
        for (Part part : parts) {
            boolean isThere = words[0].equals("firm") || words[0].equals(part.account) && (words.length == 2 || words[1].equals(part.symbol));
            used += !isThere ? 0 : switch (measure) {
                case "open-quantity" -> part.openQuantity();
                case "open-notional" -> part.openValue();
                default -> part.openQuantity() + part.cumQty;
            };
        }
        return used;
    }

    /** Cents, the least of what is left of all limits of an account in a symbol. */
    synchronized long left(String account, String symbol, long price) {
        long left = Long.MAX_VALUE;
        for (Map.Entry<String, Long> each : most.entrySet()) {
            String[] words = each.getKey().split(" ");
            if (words[0].equals("firm") || words[0].equals(account) && (words.length == 2 || words[1].equals(symbol))) {
                long free = Math.max(0, each.getValue() - used(each.getKey()));
                left = Math.min(left, words[words.length - 1].endsWith("quantity") ? free * price : free);
            }
        }
        return left;
    }

    /** Shares, less what was busted. */
    synchronized long executed() {
        return parts.stream().mapToLong(part -> part.cumQty).sum();
    }

    synchronized List<String> exceeded() {
        return List.copyOf(exceeded);
    }

    /** The most that each limit was ever used, in per cent of it. */
    synchronized Map<String, Long> highestPercent() {
        Map<String, Long> percent = new TreeMap<>();
        highest.forEach((scope, used) -> percent.put(scope, used * 100 / most.get(scope)));
        return percent;
    }

    static long cents(String price) {
        return new BigDecimal(price).movePointRight(2).longValueExact();
    }
}

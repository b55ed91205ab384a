package io.portcullis.server.crash;

import io.portcullis.fix.dictionaries.FixVersion;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import quickfix.ConfigError;
import quickfix.FieldNotFound;
import quickfix.Message;

/** A client that asks for 80 to 120 per cent of what is left of the limits, replaces and cancels at random. */
final class PressingClient extends FixPeer {

    private static final List<String> SYMBOLS = List.of("IBM", "KO");

    private record Sent(String clOrdId, String symbol, String side, long quantity) {
    }

    private final String account;
    private final Exposure exposure;
    private final Random random;
    private final List<Sent> open = new ArrayList<>();
    private final Set<String> awaited = new HashSet<>();
    private int names;
    private int accepted;
    private int refused;
    private int withoutNumbers;

    PressingClient(String compId, String account, int port, Exposure exposure, long seed) throws ConfigError {
        super(FixVersion.FIX44, compId, "HUB", port, true);
        this.account = account;
        this.exposure = exposure;
        random = new Random(seed);
    }

    /** One message. */
    void act() {
        Message message;
        synchronized (this) {
            int luck = random.nextInt(100);
            message = luck < 55 || open.isEmpty() ? newOrder() : luck < 80 ? replace() : cancel();
        }
        send(message);
    }

    private Message newOrder() {
        String symbol = SYMBOLS.get(random.nextInt(SYMBOLS.size()));
        String side = random.nextBoolean() ? "1" : "2";
        long price = price(symbol, side);
        long left = exposure.left(account, symbol, price) / price;
        long quantity = random.nextInt(3) == 0 ? Math.clamp(left * (80 + random.nextInt(41)) / 100, 1, 5_000) : 1 + random.nextInt(150);
        Sent order = new Sent(name(), symbol, side, quantity);
        open.add(order);
        return message("D", order.clOrdId, order, quantity, price);
    }

    private Message replace() {
        Sent order = open.get(random.nextInt(open.size()));
        long quantity = Math.max(1, order.quantity * (50 + random.nextInt(150)) / 100);
        Message message = message("G", name(), order, quantity, price(order.symbol, order.side));
        message.setString(41, order.clOrdId);
        return message;
    }

    private Message cancel() {
        Sent order = open.get(random.nextInt(open.size()));
        Message message = message("F");
        message.setString(11, name());
        message.setString(41, order.clOrdId);
        message.setString(55, order.symbol);
        message.setString(54, order.side);
        message.setString(38, Long.toString(order.quantity));
        message.setUtcTimeStamp(60, LocalDateTime.now(ZoneOffset.UTC));
        return message;
    }

    /** Cents: sells above the reference price, so that they are valued at their own. */
    private long price(String symbol, String side) {
        long lowest = symbol.equals("IBM") ? side.equals("1") ? 20_000 : 20_900 : side.equals("1") ? 6_000 : 6_250;
        return lowest + random.nextInt(150);
    }

    private static Message message(String msgType, String name, Sent order, long quantity, long price) {
        Message message = message(msgType);
        message.setString(11, name);
        message.setString(55, order.symbol);
        message.setString(54, order.side);
        message.setString(38, Long.toString(quantity));
        message.setString(40, "2");
        message.setString(44, BigDecimal.valueOf(price, 2).toPlainString());
        message.setString(59, "0");
        message.setUtcTimeStamp(60, LocalDateTime.now(ZoneOffset.UTC));
        return message;
    }

    private String name() {
        String name = compId() + "-" + ++names;
        awaited.add(name);
        return name;
    }

    @Override
    synchronized void received(Message message, String msgType) throws FieldNotFound {
        String name = text(message, 11);
        awaited.remove(name);
        notifyAll();
        String orig = text(message, 41);
        switch (msgType.equals("9") ? "9" : text(message, 150)) {
            case "0" -> accepted++;
            case "8" -> {
                open.removeIf(order -> order.clOrdId.equals(name));
                refuse(message);
            }
            case "9" -> refuse(message);
            case "5" -> open.replaceAll(order -> order.clOrdId.equals(orig) ? new Sent(name, order.symbol, order.side, quantity(message)) : order);
            default -> {
                // the order lives on, or has ended
            }
        }
        if (Set.of("2", "4", "8").contains(text(message, 39)) && !msgType.equals("9")) {
            open.removeIf(order -> order.clOrdId.equals(name) || order.clOrdId.equals(orig));
        }
    }

    private static long quantity(Message message) {
        try {
            return Long.parseLong(message.getString(38));
        } catch (FieldNotFound e) {
            throw new IllegalStateException(e);
        }
    }

    private void refuse(Message message) throws FieldNotFound {
        String text = text(message, 58);
        if (text.contains("the limit ")) {
            refused++;
            withoutNumbers += text.matches(".*the limit .* is [\\d.]+.*, used [\\d.]+, requested [\\d.]+, allowed [\\d.]+.*") ? 0 : 1;
        }
    }

    /** @return whether there are so few unanswered before the deadline */
    synchronized boolean awaitFewerThan(int unanswered, long deadline) throws InterruptedException {
        while (awaited.size() >= unanswered) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    synchronized Set<String> awaited() {
        return Set.copyOf(awaited);
    }

    synchronized int accepted() {
        return accepted;
    }

    synchronized int refused() {
        return refused;
    }

    /** Refusals by a limit that do not say limit, used, requested and allowed. */
    synchronized int withoutNumbers() {
        return withoutNumbers;
    }
}

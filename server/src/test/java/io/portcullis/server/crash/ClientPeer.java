package io.portcullis.server.crash;

import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.oms.types.Quantity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import quickfix.ConfigError;
import quickfix.FieldNotFound;
import quickfix.Message;

/** A client with seeded flow and a ledger of what it asked for and what it was told. */
final class ClientPeer extends FixPeer {

    private static final String[] SYMBOLS = {"AAPL", "IBM", "KO"};
    private static final int[] CENTS = {23_150, 20_895, 6_240};
    private static final int REMEMBERED = 60;
    private static final String DAY = "0";
    private static final String IOC = "3";

    /** What it asked for, and how often it was answered for good. */
    static final class Request {
        final String msgType;
        int answers;

        private Request(String msgType) {
            this.msgType = msgType;
        }
    }

    /** An order as the client was told of it. */
    static final class Told {
        final String orderId;
        String clOrdId;
        Quantity cumQty = Quantity.ZERO;
        Quantity leavesQty = Quantity.ZERO;
        String ordStatus = "";
        int acknowledged;

        private Told(String orderId, String clOrdId) {
            this.orderId = orderId;
            this.clOrdId = clOrdId;
        }
    }

    private record Sent(String clOrdId, int symbol, String side, String timeInForce, int quantity) {
    }

    private final Random random;
    private final Map<String, Request> requests = new LinkedHashMap<>();
    private final Map<String, Told> orders = new LinkedHashMap<>();
    private final Map<String, Told> byClOrdId = new HashMap<>();
    private final Set<String> execIdsSeen = new HashSet<>();
    private final List<String> execIds = new ArrayList<>();
    private final List<String> cancelRejects = new ArrayList<>();
    private final List<Sent> recent = new ArrayList<>();
    private int statusAsked;
    private int statusAnswered;
    private int next;

    ClientPeer(FixVersion version, String compId, int port, long seed) throws ConfigError {
        super(version, compId, "HUB", port, true);
        random = new Random(seed);
    }

    // What it asks for

    /** A few messages, mostly while the hub is there; some are kept for it. */
    void act() {
        List<Message> messages = new ArrayList<>();
        synchronized (this) {
            int count = isLoggedOn() ? random.nextInt(4) : random.nextInt(20) == 0 ? 1 : 0;
            for (int i = 0; i < count; i++) {
                messages.add(next());
            }
        }
        messages.forEach(this::send);
    }

    /** An order that it will forget it cancels, so that those that are open don't become ever more. */
    private Message next() {
        if (recent.size() > REMEMBERED) {
            return cancel(recent.removeFirst());
        }
        int what = random.nextInt(100);
        if (what < 60 || recent.isEmpty()) {
            return newOrder();
        }
        Sent order = recent.get(random.nextInt(recent.size()));
        return what < 80 ? cancel(order) : what < 95 ? replace(order) : status(order);
    }

    private Message newOrder() {
        int symbol = random.nextInt(SYMBOLS.length);
        Sent order = new Sent(request("D"), symbol, random.nextBoolean() ? "1" : "2", random.nextInt(4) == 0 ? IOC : DAY, 1 + random.nextInt(900));
        recent.add(order);
        Message message = order("D", order.clOrdId, order);
        message.setString(38, Integer.toString(order.quantity));
        message.setString(44, random.nextInt(50) == 0 ? "100.001" : price(symbol));
        return message;
    }

    private Message cancel(Sent order) {
        Message message = message("F");
        message.setString(11, request("F"));
        message.setString(41, currentOf(order));
        describe(message, order);
        message.setString(38, Integer.toString(order.quantity));
        return message;
    }

    private Message replace(Sent order) {
        Message message = order("G", request("G"), order);
        message.setString(41, currentOf(order));
        message.setString(38, Integer.toString(random.nextBoolean() ? order.quantity : 1 + random.nextInt(1_000)));
        message.setString(44, price(order.symbol));
        return message;
    }

    private Message status(Sent order) {
        Message message = message("H");
        message.setString(11, order.clOrdId);
        message.setString(55, SYMBOLS[order.symbol]);
        message.setString(54, order.side);
        statusAsked++;
        return message;
    }

    private Message order(String msgType, String clOrdId, Sent order) {
        Message message = message(msgType);
        message.setString(11, clOrdId);
        message.setString(21, "1");
        describe(message, order);
        message.setString(40, "2");
        message.setString(59, order.timeInForce);
        return message;
    }

    private static void describe(Message message, Sent order) {
        message.setString(55, SYMBOLS[order.symbol]);
        message.setString(54, order.side);
        message.setUtcTimeStamp(60, java.time.LocalDateTime.now(java.time.ZoneOffset.UTC));
    }

    private String price(int symbol) {
        int cents = CENTS[symbol] + random.nextInt(200) - 100;
        return cents / 100 + "." + (cents % 100 < 10 ? "0" : "") + cents % 100;
    }

    private String currentOf(Sent order) {
        Told told = byClOrdId.get(order.clOrdId);
        return told == null ? order.clOrdId : told.clOrdId;
    }

    private String request(String msgType) {
        String clOrdId = compId() + "-" + ++next;
        requests.put(clOrdId, new Request(msgType));
        return clOrdId;
    }

    // What it is told

    @Override
    synchronized void received(Message message, String msgType) throws FieldNotFound {
        switch (msgType) {
            case "8" -> report(message);
            case "9" -> {
                cancelRejects.add(text(message, 11));
                answer(text(message, 11), message, "F", "G");
                Told order = orders.get(text(message, 37));
                if (order != null) {
                    order.ordStatus = message.getString(39);
                }
            }
            default -> complain("was told " + message);
        }
    }

    private void report(Message message) throws FieldNotFound {
        String execId = message.getString(17);
        execIds.add(execId);
        if (!execIdsSeen.add(execId)) {
            complain("was told ExecID " + execId + " twice: " + message);
        }
        if (text(message, 20).equals("3") || text(message, 150).equals("I")) {
            statusAnswered++;
            return;
        }
        String clOrdId = text(message, 11);
        Told order = told(message.getString(37), clOrdId);
        switch (message.getString(150)) {
            case "0" -> {
                order.acknowledged++;
                answer(clOrdId, message, "D");
            }
            case "8" -> {
                if (order.acknowledged == 0) {
                    answer(clOrdId, message, "D");
                }
            }
            case "4" -> {
                if (!clOrdId.equals(order.clOrdId)) {
                    answer(clOrdId, message, "F");
                }
            }
            case "5" -> {
                order.clOrdId = clOrdId;
                byClOrdId.put(clOrdId, order);
                answer(clOrdId, message, "G");
            }
            case "F", "1", "2" -> trade(order, message);
            case "6", "E" -> {
                // on its way
            }
            default -> complain("did not expect " + message);
        }
        order.cumQty = Quantity.of(message.getString(14));
        order.leavesQty = Quantity.of(message.getString(151));
        String ordStatus = message.getString(39);
        order.ordStatus = ordStatus.equals("5") ? "0" : ordStatus; // in FIX 4.2 a new order that was replaced is told as replaced
    }

    private void trade(Told order, Message message) throws FieldNotFound {
        Quantity expected = order.cumQty.plus(Quantity.of(message.getString(32)));
        if (!expected.equals(Quantity.of(message.getString(14)))) {
            complain("CumQty was " + order.cumQty + " before " + message);
        }
    }

    private Told told(String orderId, String clOrdId) {
        Told order = orders.get(orderId);
        if (order == null) {
            order = new Told(orderId, clOrdId);
            orders.put(orderId, order);
            byClOrdId.put(clOrdId, order);
        }
        return order;
    }

    private void answer(String clOrdId, Message message, String... msgTypes) {
        Request request = requests.get(clOrdId);
        if (request == null || !List.of(msgTypes).contains(request.msgType)) {
            complain("did not ask for " + message);
        } else if (++request.answers > 1) {
            complain("was answered again: " + message);
        }
    }

    // What the ledger says

    /** Those without an answer, by ClOrdID(11). */
    synchronized List<String> unanswered() {
        List<String> open = new ArrayList<>();
        requests.forEach((clOrdId, request) -> {
            if (request.answers == 0) {
                open.add(request.msgType + " " + clOrdId);
            }
        });
        if (statusAnswered != statusAsked) {
            open.add("H: asked " + statusAsked + " times, answered " + statusAnswered);
        }
        return open;
    }

    synchronized @Nullable Told order(String orderId) {
        return orders.get(orderId);
    }

    synchronized List<Told> orders() {
        return List.copyOf(orders.values());
    }

    synchronized int requestCount() {
        return requests.size() + statusAsked;
    }

    /** ExecID(17) of every ExecutionReport(35=8), as they came. */
    synchronized List<String> execIds() {
        return List.copyOf(execIds);
    }

    /** ClOrdID(11) of every OrderCancelReject(35=9), as they came. */
    synchronized List<String> cancelRejects() {
        return List.copyOf(cancelRejects);
    }
}

package io.portcullis.server.crash;

import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.oms.types.Quantity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import quickfix.ConfigError;
import quickfix.FieldNotFound;
import quickfix.Message;

/** A venue with seeded habits and a ledger of what it received and executed. Whatever it decides it does and reports in one go, connected or not. */
final class VenuePeer extends FixPeer {

    private static final int SOON_MILLIS = 60;
    private static final int LATE_MILLIS = 900;
    private static final int TOO_LATE_MILLIS = 5_000;

    /** An order as the venue has it. */
    static final class Order {
        final String clOrdId;
        final String symbol;
        final String side;
        final boolean isImmediate;
        final String orderId;
        String current;
        long quantity;
        long cumQty;
        boolean isAcknowledged;
        /** What its pending requests make of OrdStatus(39), the newest last. */
        final List<String> pending = new ArrayList<>();
        /** OrdStatus(39) once it has ended. */
        @Nullable
        String ended;

        private Order(Message m, String orderId) throws FieldNotFound {
            clOrdId = m.getString(11);
            current = clOrdId;
            symbol = m.getString(55);
            side = m.getString(54);
            isImmediate = text(m, 59).equals("3");
            quantity = Long.parseLong(m.getString(38));
            this.orderId = orderId;
        }

        boolean isOpen() {
            return ended == null && cumQty < quantity;
        }

        private String status() {
            return !pending.isEmpty() ? pending.getLast() : statusWithoutRequests();
        }

        private String statusWithoutRequests() {
            return ended != null ? ended : cumQty == quantity ? "2" : cumQty > 0 ? "1" : isAcknowledged ? "0" : "A";
        }
    }

    /** What it executed and reported. */
    record Execution(String execId, String clOrdId, Quantity lastQty, String lastPx) {
    }

    private final Random random;
    private final boolean showsPending;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("venue").daemon().factory());
    private final Map<String, Order> orders = new LinkedHashMap<>();
    private final Map<String, Order> byAnyClOrdId = new HashMap<>();
    private final List<Execution> executions = new ArrayList<>();
    private final List<String> unknownAsked = new ArrayList<>();
    private int execs;
    private int statusAnswered;
    private int planned;
    private int canceled;

    /** @param showsPending says of an order with an unanswered cancel or replace that it is pending; other venues show it as if they had not been asked */
    VenuePeer(FixVersion version, String compId, int port, long seed, boolean showsPending) throws ConfigError {
        super(version, compId, "HUB", port, false);
        random = new Random(seed);
        this.showsPending = showsPending;
    }

    @Override
    synchronized void received(Message message, String msgType) throws FieldNotFound {
        switch (msgType) {
            case "D" -> newOrder(message);
            case "F" -> cancelRequest(message);
            case "G" -> replaceRequest(message);
            case "H" -> statusRequest(message);
            default -> complain("received " + message);
        }
    }

    /** Now, soon, late, or so late that the hub asks. */
    private void plan(Runnable what) {
        int how = random.nextInt(100);
        if (how < 50) {
            what.run();
            return;
        }
        planned++;
        clock.schedule(() -> {
            synchronized (this) {
                try {
                    what.run();
                } catch (RuntimeException e) {
                    complain("a mistake of the test: " + e + " at " + e.getStackTrace()[0]);
                } finally {
                    planned--;
                }
            }
        }, random.nextInt(how < 88 ? SOON_MILLIS : how < 95 ? LATE_MILLIS : TOO_LATE_MILLIS), TimeUnit.MILLISECONDS);
    }

    // NewOrderSingle(35=D)

    private void newOrder(Message m) throws FieldNotFound {
        Order order = new Order(m, compId() + "-O" + orders.size());
        if (byAnyClOrdId.putIfAbsent(order.clOrdId, order) != null) {
            complain("received an order twice: " + m);
            return;
        }
        orders.put(order.clOrdId, order);
        String price = text(m, 44);
        plan(() -> accept(order, price));
    }

    private void accept(Order order, String price) {
        if (order.ended != null) {
            return;
        }
        if (random.nextInt(20) == 0) {
            order.ended = "8";
            send(report(order, "8", order.current, "no thanks"));
            return;
        }
        order.isAcknowledged = true;
        send(report(order, "0", order.current, ""));
        if (order.isImmediate) {
            fill(order, price, random.nextInt(3));
            if (order.isOpen()) {
                order.ended = "4";
                send(report(order, "4", order.current, "immediate or cancel"));
            }
        } else if (random.nextInt(10) < 7) {
            plan(() -> fillOn(order, price));
        }
    }

    private void fillOn(Order order, String price) {
        fill(order, price, 1);
        if (order.isOpen() && random.nextInt(5) > 0) {
            plan(() -> fillOn(order, price));
        }
    }

    private void fill(Order order, String price, int times) {
        for (int i = 0; i < times && order.isOpen(); i++) {
            long leaves = order.quantity - order.cumQty;
            long lastQty = random.nextInt(3) == 0 ? leaves : 1 + random.nextLong(leaves);
            order.cumQty += lastQty;
            Message report = report(order, isFix42() ? order.isOpen() ? "1" : "2" : "F", order.current, "");
            report.setString(32, Long.toString(lastQty));
            report.setString(31, price);
            executions.add(new Execution(lastExecId(), order.clOrdId, Quantity.of(lastQty), price));
            send(report);
        }
    }

    // OrderCancelRequest(35=F), OrderCancelReplaceRequest(35=G)

    private void cancelRequest(Message m) throws FieldNotFound {
        String clOrdId = m.getString(11);
        String orig = m.getString(41);
        Order order = known(clOrdId, orig, "6");
        plan(() -> {
            answered(order, "6");
            if (order == null || !order.isOpen() || !order.isAcknowledged) {
                reject(order, clOrdId, orig, "1", order == null ? "1" : order.isOpen() ? "2" : "0");
            } else if (random.nextInt(10) == 0) {
                reject(order, clOrdId, orig, "1", "2");
            } else {
                order.ended = "4";
                canceled++;
                Message report = report(order, "4", clOrdId, "");
                report.setString(41, order.current);
                send(report);
            }
        });
    }

    private void replaceRequest(Message m) throws FieldNotFound {
        String clOrdId = m.getString(11);
        String orig = m.getString(41);
        Order order = known(clOrdId, orig, "E");
        long quantity = Long.parseLong(m.getString(38));
        plan(() -> {
            answered(order, "E");
            if (order == null || !order.isOpen() || !order.isAcknowledged || quantity <= order.cumQty) {
                reject(order, clOrdId, orig, "2", order == null ? "1" : order.isOpen() ? "2" : "0");
            } else if (random.nextInt(10) == 0) {
                reject(order, clOrdId, orig, "2", "2");
            } else {
                order.quantity = quantity;
                Message report = report(order, "5", clOrdId, "");
                report.setString(41, order.current);
                order.current = clOrdId;
                send(report);
            }
        });
    }

    private @Nullable Order known(String clOrdId, String orig, String pendingStatus) {
        Order order = byAnyClOrdId.get(orig);
        if (order != null) {
            if (showsPending) {
                order.pending.add(pendingStatus);
            }
            if (byAnyClOrdId.putIfAbsent(clOrdId, order) != null) {
                complain("received the request " + clOrdId + " twice");
            }
        }
        return order;
    }

    private static void answered(@Nullable Order order, String pendingStatus) {
        if (order != null) {
            order.pending.remove(pendingStatus);
        }
    }

    private void reject(@Nullable Order order, String clOrdId, String orig, String responseTo, String reason) {
        Message reject = message("9");
        reject.setString(37, order == null ? "NONE" : order.orderId);
        reject.setString(11, clOrdId);
        reject.setString(41, orig);
        reject.setString(39, order == null ? "8" : order.status());
        reject.setString(434, responseTo);
        reject.setString(102, reason);
        send(reject);
    }

    // OrderStatusRequest(35=H)

    private void statusRequest(Message m) throws FieldNotFound {
        String clOrdId = m.getString(11);
        Order order = byAnyClOrdId.get(clOrdId);
        if (order == null) {
            unknownAsked.add(clOrdId);
            order = new Order(withQuantity(m), "NONE");
            order.ended = "8";
        }
        statusAnswered++;
        Message report = report(order, isFix42() ? order.status() : "I", clOrdId, "");
        if (isFix42()) {
            report.setString(20, "3");
        }
        if (order.orderId.equals("NONE")) {
            report.setString(103, "5");
            report.setString(58, "unknown order");
        }
        send(report);
    }

    private static Message withQuantity(Message m) {
        m.setString(38, "0");
        return m;
    }

    // ExecutionReport(35=8)

    private Message report(Order order, String execType, String clOrdId, String text) {
        execs++;
        Message report = message("8");
        report.setString(37, order.orderId);
        report.setString(17, lastExecId());
        if (isFix42()) {
            report.setString(20, "0");
        }
        report.setString(150, execType);
        report.setString(39, execType.equals("5") && isFix42() ? "5" : order.status());
        report.setString(11, clOrdId);
        report.setString(55, order.symbol);
        report.setString(54, order.side);
        report.setString(38, Long.toString(order.quantity));
        report.setString(14, Long.toString(order.cumQty));
        report.setString(151, Long.toString(order.isOpen() ? order.quantity - order.cumQty : 0));
        report.setString(6, "0");
        if (!text.isEmpty()) {
            report.setString(58, text);
        }
        return report;
    }

    private String lastExecId() {
        return compId() + "-E" + execs;
    }

    // What the ledger says

    /** Whether it will do anything by itself. */
    synchronized boolean isIdle() {
        return planned == 0;
    }

    /** By the ClOrdID(11) that they came with, in the order in which they came. */
    synchronized Map<String, Order> orders() {
        return new LinkedHashMap<>(orders);
    }

    synchronized @Nullable Order order(String clOrdId) {
        return orders.get(clOrdId);
    }

    synchronized List<Execution> executions() {
        return List.copyOf(executions);
    }

    /** ClOrdID(11) of orders that the hub asked about and that never came. */
    synchronized List<String> unknownAsked() {
        return List.copyOf(unknownAsked);
    }

    synchronized int statusAnswered() {
        return statusAnswered;
    }

    synchronized int reportCount() {
        return execs;
    }

    synchronized int canceledCount() {
        return canceled;
    }

    @Override
    public void close() {
        clock.shutdownNow();
        super.close();
    }
}

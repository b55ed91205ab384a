package io.portcullis.server.crash;

import io.portcullis.fix.dictionaries.FixVersion;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import quickfix.ConfigError;
import quickfix.FieldNotFound;
import quickfix.Message;

/** A venue that acknowledges, fills, cancels, replaces, refuses and busts at random, whenever it hears something, and enters in the exposure what it then has. */
final class PressedVenue extends FixPeer {

    private static final class Order {
        final Exposure.Part part;
        final String orderId;
        final String symbol;
        final String side;
        final String firstName;
        final Map<String, Long> executions = new HashMap<>();
        String current;
        String status = "0";
        @Nullable
        Message request;

        Order(Exposure.Part part, String orderId, String symbol, String side, String current) {
            this.part = part;
            this.orderId = orderId;
            this.symbol = symbol;
            this.side = side;
            this.current = current;
            this.firstName = current;
        }
    }

    private static final long LATEST_ANSWER_MILLIS = 100;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("venue").daemon().factory());
    private final Exposure exposure;
    private final Random random;
    private final List<Order> orders = new ArrayList<>();
    private final Map<String, Order> byName = new HashMap<>();
    private boolean mayBust;
    private int execs;
    private int busts;

    PressedVenue(String compId, int port, Exposure exposure, long seed) throws ConfigError {
        super(FixVersion.FIX44, compId, "HUB", port, false);
        this.exposure = exposure;
        random = new Random(seed);
        clock.scheduleWithFixedDelay(this::settle, LATEST_ANSWER_MILLIS, LATEST_ANSWER_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    synchronized void received(Message message, String msgType) throws FieldNotFound {
        switch (msgType) {
            case "D" -> newOrder(message);
            case "F", "G" -> request(message, msgType);
            case "H" -> status(message);
            default -> complain("received " + message);
        }
        while (random.nextInt(10) < 6) {
            live();
        }
    }

    private void newOrder(Message m) throws FieldNotFound {
        String name = m.getString(11);
        if (byName.containsKey(name)) {
            complain("received an order twice: " + m);
            return;
        }
        Exposure.Part part = new Exposure.Part(text(m, 1), m.getString(55), Exposure.cents(m.getString(44)), Long.parseLong(m.getString(38)));
        Order order = new Order(part, compId() + "-O" + orders.size(), m.getString(55), m.getString(54), name);
        orders.add(order);
        byName.put(name, order);
        exposure.came(part);
        if (random.nextInt(20) == 0) {
            end(order, "8", name);
        } else {
            report(order, "0", name, 0, 0, "");
        }
    }

    private void request(Message m, String msgType) throws FieldNotFound {
        Order order = byName.get(m.getString(41));
        if (order == null) {
            reject(m, "8", msgType);
            return;
        }
        byName.put(m.getString(11), order);
        order.request = m;
        if (msgType.equals("G")) {
            exposure.askedFor(order.part, Long.parseLong(m.getString(38)), Exposure.cents(m.getString(44)));
        }
    }

    private void status(Message m) throws FieldNotFound {
        Order order = byName.get(m.getString(11));
        if (order != null) {
            if (order.request != null) {
                answer(order);
            }
            report(order, "I", m.getString(11), 0, 0, "");
            return;
        }
        Order unknown = new Order(new Exposure.Part("", "", 0, 0), "NONE", m.getString(55), m.getString(54), m.getString(11));
        unknown.status = "8";
        unknown.part.isOpen = false;
        report(unknown, "I", m.getString(11), 0, 0, "");
    }

    /** Something happens to one of its orders. */
    private void live() throws FieldNotFound {
        if (orders.isEmpty()) {
            return;
        }
        Order order = orders.get(random.nextInt(orders.size()));
        if (order.request != null) {
            answer(order);
        } else if (order.part.isOpen && random.nextInt(3) > 0) {
            fill(order);
        } else if (order.part.isOpen && random.nextInt(6) == 0) {
            end(order, "4", order.current);
        } else if (mayBust && !order.part.isOpen && !order.executions.isEmpty() && random.nextInt(4) == 0) {
            bust(order);
        }
    }

    /** What it was asked for is answered before the hub asks what became of it. */
    private synchronized void settle() {
        try {
            for (Order order : orders) {
                if (order.request != null) {
                    answer(order);
                }
            }
        } catch (FieldNotFound | RuntimeException e) {
            complain("a mistake of the test: " + e);
        }
    }

    synchronized void bustFromNowOn() {
        mayBust = true;
    }

    /** What may still be executed of each, by the ClOrdID(11) with which it came. */
    synchronized Map<String, Long> open() {
        Map<String, Long> open = new TreeMap<>();
        for (Order order : orders) {
            if (order.part.isOpen) {
                open.put(order.firstName, order.part.quantity - order.part.cumQty);
            }
        }
        return open;
    }

    synchronized int busts() {
        return busts;
    }

    private void answer(Order order) throws FieldNotFound {
        Message request = order.request;
        order.request = null;
        boolean isReplace = request.getHeader().getString(35).equals("G");
        boolean isDone = order.part.isOpen && random.nextInt(6) > 0 && (!isReplace || Long.parseLong(request.getString(38)) > order.part.cumQty);
        if (isReplace) {
            exposure.answered(order.part, isDone);
        }
        if (!isDone) {
            reject(request, order.part.isOpen ? "0" : order.status, isReplace ? "G" : "F");
            return;
        }
        String name = request.getString(11);
        if (isReplace) {
            order.current = name;
            report(order, "5", name, 0, 0, request.getString(41));
        } else {
            end(order, "4", name);
        }
    }

    private void end(Order order, String status, String name) {
        order.status = status;
        exposure.ended(order.part);
        report(order, status, name, 0, 0, name.equals(order.current) ? "" : order.current);
    }

    private void fill(Order order) {
        long leaves = order.part.quantity - order.part.cumQty;
        long last = random.nextInt(3) == 0 ? leaves : 1 + random.nextLong(leaves);
        exposure.executed(order.part, last);
        order.status = order.part.isOpen ? "1" : "2";
        report(order, "F", order.current, last, order.part.price, "");
        order.executions.put(compId() + "-E" + execs, last);
    }

    private void bust(Order order) {
        String execId = order.executions.keySet().iterator().next();
        long quantity = order.executions.remove(execId);
        exposure.executed(order.part, -quantity);
        exposure.ended(order.part);
        order.status = "4";
        busts++;
        Message report = message(order, "H", order.current);
        report.setString(19, execId);
        report.setString(32, Long.toString(quantity));
        report.setString(31, BigDecimal.valueOf(order.part.price, 2).toPlainString());
        send(report);
    }

    private void report(Order order, String execType, String name, long lastQty, long lastPx, String orig) {
        Message report = message(order, execType, name);
        if (lastQty > 0) {
            report.setString(32, Long.toString(lastQty));
            report.setString(31, BigDecimal.valueOf(lastPx, 2).toPlainString());
        }
        if (!orig.isEmpty()) {
            report.setString(41, orig);
        }
        if (order.orderId.equals("NONE")) {
            report.setString(103, "5");
        }
        send(report);
    }

    private Message message(Order order, String execType, String name) {
        Message report = message("8");
        report.setString(37, order.orderId);
        report.setString(17, compId() + "-E" + ++execs);
        report.setString(150, execType);
        report.setString(39, order.part.isOpen && order.part.cumQty > 0 ? "1" : order.part.isOpen ? "0" : order.status);
        report.setString(11, name);
        report.setString(55, order.symbol);
        report.setString(54, order.side);
        report.setString(38, Long.toString(order.part.quantity));
        report.setString(14, Long.toString(order.part.cumQty));
        report.setString(151, Long.toString(order.part.isOpen ? order.part.quantity - order.part.cumQty : 0));
        report.setString(6, "0");
        return report;
    }

    private void reject(Message request, String status, String msgType) throws FieldNotFound {
        Message reject = message("9");
        reject.setString(37, "NONE");
        reject.setString(11, request.getString(11));
        reject.setString(41, request.getString(41));
        reject.setString(39, status);
        reject.setString(434, msgType.equals("F") ? "1" : "2");
        reject.setString(102, "2");
        send(reject);
    }

    @Override
    public void close() {
        clock.shutdownNow();
        super.close();
    }
}

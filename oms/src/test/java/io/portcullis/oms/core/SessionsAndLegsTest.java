package io.portcullis.oms.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.oms.types.VenueId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders with legs over a venue with two sessions and one with a single one, while sessions and the hub go down and come back: nothing is lost, doubled, or counted twice. */
class SessionsAndLegsTest {

    private static final int STEPS = 250;
    private static final Pattern REQUEST = Pattern.compile("([AB]) ([DFGH]|withdraw) ?([DFG]?\\d*)(?: ([DFG]\\d+))?(?: (\\d+)@(\\S+))?(?: over (\\S+))?");

    /** At the exchange. */
    private static final class Order {
        private final long orderId;
        private final boolean isImmediate;
        private final Set<Long> names = new TreeSet<>();
        private String name;
        private int qty;
        private int cumQty;
        private OrdStatus ended;

        private Order(long orderId, String name, int qty, boolean isImmediate) {
            this.orderId = orderId;
            this.name = name;
            this.qty = qty;
            this.isImmediate = isImmediate;
        }

        private OrdStatus status() {
            return ended != null ? ended : cumQty > 0 ? OrdStatus.PARTIALLY_FILLED : OrdStatus.NEW;
        }
    }

    private record Sent(String venue, String type, String name, long id, String orig, long origId, int qty, boolean isImmediate, long orderId) {
    }

    private Desk desk = new Desk();
    private Random random = new Random();
    private final Map<String, Deque<Sent>> requests = new LinkedHashMap<>();
    private final Map<String, Deque<Runnable>> reports = new LinkedHashMap<>();
    private final Set<String> up = new TreeSet<>(List.of("A", "A.B", "B"));
    private final Map<String, List<Order>> books = new HashMap<>();
    private final List<Long> orders = new ArrayList<>();
    private final List<String> trace = new ArrayList<>();
    private int number;
    private int execs;

    private void playOf(long seed) {
        random = new Random(seed);
        desk = new Desk().tries(2, 5).venues("A", "B").twoSessions(random.nextBoolean());
        if (random.nextBoolean()) {
            desk.reconciles();
        }
        desk.house(new Command.SessionLoggedOff(new SessionKey("C"), new VenueId("C"), "not of it"));
        for (String session : List.of("A", "A.B", "B")) {
            requests.put(session, new ArrayDeque<>());
            reports.put(session, new ArrayDeque<>());
        }
        for (String venue : List.of("A", "B")) {
            books.put(venue, new ArrayList<>());
        }
        desk.told();
        for (int i = 0; i < STEPS; i++) {
            step();
            take();
        }
        for (String session : List.of("A", "A.B", "B")) {
            comesUp(session);
        }
        for (int i = 0; i < 40; i++) {
            for (int j = 0; j < 40; j++) {
                deliver();
                report();
                take();
            }
            clock(3);
        }
        check();
        for (int i = 0; i < 5; i++) {
            assertEquals(Desk.hash(desk.state), desk.hashOfTheFold(random.nextInt(desk.log.size() + 1)));
        }
    }

    private void step() {
        int dice = random.nextInt(100);
        if (dice < 10) {
            String id = "X" + ++number;
            switch (random.nextInt(3)) {
                case 0 -> desk.legs("A " + (1 + random.nextInt(6)) + "@9 B " + (1 + random.nextInt(6)) + "@10");
                case 1 -> desk.legs("A " + (1 + random.nextInt(9)) + "@10");
                default -> desk.routes("A 70 B 30");
            }
            trace.add("order " + id);
            desk.order(id, 10, "10", random.nextInt(6) == 0 ? TimeInForce.IMMEDIATE_OR_CANCEL : TimeInForce.DAY);
            ParentOrder order = desk.orderOf(id);
            if (order != null) {
                orders.add(order.orderId());
            }
        } else if (dice < 18) {
            change();
        } else if (dice < 45) {
            deliver();
        } else if (dice < 72) {
            report();
        } else if (dice < 80) {
            match();
        } else if (dice < 86) {
            goesDown(List.of("A", "A.B", "A.B", "B").get(random.nextInt(4)));
        } else if (dice < 92) {
            comesUp(List.of("A", "A.B", "B").get(random.nextInt(3)));
        } else if (dice < 99) {
            clock(random.nextInt(7));
        } else {
            trace.add("restart");
            desk.restart().venues("A", "B");
            for (String session : List.copyOf(up)) {
                goesDown(session);
            }
        }
    }

    private void clock(int seconds) {
        trace.add("wait " + seconds);
        desk.wait(seconds);
        take();
    }

    private void change() {
        ParentOrder order = orders.isEmpty() ? null : desk.state.order(orders.get(random.nextInt(orders.size())));
        if (order == null || !order.isOpen()) {
            return;
        }
        String id = "Y" + ++number;
        boolean isCancel = random.nextBoolean();
        trace.add((isCancel ? "cancel " : "replace ") + order.terms().clOrdId());
        if (isCancel) {
            desk.cancel(id, order.terms().clOrdId().value());
        } else {
            desk.replace(id, order.terms().clOrdId().value(), 5 + random.nextInt(12), random.nextBoolean() ? "10" : "11");
        }
    }

    private void goesDown(String session) {
        if (up.remove(session)) {
            trace.add("down " + session);
            desk.house(new Command.SessionLoggedOff(new SessionKey(session), new VenueId(session.substring(0, 1)), "cut"));
            take();
        }
    }

    private void comesUp(String session) {
        if (up.add(session)) {
            for (Sent sent : List.copyOf(requests.get(session))) { // what waited too long is given up
                if (sent.type.equals("D") && requests.get(session).contains(sent) && random.nextInt(3) == 0) {
                    trace.add("give up " + sent);
                    desk.held(sent.venue, sent.name, "", "too late");
                    take();
                }
            }
            trace.add("up " + session);
            desk.house(new Command.SessionLoggedOn(new SessionKey(session), new VenueId(session.substring(0, 1))));
            take();
        }
    }

    /** What was told goes on its way. */
    private void take() {
        for (String line : desk.told().split("\n")) {
            Matcher m = REQUEST.matcher(line);
            if (!m.matches()) {
                if (!line.isEmpty()) {
                    trace.add(line);
                }
                continue;
            }
            trace.add(line);
            String venue = m.group(1);
            String type = m.group(2);
            String named = m.group(3).isEmpty() ? "" : m.group(3);
            String session = m.group(7) == null ? venue : m.group(7);
            if (type.equals("withdraw")) {
                withdraw(venue, desk.numberOf(venue, named));
                continue;
            }
            boolean isAsk = type.equals("H");
            String name = isAsk ? named : type + named;
            String orig = isAsk ? "" : m.group(4) == null ? "" : m.group(4);
            long id = desk.numberOf(venue, name);
            ChildOrder child = desk.state.childByRequest(id);
            Sent sent = new Sent(venue, type, name, id, orig, orig.isEmpty() ? 0 : desk.numberOf(venue, orig),
                    m.group(5) == null ? 0 : Integer.parseInt(m.group(5)),
                    child != null && child.timeInForce() == TimeInForce.IMMEDIATE_OR_CANCEL, child == null ? 0 : child.parent().orderId());
            Deque<Sent> queue = requests.get(session);
            boolean overtakes = !up.contains(session) && (type.equals("F") || type.equals("G"))
                    && queue.stream().anyMatch(each -> each.type.equals("D") && each.id == sent.origId);
            queue.add(sent);
            if (overtakes) {
                trace.add("overtaken " + orig + " by " + name);
                desk.held(venue, orig, name, "overtaken");
                take();
            }
        }
    }

    private void withdraw(String venue, long id) {
        requests.forEach((session, queue) -> {
            if (session.startsWith(venue)) {
                queue.removeIf(each -> (each.id == id || each.origId == id));
            }
        });
    }

    private void deliver() {
        List<String> ready = up.stream().filter(session -> !requests.get(session).isEmpty()).toList();
        if (ready.isEmpty()) {
            return;
        }
        String session = ready.get(random.nextInt(ready.size()));
        Sent sent = requests.get(session).remove();
        trace.add("arrives " + sent.type + " " + sent.name);
        Deque<Runnable> back = reports.get(session);
        Order order = find(sent.venue, sent.type.equals("H") || sent.type.equals("D") ? sent.id : sent.origId);
        switch (sent.type) {
            case "D" -> created(sent, order, back);
            case "F" -> canceled(sent, order, back);
            case "G" -> replaced(sent, order, back);
            default -> asked(sent, order, back);
        }
    }

    private Order find(String venue, long id) {
        return books.get(venue).stream().filter(order -> order.names.contains(id)).findAny().orElse(null);
    }

    private void created(Sent sent, Order known, Deque<Runnable> back) {
        if (known != null) {
            fail("doubled: " + sent);
        }
        Order order = new Order(sent.orderId, sent.name, sent.qty, sent.isImmediate);
        order.names.add(sent.id);
        books.get(sent.venue).add(order);
        back.add(() -> desk.ack(sent.venue, sent.name));
        if (sent.isImmediate) {
            int take = random.nextInt(sent.qty + 1);
            if (take > 0) {
                fill(sent.venue, order, take, back);
            }
            if (order.ended == null) {
                order.ended = OrdStatus.CANCELED;
                int cumQty = order.cumQty;
                back.add(() -> desk.canceled(sent.venue, sent.name, cumQty));
            }
        }
    }

    private void fill(String venue, Order order, int quantity, Deque<Runnable> back) {
        order.cumQty += quantity;
        order.ended = order.cumQty == order.qty ? OrdStatus.FILLED : null;
        String execId = "E" + ++execs;
        String name = order.name;
        int cumQty = order.cumQty;
        OrdStatus status = order.status();
        back.add(() -> desk.report(venue, name, execId, ExecType.TRADE, status, quantity, "10", cumQty));
    }

    private void canceled(Sent sent, Order order, Deque<Runnable> back) {
        if (order == null || order.ended != null) {
            back.add(() -> desk.cancelReject(sent.venue, sent.name, order == null ? 1 : 0));
            return;
        }
        order.ended = OrdStatus.CANCELED;
        int cumQty = order.cumQty;
        back.add(() -> desk.canceled(sent.venue, sent.name, cumQty));
    }

    private void replaced(Sent sent, Order order, Deque<Runnable> back) {
        if (order == null || order.ended != null || sent.qty <= order.cumQty) {
            back.add(() -> desk.cancelReject(sent.venue, sent.name, order == null ? 1 : 0));
            return;
        }
        order.qty = sent.qty;
        order.names.add(sent.id);
        order.name = sent.name;
        int cumQty = order.cumQty;
        back.add(() -> desk.replaced(sent.venue, sent.name, cumQty));
    }

    private void asked(Sent sent, Order order, Deque<Runnable> back) {
        String execId = "S" + ++execs;
        if (order == null) {
            back.add(() -> desk.report(sent.venue, sent.name, execId, ExecType.ORDER_STATUS, OrdStatus.REJECTED, 0, null, 0));
            return;
        }
        OrdStatus status = order.status();
        int cumQty = order.cumQty;
        back.add(() -> desk.report(sent.venue, sent.name, execId, ExecType.ORDER_STATUS, status, 0, null, cumQty));
    }

    private void report() {
        List<String> ready = up.stream().filter(session -> !reports.get(session).isEmpty()).toList();
        if (!ready.isEmpty()) {
            trace.add("report over " + ready);
            reports.get(ready.get(random.nextInt(ready.size()))).remove().run();
        }
    }

    private void match() {
        String venue = random.nextBoolean() ? "A" : "B";
        List<Order> live = books.get(venue).stream().filter(order -> order.ended == null).toList();
        if (!live.isEmpty()) {
            Order order = live.get(random.nextInt(live.size()));
            trace.add("match " + venue + " " + order.name);
            fill(venue, order, 1 + random.nextInt(order.qty - order.cumQty), reports.get(venue.equals("A") && random.nextBoolean() ? "A.B" : venue));
        }
    }

    private void check() {
        for (long orderId : orders) {
            ParentOrder order = desk.state.order(orderId);
            int executed = 0;
            int lives = 0;
            for (List<Order> book : books.values()) {
                for (Order each : book) {
                    executed += each.orderId == orderId ? each.cumQty : 0;
                    lives += each.orderId == orderId && each.ended == null ? each.qty - each.cumQty : 0;
                }
            }
            String text = order.terms().clOrdId() + " " + order.ordStatus() + " " + order.terms().orderQty() + " " + order.cumQty();
            assertEquals(Quantity.of(executed), order.cumQty(), text);
            assertEquals(order.isOpen() ? order.leavesQty() : Quantity.ZERO, Quantity.of(lives), text);
            assertTrue(executed <= 16, text);
            assertTrue(order.pendingCancel() == null && order.pendingReplace() == null, text);
            assertTrue(!order.cumQty().exceeds(order.terms().orderQty()), text);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void nothingIsLostOrDoubled(int part) {
        for (long seed = part * 1000L; seed < part * 1000L + Long.getLong("seeds", 8); seed++) {
            SessionsAndLegsTest play = new SessionsAndLegsTest();
            try {
                play.playOf(seed);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + e + "\n" + String.join("\n", play.trace), e);
            }
        }
    }
}

package io.portcullis.server.scenarios;

import io.portcullis.oms.types.OrdType;
import io.portcullis.server.scenarios.Scenario.Happens;
import io.portcullis.server.scenarios.Scenario.Hears;
import io.portcullis.server.scenarios.Scenario.HearsNothing;
import io.portcullis.server.scenarios.Scenario.Line;
import io.portcullis.server.scenarios.Scenario.Says;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Plays one case line by line and compares what the hub says with what stands there. */
final class ScenarioRun {

    private static final List<String> PARTIES = List.of("client", "venue", "venue2", "venue.B");
    private static final String PRICE = "100";

    private final Surroundings surroundings;
    private final Scenario.Case which;
    private final String run;
    private final Map<String, String> values = new HashMap<>();
    private final Map<String, Told> ordersOfClient = new HashMap<>();
    private final Map<String, String> orderIds = new HashMap<>();
    private final Map<String, String> venueOrders = new HashMap<>();
    /** Of multi-leg orders, by the ClOrdIDs that venues know. */
    private final Map<String, String> strategies = new HashMap<>();
    private int executions;

    /** @param run makes the client's ids differ from those of all other cases */
    ScenarioRun(Surroundings surroundings, Scenario.Case which, String run) {
        this.surroundings = surroundings;
        this.which = which;
        this.run = run;
    }

    /** @throws AssertionError naming the line, what it expects and what came */
    void play() throws Exception {
        surroundings.begin(which);
        for (Scenario.Step step : which.steps()) {
            switch (step) {
                case Says s -> surroundings.says(s.party(), without(s.message(), complete(s.party(), named(s.party(), s.message()))));
                case Hears s -> compare(s);
                case HearsNothing s -> nothing(s.at(), s.party());
                case Happens s -> surroundings.happens(s.party(), withIds(s.what()));
            }
        }
        Line end = new Line(which.steps().getLast().at().file(), which.steps().getLast().at().number(), "the end of the case");
        for (String party : PARTIES) {
            nothing(end, party);
        }
    }

    /** What the file says is not there is not there, also where a replace would keep it. */
    private static Told without(Told asInFile, Told completed) {
        asInFile.fields().forEach((tag, value) -> completed.fields().remove(value.isEmpty() ? tag : 0));
        return completed;
    }

    /** With the hub's ids instead of the file's names. */
    private String withIds(String what) {
        String[] words = what.split("\\s+");
        if (words[0].equals("cancels") || words[0].equals("works") || words[0].equals("changes")) {
            words[1] = values.containsKey(key("client", Words.ORDER_ID, words[1])) ? values.get(key("client", Words.ORDER_ID, words[1]))
                    : orderIds.getOrDefault(values.getOrDefault(key("client", Words.CL_ORD_ID, words[1]), ""), "");
        }
        for (int i = 2; i < words.length; i++) {
            words[i] = words[i].startsWith("execId=") ? "execId=" + values.get(key("client", Words.EXEC_ID, words[i].substring("execId=".length()))) : words[i];
        }
        return String.join(" ", words);
    }

    private void nothing(Line at, String party) throws Exception {
        Told told = surroundings.hearsNow(party);
        if (told != null) {
            throw difference(at, party, null, told);
        }
    }

    // What counterparties say

    /** With real ids instead of the file's names. */
    private Told named(String party, Told message) {
        Told named = Told.of(message.msgType());
        message.fields()
                .forEach((tag, value) -> named.with(value.isEmpty() ? 0 : tag,
                        Words.IDS.contains(tag) && !value.equals("NONE") ? values.computeIfAbsent(key(party, tag, value),
                                key -> isOurs(tag) ? value + "." + run : value + "." + run + "." + party) : value));
        named.fields().remove(0);
        message.orders().forEach(order -> named.orders().add(named(party, order)));
        return named;
    }

    private static boolean isOurs(int tag) {
        return tag == Words.CL_ORD_ID || tag == Words.ORIG_CL_ORD_ID || tag == Words.LIST_ID || tag == Words.CROSS_ID || tag == Words.ORIG_CROSS_ID;
    }

    /** A name means one thing to one counterparty: ClOrdIDs, ExecIDs and OrderIDs are named apart from each other. */
    private static String key(String party, int tag, String name) {
        String kind = switch (tag) {
            case Words.CL_ORD_ID, Words.ORIG_CL_ORD_ID -> "ClOrdID ";
            case Words.LIST_ID -> "ListID ";
            case Words.CROSS_ID, Words.ORIG_CROSS_ID -> "CrossID ";
            case Words.EXEC_ID, Words.EXEC_REF_ID -> "ExecID ";
            default -> "OrderID ";
        };
        return (party.equals("client") ? "client " : "venues ") + kind + name;
    }

    private Told complete(String party, Told m) {
        if (m.msgType().equals("f")) {
            return m.withDefault(Words.SYMBOL, "IBM");
        }
        if (Set.of("E", "K", "L", "M").contains(m.msgType())) {
            return list(m);
        }
        if (Words.CROSS_MESSAGES.contains(m.msgType())) {
            return cross(m);
        }
        if (!m.msgType().equals("9")) {
            Told order = ordersOfClient.getOrDefault(m.getOr(Words.ORIG_CL_ORD_ID, m.getOr(Words.CL_ORD_ID, "")), m);
            m.withDefault(Words.SYMBOL, party.equals("client") ? order.get(Words.SYMBOL) : strategies.get(m.getOr(Words.CL_ORD_ID, "")));
            m.withDefault(Words.SYMBOL, m.msgType().equals("AB") ? Words.STRATEGY : "IBM").withDefault(Words.SIDE,
                    party.equals("client") ? order.getOr(Words.SIDE, "1") : "1");
        }
        return party.equals("client") ? request(m) : report(m);
    }

    private Told list(Told m) {
        if (m.msgType().equals("E")) {
            m.withDefault(Words.BID_TYPE, "3").withDefault(Words.TOT_NO_ORDERS, m.orders().size());
            for (Told order : m.orders()) {
                order.withDefault(Words.LIST_SEQ_NO, m.orders().indexOf(order) + 1);
                complete("client", order);
            }
        }
        return m;
    }

    /** The first side buys. */
    private Told cross(Told m) {
        m.withDefault(Words.CROSS_PRIORITIZATION, "0").withDefault(Words.SYMBOL, "IBM");
        if (!m.msgType().equals("u")) {
            m.withDefault(Words.ORD_TYPE, "2").withDefault(Words.PRICE, PRICE).withDefault(Words.TIME_IN_FORCE, "0");
        }
        for (Told side : m.orders()) {
            Told before = ordersOfClient.getOrDefault(side.getOr(Words.ORIG_CL_ORD_ID, ""), side);
            side.withDefault(Words.SIDE, before.getOr(Words.SIDE, side == m.orders().getFirst() ? "1" : "2"))
                    .withDefault(Words.ORDER_QTY, before.getOr(Words.ORDER_QTY, "10000"));
            ordersOfClient.putIfAbsent(side.getOr(Words.CL_ORD_ID, ""), side);
        }
        return m;
    }

    private Told request(Told m) {
        switch (m.msgType()) {
            case "D", "AB" -> {
                legs(m, m);
                m.withDefault(Words.ORD_TYPE, "2").withDefault(Words.TIME_IN_FORCE, "0");
                ordersOfClient.putIfAbsent(m.getOr(Words.CL_ORD_ID, ""), m);
            }
            case "G", "AC" -> {
                Told order = ordersOfClient.getOrDefault(m.getOr(Words.ORIG_CL_ORD_ID, ""), m);
                legs(m, order);
                m.withDefault(Words.ORD_TYPE, order.getOr(Words.ORD_TYPE, "2")).withDefault(Words.TIME_IN_FORCE, order.getOr(Words.TIME_IN_FORCE, "0"));
                OrdType ordType = OrdType.of(m.getOr(Words.ORD_TYPE, "2").charAt(0));
                if (ordType.mayHavePrice()) {
                    m.withDefault(Words.PRICE, order.get(Words.PRICE));
                }
                if (ordType.waitsForTrigger()) {
                    m.withDefault(Words.STOP_PX, order.get(Words.STOP_PX));
                }
                m.withDefault(Words.EXEC_INST, order.get(Words.EXEC_INST)).withDefault(Words.PEG_OFFSET_VALUE, order.get(Words.PEG_OFFSET_VALUE))
                        .withDefault(Words.DISCRETION_INST, order.get(Words.DISCRETION_INST))
                        .withDefault(Words.DISCRETION_OFFSET_VALUE, order.get(Words.DISCRETION_OFFSET_VALUE));
                ordersOfClient.putIfAbsent(m.getOr(Words.CL_ORD_ID, ""), m);
            }
            case "F" -> m.withDefault(Words.ORDER_QTY, ordersOfClient.getOrDefault(m.getOr(Words.ORIG_CL_ORD_ID, ""), m).getOr(Words.ORDER_QTY, "10000"));
            default -> {
                return m;
            }
        }
        return m.msgType().equals("F") || !OrdType.of(m.getOr(Words.ORD_TYPE, "2").charAt(0)).hasPrice() ? m : m.withDefault(Words.PRICE, PRICE);
    }

    /** Those of the order or, where nothing is said of them, one IBM against two KO. */
    private static void legs(Told m, Told order) {
        if (m.msgType().startsWith("A") && m.orders().isEmpty()) {
            m.orders().addAll(order.orders().isEmpty() ? List.of(Words.leg("A", "1", "IBM", "1"), Words.leg("B", "2", "KO", "2")) : order.orders());
        }
    }

    private Told report(Told m) {
        String order = venueOrders.getOrDefault(m.getOr(Words.ORIG_CL_ORD_ID, ""), m.getOr(Words.CL_ORD_ID, ""));
        m.withDefault(Words.ORDER_ID, "V" + order);
        if (m.msgType().equals("9")) {
            return m.withDefault(Words.CXL_REJ_RESPONSE_TO, "1").withDefault(Words.CXL_REJ_REASON, "99");
        }
        m.withDefault(Words.EXEC_ID, "E" + run + "." + ++executions).withDefault(Words.LEAVES_QTY, "0").withDefault(Words.CUM_QTY, "0");
        if (new BigDecimal(m.getOr(Words.LAST_QTY, "0")).signum() > 0) {
            m.withDefault(Words.LAST_PX, PRICE);
        }
        return m.withDefault(Words.AVG_PX, "0");
    }

    // What the hub says

    private void compare(Hears step) throws Exception {
        Told told = surroundings.hears(step.party());
        Told expected = surroundings.inItsWords(step.party(), step.message());
        if (told == null || !told.msgType().equals(expected.msgType())) {
            throw difference(step.at(), step.party(), expected, told);
        }
        List<String> others = new ArrayList<>();
        expected.fields().forEach((tag, value) -> {
            if (!isAsExpected(step.party(), tag, value, told.get(tag))) {
                others.add(Words.name(tag) + " must be " + Words.shown(tag, value) + ", was " + Words.shown(tag, told.getOr(tag, "missing")));
            }
        });
        if (told.msgType().equals("8") && !expected.fields().containsKey(Words.LAST_QTY) && new BigDecimal(told.getOr(Words.LAST_QTY, "0")).signum() != 0) {
            others.add(Words.name(Words.LAST_QTY) + " must be missing or 0, was " + told.get(Words.LAST_QTY));
        }
        for (int i = 0; i < expected.orders().size(); i++) {
            Told order = i < told.orders().size() ? told.orders().get(i) : Told.of("nothing");
            expected.orders().get(i).fields().forEach((tag, value) -> {
                if (!isAsExpected(step.party(), tag, value, order.get(tag))) {
                    others.add("+ " + Words.name(tag) + " must be " + Words.shown(tag, value) + ", was " + Words.shown(tag, order.getOr(tag, "missing")));
                }
            });
        }
        if (!others.isEmpty()) {
            throw new AssertionError(step.at() + ": " + step.at().text() + "\n  " + String.join("\n  ", others) + "\n  all of it: " + told);
        }
        remember(told);
    }

    private void remember(Told told) {
        if (told.msgType().equals("AB") || told.msgType().equals("AC")) {
            strategies.put(told.getOr(Words.CL_ORD_ID, ""), told.getOr(Words.SYMBOL, ""));
        } else if (strategies.containsKey(told.getOr(Words.ORIG_CL_ORD_ID, ""))) {
            strategies.put(told.getOr(Words.CL_ORD_ID, ""), strategies.get(told.getOr(Words.ORIG_CL_ORD_ID, "")));
        }
        told.orders().forEach(this::remember);
        orderIds.putIfAbsent(told.getOr(Words.CL_ORD_ID, ""), told.getOr(Words.ORDER_ID, ""));
        if (told.get(Words.ORIG_CL_ORD_ID) != null) {
            String before = told.getOr(Words.ORIG_CL_ORD_ID, "");
            venueOrders.put(told.getOr(Words.CL_ORD_ID, ""), venueOrders.getOrDefault(before, before));
            venueOrders.put(before, venueOrders.getOrDefault(before, before));
        }
    }

    private boolean isAsExpected(String party, int tag, String expected, @Nullable String told) {
        if (expected.isEmpty()) {
            return told == null;
        }
        if (told == null) {
            return tag == Words.LAST_QTY && expected.equals("0");
        }
        if (Words.IDS.contains(tag) && !expected.equals("NONE")) {
            return told.equals(values.computeIfAbsent(key(party, tag, expected), key -> values.containsValue(told) ? "a name of its own" : told));
        }
        if (tag == Words.TEXT || tag == Words.LIST_STATUS_TEXT) {
            return expected.endsWith("*") ? told.startsWith(expected.substring(0, expected.length() - 1)) : told.equals(expected);
        }
        return isNumber(expected) && isNumber(told) ? new BigDecimal(expected).compareTo(new BigDecimal(told)) == 0 : expected.equals(told);
    }

    private static boolean isNumber(String text) {
        return text.matches("-?\\d+(\\.\\d+)?");
    }

    private static AssertionError difference(Line at, String party, @Nullable Told expected, @Nullable Told told) {
        return new AssertionError(at + ": " + at.text() + "\n  " + party + " must hear " + (expected == null ? "nothing more" : expected) + "\n  heard "
                + (told == null ? "nothing" : told));
    }
}

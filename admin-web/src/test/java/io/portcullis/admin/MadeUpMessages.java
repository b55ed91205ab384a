package io.portcullis.admin;

import io.portcullis.admin.port.MessagesView;
import io.portcullis.admin.port.MessagesView.Direction;
import io.portcullis.admin.port.MessagesView.Field;
import io.portcullis.admin.port.MessagesView.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A message log that is written by hand, and answers as the real one does: by session, tag, type and order, page by page. For any thread. */
final class MadeUpMessages implements Function<Map<String, List<String>>, MessagesView.Answer> {

    private static final Map<String, String> TYPES = Map.of("D", "NewOrderSingle", "8", "ExecutionReport", "A", "Logon", "3", "Reject", "0", "Heartbeat", "W",
            "MarketDataSnapshotFullRefresh", "F",
            "OrderCancelRequest", "9", "OrderCancelReject");
    private static final Map<Integer, String> NAMES = Map.ofEntries(Map.entry(8, "BeginString"), Map.entry(9, "BodyLength"), Map.entry(35, "MsgType"),
            Map.entry(34, "MsgSeqNum"), Map.entry(49, "SenderCompID"), Map.entry(52, "SendingTime"), Map.entry(56, "TargetCompID"), Map.entry(11, "ClOrdID"),
            Map.entry(55, "Symbol"), Map.entry(54, "Side"), Map.entry(38, "OrderQty"), Map.entry(40, "OrdType"), Map.entry(44, "Price"),
            Map.entry(59, "TimeInForce"), Map.entry(37, "OrderID"), Map.entry(17, "ExecID"), Map.entry(150, "ExecType"), Map.entry(39, "OrdStatus"),
            Map.entry(151, "LeavesQty"), Map.entry(14, "CumQty"), Map.entry(453, "NoPartyIDs"), Map.entry(448, "PartyID"), Map.entry(447, "PartyIDSource"),
            Map.entry(452, "PartyRole"), Map.entry(10, "CheckSum"), Map.entry(45, "RefSeqNum"), Map.entry(371, "RefTagID"), Map.entry(373,
                    "SessionRejectReason"),
            Map.entry(58, "Text"), Map.entry(43, "PossDupFlag"), Map.entry(108, "HeartBtInt"), Map.entry(60, "TransactTime"), Map.entry(98, "EncryptMethod"));
    private static final Map<String, String> MEANINGS = Map.of("54=1", "BUY", "54=2", "SELL", "40=2", "LIMIT", "59=0", "DAY", "150=0", "NEW", "39=0", "NEW",
            "452=1", "EXECUTING FIRM", "452=3", "CLIENT ID", "447=D", "PROPRIETARY", "98=0", "NONE");
    private static final List<Integer> OF_PARTIES = List.of(448, 447, 452);

    /** The oldest first. */
    private final List<Row> all = Collections.synchronizedList(new ArrayList<>());
    private volatile boolean isTired;

    /** @param body its fields from MsgType(35) on, with {@code |} behind each */
    MadeUpMessages message(String time, String session, Direction direction, String body) {
        return add(time, session, direction, "8=FIX.4.4|9=100|" + body + "10=123|");
    }

    /** What is no message. */
    MadeUpMessages add(String time, String session, Direction direction, String raw) {
        List<Field> fields = direction == Direction.IN || direction == Direction.OUT ? Stream.of(raw.split("\\|")).map(MadeUpMessages::field).toList()
                : List.of();
        String type = fields.stream().filter(field -> field.tag() == 35).map(Field::value).findFirst().orElse("");
        String summary = fields.isEmpty()
                ? raw
                : fields.stream().filter(field -> List.of(11, 37, 17, 150, 39, 54, 38, 55, 44, 58).contains(field.tag()))
                        .map(field -> field.name() + "=" + Objects.requireNonNullElse(field.meaning(), field.value())).collect(Collectors.joining(" "));
        all.add(new Row("1-" + (all.size() + 1), Instant.parse(time), session, direction, type, TYPES.getOrDefault(type, ""), summary, raw, fields));
        return this;
    }

    private static Field field(String text) {
        int equals = text.indexOf('=');
        int tag = Integer.parseInt(text.substring(0, equals));
        String value = text.substring(equals + 1);
        return new Field(tag, NAMES.getOrDefault(tag, ""), value, tag == 35 ? TYPES.get(value) : MEANINGS.get(text), OF_PARTIES.contains(tag) ? 1 : 0);
    }

    /** The next search stops before it has found anything. */
    void tire() {
        isTired = true;
    }

    @Override
    public MessagesView.Answer apply(Map<String, List<String>> conditions) {
        if (conditions.getOrDefault("from", List.of()).contains("25:00")) {
            return new MessagesView.Mistake("from", "25:00", "must be a time of today such as 09:30");
        }
        if (isTired) {
            isTired = false;
            return new MessagesView.Page(List.of(), false, conditions.containsKey("after") ? conditions.get("after").getFirst() : "1-" + (all.size() + 1),
                    Instant.parse("2026-05-04T09:00:00Z"), end(), List.of());
        }
        boolean isOldestFirst = conditions.containsKey("oldest-first");
        long after = conditions.containsKey("after") ? number(conditions.get("after").getFirst()) : Long.MAX_VALUE;
        int limit = Integer.parseInt(conditions.get("limit").getFirst());
        List<Row> found = all.stream().filter(row -> isOldestFirst ? number(row.id()) >= after : number(row.id()) < after)
                .filter(row -> matches(row, conditions)).collect(Collectors.toCollection(ArrayList::new));
        if (!isOldestFirst) {
            Collections.reverse(found);
        }
        List<Row> page = List.copyOf(found.subList(0, Math.min(limit, found.size())));
        boolean isAll = page.size() == found.size();
        return new MessagesView.Page(page, isAll, isAll ? end() : page.getLast().id(), null, isOldestFirst || conditions.containsKey("after") ? null : end(),
                List.of());
    }

    private String end() {
        return "1-" + (all.size() + 1);
    }

    private static long number(String id) {
        return Long.parseLong(id.substring(2));
    }

    private static boolean matches(Row row, Map<String, List<String>> conditions) {
        List<String> sessions = conditions.getOrDefault("session", List.of());
        List<String> types = conditions.getOrDefault("type", List.of());
        String raw = "|" + row.raw();
        boolean isLeftOut = types.isEmpty() && (isFalse(conditions, "heartbeats") && row.msgType().equals("0")
                || isFalse(conditions, "prices") && List.of("W", "X", "V", "Y").contains(row.msgType()));
        return !isLeftOut && (sessions.isEmpty() || sessions.contains(row.session())) && (types.isEmpty() || types.contains(row.msgType()))
                && conditions.getOrDefault("tag", List.of()).stream().allMatch(tag -> raw.contains("|" + tag + "|"))
                && conditions.getOrDefault("order", List.of()).stream().allMatch(raw::contains);
    }

    private static boolean isFalse(Map<String, List<String>> conditions, String name) {
        return conditions.getOrDefault(name, List.of()).contains("false");
    }

    /** Some minutes of a desk. */
    static MadeUpMessages ofADesk() {
        MadeUpMessages log = new MadeUpMessages();
        String client1 = "49=CLIENT1|56=PORTCULLIS|";
        String toClient1 = "49=PORTCULLIS|56=CLIENT1|";
        log.message("2026-05-03T21:59:58.120455Z", "CLIENT1", Direction.IN, "35=A|34=1|" + client1 + "52=20260503-21:59:58.120|98=0|108=30|553=acme|554=***|");
        log.message("2026-05-03T21:59:58.121190Z", "CLIENT1", Direction.OUT, "35=A|34=1|" + toClient1 + "52=20260503-21:59:58.121|98=0|108=30|");
        log.add("2026-05-04T07:30:02.5Z", "-", Direction.GAP, "the hub has ended without closing this log: messages of its last moments may be missing");
        log.message("2026-05-04T07:58:31.004Z", "-", Direction.IN, "35=A|34=1|49=CLIENT9|56=PORTCULLIS|52=20260504-07:58:31.000|98=0|108=30|");
        for (int i = 0; i < 12; i++) {
            String time = "2026-05-04T09:30:%02d.".formatted(i * 4);
            String order = "11=A-%d|".formatted(1_000 + i);
            String terms = "55=" + (i % 2 == 0 ? "IBM" : "AZN.L") + "|54=" + (i % 3 == 0 ? 2 : 1) + "|";
            log.message(time + "101233Z", "CLIENT1", Direction.IN, "35=D|34=" + (10 + i) + "|" + client1 + (i == 4 ? "43=Y|" : "") + "52=20260504-09:30:00.100|"
                    + order + "453=2|448=BROKER7|447=D|452=1|448=ACME-FUND|447=D|452=3|" + terms + "60=20260504-09:30:00.099|38=" + (100 + 50 * i)
                    + "|40=2|44=10.05|59=0|");
            if (i == 7) {
                log.message(time + "101410Z", "CLIENT1", Direction.OUT, "35=3|34=30|" + toClient1 + "52=20260504-09:30:00.101|45=17|371=44|373=5|"
                        + "58=Value is incorrect (out of range) for this tag: Price(44) must be a decimal, was 10,05|");
                log.add(time + "9Z", "CLIENT2", Direction.UNREADABLE, "8=FIX.4.4|9=71|35=D|34=44|49=CLIENT2|56=PORTCU..|11=B-7|10=000|");
                continue;
            }
            log.message(time + "101702Z", "LIT1", Direction.OUT,
                    "35=D|34=" + (70 + i) + "|49=PORTCULLIS|56=LIT1|52=20260504-09:30:00.101|11=C8F2-" + i + "|" + terms
                            + "38=100|40=2|44=10.05|59=0|");
            log.message(time + "103950Z", "LIT1", Direction.IN, "35=8|34=" + (90 + i) + "|49=LIT1|56=PORTCULLIS|52=20260504-09:30:00.103|37=V" + i + "|17=X" + i
                    + "|150=0|39=0|11=C8F2-" + i + "|" + terms + "38=100|151=100|14=0|");
            log.message(time + "104202Z", "CLIENT1", Direction.OUT,
                    "35=8|34=" + (40 + i) + "|" + toClient1 + "52=20260504-09:30:00.104|37=O8F2-" + i + "|17=E8F2-" + i
                            + (i == 9 ? "|150=8|39=8|58=price 10.05 is 12.3% above the reference 8.95 (limit 10%)|" : "|150=0|39=0|") + order + terms
                            + "38=100|151=100|14=0|");
        }
        log.add("2026-05-04T09:31:00Z", "CLIENT2", Direction.GAP, "14 messages that were sent or received before this are missing: the disk is full");
        log.message("2026-05-04T09:31:04.5Z", "CLIENT2", Direction.IN, "35=0|34=45|49=CLIENT2|56=PORTCULLIS|52=20260504-09:31:04.500|");
        log.message("2026-05-04T09:31:05.2Z", "LIT1", Direction.IN,
                "35=W|34=120|49=LIT1|56=PORTCULLIS|52=20260504-09:31:05.200|55=IBM|268=1|269=0|270=10.04|271=900|");
        return log;
    }
}

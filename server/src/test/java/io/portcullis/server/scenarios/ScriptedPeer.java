package io.portcullis.server.scenarios;

import io.portcullis.fix.dictionaries.FixDictionary;
import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.server.QuickFixPeer;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import quickfix.ConfigError;
import quickfix.Field;
import quickfix.Group;
import quickfix.Message;
import quickfix.Session;
import quickfix.SessionID;

/** A client or a venue that says what it is told to say and keeps what it hears. */
final class ScriptedPeer extends QuickFixPeer {

    private static final long PATIENCE_SECONDS = 5;
    private static final long SESSION_PATIENCE_SECONDS = 20;
    private static final long TEST_PATIENCE_SECONDS = 5;
    private static final int TESTS = 4;
    private static final Set<Integer> HEADER_AND_TRAILER = Set.of(8, 9, 10, 34, 35, 43, 49, 52, 56, 97, 122, 1128);

    /** Of what the files say of one order of a list. */
    private static final int[] ORDER_OF_FIELDS = {11, 67, 583, 1, 21, 18, 110, 111, 55, 54, 60, 38, 40, 44, 99, 15, 59, 126, 0};

    private static final int[] PARTY_ORDER = {Words.PARTY_ID, Words.PARTY_ID_SOURCE, Words.PARTY_ROLE, Words.PARTY_ROLE_QUALIFIER, 0};
    private static final Set<Integer> PARTY_FIELDS = Set.of(Words.PARTY_ID, Words.PARTY_ROLE, Words.PARTY_ROLE_QUALIFIER);

    /** Of what the files say of one side of a cross. */
    private static final int[] SIDE_FIELDS = {54, 41, 11, 1, 38, 659, 0};

    private final BlockingQueue<Told> heard = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> session = new LinkedBlockingQueue<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private int tests;

    /** @param isClient connects to that port, else listens there */
    ScriptedPeer(FixVersion version, String compId, int port, boolean isClient) throws ConfigError {
        super(version, compId, "HUB", port, isClient);
        start();
    }

    void awaitLogon() throws InterruptedException {
        await("logon");
    }

    /** Says Logout(5), and returns when the hub's line is gone. */
    void logOut() throws InterruptedException {
        session.clear();
        Session.lookupSession(id()).logout("the day's work is done");
        await("logout");
    }

    /** Comes back, and has what it missed sent again. */
    void logOn() throws InterruptedException {
        session.clear();
        Session.lookupSession(id()).logon();
        awaitLogon();
    }

    void forgetLogons() {
        session.clear();
    }

    private void await(String what) throws InterruptedException {
        String came = "";
        while (!what.equals(came)) {
            came = session.poll(SESSION_PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (came == null) {
                throw new AssertionError(id() + " waits for " + what + ": " + complaints);
            }
        }
    }

    /** Sends it in the words of its version. */
    void says(Told told) {
        Message message = message(told.msgType());
        new VersionWords(version()).said(told).fields().forEach((tag, value) -> {
            if (tag == Words.POSS_RESEND || tag == Words.SENDER_SUB_ID) {
                message.getHeader().setString(tag, value);
            } else if (!PARTY_FIELDS.contains(tag)) {
                message.setString(tag, value);
            }
        });
        if (told.get(Words.PARTY_ID) != null) {
            message.addGroup(party(told));
        }
        ordersOf(new VersionWords(version()).said(told)).forEach(message::addGroup);
        if (!told.msgType().equals("H") && !told.msgType().equals("E") && !told.msgType().equals("M")) {
            message.setUtcTimeStamp(60, LocalDateTime.now(ZoneOffset.UTC));
        }
        send(message);
    }

    /** The only one of the message; a trader, unless the file says another role. */
    private static Group party(Told told) {
        Group party = new Group(Words.NO_PARTY_IDS, Words.PARTY_ID, PARTY_ORDER);
        party.setString(Words.PARTY_ID, told.getOr(Words.PARTY_ID, ""));
        party.setString(Words.PARTY_ID_SOURCE, "D");
        party.setString(Words.PARTY_ROLE, told.getOr(Words.PARTY_ROLE, "11"));
        if (told.get(Words.PARTY_ROLE_QUALIFIER) != null) {
            party.setString(Words.PARTY_ROLE_QUALIFIER, told.getOr(Words.PARTY_ROLE_QUALIFIER, ""));
        }
        return party;
    }

    private List<Group> ordersOf(Told told) {
        if (told.msgType().startsWith("A")) {
            return legsOf(told);
        }
        if (Words.CROSS_MESSAGES.contains(told.msgType())) {
            return told.orders().stream().map(side -> {
                Group group = new Group(Words.NO_SIDES, Words.SIDE, SIDE_FIELDS);
                side.fields().forEach(group::setString);
                return group;
            }).toList();
        }
        return told.orders().stream().map(order -> {
            Group group = new Group(Words.NO_ORDERS, Words.CL_ORD_ID, ORDER_OF_FIELDS);
            order.fields().forEach(group::setString);
            group.setUtcTimeStamp(60, LocalDateTime.now(ZoneOffset.UTC));
            return group;
        }).toList();
    }

    private List<Group> legsOf(Told told) {
        int[] order = FixDictionary.of(version()).application().getGroup(told.msgType(), Words.NO_LEGS).getDataDictionary().getOrderedFields();
        return told.orders().stream().map(leg -> {
            Group group = new Group(Words.NO_LEGS, Words.LEG_SYMBOL, order);
            leg.fields().forEach(group::setString);
            return group;
        }).toList();
    }

    /** A venue shows an offer, or none, and a last trade, or none. */
    void shows(String symbol, @Nullable String quantity, String price, @Nullable String lastTrade) {
        Message message = message("W");
        message.setString(55, symbol);
        Group entry = new Group(268, 269);
        entry.setString(269, "1");
        entry.setString(270, price);
        entry.setString(271, quantity == null ? "0" : quantity);
        message.addGroup(entry);
        if (lastTrade != null) {
            Group trade = new Group(268, 269);
            trade.setString(269, "2");
            trade.setString(270, lastTrade);
            message.addGroup(trade);
        }
        send(message);
    }

    /** A venue shows a bid, no offer and no trade. */
    void bids(String symbol, String price) {
        Message message = message("W");
        message.setString(55, symbol);
        message.addGroup(entry("0", price, "100"));
        send(message);
    }

    /** A venue shows a bid above its offer. */
    void crosses(String symbol, String quantity) {
        Message message = message("W");
        message.setString(55, symbol);
        message.addGroup(entry("0", "100.01", "100"));
        message.addGroup(entry("1", "100", quantity));
        send(message);
    }

    private static Group entry(String type, String price, String quantity) {
        Group entry = new Group(268, 269);
        entry.setString(269, type);
        entry.setString(270, price);
        entry.setString(271, quantity);
        return entry;
    }

    /** The next message about orders; null if none comes for long. */
    @Nullable
    Told hears() throws InterruptedException {
        return heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** The next message about orders that has come already. */
    @Nullable
    Told heardAlready() {
        return heard.poll();
    }

    /** All that it has said is done at the hub, and what the hub said before is here. A test request that falls into a gap after a logon is never answered: there is another one then. */
    void catchUp() throws InterruptedException {
        Session own = Session.lookupSession(id());
        for (int tries = 0; tries < TESTS; tries++) {
            String test = "T" + ++tests;
            own.generateTestRequest(test);
            if (comes(test, TEST_PATIENCE_SECONDS)) {
                return;
            }
        }
        throw new AssertionError(id() + " waits for T" + tests + ": " + complaints);
    }

    private boolean comes(String what, long seconds) throws InterruptedException {
        String came = "";
        while (came != null && !what.equals(came)) {
            came = session.poll(seconds, TimeUnit.SECONDS);
        }
        return came != null;
    }

    /** What its engine objected to. */
    List<String> complaints() {
        return complaints;
    }

    private static Told told(Message message) {
        TreeMap<Integer, String> fields = new TreeMap<>();
        for (Iterator<Field<?>> all = message.iterator(); all.hasNext();) {
            Field<?> field = all.next();
            if (!HEADER_AND_TRAILER.contains(field.getTag())) {
                fields.put(field.getTag(), String.valueOf(field.getObject()));
            }
        }
        Told told = new Told(typeOf(message), fields);
        for (Group entry : message.getGroups(told.msgType().equals("N") ? Words.NO_ORDERS : Words.NO_LEGS)) {
            TreeMap<Integer, String> ofEntry = new TreeMap<>();
            entry.iterator().forEachRemaining(field -> ofEntry.put(field.getTag(), String.valueOf(field.getObject())));
            told.orders().add(new Told("order of N", ofEntry));
        }
        if (Words.CROSS_MESSAGES.contains(told.msgType())) {
            for (Group side : message.getGroups(Words.NO_SIDES)) {
                TreeMap<Integer, String> ofSide = new TreeMap<>();
                side.iterator().forEachRemaining(field -> ofSide.put(field.getTag(), String.valueOf(field.getObject())));
                told.orders().add(new Told("side", ofSide));
            }
        }
        return told;
    }

    @Override
    public void fromApp(Message message, SessionID session) {
        if (!typeOf(message).equals("V")) {
            heard.add(told(message));
        }
    }

    @Override
    public void fromAdmin(Message message, SessionID sessionId) {
        switch (typeOf(message)) {
            case "3" -> heard.add(told(message));
            case "5" -> {
                // the hub goes
            }
            case "0" -> message.getOptionalString(112).ifPresent(session::add);
            default -> {
                // the session's business
            }
        }
    }

    @Override
    public void toAdmin(Message message, SessionID session) {
        if (typeOf(message).equals("3")) {
            complaints.add(message.toString().replace('\u0001', '|'));
        }
    }

    @Override
    public void onLogon(SessionID sessionId) {
        session.add("logon");
    }

    @Override
    public void onLogout(SessionID sessionId) {
        session.add("logout");
    }
}

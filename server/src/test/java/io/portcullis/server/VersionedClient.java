package io.portcullis.server;

import io.portcullis.fix.dictionaries.FixVersion;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import quickfix.ConfigError;
import quickfix.Message;
import quickfix.SessionID;

/** A client of the hub that writes requests as its version of FIX has them. */
final class VersionedClient extends QuickFixPeer {

    private static final int[] SHOWN = {20, 150, 39, 11, 41, 38, 151, 102, 434, 45, 380, 530, 531, 532, 533, 584, 911, 912, 1373, 1374, 1375, 1376,
        2328, 2329,
        2330, 2332, 2333};

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    /** Logs on, by the version's name as its CompID. */
    VersionedClient(FixVersion version, String hubCompId, int port) throws ConfigError, InterruptedException {
        this(version, version.name(), hubCompId, port, 20);
    }

    /** @param patience how many seconds it may take to log on */
    VersionedClient(FixVersion version, String compId, String hubCompId, int port, int patience) throws ConfigError, InterruptedException {
        super(version, compId, hubCompId, port, true);
        start();
        if (!"logon".equals(told.poll(patience, TimeUnit.SECONDS))) {
            close();
            throw new AssertionError(version + " does not log on: " + complaints);
        }
    }

    /** As the settings files write it. */
    static String nameOf(FixVersion version) {
        return version.settingName();
    }

    void placed(String clOrdId, int quantity, String price) {
        order("D", clOrdId, quantity, price);
    }

    void replaced(String clOrdId, String origClOrdId, int quantity, String price) {
        order("G", clOrdId, quantity, price, "41=" + origClOrdId);
    }

    private void order(String msgType, String clOrdId, int quantity, String price, String... more) {
        Message message = message(msgType, "11=" + clOrdId, "55=IBM", "54=1", "38=" + quantity, "40=2", "44=" + price, "59=0");
        set(message, more);
        if (version().isBefore(FixVersion.FIX44)) {
            set(message, "21=1");
        }
        time(message);
        send(message);
    }

    void asked(String clOrdId) {
        sent("H", "11=" + clOrdId, "55=IBM", "54=1");
    }

    void cancelled(String clOrdId, String origClOrdId) {
        Message message = message("F", "11=" + clOrdId, "41=" + origClOrdId, "55=IBM", "54=1", "38=200");
        if (version() == FixVersion.FIX40) {
            set(message, "125=F");
        }
        time(message);
        send(message);
    }

    void sent(String msgType, String... fields) {
        send(message(msgType, fields));
    }

    private void time(Message message) {
        if (!version().isBefore(FixVersion.FIX42)) {
            message.setUtcTimeStamp(60, LocalDateTime.now(ZoneOffset.UTC));
        }
    }

    static Message message(String msgType, String... fields) {
        Message message = message(msgType);
        set(message, fields);
        return message;
    }

    private static void set(Message message, String... fields) {
        for (String field : fields) {
            int equals = field.indexOf('=');
            message.setString(Integer.parseInt(field.substring(0, equals)), field.substring(equals + 1));
        }
    }

    /** The next message about orders, or reject: its type and those of its fields that tell versions apart. */
    String next() throws InterruptedException {
        String next = told.poll(20, TimeUnit.SECONDS);
        return next == null ? "nothing, " + complaints : next;
    }

    /** What its dictionary objected to, and why it was logged out. */
    List<String> complaints() {
        return complaints;
    }

    private static String text(Message message) {
        StringBuilder text = new StringBuilder(typeOf(message));
        for (int tag : SHOWN) {
            message.getOptionalString(tag).ifPresent(value -> text.append(' ').append(tag).append('=').append(value));
        }
        return text.toString();
    }

    @Override
    public void fromApp(Message message, SessionID session) {
        told.add(text(message));
    }

    @Override
    public void fromAdmin(Message message, SessionID session) {
        switch (typeOf(message)) {
            case "3" -> told.add(text(message));
            case "5" -> complaints.add(message.toString());
            default -> {
                // the session's business
            }
        }
    }

    @Override
    public void toAdmin(Message message, SessionID session) {
        if (typeOf(message).equals("3")) {
            complaints.add(message.toString());
        }
    }

    @Override
    public void onLogon(SessionID session) {
        told.add("logon");
    }
}

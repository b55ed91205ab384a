package io.portcullis.fix.sessions.engine;

import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.sessions.recovery.Undelivered;
import io.portcullis.fix.sessions.schedule.Numbering;
import io.portcullis.fix.sessions.store.SessionStore;
import io.portcullis.fix.sessions.wire.FixBody;
import io.portcullis.fix.sessions.wire.FixMessage;
import io.portcullis.fix.sessions.wire.MalformedField;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Predicate;
import quickfix.Message;
import quickfix.MessageUtils;
import quickfix.SystemTime;
import quickfix.field.Headline;
import quickfix.field.MsgType;
import quickfix.field.NoLinesOfText;
import quickfix.field.TestReqID;
import quickfix.field.Text;

/**
 * Sees that no report is lost when the numbers begin anew: before, it copies what the counterparty may lack; after, it stores that under new numbers, with PossResend(97)=Y
 * and before anything else. Where a push is agreed, everything counts as lacking that the counterparty has not confirmed; it is asked by TestRequest(35=1) now and then,
 * and told by News(35=B) when it has all. Otherwise only what never went out on a connection counts.
 */
final class Recovery {

    private static final String PROBE = "RECEIVED-";
    private static final long PROBE_MILLIS = 5_000;
    /** A counterparty that misses something asks for it when it has logged on; one that hasn't asked by then has it. */
    private static final long ASKS_WITHIN_MILLIS = 10_000;
    private static final int LAST_PROCESSED = 369;
    private static final int NEXT_EXPECTED = 789;

    private final FixSession session;
    private final SessionStore store;
    private final SessionLog log;
    private final Predicate<FixMessage> mayResend;
    private final Undelivered undelivered;
    private final boolean isPush;
    private final FixBody body = new FixBody();
    private boolean isLoggedOn;
    private boolean mayAsk;
    private long loggedOnMillis;
    private int lastReport;
    private int lastProbe;
    private long lastProbeMillis;

    Recovery(FixSession session, Path directory, SessionStore store, SessionLog log, Predicate<FixMessage> mayResend) throws IOException {
        this.session = session;
        this.store = store;
        this.log = log;
        this.mayResend = mayResend;
        this.isPush = session.settings().numbering().recovery() == Numbering.Recovery.PUSH;
        this.undelivered = Undelivered.in(directory);
        store.beforeReset(this::beforeReset);
        begin();
    }

    private void begin() {
        int lastSent = store.getNextSenderMsgSeqNum() - 1;
        undelivered.undoUnlessReset(store.generation());
        if (undelivered.isNew()) {
            undelivered.received(store.generation(), lastSent);
        } else if (undelivered.generation() != store.generation()) {
            undelivered.received(store.generation(), 0);
        } else if (undelivered.isConnected() && !isPush) {
            undelivered.received(store.generation(), lastSent); // what was stored went out at once
        }
        undelivered.connected(false);
    }

    /** Whether something waits to be stored under new numbers. */
    boolean isOwing() {
        return !undelivered.isEmpty();
    }

    /** A report was stored, and sent if the session is logged on. */
    void sent() {
        if (isPush) {
            lastReport = store.getNextSenderMsgSeqNum() - 1;
        }
    }

    private int received() {
        if (undelivered.generation() != store.generation()) {
            return 0;
        }
        boolean hasAll = !isPush && isLoggedOn && !mayAsk && !session.continuity().isResending();
        return hasAll ? store.getNextSenderMsgSeqNum() - 1 : undelivered.received();
    }

    /** How many numbers were used for messages that the counterparty is not known to have. */
    int lacking() {
        return Math.max(0, store.getNextSenderMsgSeqNum() - 1 - received());
    }

    /** @throws IOException if there is no room for the copies: then the numbers must not be reset */
    private void beforeReset() throws IOException {
        int from = received() + 1;
        try {
            store.read(from, store.getNextSenderMsgSeqNum() - 1, this::copy);
            undelivered.keep(store.generation());
        } catch (IOException e) {
            undelivered.forget();
            throw e;
        } finally {
            store.doneReading();
        }
        undelivered.owesNews(isPush);
    }

    private boolean copy(int sequence, byte[] bytes, int length) throws IOException {
        FixMessage message = FixMessage.of(new String(bytes, 0, length, StandardCharsets.ISO_8859_1));
        String type = message.msgType();
        if (!MessageUtils.isAdminMessage(type) && !type.equals(MsgType.NEWS) && mayResend.test(message)) {
            undelivered.copy(bytes, length);
        }
        return true;
    }

    /** Stores what is owed under the numbers that are in force now; it goes out if the session is logged on. */
    void settle() {
        if (!isOwing()) {
            return;
        }
        int before = undelivered.count();
        try {
            for (byte[] oldest = undelivered.oldest(); oldest != null; oldest = undelivered.oldest()) {
                session.sendAsItWas(body.again(FixMessage.of(new String(oldest, StandardCharsets.ISO_8859_1))));
                undelivered.taken(oldest.length);
            }
        } catch (IOException e) {
            log.onErrorEvent("what the counterparty has missed can't be stored, this is tried again: " + e.getMessage());
        }
        int settled = undelivered.count() - before;
        if (settled > 0) {
            log.onEvent("messages that the counterparty has missed under the old numbers have new ones now: " + settled);
        }
    }

    /** Both sides have logged on; nothing else was sent since. */
    void loggedOn() {
        int lastSent = store.getNextSenderMsgSeqNum() - 1;
        int known = undelivered.generation() == store.generation() ? undelivered.received() : 0;
        undelivered.received(store.generation(), known);
        undelivered.connected(true);
        isLoggedOn = true;
        mayAsk = known < lastSent - 1;
        loggedOnMillis = SystemTime.currentTimeMillis();
        lastProbe = 0;
        settle();
        lastReport = store.getNextSenderMsgSeqNum() - 1;
        if (undelivered.owesNews() && undelivered.isEmpty()) {
            sayComplete();
        }
    }

    private void sayComplete() {
        int count = undelivered.count();
        body.begin(MsgType.NEWS);
        if (!session.settings().version().isBefore(FixVersion.FIX41)) {
            body.put(Headline.FIELD, "recovery complete");
        }
        body.put(NoLinesOfText.FIELD, 1).put(Text.FIELD, "recovery complete: " + count + (count == 1 ? " message was" : " messages were") + " sent again");
        try {
            session.send(body, 0);
            undelivered.owesNews(false);
            undelivered.countFromNowOn();
        } catch (IOException e) {
            log.onErrorEvent("that the recovery is complete can't be stored, it will be said at the next Logon: " + e.getMessage());
        }
    }

    /** The connection is lost. */
    void disconnected() {
        undelivered.received(store.generation(), received());
        undelivered.connected(false);
        isLoggedOn = false;
        mayAsk = false;
    }

    /** Once a second. */
    void turn() {
        if (!isLoggedOn) {
            return;
        }
        long now = SystemTime.currentTimeMillis();
        if (mayAsk && now - loggedOnMillis >= ASKS_WITHIN_MILLIS && !session.continuity().isResending()) {
            mayAsk = false;
        }
        if (isPush && lastReport > Math.max(lastProbe, undelivered.received()) && now - lastProbeMillis >= PROBE_MILLIS) {
            probe(now);
        }
    }

    private void probe(long now) {
        lastProbeMillis = now;
        lastProbe = store.getNextSenderMsgSeqNum();
        Message request = new Message();
        request.getHeader().setString(MsgType.FIELD, MsgType.TEST_REQUEST);
        request.setString(TestReqID.FIELD, PROBE + lastProbe);
        session.sendOfSession(request);
    }

    /** The counterparty asks for what it misses: it has all before, and gets the rest. */
    void asked(int beginSeqNo) {
        if (beginSeqNo <= received() + 1) {
            mayAsk = false;
        }
        confirmed(beginSeqNo - 1);
    }

    /** A Heartbeat(35=0) or Logon(35=A) may say what the counterparty has. */
    void heard(FixMessage message) {
        if (isPush) {
            String answered = message.stringOrNull(TestReqID.FIELD);
            if (answered != null && answered.equals(PROBE + lastProbe)) {
                confirmed(lastProbe);
            }
            confirmed(intOrZero(message, LAST_PROCESSED));
            confirmed(intOrZero(message, NEXT_EXPECTED) - 1);
        }
    }

    private static int intOrZero(FixMessage message, int tag) {
        try {
            return message.integer(tag, 0);
        } catch (MalformedField e) {
            return 0; // it then confirms nothing
        }
    }

    private void confirmed(int msgSeqNum) {
        if (undelivered.generation() == store.generation() && msgSeqNum > undelivered.received() && msgSeqNum < store.getNextSenderMsgSeqNum()) {
            undelivered.received(store.generation(), msgSeqNum);
        }
    }

    void close() throws IOException {
        undelivered.close();
    }
}

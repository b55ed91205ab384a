package io.portcullis.fix.sessions.engine;

import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.dictionaries.Violation;
import io.portcullis.fix.sessions.store.SessionStore;
import io.portcullis.fix.sessions.wire.FixMessage;
import io.portcullis.fix.sessions.wire.MalformedField;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import quickfix.FieldException;
import quickfix.FieldNotFound;
import quickfix.Message;
import quickfix.MessageUtils;
import quickfix.SystemTime;
import quickfix.field.BeginSeqNo;
import quickfix.field.EndSeqNo;
import quickfix.field.SendingTime;

/**
 * Answers ResendRequest(35=2), in batches between which other sessions have their turn. QuickFIX/J would read all that was asked for into memory and send it at one go: it
 * checks and counts the request, and is left a range in which there is nothing.
 *
 * <p>A SequenceReset(35=4) with GapFillFlag(123) stands for what is not sent again, one for each gap however long it is: the session's own messages, what the application
 * or the session's {@link ResendLimits} don't let go out again, what isn't stored, or can't be read any more.
 */
final class Resends {

    private static final Logger ALERTS = LoggerFactory.getLogger("io.portcullis.alerts");
    private static final int NOTHING = -1;
    private static final int INFINITY_UP_TO_FIX42 = 999_999;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final int BATCHES_PER_SECOND = 10;
    /** So often the same may be asked for one after the other before it is answered more slowly each time. */
    private static final int PATIENCE = 3;
    private static final int LONGEST_WAIT_SECONDS = 32;

    private final FixEngine engine;
    private final FixSession owner;
    private final SessionStore store;
    private final SessionLog log;
    private final ResendLimits limits;
    private final Predicate<FixMessage> mayResend;
    private final ResendWriter writer;
    private final int batch;
    private final ResendRanges ranges = new ResendRanges();
    private int visitedInBatch;
    private int sentInBatch;
    private boolean isBroken;
    private int sent;
    private int beyondMost;
    private int tooOld;
    private int lastBegin;
    private int repeats;
    private boolean isScheduled;
    private long generation;

    /** @param mayResend the application's word on a message that was asked for */
    Resends(FixEngine engine, FixSession owner, SessionStore store, SessionLog log, Predicate<FixMessage> mayResend) {
        this.engine = engine;
        this.owner = owner;
        this.store = store;
        this.log = log;
        this.limits = owner.settings().resends();
        this.mayResend = mayResend;
        this.writer = new ResendWriter(owner.settings(), owner.encoded());
        int most = engine.settings().resendBatch();
        this.batch = limits.perSecond() == 0 ? most : Math.clamp(limits.perSecond() / BATCHES_PER_SECOND, 1, most);
    }

    /**
     * A request that has passed the session's checks. The first batch goes out now.
     *
     * @throws FieldException if it asks for what never was: the session answers with Reject(35=3)
     */
    void asked(Message request) throws FieldNotFound {
        int begin = request.getInt(BeginSeqNo.FIELD);
        int end = request.getInt(EndSeqNo.FIELD);
        int lastSent = store.getNextSenderMsgSeqNum() - 1;
        if (begin < 1 || begin > lastSent) {
            throw new FieldException(Violation.VALUE_INCORRECT, "BeginSeqNo(7)=" + begin + " was never sent, allowed is 1 to " + lastSent, BeginSeqNo.FIELD);
        }
        if (end != 0 && end < begin) {
            throw new FieldException(Violation.VALUE_INCORRECT, "EndSeqNo(16)=" + end + " is lower than BeginSeqNo(7)=" + begin, EndSeqNo.FIELD);
        }
        request.setInt(EndSeqNo.FIELD, NOTHING);
        askedFor(begin, isInfinity(end) || end > lastSent ? lastSent : end);
    }

    /** What the counterparty has said in its Logon that it misses. */
    void sendAgain(int begin, int end) {
        if (begin <= end) {
            askedFor(begin, end);
        }
    }

    private boolean isInfinity(int end) {
        return end == 0 || end == INFINITY_UP_TO_FIX42 && owner.settings().version().isBefore(FixVersion.FIX43);
    }

    private void askedFor(int begin, int end) {
        stopIfNumbersBeganAnew();
        repeats = begin == lastBegin ? repeats + 1 : 0;
        lastBegin = begin;
        boolean wasUnfinished = ranges.isUnfinished();
        boolean isNew = ranges.add(begin, end);
        log.onEvent("was asked for " + begin + " to " + end + " again" + (isNew ? "" : ", which is on its way, from " + ranges.untold()));
        if (!wasUnfinished) {
            answer(begin, end);
        }
    }

    /** What was asked for before has other numbers now, or none. */
    private void stopIfNumbersBeganAnew() {
        if (generation != store.generation()) {
            generation = store.generation();
            stop();
        }
    }

    private void answer(int begin, int end) {
        if (repeats < PATIENCE) {
            sendBatch();
            return;
        }
        if (repeats == PATIENCE) {
            alert("asks for " + begin + " to " + end + " again and again without getting on; it is answered more slowly each time");
        }
        goOnIn(Math.min(LONGEST_WAIT_SECONDS, 1 << Math.min(repeats - PATIENCE, 16)) * SECOND);
    }

    boolean isUnfinished() {
        return ranges.isUnfinished();
    }

    /** Messages that were asked for and of which the counterparty was not told yet. */
    int remaining() {
        return ranges.remaining();
    }

    /** The connection is lost: what the counterparty still misses it asks for on the next one. */
    void stop() {
        ranges.clear();
        lastBegin = 0;
        passEnds();
    }

    private void passEnds() {
        sent = 0;
        beyondMost = 0;
        tooOld = 0;
        store.doneReading();
    }

    /** Goes on if there is something left: the connection takes more. */
    void goOn() {
        if (ranges.isUnfinished()) {
            goOnIn(1);
        }
    }

    /** By the clock, not at the end of this turn: between two turns the loop reads what the other sessions were sent. */
    private void goOnIn(long nanos) {
        if (!isScheduled) {
            isScheduled = true;
            engine.later(this::scheduled, nanos);
        }
    }

    private void scheduled() {
        isScheduled = false;
        stopIfNumbersBeganAnew();
        if (ranges.isUnfinished()) {
            sendBatch();
            owner.afterCall();
        }
    }

    private void sendBatch() {
        FixConnection to = owner.connection();
        if (to == null) {
            stop();
        } else if (to.isWritable()) { // otherwise it goes on when it is
            sendBatch(to);
        }
    }

    private void sendBatch(FixConnection to) {
        writer.begin();
        visitedInBatch = 0;
        sentInBatch = 0;
        isBroken = false;
        leaveOutOldest();
        try {
            store.read(ranges.unseen(), ranges.last(), (sequence, bytes, length) -> next(to, sequence, bytes, length));
        } catch (IOException e) {
            owner.disconnect("what was asked for again can't be read: " + e);
            return;
        }
        if (isBroken) {
            stop();
        } else if (visitedInBatch > batch) {
            goOnIn(limits.perSecond() == 0 ? 1 : Math.max(1, sentInBatch * SECOND / limits.perSecond()));
        } else {
            finish(to);
        }
    }

    private void leaveOutOldest() {
        int most = limits.maxMessages();
        int from = ranges.last() - (most - sent) + 1;
        if (most > 0 && from > ranges.unseen()) {
            beyondMost += from - ranges.unseen();
            ranges.seenBelow(from);
        }
    }

    /** @return whether the batch has room for another one */
    private boolean next(FixConnection to, int sequence, byte[] bytes, int length) {
        if (++visitedInBatch > batch) {
            ranges.seenBelow(sequence);
            return false;
        }
        if (!mayGoAgain(sequence, bytes, length)) {
            return true;
        }
        isBroken = !fillGap(to, sequence) || !send(to, writer.again());
        ranges.told(sequence);
        sent++;
        sentInBatch++;
        return !isBroken;
    }

    private boolean mayGoAgain(int sequence, byte[] bytes, int length) {
        if (!writer.read(bytes, length, sequence)) {
            log.onErrorEvent("what is stored as " + sequence + " is not that message, a gap stands for it");
            return false;
        }
        FixMessage original = writer.original();
        if (MessageUtils.isAdminMessage(original.msgType())) {
            return false;
        }
        if (isTooOld(original)) {
            tooOld++;
            return false;
        }
        return mayResend.test(original);
    }

    private boolean isTooOld(FixMessage original) {
        if (limits.maxAge().isZero()) {
            return false;
        }
        try {
            return SystemTime.currentTimeMillis() - original.utcTimestamp(SendingTime.FIELD) / NANOS_PER_MILLI > limits.maxAge().toMillis();
        } catch (MalformedField e) {
            throw new IllegalStateException("our own message has no SendingTime(52): " + original, e);
        }
    }

    /** @param next the number behind the gap, if there is one */
    private boolean fillGap(FixConnection to, int next) {
        return ranges.untold() >= next || send(to, writer.gap(ranges.untold(), next));
    }

    private boolean send(FixConnection to, String message) {
        log.onOutgoing(message);
        return to.send(message);
    }

    private void finish(FixConnection to) {
        int last = ranges.last();
        if (!fillGap(to, last + 1)) {
            stop();
            return;
        }
        log.onEvent("sent " + sent + " messages again, up to " + last);
        if (beyondMost > 0) {
            alert("did not get " + beyondMost + " of the messages that it asked for, up to " + last + ", because they are more than resend-max-messages, "
                    + limits.maxMessages() + "; a gap stands for them");
        }
        if (tooOld > 0) {
            alert("did not get " + tooOld + " of the messages that it asked for, up to " + last + ", because they are older than resend-max-age, "
                    + limits.maxAge() + "; a gap stands for them");
        }
        ranges.finish();
        passEnds();
        goOn();
    }

    private void alert(String text) {
        ALERTS.atWarn().addKeyValue("session", owner.key()).log("{} {}", owner.key(), text);
    }
}

package io.portcullis.fix.sessions.engine;

import io.netty.buffer.ByteBuf;
import io.portcullis.fix.dictionaries.FixDictionary;
import io.portcullis.fix.dictionaries.MessageCheck;
import io.portcullis.fix.dictionaries.Strictness;
import io.portcullis.fix.dictionaries.Violation;
import io.portcullis.fix.sessions.store.SessionStore;
import io.portcullis.fix.sessions.wire.FixMessage;
import io.portcullis.fix.sessions.wire.InboundMessage;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import quickfix.FieldException;
import quickfix.FieldNotFound;
import quickfix.IncorrectDataFormat;
import quickfix.IncorrectTagValue;
import quickfix.InvalidMessage;
import quickfix.Message;
import quickfix.MessageSessionUtils;
import quickfix.MessageUtils;
import quickfix.RejectLogon;
import quickfix.Session;
import quickfix.UnsupportedMessageType;
import quickfix.field.MsgSeqNum;
import quickfix.field.MsgType;

/**
 * Hands what a connection reads to QuickFIX/J's session: frequent messages, and those that will be refused, as bytes, all others through QuickFIX/J's parser, long resends
 * in batches.
 */
final class SessionInput {

    private static final int MAX_HABITS = 1000;

    private final FixEngine engine;
    private final FixSession owner;
    private final Session session;
    private final SessionStore store;
    private final SessionLog log;
    private final MessageCheck check;
    private final Resends resends;
    private final boolean rejectInvalid;
    private final Set<Long> toleratedBefore = new HashSet<>();
    private InboundMessage inbound = new InboundMessage();

    SessionInput(FixEngine engine, FixSession owner, Session session, SessionStore store, SessionLog log) {
        this.engine = engine;
        this.owner = owner;
        this.session = session;
        this.store = store;
        this.log = log;
        this.resends = new Resends(owner.settings(), engine.settings().resendBatch());
        FixSessionSettings.Validation validation = owner.settings().validation();
        this.rejectInvalid = validation.rejectInvalid();
        this.check = FixDictionary.of(owner.settings().version())
                .check(new Strictness(validation.allowUserDefinedTags(), validation.allowUnknownTags(), validation.checkFieldOrder()));
    }

    /** One whole message, at the reader index, which isn't moved. */
    void receive(ByteBuf in, int length) {
        if (inbound.isKept()) {
            inbound = new InboundMessage();
        }
        String problem = inbound.read(in, length, check);
        if (log.wantsMessages()) {
            log.onIncoming(inbound.toRawString());
        }
        if (problem == null) {
            receive(inbound);
        } else {
            log.onErrorEvent("skipped an invalid message: " + problem + " in " + inbound.toRawString());
            engine.counts().garbled(1);
        }
    }

    private void receive(InboundMessage message) {
        String unusable = SequenceNumbers.problemWith(message.view());
        if (unusable != null) {
            owner.logoutAndDisconnect(unusable);
            return;
        }
        Violation tooFar = SequenceNumbers.tooFarReset(message.view());
        if (tooFar != null) {
            message.refuse(tooFar);
        } else if (!rejectInvalid && (message.isFact() || !message.isMalformed())) {
            tolerate(message.takeViolation());
        }
        Violation violation = message.violation();
        if (violation != null && message.view().msgType().equals(MsgType.LOGON)) {
            refuseLogon(message.view(), violation);
        } else if (violation != null || message.isFrequent()) {
            next(message);
        } else {
            receiveText(message.toRawString());
        }
    }

    /** The session would count it as the message that it expects, whatever its number is, and would never ask for that one. */
    private void refuseLogon(FixMessage logon, Violation violation) {
        int expected = store.getNextTargetMsgSeqNum();
        if (logon.is(MsgSeqNum.FIELD, Integer.toString(expected))) {
            store.setNextTargetMsgSeqNum(expected + 1);
        }
        owner.logoutAndDisconnect("Invalid Logon message: " + violation.text());
    }

    /** The message that is being received, or was last. */
    FixMessage current() {
        return inbound.view();
    }

    boolean isResending() {
        return resends.isUnfinished();
    }

    void stopResending() {
        resends.stop();
    }

    /** Logged the first time only: such a habit comes with every message. */
    private void tolerate(@Nullable Violation violation) {
        if (violation != null && toleratedBefore.size() < MAX_HABITS && toleratedBefore.add((long) violation.tag() << 32 | violation.reason())) {
            log.onWarnEvent("the dictionary does not allow this, it is taken as it is: " + violation.text() + " in " + inbound.toRawString());
        }
    }

    private void next(Message message) {
        try {
            session.next(message);
        } catch (FieldNotFound | RejectLogon | IncorrectDataFormat | IncorrectTagValue | UnsupportedMessageType | InvalidMessage | IOException
                | RuntimeException e) {
            owner.broken("message " + message.toRawString(), e);
        }
    }

    private void receiveText(String text) {
        Message message = parse(text);
        if (message != null) {
            beginResend(message);
            next(message);
            resendMoreSoon();
        }
    }

    private @Nullable Message parse(String text) {
        try {
            return MessageSessionUtils.parse(session, text);
        } catch (InvalidMessage e) {
            invalid(text, e);
        } catch (RuntimeException e) {
            owner.broken("message " + text, e);
        }
        return null;
    }

    private void beginResend(Message message) {
        try {
            if (session.isLoggedOn() && isResendRequest(message)) {
                resends.begin(message, store.getNextTargetMsgSeqNum(), store.getNextSenderMsgSeqNum());
            }
        } catch (FieldNotFound | FieldException e) {
            log.onWarnEvent("a ResendRequest that the session will refuse: " + e); // it makes the same check
        }
    }

    private static boolean isResendRequest(Message message) throws FieldNotFound {
        return message.getHeader().getString(MsgType.FIELD).equals(MsgType.RESEND_REQUEST);
    }

    /** Goes on with a long resend at the end of this turn of the loop, if there is one. */
    void resendMoreSoon() {
        if (resends.isUnfinished()) {
            engine.later(this::resendMore);
        }
    }

    /** The next batch of a long resend, if the connection takes it; if not, that is tried again when it does. */
    private void resendMore() {
        FixConnection to = owner.connection();
        if (to == null || !session.isLoggedOn()) {
            resends.stop();
        } else if (resends.isUnfinished() && to.isWritable()) {
            Message request = parse(resends.nextRequest(store.getNextTargetMsgSeqNum()));
            if (request != null) {
                nextOfOurOwn(request);
            }
            owner.afterCall();
            resendMoreSoon();
        }
    }

    /** A message that the counterparty has not sent, and whose number must not be counted. */
    private void nextOfOurOwn(Message request) {
        store.holdTarget(true);
        try {
            next(request);
        } finally {
            store.holdTarget(false);
        }
    }

    private void invalid(String text, InvalidMessage e) {
        log.onErrorEvent("skipped an invalid message: " + e.getMessage());
        engine.counts().garbled(1);
        if (MessageUtils.isLogon(text)) {
            owner.disconnect("invalid Logon");
        }
    }
}

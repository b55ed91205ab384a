package io.portcullis.fix.sessions.engine;

import io.netty.buffer.ByteBuf;
import io.portcullis.fix.dictionaries.FixDictionary;
import io.portcullis.fix.dictionaries.FixVersion;
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
import quickfix.field.DefaultApplVerID;
import quickfix.field.MsgSeqNum;
import quickfix.field.MsgType;
import quickfix.field.RefMsgType;
import quickfix.field.RefSeqNum;
import quickfix.field.Text;

/**
 * Hands what a connection reads to QuickFIX/J's session: frequent messages, and those that will be refused, as bytes, all others through QuickFIX/J's parser.
 */
final class SessionInput {

    private static final int MAX_HABITS = 1000;

    private final FixEngine engine;
    private final FixSession owner;
    private final Session session;
    private final SessionStore store;
    private final SessionLog log;
    private MessageCheck check;
    private final boolean rejectInvalid;
    private final Set<Long> toleratedBefore = new HashSet<>();
    private InboundMessage inbound = new InboundMessage();

    SessionInput(FixEngine engine, FixSession owner, Session session, SessionStore store, SessionLog log) {
        this.engine = engine;
        this.owner = owner;
        this.session = session;
        this.store = store;
        this.log = log;
        this.rejectInvalid = owner.settings().validation().rejectInvalid();
        FixDictionary dictionary = FixDictionary.of(owner.settings().version());
        this.check = check(dictionary, owner.settings().validation());
        QuickFixSettings.holdAgainst(session, dictionary, owner.settings().validation());
    }

    private MessageCheck check(FixDictionary dictionary, FixSessionSettings.Validation validation) {
        return dictionary.check(new Strictness(validation.allowUserDefinedTags(), validation.allowUnknownTags(), validation.checkFieldOrder(),
                engine.settings().messageLimits()));
    }

    /** Another dictionary, from the next message on. */
    void holdAgainst(FixDictionary dictionary, FixSessionSettings.Validation validation) {
        check = check(dictionary, validation);
        QuickFixSettings.holdAgainst(session, dictionary, validation);
        toleratedBefore.clear();
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
            garbled(problem);
        }
    }

    /** What is like a message but garbled. */
    void receiveGarbled(ByteBuf in, int length, String problem) {
        inbound = new InboundMessage(); // somebody may hold on to the one before
        inbound.read(in, length, check);
        garbled(problem);
    }

    private void garbled(String problem) {
        engine.counts().garbled(1);
        int expected = store.getNextTargetMsgSeqNum();
        boolean isRejected = owner.settings().conventions().garbled() == Conventions.Garbled.REJECTED && session.isLoggedOn()
                && inbound.view().is(MsgSeqNum.FIELD, Integer.toString(expected));
        log.onErrorEvent((isRejected ? "rejected" : "skipped") + " an invalid message: " + problem + " in " + inbound.toRawString());
        if (isRejected) {
            owner.sendOfSession(rejectOfGarbled(expected, problem));
            store.setNextTargetMsgSeqNum(expected + 1);
        }
    }

    private Message rejectOfGarbled(int msgSeqNum, String problem) {
        Message reject = new Message();
        reject.getHeader().setString(MsgType.FIELD, MsgType.REJECT);
        reject.setInt(RefSeqNum.FIELD, msgSeqNum);
        boolean isExplained = owner.settings().conventions().rejects() == Conventions.Rejects.EXPLAINED;
        reject.setString(Text.FIELD, "Message failed basic validity check" + (isExplained ? ": " + problem : ""));
        String type = inbound.view().stringOrNull(MsgType.FIELD);
        if (type != null && !type.isEmpty() && !owner.settings().version().isBefore(FixVersion.FIX42)) {
            reject.setString(RefMsgType.FIELD, Violation.shown(type));
        }
        return reject;
    }

    private void receive(InboundMessage message) {
        RunningReset reset = owner.runningReset();
        if (reset == null || !reset.isAwaited()) {
            take(message);
        } else if (message.view().msgType().equals(MsgType.LOGON)) {
            owner.continuity().resetAnswered(reset, message.view());
        } else {
            reset.underOldNumber(() -> take(message));
        }
    }

    private void take(InboundMessage message) {
        String unusable = SequenceNumbers.problemWith(message.view());
        if (unusable != null) {
            owner.counterparty().logoutAndDisconnect(unusable);
            return;
        }
        Violation tooFar = SequenceNumbers.tooFarReset(message.view());
        if (tooFar != null) {
            message.refuse(tooFar);
        } else if (!rejectInvalid && (message.isFact() || !message.isMalformed())) {
            tolerate(message.takeViolation());
        }
        Violation violation = message.violation();
        String refusal = message.view().msgType().equals(MsgType.LOGON) ? refusalOfLogon(message.view(), violation) : null;
        if (refusal != null) {
            refuseLogon(message.view(), refusal);
        } else if (violation != null || message.isFrequent()) {
            next(message);
        } else {
            receiveText(message.toRawString());
        }
    }

    private @Nullable String refusalOfLogon(FixMessage logon, @Nullable Violation violation) {
        return violation == null ? owner.refusalOfLogon(logon) : "Invalid Logon message: " + violation.text();
    }

    /** The session would count it as the message that it expects, whatever its number is, and would never ask for that one. */
    private void refuseLogon(FixMessage logon, String refusal) {
        int expected = store.getNextTargetMsgSeqNum();
        if (logon.is(MsgSeqNum.FIELD, Integer.toString(expected))) {
            store.setNextTargetMsgSeqNum(expected + 1);
        }
        owner.counterparty().endsBecause("the Logon(35=A) was refused: " + refusal);
        if (owner.settings().version().isFixt() && !logon.has(DefaultApplVerID.FIELD)) {
            owner.disconnect(refusal); // there is no version in which to answer
        } else {
            owner.counterparty().logoutAndDisconnect(refusal);
        }
    }

    /** The message that is being received, or was last. */
    FixMessage current() {
        return inbound.view();
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
            next(message);
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

    private void invalid(String text, InvalidMessage e) {
        log.onErrorEvent("skipped an invalid message: " + e.getMessage());
        engine.counts().garbled(1);
        if (MessageUtils.isLogon(text)) {
            owner.disconnect("invalid Logon");
        }
    }
}

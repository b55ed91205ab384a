package io.portcullis.fix.sessions.engine;

import io.portcullis.fix.sessions.dialect.Translator;
import io.portcullis.fix.sessions.dialect.Untranslatable;
import io.portcullis.fix.sessions.wire.FixMessage;
import io.portcullis.fix.sessions.wire.InboundMessage;
import io.portcullis.fix.sessions.wire.MalformedField;
import io.portcullis.fix.sessions.wire.StoredMessage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import quickfix.Application;
import quickfix.DoNotSend;
import quickfix.FieldException;
import quickfix.FieldNotFound;
import quickfix.Message;
import quickfix.RejectLogon;
import quickfix.SessionID;
import quickfix.field.MsgType;
import quickfix.field.TestReqID;
import quickfix.field.Text;

/**
 * Hands QuickFIX/J's calls for one session to its {@link FixApplication}. QuickFIX/J swallows what some of its callbacks throw: the first failure is kept here, and the
 * engine looks for it after every call into the session.
 */
final class SessionCallbacks implements Application {

    private static final int MSG_SEQ_NUM = 34;
    private static final int DEFAULT_APPL_VER_ID = 1137;

    private final FixSession session;
    private final FixApplication application;
    private final SessionLog log;
    private final SessionTexts texts;
    private @Nullable Throwable failure;

    SessionCallbacks(FixSession session, FixApplication application, SessionLog log) {
        this.session = session;
        this.application = application;
        this.log = log;
        this.texts = new SessionTexts(session.settings());
    }

    /** What the application threw; null while all is well. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    private RuntimeException failed(Throwable cause) {
        failure = failure == null ? cause : failure;
        return new IllegalStateException("the application failed", cause);
    }

    @Override
    public void onCreate(SessionID id) {
        // QuickFIX/J has a session again, after a change of the settings for one
    }

    @Override
    public void onLogon(SessionID id) {
        try {
            session.loggedOn();
            application.onLogon(session);
        } catch (RuntimeException | Error e) {
            throw failed(e);
        }
    }

    /** Our Logon in the middle of the session was answered: the application is told as QuickFIX/J does it where the counterparty began. */
    void numbersBeganAnew(FixMessage logon) {
        try {
            checkLogon(logon);
            session.loggedOn();
            application.onLogon(session);
        } catch (RejectLogon e) {
            session.counterparty().logoutAndDisconnect(String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error e) {
            failed(e);
        }
    }

    @Override
    public void onLogout(SessionID id) {
        try {
            application.onLogout(session, session.facts().disconnectReason());
        } catch (RuntimeException | Error e) {
            throw failed(e);
        }
    }

    @Override
    public void toAdmin(Message message, SessionID id) {
        switch (typeOf(message)) {
            case MsgType.REJECT -> {
                session.refusedMessage();
                texts.explainReject(message, session.received(), session.numbers().nextTargetMsgSeqNum());
            }
            case MsgType.LOGON -> {
                session.counterparty().sayStatus(message);
                session.continuity().completeLogon(message);
            }
            case MsgType.LOGOUT -> {
                session.counterparty().sayStatus(message);
                String brief = message.getOptionalString(Text.FIELD).orElse("");
                texts.explainLogout(message, session.received());
                session.counterparty().weLogOut(message);
                texts.logoutAsAgreed(message, brief);
            }
            case MsgType.RESEND_REQUEST -> session.counts().resendWeAskedFor();
            default -> {
                // says what it has to say
            }
        }
    }

    @Override
    public void toApp(Message message, SessionID id) throws DoNotSend {
        if (message instanceof StoredMessage stored) {
            FixMessage original = stored.original();
            if (original != null && !mayResend(original)) {
                throw new DoNotSend();
            }
        }
    }

    boolean mayResend(FixMessage original) {
        try {
            return application.mayResend(session, original);
        } catch (RuntimeException | Error e) {
            failed(e);
            return false; // the exception would be swallowed and the message sent
        }
    }

    @Override
    public void fromAdmin(Message message, SessionID id) throws RejectLogon, FieldNotFound {
        switch (typeOf(message)) {
            case MsgType.LOGON -> {
                checkLogon(view(message));
                session.continuity().heard(view(message));
            }
            case MsgType.REJECT -> {
                session.counts().received(SessionCounts.Reject.MESSAGE);
                onReject(view(message));
            }
            case MsgType.RESEND_REQUEST -> session.continuity().resendAsked(message);
            case MsgType.SEQUENCE_RESET -> onGap();
            case MsgType.HEARTBEAT -> {
                session.continuity().heard(view(message));
                session.control().heartbeat(message.isSetField(TestReqID.FIELD) ? view(message).stringOrNull(TestReqID.FIELD) : null);
            }
            default -> {
                // test requests and logouts are the session's business
            }
        }
    }

    private void checkLogon(FixMessage logon) throws RejectLogon {
        String expected = session.settings().version().applVerId();
        if (session.settings().version().isFixt() && !logon.is(DEFAULT_APPL_VER_ID, expected)) {
            throw new RejectLogon("DefaultApplVerID(1137)=" + logon.stringOrNull(DEFAULT_APPL_VER_ID) + " is not what was agreed, expected " + expected);
        }
        Optional<String> refusal;
        try {
            refusal = application.refuseLogon(session, logon);
        } catch (RuntimeException | Error e) {
            throw failed(e);
        }
        if (refusal.isPresent()) {
            throw new RejectLogon(refusal.get());
        }
    }

    private void onGap() {
        try {
            application.onGap(session);
        } catch (RuntimeException | Error e) {
            throw failed(e);
        }
    }

    private void onReject(FixMessage reject) {
        try {
            int msgSeqNum = reject.integer(MSG_SEQ_NUM, 0);
            application.onReject(session, reject, msgSeqNum == session.numbers().nextTargetMsgSeqNum() ? msgSeqNum : 0);
        } catch (MalformedField e) {
            throw new FieldException(e.sessionRejectReason(), e.getMessage(), e.tag());
        } catch (RuntimeException | Error e) {
            throw failed(e);
        }
    }

    @Override
    public void fromApp(Message message, SessionID id) {
        FixMessage view = view(message);
        Untranslatable problem = null;
        try {
            boolean isRepeated = view.isYes(43) || view.isYes(97);
            int msgSeqNum = view.integer(MSG_SEQ_NUM);
            Translator translator = session.translator();
            if (translator == null) {
                application.onMessage(session, view, msgSeqNum, isRepeated);
            } else {
                problem = handOver(view, translator, msgSeqNum, isRepeated);
            }
        } catch (MalformedField e) {
            throw new FieldException(e.sessionRejectReason(), e.getMessage(), e.tag());
        } catch (RuntimeException | Error e) {
            throw failed(e);
        }
        if (problem != null) {
            throw new FieldException(problem.sessionRejectReason(), problem.text(), problem.tag());
        }
    }

    /** @return what can't be translated and still has to be answered; null if nothing is */
    private @Nullable Untranslatable handOver(FixMessage message, Translator translator, int msgSeqNum, boolean isRepeated) {
        try {
            application.onMessage(session, translator.in(message, !session.settings().validation().rejectInvalid()), msgSeqNum, isRepeated);
            return null;
        } catch (Untranslatable e) {
            return application.onUntranslatable(session, message, msgSeqNum, e) ? null : e;
        }
    }

    private static FixMessage view(Message message) {
        if (message instanceof InboundMessage inbound) {
            return inbound.view();
        }
        String raw = message.toRawString();
        if (raw == null) {
            throw new IllegalStateException("a received message without its text: " + message);
        }
        return FixMessage.of(raw);
    }

    private static String typeOf(Message message) {
        return message.getHeader().getOptionalString(MsgType.FIELD).orElse("");
    }
}

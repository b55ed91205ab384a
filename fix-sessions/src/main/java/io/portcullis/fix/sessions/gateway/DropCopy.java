package io.portcullis.fix.sessions.gateway;

import io.portcullis.fix.sessions.engine.FixApplication;
import io.portcullis.fix.sessions.engine.FixSession;
import io.portcullis.fix.sessions.wire.FixMessage;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.Command.Echo;
import io.portcullis.oms.command.Command.RejectAs;
import io.portcullis.oms.command.Origin;
import io.portcullis.oms.core.Effect;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies every report of every client to the compliance sessions, each with its own sequence numbers and resend; a consumer that is away finds all of it when it comes
 * back. Takes no orders. Belongs to the shard's thread.
 */
public final class DropCopy implements FixApplication {

    private static final Logger LOG = LoggerFactory.getLogger(DropCopy.class);
    static final int NOT_AUTHORIZED = 6;

    private final List<EffectSender<Effect.ToClient>> consumers = new ArrayList<>();
    private final ReportEncoders encoders;
    private final Consumer<Command> core;

    /** @param core decides and logs a command before it returns */
    public DropCopy(ReportEncoders encoders, Consumer<Command> core) {
        this.encoders = encoders;
        this.core = core;
    }

    public void add(FixSession session) {
        ReportEncoder encoder = encoders.of(session.settings().version());
        consumers.add(new EffectSender<>(session, encoder::encodeCopy));
    }

    /** Copies it to each session that has not been told of it. Session-level rejects are between two parties: they go to the one they answer, if it is one of these. */
    public void send(Effect.ToClient effect) {
        for (EffectSender<Effect.ToClient> consumer : consumers) {
            if (!(effect instanceof Effect.MessageReject) || effect.session().equals(consumer.session().key())) {
                consumer.send(effect);
            }
        }
    }

    /** To be called now and then: what could not be stored is tried again. */
    public void retry() {
        consumers.forEach(EffectSender::retry);
    }

    @Override
    public void onLogon(FixSession session) {
        core.accept(new Command.SessionLoggedOn(session.key(), null));
    }

    @Override
    public void onLogout(FixSession session, String reason) {
        core.accept(new Command.SessionLoggedOff(session.key(), null, reason));
    }

    @Override
    public void onMessage(FixSession session, FixMessage message, int msgSeqNum, boolean isRepeated) {
        Origin origin = new Origin(session.key(), session.generation(), msgSeqNum);
        core.accept(new Command.UnreadableRequest(origin, RejectAs.BUSINESS_REJECT, message.msgType(), 0, NOT_AUTHORIZED,
                new Objection(Refusal.UNSUPPORTED_MESSAGE, "a drop copy session takes no requests, MsgType(35) was " + message.msgType()), Echo.NONE));
    }

    @Override
    public void onReject(FixSession session, FixMessage reject, int msgSeqNum) {
        if (msgSeqNum == 0) {
            LOG.atWarn().addKeyValue("session", session.key()).log("session {} rejects a copy out of turn: {}", session.key(), reject);
        } else {
            core.accept(new Command.ClientNotice(new Origin(session.key(), session.generation(), msgSeqNum), "3", "rejects a drop copy: " + reject, true));
        }
    }

    @Override
    public boolean mayResend(FixSession session, FixMessage stored) {
        return true;
    }
}

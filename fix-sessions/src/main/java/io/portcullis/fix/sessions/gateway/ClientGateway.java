package io.portcullis.fix.sessions.gateway;

import io.portcullis.fix.sessions.engine.FixApplication;
import io.portcullis.fix.sessions.engine.FixSession;
import io.portcullis.fix.sessions.wire.FixMessage;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.Origin;
import io.portcullis.oms.core.Effect;
import io.portcullis.oms.types.SessionKey;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where clients' orders come in and reports go out. Each message becomes one command, which is decided and logged before the session counts the message as received.
 * Belongs to the shard's thread.
 */
public final class ClientGateway implements FixApplication {

    private static final Logger LOG = LoggerFactory.getLogger(ClientGateway.class);

    private record Client(RequestDecoder decoder, EffectSender<Effect.ToClient> sender) {
    }

    private final Map<SessionKey, Client> clients = new HashMap<>();
    private final ReportEncoders encoders;
    private final Consumer<Command> core;

    /** @param core decides and logs a command before it returns */
    public ClientGateway(ReportEncoders encoders, Consumer<Command> core) {
        this.encoders = encoders;
        this.core = core;
    }

    /** @param defaultAccount of orders without Account(1); null: such orders are refused */
    public void add(FixSession session, @Nullable String defaultAccount) {
        ReportEncoder encoder = encoders.of(session.settings().version());
        clients.put(session.key(), new Client(new RequestDecoder(defaultAccount), new EffectSender<>(session, encoder::encode)));
    }

    /**
     * Stores the report with its mark and, where the client is logged on, sends it. What the session was told before a crash is not told again.
     *
     * @return false if no such client's session is configured
     */
    public boolean send(Effect.ToClient effect) {
        Client client = clients.get(effect.session());
        if (client == null) {
            return false;
        }
        client.sender.send(effect);
        return true;
    }

    /** The mark of the first report that waits for room in a store; {@link Long#MAX_VALUE} if none does. */
    public long firstWaiting() {
        return clients.values().stream().mapToLong(client -> client.sender.firstWaiting()).min().orElse(Long.MAX_VALUE);
    }

    /** To be called now and then: what could not be stored is tried again. */
    public void retry() {
        clients.values().forEach(client -> client.sender.retry());
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
        Client client = clients.get(session.key());
        if (client == null) {
            throw new IllegalStateException("session " + session.key() + " was never added");
        }
        core.accept(client.decoder.decode(message, new Origin(session.key(), session.generation(), msgSeqNum)));
    }

    @Override
    public void onReject(FixSession session, FixMessage reject, int msgSeqNum) {
        if (msgSeqNum == 0) {
            LOG.atWarn().addKeyValue("session", session.key()).log("session {} rejects our message out of turn: {}", session.key(), reject);
        } else {
            onMessage(session, reject, msgSeqNum, false);
        }
    }

    /** Reports are facts: they may be told again at any time. */
    @Override
    public boolean mayResend(FixSession session, FixMessage stored) {
        return true;
    }
}

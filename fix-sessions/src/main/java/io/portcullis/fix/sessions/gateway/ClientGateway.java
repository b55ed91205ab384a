package io.portcullis.fix.sessions.gateway;

import io.portcullis.fix.sessions.dialect.Untranslatable;
import io.portcullis.fix.sessions.engine.FixApplication;
import io.portcullis.fix.sessions.engine.FixSession;
import io.portcullis.fix.sessions.engine.SessionCounts;
import io.portcullis.fix.sessions.marketdata.MarketDataGateway;
import io.portcullis.fix.sessions.traffic.InboundMeter;
import io.portcullis.fix.sessions.traffic.Throttle;
import io.portcullis.fix.sessions.wire.FixMessage;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.Origin;
import io.portcullis.oms.core.ClientAgreement;
import io.portcullis.oms.core.Effect;
import io.portcullis.oms.types.SessionKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where clients' orders come in and reports go out. Each message but a request for market data becomes one command, which is decided and logged before the session counts the message as received.
 * Belongs to the shard's thread.
 */
public final class ClientGateway implements FixApplication {

    private static final Logger LOG = LoggerFactory.getLogger(ClientGateway.class);

    private static final int POSS_DUP_FLAG = 43;
    private static final String BUSINESS_MESSAGE_REJECT = "j";

    /** @param meter null for a session without limits */
    private record Client(RequestDecoder decoder, EffectSender<Effect.ToClient> sender, @Nullable InboundMeter meter) {
    }

    private final Map<SessionKey, Client> clients = new HashMap<>();
    private final ReportEncoders encoders;
    private final Consumer<Command> core;
    private @Nullable MarketDataGateway marketData;

    /** @param core decides and logs a command before it returns */
    public ClientGateway(ReportEncoders encoders, Consumer<Command> core) {
        this.encoders = encoders;
        this.core = core;
    }

    /** Requests for market data are answered there, and are not logged. */
    public void shows(MarketDataGateway gateway) {
        marketData = gateway;
    }

    /** @param interval between two messages of market data about one instrument; null: the session gets none */
    public void agreeMarketData(FixSession session, @Nullable Duration interval) {
        if (marketData != null) {
            marketData.agree(session, interval);
        }
    }

    /**
     * @param defaultAccount of orders without Account(1); null: such orders are refused
     * @param receivedToday how many application messages of the session are done on this trading day
     */
    public void add(FixSession session, @Nullable String defaultAccount, LongSupplier receivedToday) {
        add(session, defaultAccount, ClientAgreement.DEFAULT, receivedToday);
    }

    /** @param agreement about its orders */
    public void add(FixSession session, @Nullable String defaultAccount, ClientAgreement agreement, LongSupplier receivedToday) {
        ReportEncoder encoder = encoders.of(session.settings().version());
        put(session, defaultAccount, agreement, receivedToday, new EffectSender<>(session, encoder::encode));
    }

    private void put(FixSession session, @Nullable String defaultAccount, ClientAgreement agreement, LongSupplier receivedToday,
            EffectSender<Effect.ToClient> sender) {
        Throttle throttle = session.settings().traffic().throttle();
        InboundMeter meter = throttle == null ? null : new InboundMeter(throttle, receivedToday);
        clients.put(session.key(),
                new Client(new RequestDecoder(defaultAccount, agreement.sendsCareOrders(), agreement.traders().areSenderSubIds(), session.settings().version(),
                        encoders.ids()::parse), sender, meter));
    }

    /** As {@link #add}, after the session's settings have changed, or the account of its orders. */
    public void change(FixSession session, @Nullable String defaultAccount, ClientAgreement agreement, LongSupplier receivedToday) {
        Client before = clients.get(session.key());
        if (before == null) {
            throw new IllegalStateException("session " + session.key() + " was never added");
        }
        before.sender.encodeBy(encoders.of(session.settings().version())::encode);
        put(session, defaultAccount, agreement, receivedToday, before.sender);
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
        if (client.sender.send(effect)) {
            RejectCount.sent(client.sender.session(), effect);
        }
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
        if (marketData != null) {
            marketData.loggedOut(session);
        }
        core.accept(new Command.SessionLoggedOff(session.key(), null, session.logoffCause(), reason));
    }

    @Override
    public void onMessage(FixSession session, FixMessage message, int msgSeqNum, boolean isRepeated) {
        Client client = clients.get(session.key());
        if (client == null) {
            throw new IllegalStateException("session " + session.key() + " was never added");
        }
        Origin origin = new Origin(session.key(), session.numbers().generation(), msgSeqNum);
        if (isDone(session, message, msgSeqNum)) {
            core.accept(alreadyDone(origin, message));
            return;
        }
        String excess = client.meter == null ? null : measured(client.meter, session, message);
        if (excess == null && marketData != null && marketData.takes(session, message)) {
            marketData.request(session, message);
            return;
        }
        Command.FromClient command = excess == null ? client.decoder.decode(message, origin) : RequestDecoder.tooMuch(message, origin, excess);
        if (command instanceof Command.ClientNotice && message.msgType().equals(BUSINESS_MESSAGE_REJECT)) {
            session.counts().received(SessionCounts.Reject.BUSINESS);
        }
        core.accept(withKeptFields(command, session));
    }

    private static Command.FromClient withKeptFields(Command.FromClient command, FixSession session) {
        String kept = session.keptFields();
        if (kept != null && command instanceof Command.WithHandling handled) {
            return new Command.WithHandling(withKeptFields(handled.request(), session), handled.isByHand());
        }
        return kept != null && command instanceof Command.NewOrderSingle order ? order.carrying(kept) : command;
    }

    private static @Nullable String measured(InboundMeter meter, FixSession session, FixMessage message) {
        long now = session.lastReceivedMillis();
        String excess = meter.excess(message.msgType(), OrderListDecoder.orderCount(message), now);
        long pause = meter.pauseMillis(now);
        if (pause > 0) {
            session.pauseReading(pause);
        }
        return excess;
    }

    /** An operator has set the expected number back: what is sent again must not be done again. */
    private static boolean isDone(FixSession session, FixMessage message, int msgSeqNum) {
        return session.control().wasDone(msgSeqNum) && message.is(POSS_DUP_FLAG, "Y");
    }

    private static Command alreadyDone(Origin origin, FixMessage message) {
        return new Command.ClientNotice(origin, message.msgType(),
                "MsgSeqNum(34)=" + origin.msgSeqNum() + " with PossDupFlag(43)=Y was done before the expected number was set back: it is not done again",
                false);
    }

    @Override
    public boolean onUntranslatable(FixSession session, FixMessage message, int msgSeqNum, Untranslatable problem) {
        Client client = clients.get(session.key());
        Origin origin = new Origin(session.key(), session.numbers().generation(), msgSeqNum);
        String excess = client == null || client.meter == null ? null : measured(client.meter, session, message);
        core.accept(excess == null ? RequestDecoder.untranslatable(message, origin, problem) : RequestDecoder.tooMuch(message, origin, excess));
        return true;
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

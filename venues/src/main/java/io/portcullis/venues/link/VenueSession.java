package io.portcullis.venues.link;

import io.portcullis.fix.sessions.engine.FixApplication;
import io.portcullis.fix.sessions.engine.FixEngine;
import io.portcullis.fix.sessions.engine.FixSession;
import io.portcullis.fix.sessions.engine.FixSessionSettings;
import io.portcullis.fix.sessions.engine.SessionCounts.Reject;
import io.portcullis.fix.sessions.wire.FixMessage;
import io.portcullis.fix.sessions.wire.MalformedField;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.Origin;
import io.portcullis.oms.core.Effect;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.Ids;
import io.portcullis.venues.link.VenueLink.State;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One FIX session of a venue. Each of the venue's messages about orders becomes one command, which is decided and logged before the session counts it as received. Market data does not: it goes to the venue's
 * reader and is not logged. Belongs to the shard's thread.
 */
public final class VenueSession implements FixApplication {

    private static final Logger LOG = LoggerFactory.getLogger(VenueSession.class);
    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final int MSG_SEQ_NUM = 34;
    private static final int REF_SEQ_NUM = 45;
    private static final int SENDING_TIME = 52;
    private static final String BUSINESS_MESSAGE_REJECT = "j";

    private final FixVenueLink venue;
    private final FixSession session;
    private final VenueRequests requests;
    private final SentRequests sent = new SentRequests();
    private final InstantSource clock;
    private final Consumer<Command> core;
    private final Ids ids;
    private VenueEncoder encoder;
    private VenueDecoder decoder;
    private State state = State.DISCONNECTED;
    private int recoveredBehind;

    /**
     * @param lastLook may stop what goes out
     * @param core decides and logs a command before it returns
     * @throws IOException if the session's store can't be opened
     */
    VenueSession(FixVenueLink venue, FixSessionSettings settings, FixEngine engine, Ids ids, InstantSource clock, LastLook lastLook, Consumer<Command> core)
            throws IOException {
        this.venue = venue;
        this.session = engine.open(settings, this);
        this.ids = ids;
        this.encoder = new VenueEncoder(settings.version(), ids);
        this.requests = new VenueRequests(venue.venue(), session, effect -> {
            sent.put(session.numbers().nextSenderMsgSeqNum(), effect.requestId());
            return encoder.encode(effect);
        }, venue.resendWithin(), clock, lastLook, core);
        this.decoder = new VenueDecoder(venue.venue(), settings.version(), ids);
        this.clock = clock;
        this.core = core;
    }

    public FixSession session() {
        return session;
    }

    public State state() {
        return state;
    }

    boolean isLoggedOn() {
        return session.isLoggedOn();
    }

    /** Stores the message with its mark and, where the session is up, sends it. */
    void send(Effect.ToVenue effect) {
        requests.send(effect);
    }

    void withdraw(Effect.Withdrawal withdrawal) {
        requests.withdraw(withdrawal);
    }

    long firstWaiting() {
        return requests.firstWaiting();
    }

    void retry() {
        requests.retry();
        tradeIfRecovered();
    }

    /** When the session or its venue goes by other settings, while it has no connection. What waits is sent in the session's new version. */
    void goByChanges() {
        requests.goBy(venue.resendWithin());
        encoder = new VenueEncoder(session.settings().version(), ids);
        decoder = new VenueDecoder(venue.venue(), session.settings().version(), ids);
    }

    /** The one way from state to state. The core is told when the session becomes usable, and when it is no more. */
    private void state(State next, String reason) {
        if (state == next) {
            return;
        }
        LOG.atInfo().addKeyValue("session", session.key()).log("venue {} {} -> {}: {}", venue.venue(), state, next, reason);
        boolean wasTrading = state == State.TRADING;
        state = next;
        if (next == State.TRADING) {
            core.accept(new Command.SessionLoggedOn(session.key(), venue.venue()));
        } else if (wasTrading) {
            core.accept(new Command.SessionLoggedOff(session.key(), venue.venue(), reason));
        }
    }

    @Override
    public Optional<String> refuseLogon(FixSession loggingOn, FixMessage logon) {
        recoveredBehind = intOrZero(logon, MSG_SEQ_NUM);
        state(State.LOGGING_ON, "the venue answers with MsgSeqNum(34) " + recoveredBehind);
        return Optional.empty();
    }

    @Override
    public void onLogon(FixSession loggedOn) {
        venue.loggedOn(this);
        requests.loggedOn();
        state(State.RECOVERING, "logged on, expects MsgSeqNum(34) " + session.numbers().nextTargetMsgSeqNum());
        tradeIfRecovered();
    }

    /** The venue's Logon has its turn in the sequence when all that was missed before it has come. */
    private void tradeIfRecovered() {
        if (state == State.RECOVERING && session.numbers().nextTargetMsgSeqNum() > recoveredBehind) {
            state(State.TRADING, "nothing is missing");
        }
    }

    @Override
    public void onLogout(FixSession loggedOut, String reason) {
        venue.loggedOut(this);
        state(State.DISCONNECTED, reason);
    }

    @Override
    public void onMessage(FixSession from, FixMessage message, int msgSeqNum, boolean isRepeated) {
        tradeIfRecovered();
        if (!venue.readsMarketData(this, message)) {
            decide(message, msgSeqNum);
        }
    }

    /** At a logon what the venue does not send again is of before: market data is asked for anew then anyway. */
    @Override
    public void onGap(FixSession of) {
        if (state == State.TRADING) {
            venue.gap(this);
        }
    }

    @Override
    public void onReject(FixSession from, FixMessage reject, int msgSeqNum) {
        if (msgSeqNum == 0) {
            LOG.atWarn().addKeyValue("session", session.key()).log("venue {} rejects our message out of turn: {}", venue.venue(), reject);
        } else if (!venue.readsMarketData(this, reject)) {
            decide(reject, msgSeqNum);
        }
    }

    private void decide(FixMessage message, int msgSeqNum) {
        Command.FromVenue command = decoder.decode(message, new Origin(session.key(), session.numbers().generation(), msgSeqNum),
                sent.get(intOrZero(message, REF_SEQ_NUM)));
        countReject(command, message);
        core.accept(command);
    }

    /** A Reject(35=3) counts where the session layer sees it. */
    private void countReject(Command.FromVenue command, FixMessage message) {
        switch (command) {
            case Command.VenueReport report -> {
                if (report.execType() == ExecType.REJECTED) {
                    session.counts().received(Reject.ORDER);
                }
            }
            case Command.LegReport _ -> {
                // what becomes of the order says another report
            }
            case Command.VenueCancelReject _ -> session.counts().received(Reject.CANCEL);
            case Command.VenueMessageReject _ -> {
                if (message.msgType().equals(BUSINESS_MESSAGE_REJECT)) {
                    session.counts().received(Reject.BUSINESS);
                }
            }
            case Command.SecurityStatus _ -> {
                // rejects nothing
            }
            case Command.VenueNotice _ -> {
                // says no to nothing
            }
        }
    }

    private static int intOrZero(FixMessage message, int tag) {
        try {
            return message.integer(tag, 0);
        } catch (MalformedField e) {
            return 0; // it then refers to nothing that we know
        }
    }

    /**
     * An order, or new terms of one, that the venue did not receive in time are not sent blindly when the market has moved on: the venue is told of a gap, and the core
     * asks it how the order stands. Questions and subscriptions are asked anew at each logon. Cancels are always sent again.
     */
    @Override
    public boolean mayResend(FixSession of, FixMessage stored) {
        return switch (stored.msgType()) {
            case "D", "G", "AB", "AC", "s", "t" -> isYoung(stored);
            case "H", "V", "e" -> false;
            default -> true;
        };
    }

    private boolean isYoung(FixMessage stored) {
        try {
            long sentMillis = stored.utcTimestamp(SENDING_TIME) / NANOS_PER_MILLI;
            return clock.millis() - sentMillis <= venue.resendWithin().toMillis();
        } catch (MalformedField e) {
            throw new IllegalStateException("our own message has no SendingTime(52): " + stored, e);
        }
    }
}

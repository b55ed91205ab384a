package io.portcullis.fix.sessions.engine;

import io.netty.channel.EventLoop;
import io.portcullis.fix.dictionaries.Violation;
import io.portcullis.fix.sessions.access.AccessAlerts;
import io.portcullis.fix.sessions.access.Admission;
import io.portcullis.fix.sessions.access.Denial;
import io.portcullis.fix.sessions.access.Denial.Reason;
import io.portcullis.fix.sessions.access.Objection;
import io.portcullis.fix.sessions.access.Passwords;
import io.portcullis.fix.sessions.access.Passwords.Verdict;
import io.portcullis.fix.sessions.access.Peer;
import io.portcullis.fix.sessions.access.ReceptionLimits;
import io.portcullis.fix.sessions.access.ShownCertificates;
import io.portcullis.fix.sessions.access.TlsFailure;
import io.portcullis.oms.types.SessionKey;
import java.io.IOException;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import quickfix.MessageUtils;
import quickfix.SystemTime;

/**
 * Where accepted connections wait until it is known whose they are and that they may come in: best on a thread of its own, so that whoever is not let in costs the
 * sessions nothing. Those who may are handed to the engine that has their session, the others are cut without a word.
 */
public final class Reception {

    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);
    private static final long LOOK_AGAIN_MILLIS = 250;
    private static final int TURNS_A_MINUTE = 60;
    /** Whoever wants to could fill the disk with them. */
    private static final int REFUSED_SHOWN_A_SECOND = 20;

    private final FixEngine engine;
    private final EventLoop loop;
    private final ReceptionLimits limits;
    private final AccessAlerts alerts;
    private final @Nullable Passwords passwords;
    private final Set<Visitor> waiting = new LinkedHashSet<>();
    private final Map<InetAddress, Integer> connections = new HashMap<>();
    private final Future<?> timer;
    private int turns;
    private int refusedThisSecond;

    /**
     * @param engine one of those whose sessions may be logged on to; the others are those beside it
     * @param loop on which connections wait
     * @param passwords for sessions that have a user; without it, nobody logs on to those
     */
    public Reception(FixEngine engine, EventLoop loop, ReceptionLimits limits, AccessAlerts alerts, @Nullable Passwords passwords) {
        this.engine = engine;
        this.loop = loop;
        this.limits = limits;
        this.alerts = alerts;
        this.passwords = passwords;
        this.timer = loop.scheduleAtFixedRate(this::everySecond, 1, 1, TimeUnit.SECONDS);
    }

    /** On the engine's own loop, with the limits of {@link ReceptionLimits#DEFAULT}; who is turned away stands in the log. */
    static Reception of(FixEngine engine) {
        return new Reception(engine, engine.loop(), ReceptionLimits.DEFAULT, new AccessAlerts(alert -> LOG.warn("{}", alert)), null);
    }

    EventLoop loop() {
        return loop;
    }

    FixEngine engine() {
        return engine;
    }

    /** No more connections come. */
    void close() {
        timer.cancel(false);
        loop.execute(() -> Set.copyOf(waiting).forEach(Visitor::close));
    }

    private void everySecond() {
        refusedThisSecond = 0;
        long longAgo = System.nanoTime() - engine.settings().firstMessageTimeout().toNanos();
        while (!waiting.isEmpty() && waiting.iterator().next().arrivedAt() - longAgo < 0) {
            Visitor slow = waiting.iterator().next();
            String within = " within " + engine.settings().firstMessageTimeout().toSeconds() + " s";
            if (slow.hasArrived()) {
                deny(slow, Reason.TOO_MANY, "its Logon had no turn" + within + ", others came before it");
            } else {
                deny(slow, Reason.NO_LOGON, "no Logon" + within);
            }
        }
        turns++;
        if (turns % TURNS_A_MINUTE == 0) {
            alerts.minuteIsOver();
        }
    }

    /** @return whether it may stay, for now */
    boolean arrives(Visitor visitor) {
        int open = connections.merge(visitor.address(), 1, Integer::sum);
        visitor.whenClosed(() -> loop.execute(() -> leaves(visitor)));
        if (open > limits.connectionsPerAddress()) {
            deny(visitor, Reason.TOO_MANY, "there are " + (open - 1) + " connections from this address, allowed are " + limits.connectionsPerAddress());
            return false;
        }
        if (waiting.size() >= limits.waitingConnections()) {
            deny(waiting.iterator().next(), Reason.TOO_MANY, "more than " + limits.waitingConnections() + " connections wait without a Logon");
        }
        waiting.add(visitor);
        return true;
    }

    private void leaves(Visitor visitor) {
        waiting.remove(visitor);
        connections.computeIfPresent(visitor.address(), (address, open) -> open == 1 ? null : open - 1);
    }

    void handshakeFailed(Visitor visitor, Throwable cause) {
        deny(visitor, Reason.HANDSHAKE, "TLS failed: " + TlsFailure.textOf(cause));
    }

    void deny(Visitor visitor, Reason reason, String text) {
        deny(visitor, "", new Denial(reason, text));
    }

    private void deny(Visitor visitor, FixSession session, Denial denial) {
        show(visitor, session.tap());
        remember(visitor, session, denial);
        deny(session.key().value(), visitor, denial);
    }

    private void remember(Visitor visitor, FixSession session, Denial denial) {
        engine.refusedLogons().add(session.key(), visitor.address().getHostAddress(), denial, SystemTime.currentTimeMillis());
    }

    private void deny(Visitor visitor, String stranger, Denial denial) {
        engine.refusedLogons().add(stranger, visitor.address().getHostAddress(), denial, SystemTime.currentTimeMillis());
        show(visitor, engine.strangers());
        deny(stranger, visitor, denial);
    }

    /** Nobody's Logon. Where it is clear whose it should have been, that session's people are those who look for it. */
    private void denyUnknown(Visitor visitor, LogonAddress address) {
        String shown = Violation.shown(address.toString());
        String text = "there is no session " + shown + " to log on to";
        NearMiss nearMiss = engine.group().nearMiss(address);
        if (nearMiss == null) {
            deny(visitor, shown, new Denial(Reason.UNKNOWN_SESSION, text));
        } else {
            Denial denial = new Denial(Reason.UNKNOWN_SESSION, text + ", it is " + nearMiss);
            remember(visitor, nearMiss.session(), denial);
            show(visitor, engine.strangers());
            deny(shown, visitor, denial);
        }
    }

    /** A Logon that is refused; what else a stranger says is nobody's. */
    private void show(Visitor visitor, MessageTap.OfSession tap) {
        String message = visitor.firstMessage();
        if (message == null || !MessageUtils.isLogon(message)) {
            return;
        }
        refusedThisSecond++;
        if (refusedThisSecond <= REFUSED_SHOWN_A_SECOND) {
            tap.received(message);
        } else {
            tap.missed();
        }
    }

    private void deny(String session, Visitor visitor, Denial denial) {
        engine.counts().refusedConnection();
        alerts.denied(denial, session, visitor.address().getHostAddress());
        waiting.remove(visitor);
        visitor.close();
    }

    /** Asks an authority in the background. @param then gets what speaks against the certificates, on the loop here; null if nothing does */
    void ask(ShownCertificates shown, Consumer<@Nullable Objection> then) {
        engine.handshakes().execute(() -> {
            Objection objection = shown.objection();
            loop.execute(() -> then.accept(objection));
        });
    }

    /** The first message of a connection. */
    void firstMessage(Visitor visitor, Peer peer, String text) {
        if (!MessageUtils.isLogon(text)) {
            deny(visitor, Reason.NO_LOGON, "its first message is not a Logon");
            return;
        }
        FixSession session = engine.group().acceptor(LogonAddress.of(text));
        if (session == null) {
            stranger(visitor, peer, text);
            return;
        }
        Denial objection = session.settings().access().objectionTo(peer);
        if (objection != null) {
            deny(visitor, session, objection);
        } else if (session.isLoggedOn()) {
            loop.schedule(() -> letInIfFree(visitor, session, peer, text), LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS); // its old connection may be about to be closed
        } else {
            letIn(visitor, session, peer, text);
        }
    }

    /** Who has no session yet: perhaps there is a template for it. */
    private void stranger(Visitor visitor, Peer peer, String logon) {
        LogonAddress address = LogonAddress.of(logon);
        FixSessionSettings settings = engine.templates().settingsFor(address.beginString(), address.ours(), address.theirs());
        if (settings == null) {
            denyUnknown(visitor, address);
            return;
        }
        Denial objection = settings.access().objectionTo(peer);
        String user = settings.access().username();
        if (objection != null) {
            deny(visitor, settings.key().value(), objection);
        } else if (user == null) {
            open(visitor, settings, () -> firstMessage(visitor, peer, logon));
        } else {
            check(visitor, settings.key(), user, peer, logon, verdict -> judgedStranger(visitor, settings, verdict));
        }
    }

    /** It gets a session only if its password is the right one; else it is told nothing, as anyone who has none. */
    private void judgedStranger(Visitor visitor, FixSessionSettings settings, Verdict verdict) {
        switch (verdict) {
            case Verdict.Cut(Denial denial) -> deny(visitor, settings.key().value(), denial);
            case Verdict.Known known -> {
                Denial denial = known.denial();
                if (denial != null) {
                    deny(visitor, settings.key().value(), denial);
                } else {
                    open(visitor, settings, () -> letInIfFree(visitor, settings, known));
                }
            }
        }
    }

    private void letInIfFree(Visitor visitor, FixSessionSettings settings, Verdict.Known known) {
        FixSession session = engine.group().acceptor(LogonAddress.of(settings));
        if (session == null || session.isLoggedOn()) {
            deny(visitor, settings.key().value(), new Denial(Reason.TOO_MANY, "the session is logged on already, or gone"));
        } else {
            visitor.logonBecomes(known.logon());
            letIn(visitor, session, known.admission());
        }
    }

    private void open(Visitor visitor, FixSessionSettings settings, Runnable opened) {
        engine.later(() -> {
            String problem = open(settings);
            loop.execute(() -> {
                if (problem == null) {
                    opened.run();
                } else {
                    deny(visitor, settings.key().value(), new Denial(Reason.UNKNOWN_SESSION, problem));
                }
            });
        });
    }

    /** On the engine's loop. @return why there is no such session even now; null if there is */
    private @Nullable String open(FixSessionSettings settings) {
        LogonAddress address = LogonAddress.of(settings);
        if (engine.group().acceptor(address) != null) {
            return null;
        }
        try {
            engine.templates().open(settings);
            return engine.group().acceptor(address) == null ? "there is no session " + address + " any more" : null;
        } catch (IOException | IllegalArgumentException e) {
            LOG.atError().addKeyValue("session", settings.key()).log("session {} can't be opened for a counterparty that has come", settings.key(), e);
            return "its session can't be opened: " + e.getMessage();
        }
    }

    private void letInIfFree(Visitor visitor, FixSession session, Peer peer, String logon) {
        if (session.isLoggedOn()) {
            deny(visitor, session, new Denial(Reason.TOO_MANY, "the session is logged on already"));
        } else {
            letIn(visitor, session, peer, logon);
        }
    }

    private void letIn(Visitor visitor, FixSession session, Peer peer, String logon) {
        String user = session.settings().access().username();
        if (user == null) {
            letIn(visitor, session, Admission.of(peer, session.key()));
        } else {
            check(visitor, session.key(), user, peer, logon, verdict -> judged(visitor, session, verdict));
        }
    }

    private void check(Visitor visitor, SessionKey session, String user, Peer peer, String logon, Consumer<Verdict> judge) {
        if (passwords == null) {
            judge.accept(new Verdict.Cut(new Denial(Reason.PASSWORD, "no passwords are known here")));
            return;
        }
        passwords.check(session, user, peer, logon, loop, new Passwords.Asker() {
            @Override
            public boolean isThere() {
                return visitor.hasArrived();
            }

            @Override
            public void judged(Verdict verdict) {
                judge.accept(verdict);
            }
        });
    }

    private void judged(Visitor visitor, FixSession session, Verdict verdict) {
        switch (verdict) {
            case Verdict.Cut(Denial denial) -> deny(visitor, session, denial);
            case Verdict.Known known -> {
                Denial denial = known.denial();
                if (denial != null) {
                    engine.counts().refusedConnection();
                    remember(visitor, session, denial);
                    alerts.denied(denial, session.key().value(), visitor.address().getHostAddress());
                }
                visitor.logonBecomes(known.logon());
                letIn(visitor, session, known.admission());
            }
        }
    }

    private void letIn(Visitor visitor, FixSession session, Admission admission) {
        waiting.remove(visitor);
        visitor.goTo(session.engine(), admission);
    }
}

package io.portcullis.fix.sessions.engine;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import io.portcullis.fix.sessions.access.Admission;
import io.portcullis.fix.sessions.access.Denial;
import io.portcullis.fix.sessions.access.Objection;
import io.portcullis.fix.sessions.access.Peer;
import io.portcullis.fix.sessions.access.ShownCertificates;
import io.portcullis.fix.sessions.access.TlsContext;
import io.portcullis.fix.sessions.access.TlsFailure;
import io.portcullis.fix.sessions.access.TlsTarget;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps an initiator session connected: connects, and after a loss or a failure connects again, a little later each time until the session was logged on. */
public final class FixInitiator {

    private static final Logger LOG = LoggerFactory.getLogger(FixInitiator.class);
    private static final int CONNECT_MILLIS = 5_000;
    private static final String CLOSED = "the connection was closed";

    private final FixEngine engine;
    private final FixSession session;
    private final Duration longestInterval;
    private InetSocketAddress address;
    private Duration interval;
    private @Nullable TlsTarget tls;
    private @Nullable Channel attempted;
    private boolean isStopped = true;
    private int starts;
    private int failures;
    private @Nullable ScheduledFuture<?> next;

    /**
     * @param address unresolved if its name is to be looked up anew for each attempt
     * @param interval before the first repeated attempt; it doubles with each further one, varied by a fifth so that not all come at once
     * @param longestInterval beyond which it doesn't grow
     */
    public FixInitiator(FixEngine engine, FixSession session, InetSocketAddress address, Duration interval, Duration longestInterval) {
        this(engine, session, address, interval, longestInterval, null);
    }

    /** As the other one. @param tls null for a plain connection */
    public FixInitiator(FixEngine engine, FixSession session, InetSocketAddress address, Duration interval, Duration longestInterval,
            @Nullable TlsTarget tls) {
        if (session.settings().role() != FixSessionSettings.Role.INITIATOR) {
            throw new IllegalArgumentException("session " + session + " is opened by its counterparty, not by us");
        }
        this.engine = engine;
        this.session = session;
        this.address = address;
        this.interval = interval;
        this.longestInterval = longestInterval;
        this.tls = tls;
    }

    /** Connects from now on, also after {@link #stop}. By any thread. */
    public void start() {
        engine.loop().execute(() -> {
            if (isStopped) {
                isStopped = false;
                starts++;
                session.counterparty().whenDisconnected(this::lost);
                connect();
            }
        });
    }

    /** Another address, and how to get there. While it is stopped, on the engine's loop. @see #FixInitiator */
    public void goTo(InetSocketAddress changed, Duration changedInterval, @Nullable TlsTarget changedTls) {
        address = changed;
        interval = changedInterval;
        tls = changedTls;
        failures = 0;
    }

    /** Connects no more; a connection that is logged on stays. On the engine's loop. */
    public void stop() {
        isStopped = true;
        if (next != null) {
            next.cancel(false);
            next = null;
        }
        giveUpAttempt();
    }

    private void giveUpAttempt() {
        if (attempted != null && !session.isLoggedOn()) {
            attempted.close();
        }
    }

    private void connect() {
        next = null;
        if (engine.isStopping() || isStopped) {
            return;
        }
        if (isUnderWay() || !session.isFree() || !session.isEnabled() || !session.isSessionTime()) {
            again(interval.toMillis()); // an operator or the schedule has it down: look again later
            return;
        }
        if (address.isUnresolved()) {
            InetSocketAddress wanted = address;
            int start = starts;
            engine.inBackground(() -> new InetSocketAddress(wanted.getHostString(), wanted.getPort()), resolved -> {
                if (start == starts && !isStopped) {
                    connectTo(resolved);
                }
            });
        } else {
            connectTo(address);
        }
    }

    private boolean isUnderWay() {
        return attempted != null && attempted.isOpen();
    }

    private void connectTo(InetSocketAddress resolved) {
        if (resolved.isUnresolved()) {
            failed("the host " + address.getHostString() + " is not known");
            again(nextDelayMillis());
            return;
        }
        Bootstrap bootstrap = new Bootstrap().group(engine.loop()).channel(FixTransport.channelType(engine.loop())).option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, FixTransport.waterMark(engine.settings()));
        TlsTarget target = tls;
        if (target == null) {
            begin(bootstrap.handler(new FixConnection(engine, session)).connect(resolved)).addListener((ChannelFuture attempt) -> connected(attempt));
        } else {
            connectEncrypted(bootstrap, resolved, target);
        }
    }

    private ChannelFuture begin(ChannelFuture attempt) {
        attempted = attempt.channel();
        return attempt;
    }

    /** The session comes in when both sides have agreed, so that no Logon(35=A) and no number is used up on a server that isn't the right one. */
    private void connectEncrypted(Bootstrap bootstrap, InetSocketAddress resolved, TlsTarget target) {
        SslHandler encryption = target.context().handler(ByteBufAllocator.DEFAULT, target.serverName(), resolved.getPort(), engine.handshakes());
        encryption.setHandshakeTimeoutMillis(CONNECT_MILLIS);
        begin(bootstrap.handler(encryption).connect(resolved)).addListener((ChannelFuture attempt) -> {
            connected(attempt);
            if (attempt.isSuccess()) {
                encryption.handshakeFuture().addListener((Future<Channel> handshake) -> encrypted(attempt.channel(), encryption, target.context(), handshake));
            }
        });
    }

    private void encrypted(Channel channel, SslHandler encryption, TlsContext judge, Future<Channel> handshake) {
        if (!handshake.isSuccess()) {
            noTls(channel, TlsFailure.textOf(handshake.cause()));
        } else if (channel.remoteAddress() instanceof InetSocketAddress remote) {
            agreed(channel, Peer.encrypted(remote.getAddress(), encryption.engine().getSession(), judge));
        } else {
            noTls(channel, CLOSED);
        }
    }

    private void agreed(Channel channel, Peer peer) {
        Denial denial = session.settings().access().objectionTo(peer.certificate());
        ShownCertificates certificates = peer.shown();
        if (denial != null) {
            noTls(channel, denial.text());
        } else if (certificates == null || !certificates.areToBeAsked()) {
            begin(channel, peer);
        } else {
            channel.config().setAutoRead(false);
            engine.handshakes().execute(() -> {
                Objection objection = certificates.objection();
                engine.later(() -> asked(channel, peer, objection));
            });
        }
    }

    private void asked(Channel channel, Peer peer, @Nullable Objection objection) {
        if (objection == null) {
            begin(channel, peer);
        } else {
            noTls(channel, objection.text());
        }
    }

    private void begin(Channel channel, Peer peer) {
        if (!channel.isActive() || !session.isFree()) {
            noTls(channel, CLOSED);
            return;
        }
        FixConnection connection = new FixConnection(engine, session, Admission.of(peer, session.key()));
        channel.pipeline().addLast(connection);
        connection.channelActive(channel.pipeline().context(connection));
    }

    private void noTls(Channel channel, String problem) {
        failed("no TLS with " + shown(address) + ": " + problem);
        channel.close();
        again(nextDelayMillis());
    }

    private void connected(ChannelFuture attempt) {
        if (!attempt.isSuccess()) {
            failed("can't connect to " + shown(address) + ": " + textOf(attempt.cause()));
            again(nextDelayMillis());
        }
    }

    private void failed(String why) {
        LOG.atWarn().addKeyValue("session", session.key()).log("{}: {}", session, why);
        session.counterparty().triedInVain(why);
    }

    private static String shown(InetSocketAddress address) {
        return address.getHostString() + ":" + address.getPort();
    }

    /** Without the system call before it and the address behind it. */
    private static String textOf(Throwable cause) {
        return String.valueOf(cause.getMessage()).replaceFirst("^.* failed[^:]*: ", "").replaceFirst(": [^ ]*/[^ ]*$", "");
    }

    private void lost() {
        again(nextDelayMillis());
    }

    private long nextDelayMillis() {
        failures = session.counterparty().takeWasLoggedOn() ? 0 : Math.min(failures + 1, 16);
        double delay = Math.min((double) longestInterval.toMillis(), interval.toMillis() * (double) (1L << Math.max(0, failures - 1)));
        return (long) (delay * ThreadLocalRandom.current().nextDouble(0.8, 1.2));
    }

    private void again(long millis) {
        if (next == null && !engine.isStopping() && !isStopped) {
            next = engine.loop().schedule(this::connect, Math.max(1, millis), TimeUnit.MILLISECONDS);
        }
    }
}

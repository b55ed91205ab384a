package io.portcullis.fix.sessions.engine;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps an initiator session connected: connects, and after a loss or a failure connects again, a little later each time until the session was logged on. */
public final class FixInitiator {

    private static final Logger LOG = LoggerFactory.getLogger(FixInitiator.class);
    private static final int CONNECT_MILLIS = 5_000;

    private final FixEngine engine;
    private final FixSession session;
    private final InetSocketAddress address;
    private final Duration interval;
    private final Duration longestInterval;
    private int failures;
    private boolean isWaiting;

    /**
     * @param address unresolved if its name is to be looked up anew for each attempt
     * @param interval before the first repeated attempt; it doubles with each further one, varied by a fifth so that not all come at once
     * @param longestInterval beyond which it doesn't grow
     */
    public FixInitiator(FixEngine engine, FixSession session, InetSocketAddress address, Duration interval, Duration longestInterval) {
        if (session.settings().role() != FixSessionSettings.Role.INITIATOR) {
            throw new IllegalArgumentException("session " + session + " is opened by its counterparty, not by us");
        }
        this.engine = engine;
        this.session = session;
        this.address = address;
        this.interval = interval;
        this.longestInterval = longestInterval;
    }

    /** Connects from now on. By any thread. */
    public void start() {
        engine.loop().execute(() -> {
            session.whenDisconnected(this::lost);
            connect();
        });
    }

    private void connect() {
        isWaiting = false;
        if (engine.isStopping()) {
            return;
        }
        if (!session.isFree() || !session.isEnabled() || !session.isSessionTime()) {
            again(interval.toMillis()); // an operator or the schedule has it down: look again later
            return;
        }
        if (address.isUnresolved()) {
            engine.inBackground(() -> new InetSocketAddress(address.getHostString(), address.getPort()), this::connectTo);
        } else {
            connectTo(address);
        }
    }

    private void connectTo(InetSocketAddress resolved) {
        if (resolved.isUnresolved()) {
            LOG.atWarn().addKeyValue("session", session.key()).log("{}: the host {} is not known", session, address.getHostString());
            again(nextDelayMillis());
            return;
        }
        new Bootstrap().group(engine.loop()).channel(FixTransport.channelType(engine.loop())).option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, FixTransport.waterMark(engine.settings())).handler(new FixConnection(engine, session))
                .connect(resolved).addListener((ChannelFuture attempt) -> connected(attempt));
    }

    private void connected(ChannelFuture attempt) {
        if (!attempt.isSuccess()) {
            LOG.atWarn().addKeyValue("session", session.key()).log("{}: can't connect to {}: {}", session, address, String.valueOf(attempt.cause()));
            again(nextDelayMillis());
        }
    }

    private void lost() {
        again(nextDelayMillis());
    }

    private long nextDelayMillis() {
        failures = session.takeWasLoggedOn() ? 0 : Math.min(failures + 1, 16);
        double delay = Math.min((double) longestInterval.toMillis(), interval.toMillis() * (double) (1L << Math.max(0, failures - 1)));
        return (long) (delay * ThreadLocalRandom.current().nextDouble(0.8, 1.2));
    }

    private void again(long millis) {
        if (!isWaiting && !engine.isStopping()) {
            isWaiting = true;
            engine.loop().schedule(this::connect, Math.max(1, millis), TimeUnit.MILLISECONDS);
        }
    }
}

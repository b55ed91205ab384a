package io.portcullis.venues.soup;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.ScheduledFuture;
import io.portcullis.fix.sessions.engine.FixTransport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The client's side of SoupBinTCP: keeps a connection, asks at each for what it has missed, and counts what comes. A jump in what comes, or what can't be read, cuts it.
 * On one event loop; {@link #start} and {@link #stop} by any thread.
 */
public final class SoupClient {

    private static final Logger LOG = LoggerFactory.getLogger(SoupClient.class);
    private static final int CONNECT_MILLIS = 5_000;
    private static final int MOST_FAILURES = 16;

    /**
     * @param name of the link, for the log
     * @param username up to 6 characters
     * @param password up to 10 characters
     * @param heartbeat the protocol says one second
     * @param silence how long the server may say nothing; the protocol says 15 seconds
     * @param reconnect before the first repeated attempt; it doubles with each further one, varied by a fifth
     * @param longestReconnect beyond which it doesn't grow
     * @param mostWaitingBytes that the server has not taken, before the connection ends
     */
    public record Settings(String name, String username, String password, Duration heartbeat, Duration silence, Duration reconnect, Duration longestReconnect,
            long mostWaitingBytes) {

        public static final Duration HEARTBEAT = Duration.ofSeconds(1);
        public static final Duration SILENCE = Duration.ofSeconds(15);

        /** @throws IllegalArgumentException naming what is too long, or not plain ASCII */
        public Settings {
            require("username", username, SoupPacket.USERNAME);
            require("password", password, SoupPacket.PASSWORD);
        }

        private static void require(String what, String text, int most) {
            if (text.length() > most || !StandardCharsets.US_ASCII.newEncoder().canEncode(text)) {
                throw new IllegalArgumentException("a " + what + " for SoupBinTCP has at most " + most + " plain characters, this one has " + text.length());
            }
        }

        /** Without what nobody shall read. */
        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * From where to go on.
     *
     * @param session empty for whatever session the server has now
     * @param number of the first message that is wanted, from 1
     */
    public record Position(String session, long number) {
    }

    /** Who is told what comes. Each call is finished before the next, on the loop. */
    public interface Listener {

        /** Asked at each connection. */
        Position wanted();

        /**
         * @param at what comes next
         * @return why that can't be gone on with; null if it can
         */
        @Nullable
        String loggedIn(Position at);

        /** The server does not let us in. @param isSession there is no such session, or no such number in it */
        void refused(boolean isSession);

        /** A message of the stream. @param payload to be read now */
        void sequenced(long number, ByteBuf payload);

        /** The server has nothing more to say at the moment: all that was missed has come. */
        void caughtUp();

        /** The session is over; there will be no more messages in it. */
        void sessionEnded();

        /** The connection is gone, or could not be had. */
        void down(String reason);
    }

    private final EventLoop loop;
    private final Listener listener;
    private final Consumer<Throwable> onFailure;
    private Settings settings;
    private InetSocketAddress address;
    private @Nullable Connection connection;
    private @Nullable Channel attempted;
    private @Nullable ScheduledFuture<?> next;
    private volatile BooleanSupplier isHeld = () -> false;
    private boolean isStopped = true;
    private boolean wasLoggedIn;
    private int failures;
    private long lastReceivedMillis;
    private long lastSentMillis;

    /**
     * @param address unresolved if its name is to be looked up anew for each attempt
     * @param onFailure a failure of ours, after which the loop's work can't go on
     */
    public SoupClient(EventLoop loop, InetSocketAddress address, Settings settings, Listener listener, Consumer<Throwable> onFailure) {
        this.loop = loop;
        this.address = address;
        this.settings = settings;
        this.listener = listener;
        this.onFailure = onFailure;
    }

    /**
     * While that is so, what the server sends is left unread, from the next message on. When it has lasted for longer than the server may be silent the connection ends, and comes back without loss.
     *
     * @param held asked on the loop, before each message
     */
    public void holdWhile(BooleanSupplier held) {
        isHeld = held;
    }

    /** Connects from now on. */
    public void start() {
        loop.execute(() -> {
            if (isStopped) {
                isStopped = false;
                failures = 0;
                connect();
            }
        });
    }

    /** Logs out, and connects no more. @return complete when the connection is gone */
    public CompletableFuture<Void> stop(String reason) {
        CompletableFuture<Void> gone = new CompletableFuture<>();
        loop.execute(() -> {
            isStopped = true;
            if (next != null) {
                next.cancel(false);
                next = null;
            }
            Channel open = attempted;
            Connection at = connection;
            if (at != null && at.isLoggedIn) {
                at.send(SoupPacket.LOGOUT_REQUEST);
                at.close(reason);
            } else if (open != null) {
                open.close();
            }
            if (open == null) {
                gone.complete(null);
            } else {
                open.closeFuture().addListener(_ -> loop.execute(() -> gone.complete(null)));
            }
        });
        return gone;
    }

    /** Another address, or other terms. While it is stopped. */
    public void goTo(InetSocketAddress changed, Settings others) {
        address = changed;
        settings = others;
    }

    /** Cuts the connection; it comes back by itself. */
    public void cut(String reason) {
        if (connection != null) {
            connection.close(reason);
        }
    }

    /** By which it logs in. */
    public String username() {
        return settings.username;
    }

    public boolean isConnected() {
        return connection != null;
    }

    public boolean isLoggedIn() {
        return connection != null && connection.isLoggedIn;
    }

    /** Whether it shall be connected. */
    public boolean isStarted() {
        return !isStopped;
    }

    /** Of the server; null while there is no connection. */
    public @Nullable String peer() {
        Channel open = connection == null ? null : connection.channel();
        return open == null ? null
                : open.remoteAddress() instanceof InetSocketAddress remote ? NetUtil.toSocketAddressString(remote)
                        : String.valueOf(open.remoteAddress());
    }

    /** Epoch milliseconds; 0 if nothing has come. */
    public long lastReceivedMillis() {
        return lastReceivedMillis;
    }

    /** Epoch milliseconds of the last message, heartbeats left out; 0 if none was sent. */
    public long lastSentMillis() {
        return lastSentMillis;
    }

    /** A message without a number. Whether it arrives says the stream. @return false if there is no connection that is logged in */
    public boolean send(ByteBuf payload) {
        Connection to = connection;
        if (to == null || !to.isLoggedIn) {
            return false;
        }
        lastSentMillis = System.currentTimeMillis();
        return to.send(SoupPacket.UNSEQUENCED_DATA, payload);
    }

    private void connect() {
        next = null;
        if (isStopped) {
            return;
        }
        if (attempted != null && attempted.isOpen()) {
            again();
            return;
        }
        if (address.isUnresolved()) {
            resolve(address);
        } else {
            connectTo(address);
        }
    }

    private void resolve(InetSocketAddress wanted) {
        CompletableFuture.supplyAsync(() -> {
            try {
                return InetAddress.getByName(wanted.getHostString());
            } catch (UnknownHostException e) {
                LOG.debug("{}", settings.name, e);
                return null;
            }
        }).thenAcceptAsync(found -> {
            if (isStopped || !wanted.equals(address)) {
                return;
            }
            if (found == null) {
                failed("the host " + wanted.getHostString() + " is not known");
            } else {
                connectTo(new InetSocketAddress(found, wanted.getPort()));
            }
        }, loop);
    }

    private void connectTo(InetSocketAddress resolved) {
        ChannelFuture attempt = new Bootstrap().group(loop).channel(FixTransport.channelType(loop)).option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS).handler(new Connection()).connect(resolved);
        attempted = attempt.channel();
        attempt.addListener((ChannelFuture done) -> {
            if (!done.isSuccess()) {
                failed("can't connect to " + resolved.getHostString() + ":" + resolved.getPort() + ": " + textOf(done.cause()));
            }
        });
    }

    /** Without the system call before it and the address behind it. */
    private static String textOf(Throwable cause) {
        return String.valueOf(cause.getMessage()).replaceFirst("^.* failed[^:]*: ", "").replaceFirst(": [^ ]*/[^ ]*$", "");
    }

    private void failed(String why) {
        LOG.atWarn().addKeyValue("session", settings.name).log("{}: {}", settings.name, why);
        listener.down(why);
        again();
    }

    private void again() {
        if (isStopped || next != null) {
            return;
        }
        failures = wasLoggedIn ? 0 : Math.min(failures + 1, MOST_FAILURES);
        wasLoggedIn = false;
        double delay = Math.min((double) settings.longestReconnect.toMillis(), settings.reconnect.toMillis() * (double) (1L << Math.max(0, failures - 1)));
        long millis = (long) (delay * ThreadLocalRandom.current().nextDouble(0.8, 1.2));
        next = loop.schedule(this::connect, Math.max(1, millis), TimeUnit.MILLISECONDS);
    }

    private final class Connection extends SoupConnection {

        private boolean isLoggedIn;
        private boolean isCaughtUp;
        private Position asked = new Position("", 1);
        private long expected;

        private Connection() {
            super(settings.heartbeat, settings.silence, settings.mostWaitingBytes);
        }

        @Override
        void opened() {
            connection = this;
            asked = listener.wanted();
            Channel to = channel();
            if (to == null) {
                return;
            }
            ByteBuf login = to.alloc().buffer();
            try {
                SoupPacket.writeText(login, settings.username, SoupPacket.USERNAME);
                SoupPacket.writeText(login, settings.password, SoupPacket.PASSWORD);
                SoupPacket.writeRight(login, asked.session, SoupPacket.SESSION);
                SoupPacket.writeRight(login, Long.toString(asked.number), SoupPacket.NUMBER);
                send(SoupPacket.LOGIN_REQUEST, login);
            } finally {
                login.release();
            }
        }

        @Override
        void packet(byte type, ByteBuf payload) throws SoupException {
            lastReceivedMillis = System.currentTimeMillis();
            switch (type) {
                case SoupPacket.SEQUENCED_DATA -> sequenced(payload);
                case SoupPacket.SERVER_HEARTBEAT -> {
                    requireLength(type, payload, 0);
                    caughtUp();
                }
                case SoupPacket.LOGIN_ACCEPTED -> accepted(payload);
                case SoupPacket.LOGIN_REJECTED -> rejected(payload);
                case SoupPacket.END_OF_SESSION -> {
                    requireLoggedIn(type);
                    caughtUp();
                    listener.sessionEnded();
                    close("the server has ended the session");
                }
                case SoupPacket.DEBUG -> LOG.atInfo().addKeyValue("session", settings.name).log("{} says: {}", settings.name,
                        payload.toString(StandardCharsets.US_ASCII));
                default -> throw new SoupException("a packet of type " + shown(type) + " is none that a server sends");
            }
        }

        private void requireLoggedIn(byte type) throws SoupException {
            if (!isLoggedIn) {
                throw new SoupException("a packet of type " + shown(type) + " comes before the login is accepted");
            }
        }

        private static String shown(byte type) {
            return type > ' ' && type < 0x7F ? String.valueOf((char) type) : "0x" + ByteBufUtil.hexDump(new byte[]{type});
        }

        private void accepted(ByteBuf payload) throws SoupException {
            requireLength(SoupPacket.LOGIN_ACCEPTED, payload, SoupPacket.SESSION + SoupPacket.NUMBER);
            if (isLoggedIn) {
                throw new SoupException("the login is accepted a second time");
            }
            String session = SoupPacket.readText(payload, SoupPacket.SESSION);
            expected = SoupPacket.readNumber(payload);
            Position at = new Position(session, expected);
            String objection = !asked.session.isEmpty() && !asked.session.equals(session)
                    ? "session " + asked.session + " was asked for, the server has " + session
                    : expected != asked.number ? "number " + asked.number + " was asked for, the server goes on with " + expected + " of session " + session
                            : listener.loggedIn(at);
            if (objection != null) {
                LOG.atError().addKeyValue("session", settings.name).log("{}: {}", settings.name, objection);
                close(objection);
                return;
            }
            isLoggedIn = true;
            wasLoggedIn = true;
        }

        private void rejected(ByteBuf payload) throws SoupException {
            requireLength(SoupPacket.LOGIN_REJECTED, payload, 1);
            char why = (char) payload.readByte();
            close(switch (why) {
                case SoupPacket.NOT_AUTHORIZED -> "login rejected: username and password are not accepted";
                case SoupPacket.NO_SUCH_SESSION -> "login rejected: session " + asked.session + " from number " + asked.number + " is not available";
                default -> "login rejected: reason " + why;
            });
            listener.refused(why == SoupPacket.NO_SUCH_SESSION);
        }

        private void sequenced(ByteBuf payload) throws SoupException {
            requireLoggedIn(SoupPacket.SEQUENCED_DATA);
            listener.sequenced(expected++, payload);
        }

        private void caughtUp() {
            if (isLoggedIn && !isCaughtUp) {
                isCaughtUp = true;
                listener.caughtUp();
            }
        }

        @Override
        void closed(String why) {
            if (connection == this) {
                connection = null;
                LOG.atInfo().addKeyValue("session", settings.name).log("{}: disconnected: {}", settings.name, why);
                listener.down(why);
                again();
            }
        }

        @Override
        boolean isHeld() {
            return isHeld.getAsBoolean();
        }

        @Override
        byte heartbeatType() {
            return SoupPacket.CLIENT_HEARTBEAT;
        }

        @Override
        void failed(Throwable failure) {
            onFailure.accept(failure);
        }
    }
}

package io.portcullis.venues.soup;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.portcullis.fix.sessions.engine.FixTransport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's side of SoupBinTCP, for one client: sends it the messages of one session from the number that it asks for. A client that connects again takes the place of its
 * older connection. On one event loop; {@link #close} by any other thread.
 */
public final class SoupServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SoupServer.class);
    private static final long MOST_WAITING_BYTES = 64L << 20;

    /**
     * @param heartbeat the protocol says one second
     * @param silence how long the client may say nothing; the protocol says 15 seconds
     */
    public record Settings(InetSocketAddress address, String username, String password, Duration heartbeat, Duration silence) {

        /** Without what nobody shall read. */
        @Override
        public String toString() {
            return username + " at " + address;
        }
    }

    private final EventLoop loop;
    private final Settings settings;
    private final SoupStore store;
    private final Consumer<ByteBuf> requests;
    private final Consumer<Throwable> onFailure;
    private final Channel listening;
    private final Set<Connection> open = new HashSet<>();
    private @Nullable Connection client;

    /**
     * Listens from now on.
     *
     * @param requests what the client sends, to be read at once
     * @param onFailure a failure of ours, after which the server can't go on
     * @throws IOException if the address can't be bound
     */
    public SoupServer(EventLoop loop, Settings settings, SoupStore store, Consumer<ByteBuf> requests, Consumer<Throwable> onFailure) throws IOException {
        this.loop = loop;
        this.settings = settings;
        this.store = store;
        this.requests = requests;
        this.onFailure = onFailure;
        ChannelFuture bound = new ServerBootstrap().group(loop).channel(FixTransport.serverChannelType(loop)).option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true).childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel accepted) {
                        accepted.pipeline().addLast(new Connection());
                    }
                }).bind(settings.address()).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(String.valueOf(bound.cause().getMessage()), bound.cause());
        }
        listening = bound.channel();
    }

    /** With the port that was bound where 0 was asked for. */
    public InetSocketAddress localAddress() {
        return (InetSocketAddress) listening.localAddress();
    }

    /** There is more in the store: sends it, if the client is there. */
    public void more() {
        if (client != null) {
            client.goOn();
        }
    }

    /** Cuts the client's connection, without a word. */
    public void disconnect(String why) {
        if (client != null) {
            client.close(why);
        }
    }

    /** Ends the connection. The session goes on when a server with its store is there again. Not on the loop. */
    @Override
    public void close() {
        listening.close().awaitUninterruptibly();
        loop.submit(() -> Set.copyOf(open).forEach(each -> each.close("the server stops"))).awaitUninterruptibly();
    }

    private final class Connection extends SoupConnection {

        private boolean isLoggedIn;
        private int next;
        private boolean hasCaughtUp;

        private Connection() {
            super(settings.heartbeat, settings.silence, MOST_WAITING_BYTES);
        }

        @Override
        void opened() {
            open.add(this);
        }

        @Override
        void packet(byte type, ByteBuf payload) throws SoupException {
            if (!isLoggedIn && type != SoupPacket.LOGIN_REQUEST && type != SoupPacket.DEBUG) {
                throw new SoupException("the first packet must be a login request, was of type " + (char) type);
            }
            switch (type) {
                case SoupPacket.LOGIN_REQUEST -> login(payload);
                case SoupPacket.UNSEQUENCED_DATA -> requests.accept(payload);
                case SoupPacket.CLIENT_HEARTBEAT -> requireLength(type, payload, 0);
                case SoupPacket.LOGOUT_REQUEST -> close("the client has logged out");
                case SoupPacket.DEBUG -> LOG.info("{} says: {}", settings.username, payload.toString(StandardCharsets.US_ASCII));
                default -> throw new SoupException("a packet of type " + (char) type + " is none that a client sends");
            }
        }

        private void login(ByteBuf payload) throws SoupException {
            requireLength(SoupPacket.LOGIN_REQUEST, payload, SoupPacket.USERNAME + SoupPacket.PASSWORD + SoupPacket.SESSION + SoupPacket.NUMBER);
            if (isLoggedIn) {
                throw new SoupException("the client logs in a second time");
            }
            String username = SoupPacket.readText(payload, SoupPacket.USERNAME);
            String password = SoupPacket.readText(payload, SoupPacket.PASSWORD);
            String session = SoupPacket.readText(payload, SoupPacket.SESSION);
            long number = SoupPacket.readNumber(payload);
            if (!username.equals(settings.username) || !MessageDigest.isEqual(password.getBytes(StandardCharsets.US_ASCII),
                    settings.password.getBytes(StandardCharsets.US_ASCII))) {
                reject(SoupPacket.NOT_AUTHORIZED, "username or password is wrong");
            } else if (!session.isEmpty() && !session.equals(store.session()) || number < 0 || number > store.count() + 1L) {
                reject(SoupPacket.NO_SUCH_SESSION,
                        "number " + number + " of session " + session + " is not there, but " + store.count() + " of " + store.session());
            } else {
                accept(number == 0 ? Math.max(1, store.count()) : (int) number);
            }
        }

        private void reject(char reason, String why) {
            Channel to = channel();
            if (to != null) {
                ByteBuf payload = to.alloc().buffer(1).writeByte(reason);
                send(SoupPacket.LOGIN_REJECTED, payload);
                payload.release();
            }
            close(why);
        }

        private void accept(int from) {
            Channel to = channel();
            if (to == null) {
                return;
            }
            if (client != null) {
                client.close("the client has connected again");
            }
            client = this;
            isLoggedIn = true;
            next = from;
            ByteBuf payload = to.alloc().buffer();
            SoupPacket.writeRight(payload, store.session(), SoupPacket.SESSION);
            SoupPacket.writeRight(payload, Integer.toString(from), SoupPacket.NUMBER);
            send(SoupPacket.LOGIN_ACCEPTED, payload);
            payload.release();
            goOn();
        }

        /** As much as the client takes now; a heartbeat tells it when it has all that it has missed. */
        private void goOn() {
            Channel to = channel();
            if (to == null) {
                return;
            }
            ByteBuf message = to.alloc().buffer();
            try {
                while (next <= store.count() && isWritable()) {
                    message.clear();
                    store.read(next, message);
                    next++;
                    send(SoupPacket.SEQUENCED_DATA, message);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("messages of session " + store.session() + " can't be read", e);
            } finally {
                message.release();
            }
            if (!hasCaughtUp && next > store.count()) {
                hasCaughtUp = true;
                send(SoupPacket.SERVER_HEARTBEAT);
            }
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            if (client == this && isWritable()) {
                goOn();
            }
        }

        @Override
        void closed(String why) {
            open.remove(this);
            if (client == this) {
                client = null;
                LOG.info("{} is disconnected: {}", settings.username, why);
            }
        }

        @Override
        byte heartbeatType() {
            return SoupPacket.SERVER_HEARTBEAT;
        }

        @Override
        void failed(Throwable failure) {
            onFailure.accept(failure);
        }
    }
}

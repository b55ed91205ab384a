package io.portcullis.fix.sessions.engine;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.SslHandler;
import io.portcullis.fix.sessions.access.TlsContext;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** A port on which the counterparties of the engine's acceptor sessions log on: any of them, in any version. */
public final class FixAcceptor {

    private final InetSocketAddress localAddress;

    /**
     * Listens from now on, on the engine's own loop and without TLS. Not to be called on the event loop.
     *
     * @throws IOException if the address can't be bound
     */
    public FixAcceptor(FixEngine engine, InetSocketAddress address) throws IOException {
        this(Reception.of(engine), address, null);
    }

    /**
     * Listens from now on. Not to be called on an event loop.
     *
     * @param tls null for plain connections
     * @throws IOException if the address can't be bound
     */
    public FixAcceptor(Reception reception, InetSocketAddress address, @Nullable TlsContext tls) throws IOException {
        ChannelFuture bound = bootstrap(reception, tls).bind(address).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException("can't listen for FIX on " + address.getHostString() + ":" + address.getPort() + ": " + bound.cause().getMessage(),
                    bound.cause());
        }
        Channel channel = bound.channel();
        localAddress = (InetSocketAddress) channel.localAddress();
        FixEngine engine = reception.engine();
        engine.loop().submit(() -> engine.onStop(() -> {
            channel.close();
            reception.close();
        })).awaitUninterruptibly();
    }

    private static ServerBootstrap bootstrap(Reception reception, @Nullable TlsContext tls) {
        FixEngine engine = reception.engine();
        return new ServerBootstrap().group(reception.loop()).channel(FixTransport.serverChannelType(reception.loop())).option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true).childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, FixTransport.waterMark(engine.settings()))
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel accepted) {
                        receive(reception, accepted, tls);
                    }
                });
    }

    private static void receive(Reception reception, Channel accepted, @Nullable TlsContext tls) {
        if (accepted.remoteAddress() == null) {
            accepted.close(); // it has left already
            return;
        }
        Visitor visitor = new Visitor(reception, accepted, tls);
        if (!reception.arrives(visitor)) {
            return;
        }
        if (tls != null) {
            SslHandler encryption = tls.handler(accepted.alloc(), reception.engine().handshakes());
            encryption.setHandshakeTimeoutMillis(reception.engine().settings().firstMessageTimeout().toMillis());
            accepted.pipeline().addLast(encryption);
        }
        accepted.pipeline().addLast(visitor);
    }

    /** With the port that was bound where 0 was asked for. */
    public InetSocketAddress localAddress() {
        return localAddress;
    }
}

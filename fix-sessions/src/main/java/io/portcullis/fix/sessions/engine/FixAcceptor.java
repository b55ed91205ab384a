package io.portcullis.fix.sessions.engine;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.net.InetSocketAddress;

/** A port on which the counterparties of the engine's acceptor sessions log on: any of them, in any version. */
public final class FixAcceptor {

    private final InetSocketAddress localAddress;

    /**
     * Listens from now on. Not to be called on the event loop.
     *
     * @throws IOException if the address can't be bound
     */
    public FixAcceptor(FixEngine engine, InetSocketAddress address) throws IOException {
        ChannelFuture bound = bootstrap(engine).bind(address).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException("can't listen for FIX on " + address.getHostString() + ":" + address.getPort() + ": " + bound.cause().getMessage(),
                    bound.cause());
        }
        Channel channel = bound.channel();
        localAddress = (InetSocketAddress) channel.localAddress();
        engine.loop().submit(() -> engine.onStop(channel::close)).awaitUninterruptibly();
    }

    private static ServerBootstrap bootstrap(FixEngine engine) {
        return new ServerBootstrap().group(engine.loop()).channel(FixTransport.serverChannelType(engine.loop())).option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true).childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, FixTransport.waterMark(engine.settings()))
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel accepted) {
                        accepted.pipeline().addLast(new FixConnection(engine, null));
                    }
                });
    }

    /** With the port that was bound where 0 was asked for. */
    public InetSocketAddress localAddress() {
        return localAddress;
    }
}

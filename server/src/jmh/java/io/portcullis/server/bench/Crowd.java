package io.portcullis.server.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Counterparties that log on at once, each on a connection of its own; whoever is cut comes again a second later. One thread drives them all, so that they cost little. */
final class Crowd implements AutoCloseable {
    private static final long COMES_AGAIN_MILLIS = 1_000;
    private static final String LOGON = "\u000135=A\u0001";

    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final SslContext tls;
    private final LogonText text = new LogonText();
    /** How often each is known to have logged on. */
    private final Map<String, Integer> logons = new HashMap<>();

    Crowd() throws IOException {
        tls = SslContextBuilder.forClient().trustManager(InsecureTrustManagerFactory.INSTANCE)
                .sslProvider(OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK).build();
    }

    /**
     * How it went.
     *
     * @param nanos until the last was logged on, or until patience was at its end
     * @param cut how many connections were closed instead of an answer
     */
    record Outcome(int wanted, int loggedOn, long nanos, int cut) {

        double seconds() {
            return nanos / 1e9;
        }
    }

    /** All log on to that port, at most for so long; in the end all hang up, without a Logout. */
    Outcome logOn(List<String> names, int port, boolean isEncrypted, String password, long patienceSeconds) throws InterruptedException {
        var run = new Run(port, isEncrypted, password, new CountDownLatch(names.size()));
        var start = System.nanoTime();
        group.next().execute(() -> names.forEach(run::connect));
        run.missing.await(patienceSeconds, TimeUnit.SECONDS);
        var outcome = new Outcome(names.size(), names.size() - (int) run.missing.getCount(), System.nanoTime() - start, run.cut.get());
        group.next().submit(run::hangUp).sync();
        return outcome;
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    /** One time that all log on; used by the group's thread. */
    private final class Run {
        private final int port;
        private final boolean isEncrypted;
        private final String password;
        private final CountDownLatch missing;
        private final AtomicInteger cut = new AtomicInteger();
        private final List<Channel> connected = new ArrayList<>();
        private boolean isOver;

        private Run(int port, boolean isEncrypted, String password, CountDownLatch missing) {
            this.port = port;
            this.isEncrypted = isEncrypted;
            this.password = password;
            this.missing = missing;
        }

        private void connect(String name) {
            if (isOver)
                return;
            new Bootstrap().group(group).channel(NioSocketChannel.class).option(ChannelOption.TCP_NODELAY, true).handler(new ChannelInitializer<Channel>() {
                @Override
                protected void initChannel(Channel channel) {
                    if (isEncrypted)
                        channel.pipeline().addLast(tls.newHandler(channel.alloc()));
                    channel.pipeline().addLast(new Counterparty(Run.this, name));
                }
            }).connect(WireClient.loopback(port)).addListener((ChannelFutureListener) done -> {
                if (done.isSuccess())
                    connected.add(done.channel());
                else
                    comeAgain(name);
            });
        }

        private void comeAgain(String name) {
            if (isOver)
                return;
            cut.incrementAndGet();
            group.next().schedule(() -> connect(name), COMES_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        }

        private void hangUp() {
            isOver = true;
            connected.forEach(Channel::close);
        }
    }

    /** One attempt of one of them. */
    private final class Counterparty extends ChannelInboundHandlerAdapter {
        private final Run run;
        private final String name;
        private final StringBuilder read = new StringBuilder();
        private boolean isLoggedOn;

        private Counterparty(Run run, String name) {
            this.run = run;
            this.name = name;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            if (!run.isEncrypted)
                logOn(context);
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof SslHandshakeCompletionEvent handshake && handshake.isSuccess())
                logOn(context);
        }

        private void logOn(ChannelHandlerContext context) {
            context.writeAndFlush(Unpooled.wrappedBuffer(text.of(name, logons.getOrDefault(name, 0) + 1, run.password)));
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            var bytes = (ByteBuf) message;
            read.append(bytes.toString(StandardCharsets.ISO_8859_1));
            bytes.release();
            if (!isLoggedOn && read.indexOf(LOGON) >= 0) {
                isLoggedOn = true;
                logons.merge(name, 1, Integer::sum);
                run.missing.countDown();
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            if (!isLoggedOn)
                run.comeAgain(name);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, @Nullable Throwable cause) {
            context.close();
        }
    }
}

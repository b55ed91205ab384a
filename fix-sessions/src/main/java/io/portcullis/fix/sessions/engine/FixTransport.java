package io.portcullis.fix.sessions.engine;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.nio.channels.spi.SelectorProvider;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;

/** Native epoll where the machine has it, else NIO. */
public final class FixTransport {

    private FixTransport() {
    }

    /** A group of one event loop: its {@link EventLoopGroup#next()} is a shard's loop. Shut it down when the shard is done. */
    public static EventLoopGroup newLoop(String threadName) {
        return newLoop(threadName, new SpinningSelect(Duration.ZERO, System::nanoTime));
    }

    /** As {@link #newLoop(String)}. @param select how the loop waits; for this loop only */
    public static EventLoopGroup newLoop(String threadName, SpinningSelect select) {
        ThreadFactory threads = work -> new FastThreadLocalThread(work, threadName);
        return new MultiThreadIoEventLoopGroup(1, threads,
                Epoll.isAvailable() ? EpollIoHandler.newFactory(0, () -> select) : NioIoHandler.newFactory(SelectorProvider.provider(), () -> select));
    }

    /** For a connection that this side opens. */
    public static Class<? extends Channel> channelType(EventLoop loop) {
        return isEpoll(loop) ? EpollSocketChannel.class : NioSocketChannel.class;
    }

    /** For a port that this side listens on. */
    public static Class<? extends ServerChannel> serverChannelType(EventLoop loop) {
        return isEpoll(loop) ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    }

    private static boolean isEpoll(EventLoop loop) {
        return loop instanceof IoEventLoop io && io.isIoType(EpollIoHandler.class);
    }

    static WriteBufferWaterMark waterMark(FixEngineSettings settings) {
        return new WriteBufferWaterMark(settings.pauseBytes() / 2, settings.pauseBytes());
    }
}

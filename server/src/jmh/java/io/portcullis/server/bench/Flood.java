package io.portcullis.server.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.portcullis.server.os.Urgency;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Bad logons at a steady rate, each on a connection of its own that waits until it is closed. As a process it is told the plain port, the port for TLS and the rate, obeys
 * {@code begin KIND} and {@code end}, to which it answers how many connections were made and how many the other side has closed, and ends with its input.
 *
 * <p>Its threads are less urgent than those of the server that is measured: an attacker's processor is not the server's.
 */
final class Flood {
    private static final int MOST_OPEN = 2_000;
    private static final long PATIENCE_SECONDS = 5;
    private static final byte[] NONSENSE = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    /** A record of application data that nobody can decrypt. */
    private static final byte[] BROKEN_RECORD = {0x17, 3, 3, 0, 20, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20};

    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final int plainPort;
    private final int tlsPort;
    private final int elsewhere;
    private final int rate;
    private final byte[] hello;
    private final LogonText text = new LogonText();
    private @Nullable BadLogon kind;
    private long begun;
    private long made;
    private long closed;
    private long failed;
    private int open;
    private int addresses;

    private Flood(int plainPort, int tlsPort, int rate) throws IOException, GeneralSecurityException {
        this.plainPort = plainPort;
        this.tlsPort = tlsPort;
        this.rate = rate;
        this.elsewhere = elsewhere();
        this.hello = clientHello();
        group.next().execute(Urgency::thisThreadForNow);
        group.next().scheduleAtFixedRate(this::turn, 1, 1, TimeUnit.MILLISECONDS);
    }

    /** Runs until the input ends. */
    public static void main(String[] arguments) throws Exception {
        var flood = new Flood(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        try (var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
            for (String line; (line = commands.readLine()) != null;)
                System.out.println(flood.answer(line.split(" ")));
        }
        System.exit(0);
    }

    private String answer(String[] command) throws Exception {
        return switch (command[0]) {
            case "begin" -> {
                group.next().submit(() -> begin(BadLogon.valueOf(command[1]))).sync();
                yield "ok";
            }
            case "end" -> group.next().submit(this::end).sync().getNow();
            default -> "unknown command " + command[0];
        };
    }

    private void begin(BadLogon next) {
        kind = next;
        begun = System.nanoTime();
        made = 0;
        closed = 0;
        failed = 0;
    }

    private String end() {
        kind = null;
        return made + " " + closed + " " + failed;
    }

    private void turn() {
        var now = kind;
        if (now == null)
            return;
        var due = (System.nanoTime() - begun) * rate / 1_000_000_000L;
        for (var burst = 0; made + failed < due && open < MOST_OPEN && burst < 10; burst++)
            connect(now);
    }

    private void connect(BadLogon bad) {
        open++;
        made++;
        var port = bad == BadLogon.ELSEWHERE ? elsewhere : bad.isForTls() ? tlsPort : plainPort;
        new Bootstrap().group(group).channel(NioSocketChannel.class).handler(new Attempt(bad)).connect(WireClient.loopback(port), source(bad))
                .addListener((ChannelFutureListener) done -> {
                    if (!done.isSuccess()) {
                        failed++;
                        made--;
                        open--;
                    }
                });
    }

    /** All of 127.0.0.0/8 is this machine, on Linux. */
    private @Nullable SocketAddress source(BadLogon bad) {
        if (bad != BadLogon.PASSWORDS)
            return null;
        addresses++;
        return new InetSocketAddress("127." + (1 + (addresses >> 16) % 250) + "." + (addresses >> 8 & 255) + "." + (addresses & 255), 0);
    }

    private byte[] firstWords(BadLogon bad) {
        return switch (bad) {
            case ELSEWHERE, UNKNOWN -> text.of(Peers.NOBODY, 1, "");
            case ADDRESS -> text.of(Peers.FAR, 1, "");
            case PASSWORD, PASSWORDS -> text.of(Peers.guarded(0), 1, "a guess");
            case TLS -> hello;
            case GARBAGE, NO_TLS -> NONSENSE;
        };
    }

    private static int elsewhere() throws IOException {
        var port = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().name("elsewhere").start(() -> turnAway(port));
        return port.getLocalPort();
    }

    private static void turnAway(ServerSocket port) {
        Urgency.thisThreadForNow();
        var room = new byte[1024];
        while (true)
            try (var accepted = port.accept()) {
                if (accepted.getInputStream().read(room) < 0)
                    System.err.println("a connection said nothing");
            } catch (IOException e) {
                System.err.println("the other port: " + e);
            }
    }

    /** Made once and said again and again: the server has all the work. */
    private static byte[] clientHello() throws GeneralSecurityException, SSLException {
        var engine = SSLContext.getDefault().createSSLEngine();
        engine.setUseClientMode(true);
        engine.beginHandshake();
        var record = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        engine.wrap(ByteBuffer.allocate(0), record);
        var bytes = new byte[record.flip().remaining()];
        record.get(bytes);
        return bytes;
    }

    /** One connection. */
    private final class Attempt extends ChannelInboundHandlerAdapter {
        private final BadLogon bad;
        private boolean hasBroken;

        private Attempt(BadLogon bad) {
            this.bad = bad;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            context.writeAndFlush(Unpooled.wrappedBuffer(firstWords(bad)));
            context.executor().schedule(() -> giveUp(context.channel()), PATIENCE_SECONDS, TimeUnit.SECONDS);
        }

        private void giveUp(Channel channel) {
            if (channel.isOpen())
                channel.close();
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ((ByteBuf) message).release();
            if (bad == BadLogon.TLS && !hasBroken) {
                hasBroken = true;
                context.writeAndFlush(Unpooled.wrappedBuffer(BROKEN_RECORD));
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            open--;
            closed++;
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, @Nullable Throwable cause) {
            context.close();
        }
    }
}

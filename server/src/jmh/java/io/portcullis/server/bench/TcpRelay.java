package io.portcullis.server.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * The hub that does nothing: copies bytes between whoever connects and the venue, so that client and venue see each other's session. What it measures is the
 * wire and the ends. As a process it is told the venue's port, prints {@code listen PORT} and ends with its input.
 */
final class TcpRelay implements AutoCloseable {
    private final ServerSocketChannel port;
    private final int venuePort;

    /** Begins to listen on a free port. */
    TcpRelay(int venuePort) throws IOException {
        this.venuePort = venuePort;
        port = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        start("accept", this::accept);
    }

    /** Runs until the input ends. */
    public static void main(String[] arguments) throws IOException {
        try (var relay = new TcpRelay(Integer.parseInt(arguments[0]))) {
            System.out.println("listen " + relay.port());
            awaitEndOfInput();
        }
        System.exit(0);
    }

    static void awaitEndOfInput() throws IOException {
        while (System.in.read() >= 0) {
            // Whatever it is, nobody asked for it.
        }
    }

    int port() {
        return port.socket().getLocalPort();
    }

    @Override
    public void close() throws IOException {
        port.close();
    }

    private void accept() throws IOException {
        while (port.isOpen()) {
            var client = port.accept();
            var venue = SocketChannel.open(WireClient.loopback(venuePort));
            start("to venue", () -> copy(client, venue));
            start("to client", () -> copy(venue, client));
        }
    }

    private static void copy(SocketChannel from, SocketChannel to) throws IOException {
        to.setOption(StandardSocketOptions.TCP_NODELAY, true);
        var buffer = ByteBuffer.allocateDirect(1 << 16);
        try (from; to) {
            while (from.read(buffer) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining())
                    to.write(buffer);
                buffer.clear();
            }
        }
    }

    private static void start(String name, Work work) {
        Thread.ofPlatform().daemon().name(name).start(() -> {
            try {
                work.run();
            } catch (ClosedChannelException e) {
                // One direction has ended and closed both.
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private interface Work {
        void run() throws IOException;
    }
}

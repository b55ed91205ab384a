package io.portcullis.server.hub;

import io.portcullis.oms.types.VenueId;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A socket in the data directory by which the simulated exchanges are ordered about: whoever may write the file may do it. One line is asked, fields parted by tabs, the
 * exchange first: {@code LIT1 halt IBM}; the answer's first line is {@code done} or {@code refused} and a text, and further lines may follow.
 */
public final class ExchangeLine implements AutoCloseable {

    /** In the data directory. */
    public static final String FILE = "exchange.socket";

    private static final Logger LOG = LoggerFactory.getLogger(ExchangeLine.class);
    /** Whoever comes while so many talk is told to try again. */
    private static final int MOST_TALKING = 16;
    private static final long PAUSE_NANOS = 1_000_000_000;

    /** Who does it. */
    interface Exchanges {

        /** @throws IllegalArgumentException if it can't be done; it says why */
        String order(VenueId venue, List<String> words);
    }

    private final Path file;
    private final ServerSocketChannel server;
    private final Exchanges exchanges;
    private final Semaphore talking = new Semaphore(MOST_TALKING);

    private ExchangeLine(Path file, ServerSocketChannel server, Exchanges exchanges) {
        this.file = file;
        this.server = server;
        this.exchanges = exchanges;
        Thread.ofPlatform().name("exchange-line").daemon().start(this::listen);
    }

    /** @return null if it can't be opened, which is a warning: the exchanges run without it */
    static @Nullable ExchangeLine open(Path data, Exchanges exchanges) {
        Path file = data.resolve(FILE);
        try {
            Files.createDirectories(data);
            Files.deleteIfExists(file); // of a hub that was killed: this one has the directory
            ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(file));
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            return new ExchangeLine(file, server, exchanges);
        } catch (IOException | UnsupportedOperationException e) {
            LOG.warn("{} can't be opened, portcullis exchange does not work: {}", file, e.getMessage());
            return null;
        }
    }

    private void listen() {
        while (server.isOpen()) {
            try {
                SocketChannel caller = server.accept();
                if (talking.tryAcquire()) {
                    Thread.ofVirtual().name("exchange-call").start(() -> talk(caller));
                } else {
                    say(caller, "refused\ttoo many talk to the exchanges at once: try again");
                    caller.close();
                }
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                LOG.warn("a call to {} was lost: {}", file, e.getMessage());
                LockSupport.parkNanos(PAUSE_NANOS); // the next one may be lost for the same reason, such as too many open files
            }
        }
    }

    private void talk(SocketChannel caller) {
        try (caller; BufferedReader lines = new BufferedReader(Channels.newReader(caller, StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            if (line != null) {
                say(caller, answerTo(List.of(line.split("\t", -1))));
            }
        } catch (IOException e) {
            LOG.warn("a call to {} was lost: {}", file, e.getMessage());
        } finally {
            talking.release();
        }
    }

    private String answerTo(List<String> asked) {
        try {
            LOG.info("ordered at {}: {}", file, asked);
            return "done\t" + exchanges.order(new VenueId(asked.getFirst()), asked.subList(1, asked.size()));
        } catch (IllegalArgumentException e) {
            return "refused\t" + e.getMessage();
        } catch (IllegalStateException e) {
            LOG.error("an order at {} has failed", file, e);
            return "refused\tit has failed, the log says why";
        }
    }

    private static void say(SocketChannel caller, String text) throws IOException {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(text + "\n");
        while (bytes.hasRemaining()) {
            caller.write(bytes);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        Files.deleteIfExists(file);
    }
}

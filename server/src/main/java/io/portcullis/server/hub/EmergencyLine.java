package io.portcullis.server.hub;

import io.portcullis.admin.port.KillsDesk;
import io.portcullis.admin.port.KillsDesk.Standings;
import io.portcullis.admin.port.OperatorCommands.Answer;
import io.portcullis.admin.port.OperatorCommands.Instruction;
import io.portcullis.oms.limit.Subset;
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
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A socket in the data directory by which orders are killed when the console or the database is down: whoever may write the file may kill. One line is asked, fields parted by
 * tabs: {@code kill USER SUBSET REASON} or {@code list}; the answer's first line is {@code done}, {@code refused} or {@code unknown} and a text, and further lines may follow.
 * A kill is answered when it is in the log.
 */
public final class EmergencyLine implements AutoCloseable {

    /** In the data directory. */
    public static final String FILE = "kill.socket";

    private static final Logger LOG = LoggerFactory.getLogger(EmergencyLine.class);
    private static final Logger ALERTS = LoggerFactory.getLogger("io.portcullis.alerts");
    /** Whoever comes while so many talk is told to try again. */
    private static final int MOST_TALKING = 16;
    private static final int LONGEST_USER = 64;
    private static final int LONGEST_REASON = 200;
    private static final int SHORTEST_REASON = 3;
    private static final int ANSWER_SECONDS = 10;
    private static final long PAUSE_NANOS = 1_000_000_000;

    private final Path file;
    private final ServerSocketChannel server;
    private final KillsDesk kills;
    private final Semaphore talking = new Semaphore(MOST_TALKING);

    private EmergencyLine(Path file, ServerSocketChannel server, KillsDesk kills) {
        this.file = file;
        this.server = server;
        this.kills = kills;
        Thread.ofPlatform().name("emergency-line").daemon().start(this::listen);
    }

    /** @return null if it can't be opened, which is an alert: the hub goes on without it */
    public static @Nullable EmergencyLine open(Path data, KillsDesk kills) {
        Path file = data.resolve(FILE);
        try {
            Files.deleteIfExists(file); // of a hub that was killed: this one has the directory's log
            ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(file));
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            return new EmergencyLine(file, server, kills);
        } catch (IOException | UnsupportedOperationException e) {
            ALERTS.warn("the emergency line {} can't be opened, portcullis kill works by the console only: {}", file, e.getMessage());
            return null;
        }
    }

    private void listen() {
        while (server.isOpen()) {
            try {
                SocketChannel caller = server.accept();
                if (talking.tryAcquire()) {
                    Thread.ofVirtual().name("emergency-call").start(() -> talk(caller));
                } else {
                    say(caller, "refused\ttoo many talk to the hub at once: try again");
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
                say(caller, answerTo(line.split("\t", -1)));
            }
        } catch (IOException e) {
            LOG.warn("a call to {} was lost: {}", file, e.getMessage());
        } finally {
            talking.release();
        }
    }

    private static void say(SocketChannel caller, String text) throws IOException {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(text + "\n");
        while (bytes.hasRemaining()) {
            caller.write(bytes);
        }
    }

    private String answerTo(String[] asked) {
        return switch (asked[0]) {
            case "list" -> list();
            case "kill" -> kill(asked);
            default -> "refused\tnothing is called " + asked[0] + " here: it must be kill or list";
        };
    }

    private String kill(String[] asked) {
        if (asked.length != 4) {
            return "refused\tkill needs user, subset and reason, had " + (asked.length - 1) + " fields";
        }
        String user = asked[1].strip();
        String reason = asked[3].strip();
        if (user.isEmpty() || user.length() > LONGEST_USER) {
            return "refused\tuser must be 1 to " + LONGEST_USER + " characters, was " + user;
        }
        if (reason.length() < SHORTEST_REASON || reason.length() > LONGEST_REASON) {
            return "refused\treason must be " + SHORTEST_REASON + " to " + LONGEST_REASON + " characters, was " + reason;
        }
        try {
            Subset subset = Subset.of(asked[2]);
            LOG.info("kill of {} ordered by {} at {}: {}", subset, user, file, reason);
            return switch (waitFor(kills.kill(subset, new Instruction(user, reason)))) {
                case Answer.Done done -> "done\t" + done.text();
                case Answer.Refused refused -> "refused\t" + refused.text();
                case Answer.Unconfirmed unconfirmed -> "refused\t" + unconfirmed.text();
                case null -> "unknown\tthe order core has not confirmed it: whether it was done is unknown. It may be ordered again";
            };
        } catch (IllegalArgumentException e) {
            return "refused\t" + e.getMessage();
        }
    }

    private String list() {
        List<Standings> inForce = waitFor(kills.inForce());
        if (inForce == null) {
            return "unknown\tthe order core does not answer";
        }
        StringBuilder text = new StringBuilder("done\t").append(inForce.isEmpty() ? "nothing is killed" : inForce.size() + " in force");
        for (Standings kill : inForce) {
            text.append('\n').append(kill.killId()).append("  ").append(kill.subset()).append(", by ").append(kill.user()).append(": ").append(kill.reason())
                    .append("; ").append(kill.orders()).append(" orders, ").append(kill.outstanding()).append(" can still be executed");
        }
        return text.toString();
    }

    /** Null if that is not known. */
    private <T> @Nullable T waitFor(CompletionStage<T> answer) {
        try {
            return answer.toCompletableFuture().get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.error("the outcome of a call to {} is unknown", file, e);
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        Files.deleteIfExists(file);
    }
}

package io.portcullis.server.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.portcullis.admin.port.KillsDesk;
import io.portcullis.admin.port.OperatorCommands.Answer;
import io.portcullis.admin.port.OperatorCommands.Instruction;
import io.portcullis.oms.limit.Subset;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines at the hub's own socket, and what they are answered. */
class EmergencyLineTest {

    @TempDir
    Path data;

    private final List<String> ordered = new ArrayList<>();
    private EmergencyLine line;

    /** Writes down what is killed. */
    private final class Written implements KillsDesk {

        @Override
        public CompletionStage<List<Standings>> inForce() {
            return CompletableFuture.completedStage(
                    List.of(new Standings(77, Subset.of("client=ACME"), "ann", "runaway", 1, 2, 0, 3, 1, List.of(), null, "two-persons")));
        }

        @Override
        public CompletionStage<Optional<Report>> report(long killId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<Answer> kill(Subset subset, Instruction instruction) {
            ordered.add(subset + " by " + instruction.user() + ": " + instruction.reason());
            return CompletableFuture.completedStage(subset.equals(Subset.FIRM) ? new Answer.Refused("not so") : new Answer.Done("kill 78"));
        }

        @Override
        public CompletionStage<Answer> rehearse(Subset subset, Instruction instruction) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<Answer> release(long killId, Instruction instruction) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<Answer> settle(long killId, boolean isApproved, Instruction instruction) {
            throw new UnsupportedOperationException();
        }
    }

    @BeforeEach
    void open() throws IOException {
        Files.writeString(data.resolve(EmergencyLine.FILE), "of a hub that was killed");
        line = EmergencyLine.open(data, new Written());
        assertNotNull(line);
    }

    @AfterEach
    void close() throws IOException {
        line.close();
        assertFalse(Files.exists(data.resolve(EmergencyLine.FILE)));
    }

    private String ask(String text) throws IOException {
        try (SocketChannel hub = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            hub.connect(UnixDomainSocketAddress.of(data.resolve(EmergencyLine.FILE)));
            hub.write(StandardCharsets.UTF_8.encode(text + "\n"));
            return String.join("\n", new BufferedReader(Channels.newReader(hub, StandardCharsets.UTF_8)).lines().toList());
        }
    }

    @Test
    void onlyWhoRunsTheHubMayKill() throws IOException {
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(EmergencyLine.FILE))));
    }

    @Test
    void aKillIsAnsweredByWhatCameOfIt() throws IOException {
        assertEquals("done\tkill 78", ask("kill\tann\tclient=ACME venue=LIT1\trunaway"));
        assertEquals("refused\tnot so", ask("kill\tann\tfirm\trunaway"));
        assertEquals(List.of("client=ACME venue=LIT1 by ann: runaway", "firm by ann: runaway"), ordered);
        assertEquals("done\t1 in force\n77  client=ACME, by ann: runaway; 3 orders, 1 can still be executed", ask("list"));
    }

    @Test
    void whatIsWrongIsNamed() throws IOException {
        assertEquals("refused\tkill needs user, subset and reason, had 1 fields", ask("kill\tann"));
        assertEquals("refused\tuser must be 1 to 64 characters, was ", ask("kill\t\tfirm\trunaway"));
        assertEquals("refused\treason must be 3 to 200 characters, was no", ask("kill\tann\tfirm\tno"));
        assertEquals("refused\tside must be buy, sell, sell-short or *, was up", ask("kill\tann\tside=up\trunaway"));
        assertEquals("refused\tnothing is called stop here: it must be kill or list", ask("stop"));
        assertEquals(List.of(), ordered);
    }

    @Test
    void aDirectoryWhoseNameIsTooLongForASocketKeepsNoHubFromStarting() throws IOException {
        Path deep = Files.createDirectories(data.resolve("x".repeat(100)).resolve("y".repeat(100)));
        assertNull(EmergencyLine.open(deep, new Written()));
    }
}

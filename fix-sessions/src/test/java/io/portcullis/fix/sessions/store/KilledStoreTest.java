package io.portcullis.fix.sessions.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.fix.sessions.wire.EncodedMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that writes a store is killed with SIGKILL while it writes. */
class KilledStoreTest {

    private static final int SEGMENT = 1 << 16;

    @TempDir
    Path directory;

    private static SpareSegments spares(Path stores) throws IOException {
        return new SpareSegments(stores, SEGMENT, 1, () -> false, Runnable::run);
    }

    /** Stores and counts messages for ever, and prints each number that is safe. */
    static final class Writer {
        public static void main(String[] arguments) throws IOException {
            SessionStore store = new SessionStore(Path.of(arguments[0]), new EncodedMessage(), spares(Path.of(arguments[0])));
            StringBuilder lines = new StringBuilder();
            while (true) {
                int n = store.getNextSenderMsgSeqNum();
                store.nextMark(n);
                store.set(n, text(n));
                store.incrNextSenderMsgSeqNum();
                store.setNextTargetMsgSeqNum(n + 1); // a kill before this leaves it one behind, and not one more with each kill
                if (n % 50 == 0) {
                    System.out.print(lines.append(n).append('\n'));
                    System.out.flush();
                    lines.setLength(0);
                }
            }
        }
    }

    @Test
    void aKillLosesNothingThatWasStored() throws Exception {
        Random random = new Random(3);
        for (int round = 0; round < 4; round++) {
            int acknowledged = writeUntilKilled(3_000 + random.nextInt(2_000));
            try (SessionStore store = new SessionStore(directory, new EncodedMessage(), spares(directory))) {
                int next = store.getNextSenderMsgSeqNum();
                assertTrue(next > acknowledged, () -> "next " + next + " after " + acknowledged);
                assertTrue(store.getNextTargetMsgSeqNum() >= acknowledged, () -> "target " + store.getNextTargetMsgSeqNum());
                assertEquals(next - 1, store.lastMark());
                List<String> all = new ArrayList<>();
                store.get(1, next - 1, all);
                assertEquals(next - 1, all.size());
                for (int i = 0; i < all.size(); i++) {
                    assertEquals(text(i + 1), all.get(i));
                }
            }
        }
    }

    private int writeUntilKilled(int messages) throws Exception {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m", "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")), Writer.class.getName(), directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        int last = 0;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            int first = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                last = Integer.parseInt(line);
                first = first == 0 ? last : first;
                if (last - first >= messages) {
                    process.destroyForcibly(); // SIGKILL; what it had printed before is still read
                }
            }
        } catch (IOException e) {
            assertTrue(last > 0, e::toString); // the pipe may break when the process dies
        }
        assertTrue(process.waitFor(10, TimeUnit.SECONDS));
        return last;
    }

    private static String text(int n) {
        return "8=FIX.4.4|35=8|34=" + n + "|" + "y".repeat(n % 91);
    }
}

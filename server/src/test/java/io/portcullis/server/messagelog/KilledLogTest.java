package io.portcullis.server.messagelog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.server.os.GivingWay;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.OffsetEpochNanoClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process keeps messages as fast as it can, and is killed with SIGKILL at a random moment: again and again, the same log. */
class KilledLogTest {

    private static final int KILLS = 5;
    private static final int SEGMENT_BYTES = 1 << 20;

    @TempDir
    Path directory;

    @Test
    void afterAKillTheFirstMessagesAreThereWithoutAHoleAndAnEntrySaysThatTheLastMayBeMissing() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int kept = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            killedAfter(TimeUnit.MILLISECONDS.toNanos(50 + random.nextInt(200)), kept);
            List<LoggedMessage> now = all();
            int gaps = (int) now.stream().filter(message -> message.kind() == Kind.GAP && message.text().contains("without closing this log")).count();
            List<String> numbers = now.stream().filter(message -> message.kind() == Kind.OUT).map(message -> message.value(11)).toList();
            int first = kept;
            String circumstances = "kill " + kill + ", seed " + seed;
            assertTrue(numbers.size() > first, circumstances);
            for (int i = 0; i < numbers.size(); i++) {
                assertEquals("C" + i, numbers.get(i), circumstances);
            }
            assertEquals(kill, gaps, circumstances);
            kept = numbers.size();
        }

        List<Segment> left = Segment.in(directory);
        try (MessageLog log = open(directory)) {
            assertEquals(0, log.missing());
            awaitIndexed(left);
        }
        int last = kept - 1;
        assertEquals(kept + KILLS, all().stream().filter(message -> message.kind() == Kind.OUT || message.text().contains("without closing")).count());
        assertEquals(1, new MessageSearch(directory).find(MessageQuery.ALL.with(List.of(List.of(new Term(11, "C" + last))))).messages().stream()
                .filter(message -> message.kind() == Kind.OUT).count());
    }

    private static void awaitIndexed(List<Segment> segments) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        for (Segment segment : segments) {
            while (!isIndexed(segment)) {
                assertTrue(System.nanoTime() < deadline, segment + " is not indexed to its end");
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    private static boolean isIndexed(Segment segment) throws IOException {
        try (SegmentIndex index = SegmentIndex.of(segment)) {
            return index.last() != null;
        }
    }

    private List<LoggedMessage> all() throws IOException {
        return new MessageSearch(directory).find(MessageQuery.ALL.oldestFirst().most(Integer.MAX_VALUE)).messages();
    }

    /** Goes on with that number, and does not end by itself. */
    private void killedAfter(long nanos, int firstNumber) throws Exception {
        Process child = start(directory.toString(), Integer.toString(firstNumber));
        try {
            assertTrue(child.getInputStream().read() > 0, "it has begun");
            LockSupport.parkNanos(nanos);
        } finally {
            child.toHandle().destroyForcibly();
        }
        assertTrue(child.waitFor(20, TimeUnit.SECONDS));
    }

    private static Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m", "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "--sun-misc-unsafe-memory-access=allow", "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"), KilledLogTest.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private static MessageLog open(Path directory) throws IOException {
        return new MessageLog(directory, Messages.SETTINGS, SEGMENT_BYTES, 0, new OffsetEpochNanoClock(), GivingWay.NEVER, System.err::println).start();
    }

    /** The process that is killed. */
    public static void main(String[] arguments) throws Exception {
        MessageLog log = open(Path.of(arguments[0]));
        int first = Integer.parseInt(arguments[1]);
        for (int sent = 0;; sent++) {
            Messages.send(log, "CLIENT1", "35=8|11=C" + (first + sent) + "|58=" + "x".repeat(60) + "|");
            if (sent % 1_000 == 999) {
                Messages.awaitKept(log, sent + 1);
            }
            if (sent == 5_000) {
                System.out.println("begun");
            }
        }
    }
}

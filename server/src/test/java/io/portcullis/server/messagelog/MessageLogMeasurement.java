package io.portcullis.server.messagelog;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.portcullis.server.os.GivingWay;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.OffsetEpochNanoClock;

/**
 * What messages cost the session's loop ({@code tap DIRECTORY}), and how long searches take over a day of so many messages ({@code search DIRECTORY MESSAGES}; a day that is there
 * already is searched as it is). To be run by hand.
 */
final class MessageLogMeasurement {

    private static final int BURST = 10_000;
    private static final List<String> SYMBOLS = List.of("IBM", "KO", "MSFT", "AAPL", "JPM", "PFE", "F", "GE", "T", "XOM");
    private static final long DAY = Duration.ofHours(8).toNanos();

    private MessageLogMeasurement() {
    }

    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[1]);
        if (arguments[0].equals("tap")) {
            tap(directory);
        } else {
            int messages = Integer.parseInt(arguments[2]);
            if (Segment.in(directory).isEmpty()) {
                write(directory, messages);
            }
            search(directory, messages);
        }
    }

    private static void tap(Path directory) throws Exception {
        byte[] out = report(1, 'X').getBytes(StandardCharsets.ISO_8859_1);
        ByteBuf in = PooledByteBufAllocator.DEFAULT.directBuffer(1_024).writeBytes(out);
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (MessageLog log = MessageLog.open(directory, MessageLogSettings.DEFAULT, 0, new OffsetEpochNanoClock(), GivingWay.NEVER, System.out::println)) {
            var session = log.of("CLIENT1");
            long given = 0;
            for (int round = 0; round < 200; round++) {
                long bytes = threads.getCurrentThreadAllocatedBytes();
                long began = System.nanoTime();
                long cpu = threads.getCurrentThreadCpuTime();
                for (int i = 0; i < BURST; i++) {
                    session.received(in, 0, out.length);
                    session.sent(out, 0, out.length);
                }
                cpu = threads.getCurrentThreadCpuTime() - cpu;
                long took = System.nanoTime() - began;
                bytes = threads.getCurrentThreadAllocatedBytes() - bytes;
                given += 2 * BURST;
                while (log.kept() + log.missing() < given) {
                    LockSupport.parkNanos(1_000_000);
                }
                if (round % 20 == 19) {
                    System.out.printf("%.0f ns a message of %d bytes, %.0f ns of processor time, %.2f bytes allocated, %d missing%n", took / 2.0 / BURST,
                            out.length,
                            cpu / 2.0 / BURST, bytes / 2.0 / BURST, log.missing());
                }
            }
        }
    }

    /** Of each order seven messages: to us, to the venue, acknowledgment and fill from there and to the client, a copy. */
    private static void write(Path directory, int messages) throws IOException {
        long began = System.nanoTime();
        Random random = new Random(1);
        Indexer indexer = new Indexer(directory, MessageLogSettings.DEFAULT, () -> 0, GivingWay.NEVER);
        Appender appender = new Appender(directory, MessageLogSettings.SEGMENT_BYTES, indexer);
        indexer.start();
        long bytes = 0;
        for (int i = 0; i < messages; i++) {
            int order = i / 7 + (i % 7 == 6 ? -random.nextInt(Math.min(50, i / 7 + 1)) : 0);
            int step = i % 7;
            String session = switch (step) {
                case 0, 3, 5 -> "CLIENT" + (1 + order % 20);
                case 6 -> "COMPLIANCE";
                default -> "VENUE" + (1 + order % 5);
            };
            String text = step < 2 ? order(order, step == 0 ? "C-" : "CNG41FG-") : report(order, step == 2 || step == 4 ? 'V' : 'O');
            byte[] message = text.getBytes(StandardCharsets.ISO_8859_1);
            bytes += message.length;
            appender.add(step == 0 || step == 2 || step == 4 ? Kind.IN : Kind.OUT, Messages.NINE + (long) ((double) i / messages * DAY),
                    session.getBytes(StandardCharsets.UTF_8), message);
            if (appender.isWorthWriting()) {
                appender.write();
            }
        }
        appender.write();
        appender.close();
        System.out.printf("%d messages of %d bytes written in %.1f s%n", messages, bytes / messages, (System.nanoTime() - began) / 1e9);
        while (Segment.in(directory).stream().anyMatch(MessageLogMeasurement::isUnfinished)) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        indexer.close();
        long log = 0;
        long index = 0;
        for (Segment segment : Segment.in(directory)) {
            log += Files.size(segment.entries());
            index += Files.size(segment.index());
        }
        System.out.printf("and indexed in %.1f s; %d MB of messages, %d MB of index%n", (System.nanoTime() - began) / 1e9, log >> 20, index >> 20);
    }

    private static boolean isUnfinished(Segment segment) {
        try (SegmentIndex index = SegmentIndex.of(segment)) {
            return index.last() == null;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String order(int order, String prefix) {
        return ("8=FIX.4.4|9=148|35=D|34=" + order + "|49=CLIENT" + order % 20 + "|52=20260131-09:30:00.000|56=PORTCULLIS|11=" + prefix + order + "|1=ACME|55="
                + SYMBOLS.get(order % 10) + "|54=" + (1 + order % 2) + "|60=20260131-09:30:" + order % 60 + "." + order % 1000 + "|21=1|38=" + order % 900 * 100
                + "|40=2|44="
                + order % 10_000 / 100.0 + "|59=0|10=246|").replace('|', '\u0001');
    }

    private static String report(int order, char who) {
        return ("8=FIX.4.4|9=248|35=8|34=" + order + "|49=PORTCULLIS|52=20260131-09:30:00.000|56=CLIENT1|37=" + who + "NG41FG-" + order + "|17=E" + who
                + order * 3L + "|150=F|39=2|11="
                + (who == 'V' ? "CNG41FG-" : "C-") + order + "|1=ACME|55=" + SYMBOLS.get(order % 10) + "|54=1|38=" + order % 900 * 100 + "|40=2|44="
                + order % 10_000 / 100.0 + "|59=0|32=100|31=" + order % 9_999 / 100.0 + "|151=0|14=100|6=" + order % 9_999 / 100.0 + "|60=20260131-09:30:"
                + order % 60 + "."
                + order % 1000 + "|10=013|").replace('|', '\u0001');
    }

    private static void search(Path directory, int messages) throws Exception {
        MessageQuestions questions = new MessageQuestions(directory, directory.resolve("no-event-log"), () -> Set.of("CLIENT1", "CLIENT3", "VENUE1"));
        int order = messages / 7 / 2 / 20 * 20;
        String[][] asked = {
            {"tag", "11=C-" + order}, {"tag", "37=ONG41FG-" + order}, {"order", "C-" + order}, {"tag", "11=NOT-THERE"},
            {"tag", "55=IBM", "type", "D", "session", "CLIENT1"},
            {"from", "2026-01-31T12:00", "to", "2026-01-31T12:01", "tag", "55=IBM", "session", "CLIENT1", "limit", "1000"},
            {"tag", "34=" + order, "session", "CLIENT1"},
            {"tag", "17=EO" + order * 3L, "from", "2026-01-31T09:00", "oldest-first", "true"}, {"limit", "100"},
            {"tag", "55=KO", "session", "CLIENT3"}, {"tag", "54=1", "tag", "58=nobody"}};
        for (int round = 0; round < 3; round++) {
            for (String[] words : asked) {
                Map<String, List<String>> values = new java.util.HashMap<>();
                for (int i = 0; i < words.length; i += 2) {
                    values.merge(words[i], List.of(words[i + 1]), (a, b) -> java.util.stream.Stream.concat(a.stream(), b.stream()).toList());
                }
                long began = System.nanoTime();
                Found found = questions.answer(questions.query(values, java.time.Instant.parse("2026-02-01T00:00:00Z")));
                System.out.printf("%6.0f ms, %4d found%s, %5d KB read: %s%n", (System.nanoTime() - began) / 1e6, found.messages().size(),
                        found.isAll() ? "" : " and more",
                        found.bytesRead() >> 10, String.join(" ", words));
            }
        }
    }
}

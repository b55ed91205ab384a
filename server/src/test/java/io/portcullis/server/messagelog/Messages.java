package io.portcullis.server.messagelog;

import io.portcullis.server.os.GivingWay;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A message log with a time that is set, for tests. */
final class Messages {

    static final long NINE = nanos("2026-01-31T09:00:00Z");
    static final MessageLogSettings SETTINGS = new MessageLogSettings(true, true, Duration.ofDays(7), 1L << 40, 1 << 20);

    final AtomicLong time = new AtomicLong(NINE);
    final List<String> alerts = new CopyOnWriteArrayList<>();
    final Path directory;

    Messages(Path directory) {
        this.directory = directory;
    }

    MessageLog open() throws IOException {
        return unstarted(SETTINGS, 256 << 10, 0).start();
    }

    MessageLog unstarted(MessageLogSettings settings, int segmentBytes, long keepFree) throws IOException {
        return new MessageLog(directory, settings, segmentBytes, keepFree, time::get, GivingWay.NEVER, alerts::add);
    }

    void at(long nanos) {
        time.set(nanos);
    }

    void pass(Duration duration) {
        time.addAndGet(duration.toNanos());
    }

    /** A message as it is on the wire, of fields with {@code |} for the delimiter. */
    static byte[] wire(String fields) {
        return ("8=FIX.4.4|9=100|" + fields + "10=000|").replace('|', '\u0001').getBytes(StandardCharsets.ISO_8859_1);
    }

    static void send(MessageLog log, String session, String fields) {
        byte[] message = wire(fields);
        log.of(session).sent(message, 0, message.length);
    }

    static void receive(MessageLog log, String session, String fields) {
        log.of(session).received(new String(wire(fields), StandardCharsets.ISO_8859_1));
    }

    Found find(MessageQuery query) throws IOException {
        return new MessageSearch(directory).find(query);
    }

    /** All entries, the oldest first: session, mark of the kind, text between BodyLength(9) and CheckSum(10). */
    List<String> all() throws IOException {
        return texts(find(MessageQuery.ALL.oldestFirst().most(Integer.MAX_VALUE)));
    }

    static List<String> texts(Found found) {
        return found.messages().stream().map(Messages::text).toList();
    }

    static String text(LoggedMessage message) {
        String text = message.text().replace('\u0001', '|').replaceAll("^8=FIX.4.4\\|9=100\\||10=000\\|$", "");
        return message.session() + switch (message.kind()) {
            case IN -> " < ";
            case OUT -> " > ";
            case UNREADABLE -> " ? ";
            case GAP -> " gap: ";
        } + text;
    }

    /** Until the log has written what it was given. */
    static void awaitKept(MessageLog log, long messages) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (log.kept() + log.missing() < messages) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("kept " + log + " of " + messages);
            }
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    static long nanos(String instant) {
        Instant time = Instant.parse(instant);
        return time.getEpochSecond() * 1_000_000_000L + time.getNano();
    }
}

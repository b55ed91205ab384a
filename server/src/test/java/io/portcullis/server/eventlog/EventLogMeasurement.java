package io.portcullis.server.eventlog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * How fast records of 200 bytes are appended and made durable. Arguments: the directory, {@code local} or {@code fsync}, how many records, and how
 * many a second (0: as fast as it goes). Latency is measured from the time at which a record was due.
 */
final class EventLogMeasurement {

    private static final int PAYLOAD = 200;

    private EventLogMeasurement() {
    }

    public static void main(String[] arguments) throws IOException {
        Path directory = Files.createTempDirectory(Path.of(arguments[0]), "event-log");
        Durability durability = Durability.valueOf(arguments[1].toUpperCase(Locale.ROOT));
        int records = Integer.parseInt(arguments[2]);
        int rate = Integer.parseInt(arguments[3]);
        try {
            for (int round = 1; round <= 3; round++) {
                System.out.println(measure(directory.resolve("round-" + round), durability, records, rate));
            }
        } finally {
            delete(directory);
        }
    }

    private static String measure(Path directory, Durability durability, int records, int rate) throws IOException {
        long[] due = new long[records + 1];
        Histogram nanos = new Histogram(60_000_000_000L, 3);
        AtomicLong durable = new AtomicLong();
        Settled settled = new Settled(due, nanos, durable);
        EventLogSettings settings = EventLogSettings.in(directory).with(durability);
        UnsafeBuffer payload = new UnsafeBuffer(new byte[PAYLOAD]);
        payload.setMemory(0, PAYLOAD, (byte) 'p');
        try (EventLog log = EventLog.open(settings, InstantSource.system(), settled)) {
            long start = System.nanoTime();
            for (int i = 1; i <= records; i++) {
                due[i] = rate == 0 ? System.nanoTime() : waitUntil(start + i * 1_000_000_000L / rate);
                while (log.space() == Space.NONE) {
                    LockSupport.parkNanos(10_000);
                }
                log.append(due[i], payload, 0, PAYLOAD);
                if (durability == Durability.LOCAL) {
                    nanos.recordValue(System.nanoTime() - due[i]);
                }
            }
            long appended = System.nanoTime() - start;
            while (durability == Durability.FSYNC && durable.get() < records) {
                LockSupport.parkNanos(10_000);
            }
            long confirmed = System.nanoTime() - start;
            return "%s, %s a second: %,d appends/s, %,d safe/s; until safe p50 %.1f µs, p99 %.1f µs, p99.9 %.1f µs, longest %.1f ms; %,d forces"
                    .formatted(durability, rate == 0 ? "all" : String.valueOf(rate), records * 1_000_000_000L / appended,
                            records * 1_000_000_000L / confirmed, micros(nanos, 50), micros(nanos, 99), micros(nanos, 99.9),
                            nanos.getMaxValue() / 1e6, log.metrics().forces());
        }
    }

    private static long waitUntil(long nanos) {
        while (System.nanoTime() < nanos) {
            long left = nanos - System.nanoTime();
            if (left > 60_000) {
                LockSupport.parkNanos(left - 60_000);
            } else {
                Thread.onSpinWait();
            }
        }
        return nanos;
    }

    private static double micros(Histogram nanos, double percentile) {
        return nanos.getValueAtPercentile(percentile) / 1e3;
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Called by one thread, so the next position to be settled needs no more than a field. */
    private static final class Settled implements EventLogListener {

        private final long[] due;
        private final Histogram nanos;
        private final AtomicLong durable;

        Settled(long[] due, Histogram nanos, AtomicLong durable) {
            this.due = due;
            this.nanos = nanos;
            this.durable = durable;
        }

        @Override
        public void durableUpTo(long position) {
            long now = System.nanoTime();
            for (long settled = durable.get() + 1; settled <= position; settled++) {
                nanos.recordValue(now - due[(int) settled]);
            }
            durable.set(position);
        }

        @Override
        public void spaceChanged(Space now, String reason) {
            System.out.println("space " + now + ": " + reason);
        }

        @Override
        public void failed(Exception cause) {
            throw new IllegalStateException(cause);
        }
    }
}

package io.portcullis.server.projection;

import io.portcullis.oms.event.EventRecord;
import io.portcullis.server.database.Database;
import io.portcullis.server.database.DatabaseSettings;
import io.portcullis.server.database.LocalPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;

/**
 * How many records a second become rows, in an embedded PostgreSQL in the directory that is named first; the number of records may follow, and the size of a batch.
 */
final class ProjectionMeasurement {

    private static final int DEFAULT_RECORDS = 100_000;

    private ProjectionMeasurement() {
    }

    public static void main(String[] arguments) throws Exception {
        int count = arguments.length > 1 ? Integer.parseInt(arguments[1]) : DEFAULT_RECORDS;
        int batch = arguments.length > 2 ? Integer.parseInt(arguments[2]) : ProjectionSettings.DEFAULT.batchRecords();
        List<EventRecord> records = Flow.records(count);
        try (Database database = new Database(DatabaseSettings.embedded(Path.of(arguments[0]), 0))) {
            database.open();
            for (int run = 1; run <= 3; run++) {
                measure(database, new RecordList("MEASUR", records), batch);
            }
        }
    }

    private static void measure(Database database, RecordList log, int batch) {
        try (PostgresProjection projection = new PostgresProjection(database, log, ProjectionSettings.DEFAULT.withBatchRecords(batch), InstantSource.system(),
                _ -> {})) {
            projection.rebuild();
            Duration ours = cpu(ProcessHandle.current());
            Duration theirs = serverCpu(database);
            long began = System.nanoTime();
            projection.start();
            Waiting.until(() -> projection.position() == log.lastPosition(), projection::status);
            double seconds = Duration.ofNanos(System.nanoTime() - began).toNanos() / 1e9;
            System.out.printf("%d records in %.1f s: %.0f records/s, processor time here %.1f s, in the server %.1f s%n", log.lastPosition(), seconds,
                    log.lastPosition() / seconds, cpu(ProcessHandle.current()).minus(ours).toMillis() / 1e3,
                    serverCpu(database).minus(theirs).toMillis() / 1e3);
        }
    }

    private static Duration serverCpu(Database database) {
        LocalPostgres server = Objects.requireNonNull(database.embedded());
        try {
            return server.process().orElseThrow().children().map(ProjectionMeasurement::cpu).reduce(Duration.ZERO, Duration::plus);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Duration cpu(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }
}

package io.portcullis.server.projection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.oms.event.EventRecord;
import io.portcullis.server.database.Database;
import io.portcullis.server.database.DatabaseSettings;
import io.portcullis.server.database.LocalPostgres;
import io.portcullis.server.projection.ProjectionStatus.State;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL is stopped, or it or the projection is killed, while records flow: the rows are those of a quiet day. */
class ProjectionOutageIT {

    private static final String LOG = "TEST00";
    private static final List<EventRecord> RECORDS = Flow.records(12_000);
    private static final ProjectionSettings QUICK = ProjectionSettings.DEFAULT.withBatchRecords(200).withRetries(Duration.ofMillis(20), Duration.ofMillis(500),
            Duration.ofMillis(500));

    @TempDir
    Path directory;

    private final List<State> states = new CopyOnWriteArrayList<>();

    private PostgresProjection projection(Database database, ProjectedLog log) {
        return new PostgresProjection(database, log, QUICK, InstantSource.system(), status -> states.add(status.state())).start();
    }

    private static List<String> quietDay() throws Exception {
        try (TestDatabase other = new TestDatabase(); TableWriter writer = new TableWriter(other.database.open(), LOG, false)) {
            writer.write(RECORDS);
            return other.told();
        }
    }

    /** Two records a millisecond. */
    private static Thread flowInto(RecordList log) {
        return Thread.ofPlatform().start(() -> {
            for (EventRecord record : RECORDS) {
                log.add(record);
                if (record.position() % 2 == 0) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
                }
            }
        });
    }

    @Test
    void aServerThatIsStoppedForSecondsUnderFlowMissesNothing() throws Exception {
        LocalPostgres server = LocalPostgres.start(directory, 0);
        RecordList log = new RecordList(LOG);
        try (TestDatabase database = new TestDatabase(new DatabaseSettings(server.url(), server.user(), server.secret(), Path.of(""), 0));
                PostgresProjection projection = projection(database.database, log)) {
            Thread flow = flowInto(log);
            Waiting.until(() -> projection.position() > 1_000, projection::status);
            server.close();
            long atStop = log.lastPosition();
            Waiting.until(() -> log.lastPosition() > atStop + 2_000 && projection.status().state() == State.RETRYING, projection::status);
            assertTrue(projection.lagRecords() >= 2_000 && projection.lag().compareTo(Duration.ofMillis(500)) > 0, () -> projection.lag().toString());
            server = LocalPostgres.start(directory, server.port());
            flow.join();
            Waiting.until(() -> projection.position() == RECORDS.size(), projection::status);
            assertEquals(quietDay(), database.told());
            assertTrue(states.size() <= 10, "states are told once each, " + states);
        } finally {
            server.close();
        }
    }

    @Test
    void aServerThatIsKilledUnderFlowIsStartedAgainAndMissesNothing() throws Exception {
        RecordList log = new RecordList(LOG);
        try (TestDatabase database = new TestDatabase(DatabaseSettings.embedded(directory, 0));
                PostgresProjection projection = projection(database.database, log)) {
            Thread flow = flowInto(log);
            for (int kill = 1; kill <= 3; kill++) {
                long position = kill * 2_000;
                Waiting.until(() -> projection.position() > position, projection::status);
                database.database.embedded().process().orElseThrow().destroyForcibly();
            }
            flow.join();
            Waiting.until(() -> projection.position() == RECORDS.size(), projection::status);
            assertEquals(quietDay(), database.told());
        }
    }

    @Test
    void aWrongPasswordIsSaidAndNothingIsMissedWhenItIsTheRightOne() throws Exception {
        RecordList log = new RecordList(LOG, RECORDS);
        try (LocalPostgres server = LocalPostgres.start(directory, 0);
                TestDatabase database = new TestDatabase(new DatabaseSettings(server.url(), server.user(), "of before", Path.of(""), 0));
                PostgresProjection projection = projection(database.database, log)) {
            Waiting.until(() -> projection.status().reason().contains("password authentication failed for user"), projection::status);
            assertTrue(projection.status().state() == State.RETRYING || projection.status().state() == State.FAILED, () -> projection.status().toString());
            try (Connection connection = DriverManager.getConnection(server.url(), server.user(), server.secret());
                    Statement statement = connection.createStatement()) {
                statement.execute("alter user " + server.user() + " password 'of before'");
            }
            Waiting.until(() -> projection.position() == RECORDS.size(), projection::status);
            assertEquals(quietDay(), database.told());
        }
    }

    @Test
    void aProjectionThatIsKilledGoesOnWithoutLossOrDouble() throws Exception {
        for (int kill = 1; kill <= 3; kill++) {
            projectUntilKilled(kill * 2_500L);
        }
        RecordList log = new RecordList(LOG, RECORDS);
        try (TestDatabase database = new TestDatabase(DatabaseSettings.embedded(directory, 0));
                PostgresProjection projection = projection(database.database, log)) {
            Waiting.until(() -> projection.position() == RECORDS.size(), projection::status);
            assertEquals(quietDay(), database.told());
        }
    }

    private void projectUntilKilled(long position) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "--sun-misc-unsafe-memory-access=allow", "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED", "-cp",
                System.getProperty("java.class.path"), ProjectsUntilKilled.class.getName(), directory.toString()).redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = child.inputReader()) {
            for (String line = said.readLine(); line != null && Long.parseLong(line) < position; line = said.readLine()) {
                assertTrue(child.isAlive(), line);
            }
        } finally {
            child.destroyForcibly();
        }
        assertTrue(child.waitFor(20, TimeUnit.SECONDS));
    }

    /** Says again and again how far it is. */
    static final class ProjectsUntilKilled {

        private ProjectsUntilKilled() {
        }

        public static void main(String[] arguments) throws InterruptedException {
            Database database = new Database(DatabaseSettings.embedded(Path.of(arguments[0]), 0));
            ProjectionSettings slowly = QUICK.withBatchRecords(50).withMaxRecordsPerSecond(2_000);
            PostgresProjection projection = new PostgresProjection(database, new RecordList(LOG, RECORDS), slowly, InstantSource.system(), _ -> {}).start();
            while (true) {
                System.out.println(projection.position());
                Thread.sleep(1);
            }
        }
    }
}

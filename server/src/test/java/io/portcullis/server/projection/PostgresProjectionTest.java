package io.portcullis.server.projection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.codahale.metrics.MetricRegistry;
import io.portcullis.oms.event.EventRecord;
import io.portcullis.server.database.DatabaseSettings;
import io.portcullis.server.projection.ProjectionStatus.State;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The projection follows a log into a real PostgreSQL, whatever happens on the way. */
class PostgresProjectionTest {

    private static final String LOG = "TEST00";
    private static final ProjectionSettings QUICK = ProjectionSettings.DEFAULT.withRetries(Duration.ofMillis(20), Duration.ofMillis(200),
            Duration.ofMillis(200));

    private final TestDatabase database = new TestDatabase();
    private final List<ProjectionStatus> changes = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        database.close();
    }

    private PostgresProjection projection(ProjectedLog log, ProjectionSettings settings) {
        return new PostgresProjection(database.database, log, settings, InstantSource.system(), changes::add);
    }

    private void projectAll(ProjectedLog log, ProjectionSettings settings) {
        try (PostgresProjection projection = projection(log, settings).start()) {
            awaitAll(projection, log);
        }
    }

    private static void awaitAll(PostgresProjection projection, ProjectedLog log) {
        Waiting.until(() -> projection.position() == log.lastPosition() && projection.status().state() == State.UP, projection::status);
    }

    private static List<String> expected(List<EventRecord> records) {
        try (TestDatabase other = new TestDatabase(); TableWriter writer = new TableWriter(other.database.open(), LOG, false)) {
            writer.write(records);
            return other.told();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theRowsAreTheSameHoweverTheRecordsWereBatched() {
        List<EventRecord> records = Flow.records(2_100);
        List<String> expected = expected(records);
        for (int batch : new int[]{2, 37, 500}) {
            try (TestDatabase other = new TestDatabase();
                    PostgresProjection projection = new PostgresProjection(other.database, new RecordList(LOG, records), QUICK.withBatchRecords(batch),
                            InstantSource.system(), changes::add).start()) {
                Waiting.until(() -> projection.position() == records.size(), projection::status);
                assertEquals(expected, other.told(), "batches of " + batch);
            }
        }
    }

    @Test
    void aProjectionGoesOnWhereTheOneBeforeEnded() {
        List<EventRecord> records = Flow.records(3_000);
        RecordList log = new RecordList(LOG);
        for (int end = 600; end <= records.size(); end += 600) {
            records.subList(end - 600, end).forEach(log::add);
            projectAll(log, QUICK.withBatchRecords(37));
        }
        assertEquals(expected(records), database.told());
        assertEquals(List.of(State.UP, State.STOPPED), changes.stream().map(ProjectionStatus::state).distinct().toList());
    }

    @Test
    void connectionsCutInTheMiddleOfTransactionsLoseNothingAndDoubleNothing() {
        List<EventRecord> records = Flow.records(6_000);
        RecordList log = new RecordList(LOG, records);
        int rowsPerCut = 450;
        database.execute("create sequence rows_tried"); // counts on over a transaction that is undone
        database.execute("""
                create function cut() returns trigger language plpgsql as $$
                begin
                    if nextval('rows_tried') % %d = 0 then perform pg_terminate_backend(pg_backend_pid()); end if;
                    return null;
                end $$""".replace("%d", Integer.toString(rowsPerCut)));
        database.execute("create trigger cut after insert on order_event for each row execute function cut()");
        try (PostgresProjection projection = projection(log, QUICK.withBatchRecords(100)).start()) {
            awaitAll(projection, log);
        }
        long tried = Long.parseLong(database.ask("select last_value from rows_tried"));
        assertTrue(tried / rowsPerCut > 10, "it was cut " + tried / rowsPerCut + " times");
        assertEquals(expected(records), database.told());
    }

    @Test
    void aRecordThatTheDatabaseRefusesStopsTheProjectionThereAndIsSaid() {
        List<EventRecord> records = Flow.records(1_000);
        RecordList log = new RecordList(LOG, records);
        String poison = database.ask("select 'K100'");
        database.execute("alter table parent_order add constraint no_poison check (cl_ord_id <> '" + poison + "')");
        try (PostgresProjection projection = projection(log, QUICK.withBatchRecords(200)).start()) {
            Waiting.until(() -> projection.status().state() == State.FAILED, projection::status);
            ProjectionStatus failed = projection.status();
            EventRecord next = records.get((int) failed.position());
            assertTrue(next.events().getFirst().toString().contains(poison), "it stands right before the record that is refused, " + next);
            assertTrue(failed.reason().startsWith("the record at position " + next.position() + " can't be written: ERROR: new row for relation"),
                    failed.reason());
            assertTrue(failed.reason().contains("no_poison"), failed.reason());
            assertEquals(Long.toString(failed.position()), database.ask("select max(position) from order_event"));
            Waiting.until(() -> changes.size() > 1, projection::status);
            assertEquals(List.of(State.UP, State.FAILED), changes.stream().map(ProjectionStatus::state).toList(), "said once");

            database.execute("alter table parent_order drop constraint no_poison");
            awaitAll(projection, log);
        }
        assertEquals(expected(records), database.told());
    }

    @Test
    void aDatabaseOfAnotherLogIsLeftAloneUntilSomebodyDecides() {
        projectAll(new RecordList("OTHER0", Flow.records(100)), QUICK);
        List<String> before = database.told();
        changes.clear();
        RecordList log = new RecordList(LOG, Flow.records(300));
        try (PostgresProjection projection = projection(log, QUICK).start()) {
            Waiting.until(() -> projection.status().state() == State.FAILED, projection::status);
            String reason = projection.status().reason();
            assertTrue(reason.contains("the event log OTHER0") && reason.contains("this is the event log TEST00") && reason.contains("--rebuild-database"),
                    reason);
            assertEquals(before, database.told());

            projection.rebuild();
            awaitAll(projection, log);
        }
        assertEquals(expected(Flow.records(300)), database.told());
    }

    @Test
    void aLogThatHasLostItsEndIsNoticed() {
        projectAll(new RecordList(LOG, Flow.records(100)), QUICK);
        List<EventRecord> shorter = Flow.records(90);
        List<EventRecord> other = new ArrayList<>(shorter);
        for (EventRecord record : Flow.records(120).subList(90, 120)) {
            other.add(new EventRecord(record.position(), record.time() + 1, record.consumed(), record.events(), record.summaries()));
        }
        for (List<EventRecord> lost : List.of(shorter, other)) {
            try (PostgresProjection projection = projection(new RecordList(LOG, lost), QUICK).start()) {
                Waiting.until(() -> projection.status().state() == State.FAILED, projection::status);
                assertTrue(projection.status().reason().contains("the record at position 100 of the event log TEST00 is not the one"),
                        projection.status().reason());
            }
        }
        assertEquals(expected(Flow.records(100)), database.told());
    }

    @Test
    void aRebuildUnderWayWritesTheSameRows() {
        RecordList log = new RecordList(LOG, Flow.records(3_000));
        try (PostgresProjection projection = projection(log, QUICK.withBatchRecords(100)).start()) {
            Waiting.until(() -> projection.position() > 500, projection::status);
            projection.rebuild();
            awaitAll(projection, log);
            projection.rebuild();
            Waiting.until(() -> projection.position() < log.lastPosition(), projection::status);
            awaitAll(projection, log);
        }
        assertEquals(expected(Flow.records(3_000)), database.told());
    }

    @Test
    void theRateIsKept() {
        RecordList log = new RecordList(LOG, Flow.records(500));
        try (PostgresProjection projection = projection(log, QUICK.withBatchRecords(10).withMaxRecordsPerSecond(1_000)).start()) {
            Waiting.until(() -> projection.position() > 0, projection::status);
            long began = System.nanoTime();
            long from = projection.position();
            awaitAll(projection, log);
            double seconds = (System.nanoTime() - began) / 1e9;
            assertTrue((log.lastPosition() - from) / seconds < 1_200, (log.lastPosition() - from) + " records in " + seconds + " s");
        }
    }

    @Test
    void theLagIsMeasured() {
        MetricRegistry metrics = new MetricRegistry();
        List<EventRecord> records = Flow.records(200);
        RecordList log = new RecordList(LOG);
        records.subList(0, 100).forEach(log::add);
        try (PostgresProjection projection = projection(log, QUICK).measuredIn(metrics)) {
            assertEquals(100L, metrics.getGauges().get("projection.postgres.lag.records").getValue());
            assertEquals(0, metrics.getGauges().get("projection.postgres.up").getValue());
            projection.start();
            awaitAll(projection, log);
            assertEquals(0L, metrics.getGauges().get("projection.postgres.lag.records").getValue());
            assertEquals(0.0, metrics.getGauges().get("projection.postgres.lag-seconds").getValue());
            assertEquals(100L, metrics.getGauges().get("projection.postgres.position").getValue());
            assertEquals(1, metrics.getGauges().get("projection.postgres.up").getValue());
            assertTrue(metrics.getMeters().get("projection.postgres.rows").getCount() > 100);
        }
    }

    @Test
    void aDatabaseThatIsNotThereIsWaitedFor() {
        TestDatabase gone = new TestDatabase(new DatabaseSettings("jdbc:postgresql://127.0.0.1:1/none", "nobody", "secret", Path.of(""), 0));
        RecordList log = new RecordList(LOG, Flow.records(10));
        try (gone; PostgresProjection projection = new PostgresProjection(gone.database, log, QUICK, InstantSource.system(), changes::add).start()) {
            Waiting.until(() -> projection.status().state() == State.RETRYING, projection::status);
            String reason = projection.status().reason();
            assertTrue(reason.contains("127.0.0.1:1 refused") && !reason.contains("secret"), reason);
            assertEquals(10, projection.lagRecords());
        }
        assertEquals(List.of(State.RETRYING, State.STOPPED), changes.stream().map(ProjectionStatus::state).toList());
    }
}

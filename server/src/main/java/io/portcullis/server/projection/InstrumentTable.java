package io.portcullis.server.projection;

import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Instruments;
import io.portcullis.server.database.Database;
import io.portcullis.server.os.Urgency;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import javax.sql.DataSource;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the instruments in force to their table, with the time from which they are: versions of before stay. On a thread of its own, at its own pace: nobody waits for the
 * database. While that is away, so many loadings are kept; beyond them the oldest are not written.
 */
public final class InstrumentTable implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(InstrumentTable.class);
    private static final int KEPT = 16;
    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

    private record Loaded(Instruments instruments, Instant at) {
    }

    private final Database database;
    private final InstantSource clock;
    private final BlockingQueue<Loaded> waiting = new ArrayBlockingQueue<>(KEPT);
    private final Thread thread;
    private String problem = "";

    public InstrumentTable(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
        this.thread = Thread.ofPlatform().name("instrument-table").daemon().start(this::run);
    }

    /** From now on these are in force. Any thread; returns at once. */
    public synchronized void inForce(Instruments instruments) {
        Loaded loaded = new Loaded(instruments, clock.instant().truncatedTo(ChronoUnit.MICROS));
        while (!waiting.offer(loaded)) {
            waiting.poll();
        }
    }

    private void run() {
        Urgency.thisThreadForLater();
        try {
            while (true) {
                write(waiting.take());
            }
        } catch (InterruptedException e) {
            LOG.debug("closed");
        }
    }

    private void write(Loaded loaded) throws InterruptedException {
        while (true) {
            try {
                int changes = write(database.open(), loaded);
                problem = "";
                if (changes > 0) {
                    LOG.info("{} changes of instruments are in the database", changes);
                }
                return;
            } catch (IOException | SQLException | RuntimeException e) {
                if (!Failures.isPassing(e)) {
                    LOG.error("these instruments can't be written to the database; orders go on with them: {}", Failures.reason(e));
                    return;
                }
                said(Failures.reason(e));
                Thread.sleep(RETRY);
            }
        }
    }

    private void said(String reason) {
        if (!reason.equals(problem)) {
            LOG.warn("the instruments are not in the database yet, that is tried again: {}", reason);
        }
        problem = reason;
    }

    /** @return how many versions have begun or ended */
    private static int write(DataSource source, Loaded loaded) throws SQLException {
        try (SqlSession session = session(source)) {
            InstrumentRows table = session.getMapper(InstrumentRows.class);
            table.lock();
            OffsetDateTime at = after(table.lastChange(), loaded.at.atOffset(ZoneOffset.UTC));
            Map<String, InstrumentRows.Row> before = new HashMap<>();
            table.inForce().forEach(row -> before.put(row.symbol(), row));
            int changes = 0;
            for (Instrument instrument : loaded.instruments.all()) {
                InstrumentRows.Row now = InstrumentRows.Row.of(instrument);
                InstrumentRows.Row old = before.remove(now.symbol());
                if (!now.equals(old)) {
                    if (old != null) {
                        table.end(old.symbol(), at);
                    }
                    table.begin(now, at);
                    changes++;
                }
            }
            before.keySet().forEach(gone -> table.end(gone, at));
            session.commit();
            return changes + before.size();
        }
    }

    /** Times ascend in the table, even if the clock was set back. */
    private static OffsetDateTime after(@Nullable OffsetDateTime last, OffsetDateTime at) {
        return last == null || at.isAfter(last) ? at : last.plus(1, ChronoUnit.MICROS);
    }

    private static SqlSession session(DataSource source) {
        Configuration configuration = new Configuration(new Environment("instruments", new JdbcTransactionFactory(), source));
        configuration.setMapUnderscoreToCamelCase(true);
        configuration.setArgNameBasedConstructorAutoMapping(true);
        configuration.addMapper(InstrumentRows.class);
        return new SqlSessionFactoryBuilder().build(configuration).openSession(ExecutorType.SIMPLE, false);
    }

    /** What is not written yet is written at the next start, if it is still in force. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            if (!thread.join(CLOSE_LIMIT)) {
                LOG.warn("the table of instruments is still waiting for the database and is left behind");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

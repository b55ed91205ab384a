package io.portcullis.server.projection;

import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.EventRecord;
import io.portcullis.oms.types.Ids;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import javax.sql.DataSource;
import org.apache.ibatis.executor.BatchResult;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.mapping.SqlCommandType;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.LocalCacheScope;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;
import org.apache.ibatis.type.ArrayTypeHandler;
import org.apache.ibatis.type.JdbcType;
import org.jspecify.annotations.Nullable;

/**
 * One connection through which batches of records become rows, each batch in a transaction that also moves the position on. After any exception it is of no use any
 * more: what was not committed is not there, and another writer begins behind what is.
 */
final class TableWriter implements AutoCloseable {

    private static final String NAME = "orders";

    private final String log;
    private final Ids ids;
    private final EventJson json;
    private final SqlSession session;
    private final Tables tables;
    private final TradingDays days = new TradingDays();
    private final Children children = new Children();
    private final Set<LocalDate> partitioned = new HashSet<>();
    private final Map<LocalDate, String> partitions = new HashMap<>();
    private Tables.@Nullable Position position;

    /**
     * Connects, and finds out how far the log is in the tables.
     *
     * @param startAnew clears the tables before
     * @throws MisfitException if another log is in them
     */
    TableWriter(DataSource source, String log, boolean startAnew) throws SQLException {
        this.log = log;
        this.ids = new Ids(log);
        this.json = new EventJson(ids);
        Connection connection = source.getConnection();
        try {
            connection.setAutoCommit(false);
            findByKeys(connection);
            this.session = sessions(source).openSession(ExecutorType.BATCH, connection);
            this.tables = session.getMapper(Tables.class);
            if (startAnew) {
                tables.clear();
            }
            this.position = tables.position(NAME);
            tables.tradingDays().forEach(day -> days.startsAt(day.fromPosition(), day.day()));
            session.commit();
            requireLog();
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /**
     * Every row is found by its key, whatever the planner thinks of a day's tables that were not analyzed yet; and no plan is kept that was made when they were empty.
     */
    private static void findByKeys(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set plan_cache_mode = force_custom_plan");
            for (String other : List.of("seqscan", "hashjoin", "mergejoin")) {
                statement.execute("set enable_" + other + " = off");
            }
        }
        connection.commit();
    }

    private static SqlSessionFactory sessions(DataSource source) {
        Configuration configuration = new Configuration(new Environment(NAME, new JdbcTransactionFactory(), source));
        configuration.setMapUnderscoreToCamelCase(true);
        configuration.setLocalCacheScope(LocalCacheScope.STATEMENT);
        configuration.setArgNameBasedConstructorAutoMapping(true);
        configuration.getTypeHandlerRegistry().register(String.class, new StorableText());
        configuration.getTypeHandlerRegistry().register(String.class, JdbcType.VARCHAR, new StorableText());
        for (Class<?> array : List.of(String[].class, BigDecimal[].class, Long[].class, Integer[].class)) {
            configuration.getTypeHandlerRegistry().register(array, ArrayTypeHandler.class);
        }
        configuration.addMapper(Tables.class);
        return new SqlSessionFactoryBuilder().build(configuration);
    }

    private void requireLog() {
        if (position != null && !position.log().equals(log)) {
            throw new MisfitException("the database holds what the event log " + position.log() + " told, this is the event log " + log
                    + ": let the server use the database of this log, or start with --rebuild-database, which clears its tables first");
        }
    }

    /** Of the last record that is in the tables; 0 if there is none. */
    long position() {
        return position == null ? 0 : position.position();
    }

    /** @param same the record that the log has at {@link #position()}; null if it has none there */
    void requireSame(@Nullable EventRecord same) {
        if (position != null && (same == null || same.position() != position.position() || same.time() != position.recordTimeNanos())) {
            throw new MisfitException("the record at position " + position.position() + " of the event log " + log
                    + " is not the one that was written to the database: the log has lost its end, or is an older copy. Find out which of the two is right;"
                    + " start with --rebuild-database to have the tables cleared and written anew from the log");
        }
    }

    /**
     * Writes the batch and commits it.
     *
     * @param batch at least one record, the first one right behind {@link #position()}
     * @return how many rows were inserted or updated
     */
    int write(List<EventRecord> batch) {
        lookUpChildren(batch);
        Rows rows = new RowBuilder(ids, days, children, json, batch.getFirst()).build(batch);
        ensurePartitions(rows);
        int count = write(rows);
        EventRecord last = batch.getLast();
        moveOn(last);
        flush();
        session.commit();
        position = new Tables.Position(log, last.position(), last.time());
        children.forget(batch);
        return count;
    }

    private void lookUpChildren(List<EventRecord> batch) {
        Set<Long> created = new HashSet<>();
        Map<LocalDate, Set<Long>> unknown = new TreeMap<>();
        for (EventRecord record : batch) {
            for (Event event : record.events()) {
                if (event instanceof Event.ChildOrderCreated child) {
                    created.add(child.childId());
                } else if (event instanceof Event.ChildOrderFound child) {
                    created.add(child.childId());
                } else if (event instanceof Event.FilledByHand child) {
                    created.add(child.childId());
                } else if (event instanceof Event.OfChild child && !created.contains(child.childId()) && !children.knows(child.childId())) {
                    unknown.computeIfAbsent(days.ofId(child.childId()), _ -> new TreeSet<>()).add(child.childId());
                }
            }
        }
        unknown.forEach(this::lookUpChildren);
    }

    private void lookUpChildren(LocalDate day, Set<Long> unknown) {
        for (Tables.Parent found : tables.parents(day, unknown.stream().map(ids::venueClOrdId).toArray(String[]::new))) {
            children.remember(ids.parse(found.childId()), new Children.Child(ids.parse(found.orderId()), found.venue()));
        }
    }

    /** In a transaction of their own: making a partition locks the table. The next day's are made too, so that the first order of a day need not wait. */
    private void ensurePartitions(Rows rows) {
        Set<LocalDate> wanted = new TreeSet<>();
        rows.orderEvents.forEach(row -> wanted.add(row.tradingDay()));
        rows.sessionEvents.forEach(row -> wanted.add(row.tradingDay()));
        for (LocalDate day : wanted) {
            if (partitioned.add(day)) {
                tables.ensurePartitions(day);
                tables.ensurePartitions(day.plusDays(1));
                session.commit();
            }
        }
    }

    private String partition(LocalDate day) {
        return partitions.computeIfAbsent(day, tables::partition);
    }

    /** First what is new, then what changes. */
    private int write(Rows rows) {
        int count = write(rows.tradingDays, Tables::insertTradingDay);
        count += write(Rows.PARENTS.byDay(rows.newParents, this::partition), Tables::insertParents);
        count += write(Rows.CHILDREN.byDay(rows.newChildren, this::partition), Tables::insertChildren);
        count += write(Rows.EXECUTIONS.byDay(rows.executions, this::partition), Tables::insertExecutions);
        count += write(Rows.ORDER_EVENTS.byDay(rows.orderEvents, this::partition), Tables::insertOrderEvents);
        count += write(rows.executionsByHand, Tables::executeByHand);
        count += write(rows.newCareOrders, Tables::insertCareOrder);
        count += write(rows.telephonedOrders, Tables::insertTelephonedOrder);
        count += write(rows.careOwners, Tables::ownCareOrder);
        count += write(rows.careMarks, Tables::markCareOrder);
        count += write(rows.strayExecutions, Tables::insertStrayExecution);
        count += write(rows.revisedStrays, Tables::reviseStray);
        count += write(rows.deniedStrays, Tables::denyStray);
        count += write(rows.settledStrays, Tables::settleStray);
        count += write(rows.sessionEvents, Tables::insertSessionEvent);
        count += write(rows.replacedParents, Tables::replaceParent);
        count += write(rows.adjustedParents, Tables::adjustParent);
        count += write(rows.corporateActions, Tables::insertCorporateAction);
        count += write(rows.corporateActionsDone, Tables::endCorporateAction);
        count += write(rows.limitsChanged, Tables::insertLimitChange);
        count += write(rows.positionsEntered, Tables::insertPositionChange);
        count += write(rows.limitsProposed, Tables::insertLimitProposal);
        count += write(rows.limitsSettled, Tables::endLimitProposal);
        count += write(rows.killsOrdered, Tables::insertKill);
        count += write(rows.killedOrders, Tables::insertKilledOrder);
        count += write(rows.killsWentOn, Tables::goOnWithKill);
        count += write(rows.killReleases, Tables::insertKillRelease);
        count += write(rows.killReleasesSettled, Tables::endKillRelease);
        count += write(rows.killsOver, Tables::endKill);
        count += write(rows.killsRehearsed, Tables::insertKillRehearsal);
        count += write(rows.overridesAsked, Tables::insertOverride);
        count += write(rows.overridesApproved, Tables::approveOverride);
        count += write(rows.overridesUsed, Tables::insertOverrideUse);
        count += write(rows.overridesEnded, Tables::endOverride);
        count += write(rows.marketChanges, Tables::insertMarketChange);
        count += write(rows.locatesAdded, Tables::insertLocate);
        count += write(rows.locatesEnded, Tables::endLocate);
        count += write(Rows.TRAILED.byDay(rows.trailedParents, this::partition), Tables::trailParents);
        count += write(Rows.TOUCHED.byDay(rows.touchedParents, this::partition), Tables::touchParents);
        count += write(rows.replacedChildren, Tables::replaceChild);
        count += write(Rows.TOUCHED.byDay(rows.touchedChildren, this::partition), Tables::touchChildren);
        count += write(rows.undoneExecutions, Tables::undoExecution);
        count += write(rows.sessionConnections, Tables::connectSession);
        return count + write(rows.sessionsConsumed, Tables::consumeOfSession);
    }

    private <R> int write(List<R> rows, BiConsumer<Tables, R> statement) {
        int count = 0;
        for (R row : rows) {
            statement.accept(tables, row);
            count += rowsIn(row);
        }
        return count;
    }

    private static int rowsIn(Object parameter) {
        return parameter instanceof Columns columns ? columns.rows() : 1;
    }

    private void moveOn(EventRecord last) {
        if (position == null) {
            tables.begin(NAME, log, last.position(), last.time());
        } else {
            tables.moveOn(NAME, log, position.position(), last.position(), last.time());
        }
    }

    private void flush() {
        for (BatchResult result : session.flushStatements()) {
            if (result.getMappedStatement().getSqlCommandType() == SqlCommandType.UPDATE) {
                requireAll(result);
            }
        }
    }

    private static void requireAll(BatchResult result) {
        int[] counts = result.getUpdateCounts();
        for (int i = 0; i < counts.length; i++) {
            Object row = result.getParameterObjects().get(i);
            int expected = rowsIn(row);
            if (counts[i] != expected) {
                throw new MisfitException(
                        "an update changed " + counts[i] + " rows and not " + expected + ", by " + result.getMappedStatement().getId() + " of " + row
                                + ": rows that the log has told are not in the database as it told them");
            }
        }
    }

    /** Whatever was not committed is undone. */
    @Override
    public void close() {
        try {
            session.rollback(true);
        } finally {
            session.close();
        }
    }
}

package io.portcullis.server.projection;

import io.portcullis.server.database.Database;
import io.portcullis.server.database.DatabaseSettings;
import io.portcullis.server.database.LocalPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** An empty database in a PostgreSQL that all tests of a run share. */
final class TestDatabase implements AutoCloseable {

    /** Of earlier tests, empty again: making a database is slow. */
    private static final Queue<DatabaseSettings> FREE = new ConcurrentLinkedQueue<>();
    private static final AtomicInteger NUMBER = new AtomicInteger();
    /** All that the log has told; neither when it was written nor in what batches. */
    private static final List<String> TOLD = List.of("select position, record_time_nanos from projection_position",
            "select * from trading_day order by from_position",
            "select * from parent_order order by order_id", "select * from child_order order by child_id", "select * from execution order by exec_id",
            "select * from stray_execution order by position, event_index", "select * from order_event order by position, event_index",
            "select * from session_event order by position, event_index", "select * from session order by session");

    final Database database;
    private final DatabaseSettings settings;
    private final boolean isShared;

    TestDatabase() {
        DatabaseSettings free = FREE.poll();
        this.settings = free == null ? named("test" + NUMBER.incrementAndGet()) : free;
        this.database = new Database(settings);
        this.isShared = true;
    }

    TestDatabase(DatabaseSettings settings) {
        this.settings = settings;
        this.database = new Database(settings);
        this.isShared = false;
    }

    private static DatabaseSettings named(String name) {
        LocalPostgres server = Shared.SERVER;
        try (Connection connection = DriverManager.getConnection(server.url(), server.user(), server.secret());
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new DatabaseSettings(server.url().replaceFirst("[^/]*$", name), server.user(), server.secret(), Path.of(""), 0);
    }

    /** The first column of the first row, as text. */
    String ask(String sql) {
        return rows(sql).getFirst();
    }

    /** Each row with its values separated by a space and a bar; null is empty. */
    List<String> rows(String sql) {
        try (Connection connection = database.open().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                List<String> values = new ArrayList<>();
                for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                    String value = result.getString(column);
                    values.add(value == null ? "" : value);
                }
                rows.add(String.join(" | ", values));
            }
            return rows;
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    void execute(String sql) {
        try (Connection connection = database.open().getConnection(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Everything, to be compared. */
    List<String> told() {
        return TOLD.stream().flatMap(sql -> Stream.concat(Stream.of(sql), rows(sql).stream())).toList();
    }

    @Override
    public void close() {
        if (isShared) {
            execute("drop schema portcullis cascade");
        }
        try {
            database.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (isShared) {
            FREE.add(settings);
        }
    }

    /** Started when the first test asks for it. */
    private static final class Shared {

        static final LocalPostgres SERVER = start();

        private static LocalPostgres start() {
            try {
                Path directory = Files.createTempDirectory("portcullis-test-database");
                LocalPostgres server = LocalPostgres.start(directory, 0);
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, directory)));
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void stop(LocalPostgres server, Path directory) {
            try {
                server.close();
                try (Stream<Path> files = Files.walk(directory)) {
                    for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

package io.portcullis.server.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/** The PostgreSQL of an installation, its own or another's, with its tables as this release wants them. Any thread may call, but opening takes seconds. */
public final class Database implements AutoCloseable {

    /** The schema that all tables are in. */
    public static final String SCHEMA = "portcullis";
    private static final int CONNECTIONS = 4;
    private static final long CONNECT_MILLIS = 5_000;
    private static final int CONNECT_SECONDS = 5;
    /** A server that hangs is given up, not waited for. */
    private static final int ANSWER_SECONDS = 60;

    private final DatabaseSettings settings;
    private @Nullable LocalPostgres embedded;
    private @Nullable HikariDataSource pool;
    private boolean isMigrated;
    private boolean isClosed;

    public Database(DatabaseSettings settings) {
        this.settings = settings;
    }

    /**
     * Does what is ours to do so that it can be used: starts the embedded server if it doesn't run, and migrates the tables. May be called again whenever the database
     * seems to be gone.
     *
     * @throws IOException if the embedded server can't be started
     * @throws FlywayException if it can't be reached or migrated
     */
    public synchronized DataSource open() throws IOException {
        if (isClosed) {
            throw new IOException("the database is closed");
        }
        if (settings.isEmbedded()) {
            openEmbedded();
        }
        HikariDataSource opened = pool;
        if (opened == null) {
            opened = new HikariDataSource(poolSettings());
            pool = opened;
        }
        if (!isMigrated) {
            migrate(opened);
            isMigrated = true;
        }
        return opened;
    }

    private void openEmbedded() throws IOException {
        LocalPostgres running = embedded;
        if (running == null) {
            embedded = LocalPostgres.start(settings.directory(), settings.port());
        } else {
            running.restartIfDown();
        }
    }

    private HikariConfig poolSettings() {
        HikariConfig config = new HikariConfig();
        LocalPostgres own = embedded;
        config.setPoolName("database");
        config.setJdbcUrl(own == null ? settings.url() : own.url());
        config.setUsername(own == null ? settings.user() : own.user());
        config.setPassword(own == null ? settings.password() : own.secret());
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(CONNECT_MILLIS);
        config.setInitializationFailTimeout(-1);
        config.addDataSourceProperty("ApplicationName", "portcullis");
        config.addDataSourceProperty("currentSchema", SCHEMA);
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        config.addDataSourceProperty("connectTimeout", CONNECT_SECONDS);
        config.addDataSourceProperty("socketTimeout", ANSWER_SECONDS);
        config.addDataSourceProperty("tcpKeepAlive", "true");
        return config;
    }

    private static void migrate(DataSource source) {
        // No pattern: a database that a newer release has migrated is refused.
        Flyway.configure().dataSource(source).schemas(SCHEMA).locations("classpath:db/migration").validateMigrationNaming(true)
                .ignoreMigrationPatterns(new String[0]).load().migrate();
    }

    /** For people: where it is, without secrets. */
    @Override
    public synchronized String toString() {
        LocalPostgres own = embedded;
        return own == null ? settings.toString() : own.url() + " (user " + own.user() + ", data in " + settings.directory() + ")";
    }

    /** The server that is ours; null if it is another's, or not started yet. */
    public synchronized @Nullable LocalPostgres embedded() {
        return embedded;
    }

    /** Disconnects, and stops the server if it is ours. */
    @Override
    public synchronized void close() throws IOException {
        isClosed = true;
        if (pool != null) {
            pool.close();
        }
        if (embedded != null) {
            embedded.close();
        }
    }
}

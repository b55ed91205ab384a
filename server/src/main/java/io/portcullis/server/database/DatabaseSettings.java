package io.portcullis.server.database;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Which PostgreSQL is written to.
 *
 * @param url JDBC, {@code jdbc:postgresql://host:port/database}; null for the embedded one
 * @param user null for the one that the URL names; the embedded one has its own
 * @param password null for the one that the URL or {@code ~/.pgpass} names; the embedded one has its own
 * @param directory of the embedded one: everything that it writes is in there
 * @param port of the embedded one, on 127.0.0.1; 0 for a free one
 */
public record DatabaseSettings(@Nullable String url, @Nullable String user, @Nullable String password, Path directory, int port) {

    /** A PostgreSQL of our own that keeps its data in that directory. */
    public static DatabaseSettings embedded(Path directory, int port) {
        return new DatabaseSettings(null, null, null, directory, port);
    }

    public boolean isEmbedded() {
        return url == null;
    }

    /** Without the password, for it may end up in a log. */
    @Override
    public String toString() {
        return url == null ? "embedded PostgreSQL in " + directory : withoutParameters(url);
    }

    /** The parameters may hold a password. */
    private static String withoutParameters(String url) {
        int parameters = url.indexOf('?');
        return parameters < 0 ? url : url.substring(0, parameters);
    }
}

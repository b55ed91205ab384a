package io.portcullis.server.projection;

import io.portcullis.server.eventlog.LogDamagedException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/** Which failures pass by themselves, and what they say. */
final class Failures {

    /**
     * Classes of SQLSTATE that speak of what was to be written, and not of the server's condition: data exception, constraint violation, no such object or right, value too
     * large for the program.
     */
    private static final Set<String> LASTING = Set.of("22", "23", "42", "54");

    private Failures() {
    }

    static boolean isPassing(Throwable failure) {
        SQLException sql = find(failure, SQLException.class);
        if (sql != null) {
            String state = sql.getSQLState();
            return state == null || !LASTING.contains(state.substring(0, 2));
        }
        return find(failure, IOException.class) != null && find(failure, LogDamagedException.class) == null;
    }

    /** In one line. */
    static String reason(Throwable failure) {
        SQLException sql = find(failure, SQLException.class);
        Throwable told = sql == null ? deepest(failure) : sql;
        String message = told.getMessage() == null ? told.toString() : told.getMessage();
        String flyway = find(failure, FlywayException.class) == null ? "" : "the tables can't be brought to this release: ";
        return flyway + message.strip().replaceAll("\\s*\\n\\s*", "; ");
    }

    private static Throwable deepest(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest;
    }

    /** The innermost one: those around it repeat the statement with all its values. */
    private static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
        T found = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                found = type.cast(cause);
            }
        }
        return found;
    }
}

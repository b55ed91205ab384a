package io.portcullis.server.messagelog;

import org.jspecify.annotations.Nullable;

/** Messages that come all the time and say nothing of an order: whoever looks for something else does without them. */
public enum Routine {
    /** Market data: its request (35=V), snapshots (W) and increments (X), and a request's reject (Y). */
    PRICES("VWXY"),
    /** Heartbeat(35=0). */
    HEARTBEATS("0");

    private static final int MSG_TYPE = 35;

    private final String types;

    Routine(String types) {
        this.types = types;
    }

    /** Null if the entry is none. What could not be read, and what is missing, is none: it is to be seen. */
    static @Nullable Routine of(Frames entry, Fields fields) {
        if (entry.kind() == Kind.GAP || entry.kind() == Kind.UNREADABLE) {
            return null;
        }
        fields.over(entry.array(), entry.from(), entry.to());
        while (fields.next()) {
            if (fields.tag() == MSG_TYPE) {
                return ofType(fields, entry.array());
            }
        }
        return null;
    }

    private static @Nullable Routine ofType(Fields fields, byte[] array) {
        if (fields.end() - fields.start() == 1) {
            for (Routine each : values()) {
                if (each.types.indexOf(array[fields.start()]) >= 0) {
                    return each;
                }
            }
        }
        return null;
    }
}

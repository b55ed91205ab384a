package io.portcullis.server.projection;

import io.portcullis.oms.event.EventRecord;
import io.portcullis.server.eventlog.EventLog;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The log that a projection follows. */
public interface ProjectedLog {

    /** Six characters that tell it from every other log. */
    String identity();

    /** Of the last record; 0 if there is none. */
    long lastPosition();

    /**
     * Reads from that position on.
     *
     * @throws IOException if the log doesn't hold that position
     */
    RecordSource from(long position) throws IOException;

    /** Records in the order of the log. For one thread. */
    interface RecordSource extends AutoCloseable {

        /**
         * The next record.
         *
         * @return null if none came within that time
         * @throws IOException if the log can't be read
         */
        @Nullable
        EventRecord poll(Duration wait) throws IOException;

        @Override
        void close();
    }

    static ProjectedLog of(EventLog log) {
        return new EventLogRecords(log);
    }
}

package io.portcullis.server.projection;

import io.portcullis.oms.event.EventRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A log in memory. */
final class RecordList implements ProjectedLog {

    private static final long REST_NANOS = 1_000_000;

    private final String identity;
    private final List<EventRecord> records;

    /** One that grows. */
    RecordList(String identity) {
        this.identity = identity;
        this.records = Collections.synchronizedList(new ArrayList<>());
    }

    /** One that is complete, and may be long. */
    RecordList(String identity, List<EventRecord> records) {
        this.identity = identity;
        this.records = List.copyOf(records);
    }

    RecordList add(EventRecord record) {
        if (record.position() != records.size() + 1) {
            throw new IllegalArgumentException("position " + (records.size() + 1) + " comes next, not " + record.position());
        }
        records.add(record);
        return this;
    }

    @Override
    public String identity() {
        return identity;
    }

    @Override
    public long lastPosition() {
        return records.size();
    }

    @Override
    public RecordSource from(long position) throws IOException {
        if (position < 1 || position > records.size() + 1) {
            throw new IOException("the log ends with position " + records.size());
        }
        return new Source((int) position);
    }

    private final class Source implements RecordSource {

        private int next;

        Source(int next) {
            this.next = next;
        }

        @Override
        public EventRecord poll(Duration wait) {
            long deadline = System.nanoTime() + wait.toNanos();
            while (next > records.size()) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return null;
                }
                LockSupport.parkNanos(Math.min(left, REST_NANOS));
            }
            return records.get(next++ - 1);
        }

        @Override
        public void close() {
            // nothing is held
        }
    }
}

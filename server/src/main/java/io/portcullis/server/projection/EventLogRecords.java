package io.portcullis.server.projection;

import io.portcullis.oms.codec.EventCodec;
import io.portcullis.oms.event.EventRecord;
import io.portcullis.server.eventlog.EventLog;
import io.portcullis.server.eventlog.LogReader;
import java.io.IOException;
import java.time.Duration;
import org.agrona.ExpandableArrayBuffer;
import org.jspecify.annotations.Nullable;

/** The event log, decoded. */
record EventLogRecords(EventLog log) implements ProjectedLog {

    @Override
    public String identity() {
        return log.identity().text();
    }

    @Override
    public long lastPosition() {
        return log.safePosition();
    }

    @Override
    public RecordSource from(long position) throws IOException {
        return new Decoded(log.reader(position), new EventCodec(new ExpandableArrayBuffer()));
    }

    private record Decoded(LogReader reader, EventCodec codec) implements RecordSource {

        @Override
        public @Nullable EventRecord poll(Duration wait) throws IOException {
            return reader.next(wait) ? codec.decode(reader.position(), reader.timeNanos(), reader.payload(), 0, reader.payload().capacity()) : null;
        }

        @Override
        public void close() {
            reader.close();
        }
    }
}

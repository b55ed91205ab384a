package io.portcullis.server.hub;

import io.portcullis.oms.codec.EventCodec;
import io.portcullis.oms.event.EventRecord;
import io.portcullis.server.eventlog.EventLog;
import io.portcullis.server.eventlog.LogReader;
import io.portcullis.server.os.Urgency;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.agrona.ExpandableArrayBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the event log on a thread of its own and shows each record to a projection, which goes at its own pace and holds up nobody. */
public final class LogTail implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LogTail.class);
    /** At the end of the log: each look for more disturbs the threads on the orders' way. */
    private static final long REST_NANOS = Duration.ofMillis(5).toNanos();

    private final Thread thread;
    private volatile boolean isStopping;
    private volatile long position;

    public LogTail(String name, EventLog log, long from, Consumer<EventRecord> projection) {
        this.position = from - 1;
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(() -> run(log, from, projection));
        thread.start();
    }

    /** Of the last record that was shown. */
    public long position() {
        return position;
    }

    private void run(EventLog log, long from, Consumer<EventRecord> projection) {
        Urgency.thisThreadForNow();
        EventCodec codec = new EventCodec(new ExpandableArrayBuffer());
        try (LogReader reader = log.reader(from)) {
            while (!isStopping) {
                if (!reader.next()) {
                    LockSupport.parkNanos(this, REST_NANOS);
                } else {
                    projection.accept(codec.decode(reader.position(), reader.timeNanos(), reader.payload(), 0, reader.payload().capacity()));
                    position = reader.position();
                }
            }
        } catch (IOException | RuntimeException e) {
            LOG.error("{} has stopped at record {}: it shows nothing newer until the next start", thread.getName(), position, e);
        }
    }

    @Override
    public void close() {
        isStopping = true;
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

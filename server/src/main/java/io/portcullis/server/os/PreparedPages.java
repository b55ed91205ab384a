package io.portcullis.server.os;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Direct buffers whose memory the system has really given: it gives each page of it when that is first written to, which takes longer than to write it, and here happens in
 * the background.
 */
public final class PreparedPages implements Supplier<ByteBuffer>, AutoCloseable {

    private static final int READY = 32;
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    private final int bytes;
    private final ArrayBlockingQueue<ByteBuffer> ready = new ArrayBlockingQueue<>(READY);
    private final Thread thread = Thread.ofPlatform().daemon().name("prepared-pages").unstarted(this::run);
    private volatile boolean isStopping;

    /** @param bytes of each buffer */
    public PreparedPages(int bytes) {
        this.bytes = bytes;
        thread.start();
    }

    /** Filled with 0. Never waits: where none is ready, it is made now. */
    @Override
    public ByteBuffer get() {
        ByteBuffer page = ready.poll();
        if (ready.size() < READY / 2) {
            LockSupport.unpark(thread);
        }
        return page == null ? ByteBuffer.allocateDirect(bytes) : page;
    }

    private void run() {
        Urgency.thisThreadForNow();
        while (!isStopping) {
            if (ready.remainingCapacity() == 0) {
                LockSupport.park(this);
            } else {
                ready.add(ByteBuffer.allocateDirect(bytes));
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        isStopping = true;
        LockSupport.unpark(thread);
        thread.join(CLOSE_LIMIT);
    }
}

package io.portcullis.server.messagelog;

import java.nio.ByteBuffer;
import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * Messages on their way from the sessions' loops to the thread that writes them: copied once, without a lock and without garbage. Of bounded size: what doesn't fit is not taken.
 * Any thread puts in, one takes out.
 */
final class MessageQueue {

    static final int TIME = 0;
    static final int SESSION = 8;
    static final int MESSAGE = 12;

    private final RingBuffer ring;
    private final EpochNanoClock clock;

    MessageQueue(int bytes, EpochNanoClock clock) {
        this.ring = new ManyToOneRingBuffer(new UnsafeBuffer(ByteBuffer.allocateDirect(bytes + RingBufferDescriptor.TRAILER_LENGTH)));
        this.clock = clock;
    }

    /** @return where the message is to be copied to in {@link #buffer()}, before {@link #commit}; negative if there is no room */
    int claim(Kind kind, int session, int length) {
        if (length > ring.maxMsgLength() - MESSAGE) {
            return -1;
        }
        int index = ring.tryClaim(kind.code(), MESSAGE + length);
        if (index < 0) {
            return -1;
        }
        AtomicBuffer buffer = ring.buffer();
        buffer.putLong(index + TIME, clock.nanoTime());
        buffer.putInt(index + SESSION, session);
        return index + MESSAGE;
    }

    AtomicBuffer buffer() {
        return ring.buffer();
    }

    void commit(int claimed) {
        ring.commit(claimed - MESSAGE);
    }

    void abort(int claimed) {
        ring.abort(claimed - MESSAGE);
    }

    /** Hands over up to so many messages, the oldest first. @return how many there were */
    int take(MessageHandler handler, int most) {
        return ring.read(handler, most);
    }
}

package io.portcullis.server.messagelog;

import io.netty.buffer.ByteBuf;
import io.portcullis.fix.sessions.engine.MessageTap;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/** Puts the messages of one session into the queue, on the session's loop. What the queue has no room for is counted: nobody waits. */
final class TappedSession implements MessageTap.OfSession {

    private final MessageQueue queue;
    private final int number;
    private final String key;
    private final byte[] name;
    private final AtomicLong missed = new AtomicLong();

    TappedSession(MessageQueue queue, int number, String key) {
        this.queue = queue;
        this.number = number;
        this.key = key;
        byte[] text = key.getBytes(StandardCharsets.UTF_8);
        this.name = text.length <= Frames.LONGEST_NAME ? text : Arrays.copyOf(text, Frames.LONGEST_NAME);
    }

    String key() {
        return key;
    }

    /** As it stands in the files. */
    byte[] name() {
        return name;
    }

    @Override
    public void received(ByteBuf in, int from, int length) {
        put(Kind.IN, in, from, length);
    }

    @Override
    public void unreadable(ByteBuf in, int from, int length) {
        put(Kind.UNREADABLE, in, from, length);
    }

    private void put(Kind kind, ByteBuf in, int from, int length) {
        int to = queue.claim(kind, number, length);
        if (to < 0) {
            missed();
            return;
        }
        try {
            ByteBuffer bytes = in.nioBufferCount() == 1 ? in.internalNioBuffer(from, length) : in.nioBuffer(from, length);
            queue.buffer().putBytes(to, bytes, bytes.position(), length);
            queue.commit(to);
        } catch (RuntimeException e) {
            queue.abort(to);
            missed();
        }
    }

    @Override
    public void sent(byte[] message, int from, int length) {
        put(Kind.OUT, message, from, length);
    }

    @Override
    public void received(String message) {
        byte[] bytes = message.getBytes(StandardCharsets.ISO_8859_1);
        put(Kind.IN, bytes, 0, bytes.length);
    }

    private void put(Kind kind, byte[] message, int from, int length) {
        int to = queue.claim(kind, number, length);
        if (to < 0) {
            missed();
            return;
        }
        queue.buffer().putBytes(to, message, from, length);
        queue.commit(to);
    }

    @Override
    public void missed() {
        missed.incrementAndGet();
    }

    /** Messages that had been taken, and could not be written. */
    void missed(long more) {
        missed.addAndGet(more);
    }

    /** How many are missing since this was last asked. */
    long takeMissed() {
        return missed.get() == 0 ? 0 : missed.getAndSet(0);
    }
}

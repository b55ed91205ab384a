package io.portcullis.fix.sessions.wire;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of the message that a session is just sending. QuickFIX/J hands the same string first to the message store, then to the connection: it is turned into
 * bytes once, and not at all where the message was written as bytes. One per session.
 */
public final class EncodedMessage {

    private byte[] array = new byte[1024];
    private int offset;
    private int length;
    private @Nullable String text;

    /** Makes {@link #array()}, {@link #offset()} and {@link #length()} those of this text. */
    @SuppressWarnings({"ReferenceEquality", "StringEquality"}) // the same instance, so that no text is compared
    public void of(String message) {
        if (message == text) {
            return;
        }
        byte[] bytes = message.getBytes(StandardCharsets.ISO_8859_1);
        array = bytes.length > array.length ? bytes : array;
        System.arraycopy(bytes, 0, array, 0, bytes.length);
        offset = 0;
        length = bytes.length;
        text = message;
    }

    /** Room to write a message into; ends with {@link #written}. */
    byte[] room(int capacity) {
        text = null;
        if (array.length < capacity) {
            array = new byte[Math.max(capacity, array.length * 2)];
        }
        return array;
    }

    /** The message in the room is complete. */
    String written(int from, int to) {
        offset = from;
        length = to - from;
        String message = new String(array, offset, length, StandardCharsets.ISO_8859_1);
        text = message;
        return message;
    }

    public byte[] array() {
        return array;
    }

    public int offset() {
        return offset;
    }

    public int length() {
        return length;
    }
}

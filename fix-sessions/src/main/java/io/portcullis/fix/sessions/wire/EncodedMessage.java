package io.portcullis.fix.sessions.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of the message that a session is just sending. QuickFIX/J hands the same string first to the message store, then to the connection: it is turned into
 * bytes once, and not at all where the message was written as bytes: then {@link #written} gives a string that only stands for them. One per session.
 */
public final class EncodedMessage {

    private static final byte DELIMITER = 1;
    private static final byte[] MSG_TYPE = {'3', '5', '='};

    /** An instance of its own: what it stands for are the bytes of the session's last message. */
    @SuppressWarnings("StringOperationCanBeSimplified")
    private final String standIn = new String("(as bytes)");
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

    /** The message in the room is complete. @return what stands for it, for {@link #of} and {@link #textOf} until the next one is written */
    String written(int from, int to) {
        offset = from;
        length = to - from;
        text = standIn;
        return standIn;
    }

    /** The message itself, for people. */
    @SuppressWarnings({"ReferenceEquality", "StringEquality"})
    public String textOf(String message) {
        return message == standIn ? new String(array, offset, length, StandardCharsets.ISO_8859_1) : message;
    }

    /**
     * Whether it is a MarketDataSnapshotFullRefresh(35=W) or MarketDataIncrementalRefresh(35=X): prices that are worth nothing once there are newer ones, and most of what a
     * venue sends.
     */
    public boolean isMarketData() {
        int type = valueOfMsgType();
        return type > 0 && (array[type] == 'W' || array[type] == 'X') && array[type + 1] == DELIMITER;
    }

    /** Whether it is a Logon(35=A): never sent again, and it may hold a password. */
    public boolean isLogon() {
        int type = valueOfMsgType();
        return type > 0 && array[type] == 'A' && array[type + 1] == DELIMITER;
    }

    /** Where the value of MsgType(35), the third field, begins; 0 if it doesn't stand there. */
    private int valueOfMsgType() {
        int end = offset + length - MSG_TYPE.length - 1;
        int fields = 0;
        for (int at = offset; at < end; at++) {
            if (array[at] == DELIMITER && ++fields == 2) {
                int value = at + 1 + MSG_TYPE.length;
                return Arrays.equals(array, at + 1, value, MSG_TYPE, 0, MSG_TYPE.length) ? value : 0;
            }
        }
        return 0;
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

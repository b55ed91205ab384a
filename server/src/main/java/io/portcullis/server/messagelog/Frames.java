package io.portcullis.server.messagelog;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * How an entry stands in a segment: its length, a check sum of what follows, time, kind, the session's name, the bytes. Little-endian. A view of an array, for one thread, moved
 * from entry to entry.
 */
final class Frames {

    static final int HEADER = 18;
    private static final int CHECKED_FROM = 8;
    private static final int TIME = 8;
    private static final int KIND = 16;
    private static final int NAME_LENGTH = 17;
    static final int LONGEST_NAME = 255;

    private final CRC32C sum = new CRC32C();
    private byte[] bytes = {};
    private ByteBuffer numbers = ByteBuffer.wrap(bytes);
    private int end;
    private int at;

    /** Before the first entry of [from, to). */
    Frames over(byte[] array, int from, int to) {
        if (array != bytes) {
            bytes = array;
            numbers = ByteBuffer.wrap(array).order(ByteOrder.LITTLE_ENDIAN);
        }
        at = from;
        end = to;
        return this;
    }

    /** Whether a whole entry begins here, with the check sum that it was written with. */
    boolean isWhole() {
        if (!hasHeader() || length() > end - at || HEADER + nameLength() > length() || !Kind.isCode(bytes[at + KIND])) {
            return false;
        }
        return numbers.getInt(at + 4) == checkSum();
    }

    /** Whether the next {@link #HEADER} bytes are there and say a length that can be. */
    boolean hasHeader() {
        return end - at >= HEADER && length() >= HEADER;
    }

    private int checkSum() {
        sum.reset();
        sum.update(bytes, at + CHECKED_FROM, length() - CHECKED_FROM);
        return (int) sum.getValue();
    }

    /** To the entry behind this one. */
    void skip() {
        at += length();
    }

    int at() {
        return at;
    }

    /** Of the whole entry. */
    int length() {
        return numbers.getInt(at);
    }

    /** Epoch nanoseconds. */
    long time() {
        return numbers.getLong(at + TIME);
    }

    Kind kind() {
        return Kind.of(bytes[at + KIND]);
    }

    private int nameLength() {
        return bytes[at + NAME_LENGTH] & 0xFF;
    }

    int nameFrom() {
        return at + HEADER;
    }

    int nameTo() {
        return at + HEADER + nameLength();
    }

    String session() {
        return new String(bytes, nameFrom(), nameLength(), StandardCharsets.UTF_8);
    }

    /** Where the message begins. */
    int from() {
        return nameTo();
    }

    /** Where it ends. */
    int to() {
        return at + length();
    }

    byte[] array() {
        return bytes;
    }

    /** Writes an entry's fields around a message that stands behind them already, and moves to it. @return where the entry ends */
    int write(int entry, Kind kind, long time, byte[] session, int messageLength) {
        at = entry;
        int length = HEADER + session.length + messageLength;
        end = entry + length;
        numbers.putInt(at, length);
        numbers.putLong(at + TIME, time);
        bytes[at + KIND] = (byte) kind.code();
        bytes[at + NAME_LENGTH] = (byte) session.length;
        System.arraycopy(session, 0, bytes, at + HEADER, session.length);
        numbers.putInt(at + 4, checkSum());
        return end;
    }
}

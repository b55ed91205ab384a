package io.portcullis.fix.sessions.wire;

import java.util.Arrays;

/**
 * The body of a message to be sent, written field by field in the order in which it shall stand on the wire, into bytes that are used again for the next message. The
 * session adds header and trailer. Not for several threads.
 */
public final class FixBody {

    private static final byte SOH = 1;
    /** Longest tag, equal sign, longest number, delimiter. */
    private static final int FIELD_ROOM = 48;

    private byte[] bytes = new byte[512];
    private int length;
    private String msgType = "";
    private boolean possResend;

    /** Starts a new message of that MsgType(35); what was written before is gone. */
    public FixBody begin(String type) {
        msgType = type;
        length = 0;
        possResend = false;
        return this;
    }

    /** All fields of another body. */
    public FixBody appendAll(FixBody other) {
        require(other.length);
        System.arraycopy(other.bytes, 0, bytes, length, other.length);
        length += other.length;
        return this;
    }

    /** PossResend(97)=Y in the header: the content may have been sent before under another sequence number. */
    public FixBody possResend() {
        possResend = true;
        return this;
    }

    /** Text in ISO 8859-1; a character that is not in it, and a delimiter, becomes a question mark. */
    public FixBody put(int tag, String value) {
        tag(tag, value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            bytes[length++] = c == SOH || c > 0xFF ? (byte) '?' : (byte) c;
        }
        bytes[length++] = SOH;
        return this;
    }

    /** A whole number. */
    public FixBody put(int tag, long value) {
        tag(tag, 0);
        return end(Decimals.writeLong(bytes, length, value));
    }

    /** A price or quantity that is kept times 10<sup>8</sup>, without trailing zeros. */
    public FixBody putDecimal(int tag, long raw) {
        tag(tag, 0);
        return end(Decimals.writeDecimal(bytes, length, raw));
    }

    public FixBody putChar(int tag, char value) {
        tag(tag, 0);
        bytes[length] = value == SOH || value > 0xFF ? (byte) '?' : (byte) value;
        return end(length + 1);
    }

    /** Y or N. */
    public FixBody putBoolean(int tag, boolean value) {
        return putChar(tag, value ? 'Y' : 'N');
    }

    /** UTCTimestamp with milliseconds. */
    public FixBody putUtcMillis(int tag, long epochNanos) {
        tag(tag, 0);
        return end(UtcTimestamp.write(bytes, length, epochNanos, false));
    }

    /** UTCTimestamp with microseconds. */
    public FixBody putUtcMicros(int tag, long epochNanos) {
        tag(tag, 0);
        return end(UtcTimestamp.write(bytes, length, epochNanos, true));
    }

    /** MsgType(35). */
    public String msgType() {
        return msgType;
    }

    boolean isPossResend() {
        return possResend;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Bytes written so far. */
    public int length() {
        return length;
    }

    private void require(int more) {
        int needed = length + more;
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, bytes.length * 2));
        }
    }

    private void tag(int tag, int valueLength) {
        require(FIELD_ROOM + valueLength);
        length = Decimals.writeLong(bytes, length, tag);
        bytes[length++] = '=';
    }

    private FixBody end(int at) {
        bytes[at] = SOH;
        length = at + 1;
        return this;
    }
}

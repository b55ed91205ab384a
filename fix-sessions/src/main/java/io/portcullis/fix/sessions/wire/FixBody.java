package io.portcullis.fix.sessions.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The body of a message to be sent, written field by field in the order in which it shall stand on the wire, into bytes that are used again for the next message. The
 * session adds header and trailer. Not for several threads.
 */
public final class FixBody {

    private static final byte SOH = 1;
    /** Longest tag, equal sign, longest number, delimiter. */
    private static final int FIELD_ROOM = 48;

    /** MsgType, MsgSeqNum, PossDupFlag, SenderCompID, SendingTime, TargetCompID, PossResend, OrigSendingTime, LastMsgSeqNumProcessed. */
    private static final int[] SET_ANEW = {35, 34, 43, 49, 52, 56, 97, 122, 369};
    /** {@code 10=nnn|} */
    private static final int TRAILER_LENGTH = 7;

    private byte[] bytes = new byte[512];
    private int length;
    private String msgType = "";
    private boolean possResend;
    private @Nullable String carried;

    /** Starts a new message of that MsgType(35); what was written before is gone. */
    public FixBody begin(String type) {
        msgType = type;
        length = 0;
        possResend = false;
        carried = null;
        return this;
    }

    /**
     * What was sent before, to be sent under a new number with PossResend(97)=Y: all fields but those that the session sets anew. Header fields that are kept come first, so
     * that they follow the session's own.
     */
    public FixBody again(FixMessage sent) {
        begin(sent.msgType()).possResend();
        String text = sent.without(SET_ANEW);
        int from = text.indexOf(SOH, text.indexOf(SOH) + 1) + 1;
        int to = text.length() - TRAILER_LENGTH;
        require(to - from);
        for (int i = from; i < to; i++) {
            bytes[length++] = (byte) text.charAt(i);
        }
        return this;
    }

    /** All fields of another body, and what it carries. */
    public FixBody appendAll(FixBody other) {
        require(other.length);
        System.arraycopy(other.bytes, 0, bytes, length, other.length);
        length += other.length;
        carried = other.carried;
        return this;
    }

    /** Further fields of the client's order, each as on the wire: they are written where the session's dialect says so. Null for none. */
    public FixBody carry(@Nullable String fields) {
        carried = fields;
        return this;
    }

    public @Nullable String carried() {
        return carried;
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

    /** A value as it was read, whatever is in it: of type data, it may hold delimiters. */
    void putRaw(int tag, String value) {
        tag(tag, value.length());
        end(WireText.write(bytes, length, value));
    }

    /** PossResend(97) as of another body. */
    public FixBody possResendAs(FixBody other) {
        possResend = other.possResend;
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

    /** UTCTimestamp in whole seconds: FIX 4.0 and 4.1 have no fractions. */
    public FixBody putUtcSeconds(int tag, long epochNanos) {
        tag(tag, 0);
        return end(UtcTimestamp.write(bytes, length, epochNanos, 0));
    }

    /** UTCTimestamp with milliseconds. */
    public FixBody putUtcMillis(int tag, long epochNanos) {
        tag(tag, 0);
        return end(UtcTimestamp.write(bytes, length, epochNanos, 3));
    }

    /** UTCTimestamp with microseconds. */
    public FixBody putUtcMicros(int tag, long epochNanos) {
        tag(tag, 0);
        return end(UtcTimestamp.write(bytes, length, epochNanos, 6));
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
        length = TagText.write(bytes, length, tag);
    }

    private FixBody end(int at) {
        bytes[at] = SOH;
        length = at + 1;
        return this;
    }

    /** For logs: fields separated by {@code |}, passwords masked. */
    @Override
    public String toString() {
        return Secrets.readable(new String(bytes, 0, length, StandardCharsets.ISO_8859_1));
    }
}

package io.portcullis.fix.sessions.wire;

import io.portcullis.fix.dictionaries.Violation;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A received message, read where it lies: header, body and trailer by tag. Lent to its handler and used again for the next message, so nothing of it may be kept but
 * what its methods return.
 */
public final class FixMessage extends FixFields {

    private static final int MSG_TYPE = 35;
    private static final char DELIMITER = '\u0001';

    private final FieldIndex index;
    private String msgType = "";

    FixMessage(FieldIndex index) {
        this.index = index;
    }

    /**
     * A message of its own, from its text.
     *
     * @throws IllegalArgumentException if the text is not a sequence of fields, each with the delimiter SOH behind it
     */
    public static FixMessage of(String text) {
        FieldIndex index = new FieldIndex();
        byte[] room = index.room(text.length());
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, room, 0, bytes.length);
        Violation problem = index.scan();
        if (problem != null) {
            throw new IllegalArgumentException(problem.text() + " in " + Secrets.readable(text));
        }
        FixMessage message = new FixMessage(index);
        message.scanned();
        return message;
    }

    /** To be called when the index has a new message in it. */
    void scanned() {
        int i = index.find(MSG_TYPE, 0, index.count());
        msgType = i < 0 ? "" : MsgTypes.of(index.bytes(), index.start(i), index.end(i));
    }

    /** MsgType(35); empty if the message has none. */
    public String msgType() {
        return msgType;
    }

    /** Number of bytes, from BeginString(8) to the delimiter behind CheckSum(10). */
    public int length() {
        return index.length();
    }

    /** Copies the message as received into {@code target}. */
    public void copyTo(byte[] target, int offset) {
        System.arraycopy(index.bytes(), 0, target, offset, index.length());
    }

    /** The message as received. */
    public String raw() {
        return new String(index.bytes(), 0, index.length(), StandardCharsets.ISO_8859_1);
    }

    /** The message as it would be without these fields, its BodyLength(9) and CheckSum(10) computed anew. */
    public String without(int... tags) {
        StringBuilder body = new StringBuilder();
        for (int i = 2; i < index.count() - 1; i++) {
            int tag = index.tag(i);
            if (Arrays.stream(tags).noneMatch(left -> left == tag)) {
                body.append(tag).append('=').append(text(i)).append(DELIMITER);
            }
        }
        String text = "8=" + text(0) + DELIMITER + "9=" + body.length() + DELIMITER + body;
        int sum = text.chars().sum() & 0xFF;
        return text + "10=" + (char) ('0' + sum / 100) + (char) ('0' + sum / 10 % 10) + (char) ('0' + sum % 10) + DELIMITER;
    }

    /** For logs: fields separated by {@code |}, passwords masked. */
    @Override
    public String toString() {
        return Secrets.readable(raw());
    }

    @Override
    FieldIndex index() {
        return index;
    }

    @Override
    int from() {
        return 0;
    }

    @Override
    int to() {
        return index.count();
    }
}

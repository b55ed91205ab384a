package io.portcullis.fix.sessions.wire;

import io.portcullis.fix.dictionaries.Violation;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The fields of a message as texts, in their order, to be changed and written out again. Used again for message after message, by one thread. */
public final class FieldSequence {

    private static final int BODY_LENGTH = 9;
    private static final int CHECK_SUM = 10;

    private final FieldIndex writtenIndex = new FieldIndex();
    private final FixMessage written = new FixMessage(writtenIndex);
    private final FieldIndex bodyIndex = new FieldIndex();
    private final FixBody rest = new FixBody();
    private int[] tags = new int[48];
    private String[] values = new String[48];
    private int count;
    private String msgType = "";

    /** Takes a received message: header, body and trailer. */
    public void read(FixMessage message) {
        msgType = message.msgType();
        read(message.index());
    }

    /** Takes a body to be sent: what the session adds isn't there. */
    public void read(FixBody body) {
        msgType = body.msgType();
        System.arraycopy(body.bytes(), 0, bodyIndex.room(body.length()), 0, body.length());
        Violation problem = bodyIndex.scan();
        if (problem != null) {
            throw new IllegalStateException("a body of ours is malformed: " + problem.text());
        }
        read(bodyIndex);
    }

    private void read(FieldIndex index) {
        count = 0;
        for (int i = 0; i < index.count(); i++) {
            insert(count, index.tag(i), new String(index.bytes(), index.start(i), index.end(i) - index.start(i), StandardCharsets.ISO_8859_1));
        }
    }

    /** MsgType(35). */
    public String msgType() {
        return msgType;
    }

    public int count() {
        return count;
    }

    public int tag(int i) {
        return tags[i];
    }

    /** In ISO 8859-1. */
    public String value(int i) {
        return values[i];
    }

    /** The tags in their order; there may be more room behind {@link #count()}. Not to be changed. */
    public int[] tags() {
        return tags;
    }

    public void value(int i, String value) {
        values[i] = value;
    }

    /** Puts a field before the one that is at {@code i}. */
    public void insert(int i, int tag, String value) {
        if (count == tags.length) {
            tags = Arrays.copyOf(tags, count * 2);
            values = Arrays.copyOf(values, count * 2);
        }
        System.arraycopy(tags, i, tags, i + 1, count - i);
        System.arraycopy(values, i, values, i + 1, count - i);
        tags[i] = tag;
        values[i] = value;
        count++;
    }

    /** Takes the fields of [from, to) away. */
    public void remove(int from, int to) {
        System.arraycopy(tags, to, tags, from, count - to);
        System.arraycopy(values, to, values, from, count - to);
        count -= to - from;
    }

    /** Whether the standard header has the tag, in any version. */
    public static boolean isHeader(int tag) {
        return HeaderTags.contains(tag);
    }

    public static boolean isTrailer(int tag) {
        return tag == CHECK_SUM || tag == 89 || tag == 93;
    }

    /** Where the header ends: the index of the first field that doesn't belong to it. */
    public int endOfHeader() {
        int i = 0;
        while (i < count && isHeader(tags[i])) {
            i++;
        }
        return i;
    }

    /** Where the trailer begins. */
    public int startOfTrailer() {
        int i = count;
        while (i > 0 && isTrailer(tags[i - 1])) {
            i--;
        }
        return i;
    }

    /** A whole message of the fields as they are, with its length and check sum. Lent until the next one is written. */
    public FixMessage toMessage() {
        rest.begin(msgType);
        for (int i = 1; i < count; i++) {
            if (tags[i] != BODY_LENGTH && tags[i] != CHECK_SUM) {
                rest.putRaw(tags[i], values[i]);
            }
        }
        String start = tags[0] + "=" + values[0] + "\u00019=" + rest.length() + '\u0001';
        byte[] bytes = writtenIndex.room(start.length() + rest.length() + 7);
        int at = WireText.write(bytes, 0, start);
        System.arraycopy(rest.bytes(), 0, bytes, at, rest.length());
        at += rest.length();
        WireText.checkSum(bytes, 0, at);
        writtenIndex.scan();
        written.scanned();
        return written;
    }

    /** The fields as they are, as a body to be sent: fields of the header first, so that they belong to it. */
    public void writeTo(FixBody target) {
        target.begin(msgType);
        for (int i = 0; i < count; i++) {
            if (isHeader(tags[i])) {
                target.putRaw(tags[i], values[i]);
            }
        }
        for (int i = 0; i < count; i++) {
            if (!isHeader(tags[i])) {
                target.putRaw(tags[i], values[i]);
            }
        }
    }

    /** The fields separated by {@code |}, passwords masked. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(tags[i]).append('=').append(values[i]).append('\u0001');
        }
        return Secrets.readable(text.toString());
    }
}

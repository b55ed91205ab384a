package io.portcullis.fix.sessions.wire;

import io.portcullis.fix.dictionaries.FieldList;
import io.portcullis.fix.dictionaries.Violation;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The bytes of one message and where each field's value stands in them, found in one pass. Used again for message after message. */
final class FieldIndex implements FieldList {

    static final byte SOH = 1;

    /** Tags whose value is of type data, and which may hold any byte: their length stands in the field before. */
    private static final int[] DATA_TAGS = {89, 91, 96, 213, 349, 351, 353, 355, 357, 359, 361, 363, 365, 446, 619, 622, 1185, 1278, 1281, 1283, 1398, 1402,
        1404, 1469};
    private static final int MAX_TAG_DIGITS = 9;
    private static final int SIGNATURE = 89;
    private static final int SIGNATURE_LENGTH = 93;

    private byte[] bytes = new byte[512];
    private int length;
    private @Nullable Violation malformed;
    private int count;
    private int[] tags = new int[48];
    private int[] starts = new int[48];
    private int[] ends = new int[48];

    /** Room for a message of that length, to be filled by the caller before {@link #scan}. What was there before is forgotten. */
    byte[] room(int messageLength) {
        if (bytes.length < messageLength) {
            bytes = new byte[Math.max(messageLength, bytes.length * 2)];
        }
        length = messageLength;
        count = 0;
        return bytes;
    }

    /**
     * Finds the fields. What is none is skipped, up to the next delimiter.
     *
     * @return null if the bytes are a sequence of {@code tag=value} with a delimiter behind each, else the first thing that is wrong
     */
    @Nullable
    Violation scan() {
        malformed = null;
        int at = 0;
        while (at < length) {
            int sign = bytes[at] == '-' ? -1 : 1;
            int tagStart = sign < 0 ? at + 1 : at;
            int tag = 0;
            int i = tagStart;
            while (i < length && isDigit(bytes[i]) && i - tagStart < MAX_TAG_DIGITS) {
                tag = tag * 10 + bytes[i++] - '0';
            }
            int end;
            if (i == tagStart || i == length || bytes[i] != '=') {
                end = delimiterFrom(at);
                note(MalformedText.field(text(at, end), count == 0 ? 0 : tags[count - 1]));
            } else {
                end = endOfValue(tag, i + 1);
                add(sign * tag, i + 1, end);
            }
            at = end + 1;
        }
        if (length > 0 && bytes[length - 1] != SOH) {
            note(MalformedText.noDelimiter(count == 0 ? 0 : tags[count - 1]));
        }
        return malformed;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private void note(Violation violation) {
        malformed = malformed == null ? violation : malformed;
    }

    private String text(int start, int end) {
        return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
    }

    private int endOfValue(int tag, int start) {
        return tag >= SIGNATURE && Arrays.binarySearch(DATA_TAGS, tag) >= 0 ? endOfData(tag, start) : delimiterFrom(start);
    }

    /** Where the field before says that it ends; if there is no delimiter, it is taken to end at the first one. */
    private int endOfData(int tag, int start) {
        int first = delimiterFrom(start);
        int lengthTag = tag == SIGNATURE ? SIGNATURE_LENGTH : tag - 1;
        if (count == 0 || tags[count - 1] != lengthTag) {
            note(MalformedText.dataWithoutLength(tag, lengthTag));
            return first;
        }
        long stated = Decimals.parseLong(bytes, starts[count - 1], ends[count - 1]);
        if (stated >= 0 && start + stated < length && bytes[start + (int) stated] == SOH) {
            return start + (int) stated;
        }
        note(MalformedText.wrongLength(tag, lengthTag, text(starts[count - 1], ends[count - 1]), first - start));
        return first;
    }

    /** @return the end of the message if there is none */
    private int delimiterFrom(int start) {
        int i = start;
        while (i < length && bytes[i] != SOH) {
            i++;
        }
        return i;
    }

    private void add(int tag, int start, int end) {
        if (count == tags.length) {
            tags = Arrays.copyOf(tags, count * 2);
            starts = Arrays.copyOf(starts, count * 2);
            ends = Arrays.copyOf(ends, count * 2);
        }
        tags[count] = tag;
        starts[count] = start;
        ends[count++] = end;
    }

    /** @return the first field with that tag in [from, to), or -1 */
    int find(int tag, int from, int to) {
        int[] all = tags;
        for (int i = from; i < to; i++) {
            if (all[i] == tag) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public int tag(int i) {
        return tags[i];
    }

    @Override
    public int start(int i) {
        return starts[i];
    }

    @Override
    public int end(int i) {
        return ends[i];
    }
}

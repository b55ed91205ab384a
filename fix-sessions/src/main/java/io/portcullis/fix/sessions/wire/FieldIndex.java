package io.portcullis.fix.sessions.wire;

import io.portcullis.fix.dictionaries.FieldList;
import java.util.Arrays;

/** The bytes of one message and where each field's value stands in them, found in one pass. Used again for message after message. */
final class FieldIndex implements FieldList {

    static final byte SOH = 1;

    /** Tags whose value is of type data, and which may hold any byte: their length stands in the field before. */
    private static final int[] DATA_TAGS = {89, 91, 96, 213, 349, 351, 353, 355, 357, 359, 361, 363, 365, 446, 619, 622, 1185, 1278, 1281, 1283, 1398, 1402,
        1404, 1469};
    private static final int SIGNATURE = 89;
    private static final int SIGNATURE_LENGTH = 93;

    private byte[] bytes = new byte[512];
    private int length;
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

    /** Finds the fields. @return null if the bytes are a sequence of {@code tag=value} with a delimiter behind each, else what is wrong */
    @org.jspecify.annotations.Nullable
    String scan() {
        int at = 0;
        while (at < length) {
            int sign = bytes[at] == '-' ? -1 : 1;
            int tagStart = sign < 0 ? at + 1 : at;
            int tag = 0;
            int i = tagStart;
            for (; i < length && bytes[i] != '='; i++) {
                int digit = bytes[i] - '0';
                if (digit < 0 || digit > 9 || i - tagStart >= 9) {
                    return "bad tag at byte " + at;
                }
                tag = tag * 10 + digit;
            }
            if (i == length || i == tagStart) {
                return "no tag and equal sign at byte " + at;
            }
            int valueEnd = endOfValue(tag, i + 1);
            if (valueEnd < 0) {
                return "no delimiter behind tag " + tag;
            }
            add(sign * tag, i + 1, valueEnd);
            at = valueEnd + 1;
        }
        return null;
    }

    private int endOfValue(int tag, int start) {
        int from = start;
        if (tag >= SIGNATURE && Arrays.binarySearch(DATA_TAGS, tag) >= 0) {
            from = start + dataLength(tag);
            if (from < start || from > length) {
                return -1;
            }
        }
        for (int i = from; i < length; i++) {
            if (bytes[i] == SOH) {
                return i;
            }
        }
        return -1;
    }

    /** @return the length that the field before announced; 0 if there is none, so that the value ends at the first delimiter */
    private int dataLength(int tag) {
        int lengthTag = tag == SIGNATURE ? SIGNATURE_LENGTH : tag - 1;
        if (count == 0 || tags[count - 1] != lengthTag) {
            return 0;
        }
        long value = Decimals.parseLong(bytes, starts[count - 1], ends[count - 1]);
        return value < 0 || value > length ? -1 : (int) value;
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

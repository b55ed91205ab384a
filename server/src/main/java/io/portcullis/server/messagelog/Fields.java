package io.portcullis.server.messagelog;

/** The fields of anything that may be a message, one after the other: what is no {@code tag=value} is passed over. For one thread. */
final class Fields {

    private static final byte DELIMITER = 1;
    private static final int MOST_DIGITS = 9;

    private byte[] bytes = {};
    private int next;
    private int limit;
    private int tag;
    private int start;
    private int end;

    /** Before the first field of [from, to). */
    Fields over(byte[] array, int from, int to) {
        bytes = array;
        next = from;
        limit = to;
        return this;
    }

    /** Goes to the next field. @return whether there is one */
    boolean next() {
        byte[] b = bytes;
        int to = limit;
        int i = next;
        while (i < to) {
            int number = 0;
            int first = i;
            while (i < to && b[i] >= '0' && b[i] <= '9' && i - first < MOST_DIGITS) {
                number = number * 10 + b[i++] - '0';
            }
            boolean isField = i > first && i < to && b[i] == '=';
            int value = i + 1;
            while (i < to && b[i] != DELIMITER) {
                i++;
            }
            if (isField) {
                tag = number;
                start = value;
                end = i;
                next = i + 1;
                return true;
            }
            i++;
        }
        next = to;
        return false;
    }

    int tag() {
        return tag;
    }

    /** Where the value starts. */
    int start() {
        return start;
    }

    /** Where the value ends. */
    int end() {
        return end;
    }

    /** Whether the value is this one. */
    boolean is(byte[] value) {
        return end - start == value.length && java.util.Arrays.equals(bytes, start, end, value, 0, value.length);
    }
}

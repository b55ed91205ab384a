package io.portcullis.server.messagelog;

import io.portcullis.fix.dictionaries.FixDictionary;
import java.util.ArrayList;
import java.util.List;

/** Tags and values of a message's text. A field of data reaches as far as the field before it says; where that can't be, to the next delimiter. */
record RawFields(int[] tags, List<String> values) {

    private static final char DELIMITER = '\u0001';
    private static final int SIGNATURE = 89;
    private static final int SIGNATURE_LENGTH = 93;

    static RawFields of(String text, FixDictionary dictionary) {
        List<Integer> tags = new ArrayList<>();
        List<String> values = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int delimiter = text.indexOf(DELIMITER, at);
            int end = delimiter < 0 ? text.length() : delimiter;
            int equals = text.indexOf('=', at);
            if (equals > at && equals < end && isTag(text, at, equals)) {
                int tag = Integer.parseInt(text, at, equals, 10);
                end = endOf(text, tag, equals + 1, end, tags, values, dictionary);
                tags.add(tag);
                values.add(text.substring(equals + 1, end));
            }
            at = end + 1;
        }
        return new RawFields(tags.stream().mapToInt(Integer::intValue).toArray(), values);
    }

    private static boolean isTag(String text, int from, int to) {
        return to - from <= 9 && text.substring(from, to).chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static int endOf(String text, int tag, int start, int first, List<Integer> tags, List<String> values, FixDictionary dictionary) {
        if (tags.isEmpty() || tags.getLast() != (tag == SIGNATURE ? SIGNATURE_LENGTH : tag - 1) || !dictionary.isData(tag)
                || !values.getLast().matches("\\d{1,7}")) {
            return first;
        }
        int stated = start + Integer.parseInt(values.getLast());
        return stated < text.length() && text.charAt(stated) == DELIMITER ? stated : first;
    }
}

package io.portcullis.fix.dictionaries;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import quickfix.DataDictionary;

/** What single values may look like, by tag: made once from a dictionary so that a check needs neither strings nor maps. */
final class ValueRules {

    private static final int LISTED_NUMBERS = 1000;
    private static final int MOST_DIGITS = 9;
    private static final boolean[] NO_CODE_SET = {};
    private static final int TARGET_STRATEGY = 847;
    /** Code set of TargetStrategy(847): "1000 and above reserved for bilaterally agreed upon user-defined values". */
    private static final int LEAST_AGREED = 1000;

    private final DataDictionary dictionary;
    private final ValueFormat[] formats;
    private final boolean[] known;
    /** By tag: which single characters are in the code set; {@link #NO_CODE_SET} where there is none. */
    private final boolean[][] codes;

    ValueRules(DataDictionary dictionary) {
        this.dictionary = dictionary;
        int size = 0;
        for (int tag : dictionary.getOrderedFields()) {
            size = Math.max(size, tag + 1);
        }
        formats = new ValueFormat[size];
        known = new boolean[size];
        codes = new boolean[size][];
        for (int tag = 0; tag < size; tag++) {
            formats[tag] = ValueFormat.of(dictionary.getFieldType(tag));
            known[tag] = dictionary.isField(tag);
            codes[tag] = dictionary.hasFieldValue(tag) ? singleCharacters(tag) : NO_CODE_SET;
        }
    }

    private boolean[] singleCharacters(int tag) {
        boolean[] allowed = new boolean[128];
        for (int c = ' ' + 1; c < allowed.length; c++) {
            allowed[c] = dictionary.isFieldValue(tag, String.valueOf((char) c));
        }
        return allowed;
    }

    /** One more than the highest tag. */
    int size() {
        return known.length;
    }

    boolean isKnown(int tag) {
        return tag >= 0 && tag < known.length && known[tag];
    }

    /** Checks the value of field {@code i}. */
    @Nullable
    Violation check(FieldList fields, int i) {
        int tag = fields.tag(i);
        int start = fields.start(i);
        int end = fields.end(i);
        if (start == end) {
            return new Violation(tag, Violation.NO_VALUE, name(tag) + " has no value");
        }
        if (!isKnown(tag)) {
            return null;
        }
        if (!formats[tag].matches(fields.bytes(), start, end)) {
            return new Violation(tag, Violation.FORMAT_INCORRECT, name(tag) + "=" + shown(fields, i) + " " + formats[tag].complaint());
        }
        boolean[] allowed = codes[tag];
        if (allowed.length > 0 && !isInCodeSet(tag, allowed, fields, i)) {
            return new Violation(tag, Violation.VALUE_INCORRECT, name(tag) + "=" + shown(fields, i) + " is not allowed" + allowedValues(tag));
        }
        return null;
    }

    private boolean isInCodeSet(int tag, boolean[] single, FieldList fields, int i) {
        byte first = fields.bytes()[fields.start(i)];
        if (fields.end(i) - fields.start(i) == 1 && first >= 0) {
            return single[first];
        }
        String text = text(fields, i);
        return dictionary.isFieldValue(tag, text) || tag == TARGET_STRATEGY && text.length() <= MOST_DIGITS && Integer.parseInt(text) >= LEAST_AGREED;
    }

    private String allowedValues(int tag) {
        List<String> values = new ArrayList<>();
        for (int c = ' ' + 1; c < 127; c++) {
            addIfAllowed(values, tag, String.valueOf((char) c));
        }
        for (int number = 10; number < LISTED_NUMBERS; number++) {
            addIfAllowed(values, tag, Integer.toString(number));
        }
        return values.isEmpty() ? "" : ", allowed are " + String.join(" ", values);
    }

    private void addIfAllowed(List<String> values, int tag, String value) {
        if (dictionary.isFieldValue(tag, value)) {
            values.add(value);
        }
    }

    /** Such as {@code OrderQty(38)}. */
    String name(int tag) {
        String name = dictionary.getFieldName(tag);
        return name == null ? FixDictionary.nameOf(tag) : name + "(" + tag + ")";
    }

    static String shown(FieldList fields, int i) {
        return Violation.shown(text(fields, i));
    }

    static String text(FieldList fields, int i) {
        return new String(fields.bytes(), fields.start(i), fields.end(i) - fields.start(i), StandardCharsets.ISO_8859_1);
    }
}

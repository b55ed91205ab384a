package io.portcullis.fix.sessions.wire;

import io.portcullis.fix.dictionaries.FixDictionary;
import io.portcullis.fix.dictionaries.Violation;

/** What can be wrong with a message before its fields can be told apart, in the words of Text(58). */
final class MalformedText {

    private MalformedText() {
    }

    /** @param before tag of the field before; 0 if there is none */
    static Violation field(String field, int before) {
        int sign = field.indexOf('=');
        String name = sign < 0 ? field : field.substring(0, sign);
        String place = before == 0 ? "" : ", behind " + FixDictionary.nameOf(before);
        if (field.isEmpty()) {
            return new Violation(0, Violation.INVALID_TAG, "a field is empty" + place);
        }
        if (sign < 0 && name.matches("[0-9]{1,9}")) {
            int tag = Integer.parseInt(name);
            return new Violation(tag, Violation.NO_VALUE, FixDictionary.nameOf(tag) + " has no value and no equal sign" + place);
        }
        String problem = sign < 0 ? " has no tag and no equal sign"
                : sign == 0 ? " has no tag" : ": tag " + Violation.shown(name) + " is not a number of at most nine digits";
        return new Violation(0, Violation.INVALID_TAG, Violation.shown(field) + problem + place);
    }

    static Violation noDelimiter(int last) {
        return new Violation(last, Violation.FORMAT_INCORRECT, FixDictionary.nameOf(last) + " has no delimiter behind it");
    }

    static Violation dataWithoutLength(int tag, int lengthTag) {
        return new Violation(lengthTag, Violation.REQUIRED_TAG_MISSING,
                FixDictionary.nameOf(lengthTag) + " is missing, must stand directly before " + FixDictionary.nameOf(tag));
    }

    /** @param found how long the value is if it ends at the first delimiter */
    static Violation wrongLength(int tag, int lengthTag, String stated, int found) {
        return new Violation(lengthTag, Violation.VALUE_INCORRECT, FixDictionary.nameOf(lengthTag) + "=" + Violation.shown(stated)
                + " is not the length of " + FixDictionary.nameOf(tag) + ": there is no delimiter behind so many bytes, the first one is behind " + found);
    }
}

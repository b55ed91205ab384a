package io.portcullis.fix.sessions.dialect;

import io.portcullis.fix.sessions.dialect.Untranslatable.Kind;
import io.portcullis.fix.sessions.wire.FieldSequence;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Fields of a client's order that are kept with it as one text, and told to others: each field, or group with all its entries, as it stands on the wire, the next one behind
 * a character 2.
 */
final class CarriedFields {

    /** More than any agreed fields need, and little beside an order. */
    private static final int LONGEST = 4000;
    private static final char DELIMITER = '\u0001';
    private static final Pattern FIELDS = Pattern.compile("\u0001");
    private static final Pattern UNITS = Pattern.compile("\u0002");
    /** From OnBehalfOfCompID(115) to DeliverToCompID(128), and from OnBehalfOfSubID(116) to DeliverToSubID(129). */
    private static final int DELIVER_TO_INSTEAD = 13;

    private CarriedFields() {
    }

    /** Null if the message has none of the tags. @throws Untranslatable if it is too much to be kept */
    static @Nullable String kept(FieldSequence message, Scope scope, List<Integer> tags) throws Untranslatable {
        StringBuilder kept = new StringBuilder();
        for (int tag : tags) {
            int i = scope.find(tag);
            if (i >= 0) {
                kept.append(kept.isEmpty() ? "" : "\u0002");
                for (int end = scope.endOfGroup(i); i < end; i++) {
                    kept.append(message.tag(i)).append('=').append(message.value(i)).append(DELIMITER);
                }
            }
            if (kept.length() > LONGEST) {
                throw new Untranslatable(Kind.VALUE, tag,
                        "the fields that are kept with an order may have " + LONGEST + " characters together, with " + scope.dictionary().name(tag)
                                + " they have "
                                + kept.length());
            }
        }
        return kept.isEmpty() ? null : kept.toString();
    }

    /**
     * Adds what is kept to a message, where it isn't there already.
     *
     * @param isAnswer to the client who sent it: whom it came on behalf of, it is delivered to
     */
    static void tell(String kept, Scope scope, List<Integer> tags, boolean isAnswer) {
        for (String unit : UNITS.split(kept)) {
            String[] fields = FIELDS.split(unit);
            int first = tagOf(fields[0]);
            if (tags.contains(first)) {
                int tag = isAnswer && ThirdParty.ON_BEHALF_OF.contains(first) ? first + DELIVER_TO_INSTEAD : first;
                if (fields.length == 1) {
                    tell(fields[0], tag, scope);
                } else if (scope.find(tag) < 0) {
                    int at = scope.startOfTrailer();
                    for (String field : fields) {
                        scope.insert(at++, tagOf(field), valueOf(field));
                    }
                }
            }
        }
    }

    private static void tell(String field, int tag, Scope scope) {
        if (scope.find(tag) < 0) {
            scope.set(tag, valueOf(field));
        }
    }

    private static int tagOf(String field) {
        return Integer.parseInt(field, 0, field.indexOf('='), 10);
    }

    private static String valueOf(String field) {
        return field.substring(field.indexOf('=') + 1);
    }
}

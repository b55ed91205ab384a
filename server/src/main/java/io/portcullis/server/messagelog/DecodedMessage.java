package io.portcullis.server.messagelog;

import io.portcullis.fix.dictionaries.FixDictionary;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A message as people read it, by a dictionary.
 *
 * @param name of its type, such as {@code NewOrderSingle}; empty if there is none
 * @param fields in their order
 */
public record DecodedMessage(LoggedMessage message, String name, List<Field> fields) {

    /** What one line says of a message, in this order; of the fields of a session's own messages, too. */
    private static final List<Integer> SUMMARY = List.of(11, 41, 150, 39, 54, 38, 55, 40, 44, 59, 32, 31, 14, 151, 434, 102, 58, 37, 17, 553, 108, 141, 112, 7,
            16, 36, 123, 43, 45, 371, 372, 373, 379, 380, 262);

    /**
     * A field.
     *
     * @param name such as {@code OrderQty}; empty if no dictionary has one
     * @param meaning of a value from a list, such as {@code BUY}; null for others
     * @param depth in how many repeating groups it stands
     */
    public record Field(int tag, String name, String value, @Nullable String meaning, int depth) {

        /** Such as {@code Side(54)=1 BUY}. */
        @Override
        public String toString() {
            return (name.isEmpty() ? "" : name) + (name.isEmpty() ? tag : "(" + tag + ")") + "=" + shown();
        }

        private String shown() {
            return meaning == null || meaning.equals(value) ? value : value + " " + meaning;
        }
    }

    public static DecodedMessage of(LoggedMessage message, FixDictionary dictionary) {
        if (message.kind() == Kind.GAP) {
            return new DecodedMessage(message, "", List.of());
        }
        RawFields raw = RawFields.of(message.text(), dictionary);
        String type = message.msgType();
        int[] depths = dictionary.groupDepths(type, raw.tags());
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < depths.length; i++) {
            int tag = raw.tags()[i];
            String value = raw.values().get(i);
            fields.add(new Field(tag, nameOf(tag, dictionary), value, tag == 35 ? dictionary.messageName(value) : dictionary.meaning(tag, value), depths[i]));
        }
        return new DecodedMessage(message, Objects.requireNonNullElse(dictionary.messageName(type), ""), List.copyOf(fields));
    }

    private static String nameOf(int tag, FixDictionary dictionary) {
        String name = dictionary.name(tag);
        int bracket = name.indexOf('(');
        return bracket < 0 ? "" : name.substring(0, bracket);
    }

    /** What it is about, in one line, by the fields that matter most; of what is no message, all of it. */
    public String summary() {
        if (fields.isEmpty()) {
            return readable();
        }
        StringBuilder text = new StringBuilder();
        for (int tag : SUMMARY) {
            for (Field field : fields) {
                if (field.tag() == tag && field.depth() == 0) {
                    text.append(text.isEmpty() ? "" : " ").append(field.name()).append('=')
                            .append(field.meaning() == null ? field.value() : field.meaning());
                    break;
                }
            }
        }
        return text.toString();
    }

    /** As it was on the wire, with {@code |} for the delimiter and without characters that a screen would not take. */
    public String readable() {
        StringBuilder text = new StringBuilder(message.text().replace('\u0001', '|'));
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                text.setCharAt(i, '.');
            }
        }
        return text.toString();
    }
}

package io.portcullis.server.cli;

import io.portcullis.fix.dictionaries.FixVersion;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import quickfix.ConfigError;
import quickfix.DataDictionary;

/** A FIX message as people read it: fields by name and tag, values by name, without the session's own fields. */
final class Decoded {

    private static final Set<Integer> SESSION_FIELDS = Set.of(8, 9, 10, 34, 35, 49, 52, 56, 1128);

    private final DataDictionary dictionary;
    private final Map<Integer, String> names = new HashMap<>();

    Decoded(FixVersion version) {
        try {
            dictionary = new DataDictionary(version.applicationResource());
        } catch (ConfigError e) {
            throw new IllegalStateException("the dictionary of " + version + " is on the class path", e);
        }
    }

    String of(String raw) {
        StringBuilder text = new StringBuilder();
        for (String field : raw.split("\u0001")) {
            int equals = field.indexOf('=');
            int tag = Integer.parseInt(field, 0, equals, 10);
            String value = field.substring(equals + 1);
            if (tag == 35) {
                text.insert(0, (value.equals("3") ? "Reject" : orElse(dictionary.getValueName(35, value), value)) + "(" + value + ")");
            } else if (!SESSION_FIELDS.contains(tag)) {
                text.append(' ').append(names.computeIfAbsent(tag, t -> orElse(dictionary.getFieldName(t), "Tag") + "(" + t + ")")).append('=').append(value);
                String name = dictionary.getValueName(tag, value);
                if (name != null && !name.equals(value)) {
                    text.append(' ').append(name);
                }
            }
        }
        return text.toString();
    }

    private static String orElse(@Nullable String name, String otherwise) {
        return name == null ? otherwise : name;
    }
}

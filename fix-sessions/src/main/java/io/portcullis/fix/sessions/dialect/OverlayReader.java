package io.portcullis.fix.sessions.dialect;

import static io.portcullis.fix.sessions.dialect.YamlNode.tagsOf;
import static io.portcullis.fix.sessions.dialect.YamlNode.textOrNull;

import io.portcullis.fix.dictionaries.Overlay;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the parts {@code fields}, {@code groups} and {@code messages} of a dialect's file. */
final class OverlayReader {

    private static final Set<String> FIELD_KEYS = Set.of("name", "type", "values", "more-values", "without-values");
    private static final Set<String> GROUP_KEYS = Set.of("fields", "required", "more-fields");
    private static final Set<String> MESSAGE_KEYS = Set.of("name", "allow", "require", "optional", "forbid");

    private OverlayReader() {
    }

    static Overlay read(Map<String, YamlNode> file) throws DialectException {
        Map<Integer, Overlay.Field> fields = new LinkedHashMap<>();
        for (Map.Entry<Integer, YamlNode> entry : byTag(file.get("fields")).entrySet()) {
            fields.put(entry.getKey(), field(entry.getValue()));
        }
        Map<Integer, Overlay.Group> groups = new LinkedHashMap<>();
        for (Map.Entry<Integer, YamlNode> entry : byTag(file.get("groups")).entrySet()) {
            groups.put(entry.getKey(), group(entry.getValue()));
        }
        Map<String, Overlay.Message> messages = new LinkedHashMap<>();
        YamlNode ofMessages = file.get("messages");
        if (ofMessages != null) {
            for (Map.Entry<String, YamlNode> entry : ofMessages.map().entrySet()) {
                messages.put(entry.getKey(), message(entry.getValue()));
            }
        }
        return new Overlay(fields, groups, messages);
    }

    private static Map<Integer, YamlNode> byTag(@Nullable YamlNode node) throws DialectException {
        return node == null ? Map.of() : node.byTag();
    }

    private static Overlay.Field field(YamlNode node) throws DialectException {
        Map<String, YamlNode> keys = node.map(FIELD_KEYS);
        YamlNode values = keys.get("values");
        return new Overlay.Field(node.line(), textOrNull(keys.get("name")), textOrNull(keys.get("type")), values == null ? null : valuesOf(values),
                valuesOf(keys.get("more-values")), textsOf(keys.get("without-values")));
    }

    /** With names, or a list without. */
    private static Map<String, String> valuesOf(@Nullable YamlNode node) throws DialectException {
        if (node == null) {
            return Map.of();
        }
        if (node.isMap()) {
            return node.textByText();
        }
        Map<String, String> values = new LinkedHashMap<>();
        node.texts().forEach(value -> values.put(value, value));
        return values;
    }

    private static List<String> textsOf(@Nullable YamlNode node) throws DialectException {
        return node == null ? List.of() : node.texts();
    }

    private static Overlay.Group group(YamlNode node) throws DialectException {
        Map<String, YamlNode> keys = node.map(GROUP_KEYS);
        Overlay.Group group = new Overlay.Group(node.line(), tagsOf(keys.get("fields")), tagsOf(keys.get("required")), tagsOf(keys.get("more-fields")));
        if (group.fields().isEmpty() == group.moreFields().isEmpty()) {
            throw node.wrong("needs fields, of a new group, or more-fields, of a standard one");
        }
        return group;
    }

    private static Overlay.Message message(YamlNode node) throws DialectException {
        Map<String, YamlNode> keys = node.map(MESSAGE_KEYS);
        return new Overlay.Message(node.line(), textOrNull(keys.get("name")), tagsOf(keys.get("allow")), tagsOf(keys.get("require")),
                tagsOf(keys.get("optional")), tagsOf(keys.get("forbid")));
    }
}

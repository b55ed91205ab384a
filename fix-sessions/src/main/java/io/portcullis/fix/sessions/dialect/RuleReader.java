package io.portcullis.fix.sessions.dialect;

import io.portcullis.fix.dictionaries.FixDictionary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads the parts {@code in} and {@code out} of a dialect's file. */
final class RuleReader {

    private static final Set<String> KEYS = Set.of("name", "when", "group", "where", "set", "default", "copy", "map", "drop", "convert", "enrich", "add",
            "drop-entries");
    private static final Set<String> TESTS = Set.of("in", "not", "matches", "is");
    private static final Set<String> CONVERSION_KEYS = Set.of("of", "from", "to", "market", "otherwise");
    /** What the session itself writes: changed, a message would be another one or none. */
    private static final Set<Integer> SESSION_FIELDS = Set.of(8, 9, 10, 34, 35, 43, 49, 52, 56, 97, 122);
    private static final int FIRST_USER_DEFINED_TAG = 5000;
    private static final int MSG_TYPE = 35;

    private final FixDictionary dictionary;
    private final InstrumentCodes codes;

    RuleReader(FixDictionary dictionary, InstrumentCodes codes) {
        this.dictionary = dictionary;
        this.codes = codes;
    }

    Rules read(@Nullable YamlNode node) throws DialectException {
        List<Rule> rules = new ArrayList<>();
        if (node != null) {
            for (YamlNode rule : node.list()) {
                rules.add(rule(rule));
            }
        }
        return new Rules(rules);
    }

    private Rule rule(YamlNode node) throws DialectException {
        Map<String, YamlNode> keys = node.map(KEYS);
        YamlNode group = keys.get("group");
        if (group == null && keys.containsKey("where")) {
            throw node.wrong("where says which entries of a group are meant: name the group, by the tag of its count");
        }
        List<Action> actions = new ArrayList<>();
        for (Map.Entry<String, YamlNode> key : keys.entrySet()) {
            actions(key.getKey(), key.getValue(), group != null, actions);
        }
        if (actions.isEmpty()) {
            throw node.wrong("the rule does nothing: set, default, copy, map, drop, convert, enrich, add or drop-entries says what is done");
        }
        YamlNode name = keys.get("name");
        String shown = (name == null ? "" : "\"" + name.text() + "\" ") + "in line " + node.line();
        return new Rule(shown, condition(keys.get("when"), true), group == null ? 0 : group.tag(), condition(keys.get("where"), false), actions);
    }

    private void actions(String key, YamlNode node, boolean isInGroup, List<Action> actions) throws DialectException {
        switch (key) {
            case "set" -> put(node, actions, Action.Put::new);
            case "default" -> put(node, actions, Action.Default::new);
            case "copy" -> {
                for (Map.Entry<Integer, YamlNode> copy : targets(node).entrySet()) {
                    actions.add(new Action.Copy(copy.getKey(), copy.getValue().tag()));
                }
            }
            case "map" -> {
                for (Map.Entry<Integer, YamlNode> table : targets(node).entrySet()) {
                    actions.add(translate(table.getKey(), table.getValue()));
                }
            }
            case "drop" -> {
                for (YamlNode tag : node.list()) {
                    checkChangeable(tag.tag(), tag);
                    actions.add(new Action.Drop(tag.tag()));
                }
            }
            case "convert" -> {
                for (Map.Entry<Integer, YamlNode> conversion : targets(node).entrySet()) {
                    actions.add(convert(conversion.getKey(), conversion.getValue()));
                }
            }
            case "enrich" -> {
                for (Map.Entry<Integer, YamlNode> field : targets(node).entrySet()) {
                    actions.add(new Action.Enrich(field.getKey(), column(field.getValue()), codes));
                }
            }
            case "add", "drop-entries" -> {
                if (isInGroup) {
                    throw node.wrong("must stand in a rule without group");
                }
                for (Map.Entry<Integer, YamlNode> group : targets(node).entrySet()) {
                    entries(key.equals("add"), group.getKey(), group.getValue(), actions);
                }
            }
            default -> {
                // not an action
            }
        }
    }

    private interface Putting {
        Action of(int tag, Template value);
    }

    private void put(YamlNode node, List<Action> actions, Putting putting) throws DialectException {
        for (Map.Entry<Integer, YamlNode> field : targets(node).entrySet()) {
            actions.add(putting.of(field.getKey(), new Template(field.getValue().text())));
        }
    }

    private void entries(boolean areAdded, int countTag, YamlNode node, List<Action> actions) throws DialectException {
        for (YamlNode entry : node.list()) {
            if (areAdded) {
                Map<Integer, Template> fields = new LinkedHashMap<>();
                for (Map.Entry<Integer, YamlNode> field : targets(entry).entrySet()) {
                    fields.put(field.getKey(), new Template(field.getValue().text()));
                }
                actions.add(new Action.AddEntry(countTag, fields));
            } else {
                actions.add(new Action.DropEntries(countTag, condition(entry, false)));
            }
        }
    }

    private static Action translate(int tag, YamlNode node) throws DialectException {
        Map<String, String> table = new LinkedHashMap<>(node.textByText());
        String otherwise = table.remove("otherwise");
        if (table.isEmpty()) {
            throw node.wrong("needs values, such as {B: 1, S: 2}");
        }
        return new Action.Translate(tag, table, switch (otherwise == null ? "reject" : otherwise) {
            case "reject" -> Action.Otherwise.REJECT;
            case "keep" -> Action.Otherwise.KEEP;
            case "drop" -> Action.Otherwise.DROP;
            default -> throw node.wrong("otherwise=" + otherwise + " must be reject, keep or drop");
        });
    }

    private Action convert(int tag, YamlNode node) throws DialectException {
        Map<String, YamlNode> keys = node.map(CONVERSION_KEYS);
        YamlNode from = keys.get("from");
        YamlNode to = keys.get("to");
        if (from == null || to == null) {
            throw node.wrong("needs from and to, columns of the instruments' reference data: " + String.join(", ", codes.columns()));
        }
        YamlNode of = keys.get("of");
        YamlNode market = keys.get("market");
        return new Action.Convert(tag, of == null ? tag : of.tag(), column(from), column(to), market == null ? 0 : market.tag(),
                keepsUnknown(keys.get("otherwise")), codes);
    }

    private static boolean keepsUnknown(@Nullable YamlNode otherwise) throws DialectException {
        return otherwise != null && switch (otherwise.text()) {
            case "keep" -> true;
            case "reject" -> false;
            default -> throw otherwise.wrong("must be reject or keep");
        };
    }

    private String column(YamlNode node) throws DialectException {
        if (!codes.columns().contains(node.text())) {
            throw node.wrong("the instruments' reference data have no such column, there are " + String.join(", ", codes.columns()));
        }
        return node.text();
    }

    private Map<Integer, YamlNode> targets(YamlNode node) throws DialectException {
        Map<Integer, YamlNode> targets = node.byTag();
        for (Map.Entry<Integer, YamlNode> target : targets.entrySet()) {
            checkChangeable(target.getKey(), target.getValue());
            checkDefined(target.getKey(), target.getValue());
        }
        return targets;
    }

    private void checkChangeable(int tag, YamlNode node) throws DialectException {
        if (SESSION_FIELDS.contains(tag)) {
            throw node.wrong(dictionary.name(tag) + " is the session's own and can't be changed by a rule");
        }
    }

    private void checkDefined(int tag, YamlNode node) throws DialectException {
        if (tag < FIRST_USER_DEFINED_TAG && !dictionary.hasField(tag)) {
            throw node.wrong("tag " + tag + " is not defined in " + dictionary.version() + ": define it under fields");
        }
    }

    // Conditions

    private Condition condition(@Nullable YamlNode node, boolean isOfMessage) throws DialectException {
        if (node == null) {
            return Condition.ALWAYS;
        }
        List<Condition.Test> tests = new ArrayList<>();
        for (Map.Entry<Integer, YamlNode> field : node.byTag().entrySet()) {
            tests.add(test(field.getKey(), field.getValue(), isOfMessage));
        }
        return new Condition(tests);
    }

    private Condition.Test test(int tag, YamlNode node, boolean isOfMessage) throws DialectException {
        if (node.isScalar()) {
            return switch (node.text()) {
                case "absent" -> new Condition.Present(tag, false);
                case "present" -> new Condition.Present(tag, true);
                default -> oneOf(tag, node, isOfMessage);
            };
        }
        if (!node.isMap()) {
            return oneOf(tag, node, isOfMessage);
        }
        Map<String, YamlNode> keys = node.map(TESTS);
        if (keys.size() != 1) {
            throw node.wrong("must have one of in, not, matches and is");
        }
        Map.Entry<String, YamlNode> only = keys.entrySet().iterator().next();
        return switch (only.getKey()) {
            case "not" -> new Condition.NoneOf(tag, Set.copyOf(only.getValue().texts()));
            case "matches" -> new Condition.Matches(tag, pattern(only.getValue()));
            default -> oneOf(tag, only.getValue(), isOfMessage);
        };
    }

    private Condition.Test oneOf(int tag, YamlNode node, boolean isOfMessage) throws DialectException {
        Set<String> values = Set.copyOf(node.texts());
        if (tag == MSG_TYPE && isOfMessage) {
            for (String type : values) {
                if (!dictionary.hasMessage(type)) {
                    throw node.wrong("35=" + type + " is no message of " + dictionary.version());
                }
            }
        }
        return new Condition.OneOf(tag, values);
    }

    private static Pattern pattern(YamlNode node) throws DialectException {
        try {
            return Pattern.compile(node.text());
        } catch (PatternSyntaxException e) {
            throw node.wrong("is no regular expression: " + e.getDescription());
        }
    }
}

package io.portcullis.fix.sessions.dialect;

import static io.portcullis.fix.sessions.dialect.YamlNode.tagsOf;

import io.portcullis.fix.dictionaries.FixDictionary;
import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.dictionaries.Overlay;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a dialect's file. */
final class DialectReader {

    private static final Set<String> KEYS = Set.of("dialect", "version", "fields", "groups", "messages", "strictness", "in", "out", "carry", "third-party");
    private static final Set<String> STRICTNESS_KEYS = Set.of("allow-user-defined-tags", "allow-unknown-tags", "check-field-order");
    private static final Set<String> CARRY_KEYS = Set.of("keep", "tell");

    private DialectReader() {
    }

    static Dialect read(String file, String text, InstrumentCodes codes) throws DialectException {
        YamlNode root = YamlNode.parse(file, text);
        Map<String, YamlNode> keys = root.map(KEYS);
        FixVersion version = version(required(root, keys, "version"));
        FixDictionary dictionary = dictionary(file, version, OverlayReader.read(keys));
        ThirdParty thirdParty = thirdParty(keys.get("third-party"));
        RuleReader rules = new RuleReader(dictionary, codes);
        return new Dialect(new Dialect.Parts(required(root, keys, "dialect").text(), version, dictionary, tolerance(keys.get("strictness")),
                rules.read(keys.get("in")), rules.read(keys.get("out")), carried(keys.get("carry"), thirdParty), thirdParty));
    }

    private static YamlNode required(YamlNode root, Map<String, YamlNode> keys, String key) throws DialectException {
        YamlNode node = keys.get(key);
        if (node == null) {
            throw new DialectException(root.file(), root.line(), key + " is missing");
        }
        return node;
    }

    /** As in the sessions' settings, such as FIX.4.4 or FIX.5.0SP2. */
    private static FixVersion version(YamlNode node) throws DialectException {
        String name = node.text().replace(".", "");
        for (FixVersion version : FixVersion.values()) {
            if (version.name().equalsIgnoreCase(name)) {
                return version;
            }
        }
        throw node.wrong("must be one of " + Arrays.stream(FixVersion.values()).map(FixVersion::settingName).collect(Collectors.joining(", "))
                + ", with or without dots");
    }

    private static FixDictionary dictionary(String file, FixVersion version, Overlay overlay) throws DialectException {
        try {
            return FixDictionary.of(version, overlay);
        } catch (Overlay.Misfit e) {
            throw new DialectException(file, e.line(), e.text());
        }
    }

    private static Tolerance tolerance(@Nullable YamlNode node) throws DialectException {
        if (node == null) {
            return Tolerance.AS_SET;
        }
        Map<String, YamlNode> keys = node.map(STRICTNESS_KEYS);
        return new Tolerance(yes(keys, "allow-user-defined-tags"), yes(keys, "allow-unknown-tags"), yes(keys, "check-field-order"));
    }

    private static @Nullable Boolean yes(Map<String, YamlNode> keys, String key) throws DialectException {
        YamlNode node = keys.get(key);
        return node == null ? null : node.yes();
    }

    /** A list holds for both directions. */
    private static Dialect.Carried carried(@Nullable YamlNode node, ThirdParty thirdParty) throws DialectException {
        if (node == null || !node.isMap()) {
            List<Integer> tags = withThirdParty(tagsOf(node), thirdParty);
            return new Dialect.Carried(tags, tags);
        }
        Map<String, YamlNode> keys = node.map(CARRY_KEYS);
        return new Dialect.Carried(withThirdParty(tagsOf(keys.get("keep")), thirdParty), withThirdParty(tagsOf(keys.get("tell")), thirdParty));
    }

    private static List<Integer> withThirdParty(List<Integer> tags, ThirdParty thirdParty) {
        return thirdParty == ThirdParty.CARRY ? Stream.concat(ThirdParty.ON_BEHALF_OF.stream(), tags.stream()).distinct().toList() : tags;
    }

    private static ThirdParty thirdParty(@Nullable YamlNode node) throws DialectException {
        return node == null ? ThirdParty.IGNORE : switch (node.text()) {
            case "ignore" -> ThirdParty.IGNORE;
            case "carry" -> ThirdParty.CARRY;
            case "refuse" -> ThirdParty.REFUSE;
            default -> throw node.wrong("must be ignore, carry or refuse");
        };
    }
}

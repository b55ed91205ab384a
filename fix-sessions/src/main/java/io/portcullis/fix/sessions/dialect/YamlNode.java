package io.portcullis.fix.sessions.dialect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A value in a YAML file that knows where it stands. Scalars are texts: no {@code N} becomes a boolean and no {@code 0100} a number. */
final class YamlNode {

    private final String file;
    private final String path;
    private final Node node;

    private YamlNode(String file, String path, Node node) {
        this.file = file;
        this.path = path;
        this.node = node;
    }

    /** @param file its name, for what is said of it */
    static YamlNode parse(String file, String text) throws DialectException {
        try {
            Node root = new Compose(LoadSettings.builder().setLabel(file).setUseMarks(true).build()).composeString(text).orElse(null);
            if (root == null) {
                throw new DialectException(file, 1, "the file is empty");
            }
            return new YamlNode(file, "", root);
        } catch (MarkedYamlEngineException e) {
            throw new DialectException(file, e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1), "is not YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            throw new DialectException(file + ": is not YAML: " + e.getMessage());
        }
    }

    int line() {
        return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }

    String file() {
        return file;
    }

    /** Names the key and, of a scalar, the value. */
    DialectException wrong(String problem) {
        String value = node instanceof ScalarNode scalar ? "=" + scalar.getValue() : "";
        return new DialectException(file, line(), (path.isEmpty() ? "" : path + value + ": ") + problem);
    }

    boolean isScalar() {
        return node instanceof ScalarNode;
    }

    boolean isMap() {
        return node instanceof MappingNode;
    }

    String text() throws DialectException {
        if (!(node instanceof ScalarNode scalar)) {
            throw wrong("must be a single value");
        }
        return scalar.getValue();
    }

    boolean yes() throws DialectException {
        return switch (text()) {
            case "yes", "true" -> true;
            case "no", "false" -> false;
            default -> throw wrong("must be yes or no");
        };
    }

    /** A tag, from 1 on. */
    int tag() throws DialectException {
        return tag(text());
    }

    private int tag(String text) throws DialectException {
        if (!text.matches("[1-9][0-9]{0,8}")) {
            throw wrong("must be a tag, a number from 1 to 999999999, was " + text);
        }
        return Integer.parseInt(text);
    }

    /** The members of a list; a single value counts as a list of one. */
    List<YamlNode> list() throws DialectException {
        if (!(node instanceof SequenceNode sequence)) {
            return List.of(this);
        }
        List<YamlNode> members = new ArrayList<>();
        for (Node member : sequence.getValue()) {
            members.add(new YamlNode(file, path, member));
        }
        return members;
    }

    List<String> texts() throws DialectException {
        List<String> texts = new ArrayList<>();
        for (YamlNode member : list()) {
            texts.add(member.text());
        }
        return texts;
    }

    List<Integer> tags() throws DialectException {
        List<Integer> tags = new ArrayList<>();
        for (YamlNode member : list()) {
            tags.add(member.tag());
        }
        return tags;
    }

    /** By key, in the file's order. */
    Map<String, YamlNode> map() throws DialectException {
        if (!(node instanceof MappingNode mapping)) {
            throw wrong("must be keys with values");
        }
        Map<String, YamlNode> entries = new LinkedHashMap<>();
        for (NodeTuple entry : mapping.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                throw new YamlNode(file, path, entry.getKeyNode()).wrong("a key must be a single value");
            }
            String name = key.getValue();
            YamlNode value = new YamlNode(file, path.isEmpty() ? name : path + "." + name, entry.getValueNode());
            if (entries.put(name, value) != null) {
                throw value.wrong("stands twice");
            }
        }
        return entries;
    }

    /** As {@link #map()}, of keys that are all known. */
    Map<String, YamlNode> map(Set<String> known) throws DialectException {
        Map<String, YamlNode> entries = map();
        for (Map.Entry<String, YamlNode> entry : entries.entrySet()) {
            if (!known.contains(entry.getKey())) {
                throw entry.getValue().wrong("there is no such key, known are " + String.join(", ", known.stream().sorted().toList()));
            }
        }
        return entries;
    }

    /** As {@link #map()}, of tags. */
    Map<Integer, YamlNode> byTag() throws DialectException {
        Map<Integer, YamlNode> entries = new LinkedHashMap<>();
        for (Map.Entry<String, YamlNode> entry : map().entrySet()) {
            entries.put(entry.getValue().tag(entry.getKey()), entry.getValue());
        }
        return entries;
    }

    /** As {@link #map()}, of texts. */
    Map<String, String> textByText() throws DialectException {
        Map<String, String> entries = new LinkedHashMap<>();
        for (Map.Entry<String, YamlNode> entry : map().entrySet()) {
            entries.put(entry.getKey(), entry.getValue().text());
        }
        return entries;
    }

    static @Nullable String textOrNull(@Nullable YamlNode node) throws DialectException {
        return node == null ? null : node.text();
    }

    static List<Integer> tagsOf(@Nullable YamlNode node) throws DialectException {
        return node == null ? List.of() : node.tags();
    }
}

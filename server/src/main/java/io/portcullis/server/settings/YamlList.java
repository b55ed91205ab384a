package io.portcullis.server.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

/** A list in YAML of entries that have single values by name, all of them texts: no {@code no} becomes a boolean and no {@code 010} an eight. What is wrong is named with its line. */
final class YamlList {

    /** What needs no quotes, whichever version of YAML somebody reads it by. */
    private static final String PLAIN = "[A-Za-z][A-Za-z0-9=*._-]*( [A-Za-z0-9=*._-]+)*|\\d+(\\.\\d+)?";

    /** @param texts by name, without those that are empty */
    record Entry(String file, int line, Map<String, String> texts) {

        SettingsException wrong(String what) {
            return YamlList.wrong(file, line, what);
        }
    }

    private YamlList() {
    }

    /**
     * @param file by which it is called where something in it is wrong
     * @param names that entries may have
     * @throws SettingsException naming the line and what is wrong with it
     */
    static List<Entry> read(String file, String text, List<String> names) {
        Node root = compose(file, text);
        if (!(root instanceof SequenceNode list)) {
            throw wrong(file, line(root), "must be a list of entries, each with - before it");
        }
        List<Entry> entries = new ArrayList<>();
        for (Node node : list.getValue()) {
            entries.add(entry(file, node, names));
        }
        return entries;
    }

    private static Node compose(String file, String text) {
        try {
            return new Compose(LoadSettings.builder().setLabel(file).setUseMarks(true).build()).composeString(text)
                    .orElseThrow(() -> wrong(file, 1, "the file is empty"));
        } catch (MarkedYamlEngineException e) {
            throw wrong(file, e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1), "is not YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            throw new SettingsException(file + ": is not YAML: " + e.getMessage());
        }
    }

    private static Entry entry(String file, Node node, List<String> names) {
        if (!(node instanceof MappingNode mapping)) {
            throw wrong(file, line(node), "must be names with values, " + String.join(", ", names));
        }
        Map<String, String> texts = new LinkedHashMap<>();
        for (NodeTuple pair : mapping.getValue()) {
            if (!(pair.getKeyNode() instanceof ScalarNode key) || !names.contains(key.getValue())) {
                String named = pair.getKeyNode() instanceof ScalarNode key ? key.getValue() : "this";
                throw wrong(file, line(pair.getKeyNode()), "there is no " + named + ", but " + String.join(", ", names));
            }
            if (!(pair.getValueNode() instanceof ScalarNode value)) {
                throw wrong(file, line(pair.getValueNode()), key.getValue() + " must be a single value");
            }
            if (texts.put(key.getValue(), value.getValue().strip()) != null) {
                throw wrong(file, line(key), key.getValue() + " stands twice");
            }
        }
        texts.values().removeIf(String::isEmpty);
        return new Entry(file, line(node), texts);
    }

    private static int line(Node node) {
        return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }

    private static SettingsException wrong(String file, int line, String what) {
        return new SettingsException(file + ": line " + line + ": " + what);
    }

    /** @param rows their texts in the order of the names; what is empty is left out */
    static String text(List<String> names, List<List<String>> rows) {
        if (rows.isEmpty()) {
            return "[]\n";
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            String before = "- ";
            for (int i = 0; i < row.size(); i++) {
                if (!row.get(i).isEmpty()) {
                    text.append(before).append(names.get(i)).append(": ").append(quoted(row.get(i))).append('\n');
                    before = "  ";
                }
            }
        }
        return text.toString();
    }

    private static String quoted(String text) {
        return text.matches(PLAIN) ? text : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}

package io.portcullis.admin;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A strict reader of Prometheus' text format 0.0.4: whatever a server might stumble over is an error here. */
final class PrometheusText {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{([^{}]*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("\\G([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\n]|\\\\[\\\\\"n])*)\"(?:,|$)");
    private static final Set<String> TYPES = Set.of("counter", "gauge", "summary", "histogram", "untyped");

    /** The samples, by name and labels. */
    final Map<String, Double> samples = new LinkedHashMap<>();
    /** What each metric says, by its name. */
    final Map<String, String> helps = new LinkedHashMap<>();
    final Map<String, String> types = new LinkedHashMap<>();
    private String current = "";

    static PrometheusText of(String text) {
        require(text.endsWith("\n"), "the last line has no end");
        PrometheusText read = new PrometheusText();
        text.lines().forEach(read::line);
        require(read.types.keySet().equals(read.helps.keySet()), "not every metric has both a type and a help");
        return read;
    }

    private void line(String line) {
        if (line.startsWith("# HELP ")) {
            String[] parts = line.split(" ", 4);
            require(NAME.matcher(parts[2]).matches() && parts.length == 4 && !parts[3].isBlank(), line);
            require(helps.put(parts[2], parts[3]) == null, "a second help: " + line);
            current = parts[2];
        } else if (line.startsWith("# TYPE ")) {
            String[] parts = line.split(" ");
            require(parts.length == 4 && parts[2].equals(current) && TYPES.contains(parts[3]), line);
            require(types.put(parts[2], parts[3]) == null, "a second type: " + line);
        } else {
            sample(line);
        }
    }

    private void sample(String line) {
        Matcher sample = SAMPLE.matcher(line);
        require(sample.matches(), line);
        String name = sample.group(1);
        String type = types.getOrDefault(current, "");
        require(name.equals(current) || (type.equals("summary") && (name.equals(current + "_count") || name.equals(current + "_sum"))),
                "not of " + current + ": " + line);
        require(!type.equals("counter") || name.endsWith("_total"), "a counter ends with _total: " + line);
        Set<String> labels = new HashSet<>();
        String all = sample.group(2) == null ? "" : sample.group(2);
        Matcher label = LABEL.matcher(all);
        int end = 0;
        while (end < all.length()) {
            require(label.find() && labels.add(label.group(1)), line);
            end = label.end();
        }
        double value = Double.parseDouble(sample.group(3).replace("+Inf", "Infinity"));
        require(!type.equals("counter") || value >= 0, line);
        require(samples.put(line.substring(0, line.lastIndexOf(' ')), value) == null, "a second time: " + line);
    }

    private static void require(boolean is, String what) {
        if (!is) {
            throw new AssertionError(what);
        }
    }
}

package io.portcullis.server.hub;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is different between two texts of a section, for people. */
final class SettingsDifference {

    private SettingsDifference() {
    }

    /** Such as {@code port 9892 -> 9894, tls-trusted ca.pem taken out}. */
    static String of(String before, String after) {
        Map<String, String> old = values(before);
        List<String> differences = new ArrayList<>();
        values(after).forEach((key, value) -> {
            String was = old.remove(key);
            if (was == null) {
                differences.add(key + " " + value);
            } else if (!was.equals(value)) {
                differences.add(key + " " + was + " -> " + value);
            }
        });
        old.forEach((key, value) -> differences.add(key + " " + value + " taken out"));
        return String.join(", ", differences);
    }

    /** Of a venue's further sessions with the name of their section before the key. */
    private static Map<String, String> values(String sections) {
        Map<String, String> values = new LinkedHashMap<>();
        String of = "";
        boolean isFirst = true;
        for (String line : sections.lines().map(String::strip).toList()) {
            int equals = line.indexOf('=');
            if (line.startsWith("[")) {
                of = isFirst ? "" : line + " ";
                isFirst = false;
            } else if (!line.startsWith("#") && !line.startsWith(";") && equals >= 0) {
                values.put(of + line.substring(0, equals).strip(), line.substring(equals + 1).strip());
            }
        }
        return values;
    }
}

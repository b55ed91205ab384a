package io.portcullis.server.settings;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.configuration2.INIConfiguration;
import org.apache.commons.configuration2.SubnodeConfiguration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.jspecify.annotations.Nullable;

/** One file of the installation, in sections of keys and values as QuickFIX has them. Remembers which keys were asked for: the others are errors. */
public final class SettingsFile {

    static final Pattern SECTION = Pattern.compile("\\s*\\[(.*?)].*");

    private final String name;
    private final Map<String, Map<String, String>> sections = new LinkedHashMap<>();
    private final Map<String, Set<String>> asked = new TreeMap<>();
    private final Overrides overrides;
    private final String pathPrefix;
    private final Path directory;

    /**
     * @param pathPrefix what stands before {@code section.key} in the name of an override; empty for the main file
     * @throws SettingsException if the file is missing or is not of sections, keys and values
     */
    public SettingsFile(Path file, String pathPrefix, Overrides overrides) {
        this(file, Path.of(file.toString()).resolveSibling(""), pathPrefix, overrides);
    }

    /** What was copied elsewhere. @param directory where it was: the files that it names are beside it */
    static SettingsFile copyOf(Path file, Path directory, String pathPrefix, Overrides overrides) {
        return new SettingsFile(file, directory, pathPrefix, overrides);
    }

    private SettingsFile(Path file, Path directory, String pathPrefix, Overrides overrides) {
        this.name = file.toString();
        this.directory = directory;
        this.pathPrefix = pathPrefix;
        this.overrides = overrides;
        String text = SettingsText.of(file);
        requireEachSectionOnce(text);
        INIConfiguration ini = new INIConfiguration();
        try {
            ini.read(new StringReader(text));
        } catch (IOException | ConfigurationException e) {
            throw new SettingsException(name + ": " + e.getMessage());
        }
        for (String section : ini.getSections()) {
            read(section, ini);
        }
    }

    /** Two sections of one name would be taken for one, and what was meant for another account or session would be this one's. */
    private void requireEachSectionOnce(String text) {
        Map<String, Integer> lines = new HashMap<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            Matcher matcher = SECTION.matcher(line);
            Integer before = matcher.matches() ? lines.put(matcher.group(1), number) : null;
            if (before != null) {
                throw new SettingsException(name + ": [" + matcher.group(1) + "] stands twice, in line " + before + " and in line " + number);
            }
        }
    }

    private void read(String section, INIConfiguration ini) {
        if (section == null) {
            throw new SettingsException(name + ": a key stands before the first [section]");
        }
        SubnodeConfiguration content = ini.getSection(section);
        Map<String, String> values = new LinkedHashMap<>();
        for (Iterator<String> keys = content.getKeys(); keys.hasNext();) {
            String key = keys.next();
            List<Object> given = content.getList(key);
            String plain = key.replace("..", ".");
            if (given.size() > 1) {
                throw new SettingsException(name + ": [" + section + "] " + plain + " stands " + given.size() + " times");
            }
            values.put(plain, String.valueOf(given.get(0)).strip());
        }
        sections.put(section, values);
    }

    public String name() {
        return name;
    }

    /** In the order of the file. */
    public List<String> sections() {
        return new ArrayList<>(sections.keySet());
    }

    /** A section that need not stand in the file: its keys then have their defaults. */
    public Section section(String section) {
        return section(section, null);
    }

    /** Likewise. @param inherited says what this one does not; null for none */
    Section section(String section, @Nullable Section inherited) {
        return new Section(this, section, sections.getOrDefault(section, Map.of()), asked.computeIfAbsent(section, s -> new LinkedHashSet<>()), overrides,
                pathPrefix.isEmpty() ? section : pathPrefix + "." + section, inherited);
    }

    /** Of a file that this one names. */
    Path beside(String other) {
        return directory.resolve(other);
    }

    /** To be called when all has been read. @throws SettingsException naming the first section or key that nobody asked for */
    public void checkAllKnown() {
        sections.forEach((section, values) -> {
            Set<String> known = asked.get(section);
            if (known == null) {
                throw new SettingsException(name + ": [" + section + "] is no known section" + Nearest.hint(section, asked.keySet()));
            }
            for (String key : values.keySet()) {
                if (!known.contains(key)) {
                    throw new SettingsException(name + ": [" + section + "] " + key + " is no known key" + Nearest.hint(key, new HashSet<>(known)));
                }
            }
        });
    }
}

package io.portcullis.server.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What venues of one kind have in common: a file {@code venue-profiles/NAME.ini} with a single section {@code [venue]}, whose keys are those of a section of {@code venues.ini}. A section that names it has all that it
 * does not say itself from there.
 */
final class VenueProfile {

    static final String KEY = "profile";
    private static final String DIRECTORY = "venue-profiles";
    private static final String SECTION = "venue";
    private static final String ENDING = ".ini";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    private final SettingsFile file;

    private VenueProfile(SettingsFile file) {
        this.file = file;
    }

    /**
     * The one that a venue's section names.
     *
     * @param conf the directory with the profiles' directory
     * @return null if it names none
     * @throws SettingsException naming section and file, and the profiles that there are, if there is no such file; or the file, if it has other sections
     */
    static @Nullable VenueProfile of(Section venue, Path conf) {
        String name = venue.textOrNull("profile");
        if (name == null) {
            return null;
        }
        Path path = conf.resolve(DIRECTORY).resolve(name + ENDING);
        if (!NAME.matcher(name).matches() || !Files.exists(path)) {
            throw venue.mistake(KEY + " = " + name + ": there is no " + DIRECTORY + "/" + name + ENDING + ", there are " + names(conf));
        }
        SettingsFile file = SettingsFile.copyOf(path, conf, DIRECTORY, new Overrides(Map.of(), Map.of()));
        if (!file.sections().equals(List.of(SECTION))) {
            throw new SettingsException(file.name() + ": must have one section, [" + SECTION + "], has " + file.sections());
        }
        return new VenueProfile(file);
    }

    private static Set<String> names(Path conf) {
        Path directory = conf.resolve(DIRECTORY);
        if (!Files.isDirectory(directory)) {
            return Set.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(each -> each.getFileName().toString()).filter(each -> each.endsWith(ENDING))
                    .map(each -> each.substring(0, each.length() - ENDING.length()))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new SettingsException(directory + ": " + e.getMessage());
        }
    }

    /** Its keys, for the venue's section to inherit from. */
    Section section() {
        return file.section(SECTION);
    }

    /** To be called when the venue is read. @throws SettingsException naming the first key that no venue has */
    void checkAllKnown() {
        file.checkAllKnown();
    }

    /** A venue's section as it would stand in {@code venues.ini} without the profile: whoever reads it later need not have the file as it is now. */
    static String whole(String text, Map<String, String> profile, Map<String, String> own) {
        StringBuilder whole = new StringBuilder();
        for (String line : text.lines().toList()) {
            if (SettingsFile.SECTION.matcher(line).matches() && whole.indexOf("[") < 0) {
                whole.append(line).append('\n');
                profile.forEach((key, value) -> {
                    if (!own.containsKey(key)) {
                        whole.append(key).append(" = ").append(value).append('\n');
                    }
                });
            } else if (!line.strip().matches(KEY + "\\s*[=:].*")) {
                whole.append(line).append('\n');
            }
        }
        return whole.toString();
    }
}

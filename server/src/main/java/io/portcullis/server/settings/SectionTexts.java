package io.portcullis.server.settings;

import io.portcullis.oms.types.VenueId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;

/** The sections of a settings file as they were written, comments between them included. */
final class SectionTexts {

    private SectionTexts() {
    }

    /** By name, each from its header to its last line. */
    static Map<VenueId, String> of(String text) {
        Map<VenueId, String> sections = new LinkedHashMap<>();
        VenueId section = null;
        for (String line : text.lines().toList()) {
            Matcher header = SettingsFile.SECTION.matcher(line);
            if (header.matches()) {
                section = new VenueId(header.group(1).strip());
            }
            if (section != null) {
                sections.merge(section, line + "\n", String::concat);
            }
        }
        return sections;
    }
}

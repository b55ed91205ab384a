package io.portcullis.server.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** {@code client-sessions.ini}: the sessions that it names, and the patterns that sessions are made by. */
public record SessionsFile(List<SessionEntry> sessions, List<SessionTemplate> templates) {

    /** What the sessions and the patterns say, of the patterns with their own name. */
    Stream<SessionEntry> all() {
        return Stream.concat(sessions.stream(), templates.stream().map(SessionTemplate::common));
    }

    /**
     * As the file is now.
     *
     * @param accounts that there are
     * @throws SettingsException if anything of it is missing, wrong or unknown
     */
    static SessionsFile read(Path directory, Overrides overrides, String hubCompId, Set<String> accounts) {
        SettingsFile file = new SettingsFile(directory.resolve("client-sessions.ini"), "client-sessions", overrides);
        List<SessionEntry> sessions = new ArrayList<>();
        List<SessionTemplate> templates = new ArrayList<>();
        for (String name : file.sections()) {
            Section section = file.section(name);
            SessionEntry entry = SessionEntry.read(section, hubCompId, accounts);
            if (SessionTemplate.is(section)) {
                templates.add(SessionTemplate.read(section, entry));
            } else {
                sessions.add(entry);
            }
        }
        file.checkAllKnown();
        return new SessionsFile(List.copyOf(sessions), List.copyOf(templates));
    }
}

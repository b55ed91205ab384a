package io.portcullis.fix.sessions.engine;

import io.portcullis.fix.dictionaries.FixVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * One case of {@code session-cases/*.txt}: a title, who opens the session and in which versions of FIX, and what happens step by step. The format is described in
 * {@code session-cases/README.txt}.
 */
record SessionCase(String file, String title, FixSessionSettings.Role role, FixVersion version, List<Step> steps) {

    /** @param what its first word @param rest all behind it */
    record Step(int line, String what, String rest) {

        @Override
        public String toString() {
            return "line " + line + ": " + what + " " + rest;
        }
    }

    static Stream<SessionCase> all(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> scripts = files.filter(file -> file.toString().endsWith(".txt") && !file.endsWith("README.txt")).sorted().toList();
            List<SessionCase> cases = new ArrayList<>();
            for (Path script : scripts) {
                read(script, cases);
            }
            return cases.stream();
        }
    }

    private static void read(Path script, List<SessionCase> into) throws IOException {
        List<String> lines = Files.readAllLines(script);
        String title = "";
        String[] header = {};
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String[] words = line.split("\\s+", 2);
            switch (words[0]) {
                case "case" -> {
                    add(script, title, header, steps, into);
                    title = words[1];
                    steps = new ArrayList<>();
                }
                case "acceptor", "initiator" -> header = line.split("\\s+");
                default -> steps.add(new Step(i + 1, words[0], words.length < 2 ? "" : words[1]));
            }
        }
        add(script, title, header, steps, into);
    }

    private static void add(Path script, String title, String[] header, List<Step> steps, List<SessionCase> into) {
        if (title.isEmpty()) {
            return;
        }
        FixSessionSettings.Role role = FixSessionSettings.Role.valueOf(header[0].toUpperCase(java.util.Locale.ROOT));
        List<FixVersion> versions = header[1].equals("all") ? List.of(FixVersion.values())
                : Arrays.stream(header).skip(1).map(FixVersion::valueOf).toList();
        versions.forEach(version -> into.add(new SessionCase(script.getFileName().toString(), title, role, version, List.copyOf(steps))));
    }

    @Override
    public String toString() {
        return file + ": " + title + ", " + version;
    }
}

package io.portcullis.server.messagelog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A file of entries, and the one beside it that says where to look. */
record Segment(Path directory, long ordinal) {

    private static final Pattern NAME = Pattern.compile("messages-(\\d{10})\\.log");

    /** From the oldest to the newest; none if there is no such directory. */
    static List<Segment> in(Path directory) throws IOException {
        if (Files.notExists(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> NAME.matcher(file.getFileName().toString())).filter(Matcher::matches)
                    .map(name -> new Segment(directory, Long.parseLong(name.group(1)))).sorted(Comparator.comparingLong(Segment::ordinal)).toList();
        }
    }

    Path entries() {
        return directory.resolve("messages-%010d.log".formatted(ordinal));
    }

    Path index() {
        return directory.resolve("messages-%010d.index".formatted(ordinal));
    }

    /** Of both files. */
    long bytes() throws IOException {
        return sizeOf(entries()) + sizeOf(index());
    }

    private static long sizeOf(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    /** The index last: without entries it is found by nobody. */
    void delete() throws IOException {
        Files.deleteIfExists(entries());
        Files.deleteIfExists(index());
    }
}

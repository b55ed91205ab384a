package io.portcullis.server.eventlog;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The names of the files in a log's directory. Segments are numbered in the order in which they were prepared. */
final class SegmentFiles {

    private static final Pattern NAME = Pattern.compile("segment-(\\d{10})\\.log");
    private static final String UNFINISHED = ".preparing";

    private SegmentFiles() {
    }

    static Path file(Path directory, long ordinal) {
        return directory.resolve("segment-%010d.log".formatted(ordinal));
    }

    /** The name under which a segment is prepared: a file has its real name only when it is whole. */
    static Path unfinished(Path file) {
        return file.resolveSibling(file.getFileName() + UNFINISHED);
    }

    /** A segment by its number. */
    record Numbered(long ordinal, Path file) {
    }

    /** By ordinal. */
    static List<Numbered> list(Path directory) throws IOException {
        List<Numbered> segments = new ArrayList<>();
        for (Path file : files(directory)) {
            Matcher name = NAME.matcher(file.getFileName().toString());
            if (name.matches()) {
                segments.add(new Numbered(Long.parseLong(name.group(1)), file));
            }
        }
        return segments;
    }

    static void deleteUnfinished(Path directory) throws IOException {
        for (Path file : files(directory)) {
            if (file.getFileName().toString().endsWith(UNFINISHED)) {
                Files.delete(file);
            }
        }
    }

    /** After this, files that were created in it, renamed or deleted are so on the disk. */
    static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }
}

package io.portcullis.fix.sessions.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The segment files of one session: their names, and where new ones come from. */
final class SegmentFiles {

    private static final Logger LOG = LoggerFactory.getLogger(SegmentFiles.class);
    private static final String SUFFIX = ".messages";

    private final Path directory;
    private final SpareSegments spares;

    SegmentFiles(Path directory, SpareSegments spares) {
        this.directory = directory;
        this.spares = spares;
    }

    private Path path(long generation, long number) {
        return directory.resolve(generation + "-" + number + SUFFIX);
    }

    /** Numbers of the segments of that generation, ascending; the files of other generations are deleted. */
    List<Long> numbersOf(long generation) throws IOException {
        List<Long> numbers = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                int dash = name.indexOf('-');
                if (name.substring(0, dash).equals(Long.toString(generation))) {
                    numbers.add(Long.parseLong(name.substring(dash + 1, name.length() - SUFFIX.length())));
                } else {
                    Files.delete(file);
                }
            }
        }
        numbers.sort(null);
        return numbers;
    }

    Segment open(long generation, long number) throws IOException {
        return Segment.open(path(generation, number), number);
    }

    /** A new segment. @throws IOException if the disk is full */
    Segment create(long generation, long number) throws IOException {
        Path file = path(generation, number);
        spares.become(file);
        return Segment.open(file, number);
    }

    void deleteOtherGenerations(long generation) {
        try {
            numbersOf(generation);
        } catch (IOException e) {
            LOG.warn("old messages in {} can't be deleted; that is tried again at the next start", directory, e);
        }
    }

    /** Makes the names of new files durable. */
    void forceDirectory() throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}

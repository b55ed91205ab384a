package io.portcullis.fix.sessions.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The segment files of one session: their names, and where new ones come from. */
final class SegmentFiles {

    private static final Logger LOG = LoggerFactory.getLogger(SegmentFiles.class);
    private static final String SUFFIX = ".messages";
    private static final Pattern NAME = Pattern.compile("(\\d{1,18})-(\\d{1,9})" + Pattern.quote(SUFFIX));

    private final Path directory;
    private final SpareSegments spares;

    SegmentFiles(Path directory, SpareSegments spares) {
        this.directory = directory;
        this.spares = spares;
    }

    private Path path(long generation, long number) {
        return directory.resolve(generation + "-" + number + SUFFIX);
    }

    /** Numbers of the segments of that generation, ascending, perhaps not all of them; the files of other generations are deleted, and what isn't named as one is left. */
    List<Long> numbersOf(long generation) throws IOException {
        List<Long> numbers = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
            for (Path file : files) {
                Matcher name = NAME.matcher(file.getFileName().toString());
                if (name.matches()) {
                    if (Long.parseLong(name.group(1)) == generation) {
                        numbers.add(Long.parseLong(name.group(2)));
                    } else {
                        Files.delete(file);
                    }
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

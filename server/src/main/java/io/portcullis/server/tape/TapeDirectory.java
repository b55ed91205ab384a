package io.portcullis.server.tape;

import io.portcullis.venues.tape.TapeFormat;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where the tapes are, one file for each trading day. Any thread. */
public record TapeDirectory(Path path) {

    /** In an installation's data. */
    public static TapeDirectory in(Path data) {
        return new TapeDirectory(data.resolve("market-data"));
    }

    public Path of(LocalDate day) {
        return path.resolve(TapeFormat.fileName(day));
    }

    /** Of which there is a tape. Empty also if there is no directory. */
    public TreeSet<LocalDate> days() throws IOException {
        TreeSet<LocalDate> days = new TreeSet<>();
        if (Files.isDirectory(path)) {
            try (Stream<Path> files = Files.list(path)) {
                files.map(file -> TapeFormat.dayOf(file.getFileName().toString())).filter(Objects::nonNull).forEach(days::add);
            }
        }
        return days;
    }

    /** The first one after that day; null if there is none. */
    @Nullable
    LocalDate after(LocalDate day) throws IOException {
        return days().higher(day);
    }

    /** Deletes tapes that are older. */
    void deleteBefore(LocalDate day) throws IOException {
        if (!Files.isDirectory(path)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path, "*" + TapeFormat.SUFFIX)) {
            for (Path file : files) {
                LocalDate of = TapeFormat.dayOf(file.getFileName().toString());
                if (of != null && of.isBefore(day)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}

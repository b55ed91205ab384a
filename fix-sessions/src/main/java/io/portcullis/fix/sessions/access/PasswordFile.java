package io.portcullis.fix.sessions.access;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who has which password: a line {@code user:hash} each, in a file that only its owner may read. It is changed as a whole or not at all, also when the hub and a person at
 * the command line change it at the same time.
 */
public final class PasswordFile {

    private static final Set<PosixFilePermission> OF_THE_OWNER = EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final Path file;

    /** It need not exist yet. */
    public PasswordFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    /** The user's hash, as it is in the file now; empty if it has none. @throws IOException if the file can't be read, or if others may read it, too */
    public Optional<String> hashOf(String user) throws IOException {
        return lines().stream().filter(line -> line.startsWith(user + ":")).map(line -> line.substring(user.length() + 1)).findFirst();
    }

    private List<String> lines() throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        requireThatOnlyTheOwnerMayReadIt();
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8).stream().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
        for (int i = 0; i < lines.size(); i++) {
            if (!PasswordHash.isOne(lines.get(i).substring(lines.get(i).indexOf(':') + 1))) {
                throw new IOException(file + ": entry " + (i + 1) + " is not of a user, a colon and a hash of Argon2id; portcullis password writes such ones");
            }
        }
        return lines;
    }

    private void requireThatOnlyTheOwnerMayReadIt() throws IOException {
        if (isPosix(Files.getFileStore(file)) && !OF_THE_OWNER.containsAll(Files.getPosixFilePermissions(file))) {
            throw new IOException(file + " may be read by others than its owner (" + PosixFilePermissions.toString(Files.getPosixFilePermissions(file))
                    + "): chmod 600");
        }
    }

    private static boolean isPosix(FileStore store) {
        return store.supportsFileAttributeView(PosixFileAttributeView.class);
    }

    /**
     * From now on, and after a crash, the user has that hash.
     *
     * @param user without colon, control characters and blanks at its ends
     * @throws IOException if the file can't be written; it is then as it was
     */
    public synchronized void set(String user, String hash) throws IOException {
        if (user.isBlank() || !user.equals(user.strip()) || user.startsWith("#") || user.chars().anyMatch(c -> c == ':' || Character.isISOControl(c))) {
            throw new IllegalArgumentException("a user's name is a text without colon and control characters, was " + user);
        }
        Files.createDirectories(file.getParent());
        try (FileChannel lockFile = FileChannel.open(sibling(".lock"), forWriting(), onlyForTheOwner()); FileLock lock = lockFile.lock()) {
            List<String> lines = new ArrayList<>(lines());
            lines.removeIf(line -> line.startsWith(user + ":"));
            lines.add(user + ":" + hash);
            replaceBy(String.join("\n", lines) + "\n");
        }
    }

    private void replaceBy(String text) throws IOException {
        Path written = sibling(".new");
        Files.deleteIfExists(written);
        try (FileChannel to = FileChannel.open(written, forWriting(), onlyForTheOwner())) {
            to.write(StandardCharsets.UTF_8.encode(text));
            to.force(true);
        }
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Path sibling(String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }

    private static Set<StandardOpenOption> forWriting() {
        return EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private FileAttribute<?>[] onlyForTheOwner() throws IOException {
        return isPosix(Files.getFileStore(file.getParent())) ? new FileAttribute<?>[]{PosixFilePermissions.asFileAttribute(OF_THE_OWNER)}
                : new FileAttribute<?>[0];
    }

    @Override
    public String toString() {
        return file.toString();
    }
}

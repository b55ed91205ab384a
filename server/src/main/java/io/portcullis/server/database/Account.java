package io.portcullis.server.database;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * As whom PostgreSQL's programs run, which refuse to run as root. An ordinary user runs them himself. For root there are three ways, of which the first that works is
 * taken: a user namespace, in which root is nobody and still owns his files; where namespaces are blocked, as in most containers, the owner of the
 * directory, which is made over to {@code postgres} or {@code nobody} before; and the same with the right to pass through directories that are closed to
 * that account, such as root's home.
 *
 * @param by the words that stand before each command
 * @param version what {@code postgres} says that it is
 */
record Account(List<String> by, String version) {

    /** The shard's thread comes first: on a machine that is full, the database waits. */
    private static final List<String> NICE = List.of("nice", "-n", "10");
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(30);
    private static final String NO_GROUP = "65534";
    private static final String PASS_THROUGH = "-all,+dac_override";

    /** @throws IOException if the programs can be run by none */
    static Account of(Path directory, PostgresBinaries binaries) throws IOException {
        List<String> refusals = new ArrayList<>();
        Account found = PostgresBinaries.isWindows() ? probe(binaries, List.of(), refusals)
                : isRoot() ? ofRoot(directory, binaries, refusals) : probe(binaries, NICE, refusals);
        if (found == null) {
            throw new IOException("the embedded PostgreSQL in " + directory + " can't be run: " + String.join("; ", refusals));
        }
        return found;
    }

    private static boolean isRoot() {
        return new UnixSystem().getUid() == 0;
    }

    private static @Nullable Account ofRoot(Path directory, PostgresBinaries binaries, List<String> refusals) throws IOException {
        if (uid(directory) == 0) {
            Account inNamespace = probe(binaries, niced("unshare", "--user"), refusals);
            if (inNamespace != null) {
                return inNamespace;
            }
            makeOver(directory, ordinary(directory));
        }
        String owner = Integer.toString(uid(directory));
        List<String> asOwner = List.of("setpriv", "--reuid=" + owner, "--regid=" + NO_GROUP, "--clear-groups");
        Account plain = probe(binaries, niced(asOwner), refusals);
        return plain != null ? plain
                : probe(binaries, niced(asOwner, "--securebits=+no_setuid_fixup", "--inh-caps=" + PASS_THROUGH, "--ambient-caps=" + PASS_THROUGH,
                        "--bounding-set=" + PASS_THROUGH), refusals);
    }

    private static @Nullable Account probe(PostgresBinaries binaries, List<String> by, List<String> refusals) {
        List<String> command = Program.command(by, binaries.program("postgres"), "--version");
        try {
            Program probe = Program.run(PROBE_LIMIT, null, command);
            if (probe.succeeded()) {
                return new Account(by, probe.output());
            }
            refusals.add(String.join(" ", command) + ": " + probe.output());
        } catch (IOException e) {
            refusals.add(e.getMessage());
        }
        return null;
    }

    private static List<String> niced(String... words) {
        return niced(List.of(words));
    }

    private static List<String> niced(List<String> words, String... more) {
        return Stream.of(NICE, words, List.of(more)).flatMap(List::stream).toList();
    }

    private static int uid(Path file) throws IOException {
        return (Integer) Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }

    private static UserPrincipal ordinary(Path directory) throws IOException {
        for (String name : List.of("postgres", "nobody")) {
            try {
                return directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(name);
            } catch (UserPrincipalNotFoundException e) {
                continue; // the next one
            }
        }
        throw new IOException("there is neither a user postgres nor a user nobody for the embedded PostgreSQL to run as");
    }

    /** What root has written belongs to the account from now on. */
    private static void makeOver(Path directory, UserPrincipal owner) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            files.forEach(file -> setOwner(file, owner));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** For files that are made later: they are to belong to whom the directory belongs. */
    static void adopt(Path file) throws IOException {
        Path directory = file.getParent();
        if (!PostgresBinaries.isWindows() && directory != null && isRoot() && uid(directory) != 0) {
            Files.setOwner(file, Files.getOwner(directory));
        }
    }

    private static void setOwner(Path file, UserPrincipal owner) {
        try {
            Files.getFileAttributeView(file, java.nio.file.attribute.FileOwnerAttributeView.class, LinkOption.NOFOLLOW_LINKS).setOwner(owner);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

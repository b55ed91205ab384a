package io.portcullis.server.database;

import io.portcullis.server.os.Urgency;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL of our own: its programs come from a jar, and everything that it writes is in one directory that is kept between runs. It listens on 127.0.0.1 only
 * and wants a password, which is made at the first start and kept in a file that only its owner may read.
 * <p>
 * A server that was left running, because the process that had started it was killed, is stopped and started anew: so it always runs with this release's programs and
 * settings. Any thread may call.
 */
public final class LocalPostgres implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LocalPostgres.class);
    private static final String NAME = "portcullis";
    private static final String LOOPBACK = "127.0.0.1";
    private static final Duration START_LIMIT = Duration.ofMinutes(5);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);
    private static final Duration INIT_LIMIT = Duration.ofMinutes(5);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(500);
    private static final int ATTEMPTS = 10;
    private static final int PASSWORD_BYTES = 24;

    /** Nothing that was committed is lost, whatever is killed or loses power. Then: quiet, small, and no telling the time by the machine's zone. */
    private static final List<String> SETTINGS = List.of("fsync=on", "synchronous_commit=on", "full_page_writes=on", "listen_addresses=" + LOOPBACK,
            "unix_socket_directories=", "password_encryption=scram-sha-256", "max_connections=30", "max_parallel_workers_per_gather=0",
            "autovacuum_max_workers=1", "io_method=sync", "jit=off", "checkpoint_timeout=15min", "timezone=UTC", "log_timezone=UTC");

    private final Path directory;
    private final Path cluster;
    private final FileChannel lock;
    private final PostgresBinaries binaries;
    private final Account account;
    private final String password;
    private int port;
    private boolean isClosed;

    private LocalPostgres(Path directory, FileChannel lock, int port) throws IOException {
        this.directory = directory;
        this.cluster = directory.resolve("cluster");
        this.lock = lock;
        this.port = port;
        this.binaries = PostgresBinaries.unpackedIn(directory);
        this.account = Account.of(directory, binaries);
        this.password = password();
    }

    /**
     * Starts it, and makes it before if there is none in that directory.
     *
     * @param port 0 for a free one
     * @throws IOException if it can't be started, or another process has that directory
     */
    public static LocalPostgres start(Path directory, int port) throws IOException {
        long before = System.nanoTime();
        Path absolute = Files.createDirectories(directory).toRealPath();
        FileChannel lock = lock(absolute);
        try {
            LocalPostgres postgres = new LocalPostgres(absolute, lock, port);
            postgres.begin(before);
            return postgres;
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** Without it two of us would stop each other's server. It goes with the process, however that ends. */
    private static FileChannel lock(Path directory) throws IOException {
        FileChannel channel = FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new IOException("the database in " + directory + " is used by this process already", e);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        throw new IOException("the database in " + directory + " is used by another process");
    }

    private void begin(long before) throws IOException {
        boolean isFirst = Files.notExists(cluster);
        if (isFirst) {
            create();
        }
        requireSameVersion();
        Optional<Postmaster> left = Postmaster.of(cluster);
        if (left.isPresent() && left.get().isServer()) {
            LOG.info("the database in {} was left running as process {}: it is started anew", directory, left.get().process().pid());
            stop();
        }
        launch();
        LOG.info("{} {} in {} ms, on {}:{}, with its data in {}", account.version(), isFirst ? "made and started" : "started",
                Duration.ofNanos(System.nanoTime() - before).toMillis(), LOOPBACK, port, directory);
    }

    public String url() {
        return "jdbc:postgresql://" + LOOPBACK + ":" + port() + "/" + NAME;
    }

    public String user() {
        return NAME;
    }

    /** Kept in the file {@code password} of the directory. */
    public String secret() {
        return password;
    }

    public synchronized int port() {
        return port;
    }

    /** The process; empty if the server is down. */
    public Optional<ProcessHandle> process() throws IOException {
        Optional<Postmaster> named = Postmaster.of(cluster);
        return named.isPresent() && named.get().isServer() ? Optional.of(named.get().process()) : Optional.empty();
    }

    /**
     * Starts it again, at the same port, if something has ended it.
     *
     * @return whether that was needed
     */
    public synchronized boolean restartIfDown() throws IOException {
        if (isClosed || process().isPresent()) {
            return false;
        }
        launch();
        LOG.warn("the database in {} was down and has been started again", directory);
        return true;
    }

    /** Stops it, waiting for what is being written. What is connected to it is disconnected. */
    @Override
    public synchronized void close() throws IOException {
        if (isClosed) {
            return;
        }
        isClosed = true;
        try {
            if (process().isPresent()) {
                stop();
            }
        } finally {
            lock.close();
        }
    }

    private String password() throws IOException {
        Path file = directory.resolve("password");
        if (Files.notExists(file)) {
            byte[] random = new byte[PASSWORD_BYTES];
            new SecureRandom().nextBytes(random);
            FileAttribute<?>[] onlyOwner = PostgresBinaries.isWindows() ? new FileAttribute<?>[0]
                    : new FileAttribute<?>[]{PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))};
            Path unfinished = directory.resolve("password.new");
            Files.deleteIfExists(unfinished);
            Files.createFile(unfinished, onlyOwner);
            Files.writeString(unfinished, Base64.getUrlEncoder().encodeToString(random));
            Account.adopt(unfinished);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return Files.readString(file).strip();
    }

    /** Under another name until it is complete: a kill on the way leaves nothing that could be taken for a database. */
    private void create() throws IOException {
        Path unfinished = directory.resolve("cluster.new");
        PostgresBinaries.deleteTree(unfinished);
        Files.createDirectory(unfinished);
        Account.adopt(unfinished);
        Account.adopt(Files.createDirectories(directory.resolve("log")));
        require(Program.run(INIT_LIMIT, null,
                command("initdb", "--pgdata=" + unfinished, "--username=" + NAME, "--pwfile=" + directory.resolve("password"), "--auth=scram-sha-256",
                        "--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions")),
                "initdb");
        require(Program.run(INIT_LIMIT, "create database " + NAME + ";\n", command("postgres", "--single", "-D", unfinished.toString(), "postgres")),
                "create database");
        Files.move(unfinished, cluster, StandardCopyOption.ATOMIC_MOVE);
    }

    private void requireSameVersion() throws IOException {
        String written = Files.readString(cluster.resolve("PG_VERSION")).strip();
        if (!account.version().matches(".*\\b" + written + "\\..*")) {
            throw new IOException("the database in " + directory + " was written by PostgreSQL " + written + ", this release brings " + account.version()
                    + ": move the directory away, and the projection is written anew from the event log; or take the data over with pg_upgrade");
        }
    }

    private void launch() throws IOException {
        boolean takesAnyPort = port == 0;
        for (int attempt = 1;; attempt++) {
            clearForeignPid();
            if (takesAnyPort) {
                port = freePort();
            }
            Path log = freshLog();
            Program start = Program.run(START_LIMIT.plusSeconds(10), null, command("pg_ctl", "start", "--wait", "--timeout=" + START_LIMIT.toSeconds(),
                    "--pgdata=" + cluster, "--log=" + log, "--options=" + options()));
            if (start.succeeded()) {
                process().ifPresent(server -> Urgency.processForLater(server.pid()));
                return;
            }
            String said = start.output() + "\n" + (Files.exists(log) ? Files.readString(log).strip() : "");
            if (attempt == ATTEMPTS || !isPassing(said, takesAnyPort)) {
                throw new IOException("the database in " + directory + " could not be started at port " + port + ": " + said);
            }
            LockSupport.parkNanos(BETWEEN_ATTEMPTS.toNanos());
        }
    }

    /** What the server has to say in this run; what it said in the run before stays beside it. */
    private Path freshLog() throws IOException {
        Path log = directory.resolve("log").resolve("postgresql.log");
        if (Files.exists(log)) {
            Files.move(log, log.resolveSibling("postgresql.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        return log;
    }

    /** Another program took the port in the same moment, or processes of a server that was killed have not ended yet. */
    private static boolean isPassing(String said, boolean takesAnyPort) {
        return takesAnyPort && said.contains("could not create any TCP/IP sockets") || said.contains("is still in use");
    }

    private void clearForeignPid() throws IOException {
        Optional<Postmaster> named = Postmaster.of(cluster);
        if (named.isPresent() && named.get().isForeign()) {
            Files.delete(named.get().file());
        }
    }

    private String options() {
        StringBuilder options = new StringBuilder("-p ").append(port);
        for (String setting : SETTINGS) {
            options.append(" -c ").append(setting);
        }
        return options.toString();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
            return socket.getLocalPort();
        }
    }

    private void stop() throws IOException {
        Program fast = Program.run(STOP_LIMIT.plusSeconds(10), null, stopCommand("fast"));
        if (!fast.succeeded() && process().isPresent()) {
            LOG.warn("the database in {} did not stop in {} s and is cut off; it recovers at its next start: {}", directory, STOP_LIMIT.toSeconds(),
                    fast.output());
            require(Program.run(STOP_LIMIT.plusSeconds(10), null, stopCommand("immediate")), "pg_ctl stop");
        }
    }

    private List<String> stopCommand(String mode) {
        return command("pg_ctl", "stop", "--wait", "--timeout=" + STOP_LIMIT.toSeconds(), "--pgdata=" + cluster, "--mode=" + mode);
    }

    private List<String> command(String program, String... arguments) {
        return Program.command(account.by(), binaries.program(program), arguments);
    }

    private void require(Program program, String name) throws IOException {
        if (!program.succeeded()) {
            throw new IOException(name + " failed for the database in " + directory + ": " + program.output());
        }
    }
}

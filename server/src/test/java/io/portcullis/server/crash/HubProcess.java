package io.portcullis.server.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The hub in a Java machine of its own, started by its own command line and killed as {@code kill -9} does. */
final class HubProcess implements AutoCloseable {

    private static final Duration LONGEST_STOP = Duration.ofSeconds(30);

    private static final Duration LONGEST_TRAINING = Duration.ofMinutes(2);

    private final HubProgram program;
    private final Path directory;
    private @Nullable Process process;

    /** @param directory gets the installation's files, the hub's data and its output */
    HubProcess(HubProgram program, Path directory, String durability, int fixPort, int litPort, int darkPort) throws IOException {
        this.program = program;
        this.directory = directory;
        Files.createDirectories(conf());
        // a day that begins half a day from now does not begin during the test
        int begins = LocalTime.now(ZoneOffset.UTC).plusHours(12).getHour();
        String tradingDay = "Mon-Sun %02d:00-%02d:00 UTC".formatted(begins, begins);
        write("portcullis.ini", """
                [hub]
                name = crash
                comp-id = HUB
                data-directory = %s
                trading-day = %s
                [log]
                durability = %s
                segment-size = 1MB
                keep-free = 1MB
                snapshot-every = 1000
                [fix]
                port = %d
                store-segment-size = 256KB
                store-prepared-size = 4MB
                [orders]
                answer-within = 1s
                [routing]
                dark-percent = 40
                dark-from = 300
                [database]
                on = no
                [console]
                port = 0
                """.formatted(data(), tradingDay, durability, fixPort));
        write("client-sessions.ini", """
                [CLIENT1]
                version = FIX.4.4
                account = ACME
                [CLIENT2]
                version = FIX.4.2
                account = GLOBEX
                [COMPLIANCE]
                role = drop-copy
                version = FIX.4.4
                """);
        // the dark venue's orders are never sent again blindly but asked about, the lit one's are
        write("venues.ini", """
                [LIT1]
                version = FIX.4.4
                port = %d
                market-data = no
                reconnect = 100ms
                [DARK1]
                kind = dark
                version = FIX.4.2
                port = %d
                reconnect = 100ms
                resend-within = 0s
                """.formatted(litPort, darkPort));
        write("accounts.ini", """
                [ACME]
                currency = USD
                [GLOBEX]
                currency = USD
                """);
        write("instruments.csv", """
                symbol,isin,mic,currency,lot,ticks,reference-price
                AAPL,US0378331005,XNAS,USD,1,0:0.0001 1:0.01,231.50
                IBM,US4592001014,XNYS,USD,1,0:0.0001 1:0.01,208.95
                KO,US1912161007,XNYS,USD,1,0:0.0001 1:0.01,62.40
                """);
    }

    /** Settings that stand in one of its files, replaced. */
    void set(String name, String text, String by) throws IOException {
        String before = Files.readString(conf().resolve(name));
        if (!before.contains(text)) {
            throw new IllegalArgumentException(name + " has no " + text);
        }
        write(name, before.replace(text, by));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(conf().resolve(name), text);
    }

    Path conf() {
        return directory.resolve("conf");
    }

    /** How many events of that name its order log tells, with these words in the line. */
    long events(String name, String... words) throws IOException {
        Path lines = data().resolve("logs/orders.log");
        return Files.exists(lines)
                ? Files.readString(lines).lines().filter(line -> line.contains(" " + name + " ") && Stream.of(words).allMatch(line::contains)).count()
                : 0;
    }

    Path data() {
        return directory.resolve("data");
    }

    /** @param options behind those that name its files */
    void start(String... options) throws IOException {
        List<String> command = new ArrayList<>(program.start(conf()));
        command.addAll(List.of(options));
        run(command);
    }

    /** Starts it and waits until it takes orders. */
    void startAndWait(String... options) throws IOException, InterruptedException {
        Files.deleteIfExists(output());
        start(options);
        awaitUp();
    }

    /** Starts it in the expectation that it refuses. @return what it said; fails if it does start */
    String startRefused(String... options) throws IOException, InterruptedException {
        Files.deleteIfExists(output());
        start(options);
        Process started = process;
        if (started == null || !started.waitFor(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("the hub was to refuse the start, and did not: " + lastWords());
        }
        if (started.exitValue() != 1) {
            throw new AssertionError("exit code " + started.exitValue() + ": " + lastWords());
        }
        return lastWords();
    }

    private void run(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(output().toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("PORTCULLIS_")); // whoever runs the test may have settings of his own
        process = builder.start();
    }

    private Path output() {
        return directory.resolve("hub.txt");
    }

    /** Starts and stops once, in order to start quicker from then on. */
    void train() throws IOException, InterruptedException {
        run(program.train(conf()));
        awaitUp();
        stop(LONGEST_TRAINING);
    }

    private void awaitUp() throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST_TRAINING.toNanos();
        while (!lastWords().contains("Ctrl-C stops it")) {
            if (!isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException("the hub does not start: " + lastWords());
            }
            Thread.sleep(20);
        }
    }

    long pid() {
        return process == null ? 0 : process.pid();
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** No warning, no last word. */
    void kill() throws InterruptedException {
        if (process != null) {
            process.toHandle().destroyForcibly();
            process.waitFor();
        }
    }

    /** No warning to its embedded PostgreSQL either. @return how many servers were there */
    long killDatabase() throws IOException {
        long killed = 0;
        try (Stream<Path> files = Files.walk(data())) {
            for (Path file : files.filter(each -> each.endsWith("postmaster.pid")).toList()) {
                List<String> lines = Files.readAllLines(file);
                if (lines.size() > 1) { // else it is being written: it is starting
                    killed += ProcessHandle.of(Long.parseLong(lines.getFirst().strip())).filter(ProcessHandle::destroyForcibly).stream().count();
                }
            }
        } catch (UncheckedIOException e) {
            return 0; // a file has gone while one looked: it is starting
        }
        return killed;
    }

    /** As Ctrl-C does. */
    void stop() throws InterruptedException {
        stop(LONGEST_STOP);
    }

    private void stop(Duration longest) throws InterruptedException {
        if (process != null) {
            process.toHandle().destroy();
            if (!process.waitFor(longest.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("the hub does not stop: " + lastWords());
            }
        }
    }

    /** The end of what it printed. */
    String lastWords() {
        try {
            List<String> lines = Files.readAllLines(output());
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
        } catch (IOException e) {
            return "its output can't be read: " + e;
        }
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }

    /** Ports that nobody listens on just now. */
    static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        }
    }
}

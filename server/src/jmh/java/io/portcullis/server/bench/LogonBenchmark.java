package io.portcullis.server.bench;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How long it takes until a crowd of counterparties that come at once is logged on: to QuickFIX/J's acceptor, and to ours by plain connections, by TLS, and with passwords.
 * The first time the servers have just started. Crowd and server share the machine. From the project's directory:
 * {@code mvn -q test-compile exec:exec@bench -Dbench=LogonBenchmark -Dwith="--sessions 200"}. Exits with 1 if somebody could not log on.
 */
@Command(name = "logon-benchmark", description = "Measures how long a crowd takes to log on.", mixinStandardHelpOptions = true)
public final class LogonBenchmark implements Callable<Integer> {
    @Option(names = "--sessions", defaultValue = "200", description = "How many come at once (${DEFAULT-VALUE}).")
    private int sessions;

    @Option(names = "--rounds", defaultValue = "4", description = "How often, the first time to servers that have just started (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--patience", defaultValue = "120", description = "After how many seconds a crowd gives up (${DEFAULT-VALUE}).")
    private int patienceSeconds;

    @Option(names = "--server-jvm", split = " ", description = "Flags for the Java machines of the servers, behind those of this one.")
    private List<String> serverOptions = List.of();

    @Option(names = "--keep", description = "Keep the working directory, with the servers' files and output.")
    private boolean keep;

    private LogonBenchmark() {
    }

    /** Runs the benchmark; a single argument with spaces counts as several, which is how a build tool hands them on. */
    public static void main(String[] args) {
        var words = args.length == 1 ? args[0].strip().split("\\s+") : args;
        System.exit(new CommandLine(new LogonBenchmark()).execute(words));
    }

    /** One way to log on, and what came out each time. */
    private record Way(String title, HubGauge gauge, int port, boolean isEncrypted, String password, IntFunction<String> names,
            List<Crowd.Outcome> outcomes, List<Double> cpuMillis) {

        Way(String title, HubGauge gauge, int port, boolean isEncrypted, String password, IntFunction<String> names) {
            this(title, gauge, port, isEncrypted, password, names, new ArrayList<>(), new ArrayList<>());
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (var opened = new Opened()) {
            var directory = opened.directory("logon-benchmark", keep);
            var theirs = opened.add(Answerer.QUICKFIX.start(serverOptions, Files.createDirectory(directory.resolve("quickfix")), sessions));
            var ours = EnginePorts.start(serverOptions, Files.createDirectory(directory.resolve("portcullis")), 0, sessions);
            opened.add(ours.plain());
            awaitPort(theirs);
            var theirGauge = opened.add(new HubGauge(theirs));
            var ourGauge = opened.add(new HubGauge(ours.plain()));
            var crowd = opened.add(new Crowd());
            var plain = ours.plain().clientPort();
            return run(crowd, List.of(new Way("QuickFIX/J, plain", theirGauge, theirs.clientPort(), false, "", Peers::open),
                    new Way("Portcullis, plain", ourGauge, plain, false, "", Peers::open),
                    new Way("Portcullis, TLS", ourGauge, ours.tls(), true, "", Peers::open),
                    new Way("Portcullis, passwords", ourGauge, plain, false, Peers.PASSWORD, Peers::guarded),
                    new Way("Portcullis, TLS and passwords", ourGauge, ours.tls(), true, Peers.PASSWORD, Peers::guarded)));
        }
    }

    private int run(Crowd crowd, List<Way> ways) throws InterruptedException {
        for (var round = 1; round <= rounds; round++)
            for (var way : ways) {
                way.gauge.awaitRest();
                var before = way.gauge.read();
                way.outcomes
                        .add(crowd.logOn(IntStream.range(0, sessions).mapToObj(way.names).toList(), way.port, way.isEncrypted, way.password, patienceSeconds));
                way.cpuMillis.add(way.gauge.read().since(before).cpuNanos() / 1e6 / sessions);
            }
        System.out.println(table(ways));
        var all = ways.stream().flatMap(way -> way.outcomes.stream()).allMatch(outcome -> outcome.loggedOn() == outcome.wanted());
        if (!all)
            System.out.println("UNSOUND not everybody was logged on within " + patienceSeconds + " s");
        return all ? 0 : 1;
    }

    private String table(List<Way> ways) {
        var table = new TextTable();
        table.row(List.of(sessions + " at once, seconds until the last is logged on", "first time", "then", "cut, first time", "cut then",
                "CPU ms/logon, first time",
                "then"));
        for (var way : ways) {
            var later = way.outcomes.subList(1, way.outcomes.size());
            table.row(List.of(way.title, String.format(Locale.ROOT, "%.2f", way.outcomes.getFirst().seconds()),
                    later.isEmpty() ? "" : new Samples(later.stream().map(Crowd.Outcome::seconds).toList()).text("%.2f"),
                    Integer.toString(way.outcomes.getFirst().cut()), Integer.toString(later.stream().mapToInt(Crowd.Outcome::cut).sum()),
                    String.format(Locale.ROOT, "%.1f", way.cpuMillis.getFirst()),
                    later.isEmpty() ? "" : new Samples(way.cpuMillis.subList(1, way.cpuMillis.size())).text("%.1f")));
        }
        return table.toString();
    }

    private static void awaitPort(HubUnderTest server) throws IOException, InterruptedException {
        var patience = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (true)
            try (var found = new Socket()) {
                found.connect(WireClient.loopback(server.clientPort()));
                return;
            } catch (ConnectException e) {
                if (System.nanoTime() > patience || !server.jvm().handle().isAlive())
                    throw new IOException("the server does not listen, see " + server.jvm().log(), e);
                TimeUnit.MILLISECONDS.sleep(100);
            }
    }
}

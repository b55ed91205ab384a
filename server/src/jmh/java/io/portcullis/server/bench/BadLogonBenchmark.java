package io.portcullis.server.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What bad logons cost sessions that trade: their round trips at a fixed rate, in turns without and with a flood of each kind of bad logon, and the processor time that a bad logon takes
 * from the server. Traders, flood and server share the machine: the turns with connections to another port tell what the flood takes from it by itself. From the
 * project's directory: {@code mvn -q test-compile exec:exec@bench -Dbench=BadLogonBenchmark -Dwith="--rounds 3"}. Exits with 1 if an order was not answered once.
 */
@Command(name = "bad-logon-benchmark", description = "Measures what bad logons cost good sessions.", mixinStandardHelpOptions = true)
public final class BadLogonBenchmark implements Callable<Integer> {
    @Option(names = "--rounds", defaultValue = "3", description = "How often each kind has its turn (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--seconds", defaultValue = "4", description = "How long each turn lasts (${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--warm-up", defaultValue = "15", description = "How many seconds the server is warmed up, with every kind in turns (${DEFAULT-VALUE}).")
    private int warmUpSeconds;

    @Option(names = "--traders", defaultValue = "4", description = "How many sessions trade (${DEFAULT-VALUE}).")
    private int traders;

    @Option(names = "--rate", defaultValue = "500", description = "Orders a second of each (${DEFAULT-VALUE}).")
    private int rate;

    @Option(names = "--bad", defaultValue = "1000", description = "Bad logons a second (${DEFAULT-VALUE}).")
    private int bad;

    @Option(names = "--kinds", split = ",", defaultValue = "elsewhere,unknown,address,garbage,password,passwords,tls,no_tls", description = "Which: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    private List<BadLogon> kinds = List.of();

    @Option(names = "--server-jvm", split = " ", description = "Flags for the Java machine of the server, behind those of this one.")
    private List<String> serverOptions = List.of();

    @Option(names = "--keep", description = "Keep the working directory, with the server's files and output.")
    private boolean keep;

    private BadLogonBenchmark() {
    }

    /** Runs the benchmark; a single argument with spaces counts as several, which is how a build tool hands them on. */
    public static void main(String[] args) {
        var words = args.length == 1 ? args[0].strip().split("\\s+") : args;
        System.exit(new CommandLine(new BadLogonBenchmark()).setCaseInsensitiveEnumValuesAllowed(true).execute(words));
    }

    /** What one turn cost. */
    private record Turn(Histogram latencies, boolean isSound, double cpuSeconds, double sessionsSeconds, double receptionSeconds, long made, long closed) {

        double micros(double percentile) {
            return latencies.getValueAtPercentile(percentile) / 1e3;
        }
    }

    /** A turn with bad logons and the one without that went before. */
    private record Pair(Turn without, Turn with) {
    }

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        try (var opened = new Opened()) {
            var directory = opened.directory("bad-logon-benchmark", keep);
            var server = EnginePorts.start(serverOptions, Files.createDirectory(directory.resolve("portcullis")), traders, 1);
            opened.add(server.plain());
            var arguments = List.of(Integer.toString(server.plain().clientPort()), Integer.toString(server.tls()), Integer.toString(bad));
            var flood = opened.add(ChildJvm.talking(List.of(), Flood.class, arguments, directory.resolve("flood.log")));
            var desk = opened.add(new Desk(server.plain(), traders, opened.add(new HubGauge(server.plain())), flood));
            return run(desk);
        }
    }

    private int run(Desk desk) throws IOException, InterruptedException, ExecutionException {
        for (var kind : kinds)
            desk.turn(kind, load(Math.max(1, warmUpSeconds / kinds.size())));
        Map<BadLogon, List<Pair>> pairs = new EnumMap<>(BadLogon.class);
        for (var round = 1; round <= rounds; round++)
            for (var kind : kinds) {
                var without = desk.turn(null, load(seconds));
                pairs.computeIfAbsent(kind, same -> new ArrayList<>()).add(new Pair(without, desk.turn(kind, load(seconds))));
            }
        System.out.println(table(pairs));
        var sound = pairs.values().stream().flatMap(List::stream).allMatch(pair -> pair.without.isSound && pair.with.isSound) && desk.gaps() == 0;
        if (!sound)
            System.out.println("UNSOUND an order was not answered, answered twice or rejected, or a message was missing");
        return sound ? 0 : 1;
    }

    private Load.FixedRate load(int duration) {
        return new Load.FixedRate(rate, Duration.ofSeconds(duration));
    }

    private String table(Map<BadLogon, List<Pair>> pairs) {
        var table = new TextTable();
        table.row(
                List.of("bad logons", "a second", "closed", "p50 µs", "p99 µs", "p50 to without", "p99 to without", "server CPU µs each", "sessions' thread %",
                        "without", "reception's %"));
        for (var kind : pairs.keySet()) {
            var of = pairs.get(kind);
            var made = of.stream().mapToLong(pair -> pair.with.made).sum();
            var closed = of.stream().mapToLong(pair -> pair.with.closed).sum();
            table.row(List.of(kind.title(), format("%,.0f", made / (double) (of.size() * seconds)), format("%.0f %%", 100.0 * closed / Math.max(1, made)),
                    samples(of, pair -> pair.with.micros(50)).text("%,.0f"), samples(of, pair -> pair.with.micros(99)).text("%,.0f"),
                    samples(of, pair -> pair.with.micros(50) / pair.without.micros(50)).text("%.2f"),
                    samples(of, pair -> pair.with.micros(99) / pair.without.micros(99)).text("%.2f"),
                    samples(of, pair -> (pair.with.cpuSeconds - pair.without.cpuSeconds) * 1e6 / pair.with.made).text("%,.0f"),
                    format("%.1f", samples(of, pair -> percent(pair.with.sessionsSeconds)).median()),
                    format("%.1f", samples(of, pair -> percent(pair.without.sessionsSeconds)).median()),
                    format("%.1f", samples(of, pair -> percent(pair.with.receptionSeconds)).median())));
        }
        return table.toString();
    }

    private double percent(double cpuSeconds) {
        return 100 * cpuSeconds / seconds;
    }

    private static Samples samples(List<Pair> pairs, ToDoubleFunction<Pair> figure) {
        return new Samples(pairs.stream().map(figure::applyAsDouble).toList());
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /** The traders, and the flood beside them. */
    private static final class Desk implements AutoCloseable {
        private static final int SETTLE_MILLIS = 500;

        private final List<WireClient> clients = new ArrayList<>();
        private final ExecutorService threads = Executors.newCachedThreadPool();
        private final HubGauge gauge;
        private final ChildJvm flood;

        private Desk(HubUnderTest server, int traders, HubGauge gauge, ChildJvm flood) throws IOException, InterruptedException {
            this.gauge = gauge;
            this.flood = flood;
            for (var i = 0; i < traders; i++)
                clients.add(new WireClient(server.clientPort(), Peers.trader(i)));
        }

        private Turn turn(@Nullable BadLogon kind, Load.FixedRate load) throws IOException, InterruptedException, ExecutionException {
            if (kind != null)
                flood.ask("begin " + kind);
            TimeUnit.MILLISECONDS.sleep(SETTLE_MILLIS);
            if (kind != null)
                flood.ask("begin " + kind);
            var before = readings();
            var running = clients.stream().map(client -> threads.submit(() -> client.run(load))).toList();
            var latencies = new Histogram(3);
            var isSound = true;
            for (var each : running) {
                latencies.add(each.get().latencies());
                isSound &= each.get().isSound();
            }
            var after = readings();
            var counts = (kind == null ? "0 0 0" : flood.ask("end")).split(" ");
            if (!counts[2].equals("0"))
                System.err.println(kind + ": " + counts[2] + " connections could not be made");
            return new Turn(latencies, isSound, after[0] - before[0], after[1] - before[1], after[2] - before[2], Long.parseLong(counts[0]),
                    Long.parseLong(counts[1]));
        }

        private double[] readings() {
            return new double[]{gauge.read().cpuNanos() / 1e9, gauge.cpuNanosOf(AnsweringEngine.SESSIONS_THREAD) / 1e9,
                gauge.cpuNanosOf(AnsweringEngine.RECEPTION_THREAD) / 1e9};
        }

        private long gaps() {
            return clients.stream().mapToLong(client -> client.session().gaps()).sum();
        }

        @Override
        public void close() {
            clients.forEach(WireClient::close);
            threads.shutdown();
        }
    }
}

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
import java.util.function.ToDoubleFunction;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How many orders a second one FIX session answers, by our session layer and by QuickFIX/J's with its file store and file log: the same orders, the same answers, round by
 * round in turns, each server in a process of its own. Client and server share the machine: compare only figures of one run. From the project's directory:
 * {@code mvn -q test-compile exec:exec@bench -Dbench=SessionBenchmark -Dwith="--rounds 5 --seconds 4"}. Exits with 1 if an order was not answered once.
 */
@Command(name = "session-benchmark", description = "Compares servers of FIX sessions by orders answered on one session.", mixinStandardHelpOptions = true)
public final class SessionBenchmark implements Callable<Integer> {
    @Option(names = "--rounds", defaultValue = "5", description = "How often each server has its turn (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--seconds", defaultValue = "4", description = "How long each turn lasts (${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--warm-up", defaultValue = "12", description = "How many seconds each server is warmed up (${DEFAULT-VALUE}).")
    private int warmUpSeconds;

    @Option(names = "--window", defaultValue = "1000", description = "Orders unanswered at a time (${DEFAULT-VALUE}).")
    private int window;

    @Option(names = "--servers", split = ",", defaultValue = "bare,quickfix,threaded,portcullis", description = "Which, in which order: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    private List<Answerer> servers = List.of();

    @Option(names = "--server-jvm", split = " ", description = "Flags for the Java machines of the servers, behind those of this one.")
    private List<String> serverOptions = List.of();

    @Option(names = "--keep", description = "Keep the working directory, with the servers' files and output.")
    private boolean keep;

    private SessionBenchmark() {
    }

    /** Runs the benchmark; a single argument with spaces counts as several, which is how a build tool hands them on. */
    public static void main(String[] args) {
        var words = args.length == 1 ? args[0].strip().split("\\s+") : args;
        System.exit(new CommandLine(new SessionBenchmark()).setCaseInsensitiveEnumValuesAllowed(true).execute(words));
    }

    /** One server and the client that is logged on to it. */
    private record Seat(Answerer kind, WireClient client, HubGauge gauge) {
    }

    /** One turn of a server. */
    private record Turn(Outcome outcome, HubCosts costs) {

        double cpuMicros() {
            return costs.cpuNanos() / 1e3 / outcome.sent();
        }

        double bytes() {
            return (double) costs.allocatedBytes() / outcome.sent();
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (var opened = new Opened()) {
            var directory = opened.directory("session-benchmark", keep);
            var seats = new ArrayList<Seat>();
            for (var kind : servers) {
                var server = opened.add(kind.start(serverOptions, Files.createDirectory(directory.resolve(kind.name())), 0));
                var client = opened.add(Bench.connect(server, WireClient.COMP_IDS));
                seats.add(new Seat(kind, client, opened.add(new HubGauge(server))));
            }
            return run(seats);
        }
    }

    private int run(List<Seat> seats) throws InterruptedException {
        for (var seat : seats) {
            seat.client.run(new Load.Window(window, Duration.ofSeconds(warmUpSeconds)));
            seat.gauge.awaitRest();
        }
        Map<Answerer, List<Turn>> turns = new EnumMap<>(Answerer.class);
        for (var round = 1; round <= rounds; round++)
            for (var seat : seats)
                turns.computeIfAbsent(seat.kind, kind -> new ArrayList<>()).add(turn(seat));
        System.out.println(table(turns));
        var sound = turns.values().stream().flatMap(List::stream).allMatch(turn -> turn.outcome.isSound())
                && seats.stream().allMatch(seat -> seat.client.session().gaps() == 0);
        if (!sound)
            System.out.println("UNSOUND an order was not answered, answered twice or rejected, or a message was missing");
        return sound ? 0 : 1;
    }

    private Turn turn(Seat seat) throws InterruptedException {
        var before = seat.gauge.read();
        var outcome = seat.client.run(new Load.Window(window, Duration.ofSeconds(seconds)));
        seat.gauge.awaitRest();
        return new Turn(outcome, seat.gauge.read().since(before));
    }

    private String table(Map<Answerer, List<Turn>> turns) {
        var table = new TextTable();
        table.row(List.of("window " + window, "orders/s", "CPU µs/order", "bytes/order", "ours to it, orders/s", "ours to it, CPU"));
        for (var kind : turns.keySet()) {
            var of = turns.get(kind);
            table.row(List.of(kind.title(), samples(of, turn -> turn.outcome.perSecond()).text("%,.0f"), samples(of, Turn::cpuMicros).text("%.1f"),
                    String.format(Locale.ROOT, "%,.0f", samples(of, Turn::bytes).median()), ratios(turns, kind, turn -> turn.outcome.perSecond()),
                    ratios(turns, kind, Turn::cpuMicros)));
        }
        return table.toString();
    }

    private static Samples samples(List<Turn> turns, ToDoubleFunction<Turn> figure) {
        return new Samples(turns.stream().map(figure::applyAsDouble).toList());
    }

    /** Of the two turns of each round. */
    private static String ratios(Map<Answerer, List<Turn>> turns, Answerer kind, ToDoubleFunction<Turn> figure) {
        var ours = turns.getOrDefault(Answerer.PORTCULLIS, List.of());
        var theirs = turns.getOrDefault(kind, List.of());
        if (ours.isEmpty() || kind == Answerer.PORTCULLIS)
            return "";
        var ratios = new ArrayList<Double>();
        for (var round = 0; round < ours.size(); round++)
            ratios.add(figure.applyAsDouble(ours.get(round)) / figure.applyAsDouble(theirs.get(round)));
        return new Samples(ratios).text("%.2f");
    }
}

package io.portcullis.server.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Sends orders over loopback through each hub in turns, round after round, and prints how fast they were filled and what that cost. All hubs are started first
 * and stay up, each is warmed up, and each turn ends only when the hub rests, so that one hub's afterwork isn't another's disturbance.
 *
 * <p>Client, hub and venue share the machine: compare only figures of one run. From the project's directory:
 * {@code mvn -q test-compile exec:exec@wire -Dwire="--rounds 3 --seconds 5 --hubs relay,naive,portcullis"}. Exits with 1 if an order got lost, doubled or refused.
 */
@Command(name = "wire-benchmark", description = "Compares hubs by orders sent through them over loopback.", mixinStandardHelpOptions = true)
public final class WireBenchmark implements Callable<Integer> {
    @Option(names = "--rounds", defaultValue = "3", description = "How often each hub has its turn (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--seconds", defaultValue = "5", description = "How long each load lasts (${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--warm-up", defaultValue = "10", description = "How many seconds each hub is warmed up at saturation (${DEFAULT-VALUE}).")
    private int warmUpSeconds;

    @Option(names = "--hubs", split = ",", defaultValue = "relay,naive,portcullis", description = "Which hubs, in which order: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    private List<Hub> hubs = List.of();

    @Option(names = "--rates", split = ",", defaultValue = "500,5000,20000", description = "Fixed rates, in orders a second (${DEFAULT-VALUE}).")
    private List<Integer> rates = List.of();

    @Option(names = "--window", defaultValue = "1000", description = "Orders unanswered at saturation (${DEFAULT-VALUE}).")
    private int window;

    @Option(names = "--hub-jvm", split = " ", description = "Flags for the Java machines of the hubs, behind those of this one.")
    private List<String> hubOptions = List.of();

    @Option(names = "--csv", description = "Write every single measurement to this file.")
    private @Nullable Path csv;

    @Option(names = "--keep", description = "Keep the working directory, with the hubs' files and output.")
    private boolean keep;

    private WireBenchmark() {
    }

    /** Runs the benchmark; a single argument with spaces counts as several, which is how a build tool hands them on. */
    public static void main(String[] args) {
        var words = args.length == 1 ? args[0].strip().split("\\s+") : args;
        System.exit(new CommandLine(new WireBenchmark()).setCaseInsensitiveEnumValuesAllowed(true).execute(words));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (var opened = new Opened()) {
            var directory = opened.directory("wire-benchmark", keep);
            var farSide = opened.add(new FarSideProcess(List.of(), venues(), directory.resolve("far-side.log")));
            var benches = new ArrayList<Bench>();
            for (var kind : hubs) {
                var hub = opened.add(kind.start(farSide, hubOptions, Files.createDirectory(directory.resolve(kind.name()))));
                benches.add(opened.add(new Bench(kind, hub, farSide)));
            }
            return run(benches);
        }
    }

    private int run(List<Bench> benches) throws IOException, InterruptedException {
        for (var bench : benches)
            bench.warmUp(new Load.Window(window, Duration.ofSeconds(warmUpSeconds)));
        var results = new Results(hubs, loads());
        for (var round = 1; round <= rounds; round++)
            for (var bench : benches)
                for (var load : loads())
                    results.add(bench.measure(load, round));
        System.out.println(results.table());
        if (csv != null)
            Files.writeString(csv, results.csv());
        return complain(benches, results);
    }

    private static int complain(List<Bench> benches, Results results) throws IOException {
        var complaints = new ArrayList<>(results.complaints());
        for (var bench : benches)
            complaints.addAll(bench.complaints());
        complaints.forEach(complaint -> System.out.println("UNSOUND " + complaint));
        return complaints.isEmpty() ? 0 : 1;
    }

    private List<String> venues() {
        return hubs.stream().map(Hub::name).toList();
    }

    private List<Load> loads() {
        var duration = Duration.ofSeconds(seconds);
        var paced = rates.stream().map(rate -> new Load.FixedRate(rate, duration));
        return Stream.of(Stream.of(new Load.Window(1, duration)), paced, Stream.of(new Load.Window(window, duration))).<Load>flatMap(loads -> loads).toList();
    }
}

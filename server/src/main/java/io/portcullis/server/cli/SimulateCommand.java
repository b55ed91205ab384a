package io.portcullis.server.cli;

import io.portcullis.server.simulation.Simulation;
import io.portcullis.server.simulation.SimulationFailure;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trading days on a virtual clock, with clients, venues and crashes from a seed: after every event the invariants are checked. */
@Command(name = "simulate", mixinStandardHelpOptions = true, versionProvider = BuildVersion.class, description = "Run seeded trading days on a virtual clock and check the invariants after every event.")
public final class SimulateCommand implements Callable<Integer> {

    @Option(names = "--seed", defaultValue = "1", description = "The first seed (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(names = "--days", defaultValue = "1", description = "Trading days of each seed (default: ${DEFAULT-VALUE}).")
    private int days = 1;

    @Option(names = "--seeds", defaultValue = "1", description = "How many seeds, one after the other (default: ${DEFAULT-VALUE}).")
    private int seeds = 1;

    @Override
    public Integer call() {
        if (days < 1 || seeds < 1) {
            System.err.println("portcullis: --days and --seeds must be at least 1, were " + days + " and " + seeds);
            return 2;
        }
        try {
            for (long next = seed; next < seed + seeds; next++) {
                System.out.println(Simulation.run(next, days));
            }
            return 0;
        } catch (SimulationFailure e) {
            System.err.println(e.getMessage());
            return 1;
        }
    }
}

package io.portcullis.server.cli;

import io.portcullis.server.simulation.Occurrences;
import io.portcullis.server.simulation.Simulation;
import io.portcullis.server.simulation.SimulationFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trading days on a virtual clock, with clients, venues and crashes from a seed: after every event the invariants are checked. */
@Command(name = "simulate", mixinStandardHelpOptions = true, versionProvider = BuildVersion.class, description = "Run seeded trading days on a virtual clock and check the invariants after every event.")
public final class SimulateCommand implements Callable<Integer> {

    private static final Pattern RANGE = Pattern.compile("(\\d{1,18})-(\\d{1,18})");
    private static final Pattern COUNT = Pattern.compile("[1-9]\\d{0,8}");
    private static final long PROGRESS_EVERY = 500;

    @Option(names = "--seed", defaultValue = "1", description = "The first seed (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(names = "--days", defaultValue = "1", description = "Trading days of each seed (default: ${DEFAULT-VALUE}).")
    private int days = 1;

    @Option(names = "--seeds", defaultValue = "1", paramLabel = "COUNT|FIRST-LAST", description = {
        "How many seeds, one after the other, each with what it went through, until one fails (default: ${DEFAULT-VALUE});",
        "or a range such as 1-10000: all of them, and only failures are shown."})
    private String seeds = "1";

    @Option(names = "--kinds", description = "Show at the end how often each kind of event came about, and what never did.")
    private boolean showsKinds;

    @Override
    public Integer call() {
        Matcher range = RANGE.matcher(seeds);
        boolean isRange = range.matches() && Long.parseLong(range.group(1)) <= Long.parseLong(range.group(2));
        if (days < 1 || !isRange && !COUNT.matcher(seeds).matches()) {
            System.err.println("portcullis: --days must be at least 1, was " + days + "; --seeds must be a number such as 100 or a range such as 1-10000, was "
                    + seeds);
            return 2;
        }
        Occurrences occurrences = new Occurrences();
        boolean isWell = isRange ? runAll(Long.parseLong(range.group(1)), Long.parseLong(range.group(2)), occurrences)
                : runUntilOneFails(seed + Long.parseLong(seeds), occurrences);
        if (showsKinds) {
            System.out.print(occurrences.table());
            System.out.println("never: " + (occurrences.missing().isEmpty() ? "nothing" : String.join(", ", occurrences.missing())));
        }
        return isWell ? 0 : 1;
    }

    private boolean runUntilOneFails(long end, Occurrences occurrences) {
        for (long next = seed; next < end; next++) {
            SimulationFailure failure = run(next, occurrences, true);
            if (failure != null) {
                return false;
            }
        }
        return true;
    }

    private boolean runAll(long first, long last, Occurrences occurrences) {
        List<Long> failed = new ArrayList<>();
        for (long next = first; next <= last; next++) {
            if (run(next, occurrences, false) != null) {
                failed.add(next);
            }
            if ((next - first + 1) % PROGRESS_EVERY == 0) {
                System.err.println(next - first + 1 + " seeds, failed " + failed);
            }
        }
        System.out.println(last - first + 1 + " seeds of " + days + (days == 1 ? " day" : " days") + ": "
                + (failed.isEmpty() ? "no invariant is broken" : failed.size() + " failed, " + failed));
        return failed.isEmpty();
    }

    private @Nullable SimulationFailure run(long next, Occurrences occurrences, boolean isShown) {
        try {
            Object report = Simulation.run(next, days, occurrences);
            if (isShown) {
                System.out.println(report);
            }
            return null;
        } catch (SimulationFailure e) {
            System.err.println(e.getMessage());
            return e;
        }
    }
}

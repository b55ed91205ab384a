package io.portcullis.server.simulation;

/** A seed has shown a bug: the message says which invariant broke at which step, what led there, and how to see it again. */
public final class SimulationFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    SimulationFailure(long seed, int days, Trace trace, String story, RuntimeException cause) {
        super("seed " + seed + ", step " + trace.step() + ": " + (cause instanceof BrokenInvariant ? cause.getMessage() : cause.toString())
                + "\nThe last steps:\n"
                + trace + story + "To see it again: ./portcullis simulate --seed " + seed + " --days " + days, cause);
    }
}

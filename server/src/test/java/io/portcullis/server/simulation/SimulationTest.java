package io.portcullis.server.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class SimulationTest {

    /** What only faults of ours bring about, and kills of more than 10,000 instruments. */
    private static final List<String> NOT_HERE = List.of("KillFact.SymbolsAdded", "LastPointFact.Stopped", "LastPointFact.TooManyOut");

    private static final int SEEDS = 250;

    @Test
    void nothingIsLostDoubledOrMiscountedOnManyBadDays() {
        long orders = 0;
        long executions = 0;
        long takenBack = 0;
        long duplicates = 0;
        long crashes = 0;
        long leftBehind = 0;
        long withdrawn = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            SimulationReport report = Simulation.run(seed, 1);
            orders += report.orders();
            executions += report.executions();
            takenBack += report.busts();
            duplicates += report.duplicates();
            crashes += report.crashes();
            leftBehind += report.leftBehind();
            withdrawn += report.withdrawn();
        }
        assertTrue(Math.min(orders, executions) > 75 * SEEDS, "only " + orders + " orders and " + executions + " executions");
        assertTrue(Math.min(takenBack, Math.min(duplicates, crashes)) > 2 * SEEDS,
                "only " + takenBack + " executions taken back, " + duplicates + " reports told twice, " + crashes + " crashes");
        assertTrue(leftBehind > 3 * SEEDS / 2, "only " + leftBehind + " orders were left behind by their clients");
        assertTrue(withdrawn > SEEDS / 10, "only " + withdrawn + " orders were overtaken before they were sent");
    }

    /** What never comes about is never checked. */
    @Test
    void beforeLongEachKindOfEventHasComeAbout() {
        Occurrences occurrences = new Occurrences();
        for (long seed = 1; seed <= 150 && !NOT_HERE.equals(occurrences.missing()); seed++) {
            Simulation.run(seed, 2, occurrences);
        }
        assertEquals(NOT_HERE, occurrences.missing());
    }

    @Test
    void ordersLiveOverDays() {
        for (long seed = 1; seed <= 10; seed++) {
            assertEquals(4, Simulation.run(seed, 4).days());
        }
    }

    @Test
    void aSeedGivesTheSameDaysAgain() {
        SimulationReport first = Simulation.run(4711, 2);
        assertEquals(first, Simulation.run(4711, 2));
        assertNotEquals(first.hash(), Simulation.run(4712, 2).hash());
    }

    @Test
    void aFailureSaysHowToSeeItAgain() {
        Trace trace = new Trace(new Timeline(0));
        trace.nextStep();
        trace.add(() -> "the hub dies");
        String message = new SimulationFailure(7, 2, trace, "", new BrokenInvariant("3 is not 4")).getMessage();
        assertEquals("""
                seed 7, step 1: 3 is not 4
                The last steps:
                1 1970-01-01T00:00:00Z the hub dies
                To see it again: ./portcullis simulate --seed 7 --days 2""", message);
    }

    @Test
    void lessThanADayIsNoSimulation() {
        assertThrows(IllegalArgumentException.class, () -> Simulation.run(7, 0));
    }
}

package io.portcullis.oms.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.AfterEach;

/** What all tests on a {@link Desk} have: the desk, what it tells, and that its log folds to the same state after each of them, from whatever record on. */
abstract class OnADesk {

    Desk desk = new Desk();

    /** How many records lie between two of which the state is taken: 1 for all. */
    int step() {
        return 1;
    }

    @AfterEach
    void theLogFoldsToTheSameStateFromAnyPoint() {
        String live = Desk.hash(desk.state);
        for (int cut = 0; cut <= desk.log.size(); cut += step()) {
            assertEquals(live, desk.hashOfTheFold(cut), "snapshot after record " + cut);
        }
    }

    /** Since the last time, line by line. */
    final void told(String... lines) {
        assertEquals(String.join("\n", lines), desk.told());
    }
}

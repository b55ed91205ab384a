package io.portcullis.fix.sessions.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.channel.SelectStrategy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How an event loop waits for what comes next. */
class SpinningSelectTest {

    private static final int SPIN_NANOS = 50_000;

    private long now = 1_000_000;
    private int ready;
    private final SpinningSelect select = new SpinningSelect(Duration.ofNanos(SPIN_NANOS), () -> now);

    private int look(long nanosLater) throws Exception {
        now += nanosLater;
        return select.calculateStrategy(() -> ready, false);
    }

    @Test
    void itLooksForAWhileAndThenSleeps() throws Exception {
        assertEquals(SelectStrategy.CONTINUE, look(0));
        assertEquals(SelectStrategy.CONTINUE, look(SPIN_NANOS - 1));
        assertEquals(SelectStrategy.SELECT, look(1));
    }

    @Test
    void whatComesHasItLookForAsLongAgain() throws Exception {
        look(0);
        ready = 3;
        assertEquals(3, look(SPIN_NANOS - 1));
        ready = 0;
        assertEquals(SelectStrategy.CONTINUE, look(10 * SPIN_NANOS), "the time of the work doesn't count");
        assertEquals(SelectStrategy.SELECT, look(SPIN_NANOS));
        assertEquals(SelectStrategy.CONTINUE, look(10 * SPIN_NANOS), "it was woken by something");
    }

    @Test
    void tasksAreNotKeptWaiting() throws Exception {
        assertEquals(0, select.calculateStrategy(() -> 0, true));
    }

    @Test
    void onlyWhatItLookedInVainCountsAsSpun() throws Exception {
        look(0);
        look(1_000);
        look(1_000);
        assertEquals(2_000, select.spunNanos());
        look(1_000_000);
        assertEquals(7_000, select.spunNanos(), "somebody else had the processor");
        look(1_000_000);
        assertEquals(7_000, select.spunNanos(), "it slept");
    }

    @Test
    void withoutASpinItSleepsAtOnce() throws Exception {
        SelectStrategy none = new SpinningSelect(Duration.ZERO, () -> now);
        assertEquals(SelectStrategy.SELECT, none.calculateStrategy(() -> 0, false));
        assertEquals(1, none.calculateStrategy(() -> 1, true));
    }
}

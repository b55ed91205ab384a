package io.portcullis.server.crash;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits for what comes when a hub in a process of its own has started and done something. */
final class Patience {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private Patience() {
    }

    /** What may not be true yet. */
    interface Question {
        boolean isTrue() throws IOException;
    }

    static void await(Question question) throws Exception {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!question.isTrue()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("not within " + LIMIT);
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }
}

package io.portcullis.server;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits for what a running hub shows only a moment after it was done. */
public final class Patience {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private Patience() {
    }

    /** What may not be true yet. */
    @FunctionalInterface
    public interface Question {
        boolean isTrue() throws Exception;
    }

    /** @throws AssertionError if it is not true within a minute */
    public static void await(Question question) throws Exception {
        await("what is waited for", question);
    }

    /** @throws AssertionError if it is not true within a minute */
    public static void await(String what, Question question) throws Exception {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!question.isTrue()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("not within " + LIMIT + ": " + what);
            }
            TimeUnit.MILLISECONDS.sleep(2);
        }
    }
}

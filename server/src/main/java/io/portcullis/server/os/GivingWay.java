package io.portcullis.server.os;

import java.util.function.BooleanSupplier;

/** How work that can be done later rests between its pieces, because there is something more urgent. */
@FunctionalInterface
public interface GivingWay {

    GivingWay NEVER = (workedNanos, isOver) -> {};

    /**
     * Rests on the calling thread.
     *
     * @param workedNanos how long the piece has taken that was just done, waiting for others included
     * @param isOver ends the rest, where the thread is unparked at once
     */
    void after(long workedNanos, BooleanSupplier isOver);
}

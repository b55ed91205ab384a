package io.portcullis.server.simulation;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.function.Supplier;

/** The last steps, for whoever has to understand a failure. Their text is made only then. */
final class Trace {

    private static final int KEPT = 40;

    private record Line(long step, long time, Supplier<String> text) {
    }

    private final Timeline timeline;
    private final ArrayDeque<Line> lines = new ArrayDeque<>(KEPT);
    private long step;

    Trace(Timeline timeline) {
        this.timeline = timeline;
    }

    void nextStep() {
        step++;
    }

    long step() {
        return step;
    }

    /** @param text of values that don't change any more */
    void add(Supplier<String> text) {
        if (lines.size() == KEPT) {
            lines.removeFirst();
        }
        lines.addLast(new Line(step, timeline.now(), text));
    }

    @Override
    public String toString() {
        StringBuilder all = new StringBuilder();
        for (Line line : lines) {
            all.append(line.step).append(' ').append(text(line.time)).append(' ').append(line.text.get()).append('\n');
        }
        return all.toString();
    }

    static String text(long epochNanos) {
        return Instant.ofEpochSecond(epochNanos / Timeline.SECOND, epochNanos % Timeline.SECOND).toString();
    }
}

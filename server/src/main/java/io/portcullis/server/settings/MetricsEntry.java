package io.portcullis.server.settings;

import io.portcullis.risk.metrics.MetricsRun;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What {@code [risk-metrics]} says.
 *
 * @param every so often they are reckoned anew
 * @param observations of how many days' returns at most
 * @param minimumObservations an instrument with fewer is left out, and named
 * @param paths of the Monte Carlo simulation
 * @param benchmark symbol for beta; null for none
 * @param recordsCloses the last trade of a day is kept as its close where nobody enters another
 */
public record MetricsEntry(boolean isOn, Duration every, int observations, int minimumObservations, int paths, @Nullable String benchmark,
        boolean recordsCloses) {

    static MetricsEntry read(Section s) {
        int observations = s.integer("observations", 500, 20, 5_000);
        int minimum = s.integer("minimum-observations", Math.min(250, observations), 10, 5_000);
        if (minimum > observations) {
            throw s.mistake("minimum-observations = " + minimum + " must be at most observations, which is " + observations);
        }
        return new MetricsEntry(s.yes("on", true), s.duration("every", Duration.ofMinutes(1), Duration.ofSeconds(1), Duration.ofHours(24)), observations,
                minimum, s.integer("paths", 10_000, MetricsRun.Settings.FEWEST_PATHS, 1_000_000), s.textOrNull("benchmark"), s.yes("record-closes", true));
    }
}

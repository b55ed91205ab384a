package io.portcullis.server.riskmetrics;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How old the last metrics are: people are alerted when they were not reckoned for long, whatever holds that up, since their limits are not looked at meanwhile. Any thread. */
final class SnapshotAge {

    private static final int MOST_TURNS = 3;
    private static final Duration LONGEST_RUN = Duration.ofMinutes(2);

    private final Duration most;
    private final Consumer<String> alerts;
    private @Nullable Instant last;
    private boolean isTold;

    /** @param every so often they should be reckoned */
    SnapshotAge(Duration every, Consumer<String> alerts) {
        this.most = every.multipliedBy(MOST_TURNS).plus(LONGEST_RUN);
        this.alerts = alerts;
    }

    synchronized void begin(Instant now) {
        last = now;
    }

    synchronized void reckoned(Instant now) {
        last = now;
        isTold = false;
    }

    /** They are older than anybody should be held against; also where there are none. */
    synchronized boolean isTooOld(Instant now) {
        return last == null || now.isAfter(last.plus(most));
    }

    /** Alerts once, and again after they were reckoned meanwhile. */
    synchronized void look(Instant now) {
        if (last != null && !isTold && isTooOld(now)) {
            isTold = true;
            alerts.accept("risk metrics: they were not reckoned since " + last + ", so that their limits are not looked at");
        }
    }
}

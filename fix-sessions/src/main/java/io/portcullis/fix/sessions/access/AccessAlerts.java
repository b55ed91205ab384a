package io.portcullis.fix.sessions.access;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells who was not let in: the first time at once, what repeats as a number when the minute is over, so that a flood of attempts is one line and costs nothing. May be
 * called by any thread.
 */
public final class AccessAlerts {

    private static final int MOST_DIFFERENT = 100;

    private record Kind(Denial.Reason reason, String session, String from) {
    }

    private final Consumer<AccessAlert> listener;
    private final Map<Kind, AccessAlert> told = new LinkedHashMap<>();
    private long untold;
    private long total;
    private @Nullable AccessAlert last;

    /** @param listener told on the thread that has noticed, or the one that calls {@link #minuteIsOver} */
    public AccessAlerts(Consumer<AccessAlert> listener) {
        this.listener = listener;
    }

    /** @param session its key, or the CompIDs that were named; empty if that isn't known */
    public synchronized void denied(Denial denial, String session, String from) {
        total++;
        Kind kind = new Kind(denial.reason(), session, from);
        AccessAlert before = told.get(kind);
        if (before != null) {
            told.put(kind, new AccessAlert(denial, session, from, before.more() + 1));
        } else if (told.size() < MOST_DIFFERENT) {
            AccessAlert alert = new AccessAlert(denial, session, from, 0);
            told.put(kind, alert);
            last = alert;
            listener.accept(alert);
        } else {
            untold++;
        }
    }

    /** To be called from time to time, such as once a minute: what was counted is told, and what comes then is told at once again. */
    public synchronized void minuteIsOver() {
        for (AccessAlert alert : told.values()) {
            if (alert.more() > 0) {
                last = alert;
                listener.accept(alert);
            }
        }
        if (untold > 0) {
            listener.accept(new AccessAlert(new Denial(Denial.Reason.TOO_MANY, "too many different ones to tell each"), "", "various addresses", untold - 1));
        }
        told.clear();
        untold = 0;
    }

    /** How many were not let in since the start, and the last of whom it was told; for people. */
    public synchronized String status() {
        return total == 0 ? "nobody was turned away" : total + " turned away since the start; the last one told: " + last;
    }
}

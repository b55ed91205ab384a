package io.portcullis.fix.sessions.access;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How long whoever has failed too often must wait: some attempts are free, then each further failure doubles the time, from five seconds to a quarter of an hour. For one
 * thread.
 *
 * @param <K> who
 */
final class Lockouts<K> {

    static final long FIRST_MILLIS = 5_000;
    static final long LONGEST_MILLIS = 900_000;
    private static final long FORGOTTEN_AFTER_MILLIS = 3_600_000;
    private static final int MOST_KNOWN = 10_000;

    private record Failures(int count, long lastMillis) {
    }

    private final int freeAttempts;
    private final Map<K, Failures> failures = new LinkedHashMap<>() {

        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, Failures> eldest) {
            return size() > MOST_KNOWN;
        }
    };

    Lockouts(int freeAttempts) {
        this.freeAttempts = freeAttempts;
    }

    /** How many milliseconds are left to wait; 0 for none. */
    long waitMillis(K who, long nowMillis) {
        Failures known = failures.get(who);
        if (known == null || known.count < freeAttempts) {
            return 0;
        }
        int doublings = Math.min(30, known.count - freeAttempts);
        long lock = Math.min(LONGEST_MILLIS, FIRST_MILLIS << doublings);
        return Math.max(0, known.lastMillis + lock - nowMillis);
    }

    void failed(K who, long nowMillis) {
        Failures known = failures.remove(who);
        int before = known == null || nowMillis - known.lastMillis > FORGOTTEN_AFTER_MILLIS ? 0 : known.count;
        failures.put(who, new Failures(before + 1, nowMillis));
    }

    void forget(K who) {
        failures.remove(who);
    }
}

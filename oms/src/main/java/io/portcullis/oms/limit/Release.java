package io.portcullis.oms.limit;

import java.time.Duration;
import java.util.Locale;

/**
 * Who lets a kill be over that a limit has ordered. Two persons always may.
 *
 * @param by whoever is enough once the cool-down is over
 * @param after how long after the kill; zero where two persons are needed
 */
public record Release(By by, Duration after) {

    /** Whose word is enough. */
    public enum By {
        TWO_PERSONS, ONE_PERSON,
        /** Nobody's: it is over by itself once none of its orders can be executed any more. */
        ALONE;

        private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** As all that people have ordered. */
    public static final Release BY_TWO_PERSONS = new Release(By.TWO_PERSONS, Duration.ZERO);
    private static final String AFTER = " after ";
    private static final String FORM = "release must be two-persons, or one-person or alone with a cool-down, such as one-person after 5m, was ";

    /** @throws IllegalArgumentException naming what of it can't be */
    public Release {
        if (by == By.TWO_PERSONS == after.isPositive()) {
            throw new IllegalArgumentException(FORM + text(by, after));
        }
    }

    /**
     * As it is written: {@code two-persons}, {@code one-person after 5m}, {@code alone after 1h}.
     *
     * @throws IllegalArgumentException naming what of it can't be understood
     */
    public static Release of(String text) {
        String[] parts = text.strip().split(AFTER, 2);
        for (By by : By.values()) {
            if (by.text.equals(parts[0].strip())) {
                return new Release(by, parts.length == 1 ? Duration.ZERO : Breaker.time("release " + text + ": the cool-down", parts[1].strip()));
            }
        }
        throw new IllegalArgumentException(FORM + text);
    }

    /** One person is enough, so long after the kill. */
    public boolean isByOneAfter(Duration time) {
        return by != By.TWO_PERSONS && time.compareTo(after) >= 0;
    }

    /** Lets more pass than the other: fewer persons, or earlier. */
    boolean isLooserThan(Release other) {
        return by.compareTo(other.by) > 0 || by != By.TWO_PERSONS && after.compareTo(other.after) < 0;
    }

    @Override
    public String toString() {
        return text(by, after);
    }

    private static String text(By by, Duration after) {
        return by.text + (after.isZero() ? "" : AFTER + Breaker.text(after));
    }
}

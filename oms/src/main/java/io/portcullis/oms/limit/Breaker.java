package io.portcullis.oms.limit;

import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a limit says more whose orders are killed once it is reached.
 *
 * @param within in which time so much may come about; zero of what is out, and of a risk metric, which is as it is
 * @param release who lets the kill be over
 */
public record Breaker(Duration within, Release release) {

    private static final char SLASH = '/';
    private static final Duration LONGEST = Duration.ofHours(24);

    /**
     * What the amount of a limit and its release say of it.
     *
     * @param amount as it is written: {@code 100/60s} of what comes about within a while; a number of all else
     * @param release null for two persons; of a risk metric for killing nothing
     * @return null if the measure has none, or kills nothing
     * @throws IllegalArgumentException naming what of it can't be understood
     */
    public static @Nullable Breaker of(Measure measure, String amount, @Nullable String release) {
        if (measure == Measure.METRIC) {
            return release == null ? null : new Breaker(Duration.ZERO, Release.of(release));
        }
        if (!measure.isBreaker()) {
            if (release != null) {
                throw new IllegalArgumentException("release is of limits only that kill, such as executions or those of risk metrics, was " + release);
            }
            return null;
        }
        if (measure.isOfOutages()) {
            return new Breaker(Duration.ZERO, release == null ? Release.BY_TWO_PERSONS : Release.of(release));
        }
        int slash = amount.indexOf(SLASH);
        if (slash < 0) {
            throw new IllegalArgumentException("the limit must be an amount and a time, such as 100/60s, was " + amount);
        }
        return new Breaker(time("the limit " + amount + ": the time", amount.substring(slash + 1)),
                release == null ? Release.BY_TWO_PERSONS : Release.of(release));
    }

    /** The amount without its time. */
    static String amount(String text) {
        int slash = text.indexOf(SLASH);
        return slash < 0 ? text : text.substring(0, slash);
    }

    String written(BigDecimal most) {
        return most.toPlainString() + (within.isZero() ? "" : SLASH + text(within));
    }

    static Duration time(String what, String text) {
        long number = text.matches("\\d{1,5}[smh]") ? Long.parseLong(text, 0, text.length() - 1, 10) : 0;
        Duration time = number == 0 ? Duration.ZERO : switch (text.charAt(text.length() - 1)) {
            case 's' -> Duration.ofSeconds(number);
            case 'm' -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
        if (!time.isPositive() || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(what + " must be whole seconds, minutes or hours, 1s to 24h, was " + text);
        }
        return time;
    }

    static String text(Duration time) {
        long seconds = time.toSeconds();
        return seconds % 3_600 == 0 ? seconds / 3_600 + "h" : seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }

    /** Lets more pass with the same amount. */
    boolean isLooserThan(Breaker other) {
        return within.compareTo(other.within) < 0 || release.isLooserThan(other.release);
    }
}

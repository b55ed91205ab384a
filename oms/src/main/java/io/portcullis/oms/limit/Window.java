package io.portcullis.oms.limit;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * When a limit holds.
 *
 * @param daily at which hours of each day; null for all day
 * @param from since when; null if that does not matter
 * @param until no more from then on; null for ever
 */
public record Window(@Nullable DailyHours daily, @Nullable Instant from, @Nullable Instant until) {

    public static final Window ALWAYS = new Window(null, null, null);
    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    /** @throws IllegalArgumentException if it is no time at all, or none that can be reckoned with */
    public Window {
        check("from", from);
        check("until", until);
        if (from != null && until != null && !from.isBefore(until)) {
            throw new IllegalArgumentException("from " + from + " must be before until " + until);
        }
    }

    private static void check(String what, @Nullable Instant time) {
        if (time != null && (time.isBefore(EARLIEST) || time.isAfter(LATEST))) {
            throw new IllegalArgumentException(what + " must be " + EARLIEST + " to " + LATEST + ", was " + time);
        }
    }

    /**
     * One as it is written: hours of each day with a time zone, and moments after ISO 8601, each null if it is not given.
     *
     * @throws IllegalArgumentException naming what of it can't be understood
     */
    public static Window of(@Nullable String daily, @Nullable String from, @Nullable String until) {
        return daily == null && from == null && until == null ? ALWAYS
                : new Window(daily == null ? null : DailyHours.of(daily), moment("from", from), moment("until", until));
    }

    private static @Nullable Instant moment(String what, @Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(what + " must be a moment such as 2026-12-24T14:30:00Z or 2026-12-24T09:30:00-05:00, was " + text, e);
        }
    }

    public boolean isAlways() {
        return daily == null && from == null && until == null;
    }

    /** @param time epoch nanoseconds */
    public boolean contains(long time) {
        return isAlways() || contains(Instant.ofEpochSecond(0, time));
    }

    private boolean contains(Instant time) {
        return (from == null || !time.isBefore(from)) && (until == null || time.isBefore(until)) && (daily == null || daily.contains(time));
    }

    /**
     * Until when nothing changes.
     *
     * @param time epoch nanoseconds
     * @return later than that, epoch nanoseconds; {@link Long#MAX_VALUE} for ever
     */
    public long nextChange(long time) {
        Instant now = Instant.ofEpochSecond(0, time);
        if (isAlways() || until != null && !now.isBefore(until)) {
            return Long.MAX_VALUE;
        }
        Instant next = LATEST;
        if (from != null && now.isBefore(from)) {
            next = from;
        } else if (until != null) {
            next = until;
        }
        Instant nextDaily = daily == null ? next : daily.nextChange(now);
        return nanos(nextDaily.isBefore(next) ? nextDaily : next);
    }

    private static long nanos(Instant time) {
        return time.equals(LATEST) ? Long.MAX_VALUE : time.getEpochSecond() * 1_000_000_000L + time.getNano();
    }

    /** What of it is still to come; null if nothing is. */
    @Nullable
    Window from(Instant now) {
        if (until != null && !now.isBefore(until)) {
            return null;
        }
        return from != null && !now.isBefore(from) ? new Window(daily, null, until) : this;
    }

    /** It holds whenever the other does. May say no where it does, for hours of different time zones. */
    boolean covers(Window other) {
        return (from == null || other.from != null && !other.from.isBefore(from)) && (until == null || other.until != null && !other.until.isAfter(until))
                && (daily == null || other.daily != null && daily.covers(other.daily));
    }

    /** There may be a time at which both hold. */
    boolean mayOverlap(Window other) {
        return isBefore(from, other.until) && isBefore(other.from, until) && (daily == null || other.daily == null || daily.mayOverlap(other.daily));
    }

    private static boolean isBefore(@Nullable Instant begin, @Nullable Instant end) {
        return begin == null || end == null || begin.isBefore(end);
    }

    /** Such as {@code daily 09:30-10:00 America/New_York until 2026-12-24T14:30:00Z}; empty if it is always. */
    @Override
    public String toString() {
        return ((daily == null ? "" : " daily " + daily) + (from == null ? "" : " from " + from) + (until == null ? "" : " until " + until)).strip();
    }
}

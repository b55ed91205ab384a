package io.portcullis.oms.limit;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;

/**
 * Certain hours of each day, as clocks there show them: also on the days on which they are put forward or back.
 *
 * @param until no more; if it is earlier than the beginning, it is of the next day
 */
public record DailyHours(LocalTime from, LocalTime until, ZoneId zone) {

    private static final String FORM = "must be hours and a time zone, such as 09:30-10:00 America/New_York, was ";
    private static final long DAY = LocalTime.MAX.toNanoOfDay() + 1;

    /** @throws IllegalArgumentException if it is no time at all */
    public DailyHours {
        if (from.equals(until)) {
            throw new IllegalArgumentException("daily hours must not begin when they end, was " + from + "-" + until + "; leave them out for the whole day");
        }
    }

    /**
     * Hours as they are written: {@code 22:00-02:00 Europe/London}.
     *
     * @throws IllegalArgumentException naming what of it can't be understood
     */
    public static DailyHours of(String text) {
        String[] parts = text.strip().split("\\s+");
        String[] hours = parts[0].split("-");
        if (parts.length != 2 || hours.length != 2) {
            throw new IllegalArgumentException(FORM + text);
        }
        try {
            return new DailyHours(LocalTime.parse(hours[0]), LocalTime.parse(hours[1]), ZoneId.of(parts[1]));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(FORM + text, e);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("no time zone is called " + parts[1], e);
        }
    }

    /** Whether it is one of these hours then. */
    public boolean contains(Instant time) {
        LocalTime there = time.atZone(zone).toLocalTime();
        boolean isAfterBegin = !there.isBefore(from);
        boolean isBeforeEnd = there.isBefore(until);
        return from.isBefore(until) ? isAfterBegin && isBeforeEnd : isAfterBegin || isBeforeEnd;
    }

    /** The next moment from which on something else may be so. */
    Instant nextChange(Instant time) {
        LocalDate today = time.atZone(zone).toLocalDate();
        Instant next = Instant.MAX;
        for (LocalDate day : List.of(today, today.plusDays(1), today.plusDays(2))) {
            next = earlier(next, day.atTime(from), time);
            next = earlier(next, day.atTime(until), time);
        }
        ZoneOffsetTransition transition = zone.getRules().nextTransition(time);
        return transition != null && transition.getInstant().isBefore(next) ? transition.getInstant() : next;
    }

    /** On a day on which clocks are put back they may show it twice. */
    private Instant earlier(Instant next, LocalDateTime there, Instant after) {
        Instant earliest = next;
        for (ZoneOffset offset : zone.getRules().getValidOffsets(there)) {
            Instant at = there.toInstant(offset);
            earliest = at.isAfter(after) && at.isBefore(earliest) ? at : earliest;
        }
        return earliest;
    }

    /** What is surely in the others is in these. */
    boolean covers(DailyHours other) {
        return zone.equals(other.zone) && fromBegin(other.from) + other.length() <= length();
    }

    boolean mayOverlap(DailyHours other) {
        return !zone.equals(other.zone) || fromBegin(other.from) < length() || other.fromBegin(from) < other.length();
    }

    private long length() {
        return fromBegin(until);
    }

    private long fromBegin(LocalTime time) {
        return Math.floorMod(time.toNanoOfDay() - from.toNanoOfDay(), DAY);
    }

    @Override
    public String toString() {
        return from + "-" + until + " " + zone;
    }
}

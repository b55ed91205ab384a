package io.portcullis.fix.sessions.schedule;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;

/**
 * From a day of the week and a time to another, once a week.
 *
 * @param lasts by the clock on the wall, from a minute to a week
 */
record Window(DayOfWeek day, LocalTime start, Duration lasts) {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);

    /** @param daysLater on which day after the first it ends */
    static Window of(DayOfWeek day, LocalTime start, int daysLater, LocalTime end) {
        return new Window(day, start, Duration.between(start, end).plusDays(daysLater));
    }

    /** Whether holidays take days out of it, instead of all of it. */
    boolean isOfSeveralDays() {
        return lasts.compareTo(DAY) > 0;
    }

    LocalDateTime startOn(LocalDate date) {
        return date.atTime(start);
    }

    LocalDateTime endOn(LocalDate date) {
        return startOn(date).plus(lasts);
    }

    /** Since the week began on Monday. */
    private Duration offset() {
        return Duration.between(LocalTime.MIDNIGHT, start).plusDays(day.getValue() - 1);
    }

    boolean overlaps(Window other) {
        Duration later = other.offset().minus(offset());
        Duration distance = later.isNegative() ? later.plus(WEEK) : later;
        return distance.compareTo(lasts) < 0 || WEEK.minus(distance).compareTo(other.lasts) < 0;
    }

    @Override
    public String toString() {
        LocalDateTime end = endOn(LocalDate.EPOCH);
        return HoursText.nameOf(day) + " " + start + " - " + HoursText.nameOf(day.plus(end.toLocalDate().toEpochDay())) + " " + end.toLocalTime();
    }
}

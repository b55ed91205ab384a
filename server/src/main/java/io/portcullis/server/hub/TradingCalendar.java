package io.portcullis.server.hub;

import io.portcullis.fix.sessions.schedule.SessionHours;
import io.portcullis.fix.sessions.schedule.SessionHours.Times;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Which trading day it is, and when each begins and ends. A day has the date on which it ends. */
final class TradingCalendar {

    /** Longer than any series of holidays. */
    private static final int LOOK_BACK_DAYS = 60;

    private final SessionHours hours;

    /** @param hours without windows of several days */
    TradingCalendar(SessionHours hours) {
        this.hours = hours;
    }

    /** The trading day that goes on at that time; null between two of them, as in the night, at weekends and on holidays. */
    @Nullable
    LocalDate dayAt(Instant at) {
        LocalDate date = at.atZone(hours.zone()).toLocalDate();
        for (LocalDate day = date.plusDays(1); !day.isBefore(date.minusDays(1)); day = day.minusDays(1)) {
            Times times = hours.timesOf(day);
            if (times != null && !at.isBefore(times.start()) && at.isBefore(times.end())) {
                return day;
            }
        }
        return null;
    }

    /** The last one that has ended by then; null if there was none in the last weeks. */
    @Nullable
    LocalDate lastBefore(Instant at) {
        LocalDate date = at.atZone(hours.zone()).toLocalDate();
        for (LocalDate day = date; day.isAfter(date.minusDays(LOOK_BACK_DAYS)); day = day.minusDays(1)) {
            Times times = hours.timesOf(day);
            if (times != null && !times.end().isAfter(at)) {
                return day;
            }
        }
        return null;
    }

    /** The next trading day behind that one; null if there is none in the next weeks. */
    @Nullable
    LocalDate firstAfter(LocalDate day) {
        for (LocalDate next = day.plusDays(1); next.isBefore(day.plusDays(LOOK_BACK_DAYS)); next = next.plusDays(1)) {
            if (hours.timesOf(next) != null) {
                return next;
            }
        }
        return null;
    }

    /** When a day begins or ends next, later than that; null if none does in the next weeks. */
    @Nullable
    Instant nextChange(Instant after) {
        LocalDate date = after.atZone(hours.zone()).toLocalDate().minusDays(1);
        for (LocalDate day = date; day.isBefore(date.plusDays(LOOK_BACK_DAYS)); day = day.plusDays(1)) {
            Times times = hours.timesOf(day);
            if (times != null && times.start().isAfter(after)) {
                return times.start();
            }
            if (times != null && times.end().isAfter(after)) {
                return times.end();
            }
        }
        return null;
    }

    /** When it ends; null if it is no trading day. */
    @Nullable
    Instant endOf(LocalDate day) {
        Times times = hours.timesOf(day);
        return times == null ? null : times.end();
    }

    /** As an operator reads it. */
    String shown(Instant at) {
        return hours.shown(at);
    }
}

package io.portcullis.server.settings;

import io.portcullis.fix.sessions.engine.FixSessionSettings;
import io.portcullis.fix.sessions.schedule.Holidays;
import io.portcullis.fix.sessions.schedule.Numbering;
import io.portcullis.fix.sessions.schedule.SessionHours;
import org.jspecify.annotations.Nullable;

/** The keys of a session that say when it is up, and how its sequence numbers begin anew. */
final class HoursEntry {

    private HoursEntry() {
    }

    static SessionHours read(Section s) {
        String resetAt = s.valueOrNull("reset-at", text -> {
            SessionHours.of("always", text, Holidays.NONE);
            return text;
        });
        Holidays named = s.valueOrNull("holidays", name -> calendar(s, name));
        SessionHours hours = s.valueOrNull("schedule", text -> hours(text, resetAt, named));
        return hours == null ? hours("always", resetAt, named) : hours;
    }

    /** When a venue trades. */
    static SessionHours trading(Section s) {
        Holidays holidays = tradingHolidays(s);
        SessionHours hours = s.valueOrNull("trading-hours", text -> SessionHours.of(text, "never", holidays));
        return hours == null ? SessionHours.of("always", "never", holidays) : hours;
    }

    /** When the hub has a trading day. */
    static SessionHours tradingDay(Section s) {
        Holidays holidays = tradingHolidays(s);
        SessionHours hours = s.valueOrNull("trading-day", text -> {
            SessionHours read = SessionHours.of(text, "never", holidays);
            if (read.hasWindowsOfSeveralDays()) {
                throw new IllegalArgumentException("must not last longer than a day");
            }
            return read;
        });
        return hours == null ? SessionHours.of("always", "never", holidays) : hours;
    }

    private static Holidays tradingHolidays(Section s) {
        Holidays named = s.valueOrNull("trading-holidays", name -> calendar(s, name));
        return named == null ? Holidays.NONE : named;
    }

    static Numbering numbering(Section s, FixSessionSettings session) {
        Numbering otherwise = session.numbering();
        return new Numbering(s.choice("reset-requests", otherwise.requests()), s.choice("reset-by", otherwise.midSession()),
                s.yes("next-expected", otherwise.saysNextExpected()),
                s.choice("recovery", otherwise.recovery()));
    }

    private static SessionHours hours(String schedule, @Nullable String resetAt, @Nullable Holidays holidays) {
        return SessionHours.of(schedule, resetAt == null ? "start" : resetAt, holidays == null ? Holidays.NONE : holidays);
    }

    private static Holidays calendar(Section s, String name) {
        if (!name.matches("[A-Za-z0-9_-]+")) {
            throw new IllegalArgumentException("must be the name of a file in conf/holidays, without .txt");
        }
        return Holidays.of(name, SettingsText.of(s.beside("holidays/" + name + ".txt")).lines().toList());
    }
}

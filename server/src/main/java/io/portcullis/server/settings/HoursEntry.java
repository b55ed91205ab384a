package io.portcullis.server.settings;

import io.portcullis.fix.sessions.engine.FixSessionSettings;
import io.portcullis.fix.sessions.schedule.Holidays;
import io.portcullis.fix.sessions.schedule.Numbering;
import io.portcullis.fix.sessions.schedule.SessionHours;
import io.portcullis.oms.types.Auction;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keys that say when a session is up, and how its sequence numbers begin anew; and when the hub and venues trade. */
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

    /** When a venue trades, and has its auctions. */
    static VenueTimes trading(Section s) {
        Holidays holidays = tradingHolidays(s);
        SessionHours named = s.valueOrNull("trading-hours", text -> SessionHours.of(text, "never", holidays));
        SessionHours tradingDay = s.valueOrNull("trading-day", text -> day(text, holidays));
        SessionHours hours = named != null ? named : tradingDay != null ? tradingDay : SessionHours.of("always", "never", holidays);
        Map<Auction, SessionHours> auctions = new EnumMap<>(Auction.class);
        put(Auction.OPENING, s.valueOrNull("opening-auction", HoursEntry::auction), auctions);
        put(Auction.INTRADAY, s.valueOrNull("intraday-auction", HoursEntry::auction), auctions);
        put(Auction.CLOSING, s.valueOrNull("closing-auction", HoursEntry::auction), auctions);
        VenueTimes times = new VenueTimes(hours, tradingDay, SessionHours.of(hours.toString(), "never", Holidays.NONE), auctions,
                s.durationOrNull("auction-orders-from", Duration.ZERO, Duration.ofDays(1)),
                s.duration("auction-orders-until", Duration.ZERO, Duration.ZERO, Duration.ofDays(1)));
        String objection = times.objection();
        if (objection != null) {
            throw s.mistake(objection);
        }
        return times;
    }

    private static void put(Auction auction, @Nullable SessionHours hours, Map<Auction, SessionHours> to) {
        if (hours != null) {
            to.put(auction, hours);
        }
    }

    private static SessionHours auction(String text) {
        SessionHours hours = SessionHours.of(text, "never", Holidays.NONE);
        if (hours.nextChange(Instant.EPOCH).isEmpty() || hours.hasWindowsOfSeveralDays()) {
            throw new IllegalArgumentException("must be days, times and a zone, such as Mon-Fri 07:50-08:00 Europe/London");
        }
        return hours;
    }

    /** When the hub has a trading day. */
    static SessionHours tradingDay(Section s) {
        Holidays holidays = tradingHolidays(s);
        SessionHours hours = s.valueOrNull("trading-day", text -> day(text, holidays));
        return hours == null ? SessionHours.of("always", "never", holidays) : hours;
    }

    private static SessionHours day(String text, Holidays holidays) {
        SessionHours read = SessionHours.of(text, "never", holidays);
        if (read.hasWindowsOfSeveralDays()) {
            throw new IllegalArgumentException("must not last longer than a day");
        }
        return read;
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

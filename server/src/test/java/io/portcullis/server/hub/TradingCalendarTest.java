package io.portcullis.server.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.portcullis.fix.sessions.schedule.Holidays;
import io.portcullis.fix.sessions.schedule.SessionHours;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class TradingCalendarTest {

    private static final Holidays HOLIDAYS = Holidays.of("TEST", List.of("2026-12-24 12:30", "2026-12-25"));

    private static TradingCalendar calendar(String hours) {
        return new TradingCalendar(SessionHours.of(hours, "never", HOLIDAYS));
    }

    private static void isDay(String expected, String hours, String at) {
        assertEquals(expected == null ? null : LocalDate.parse(expected), calendar(hours).dayAt(Instant.parse(at)));
    }

    @Test
    void alwaysIsEachDayFromMidnightToMidnightOfItsZone() {
        isDay("2026-11-21", "always UTC", "2026-11-21T00:00:00Z");
        isDay("2026-11-21", "always UTC", "2026-11-21T23:59:59.999Z");
        isDay("2026-11-22", "always Asia/Tokyo", "2026-11-21T15:00:00Z");
    }

    @Test
    void betweenTwoDaysThereIsNone() {
        String london = "Mon-Fri 07:00-18:00 Europe/London";
        isDay("2026-11-20", london, "2026-11-20T07:00:00Z");
        isDay(null, london, "2026-11-20T18:00:00Z");
        isDay(null, london, "2026-11-21T12:00:00Z");
        assertEquals(LocalDate.of(2026, 11, 20), calendar(london).lastBefore(Instant.parse("2026-11-22T12:00:00Z")));
        assertEquals(Instant.parse("2026-11-20T18:00:00Z"), calendar(london).endOf(LocalDate.of(2026, 11, 20)));
        assertNull(calendar(london).endOf(LocalDate.of(2026, 11, 21)));
    }

    @Test
    void aDayThatBeginsOnTheEveningBeforeHasTheDateOnWhichItEnds() {
        String futures = "Sun-Thu 18:00-17:00 America/New_York";
        isDay("2026-11-23", futures, "2026-11-22T23:00:00Z");
        isDay("2026-11-23", futures, "2026-11-23T21:59:59Z");
        isDay(null, futures, "2026-11-23T22:00:00Z");
        isDay("2026-11-24", futures, "2026-11-23T23:00:00Z");
        isDay(null, futures, "2026-11-20T23:00:00Z");
    }

    @Test
    void breaksBelongToTheDay() {
        isDay("2026-11-20", "Mon-Fri 09:00-11:30 12:30-15:00 Asia/Tokyo", "2026-11-20T03:00:00Z");
    }

    @Test
    void aHolidayIsNoTradingDayAndOneThatEndsEarlyDoesSo() {
        isDay(null, "always UTC", "2026-12-25T10:00:00Z");
        isDay(null, "always UTC", "2026-12-24T12:30:00Z");
        isDay("2026-12-24", "Mon-Fri 07:00-18:00 UTC", "2026-12-24T12:29:59Z");
        isDay(null, "Mon-Fri 07:00-18:00 UTC", "2026-12-24T13:00:00Z");
    }

    @Test
    void theClocksChangeWithinADay() {
        assertEquals(Instant.parse("2026-10-25T00:00:00Z").plusSeconds(24 * 3600), calendar("always Europe/London").endOf(LocalDate.of(2026, 10, 25)));
        isDay("2026-10-25", "always Europe/London", "2026-10-24T23:00:00Z");
    }
}

package io.portcullis.server.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.portcullis.fix.sessions.schedule.Holidays;
import io.portcullis.fix.sessions.schedule.SessionHours;
import io.portcullis.oms.types.Auction;
import io.portcullis.oms.types.VenueDay;
import io.portcullis.oms.types.VenuePhases;
import io.portcullis.server.settings.VenueTimes;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VenueCalendarTest {

    private static final Holidays HOLIDAYS = Holidays.of("TEST", List.of("2026-12-24 12:35", "2026-12-25"));
    private static final String LONDON = "Mon-Fri 07:50-16:35 Europe/London";

    private VenueCalendar calendar = london(null, Duration.ZERO);

    private static SessionHours hours(String text) {
        return SessionHours.of(text, "never", Holidays.NONE);
    }

    private static VenueCalendar london(@Nullable Duration from, Duration until) {
        Map<Auction, SessionHours> auctions = new EnumMap<>(Auction.class);
        auctions.put(Auction.OPENING, hours("Mon-Fri 07:50-08:00 Europe/London"));
        auctions.put(Auction.INTRADAY, hours("Mon-Fri 12:00-12:02 14:00-14:02 Europe/London"));
        auctions.put(Auction.CLOSING, hours("Mon-Fri 16:30-16:35 Europe/London"));
        return new VenueCalendar(new VenueTimes(SessionHours.of(LONDON, "never", HOLIDAYS), null, hours(LONDON), auctions, from, until));
    }

    private void at(String time, String phase, String standings, String next) {
        VenueCalendar.Moment moment = calendar.at(Instant.parse(time));
        assertEquals(phase, moment.phases().text());
        assertEquals(standings, moment.phases().auctions().stream().map(VenueCalendarTest::shown).collect(Collectors.joining(", ")));
        assertEquals(Instant.parse(next), moment.next());
    }

    private static String shown(VenuePhases.Standing standing) {
        return standing.auction() + " " + standing.stage() + (standing.when().isEmpty() ? "" : " " + standing.when().substring(4, 20));
    }

    @Test
    void aDayGoesFromTheOpeningAuctionToTheClosingOne() {
        at("2026-11-20T07:50:00Z", "opening auction until Fri 2026-11-20 08:00 Europe/London",
                "OPENING TAKES 2026-11-20 08:00, INTRADAY TAKES 2026-11-20 12:02, CLOSING TAKES 2026-11-20 16:35", "2026-11-20T08:00:00Z");
        at("2026-11-20T08:00:00Z", "continuous trading until Fri 2026-11-20 12:00 Europe/London",
                "OPENING OVER 2026-11-20 08:00, INTRADAY TAKES 2026-11-20 12:02, CLOSING TAKES 2026-11-20 16:35", "2026-11-20T12:00:00Z");
        at("2026-11-20T12:01:00Z", "intraday auction until Fri 2026-11-20 12:02 Europe/London",
                "OPENING OVER 2026-11-20 08:00, INTRADAY TAKES 2026-11-20 12:02, CLOSING TAKES 2026-11-20 16:35", "2026-11-20T12:02:00Z");
        at("2026-11-20T12:02:00Z", "continuous trading until Fri 2026-11-20 14:00 Europe/London",
                "OPENING OVER 2026-11-20 08:00, INTRADAY TAKES 2026-11-20 14:02, CLOSING TAKES 2026-11-20 16:35", "2026-11-20T14:00:00Z");
        at("2026-11-20T16:34:59Z", "closing auction until Fri 2026-11-20 16:35 Europe/London",
                "OPENING OVER 2026-11-20 08:00, INTRADAY OVER 2026-11-20 14:02, CLOSING TAKES 2026-11-20 16:35", "2026-11-20T16:35:00Z");
    }

    @Test
    void whileItIsClosedTheNextDaysAuctionsAreAhead() {
        at("2026-11-20T16:35:00Z", "", "OPENING NOT_YET 2026-11-23 07:50, INTRADAY NOT_YET 2026-11-23 07:50, CLOSING NOT_YET 2026-11-23 07:50",
                "2026-11-23T07:50:00Z");
    }

    @Test
    void ordersAreTakenForSoLong() {
        calendar = london(Duration.ofMinutes(30), Duration.ofMinutes(1));
        at("2026-11-20T15:59:00Z", "continuous trading until Fri 2026-11-20 16:30 Europe/London",
                "OPENING OVER 2026-11-20 07:59, INTRADAY OVER 2026-11-20 14:01, CLOSING NOT_YET 2026-11-20 16:00", "2026-11-20T16:00:00Z");
        at("2026-11-20T16:00:00Z", "continuous trading until Fri 2026-11-20 16:30 Europe/London",
                "OPENING OVER 2026-11-20 07:59, INTRADAY OVER 2026-11-20 14:01, CLOSING TAKES 2026-11-20 16:34", "2026-11-20T16:30:00Z");
        at("2026-11-20T16:34:00Z", "closing auction until Fri 2026-11-20 16:35 Europe/London",
                "OPENING OVER 2026-11-20 07:59, INTRADAY OVER 2026-11-20 14:01, CLOSING OVER 2026-11-20 16:34", "2026-11-20T16:35:00Z");
    }

    @Test
    void onADayThatEndsEarlyTheClosingAuctionIsEarlierAndWhatWouldBeLaterIsNot() {
        at("2026-12-24T12:10:00Z", "continuous trading until Thu 2026-12-24 12:30 Europe/London",
                "OPENING OVER 2026-12-24 08:00, INTRADAY OVER 2026-12-24 12:02, CLOSING TAKES 2026-12-24 12:35", "2026-12-24T12:30:00Z");
        at("2026-12-24T12:30:00Z", "closing auction until Thu 2026-12-24 12:35 Europe/London",
                "OPENING OVER 2026-12-24 08:00, INTRADAY OVER 2026-12-24 12:02, CLOSING TAKES 2026-12-24 12:35", "2026-12-24T12:35:00Z");
        at("2026-12-24T12:35:00Z", "", "OPENING NOT_YET 2026-12-28 07:50, INTRADAY NOT_YET 2026-12-28 07:50, CLOSING NOT_YET 2026-12-28 07:50",
                "2026-12-28T07:50:00Z");
    }

    @Test
    void anAuctionOfTheEveningBeforeBelongsToItsDay() {
        SessionHours chicago = hours("Sun-Thu 16:45-16:00 America/Chicago");
        calendar = new VenueCalendar(
                new VenueTimes(chicago, null, chicago, Map.of(Auction.OPENING, hours("Sun-Thu 16:45-17:00 America/Chicago")), null, Duration.ZERO));
        at("2026-11-22T22:50:00Z", "opening auction until Sun 2026-11-22 17:00 America/Chicago", "OPENING TAKES 2026-11-22 17:00", "2026-11-22T23:00:00Z");
        at("2026-11-23T12:00:00Z", "continuous trading until Mon 2026-11-23 16:00 America/Chicago", "OPENING OVER 2026-11-22 17:00", "2026-11-23T22:00:00Z");
    }

    @Test
    void ofADayWithoutThatAuctionItIsOver() {
        calendar = new VenueCalendar(
                new VenueTimes(hours(LONDON), null, hours(LONDON), Map.of(Auction.CLOSING, hours("Fri 16:30-16:35 Europe/London")), null, Duration.ZERO));
        at("2026-11-19T12:00:00Z", "continuous trading until Thu 2026-11-19 16:35 Europe/London", "CLOSING OVER", "2026-11-19T16:35:00Z");
    }

    @Test
    void aVenueWithTradingDaysOfItsOwnIsOpenInItsHoursOfThem() {
        SessionHours day = SessionHours.of("Sun-Thu 17:00-16:00 America/Chicago", "never", Holidays.of("TEST", List.of("2026-11-26")));
        SessionHours hours = hours("Sun-Fri 17:00-16:00 America/Chicago");
        calendar = new VenueCalendar(new VenueTimes(hours, day, hours, Map.of(), null, Duration.ZERO));
        openOn("2026-11-23T12:00:00Z", true, new VenueDay(LocalDate.of(2026, 11, 23), false));
        openOn("2026-11-23T22:30:00Z", false, new VenueDay(LocalDate.of(2026, 11, 23), true));
        assertEquals("Mon 2026-11-23 17:00 America/Chicago", calendar.shown(Objects.requireNonNull(calendar.opens(Instant.parse("2026-11-23T22:30:00Z")))));
        openOn("2026-11-23T23:00:00Z", true, new VenueDay(LocalDate.of(2026, 11, 24), false));
        openOn("2026-11-26T01:00:00Z", false, new VenueDay(LocalDate.of(2026, 11, 25), true));
        assertEquals("Thu 2026-11-26 17:00 America/Chicago", calendar.shown(Objects.requireNonNull(calendar.opens(Instant.parse("2026-11-26T01:00:00Z")))));
    }

    private void openOn(String time, boolean isOpen, VenueDay day) {
        assertEquals(isOpen, calendar.isOpen(Instant.parse(time)));
        assertEquals(day, calendar.ownDay(Instant.parse(time)));
    }
}

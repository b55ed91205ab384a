package io.portcullis.server.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.portcullis.fix.sessions.schedule.Holidays;
import io.portcullis.fix.sessions.schedule.SessionHours;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.Auction;
import io.portcullis.oms.types.VenueId;
import io.portcullis.server.settings.VenueTimes;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TradingClockTest {

    private static final VenueId LSE = new VenueId("LSE");
    private static final Holidays HOLIDAYS = Holidays.of("TEST", List.of("2026-11-24"));

    private final ShardState state = new ShardState();
    private final List<String> said = new ArrayList<>();
    private TradingClock clock = clock("Mon-Fri 07:00-18:00 UTC");

    private TradingClock clock(String tradingDay) {
        return new TradingClock(() -> state, this::decide, hours(tradingDay));
    }

    private static SessionHours hours(String text) {
        return SessionHours.of(text, "never", HOLIDAYS);
    }

    private void decide(Command command) {
        switch (command) {
            case Command.StartDay c -> happens(new Event.DayStarted(c.tradingDay()), "starts " + c.tradingDay());
            case Command.EndDay c -> happens(new Event.DayEnded(c.tradingDay(), c.user(), c.reason()), "ends " + c.tradingDay() + ", " + c.reason());
            case Command.CloseVenue c -> happens(new Event.VenueClosed(c.venue(), c.opens()), c.venue() + " closes until " + c.opens());
            case Command.OpenVenue c -> happens(new Event.VenueOpened(c.venue()), c.venue() + " opens");
            case Command.BeginVenueDay c -> happens(new Event.VenueDayChanged(c.venue(), c.day()), c.venue() + ": " + c.day());
            case Command.BeginPhase c -> happens(new Event.VenuePhaseBegan(c.venue(), c.phases(), null), c.venue() + ": " + c.phases().text());
            default -> throw new IllegalArgumentException(command.toString());
        }
    }

    private void happens(Event event, String text) {
        state.after(event, 0);
        said.add(text);
    }

    private void at(String time, String... expected) {
        clock.look(Instant.parse(time));
        assertEquals(List.of(expected), said);
        said.clear();
    }

    @Test
    void aDayBeginsAndEndsByTheCalendar() {
        at("2026-11-20T12:00:00Z", "starts 2026-11-20");
        at("2026-11-20T12:00:01Z");
        at("2026-11-20T17:59:59Z");
        at("2026-11-20T18:00:00Z", "ends 2026-11-20, it lasted until Fri 2026-11-20 18:00 UTC");
        at("2026-11-21T12:00:00Z");
        at("2026-11-23T07:00:00Z", "starts 2026-11-23");
        at("2026-11-23T18:00:30Z", "ends 2026-11-23, it lasted until Mon 2026-11-23 18:00 UTC");
        at("2026-11-24T12:00:00Z");
        at("2026-11-25T07:00:59Z", "starts 2026-11-25");
    }

    @Test
    void whatTheHubSleptThroughIsDoneWhenItIsBack() {
        at("2026-11-20T12:00:00Z", "starts 2026-11-20");
        clock = clock("Mon-Fri 07:00-18:00 UTC");
        at("2026-11-23T08:00:00Z", "ends 2026-11-20, it lasted until Fri 2026-11-20 18:00 UTC", "starts 2026-11-23");
    }

    @Test
    void aDayThatCannotBeginYetIsTriedAgainSoon() {
        List<Command> refused = new ArrayList<>();
        clock = new TradingClock(() -> state, refused::add, hours("Mon-Fri 07:00-18:00 UTC"));
        clock.look(Instant.parse("2026-11-20T12:00:00Z"));
        clock.look(Instant.parse("2026-11-20T12:00:00.9Z"));
        assertEquals(1, refused.size());
        clock.look(Instant.parse("2026-11-20T12:00:01Z"));
        assertEquals(2, refused.size());
    }

    @Test
    void withoutANightOneDayFollowsTheOther() {
        clock = clock("always UTC");
        at("2026-11-20T12:00:00Z", "starts 2026-11-20");
        at("2026-11-21T00:00:00Z", "ends 2026-11-20, it lasted until Sat 2026-11-21 00:00 UTC", "starts 2026-11-21");
    }

    @Test
    void aHubThatIsStartedForTheFirstTimeBetweenTwoDaysTakesNoOrders() {
        at("2026-11-21T12:00:00Z", "starts 2026-11-20", "ends 2026-11-20, it lasted until Fri 2026-11-20 18:00 UTC");
        at("2026-11-23T07:00:00Z", "starts 2026-11-23");
    }

    @Test
    void aDayThatWasEndedByHandStaysEnded() {
        at("2026-11-20T12:00:00Z", "starts 2026-11-20");
        state.after(new Event.DayEnded(LocalDate.of(2026, 11, 20), "ann", "early close"), 0);
        at("2026-11-20T13:30:00Z");
        at("2026-11-20T18:00:00Z");
        at("2026-11-23T07:00:00Z", "starts 2026-11-23");
    }

    @Test
    void venuesOpenAndCloseByTheirHours() {
        clock = clock("always UTC");
        clock.venues(Map.of(LSE, VenueTimes.of(hours("Mon-Fri 08:00-16:30 Europe/London"))));
        at("2026-11-20T07:59:00Z", "starts 2026-11-20", "LSE closes until Fri 2026-11-20 08:00 Europe/London");
        at("2026-11-20T08:00:00Z", "LSE opens");
        at("2026-11-20T08:00:01Z");
        at("2026-11-20T16:30:00Z", "LSE closes until Mon 2026-11-23 08:00 Europe/London");
        clock.venues(Map.of(LSE, VenueTimes.of(hours("always UTC"))));
        at("2026-11-20T16:30:01Z", "LSE opens");
    }

    @Test
    void aVenueThatIsGoneIsNoLongerWaitedFor() {
        clock.venues(Map.of(LSE, VenueTimes.of(hours("Mon-Fri 08:00-16:30 Europe/London"))));
        at("2026-11-20T17:00:00Z", "starts 2026-11-20", "LSE closes until Mon 2026-11-23 08:00 Europe/London");
        clock.venues(Map.of());
        at("2026-11-20T17:00:01Z", "LSE opens");
    }

    @Test
    void aVenueIsInAPhaseOfItsDayWhichIsSaidOnce() {
        clock = clock("always UTC");
        clock.venues(Map.of(LSE, withAuctions("Mon-Fri 07:50-16:35 Europe/London")));
        at("2026-11-20T07:00:00Z", "starts 2026-11-20", "LSE closes until Fri 2026-11-20 07:50 Europe/London", "LSE: ");
        at("2026-11-20T07:50:00Z", "LSE: opening auction until Fri 2026-11-20 08:00 Europe/London", "LSE opens");
        at("2026-11-20T07:50:01Z");
        at("2026-11-20T08:00:00Z", "LSE: continuous trading until Fri 2026-11-20 16:30 Europe/London");
        clock = clock("always UTC");
        clock.venues(Map.of(LSE, withAuctions("Mon-Fri 07:50-16:35 Europe/London")));
        at("2026-11-20T09:00:00Z");
        at("2026-11-20T16:30:00Z", "LSE: closing auction until Fri 2026-11-20 16:35 Europe/London");
        at("2026-11-20T16:35:00Z", "LSE closes until Mon 2026-11-23 07:50 Europe/London", "LSE: ");
        clock.venues(Map.of(LSE, VenueTimes.of(hours("always UTC"))));
        at("2026-11-20T16:35:01Z", "LSE: ", "LSE opens");
    }

    private static VenueTimes withAuctions(String hours) {
        return new VenueTimes(hours(hours), null, hours(hours), Map.of(Auction.OPENING, hours("Mon-Fri 07:50-08:00 Europe/London"), Auction.CLOSING,
                hours("Mon-Fri 16:30-16:35 Europe/London")), null, Duration.ZERO);
    }

    @Test
    void aVenuesOwnDayBeginsBeforeItOpensAndEndsWhenItIsClosed() {
        clock = clock("always UTC");
        SessionHours tokyo = hours("Mon-Fri 09:00-15:30 Asia/Tokyo");
        clock.venues(Map.of(LSE, new VenueTimes(tokyo, tokyo, tokyo, Map.of(), null, Duration.ZERO)));
        at("2026-11-20T01:00:00Z", "starts 2026-11-20", "LSE: VenueDay[date=2026-11-20, isOver=false]");
        at("2026-11-20T06:30:00Z", "LSE closes until Mon 2026-11-23 09:00 Asia/Tokyo", "LSE: VenueDay[date=2026-11-20, isOver=true]");
        at("2026-11-20T07:30:00Z");
        at("2026-11-23T00:00:00Z", "ends 2026-11-20, it lasted until Sat 2026-11-21 00:00 UTC", "starts 2026-11-23",
                "LSE: VenueDay[date=2026-11-23, isOver=false]", "LSE opens");
        clock.venues(Map.of(LSE, VenueTimes.of(hours("always UTC"))));
        at("2026-11-23T00:00:01Z", "LSE: null");
    }
}

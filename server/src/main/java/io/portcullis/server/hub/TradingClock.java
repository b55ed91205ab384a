package io.portcullis.server.hub;

import io.portcullis.fix.sessions.schedule.SessionHours;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.VenueDay;
import io.portcullis.oms.types.VenueId;
import io.portcullis.oms.types.VenuePhases;
import io.portcullis.server.settings.VenueTimes;
import io.portcullis.server.shard.Shard;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Begins and ends trading days, opens and closes venues, and tells of the phases of their days, when the calendars say so. What the hub slept through is done when it is back. On the shard's thread. */
public final class TradingClock {

    private static final String USER = "the calendar";
    private static final Duration LONGEST_SLEEP = Duration.ofMinutes(1);
    private static final Duration UNTIL_ALL_IS_TOLD = Duration.ofSeconds(1);

    private final Supplier<ShardState> state;
    private final Consumer<Command> shard;
    private final TradingCalendar calendar;
    private final Map<VenueId, VenueCalendar> venues = new LinkedHashMap<>();
    private Instant nextLook = Instant.MIN;

    /** @param tradingDay when the hub has a trading day; without windows of several days */
    public TradingClock(Shard shard, SessionHours tradingDay) {
        this(shard::state, shard::accept, tradingDay);
    }

    TradingClock(Supplier<ShardState> state, Consumer<Command> shard, SessionHours tradingDay) {
        this.state = state;
        this.shard = shard;
        this.calendar = new TradingCalendar(tradingDay);
    }

    /** These are the venues, and when they trade and have auctions, from now on. */
    public void venues(Map<VenueId, VenueTimes> times) {
        venues.clear();
        times.forEach((venue, its) -> venues.put(venue, new VenueCalendar(its)));
        nextLook = Instant.MIN;
    }

    /** Looks whether it is time for something. A day that was ended by hand stays ended. */
    void look(Instant now) {
        if (now.isBefore(nextLook)) {
            return;
        }
        nextLook = now.plus(LONGEST_SLEEP);
        days(now);
        hours(now);
    }

    private void days(Instant now) {
        LocalDate today = calendar.dayAt(now);
        LocalDate last = state.get().tradingDay();
        if (last == null && today == null) {
            start(calendar.lastBefore(now));
        }
        LocalDate open = state.get().tradingDay();
        if (open != null && state.get().dayEnded() == null && (today == null || today.isAfter(open))) {
            Instant end = calendar.endOf(open);
            shard.accept(new Command.EndDay(open, USER, end == null ? "its time is over" : "it lasted until " + calendar.shown(end)));
        }
        if (today != null && (open == null || today.isAfter(open))) {
            start(today);
            if (!today.equals(state.get().tradingDay())) {
                wakeAt(now.plus(UNTIL_ALL_IS_TOLD));
            }
        }
        if (today != null) {
            wakeAt(calendar.endOf(today));
        }
    }

    private void start(@Nullable LocalDate day) {
        if (day != null) {
            shard.accept(new Command.StartDay(day));
        }
    }

    private void hours(Instant now) {
        List<VenueId> closed = new ArrayList<>(state.get().venues().outOfHours().keySet());
        venues.forEach((venue, calendar) -> {
            boolean isUp = calendar.isOpen(now);
            if (!isUp && !closed.contains(venue)) {
                Instant opens = calendar.opens(now);
                shard.accept(new Command.CloseVenue(venue, opens == null ? "" : calendar.shown(opens)));
            }
            day(venue, calendar, now);
            phase(venue, calendar, now);
            if (isUp && closed.contains(venue)) {
                shard.accept(new Command.OpenVenue(venue));
            }
            wakeAt(calendar.nextOf(now));
        });
        closed.stream().filter(venue -> !venues.containsKey(venue)).forEach(venue -> shard.accept(new Command.OpenVenue(venue)));
    }

    /** Likewise while it is closed. */
    private void day(VenueId venue, VenueCalendar calendar, Instant now) {
        VenueDay day = calendar.ownDay(now);
        if (!Objects.equals(day, state.get().venues().day(venue))) {
            shard.accept(new Command.BeginVenueDay(venue, day));
        }
    }

    /** While the venue is closed: what is opened finds its auctions as they stand, and what is closed has none any more. */
    private void phase(VenueId venue, VenueCalendar calendar, Instant now) {
        VenuePhases before = state.get().venues().phases(venue);
        VenueCalendar.Moment moment = calendar.at(now);
        if (before == null ? !moment.phases().auctions().isEmpty() : !before.equals(moment.phases())) {
            shard.accept(new Command.BeginPhase(venue, moment.phases()));
        }
        wakeAt(moment.next());
    }

    private void wakeAt(@Nullable Instant at) {
        if (at != null && at.isBefore(nextLook)) {
            nextLook = at;
        }
    }
}

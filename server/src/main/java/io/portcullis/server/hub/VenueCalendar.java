package io.portcullis.server.hub;

import io.portcullis.fix.sessions.schedule.SessionHours;
import io.portcullis.fix.sessions.schedule.SessionHours.Times;
import io.portcullis.oms.types.Auction;
import io.portcullis.oms.types.VenueDay;
import io.portcullis.oms.types.VenuePhases;
import io.portcullis.oms.types.VenuePhases.Stage;
import io.portcullis.server.settings.VenueTimes;
import io.portcullis.server.settings.VenueTimes.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which phase of its day a venue is in, and how its auctions of that day stand; while it is closed, those of the next one. On a day that ends early the closing auction is
 * as much earlier as the end is, and what of the others would lie behind it does not take place.
 */
final class VenueCalendar {

    private static final VenuePhases NOTHING_KNOWN = new VenuePhases(null, "", List.of());
    /** Longer than any series of holidays. */
    private static final int LOOK_AHEAD_DAYS = 60;
    /** From one opening to the next. */
    private static final int MOST_CHANGES = 60;

    /** @param next when it may be otherwise; null if it stays so */
    record Moment(VenuePhases phases, @Nullable Instant next) {
    }

    private record Day(Instant start, Instant end, List<Held> auctions) {
    }

    /** One auction of a day. */
    private record Held(Auction auction, Span span) {
    }

    private final VenueTimes times;
    private final @Nullable TradingCalendar ownDays;
    private @Nullable Day day;

    VenueCalendar(VenueTimes times) {
        this.times = times;
        SessionHours own = times.tradingDay();
        this.ownDays = own == null ? null : new TradingCalendar(own);
    }

    /** Whether it takes orders: in its hours, and in its trading day. */
    boolean isOpen(Instant now) {
        return times.hours().isUp(now) && (ownDays == null || ownDays.dayAt(now) != null);
    }

    /** When that changes, if it is closed then: the next time that it opens. Null if it does not within the next weeks. */
    @Nullable
    Instant opens(Instant now) {
        Instant at = now;
        for (int i = 0; i < MOST_CHANGES; i++) {
            Instant next = nextOf(at);
            if (next == null || isOpen(next)) {
                return next;
            }
            at = next;
        }
        return null;
    }

    /** When it may be open or closed, in a day or between two, other than it is; null if it stays so. */
    @Nullable
    Instant nextOf(Instant now) {
        Instant ofHours = times.hours().nextChange(now).orElse(null);
        Instant ofDay = ownDays == null ? null : ownDays.nextChange(now);
        return ofHours == null || ofDay != null && ofDay.isBefore(ofHours) ? ofDay : ofHours;
    }

    /** Its own trading day, or the last one; null if it has the hub's. */
    @Nullable
    VenueDay ownDay(Instant now) {
        if (ownDays == null) {
            return null;
        }
        LocalDate today = ownDays.dayAt(now);
        LocalDate last = today == null ? ownDays.lastBefore(now) : today;
        return last == null ? null : new VenueDay(last, today == null);
    }

    private SessionHours hours() {
        return times.hours();
    }

    /** As an operator reads it. */
    String shown(Instant at) {
        return hours().shown(at);
    }

    /** How it is then. */
    Moment at(Instant now) {
        if (times.auctions().isEmpty()) {
            return new Moment(NOTHING_KNOWN, null);
        }
        Day today = day == null || !now.isBefore(day.end) || now.isBefore(day.start) ? dayAt(now) : day;
        day = today;
        if (today == null) {
            return new Moment(new VenuePhases(null, "", standings(null, now)), null);
        }
        Held goesOn = null;
        Instant change = now.isBefore(today.start) ? today.start : today.end;
        for (Held held : today.auctions) {
            if (!now.isBefore(held.span.start()) && now.isBefore(held.span.end())) {
                goesOn = held;
            }
            change = earlier(earlier(change, held.span.start(), now), held.span.end(), now);
        }
        String until = now.isBefore(today.start) ? "" : hours().shown(change);
        Instant next = change;
        for (Held held : today.auctions) {
            next = earlier(earlier(next, from(held, today), now), until(held), now);
        }
        return new Moment(new VenuePhases(goesOn == null ? null : goesOn.auction, until, standings(today, now)), next);
    }

    private static Instant earlier(Instant one, Instant other, Instant after) {
        return other.isAfter(after) && other.isBefore(one) ? other : one;
    }

    private List<VenuePhases.Standing> standings(@Nullable Day today, Instant now) {
        List<VenuePhases.Standing> standings = new ArrayList<>();
        for (Auction auction : Auction.values()) {
            if (times.auctions().containsKey(auction)) {
                standings.add(standing(auction, today, now));
            }
        }
        return standings;
    }

    private VenuePhases.Standing standing(Auction auction, @Nullable Day today, Instant now) {
        Instant last = null;
        for (Held held : today == null ? List.<Held>of() : today.auctions) {
            if (today != null && held.auction == auction) {
                last = until(held);
                if (now.isBefore(last)) {
                    Instant from = from(held, today);
                    return now.isBefore(from) ? new VenuePhases.Standing(auction, Stage.NOT_YET, hours().shown(from))
                            : new VenuePhases.Standing(auction, Stage.TAKES, hours().shown(last));
                }
            }
        }
        return new VenuePhases.Standing(auction, Stage.OVER, last == null ? "" : hours().shown(last));
    }

    private Instant from(Held held, Day of) {
        Duration before = times.ordersFrom();
        Instant from = before == null ? of.start : held.span.start().minus(before);
        return from.isBefore(of.start) ? of.start : from;
    }

    private Instant until(Held held) {
        return held.span.end().minus(times.ordersUntil());
    }

    /** The one that goes on or, while the venue is closed, the next one; null if there is none in the next weeks. */
    private @Nullable Day dayAt(Instant now) {
        LocalDate date = now.atZone(hours().zone()).toLocalDate().minusDays(1);
        for (int i = 0; i < LOOK_AHEAD_DAYS; i++) {
            Times its = hours().timesOf(date.plusDays(i));
            if (its != null && now.isBefore(its.end())) {
                return dayOf(date.plusDays(i), its);
            }
        }
        return null;
    }

    private Day dayOf(LocalDate date, Times its) {
        Times usual = times.usualHours().timesOf(date);
        Instant usualEnd = usual == null ? its.end() : usual.end();
        Duration early = Duration.between(its.end(), usualEnd);
        List<Held> auctions = new ArrayList<>();
        times.auctions().forEach((auction, when) -> {
            Duration ahead = auction == Auction.CLOSING ? early : Duration.ZERO;
            for (Span span : VenueTimes.spans(when, its.start(), usualEnd)) {
                Instant start = span.start().minus(ahead);
                Instant end = span.end().minus(ahead);
                if (!start.isBefore(its.start()) && start.isBefore(its.end())) {
                    auctions.add(new Held(auction, new Span(start, end.isAfter(its.end()) ? its.end() : end)));
                }
            }
        });
        auctions.sort((one, other) -> one.span.start().compareTo(other.span.start()));
        return new Day(its.start(), its.end(), List.copyOf(auctions));
    }
}

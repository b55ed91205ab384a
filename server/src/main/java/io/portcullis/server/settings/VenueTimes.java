package io.portcullis.server.settings;

import io.portcullis.fix.sessions.schedule.SessionHours;
import io.portcullis.oms.types.Auction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When a venue trades, and when it has its auctions.
 *
 * @param hours when it takes orders
 * @param tradingDay its own trading days; null if it has the hub's
 * @param usualHours the same without its calendar: what a day is like that is no holiday and does not end early
 * @param auctions those that are known, by the usual hours of each
 * @param ordersFrom how long before the auction it begins to take orders for one; null if it collects them whenever it is open
 * @param ordersUntil how long before the end of an auction it stops to
 */
public record VenueTimes(SessionHours hours, @Nullable SessionHours tradingDay, SessionHours usualHours, Map<Auction, SessionHours> auctions,
        @Nullable Duration ordersFrom,
        Duration ordersUntil) {

    /** Any week without a change of clocks in it. */
    private static final Instant A_MONDAY = Instant.parse("2026-01-12T00:00:00Z");
    private static final Duration A_WEEK = Duration.ofDays(7);

    /** An uninterrupted time. */
    public record Span(Instant start, Instant end) {

        boolean overlaps(Span other) {
            return start.isBefore(other.end) && other.start.isBefore(end);
        }
    }

    public VenueTimes {
        auctions = Map.copyOf(auctions);
    }

    /** Those of a venue of whose auctions nothing is known. */
    public static VenueTimes of(SessionHours hours) {
        return new VenueTimes(hours, null, hours, Map.of(), null, Duration.ZERO);
    }

    /** What of those hours lies between two moments, in its order. */
    public static List<Span> spans(SessionHours hours, Instant from, Instant to) {
        List<Span> spans = new ArrayList<>();
        Instant at = from;
        while (at.isBefore(to)) {
            Instant change = hours.nextChange(at).filter(next -> next.isBefore(to)).orElse(to);
            if (hours.isUp(at)) {
                spans.add(new Span(at, change));
            }
            at = change;
        }
        return spans;
    }

    /** What is wrong with the auctions, beginning with the key that says it; null if nothing is. */
    @Nullable
    String objection() {
        if (!auctions.isEmpty() && hours.hasWindowsOfSeveralDays()) {
            return "trading-hours = " + hours + ": must not last longer than a day where auctions are named";
        }
        for (Auction auction : Auction.values()) {
            SessionHours its = auctions.get(auction);
            String objection = its == null ? null : objectionTo(auction, its);
            if (objection != null) {
                return objection;
            }
        }
        return null;
    }

    private @Nullable String objectionTo(Auction auction, SessionHours its) {
        for (Span span : ofAWeek(its)) {
            if (!isInHours(span)) {
                return keyOf(auction) + " = " + its + ": must lie within trading-hours = " + usualHours + ", but " + its.shown(span.start) + " does not";
            }
            for (Map.Entry<Auction, SessionHours> other : auctions.entrySet()) {
                if (other.getKey().compareTo(auction) > 0 && ofAWeek(other.getValue()).stream().anyMatch(span::overlaps)) {
                    return keyOf(auction) + " = " + its + ": must not overlap with " + keyOf(other.getKey()) + " = " + other.getValue();
                }
            }
        }
        return null;
    }

    private static List<Span> ofAWeek(SessionHours hours) {
        return spans(hours, A_MONDAY, A_MONDAY.plus(A_WEEK));
    }

    private boolean isInHours(Span span) {
        return usualHours.isUp(span.start) && usualHours.nextChange(span.start).map(change -> !change.isBefore(span.end)).orElse(true);
    }

    /** The key of the venue's section: opening-auction, intraday-auction or closing-auction. */
    private static String keyOf(Auction auction) {
        return auction.text().replace(' ', '-');
    }
}

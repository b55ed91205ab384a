package io.portcullis.server.simulation;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.KillFact;
import io.portcullis.oms.limit.Dimension;
import io.portcullis.oms.limit.Limit;
import io.portcullis.oms.limit.Measure;
import io.portcullis.oms.limit.Scope;
import io.portcullis.oms.order.MarketStates;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.VenueId;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;

/** What holds of limits on what is out: nothing is killed by them while prices come, venues are there, and instruments are traded. */
final class OutageChecks {

    private OutageChecks() {
    }

    /** @param prices when the last ones have come */
    static void after(Event event, long time, Command.PricesSeen prices, Set<VenueId> venues, ShardState state) {
        if (!(event instanceof Event.KillTold told) || !(told.fact() instanceof KillFact.Ordered kill) || !kill.user().equals("limits")) {
            return;
        }
        Scope scope = kill.subset().scope();
        if (isFor(Measure.STALE_PRICES, kill)) {
            checkPrices(kill, scope, time, prices, state);
        }
        if (isFor(Measure.VENUE_AWAY, kill) && state.venues().connected().containsAll(venues)) {
            throw new BrokenInvariant(kill.subset() + " is killed as a venue is away, and all are there: " + kill.reason());
        }
        if (isFor(Measure.VENUE_HALTS, kill) && state.markets().all().stream().noneMatch(OutageChecks::isHaltedByAVenue)) {
            throw new BrokenInvariant(kill.subset() + " is killed as instruments are halted, and none is: " + kill.reason());
        }
    }

    private static boolean isFor(Measure measure, KillFact.Ordered kill) {
        return kill.reason().contains(" " + measure.text() + " is ");
    }

    private static void checkPrices(KillFact.Ordered kill, Scope scope, long time, Command.PricesSeen prices, ShardState state) {
        BigDecimal least = state.limits().inForce().stream()
                .filter(limit -> limit.key().measure() == Measure.STALE_PRICES && limit.key().scope().dimensions().equals(scope.dimensions())).map(Limit::most)
                .min(BigDecimal::compareTo).orElseThrow(() -> new BrokenInvariant(kill.subset() + " is killed by a limit that is not there: " + kill.reason()));
        String symbol = scope.value(Dimension.SYMBOL);
        Map<?, Long> times = symbol == null ? prices.byVenue() : prices.bySymbol();
        Long last = symbol == null ? times.values().stream().max(Long::compare).orElse(null) : times.get(symbol);
        if (last == null || time - last < least.longValue() * Timeline.SECOND) {
            throw new BrokenInvariant(
                    kill.subset() + " is killed at " + time + " for want of prices, though the last one came at " + last + ": " + kill.reason());
        }
        if (state.dayEnded() != null) {
            throw new BrokenInvariant(kill.subset() + " is killed for want of prices, though the day is over: " + kill.reason());
        }
    }

    private static boolean isHaltedByAVenue(MarketStates.Standing standing) {
        return standing.halts().stream().anyMatch(halt -> halt.isEverywhere() && halt.source().venue() != null);
    }
}

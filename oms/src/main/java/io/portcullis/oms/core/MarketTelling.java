package io.portcullis.oms.core;

import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.event.MarketFact;
import io.portcullis.oms.order.MarketStates;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Strategy;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the desk is told of how instruments may be traded, and a client whose order is kept here for it. */
final class MarketTelling {

    private MarketTelling() {
    }

    static String text(MarketFact fact) {
        return switch (fact) {
            case MarketFact.Halted f -> f.symbol() + " halted" + (f.isEverywhere() ? "" : " at that venue") + " by " + f.source().text();
            case MarketFact.Resumed f -> f.symbol() + " goes on, by " + f.source().text();
            case MarketFact.BandsSet f -> "price bands of " + f.symbol() + " are " + f.bands() + ", by " + f.source().text();
            case MarketFact.BandsWorkedOut f -> f.symbol() + (f.bands() == null ? " has no price bands any more" : ": price bands worked out, " + f.bands())
                    + ", by " + f.source().text();
            case MarketFact.BandsLifted f -> f.symbol() + " has no price bands any more, by " + f.source().text();
            case MarketFact.ShortSalesRestricted f -> "short sales of " + f.symbol() + " are restricted by Rule 201 for this trading day and the next one, by "
                    + f.source().text();
            case MarketFact.ShortSalesFree f -> "short sales of " + f.symbol() + " are not restricted any more, by " + f.source().text();
        };
    }

    /** Bands come by the second, and whom they concern is told by the orders. */
    static boolean isAlert(MarketFact fact) {
        return !(fact instanceof MarketFact.BandsWorkedOut) && (!(fact instanceof MarketFact.BandsSet) || fact.source().venue() == null);
    }

    /** In words, what a new order that is kept here waits for; null if that is nothing about how its instrument may be traded. */
    static @Nullable String whyKept(MarketStates states, OrderTerms terms) {
        if (states.isEmpty() || terms.ordType().waitsForTrigger() || terms.instructions().display() != null) {
            return null;
        }
        Strategy strategy = terms.instructions().strategy();
        return strategy == null ? whyKept(states, terms.symbol(), terms)
                : strategy.legs().stream().map(leg -> whyKept(states, leg.symbol(), terms)).filter(Objects::nonNull).findFirst().orElse(null);
    }

    private static @Nullable String whyKept(MarketStates states, String symbol, OrderTerms terms) {
        MarketStates.Standing standing = states.of(symbol);
        if (standing == null) {
            return null;
        }
        MarketStates.Halt everywhere = standing.haltEverywhere();
        MarketStates.Halt halt = everywhere != null || standing.halts().isEmpty() ? everywhere : standing.halts().getFirst();
        MarketStates.Banded bands = standing.bands();
        Price limit = terms.price();
        boolean isOutside = bands != null && limit != null && bands.bands().areExceededBy(terms.side().isBuy(), limit);
        return everywhere == null && isOutside && bands != null ? "kept here until its price is within the price bands of " + symbol + ", " + bands.bands()
                : halt != null ? "kept here until trading in " + symbol + " goes on: it is halted by " + halt.source().text() : null;
    }
}

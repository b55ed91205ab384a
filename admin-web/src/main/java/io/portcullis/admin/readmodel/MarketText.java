package io.portcullis.admin.readmodel;

import io.portcullis.oms.event.MarketFact;

/** What is said about how instruments may be traded, in words. */
final class MarketText {

    private MarketText() {
    }

    static String of(MarketFact fact) {
        return switch (fact) {
            case MarketFact.Halted f -> f.symbol() + " halted" + (f.isEverywhere() ? "" : " at this venue") + by(f);
            case MarketFact.Resumed f -> f.symbol() + " goes on" + by(f);
            case MarketFact.BandsSet f -> "Price bands of " + f.symbol() + ": " + f.bands() + by(f);
            case MarketFact.BandsWorkedOut f -> (f.bands() == null ? "No price bands of " + f.symbol() + " any more"
                    : "Price bands of " + f.symbol() + " worked out: " + f.bands()) + by(f);
            case MarketFact.BandsLifted f -> "No price bands of " + f.symbol() + " any more" + by(f);
            case MarketFact.ShortSalesRestricted f -> "Short sales of " + f.symbol() + " restricted by Rule 201 for this trading day and the next one" + by(f);
            case MarketFact.ShortSalesFree f -> "Short sales of " + f.symbol() + " not restricted any more" + by(f);
        };
    }

    private static String by(MarketFact fact) {
        return ", by " + fact.source().text();
    }
}

package io.portcullis.venues.exchange;

import io.portcullis.fix.sessions.schedule.SessionHours;
import io.portcullis.oms.types.Auction;
import io.portcullis.oms.types.Price;
import io.portcullis.venues.exchange.ExchangeReport.Liquidity;
import io.portcullis.venues.exchange.SimulatedExchange.SelfMatch;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a simulated exchange conducts itself.
 *
 * @param auctions when orders are collected for them
 * @param selfMatch which of two orders of one SelfMatchPreventionID(2362) ends
 * @param latency how long a request takes to its book
 * @param jitter by how much longer that may be, at random; requests don't overtake each other
 * @param hasMagicQuantities orders with the OrderQty(38) of a {@link BadHabit} get it
 * @param depth levels of a side that the market maker quotes
 * @param volatilityPercent how far prices walk: of what they do usually, which is up to a percent from the reference price
 * @param fees what it charges
 * @param dropCopyCompId who is told copies of all execution reports, in a session of its own; null for nobody
 * @param flow what makes it alive beside its market maker
 */
public record ExchangeConduct(Map<Auction, SessionHours> auctions, SelfMatch selfMatch, Duration latency, Duration jitter, boolean hasMagicQuantities,
        int depth, int volatilityPercent, Fees fees, @Nullable String dropCopyCompId, ExchangeFlow flow) {

    /**
     * Per share, of either side; less than zero is paid to the member.
     *
     * @param added of who rested
     * @param removed of who came, and of both in an auction
     */
    public record Fees(Price added, Price removed) {

        public static final Fees NONE = new Fees(new Price(0), new Price(0));

        Price of(Liquidity liquidity) {
            return liquidity == Liquidity.ADDED ? added : removed;
        }
    }

    public static final int USUAL_DEPTH = 5;
    public static final int USUAL_VOLATILITY = 100;

    public static final ExchangeConduct USUAL = new ExchangeConduct(Map.of(), SelfMatch.CANCEL_NEWEST, Duration.ZERO, Duration.ZERO, false, USUAL_DEPTH,
            USUAL_VOLATILITY, Fees.NONE, null, ExchangeFlow.USUAL);

    public ExchangeConduct {
        auctions = Map.copyOf(auctions);
    }

    /** The same with other auctions. */
    public ExchangeConduct with(Map<Auction, SessionHours> others) {
        return new ExchangeConduct(others, selfMatch, latency, jitter, hasMagicQuantities, depth, volatilityPercent, fees, dropCopyCompId, flow);
    }

    /** The same with other fees. */
    public ExchangeConduct with(Fees others) {
        return new ExchangeConduct(auctions, selfMatch, latency, jitter, hasMagicQuantities, depth, volatilityPercent, others, dropCopyCompId, flow);
    }

    /** The same with copies for that one. */
    public ExchangeConduct withDropCopy(String compId) {
        return new ExchangeConduct(auctions, selfMatch, latency, jitter, hasMagicQuantities, depth, volatilityPercent, fees, compId, flow);
    }

    /** The same with another latency. */
    public ExchangeConduct with(Duration otherLatency, Duration otherJitter) {
        return new ExchangeConduct(auctions, selfMatch, otherLatency, otherJitter, hasMagicQuantities, depth, volatilityPercent, fees, dropCopyCompId, flow);
    }

    /** The same with another flow. */
    public ExchangeConduct with(ExchangeFlow other) {
        return new ExchangeConduct(auctions, selfMatch, latency, jitter, hasMagicQuantities, depth, volatilityPercent, fees, dropCopyCompId, other);
    }
}

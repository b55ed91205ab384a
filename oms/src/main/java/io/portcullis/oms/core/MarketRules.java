package io.portcullis.oms.core;

import io.portcullis.oms.types.VenueId;
import java.util.Set;

/**
 * What is done with orders in instruments that are halted, outside price bands, or restricted for short sales.
 *
 * @param holdsInHalts a new order in an instrument that is halted is kept here until it goes on; otherwise it is refused
 * @param holdsOutsideBands a new order with a limit outside the price bands is kept here until it is within; otherwise it is refused
 * @param priceTestMarkets at which short sales are restricted (Rule 201): the primary markets of instruments, by MIC; none for nowhere
 * @param haltingAll venues whose halts are of all venues; those of others are of that venue alone
 * @param givingBands venues whose LowPx(333) and HighPx(332) are price bands
 * @param bands how price bands are worked out where nobody tells any
 */
public record MarketRules(boolean holdsInHalts, boolean holdsOutsideBands, Set<String> priceTestMarkets, Set<VenueId> haltingAll, Set<VenueId> givingBands,
        BandRules bands) {

    public static final MarketRules DEFAULT = new MarketRules(false, false, Set.of(), Set.of(), Set.of());

    public MarketRules {
        priceTestMarkets = Set.copyOf(priceTestMarkets);
        haltingAll = Set.copyOf(haltingAll);
        givingBands = Set.copyOf(givingBands);
    }

    /** By which no price bands are worked out. */
    public MarketRules(boolean holdsInHalts, boolean holdsOutsideBands, Set<String> priceTestMarkets, Set<VenueId> haltingAll, Set<VenueId> givingBands) {
        this(holdsInHalts, holdsOutsideBands, priceTestMarkets, haltingAll, givingBands, BandRules.NONE);
    }

    /** Whether short sales of what is listed there are restricted after a fall of the price. */
    public boolean testsShortSalesOf(String mic) {
        return priceTestMarkets.contains(mic);
    }
}

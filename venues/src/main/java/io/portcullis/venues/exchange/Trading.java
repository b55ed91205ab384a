package io.portcullis.venues.exchange;

import io.portcullis.oms.types.Auction;
import io.portcullis.oms.types.Bands;
import org.jspecify.annotations.Nullable;

/**
 * How an instrument is traded at the exchange now.
 *
 * @param auction that orders are collected for; null in any other phase
 * @param bands nothing is executed outside of them; null for none
 */
record Trading(Phase phase, @Nullable Auction auction, @Nullable Bands bands) {

    static final Trading USUAL = new Trading(Phase.CONTINUOUS, null, null);

    enum Phase {
        CONTINUOUS,
        /** Orders may only be canceled. */
        HALTED,
        /** Orders are collected, and executed at one price when it ends. */
        CALL
    }

    Trading in(Phase other, @Nullable Auction which) {
        return new Trading(other, which, bands);
    }

    Trading within(@Nullable Bands others) {
        return new Trading(phase, auction, others);
    }

    boolean isContinuous() {
        return phase == Phase.CONTINUOUS;
    }
}

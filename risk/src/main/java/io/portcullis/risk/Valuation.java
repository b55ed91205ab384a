package io.portcullis.risk;

import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.event.Event.RiskFacts;
import io.portcullis.oms.instrument.DiscretionPrice;
import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Market;
import io.portcullis.oms.instrument.TrailingStop;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.Peg;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Refusal;
import io.portcullis.oms.types.Strategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an order counts with.
 *
 * @param price of one share
 * @param worst the limit or, where the order leaves its venue discretion, the farthest price beyond it; null for an order without a limit
 * @param reference the live reference price, or the last close; null if there is neither. Of a multi-leg order what its legs cost
 * @param legs what the legs of a multi-leg order are worth; null for an order for one instrument
 */
record Valuation(Price price, @Nullable Price worst, @Nullable Price reference, @Nullable LegValues legs) {

    private static final int BASIS_POINTS = 10_000;

    /**
     * Null, with an objection, if it can't be valued.
     *
     * @throws ArithmeticException if it does not fit
     */
    static @Nullable Valuation of(OrderTerms terms, Instrument instrument, Market market, RiskSettings settings, long now, List<Objection> objections) {
        Strategy strategy = terms.instructions().strategy();
        if (strategy != null) {
            return ofLegs(terms, strategy, market, settings.cushionBasisPoints(), objections);
        }
        Price worst = worst(terms, instrument);
        Price reference = reference(terms, instrument, market, worst == null ? settings.referenceAge() : ReferenceAge.ANY, now);
        Price price = worst == null && reference == null && !settings.referenceAge().isOlderUsed() ? null
                : price(terms, instrument, reference, settings.cushionBasisPoints());
        if (price == null) {
            objections.add(new Objection(Refusal.NO_REFERENCE_PRICE, noReference(terms.symbol(), settings.referenceAge())));
            return null;
        }
        return new Valuation(price, worst, reference, null);
    }

    private static @Nullable Price reference(OrderTerms terms, Instrument instrument, Market market, ReferenceAge age, long now) {
        Price live = age.most().isZero() ? market.reference(terms.symbol()) : market.referenceSince(terms.symbol(), now - age.most().toNanos());
        if (live != null || !age.isOlderUsed()) {
            return live;
        }
        Price older = market.reference(terms.symbol());
        return older == null ? instrument.referencePrice() : older;
    }

    private static String noReference(String symbol, ReferenceAge age) {
        return "there is no reference price of " + symbol + (age.isOlderUsed() ? "" : " of the last " + age.most().toSeconds() + " s")
                + " to value an order without a limit with";
    }

    private static @Nullable Valuation ofLegs(OrderTerms terms, Strategy strategy, Market market, int cushionBasisPoints, List<Objection> objections) {
        LegValues legs = LegValues.of(strategy, market, objections);
        return legs == null ? null : new Valuation(legs.valuation(terms, cushionBasisPoints), terms.price(), legs.netPrice(), legs);
    }

    /** That of an order that has passed: as it was valued then. Null, with an objection, if a multi-leg order can't be valued. @param market for what the facts don't have */
    static @Nullable Valuation again(OrderTerms terms, Instrument instrument, RiskFacts facts, Market market, int cushionBasisPoints,
            List<Objection> objections) {
        if (terms.instructions().strategy() != null) {
            return ofLegs(terms, terms.instructions().strategy(), market, cushionBasisPoints, objections);
        }
        Price reference = facts.referencePrice();
        return new Valuation(facts.valuationPrice(), worst(terms, instrument), reference == null ? market.reference(terms.symbol()) : reference, null);
    }

    /**
     * A limit order counts with its price, a buy that may be executed beyond that with the farthest price there, a sell with the reference if that is higher; one without a
     * price with the reference or, if that is higher, the stop price that it waits for, and a cushion. One that follows the market counts from where it begins: the stop price of a buy only falls from there.
     */
    private static @Nullable Price price(OrderTerms terms, Instrument instrument, @Nullable Price reference, int cushionBasisPoints) {
        Price price = terms.side().isBuy() ? worst(terms, instrument) : terms.price();
        if (price == null) {
            Price stopPx = stopPx(terms, instrument, reference);
            Price base = stopPx == null || reference != null && reference.compareTo(stopPx) > 0 ? reference : stopPx;
            return base == null ? null : new Price(Math.addExact(base.raw(), base.raw() / BASIS_POINTS * cushionBasisPoints));
        }
        return reference == null || terms.side().isBuy() || price.compareTo(reference) >= 0 ? price : reference;
    }

    /** The limit, if there is no price as far beyond it as the order says: that is objected to elsewhere. */
    private static @Nullable Price worst(OrderTerms terms, Instrument instrument) {
        Price worst = DiscretionPrice.worst(terms.conditions(), terms.side().isBuy(), instrument.ticks());
        return worst == null ? terms.price() : worst;
    }

    /** Where one that follows the market begins, if that was left to the market. */
    private static @Nullable Price stopPx(OrderTerms terms, Instrument instrument, @Nullable Price reference) {
        Price given = terms.instructions().stopPx();
        Peg peg = terms.instructions().peg();
        return given != null || peg == null || !peg.isTrailingStop() || reference == null ? given
                : new TrailingStop(peg, terms.side().isBuy(), instrument.ticks()).stopPx(reference);
    }
}

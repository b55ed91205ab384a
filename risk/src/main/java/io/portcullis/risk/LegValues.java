package io.portcullis.risk;

import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Market;
import io.portcullis.oms.types.Leg;
import io.portcullis.oms.types.LegField;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Refusal;
import io.portcullis.oms.types.Strategy;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one strategy is worth, for the worst case: legs don't make up for each other, so their values are added up, bought or sold. A leg counts with its ratio times its
 * contract multiplier times the reference price of its instrument or, if that is higher, its own LegPrice(566); an option with the price of what it is about, which it is
 * worth at most.
 *
 * @param gross of all legs, at reference prices
 * @param net what the strategy costs at reference prices: bought legs less sold ones
 * @param hasContracts a leg is an option or a future, of whose own price we know nothing
 */
record LegValues(BigDecimal gross, BigDecimal net, boolean hasContracts) {

    private static final int PLACES = 8;
    private static final int BASIS_POINTS = 10_000;

    /** Null, with an objection, if a leg can't be valued. */
    static @Nullable LegValues of(Strategy strategy, Market market, List<Objection> objections) {
        BigDecimal gross = BigDecimal.ZERO;
        BigDecimal net = BigDecimal.ZERO;
        boolean hasContracts = false;
        for (int i = 0; i < strategy.legs().size(); i++) {
            Leg leg = strategy.legs().get(i);
            BigDecimal value = value(leg, "leg " + (i + 1) + ": ", market, objections);
            if (value == null) {
                return null;
            }
            gross = gross.add(value);
            net = leg.side().isBuy() ? net.add(value) : net.subtract(value);
            hasContracts |= leg.isOption() || leg.isFuture();
        }
        return new LegValues(gross, net, hasContracts);
    }

    private static @Nullable BigDecimal value(Leg leg, String place, Market market, List<Objection> objections) {
        if (leg.isFuture() && leg.fields().get(LegField.CONTRACT_MULTIPLIER) == null) {
            objections.add(
                    new Objection(Refusal.INVALID_LEG, place + "LegContractMultiplier(614) is missing in a leg that is a future: its value depends on it"));
            return null;
        }
        Instrument instrument = market.instruments().bySymbol(leg.symbol());
        Price live = market.reference(leg.symbol());
        Price reference = live != null || instrument == null ? live : instrument.referencePrice();
        if (reference == null) {
            objections.add(new Objection(Refusal.NO_REFERENCE_PRICE, place + "there is no reference price of " + leg.symbol() + " to value it with"));
            return null;
        }
        Price own = leg.price();
        BigDecimal each = decimal(own != null && own.compareTo(reference) > 0 ? own : reference);
        return each.multiply(leg.multiplier()).multiply(new BigDecimal(leg.ratio().toString()));
    }

    private static BigDecimal decimal(Price price) {
        return BigDecimal.valueOf(price.raw(), PLACES);
    }

    /**
     * At which one strategy counts: what its legs are worth or, if that is more, its limit, whatever its sign; without a limit with the cushion of market orders.
     *
     * @throws ArithmeticException if it does not fit
     */
    Price valuation(OrderTerms terms, int cushionBasisPoints) {
        Price limit = terms.price();
        BigDecimal value = limit == null
                ? gross.multiply(BigDecimal.valueOf(BASIS_POINTS + cushionBasisPoints)).movePointLeft(4)
                : gross.max(decimal(limit).abs());
        return price(value);
    }

    /** @throws ArithmeticException if it does not fit */
    Price netPrice() {
        return price(net);
    }

    /** @throws ArithmeticException if it does not fit */
    Price grossPrice() {
        return price(gross);
    }

    private static Price price(BigDecimal value) {
        return new Price(value.setScale(PLACES, RoundingMode.UP).unscaledValue().longValueExact());
    }
}

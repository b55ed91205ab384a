package io.portcullis.risk;

import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Refusal;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * How far a limit price, and the farthest price beyond it at which an order may be executed, lies from the reference price or, in an order that waits for its stop price,
 * from that: the market will be there when the limit counts (RTS 6 Article 15(1)(a), SEC 15c3-5(c)(1)(ii)).
 */
final class PriceCollar implements Check {

    private static final int BASIS_POINTS = 10_000;

    @Override
    public void check(CheckedOrder order, List<Objection> objections) {
        Integer collar = order.limits().priceCollarBasisPoints();
        Price price = order.terms().price();
        if (collar == null || price == null) {
            return;
        }
        LegValues legs = order.legs();
        if (legs != null) {
            checkStrategy(legs, price, collar, objections);
            return;
        }
        Price stopPx = order.terms().instructions().stopPx();
        Price reference = stopPx == null ? order.reference() : stopPx;
        if (reference == null) {
            objections.add(new Objection(Refusal.NO_REFERENCE_PRICE,
                    "there is no reference price of " + order.terms().symbol() + " to check Price(44) " + price + " against"));
        } else if (isOutside(price, reference, collar)) {
            objections.add(new Objection(Refusal.PRICE_COLLAR, "Price(44) " + price + " is " + distance(price, reference, stopPx != null, collar)));
        } else if (order.worstPrice() != null && isOutside(order.worstPrice(), reference, collar)) {
            objections.add(new Objection(Refusal.PRICE_COLLAR, "DiscretionOffsetValue(389) " + order.terms().instructions().discretion() + " takes Price(44) "
                    + price + " to " + order.worstPrice() + ", which is " + distance(order.worstPrice(), reference, stopPx != null, collar)));
        }
    }

    private static String distance(Price price, Price reference, boolean isStopPx, int collar) {
        return percent(price, reference) + "% " + (price.compareTo(reference) > 0 ? "above" : "below") + (isStopPx ? " StopPx(99) " : " the reference ")
                + reference + " (limit " + percent(collar) + "%)";
    }

    /**
     * A net price may be about nothing, so that it says nothing to measure it by itself: how far it is from that of the reference prices is measured by what all legs are
     * worth. Where a leg is an option or a future, nothing is known of what the strategy should cost.
     */
    private static void checkStrategy(LegValues legs, Price price, int collar, List<Objection> objections) {
        Price net = legs.netPrice();
        Money deviation = Money.of(new Quantity(BASIS_POINTS), new Price(Math.abs(Math.subtractExact(price.raw(), net.raw()))));
        if (!legs.hasContracts() && deviation.exceeds(Money.of(new Quantity(collar), legs.grossPrice()))) {
            objections.add(new Objection(Refusal.PRICE_COLLAR,
                    "Price(44) " + price + " is " + (price.compareTo(net) > 0 ? "above" : "below") + " what the legs cost at reference prices, "
                            + net + ", by more than " + percent(collar) + "% of what they are worth together, " + legs.grossPrice()));
        }
    }

    private static boolean isOutside(Price price, Price reference, int collar) {
        Money deviation = Money.of(new Quantity(BASIS_POINTS), new Price(Math.abs(price.raw() - reference.raw())));
        return deviation.exceeds(Money.of(new Quantity(collar), new Price(Math.abs(reference.raw()))));
    }

    private static String percent(Price price, Price reference) {
        return BigDecimal.valueOf(price.raw()).subtract(BigDecimal.valueOf(reference.raw())).abs().movePointRight(2)
                .divide(BigDecimal.valueOf(Math.abs(reference.raw())), 1, RoundingMode.HALF_UP).toPlainString();
    }

    private static String percent(int basisPoints) {
        return BigDecimal.valueOf(basisPoints, 2).stripTrailingZeros().toPlainString();
    }
}

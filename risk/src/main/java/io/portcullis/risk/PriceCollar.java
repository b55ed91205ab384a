package io.portcullis.risk;

import io.portcullis.oms.event.Event.OrderTerms;
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
 * from that: the market will be there when the limit counts.
 */
final class PriceCollar {

    private static final Quantity HUNDRED = Quantity.of(100);

    private PriceCollar() {
    }

    static void check(OrderTerms terms, Valuation valuation, HeldLimit limit, Cell cell, List<Objection> objections) {
        Price price = terms.price();
        if (price == null) {
            return;
        }
        LegValues legs = valuation.legs();
        if (legs != null) {
            checkStrategy(legs, price, limit, cell, objections);
            return;
        }
        Price stopPx = terms.instructions().stopPx();
        Price reference = stopPx == null ? valuation.reference() : stopPx;
        if (reference == null) {
            objections.add(limit.objection(Refusal.NO_REFERENCE_PRICE,
                    "there is no reference price of " + terms.symbol() + " to check Price(44) " + price + " against"));
        } else if (isFurther(price, reference, reference, limit)) {
            objections.add(limit.objection("Price(44) " + price + " is " + distance(price, reference, stopPx != null, limit, cell)));
        } else if (valuation.worst() != null && isFurther(valuation.worst(), reference, reference, limit)) {
            objections.add(
                    limit.objection("DiscretionOffsetValue(389) " + terms.instructions().discretion() + " takes Price(44) " + price
                            + " to " + valuation.worst() + ", which is " + distance(valuation.worst(), reference, stopPx != null, limit, cell)));
        }
    }

    private static String distance(Price price, Price reference, boolean isStopPx, HeldLimit limit, Cell cell) {
        return percent(price, reference) + "% " + (price.compareTo(reference) > 0 ? "above" : "below") + (isStopPx ? " StopPx(99) " : " the reference ")
                + reference
                + ", at most " + limit.limit() + " is allowed by the limit " + cell + " " + limit.measure().text();
    }

    /**
     * A net price may be about nothing, so that it says nothing to measure it by itself: how far it is from that of the reference prices is measured by what all legs are
     * worth. Where a leg is an option or a future, nothing is known of what the strategy should cost.
     */
    private static void checkStrategy(LegValues legs, Price price, HeldLimit limit, Cell cell, List<Objection> objections) {
        Price net = legs.netPrice();
        if (!legs.hasContracts() && isFurther(price, net, legs.grossPrice(), limit)) {
            objections.add(limit.objection("Price(44) " + price + " is " + (price.compareTo(net) > 0 ? "above" : "below")
                    + " what the legs cost at reference prices, " + net + ", by more than " + limit.limit() + " of what they are worth together, "
                    + legs.grossPrice() + ", which is what the limit " + cell + " " + limit.measure().text() + " allows"));
        }
    }

    /** From the reference by more than so many per cent of a base. */
    private static boolean isFurther(Price price, Price reference, Price base, HeldLimit limit) {
        Money deviation = Money.of(HUNDRED, new Price(Math.abs(Math.subtractExact(price.raw(), reference.raw()))));
        Quantity percent = Quantity.of(limit.limit().most().toPlainString());
        return deviation.exceeds(Money.of(percent, new Price(Math.abs(base.raw()))));
    }

    private static String percent(Price price, Price reference) {
        return BigDecimal.valueOf(price.raw()).subtract(BigDecimal.valueOf(reference.raw())).abs().movePointRight(2)
                .divide(BigDecimal.valueOf(Math.abs(reference.raw())), 1, RoundingMode.HALF_UP).toPlainString();
    }
}

package io.portcullis.venues.routing;

import io.portcullis.oms.types.Quantity;

/**
 * How small an order a venue takes.
 *
 * @param leastQuantity of an order; zero for any
 * @param takesOddLots also those that are no multiple of the instrument's lot
 */
public record SmallestOrder(Quantity leastQuantity, boolean takesOddLots) {

    /** Takes any. */
    public static final SmallestOrder ANY = new SmallestOrder(Quantity.ZERO, true);

    boolean allows(Quantity quantity, long lot) {
        return !leastQuantity.exceeds(quantity) && (takesOddLots || quantity.raw() % lot == 0);
    }
}

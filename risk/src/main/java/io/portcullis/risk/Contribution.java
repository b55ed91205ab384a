package io.portcullis.risk;

import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Side;

/**
 * What one order adds to what is open, for the worst case. Quantity and notional are 128 bits with sixteen decimal places.
 *
 * @param isBuy a multi-leg order is both: its legs don't make up for each other
 */
record Contribution(String currency, boolean isBuy, boolean isSell, long quantityHigh, long quantityLow, long notionalHigh, long notionalLow) {

    private static final long ONE = Price.of("1").raw();

    static Contribution of(String currency, Side side, boolean isMultileg, Quantity open, Price price) {
        return new Contribution(currency, isMultileg || side.isBuy(), isMultileg || !side.isBuy(), Math.multiplyHigh(open.raw(), ONE), open.raw() * ONE,
                Math.multiplyHigh(open.raw(), price.raw()), open.raw() * price.raw());
    }

    boolean isNothing() {
        return (quantityHigh | quantityLow) == 0;
    }
}

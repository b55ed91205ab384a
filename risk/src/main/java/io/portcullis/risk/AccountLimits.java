package io.portcullis.risk;

import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * What one account may do. A limit that is null is not checked.
 *
 * @param account Account(1)
 * @param currency ISO 4217: of all amounts here; orders in other currencies are refused
 * @param maxOrderQty of one order
 * @param maxOrderNotional of one order: quantity times the price that it is valued at
 * @param priceCollarBasisPoints how far, in hundredths of a per cent, a limit price may lie from the reference price, above or below
 * @param maxOpenExposure of all open orders together, buys and sells added up
 */
public record AccountLimits(String account, String currency, @Nullable Quantity maxOrderQty, @Nullable Money maxOrderNotional,
        @Nullable Integer priceCollarBasisPoints, @Nullable Money maxOpenExposure) {
}

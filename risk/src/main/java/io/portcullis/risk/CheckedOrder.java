package io.portcullis.risk;

import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.Price;
import org.jspecify.annotations.Nullable;

/**
 * An order as the checks see it.
 *
 * @param worstPrice the limit or, where the order leaves its venue discretion, the farthest price beyond it; null for an order without a limit
 * @param valuationPrice that it counts with
 * @param reference the live reference price, or the last close; null if there is neither
 * @param legs what the legs of a multi-leg order are worth; null for an order for one instrument
 * @param openNotional what it would add to the account's open exposure
 * @param exposureBefore of the account, without this order
 */
record CheckedOrder(OrderTerms terms, AccountLimits limits, @Nullable Price worstPrice, Price valuationPrice, @Nullable Price reference,
        @Nullable LegValues legs, Money openNotional,
        Money exposureBefore) {
}

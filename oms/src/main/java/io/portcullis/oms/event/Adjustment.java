package io.portcullis.oms.event;

import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Ratio;
import java.time.LocalDate;

/**
 * What a corporate action makes of an order.
 *
 * @param action by which the corporate action is known
 * @param isCanceled the order ends because of it, and the rest says how it was
 * @param symbol Symbol(55) from now on
 * @param conditions from now on; OrderQty(38) counts what was executed before as so many new shares, too
 * @param shares what becomes of a quantity that was executed, or is at a venue, on the old terms
 * @param valuationPrice the price at which the open quantity counts as exposure
 * @param unit executed quantities are counted in whole ones
 * @param exDate the first trading day on the new terms
 * @param text for Text(58)
 */
public record Adjustment(String action, boolean isCanceled, String symbol, Conditions conditions, Ratio shares, Price valuationPrice, Quantity unit,
        LocalDate exDate, String text) {
}

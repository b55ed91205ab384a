package io.portcullis.oms.event;

import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.Quantity;

/**
 * How an order stood after a record's events: derived by the fold, and written with the record so that projections need no fold of their own and a replay can be checked.
 *
 * @param id of the parent or child order
 * @param traded the sum of quantity times price of all fills that stand
 */
public record OrderSummary(long id, OrdStatus ordStatus, Quantity orderQty, Quantity cumQty, Quantity leavesQty, Money traded) {
}

package io.portcullis.venues.exchange;

import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import org.jspecify.annotations.Nullable;

/** What the exchange tells the owner of an order. */
public sealed interface ExchangeReport {

    /** Whose session it goes to. */
    String owner();

    /**
     * An order as it stands when it is reported.
     *
     * @param price null for market orders
     * @param stopPx null for orders that wait for none
     * @param avgPx zero before the first fill
     */
    record OrderFacts(String orderId, OrdStatus ordStatus, String symbol, Side side, OrdType ordType, TimeInForce timeInForce, long expireTime,
            Quantity orderQty, @Nullable Price price, @Nullable Price stopPx, Quantity leavesQty, Quantity cumQty, Price avgPx) {
    }

    /** What was executed, busted or corrected by a report. */
    record Last(Quantity quantity, Price price) {
    }

    /**
     * ExecutionReport(35=8).
     *
     * @param execRefId of the execution that is busted or corrected; null otherwise
     * @param clOrdId of the order or of the request that this answers
     * @param last null if the report is of no execution
     * @param ordRejReason OrdRejReason(103); -1 for none
     */
    record Execution(String owner, String execId, @Nullable String execRefId, ExecType execType, String clOrdId, @Nullable String origClOrdId, OrderFacts order,
            @Nullable Last last, int ordRejReason, @Nullable String text) implements ExchangeReport {

        /** Whether it says that something has happened, not only how things stand. */
        public boolean isFact() {
            return execType != ExecType.ORDER_STATUS;
        }
    }

    /**
     * OrderCancelReject(35=9).
     *
     * @param isForReplace CxlRejResponseTo(434): the request was a replace
     */
    record CancelReject(String owner, String orderId, String clOrdId, String origClOrdId, OrdStatus ordStatus, boolean isForReplace, int cxlRejReason,
            String text) implements ExchangeReport {
    }
}

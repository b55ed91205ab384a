package io.portcullis.venues.exchange;

import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import org.jspecify.annotations.Nullable;

/** What the exchange tells the owner of an order. */
sealed interface ExchangeReport {

    /** Whose session it goes to. */
    String owner();

    /**
     * ExecutionReport(35=8).
     *
     * @param execRefId of the execution that is busted or corrected; null otherwise
     */
    record Execution(String owner, String orderId, String execId, @Nullable String execRefId, ExecType execType, OrdStatus ordStatus, String clOrdId,
            @Nullable String origClOrdId, String symbol, Side side, OrdType ordType,
            TimeInForce timeInForce, long expireTime, Quantity orderQty, @Nullable Price price, Quantity lastQty,
            @Nullable Price lastPx,
            Quantity leavesQty, Quantity cumQty, Price avgPx, int ordRejReason, @Nullable String text) implements ExchangeReport {
    }

    /**
     * OrderCancelReject(35=9).
     *
     * @param isForReplace CxlRejResponseTo(434): the request was a replace
     */
    record CancelReject(String owner, String orderId, String clOrdId, String origClOrdId, OrdStatus ordStatus, boolean isForReplace, int cxlRejReason,
            String text)
            implements ExchangeReport {
    }

    /** One execution as the exchange keeps it. */
    record Trade(String execId, ExchangeOrder order, Quantity quantity, Price price) {
        Money value() {
            return Money.of(quantity, price);
        }
    }
}

package io.portcullis.venues.exchange;

import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.Leg;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.venues.exchange.ExchangeReport.Last;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes the exchange's reports, with their ids, and hands them to whoever tells them. What belongs to nobody is told to nobody. */
final class ReportMaker {

    private static final int UNKNOWN_ORDER = 1;

    private final String idPrefix;
    private final Consumer<ExchangeReport> reports;
    private long ids;

    /** @param idPrefix makes OrderIDs and ExecIDs unique over restarts */
    ReportMaker(String idPrefix, Consumer<ExchangeReport> reports) {
        this.idPrefix = idPrefix;
        this.reports = reports;
    }

    String nextId() {
        return idPrefix + ++ids;
    }

    void reject(ExchangeOrder order, int reason, String text) {
        order.ended = OrdStatus.REJECTED;
        reports.accept(new ExchangeReport.Execution(order.owner, nextId(), null, ExecType.REJECTED, order.clOrdId, null, order.facts(), null, reason, text));
    }

    void execution(ExchangeOrder order, ExecType execType, String clOrdId, @Nullable String origClOrdId, @Nullable String text) {
        if (!order.isNobodys()) {
            reports.accept(new ExchangeReport.Execution(order.owner, nextId(), null, execType, clOrdId, origClOrdId, order.facts(), null, -1, text));
        }
    }

    /** @return the ExecID */
    String execution(ExchangeOrder order, ExecType execType, @Nullable String execRefId, Last last) {
        String execId = nextId();
        String text = execType == ExecType.TRADE ? null : "by the exchange";
        reports.accept(new ExchangeReport.Execution(order.owner, execId, execRefId, execType, order.clOrdId, null, order.facts(), last, -1, text));
        return execId;
    }

    void refuseIfUnknown(@Nullable ExchangeOrder order, ExchangeRequest request, String origClOrdId) {
        if (order == null) {
            reports.accept(new ExchangeReport.CancelReject(request.owner(), "NONE", request.clOrdId(), origClOrdId, OrdStatus.REJECTED,
                    request instanceof ExchangeRequest.Replace, UNKNOWN_ORDER, "OrigClOrdID(41) " + origClOrdId + " is not known"));
        }
    }

    void refuse(ExchangeOrder order, ExchangeRequest request, String origClOrdId, int reason, String text) {
        reports.accept(new ExchangeReport.CancelReject(order.owner, order.orderId, request.clOrdId(), origClOrdId, order.ordStatus(),
                request instanceof ExchangeRequest.Replace, reason, text));
    }

    /** Of a leg of a multi-leg order. */
    void leg(ExchangeOrder order, Leg leg, Last last) {
        reports.accept(new ExchangeReport.Execution(order.owner, nextId(), null, ExecType.TRADE, order.clOrdId, null, order.facts(), last, -1, null, leg));
    }

    /** How an order stands that nobody knows. @param ordRejReason OrdRejReason(103) */
    void unknown(ExchangeRequest.Status r, int ordRejReason) {
        ExchangeReport.OrderFacts nothing = new ExchangeReport.OrderFacts("NONE", OrdStatus.REJECTED, r.symbol(), r.side(), OrdType.LIMIT, TimeInForce.DAY, 0,
                Quantity.ZERO, null, null, Quantity.ZERO, Quantity.ZERO, new Price(0));
        reports.accept(new ExchangeReport.Execution(r.owner(), nextId(), null, ExecType.ORDER_STATUS, r.clOrdId(), null, nothing, null, ordRejReason,
                "unknown order"));
    }
}

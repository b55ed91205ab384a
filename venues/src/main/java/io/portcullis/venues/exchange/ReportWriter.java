package io.portcullis.venues.exchange;

import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.sessions.wire.FixBody;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.venues.exchange.ExchangeReport.CancelReject;
import io.portcullis.venues.exchange.ExchangeReport.Execution;
import io.portcullis.venues.exchange.ExchangeReport.Last;
import io.portcullis.venues.exchange.ExchangeReport.OrderFacts;
import org.jspecify.annotations.Nullable;

/** Writes the exchange's reports in the words of a version of FIX. The body that is returned is used again for the next message. */
final class ReportWriter {

    /** OrdRejReason(103) and CxlRejReason(102) in FIX 4.2 end with these. */
    private static final int LAST_ORD_REJ_REASON_42 = 8;
    private static final int LAST_CXL_REJ_REASON_42 = 3;
    private static final int BROKER_OPTION = 2;

    private final boolean isBefore43;
    private final FixBody body = new FixBody();

    ReportWriter(FixVersion version) {
        this.isBefore43 = version.compareTo(FixVersion.FIX43) < 0;
    }

    /** @param now TransactTime(60), epoch nanoseconds */
    FixBody write(ExchangeReport report, long now) {
        return switch (report) {
            case Execution e -> execution(e, now);
            case CancelReject e -> cancelReject(e, now);
        };
    }

    private FixBody execution(Execution e, long now) {
        OrderFacts order = e.order();
        body.begin("8").put(37, order.orderId()).put(17, e.execId());
        if (isBefore43) {
            body.putChar(20, execTransType(e));
        }
        optional(19, e.execRefId());
        body.putChar(150, execType(e)).putChar(39, order.ordStatus().code()).put(11, e.clOrdId());
        optional(41, e.origClOrdId());
        body.put(55, order.symbol()).putChar(54, order.side().code()).putDecimal(38, order.orderQty().raw()).putChar(40, order.ordType().code());
        if (order.price() != null) {
            body.putDecimal(44, order.price().raw());
        }
        body.putChar(59, order.timeInForce().code());
        Last last = e.last();
        if (last != null) {
            body.putDecimal(32, last.quantity().raw()).putDecimal(31, last.price().raw());
        }
        body.putDecimal(151, order.leavesQty().raw()).putDecimal(14, order.cumQty().raw()).putDecimal(6, order.avgPx().raw()).putUtcMillis(60, now);
        if (e.ordRejReason() >= 0) {
            body.put(103, isBefore43 && e.ordRejReason() > LAST_ORD_REJ_REASON_42 ? 0 : e.ordRejReason());
        }
        optional(58, e.text());
        return body;
    }

    /** ExecTransType(20), which FIX 4.3 dropped. */
    private static char execTransType(Execution e) {
        return switch (e.execType()) {
            case TRADE_CANCEL -> '1';
            case TRADE_CORRECT -> '2';
            case ORDER_STATUS -> '3';
            case NEW, DONE_FOR_DAY, CANCELED, REPLACED, PENDING_CANCEL, STOPPED, REJECTED, SUSPENDED, PENDING_NEW, CALCULATED, EXPIRED, RESTATED,
                    PENDING_REPLACE, TRADE -> '0';
        };
    }

    private char execType(Execution e) {
        if (!isBefore43) {
            return e.execType().code();
        }
        return switch (e.execType()) {
            case TRADE -> e.order().ordStatus() == OrdStatus.FILLED ? '2' : '1';
            case TRADE_CANCEL, TRADE_CORRECT, ORDER_STATUS -> e.order().ordStatus().code();
            case NEW, DONE_FOR_DAY, CANCELED, REPLACED, PENDING_CANCEL, STOPPED, REJECTED, SUSPENDED, PENDING_NEW, CALCULATED, EXPIRED, RESTATED,
                    PENDING_REPLACE -> e.execType().code();
        };
    }

    private FixBody cancelReject(CancelReject e, long now) {
        return body.begin("9").put(37, e.orderId()).put(11, e.clOrdId()).put(41, e.origClOrdId()).putChar(39, e.ordStatus().code())
                .putChar(434, e.isForReplace() ? '2' : '1')
                .put(102, isBefore43 && e.cxlRejReason() > LAST_CXL_REJ_REASON_42 ? BROKER_OPTION : e.cxlRejReason()).putUtcMillis(60, now).put(58, e.text());
    }

    /** BusinessMessageReject(35=j). */
    FixBody reject(int refSeqNum, String refMsgType, @Nullable String refId, int reason, String text) {
        body.begin("j").put(45, refSeqNum).put(372, refMsgType);
        optional(379, refId);
        return body.put(380, reason).put(58, text);
    }

    private void optional(int tag, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            body.put(tag, value);
        }
    }
}

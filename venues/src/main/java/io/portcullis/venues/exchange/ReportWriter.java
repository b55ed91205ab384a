package io.portcullis.venues.exchange;

import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.sessions.wire.FixBody;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.OrdStatus;
import org.jspecify.annotations.Nullable;

/** Writes the exchange's reports in the words of a version of FIX. The body that is returned is used again for the next message. */
final class ReportWriter {

    private final boolean isBefore43;
    private final FixBody body = new FixBody();

    ReportWriter(FixVersion version) {
        this.isBefore43 = version.compareTo(FixVersion.FIX43) < 0;
    }

    FixBody write(ExchangeReport report, long now) {
        return switch (report) {
            case ExchangeReport.Execution e -> execution(e, now);
            case ExchangeReport.CancelReject e -> body.begin("9").put(37, e.orderId()).put(11, e.clOrdId()).put(41, e.origClOrdId())
                    .putChar(39, e.ordStatus().code())
                    .putChar(434, e.isForReplace() ? '2' : '1').put(102, isBefore43 && e.cxlRejReason() > 3 ? 2 : e.cxlRejReason()).putUtcMillis(60, now)
                    .put(58, e.text());
        };
    }

    private FixBody execution(ExchangeReport.Execution e, long now) {
        body.begin("8").put(37, e.orderId()).put(17, e.execId());
        if (isBefore43) {
            body.putChar(20, switch (e.execType()) {
                case TRADE_CANCEL -> '1';
                case TRADE_CORRECT -> '2';
                case ORDER_STATUS -> '3';
                default -> '0';
            });
        }
        optional(19, e.execRefId());
        body.putChar(150, execType(e)).putChar(39, e.ordStatus().code()).put(11, e.clOrdId());
        optional(41, e.origClOrdId());
        body.put(55, e.symbol()).putChar(54, e.side().code()).putDecimal(38, e.orderQty().raw()).putChar(40, e.ordType().code());
        if (e.price() != null) {
            body.putDecimal(44, e.price().raw());
        }
        body.putChar(59, e.timeInForce().code());
        if (e.lastPx() != null) {
            body.putDecimal(32, e.lastQty().raw()).putDecimal(31, e.lastPx().raw());
        }
        body.putDecimal(151, e.leavesQty().raw()).putDecimal(14, e.cumQty().raw()).putDecimal(6, e.avgPx().raw()).putUtcMillis(60, now);
        if (e.ordRejReason() >= 0) {
            body.put(103, isBefore43 && e.ordRejReason() > 8 ? 0 : e.ordRejReason());
        }
        optional(58, e.text());
        return body;
    }

    private char execType(ExchangeReport.Execution e) {
        if (!isBefore43) {
            return e.execType().code();
        }
        return switch (e.execType()) {
            case TRADE -> e.ordStatus() == OrdStatus.FILLED ? '2' : '1';
            case TRADE_CANCEL, TRADE_CORRECT, ORDER_STATUS -> e.ordStatus().code();
            case NEW, DONE_FOR_DAY, CANCELED, REPLACED, PENDING_CANCEL, STOPPED, REJECTED, SUSPENDED, PENDING_NEW, CALCULATED, EXPIRED, RESTATED,
                    PENDING_REPLACE -> e.execType().code();
        };
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

    static boolean isOwnersFact(ExchangeReport.Execution e) {
        return e.execType() != ExecType.ORDER_STATUS;
    }
}

package io.portcullis.venues.exchange;

import io.portcullis.fix.dictionaries.FixDictionary;
import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.sessions.wire.FixBody;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.Leg;
import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.Price;
import io.portcullis.venues.exchange.ExchangeReport.CancelReject;
import io.portcullis.venues.exchange.ExchangeReport.Execution;
import io.portcullis.venues.exchange.ExchangeReport.Last;
import io.portcullis.venues.exchange.ExchangeReport.OrderFacts;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import quickfix.DataDictionary;

/**
 * Writes the exchange's reports in the words of a version of FIX; its ExecIDs(17) are no numbers even in FIX 4.0, where they should be. The body that is returned is used
 * again for the next message.
 */
final class ReportWriter {

    private static final int ORD_REJ_BROKER_OPTION = 0;
    private static final int CXL_REJ_BROKER_OPTION = 2;
    private static final int NO_CODE = -1;

    /** ExecRestatementReason(378). */
    private static final int PARTIAL_DECLINE_OF_ORDER_QTY = 5;
    private static final char EXCHANGE_FEES = '4';
    private static final char ABSOLUTE = '3';
    private static final char REPLACED = '5';

    private final DataDictionary dictionary;
    private final boolean isBefore41;
    private final boolean isBefore42;
    private final boolean isBefore43;
    private final boolean hasDiscretionPrice;
    private final ExchangeConduct.Fees fees;
    private final FixBody body = new FixBody();

    /** @param fees that reports of trades tell */
    ReportWriter(FixVersion version, ExchangeConduct.Fees fees) {
        this.fees = fees;
        this.dictionary = FixDictionary.of(version).application();
        this.isBefore41 = version.isBefore(FixVersion.FIX41);
        this.isBefore42 = version.isBefore(FixVersion.FIX42);
        this.isBefore43 = version.isBefore(FixVersion.FIX43);
        this.hasDiscretionPrice = !version.isBefore(FixVersion.FIX44);
    }

    /** @param now TransactTime(60), epoch nanoseconds */
    FixBody write(ExchangeReport report, long now) {
        return switch (report) {
            case Execution e -> execution(e, now);
            case CancelReject e -> cancelReject(e, now);
        };
    }

    /** For drop copy: CopyMsgIndicator(797) in versions whose reports have it. */
    FixBody copy(Execution report, long now) {
        FixBody copy = execution(report, now);
        return isKnown(797) ? copy.putBoolean(797, true) : copy;
    }

    private FixBody execution(Execution e, long now) {
        OrderFacts order = e.order();
        body.begin("8").put(37, order.orderId()).put(17, e.execId());
        if (isBefore43) {
            body.putChar(20, execTransType(e));
        }
        optional(19, e.execRefId());
        if (!isBefore41) {
            body.putChar(150, execType(e));
        }
        body.putChar(39, isBefore42 && e.execType() == ExecType.REPLACED ? REPLACED : order.ordStatus().code()).put(11, e.clOrdId());
        if (!isBefore41) {
            optional(41, e.origClOrdId());
        }
        Leg leg = e.leg();
        body.put(55, leg == null ? order.symbol() : leg.symbol()).putChar(54, (leg == null ? order.side() : leg.sideIn(order.side())).code())
                .putDecimal(38, order.orderQty().raw()).putChar(40, order.ordType().code());
        if (order.price() != null) {
            body.putDecimal(44, order.price().raw());
        }
        if (order.discretionPrice() != null && hasDiscretionPrice) {
            body.putDecimal(845, order.discretionPrice().raw());
        }
        extras(order);
        if (order.stopPx() != null) {
            body.putDecimal(99, order.stopPx().raw());
        }
        body.putChar(59, order.timeInForce().code());
        Last last = e.last();
        if (last != null) {
            body.putDecimal(32, last.quantity().raw()).putDecimal(31, last.price().raw());
            liquidity(last);
        } else if (isBefore42) {
            body.putDecimal(32, 0).putDecimal(31, 0);
        }
        if (!isBefore41) {
            body.putDecimal(151, order.leavesQty().raw());
        }
        body.putDecimal(14, order.cumQty().raw()).putDecimal(6, order.avgPx().raw());
        time(now);
        if (e.ordRejReason() >= 0) {
            body.put(103, reason(103, e.ordRejReason(), ORD_REJ_BROKER_OPTION));
        }
        if (e.execType() == ExecType.RESTATED && isKnown(378)) {
            body.put(378, PARTIAL_DECLINE_OF_ORDER_QTY);
        }
        if (last != null && e.execType() == ExecType.TRADE && e.leg() == null) {
            fee(last);
        }
        optional(58, e.text());
        if (order.strategy() != null) {
            multileg(leg);
        }
        return body;
    }

    private void liquidity(Last last) {
        if (last.liquidity().code() != 0 && isKnown(851) && dictionary.isFieldValue(851, Integer.toString(last.liquidity().code()))) {
            body.put(851, last.liquidity().code());
        }
        if (isKnown(880)) {
            optional(880, last.trdMatchId());
        }
    }

    /** NoMiscFees(136) with MiscFeeType(139)=4, exchange fees; in versions whose reports have none Commission(12), CommType(13)=3, absolute. */
    private void fee(Last last) {
        Price perShare = fees.of(last.liquidity());
        if (perShare.raw() == 0) {
            return;
        }
        String amount = Money.of(last.quantity(), perShare).decimal().stripTrailingZeros().toPlainString();
        if (isKnown(136)) {
            body.put(136, 1).put(137, amount).putChar(139, EXCHANGE_FEES);
        } else {
            body.put(12, amount).putChar(13, ABSOLUTE);
        }
    }

    /** What the order says beyond price and quantity, as far as this version's reports have words for it. */
    private void extras(OrderFacts order) {
        OrderExtras extras = order.extras();
        if (extras.equals(OrderExtras.NONE)) {
            return;
        }
        StringJoiner execInst = new StringJoiner(" ");
        if (extras.postOnly()) {
            execInst.add("6");
        }
        if (extras.allOrNone()) {
            execInst.add("G");
        }
        if (extras.peg() != null) {
            execInst.add(String.valueOf(extras.peg().follows().code()));
        }
        optional(18, execInst.toString());
        if (extras.minQty() != null && isKnown(110)) {
            body.putDecimal(110, extras.minQty().raw());
        }
        int display = isKnown(1138) ? 1138 : 111;
        if (extras.display() != null && isKnown(display)) {
            body.putDecimal(display, extras.display().highest().raw());
        }
        if (order.peggedPrice() != null && isKnown(839)) {
            body.putDecimal(839, order.peggedPrice().raw());
        }
        if (extras.selfMatchId() != null && isKnown(2362)) {
            body.put(2362, extras.selfMatchId());
        }
    }

    private boolean isKnown(int tag) {
        return dictionary.isMsgField("8", tag);
    }

    /** MultiLegReportingType(442), which came with multi-leg orders. @param leg null if the report is about the order */
    private void multileg(@Nullable Leg leg) {
        body.putChar(442, leg == null ? '3' : '2');
        if (leg != null) {
            body.put(555, 1).put(600, leg.symbol()).putChar(624, leg.side().code());
            optional(654, leg.refId());
        }
    }

    /** ExecTransType(20), which FIX 4.3 dropped. */
    private static char execTransType(Execution e) {
        return switch (e.execType()) {
            case TRADE_CANCEL -> '1';
            case TRADE_CORRECT -> '2';
            case ORDER_STATUS -> '3';
            case NEW, DONE_FOR_DAY, CANCELED, REPLACED, PENDING_CANCEL, STOPPED, REJECTED, SUSPENDED, PENDING_NEW, CALCULATED, EXPIRED, RESTATED,
                    PENDING_REPLACE, TRADE, TRIGGERED -> '0';
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
                    PENDING_REPLACE, TRIGGERED -> e.execType().code();
        };
    }

    private FixBody cancelReject(CancelReject e, long now) {
        body.begin("9").put(37, e.orderId()).put(11, e.clOrdId());
        if (!isBefore41) {
            body.put(41, e.origClOrdId()).putChar(39, e.ordStatus().code());
        }
        if (!isBefore42) {
            body.putChar(434, e.isForReplace() ? '2' : '1');
        }
        int reason = reason(102, e.cxlRejReason(), isBefore42 ? NO_CODE : CXL_REJ_BROKER_OPTION);
        if (reason != NO_CODE) {
            body.put(102, reason);
        }
        if (!isBefore42) {
            time(now);
        }
        return body.put(58, e.text());
    }

    /** A reason that this version has no code for is told as {@code otherwise}. */
    private int reason(int tag, int reason, int otherwise) {
        return dictionary.isFieldValue(tag, Integer.toString(reason)) ? reason : otherwise;
    }

    /** BusinessMessageReject(35=j), before FIX 4.2 Reject(35=3). */
    FixBody reject(int refSeqNum, String refMsgType, @Nullable String refId, int reason, String text) {
        if (isBefore42) {
            return body.begin("3").put(45, refSeqNum).put(58, text);
        }
        body.begin("j").put(45, refSeqNum).put(372, refMsgType);
        optional(379, refId);
        return body.put(380, reason).put(58, text);
    }

    private void time(long now) {
        if (isBefore42) {
            body.putUtcSeconds(60, now);
        } else {
            body.putUtcMillis(60, now);
        }
    }

    private void optional(int tag, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            body.put(tag, value);
        }
    }
}

package io.portcullis.venues.ouch;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.Origin;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.VenueId;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes of each message of a host the one command that says it to the core, in the meanings of FIX 4.4's reports. */
final class OuchReports {

    private static final int TOO_LATE = 0;
    private static final int ORD_REJ_UNKNOWN_ORDER = 5;
    private static final int NO_REASON = -1;

    private final VenueId venue;
    private final OuchTokens tokens;

    OuchReports(VenueId venue, OuchTokens tokens) {
        this.venue = venue;
        this.tokens = tokens;
    }

    /**
     * @param order that the message is of, after it; null if it is not known, and for none
     * @param pendingRequest which request about an order is not answered: of the number of the order's token; 0 for none
     */
    Command.FromVenue of(OuchMessage.FromHost message, @Nullable OuchOrder order, Origin origin, LongUnaryOperator pendingRequest) {
        return switch (message) {
            case OuchMessage.SystemEvent m -> new Command.VenueNotice(origin, venue, "S " + m.code(), null);
            case OuchMessage.Accepted m -> m.state() == 'D' ? over(m.token(), order, origin) : report(m.token(), order, origin, ExecType.NEW, null);
            case OuchMessage.Replaced m when m.state() == 'D' -> over(m.token(), order, origin);
            case OuchMessage.Replaced m -> replaced(m, order, origin);
            case OuchMessage.Canceled m -> canceled(m, order, origin);
            case OuchMessage.Executed m -> execution(m.token(), order, origin, ExecType.TRADE, Long.toUnsignedString(m.matchNumber()), null,
                    m.shares(), m.price(), null);
            case OuchMessage.BrokenTrade m -> execution(m.token(), order, origin, ExecType.TRADE_CANCEL, revision(m.matchNumber(), origin),
                    Long.toUnsignedString(m.matchNumber()), 0, 0, "broken trade, reason " + m.reason());
            case OuchMessage.TradeCorrection m -> execution(m.token(), order, origin, ExecType.TRADE_CORRECT, revision(m.matchNumber(), origin),
                    Long.toUnsignedString(m.matchNumber()), m.shares(), m.price(), "trade correction, reason " + m.reason());
            case OuchMessage.Rejected m -> rejected(m, order, origin);
            case OuchMessage.CancelPending m -> report(m.token(), order, origin, ExecType.PENDING_CANCEL, null);
            case OuchMessage.CancelReject m -> new Command.VenueCancelReject(origin, venue, pendingRequest.applyAsLong(tokens.number(m.token())),
                    tokens.number(m.token()), order == null ? OrdStatus.REJECTED : order.ordStatus(), TOO_LATE, "the order is in a cross");
            case OuchMessage.PriorityUpdate _ -> new Command.VenueNotice(origin, venue, "T", null);
            case OuchMessage.Modified m -> new Command.VenueNotice(origin, venue, "M",
                    "order " + m.token() + " was modified to side " + m.side() + " and " + m.shares() + " shares, as nobody here asks for");
        };
    }

    /** A name of its own for a bust or a correction: the match has that of the execution. */
    private static String revision(long matchNumber, Origin origin) {
        return Long.toUnsignedString(matchNumber) + "-" + origin.msgSeqNum();
    }

    /** Taken and over at once: one message tells both. */
    private Command.VenueReport over(String token, @Nullable OuchOrder order, Origin origin) {
        return report(token, order, origin, ExecType.CANCELED, "canceled as soon as it was taken");
    }

    private Command.VenueReport replaced(OuchMessage.Replaced m, @Nullable OuchOrder order, Origin origin) {
        return make(origin, tokens.number(m.token()), tokens.number(m.previousToken()), m.token(), order, ExecType.REPLACED, null);
    }

    /** Of less than all that was open: the venue has made the order smaller of itself. */
    private Command.VenueReport canceled(OuchMessage.Canceled m, @Nullable OuchOrder order, Origin origin) {
        String why = OuchReasons.canceled(m.reason());
        if (order != null && order.isOpen()) {
            return report(m.token(), order, origin, ExecType.RESTATED, m.shares() + " shares less: " + why);
        }
        boolean isAsked = m.reason() == OuchReasons.USER_REQUESTED;
        return report(m.token(), order, origin, OuchReasons.isExpiry(m.reason()) ? ExecType.EXPIRED : ExecType.CANCELED, isAsked ? null : why);
    }

    /** Of a new order or of a replacement: then the order is as it was. */
    private Command.VenueReport rejected(OuchMessage.Rejected m, @Nullable OuchOrder order, Origin origin) {
        return new Command.VenueReport(origin, venue, tokens.number(m.token()), 0, m.token(), "", execId(origin), null, ExecType.REJECTED,
                order == null ? OrdStatus.REJECTED : order.ordStatus(), order == null ? "" : order.stock, null, null, null, Quantity.ZERO, null, null, null,
                null,
                OuchReasons.ordRejReason(m.reason()), OuchReasons.rejected(m.reason()));
    }

    private Command.VenueReport execution(String token, @Nullable OuchOrder order, Origin origin, ExecType execType, String execId,
            @Nullable String execRefId, int shares, int price, @Nullable String text) {
        Command.VenueReport r = report(token, order, origin, execType, text);
        return new Command.VenueReport(origin, venue, r.requestId(), 0, r.clOrdId(), r.venueOrderId(), execId, execRefId, execType, r.ordStatus(), r.symbol(),
                r.side(), r.orderQty(), r.price(), OuchTerms.quantity(shares), price == 0 ? null : OuchTerms.price(price), r.leavesQty(), r.cumQty(), null,
                NO_REASON, text);
    }

    private Command.VenueReport report(String token, @Nullable OuchOrder order, Origin origin, ExecType execType, @Nullable String text) {
        return make(origin, tokens.number(order == null ? token : order.token), 0, token, order, execType, text);
    }

    /** How an order stands, in answer to a question. */
    Command.VenueReport status(Origin origin, OuchOrder order, OrdStatus ordStatus) {
        Command.VenueReport r = report(order.token, order, origin, ExecType.ORDER_STATUS, null);
        return new Command.VenueReport(origin, venue, r.requestId(), 0, r.clOrdId(), r.venueOrderId(), execId(origin), null, ExecType.ORDER_STATUS, ordStatus,
                r.symbol(), r.side(), r.orderQty(), r.price(), Quantity.ZERO, null, r.leavesQty(), r.cumQty(), null, NO_REASON, null);
    }

    /** An order that the host has not taken. */
    Command.VenueReport unknown(Origin origin, long requestId, String symbol, Side side) {
        return new Command.VenueReport(origin, venue, requestId, 0, tokens.token(requestId), "", execId(origin), null, ExecType.ORDER_STATUS,
                OrdStatus.REJECTED,
                symbol, side, Quantity.ZERO, null, Quantity.ZERO, null, Quantity.ZERO, Quantity.ZERO, null, ORD_REJ_UNKNOWN_ORDER,
                "unknown order: all that the venue has done has come, and it has not taken this one");
    }

    private Command.VenueReport make(Origin origin, long requestId, long origRequestId, String token, @Nullable OuchOrder order, ExecType execType,
            @Nullable String text) {
        if (order == null) {
            return new Command.VenueReport(origin, venue, requestId, origRequestId, token, "", execId(origin), null, execType,
                    execType == ExecType.CANCELED ? OrdStatus.CANCELED : OrdStatus.NEW, "", null, null, null, Quantity.ZERO, null, null, null, null, NO_REASON,
                    text);
        }
        Price price = OuchTerms.price(order.price);
        return new Command.VenueReport(origin, venue, requestId, origRequestId, token, Long.toUnsignedString(order.reference), execId(origin), null, execType,
                order.ordStatus(), order.stock, OuchTerms.side(order.side), OuchTerms.quantity(order.total()), price, Quantity.ZERO, null,
                OuchTerms.quantity(order.open), OuchTerms.quantity(order.cum), null, NO_REASON, text);
    }

    private static String execId(Origin origin) {
        return "N" + origin.msgSeqNum();
    }
}

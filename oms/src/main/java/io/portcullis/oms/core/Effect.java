package io.portcullis.oms.core;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.event.CrossFact;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.KillFact;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Contingency;
import io.portcullis.oms.types.CrossTerms;
import io.portcullis.oms.types.DkReason;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.ListReport;
import io.portcullis.oms.types.MassCancelTerms;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.PartyAction;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.RestatedBecause;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.VenueId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something to be told once its record is safe: complete in itself, so that it can wait and can be told again. */
public sealed interface Effect {

    /** Position of the record and index within it: ascending over all effects of a log. What a session was told last is kept with its messages. */
    long mark();

    /** To a client's session and, unless it is between the two alone, to every drop copy. */
    sealed interface ToClient extends Effect {
        SessionKey session();

        /** Whether compliance gets it, too: what tells of orders, and more than the client knew. */
        default boolean isCopied() {
            return true;
        }

        /** Whether the client gets it; otherwise compliance alone does. */
        default boolean isTold() {
            return true;
        }
    }

    /** To a venue, over another of its sessions than the first one. */
    record OverSession(SessionKey session, ToVenue request) implements Effect {

        @Override
        public long mark() {
            return request.mark();
        }
    }

    /** To a venue's session: its first one, unless it is wrapped in {@link OverSession}. */
    sealed interface ToVenue extends Effect {
        VenueId venue();

        /** Whose number is the ClOrdID(11) of the message; 0 if it has none. */
        long requestId();
    }

    /**
     * ExecutionReport(35=8) in FIX 4.4's meanings.
     *
     * @param transactTime TransactTime(60), epoch nanoseconds
     * @param orderId 0 is told as NONE
     * @param execRefId of the execution that a bust or a correction is about; 0 for none
     * @param clOrdId null where the client never gave one that can be echoed
     * @param orderQty OrderQty(38), also where nothing else is known of the order
     * @param conditions null where they are not known
     * @param ordRejReason OrdRejReason(103); -1 for none
     * @param ordStatusReqId OrdStatusReqID(790), in answers to a status request
     * @param lastMarket the venue of a fill
     * @param isWorking WorkingIndicator(636): of orders that wait for their stop price, or for another order of their list, whether they do no more; null for all others
     * @param list the list that the order came in; null if it came by itself
     * @param cross the cross that the order is a side of; null if it is of none
     */
    record ExecutionReport(long mark, SessionKey session, long transactTime, long orderId, long execId, long execRefId, ExecType execType, OrdStatus ordStatus,
            @Nullable ClOrdId clOrdId, @Nullable ClOrdId origClOrdId, @Nullable String account, String symbol, @Nullable Side side,
            Quantity orderQty, @Nullable Conditions conditions, Quantity lastQty, @Nullable Price lastPx, Quantity leavesQty, Quantity cumQty,
            @Nullable Price avgPx, @Nullable VenueId lastMarket, int ordRejReason, @Nullable String ordStatusReqId, @Nullable String text,
            @Nullable Boolean isWorking, @Nullable String carried, @Nullable OfList list, @Nullable OfCross cross)
            implements ToClient {

        /** Of an order that is no side of a cross. */
        public ExecutionReport(long mark, SessionKey session, long transactTime, long orderId, long execId, long execRefId, ExecType execType,
                OrdStatus ordStatus, @Nullable ClOrdId clOrdId, @Nullable ClOrdId origClOrdId, @Nullable String account, String symbol, @Nullable Side side,
                Quantity orderQty, @Nullable Conditions conditions, Quantity lastQty, @Nullable Price lastPx, Quantity leavesQty, Quantity cumQty,
                @Nullable Price avgPx, @Nullable VenueId lastMarket, int ordRejReason, @Nullable String ordStatusReqId, @Nullable String text,
                @Nullable Boolean isWorking, @Nullable String carried, @Nullable OfList list) {
            this(mark, session, transactTime, orderId, execId, execRefId, execType, ordStatus, clOrdId, origClOrdId, account, symbol, side, orderQty,
                    conditions, lastQty, lastPx, leavesQty, cumQty, avgPx, lastMarket, ordRejReason, ordStatusReqId, text, isWorking, carried, list, null);
        }

        /** Of an order that came by itself. */
        public ExecutionReport(long mark, SessionKey session, long transactTime, long orderId, long execId, long execRefId, ExecType execType,
                OrdStatus ordStatus, @Nullable ClOrdId clOrdId, @Nullable ClOrdId origClOrdId, @Nullable String account, String symbol, @Nullable Side side,
                Quantity orderQty, @Nullable Conditions conditions, Quantity lastQty, @Nullable Price lastPx, Quantity leavesQty, Quantity cumQty,
                @Nullable Price avgPx, @Nullable VenueId lastMarket, int ordRejReason, @Nullable String ordStatusReqId, @Nullable String text,
                @Nullable Boolean isWorking, @Nullable String carried) {
            this(mark, session, transactTime, orderId, execId, execRefId, execType, ordStatus, clOrdId, origClOrdId, account, symbol, side, orderQty,
                    conditions, lastQty, lastPx, leavesQty, cumQty, avgPx, lastMarket, ordRejReason, ordStatusReqId, text, isWorking, carried, null);
        }
    }

    /**
     * What a report says of the list that its order came in.
     *
     * @param name ListID(66)
     * @param link ClOrdLinkID(583); null if the client gave none
     * @param isNews the report tells what another order of the list has brought about
     */
    record OfList(String name, @Nullable String link, Contingency contingency, boolean isNews) {
    }

    /**
     * What a report says of the cross that its order is a side of.
     *
     * @param crossId whose number is HostCrossID(961); 0 if the cross was refused
     * @param name CrossID(548) of the message that has the report's ClOrdID(11)
     * @param origName OrigCrossID(551): that of the message that has its OrigClOrdID(41); null if it has none
     */
    record OfCross(long crossId, String name, @Nullable String origName, CrossTerms terms) {
    }

    /**
     * ListStatus(35=N). Not drop-copied: what becomes of each order is.
     *
     * @param name ListID(66)
     * @param listOrderStatus ListOrderStatus(431)
     * @param listRejectReason ListRejectReason(1386); -1 if the list was not refused
     * @param text ListStatusText(444)
     */
    record ListStatus(long mark, SessionKey session, long transactTime, String name, ListReport report, int listOrderStatus, Contingency contingency,
            int listRejectReason, @Nullable String text, List<OrderOfList> orders) implements ToClient {

        @Override
        public boolean isCopied() {
            return false;
        }
    }

    /**
     * How an order of a list stands.
     *
     * @param cxlQty CxlQty(84): what is not open any more and was not executed
     * @param isWorking as in {@link ExecutionReport}
     * @param ordRejReason OrdRejReason(103); -1 if it was not refused
     */
    record OrderOfList(ClOrdId clOrdId, OrdStatus ordStatus, Quantity cumQty, Quantity leavesQty, Quantity cxlQty, @Nullable Price avgPx,
            @Nullable Boolean isWorking, int ordRejReason, @Nullable String text) {
    }

    /** That an order is changed or canceled though its client has not asked for it over FIX. */
    record Unsolicited(ExecutionReport report, RestatedBecause because) implements ToClient {

        @Override
        public long mark() {
            return report.mark();
        }

        @Override
        public SessionKey session() {
            return report.session();
        }
    }

    /** An execution of which the client is told later. To compliance alone. */
    record HeldFill(ExecutionReport report) implements ToClient {

        @Override
        public long mark() {
            return report.mark();
        }

        @Override
        public SessionKey session() {
            return report.session();
        }

        @Override
        public boolean isTold() {
            return false;
        }
    }

    /** An execution that the client was not told when it came. To the client alone: compliance knows it. */
    record ReleasedFill(ExecutionReport report) implements ToClient {

        @Override
        public long mark() {
            return report.mark();
        }

        @Override
        public SessionKey session() {
            return report.session();
        }

        @Override
        public boolean isCopied() {
            return false;
        }
    }

    /**
     * An execution of a single leg of a multi-leg order, its bust or its correction: MultiLegReportingType(442)=2.
     *
     * @param report with symbol and side of the leg, and the order's own quantities, in which it does not count
     * @param refId LegRefID(654); empty if the leg has no name
     * @param strategySymbol of the order
     * @param strategySide of the order
     * @param isTold the client has not said that it wants none of these
     */
    record LegExecution(ExecutionReport report, String refId, String strategySymbol, Side strategySide, boolean isTold) implements ToClient {

        @Override
        public long mark() {
            return report.mark();
        }

        @Override
        public SessionKey session() {
            return report.session();
        }
    }

    /** OrderCancelReject(35=9). */
    record OrderCancelReject(long mark, SessionKey session, long transactTime, long orderId, ClOrdId clOrdId, ClOrdId origClOrdId, OrdStatus ordStatus,
            Event.ResponseTo responseTo, int cxlRejReason, String text) implements ToClient {
    }

    /**
     * OrderMassCancelReport(35=r) or OrderMassActionReport(35=BZ). Not drop-copied: what becomes of each order is.
     *
     * @param execId what the report is called
     * @param orders TotalAffectedOrders(533)
     * @param massRejectReason MassCancelRejectReason(532) or MassActionRejectReason(1376); -1 if the request was accepted
     */
    record MassCancelReport(long mark, SessionKey session, long transactTime, long execId, ClOrdId clOrdId, MassCancelTerms terms, int orders,
            int massRejectReason, @Nullable String text) implements ToClient {

        @Override
        public boolean isCopied() {
            return false;
        }
    }

    /**
     * PartyActionReport(35=DI). Not drop-copied: what becomes of each order is.
     *
     * @param reportId what the report is called
     * @param rejectReason PartyActionRejectReason(2333); -1 if the request was accepted
     */
    record PartyActionReport(long mark, SessionKey session, long transactTime, long reportId, PartyAction action, int rejectReason, @Nullable String text)
            implements ToClient {

        @Override
        public boolean isCopied() {
            return false;
        }
    }

    /**
     * That a kill is done for which a counterparty has asked: PartyActionReport(35=DI) with PartyActionResponse(2332)=1, or OrderMassActionReport(35=BZ) with
     * MassActionResponse(1375)=2. Not drop-copied.
     *
     * @param reportId what the report is called
     * @param orders TotalAffectedOrders(533): all that the kill was about
     */
    record KillCompleted(long mark, SessionKey session, long transactTime, long reportId, KillFact.Asked asked, int orders) implements ToClient {

        @Override
        public boolean isCopied() {
            return false;
        }
    }

    /** ExecutionReport(35=8) of an order that a corporate action has changed: ExecType(150)=D with ExecRestatementReason(378)=0. */
    record AdjustedOrder(ExecutionReport report) implements ToClient {

        @Override
        public long mark() {
            return report.mark();
        }

        @Override
        public SessionKey session() {
            return report.session();
        }
    }

    /**
     * ExecutionReport(35=8) in answer to an OrderMassStatusRequest(35=AF). Not drop-copied.
     *
     * @param orders TotNumReports(911)
     * @param isLast LastRptRequested(912)
     */
    record MassStatusReport(ExecutionReport report, String massStatusReqId, int orders, boolean isLast) implements ToClient {

        @Override
        public long mark() {
            return report.mark();
        }

        @Override
        public SessionKey session() {
            return report.session();
        }

        @Override
        public boolean isCopied() {
            return false;
        }
    }

    /** Reject(35=3) or BusinessMessageReject(35=j), by {@code rejectAs}. Not drop-copied. */
    record MessageReject(long mark, SessionKey session, Command.RejectAs rejectAs, int refSeqNum, String refMsgType, int refTag, int fixReason,
            @Nullable String businessRejectRefId, String text) implements ToClient {

        @Override
        public boolean isCopied() {
            return false;
        }
    }

    /**
     * NewOrderSingle(35=D) to a venue.
     *
     * @param account of the parent order; null if it named none
     * @param carried further fields of the parent order, see {@link Event.OrderTerms}; null for none
     */
    record NewOrderSingle(long mark, long transactTime, VenueId venue, long requestId, @Nullable String account, String symbol, Side side,
            Conditions conditions, @Nullable String carried) implements ToVenue {
    }

    /**
     * OrderCancelRequest(35=F) to a venue.
     *
     * @param origRequestId the number of OrigClOrdID(41)
     * @param venueOrderId OrderID(37) as the venue gave it; null before it answered
     */
    record OrderCancelRequest(long mark, long transactTime, VenueId venue, long requestId, long origRequestId, @Nullable String venueOrderId, String symbol,
            Side side,
            Quantity orderQty) implements ToVenue {
    }

    /** OrderCancelReplaceRequest(35=G) to a venue. */
    record OrderCancelReplaceRequest(long mark, long transactTime, VenueId venue, long requestId, long origRequestId, @Nullable String venueOrderId,
            @Nullable String account, String symbol, Side side, Conditions conditions, @Nullable String carried)
            implements ToVenue {
    }

    /** OrderStatusRequest(35=H) to a venue: {@code requestId} is the order's current ClOrdID(11). */
    record OrderStatusRequest(long mark, VenueId venue, long requestId, @Nullable String venueOrderId, String symbol, Side side) implements ToVenue {
    }

    /**
     * NewOrderCross(35=s), CrossOrderCancelReplaceRequest(35=t) or CrossOrderCancelRequest(35=u) to a venue.
     *
     * @param requestId the number of CrossID(548): that of its first side's
     * @param origName the number of OrigCrossID(551); not used in a new one
     * @param sides one or two, on the same conditions but for the quantity
     */
    record CrossRequest(long mark, long transactTime, VenueId venue, long requestId, long origName, CrossFact.Message message, CrossTerms terms,
            String symbol, List<SideOfCross> sides) implements ToVenue {

        boolean isAbout(long orderRequestId) {
            return sides.stream().anyMatch(side -> side.origRequestId() == orderRequestId || side.requestId() == orderRequestId && side.origRequestId() == 0);
        }
    }

    /**
     * One of its sides.
     *
     * @param requestId whose number is ClOrdID(11)
     * @param origRequestId whose number is OrigClOrdID(41); 0 in a new cross
     * @param venueOrderId OrderID(37) as the venue gave it; null before it answered
     * @param fields further fields of the side, each as on the wire, with its delimiter; null for none
     */
    record SideOfCross(long requestId, long origRequestId, @Nullable String venueOrderId, @Nullable String account, Side side, Conditions conditions,
            @Nullable String fields) {
    }

    /**
     * DontKnowTrade(35=Q) to a venue.
     *
     * @param symbol empty if the venue told none
     * @param side null if the venue told none
     * @param lastPx null if the venue told none
     */
    record DontKnowTrade(long mark, VenueId venue, String venueOrderId, String venueExecId, DkReason dkReason, String symbol, @Nullable Side side,
            Quantity lastQty, @Nullable Price lastPx, String text) implements ToVenue {

        /** It is about no request of ours. */
        @Override
        public long requestId() {
            return 0;
        }
    }

    /**
     * An order that waits unsent for a venue's session is not to be sent, nor is what waits behind it and is about it.
     *
     * @param orderRequestId whose number is the ClOrdID(11) under which it waits
     * @param isAlone it is no order but a replace, and what waits behind it goes on
     */
    record Withdrawal(long mark, VenueId venue, long orderRequestId, boolean isAlone) implements Effect {

        /** Of an order, and of what is about it. */
        public Withdrawal(long mark, VenueId venue, long orderRequestId) {
            this(mark, venue, orderRequestId, false);
        }

        /** Whether a request is not to be sent. */
        public boolean concerns(ToVenue request) {
            if (isAlone) {
                return request.requestId() == orderRequestId && !(request instanceof OrderStatusRequest);
            }
            return switch (request) {
                case NewOrderSingle e -> e.requestId() == orderRequestId;
                case OrderCancelRequest e -> e.origRequestId() == orderRequestId;
                case OrderCancelReplaceRequest e -> e.origRequestId() == orderRequestId;
                case OrderStatusRequest e -> e.requestId() == orderRequestId;
                case CrossRequest e -> e.isAbout(orderRequestId);
                case DontKnowTrade e -> false;
            };
        }
    }

    /**
     * Something that a person has to look at.
     *
     * @param session whose message or order it is about; null if it is about none
     * @param clOrdId of the client's order as it now is; null if it is about none
     * @param orderId of the client's order; 0 if it is about none
     * @param childId of the order at the venue; 0 if it is about none
     */
    record Alert(long mark, String text, @Nullable SessionKey session, @Nullable VenueId venue, @Nullable ClOrdId clOrdId, long orderId, long childId)
            implements
            Effect {
    }
}

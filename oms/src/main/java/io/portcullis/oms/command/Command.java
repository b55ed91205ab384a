package io.portcullis.oms.command;

import io.portcullis.oms.limit.LimitChange;
import io.portcullis.oms.limit.LimitOverride;
import io.portcullis.oms.limit.Release;
import io.portcullis.oms.limit.Subset;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Contingency;
import io.portcullis.oms.types.CorporateAction;
import io.portcullis.oms.types.CrossTerms;
import io.portcullis.oms.types.DkReason;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.Locate;
import io.portcullis.oms.types.MassCancelTerms;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.OnConditions;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.OrderSelection;
import io.portcullis.oms.types.PartyAction;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.SessionAction;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.oms.types.VenueAction;
import io.portcullis.oms.types.VenueDay;
import io.portcullis.oms.types.VenueId;
import io.portcullis.oms.types.VenuePhases;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request to the core. It may be refused; what then has happened is told by events. */
public sealed interface Command {

    /** The message it came in; null for timers, sessions and operators. */
    @Nullable
    Origin origin();

    /** A message from a client's session. Every request is answered. */
    sealed interface FromClient extends Command {
        @Override
        Origin origin();
    }

    /** What a venue's session told us. */
    sealed interface FromVenue extends Command {
        @Override
        Origin origin();

        VenueId venue();
    }

    /** What our own side does: timers, operators, the state of sessions. */
    sealed interface FromHouse extends Command {
        @Override
        default @Nullable Origin origin() {
            return null;
        }
    }

    /**
     * NewOrderSingle(35=D).
     *
     * @param account Account(1), or the session's default; null if neither is there
     * @param currency Currency(15); null if the message had none
     * @param possResend PossResend(97)=Y: an order whose ClOrdID is known is not a duplicate but answered with its status
     * @param carried further fields that are kept with the order and told to those who have agreed to it, each as on the wire; null for none
     */
    record NewOrderSingle(Origin origin, ClOrdId clOrdId, @Nullable String account, String symbol, @Nullable String currency, Side side,
            Conditions conditions, boolean possResend, @Nullable String carried) implements FromClient, OnConditions {

        /** One without instructions, and with nothing carried. */
        public NewOrderSingle(Origin origin, ClOrdId clOrdId, @Nullable String account, String symbol, @Nullable String currency, Side side, OrdType ordType,
                TimeInForce timeInForce, Quantity orderQty, @Nullable Price price, long expireTime, boolean possResend) {
            this(origin, clOrdId, account, symbol, currency, side, new Conditions(ordType, timeInForce, orderQty, price, expireTime), possResend,
                    null);
        }

        /** The same with those fields. */
        public NewOrderSingle carrying(String fields) {
            return new NewOrderSingle(origin, clOrdId, account, symbol, currency, side, conditions, possResend, fields);
        }
    }

    /** A request about a list of orders. */
    sealed interface OfList extends FromClient {
        /** ListID(66). */
        String name();
    }

    /**
     * NewOrderList(35=E).
     *
     * @param waitsForExecute ListExecInstType(433)=2: nothing goes out before ListExecute(35=L)
     * @param orders as in the message
     * @param possResend PossResend(97)=Y: a list whose ListID is known is not a duplicate but answered with its status
     * @param objection what already speaks against it where it was read; null if nothing does
     */
    record NewOrderList(Origin origin, String name, Contingency contingency, boolean waitsForExecute, List<OrderOfList> orders, boolean possResend,
            @Nullable Objection objection) implements OfList {
    }

    /**
     * One of these orders.
     *
     * @param seqNo ListSeqNo(67)
     * @param link ClOrdLinkID(583); null if it has none
     * @param account Account(1), or the session's default; null if neither is there
     * @param currency Currency(15); null if it has none
     */
    record OrderOfList(int seqNo, ClOrdId clOrdId, @Nullable String link, @Nullable String account, String symbol, @Nullable String currency, Side side,
            Conditions conditions) {
    }

    /** ListCancelRequest(35=K). */
    record ListCancelRequest(Origin origin, String name) implements OfList {
    }

    /** ListExecute(35=L). */
    record ListExecute(Origin origin, String name) implements OfList {
    }

    /** ListStatusRequest(35=M). */
    record ListStatusRequest(Origin origin, String name) implements OfList {
    }

    /** A request about a cross order. */
    sealed interface OfCross extends FromClient {
        /** CrossID(548) of the message. */
        String name();

        CrossTerms terms();

        String symbol();

        /** As in the message. */
        List<SideOfCross> sides();

        /** What already speaks against it where it was read; null if nothing does. */
        @Nullable
        Objection objection();
    }

    /**
     * NewOrderCross(35=s).
     *
     * @param currency Currency(15); null if the message had none
     * @param possResend PossResend(97)=Y: a cross whose CrossID is known is not a duplicate but answered with the status of its sides
     */
    record NewOrderCross(Origin origin, String name, CrossTerms terms, String symbol, @Nullable String currency, List<SideOfCross> sides,
            boolean possResend, @Nullable Objection objection) implements OfCross {
    }

    /**
     * One of its sides.
     *
     * @param origClOrdId OrigClOrdID(41) of requests; null where the message had none, and the side is known by Side(54)
     * @param account Account(1), or of a new cross the session's default; null if neither is there
     * @param conditions those of the cross, for the side's OrderQty(38)
     * @param fields further fields of the side that go to the venue as they came: each as on the wire, with its delimiter; null for none
     */
    record SideOfCross(Side side, ClOrdId clOrdId, @Nullable ClOrdId origClOrdId, @Nullable String account, Conditions conditions,
            @Nullable String fields) {

        /** The same on other conditions. */
        public SideOfCross on(Conditions others) {
            return new SideOfCross(side, clOrdId, origClOrdId, account, others, fields);
        }
    }

    /**
     * CrossOrderCancelReplaceRequest(35=t).
     *
     * @param origName OrigCrossID(551)
     * @param currency Currency(15); null if the message had none
     */
    record CrossOrderCancelReplaceRequest(Origin origin, String name, String origName, CrossTerms terms, String symbol, @Nullable String currency,
            List<SideOfCross> sides, @Nullable Objection objection) implements OfCross {
    }

    /**
     * CrossOrderCancelRequest(35=u).
     *
     * @param origName OrigCrossID(551)
     * @param sides of their conditions only the quantity is there
     */
    record CrossOrderCancelRequest(Origin origin, String name, String origName, CrossTerms terms, String symbol, List<SideOfCross> sides,
            @Nullable Objection objection) implements OfCross {
    }

    /** OrderCancelRequest(35=F). */
    record OrderCancelRequest(Origin origin, ClOrdId clOrdId, ClOrdId origClOrdId, String symbol, Side side) implements FromClient {
    }

    /**
     * OrderCancelReplaceRequest(35=G).
     *
     * @param account Account(1); null if the message had none, which leaves it as it is
     * @param currency Currency(15); null if the message had none
     */
    record OrderCancelReplaceRequest(Origin origin, ClOrdId clOrdId, ClOrdId origClOrdId, @Nullable String account, String symbol,
            @Nullable String currency, Side side, Conditions conditions) implements FromClient, OnConditions {

        /** To conditions without instructions. */
        public OrderCancelReplaceRequest(Origin origin, ClOrdId clOrdId, ClOrdId origClOrdId, @Nullable String account, String symbol,
                @Nullable String currency, Side side, OrdType ordType, TimeInForce timeInForce, Quantity orderQty, @Nullable Price price, long expireTime) {
            this(origin, clOrdId, origClOrdId, account, symbol, currency, side,
                    new Conditions(ordType, timeInForce, orderQty, price, expireTime));
        }
    }

    /**
     * A new order or a replace that says in HandlInst(21) who shall work the order, from a session that may send care orders.
     *
     * @param isByHand people shall, HandlInst(21)=3; false: nobody shall intervene, or nobody need
     */
    record WithHandling(FromClient request, boolean isByHand) implements FromClient {
        @Override
        public Origin origin() {
            return request.origin();
        }
    }

    /**
     * A cancel, a replace or a status request that names its order by OrderID(37) alone, because that has no ClOrdID(11): it was given by telephone.
     *
     * @param orderId the number behind OrderID(37); 0 if it is not one of ours
     */
    record ByOrderId(FromClient request, long orderId) implements FromClient {
        @Override
        public Origin origin() {
            return request.origin();
        }
    }

    /**
     * OrderStatusRequest(35=H).
     *
     * @param ordStatusReqId OrdStatusReqID(790), echoed; null if the message had none
     */
    record OrderStatusRequest(Origin origin, ClOrdId clOrdId, @Nullable String orderId, String symbol, Side side, @Nullable String ordStatusReqId)
            implements FromClient {
    }

    /**
     * OrderMassCancelRequest(35=q), or OrderMassActionRequest(35=CA).
     *
     * @param objection what already speaks against it where it was read; null if nothing does
     */
    record OrderMassCancelRequest(Origin origin, ClOrdId clOrdId, MassCancelTerms terms, @Nullable Objection objection) implements FromClient {
    }

    /**
     * OrderMassStatusRequest(35=AF).
     *
     * @param massStatusReqId MassStatusReqID(584), echoed
     * @param objection what already speaks against it where it was read; null if nothing does
     */
    record OrderMassStatusRequest(Origin origin, String massStatusReqId, OrderSelection which, @Nullable Objection objection) implements FromClient {
    }

    /**
     * PartyActionRequest(35=DH).
     *
     * @param subset which orders the party's are; null if something speaks against the request
     * @param objection what already speaks against it where it was read; null if nothing does
     */
    record PartyActionRequest(Origin origin, PartyAction action, @Nullable Subset subset, @Nullable Objection objection) implements FromClient {
    }

    /** Which message answers a request that could not be read. */
    enum RejectAs {
        /** Reject(35=3). */
        SESSION_REJECT,
        /** BusinessMessageReject(35=j). */
        BUSINESS_REJECT,
        /** ExecutionReport(35=8) with ExecType(150)=8. */
        EXECUTION_REPORT,
        /** OrderCancelReject(35=9). */
        CANCEL_REJECT
    }

    /**
     * A message that the gateway could not turn into a request: logged and answered like any other.
     *
     * @param refMsgType RefMsgType(372)
     * @param refTag RefTagID(371); 0 if no single tag is to blame
     * @param fixReason SessionRejectReason(373) or BusinessRejectReason(380); not used for the two order answers
     * @param echo the message's own words, for the answer
     */
    record UnreadableRequest(Origin origin, RejectAs rejectAs, String refMsgType, int refTag, int fixReason, Objection objection, Echo echo)
            implements FromClient {
    }

    /** What is said back of a message that could not be read; each is null where it was missing or unreadable. */
    record Echo(@Nullable String clOrdId, @Nullable String origClOrdId, @Nullable String symbol, @Nullable Side side, @Nullable Quantity orderQty,
            @Nullable String account) {
        public static final Echo NONE = new Echo(null, null, null, null, null, null);
    }

    /**
     * A message from a client that asks for nothing, such as a reject of a report of ours: recorded, not answered.
     *
     * @param alarm somebody has to look at it
     */
    record ClientNotice(Origin origin, String msgType, String text, boolean alarm) implements FromClient {
    }

    /**
     * DontKnowTrade(35=Q) from a client: it denies a fill that we reported. Recorded and alarmed, not answered.
     *
     * @param orderId the number behind OrderID(37); 0 if it is not one of ours
     * @param execId the number behind ExecID(17); 0 if it is not one of ours
     * @param toldOrderId OrderID(37) as received; empty if missing, as with the others
     * @param dkReason DKReason(127) as received
     * @param text Text(58)
     */
    record DontKnowTrade(Origin origin, long orderId, long execId, String toldOrderId, String toldExecId, String dkReason, String text)
            implements FromClient {
    }

    /**
     * ExecutionReport(35=8) from a venue, in FIX 4.4's meanings.
     *
     * @param requestId the number behind the ClOrdID(11) that we gave; 0 if it is not one of ours
     * @param origRequestId the same of OrigClOrdID(41)
     * @param clOrdId ClOrdID(11) as received, for the record; empty if missing
     * @param venueOrderId OrderID(37) as received
     * @param execId ExecID(17) as received
     * @param execRefId ExecRefID(19) of a bust or correction; null otherwise
     * @param orderQty null if not told
     * @param price null if not told
     * @param lastQty LastQty(32): zero if not told
     * @param lastPx null if not told
     * @param leavesQty null if not told
     * @param cumQty null if not told
     * @param tradeDate TradeDate(75) as received; null if not told
     * @param ordRejReason OrdRejReason(103); -1 if not told
     * @param text Text(58); null if none
     * @param stopPx StopPx(99); null if not told
     */
    record VenueReport(Origin origin, VenueId venue, long requestId, long origRequestId, String clOrdId, String venueOrderId, String execId,
            @Nullable String execRefId,
            ExecType execType, OrdStatus ordStatus, String symbol, @Nullable Side side, @Nullable Quantity orderQty, @Nullable Price price, Quantity lastQty,
            @Nullable Price lastPx, @Nullable Quantity leavesQty, @Nullable Quantity cumQty, @Nullable String tradeDate, int ordRejReason,
            @Nullable String text, @Nullable Price stopPx)
            implements FromVenue {

        /** One that tells no stop price. */
        public VenueReport(Origin origin, VenueId venue, long requestId, long origRequestId, String clOrdId, String venueOrderId, String execId,
                @Nullable String execRefId, ExecType execType, OrdStatus ordStatus, String symbol, @Nullable Side side, @Nullable Quantity orderQty,
                @Nullable Price price, Quantity lastQty, @Nullable Price lastPx, @Nullable Quantity leavesQty, @Nullable Quantity cumQty,
                @Nullable String tradeDate, int ordRejReason, @Nullable String text) {
            this(origin, venue, requestId, origRequestId, clOrdId, venueOrderId, execId, execRefId, execType, ordStatus, symbol, side, orderQty, price, lastQty,
                    lastPx, leavesQty, cumQty, tradeDate, ordRejReason, text, null);
        }
    }

    /**
     * ExecutionReport(35=8) from a venue about a single leg of a multi-leg order, MultiLegReportingType(442)=2.
     *
     * @param report as it came
     * @param refId LegRefID(654); empty if not told
     * @param symbol LegSymbol(600); empty if not told, then Symbol(55) is that of the leg
     * @param side LegSide(624); null if not told
     */
    record LegReport(VenueReport report, String refId, String symbol, @Nullable Side side) implements FromVenue {

        @Override
        public Origin origin() {
            return report.origin();
        }

        @Override
        public VenueId venue() {
            return report.venue();
        }
    }

    /**
     * OrderCancelReject(35=9) from a venue.
     *
     * @param cxlRejReason CxlRejReason(102): 0 too late, 1 unknown order; -1 if not told
     */
    record VenueCancelReject(Origin origin, VenueId venue, long requestId, long origRequestId, OrdStatus ordStatus, int cxlRejReason, @Nullable String text)
            implements FromVenue {
    }

    /**
     * Reject(35=3) or BusinessMessageReject(35=j) from a venue that is about one of our requests.
     *
     * @param requestId the number behind BusinessRejectRefID(379), or of the message that RefSeqNum(45) names; 0 if unknown
     */
    record VenueMessageReject(Origin origin, VenueId venue, long requestId, String refMsgType, String reason) implements FromVenue {
    }

    /**
     * SecurityStatus(35=f): how a venue trades an instrument now.
     *
     * @param low LowPx(333); null if it has none
     * @param high HighPx(332); null if it has none
     * @param text what it says of it, in words
     */
    record SecurityStatus(Origin origin, VenueId venue, String symbol, Trading trading, @Nullable Price low, @Nullable Price high,
            String text) implements FromVenue {

        /** SecurityTradingStatus(326), as far as it says whether orders are executed. */
        public enum Trading {
            /** Delayed, halted, or neither opened nor resumed. */
            HALTED,
            /** It has resumed, or is ready to trade. */
            GOES_ON,
            /** Not available for trading, or not traded on this market: that is about this venue alone. */
            NOT_HERE,
            /** Something else, such as a price or an imbalance, or nothing. */
            UNSAID
        }
    }

    /**
     * A message from a venue that is not for the order core, or that could not be read: recorded, and alarmed if it could not be read.
     *
     * @param problem null if nothing is wrong with it
     */
    record VenueNotice(Origin origin, VenueId venue, String msgType, @Nullable String problem) implements FromVenue {
    }

    /**
     * A FIX session came up.
     *
     * @param venue the venue that it leads to; null for clients and drop copy
     */
    record SessionLoggedOn(SessionKey session, @Nullable VenueId venue) implements FromHouse {
    }

    /** What ended a FIX session. */
    enum LogoffCause {
        /** The counterparty sent a Logout(35=5). */
        LOGOUT("logout"),
        /** The connection broke, or was cut because of what the counterparty did or did not read. */
        LOST_CONNECTION("connection lost"),
        /** Neither a heartbeat nor the answer to a TestRequest(35=1) came in time. */
        HEARTBEAT_TIMEOUT("heartbeat time-out"),
        /** Our side did it: a stop, a crash, an operator, the schedule, a hub that could not read. */
        OURS("ended by us");

        private final String text;

        LogoffCause(String text) {
            this.text = text;
        }

        /** In words, for a counterparty. */
        public String text() {
            return text;
        }
    }

    /** A FIX session went down. */
    record SessionLoggedOff(SessionKey session, @Nullable VenueId venue, LogoffCause cause, String reason) implements FromHouse {

        /** One that is nobody's doing but ours, or after which nothing is canceled anyhow. */
        public SessionLoggedOff(SessionKey session, @Nullable VenueId venue, String reason) {
            this(session, venue, LogoffCause.OURS, reason);
        }
    }

    /**
     * An order that waits, unsent, for its venue's session is overtaken there: by a cancel or a replace of it that waits behind it, or by the time. It is kept back until the
     * core has said what becomes of it.
     *
     * @param orderRequestId whose number is the ClOrdID(11) under which it waits
     * @param requestId of the cancel or replace; 0 if its time is over
     * @param text why, for the record
     */
    record HeldOrder(VenueId venue, long orderRequestId, long requestId, String text) implements FromHouse {
    }

    /**
     * A request to a venue was stopped at the last point before its session, because more could have been executed than its client has asked for.
     *
     * @param requestIds whose numbers are the ClOrdIDs(11): one, or those of the sides of a cross
     * @param isNew it would have been a new order there; otherwise new terms for one that is there
     * @param text why
     */
    record StoppedAtLastPoint(VenueId venue, List<Long> requestIds, boolean isNew, String text) implements FromHouse {

        public StoppedAtLastPoint {
            requestIds = List.copyOf(requestIds);
        }
    }

    /**
     * More goes out to venues than clients' orders explain.
     *
     * @param out orders and replaces
     * @param orders of so many orders of clients
     * @param mostPerOrder from which on it is told
     * @param seconds within which
     */
    record TooManyOrdersOut(long out, long orders, int mostPerOrder, long seconds) implements FromHouse {
    }

    /** The hub is back after a stop or a crash: all sessions are down, and nobody could have come back. */
    record HubRestarted() implements FromHouse {
    }

    /** What a venue shows of an instrument, or the last trade, is another: orders that wait for a price are looked at. */
    record MarketMoved(String symbol) implements FromHouse {
    }

    /**
     * When the last prices have come, as far as limits want to know. Once a second, before the {@link ClockTick} of that second; not before those that come sooner, as work is left. Later prices are not known before the next one.
     *
     * @param byVenue of any instrument, of the venues that have shown any since the hub was started, epoch nanoseconds
     * @param bySymbol of those instruments that some limit names and of which any has come since then, likewise
     */
    record PricesSeen(Map<VenueId, Long> byVenue, Map<String, Long> bySymbol) implements FromHouse {

        public PricesSeen {
            byVenue = Map.copyOf(byVenue);
            bySymbol = Map.copyOf(bySymbol);
        }
    }

    /**
     * Time passes: expiries and unanswered requests are looked at. About once a second.
     *
     * @param unsent of venues to which requests wait to be sent: the number of the first of them, as {@link io.portcullis.oms.types.Ids#number} makes it
     */
    record ClockTick(Map<VenueId, Long> unsent) implements FromHouse {

        public ClockTick {
            unsent = Map.copyOf(unsent);
        }

        /** Nothing waits. */
        public ClockTick() {
            this(Map.of());
        }
    }

    /** The drop of the gate: new orders and replaces are refused, cancels pass. */
    record HaltTrading(String user, String reason) implements FromHouse {
    }

    record ResumeTrading(String user, String reason) implements FromHouse {
    }

    /**
     * A person of ours steers a session. Recorded before it is done.
     *
     * @param expected set with {@link SessionAction#SET_NUMBERS}; null if the number that is expected next stays as it is
     * @param detail what exactly, such as numbers before and after; empty if there is nothing to add
     */
    record SteerSession(SessionKey session, SessionAction action, @Nullable ExpectedNumber expected, String detail, String user, String reason)
            implements FromHouse {
    }

    /**
     * A person of ours adds a venue, changes it, or lets it go. Recorded before it is done.
     *
     * @param detail what exactly, such as which settings; empty if there is nothing to add
     */
    record SteerVenue(VenueId venue, VenueAction action, String detail, String user, String reason) implements FromHouse {
    }

    /** A person of ours works a care order. */
    record WorkOrder(long orderId, CareAction action, String user, String reason) implements FromHouse {
    }

    /**
     * A person of ours books one execution on several care orders, each of which gets its share.
     *
     * @param orderIds in the order in which what can't be divided goes to them
     * @param fill the whole
     */
    record FillBlock(List<Long> orderIds, CareAction.Fill fill, String user, String reason) implements FromHouse {

        public FillBlock {
            orderIds = List.copyOf(orderIds);
        }
    }

    /** A person of ours does something in a client's place. */
    record ActForClient(DeskAction action, String user, String reason) implements FromHouse {
    }

    /** A person of ours cancels an order. */
    record CancelOrder(long orderId, String user, String reason) implements FromHouse {
    }

    /**
     * A person of ours has found the order that a stray execution belongs to.
     *
     * @param overfill whether it may make more of the order executed than it is for
     * @param afterDenial whether it may be booked though it was denied to the venue
     */
    record AssignStray(long strayId, OrderName order, boolean overfill, boolean afterDenial, String user, String reason) implements FromHouse {
    }

    /**
     * How a person names an order of a client.
     *
     * @param orderId of the order; 0 if it is named by its ClOrdID(11)
     * @param clOrdId null if it is named by its id
     * @param session whose ClOrdID it is; null where only one session has it
     */
    record OrderName(long orderId, @Nullable ClOrdId clOrdId, @Nullable SessionKey session) {
    }

    /** A person of ours has cleared up a stray execution otherwise than by booking it: it is listed no more. */
    record DismissStray(long strayId, String user, String reason) implements FromHouse {
    }

    /** A person of ours tells the venue of a stray execution that we don't know it. @param reason goes to the venue, too */
    record DenyStray(long strayId, DkReason dkReason, String user, String reason) implements FromHouse {
    }

    /** A trading day begins: day orders of the one before that are still open expire, closed orders leave the state. */
    record StartDay(LocalDate tradingDay) implements FromHouse {
    }

    /** A trading day is over: its day orders expire, and nothing new goes out until the next one begins. @param user the clock, or one of our people */
    record EndDay(LocalDate tradingDay, String user, String reason) implements FromHouse {
    }

    /**
     * A corporate action is applied to the orders that are there.
     *
     * @param digest of the preview that was looked at
     */
    record ApplyCorporateAction(CorporateAction action, String digest, String user, String reason) implements FromHouse {
    }

    /**
     * Limits are to become others. Whoever would let more pass by it needs a second person.
     *
     * @param changes each with what the limit is now, so that what somebody else has changed meanwhile is not undone unseen
     */
    record ChangeLimits(List<LimitChange> changes, String user, String reason) implements FromHouse {

        /** In one command: a record of the log has to hold it. */
        public static final int MOST = 2_000;

        public ChangeLimits {
            changes = List.copyOf(changes);
        }
    }

    /** A second person lets a proposal pass, or nobody does. */
    record SettleLimits(long proposalId, boolean isApproved, String user, String reason) implements FromHouse {
    }

    /** What accounts had when the trading day began is other than it is taken for. @param positions of each what it is */
    record EnterPositions(List<Position> positions, String user, String reason) implements FromHouse {

        /**
         * One of them.
         *
         * @param quantity negative if the account was short
         * @param price what a share was worth; null for the last close
         */
        public record Position(String account, String symbol, Quantity quantity, @Nullable Price price) {
        }

        public EnterPositions {
            positions = List.copyOf(positions);
        }
    }

    /** A person of ours kills orders: nothing new of them goes out from now on, and they are canceled. */
    record Kill(Subset subset, String user, String reason) implements FromHouse {
    }

    /**
     * What somebody outside has measured says that such orders have to stop, such as a risk metric: they are killed, unless they are already. Said again, it changes nothing.
     *
     * @param metric who is said to have killed: a name as of a user, such as {@code value-at-risk}
     * @param reason what was measured, and what was allowed
     * @param release who lets it be over
     */
    record TripBreaker(Subset subset, String metric, String reason, Release release) implements FromHouse {
    }

    /** A person of ours wants to know, for the files, what such a kill would do. */
    record RehearseKill(Subset subset, String user, String reason) implements FromHouse {
    }

    /** A person of ours wants a kill to be over, which needs a second person. */
    record ReleaseKill(long killId, String user, String reason) implements FromHouse {
    }

    /** A second person lets a release pass, or nobody does. */
    record SettleRelease(long killId, boolean isApproved, String user, String reason) implements FromHouse {
    }

    /** A person of ours wants orders to pass though limits speak against them, which always needs a second person. */
    record AskOverride(LimitOverride what, String user, String reason) implements FromHouse {
    }

    /** A second person lets an override be, or nobody does. */
    record SettleOverride(long overrideId, boolean isApproved, String user, String reason) implements FromHouse {
    }

    /** An override is there no more, whether it was approved or not. */
    record WithdrawOverride(long overrideId, String user, String reason) implements FromHouse {
    }

    /** Somebody has located shares for short sales. */
    record AddLocate(Locate locate, String user, String reason) implements FromHouse {
    }

    /** A locate is there no more. */
    record WithdrawLocate(long locateId, String user, String reason) implements FromHouse {
    }

    /** How an instrument may be traded from now on. */
    record SteerMarket(String symbol, MarketAction action, String user, String reason) implements FromHouse {
    }

    /** A venue's trading hours begin. */
    record OpenVenue(VenueId venue) implements FromHouse {
    }

    /** A venue's trading hours end. @param opens when they begin again, in words; empty if that is not known */
    record CloseVenue(VenueId venue, String opens) implements FromHouse {
    }

    /** A venue's own trading day begins or ends. @param day null if it has the hub's days */
    record BeginVenueDay(VenueId venue, @Nullable VenueDay day) implements FromHouse {
    }

    /** A venue is in that phase of its day, and its auctions stand so. @param phases without auctions, if nothing is known of them any more */
    record BeginPhase(VenueId venue, VenuePhases phases) implements FromHouse {
    }
}

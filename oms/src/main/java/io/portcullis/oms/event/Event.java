package io.portcullis.oms.event;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.ExpectedNumber;
import io.portcullis.oms.types.Auction;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Contingency;
import io.portcullis.oms.types.DkReason;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.ListReport;
import io.portcullis.oms.types.MassCancelTerms;
import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.OnConditions;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.OrderSelection;
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
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A fact. State is folded from facts, and what counterparties are told follows from them. Ids named {@code orderId}, {@code childId}, {@code execId} and
 * {@code requestId} are numbers of {@link io.portcullis.oms.types.Ids}; a child order's id is the id of the request that created it.
 */
public sealed interface Event {

    /** An execId of a fact that is not told to the client, because that was agreed. */
    long NOT_TOLD = 0;

    /** A fact about a parent order. */
    sealed interface OfOrder extends Event {
        long orderId();
    }

    /** A fact about a child order. */
    sealed interface OfChild extends Event {
        long childId();
    }

    /** A fact about what is done with the orders of a client's session that went down. */
    sealed interface OfDisconnect extends Event {
        SessionKey session();
    }

    /** A fact about a client's request that is about many of its orders. */
    sealed interface OfMassRequest extends Event {
        SessionKey session();
    }

    /** A fact about a list of orders, and not about one of them. */
    sealed interface OfList extends Event {
        SessionKey session();
    }

    /**
     * What a client asked for.
     *
     * @param account as the client wrote it; null if it named none
     * @param carried further fields of the client's order, as they stand on the wire, that nobody here looks at: they are told to those who have agreed to it; null for none
     */
    record OrderTerms(SessionKey session, ClOrdId clOrdId, @Nullable String account, String symbol, Side side, Conditions conditions,
            @Nullable String carried) implements OnConditions {

        /** One without instructions, and with nothing carried. */
        public OrderTerms(SessionKey session, ClOrdId clOrdId, @Nullable String account, String symbol, Side side, OrdType ordType, TimeInForce timeInForce,
                Quantity orderQty, @Nullable Price price, long expireTime) {
            this(session, clOrdId, account, symbol, side, new Conditions(ordType, timeInForce, orderQty, price, expireTime), null);
        }

        /** The same with those fields. */
        public OrderTerms carrying(@Nullable String fields) {
            return fields == null && carried == null ? this : new OrderTerms(session, clOrdId, account, symbol, side, conditions, fields);
        }

        /** Nobody else is responsible for it: the same trader and algorithm, or nobody is named in either. */
        public boolean isOfSameOriginator(OrderTerms other) {
            return Objects.equals(instructions().originator(), other.instructions().originator());
        }

        /** The same for another account. */
        public OrderTerms forAccount(@Nullable String other) {
            return other == null || other.equals(account) ? this : new OrderTerms(session, clOrdId, other, symbol, side, conditions, carried);
        }

        /** The same by another name, on other conditions. */
        public OrderTerms replacedBy(ClOrdId name, Conditions others) {
            return new OrderTerms(session, name, account, symbol, side, others, carried);
        }
    }

    /**
     * What the risk gate used when it let an order pass.
     *
     * @param valuationPrice the price at which its open quantity counts as exposure
     * @param referencePrice the price that the collar was measured from; null if there is no collar
     * @param uses of the limits on what adds up; those on one order alone say nothing more than the order
     */
    record RiskFacts(Price valuationPrice, @Nullable Price referencePrice, List<LimitUse> uses) {

        public RiskFacts {
            uses = List.copyOf(uses);
        }
    }

    /**
     * A limit that an order was held against.
     *
     * @param limit by its number
     * @param used of it before this order; a net sum of more sells than buys is negative
     */
    record LimitUse(int limit, Money used) {
    }

    /**
     * @param isWorkedHere no venue that takes orders now does what it asks for, so it is done here: it is kept here until its stop price is reached, or goes out in parts of
     *            which each may be seen
     * @param isTimeKeptHere it outlives the day, and goes to a venue that takes orders for the day only: it is sent there anew each day
     */
    record OrderAccepted(long orderId, OrderTerms terms, RiskFacts risk, boolean isWorkedHere, boolean isTimeKeptHere) implements OfOrder {

        /** One of which no venue gets a shorter time. */
        public OrderAccepted(long orderId, OrderTerms terms, RiskFacts risk, boolean isWorkedHere) {
            this(orderId, terms, risk, isWorkedHere, false);
        }

        /** One that goes to venues at once. */
        public OrderAccepted(long orderId, OrderTerms terms, RiskFacts risk) {
            this(orderId, terms, risk, false);
        }
    }

    /**
     * It looks like another one that came a moment before, and was accepted all the same.
     *
     * @param ageNanos how long before
     */
    record LookAlikeNoticed(long orderId, long otherOrderId, long ageNanos) implements OfOrder {
    }

    /** The venue that waited for its stop price let go of it: from now on it is kept here until it is triggered. */
    record OrderParked(long orderId) implements OfOrder {
    }

    /**
     * Why what goes out of an order in this record goes where it goes.
     *
     * @param quantity that was to be routed
     * @param strategy as its rule calls it, and what was done instead if it could not be followed
     * @param rule the line of the rules that says so; 0 if none does
     * @param venues all that there are: those that were asked, and those that were left out
     */
    record OrderRouted(long orderId, Side side, Quantity quantity, String strategy, int rule, List<VenueLook> venues) implements OfOrder {

        public OrderRouted {
            venues = List.copyOf(venues);
        }

        /** With the last one of each venue's levels only. */
        public OrderRouted withLastLevels() {
            return new OrderRouted(orderId, side, quantity, strategy, rule, venues.stream().map(VenueLook::withLastLevel).toList());
        }
    }

    /**
     * An order that was kept here has met its stop price.
     *
     * @param price that was seen, and by which it was triggered
     */
    record OrderTriggered(long execId, long orderId, Price price) implements OfOrder {
    }

    /**
     * The stop price of a trailing stop order has followed the market: here, or at the venue that trails it.
     *
     * @param stopPx StopPx(99) from now on, nearer to the market than before
     * @param price Price(44) from now on, as far from the stop price as it was; null for orders without a limit
     */
    record OrderTrailed(long orderId, Price stopPx, @Nullable Price price) implements OfOrder {
    }

    /**
     * An order that outlived its trading day goes on as it is on the next one.
     *
     * @param execId of the report that tells the client; {@link #NOT_TOLD} if that is not agreed
     */
    record OrderRestated(long execId, long orderId) implements OfOrder {
    }

    /** A corporate action has had its turn with an order. @param execId of the report */
    record OrderAdjusted(long execId, long orderId, Adjustment to) implements OfOrder {
    }

    /**
     * Its venue has it on the terms that a corporate action gave its order: it has adjusted it by itself.
     *
     * @param cumQty executed, in its venue's count from now on
     */
    record ChildOrderAdjusted(long childId, Conditions conditions, Quantity cumQty) implements OfChild, OnConditions {
    }

    /** Orders are killed, a kill is over, or something has become of one. */
    record KillTold(KillFact fact) implements Event {
    }

    /** A kill that is in force is about this order: its cancel is ordered, unless somebody else is canceling it already. */
    record OrderKilled(long orderId, long killId) implements OfOrder {
    }

    /** An override of limits is asked for, in force, or over. */
    record OverridesTold(OverrideFact fact) implements Event {
    }

    /**
     * An order passes by an override: it was accepted, or is being replaced, in this record.
     *
     * @param user who has asked for the override
     * @param approver who has approved it
     * @param objections what spoke against the order: each limit, what of it was used, and what was requested
     */
    record OrderOverridden(long orderId, long overrideId, String user, String approver, List<Objection> objections) implements OfOrder {

        public OrderOverridden {
            objections = List.copyOf(objections);
        }
    }

    /** Limits are others now, or are to become others, or one of them is nearly used up. */
    record LimitsTold(LimitFact fact) implements Event {
    }

    /** Positions are others than they would be by executions alone, or are worth something else. */
    record PositionsTold(PositionFact fact) implements Event {
    }

    /** Something was seen at the last point before the venues' sessions. */
    record LastPointTold(LastPointFact fact) implements Event {
    }

    /** Something was located for short sales, or is there no more. */
    record LocatesTold(LocateFact fact) implements Event {
    }

    /** An instrument may be traded otherwise now. */
    record MarketTold(MarketFact fact) implements Event {
    }

    /** A corporate action is applied, or was. */
    record CorporateActionTold(CorporateActionFact fact) implements Event {
    }

    /** Refused before it was an order: it never lived, but its ClOrdID is used, unless that was the objection. */
    record OrderRefused(long orderId, OrderTerms terms, List<Objection> objections) implements OfOrder {
    }

    /**
     * An order of a list.
     *
     * @param clOrdId by which it came
     * @param link ClOrdLinkID(583); null if the client gave none
     * @param group the orders that act on each other have one; 0 if this one is in none
     */
    record Listed(long orderId, ClOrdId clOrdId, @Nullable String link, int group, Quantity orderQty) {
    }

    /**
     * NewOrderList(35=E): what follows in the record are its orders, each accepted.
     *
     * @param name ListID(66)
     * @param waitsForExecute nothing of it goes out before ListExecute(35=L)
     * @param orders by ListSeqNo(67)
     */
    record OrderListAccepted(long listId, SessionKey session, String name, Contingency contingency, boolean waitsForExecute, List<Listed> orders)
            implements OfList {
    }

    /** Why an order of a list is not accepted, which is another's fault or its own. */
    record RefusedOfList(ClOrdId clOrdId, Objection objection) {
    }

    /**
     * A list of which something speaks against the whole, or against one order: none of its orders is accepted.
     *
     * @param orders by ListSeqNo(67)
     */
    record OrderListRefused(SessionKey session, String name, Contingency contingency, Objection objection, List<RefusedOfList> orders) implements OfList {
    }

    /** ListExecute(35=L). */
    record ListExecuted(long listId, SessionKey session) implements OfList {
    }

    /** ListCancelRequest(35=K): each of its orders is called back, in this record or in later ones. */
    record ListCancelRequested(long listId, SessionKey session) implements OfList {
    }

    /** The client is told how all orders of a list stand. */
    record ListReported(long listId, SessionKey session, ListReport report) implements OfList {
    }

    /**
     * An order that waits for another one of its list, or for ListExecute(35=L), may go out.
     *
     * @param execId of the report that it works now; {@link #NOT_TOLD} if there is none
     * @param upTo how much of it may be executed in all; null if there is no bound any more
     */
    record OrderReleased(long execId, long orderId, @Nullable Quantity upTo) implements OfOrder {
    }

    /** Why an order of a list is for less. */
    enum ReducedBecause {
        /** One that is linked with it was executed. */
        SIBLING,
        /** The one that it waits for ended before it was filled. */
        PRIMARY
    }

    /**
     * An order is for less because of another one of its list. What lives of it at venues beyond that is called back.
     *
     * @param by how much less
     */
    record OrderReduced(long execId, long orderId, Quantity by, ReducedBecause because, String text) implements OfOrder {
    }

    /**
     * An order of a list is called back.
     *
     * @param byLink because of another order of the list; else the client wants all of the list canceled
     * @param text for Text(58) when it is done
     */
    record LinkCancelOrdered(long orderId, boolean byLink, String text) implements OfOrder {
    }

    /** Something has become of a cross order, and not of one of its sides only. @param crossId 0 if it was refused */
    record CrossChanged(long crossId, SessionKey session, CrossFact fact) implements Event {
    }

    /** A message that could not be read, and how it is answered. */
    record MessageRefused(long execId, SessionKey session, int refSeqNum, Command.RejectAs rejectAs, String refMsgType, int refTag, int fixReason,
            Objection objection,
            Command.Echo echo) implements Event {
    }

    /** @param execId of the report that it is pending; {@link #NOT_TOLD} if there is none */
    record CancelRequested(long execId, long orderId, ClOrdId clOrdId, ClOrdId origClOrdId) implements OfOrder {
    }

    /**
     * What the desk does with a care order, or the hub in its place.
     *
     * @param user null where nobody of ours ordered it
     * @param reason empty where it follows from something else
     */
    record OrderWorked(long orderId, CareFact fact, @Nullable String user, String reason) implements OfOrder {
    }

    /**
     * A person of ours does something in a client's place, or it comes to something.
     *
     * @param user null where it follows from something else
     * @param reason empty where it follows from something else
     */
    record DeskActed(long orderId, DeskFact fact, @Nullable String user, String reason) implements OfOrder {
    }

    /** A person of ours asked for the cancel. */
    record CancelOrdered(long orderId, String user, String reason) implements OfOrder {
    }

    /** The venues did not let go of an order that a person of ours, or the clock, wanted to end. */
    record CancelFailed(long orderId, String text) implements OfOrder {
    }

    /** Its time is over: what lives of it at venues is called back, then it expires. */
    record ExpiryDue(long orderId) implements OfOrder {
    }

    /**
     * @param execId of the report that it is pending; {@link #NOT_TOLD} if there is none
     * @param account that the order shall be for; null for the one that it has
     */
    record ReplaceRequested(long execId, long orderId, ClOrdId clOrdId, ClOrdId origClOrdId, Conditions conditions, RiskFacts risk,
            @Nullable String account) implements OfOrder, OnConditions {

        /** For the same account. */
        public ReplaceRequested(long execId, long orderId, ClOrdId clOrdId, ClOrdId origClOrdId, Conditions conditions, RiskFacts risk) {
            this(execId, orderId, clOrdId, origClOrdId, conditions, risk, null);
        }

        /** To conditions without instructions. */
        public ReplaceRequested(long execId, long orderId, ClOrdId clOrdId, ClOrdId origClOrdId, OrdType ordType, TimeInForce timeInForce, Quantity orderQty,
                @Nullable Price price, long expireTime, RiskFacts risk) {
            this(execId, orderId, clOrdId, origClOrdId, new Conditions(ordType, timeInForce, orderQty, price, expireTime), risk);
        }
    }

    /**
     * A client asks for a replace while another one is not done: it waits for its turn, and is looked at then (FIX 4.4 Volume 4, D.2.a).
     *
     * @param origClOrdId as the client named the order
     * @param account that the client named; null for none
     * @param currency that the client named; null for none
     */
    record ReplaceQueued(long orderId, ClOrdId clOrdId, ClOrdId origClOrdId, Conditions conditions, @Nullable String account, @Nullable String currency)
            implements OfOrder, OnConditions {

        /** The same, asked for before its client could know that the order is for less because of another one. */
        public ReplaceQueued lessBy(Quantity by) {
            return new ReplaceQueued(orderId, clOrdId, origClOrdId, conditions.withQty(orderQty().minus(by).max(Quantity.ZERO)), account, currency);
        }
    }

    /** Which request an OrderCancelReject(35=9) answers, CxlRejResponseTo(434). */
    enum ResponseTo {
        CANCEL, REPLACE
    }

    /**
     * A cancel or a replace came to nothing, at once or after the venues were asked.
     *
     * @param orderId 0 if no such order is known
     */
    record RequestRefused(long orderId, SessionKey session, ClOrdId clOrdId, ClOrdId origClOrdId, ResponseTo responseTo, Objection objection)
            implements OfOrder {
    }

    /**
     * The conditions are changed.
     *
     * @param conditions never for less than the filled quantity
     * @param account that the order is for now; null for the one that it had
     * @param isSentAnew parts of it were canceled at their venues, which go out anew: what is at a venue could not be changed so
     */
    record OrderReplaced(long execId, long orderId, ClOrdId clOrdId, ClOrdId origClOrdId, Conditions conditions, @Nullable String account,
            boolean isSentAnew) implements OfOrder, OnConditions {

        /** For the same account, changed where it is. */
        public OrderReplaced(long execId, long orderId, ClOrdId clOrdId, ClOrdId origClOrdId, Conditions conditions) {
            this(execId, orderId, clOrdId, origClOrdId, conditions, null, false);
        }

        /** To conditions without instructions. */
        public OrderReplaced(long execId, long orderId, ClOrdId clOrdId, ClOrdId origClOrdId, OrdType ordType, TimeInForce timeInForce, Quantity orderQty,
                @Nullable Price price, long expireTime) {
            this(execId, orderId, clOrdId, origClOrdId, new Conditions(ordType, timeInForce, orderQty, price, expireTime));
        }
    }

    /**
     * Nothing of it lives any more.
     *
     * @param clOrdId of the request that is thereby answered; null if no client asked for it
     * @param text empty if there is nothing to add
     */
    record OrderCanceled(long execId, long orderId, @Nullable ClOrdId clOrdId, String text) implements OfOrder {
    }

    record OrderExpired(long execId, long orderId, String text) implements OfOrder {
    }

    /** Its venues do no more with it today, and an order for the day has no other day. */
    record OrderDoneForDay(long execId, long orderId, String text) implements OfOrder {
    }

    /** Accepted by us, then by no venue. */
    record OrderRejected(long execId, long orderId, String text) implements OfOrder {
    }

    /**
     * A client asked how an order stands.
     *
     * @param orderId 0 if no such order is known
     */
    record StatusReported(long execId, long orderId, SessionKey session, ClOrdId clOrdId, String symbol, Side side, @Nullable String ordStatusReqId)
            implements OfOrder {
    }

    /**
     * An order, or a part of it, goes to a venue.
     *
     * @param quotePrice the price that the router saw there; null where it saw no book
     * @param quoteQty the quantity that it saw at that price or better
     * @param session which of the venue's sessions it goes over; null for the first one, which has the venue's name
     */
    record ChildOrderCreated(long childId, long orderId, VenueId venue, Conditions conditions, @Nullable Price quotePrice, @Nullable Quantity quoteQty,
            @Nullable SessionKey session) implements OfChild, OnConditions {

        /** One that goes over the venue's first session. */
        public ChildOrderCreated(long childId, long orderId, VenueId venue, Conditions conditions, @Nullable Price quotePrice, @Nullable Quantity quoteQty) {
            this(childId, orderId, venue, conditions, quotePrice, quoteQty, null);
        }

        /** One without instructions. */
        public ChildOrderCreated(long childId, long orderId, VenueId venue, OrdType ordType, TimeInForce timeInForce, Quantity orderQty, @Nullable Price price,
                long expireTime, @Nullable Price quotePrice, @Nullable Quantity quoteQty) {
            this(childId, orderId, venue, new Conditions(ordType, timeInForce, orderQty, price, expireTime), quotePrice, quoteQty);
        }
    }

    /** The venue has it and calls it so; once more whenever it gives it another OrderID(37). */
    record ChildOrderAcknowledged(long childId, String venueOrderId) implements OfChild {
    }

    /** ExecType(150)=L: the venue that waited for its stop price says that it was reached. @param execId of the report to the client */
    record ChildOrderTriggered(long execId, long childId, String text) implements OfChild {
    }

    record ChildOrderRejected(long childId, String text) implements OfChild {
    }

    record ChildOrderCanceled(long childId, String text) implements OfChild {
    }

    record ChildOrderExpired(long childId, String text) implements OfChild {
    }

    /** The venue does no more with an order for the day. */
    record ChildOrderDoneForDay(long childId, String text) implements OfChild {
    }

    /**
     * It waited for the venue's session and is not sent, nor is what was asked about it meanwhile: the venue never hears of them.
     *
     * @param orderRequestId under which it waited
     * @param requestId the cancel or replace that overtook it; 0 if its time was over
     */
    record ChildOrderWithdrawn(long childId, long orderRequestId, long requestId, String text) implements OfChild {
    }

    /**
     * The session is down over which a child order's requests went, and its venue takes them over another one: from now on they go over that.
     *
     * @param session null for the venue's first one
     */
    record ChildOrderMoved(long childId, @Nullable SessionKey session) implements OfChild {
    }

    record ChildCancelRequested(long requestId, long childId) implements OfChild {
    }

    record ChildReplaceRequested(long requestId, long childId, Conditions conditions) implements OfChild, OnConditions {
    }

    record ChildOrderReplaced(long requestId, long childId, Conditions conditions) implements OfChild, OnConditions {
    }

    /**
     * A venue did not cancel or replace.
     *
     * @param why what the venue said, as far as it matters to what is done next
     */
    record ChildRequestRejected(long requestId, long childId, RejectedBecause why, String text) implements OfChild {
    }

    /** Why a venue did not do as asked. */
    enum RejectedBecause {
        TOO_LATE, UNKNOWN_ORDER, OTHER,
        /** No answer came, and the venue shows the order as if it had never been asked. */
        LOST
    }

    /**
     * A venue counts more as executed than it has reported: that much is neither routed again nor given up until somebody has cleared it.
     *
     * @param quantity how much is missing now
     */
    record ExecutionMissed(long childId, Quantity quantity) implements OfChild {
    }

    /** The venue is asked. @param isRoutine it owes no answer: in the morning, and when it is back, it is asked about all orders that it has */
    record ChildStatusRequested(long requestId, long childId, boolean isRoutine) implements OfChild {

        /** Because it owes an answer. */
        public ChildStatusRequested(long requestId, long childId) {
            this(requestId, childId, false);
        }
    }

    /** The venue answered, or the question was given up. */
    record ChildStatusAnswered(long childId, String text) implements OfChild {
    }

    /**
     * An execution at a venue. It counts whatever state the order was in.
     *
     * @param execId our ExecID(17) for it
     * @param venueCumQty CumQty(14) as the venue told it, part of what makes the execution unique; null if not told
     */
    record OrderFilled(long execId, long childId, String venueExecId, Quantity lastQty, Price lastPx, @Nullable Quantity venueCumQty,
            @Nullable String tradeDate)
            implements OfChild {
    }

    /**
     * An execution that a person of ours has agreed elsewhere, such as on the telephone: a part of the order that was never sent, executed at once.
     *
     * @param counterparty with whom, or where
     * @param reference what the counterparty calls it, or a name of ours
     * @param tradeTime epoch nanoseconds
     */
    record FilledByHand(long execId, long childId, long orderId, VenueId counterparty, String reference, Quantity lastQty, Price lastPx, long tradeTime,
            String user, String reason) implements OfChild {

        /** The same as if we had sent the part. */
        public ChildOrderCreated asCreated() {
            return new ChildOrderCreated(childId, orderId, counterparty, OrdType.LIMIT, TimeInForce.DAY, lastQty, lastPx, 0, null, null);
        }

        /** The same as if a venue had executed it. */
        public OrderFilled asFilled() {
            return new OrderFilled(execId, childId, reference, lastQty, lastPx, null, null);
        }
    }

    /** What a venue has reported of a single leg of a multi-leg order: it does not count for the order. */
    record LegReported(long childId, LegFact fact) implements OfChild {
    }

    /** ExecType(150)=H: an execution never was. */
    record FillBusted(long execId, long childId, long bustedExecId, String venueExecId) implements OfChild {
    }

    /** ExecType(150)=G: an execution was for another quantity or price. */
    record FillCorrected(long execId, long childId, long correctedExecId, String venueExecId, Quantity lastQty, Price lastPx) implements OfChild {
    }

    /** A client's message that asks for nothing. */
    record ClientMessageNoted(SessionKey session, String msgType, String text, boolean alarm) implements Event {
    }

    /** A venue's message that changes nothing, and why. */
    record VenueMessageNoted(VenueId venue, String clOrdId, String execId, String text, boolean alarm) implements Event {
    }

    /**
     * A report that can't be booked: an execution of an order that we do not know, or a bust or a correction of an execution that we do not know. Somebody has to look at it.
     *
     * @param strayId by which people name it; 0 where it is not kept
     * @param childId whose execution is busted or corrected; 0 if the order is not known
     * @param execType TRADE, TRADE_CANCEL or TRADE_CORRECT
     * @param execRefId ExecRefID(19) of a bust or a correction; null otherwise
     * @param venueCumQty CumQty(14) as the venue told it; null if not told
     */
    record StrayExecution(long strayId, long childId, ExecType execType, @Nullable String execRefId, VenueId venue, String clOrdId, String venueOrderId,
            String venueExecId, String symbol, @Nullable Side side, Quantity lastQty, @Nullable Price lastPx, @Nullable Quantity venueCumQty,
            @Nullable String tradeDate, String text) implements Event {

        /** An execution as it was recorded before it was kept. */
        public StrayExecution(VenueId venue, String clOrdId, String venueOrderId, String venueExecId, String symbol, @Nullable Side side, Quantity lastQty,
                @Nullable Price lastPx, String text) {
            this(0, 0, ExecType.TRADE, null, venue, clOrdId, venueOrderId, venueExecId, symbol, side, lastQty, lastPx, null, null, text);
        }
    }

    /** A fact about a stray execution that is kept. */
    sealed interface OfStray extends Event {
        long strayId();
    }

    /**
     * The venue has taken it back or corrected it.
     *
     * @param venueExecId another name for it from now on, mostly that of the bust or the correction
     * @param lastQty as it now stands; null if it is busted
     * @param lastPx null if it is busted, or the venue told none
     */
    record StrayRevised(long strayId, String venueExecId, @Nullable Quantity lastQty, @Nullable Price lastPx) implements OfStray {
    }

    /** A person of ours has found the order that it belongs to: there it is booked as a fill. */
    record StrayAssigned(long strayId, long orderId, long childId, long execId, String user, String reason) implements OfStray {
    }

    /**
     * Nothing more is to be done about it.
     *
     * @param user who dismissed it; null if what came from the venue has settled it
     */
    record StraySettled(long strayId, @Nullable String user, String reason) implements OfStray {
    }

    /**
     * The venue is told that we don't know it, by DontKnowTrade(35=Q).
     *
     * @param user null where it was agreed so for the venue
     * @param reason Text(58) for the venue
     */
    record StrayDenied(long strayId, DkReason dkReason, @Nullable String user, String reason) implements OfStray {
    }

    /**
     * A part of an order that is at a venue though we never sent it there: what it executed was assigned by hand. Nothing of it is open, as far as we know.
     *
     * @param venueOrderId OrderID(37) as the venue told it
     * @param price of the parent order; null for market orders
     */
    record ChildOrderFound(long childId, long orderId, VenueId venue, String venueOrderId, OrdType ordType, TimeInForce timeInForce, Quantity orderQty,
            @Nullable Price price) implements OfChild {

        /** The same as if we had sent it. */
        public ChildOrderCreated asCreated() {
            return new ChildOrderCreated(childId, orderId, venue, ordType, timeInForce, orderQty, price, 0, null, null);
        }
    }

    /**
     * An execution came behind its bust or its correction: it counts as that said, from the first.
     *
     * @param execId our ExecID(17) for it; not told to the client if it is busted, for whom it never was
     * @param strayId under which the bust or the correction was kept
     * @param lastQty as first executed
     * @param revisionExecIds what the venue has called its busts and corrections
     * @param revisedQty how it counts; null if it is busted
     * @param revisedPx null if it is busted
     */
    record RevisedFillCame(long execId, long childId, long strayId, String venueExecId, Quantity lastQty, Price lastPx, @Nullable Quantity venueCumQty,
            @Nullable String tradeDate, List<String> revisionExecIds, @Nullable Quantity revisedQty, @Nullable Price revisedPx) implements OfChild {
    }

    /**
     * A client does not know a fill that we reported: DontKnowTrade(35=Q).
     *
     * @param orderId 0 if it names no order of that client's
     * @param execId of the fill; 0 if none of that order is called so now
     * @param toldExecId ExecID(17) as received
     * @param dkReason DKReason(127) as received
     */
    record TradeDenied(long orderId, SessionKey session, long execId, String toldExecId, String dkReason, String text) implements OfOrder {
    }

    /**
     * @param reconciles the venue is asked about each order that it has, and gets nothing new before {@link VenueReconciled}
     */
    record SessionLoggedOn(SessionKey session, @Nullable VenueId venue, boolean reconciles) implements Event {

        /** Of a client, or of a venue that may be sent orders at once. */
        public SessionLoggedOn(SessionKey session, @Nullable VenueId venue) {
            this(session, venue, false);
        }
    }

    /**
     * The venue has said how the orders stand that it had when its session came up, or has let the time pass: it may be sent orders again.
     *
     * @param session over which it may; null for the venue's first one
     * @param asked about how many orders
     * @param unanswered of how many of them it has said nothing, and is asked on
     */
    record VenueReconciled(VenueId venue, @Nullable SessionKey session, int asked, int unanswered) implements Event {

        /** Over the venue's first session. */
        public VenueReconciled(VenueId venue, int asked, int unanswered) {
            this(venue, null, asked, unanswered);
        }
    }

    record SessionLoggedOff(SessionKey session, @Nullable VenueId venue, String reason) implements Event {
    }

    /**
     * A client's session went down in a way after which its open orders are canceled, unless it comes back in time.
     *
     * @param graceNanos how long it has, from this record's time
     * @param goodTillToo whether orders good till cancel or good till a date are canceled, too
     * @param reason for Text(58) of the reports
     */
    record DisconnectCancelPlanned(SessionKey session, long graceNanos, boolean goodTillToo, String reason) implements OfDisconnect {
    }

    /** It did not come back in time: the orders that it had open by then are canceled, one after the other. */
    record DisconnectCancelDue(SessionKey session) implements OfDisconnect {
    }

    /** One of these orders. */
    record DisconnectCancelOrdered(long orderId, String reason) implements OfOrder {
    }

    /** The venues were asked for all of these orders. */
    record DisconnectCancelDone(SessionKey session) implements OfDisconnect {
    }

    /**
     * A client wants many orders canceled: those that it has open now, that it has selected, and that nobody is canceling yet. Each has its turn. The ClOrdID is used
     * from now on.
     *
     * @param execId what the report of it is called
     * @param orders how many
     */
    record MassCancelAccepted(long execId, SessionKey session, ClOrdId clOrdId, MassCancelTerms terms, int orders) implements OfMassRequest {
    }

    /** @param execId what the report of it is called */
    record MassCancelRefused(long execId, SessionKey session, ClOrdId clOrdId, MassCancelTerms terms, Objection objection) implements OfMassRequest {
    }

    /**
     * The turn of one of these orders.
     *
     * @param execId of the report that the cancel is pending; {@link #NOT_TOLD} if there is none
     * @param clOrdId of the mass cancel
     * @param text for Text(58) when it is done
     */
    record MassCancelOrdered(long execId, long orderId, ClOrdId clOrdId, String text) implements OfOrder {
    }

    /** The venues were asked for all of these orders. */
    record MassCancelDone(SessionKey session, ClOrdId clOrdId) implements OfMassRequest {
    }

    /**
     * A client wants to know how the orders stand that it has open now and has selected: they are reported one after the other.
     *
     * @param execId of the only report, if there is no such order
     * @param orders how many
     */
    record MassStatusAccepted(long execId, SessionKey session, String massStatusReqId, OrderSelection which, int orders) implements OfMassRequest {
    }

    /** @param execId of the report */
    record MassStatusRefused(long execId, SessionKey session, String massStatusReqId, OrderSelection which, Objection objection) implements OfMassRequest {
    }

    /**
     * How one of these orders stands.
     *
     * @param orders how many reports there are in all
     */
    record MassStatusReported(long execId, long orderId, SessionKey session, String massStatusReqId, int orders, boolean isLast) implements OfOrder {
    }

    /**
     * There are no more of these orders.
     *
     * @param execId of one more report, which says so, where the last order is gone since the request came; {@link #NOT_TOLD} if it was reported
     */
    record MassStatusDone(long execId, SessionKey session, String massStatusReqId, int orders) implements OfMassRequest {
    }

    /**
     * A person of ours steers a session.
     *
     * @param expected null if the number that is expected next stays as it is
     * @param detail what exactly, such as numbers before and after; empty if there is nothing to add
     */
    record SessionSteered(SessionKey session, SessionAction action, @Nullable ExpectedNumber expected, String detail, String user, String reason)
            implements Event {
    }

    /**
     * A person of ours adds a venue, changes it, or lets it go.
     *
     * @param detail what exactly, such as which settings; empty if there is nothing to add
     */
    record VenueSteered(VenueId venue, VenueAction action, String detail, String user, String reason) implements Event {
    }

    record TradingHalted(String user, String reason) implements Event {
    }

    record TradingResumed(String user, String reason) implements Event {
    }

    record DayStarted(LocalDate tradingDay) implements Event {
    }

    /**
     * From now on nothing new goes out on that day, and its day orders are let expire. Said again, it has another try at those that are still open.
     *
     * @param user the clock, or who of ours has ended it early or again
     */
    record DayEnded(LocalDate tradingDay, String user, String reason) implements Event {
    }

    /** A venue's trading hours have begun: it takes orders while it is connected. */
    record VenueOpened(VenueId venue) implements Event {
    }

    /** A venue's trading hours are over. What is there stays there. @param opens when they begin again, in words; empty if that is not known */
    record VenueClosed(VenueId venue, String opens) implements Event {
    }

    /** A trading day of a venue has begun or ended. @param day null if the venue has the hub's days from now on */
    record VenueDayChanged(VenueId venue, @Nullable VenueDay day) implements Event {
    }

    /** Another phase of a venue's day, or its auctions stand otherwise. @param ended the auction that is over now; null if none is */
    record VenuePhaseBegan(VenueId venue, VenuePhases phases, @Nullable Auction ended) implements Event {
    }
}

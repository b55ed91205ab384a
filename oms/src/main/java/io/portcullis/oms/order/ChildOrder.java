package io.portcullis.oms.order;

import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.OrderSummary;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.OnConditions;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.Originator;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Ratio;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.oms.types.VenueId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The part of a parent order that is at one venue: its facts, and the questions that are answered from them. Changed by events only. */
public final class ChildOrder implements AnyOrder, OnConditions {

    private static final int ASKED_TOO_OFTEN = 5;
    static final long NEVER_SENT = 0;

    /** A replace that the venue has not answered. */
    public record PendingReplace(long requestId, Conditions conditions) implements OnConditions {
    }

    final ParentOrder parent;
    final long childId;
    final VenueId venue;
    Conditions conditions;
    long currentRequestId;
    @Nullable
    String venueOrderId;
    Quantity cumQty = Quantity.ZERO;
    Money traded = Money.ZERO;
    List<Fill> fills = List.of();
    LegFills legFills = LegFills.NONE;
    Ended ended = Ended.NOT;
    Quantity missedQty = Quantity.ZERO;
    long pendingCancelId;
    @Nullable
    PendingReplace pendingReplace;
    Event.@Nullable RejectedBecause cancelRejected;
    boolean replaceRejected;
    boolean wasTriggered;
    boolean isByHand;
    boolean wasCalledBack;
    /** When it was sent its venue showed nothing that it could take. */
    boolean restsFirst;
    boolean makesWay;
    /** For which it is at the venue: the parent may be for another one since. */
    @Nullable
    String account;
    long day;
    boolean statusWanted;
    int timesAsked;
    int unansweredAsks;
    int outdatedAsks;
    long lastRequestTime;
    @Nullable
    SessionKey session;
    List<Long> requestIds = List.of();
    /** Its replaces that were refused, or given up. */
    List<PendingReplace> undoneReplaces = List.of();

    ChildOrder(ParentOrder parent, Event.ChildOrderCreated e, long time) {
        this(parent, e.childId(), e.venue(), e.conditions());
        lastRequestTime = time;
        session = e.session();
    }

    ChildOrder(ParentOrder parent, long childId, VenueId venue, Conditions conditions) {
        this.parent = parent;
        this.childId = childId;
        this.venue = venue;
        this.conditions = conditions;
        this.currentRequestId = childId;
        this.account = parent.terms.account();
    }

    // What it is

    public ParentOrder parent() {
        return parent;
    }

    /** Its id, and the number of the ClOrdID(11) that it was sent with first. */
    public long childId() {
        return childId;
    }

    public VenueId venue() {
        return venue;
    }

    /** Over which of the venue's sessions requests about it go; null for the first one. Reports may come over any. */
    public @Nullable SessionKey session() {
        return session;
    }

    /** Whether it is that session over which its requests go. */
    public boolean goesOver(VenueId of, SessionKey key) {
        return venue.equals(of) && Objects.equals(session, of.further(key));
    }

    /** As the venue last accepted them. */
    @Override
    public Conditions conditions() {
        return conditions;
    }

    /** The number of the ClOrdID(11) by which the venue knows it now. */
    public long currentRequestId() {
        return currentRequestId;
    }

    /** Null until the venue told it. */
    public @Nullable String venueOrderId() {
        return venueOrderId;
    }

    public Quantity cumQty() {
        return cumQty;
    }

    public Money traded() {
        return traded;
    }

    /** In the order in which they were booked, busted ones included. */
    public List<Fill> fills() {
        return fills;
    }

    /** What was reported of its single legs, if it is one of a multi-leg order. */
    public LegFills legFills() {
        return legFills;
    }

    public Ended ended() {
        return ended;
    }

    /** Executed at the venue by its own count, but not reported to us. */
    public Quantity missedQty() {
        return missedQty;
    }

    /** 0 if no cancel is pending. */
    public long pendingCancelId() {
        return pendingCancelId;
    }

    public @Nullable PendingReplace pendingReplace() {
        return pendingReplace;
    }

    /** The venue has said that its stop price was reached. */
    public boolean wasTriggered() {
        return wasTriggered;
    }

    /** Account(1) that its venue was told. */
    public @Nullable String account() {
        return account;
    }

    /** The trading day in which it was sent, its venue's where that has its own, as {@link java.time.LocalDate#toEpochDay()}. */
    public long day() {
        return day;
    }

    // What follows from it

    /** We took it back, so that its order can go out anew as what a replace has made of it: that speaks against no venue. */
    public boolean madeWay() {
        return makesWay && ended == Ended.CANCELED || ended != Ended.NOT && isOnOldTerms();
    }

    /** A corporate action has given its order other terms, and its venue has it, or had it to its end, as it was. */
    public boolean isOnOldTerms() {
        Adjusted.Part part = parent.adjusted == null ? null : parent.adjusted.part(this);
        return part != null && part.isOnOldTerms;
    }

    /** As its venue calls it. */
    public String symbol() {
        Adjusted.Part part = parent.adjusted == null ? null : parent.adjusted.part(this);
        return part == null ? parent.terms.symbol() : part.symbol;
    }

    /** How many shares of its order that many of which its venue speaks are, at most: as many, unless a corporate action lies between them. */
    public Quantity ofOrder(Quantity atVenue) {
        return parent.adjusted == null ? atVenue : parent.adjusted.ofOrder(this, atVenue);
    }

    /** How many new shares its venue's count of old ones is. */
    public Ratio speaks() {
        Adjusted.Part part = parent.adjusted == null ? null : parent.adjusted.part(this);
        return part == null ? Ratio.ONE : part.speaks;
    }

    /** Its time at the venue is over, and that of its order is not: the venue may have it again, what was for the day from the next one on. */
    public boolean endedBeforeItsOrder() {
        boolean isOver = ended == Ended.EXPIRED || ended == Ended.DONE_FOR_DAY;
        Conditions order = parent.working();
        return isOver && order.timeInForce().isGoodTill() && switch (timeInForce()) {
            case DAY -> true;
            case GOOD_TILL_DATE -> order.timeInForce() == TimeInForce.GOOD_TILL_CANCEL || expireTime() < order.expireTime();
            default -> false;
        };
    }

    /** The venue may have it again. @param today its venue's, as {@link java.time.LocalDate#toEpochDay()} */
    public boolean mayComeAgain(long today) {
        return endedBeforeItsOrder() && (timeInForce() != TimeInForce.DAY || day < today);
    }

    /** What may still be executed at the venue. */
    public Quantity leavesQty() {
        return ended == Ended.NOT ? leftOf(orderQty()) : Quantity.ZERO;
    }

    /** What could be executed at most, if a pending replace were accepted. */
    public Quantity worstLeavesQty() {
        PendingReplace replace = pendingReplace;
        return replace == null ? leavesQty() : ended == Ended.NOT ? leftOf(orderQty().max(replace.orderQty())) : Quantity.ZERO;
    }

    /** What could be executed, were it for that quantity. */
    Quantity leavesQty(Quantity orderQty) {
        return ended == Ended.NOT ? leftOf(orderQty) : Quantity.ZERO;
    }

    /**
     * Its price, if that is above the one of its order, old and new, and so worth more: its venue has done a replace that we had given up. Null for what has no price that can be
     * compared: of old shares, of several legs, one that moves. The desk may offer parts of a sell dearer than their order.
     */
    @Nullable
    Price priceBeyondItsOrder() {
        Price price = conditions.price();
        Price asked = parent.terms.price();
        if (price == null || asked == null || price.compareTo(asked) <= 0 || !isLive()) {
            return null;
        }
        ParentOrder.PendingReplace replace = parent.pendingReplace;
        Price askedAnew = replace == null ? null : replace.terms().price();
        boolean isAsked = replace != null && (askedAnew == null || price.compareTo(askedAnew) <= 0);
        boolean isWorkedAbove = parent.care != null && !parent.terms.side().isBuy();
        return isAsked || isWorkedAbove || conditions.hasMovingPrice() || parent.adjusted != null || parent.terms.instructions().strategy() != null ? null
                : price;
    }

    private Quantity leftOf(Quantity total) {
        Quantity left = total.minus(cumQty).minus(missedQty);
        return left.isPositive() ? left : Quantity.ZERO;
    }

    public boolean isLive() {
        return leavesQty().isPositive();
    }

    /** What was asked for of the whole order, as its venue has it: one that was triggered here is there what its type then makes of it. */
    public Conditions inItsWords(Conditions asked) {
        Conditions active = asked.onceActive();
        Conditions there = conditions.ordType().waitsForTrigger() ? active : active.onceTriggered();
        boolean isPart = there.instructions().display() != null && conditions.instructions().display() == null;
        Conditions seen = isPart ? there.with(there.instructions().withDisplay(null)) : there;
        boolean isBehindFirst = parent.cumQty.isPositive() && seen.instructions().minQty() != null && conditions.instructions().minQty() == null;
        return isBehindFirst ? seen.with(seen.instructions().withMinQty(null)) : seen;
    }

    /** Of such an order only a part may be seen, and all of this one is. */
    public boolean isPartOf(Event.OrderTerms terms) {
        return terms.instructions().display() != null && conditions.instructions().display() == null;
    }

    /** Whether the venue has it on such conditions, whatever the quantity. */
    public boolean isOn(Conditions asked) {
        return conditions.areButForQty(inItsWords(asked));
    }

    /** It was never sent to a venue: it is an execution that a person of ours has agreed elsewhere. */
    public boolean isByHand() {
        return isByHand;
    }

    /** False if it is there without our doing: what it executed was assigned by hand. */
    public boolean wasSent() {
        return lastRequestTime != NEVER_SENT;
    }

    /** The venue let go of it before its stop price was reached. Nothing speaks against giving the venue what the order becomes then. */
    public boolean endedBeforeItWasTriggered() {
        return ended != Ended.NOT && conditions.ordType().waitsForTrigger() && !showsTrigger();
    }

    /** The venue has said that the stop price was reached, or has executed some of it, told or not. */
    boolean showsTrigger() {
        return wasTriggered || !fills.isEmpty() || missedQty.isPositive();
    }

    /** It ended because we asked for that: nothing speaks against giving its venue more. */
    public boolean wasCalledBack() {
        return wasCalledBack;
    }

    /** The venue has said that it has it. */
    public boolean isAcknowledged() {
        return venueOrderId != null;
    }

    public boolean hasPendingRequest() {
        return pendingCancelId != 0 || pendingReplace != null;
    }

    /** Null unless the venue refused the last cancel that it was asked for. */
    public Event.@Nullable RejectedBecause whyNotCanceled() {
        return cancelRejected;
    }

    /** The venue refused the last replace that it was asked for, or did it for more. */
    public boolean refusedToReplace() {
        return replaceRejected;
    }

    /** It was sent, or is asked about, and the venue has said nothing yet; of a leg: has not said how it ended. */
    public boolean owesAnAnswer() {
        return hasPendingRequest() || ended == Ended.NOT && (statusWanted || !isAcknowledged() || isLiveLeg());
    }

    /** It takes what is there at once, for an order that may rest: what it leaves goes on elsewhere. */
    public boolean isLeg() {
        return timeInForce() == TimeInForce.IMMEDIATE_OR_CANCEL && parent.care == null && parent.terms.timeInForce().rests();
    }

    /** It ends by itself in a moment: until then nothing is asked of its venue, and nothing more of its order goes out. */
    public boolean isLiveLeg() {
        return isLeg() && isLive();
    }

    /** It is a leg that has ended, and has left some of what it was to take. */
    public boolean isSpentLeg() {
        return ended != Ended.NOT && isLeg() && orderQty().exceeds(cumQty);
    }

    /** Nothing of it can still be executed, no answer is waited for, and no execution is missed. */
    boolean isSettled() {
        boolean isAsked = owesAnAnswer() && !isAskedTooOften();
        return !isLive() && !hasPendingRequest() && !isAsked && !missedQty.isPositive();
    }

    /** Since when an answer is waited for, epoch nanoseconds; 0 if it was never sent. */
    public long lastRequestTime() {
        return lastRequestTime;
    }

    /** Asking again does not help. */
    public boolean isAskedTooOften() {
        return timesAsked >= ASKED_TOO_OFTEN;
    }

    /** The next answer to a status request is to one that was sent after all requests that are pending: it shows whether they have arrived. Answers come in order. */
    public boolean isNextAnswerUpToDate() {
        return unansweredAsks > 0 && outdatedAsks == 0;
    }

    /** Nothing was asked for that its venue has not answered: it is asked because it is back. */
    public boolean isToBeAskedAnew() {
        return timesAsked == 0 && isAcknowledged() && !hasPendingRequest();
    }

    /** It was asked about, and has let the time pass. */
    public boolean isAskedAgain() {
        return timesAsked > 1;
    }

    public boolean isUnconfirmed() {
        return timesAsked > 0 && owesAnAnswer();
    }

    public @Nullable Fill fillOf(String venueExecId, @Nullable Quantity venueCumQty, @Nullable String tradeDate) {
        for (Fill fill : fills) {
            if (fill.isTheSameAs(venueExecId, venueCumQty, tradeDate)) {
                return fill;
            }
        }
        return null;
    }

    /** The last one that the venue has ever called so, busted or not; null if there is none. */
    public @Nullable Fill fillKnownAs(String venueExecId) {
        Fill known = null;
        for (Fill fill : fills) {
            known = fill.isKnownAs(venueExecId) ? fill : known;
        }
        return known;
    }

    public OrdStatus ordStatus() {
        if (pendingCancelId != 0) {
            return OrdStatus.PENDING_CANCEL;
        }
        if (pendingReplace != null) {
            return OrdStatus.PENDING_REPLACE;
        }
        if (cumQty.isPositive() && cumQty.compareTo(orderQty()) >= 0) {
            return OrdStatus.FILLED;
        }
        return switch (ended) {
            case CANCELED -> OrdStatus.CANCELED;
            case EXPIRED -> OrdStatus.EXPIRED;
            case DONE_FOR_DAY -> OrdStatus.DONE_FOR_DAY;
            case REJECTED -> OrdStatus.REJECTED;
            case NOT -> cumQty.isPositive() ? OrdStatus.PARTIALLY_FILLED : isAcknowledged() ? OrdStatus.NEW : OrdStatus.PENDING_NEW;
        };
    }

    @Override
    public OrderSummary summary() {
        return new OrderSummary(childId, ordStatus(), orderQty(), cumQty, leavesQty(), traded);
    }

    // What events do to it

    void after(Event.OfChild event, long time) {
        switch (event) {
            case Event.ChildOrderCreated e -> throw new IllegalStateException("child order " + childId + " created again");
            case Event.ChildOrderFound e -> throw new IllegalStateException("child order " + childId + " found again");
            case Event.FilledByHand e -> after(e.asFilled(), e.tradeTime());
            case Event.ChildOrderAcknowledged e -> {
                boolean isFirst = !isAcknowledged();
                venueOrderId = e.venueOrderId();
                if (isFirst) {
                    answered();
                }
            }
            case Event.ChildOrderTriggered e -> wasTriggered = true;
            case Event.ChildOrderAdjusted e -> {
                Objects.requireNonNull(parent.adjusted).after(e, this);
                answered();
            }
            case Event.ChildOrderRejected e -> end(Ended.REJECTED);
            case Event.ChildOrderCanceled e -> {
                wasCalledBack = pendingCancelId != 0;
                end(Ended.CANCELED);
            }
            case Event.ChildOrderExpired e -> end(Ended.EXPIRED);
            case Event.ChildOrderDoneForDay e -> end(Ended.DONE_FOR_DAY);
            case Event.ChildOrderMoved e -> session = e.session();
            case Event.ChildCancelRequested e -> {
                addRequest(e.requestId());
                pendingCancelId = e.requestId();
                makesWay = parent.isBecomingAnother();
                cancelRejected = null;
                requested(time);
            }
            case Event.ChildReplaceRequested e -> {
                addRequest(e.requestId());
                pendingReplace = new PendingReplace(e.requestId(), e.conditions());
                replaceRejected = false;
                requested(time);
            }
            case Event.ChildOrderReplaced e -> {
                conditions = e.conditions();
                currentRequestId = e.requestId();
                replaceRejected = false;
                if (pendingReplace != null && pendingReplace.requestId() == e.requestId()) {
                    replaceRejected = e.orderQty().exceeds(pendingReplace.orderQty());
                    pendingReplace = null;
                }
                if (!undoneReplaces.isEmpty()) {
                    undoneReplaces.removeIf(undone -> undone.requestId() == e.requestId());
                }
                answered();
            }
            case Event.ChildRequestRejected e -> requestRejected(e);
            case Event.ChildStatusRequested e -> {
                statusWanted = true;
                timesAsked++;
                unansweredAsks++;
                lastRequestTime = time;
            }
            case Event.ChildOrderWithdrawn e -> answered();
            case Event.ChildStatusAnswered e -> {
                unansweredAsks = Math.max(0, unansweredAsks - 1);
                outdatedAsks = Math.max(0, outdatedAsks - 1);
                answered();
            }
            case Event.ExecutionMissed e -> missedQty = e.quantity();
            case Event.OrderFilled e -> {
                book(new Fill(e.execId(), e.venueExecId(), List.of(), e.lastQty(), e.lastPx(), e.venueCumQty(), e.tradeDate(), false, originator()), time);
                statusWanted &= isLive();
            }
            case Event.LegReported e -> {
                legFills = legFills == LegFills.NONE ? new LegFills() : legFills;
                legFills.after(e.fact());
            }
            case Event.RevisedFillCame e -> {
                Quantity revisedQty = e.revisedQty();
                Price revisedPx = e.revisedPx();
                if (revisedQty == null || revisedPx == null) {
                    add(new Fill(e.execId(), e.venueExecId(), e.revisionExecIds(), e.lastQty(), e.lastPx(), e.venueCumQty(), e.tradeDate(), true,
                            originator()));
                } else {
                    book(new Fill(e.execId(), e.venueExecId(), e.revisionExecIds(), revisedQty, revisedPx, e.venueCumQty(), e.tradeDate(), false, originator()),
                            time);
                    statusWanted &= isLive();
                }
            }
            case Event.FillBusted e -> {
                int index = indexOf(e.bustedExecId());
                Fill fill = fills.get(index);
                change(index, fill.busted(e.venueExecId()));
                if (parent.care != null) {
                    parent.care.busted(e.bustedExecId());
                }
                recount(Quantity.ZERO.minus(fill.lastQty()), fill.value().negated());
            }
            case Event.FillCorrected e -> {
                int index = indexOf(e.correctedExecId());
                Fill old = fills.get(index);
                Fill corrected = old.corrected(e.execId(), e.venueExecId(), e.lastQty(), e.lastPx());
                change(index, corrected);
                if (parent.care != null) {
                    parent.care.corrected(e.correctedExecId(), corrected);
                }
                recount(corrected.lastQty().minus(old.lastQty()), corrected.value().minus(old.value()));
            }
        }
    }

    /** Its cancels and replaces, answered or not: reports may still name them. */
    void addRequest(long requestId) {
        requestIds = requestIds.isEmpty() ? new ArrayList<>(2) : requestIds;
        requestIds.add(requestId);
    }

    void addUndoneReplace(PendingReplace replace) {
        undoneReplaces = undoneReplaces.isEmpty() ? new ArrayList<>(1) : undoneReplaces;
        undoneReplaces.add(replace);
    }

    /** Those that we take as not done, oldest first: the venue refused them, or they were given up. It may do them after all. */
    public List<PendingReplace> undoneReplaces() {
        return undoneReplaces;
    }

    /** The last request of it that was made before that one; 0 if there is none. */
    public long requestIdBefore(long requestId) {
        long before = childId < requestId ? childId : 0;
        for (long known : requestIds) {
            before = known < requestId ? Math.max(before, known) : before;
        }
        return before;
    }

    private void requested(long time) {
        lastRequestTime = time;
        timesAsked = 0;
        outdatedAsks = unansweredAsks;
    }

    private void end(Ended how) {
        ended = how;
        pendingCancelId = 0;
        pendingReplace = null;
        answered();
    }

    private void answered() {
        statusWanted = false;
        timesAsked = 0;
    }

    private void requestRejected(Event.ChildRequestRejected e) {
        if (pendingCancelId == e.requestId()) {
            pendingCancelId = 0;
            cancelRejected = e.why();
        }
        PendingReplace replace = pendingReplace;
        if (replace != null && replace.requestId() == e.requestId()) {
            pendingReplace = null;
            addUndoneReplace(replace);
            replaceRejected = e.why() != Event.RejectedBecause.LOST;
        }
        answered();
    }

    private void book(Fill fill, long time) {
        add(fill);
        missedQty = missedQty.minus(missedQty.min(fill.lastQty()));
        if (parent.care != null && speaks().isOne()) { // of old shares the client is told at once
            parent.care.filled(childId, fill, time);
        }
        count(fill.lastQty(), fill.value());
    }

    private void add(Fill fill) {
        if (fills.isEmpty()) {
            fills = List.of(fill);
        } else {
            List<Fill> more = fills.size() == 1 ? new ArrayList<>(fills) : fills;
            more.add(fill);
            fills = more;
        }
        if (parent.adjusted != null) {
            parent.adjusted.booked(this);
        }
    }

    private void recount(Quantity more, Money value) {
        Quantity cumQtyNow = parent.adjusted == null ? cumQty.plus(more) : parent.adjusted.recounted(this, more);
        count(cumQtyNow.minus(cumQty), value);
    }

    /** Executed, as its venue would count it had it given it the terms that a corporate action gave its order. */
    public Quantity cumQtyOnceAdjusted() {
        return parent.adjusted == null ? cumQty : parent.adjusted.cumQtyOnceAdjusted(this);
    }

    private void change(int index, Fill fill) {
        if (fills.size() == 1) {
            fills = List.of(fill);
        } else {
            fills.set(index, fill);
        }
    }

    private @Nullable Originator originator() {
        return parent.terms.instructions().originator();
    }

    /** Who is, or was then, responsible for what an event is about; null for nobody. */
    @Nullable
    Originator originatorOf(Event.OfChild event) {
        return switch (event) {
            case Event.FillBusted e -> fills.get(indexOf(e.bustedExecId())).originator();
            case Event.FillCorrected e -> fills.get(indexOf(e.correctedExecId())).originator();
            default -> originator();
        };
    }

    private int indexOf(long execId) {
        for (int i = 0; i < fills.size(); i++) {
            if (fills.get(i).execId() == execId) {
                return i;
            }
        }
        throw new IllegalStateException("child order " + childId + " has no execution " + execId);
    }

    private void count(Quantity quantity, Money value) {
        cumQty = cumQty.plus(quantity);
        traded = traded.plus(value);
        parent.count(quantity, value);
    }
}

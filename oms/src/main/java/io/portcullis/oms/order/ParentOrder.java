package io.portcullis.oms.order;

import io.portcullis.oms.event.DeskFact;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.event.OrderSummary;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An order that a client gave us: its facts, and the questions that are answered from them. Changed by events only. */
public final class ParentOrder implements AnyOrder {

    /** Who wants it ended. */
    public enum CancelBy {
        CLIENT, HOUSE, CLOCK, DISCONNECT,
        /** The client, together with others of its orders. */
        MASS,
        /** Another order of its list, or the client together with all of that list. */
        LINK
    }

    /**
     * A wish to end the order that the venues have not all answered yet.
     *
     * @param clOrdId of the client's request, which may be about many orders; null if it was not the client
     * @param text what the client is told when it is done; empty if there is nothing to add
     */
    public record PendingCancel(CancelBy by, @Nullable ClOrdId clOrdId, String text) {

        /** Whether the client wants it, and so is told when it comes to nothing. */
        public boolean isClients() {
            return by == CancelBy.CLIENT || by == CancelBy.MASS;
        }

        /** ClOrdID(11) of a request that is about this order alone: what it becomes is told under that name. */
        public @Nullable ClOrdId ownClOrdId() {
            return by == CancelBy.MASS ? null : clOrdId;
        }
    }

    /**
     * A replace that the venues have not all answered yet.
     *
     * @param terms as they shall be
     * @param accepted how many children did as asked
     * @param refused how many did not
     * @param tooLate one of them said that it was too late
     * @param isSentAnew children that could not be changed so were canceled: they make way for new ones
     * @param text what the last one that refused said
     * @param isSplit several venues had parts of it: some may have the old terms while others have the new ones
     */
    public record PendingReplace(OrderTerms terms, ClOrdId origClOrdId, Price valuationPrice, boolean isFannedOut, int accepted, int refused, boolean tooLate,
            boolean isSentAnew, String text, boolean isSplit) {

        PendingReplace fannedOut() {
            return new PendingReplace(terms, origClOrdId, valuationPrice, true, accepted, refused, tooLate, isSentAnew, text, isSplit);
        }

        PendingReplace oneAccepted(boolean byMakingWay) {
            return new PendingReplace(terms, origClOrdId, valuationPrice, true, accepted + 1, refused, tooLate, isSentAnew || byMakingWay, text, isSplit);
        }

        PendingReplace oneRefused(boolean becauseTooLate, String why) {
            return new PendingReplace(terms, origClOrdId, valuationPrice, true, accepted, refused + 1, tooLate || becauseTooLate, isSentAnew, why, isSplit);
        }
    }

    final long orderId;
    final long acceptedTime;
    OrderTerms terms;
    Price valuationPrice;
    List<ChildOrder> children = List.of();
    Quantity cumQty = Quantity.ZERO;
    Money traded = Money.ZERO;
    Ended ended = Ended.NOT;
    @Nullable
    PendingCancel pendingCancel;
    @Nullable
    PendingReplace pendingReplace;
    List<Event.ReplaceQueued> queued = List.of();
    boolean wasRefused;
    boolean wasParked;
    boolean wasTriggered;
    @Nullable
    Quantity releasedQty;
    long day;
    long restatedDay;
    /** When some of it went out or was asked for last while that was counted, epoch nanoseconds; 0 if never. */
    long lastOutTime;
    List<String> clOrdIds = List.of();
    @Nullable
    Care care;
    @Nullable
    Adjusted adjusted;
    @Nullable
    DeskNotes desk;

    ParentOrder(long orderId, OrderTerms terms, Price valuationPrice, long acceptedTime) {
        this.orderId = orderId;
        this.terms = terms;
        this.valuationPrice = valuationPrice;
        this.acceptedTime = acceptedTime;
    }

    // What it is

    public long orderId() {
        return orderId;
    }

    /** As last accepted. */
    public OrderTerms terms() {
        return terms;
    }

    /** All ClOrdIDs(11) that the client has used for it, the first one first. */
    public List<String> clOrdIds() {
        return wasTelephoned() ? clOrdIds.subList(1, clOrdIds.size()) : clOrdIds;
    }

    /** It was given by telephone, and so had no ClOrdID(11) at first. */
    public boolean wasTelephoned() {
        return !clOrdIds.isEmpty() && ClOrdId.isReference(clOrdIds.getFirst());
    }

    /** By which the desk calls it; empty unless it was given by telephone. */
    public String reference() {
        return wasTelephoned() ? ClOrdId.referenceOf(clOrdIds.getFirst()) : "";
    }

    /** When the order came, epoch nanoseconds. */
    public long acceptedTime() {
        return acceptedTime;
    }

    /** At which its open quantity counts as exposure. */
    public Price valuationPrice() {
        return valuationPrice;
    }

    /** In the order in which they were created. */
    public List<ChildOrder> children() {
        return children;
    }

    public Quantity cumQty() {
        return cumQty;
    }

    /** The sum of quantity times price of all fills that stand. */
    public Money traded() {
        return traded;
    }

    public Ended ended() {
        return ended;
    }

    public @Nullable PendingCancel pendingCancel() {
        return pendingCancel;
    }

    public @Nullable PendingReplace pendingReplace() {
        return pendingReplace;
    }

    /** Replaces that wait until those before them are done, in their order. */
    public List<Event.ReplaceQueued> queuedReplaces() {
        return queued;
    }

    /** It never lived: risk or a rule objected. */
    public boolean wasRefused() {
        return wasRefused;
    }

    /** How much of it may be executed in all: of an order that waits for another one, or for word. Null if there is no bound. */
    public @Nullable Quantity releasedQty() {
        return releasedQty;
    }

    /** The trading day in which it came or got the TimeInForce(59) that it has, as {@link java.time.LocalDate#toEpochDay()}. */
    public long day() {
        return day;
    }

    /** The trading day on which its client was told last that it goes on, as {@link java.time.LocalDate#toEpochDay()}; 0 if never. */
    public long restatedDay() {
        return restatedDay;
    }

    /** What is known of it because people work it; null for an order that goes to venues by itself. */
    public @Nullable Care care() {
        return care;
    }

    /** What corporate actions have made of it; null if none has changed it. */
    public @Nullable Adjusted adjusted() {
        return adjusted;
    }

    /** What our people did with it in the client's place; null if nothing. */
    public @Nullable DeskNotes desk() {
        return desk;
    }

    // What follows from it

    /** The replace that is pending is a change that the desk has ordered: the client does not know of it yet. */
    public boolean isChangedByDesk() {
        return desk != null && desk.changing != null && pendingReplace != null;
    }

    /** What the client asks for of it is not done before the desk has unlocked it. */
    public boolean waitsForDesk() {
        PendingCancel cancel = pendingCancel;
        return care != null && care.isLocked
                && (pendingReplace != null && !isChangedByDesk() || cancel != null && !isFilled() && (cancel.isClients() || cancel.by == CancelBy.DISCONNECT));
    }

    /** Executed, as far as the client is told. */
    public Quantity toldCumQty() {
        return care == null ? cumQty : cumQty.minus(care.heldQty());
    }

    /** The sum of quantity times price of what is executed, as far as the client is told. */
    public Money toldTraded() {
        return care == null ? traded : traded.minus(care.heldValue());
    }

    /** Executions of it wait to be told to the client. */
    public boolean hasHeldFills() {
        return care != null && !care.held.isEmpty();
    }

    /**
     * It is open, has outlived the day in which it came, and the client is not told yet on this one that it goes on.
     *
     * @param today as {@link java.time.LocalDate#toEpochDay()}
     */
    public boolean isCarriedUntold(long today) {
        return day < today && restatedDay < today && terms.timeInForce().isGoodTill() && leavesQty().isPositive();
    }

    /**
     * Its stop price was reached: here, or at a venue, which may say so by an execution alone, or by counting one that it has not told. What was executed without our doing
     * and assigned by hand says nothing of the stop price.
     */
    public boolean isTriggered() {
        return wasTriggered || terms.ordType().waitsForTrigger() && hasTriggeredChild();
    }

    private boolean hasTriggeredChild() {
        for (int i = 0; i < children.size(); i++) {
            ChildOrder child = children.get(i);
            if (child.wasSent() && child.showsTrigger()) {
                return true;
            }
        }
        return false;
    }

    /** It is kept here until its stop price is reached. */
    public boolean isParked() {
        return wasParked && waitsForTrigger() && leavesQty().isPositive();
    }

    /** Some of it was sent to a venue. */
    public boolean wasRouted() {
        for (int i = 0; i < children.size(); i++) {
            if (children.get(i).wasSent()) {
                return true;
            }
        }
        return false;
    }

    /** A replace is pending by which it becomes another order in the eyes of a venue: of another type, for another time or account. */
    boolean isBecomingAnother() {
        PendingReplace replace = pendingReplace;
        return replace != null && (replace.terms.ordType() != terms.ordType() || replace.terms.timeInForce() != terms.timeInForce()
                || !Objects.equals(replace.terms.account(), terms.account()));
    }

    /** Only a part of it may be seen, and one is out that shows all that it is: the next one waits for its end. */
    public boolean hasPartOut() {
        if (terms.instructions().display() == null) {
            return false;
        }
        for (int i = 0; i < children.size(); i++) {
            if (children.get(i).isLive() && children.get(i).isPartOf(terms)) {
                return true;
            }
        }
        return false;
    }

    /** Legs of it are out: what is left waits for their end. */
    public boolean hasLegOut() {
        for (int i = 0; i < children.size(); i++) {
            if (children.get(i).isLiveLeg()) {
                return true;
            }
        }
        return false;
    }

    /** It still waits for its stop price, here or at a venue. */
    public boolean waitsForTrigger() {
        return terms.ordType().waitsForTrigger() && !isTriggered();
    }

    /** On what conditions it goes, or would go, to venues now. */
    public Conditions working() {
        return isTriggered() ? terms.conditions().onceTriggered() : terms.conditions().onceActive();
    }

    public Quantity leavesQty() {
        return leavesQty(cumQty);
    }

    /** The same, had so much been executed. */
    public Quantity leavesQty(Quantity executed) {
        return ended != Ended.NOT || executed.compareTo(terms.orderQty()) >= 0 ? Quantity.ZERO : terms.orderQty().minus(executed);
    }

    /** How much of what is open waits here for another order, or for word. */
    public Quantity heldQty() {
        Quantity released = releasedQty;
        return released == null ? Quantity.ZERO : terms.orderQty().minus(released.max(cumQty)).max(Quantity.ZERO).min(leavesQty());
    }

    /** What of it may be out: all that is open but what waits here. */
    public Quantity workingQty() {
        return releasedQty == null ? leavesQty() : leavesQty().minus(heldQty());
    }

    /** How much could be out if it were for that quantity. */
    public Quantity workingOf(Quantity orderQty) {
        Quantity released = releasedQty;
        return (released == null ? orderQty : orderQty.min(released)).minus(cumQty).max(Quantity.ZERO);
    }

    /** Nothing of it has been let go yet. */
    public boolean isHeld() {
        return releasedQty != null && releasedQty.isZero();
    }

    /** What could still be executed at most: the larger of the old and the new quantity while a replace is pending or, if that is more, what its venues have. */
    public Quantity worstLeavesQty() {
        return worstAskedQty().max(atVenues());
    }

    private Quantity worstAskedQty() {
        PendingReplace replace = pendingReplace;
        Quantity leaves = leavesQty();
        return replace == null || ended != Ended.NOT ? leaves : leaves.max(replace.terms.orderQty().minus(cumQty));
    }

    /** A venue has more of it, or at a price that is worth more, than it is for: it has done what we had given up, or nobody has asked for, and that is not called back yet. */
    public boolean isBeyondAtVenues() {
        return atVenues().exceeds(worstAskedQty()) || highestPriceBeyond() != null;
    }

    /** Of the prices at which venues have parts of it and that are above its own, the highest; null if there is none, or if it has none itself. */
    @Nullable
    Price highestPriceBeyond() {
        Price highest = null;
        for (int i = 0; i < children.size(); i++) {
            Price price = children.get(i).priceBeyondItsOrder();
            highest = price == null || highest != null && highest.compareTo(price) >= 0 ? highest : price;
        }
        return highest;
    }

    /** The highest of the prices at which it may count, while a replace is pending, or a venue has it at a higher one. */
    public Price worstValuationPrice() {
        PendingReplace replace = pendingReplace;
        Price asked = replace == null || replace.valuationPrice.compareTo(valuationPrice) <= 0 ? valuationPrice : replace.valuationPrice;
        Price beyond = highestPriceBeyond();
        return beyond == null || beyond.compareTo(asked) <= 0 ? asked : beyond;
    }

    /** The average price of its fills, rounded half up to eight places; null if there are none. */
    public @Nullable Price avgPx() {
        return cumQty.isPositive() ? traded.per(cumQty) : null;
    }

    /** Something can still happen to it by rights: it has quantity left, or a request is not answered. */
    public boolean isOpen() {
        return leavesQty().isPositive() || pendingReplace != null || !queued.isEmpty();
    }

    /** There is something to cancel. Of an order that has ended only the replaces that wait for their turn are open, and these are refused then. */
    public boolean isCancelable() {
        return isOpen() && ended == Ended.NOT && pendingCancel == null;
    }

    /** All is said and done, at the venues too: it need not be looked at again. */
    public boolean isSettled() {
        if (isOpen() || hasHeldFills()) {
            return false;
        }
        for (int i = 0; i < children.size(); i++) {
            if (!children.get(i).isSettled()) {
                return false;
            }
        }
        return true;
    }

    /** What its children may still execute, or have executed without telling us. */
    public Quantity atVenues() {
        Quantity sum = Quantity.ZERO;
        for (int i = 0; i < children.size(); i++) {
            ChildOrder child = children.get(i);
            sum = sum.plus(child.ofOrder(child.worstLeavesQty())).plus(child.ofOrder(child.missedQty));
        }
        return sum;
    }

    public boolean hasLiveChild() {
        for (int i = 0; i < children.size(); i++) {
            if (children.get(i).isLive()) {
                return true;
            }
        }
        return false;
    }

    /** Several venues have parts of it. */
    boolean isSplit() {
        int live = 0;
        for (int i = 0; i < children.size(); i++) {
            live += children.get(i).isLive() ? 1 : 0;
        }
        return live > 1;
    }

    /** An execution of it was taken back. */
    public boolean hasBustedFill() {
        for (ChildOrder child : children) {
            for (Fill fill : child.fills) {
                if (fill.isBusted()) {
                    return true;
                }
            }
        }
        return false;
    }

    public boolean isFilled() {
        return cumQty.isPositive() && cumQty.compareTo(terms.orderQty()) >= 0;
    }

    /** A venue counts more as executed than it has reported. */
    public boolean missesExecutions() {
        for (int i = 0; i < children.size(); i++) {
            if (children.get(i).missedQty.isPositive()) {
                return true;
            }
        }
        return false;
    }

    public boolean waitsForVenues() {
        for (int i = 0; i < children.size(); i++) {
            if (children.get(i).hasPendingRequest()) {
                return true;
            }
        }
        return false;
    }

    /**
     * By FIX's order of precedence (FIX 4.4 Volume 4, Order State Changes): pending cancel, pending replace, filled, how it ended, part-filled, new.
     */
    public OrdStatus ordStatus() {
        return ordStatus(cumQty);
    }

    /** The same, had so much been executed. */
    public OrdStatus ordStatus(Quantity executed) {
        PendingCancel cancel = pendingCancel;
        if (cancel != null && cancel.isClients()) {
            return OrdStatus.PENDING_CANCEL;
        }
        if (pendingReplace != null && !isChangedByDesk()) {
            return OrdStatus.PENDING_REPLACE;
        }
        if (executed.isPositive() && executed.compareTo(terms.orderQty()) >= 0) {
            return OrdStatus.FILLED;
        }
        return switch (ended) {
            case CANCELED -> OrdStatus.CANCELED;
            case EXPIRED -> OrdStatus.EXPIRED;
            case DONE_FOR_DAY -> OrdStatus.DONE_FOR_DAY;
            case REJECTED -> OrdStatus.REJECTED;
            case NOT -> executed.isPositive() ? OrdStatus.PARTIALLY_FILLED : OrdStatus.NEW;
        };
    }

    @Override
    public OrderSummary summary() {
        return new OrderSummary(orderId, ordStatus(), terms.orderQty(), cumQty, leavesQty(), traded);
    }

    // What events do to it

    void after(Event.OfOrder event, long today) {
        switch (event) {
            case Event.OrderAccepted e -> throw new IllegalStateException("order " + orderId + " accepted again");
            case Event.OrderRefused e -> throw new IllegalStateException("order " + orderId + " refused after it was accepted");
            case Event.OrderWorked e -> {
                care = care == null ? new Care() : care;
                care.after(e);
            }
            case Event.DeskActed e -> afterDesk(e.fact(), today);
            case Event.CancelRequested e -> pendingCancel = new PendingCancel(CancelBy.CLIENT, e.clOrdId(), "");
            case Event.CancelOrdered e -> pendingCancel = new PendingCancel(CancelBy.HOUSE, null, "canceled by the broker");
            case Event.OrderKilled e -> pendingCancel = pendingCancel == null ? new PendingCancel(CancelBy.HOUSE, null, "canceled by the broker")
                    : pendingCancel;
            case Event.ExpiryDue e -> pendingCancel = new PendingCancel(CancelBy.CLOCK, null, "");
            case Event.DisconnectCancelOrdered e -> pendingCancel = new PendingCancel(CancelBy.DISCONNECT, null, e.reason());
            case Event.MassCancelOrdered e -> pendingCancel = new PendingCancel(CancelBy.MASS, e.clOrdId(), e.text());
            case Event.CancelFailed e -> giveUpCancel();
            case Event.ReplaceRequested e -> {
                unqueue(e.clOrdId());
                pendingReplace = new PendingReplace(terms.replacedBy(e.clOrdId(), e.conditions()).forAccount(e.account()),
                        e.origClOrdId(), e.risk().valuationPrice(), false, 0, 0, false, false, "", isSplit());
            }
            case Event.ReplaceQueued e -> {
                queued = new ArrayList<>(queued);
                queued.add(e);
            }
            case Event.RequestRefused e -> requestRefused(e);
            case Event.OrderReplaced e -> {
                takeOn(e.clOrdId(), e.conditions(), today);
                terms = terms.forAccount(e.account());
            }
            case Event.OrderCanceled e -> end(Ended.CANCELED);
            case Event.OrderExpired e -> end(Ended.EXPIRED);
            case Event.OrderDoneForDay e -> end(Ended.DONE_FOR_DAY);
            case Event.OrderRejected e -> end(Ended.REJECTED);
            case Event.LinkCancelOrdered e -> pendingCancel = new PendingCancel(CancelBy.LINK, null, e.text());
            case Event.OrderReleased e -> releasedQty = e.upTo();
            case Event.OrderReduced e -> {
                terms = terms.replacedBy(terms.clOrdId(), terms.conditions().withQty(terms.orderQty().minus(e.by())));
                if (releasedQty != null && e.because() == Event.ReducedBecause.SIBLING) {
                    releasedQty = releasedQty.minus(e.by()).max(cumQty);
                }
                queued = queued.isEmpty() ? queued : queued.stream().map(each -> each.lessBy(e.by())).toList();
                forgetRefusedCancels();
            }
            case Event.OrderParked e -> wasParked = true;
            case Event.OrderTriggered e -> wasTriggered = true;
            case Event.OrderTrailed e -> terms = terms.replacedBy(terms.clOrdId(), terms.conditions().trailedTo(e.stopPx(), e.price()));
            case Event.OrderRestated e -> restatedDay = today;
            case Event.OrderAdjusted e -> Adjusted.after(e, this);
            case Event.StatusReported e -> {
            }
            case Event.MassStatusReported e -> {
            }
            case Event.TradeDenied e -> {
            }
            case Event.OrderRouted e -> {
            }
            case Event.LookAlikeNoticed e -> {
            }
            case Event.OrderOverridden e -> {
            }
        }
    }

    private void afterDesk(DeskFact fact, long today) {
        desk = desk == null ? new DeskNotes() : desk;
        desk.after(fact);
        switch (fact) {
            case DeskFact.OrderEntered _ -> {
                // says where it came from
            }
            case DeskFact.ChangeOrdered f -> pendingReplace = new PendingReplace(terms.replacedBy(terms.clOrdId(), f.conditions()), terms.clOrdId(),
                    f.risk().valuationPrice(), false, 0, 0, false, false, "", isSplit());
            case DeskFact.OrderChanged f -> takeOn(terms.clOrdId(), f.conditions(), today);
            case DeskFact.ChangeFailed _ -> {
                pendingReplace = null;
                forgetRefusedCancels();
            }
            case DeskFact.DeskCancelOrdered f -> pendingCancel = new PendingCancel(CancelBy.HOUSE, null, "canceled " + f.because().text());
        }
    }

    private void takeOn(ClOrdId clOrdId, Conditions conditions, long today) {
        PendingReplace replace = pendingReplace;
        if (replace != null) {
            valuationPrice = replace.valuationPrice;
        }
        day = terms.timeInForce() == conditions.timeInForce() ? day : today; // what is for the day from now on is for this one
        terms = terms.replacedBy(clOrdId, conditions);
        pendingReplace = null;
        forgetRefusedCancels();
    }

    /** A replace of that name waits for its turn. */
    boolean isQueued(ClOrdId clOrdId) {
        for (int i = 0; i < queued.size(); i++) {
            if (queued.get(i).clOrdId().equals(clOrdId)) {
                return true;
            }
        }
        return false;
    }

    private void unqueue(ClOrdId clOrdId) {
        if (!queued.isEmpty()) {
            queued = queued.stream().filter(each -> !each.clOrdId().equals(clOrdId)).toList();
        }
    }

    private void requestRefused(Event.RequestRefused e) {
        if (e.objection().refusal() == Refusal.DUPLICATE_CL_ORD_ID || e.objection().refusal() == Refusal.DUPLICATE_CROSS_ID) {
            return; // it bears the name of a request that may still be pending, and is another
        }
        unqueue(e.clOrdId());
        PendingCancel cancel = pendingCancel;
        if (cancel != null && e.clOrdId().equals(cancel.clOrdId)) {
            giveUpCancel();
        }
        PendingReplace replace = pendingReplace;
        if (replace != null && e.clOrdId().equals(replace.terms.clOrdId())) {
            pendingReplace = null;
            if (desk != null) {
                desk.changing = null;
            }
            forgetRefusedCancels();
        }
    }

    private void giveUpCancel() {
        pendingCancel = null;
        if (desk != null) {
            desk.canceling = null;
        }
        forgetRefusedCancels();
    }

    void forgetRefusedCancels() {
        for (int i = 0; i < children.size(); i++) {
            children.get(i).cancelRejected = null;
        }
    }

    private void end(Ended how) {
        ended = how;
        pendingCancel = null;
        pendingReplace = null;
        if (desk != null) {
            desk.changing = null;
        }
    }

    /** A child's request was made or answered: a pending replace keeps count of it. What answers an earlier request, before any child was asked for this one, is no answer to it. */
    void afterChild(Event.OfChild event) {
        PendingReplace replace = pendingReplace;
        if (replace == null) {
            return;
        }
        switch (event) {
            case Event.ChildReplaceRequested e -> pendingReplace = replace.fannedOut();
            case Event.ChildCancelRequested e -> pendingReplace = replace.fannedOut();
            case Event.ChildOrderReplaced e -> pendingReplace = replace.isFannedOut ? replace.oneAccepted(false) : replace;
            case Event.ChildOrderCanceled e -> pendingReplace = replace.isFannedOut ? replace.oneAccepted(madeWay(e.childId())) : replace;
            case Event.ChildRequestRejected e -> pendingReplace = replace.isFannedOut
                    ? replace.oneRefused(e.why() == Event.RejectedBecause.TOO_LATE, e.text())
                    : replace;
            case Event.ChildOrderCreated e -> {
            }
            case Event.ChildOrderAcknowledged e -> {
            }
            case Event.ChildOrderTriggered e -> {
            }
            case Event.ChildOrderRejected e -> {
            }
            case Event.ChildOrderExpired e -> {
            }
            case Event.ChildOrderDoneForDay e -> {
            }
            case Event.ChildStatusRequested e -> {
            }
            case Event.ChildOrderWithdrawn e -> {
            }
            case Event.ChildOrderMoved e -> {
            }
            case Event.ChildStatusAnswered e -> {
            }
            case Event.ExecutionMissed e -> {
            }
            case Event.OrderFilled e -> {
            }
            case Event.LegReported e -> {
            }
            case Event.FilledByHand e -> {
            }
            case Event.FillBusted e -> {
            }
            case Event.FillCorrected e -> {
            }
            case Event.ChildOrderFound e -> {
            }
            case Event.RevisedFillCame e -> {
            }
            case Event.ChildOrderAdjusted e -> {
            }
        }
    }

    private boolean madeWay(long childId) {
        for (int i = 0; i < children.size(); i++) {
            if (children.get(i).childId == childId) {
                return children.get(i).madeWay();
            }
        }
        return false;
    }

    void addClOrdId(ClOrdId clOrdId) {
        if (clOrdIds.isEmpty()) {
            clOrdIds = List.of(clOrdId.value());
        } else {
            List<String> more = new ArrayList<>(clOrdIds);
            more.add(clOrdId.value());
            clOrdIds = more;
        }
    }

    void add(ChildOrder child) {
        if (children.isEmpty()) {
            children = List.of(child);
        } else {
            List<ChildOrder> more = children.size() == 1 ? new ArrayList<>(children) : children;
            more.add(child);
            children = more;
        }
    }

    /** Nothing of it may go out yet. */
    void hold() {
        releasedQty = Quantity.ZERO;
    }

    void count(Quantity quantity, Money value) {
        cumQty = adjusted == null ? cumQty.plus(quantity) : adjusted.cumQty(this);
        traded = traded.plus(value);
    }
}

package io.portcullis.oms.core;

import io.portcullis.oms.event.DeskFact;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.KillFact;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.SessionState;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.oms.types.VenueId;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Set;
import org.agrona.collections.LongArrayQueue;
import org.agrona.collections.LongHashSet;
import org.jspecify.annotations.Nullable;

/**
 * What has to be looked at when time passes: child orders that owe an answer, orders that expire, and orders that have outlived their trading day. An index of the state and
 * not part of it: an entry that has settled meanwhile is dropped when its time comes.
 */
final class DueList {

    /** How many orders are looked at for one whose turn it is. */
    private static final int MOST_LOOKS = 200;

    private record Expiry(long time, long orderId) {
    }

    private final ShardState state;
    private final OwedAnswers answers;
    private final VenueFollowUps followUps;
    private final long answerWithinNanos;
    private Set<VenueId> notReconciled;
    private final LongArrayQueue carried = new LongArrayQueue(Long.MIN_VALUE);
    private final LongArrayQueue leftBehind = new LongArrayQueue(Long.MIN_VALUE);
    private final LongArrayQueue heldUp = new LongArrayQueue(Long.MIN_VALUE);
    private final LongArrayQueue toReconcile = new LongArrayQueue(Long.MIN_VALUE);
    private final LongArrayQueue queuedReplaces = new LongArrayQueue(Long.MIN_VALUE);
    /** What the venue refuses then is not tried again and again. */
    private final LongHashSet canceledAsLeftBehind = new LongHashSet();
    private final LongHashSet expiring = new LongHashSet();
    private final PriorityQueue<Expiry> expiries = new PriorityQueue<>(Comparator.comparingLong(Expiry::time).thenComparingLong(Expiry::orderId));

    DueList(ShardState state, long answerWithinNanos, Set<VenueId> notReconciled) {
        this.state = state;
        this.notReconciled = notReconciled;
        this.answerWithinNanos = answerWithinNanos;
        this.answers = new OwedAnswers(state, answerWithinNanos);
        this.followUps = new VenueFollowUps(state);
    }

    OwedAnswers answers() {
        return answers;
    }

    void after(Event event, long time) {
        answers.after(event, time);
        switch (event) {
            case Event.OrderAccepted e -> expireAt(e.terms().timeInForce(), e.terms().expireTime(), e.orderId());
            case Event.OrderRejected e -> listIfQueued(state.unsettledOrder(e.orderId()));
            case Event.ExpiryDue e -> expiring.add(e.orderId());
            case Event.OrderExpired e -> {
                expiring.remove(e.orderId());
                listIfQueued(state.unsettledOrder(e.orderId()));
            }
            case Event.OrderDoneForDay e -> listIfQueued(state.unsettledOrder(e.orderId()));
            case Event.OrderReplaced e -> {
                ParentOrder order = state.order(e.orderId());
                listIfQueued(order);
                if (order != null) {
                    expireAt(order.terms().timeInForce(), e.conditions().expireTime(), e.orderId());
                    listIfCarried(order);
                    listIfLeftBehind(order);
                }
            }
            case Event.DeskActed e -> afterDesk(e.fact(), state.unsettledOrder(e.orderId()), time);
            case Event.SessionLoggedOn e -> {
                if (e.venue() != null) {
                    askAllAt(e.venue(), e.session(), time);
                    if (state.venues().isOnlyUp(e.venue(), e.session())) {
                        listLostAt(e.venue(), time);
                    }
                    listHeldUp();
                }
            }
            case Event.SessionLoggedOff e when e.venue() != null && state.venues().isConnected(e.venue()) -> listLostAt(e.venue(), time);
            case Event.VenueReconciled e -> listHeldUp();
            case Event.DayStarted e -> {
                canceledAsLeftBehind.clear();
                listForTheDay(time);
                listHeldUp();
            }
            case Event.DayEnded e -> {
                carried.clear();
                toReconcile.clear();
                state.openOrdersByAge().forEach(order -> expireIfOfADayThatIsOver(order, time));
            }
            case Event.TradingResumed e -> listHeldUp();
            case Event.KillTold e when e.fact() instanceof KillFact.Released -> listHeldUp();
            case Event.VenueOpened e -> listHeldUp();
            case Event.VenueDayChanged e -> {
                followUps.after(e, time, this::listToReconcile);
                listHeldUp();
            }
            case Event.VenuePhaseBegan e -> {
                followUps.after(e, time);
                listHeldUp();
            }
            case Event.VenueSteered e -> listHeldUp();
            case Event.DisconnectCancelDue e -> listLeftBehind(e.session());
            case Event.DisconnectCancelDone e -> leftBehind.clear();
            case Event.FillBusted e -> listIfOpenAgain(e.childId(), time);
            case Event.FillCorrected e -> listIfOpenAgain(e.childId(), time);
            case Event.RequestRefused e -> {
                listIfLeftBehind(state.unsettledOrder(e.orderId()));
                if (e.responseTo() == Event.ResponseTo.CANCEL) {
                    expireIfOver(state.unsettledOrder(e.orderId()), time);
                }
                listIfQueued(state.unsettledOrder(e.orderId()));
            }
            case Event.DisconnectCancelOrdered e -> canceledAsLeftBehind.add(e.orderId());
            case Event.OrderCanceled e -> {
                canceledAsLeftBehind.remove(e.orderId());
                listIfQueued(state.unsettledOrder(e.orderId()));
            }
            case Event.CancelFailed e -> {
                if (!canceledAsLeftBehind.remove(e.orderId())) {
                    listIfLeftBehind(state.unsettledOrder(e.orderId()));
                }
                if (!expiring.remove(e.orderId())) {
                    expireIfOver(state.unsettledOrder(e.orderId()), time);
                }
            }
            default -> {
            }
        }
    }

    private void afterDesk(DeskFact fact, @Nullable ParentOrder order, long time) {
        if (order != null && fact instanceof DeskFact.OrderChanged) {
            listIfQueued(order);
            expireAt(order.terms().timeInForce(), order.terms().expireTime(), order.orderId());
            listIfCarried(order);
            listIfLeftBehind(order);
        } else if (order != null && fact instanceof DeskFact.ChangeFailed) {
            listIfLeftBehind(order);
            expireIfOver(order, time);
            listIfQueued(order);
        }
    }

    /** After a snapshot: everything that the state says is due. */
    void rebuild() {
        answers.rebuild();
        followUps.clear();
        expiries.clear();
        carried.clear();
        leftBehind.clear();
        heldUp.clear();
        toReconcile.clear();
        queuedReplaces.clear();
        canceledAsLeftBehind.clear();
        expiring.clear();
        for (ParentOrder order : state.openOrdersByAge()) {
            expireAt(order.terms().timeInForce(), order.terms().expireTime(), order.orderId());
            for (ChildOrder child : order.children()) {
                answers.add(child);
            }
            expireIfOfADayThatIsOver(order, 0);
            listIfCarried(order);
            listIfLeftBehind(order);
            listIfHeldUp(order);
            listIfQueued(order);
        }
    }

    private void listIfQueued(@Nullable ParentOrder order) {
        if (order != null && !order.queuedReplaces().isEmpty() && order.pendingReplace() == null) {
            queuedReplaces.addLong(order.orderId());
        }
    }

    /** The next order with a replace whose turn it is; null if there is none. */
    @Nullable
    ParentOrder nextWithQueuedReplace() {
        while (!queuedReplaces.isEmpty()) {
            ParentOrder order = state.unsettledOrder(queuedReplaces.pollLong());
            if (order != null && !order.queuedReplaces().isEmpty() && order.pendingReplace() == null) {
                return order;
            }
        }
        return null;
    }

    boolean hasQueuedReplaces() {
        return !queuedReplaces.isEmpty();
    }

    private void listHeldUp() {
        heldUp.clear();
        state.openOrdersByAge().forEach(this::listIfHeldUp);
    }

    /** Some of it is at no venue: nothing new was sent, no venue was open, or those that had it for the day are done with it. */
    private void listIfHeldUp(ParentOrder order) {
        if (!order.isParked() && order.workingQty().exceeds(order.atVenues())) {
            heldUp.addLong(order.orderId());
        }
    }

    /** The next open order of which some may have been held up, and whose time is not over; null if there is none. */
    @Nullable
    ParentOrder nextHeldUp(long time) {
        while (!heldUp.isEmpty()) {
            ParentOrder order = state.unsettledOrder(heldUp.pollLong());
            if (order != null && order.isOpen() && !isOver(order, time)) {
                return order;
            }
        }
        return null;
    }

    boolean hasHeldUp() {
        return !heldUp.isEmpty();
    }

    private void listLeftBehind(SessionKey key) {
        SessionState session = state.session(key);
        SessionState.CancelsDue cancels = session == null ? null : session.cancelsDue();
        if (cancels == null) {
            return;
        }
        for (ParentOrder order : state.openOrdersByAge()) {
            if (order.terms().session().equals(key) && cancels.isMeant(order)) {
                leftBehind.addLong(order.orderId());
            }
        }
    }

    private void listIfOpenAgain(long childId, long time) {
        ChildOrder child = state.unsettledChild(childId);
        if (child != null) {
            expireIfOver(child.parent(), time);
            listIfCarried(child.parent());
            listIfLeftBehind(child.parent());
        }
    }

    /** If it would have been canceled with the session's other orders, had it been open then, or had it not been canceled in vain just then. */
    private void listIfLeftBehind(@Nullable ParentOrder order) {
        SessionState session = order == null ? null : state.session(order.terms().session());
        SessionState.CancelsDue cancels = session == null ? null : session.cancelsDue() != null ? session.cancelsDue() : session.cancelsDone();
        if (order != null && cancels != null && order.isOpen() && cancels.isMeant(order)) {
            leftBehind.addLong(order.orderId());
        }
    }

    private void expireAt(TimeInForce timeInForce, long expireTime, long orderId) {
        if (timeInForce == TimeInForce.GOOD_TILL_DATE) {
            expiries.add(new Expiry(expireTime, orderId));
        }
    }

    /** Its time has come while somebody had it canceled in vain, or before an execution was taken back. */
    private void expireIfOver(@Nullable ParentOrder order, long time) {
        if (order != null && order.isOpen() && isOver(order, time)) {
            expiries.add(new Expiry(time, order.orderId()));
        }
    }

    private void listForTheDay(long time) {
        carried.clear();
        toReconcile.clear();
        for (ParentOrder order : state.openOrdersByAge()) {
            expireIfOfADayThatIsOver(order, time);
            listIfCarried(order);
            listIfAdjusted(order);
        }
    }

    private void expireIfOfADayThatIsOver(ParentOrder order, long time) {
        if (isOfADayThatIsOver(order)) {
            expiries.add(new Expiry(time, order.orderId()));
        }
    }

    private void listIfCarried(ParentOrder order) {
        if (isCarriedUntold(order)) {
            carried.addLong(order.orderId());
            order.children().forEach(child -> {
                if (state.venues().day(child.venue()) == null || child.isOnOldTerms()) { // else it is asked when its own day begins
                    listToReconcile(child);
                }
            });
        }
    }

    /** Its client was told when it was adjusted, and not in the morning. */
    private void listIfAdjusted(ParentOrder order) {
        if (state.dayEnded() == null && order.adjusted() != null && order.adjusted().exDay() == state.today()) {
            order.children().forEach(this::listToReconcile);
        }
    }

    private boolean isCarriedUntold(ParentOrder order) {
        return state.tradingDay() != null && order.isCarriedUntold(state.tradingDay().toEpochDay());
    }

    void reconcileAllBut(Set<VenueId> venues) {
        notReconciled = Set.copyOf(venues);
    }

    private void listToReconcile(ChildOrder child) {
        if ((!notReconciled.contains(child.venue()) || child.isOnOldTerms()) && child.isLive() && !child.owesAnAnswer()) {
            toReconcile.addLong(child.childId());
        }
    }

    /** The next child order that a venue has had over the night, or over its auction, that lives and is not asked about; null if there is none. */
    @Nullable
    ChildOrder nextToReconcile(long time) {
        followUps.look(time, this::listToReconcile);
        while (!toReconcile.isEmpty()) {
            ChildOrder child = state.unsettledChild(toReconcile.pollLong());
            if (child != null && child.isLive() && !child.owesAnAnswer()) {
                return child;
            }
        }
        return null;
    }

    /** Whether the venue shall answer for the orders that it has before it gets new ones. */
    boolean isReconciledAtLogon(VenueId venue) {
        return !notReconciled.contains(venue);
    }

    boolean hasToReconcile() {
        return !toReconcile.isEmpty();
    }

    private boolean isOfADayThatIsOver(ParentOrder order) {
        if (!isForTheDay(order.terms().timeInForce()) || state.tradingDay() == null) {
            return false;
        }
        long today = state.tradingDay().toEpochDay();
        return order.day() < today || state.dayEnded() != null && order.day() == today;
    }

    /** Its venue ends an order for an auction; where it has not, the day does. */
    private static boolean isForTheDay(TimeInForce timeInForce) {
        return timeInForce == TimeInForce.DAY || timeInForce.isForAuction();
    }

    /** The venue is still there, or is there again, and may say over another session how those stand whose session is down. */
    private void listLostAt(VenueId venue, long time) {
        for (ParentOrder order : state.openOrdersByAge()) {
            for (ChildOrder child : order.children()) {
                boolean isLost = child.venue().equals(venue) && !state.venues().isConnected(venue, child.session());
                if (isLost && child.owesAnAnswer()) {
                    answers.addAtOnce(child, time);
                } else if (isLost && child.isLive()) {
                    toReconcile.addLong(child.childId());
                }
            }
        }
    }

    private void askAllAt(VenueId venue, SessionKey session, long time) {
        for (ParentOrder order : state.openOrdersByAge()) {
            for (ChildOrder child : order.children()) {
                if (child.goesOver(venue, session) && child.owesAnAnswer()) {
                    answers.addAtOnce(child, time);
                } else if (child.goesOver(venue, session) && (isCarriedUntold(order) || child.isOnOldTerms())) {
                    listToReconcile(child);
                }
            }
        }
    }

    /** Whether the time of one that is listed is over. */
    boolean hasMoreToExpire(long time) {
        return !expiries.isEmpty() && expiries.peek().time() <= time;
    }

    /** The next open order whose time is over; null if there is none. */
    @Nullable
    ParentOrder nextExpired(long time) {
        while (!expiries.isEmpty() && expiries.peek().time() <= time) {
            ParentOrder order = state.unsettledOrder(expiries.remove().orderId());
            if (order != null && (order.isCancelable() || order.isOpen() && order.waitsForDesk()) && isOver(order, time)) {
                return order;
            }
        }
        return null;
    }

    /** The next open order of a session that did not come back, and that nobody is canceling yet; null if there is none. */
    @Nullable
    ParentOrder nextLeftBehind() {
        while (!leftBehind.isEmpty()) {
            ParentOrder order = state.unsettledOrder(leftBehind.pollLong());
            if (order != null && order.isCancelable()) {
                return order;
            }
        }
        return null;
    }

    /** The next open order of an earlier day whose client is not told yet that it goes on; null if none is found soon. One about which its
     * venue is still asked comes later. */
    @Nullable
    ParentOrder nextCarried(long time) {
        for (int looks = Math.min(carried.size(), MOST_LOOKS); looks > 0; looks--) {
            long orderId = carried.pollLong();
            ParentOrder order = state.unsettledOrder(orderId);
            if (order != null && isCarriedUntold(order) && !isOver(order, time)) {
                if (!waitsForVenue(order, time)) {
                    return order;
                }
                carried.addLong(orderId);
            }
        }
        return null;
    }

    /** It is asked about, as it was carried over the night, and the venue still has time to answer. */
    private boolean waitsForVenue(ParentOrder order, long time) {
        for (ChildOrder child : order.children()) {
            if (child.isUnconfirmed() && !child.hasPendingRequest() && !child.isAskedAgain() && child.lastRequestTime() + answerWithinNanos > time) {
                return true;
            }
        }
        return false;
    }

    boolean hasCarried() {
        return !carried.isEmpty();
    }

    boolean hasLeftBehind() {
        return !leftBehind.isEmpty();
    }

    /** Whether its time is over, though it may not have expired yet. */
    boolean isOver(ParentOrder order, long time) {
        return order.terms().timeInForce() == TimeInForce.GOOD_TILL_DATE ? order.terms().expireTime() <= time : isOfADayThatIsOver(order);
    }
}

package io.portcullis.oms.order;

import io.portcullis.oms.command.ExpectedNumber;
import io.portcullis.oms.command.Origin;
import io.portcullis.oms.event.Event.SessionSteered;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.Ids;
import io.portcullis.oms.types.OrderSelection;
import io.portcullis.oms.types.SessionIntent;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.VenueId;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.agrona.collections.LongArrayList;
import org.jspecify.annotations.Nullable;

/** What a shard knows of one FIX session: what it has consumed of it, and its orders that are not settled by ClOrdID(11). */
public final class SessionState {

    final SessionKey key;
    final Map<String, ParentOrder> byClOrdId = new HashMap<>();
    long generation;
    int consumed;
    long receivedToday;
    boolean isLoggedOn;
    @Nullable
    VenueId venue;
    @Nullable
    CancelPlan cancelPlan;
    @Nullable
    CancelsDue cancelsDue;
    @Nullable
    CancelsDue cancelsDone;
    @Nullable
    SessionSteered intended;
    int doneBefore;
    /** ClOrdIDs(11) of this trading day that are no order's, in the order in which they came. */
    final Set<String> massClOrdIds = new LinkedHashSet<>();
    final Deque<MassRequest> massCancels = new ArrayDeque<>();
    final Deque<MassRequest> massStatuses = new ArrayDeque<>();

    /**
     * The session is down, and its orders are canceled at that time.
     *
     * @param dueTime epoch nanoseconds
     * @param graceNanos that it has had from the begin
     * @param goodTillToo whether orders good till cancel or good till a date are canceled, too
     * @param reason for Text(58)
     */
    public record CancelPlan(long dueTime, long graceNanos, boolean goodTillToo, String reason) {
    }

    /**
     * Its orders are being canceled, but for those that did not come over FIX and have no ClOrdID(11): what is given by telephone does not hang on a session.
     *
     * @param upTo the last record whose orders are meant: what came later came after the session was back
     */
    public record CancelsDue(long upTo, boolean goodTillToo, String reason) {

        public boolean isMeant(ParentOrder order) {
            return !order.terms().clOrdId().isNone() && Ids.positionOf(order.orderId()) <= upTo && (goodTillToo || !order.terms().timeInForce().isGoodTill());
        }
    }

    SessionState(SessionKey key) {
        this.key = key;
    }

    public SessionKey key() {
        return key;
    }

    /** Of the numbering that {@link #consumed()} belongs to: epoch milliseconds. */
    public long generation() {
        return generation;
    }

    /** The last MsgSeqNum(34) whose message is done; 0 if none is. */
    public int consumed() {
        return consumed;
    }

    /** How many application messages of it are done on this trading day, refused ones included. */
    public long receivedToday() {
        return receivedToday;
    }

    public boolean isLoggedOn() {
        return isLoggedOn;
    }

    /** Null unless its orders are to be canceled if it doesn't come back in time. */
    public @Nullable CancelPlan cancelPlan() {
        return cancelPlan;
    }

    /** Null unless its orders are being canceled. */
    public @Nullable CancelsDue cancelsDue() {
        return cancelsDue;
    }

    /** Null unless its orders were canceled and it is not back yet: what opens again, because an execution is taken back, is canceled, too. */
    public @Nullable CancelsDue cancelsDone() {
        return cancelsDone;
    }

    /** How our own people want it. */
    public SessionIntent intent() {
        SessionSteered last = intended;
        return last == null ? SessionIntent.STARTED : switch (last.action()) {
            case STOP -> SessionIntent.STOPPED;
            case DISABLE -> SessionIntent.DISABLED;
            case START, ENABLE, LOGOUT, SET_NUMBERS, RESET, GAP_FILL, TEST_REQUEST -> SessionIntent.STARTED;
        };
    }

    /** Who last started, stopped, enabled or disabled it; null if nobody ever did. */
    public @Nullable SessionSteered intended() {
        return intended;
    }

    /**
     * The highest MsgSeqNum(34) of this generation that was done before a person set the expected number back: what comes again up to it with PossDupFlag(43) must not be
     * done a second time. 0 if nobody did.
     */
    public int doneBefore() {
        return doneBefore;
    }

    /** The request to cancel many of its orders that is being worked off; null if there is none. */
    public @Nullable MassRequest massCancel() {
        return massCancels.peek();
    }

    /** The request for the status of many of its orders that is being worked off; null if there is none. */
    public @Nullable MassRequest massStatus() {
        return massStatuses.peek();
    }

    /** How many requests about many of its orders are not worked off yet. */
    public int massRequests() {
        return massCancels.size() + massStatuses.size();
    }

    /** Whether it is settled that this order of the session is canceled, with others whose turn came before. */
    public boolean isAboutToCancel(ParentOrder order) {
        CancelsDue cancels = cancelsDue;
        if (cancels != null && cancels.isMeant(order)) {
            return true;
        }
        for (MassRequest request : massCancels) {
            if (request.awaits(order.orderId)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a request about many orders had this ClOrdID(11) today. */
    public boolean isOfMassRequest(ClOrdId clOrdId) {
        return !massClOrdIds.isEmpty() && massClOrdIds.contains(clOrdId.value());
    }

    /** Its open orders that are meant, oldest first. Looks at all of its orders that are not settled. */
    public long[] openOrders(OrderSelection which) {
        return openOrders(which, false);
    }

    /** Those of {@link #openOrders} that nobody is canceling yet. */
    public long[] cancelableOrders(OrderSelection which) {
        return openOrders(which, true);
    }

    private long[] openOrders(OrderSelection which, boolean isCancelable) {
        LongArrayList found = new LongArrayList();
        byClOrdId.forEach((clOrdId, order) -> {
            boolean isFirstName = order.clOrdIds.getFirst().equals(clOrdId);
            if (isFirstName && (isCancelable ? order.isCancelable() : order.isOpen())
                    && which.includes(order.terms.symbol(), order.terms.side(), order.terms.account())) {
                found.addLong(order.orderId);
            }
        });
        long[] orderIds = found.toLongArray();
        Arrays.sort(orderIds);
        return orderIds;
    }

    /** Names are free again, but for those that are still to be told of. */
    void startDay() {
        receivedToday = 0;
        Set<String> inUse = new HashSet<>();
        massCancels.forEach(request -> inUse.add(request.id()));
        for (ParentOrder order : byClOrdId.values()) {
            ParentOrder.PendingCancel cancel = order.pendingCancel;
            ClOrdId clOrdId = cancel == null ? null : cancel.clOrdId();
            if (clOrdId != null) {
                inUse.add(clOrdId.value());
            }
        }
        massClOrdIds.retainAll(inUse);
    }

    void after(Origin done) {
        if (done.generation() != generation) {
            doneBefore = 0;
        }
        generation = done.generation();
        consumed = done.msgSeqNum();
        receivedToday++;
    }

    void after(SessionSteered event) {
        switch (event.action()) {
            case START, STOP, ENABLE, DISABLE -> intended = event;
            case LOGOUT, SET_NUMBERS, RESET, GAP_FILL, TEST_REQUEST -> {
                // changes nothing that lasts but a number
            }
        }
        ExpectedNumber expected = event.expected();
        if (expected != null) {
            doneBefore = Math.max(expected.generation() == generation ? doneBefore : 0, expected.after() < expected.before() ? expected.before() - 1 : 0);
            generation = expected.generation();
            consumed = expected.after() - 1;
        }
    }

    /** The venue that it leads to; null for clients. */
    public @Nullable VenueId venue() {
        return venue;
    }
}

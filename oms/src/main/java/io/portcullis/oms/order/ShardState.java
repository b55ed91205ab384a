package io.portcullis.oms.order;

import io.portcullis.oms.command.Origin;
import io.portcullis.oms.event.DeskFact;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.Ids;
import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.Originator;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.VenueId;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.agrona.collections.Long2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a shard's events fold into. Holds no rule: an event is a fact and cannot be refused. Not thread-safe, not even its questions: it belongs to the shard's
 * thread.
 * <p>
 * What is settled is packed at the end of the record that settled it, and unpacked when it is asked for: hold no order beyond a record.
 */
public final class ShardState {

    private static final Price NO_PRICE = new Price(0);

    final Long2ObjectHashMap<ParentOrder> orders = new Long2ObjectHashMap<>();
    final Long2ObjectHashMap<ChildOrder> byRequest = new Long2ObjectHashMap<>();
    final SettledOrders settled = new SettledOrders();
    private final List<ParentOrder> newlySettled = new ArrayList<>();
    final Map<SessionKey, SessionState> sessions = new LinkedHashMap<>();
    final VenueStandings venues = new VenueStandings();
    final Strays strays = new Strays();
    final OrderLists lists = new OrderLists();
    final CorporateActions corporateActions = new CorporateActions();
    final RiskLimits limits = new RiskLimits();
    final Ledger ledger = new Ledger();
    final ShortSales shortSales = new ShortSales();
    final MarketStates markets = new MarketStates();
    final ExecutionDays executionDays = new ExecutionDays();
    final Crosses crosses = new Crosses();
    final Kills kills = new Kills();
    final Activity activity = new Activity();
    final Overrides overrides = new Overrides();
    final RoutingStatistics routing = new RoutingStatistics();
    /** Of the last question: the next one is nearly always of the same. */
    private @Nullable ParentOrder orderInHand;
    private @Nullable ChildOrder childInHand;
    long position;
    /** Of all sessions, not worked off yet. */
    int massCancels;
    int massStatuses;
    @Nullable
    LocalDate tradingDay;
    @Nullable
    LocalDate dayBefore;
    Event.@Nullable TradingHalted halt;
    Event.@Nullable DayEnded dayEnded;

    // Questions

    /** Of the last record that was folded; 0 before the first. */
    public long position() {
        return position;
    }

    /** Null before the first day has begun. */
    public @Nullable LocalDate tradingDay() {
        return tradingDay;
    }

    /** The trading day that was before this one, if there was one, else the day before it in the calendar. Null before the first day has begun. */
    public @Nullable LocalDate dayBefore() {
        return dayBefore;
    }

    /** Who halted trading, and why; null while it goes on. */
    public Event.@Nullable TradingHalted halt() {
        return halt;
    }

    /** What venues reported and nobody has booked. */
    public Strays strays() {
        return strays;
    }

    /** What is measured of venues by what they do with orders. */
    public RoutingStatistics routing() {
        return routing;
    }

    /** Orders that came together. */
    public OrderLists lists() {
        return lists;
    }

    /** Those in force, and what is proposed. */
    public RiskLimits limits() {
        return limits;
    }

    /** What was executed today, and what accounts hold. */
    public Ledger ledger() {
        return ledger;
    }

    /** What was located, and sold short of it. */
    public ShortSales shortSales() {
        return shortSales;
    }

    /** How instruments may be traded now. */
    public MarketStates markets() {
        return markets;
    }

    /** Those that were applied. */
    public CorporateActions corporateActions() {
        return corporateActions;
    }

    /** Orders that are executed against each other. */
    public Crosses crosses() {
        return crosses;
    }

    /** What has come about lately, as far as some limit wants to know. */
    public Activity activity() {
        return activity;
    }

    /** What passes though limits speak against it. */
    public Overrides overrides() {
        return overrides;
    }

    /** What nothing new may be done about. */
    public Kills kills() {
        return kills;
    }

    public @Nullable ParentOrder order(long orderId) {
        ParentOrder inHand = orderInHand;
        if (inHand != null && inHand.orderId == orderId) {
            return inHand;
        }
        ParentOrder order = orders.get(orderId);
        if (order == null && mayBeSettled(orderId) && unpack(settled.take(orderId))) {
            order = orders.get(orderId);
        }
        orderInHand = order;
        return order;
    }

    /** What has its number from the record that is being folded is not. */
    private boolean mayBeSettled(long id) {
        return Ids.positionOf(id) <= position;
    }

    /** By the number of any ClOrdID(11) that was ever used for it towards its venue. */
    public @Nullable ChildOrder childByRequest(long requestId) {
        ChildOrder inHand = childInHand;
        if (inHand != null && inHand.childId == requestId) {
            return inHand;
        }
        ChildOrder child = byRequest.get(requestId);
        if (child == null && mayBeSettled(requestId) && unpack(settled.take(requestId))) {
            child = byRequest.get(requestId);
        }
        childInHand = child;
        return child;
    }

    /** As {@link #order(long)}, but of one that is settled a copy: for who asks between two records. */
    public @Nullable ParentOrder orderToShow(long orderId) {
        ParentOrder order = orders.get(orderId);
        return order == null ? settled.copyIfHere(orderId) : order;
    }

    /** As {@link #order(long)}, but null if it is settled. */
    public @Nullable ParentOrder unsettledOrder(long orderId) {
        return orders.get(orderId);
    }

    /** As {@link #childByRequest}, but null if all of its parent order is settled. */
    public @Nullable ChildOrder unsettledChild(long requestId) {
        return byRequest.get(requestId);
    }

    /**
     * By what its venue calls it, with a look at all that is not settled: for the few reports that don't name it as we do. Null if none is called so, or several are: a
     * venue may use its numbers again.
     */
    public @Nullable ChildOrder unsettledChild(VenueId venue, String venueOrderId, String symbol, @Nullable Side side) {
        if (venueOrderId.isEmpty()) {
            return null;
        }
        ChildOrder found = null;
        for (ParentOrder order : orders.values()) {
            if (order.terms.side() == side && isCalled(order, symbol)) {
                for (ChildOrder child : order.children) {
                    if (child.venue.equals(venue) && venueOrderId.equals(child.venueOrderId)) {
                        if (found != null) {
                            return null;
                        }
                        found = child;
                    }
                }
            }
        }
        return found;
    }

    private static boolean isCalled(ParentOrder order, String symbol) {
        return order.terms.symbol().equals(symbol) || order.adjusted != null && order.adjusted.wasCalled(symbol);
    }

    /** Which venues are connected, and which may be sent orders. */
    public VenueStandings venues() {
        return venues;
    }

    /** How many child orders of the venue are open, wait for an answer of it, or miss executions that it counts. Looks at all orders that are not settled. */
    public int openAt(VenueId venue) {
        int open = 0;
        for (ParentOrder order : orders.values()) {
            for (int i = 0; i < order.children.size(); i++) {
                ChildOrder child = order.children.get(i);
                open += child.venue.equals(venue) && !child.isSettled() ? 1 : 0;
            }
        }
        return open;
    }

    /** Of those, how many go over that session of the venue. */
    public int openOver(VenueId venue, SessionKey session) {
        int open = 0;
        for (ParentOrder order : orders.values()) {
            for (ChildOrder child : order.children) {
                open += child.goesOver(venue, session) && !child.isSettled() ? 1 : 0;
            }
        }
        return open;
    }

    /** Who has ended the trading day, and why; null while it goes on. */
    public Event.@Nullable DayEnded dayEnded() {
        return dayEnded;
    }

    /** Nothing new may go to venues: trading is halted, or the trading day is over. */
    public boolean sendsNothingNew() {
        return halt != null || dayEnded != null;
    }

    /** Null if nothing was ever heard of it. */
    public @Nullable SessionState session(SessionKey key) {
        return sessions.get(key);
    }

    /** In the order in which they were first heard of. */
    public Collection<SessionState> sessions() {
        return sessions.values();
    }

    /** The order that has or had this ClOrdID(11) today; null if it is free. */
    public @Nullable ParentOrder order(SessionKey key, ClOrdId clOrdId) {
        SessionState session = sessions.get(key);
        if (session == null) {
            return null;
        }
        ParentOrder order = session.byClOrdId.get(clOrdId.value());
        return order == null && unpack(settled.take(key, clOrdId.value())) ? session.byClOrdId.get(clOrdId.value()) : order;
    }

    /** Whether an order or a request of the session has or had this ClOrdID(11) today. */
    public boolean isUsed(SessionKey key, ClOrdId clOrdId) {
        return order(key, clOrdId) != null || isOfMassRequest(key, clOrdId);
    }

    /** Whether a request about many orders had this ClOrdID(11) today. */
    public boolean isOfMassRequest(SessionKey key, ClOrdId clOrdId) {
        SessionState session = sessions.get(key);
        return session != null && session.isOfMassRequest(clOrdId);
    }

    /** How many requests to cancel many orders are not worked off yet. */
    public int massCancels() {
        return massCancels;
    }

    /** How many requests for the status of many orders are not worked off yet. */
    public int massStatuses() {
        return massStatuses;
    }

    public int orderCount() {
        return orders.size() + settled.size();
    }

    public int openOrderCount() {
        return openOrdersByAge().size();
    }

    /** All orders of the day and those of earlier days that are not settled, oldest first. */
    public List<ParentOrder> ordersByAge() {
        List<ParentOrder> all = new ArrayList<>(orders.values());
        settled.view().forEach((orderId, place) -> all.add(settled.copy(orderId)));
        all.sort(Comparator.comparingLong(ParentOrder::orderId));
        return all;
    }

    /** Those that are not settled, oldest first. */
    public List<ParentOrder> openOrdersByAge() {
        List<ParentOrder> open = new ArrayList<>(orders.size());
        orders.values().forEach(order -> {
            if (!order.isSettled()) {
                open.add(order);
            }
        });
        open.sort(Comparator.comparingLong(ParentOrder::orderId));
        return open;
    }

    /** Those that are not settled, in no order: for what is looked at often and does not depend on one. */
    public void eachUnsettled(Consumer<ParentOrder> to) {
        orders.values().forEach(to);
    }

    // What is settled

    /** How many bytes of settled orders are asked for at once. */
    public static final int PAGE_BYTES = SettledOrders.PAGE_BYTES;

    /**
     * From now on, memory for settled orders comes from there: taking it from the system costs the more, the busier it is.
     *
     * @param pages gives direct buffers of {@link #PAGE_BYTES}, filled with 0, that nobody else has
     */
    public void takePagesFrom(Supplier<ByteBuffer> pages) {
        settled.pagesFrom(pages);
    }

    private boolean unpack(@Nullable ParentOrder order) {
        if (order == null) {
            return false;
        }
        add(order);
        newlySettled.add(order);
        return true;
    }

    private void packSettled() {
        for (int i = 0; i < newlySettled.size(); i++) {
            ParentOrder order = newlySettled.get(i);
            if (order.isSettled() && orders.get(order.orderId) == order) {
                remove(order);
                settled.add(order);
            }
        }
        newlySettled.clear();
    }

    void add(ParentOrder order) {
        orders.put(order.orderId, order);
        for (int i = 0; i < order.children.size(); i++) {
            ChildOrder child = order.children.get(i);
            byRequest.put(child.childId, child);
            child.requestIds.forEach(id -> byRequest.put(id.longValue(), child));
        }
        SessionState session = sessionOf(order.terms.session());
        for (int i = 0; i < order.clOrdIds.size(); i++) {
            session.byClOrdId.put(order.clOrdIds.get(i), order);
        }
    }

    private void remove(ParentOrder order) {
        orderInHand = null;
        childInHand = null;
        orders.remove(order.orderId);
        for (int i = 0; i < order.children.size(); i++) {
            ChildOrder child = order.children.get(i);
            byRequest.remove(child.childId);
            child.requestIds.forEach(id -> byRequest.remove(id.longValue()));
        }
        SessionState session = sessionOf(order.terms.session());
        for (int i = 0; i < order.clOrdIds.size(); i++) {
            session.byClOrdId.remove(order.clOrdIds.get(i));
        }
    }

    // Changes

    /** All events of a record are folded: the message that it came in is done. */
    public void after(long recordPosition, @Nullable Origin consumed) {
        position = recordPosition;
        if (consumed != null) {
            sessionOf(consumed.session()).after(consumed);
        }
        packSettled();
    }

    /** @param time of the record, epoch nanoseconds */
    public void after(Event event, long time) {
        switch (event) {
            case Event.OrderAccepted e -> accept(new ParentOrder(e.orderId(), e.terms(), e.risk().valuationPrice(), time),
                    e.isWorkedHere() && e.terms().ordType().waitsForTrigger());
            case Event.OrderRefused e -> refuse(e, time);
            case Event.CancelRequested e -> {
                ParentOrder order = known(e.orderId());
                order.after(e, today());
                name(order, e.clOrdId());
            }
            case Event.ReplaceRequested e -> {
                ParentOrder order = known(e.orderId());
                boolean isNamed = order.isQueued(e.clOrdId());
                order.after(e, today());
                if (!isNamed) {
                    name(order, e.clOrdId());
                }
            }
            case Event.DeskActed e -> {
                ParentOrder order = known(e.orderId());
                order.after(e, today());
                if (e.fact() instanceof DeskFact.OrderEntered entered) {
                    name(order, ClOrdId.ofReference(entered.reference()));
                }
                file(order);
            }
            case Event.ReplaceQueued e -> {
                ParentOrder order = known(e.orderId());
                order.after(e, today());
                name(order, e.clOrdId());
            }
            case Event.RequestRefused e -> {
                ParentOrder order = order(e.orderId());
                if (!activity.isIdle()) {
                    activity.before(e, order, time);
                }
                if (order != null) {
                    order.after(e, today());
                    file(order);
                }
            }
            case Event.StatusReported e -> {
            }
            case Event.MassStatusReported e -> of(sessionOf(e.session()).massStatuses, e.massStatusReqId()).doneUpTo(e.orderId());
            case Event.MassCancelOrdered e -> {
                ParentOrder order = known(e.orderId());
                order.after(e, today());
                of(sessionOf(order.terms.session()).massCancels, e.clOrdId().value()).doneUpTo(e.orderId());
            }
            case Event.TradeDenied e -> {
            }
            case Event.OrderRouted e -> {
            }
            case Event.LookAlikeNoticed e -> {
            }
            case Event.OrderAdjusted e -> {
                corporateActions.after(e);
                known(e.orderId()).after(e, today());
            }
            case Event.OrderOverridden e -> overrides.after(e);
            case Event.OrderKilled e -> {
                known(e.orderId()).after(e, today());
                kills.after(e);
            }
            case Event.OfOrder e -> {
                ParentOrder order = known(e.orderId());
                order.after(e, today());
                file(order);
            }
            case Event.ChildOrderCreated e -> {
                ParentOrder order = known(e.orderId());
                ChildOrder child = new ChildOrder(order, e, time);
                child.day = venues.dayAt(e.venue(), today());
                venues.wentOver(e.venue(), e.session());
                order.add(child);
                byRequest.put(child.childId, child);
                routing.created(child, e);
            }
            case Event.ChildOrderFound e -> found(e, time);
            case Event.FilledByHand e -> filledByHand(e, time);
            case Event.OfChild e -> afterChild(e, time);
            case Event.SessionLoggedOn e -> loggedOn(e);
            case Event.SessionLoggedOff e -> loggedOff(e);
            case Event.VenueReconciled e -> venues.reconciling(e.venue(), e.venue().session(e.session()), false);
            case Event.DisconnectCancelPlanned e -> sessionOf(e.session()).cancelPlan = new SessionState.CancelPlan(time + e.graceNanos(), e.graceNanos(),
                    e.goodTillToo(), e.reason());
            case Event.DisconnectCancelDue e -> cancelsDue(sessionOf(e.session()));
            case Event.DisconnectCancelDone e -> cancelsDone(sessionOf(e.session()));
            case Event.OfMassRequest e -> afterMassRequest(sessionOf(e.session()), e);
            case Event.SessionSteered e -> sessionOf(e.session()).after(e);
            case Event.VenueSteered e -> venues.after(e);
            case Event.TradingHalted e -> halt = e;
            case Event.TradingResumed e -> halt = null;
            case Event.DayStarted e -> {
                routing.dayStarted(e.tradingDay());
                startDay(e.tradingDay());
            }
            case Event.DayEnded e -> dayEnded = e;
            case Event.VenueOpened e -> venues.after(e);
            case Event.VenueClosed e -> venues.after(e);
            case Event.VenuePhaseBegan e -> venues.after(e);
            case Event.VenueDayChanged e -> venues.after(e);
            case Event.MessageRefused e -> {
            }
            case Event.ClientMessageNoted e -> {
            }
            case Event.VenueMessageNoted e -> {
            }
            case Event.StrayExecution e -> stray(e, time);
            case Event.OfStray e -> strays.after(e, today());
            case Event.OfList e -> lists.after(e);
            case Event.CorporateActionTold e -> {
                corporateActions.after(e.fact(), time);
                ledger.after(e.fact(), today());
                markets.after(e.fact());
                kills.after(e.fact());
            }
            case Event.LimitsTold e -> {
                limits.after(e.fact(), time);
                activity.after(e.fact(), limits);
            }
            case Event.PositionsTold e -> ledger.after(e.fact());
            case Event.LastPointTold e -> {
            }
            case Event.OverridesTold e -> overrides.after(e.fact(), time);
            case Event.LocatesTold e -> shortSales.after(e.fact(), time);
            case Event.MarketTold e -> markets.after(e.fact(), time);
            case Event.CrossChanged e -> crosses.after(e);
            case Event.KillTold e -> {
                activity.after(e.fact(), kills.kill(e.fact().killId()), limits, time);
                kills.after(e.fact(), time);
            }
        }
        if (!lists.isEmpty()) {
            lists.after(event, orderOf(event));
        }
        if (!crosses.isEmpty()) {
            crosses.after(event, orderOf(event));
        }
        if (!kills.isEmpty()) {
            ParentOrder order = orderOf(event);
            if (order != null) {
                kills.after(order);
            }
        }
        if (!activity.isIdle()) {
            ParentOrder order = event instanceof Event.OrderListRefused e ? firstOf(e) : orderOf(event);
            activity.after(event, order, order != null && kills.knows(order.orderId), time);
        }
    }

    private @Nullable ParentOrder firstOf(Event.OrderListRefused list) {
        return list.orders().isEmpty() ? null : order(list.session(), list.orders().getFirst().clOrdId());
    }

    private @Nullable ParentOrder orderOf(Event event) {
        return switch (event) {
            case Event.OfOrder e -> orders.get(e.orderId());
            case Event.OfChild e -> {
                ChildOrder child = byRequest.get(e.childId());
                yield child == null ? null : child.parent;
            }
            default -> null;
        };
    }

    private void afterMassRequest(SessionState session, Event.OfMassRequest event) {
        switch (event) {
            case Event.MassCancelAccepted e -> {
                session.massClOrdIds.add(e.clOrdId().value());
                massCancels += listed(session.massCancels, new MassRequest(e.clOrdId().value(), e.orders(), session.cancelableOrders(e.terms().which())));
            }
            case Event.MassStatusAccepted e -> massStatuses += listed(session.massStatuses,
                    new MassRequest(e.massStatusReqId(), e.orders(), session.openOrders(e.which())));
            case Event.MassCancelDone e -> {
                session.massCancels.remove(of(session.massCancels, e.clOrdId().value()));
                massCancels--;
            }
            case Event.MassStatusDone e -> {
                session.massStatuses.remove(of(session.massStatuses, e.massStatusReqId()));
                massStatuses--;
            }
            case Event.MassCancelRefused e -> {
            }
            case Event.MassStatusRefused e -> {
            }
        }
    }

    /** @return how many more are to be worked off */
    private static int listed(Deque<MassRequest> requests, MassRequest request) {
        if (request.orders() == 0) {
            return 0;
        }
        requests.add(request);
        return 1;
    }

    /** They are worked off one after the other. */
    private static MassRequest of(Deque<MassRequest> requests, String id) {
        MassRequest first = requests.peek();
        if (first == null || !first.id().equals(id)) {
            throw new IllegalStateException("an event tells of mass request " + id + ", whose turn it is not");
        }
        return first;
    }

    private void accept(ParentOrder order, boolean isParked) {
        order.wasParked = isParked;
        if (order.terms.instructions().activation() != null) {
            order.hold();
        }
        order.day = today();
        orders.put(order.orderId, order);
        if (!order.terms.clOrdId().isNone()) {
            name(order, order.terms.clOrdId());
        }
    }

    private void name(ParentOrder order, ClOrdId clOrdId) {
        order.addClOrdId(clOrdId);
        sessionOf(order.terms.session()).byClOrdId.put(clOrdId.value(), order);
    }

    private void refuse(Event.OrderRefused e, long time) {
        ParentOrder order = new ParentOrder(e.orderId(), e.terms(), NO_PRICE, time);
        order.ended = Ended.REJECTED;
        order.wasRefused = true;
        order.day = today();
        if (!isUsed(e.terms().session(), e.terms().clOrdId())) {
            orders.put(order.orderId, order);
            name(order, e.terms().clOrdId());
            newlySettled.add(order);
        }
    }

    private void stray(Event.StrayExecution e, long time) {
        if (e.strayId() != 0) {
            ChildOrder child = e.childId() == 0 ? null : childByRequest(e.childId());
            strays.add(new Stray(e, child == null ? 0 : child.parent.orderId, time));
        }
    }

    /** What the venue calls it stays out: what else it reports of that order of its own is for a person to assign. */
    private void found(Event.ChildOrderFound e, long time) {
        addUnsent(e.asCreated(), time);
    }

    private void filledByHand(Event.FilledByHand e, long time) {
        ChildOrder child = addUnsent(e.asCreated(), time);
        child.isByHand = true;
        Quantity cumQty = child.parent.cumQty;
        Money traded = child.parent.traded;
        child.after(e, time);
        executed(child, e, child.originatorOf(e), cumQty, traded);
        file(child.parent);
    }

    /** @param originator of the execution. @param cumQty what was executed of it before the event, likewise {@code traded} */
    private void executed(ChildOrder child, Event.OfChild event, @Nullable Originator originator, Quantity cumQty, Money traded) {
        ParentOrder order = child.parent;
        boolean isOfToday = executionDays.isOfToday(event);
        executionDays.after(event);
        ledger.executed(order, originator, child.isByHand ? null : child.venue, isOfToday, cumQty, traded, corporateActions, today());
        shortSales.after(isOfToday, order, cumQty);
    }

    private ChildOrder addUnsent(Event.ChildOrderCreated created, long time) {
        ParentOrder order = known(created.orderId());
        ChildOrder child = new ChildOrder(order, created, time);
        child.venueOrderId = "";
        child.lastRequestTime = ChildOrder.NEVER_SENT;
        child.ended = Ended.CANCELED;
        order.add(child);
        byRequest.put(child.childId, child);
        file(order);
        return child;
    }

    /** The trading day, as {@link LocalDate#toEpochDay()}; 0 before the first one. */
    public long today() {
        return tradingDay == null ? 0 : tradingDay.toEpochDay();
    }

    private void afterChild(Event.OfChild event, long time) {
        ChildOrder child = knownChild(event.childId());
        switch (event) {
            case Event.ChildCancelRequested e -> byRequest.put(e.requestId(), child);
            case Event.ChildReplaceRequested e -> byRequest.put(e.requestId(), child);
            default -> {
            }
        }
        boolean isAsAsked = isAsAsked(child, event);
        Quantity cumQty = child.parent.cumQty;
        Money traded = child.parent.traded;
        Originator originator = child.originatorOf(event);
        boolean wasLive = child.isLive();
        Quantity childCumQty = child.cumQty;
        long unanswered = RoutingStatistics.isFirstAnswer(child, event) ? time - child.lastRequestTime : -1;
        child.after(event, time);
        if (unanswered >= 0) {
            routing.acknowledged(child, unanswered);
        }
        routing.executed(child, child.cumQty.minus(childCumQty));
        if (wasLive && !child.isLive()) {
            routing.ended(child);
        }
        executed(child, event, originator, cumQty, traded);
        if (event instanceof Event.RevisedFillCame e) {
            strays.matched(e.strayId(), "the execution has come, and counts as revised", today());
        }
        if (isAsAsked) {
            child.parent.afterChild(event);
        }
        file(child.parent);
    }

    /** A cancel or a replace that was not asked for, or no longer waited for, answers nothing that the parent order waits for. */
    private static boolean isAsAsked(ChildOrder child, Event.OfChild event) {
        ChildOrder.PendingReplace replace = child.pendingReplace;
        return switch (event) {
            case Event.ChildOrderCanceled e -> child.pendingCancelId != 0;
            case Event.ChildOrderReplaced e -> replace != null && replace.requestId() == e.requestId();
            default -> true;
        };
    }

    private void file(ParentOrder order) {
        if (order.isSettled()) {
            newlySettled.add(order);
        }
    }

    private void loggedOn(Event.SessionLoggedOn e) {
        SessionState session = sessionOf(e.session());
        session.isLoggedOn = true;
        session.cancelPlan = null;
        session.cancelsDone = null;
        session.venue = e.venue();
        VenueId venue = e.venue();
        if (venue != null) {
            venues.connected(venue, e.session(), true);
            venues.reconciling(venue, e.session(), e.reconciles());
            orders.values().forEach(order -> order.children.forEach(child -> {
                if (child.goesOver(venue, e.session()) && (child.isLive() || child.owesAnAnswer())) {
                    child.statusWanted = true;
                    child.timesAsked = 0;
                }
            }));
        }
    }

    private void cancelsDue(SessionState session) {
        SessionState.CancelPlan plan = session.cancelPlan;
        if (plan == null) {
            throw new IllegalStateException("orders of session " + session.key + " are to be canceled, which no earlier event planned");
        }
        session.cancelPlan = null;
        session.cancelsDue = new SessionState.CancelsDue(position, plan.goodTillToo(), plan.reason());
    }

    private static void cancelsDone(SessionState session) {
        session.cancelsDone = session.isLoggedOn ? null : session.cancelsDue;
        session.cancelsDue = null;
    }

    private void loggedOff(Event.SessionLoggedOff e) {
        sessionOf(e.session()).isLoggedOn = false;
        if (e.venue() != null) {
            venues.connected(e.venue(), e.session(), false);
            venues.reconciling(e.venue(), e.session(), false);
        }
    }

    /** What was settled before this day is of the past: the log and the database have it. */
    private void startDay(LocalDate day) {
        strays.forgetSettledBefore(today());
        executionDays.startDay(position);
        LocalDate before = tradingDay == null ? day.minusDays(1) : tradingDay;
        ledger.startDay(corporateActions.symbolsBetween(before, day));
        limits.startDay();
        tradingDay = day;
        dayBefore = before;
        dayEnded = null;
        shortSales.startDay();
        markets.startDay();
        sessions.values().forEach(SessionState::startDay);
        packSettled();
        settled.clear();
        lists.startDay(orders);
        crosses.startDay(orders);
        overrides.startDay(orders.keySet());
    }

    private ParentOrder known(long orderId) {
        ParentOrder order = order(orderId);
        if (order == null) {
            throw new IllegalStateException("an event tells of order " + orderId + ", which no earlier event created");
        }
        return order;
    }

    private ChildOrder knownChild(long childId) {
        ChildOrder child = childByRequest(childId);
        if (child == null) {
            throw new IllegalStateException("an event tells of child order " + childId + ", which no earlier event created");
        }
        return child;
    }

    SessionState sessionOf(SessionKey key) {
        return sessions.computeIfAbsent(key, SessionState::new);
    }
}

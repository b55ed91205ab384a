package io.portcullis.oms.core;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.Origin;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.EventRecord;
import io.portcullis.oms.event.LimitFact;
import io.portcullis.oms.event.OrderSummary;
import io.portcullis.oms.order.AnyOrder;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.Kill;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.Ids;
import io.portcullis.oms.types.Objection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One command's, or one record's, way through the core: each event is folded as soon as it is decided, and its effects are told. Used again and again. */
final class Turn {

    /** What explains routings must not make a record longer than one may be: a level takes 16 bytes, and what is said of a venue otherwise is counted as two; three times so many may come together. */
    private static final int BYTES_PER_LEVEL = 128;
    private static final int LONGEST_RECORD = 1 << 20;

    private final ShardState state;
    private final RiskGate risk;
    private final Telling telling;
    private final DueList due;
    private final ParkedOrders parked;
    private final ListsToLookAt lists;
    private final CrossesToLookAt crosses;
    private final OrdersToActivate toActivate;
    private final OrdersToKill toKill;
    private @Nullable StalePrices prices;
    private @Nullable LookAlikes lookAlikes;
    private @Nullable MarketChanges markets;
    private @Nullable Reconciliations reconciliations;
    private @Nullable VenueSessions sessions;

    private final List<Event> events = new ArrayList<>();
    private final List<Effect> effects = new ArrayList<>();
    private final List<AnyOrder> touched = new ArrayList<>();
    final List<Objection> objections = new ArrayList<>();
    private long position;
    private long time;
    private boolean logIsFull;
    private int ids;
    private int mostLevels = LONGEST_RECORD / BYTES_PER_LEVEL;
    private int levelsTold;
    private @Nullable String answer;

    Turn(ShardState state, RiskGate risk, DueList due, ParkedOrders parked, ListsToLookAt lists, CrossesToLookAt crosses, OrdersToActivate toActivate,
            OrdersToKill toKill) {
        this.state = state;
        this.risk = risk;
        this.due = due;
        this.parked = parked;
        this.lists = lists;
        this.crosses = crosses;
        this.toActivate = toActivate;
        this.toKill = toKill;
        this.telling = new Telling(state);
    }

    /** Is told of all events, too. */
    void follow(StalePrices stalePrices) {
        prices = stalePrices;
    }

    /** Likewise. */
    void follow(LookAlikes others) {
        lookAlikes = others;
    }

    /** Likewise. */
    void follow(Reconciliations others) {
        reconciliations = others;
    }

    /** Likewise. */
    void follow(MarketChanges others) {
        markets = others;
    }

    /** Says over which session requests go. */
    void goesBy(VenueSessions others) {
        sessions = others;
    }

    void begin(long newPosition, long newTime, boolean newLogIsFull) {
        position = newPosition;
        time = newTime;
        risk.at(newTime);
        logIsFull = newLogIsFull;
        ids = 0;
        levelsTold = 0;
        answer = null;
        events.clear();
        effects.clear();
        touched.clear();
        objections.clear();
    }

    /** Epoch nanoseconds. */
    long time() {
        return time;
    }

    /** Nothing new goes to venues. */
    boolean sendsNothingNew() {
        return state.sendsNothingNew();
    }

    boolean logIsFull() {
        return logIsFull;
    }

    long nextId() {
        return Ids.number(position, ids++);
    }

    /** As many bytes a record may have. */
    void recordsHold(int bytes) {
        mostLevels = Math.min(bytes, LONGEST_RECORD) / BYTES_PER_LEVEL;
    }

    /** Whether more orders may have their turn in this record, whatever each of them takes. */
    boolean hasRoom() {
        return ids < Ids.PER_RECORD / 2 && effects.size() < Ids.PER_RECORD / 2 && levelsTold < mostLevels;
    }

    /** That of the next id, without taking it. */
    long nextNumber() {
        return Ids.number(position, ids);
    }

    /** What an operator is told of a command that changed nothing. */
    void answer(String text) {
        answer = text;
    }

    @Nullable
    String answer() {
        return answer;
    }

    /** The fact is folded into the state and told, and before it that an order takes another way to its venue, if it has to. */
    void emit(Event event) {
        Event.ChildOrderMoved moved = sessions == null ? null : sessions.before(event);
        if (moved != null) {
            fold(moved);
        }
        fold(event);
    }

    /** A fact that was decided on before, or just now. */
    void fold(Event event) {
        boolean mayCount = mayChangeExposure(event) || event instanceof Event.OfChild ofChild && (risk.limitsVenues() || mayChangeWhatIsBeyond(ofChild));
        ParentOrder before = mayCount ? orderOf(event) : null;
        if (before != null) {
            risk.takeOut(before);
        }
        state.after(event, time);
        ParentOrder after = mayCount ? orderOf(event) : null;
        if (after != null) {
            risk.putIn(after);
        }
        if (event instanceof Event.LimitsTold told && told.fact() instanceof LimitFact.Changed && risk.limitsChanged()) {
            putInAnew();
        }
        events.add(event);
        if (event instanceof Event.OrderRouted routed) {
            levelsTold += levelsOf(routed);
        }
        touch(event);
        due.after(event, time);
        parked.after(event);
        lists.after(event);
        crosses.after(event);
        toActivate.after(event);
        toKill.after(event);
        if (prices != null) {
            prices.after(event);
        }
        if (lookAlikes != null) {
            lookAlikes.after(event, time);
        }
        if (markets != null) {
            markets.after(event);
        }
        if (reconciliations != null) {
            reconciliations.after(event);
        }
        telling.tell(event, position, time, effects);
    }

    /**
     * As much of an explanation as the record still has room for, as the orders of a list all stand in one, and each may have seen deep books: of each venue only the last level that counted where not all of them fit,
     * and null where not even that does.
     */
    Event.@Nullable OrderRouted asFits(Event.OrderRouted routed) {
        if (levelsTold + levelsOf(routed) <= 2 * mostLevels) {
            return routed;
        }
        Event.OrderRouted shorter = routed.withLastLevels();
        return levelsTold + levelsOf(shorter) <= 3 * mostLevels ? shorter : null;
    }

    private static int levelsOf(Event.OrderRouted routed) {
        int levels = 0;
        for (int i = 0; i < routed.venues().size(); i++) {
            levels += 2 + routed.venues().get(i).levels().size();
        }
        return levels;
    }

    /** All that is open, after it was told apart in another way. */
    void putInAnew() {
        risk.clear();
        state.openOrdersByAge().forEach(risk::putIn);
    }

    /** What a limit has killed for is still out. */
    boolean lasts(Kill kill) {
        return risk.lasts(kill.ordered());
    }

    /** When the last prices have come. */
    void seen(Command.PricesSeen c) {
        risk.pricesSeen(c.byVenue(), c.bySymbol());
    }

    /** What is held is valued anew. */
    void valueAnew() {
        risk.timePassed();
    }

    /** Of what children do as we know it, only executions change what their order could still be executed for; and nothing does that only is wished or asked. */
    private static boolean mayChangeExposure(Event event) {
        return switch (event) {
            case Event.OrderAccepted e -> true;
            case Event.ReplaceRequested e -> true;
            case Event.RequestRefused e -> true;
            case Event.OrderReplaced e -> true;
            case Event.DeskActed e -> true;
            case Event.OrderCanceled e -> true;
            case Event.OrderExpired e -> true;
            case Event.OrderDoneForDay e -> true;
            case Event.OrderRejected e -> true;
            case Event.OrderReduced e -> true;
            case Event.OrderAdjusted e -> true;
            case Event.OrderTrailed e -> true;
            case Event.OfChild e -> e instanceof Event.OrderFilled || e instanceof Event.FilledByHand || e instanceof Event.RevisedFillCame
                    || e instanceof Event.FillBusted
                    || e instanceof Event.FillCorrected;
            default -> false;
        };
    }

    /** Whether the order's venues may have more of it by that than it is for, or have already: nothing that we send is more. */
    private boolean mayChangeWhatIsBeyond(Event.OfChild event) {
        boolean maySayMore = event instanceof Event.ChildOrderReplaced || event instanceof Event.ChildReplaceRequested || event instanceof Event.ChildOrderFound
                || event instanceof Event.ChildOrderAdjusted || event instanceof Event.ExecutionMissed;
        ParentOrder order = maySayMore ? null : orderOf(event);
        return maySayMore || order != null && (order.adjusted() != null || order.isBeyondAtVenues());
    }

    private @Nullable ParentOrder orderOf(Event event) {
        return switch (event) {
            case Event.OfOrder e -> state.order(e.orderId());
            case Event.ChildOrderCreated e -> state.order(e.orderId());
            case Event.ChildOrderFound e -> state.order(e.orderId());
            case Event.FilledByHand e -> state.order(e.orderId());
            case Event.OfChild e -> {
                ChildOrder child = state.childByRequest(e.childId());
                yield child == null ? null : child.parent();
            }
            default -> null;
        };
    }

    private void touch(Event event) {
        switch (event) {
            case Event.StatusReported e -> {
            }
            case Event.MassStatusReported e -> {
            }
            case Event.TradeDenied e -> {
            }
            case Event.LookAlikeNoticed e -> {
            }
            case Event.OrderRestated e -> {
            }
            case Event.OrderTrailed e -> {
            }
            case Event.OfOrder e -> touch(state.order(e.orderId()));
            case Event.OfChild e -> {
                ChildOrder child = state.childByRequest(e.childId());
                if (child != null) {
                    touch(child.parent());
                    touch(child);
                }
            }
            default -> {
            }
        }
    }

    private void touch(@Nullable AnyOrder order) {
        if (order != null && !touched.contains(order)) {
            touched.add(order);
        }
    }

    /** Ends the turn. */
    EventRecord record(@Nullable Origin consumed) {
        List<OrderSummary> summaries = new ArrayList<>(touched.size());
        for (int i = 0; i < touched.size(); i++) {
            summaries.add(touched.get(i).summary());
        }
        state.after(position, consumed);
        return new EventRecord(position, time, consumed, List.copyOf(events), summaries);
    }

    boolean isEmpty() {
        return events.isEmpty();
    }

    List<Effect> effects() {
        return effects;
    }
}

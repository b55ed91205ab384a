package io.portcullis.server.dryrun;

import io.portcullis.oms.codec.EventCodec;
import io.portcullis.oms.core.OrderCore;
import io.portcullis.oms.core.RiskGate.Part;
import io.portcullis.oms.event.DeskFact;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.event.Event.RiskFacts;
import io.portcullis.oms.event.EventRecord;
import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Instruments;
import io.portcullis.oms.limit.LimitChange;
import io.portcullis.oms.limit.Measure;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.PartWorth;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Refusal;
import io.portcullis.oms.types.RestatedBecause;
import io.portcullis.oms.types.Strategy;
import io.portcullis.risk.PreTradeRisk;
import io.portcullis.server.dryrun.Report.Asked;
import io.portcullis.server.eventlog.LogReader;
import io.portcullis.venues.routing.BestPriceRouter;
import io.portcullis.venues.routing.RoutingPolicy;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.agrona.ExpandableArrayBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Holds the orders of a past trading day against other limits. All that happened is folded from the log as it was; each order and replace that passed is held, at the prices of then, against what
 * was used at that moment. An order that would have been refused counts no more in what is open; its executions still do in what was executed and is held.
 */
public final class DryRun {

    /** What limits refuse for; all other refusals would have been the same. */
    private static final Set<Refusal> OF_LIMITS = EnumSet.of(Refusal.NO_CURRENCY_RATE, Refusal.NO_REFERENCE_PRICE, Refusal.LIMIT_DATA_MISSING,
            Refusal.VENUE_LIMIT);

    static {
        for (Measure measure : Measure.values()) {
            if (!measure.isOfOutages()) { // what was out nobody knows
                OF_LIMITS.add(measure.refusal());
            }
        }
    }

    private final OrderCore core;
    private final TriedLimits tried;
    private final SeenPrices prices;
    private List<LimitChange> changes = List.of();
    private final List<Asked> refused = new ArrayList<>();
    private final List<Asked> passed = new ArrayList<>();
    private final List<Asked> unknown = new ArrayList<>();
    private int orders;
    private int replaces;

    private DryRun(OrderCore.Settings settings, RoutingPolicy routing, PreTradeRisk gate, Instruments instruments, OtherLimits limits) {
        this.tried = new TriedLimits(gate, limits);
        this.prices = new SeenPrices(instruments);
        this.core = new OrderCore(settings, new ShardState(), tried, new BestPriceRouter(routing), prices);
    }

    /**
     * Tries other limits on a day.
     *
     * @param log from its first record on
     * @param gate as it is now: accounts and rates are not in the log
     * @param limits those that are tried, all day long
     * @param day null for the last one
     * @throws IOException if the log can't be read, or has no such day
     */
    public static Report of(LogReader log, OrderCore.Settings settings, RoutingPolicy routing, PreTradeRisk gate, Instruments instruments,
            OtherLimits limits, @Nullable LocalDate day) throws IOException {
        DryRun run = new DryRun(settings, routing, gate, instruments, limits);
        EventCodec codec = new EventCodec(new ExpandableArrayBuffer());
        ShardState state = run.core.state();
        LocalDate first = null;
        LocalDate now = null;
        while (log.next()) {
            EventRecord record = codec.decode(log.position(), log.timeNanos(), log.payload(), 0, log.payload().capacity());
            boolean isOfDay = now != null && (day == null || day.equals(now));
            if (isOfDay) {
                run.look(record);
            }
            run.core.fold(record);
            LocalDate today = state.tradingDay();
            if (today != null && !today.equals(now)) {
                if (isOfDay && day != null) {
                    return run.report(day);
                }
                first = first == null ? today : first;
                now = today;
                run.begin();
            }
        }
        if (now == null || day != null && !day.equals(now)) {
            throw new IOException(now == null ? "the event log has no trading day"
                    : "the event log has no trading day " + day + ": it has those from " + first + " to " + now);
        }
        return run.report(now);
    }

    private void begin() {
        changes = tried.begin(core.state().openOrdersByAge());
        refused.clear();
        passed.clear();
        unknown.clear();
        orders = 0;
        replaces = 0;
    }

    private Report report(LocalDate day) {
        return new Report(day, changes, orders, replaces, refused, passed, unknown);
    }

    /** Before it is folded. Orders that came in one message were held against the limits together. */
    private void look(EventRecord record) {
        tried.at(record.time());
        List<Reserved> reserved = new ArrayList<>();
        for (Event event : record.events()) {
            switch (event) {
                case Event.OrderAccepted e -> {
                    prices.seen(e.terms().symbol(), e.risk());
                    orders++;
                    OrderTerms terms = goingOut(record, e);
                    List<Objection> objections = notOverridden(objectionsTo(terms, null, e.risk(), true), overridden(record, e.orderId()));
                    List<Part> parts = parts(record, e.orderId(), terms, e.risk().valuationPrice());
                    if (isRefused(record.time(), e.orderId(), terms, false, withThoseTo(parts, objections))) {
                        tried.leaveOut(e.orderId());
                    } else {
                        tried.reserve(terms, e.risk());
                        parts.forEach(part -> tried.reserve(part, 1));
                        reserved.add(new Reserved(terms, e.risk(), parts));
                    }
                }
                case Event.ReplaceRequested e -> lookAtReplace(record, e.orderId(), e.risk(), true,
                        order -> order.terms().replacedBy(e.clOrdId(), e.conditions()).forAccount(e.account()));
                case Event.DeskActed e when e.fact() instanceof DeskFact.ChangeOrdered fact -> lookAtReplace(record, e.orderId(), fact.risk(),
                        fact.because() != RestatedBecause.REPRICED,
                        order -> order.terms().replacedBy(order.terms().clOrdId(), fact.conditions()));
                case Event.OrderRefused e -> lookAtRefused(record.time(), e);
                case Event.OrderFilled e -> {
                    ChildOrder child = core.state().childByRequest(e.childId());
                    if (child != null) {
                        prices.seen(child.parent().terms().symbol(), e);
                    }
                }
                default -> {
                }
            }
        }
        reserved.forEach(each -> tried.giveBack(each.terms, each.risk));
        reserved.forEach(each -> each.parts.forEach(part -> tried.reserve(part, -1)));
    }

    private record Reserved(OrderTerms terms, RiskFacts risk, List<Part> parts) {
    }

    /** As they were routed in that record: whether another venue would have taken what one has no room for can't be told. */
    private List<Part> parts(EventRecord record, long orderId, OrderTerms terms, Price valuation) {
        List<Part> parts = new ArrayList<>();
        for (Event event : tried.limitsVenues() ? record.events() : List.<Event>of()) {
            if (event instanceof Event.ChildOrderCreated e && e.orderId() == orderId) {
                parts.add(new Part(terms, e.venue(), e.orderQty(), PartWorth.price(valuation, e.conditions())));
            }
        }
        return parts;
    }

    private List<Objection> withThoseTo(List<Part> parts, List<Objection> objections) {
        List<Objection> all = new ArrayList<>(objections);
        parts.forEach(part -> tried.room(part, null, all));
        return all;
    }

    /** What venues were asked for then in its place. */
    private List<Objection> objectionsToReplaced(EventRecord record, ParentOrder order, OrderTerms terms, Price valuation) {
        List<Objection> objections = new ArrayList<>();
        for (Event event : tried.limitsVenues() ? record.events() : List.<Event>of()) {
            ChildOrder child = event instanceof Event.ChildReplaceRequested e ? core.state().childByRequest(e.childId()) : null;
            if (event instanceof Event.ChildReplaceRequested e && child != null && child.parent() == order) {
                tried.room(new Part(terms, child.venue(), e.conditions().orderQty().minus(child.cumQty()), PartWorth.price(valuation, e.conditions())), child,
                        objections);
            }
        }
        return objections;
    }

    /** A short sale that was priced as it came was held against the limits, and counts, at that price. */
    private static OrderTerms goingOut(EventRecord record, Event.OrderAccepted accepted) {
        for (Event event : record.events()) {
            if (event instanceof Event.DeskActed e && e.orderId() == accepted.orderId()) {
                if (e.fact() instanceof DeskFact.ChangeOrdered) {
                    break; // was held against them once more
                }
                if (e.fact() instanceof DeskFact.OrderChanged f && f.because() == RestatedBecause.REPRICED) {
                    return accepted.terms().replacedBy(f.clOrdId(), f.conditions());
                }
            }
        }
        return accepted.terms();
    }

    /** What its order would ask for. */
    private interface NewTerms {
        OrderTerms of(ParentOrder order);
    }

    /** @param isAskedFor by somebody, and not by the hub itself */
    private void lookAtReplace(EventRecord record, long orderId, RiskFacts facts, boolean isAskedFor, NewTerms asked) {
        ParentOrder order = core.state().order(orderId);
        if (order == null || tried.isLeftOut(orderId)) {
            return;
        }
        OrderTerms terms = asked.of(order);
        prices.seen(terms.symbol(), facts);
        replaces += isAskedFor ? 1 : 0;
        List<Objection> objections = new ArrayList<>(notOverridden(objectionsTo(terms, order, facts, isAskedFor), overridden(record, orderId)));
        objections.addAll(objectionsToReplaced(record, order, terms, facts.valuationPrice()));
        isRefused(record.time(), orderId, terms, true, objections);
    }

    /** What spoke against an order, or a replace, that passed by an override all the same. */
    private static List<Objection> overridden(EventRecord record, long orderId) {
        for (Event event : record.events()) {
            if (event instanceof Event.OrderOverridden e && e.orderId() == orderId) {
                return e.objections();
            }
        }
        return List.of();
    }

    /** Two persons let it pass by those limits; of one that is tried, and stricter than it was, nobody has said so. */
    private List<Objection> notOverridden(List<Objection> objections, List<Objection> overridden) {
        return overridden.isEmpty() ? objections
                : objections.stream().filter(objection -> isOfTried(objection) || overridden.stream().noneMatch(each -> each.refusal() == objection.refusal()))
                        .toList();
    }

    private boolean isOfTried(Objection objection) {
        return objection.limit() != 0 && changes.stream().anyMatch(change -> tried.isOf(change.key(), objection));
    }

    private void lookAtRefused(long time, Event.OrderRefused e) {
        if (!e.objections().stream().allMatch(objection -> OF_LIMITS.contains(objection.refusal()))) {
            return;
        }
        List<Objection> objections = objectionsTo(e.terms(), null, null, true);
        if (objections.isEmpty() && e.objections().stream().anyMatch(objection -> objection.refusal() == Refusal.VENUE_LIMIT)) {
            unknown.add(new Asked(time, e.orderId(), e.terms(), false, e.objections())); // where it would have gone nobody knows
        } else if (objections.isEmpty()) {
            passed.add(new Asked(time, e.orderId(), e.terms(), false, e.objections()));
        } else if (isOfPrices(objections)) {
            unknown.add(new Asked(time, e.orderId(), e.terms(), false, objections));
        }
    }

    private List<Objection> objectionsTo(OrderTerms terms, @Nullable ParentOrder order, @Nullable RiskFacts facts, boolean isAskedFor) {
        Strategy strategy = terms.instructions().strategy();
        Instrument instrument = prices.instruments().bySymbol(strategy == null ? terms.symbol() : strategy.legs().getFirst().symbol());
        return instrument == null ? List.of(new Objection(Refusal.UNKNOWN_SYMBOL, "Symbol(55) " + terms.symbol() + " is not known any more"))
                : tried.objectionsTo(terms, order, instrument, facts, prices, isAskedFor);
    }

    private boolean isRefused(long time, long orderId, OrderTerms terms, boolean isReplace, List<Objection> objections) {
        if (objections.isEmpty()) {
            return false;
        }
        Asked asked = new Asked(time, orderId, terms, isReplace, objections);
        if (isOfPrices(objections) || objections.stream().noneMatch(objection -> OF_LIMITS.contains(objection.refusal()))) {
            unknown.add(asked);
            return false;
        }
        refused.add(asked);
        return true;
    }

    private static boolean isOfPrices(List<Objection> objections) {
        return objections.stream().allMatch(objection -> objection.refusal() == Refusal.NO_REFERENCE_PRICE);
    }
}

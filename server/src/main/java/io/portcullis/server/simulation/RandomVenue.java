package io.portcullis.server.simulation;

import io.portcullis.oms.core.CorporateActionPlan;
import io.portcullis.oms.core.CorporateActionRules;
import io.portcullis.oms.core.Effect;
import io.portcullis.oms.event.Adjustment;
import io.portcullis.oms.event.CrossFact;
import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Ratio;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.oms.types.VenueId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A venue that does everything a venue may do, and much that it should not. What it has executed stands in its books, whatever it says of it. */
final class RandomVenue {

    private static final int TOO_LATE = 0;
    private static final int UNKNOWN_ORDER = 1;
    private static final int OTHER = 99;
    private static final long YOUNG = 5 * Timeline.SECOND;

    private final VenueId id;
    private final VenueHabits habits;
    private final Profile profile;
    private final VenueReports reports;
    private final VenueTrading trading;
    private final Timeline timeline;
    private final Chance chance;
    private final Map<Long, VenueOrder> byRequest = new LinkedHashMap<>();
    private final List<VenueOrder> orders = new ArrayList<>();
    private final List<VenueOrder> ordersOfThePast = new ArrayList<>();
    private final Set<Long> sent = new HashSet<>();
    private final CrossesSeen crosses = new CrossesSeen();
    private long busyUntil;
    private boolean isHonest;

    /** @param link its first one: what is about no order of ours is said over it */
    RandomVenue(VenueId id, VenueHabits habits, Profile profile, Link link, SimulatedMarket market, Timeline timeline, Chance chance) {
        this.id = id;
        this.habits = habits;
        this.profile = profile;
        this.timeline = timeline;
        this.chance = chance;
        this.reports = new VenueReports(id, habits, profile, link, timeline, chance.another());
        this.trading = new VenueTrading(habits, reports, market, timeline, chance.another());
    }

    VenueId id() {
        return id;
    }

    /** All orders that are or were open today, as the venue has them. */
    Collection<VenueOrder> orders() {
        return orders;
    }

    /** Those that were over before today. It has forgotten them, we have not. */
    Collection<VenueOrder> ordersOfThePast() {
        return ordersOfThePast;
    }

    long duplicates() {
        return reports.duplicates();
    }

    // Corporate actions

    /** What such a venue makes of an order that it has. @param unit executed quantities are counted in whole ones */
    record NewTerms(String symbol, Conditions conditions, Ratio shares, Quantity unit) {

        /** By child order. */
        static Map<Long, NewTerms> of(List<CorporateActionPlan.Row> rows, VenueId venue, SimulatedMarket market) {
            Map<Long, NewTerms> all = new LinkedHashMap<>();
            for (CorporateActionPlan.Row row : rows) {
                Adjustment to = row.to();
                Instrument instrument = to == null ? null : market.instruments().bySymbol(to.symbol());
                for (ChildOrder child : row.order().children()) {
                    if (to != null && !to.isCanceled() && instrument != null && child.isLive() && child.venue().equals(venue)) {
                        Conditions then = child.inItsWords(to.conditions()).withTimeOf(child.conditions())
                                .withQty(to.shares().down(child.orderQty(), instrument.lot()));
                        all.put(child.childId(), new NewTerms(to.symbol(), then, to.shares(), to.unit()));
                    }
                }
            }
            return all;
        }
    }

    /** In the night, and at times behind an execution of the day before. */
    void corporateAction(CorporateActionRules.AtVenue does, Map<Long, NewTerms> terms) {
        for (VenueOrder order : orders) {
            NewTerms to = terms.get(order.childId);
            if (to == null || !order.isOpen() || order.pending != null) {
                continue;
            }
            if (chance.percent(20)) {
                trading.fillSome(order);
            }
            if (does == CorporateActionRules.AtVenue.CANCELS && order.isOpen()) {
                order.ended = OrdStatus.CANCELED;
                reports.report(order, ExecType.CANCELED);
            } else if (does == CorporateActionRules.AtVenue.ADJUSTS && order.isOpen()) {
                order.adjust(to);
                order.ended = order.orderQty.isPositive() ? null : OrdStatus.CANCELED;
                reports.report(order, order.ended == null ? ExecType.RESTATED : ExecType.CANCELED);
            }
        }
    }

    // The day

    void startDay(String tradeDate) {
        isHonest = false;
        orders.stream().filter(order -> !order.isOpen()).forEach(ordersOfThePast::add);
        orders.removeIf(order -> !order.isOpen());
        byRequest.values().removeIf(order -> !order.isOpen());
        trading.startDay();
        reports.startDay(tradeDate);
        for (VenueOrder order : orders) {
            trading.live(order);
        }
    }

    /** Day orders end; from now on it answers whatever it is asked, and does nothing else. */
    void endDay() {
        for (VenueOrder order : orders) {
            if (habits.expiresDayOrders() && order.isOpen() && isForTheDay(order.conditions.timeInForce()) && order.pending == null) {
                boolean isDoneForDay = chance.percent(30);
                order.ended = isDoneForDay ? OrdStatus.DONE_FOR_DAY : OrdStatus.EXPIRED;
                reports.report(order, isDoneForDay ? ExecType.DONE_FOR_DAY : ExecType.EXPIRED);
            }
        }
        isHonest = true;
        trading.beHonest();
        reports.beHonest();
    }

    private static boolean isForTheDay(TimeInForce timeInForce) {
        return timeInForce == TimeInForce.DAY || timeInForce.isForAuction();
    }

    /** Something that nobody asked for. */
    void mischief() {
        if (isHonest) {
            return;
        }
        if (orders.isEmpty() || chance.percent(10)) {
            VenueOrder like = orders.isEmpty() ? null : chance.pick(orders);
            reports.nonsense(like == null ? "ABC" : like.request.symbol(), like == null ? Side.BUY : like.request.side());
            return;
        }
        if (!ordersOfThePast.isEmpty() && chance.percent(profile.weight(Emphasis.BUSTS, 5, 30))) {
            trading.reviseOfThePast(chance.pick(ordersOfThePast));
        } else {
            trading.mischief(chance.pick(orders));
        }
    }

    // Requests

    /** What comes over one of its links. */
    Link.Peer over(Link link) {
        return new Link.Peer() {
            @Override
            public boolean mayBeResent(Effect effect) {
                return switch (effect) {
                    case Effect.NewOrderSingle e -> timeline.now() - e.transactTime() <= YOUNG;
                    case Effect.OrderStatusRequest e -> false;
                    case Effect.CrossRequest e -> e.message() == CrossFact.Message.CANCEL || timeline.now() - e.transactTime() <= YOUNG;
                    default -> true;
                };
            }

            @Override
            public void received(Effect effect) {
                RandomVenue.this.received((Effect.ToVenue) effect, link);
            }
        };
    }

    /** Requests are looked at one after the other, whatever they came over. */
    private void received(Effect.ToVenue request, Link link) {
        long slowest = isHonest ? Timeline.SECOND : habits.slowestAnswer();
        busyUntil = Math.max(busyUntil, timeline.now() + (chance.percent(70) ? 1 : chance.between(1, slowest)));
        timeline.in(busyUntil - timeline.now(), () -> {
            reports.answerOver(link);
            handle(request, link);
            reports.answerOver(null);
        });
    }

    private void handle(Effect.ToVenue effect, Link link) {
        switch (effect) {
            case Effect.NewOrderSingle e -> newOrder(e, link);
            case Effect.OrderCancelRequest e -> cancel(e);
            case Effect.OrderCancelReplaceRequest e -> replace(e);
            case Effect.OrderStatusRequest e -> status(e);
            case Effect.CrossRequest e -> cross(e, link);
            case Effect.DontKnowTrade e -> {
                // it knows what it has executed
            }
        }
    }

    /** What it does with one side has nothing to do with what it does with the other: a hub has to bear even that. Now and then it rejects the whole. */
    private void cross(Effect.CrossRequest c, Link link) {
        crosses.check(id, c);
        if (!isHonest && chance.perMille(30)) {
            c.sides().forEach(side -> sent.add(side.requestId()));
            reports.messageReject(c.requestId(), c.message().msgType());
            return;
        }
        for (Effect.SideOfCross side : c.sides()) {
            switch (c.message()) {
                case NEW -> newOrder(new Effect.NewOrderSingle(c.mark(), c.transactTime(), c.venue(), side.requestId(), side.account(), c.symbol(),
                        side.side(), side.conditions(), null), link);
                case REPLACE -> replace(new Effect.OrderCancelReplaceRequest(c.mark(), c.transactTime(), c.venue(), side.requestId(), side.origRequestId(),
                        side.venueOrderId(), side.account(), c.symbol(), side.side(), side.conditions(), null));
                case CANCEL -> cancel(new Effect.OrderCancelRequest(c.mark(), c.transactTime(), c.venue(), side.requestId(), side.origRequestId(),
                        side.venueOrderId(), c.symbol(), side.side(), side.conditions().orderQty()));
            }
        }
    }

    private void newOrder(Effect.NewOrderSingle n, Link link) {
        if (!sent.add(n.requestId())) {
            throw new BrokenInvariant(id + " got child order " + n.requestId() + " twice");
        }
        if (!n.conditions().orderQty().isPositive()) {
            throw new BrokenInvariant(id + " got a child order for " + n.conditions().orderQty());
        }
        int luck = isHonest ? 1000 : chance.between(0, 999);
        if (luck < 20) {
            return; // lost within the venue
        }
        if (luck < 35) {
            reports.messageReject(n.requestId(), "D");
            return;
        }
        VenueOrder order = new VenueOrder(n, link.childIdOf(n.requestId()), id + "/" + n.requestId(), habits);
        order.over = link;
        byRequest.put(n.requestId(), order);
        orders.add(order);
        if (luck < 60) {
            reject(order);
            return;
        }
        if (luck < 90) {
            order.isConsidered = true;
            reports.report(order, ExecType.PENDING_NEW);
            timeline.in(chance.between(1, 12 * Timeline.SECOND), () -> reject(order));
            return;
        }
        if (luck < 150) {
            reports.report(order, ExecType.PENDING_NEW);
        }
        if (luck < 180) {
            trading.fillSome(order);
        }
        if (luck >= 210) {
            reports.report(order, ExecType.NEW);
        }
        trading.begin(order);
    }

    private void reject(VenueOrder order) {
        order.isConsidered = false;
        if (order.isOpen()) {
            order.ended = OrdStatus.REJECTED;
            reports.report(order, ExecType.REJECTED, "not today");
        }
    }

    /** Null, and refused, if there is no such order. */
    private @Nullable VenueOrder known(long requestId, long origRequestId) {
        VenueOrder order = byRequest.get(origRequestId);
        if (order == null) {
            reports.cancelReject(requestId, origRequestId, OrdStatus.REJECTED, UNKNOWN_ORDER);
        } else {
            byRequest.put(requestId, order);
            reports.asked(order);
        }
        return order;
    }

    /** Whether a cancel or replace is not done, for one reason or another. */
    private boolean isRefused(VenueOrder order, long requestId, long origRequestId, String msgType) {
        if (order.pending != null) {
            reports.cancelReject(order, requestId, origRequestId, OTHER);
            return true;
        }
        if (!order.isOpen()) {
            reports.cancelReject(order, requestId, origRequestId, chance.percent(80) || isHonest ? TOO_LATE : UNKNOWN_ORDER);
            return true;
        }
        int luck = isHonest ? 1000 : chance.between(0, 999);
        if (luck < 40) {
            return true; // lost within the venue
        }
        if (luck < 90) {
            reports.cancelReject(order, requestId, origRequestId, OTHER);
            return true;
        }
        if (luck < 110) {
            reports.cancelReject(order, requestId, origRequestId, UNKNOWN_ORDER);
            return true;
        }
        if (luck < 125) {
            reports.messageReject(requestId, msgType);
            return true;
        }
        if (luck < 170) {
            reports.cancelReject(order, requestId, origRequestId, TOO_LATE);
            timeline.in(chance.between(1, 8 * Timeline.SECOND), () -> trading.fillAll(order));
            return true;
        }
        return false;
    }

    private void cancel(Effect.OrderCancelRequest c) {
        VenueOrder order = known(c.requestId(), c.origRequestId());
        if (order == null || isRefused(order, c.requestId(), c.origRequestId(), "F")) {
            return;
        }
        if (!isHonest && chance.percent(15)) {
            order.pending = OrdStatus.PENDING_CANCEL;
            reports.answer(order, c.requestId(), c.origRequestId(), ExecType.PENDING_CANCEL);
            timeline.in(chance.between(1, 4 * Timeline.SECOND), () -> {
                order.pending = null;
                cancelNow(order, c);
            });
        } else {
            cancelNow(order, c);
        }
    }

    private void cancelNow(VenueOrder order, Effect.OrderCancelRequest c) {
        if (!order.isOpen()) {
            reports.cancelReject(order, c.requestId(), c.origRequestId(), TOO_LATE);
            return;
        }
        int luck = isHonest ? 1000 : chance.between(0, 999);
        if (luck < 100) {
            trading.fillSome(order);
            if (!order.isOpen()) {
                reports.cancelReject(order, c.requestId(), c.origRequestId(), TOO_LATE);
                return;
            }
        } else if (luck < 160) {
            trading.fillSomeAndTellLater(order);
            if (!order.isOpen()) {
                reports.cancelReject(order, c.requestId(), c.origRequestId(), TOO_LATE);
                return;
            }
        }
        boolean fillsLate = luck >= 160 && luck < 200;
        Quantity late = order.leavesQty();
        order.ended = OrdStatus.CANCELED;
        if (luck < 970 || isHonest) {
            reports.answer(order, c.requestId(), c.origRequestId(), ExecType.CANCELED);
        }
        if (fillsLate) {
            timeline.in(chance.between(1, 10 * Timeline.SECOND), () -> trading.fillLate(order, late));
        }
    }

    private void replace(Effect.OrderCancelReplaceRequest g) {
        VenueOrder order = known(g.requestId(), g.origRequestId());
        if (order == null || isRefused(order, g.requestId(), g.origRequestId(), "G")) {
            return;
        }
        if (!isHonest && habits.replacesInSilence() && chance.percent(50)) {
            timeline.in(chance.between(1, 12 * Timeline.SECOND), () -> replaceNow(order, g));
        } else if (!isHonest && chance.percent(15)) {
            order.pending = OrdStatus.PENDING_REPLACE;
            reports.answer(order, g.requestId(), g.origRequestId(), ExecType.PENDING_REPLACE);
            timeline.in(chance.between(1, 4 * Timeline.SECOND), () -> {
                order.pending = null;
                replaceNow(order, g);
            });
        } else {
            replaceNow(order, g);
        }
    }

    private void replaceNow(VenueOrder order, Effect.OrderCancelReplaceRequest g) {
        int luck = isHonest ? 1000 : chance.between(0, 999);
        if (luck < 150) {
            trading.fillSome(order);
        }
        boolean isTooLate = g.conditions().orderQty().compareTo(order.cumQty()) <= 0 && luck % 2 == 0;
        if (!order.isOpen() || isTooLate) {
            reports.cancelReject(order, g.requestId(), g.origRequestId(), TOO_LATE);
            return;
        }
        order.orderQty = g.conditions().orderQty().max(order.cumQty());
        order.conditions = g.conditions();
        order.price = g.conditions().price();
        order.currentId = g.requestId();
        if (luck < 970 || isHonest) {
            reports.answer(order, g.requestId(), g.origRequestId(), ExecType.REPLACED);
        }
        if (luck >= 150 && luck < 250) {
            trading.fillSome(order);
        }
    }

    private void status(Effect.OrderStatusRequest h) {
        VenueOrder order = byRequest.get(h.requestId());
        if (!isHonest && chance.percent(8)) {
            return; // silence
        }
        if (order == null) {
            reports.unknown(h.requestId(), h.symbol(), h.side());
        } else {
            reports.status(order);
        }
    }
}

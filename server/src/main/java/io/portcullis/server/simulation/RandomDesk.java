package io.portcullis.server.simulation;

import io.portcullis.oms.command.CareAction;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.order.Care;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.Fill;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.oms.types.VenueId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The people who work care orders: mostly the right one does something possible. */
final class RandomDesk {

    private static final List<String> USERS = List.of("ann", "bob");

    private final SimulatedHub hub;
    private final List<VenueId> venues;
    private final SimulatedMarket market;
    private final Timeline timeline;
    private final Chance chance;
    private int references;

    RandomDesk(SimulatedHub hub, List<VenueId> venues, SimulatedMarket market, Timeline timeline, Chance chance) {
        this.hub = hub;
        this.venues = venues;
        this.market = market;
        this.timeline = timeline;
        this.chance = chance;
    }

    void act() {
        List<ParentOrder> orders = hub.core().state().openOrdersByAge().stream().filter(order -> order.care() != null).toList();
        if (!orders.isEmpty()) {
            act(chance.pick(orders));
        } else if (chance.percent(10)) {
            hub.accept(new Command.WorkOrder(4711, new CareAction.Lock(), "ann", "no such order"));
        }
    }

    private void act(ParentOrder order) {
        String owner = Objects.requireNonNull(order.care()).owner();
        if (owner == null) {
            order(order, chance.pick(USERS), new CareAction.Claim(false));
        } else {
            order(order, chance.percent(90) ? owner : chance.pick(USERS), action(order, owner));
        }
    }

    private void order(ParentOrder order, String user, CareAction action) {
        hub.accept(new Command.WorkOrder(order.orderId(), action, user, "the desk's work"));
    }

    private CareAction action(ParentOrder order, String owner) {
        int luck = chance.between(0, 99);
        return luck < 40 ? part(order)
                : luck < 60 ? fill(order)
                        : luck < 66 ? callBack(order)
                                : luck < 72 ? bust(order)
                                        : luck < 78 ? correct(order)
                                                : luck < 82 ? new CareAction.HoldFills()
                                                        : luck < 86 ? release(order)
                                                                : luck < 89 ? new CareAction.Lock()
                                                                        : luck < 92 ? new CareAction.Unlock()
                                                                                : luck < 94 ? new CareAction.DenyRequest()
                                                                                        : luck < 96 ? new CareAction.PassOn(chance.pick(USERS))
                                                                                                : luck < 98 ? new CareAction.GiveBack()
                                                                                                        : new CareAction.Claim(!owner.isEmpty());
    }

    private Quantity some(ParentOrder order) {
        Instrument instrument = market.instruments().bySymbol(order.terms().symbol());
        long lot = instrument == null ? 1 : instrument.lot().raw();
        long lots = Math.max(1, order.leavesQty().raw() / lot);
        return new Quantity(lot * chance.between(chance.percent(3) ? 0 : 1, chance.percent(90) ? lots : 2 * lots));
    }

    private Price price(ParentOrder order) {
        Instrument instrument = market.instruments().bySymbol(order.terms().symbol());
        Price limit = order.terms().price();
        return limit != null && chance.percent(70) || instrument == null ? Objects.requireNonNullElse(limit, Price.of("20")) : market.around(instrument);
    }

    private CareAction part(ParentOrder order) {
        boolean isMarket = order.terms().ordType() == OrdType.MARKET && chance.percent(70) || chance.percent(3);
        TimeInForce timeInForce = chance.percent(70) ? TimeInForce.DAY : chance.oneOf(TimeInForce.IMMEDIATE_OR_CANCEL, TimeInForce.FILL_OR_KILL);
        return new CareAction.RoutePart(
                new Conditions(isMarket ? OrdType.MARKET : OrdType.LIMIT, timeInForce, some(order), isMarket ? null : price(order), 0),
                chance.percent(50) ? null : chance.percent(95) ? chance.pick(venues) : new VenueId("NOWHERE"));
    }

    private CareAction fill(ParentOrder order) {
        String reference = chance.percent(70) ? "" : "T" + (chance.percent(20) ? references : ++references);
        long tradeTime = chance.percent(80) ? 0 : timeline.now() - chance.between(-Timeline.SECOND, 5 * Timeline.SECOND);
        VenueId counterparty = chance.percent(80) ? new VenueId("BROKER" + chance.between(1, 2)) : chance.pick(venues);
        return new CareAction.Fill(some(order), price(order), counterparty, tradeTime, reference, chance.percent(20));
    }

    private CareAction callBack(ParentOrder order) {
        return new CareAction.CallBack(order.children().isEmpty() ? 4711 : chance.pick(order.children()).childId());
    }

    /** Only what people have booked: what venues have reported stands in their books, too. */
    private long execId(ParentOrder order) {
        List<Fill> fills = new ArrayList<>();
        for (ChildOrder child : order.children()) {
            if (child.isByHand()) {
                fills.addAll(child.fills());
            }
        }
        return fills.isEmpty() ? 4711 : chance.pick(fills).execId();
    }

    private CareAction bust(ParentOrder order) {
        return new CareAction.Bust(execId(order), false);
    }

    private CareAction correct(ParentOrder order) {
        return new CareAction.Correct(execId(order), some(order), price(order), chance.percent(20));
    }

    private CareAction release(ParentOrder order) {
        List<Care.HeldFill> held = Objects.requireNonNull(order.care()).held();
        return new CareAction.ReleaseFills(held.isEmpty() || chance.percent(50) ? List.of() : List.of(chance.pick(held).execId()));
    }

    /** The desk lets go of what it holds up. */
    void end() {
        if (!hub.isUp()) {
            return;
        }
        for (ParentOrder open : hub.core().state().openOrdersByAge()) {
            Care care = open.care();
            if (care != null && (care.isLocked() || care.holdsFills() || !care.held().isEmpty())) {
                order(open, "ann", new CareAction.Claim(true));
                order(open, "ann", new CareAction.ReleaseFills(List.of()));
                order(open, "ann", new CareAction.Unlock());
            }
        }
    }
}

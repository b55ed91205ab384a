package io.portcullis.server.simulation;

import io.portcullis.oms.command.CareAction;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.DeskAction;
import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.order.Care;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.Fill;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.RestatedBecause;
import io.portcullis.oms.types.SessionKey;
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
    private final Profile profile;
    private final SimulatedMarket market;
    private final Timeline timeline;
    private final Chance chance;
    private final RandomOrders wishes;
    private final List<SessionKey> clients;
    private int references;
    private int calls;

    RandomDesk(SimulatedHub hub, List<VenueId> venues, Profile profile, SimulatedMarket market, Timeline timeline, RandomOrders wishes,
            List<SessionKey> clients,
            Chance chance) {
        this.hub = hub;
        this.wishes = wishes;
        this.clients = List.copyOf(clients);
        this.venues = venues;
        this.profile = profile;
        this.market = market;
        this.timeline = timeline;
        this.chance = chance;
    }

    void act() {
        if (chance.percent(25)) {
            hub.accept(new Command.ActForClient(inAClientsPlace(), chance.pick(USERS), "the client rang"));
            return;
        }
        List<ParentOrder> orders = hub.core().state().openOrdersByAge().stream().filter(order -> order.care() != null).toList();
        if (orders.size() > 1 && chance.percent(profile.weight(Emphasis.CARE, 8, 25))) {
            fillABlock(orders);
        } else if (!orders.isEmpty()) {
            act(chance.pick(orders));
        } else if (chance.percent(10)) {
            hub.accept(new Command.WorkOrder(4711, new CareAction.Lock(), "ann", "no such order"));
        }
    }

    private DeskAction inAClientsPlace() {
        List<ParentOrder> open = hub.core().state().openOrdersByAge();
        int luck = chance.between(0, 99);
        if (luck < 40 || open.isEmpty()) {
            return aCall();
        }
        ParentOrder order = chance.pick(open);
        RestatedBecause because = chance.oneOf(RestatedBecause.ofPeople().toArray(RestatedBecause[]::new));
        return luck < 55 ? new DeskAction.Cancel(chance.percent(95) ? order.orderId() : 4711, because) : change(order, because);
    }

    private DeskAction aCall() {
        Command.NewOrderSingle wish = wishes.newOrder(new ClOrdId("not told"), false);
        String reference = "T" + (chance.percent(10) ? calls : ++calls);
        return new DeskAction.Enter(chance.percent(98) ? chance.pick(clients) : new SessionKey("NOBODY"), reference, wish.account(), wish.symbol(), wish.side(),
                wish.conditions(), chance.percent(30));
    }

    private DeskAction change(ParentOrder order, RestatedBecause because) {
        TimeInForce timeInForce = chance.percent(85) ? null : chance.oneOf(TimeInForce.DAY, TimeInForce.GOOD_TILL_CANCEL, TimeInForce.IMMEDIATE_OR_CANCEL);
        boolean isPriced = order.terms().ordType().hasPrice() || order.terms().ordType() == OrdType.MARKET;
        return new DeskAction.Change(order.orderId(), chance.percent(20) ? null : order.cumQty().plus(some(order)),
                chance.percent(50) || !isPriced ? null : price(order), timeInForce, 0, because);
    }

    /** One execution for what somebody has of a symbol and side. */
    private void fillABlock(List<ParentOrder> careOrders) {
        ParentOrder first = chance.pick(careOrders);
        String owner = Objects.requireNonNullElse(Objects.requireNonNull(first.care()).owner(), "ann");
        List<ParentOrder> block = careOrders.stream().filter(order -> order.terms().symbol().equals(first.terms().symbol())
                && (chance.percent(5) || order.terms().side() == first.terms().side() && owner.equals(Objects.requireNonNull(order.care()).owner()))).toList();
        long lots = block.stream().mapToLong(order -> order.leavesQty().minus(order.atVenues()).raw()).sum();
        Quantity quantity = new Quantity(lots <= 0 ? 1 : chance.percent(30) ? lots : chance.between(1, lots));
        hub.accept(new Command.FillBlock(block.stream().map(ParentOrder::orderId).toList(),
                new CareAction.Fill(quantity, price(first), new VenueId("BROKER1"), 0, "B" + ++references, chance.percent(50)), owner, "a block"));
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

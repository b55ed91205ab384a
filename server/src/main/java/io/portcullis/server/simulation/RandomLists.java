package io.portcullis.server.simulation;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.Command.OrderOfList;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Contingency;
import io.portcullis.oms.types.Instructions;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The order lists that a client sends: what makes sense, such as an entry with its exits, and orders that have nothing to do with each other. */
final class RandomLists {

    private final RandomOrders terms;
    private final Chance chance;

    RandomLists(RandomOrders terms, Chance chance) {
        this.terms = terms;
        this.chance = chance;
    }

    /** What a list is about. */
    record Wish(Contingency contingency, boolean waitsForExecute, List<OrderOfList> orders) {
    }

    /** @param names gives the next ClOrdID(11) */
    Wish next(Supplier<ClOrdId> names) {
        Contingency contingency = chance.oneOf(Contingency.values());
        boolean isSensible = chance.percent(85);
        Command.NewOrderSingle any = terms.newSingle(names.get(), false);
        Command.NewOrderSingle first = isSensible && chance.percent(70) ? plain(any) : any;
        List<OrderOfList> orders = new ArrayList<>();
        int count = contingency == Contingency.BRACKET ? 3 : chance.between(chance.perMille(20) ? 1 : 2, 4);
        boolean hasLinks = contingency == Contingency.ONE_TRIGGERS_OTHER && count > 2 && chance.percent(60);
        orders.add(of(1, first, null));
        while (orders.size() < count) {
            Command.NewOrderSingle next = terms.newSingle(names.get(), false);
            orders.add(of(orders.size() + 1, isSensible ? exit(first, next, contingency, orders.size()) : next, hasLinks ? "EXITS" : null));
        }
        return new Wish(contingency, chance.percent(15), orders);
    }

    /** The other side of the first one where it is an exit, else the same; now and then for as much. */
    private Command.NewOrderSingle exit(Command.NewOrderSingle first, Command.NewOrderSingle any, Contingency contingency, int place) {
        Side side = contingency.triggers() ? first.side().isBuy() ? Side.SELL : Side.BUY : first.side();
        Price near = terms.near(first.symbol());
        OrdType ordType = near == null ? any.ordType() : place % 2 == 1 || contingency == Contingency.NONE ? OrdType.LIMIT : OrdType.STOP;
        Conditions c = first.conditions();
        Conditions conditions = near == null ? any.conditions()
                : new Conditions(ordType, c.timeInForce(), chance.percent(80) ? c.orderQty() : any.conditions().orderQty(), ordType.hasPrice() ? near : null,
                        c.expireTime(), ordType.waitsForTrigger() ? Instructions.stop(near) : Instructions.NONE);
        return new Command.NewOrderSingle(any.origin(), any.clOrdId(), first.account(), first.symbol(), first.currency(), side, conditions, false, null);
    }

    /** An order that stands for a while. */
    private Command.NewOrderSingle plain(Command.NewOrderSingle any) {
        Price near = terms.near(any.symbol());
        Conditions conditions = near == null ? any.conditions()
                : new Conditions(OrdType.LIMIT, chance.percent(70) ? TimeInForce.DAY : TimeInForce.GOOD_TILL_CANCEL, any.conditions().orderQty(), near, 0);
        return new Command.NewOrderSingle(any.origin(), any.clOrdId(), any.account(), any.symbol(), any.currency(), any.side(), conditions, false, null);
    }

    private static OrderOfList of(int seqNo, Command.NewOrderSingle o, @Nullable String link) {
        return new OrderOfList(seqNo, o.clOrdId(), link, o.account(), o.symbol(), o.currency(), o.side(), o.conditions());
    }
}

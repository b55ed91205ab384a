package io.portcullis.server.simulation;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.Command.SideOfCross;
import io.portcullis.oms.core.Effect;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.CrossPrioritization;
import io.portcullis.oms.types.CrossTerms;
import io.portcullis.oms.types.CrossType;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The cross orders that a client sends, and what it asks for of them: mostly what makes sense. */
final class RandomCrosses {

    private final RandomOrders terms;
    private final Chance chance;

    RandomCrosses(RandomOrders terms, Chance chance) {
        this.terms = terms;
        this.chance = chance;
    }

    /** A cross that the client wants. */
    record Wish(CrossTerms terms, String symbol, List<SideOfCross> sides) {
    }

    /** What the client wants of a cross that it has. */
    record Change(String origName, CrossTerms terms, String symbol, List<SideOfCross> sides) {
    }

    /** @param names gives the next ClOrdID(11) */
    Wish next(Supplier<ClOrdId> names) {
        Command.NewOrderSingle any = terms.newOrder(names.get(), false);
        Price near = terms.near(any.symbol());
        boolean isSensible = near != null && chance.percent(90);
        Conditions conditions = isSensible
                ? new Conditions(OrdType.LIMIT, chance.oneOf(TimeInForce.DAY, TimeInForce.DAY, TimeInForce.GOOD_TILL_CANCEL), any.conditions().orderQty(), near,
                        0)
                : any.conditions();
        List<SideOfCross> sides = new ArrayList<>(2);
        sides.add(new SideOfCross(any.side(), any.clOrdId(), null, any.account(), conditions, chance.percent(20) ? "659=ALGO\u0001" : null));
        if (chance.percent(95)) {
            Command.NewOrderSingle other = terms.newOrder(names.get(), false);
            Side side = !isSensible ? other.side() : any.side().isBuy() ? chance.oneOf(Side.SELL, Side.SELL_SHORT) : Side.BUY;
            Quantity quantity = isSensible && chance.percent(70) ? conditions.orderQty() : other.conditions().orderQty();
            sides.add(new SideOfCross(side, other.clOrdId(), null, isSensible ? any.account() : other.account(), conditions.withQty(quantity), null));
        }
        return new Wish(new CrossTerms(chance.oneOf(CrossType.values()), chance.oneOf(CrossPrioritization.values())), any.symbol(), sides);
    }

    /** Of a cross of which a side is open; null if the client has none. @param isReplace otherwise the end of it is wanted */
    @Nullable
    Change change(ClientBook book, boolean isReplace, Supplier<ClOrdId> names) {
        List<ClientBook.Told> open = book.openOrders().stream().filter(order -> order.last.cross() != null).toList();
        Effect.OfCross cross = open.isEmpty() ? null : chance.pick(open).last.cross();
        if (cross == null) {
            return null;
        }
        List<SideOfCross> sides = new ArrayList<>(2);
        ClientBook.@Nullable Told one = null;
        Quantity more = Quantity.of(chance.between(0, 5) * 100L);
        Price price = null;
        for (ClientBook.Told order : book.orders()) {
            Effect.OfCross its = order.last.cross();
            Side side = order.last.side();
            Conditions conditions = order.last.conditions();
            boolean isOfIt = its != null && its.crossId() == cross.crossId();
            if (side != null && conditions != null && isOfIt && sides.size() < 2 && (order.isOpen() || chance.percent(30)) && chance.perMille(980)) {
                price = one == null ? chance.percent(50) ? conditions.price() : terms.near(order.last.symbol()) : price;
                one = order;
                sides.add(new SideOfCross(side, names.get(), chance.percent(80) ? order.clOrdId : null, null,
                        isReplace ? conditions.withQty(conditions.orderQty().plus(more)).withPrice(conditions.price() == null ? null : price) : conditions,
                        null));
            }
        }
        CrossTerms its = chance.percent(97) ? cross.terms() : new CrossTerms(chance.oneOf(CrossType.values()), CrossPrioritization.NONE);
        return one == null ? null : new Change(chance.percent(97) ? cross.name() : "NEVER", its, one.last.symbol(), sides);
    }
}

package io.portcullis.venues.exchange;

import io.portcullis.oms.types.CrossPrioritization;
import io.portcullis.oms.types.CrossTerms;
import io.portcullis.oms.types.CrossType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the exchange executes the sides of a cross: against each other at their price, of CrossType(549) 4 against its book before. */
final class Crossing {

    private Crossing() {
    }

    /** What speaks against it as a whole; null if nothing does. */
    static @Nullable String problemOf(ExchangeRequest.NewCross c) {
        ExchangeRequest.NewOrder first = c.sides().getFirst();
        ExchangeRequest.NewOrder last = c.sides().getLast();
        if (first.side().isBuy() == last.side().isBuy()) {
            return "a cross has a side that buys and one that sells here";
        }
        if (first.conditions().price() == null) {
            return "a cross has a Price(44) here, OrdType(40) was " + first.conditions().ordType().code();
        }
        return c.terms().type() != CrossType.ALL_OR_NONE || first.conditions().orderQty().equals(last.conditions().orderQty()) ? null
                : "both sides of CrossType(549) 1 must have the same OrderQty(38), were " + first.conditions().orderQty() + " and "
                        + last.conditions().orderQty();
    }

    static void execute(CrossTerms terms, List<ExchangeOrder> sides, OrderBook book, OrderBook.Meetings meetings) {
        boolean isFirstBuying = sides.getFirst().side.isBuy();
        boolean sellsFirst = terms.prioritization() == CrossPrioritization.SELL_SIDE;
        ExchangeOrder one = isFirstBuying == sellsFirst ? sides.getLast() : sides.getFirst();
        ExchangeOrder other = one == sides.getFirst() ? sides.getLast() : sides.getFirst();
        if (terms.type() == CrossType.SAME_PRICE) {
            book.match(one, meetings);
            book.match(other, meetings);
        }
        Price price = one.price;
        Quantity quantity = one.leavesQty().min(other.leavesQty());
        if (price != null && quantity.isPositive()) {
            one.fill(quantity, price);
            other.fill(quantity, price);
            meetings.traded(one, other, quantity, price);
        }
    }
}

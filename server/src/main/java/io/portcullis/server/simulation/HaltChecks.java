package io.portcullis.server.simulation;

import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.MarketFact;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.Bands;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Strategy;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What holds while an instrument is halted, or has price bands: no new part of an order in it goes to a venue, or none with a limit beyond them. Reckoned from the facts in a way of its own. */
final class HaltChecks {

    private final Set<String> halted = new HashSet<>();
    private final Map<String, Bands> bands = new HashMap<>();

    /** @param state behind the event's record */
    void after(Event event, ShardState state) {
        note(event);
        if (event instanceof Event.ChildOrderCreated e) {
            check(e, state.order(e.orderId()));
        }
    }

    /** Without a look at what goes out. */
    void note(Event event) {
        if (event instanceof Event.MarketTold e) {
            after(e.fact());
        } else if (event instanceof Event.DayStarted) {
            bands.clear();
        }
    }

    /** What is told again, from the first event on, is all that there is: the rest was lost. */
    void forget() {
        halted.clear();
        bands.clear();
    }

    private void after(MarketFact fact) {
        switch (fact) {
            case MarketFact.Halted f -> halted.add(f.symbol());
            case MarketFact.Resumed f -> halted.remove(f.symbol());
            case MarketFact.BandsSet f -> bands.put(f.symbol(), f.bands());
            case MarketFact.BandsWorkedOut f -> {
                if (f.bands() == null) {
                    bands.remove(f.symbol());
                } else {
                    bands.put(f.symbol(), f.bands());
                }
            }
            case MarketFact.BandsLifted f -> bands.remove(f.symbol());
            case MarketFact.ShortSalesRestricted _,MarketFact.ShortSalesFree _ -> {
                // which bid was seen is in no fact
            }
        }
    }

    private void check(Event.ChildOrderCreated e, @Nullable ParentOrder order) {
        if (order == null) {
            return;
        }
        String symbol = order.terms().symbol();
        Strategy strategy = order.terms().instructions().strategy();
        boolean isHalted = strategy == null ? halted.contains(symbol) : strategy.legs().stream().anyMatch(leg -> halted.contains(leg.symbol()));
        if (isHalted) {
            throw new BrokenInvariant(e.orderId(), e + " though its instrument is halted");
        }
        Price limit = e.price();
        Bands ofSymbol = bands.get(symbol);
        if (ofSymbol != null && limit != null && e.ordType() == OrdType.LIMIT && ofSymbol.areExceededBy(order.terms().side().isBuy(), limit)) {
            throw new BrokenInvariant(e.orderId(), e + " though the price bands are " + ofSymbol);
        }
    }
}

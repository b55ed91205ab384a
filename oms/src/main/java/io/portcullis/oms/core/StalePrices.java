package io.portcullis.oms.core;

import io.portcullis.oms.event.CorporateActionFact;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.instrument.Market;
import io.portcullis.oms.order.CorporateActions;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.Activation;
import io.portcullis.oms.types.CorporateAction;
import io.portcullis.oms.types.Price;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * By which price orders that are kept here are triggered or trailed. What was seen before a split or a dividend is none: until the market shows another price, it shows what
 * was before. An index of the state and not part of it.
 */
final class StalePrices {

    /** What orders of either side saw before. */
    private record Before(@Nullable Price byBuys, @Nullable Price bySells) {
    }

    private final ShardState state;
    private final Market market;
    private final TriggerBy by;
    private final Map<String, Before> stale = new HashMap<>();
    private final Map<String, EnumMap<Activation.Sees, Price>> staleByKind = new HashMap<>();

    StalePrices(ShardState state, Market market, TriggerBy by) {
        this.state = state;
        this.market = market;
        this.by = by;
    }

    /** What is seen by an order of that side; null if nothing is. */
    @Nullable
    Price seen(String symbol, boolean isBuy) {
        Price seen = by.seen(market, symbol, isBuy);
        Before before = stale.isEmpty() || seen == null ? null : stale.get(symbol);
        if (before == null) {
            return seen;
        }
        Price then = isBuy ? before.byBuys : before.bySells;
        if (seen == null || seen.equals(then)) {
            return null;
        }
        stale.put(symbol, isBuy ? new Before(null, before.bySells) : new Before(before.byBuys, null));
        return seen;
    }

    /** What is seen by an order that waits for such a price; null if nothing is. */
    @Nullable
    Price seen(String symbol, Activation.Sees sees) {
        Price seen = by.seen(market, symbol, sees);
        EnumMap<Activation.Sees, Price> before = staleByKind.isEmpty() ? null : staleByKind.get(symbol);
        if (before == null || seen == null) {
            return seen;
        }
        if (seen.equals(before.get(sees))) {
            return null;
        }
        before.remove(sees);
        return seen;
    }

    /** Nothing has been seen yet since the split or the dividend. */
    boolean areStale(String symbol) {
        Before before = stale.isEmpty() ? null : stale.get(symbol);
        return before != null && (before.byBuys != null || before.bySells != null);
    }

    void after(Event event) {
        switch (event) {
            case Event.CorporateActionTold e when e.fact() instanceof CorporateActionFact.Started f -> remember(f.terms());
            case Event.DayStarted e -> {
                for (CorporateActions.Standing standing : state.corporateActions().all()) {
                    if (standing.started().terms().exDate().equals(e.tradingDay())) {
                        remember(standing.started().terms());
                    }
                }
            }
            default -> {
            }
        }
    }

    private void remember(CorporateAction action) {
        if (action.kind() != CorporateAction.Kind.SYMBOL) {
            stale.put(action.symbol(), new Before(by.seen(market, action.symbol(), true), by.seen(market, action.symbol(), false)));
            EnumMap<Activation.Sees, Price> byKind = new EnumMap<>(Activation.Sees.class);
            for (Activation.Sees sees : Activation.Sees.values()) {
                Price price = by.seen(market, action.symbol(), sees);
                if (price != null) {
                    byKind.put(sees, price);
                }
            }
            staleByKind.put(action.symbol(), byKind);
        }
    }
}

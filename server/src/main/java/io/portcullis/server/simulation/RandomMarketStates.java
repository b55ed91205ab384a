package io.portcullis.server.simulation;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.MarketAction;
import io.portcullis.oms.core.BandRules;
import io.portcullis.oms.core.MarketRules;
import io.portcullis.oms.instrument.BandRule;
import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.order.MarketStates;
import io.portcullis.oms.types.Bands;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.VenueId;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Those who halt instruments, bound their prices and restrict their short sales, and let them go on again: people, and venues for all or for themselves. */
final class RandomMarketStates {

    private final SimulatedHub hub;
    private final SimulatedMarket market;
    private final Timeline timeline;
    private final Chance chance;

    RandomMarketStates(SimulatedHub hub, SimulatedMarket market, Timeline timeline, Chance chance) {
        this.hub = hub;
        this.market = market;
        this.timeline = timeline;
        this.chance = chance;
    }

    static MarketRules rules(List<VenueId> venues, Chance chance) {
        return new MarketRules(chance.percent(50), chance.percent(50), chance.percent(70) ? Set.of("XNYS", "XETR") : Set.of(),
                chance.percent(50) ? Set.of(chance.pick(venues)) : Set.of(), Set.of(),
                chance.percent(40) ? new BandRules(Map.of("XNYS", BandRule.of(chance.oneOf("luld-1", "luld-2", "3%")), "XETR", BandRule.of("2%")), null, null)
                        : BandRules.NONE);
    }

    /** In some of the days. */
    void goOnUntil(long end) {
        if (chance.percent(25)) {
            actLater(end);
        }
    }

    private void actLater(long end) {
        timeline.in(chance.between(Timeline.SECOND, 60 * Timeline.SECOND), () -> {
            if (timeline.now() < end) {
                act();
                actLater(end);
            }
        });
    }

    private void act() {
        if (!hub.isUp()) {
            return;
        }
        Instrument instrument = chance.pick(List.copyOf(market.instruments().all()));
        steer(instrument.symbol(), action(instrument));
        timeline.in(chance.between(Timeline.MILLI, 20 * Timeline.SECOND), () -> {
            if (hub.isUp() && chance.percent(80)) {
                letGo(instrument.symbol());
            }
        });
    }

    private MarketAction action(Instrument instrument) {
        return switch (chance.between(0, 3)) {
            case 0, 1 -> new MarketAction.Halt();
            case 2 -> new MarketAction.SetBands(bands(market.around(instrument), market.around(instrument)));
            default -> new MarketAction.RestrictShortSales();
        };
    }

    private Bands bands(Price one, Price other) {
        Price low = one.compareTo(other) < 0 ? one : other;
        Price high = low.equals(one) ? other : one;
        return chance.percent(20) ? new Bands(low, null) : chance.percent(20) ? new Bands(null, high) : new Bands(low, high);
    }

    private void letGo(String symbol) {
        steer(symbol, new MarketAction.Resume());
        steer(symbol, new MarketAction.LiftBands());
        steer(symbol, new MarketAction.FreeShortSales());
    }

    private void steer(String symbol, MarketAction action) {
        hub.accept(new Command.SteerMarket(symbol, action, "ann", "at random"));
    }

    /** Nothing stands in the way any more. */
    void end() {
        if (hub.isUp()) {
            hub.core().state().markets().all().stream().map(MarketStates.Standing::symbol).toList().forEach(this::letGo);
        }
    }
}

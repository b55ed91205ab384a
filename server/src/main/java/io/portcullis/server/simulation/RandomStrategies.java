package io.portcullis.server.simulation;

import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Instructions;
import io.portcullis.oms.types.Leg;
import io.portcullis.oms.types.LegField;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.Strategy;
import io.portcullis.oms.types.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What multi-leg orders are for, and on what terms: mostly something possible. */
final class RandomStrategies {

    static final String SYMBOL = "SPREAD";
    private static final long CENT = 1_000_000;

    private final SimulatedMarket market;
    private final Chance chance;

    RandomStrategies(SimulatedMarket market, Chance chance) {
        this.market = market;
        this.chance = chance;
    }

    Side side() {
        return chance.percent(2) ? Side.SELL_SHORT : chance.oneOf(Side.BUY, Side.SELL, Side.AS_DEFINED, Side.OPPOSITE);
    }

    Conditions conditions(TimeInForce timeInForce, long expireTime) {
        OrdType ordType = chance.percent(75) ? OrdType.LIMIT : chance.percent(90) ? OrdType.MARKET : chance.oneOf(OrdType.values());
        Instructions legs = Instructions.multileg(strategy());
        return new Conditions(ordType, timeInForce, quantity(), ordType.hasPrice() != chance.perMille(5) ? price() : null, expireTime,
                chance.perMille(10) ? legs.withStopPx(price()) : legs);
    }

    private Quantity quantity() {
        return Quantity.of(100L * chance.between(1, 20) + (chance.percent(2) ? 1 : 0));
    }

    /** Also zero and less. */
    private Price price() {
        return new Price(chance.between(-500, 500) * CENT);
    }

    private Strategy strategy() {
        List<Instrument> all = List.copyOf(market.instruments().all());
        List<Leg> legs = new ArrayList<>();
        for (int i = chance.between(2, 4); i > 0; i--) {
            Instrument instrument = chance.percent(97) ? all.get(chance.between(0, 2)) : chance.pick(all);
            boolean isOption = chance.percent(20);
            legs.add(new Leg(chance.perMille(5) ? "NONE" : instrument.symbol(), chance.oneOf(Side.BUY, Side.SELL), Quantity.of(chance.between(1, 3)),
                    chance.percent(80) ? "L" + i : null, chance.percent(10) ? price() : null, isOption ? Map.of(LegField.CFI_CODE, "OC") : Map.of()));
        }
        return new Strategy(legs, chance.percent(20) ? Integer.valueOf(chance.between(0, 1)) : null, null);
    }

    /** Others for such an order; now and then by a message that is for other orders. @param told how it was told to stand */
    Conditions changed(Conditions told, TimeInForce timeInForce, long expireTime) {
        @Nullable
        Price price = told.price() == null ? null : chance.percent(50) ? told.price() : price();
        int luck = chance.between(0, 99);
        Instructions legs = luck < 3 ? Instructions.NONE : luck < 6 ? Instructions.multileg(strategy()) : told.instructions();
        boolean isOfOneType = chance.percent(90);
        OrdType ordType = isOfOneType ? told.ordType() : chance.oneOf(OrdType.LIMIT, OrdType.MARKET);
        return new Conditions(ordType, timeInForce, chance.percent(30) ? told.orderQty() : quantity(),
                isOfOneType ? price : ordType.hasPrice() ? price() : null, expireTime, legs);
    }
}

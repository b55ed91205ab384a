package io.portcullis.server.simulation;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.Origin;
import io.portcullis.oms.core.Effect.ExecutionReport;
import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.types.Activation;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Discretion;
import io.portcullis.oms.types.Display;
import io.portcullis.oms.types.Instructions;
import io.portcullis.oms.types.OnHalt;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Originator;
import io.portcullis.oms.types.Peg;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a client's orders are for: mostly something possible. */
final class RandomOrders {

    private static final Origin NOT_SENT = new Origin(new SessionKey("NONE"), 0, 0);

    private final List<String> accounts;
    private final Profile profile;
    private final SimulatedMarket market;
    private final Timeline timeline;
    private final Chance chance;
    private final RandomStrategies strategies;

    RandomOrders(List<String> accounts, Profile profile, SimulatedMarket market, Timeline timeline, Chance chance) {
        this.accounts = accounts;
        this.profile = profile;
        this.market = market;
        this.timeline = timeline;
        this.chance = chance;
        this.strategies = new RandomStrategies(market, chance.another());
    }

    /** Its origin is still to be filled in. */
    Command.NewOrderSingle newOrder(ClOrdId clOrdId, boolean possResend) {
        if (chance.perMille(profile.weight(Emphasis.LEGS, 70, 350))) {
            return newStrategy(clOrdId, possResend);
        }
        return newSingle(clOrdId, possResend);
    }

    /** Of one instrument. */
    Command.NewOrderSingle newSingle(ClOrdId clOrdId, boolean possResend) {
        Instrument instrument = chance.pick(List.copyOf(market.instruments().all()));
        String symbol = chance.perMille(5) ? "NONE" : instrument.symbol();
        String account = chance.perMille(10) ? chance.percent(50) ? null : "NOBODY" : accountFor(instrument);
        Side side = chance.perMille(2) ? Side.AS_DEFINED : chance.pick(Side.OF_ONE_INSTRUMENT);
        OrdType ordType = chance.percent(60) ? OrdType.LIMIT : chance.oneOf(OrdType.values());
        TimeInForce timeInForce = timeInForce(ordType == OrdType.MARKET);
        Quantity orderQty = quantity(instrument);
        Conditions conditions = new Conditions(ordType, timeInForce, orderQty,
                ordType.hasPrice() || ordType == OrdType.PEGGED && chance.percent(50) ? price(instrument) : null,
                expireTime(timeInForce), instructions(ordType, orderQty, instrument));
        return new Command.NewOrderSingle(NOT_SENT, clOrdId, account, symbol, null, side, conditions, possResend, null);
    }

    private Command.NewOrderSingle newStrategy(ClOrdId clOrdId, boolean possResend) {
        TimeInForce timeInForce = timeInForce(chance.percent(30));
        return new Command.NewOrderSingle(NOT_SENT, clOrdId, accountFor(chance.pick(List.copyOf(market.instruments().all()))), RandomStrategies.SYMBOL, null,
                strategies.side(), strategies.conditions(timeInForce, expireTime(timeInForce)), possResend, null);
    }

    /** A price at which such orders are; null if there is no such instrument. */
    @Nullable
    Price near(String symbol) {
        Instrument instrument = market.instruments().bySymbol(symbol);
        return instrument == null ? null : price(instrument);
    }

    private Instructions instructions(OrdType ordType, Quantity orderQty, Instrument instrument) {
        Peg peg = peg(ordType);
        boolean isLeftToTheMarket = peg != null && peg.isTrailingStop() && chance.percent(ordType == OrdType.STOP ? 70 : 5);
        Price stopPx = ordType.waitsForTrigger() != chance.perMille(5) && !isLeftToTheMarket ? price(instrument) : null;
        Display display = chance.percent(8) ? display(orderQty, instrument) : null;
        Quantity minQty = chance.perMille(15) ? instrument.lot() : null;
        boolean isAllOrNone = chance.perMille(15);
        boolean isPostOnly = chance.perMille(15);
        Activation activation = chance.perMille(profile.weight(Emphasis.LATER_ORDERS, 30, 350)) ? activation(instrument) : null;
        Discretion discretion = chance.perMille(ordType.hasPrice() ? 150 : 3) ? discretion() : null;
        boolean isLocated = chance.perMille(100);
        OnHalt onHalt = chance.percent(5) ? chance.oneOf(OnHalt.values()) : OnHalt.UNSAID;
        Originator originator = Originator.of(chance.percent(30) ? chance.oneOf("T1", "T2", "T3") : null,
                chance.percent(10) ? chance.oneOf("ALGO1", "ALGO2") : null, chance.percent(3) ? chance.oneOf("ALGO1", "ALGO3") : null);
        return stopPx == null && peg == null && display == null && minQty == null && !isAllOrNone && !isPostOnly && activation == null && discretion == null
                && !isLocated && onHalt == OnHalt.UNSAID && originator == null
                        ? Instructions.NONE
                        : new Instructions(stopPx, peg, display, minQty, isAllOrNone, isPostOnly).withActivation(activation).withDiscretion(discretion)
                                .withLocated(isLocated).with(onHalt).of(originator);
    }

    /** By a time that may have passed, a price of any instrument that may be there, or both. */
    private @Nullable Activation activation(Instrument ofOrder) {
        long time = chance.percent(profile.weight(Emphasis.LATER_ORDERS, 60, 45)) ? timeline.now() + chance.between(-5, 600) * 1_000_000_000L : 0;
        Instrument seen = chance.percent(50) ? ofOrder : chance.pick(List.copyOf(market.instruments().all()));
        Activation.PriceTrigger trigger = time != 0 && chance.percent(70) ? null
                : new Activation.PriceTrigger(chance.perMille(10) ? "NONE" : seen.symbol(), price(seen), chance.percent(50),
                        chance.oneOf(Activation.Sees.values()));
        return new Activation(time, trigger);
    }

    /** Mostly where it belongs. */
    private @Nullable Peg peg(OrdType ordType) {
        boolean mayTrail = ordType == OrdType.STOP || ordType == OrdType.STOP_LIMIT;
        if (ordType != OrdType.PEGGED && !(mayTrail && chance.percent(70))) {
            return chance.perMille(3) ? new Peg(chance.oneOf(Peg.Follows.values()), 1, Peg.OffsetType.PRICE) : null;
        }
        Peg.Follows follows = mayTrail || chance.perMille(10) ? Peg.Follows.TRAILING_STOP
                : chance.oneOf(Peg.Follows.PRIMARY, Peg.Follows.MARKET, Peg.Follows.MIDPRICE);
        int luck = chance.between(0, 999);
        return switch (chance.oneOf(Peg.OffsetType.values())) {
            case PRICE -> new Peg(follows, luck < 10 ? Long.MAX_VALUE : luck < 20 ? -1 : chance.between(1, 80_000_000L), Peg.OffsetType.PRICE);
            case BASIS_POINTS -> new Peg(follows, chance.between(1, luck < 10 ? 20_000 : 300) * 100_000_000L, Peg.OffsetType.BASIS_POINTS);
            case TICKS -> new Peg(follows, chance.between(luck < 10 ? 0 : 1, luck < 20 ? 90_000_000_000L : 50) * 100_000_000L, Peg.OffsetType.TICKS);
        };
    }

    /** Mostly some ticks, with either sign. */
    private Discretion discretion() {
        long some = chance.perMille(20) ? chance.between(-1, 1) : chance.between(1, 20) * (chance.percent(90) ? 1 : -1);
        return switch (chance.oneOf(Peg.OffsetType.values())) {
            case PRICE -> new Discretion(some * 1_000_000L, Peg.OffsetType.PRICE);
            case BASIS_POINTS -> new Discretion(some * 100_000_000L, Peg.OffsetType.BASIS_POINTS);
            case TICKS -> new Discretion(some * 100_000_000L, Peg.OffsetType.TICKS);
        };
    }

    private Display display(Quantity orderQty, Instrument instrument) {
        long lots = Math.max(1, orderQty.raw() / instrument.lot().raw());
        Quantity highest = new Quantity(instrument.lot().raw() * chance.between(1, lots));
        return chance.percent(60) ? Display.of(highest) : new Display(instrument.lot(), highest);
    }

    private String accountFor(Instrument instrument) {
        String account = chance.pick(accounts);
        while (chance.percent(98) && !account.endsWith(instrument.currency())) {
            account = chance.pick(accounts);
        }
        return account;
    }

    private TimeInForce timeInForce(boolean isMarket) {
        if (isMarket) {
            return chance.perMille(20) ? TimeInForce.GOOD_TILL_CANCEL
                    : chance.oneOf(TimeInForce.DAY, TimeInForce.IMMEDIATE_OR_CANCEL, TimeInForce.FILL_OR_KILL);
        }
        TimeInForce any = chance.oneOf(TimeInForce.values());
        if (chance.percent(profile.weight(Emphasis.CORPORATE_ACTIONS, 0, 60))) {
            return TimeInForce.GOOD_TILL_CANCEL;
        }
        return chance.percent(50) ? TimeInForce.DAY : any.isForAuction() && chance.percent(70) ? TimeInForce.GOOD_TILL_CANCEL : any;
    }

    private Quantity quantity(Instrument instrument) {
        long lots = chance.percent(3) ? chance.between(200, 100_000) : chance.between(1, 40);
        return new Quantity(instrument.lot().raw() * lots + (chance.perMille(8) ? 1 : 0));
    }

    private Price price(Instrument instrument) {
        Price near = market.around(instrument);
        int luck = chance.between(0, 999);
        return luck < 8 ? new Price(near.raw() + 1) : luck < 20 ? new Price(near.raw() * 3) : near;
    }

    private long expireTime(TimeInForce timeInForce) {
        if (timeInForce != TimeInForce.GOOD_TILL_DATE || chance.perMille(10)) {
            return 0;
        }
        return timeline.now() + (chance.percent(80) ? chance.between(-Timeline.SECOND, 200 * Timeline.SECOND) : 100_000 * Timeline.SECOND);
    }

    /** @param told how the order was told to stand; null if nothing was told of it */
    Command.NewOrderSingle newTerms(ClOrdId clOrdId, String symbol, @Nullable ExecutionReport told) {
        Command.NewOrderSingle any = newOrder(clOrdId, false);
        if (told == null) {
            return any;
        }
        Instrument instrument = market.instruments().bySymbol(symbol);
        Conditions conditions = told.conditions();
        if (conditions != null && conditions.instructions().strategy() != null) {
            TimeInForce wanted = chance.percent(12) ? any.timeInForce() : conditions.timeInForce();
            return new Command.NewOrderSingle(any.origin(), clOrdId, chance.percent(95) ? told.account() : any.account(), symbol, null, any.side(),
                    strategies.changed(conditions, wanted, expireTime(wanted)), false, null);
        }
        if (instrument == null || conditions == null) {
            return any;
        }
        long lot = instrument.lot().raw();
        long lotsLeft = Math.max(1, told.orderQty().raw() / lot);
        Quantity orderQty = switch (chance.between(0, 3)) {
            case 0 -> told.orderQty();
            case 1 -> new Quantity(lot * chance.between(1, lotsLeft));
            case 2 -> new Quantity(lot * (lotsLeft + chance.between(1, 20)));
            default -> new Quantity((told.cumQty().raw() / lot + chance.between(0, 3)) * lot);
        };
        Price price = !conditions.ordType().mayHavePrice() || conditions.price() == null ? null : chance.percent(40) ? conditions.price() : price(instrument);
        OrdType ordType = chance.percent(12) ? chance.percent(70) ? chance.oneOf(OrdType.LIMIT, OrdType.MARKET) : any.ordType() : conditions.ordType();
        TimeInForce timeInForce = chance.percent(12) ? any.timeInForce() : conditions.timeInForce();
        boolean isOfOneType = ordType == conditions.ordType() || chance.perMille(20);
        price = isOfOneType ? price : !ordType.hasPrice() ? null : price(instrument);
        Conditions wish = new Conditions(ordType, timeInForce, orderQty, price, expireTime(timeInForce),
                isOfOneType && chance.percent(50) ? conditions.instructions() : instructions(ordType, orderQty, instrument));
        return new Command.NewOrderSingle(any.origin(), clOrdId,
                chance.percent(6) ? chance.percent(80) ? accountFor(instrument) : any.account() : told.account(), symbol, null, any.side(), wish, false,
                null);
    }
}

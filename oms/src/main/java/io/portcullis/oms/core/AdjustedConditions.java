package io.portcullis.oms.core;

import io.portcullis.oms.instrument.TickTable;
import io.portcullis.oms.types.Activation;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.CorporateAction;
import io.portcullis.oms.types.Discretion;
import io.portcullis.oms.types.Display;
import io.portcullis.oms.types.Instructions;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Peg;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Ratio;
import org.jspecify.annotations.Nullable;

/**
 * What a corporate action makes of prices and quantities, after FINRA Rule 5330: (a)(1) and (d) for cash dividends, (a)(2) for splits. Whatever is rounded is rounded so that
 * nobody is worse off than was asked for: limits away from the market, stop prices so that they are reached later, quantities down.
 *
 * @param lot orders are for a multiple of it
 * @param ticks of the instrument as it is then
 */
record AdjustedConditions(CorporateAction action, boolean isBuy, TickTable ticks, Quantity lot) {

    private static final long ONE = 100_000_000L;

    /**
     * Price and instructions; the quantity stays as it is.
     *
     * @param isTriggered the order waits for no stop price any more
     */
    Conditions of(Conditions c, boolean isTriggered) {
        boolean waits = c.ordType().waitsForTrigger() && !isTriggered;
        return switch (action.kind()) {
            case SPLIT, SYMBOL -> scaled(c);
            case DIVIDEND -> isReduced(c, waits) ? reduced(c, waits) : c;
        };
    }

    // Splits

    private Conditions scaled(Conditions c) {
        Instructions i = c.instructions();
        Price stopPx = i.stopPx();
        Price price = c.price();
        boolean isStopUp = isBuy != (c.ordType() == OrdType.MARKET_IF_TOUCHED);
        boolean isMore = shares().isIncrease() && !i.adjusting().increases();
        Ratio quantities = isMore ? Ratio.ONE : shares();
        Peg peg = i.peg();
        Display display = i.display();
        Quantity minQty = i.minQty();
        Instructions scaled = new Instructions(stopPx == null ? null : scaled(stopPx, isStopUp), peg == null ? null : scaled(peg),
                display == null ? null : new Display(atLeastOne(quantities.down(display.lowest(), lot)), atLeastOne(quantities.down(display.highest(), lot))),
                minQty == null ? null : atLeastOne(quantities.down(minQty, unit(minQty))), i.allOrNone(), i.postOnly()).with(i.adjusting()).with(i.strategy())
                .withActivation(i.activation() == null ? null : scaled(i.activation())).withLocated(i.isLocated()).with(i.onHalt()).of(i.originator())
                .wishing(i.wish());
        Conditions then = price == null ? c : c.withPrice(scaled(price, !isBuy));
        Discretion discretion = i.discretion();
        return i == Instructions.NONE ? then
                : then.with(scaled.withDiscretion(discretion == null ? null : fitted(discretion.withDistance(scaled(discretion)), then.price())));
    }

    /** A price that lets the order begin to work is reached later; that of another instrument stays. */
    private Activation scaled(Activation activation) {
        Activation.PriceTrigger trigger = activation.trigger();
        return trigger == null || !trigger.symbol().equals(action.symbol()) ? activation
                : new Activation(activation.time(),
                        new Activation.PriceTrigger(action.symbolThen(), scaled(trigger.price(), trigger.isRising()), trigger.isRising(),
                                trigger.sees()));
    }

    private Ratio shares() {
        return action.shares();
    }

    private Quantity atLeastOne(Quantity quantity) {
        return quantity.isPositive() ? quantity : lot;
    }

    private Quantity unit(Quantity quantity) {
        return quantity.isMultipleOf(lot) ? lot : executedIn(lot);
    }

    private Price scaled(Price price, boolean up) {
        return up ? roundedUp(new Price(shares().pricedUp(price.raw()))) : ticks.roundedDown(new Price(shares().pricedDown(price.raw())));
    }

    private Price roundedUp(Price price) {
        Price down = ticks.roundedDown(price);
        return down.equals(price) ? price : new Price(Math.addExact(down.raw(), ticks.tickAt(price).raw()));
    }

    /** A trailing stop stays as far away or farther; a pegged price is not nearer to the other side. */
    private Peg scaled(Peg peg) {
        boolean up = peg.isTrailingStop() ? peg.offset() >= 0 : !isBuy;
        long then = up ? shares().pricedUp(peg.offset()) : shares().pricedDown(peg.offset());
        return switch (peg.offsetType()) {
            case BASIS_POINTS -> peg;
            case PRICE -> new Peg(peg.follows(), then, peg.offsetType());
            case TICKS -> new Peg(peg.follows(), up ? -Math.floorDiv(-then, ONE) * ONE : Math.floorDiv(then, ONE) * ONE, peg.offsetType());
        };
    }

    /** In how many executed shares are counted: in whole ones, or in lots that are smaller. */
    static Quantity executedIn(Quantity lot) {
        return lot.min(Quantity.of(1));
    }

    // Discretion

    private long scaled(Discretion discretion) {
        return switch (discretion.offsetType()) {
            case BASIS_POINTS -> discretion.distance();
            case PRICE -> shares().pricedDown(discretion.distance());
            case TICKS -> Math.floorDiv(shares().pricedDown(discretion.distance()), ONE) * ONE;
        };
    }

    /** Not farther beyond the limit than to a multiple of the tick; null if that leaves nothing of it. */
    private @Nullable Discretion fitted(Discretion discretion, @Nullable Price limit) {
        long distance = discretion.distance();
        if (discretion.offsetType() == Peg.OffsetType.PRICE && limit != null) {
            Price worst = new Price(isBuy ? Math.addExact(limit.raw(), distance) : Math.subtractExact(limit.raw(), distance));
            distance = isBuy ? Math.subtractExact(ticks.roundedDown(worst).raw(), limit.raw()) : Math.subtractExact(limit.raw(), roundedUp(worst).raw());
        }
        return distance > 0 ? discretion.withDistance(distance) : null;
    }

    // Dividends

    /** Rule 5330 (a)(1) and (d): orders to buy and stop orders to sell are reduced, orders to sell and stop orders to buy are not, nor those that say so. */
    private boolean isReduced(Conditions c, boolean waits) {
        boolean isStop = waits && c.ordType() != OrdType.MARKET_IF_TOUCHED;
        return c.instructions().adjusting().reduces() && isBuy != isStop;
    }

    private Conditions reduced(Conditions c, boolean waits) {
        Price price = c.price();
        Price stopPx = c.instructions().stopPx();
        Conditions then = price == null ? c : c.withPrice(reduced(price));
        Discretion discretion = c.instructions().discretion();
        if (discretion != null) {
            then = then.with(c.instructions().withDiscretion(fitted(discretion, then.price())));
        }
        return stopPx == null || !waits ? then : then.with(then.instructions().withStopPx(reduced(stopPx)));
    }

    private Price reduced(Price price) {
        Price amount = action.amount();
        return amount == null ? price : ticks.roundedDown(new Price(Math.subtractExact(price.raw(), amount.raw())));
    }

    /** A price of them is none any more: the amount, or the ratio, leaves nothing of it. */
    static @Nullable String without(Conditions then) {
        Price stopPx = then.instructions().stopPx();
        Price price = then.price();
        return price != null && !price.isPositive() ? "Price(44) would be " + price
                : stopPx != null && !stopPx.isPositive() ? "StopPx(99) would be " + stopPx : null;
    }
}

package io.portcullis.oms.types;

import org.jspecify.annotations.Nullable;

/**
 * How much of an instrument is to be executed, at which price, for how long and in which way: what a replace may change of an order, and what a child order takes to its
 * venue.
 *
 * @param orderQty OrderQty(38): the total, filled quantity included
 * @param price Price(44); null for orders that have none, such as market orders
 * @param expireTime ExpireTime(126) or the end of ExpireDate(432), epoch nanoseconds; 0 for none
 */
public record Conditions(OrdType ordType, TimeInForce timeInForce, Quantity orderQty, @Nullable Price price, long expireTime, Instructions instructions) {

    private static final long A_DAY = 24 * 3_600 * 1_000_000_000L;

    /** Those of an order without instructions. */
    public Conditions(OrdType ordType, TimeInForce timeInForce, Quantity orderQty, @Nullable Price price, long expireTime) {
        this(ordType, timeInForce, orderQty, price, expireTime, Instructions.NONE);
    }

    /** The same for another quantity. */
    public Conditions withQty(Quantity quantity) {
        return quantity.equals(orderQty) ? this : new Conditions(ordType, timeInForce, quantity, price, expireTime, instructions);
    }

    /** The same at another price. */
    public Conditions withPrice(@Nullable Price other) {
        return new Conditions(ordType, timeInForce, orderQty, other, expireTime, instructions);
    }

    /** The same with other instructions. */
    public Conditions with(Instructions others) {
        return others == instructions ? this : new Conditions(ordType, timeInForce, orderQty, price, expireTime, others);
    }

    /** The same of somebody else. @param originator null for nobody */
    public Conditions of(@Nullable Originator originator) {
        return with(instructions.of(originator));
    }

    /** The same for a client that wants it routed so. @param wish null for one that says nothing of that */
    public Conditions wishing(@Nullable RoutingWish wish) {
        return with(instructions.wishing(wish));
    }

    /** The same for as long as those are good. */
    public Conditions withTimeOf(Conditions other) {
        return new Conditions(ordType, other.timeInForce, orderQty, price, other.expireTime, instructions);
    }

    /** The same for the trading day only. */
    public Conditions forTheDay() {
        return new Conditions(ordType, TimeInForce.DAY, orderQty, price, 0, instructions);
    }

    /** The same at that limit, for what is there at once. */
    public Conditions immediateAt(Price limit) {
        return new Conditions(ordType, TimeInForce.IMMEDIATE_OR_CANCEL, orderQty, limit, 0, instructions);
    }

    /** An order that stays at its venue on these conditions is over there before, or when, one on those is. @param time now, epoch nanoseconds */
    public boolean endNoLaterThan(Conditions other, long time) {
        return switch (other.timeInForce) {
            case GOOD_TILL_CANCEL -> timeInForce.rests();
            case GOOD_TILL_DATE -> switch (timeInForce) {
                case GOOD_TILL_DATE -> expireTime <= other.expireTime;
                case DAY -> other.expireTime - time >= A_DAY;
                default -> false;
            };
            case DAY -> timeInForce == TimeInForce.DAY;
            default -> false;
        };
    }

    /** It is a market or limit order, says no more, and waits for no auction: it may be split over venues. */
    public boolean arePlain() {
        return instructions.areForAnyVenue() && (ordType == OrdType.LIMIT || ordType == OrdType.MARKET) && !timeInForce.isForAuction();
    }

    /** What they are from the moment in which an order that waits for its stop price is triggered. A market order is not good beyond the day. */
    public Conditions onceTriggered() {
        OrdType then = ordType.onceTriggered();
        if (then == ordType) {
            return this;
        }
        boolean isForTheDay = then == OrdType.MARKET && !timeInForce.isImmediate();
        return new Conditions(then, isForTheDay ? TimeInForce.DAY : timeInForce, orderQty, price, isForTheDay ? 0 : expireTime,
                instructions.onceTriggered());
    }

    /** The stop price follows the market. */
    public boolean isTrailing() {
        Peg peg = instructions.peg();
        return peg != null && peg.isTrailingStop();
    }

    /** Who holds such an order moves its price: it says nothing of what was asked. */
    public boolean hasMovingPrice() {
        return ordType.isPricedByItsVenue() || isTrailing();
    }

    /** The same with its stop price moved there. @param limit null for orders without a price */
    public Conditions trailedTo(Price stopPx, @Nullable Price limit) {
        return new Conditions(ordType, timeInForce, orderQty, limit, expireTime, instructions.withStopPx(stopPx));
    }

    /** What they are from the moment in which the order begins to work. */
    public Conditions onceActive() {
        return instructions.activation() == null ? this : with(instructions.withActivation(null));
    }

    /** Whether nothing but the quantity differs. */
    public boolean areButForQty(Conditions other) {
        return equals(other.withQty(orderQty));
    }
}

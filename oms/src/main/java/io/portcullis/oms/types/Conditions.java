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
        return new Conditions(ordType, timeInForce, orderQty, price, expireTime, others);
    }

    /** Whether nothing but the quantity differs. */
    public boolean areButForQty(Conditions other) {
        return equals(other.withQty(orderQty));
    }
}

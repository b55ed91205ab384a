package io.portcullis.oms.types;

import org.jspecify.annotations.Nullable;

/** Whatever is asked for, or stands, on some conditions: the most wanted of them at hand. */
public interface OnConditions {

    Conditions conditions();

    default OrdType ordType() {
        return conditions().ordType();
    }

    default TimeInForce timeInForce() {
        return conditions().timeInForce();
    }

    /** OrderQty(38): the total, filled quantity included. */
    default Quantity orderQty() {
        return conditions().orderQty();
    }

    /** Price(44); null for orders that have none. */
    default @Nullable Price price() {
        return conditions().price();
    }

    /** Epoch nanoseconds; 0 for none. */
    default long expireTime() {
        return conditions().expireTime();
    }

    default Instructions instructions() {
        return conditions().instructions();
    }
}

package io.portcullis.oms.command;

import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.RestatedBecause;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import org.jspecify.annotations.Nullable;

/** What a person of ours does in a client's place, mostly because the client has rung up. */
public sealed interface DeskAction {

    /**
     * Enters an order of a client.
     *
     * @param session whose order it is, and who is told of it
     * @param reference by which the desk calls it: what is entered again under it is not entered
     * @param account null if none was named
     * @param isByHand it waits for the desk, as a care order does; else it goes to venues
     */
    record Enter(SessionKey session, String reference, @Nullable String account, String symbol, Side side, Conditions conditions, boolean isByHand)
            implements DeskAction {
    }

    /**
     * Changes an order.
     *
     * @param orderQty the new total, executed quantity included; null: as it is
     * @param price the new limit, which makes a limit order of a market order; null: as it is
     * @param timeInForce null: as it is
     * @param expireTime with a TimeInForce(59) of good till date: until when, epoch nanoseconds; else 0
     */
    record Change(long orderId, @Nullable Quantity orderQty, @Nullable Price price, @Nullable TimeInForce timeInForce, long expireTime,
            RestatedBecause because) implements DeskAction {
    }

    /** Cancels an order. */
    record Cancel(long orderId, RestatedBecause because) implements DeskAction {
    }
}

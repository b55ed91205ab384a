package io.portcullis.venues.exchange;

import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.CrossTerms;
import io.portcullis.oms.types.Discretion;
import io.portcullis.oms.types.Display;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the exchange can be asked for. ClOrdID(11) and OrigClOrdID(41) are unique for their owner. */
public sealed interface ExchangeRequest {

    /** The session that asks, and that the answers go to. */
    String owner();

    String clOrdId();

    /**
     * NewOrderSingle(35=D).
     *
     * @param selfMatchId SelfMatchPreventionID(2362); null for none
     */
    record NewOrder(String owner, String clOrdId, String symbol, Side side, Conditions conditions, @Nullable String selfMatchId) implements ExchangeRequest {

        /** One that may be executed against any other. */
        public NewOrder(String owner, String clOrdId, String symbol, Side side, Conditions conditions) {
            this(owner, clOrdId, symbol, side, conditions, null);
        }

        /** One without instructions. */
        public NewOrder(String owner, String clOrdId, String symbol, Side side, OrdType ordType, TimeInForce timeInForce, Quantity orderQty,
                @Nullable Price price, long expireTime) {
            this(owner, clOrdId, symbol, side, new Conditions(ordType, timeInForce, orderQty, price, expireTime));
        }
    }

    /** OrderCancelRequest(35=F). */
    record Cancel(String owner, String clOrdId, String origClOrdId) implements ExchangeRequest {
    }

    /**
     * OrderCancelReplaceRequest(35=G).
     *
     * @param orderQty the new total, what is filled included
     * @param price null leaves it as it is
     * @param stopPx null leaves it as it is
     * @param discretion null for none, whatever the order has had
     * @param display how much of it is seen at a time; null leaves it as it is
     */
    record Replace(String owner, String clOrdId, String origClOrdId, Quantity orderQty, @Nullable Price price, @Nullable Price stopPx,
            @Nullable Discretion discretion, @Nullable Display display) implements ExchangeRequest {

        /** One of which as much is seen as before. */
        public Replace(String owner, String clOrdId, String origClOrdId, Quantity orderQty, @Nullable Price price, @Nullable Price stopPx,
                @Nullable Discretion discretion) {
            this(owner, clOrdId, origClOrdId, orderQty, price, stopPx, discretion, null);
        }

        /** One to be executed at its price or better. */
        public Replace(String owner, String clOrdId, String origClOrdId, Quantity orderQty, @Nullable Price price, @Nullable Price stopPx) {
            this(owner, clOrdId, origClOrdId, orderQty, price, stopPx, null);
        }
    }

    /** NewOrderCross(35=s). @param sides a buy and a sell, at one price; the first one names the request */
    record NewCross(String owner, CrossTerms terms, List<NewOrder> sides) implements ExchangeRequest {
        @Override
        public String clOrdId() {
            return sides.getFirst().clOrdId();
        }
    }

    /** CrossOrderCancelRequest(35=u). */
    record CancelCross(String owner, List<Cancel> sides) implements ExchangeRequest {
        @Override
        public String clOrdId() {
            return sides.getFirst().clOrdId();
        }
    }

    /** CrossOrderCancelReplaceRequest(35=t). */
    record ReplaceCross(String owner, List<Replace> sides) implements ExchangeRequest {
        @Override
        public String clOrdId() {
            return sides.getFirst().clOrdId();
        }
    }

    /** OrderStatusRequest(35=H). */
    record Status(String owner, String clOrdId, String symbol, Side side) implements ExchangeRequest {
    }
}

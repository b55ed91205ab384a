package io.portcullis.venues.exchange;

import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.Leg;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.Strategy;
import io.portcullis.oms.types.TimeInForce;
import org.jspecify.annotations.Nullable;

/** What the exchange tells the owner of an order. */
public sealed interface ExchangeReport {

    /** Whose session it goes to. */
    String owner();

    /**
     * An order as it stands when it is reported.
     *
     * @param price null for market orders
     * @param stopPx null for orders that wait for none
     * @param avgPx zero before the first fill
     * @param strategy the legs of a multi-leg order; null for an order for one instrument
     * @param discretionPrice up to where it may be executed beyond its price; null for not at all
     * @param extras what it says beyond that
     * @param peggedPrice PeggedPrice(839): where an order is whose price follows the market; null for nowhere, and for all others
     */
    record OrderFacts(String orderId, OrdStatus ordStatus, String symbol, Side side, OrdType ordType, TimeInForce timeInForce, long expireTime,
            Quantity orderQty, @Nullable Price price, @Nullable Price stopPx, Quantity leavesQty, Quantity cumQty, Price avgPx,
            @Nullable Strategy strategy, @Nullable Price discretionPrice, OrderExtras extras, @Nullable Price peggedPrice) {

        /** Of an order that says no more. */
        public OrderFacts(String orderId, OrdStatus ordStatus, String symbol, Side side, OrdType ordType, TimeInForce timeInForce, long expireTime,
                Quantity orderQty, @Nullable Price price, @Nullable Price stopPx, Quantity leavesQty, Quantity cumQty, Price avgPx,
                @Nullable Strategy strategy, @Nullable Price discretionPrice) {
            this(orderId, ordStatus, symbol, side, ordType, timeInForce, expireTime, orderQty, price, stopPx, leavesQty, cumQty, avgPx, strategy,
                    discretionPrice, OrderExtras.NONE, null);
        }

        /** Of an order for one instrument. */
        public OrderFacts(String orderId, OrdStatus ordStatus, String symbol, Side side, OrdType ordType, TimeInForce timeInForce, long expireTime,
                Quantity orderQty, @Nullable Price price, @Nullable Price stopPx, Quantity leavesQty, Quantity cumQty, Price avgPx) {
            this(orderId, ordStatus, symbol, side, ordType, timeInForce, expireTime, orderQty, price, stopPx, leavesQty, cumQty, avgPx, null, null);
        }
    }

    /**
     * What was executed, busted or corrected by a report.
     *
     * @param trdMatchId TrdMatchID(880): the same in the reports to both sides; null where the other side is nobody's
     * @param liquidity LastLiquidityInd(851)
     */
    record Last(Quantity quantity, Price price, @Nullable String trdMatchId, Liquidity liquidity) {

        public Last(Quantity quantity, Price price) {
            this(quantity, price, null, Liquidity.UNSAID);
        }
    }

    /** LastLiquidityInd(851). */
    enum Liquidity {
        UNSAID, ADDED, REMOVED, AUCTION;

        /** {@link #UNSAID} if it is none of these. */
        static Liquidity of(String code) {
            return switch (code) {
                case "1" -> ADDED;
                case "2" -> REMOVED;
                case "4" -> AUCTION;
                default -> UNSAID;
            };
        }

        /** The value of the tag; 0 for none. */
        public int code() {
            return switch (this) {
                case UNSAID -> 0;
                case ADDED -> 1;
                case REMOVED -> 2;
                case AUCTION -> 4;
            };
        }
    }

    /**
     * ExecutionReport(35=8).
     *
     * @param execRefId of the execution that is busted or corrected; null otherwise
     * @param clOrdId of the order or of the request that this answers
     * @param last null if the report is of no execution
     * @param ordRejReason OrdRejReason(103); -1 for none
     * @param leg that {@code last} is about; null if it is about the order
     */
    record Execution(String owner, String execId, @Nullable String execRefId, ExecType execType, String clOrdId, @Nullable String origClOrdId, OrderFacts order,
            @Nullable Last last, int ordRejReason, @Nullable String text, @Nullable Leg leg) implements ExchangeReport {

        /** About the order. */
        public Execution(String owner, String execId, @Nullable String execRefId, ExecType execType, String clOrdId, @Nullable String origClOrdId,
                OrderFacts order, @Nullable Last last, int ordRejReason, @Nullable String text) {
            this(owner, execId, execRefId, execType, clOrdId, origClOrdId, order, last, ordRejReason, text, null);
        }

        /** Whether it says that something has happened, not only how things stand. */
        public boolean isFact() {
            return execType != ExecType.ORDER_STATUS;
        }
    }

    /**
     * OrderCancelReject(35=9).
     *
     * @param isForReplace CxlRejResponseTo(434): the request was a replace
     */
    record CancelReject(String owner, String orderId, String clOrdId, String origClOrdId, OrdStatus ordStatus, boolean isForReplace, int cxlRejReason,
            String text) implements ExchangeReport {
    }
}

package io.portcullis.venues.routing;

import io.portcullis.oms.core.Router.Request;
import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.RoutingWish;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.Side;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which strategy orders have. What is null holds for any.
 *
 * @param line of the file, by which people find it
 * @param session of the client
 * @param account Account(1)
 * @param symbol Symbol(55)
 * @param side Side(54): one of those that sell stands for itself only
 * @param target what TargetStrategy(847) asks for; null for orders that ask for nothing. Both go by their own rules only
 * @param ordType OrdType(40), once the order waits for no price any more
 * @param from the least OrderQty(38) of the client's order
 * @param to the most
 */
public record RoutingRule(int line, @Nullable SessionKey session, @Nullable String account, @Nullable String symbol, @Nullable Side side,
        @Nullable OrdType ordType, @Nullable Quantity from, @Nullable Quantity to, RoutingStrategy strategy,
        @Nullable String target) {

    /** One for orders that ask for nothing. */
    public RoutingRule(int line, @Nullable SessionKey session, @Nullable String account, @Nullable String symbol, @Nullable Side side,
            @Nullable OrdType ordType,
            @Nullable Quantity from, @Nullable Quantity to, RoutingStrategy strategy) {
        this(line, session, account, symbol, side, ordType, from, to, strategy, null);
    }

    public RoutingRule {
        if (from != null && to != null && from.exceeds(to)) {
            throw new IllegalArgumentException("from-quantity " + from + " must not be more than to-quantity " + to);
        }
    }

    boolean isFor(Request request) {
        OrderTerms order = request.order();
        Quantity orderQty = order == null ? request.quantity() : order.orderQty();
        RoutingWish wish = order == null ? null : order.instructions().wish();
        return Objects.equals(target, wish == null ? null : wish.strategy()) && (session == null || order != null && session.equals(order.session()))
                && (account == null || order != null && account.equals(order.account()))
                && (symbol == null || symbol.equals(request.symbol())) && (side == null || side == request.side())
                && (ordType == null || ordType == request.ordType()) && (from == null || !from.exceeds(orderQty)) && (to == null || !orderQty.exceeds(to));
    }
}

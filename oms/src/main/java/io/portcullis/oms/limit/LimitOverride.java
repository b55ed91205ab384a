package io.portcullis.oms.limit;

import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Refusal;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Orders that pass though limits speak against them (RTS 6 Article 15(6)).
 *
 * @param scope on which orders: one value at least, none of them {@code *}
 * @param clOrdId that the order has to have; null for any
 * @param refusals of the limits that don't count, by their numbers
 * @param upTo the most that OrderQty(38) of an order may be; null if that does not matter
 * @param orders how many orders and replaces may pass by it
 * @param until no more from then on, epoch nanoseconds
 */
public record LimitOverride(Scope scope, @Nullable ClOrdId clOrdId, List<Refusal> refusals, @Nullable Quantity upTo, int orders, long until) {

    /** What people may let pass. Kills, restricted lists, what is not known or not located, and what can't be reckoned are not among them. */
    public static final Set<Refusal> POSSIBLE = Collections.unmodifiableSet(
            EnumSet.of(Refusal.ORDER_QUANTITY_LIMIT, Refusal.ORDER_NOTIONAL_LIMIT, Refusal.PRICE_COLLAR, Refusal.OPEN_EXPOSURE_LIMIT, Refusal.OPEN_ORDERS_LIMIT,
                    Refusal.DAY_LIMIT, Refusal.POSITION_LIMIT, Refusal.LOSS_LIMIT, Refusal.MARGIN_LIMIT, Refusal.LEVERAGE_LIMIT, Refusal.CONCENTRATION_LIMIT,
                    Refusal.ORDER_VOLATILITY_LIMIT));
    /** By one override. */
    public static final int MOST_ORDERS = 1_000;

    /** @throws IllegalArgumentException naming what of it can't be */
    public LimitOverride {
        if (scope.values().isEmpty() || scope.values().containsValue(Scope.EACH)) {
            throw new IllegalArgumentException("scope must name whose orders pass, such as session=CLIENT1 symbol=IBM, each with one value, was " + scope);
        }
        if (scope.value(Dimension.VENUE) != null) {
            throw new IllegalArgumentException("scope can't name a venue, which an order has none of before it passes, was " + scope);
        }
        if (clOrdId != null && (clOrdId.isNone() || scope.value(Dimension.SESSION) == null || orders != 1)) {
            throw new IllegalArgumentException("ClOrdID(11) must be of one order of a session that the scope names, was " + clOrdId + " of " + scope + " for "
                    + orders + " orders");
        }
        refusals = refusals.stream().distinct().sorted().toList();
        if (refusals.isEmpty()) {
            throw new IllegalArgumentException("refusals must name which limits don't count: " + possible());
        }
        for (Refusal refusal : refusals) {
            if (!POSSIBLE.contains(refusal)) {
                throw new IllegalArgumentException("refusals can't have " + refusal.number() + ", which nobody may override: " + possible());
            }
        }
        if (upTo != null && !upTo.isPositive()) {
            throw new IllegalArgumentException("up-to must be positive, was " + upTo);
        }
        if (orders < 1 || orders > MOST_ORDERS) {
            throw new IllegalArgumentException("orders must be 1 to " + MOST_ORDERS + ", was " + orders);
        }
    }

    /**
     * A limit as people write it: the number of its refusal, or its measure, which stands for all measures with that number.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public static Refusal refusal(String text) {
        Measure measure = Measure.of(text);
        for (Refusal refusal : POSSIBLE) {
            if (text.equals(Integer.toString(refusal.number())) || measure != null && measure.refusal() == refusal) {
                return refusal;
            }
        }
        throw new IllegalArgumentException("refusals can't have " + text + ": " + possible());
    }

    private static String possible() {
        return "possible are " + POSSIBLE.stream().map(refusal -> Integer.toString(refusal.number())).collect(Collectors.joining(", "));
    }

    /** {@code 2001,2003}. */
    public String refusalsText() {
        return refusals.stream().map(refusal -> Integer.toString(refusal.number())).collect(Collectors.joining(","));
    }

    @Override
    public String toString() {
        return (orders == 1 ? "1 order" : orders + " orders") + " of " + scope + (clOrdId == null ? "" : ", ClOrdID(11) " + clOrdId)
                + (upTo == null ? "" : ", of at most " + upTo + " each") + ", though refused by " + refusalsText() + ", until "
                + Instant.ofEpochSecond(0, until);
    }
}

package io.portcullis.oms.types;

import org.jspecify.annotations.Nullable;

/**
 * Which of a session's open orders a request is about; what is null is no criterion.
 *
 * @param symbol Symbol(55)
 * @param side Side(54), as the orders have it: 2 is not about short sales
 * @param account Account(1)
 */
public record OrderSelection(@Nullable String symbol, @Nullable Side side, @Nullable String account) {

    /** All that the session has open. */
    public static final OrderSelection ALL = new OrderSelection(null, null, null);

    /** Whether an order with these terms is meant. */
    public boolean includes(String ofSymbol, Side ofSide, @Nullable String ofAccount) {
        return (symbol == null || symbol.equals(ofSymbol)) && (side == null || side == ofSide) && (account == null || account.equals(ofAccount));
    }

    /** In words, for people. */
    public String text() {
        String text = (symbol == null ? "" : ", Symbol(55) " + symbol) + (side == null ? "" : ", Side(54) " + side.code())
                + (account == null ? "" : ", Account(1) " + account);
        return text.isEmpty() ? "all" : text.substring(2);
    }
}

package io.portcullis.oms.types;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One leg of a strategy.
 *
 * @param symbol LegSymbol(600)
 * @param side LegSide(624): in a strategy that is bought
 * @param ratio LegRatioQty(623): how much of it belongs to one strategy, more than zero
 * @param refId LegRefID(654): the client's name of it; null for none
 * @param price LegPrice(566); null for none
 * @param fields what else it says
 */
public record Leg(String symbol, Side side, Quantity ratio, @Nullable String refId, @Nullable Price price, Map<LegField, String> fields) {

    /** Contracts for so many of what they are about, where the leg does not say it: what an option on shares has. */
    private static final String USUAL_OPTION = "100";

    public Leg {
        EnumMap<LegField, String> inOrder = new EnumMap<>(LegField.class);
        inOrder.putAll(fields);
        fields = Collections.unmodifiableMap(inOrder);
    }

    /** One that says no more. */
    public Leg(String symbol, Side side, Quantity ratio, @Nullable String refId) {
        this(symbol, side, ratio, refId, null, Map.of());
    }

    /** Null if it does not say that. */
    public @Nullable String field(LegField field) {
        return fields.get(field);
    }

    /** By LegCFICode(608) or LegSecurityType(609). */
    public boolean isOption() {
        return isOf('O', "OPT");
    }

    /** By LegCFICode(608) or LegSecurityType(609). */
    public boolean isFuture() {
        return isOf('F', "FUT");
    }

    private boolean isOf(char category, String securityType) {
        String cfi = fields.get(LegField.CFI_CODE);
        return cfi != null && !cfi.isEmpty() && cfi.charAt(0) == category || securityType.equals(fields.get(LegField.SECURITY_TYPE));
    }

    /**
     * Of how many of what it is about one contract is: LegContractMultiplier(614), 100 for an option that says nothing of it, 1 for shares.
     *
     * @throws NumberFormatException if it says something that is no decimal number
     */
    public BigDecimal multiplier() {
        String told = fields.get(LegField.CONTRACT_MULTIPLIER);
        return new BigDecimal(told == null ? isOption() ? USUAL_OPTION : "1" : told);
    }

    /** How much of it belongs to so many strategies: more digits than a {@link Quantity} has where the ratio is no whole number. */
    public BigDecimal quantityOf(Quantity strategies) {
        return new BigDecimal(ratio.toString()).multiply(new BigDecimal(strategies.toString()));
    }

    /** Which way it is traded in an order for the strategy on that side. */
    public Side sideIn(Side order) {
        return order.isBuy() ? side : side.isBuy() ? Side.SELL : Side.BUY;
    }

    /** In words, such as {@code buy 1 AAPL}. */
    String text() {
        return side.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " " + ratio + " " + symbol;
    }

    /** What differs in the other one, in FIX's words; null if nothing does. */
    @Nullable
    String differenceTo(Leg other) {
        String difference = difference("LegSymbol(600)", symbol, other.symbol);
        difference = difference == null ? difference("LegSide(624)", side.code(), other.side.code()) : difference;
        difference = difference == null ? difference("LegRatioQty(623)", ratio, other.ratio) : difference;
        difference = difference == null ? difference("LegRefID(654)", refId, other.refId) : difference;
        difference = difference == null ? difference("LegPrice(566)", price, other.price) : difference;
        for (LegField field : LegField.values()) {
            difference = difference == null ? difference(field.text(), fields.get(field), other.fields.get(field)) : difference;
        }
        return difference;
    }

    private static @Nullable String difference(String field, @Nullable Object ours, @Nullable Object theirs) {
        return Objects.equals(ours, theirs) ? null
                : field + " of the order is " + (ours == null ? "not there" : ours) + ", was " + (theirs == null ? "missing" : theirs);
    }
}

package io.portcullis.risk;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What currencies are worth in one of them: never changed, a reload brings others.
 *
 * @param base ISO 4217
 * @param inBase how much of the base one unit of each other currency is worth, more than zero
 */
public record CurrencyRates(String base, Map<String, BigDecimal> inBase) {

    public static final CurrencyRates NONE = new CurrencyRates("USD", Map.of());

    public CurrencyRates {
        inBase = Map.copyOf(inBase);
        inBase.forEach((currency, rate) -> {
            if (rate.signum() <= 0) {
                throw new IllegalArgumentException("the rate of " + currency + " must be more than zero, was " + rate.toPlainString());
            }
        });
    }

    /** So many units of the other for one of a currency; null if it is not known. */
    public @Nullable BigDecimal rate(String from, String to) {
        BigDecimal of = inBase(from);
        BigDecimal other = inBase(to);
        return of == null || other == null ? null : from.equals(to) ? BigDecimal.ONE : of.divide(other, MathContext.DECIMAL64);
    }

    private @Nullable BigDecimal inBase(String currency) {
        return currency.equals(base) ? BigDecimal.ONE : inBase.get(currency);
    }
}

package io.portcullis.oms.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "1e2147483647 | firm open-notional: the limit must be at most 1000000000000000000, was 1E+2147483647",
        "1e-2147483647 | firm open-notional: the limit must have at most 8 decimal places, was 1E-2147483647",
        "-1 | firm open-notional: the limit must be 0 to 1000000000000000000 with at most 8 decimal places, was -1"})
    void anAmountThatIsTooLongIsNamedAsItWasWritten(String amount, String said) {
        LimitKey key = new LimitKey(Scope.of("firm"), Measure.OPEN_NOTIONAL);
        assertEquals(said, assertThrows(IllegalArgumentException.class, () -> new Limit(key, new BigDecimal(amount), "USD", 0)).getMessage());
    }

    @Test
    void anAmountIsWrittenInDigitsAlone() {
        for (String text : List.of("NaN", "1e2", "1E-2", "+5", "0x10", "\u0665", "\uff15", "5 ", "", ".", "5.", "--5", "1,000", "9".repeat(400))) {
            assertThrows(IllegalArgumentException.class, () -> Limit.most(Measure.ORDER_QUANTITY, text), text);
        }
        assertEquals(new BigDecimal("0.5"), Limit.most(Measure.PRICE_DEVIATION, "0.5"));
    }

    private static Limit ofMetric(String scope, String metric, String most, @Nullable String currency, @Nullable String release) {
        LimitKey key = LimitKey.of(scope, metric);
        return new Limit(key, Limit.most(key.measure(), most), currency, 80, Window.ALWAYS, Breaker.of(key.measure(), most, release));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", value = {
        "client=ACME | var-99-1d | 250000.50 | USD | none | client=ACME var-99-1d: 250000.5 USD",
        "portfolio=* | stress:rates up 2 % | 5 | EUR | two-persons | portfolio=* stress:rates up 2 %: 5 EUR kills",
        "firm | gross-leverage | 4 | none | alone after 15m | firm gross-leverage: 4 kills release alone after 15m"})
    void aLimitOnARiskMetricIsWrittenAsItIsRead(String scope, String metric, String most, @Nullable String currency, @Nullable String release, String written) {
        Limit limit = ofMetric(scope, metric, most, currency, release);
        assertEquals(written, limit.key() + ": " + limit);
        assertEquals(limit.key(), LimitKey.of(limit.key().scopeText(), limit.key().measureText()));
        assertEquals(limit.most(), Limit.most(limit.key().measure(), limit.mostText()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", value = {
        "client=ACME | var-98-1d | 1 | USD | none | must be one of order-quantity, ", "client=ACME | metric | 1 | USD | none | must be one of order-quantity, ",
        "symbol=IBM | gross | 1 | USD | none | must be firm, or one of group=, client=, desk=, account=, portfolio= with a value or *, was symbol=IBM",
        "client=ACME desk=D1 | gross | 1 | USD | none | client must be 1 to 64 printable characters",
        "portfolio=GROWTH | open-notional | 1 | USD | none | scope portfolio=GROWTH must be firm, or name=value",
        "firm | gross | 1 | none | none | firm gross: the limit needs a currency",
        "firm | gross-leverage | 1 | USD | none | firm gross-leverage: the limit is in no currency, was in USD",
        "firm | gross | 0 | USD | none | firm gross: the limit must be more than 0, as whoever holds nothing has reached 0, was 0",
        "firm | gross | -1 | USD | none | firm gross: the limit must be 0 to 1000000000000000000", "firm | gross | 1e3 | USD | none | must be a decimal number",
        "firm | gross | \u0665 | USD | none | must be a decimal number", "firm | gross | NaN | USD | none | must be a decimal number",
        "firm | gross | 5/60s | USD | none | must be a decimal number",
        "firm | gross | 0.123456789012345678901234567890 | USD | none | with at most 8 decimal places",
        "firm | gross | 1 | USD | whoever | release must be two-persons, or one-person or alone with a cool-down"})
    void whatCanBeNoLimitOnARiskMetricIsNamed(String scope, String metric, String most, @Nullable String currency, @Nullable String release, String said) {
        String message = assertThrows(IllegalArgumentException.class, () -> {
            LimitKey.checkedMeasure(metric);
            ofMetric(scope, metric, most, currency, release);
        }).getMessage();
        assertTrue(message.contains(said), message);
    }
}

package io.portcullis.oms.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.util.List;
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
}

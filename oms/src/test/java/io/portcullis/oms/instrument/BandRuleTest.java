package io.portcullis.oms.instrument;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.oms.types.Price;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BandRuleTest {

    private static final TickTable TICKS = new TickTable(
            List.of(new TickTable.Band(new Price(0), Price.of("0.0001")), new TickTable.Band(Price.of("1"), Price.of("0.01"))));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            luld-1 | 100  | 100  | false | low 95, high 105
            luld-1 | 100  | 100  | true  | low 90, high 110
            luld-2 | 100  | 100  | false | low 90, high 110
            luld-2 | 100  | 100  | true  | low 90, high 110
            luld-1 | 3.01 | 3.01 | false | low 2.86, high 3.16
            luld-1 | 3    | 3    | false | low 2.4, high 3.6
            luld-2 | 3    | 3    | true  | low 1.8, high 4.2
            luld-1 | 0.75 | 0.75 | false | low 0.6, high 0.9
            luld-2 | 0.74 | 0.74 | false | low 0.59, high 0.89
            luld-2 | 0.1  | 0.1  | false | low 0.025, high 0.175
            luld-2 | 0.1  | 0.1  | true  | high 0.25
            luld-1 | 3.10 | 2.90 | false | low 2.48, high 3.72
            luld-1 | 2.90 | 3.10 | false | low 2.76, high 3.05
            10%    | 2    | 2    | false | low 1.8, high 2.2
            10%    | 2    | 2    | true  | low 1.6, high 2.4
            100%   | 2    | 2    | false | high 4
            """)
    void theyAreAsFarAwayAsThePlanSays(String rule, String reference, String close, boolean isDoubled, String bands) {
        assertEquals(bands, String.valueOf(BandRule.of(rule).around(Price.of(reference), Price.of(close), isDoubled, TICKS)));
    }

    @Test
    void withoutACloseItGoesByTheReferencePrice() {
        assertEquals("low 2.4, high 3.6", String.valueOf(BandRule.of("luld-1").around(Price.of("3"), null, false, TICKS)));
    }

    @Test
    void fartherAwayThanPricesGoThereAreNone() {
        assertEquals("null", String.valueOf(BandRule.of("100%").around(new Price(Long.MAX_VALUE / 2 + 1), null, false, TICKS)));
    }

    @ParameterizedTest
    @CsvSource({"luld-3", "0%", "101%", "5", "-5%", "''"})
    void whatIsNoRuleIsNamed(String text) {
        String message = assertThrows(IllegalArgumentException.class, () -> BandRule.of(text)).getMessage();
        assertEquals("price bands must be luld-1, luld-2, a percentage above 0 % and up to 100 % such as 7.5%, or none, was " + text, message);
    }

    @Test
    void itIsWrittenAsItIsRead() {
        for (String text : new String[]{"luld-1", "luld-2", "7.5%", "10%", "none"}) {
            assertEquals(text, BandRule.of(text).toString());
        }
        assertTrue(BandRule.of("none").isNone());
    }
}

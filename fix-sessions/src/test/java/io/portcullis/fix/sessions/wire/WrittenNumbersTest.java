package io.portcullis.fix.sessions.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Tags and numbers as they stand on the wire. */
class WrittenNumbersTest {

    private final FixBody body = new FixBody();

    private static LongStream numbers() {
        LongStream powers = LongStream.iterate(1, p -> p < Long.MAX_VALUE / 10, p -> p * 10).flatMap(p -> LongStream.of(p - 1, p, p + 1, 2 * p, 9 * p));
        return LongStream.concat(powers, new Random(2207).longs(1_000));
    }

    @Test
    void wholeNumbersOfAnyLength() {
        numbers().forEach(number -> {
            assertEquals("38=" + number + "|", body.begin("D").put(38, number).toString());
            assertEquals("38=" + -number + "|", body.begin("D").put(38, -number).toString());
        });
    }

    @Test
    void decimalsWithoutTrailingZeros() {
        numbers().forEach(number -> assertEquals("44=" + plain(number) + "|", body.begin("D").putDecimal(44, number).toString()));
    }

    private static String plain(long raw) {
        BigDecimal value = BigDecimal.valueOf(raw, Decimals.SCALE).stripTrailingZeros();
        return (value.signum() == 0 ? BigDecimal.ZERO : value).toPlainString();
    }

    @Test
    void tagsOfTheStandardAndBeyond() {
        for (int tag = 1; tag < 12_000; tag++) {
            assertEquals(tag + "=7|", body.begin("D").put(tag, 7).toString().replace(Secrets.MASK, "7"));
        }
    }
}

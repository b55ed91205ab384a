package io.portcullis.oms.types;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MoneyTest {

    @Test
    void aProductIsExactWhereADoubleIsNot() {
        assertEquals("0.02", Money.of(Quantity.of("0.2"), Price.of("0.1")).toString());
        BigDecimal most = BigDecimal.valueOf(Long.MAX_VALUE, 8);
        assertEquals(most.multiply(most).toPlainString(), Money.of(new Quantity(Long.MAX_VALUE), new Price(Long.MAX_VALUE)).toString());
    }

    @Test
    void sumsAndAveragesAgreeWithBigDecimal() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            Quantity q1 = new Quantity(1 + random.nextLong(1L << 1 + random.nextInt(60)));
            Quantity q2 = new Quantity(1 + random.nextLong(1L << 1 + random.nextInt(60)));
            Price p1 = new Price(random.nextLong(1L << 1 + random.nextInt(60)) * (random.nextInt(8) == 0 ? -1 : 1));
            Price p2 = new Price(random.nextLong(1L << 1 + random.nextInt(60)));
            Money sum = Money.of(q1, p1).plus(Money.of(q2, p2));
            BigDecimal expected = decimal(q1).multiply(decimal(p1)).add(decimal(q2).multiply(decimal(p2)));
            assertEquals(0, expected.compareTo(new BigDecimal(sum.toString())), () -> "sum of " + q1 + " " + p1 + " " + q2 + " " + p2);
            BigDecimal average = expected.divide(decimal(q1.plus(q2)), 8, RoundingMode.HALF_UP);
            assertEquals(0, average.compareTo(new BigDecimal(sum.per(q1.plus(q2)).toString())), () -> "average of " + q1 + " " + p1 + " " + q2 + " " + p2);
        }
    }

    private static BigDecimal decimal(Object value) {
        return new BigDecimal(value.toString());
    }

    @Test
    void overflowIsDetected() {
        Money most = new Money(Long.MAX_VALUE, -1);
        assertThrows(ArithmeticException.class, () -> most.plus(new Money(0, 1)));
        assertThrows(ArithmeticException.class, () -> new Money(Long.MIN_VALUE, 0).minus(new Money(0, 1)));
        assertThrows(ArithmeticException.class, () -> new Quantity(Long.MAX_VALUE).plus(new Quantity(1)));
        assertThrows(ArithmeticException.class, () -> most.per(new Quantity(1)));
    }

    @Test
    void differencesComeOutSigned() {
        Money small = Money.of("1.5");
        Money large = Money.of("2");
        assertEquals("-0.5", small.minus(large).toString());
        assertTrue(small.minus(large).isNegative());
        assertTrue(large.exceeds(small));
    }

    @Test
    void decimalsAreReadExactlyOrNotAtAll() {
        assertEquals("92233720368.54775807", Quantity.of("92233720368.54775807").toString());
        assertEquals("-0.05", Price.of("-.05").toString());
        assertEquals("100", Quantity.of("100.000000000").toString());
        for (String bad : new String[]{"", "-", ".", "1e3", "1,5", "0.000000001", "92233720368.54775808", " 1", "+1", "1.2.3", "NaN"}) {
            assertThrows(NumberFormatException.class, () -> Quantity.of(bad), bad);
        }
    }
}

package io.portcullis.oms.core;

import io.portcullis.oms.types.Quantity;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Splits what was executed together over those it was executed for: by how much each of them was open for, exactly, and never more than that. */
final class ProRata {

    private static final Quantity ONE = Quantity.of(1);
    private static final Quantity SMALLEST = new Quantity(1);

    private ProRata() {
    }

    /**
     * In whole lots where that adds up, else in whole units, else in the smallest parts that there are. What the division leaves over goes to those whose shares were
     * rounded most, the first ones first.
     *
     * @param total positive, and no more than all of {@code open} together
     * @param open of each, none negative
     * @return as many as {@code open}, whose sum is {@code total}
     */
    static List<Quantity> shares(Quantity total, List<Quantity> open, Quantity lot) {
        for (Quantity unit : List.of(lot, ONE)) {
            if (unit.isPositive() && total.isMultipleOf(unit) && fits(total, open, unit)) {
                return shares(total, open, unit.raw());
            }
        }
        return shares(total, open, SMALLEST.raw());
    }

    private static boolean fits(Quantity total, List<Quantity> open, Quantity unit) {
        long units = 0;
        for (Quantity each : open) {
            units += each.raw() / unit.raw();
        }
        return units >= total.raw() / unit.raw();
    }

    private static List<Quantity> shares(Quantity total, List<Quantity> open, long unit) {
        BigInteger whole = open.stream().map(each -> BigInteger.valueOf(each.raw())).reduce(BigInteger.ZERO, BigInteger::add);
        long left = total.raw() / unit;
        BigInteger units = BigInteger.valueOf(left);
        long[] shares = new long[open.size()];
        List<BigInteger> remainders = new ArrayList<>();
        for (int i = 0; i < shares.length; i++) {
            BigInteger[] divided = units.multiply(BigInteger.valueOf(open.get(i).raw())).divideAndRemainder(whole);
            shares[i] = divided[0].longValueExact();
            remainders.add(divided[1]);
            left -= shares[i];
        }
        List<Integer> byRemainder = IntStream.range(0, shares.length).boxed().sorted(Comparator.comparing(remainders::get, Comparator.reverseOrder())).toList();
        while (left > 0) {
            for (int i : byRemainder) {
                if (left > 0 && (shares[i] + 1) * unit <= open.get(i).raw()) {
                    shares[i]++;
                    left--;
                }
            }
        }
        return IntStream.range(0, shares.length).mapToObj(i -> new Quantity(shares[i] * unit)).toList();
    }
}

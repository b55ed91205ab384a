package io.portcullis.venues.routing;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Splits a quantity in proportion. */
final class Shares {

    private Shares() {
    }

    /**
     * In whole lots, by the largest remainders; among equals the first ones get more. What is less than a lot goes to the one that gets most.
     *
     * @param weights not negative
     * @return in the order of the weights, together the quantity; null if all weights are zero
     */
    static long @Nullable [] of(long quantity, long lot, long[] weights) {
        BigInteger sum = BigInteger.ZERO;
        for (long weight : weights) {
            sum = sum.add(BigInteger.valueOf(weight));
        }
        if (sum.signum() == 0) {
            return null;
        }
        long lots = quantity / lot;
        long[] shares = new long[weights.length];
        BigInteger[] remainders = new BigInteger[weights.length];
        long left = lots;
        for (int i = 0; i < weights.length; i++) {
            BigInteger[] share = BigInteger.valueOf(lots).multiply(BigInteger.valueOf(weights[i])).divideAndRemainder(sum);
            shares[i] = share[0].longValueExact();
            remainders[i] = share[1];
            left -= shares[i];
        }
        for (; left > 0; left--) {
            int next = largest(remainders);
            shares[next]++;
            remainders[next] = BigInteger.valueOf(-1);
        }
        int most = -1;
        for (int i = 0; i < shares.length; i++) {
            shares[i] *= lot;
            most = weights[i] > 0 && (most < 0 || shares[i] > shares[most]) ? i : most;
        }
        shares[most] += quantity % lot;
        return shares;
    }

    private static int largest(BigInteger[] remainders) {
        int largest = 0;
        for (int i = 1; i < remainders.length; i++) {
            largest = remainders[i].compareTo(remainders[largest]) > 0 ? i : largest;
        }
        return largest;
    }
}

package io.portcullis.oms.instrument;

import io.portcullis.oms.types.Peg;
import io.portcullis.oms.types.Price;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Where the stop price of a trailing stop order belongs: as far from the market as was asked, above it for a buy and below it for a sell; what is off the tick is rounded away
 * from the market.
 *
 * @param peg one that is a trailing stop
 */
public record TrailingStop(Peg peg, boolean isBuy, TickTable ticks) {

    private static final long ONE = 100_000_000L;
    /** All of a price, in basis points times 10<sup>8</sup>. */
    private static final long WHOLE = 10_000 * ONE;

    /** The stop price that belongs to a market price; null if there is none that is positive. */
    public @Nullable Price stopPx(Price market) {
        try {
            long beyond = beyond(market);
            Price stopPx = rounded(new Price(beyond));
            return stopPx.isPositive() ? stopPx : null;
        } catch (ArithmeticException e) {
            return null; // farther away than prices go
        }
    }

    private long beyond(Price market) {
        long distance = Math.abs(peg.offset());
        return switch (peg.offsetType()) {
            case PRICE -> away(market.raw(), distance);
            case TICKS -> away(market.raw(), Math.multiplyExact(distance / ONE, ticks.tickAt(market).raw()));
            case BASIS_POINTS -> fraction(market.raw(), away(WHOLE, distance), WHOLE, isBuy);
        };
    }

    private long away(long from, long distance) {
        return isBuy ? Math.addExact(from, distance) : Math.subtractExact(from, distance);
    }

    /** Away from the market, to a multiple of the tick; the price itself if there is none beyond it. */
    public Price rounded(Price price) {
        Price down = ticks.roundedDown(price);
        return !isBuy || down.equals(price) || price.raw() > Long.MAX_VALUE - ticks.tickAt(price).raw() ? down
                : new Price(down.raw() + ticks.tickAt(price).raw());
    }

    /** Whether a stop price is nearer to the market than another. */
    public static boolean isNearer(boolean isBuy, Price stopPx, Price than) {
        return isBuy ? stopPx.compareTo(than) < 0 : stopPx.compareTo(than) > 0;
    }

    /**
     * The market price, times 10<sup>8</sup>, from which on the stop price moves on by a tick: at or above it for a sell, at or below it for a buy. Where ticks change on the
     * way it may be some too near, never too far.
     *
     * @param stopPx where it is; null if it has none yet
     */
    public long movesAt(@Nullable Price stopPx) {
        try {
            return stopPx == null && isBuy ? Long.MAX_VALUE : movesTo(next(stopPx == null ? new Price(0) : stopPx));
        } catch (ArithmeticException e) {
            return isBuy ? Long.MIN_VALUE : Long.MAX_VALUE; // farther away than prices go
        }
    }

    private long next(Price stopPx) {
        return isBuy ? stopPx.raw() - ticks.tickAt(new Price(stopPx.raw() - 1)).raw() : Math.addExact(stopPx.raw(), ticks.tickAt(stopPx).raw());
    }

    private long movesTo(long next) {
        long distance = Math.abs(peg.offset());
        return switch (peg.offsetType()) {
            case PRICE -> back(next, distance);
            case TICKS -> back(next, Math.multiplyExact(distance / ONE, tickOfMarket(next, distance / ONE)));
            case BASIS_POINTS -> fraction(next, WHOLE, away(WHOLE, distance), !isBuy);
        };
    }

    private long back(long from, long distance) {
        return isBuy ? Math.subtractExact(from, distance) : Math.addExact(from, distance);
    }

    /** Ticks grow with the price: the smallest that may count is that at the lower end. */
    private long tickOfMarket(long next, long count) {
        long here = ticks.tickAt(new Price(next)).raw();
        return isBuy ? ticks.tickAt(new Price(Math.subtractExact(next, Math.multiplyExact(count, here)))).raw() : here;
    }

    private static long fraction(long value, long of, long whole, boolean up) {
        BigInteger product = BigInteger.valueOf(value).multiply(BigInteger.valueOf(of));
        BigInteger[] quotient = product.divideAndRemainder(BigInteger.valueOf(whole));
        return Math.addExact(quotient[0].longValueExact(), up && quotient[1].signum() > 0 ? 1 : 0);
    }
}

package io.portcullis.oms.instrument;

import io.portcullis.oms.types.Bands;
import io.portcullis.oms.types.Price;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * How far from its reference price an instrument may be traded: as the Plan to Address Extraordinary Market Volatility (Limit Up-Limit Down, Rule 608 of Regulation NMS, as amended to Amendment 18) has it for one of
 * its tiers, or by one percentage.
 *
 * @param tier of the plan, 1 or 2; 0 for one percentage
 * @param basisPoints that percentage, from 1 to 10000 basis points; 0 with a tier, and if there are to be no bands
 */
public record BandRule(int tier, int basisPoints) {

    /** No bands. */
    public static final BandRule NONE = new BandRule(0, 0);
    private static final int WHOLE = 10_000;
    private static final Price ABOVE_WHICH_IT_GOES_BY_TIER = Price.of("3");
    private static final Price FROM_WHICH_TWENTY_PERCENT = Price.of("0.75");
    private static final long LEAST_DISTANCE = Price.of("0.15").raw();
    private static final String PERCENT = "(\\d{1,3}(?:\\.\\d{1,2})?)%";

    /** @throws IllegalArgumentException if it is both or out of range */
    public BandRule {
        if (tier < 0 || tier > 2 || basisPoints < 0 || basisPoints > WHOLE || tier > 0 && basisPoints > 0) {
            throw new IllegalArgumentException(
                    "price bands go by a tier, 1 or 2, or by a percentage up to 100, was tier " + tier + " and " + basisPoints + " basis points");
        }
    }

    /**
     * As it is written: {@code luld-1}, {@code luld-2}, {@code 7.5%} or {@code none}.
     *
     * @throws IllegalArgumentException saying what is allowed
     */
    public static BandRule of(String text) {
        if (text.matches(PERCENT)) {
            int basisPoints = new BigDecimal(text.substring(0, text.length() - 1)).movePointRight(2).intValueExact();
            if (basisPoints > 0 && basisPoints <= WHOLE) {
                return new BandRule(0, basisPoints);
            }
        }
        return switch (text) {
            case "luld-1" -> new BandRule(1, 0);
            case "luld-2" -> new BandRule(2, 0);
            case "none" -> NONE;
            default -> throw new IllegalArgumentException(
                    "price bands must be luld-1, luld-2, a percentage above 0 % and up to 100 % such as 7.5%, or none, was " + text);
        };
    }

    public boolean isNone() {
        return equals(NONE);
    }

    /**
     * The bands around a reference price, rounded to the nearest tick.
     *
     * @param close the last close, by which the plan tells cheap shares apart; null if it is not known: the reference price counts
     * @param isDoubled the plan's doubled distances hold, at the end of the day: of tier 1, and of shares up to 3.00
     * @return without a lower price where none is above 0; null if they are farther away than prices go
     */
    public @Nullable Bands around(Price reference, @Nullable Price close, boolean isDoubled, TickTable ticks) {
        try {
            Price asClassed = close == null ? reference : close;
            boolean doubles = isDoubled && (tier != 2 || asClassed.compareTo(ABOVE_WHICH_IT_GOES_BY_TIER) <= 0);
            long distance = Math.multiplyExact(distance(reference, asClassed), doubles ? 2 : 1);
            Price low = nearest(new Price(reference.raw() - distance), ticks);
            return new Bands(low.isPositive() ? low : null, nearest(new Price(Math.addExact(reference.raw(), distance)), ticks));
        } catch (ArithmeticException e) {
            return null;
        }
    }

    private long distance(Price reference, Price asClassed) {
        if (tier == 0) {
            return part(reference, basisPoints);
        }
        if (asClassed.compareTo(ABOVE_WHICH_IT_GOES_BY_TIER) > 0) {
            return part(reference, tier == 1 ? 500 : 1_000);
        }
        return asClassed.compareTo(FROM_WHICH_TWENTY_PERCENT) >= 0 ? part(reference, 2_000) : Math.min(LEAST_DISTANCE, part(reference, 7_500));
    }

    private static long part(Price of, int basisPoints) {
        return BigInteger.valueOf(of.raw()).multiply(BigInteger.valueOf(basisPoints)).divide(BigInteger.valueOf(WHOLE)).longValueExact();
    }

    private static Price nearest(Price price, TickTable ticks) {
        if (!price.isPositive()) {
            return price;
        }
        Price down = ticks.roundedDown(price);
        long tick = ticks.tickAt(price).raw();
        return 2 * (price.raw() - down.raw()) >= tick ? new Price(Math.addExact(down.raw(), tick)) : down;
    }

    @Override
    public String toString() {
        return tier > 0 ? "luld-" + tier : isNone() ? "none" : new BigDecimal(basisPoints).movePointLeft(2).stripTrailingZeros().toPlainString() + "%";
    }
}

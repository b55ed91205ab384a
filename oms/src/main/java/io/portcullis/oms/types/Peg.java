package io.portcullis.oms.types;

import org.jspecify.annotations.Nullable;

/**
 * A price that follows the market.
 *
 * @param offset PegOffsetValue(211), before FIX 4.4 PegDifference: what is added to the price that is followed, in units of {@code offsetType} times 10<sup>8</sup>; may be
 *            negative. Of a trailing stop the distance, which clients write with or without the sign
 */
public record Peg(Follows follows, long offset, OffsetType offsetType) {

    /** What is followed: one of these codes in ExecInst(18) or, since FIX 5.0, PegPriceType(1094). */
    public enum Follows {
        /** The best price of the order's own side. */
        PRIMARY('R', '5'),
        /** The best price of the other side. */
        MARKET('P', '4'),
        /** The middle between the best prices. */
        MIDPRICE('M', '2'),
        /** The best price since the order came: the stop price follows it, and never moves back. */
        TRAILING_STOP('a', '8');

        private final char code;
        private final char priceType;

        Follows(char code, char priceType) {
            this.code = code;
            this.priceType = priceType;
        }

        /** Null if it is none of these codes. */
        public static @Nullable Follows of(char code) {
            for (Follows each : values()) {
                if (each.code == code) {
                    return each;
                }
            }
            return null;
        }

        /** The value of PegPriceType(1094). */
        public char priceType() {
            return priceType;
        }

        /** The value in ExecInst(18). */
        public char code() {
            return code;
        }
    }

    /** PegOffsetType(836), and DiscretionOffsetType(842). */
    public enum OffsetType {
        PRICE('0', ""), BASIS_POINTS('1', " basis points"), TICKS('2', " ticks");

        private final char code;
        private final String unit;

        OffsetType(char code, String unit) {
            this.code = code;
            this.unit = unit;
        }

        /** Null if it is none of these codes. */
        public static @Nullable OffsetType of(String code) {
            for (OffsetType each : values()) {
                if (code.length() == 1 && code.charAt(0) == each.code) {
                    return each;
                }
            }
            return null;
        }

        /** What stands behind a number of them, for people; a price has none. */
        public String unit() {
            return unit;
        }

        /** The value of the tag. */
        public char code() {
            return code;
        }
    }

    /** It is the stop price that follows the market, and not the price. */
    public boolean isTrailingStop() {
        return follows == Follows.TRAILING_STOP;
    }

    /** PegOffsetValue(211) as a decimal number. */
    public String offsetText() {
        return FixedPoint.format(offset);
    }
}

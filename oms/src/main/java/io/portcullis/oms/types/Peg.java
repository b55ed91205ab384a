package io.portcullis.oms.types;

/**
 * A price that follows the market.
 *
 * @param offset PegOffsetValue(211), before FIX 4.4 PegDifference: what is added to the price that is followed, in units of {@code offsetType} times 10<sup>8</sup>; may be
 *            negative
 */
public record Peg(Follows follows, long offset, OffsetType offsetType) {

    /** What is followed: one of these codes in ExecInst(18). */
    public enum Follows {
        /** The best price of the order's own side. */
        PRIMARY('R'),
        /** The best price of the other side. */
        MARKET('P'),
        /** The middle between the best prices. */
        MIDPRICE('M'),
        /** The best price since the order came: the stop price follows it, and never moves back. */
        TRAILING_STOP('a');

        private final char code;

        Follows(char code) {
            this.code = code;
        }

        /** The value in ExecInst(18). */
        public char code() {
            return code;
        }
    }

    /** PegOffsetType(836). */
    public enum OffsetType {
        PRICE('0'), BASIS_POINTS('1'), TICKS('2');

        private final char code;

        OffsetType(char code) {
            this.code = code;
        }

        /** The value of the tag. */
        public char code() {
            return code;
        }
    }

    /** PegOffsetValue(211) as a decimal number. */
    public String offsetText() {
        return FixedPoint.format(offset);
    }
}

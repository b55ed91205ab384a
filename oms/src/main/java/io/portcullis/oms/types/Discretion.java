package io.portcullis.oms.types;

/**
 * That an order may also be executed beyond its limit, while it is displayed at it: DiscretionInst(388)=0. What else that field may relate to moves with the market, so that
 * nothing would bound what the order may cost.
 *
 * @param offset DiscretionOffsetValue(389), before FIX 4.4 DiscretionOffset: how far, in units of {@code offsetType} times 10<sup>8</sup>. FIX adds it to the price, so that
 *            it is negative for a sell; most clients write the distance
 * @param offsetType DiscretionOffsetType(842)
 */
public record Discretion(long offset, Peg.OffsetType offsetType) {

    /** The value of DiscretionInst(388): related to the displayed price. */
    public static final char RELATED_TO_DISPLAYED_PRICE = '0';

    /** By that much. */
    public static Discretion of(Price offset) {
        return new Discretion(offset.raw(), Peg.OffsetType.PRICE);
    }

    /** How far, whichever sign it is written with. */
    public long distance() {
        return Math.abs(offset);
    }

    /** The same for another distance, written with the same sign. */
    public Discretion withDistance(long distance) {
        return new Discretion(offset < 0 ? -distance : distance, offsetType);
    }

    /** DiscretionOffsetValue(389) as a decimal number. */
    public String offsetText() {
        return FixedPoint.format(offset);
    }

    @Override
    public String toString() {
        return offsetText() + offsetType.unit();
    }
}

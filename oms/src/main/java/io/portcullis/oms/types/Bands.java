package io.portcullis.oms.types;

import org.jspecify.annotations.Nullable;

/**
 * The prices within which an instrument trades, both included.
 *
 * @param low null for no lower one
 * @param high null for no upper one
 */
public record Bands(@Nullable Price low, @Nullable Price high) {

    /** @throws IllegalArgumentException if there is neither, one is not positive, or they cross */
    public Bands {
        if (low == null && high == null) {
            throw new IllegalArgumentException("price bands have a lower price, an upper one, or both");
        }
        if (low != null && !low.isPositive() || high != null && !high.isPositive()) {
            throw new IllegalArgumentException(
                    "the prices of price bands must be above 0, were " + (low == null ? "" : "low " + low) + (high == null ? "" : " high " + high));
        }
        if (low != null && high != null && low.compareTo(high) > 0) {
            throw new IllegalArgumentException("the lower price must not be above the upper one, were low " + low + " and high " + high);
        }
    }

    /** Whether such a limit is on the far side of them: above the upper one of a buy, below the lower one of a sell. */
    public boolean areExceededBy(boolean isBuy, Price limit) {
        Price bound = isBuy ? high : low;
        return bound != null && (isBuy ? limit.compareTo(bound) > 0 : limit.compareTo(bound) < 0);
    }

    @Override
    public String toString() {
        return (low == null ? "" : "low " + low) + (low == null || high == null ? "" : ", ") + (high == null ? "" : "high " + high);
    }
}

package io.portcullis.oms.instrument;

import io.portcullis.oms.types.Quantity;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an instrument beside its terms of trading, for limits.
 *
 * @param sector in which its issuer is; null if that is not told
 * @param assetClass such as equity; null if that is not told
 * @param averageDailyVolume how many are traded on a day; null if that is not told
 * @param priceBands how its price bands are worked out; null if its market says so
 * @param marginPercent which part of its worth has to be put up, in per cent; null if that is not told
 * @param volatilityPercent the standard deviation of its daily returns, in per cent; null if that is not told
 */
public record Traits(@Nullable String sector, @Nullable String assetClass, @Nullable Quantity averageDailyVolume, @Nullable BandRule priceBands,
        @Nullable BigDecimal marginPercent, @Nullable BigDecimal volatilityPercent) {

    public static final Traits NONE = new Traits(null, null, null);

    /** Of one whose price bands are as those of others of its market, and of whose margin and volatility nothing is told. */
    public Traits(@Nullable String sector, @Nullable String assetClass, @Nullable Quantity averageDailyVolume) {
        this(sector, assetClass, averageDailyVolume, null, null, null);
    }
}

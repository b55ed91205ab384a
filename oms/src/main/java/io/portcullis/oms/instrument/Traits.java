package io.portcullis.oms.instrument;

import io.portcullis.oms.types.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an instrument beside its terms of trading, for limits.
 *
 * @param sector in which its issuer is; null if that is not told
 * @param assetClass such as equity; null if that is not told
 * @param averageDailyVolume how many are traded on a day; null if that is not told
 */
public record Traits(@Nullable String sector, @Nullable String assetClass, @Nullable Quantity averageDailyVolume) {

    public static final Traits NONE = new Traits(null, null, null);
}

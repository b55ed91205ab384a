package io.portcullis.oms.core;

import io.portcullis.oms.instrument.BandRule;
import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.limit.DailyHours;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Of which instruments price bands are worked out, and how.
 *
 * @param byMarket by the MIC of the primary market, where the instrument itself says nothing
 * @param hours in which there are any, each day; null for all the time
 * @param doubled in which they are twice as wide; null for never
 */
public record BandRules(Map<String, BandRule> byMarket, @Nullable DailyHours hours, @Nullable DailyHours doubled) {

    public static final BandRules NONE = new BandRules(Map.of(), null, null);

    public BandRules {
        byMarket = Map.copyOf(byMarket);
    }

    /** Null if it has none. */
    @Nullable
    BandRule of(Instrument instrument) {
        BandRule own = instrument.traits().priceBands();
        BandRule rule = own == null ? byMarket.get(instrument.mic()) : own;
        return rule == null || rule.isNone() ? null : rule;
    }

    /** @param time epoch nanoseconds */
    boolean areInForce(long time) {
        return hours == null || hours.contains(Instant.ofEpochSecond(0, time));
    }

    /** @param time epoch nanoseconds */
    boolean areDoubled(long time) {
        return doubled != null && doubled.contains(Instant.ofEpochSecond(0, time));
    }
}

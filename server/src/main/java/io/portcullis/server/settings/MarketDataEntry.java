package io.portcullis.server.settings;

import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.venues.market.LevelBook;
import io.portcullis.venues.market.MarketDataTerms;
import io.portcullis.venues.market.MarketDataTerms.Check;
import io.portcullis.venues.market.MarketDataTerms.Mode;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Keys of a section of {@code venues.ini} about the venue's market data. */
final class MarketDataEntry {

    private static final Map<String, Mode> MODES = new TreeMap<>(
            Map.of("yes", Mode.SNAPSHOTS, "snapshots", Mode.SNAPSHOTS, "incremental", Mode.INCREMENTAL, "no", Mode.NO));
    private static final String NO_CHECKS = "none";
    private static final String CHECKS = Arrays.stream(Check.values()).map(MarketDataEntry::name).collect(Collectors.joining(", "));

    private MarketDataEntry() {
    }

    /** FIX 4.0 and 4.1 have none. */
    static MarketDataTerms read(Section s, FixVersion version, boolean isDark) {
        Mode mode = version.hasMarketData() ? s.oneOf("market-data", MODES, isDark ? Mode.NO : Mode.SNAPSHOTS)
                : s.oneOf("market-data", Map.of("no", Mode.NO), Mode.NO);
        return new MarketDataTerms(mode, s.integer("market-depth", LevelBook.DEPTH, 0, LevelBook.MOST_LEVELS), checks(s),
                s.duration("market-data-stale-after", MarketDataTerms.STALE_AFTER, Duration.ZERO, Duration.ofDays(1)));
    }

    private static Set<Check> checks(Section s) {
        List<Set<Check>> named = s.listOrNull("market-data-checks", "some of " + CHECKS + ", or none", MarketDataEntry::check);
        Set<Check> all = EnumSet.noneOf(Check.class);
        if (named == null) {
            return Set.of(Check.values());
        }
        named.forEach(all::addAll);
        return all;
    }

    private static Set<Check> check(String text) {
        if (text.equals(NO_CHECKS)) {
            return Set.of();
        }
        return Set.of(Arrays.stream(Check.values()).filter(each -> name(each).equals(text)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no check that is known here")));
    }

    private static String name(Check check) {
        return check.name().toLowerCase(Locale.ROOT);
    }
}

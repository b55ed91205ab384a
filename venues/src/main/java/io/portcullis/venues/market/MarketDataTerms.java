package io.portcullis.venues.market;

import java.time.Duration;
import java.util.Set;

/**
 * How a venue shows its market, and what its books are held against.
 *
 * @param depth levels of a side, MarketDepth(264), 1 to {@link LevelBook#MOST_LEVELS}; 0 for all of them, of which as many as that are kept
 * @param checks what makes a book unusable beside what is wrong at any venue
 * @param staleAfter how long a venue may show nothing, while others do, before its books are not used; zero for ever
 */
public record MarketDataTerms(Mode mode, int depth, Set<Check> checks, Duration staleAfter) {

    /** How a venue is asked. */
    public enum Mode {
        /** It shows nothing. */
        NO,
        /** MarketDataSnapshotFullRefresh(35=W) whenever something has changed. */
        SNAPSHOTS,
        /** One 35=W, then MarketDataIncrementalRefresh(35=X). */
        INCREMENTAL
    }

    /** What not every venue goes by. */
    public enum Check {
        /** A venue that puts together what several makers quote may be crossed or locked. */
        CROSSED,
        /** A venue may have other ticks than the instrument's primary market. */
        TICKS,
        /** Price bands that people or venues have told. */
        BANDS
    }

    public static final Duration STALE_AFTER = Duration.ofMinutes(5);
    public static final MarketDataTerms SNAPSHOTS = new MarketDataTerms(Mode.SNAPSHOTS, LevelBook.DEPTH, Set.of(Check.values()), STALE_AFTER);
    public static final MarketDataTerms NONE = new MarketDataTerms(Mode.NO, LevelBook.DEPTH, Set.of(Check.values()), STALE_AFTER);
    public static final MarketDataTerms INCREMENTAL = new MarketDataTerms(Mode.INCREMENTAL, LevelBook.DEPTH, Set.of(Check.values()), STALE_AFTER);

    public MarketDataTerms {
        checks = Set.copyOf(checks);
        if (depth < 0 || depth > LevelBook.MOST_LEVELS) {
            throw new IllegalArgumentException("the depth of books must be 0 to " + LevelBook.MOST_LEVELS + ", was " + depth);
        }
    }

    /** Levels of a side that are kept. */
    int kept() {
        return depth == 0 ? LevelBook.MOST_LEVELS : depth;
    }
}

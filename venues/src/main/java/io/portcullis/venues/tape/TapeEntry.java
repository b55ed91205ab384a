package io.portcullis.venues.tape;

import io.portcullis.oms.types.VenueId;
import java.util.List;

/** One thing that a tape says. Times are epoch nanoseconds, when it came here, and never descend within a tape. */
public sealed interface TapeEntry {

    long time();

    /** Recording begins, or goes on after a restart: nothing is known of any book from here on until the tape says it. */
    record Begin(long time) implements TapeEntry {
    }

    /** It is that late. Comes once a second, also while nothing else does: bars are closed by it. */
    record Tick(long time) implements TapeEntry {
    }

    /** Before this so many entries could not be kept. @param count at least 1 */
    record Missed(long time, long count) implements TapeEntry {
    }

    /**
     * A venue's book of an instrument has changed.
     *
     * @param isWhole the levels are all that is there; otherwise those that have changed
     * @param isUsable it counts for best prices; see {@code docs/market-data.md} for why one may not
     * @param levels bids before offers, each the best first
     */
    record Book(long time, VenueId venue, String symbol, boolean isWhole, boolean isUsable, List<Level> levels) implements TapeEntry {

        public Book {
            levels = List.copyOf(levels);
        }
    }

    /** @param price times 10<sup>8</sup>. @param quantity there now, times 10<sup>8</sup>; 0 for nothing any more */
    record Level(boolean isBid, long price, long quantity) {
    }

    /** @param price times 10<sup>8</sup>. @param quantity times 10<sup>8</sup>; 0 if nobody says */
    record Trade(long time, VenueId venue, String symbol, TradeKind kind, long price, long quantity) implements TapeEntry {
    }

    /** What a venue says of a trade. Numbers stand in tapes: they never change. */
    enum TradeKind {
        /** It has happened now. */
        NEW,
        /** It is of before, shown as the last one after a logon. */
        BEFORE,
        /** Of an old trade something is another, MDUpdateAction(279)=1. */
        CHANGED,
        /** An old trade is taken back, MDUpdateAction(279)=2. */
        DELETED
    }
}

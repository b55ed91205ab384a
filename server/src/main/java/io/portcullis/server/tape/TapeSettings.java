package io.portcullis.server.tape;

import io.portcullis.venues.market.LevelBook;
import io.portcullis.venues.tape.BarInterval;

/**
 * What is kept of what venues show.
 *
 * @param record what goes on the tape
 * @param keepDays tapes of so many trading days before the newest one are kept
 * @param hasHistory trades and bars go to the database, where there is one
 * @param historyFrom bars of that interval and of longer ones do
 */
public record TapeSettings(Recorded record, int keepDays, boolean hasHistory, BarInterval historyFrom) {

    /** Of each book. */
    public enum Recorded {
        /** Nothing: there are no bars either. */
        NO(0),
        /** The best bid and offer. */
        BEST(1),
        /** All levels that are asked for. */
        ALL(LevelBook.MOST_LEVELS);

        private final int depth;

        Recorded(int depth) {
            this.depth = depth;
        }

        /** Levels of a side. */
        public int depth() {
            return depth;
        }
    }

    public static final TapeSettings DEFAULT = new TapeSettings(Recorded.BEST, 30, true, BarInterval.MINUTE);

    public boolean isOn() {
        return record != Recorded.NO;
    }
}

package io.portcullis.venues.tape;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The book of one venue and instrument, as a tape has told it so far. One thread. */
public final class TapeBook {

    /** The best first. */
    private final TreeMap<Long, Long> bids = new TreeMap<>(Collections.reverseOrder());
    private final TreeMap<Long, Long> offers = new TreeMap<>();
    private boolean isUsable;

    /** What the entry says of it. */
    public void take(TapeEntry.Book entry) {
        if (entry.isWhole()) {
            bids.clear();
            offers.clear();
        }
        isUsable = entry.isUsable();
        for (TapeEntry.Level level : entry.levels()) {
            TreeMap<Long, Long> side = level.isBid() ? bids : offers;
            if (level.quantity() > 0) {
                side.put(level.price(), level.quantity());
            } else {
                side.remove(level.price());
            }
        }
    }

    /** It counts for best prices. */
    public boolean isUsable() {
        return isUsable;
    }

    /** Quantities by price, both times 10<sup>8</sup>, the best price first. */
    public SortedMap<Long, Long> levels(boolean ofBids) {
        return Collections.unmodifiableSortedMap(ofBids ? bids : offers);
    }

    /** Price times 10<sup>8</sup>; null if there is none, or the book does not count. */
    @Nullable
    Long best(boolean ofBids) {
        TreeMap<Long, Long> side = ofBids ? bids : offers;
        return !isUsable || side.isEmpty() ? null : side.firstKey();
    }
}

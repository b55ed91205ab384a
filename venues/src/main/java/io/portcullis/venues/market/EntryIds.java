package io.portcullis.venues.market;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The entries of a book whose venue names each of them by MDEntryID(278): several may be at one price, and what changes or goes is told by its name alone. */
final class EntryIds {

    /** More than a book of any market has; who sends more has lost count. */
    static final int MOST = 100_000;

    /** @param price times 10<sup>8</sup>. @param quantity likewise */
    record Entry(boolean isBid, long price, long quantity) {
    }

    private final Map<String, Entry> byId = new HashMap<>();

    boolean isEmpty() {
        return byId.isEmpty();
    }

    boolean isFull() {
        return byId.size() >= MOST;
    }

    void clear() {
        byId.clear();
    }

    @Nullable
    Entry of(String id) {
        return byId.get(id);
    }

    /** The entry is there now, instead of what had its name. */
    void put(String id, Entry entry, LevelBook levels) {
        remove(id, levels);
        byId.put(id, entry);
        levels.add(entry.isBid, entry.price, entry.quantity);
    }

    /** Without effect if there is none. */
    void remove(String id, LevelBook levels) {
        Entry gone = byId.remove(id);
        if (gone != null) {
            levels.take(gone.isBid, gone.price, gone.quantity);
        }
    }
}

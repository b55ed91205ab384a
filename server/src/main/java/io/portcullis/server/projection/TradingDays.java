package io.portcullis.server.projection;

import io.portcullis.oms.types.Ids;
import java.time.LocalDate;
import java.util.Map.Entry;
import java.util.TreeMap;

/** Which trading day was at which position of the log, and so on which day an id was given. */
final class TradingDays {

    private final TreeMap<Long, LocalDate> byFirstPosition = new TreeMap<>();

    boolean isEmpty() {
        return byFirstPosition.isEmpty();
    }

    void startsAt(long position, LocalDate day) {
        byFirstPosition.put(position, day);
    }

    LocalDate ofPosition(long position) {
        Entry<Long, LocalDate> entry = byFirstPosition.floorEntry(position);
        if (entry == null) {
            throw new IllegalStateException("position " + position + " is before the first trading day that the database knows, " + byFirstPosition);
        }
        return entry.getValue();
    }

    LocalDate ofId(long id) {
        return ofPosition(id / Ids.PER_RECORD);
    }
}

package io.portcullis.oms.types;

import java.time.LocalDate;

/**
 * The trading day of a venue that has others than the hub.
 *
 * @param date on which it ends
 * @param isOver it has ended, and the next one has not begun
 */
public record VenueDay(LocalDate date, boolean isOver) {

    /** Whether what was sent there on that day, as {@link LocalDate#toEpochDay()}, was for a day that has ended. */
    public boolean hasEnded(long day) {
        long today = date.toEpochDay();
        return day < today || isOver && day == today;
    }
}

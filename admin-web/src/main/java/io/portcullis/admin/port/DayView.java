package io.portcullis.admin.port;

import java.time.LocalDate;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The trading day, and what its end has left, looked up when somebody asks. */
public interface DayView {

    /**
     * @param tradingDay the one that goes on, or has ended last; null before the first began
     * @param endedBy null while it goes on
     * @param reason why it ended; null while it goes on
     * @param dayOrdersLeft of this day and earlier ones that are still open, though their day is over; those of today, while it goes on
     * @param carried orders good till cancel or a date that are open
     * @param untold of these, how many came on an earlier day, and their clients are not told yet that they go on
     * @param strays executions of orders that we don't know, which nobody has settled
     */
    record DayStatus(@Nullable LocalDate tradingDay, @Nullable String endedBy, @Nullable String reason, int dayOrdersLeft, int carried, int untold,
            int strays) {
    }

    /** Complete on any thread. */
    CompletionStage<DayStatus> day();
}

package io.portcullis.admin.readmodel;

import io.portcullis.oms.event.KillFact;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The desk at a glance.
 *
 * @param halt null while trading is on
 * @param tradingDay null before the first day began
 * @param dayEnd null while the trading day goes on
 * @param kills that are in force, oldest first
 * @param position of the last record that was read; 0 before the first
 * @param time of that record, epoch nanoseconds
 * @param openOrders among the orders that are kept
 * @param unconfirmedOrders among the orders that are kept: those for which a venue owes an answer
 */
public record DeskStatus(@Nullable Halt halt, @Nullable LocalDate tradingDay, @Nullable DayEnd dayEnd, List<KillFact.Ordered> kills, long position, long time,
        int openOrders,
        int unconfirmedOrders,
        DayCounters today) {

    /**
     * Trading is halted.
     *
     * @param since epoch nanoseconds; 0 if it was before the part of the log that was read
     */
    public record Halt(String user, String reason, long since) {
    }

    /**
     * The trading day is over, and the next one has not begun.
     *
     * @param since epoch nanoseconds; 0 if it was before the part of the log that was read
     */
    public record DayEnd(String user, String reason, long since) {
    }

    /**
     * How often things happened since the trading day began.
     *
     * @param since from when on it was counted, epoch nanoseconds: later than the day's beginning if that was not read; 0 before the first record
     * @param requestsRefused cancels and replaces that came to nothing
     * @param messagesRefused messages that could not be read
     */
    public record DayCounters(long since, long ordersAccepted, long ordersRefused, long childOrders, long fills, long requestsRefused, long messagesRefused) {
    }
}

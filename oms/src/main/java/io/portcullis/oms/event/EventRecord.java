package io.portcullis.oms.event;

import io.portcullis.oms.command.Origin;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that one command gave: appended as one, or not at all.
 *
 * @param position in the log: gap-free from 1
 * @param time of the command, epoch nanoseconds
 * @param consumed the message that is thereby done; null if the command came in none
 * @param summaries of each order that was touched, in order of first touch
 */
public record EventRecord(long position, long time, @Nullable Origin consumed, List<Event> events, List<OrderSummary> summaries) {
}

package io.portcullis.oms.event;

import io.portcullis.oms.types.VenueId;
import java.util.List;

/** What was seen at the last point before the venues' sessions, where what goes out is counted once more, by other code than that which decides it. */
public sealed interface LastPointFact {

    /**
     * A request was not sent. What becomes of the order stands behind it in the record, as if its venue had rejected it.
     *
     * @param requestIds under which it would have been sent: one, or those of the sides of a cross
     * @param isNew it would have been a new order there
     * @param text why
     */
    record Stopped(VenueId venue, List<Long> requestIds, boolean isNew, String text) implements LastPointFact {

        public Stopped {
            requestIds = List.copyOf(requestIds);
        }
    }

    /**
     * More goes out than clients' orders explain.
     *
     * @param out orders and replaces that went to venues
     * @param orders of so many orders of clients
     * @param mostPerOrder from which on it is told
     * @param seconds within which
     */
    record TooManyOut(long out, long orders, int mostPerOrder, long seconds) implements LastPointFact {
    }
}

package io.portcullis.server.projection;

import io.portcullis.oms.event.EventRecord;
import io.portcullis.oms.event.OrderSummary;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which orders child orders belong to, of those that were spoken of last: events name the child only. */
final class Children {

    private static final int MOST = 50_000;

    /** @param orderId number of the parent order */
    record Child(long orderId, String venue) {
    }

    private final Map<Long, Child> recent = new LinkedHashMap<>(16, 0.75f, true);

    boolean knows(long childId) {
        return recent.containsKey(childId);
    }

    void remember(long childId, Child child) {
        recent.put(childId, child);
    }

    /** @throws IllegalStateException if no event created it */
    Child of(long childId) {
        Child child = recent.get(childId);
        if (child == null) {
            throw new IllegalStateException("the database doesn't know the child order with number " + childId);
        }
        return child;
    }

    /** After a batch: what has ended is hardly ever spoken of again, and of the others the oldest give way. */
    void forget(List<EventRecord> written) {
        for (EventRecord record : written) {
            for (OrderSummary order : record.summaries()) {
                if (order.leavesQty().isZero()) {
                    recent.remove(order.id());
                }
            }
        }
        forgetOldest();
    }

    private void forgetOldest() {
        Iterator<Long> oldest = recent.keySet().iterator();
        for (int tooMany = recent.size() - MOST; tooMany > 0; tooMany--) {
            oldest.next();
            oldest.remove();
        }
    }
}

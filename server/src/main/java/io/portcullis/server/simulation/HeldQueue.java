package io.portcullis.server.simulation;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.core.Effect;
import io.portcullis.oms.event.CrossFact;
import io.portcullis.oms.types.VenueId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What waits, without a number, for a venue's connection: new orders, and all that comes behind them. Lost when the hub dies, and derived from the log again. */
final class HeldQueue {

    private static final long LONGEST = 5 * Timeline.SECOND;

    private final VenueId venue;
    private final ArrayDeque<Effect.ToVenue> waiting = new ArrayDeque<>();
    private final Set<Long> keptBack = new HashSet<>();
    private final Map<Long, Long> childIds = new HashMap<>();

    HeldQueue(VenueId venue) {
        this.venue = venue;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    void clear() {
        waiting.clear();
        keptBack.clear();
    }

    void add(Effect.ToVenue request) {
        waiting.add(request);
    }

    /** The next that may go; null if none may. */
    Effect.@Nullable ToVenue poll() {
        Effect.ToVenue head = waiting.peek();
        return head == null || isNew(head) && keptBack.contains(head.requestId()) ? null : waiting.remove();
    }

    /** A cross has the number of its first side. */
    static boolean isNew(Effect.ToVenue request) {
        return request instanceof Effect.NewOrderSingle || request instanceof Effect.CrossRequest cross && cross.message() == CrossFact.Message.NEW;
    }

    /** What the core is to be told of: each order once. */
    List<Command.HeldOrder> overtaken(long now, boolean wasDown) {
        Set<Long> orders = new HashSet<>();
        List<Command.HeldOrder> overtaken = new ArrayList<>();
        for (Effect.ToVenue request : waiting) {
            switch (request) {
                case Effect.NewOrderSingle e -> {
                    if (wasDown && now - e.transactTime() > LONGEST) {
                        keepBack(e.requestId(), 0, "waited too long", overtaken);
                    } else {
                        orders.add(e.requestId());
                    }
                }
                case Effect.CrossRequest e when isNew(e) -> {
                    if (wasDown && now - e.transactTime() > LONGEST) {
                        keepBack(e.requestId(), 0, "waited too long", overtaken);
                    } else {
                        orders.add(e.requestId());
                    }
                }
                case Effect.CrossRequest e when e.message() == CrossFact.Message.CANCEL && orders.contains(e.origName()) -> keepBack(e.origName(),
                        e.requestId(), "canceled", overtaken);
                case Effect.OrderCancelRequest e when orders.contains(e.origRequestId()) -> keepBack(e.origRequestId(), e.requestId(), "canceled", overtaken);
                case Effect.OrderCancelReplaceRequest e when orders.contains(e.origRequestId()) -> keepBack(e.origRequestId(), e.requestId(), "replaced",
                        overtaken);
                default -> {
                    // about an order that is not held
                }
            }
        }
        return overtaken;
    }

    private void keepBack(long order, long by, String text, List<Command.HeldOrder> overtaken) {
        if (keptBack.add(order)) {
            overtaken.add(new Command.HeldOrder(venue, order, by, text));
        }
    }

    void withdraw(Effect.Withdrawal withdrawal) {
        keptBack.remove(withdrawal.orderRequestId());
        for (Effect.ToVenue request : waiting) {
            if (request instanceof Effect.OrderCancelReplaceRequest replace && withdrawal.concerns(replace)) {
                childIds.put(replace.requestId(), childIdOf(replace.origRequestId()));
            }
        }
        waiting.removeIf(withdrawal::concerns);
    }

    /** The child order that a venue was sent under that number: another one than its own if it was replaced before it was sent. */
    long childIdOf(long requestId) {
        return childIds.getOrDefault(requestId, requestId);
    }
}

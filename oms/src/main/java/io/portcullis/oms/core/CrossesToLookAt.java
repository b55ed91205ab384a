package io.portcullis.oms.core;

import io.portcullis.oms.event.Event;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.Cross;
import io.portcullis.oms.order.ShardState;
import java.util.LinkedHashSet;
import org.jspecify.annotations.Nullable;

/** Finds the crosses of which a side has changed in the record that is being decided: each is looked at before that ends. */
final class CrossesToLookAt {

    private final ShardState state;
    private final LinkedHashSet<Long> now = new LinkedHashSet<>();

    CrossesToLookAt(ShardState state) {
        this.state = state;
    }

    void after(Event event) {
        if (state.crosses().isEmpty()) {
            return;
        }
        switch (event) {
            case Event.OfOrder e -> changed(e.orderId());
            case Event.OfChild e -> {
                ChildOrder child = state.unsettledChild(e.childId());
                if (child != null) {
                    changed(child.parent().orderId());
                }
            }
            default -> {
            }
        }
    }

    private void changed(long orderId) {
        Cross cross = state.crosses().of(orderId);
        if (cross != null) {
            now.add(cross.crossId());
        }
    }

    /** What was folded was looked at when it was decided. */
    void folded() {
        now.clear();
    }

    boolean hasNext() {
        return !now.isEmpty();
    }

    /** The next one that has changed; null if it is not known any more. */
    @Nullable
    Cross next() {
        return state.crosses().cross(now.removeFirst());
    }
}

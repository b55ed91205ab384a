package io.portcullis.oms.order;

import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.OverrideFact;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.Refusal;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Overrides of limits that are in force or wait for their approval, and which orders have passed by one. A part of the state: events change it, and it holds no rule. */
public final class Overrides {

    /**
     * One that has not ended.
     *
     * @param time since when, epoch nanoseconds
     * @param approver null as long as nobody has approved it
     * @param used by how many orders
     */
    public record Standing(OverrideFact.Asked asked, long time, @Nullable String approver, int used) {

        /** It has been approved. */
        public boolean isInForce() {
            return approver != null;
        }
    }

    final Map<Long, Standing> all = new LinkedHashMap<>();
    /** By the ids of orders that have passed and may be open still, against which refusals. */
    final Map<Long, Set<Refusal>> passed = new LinkedHashMap<>();
    private List<Standing> standings = List.of();

    /** There is none, neither in force nor asked for. */
    public boolean isEmpty() {
        return standings.isEmpty();
    }

    /** Oldest first. */
    public List<Standing> all() {
        return standings;
    }

    /** Null if there is none, or it has ended. */
    public @Nullable Standing override(long overrideId) {
        return all.get(overrideId);
    }

    /** Whether the order was let pass though such a limit spoke against it. */
    public boolean letPass(long orderId, Refusal refusal) {
        Set<Refusal> against = passed.get(orderId);
        return against != null && against.contains(refusal);
    }

    void after(OverrideFact fact, long time) {
        switch (fact) {
            case OverrideFact.Asked f -> all.put(f.overrideId(), new Standing(f, time, null, 0));
            case OverrideFact.Approved f -> {
                Standing before = known(f.overrideId());
                all.put(f.overrideId(), new Standing(before.asked, before.time, f.user(), 0));
            }
            case OverrideFact.Ended f -> all.remove(f.overrideId());
        }
        changed();
    }

    /** One whose last order has passed has ended by that. */
    void after(Event.OrderOverridden e) {
        Standing before = known(e.overrideId());
        Set<Refusal> against = passed.computeIfAbsent(e.orderId(), _ -> EnumSet.noneOf(Refusal.class));
        for (Objection objection : e.objections()) {
            against.add(objection.refusal());
        }
        if (before.used + 1 >= before.asked.what().orders()) {
            all.remove(e.overrideId());
        } else {
            all.put(e.overrideId(), new Standing(before.asked, before.time, before.approver, before.used + 1));
        }
        changed();
    }

    /** Those of orders that are gone are forgotten. */
    void startDay(Set<Long> orders) {
        passed.keySet().retainAll(orders);
    }

    void changed() {
        standings = List.copyOf(all.values());
    }

    private Standing known(long overrideId) {
        Standing standing = all.get(overrideId);
        if (standing == null) {
            throw new IllegalStateException("an event tells of override " + overrideId + ", which is not there");
        }
        return standing;
    }
}

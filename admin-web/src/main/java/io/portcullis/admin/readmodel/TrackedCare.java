package io.portcullis.admin.readmodel;

import io.portcullis.oms.event.CareFact;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.order.Care;
import io.portcullis.oms.types.Ids;
import io.portcullis.oms.types.Quantity;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whose a care order is, and what of it the client is not told yet, as far as it is shown. */
final class TrackedCare {

    private @Nullable String owner;
    private boolean isLocked;
    private boolean holdsFills;
    private final Set<Long> held = new LinkedHashSet<>();

    static @Nullable TrackedCare recovered(@Nullable Care care) {
        if (care == null) {
            return null;
        }
        TrackedCare tracked = new TrackedCare();
        tracked.owner = care.owner();
        tracked.isLocked = care.isLocked();
        tracked.holdsFills = care.holdsFills();
        care.held().forEach(fill -> tracked.held.add(fill.execId()));
        return tracked;
    }

    void worked(Event.OrderWorked e) {
        switch (e.fact()) {
            case CareFact.Claimed _ -> owner = e.user();
            case CareFact.GivenBack _ -> {
                owner = null;
                isLocked = false;
            }
            case CareFact.PassedOn f -> owner = f.to();
            case CareFact.Locked _ -> isLocked = true;
            case CareFact.Unlocked _ -> isLocked = false;
            case CareFact.FillsHeld _ -> holdsFills = true;
            case CareFact.FillsReleased f -> {
                f.execIds().forEach(held::remove);
                holdsFills &= !f.isOver();
            }
            case CareFact.Staged _,CareFact.RequestDenied _,CareFact.PartRouted _,CareFact.PartCalledBack _,CareFact.FillTakenBack _,CareFact.FillPutRight _ -> {
                // what follows from it has events of its own
            }
        }
    }

    void filled(long execId) {
        if (holdsFills && held.size() < Care.MOST_HELD) {
            held.add(execId);
        }
    }

    void busted(long execId) {
        held.remove(execId);
    }

    void corrected(long before, long now) {
        if (held.remove(before)) {
            held.add(now);
        }
    }

    OrderRow.CareStanding standing(Quantity atVenues, Ids ids) {
        return new OrderRow.CareStanding(owner, isLocked, holdsFills, held.stream().map(ids::execId).toList(), atVenues);
    }
}

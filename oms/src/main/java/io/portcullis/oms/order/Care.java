package io.portcullis.oms.order;

import io.portcullis.oms.event.CareFact;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.Quantity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of an order that people work, beside what is known of any order: whose it is, and which of its executions the client is not told yet. Changed by events only. */
public final class Care {

    /** How many executions of an order may wait to be told; further ones are told at once. */
    public static final int MOST_HELD = 500;

    /**
     * An execution that the client is not told yet.
     *
     * @param execId as the fill is called now
     * @param transactTime when it was executed, epoch nanoseconds
     */
    public record HeldFill(long childId, long execId, Quantity quantity, Money value, long transactTime) {
    }

    @Nullable
    String owner;
    boolean isLocked;
    boolean holdsFills;
    final List<HeldFill> held = new ArrayList<>();
    /** Taken back before the client was told of them. */
    final List<Long> neverTold = new ArrayList<>();

    /** Who works it; null if it is nobody's. */
    public @Nullable String owner() {
        return owner;
    }

    /** What the client asks for waits. */
    public boolean isLocked() {
        return isLocked;
    }

    /** Executions from now on are not told to the client until they are released. */
    public boolean holdsFills() {
        return holdsFills;
    }

    /** In the order in which they were booked. */
    public List<HeldFill> held() {
        return List.copyOf(held);
    }

    public boolean isHeld(long execId) {
        return indexOf(execId) >= 0;
    }

    /** Whether an execution was taken back before the client was told of it. */
    public boolean wasNeverTold(long execId) {
        return neverTold.contains(execId);
    }

    Quantity heldQty() {
        Quantity sum = Quantity.ZERO;
        for (HeldFill fill : held) {
            sum = sum.plus(fill.quantity());
        }
        return sum;
    }

    Money heldValue() {
        Money sum = Money.ZERO;
        for (HeldFill fill : held) {
            sum = sum.plus(fill.value());
        }
        return sum;
    }

    private int indexOf(long execId) {
        for (int i = 0; i < held.size(); i++) {
            if (held.get(i).execId() == execId) {
                return i;
            }
        }
        return -1;
    }

    void after(Event.OrderWorked e) {
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
                held.removeIf(fill -> f.execIds().contains(fill.execId()));
                holdsFills &= !f.isOver();
            }
            case CareFact.Staged _,CareFact.RequestDenied _,CareFact.PartRouted _,CareFact.PartCalledBack _,CareFact.FillTakenBack _,CareFact.FillPutRight _ -> {
                // said for the record: what follows from it has events of its own
            }
        }
    }

    void filled(long childId, Fill fill, long transactTime) {
        if (holdsFills && held.size() < MOST_HELD) {
            held.add(new HeldFill(childId, fill.execId(), fill.lastQty(), fill.value(), transactTime));
        }
    }

    void busted(long execId) {
        int index = indexOf(execId);
        if (index >= 0) {
            held.remove(index);
            neverTold.add(execId);
        }
    }

    void corrected(long execId, Fill now) {
        int index = indexOf(execId);
        if (index >= 0) {
            held.set(index, new HeldFill(held.get(index).childId(), now.execId(), now.lastQty(), now.value(), held.get(index).transactTime()));
        }
    }
}

package io.portcullis.oms.order;

import io.portcullis.oms.event.DeskFact;
import io.portcullis.oms.types.RestatedBecause;
import org.jspecify.annotations.Nullable;

/** What is known of an order because a person of ours did something in its client's place. Changed by events only. */
public final class DeskNotes {

    @Nullable
    RestatedBecause changing;
    @Nullable
    RestatedBecause canceling;

    /** Why the desk has ordered the change that its venues have not all answered yet; null if none is under way. */
    public @Nullable RestatedBecause changing() {
        return changing;
    }

    /** Why the desk has ordered the cancel that is under way, or that has ended the order; null if it has not. */
    public @Nullable RestatedBecause canceling() {
        return canceling;
    }

    void after(DeskFact fact) {
        switch (fact) {
            case DeskFact.OrderEntered _ -> {
                // the name that it is kept under says so
            }
            case DeskFact.ChangeOrdered f -> changing = f.because();
            case DeskFact.OrderChanged _ -> changing = null;
            case DeskFact.ChangeFailed _ -> changing = null;
            case DeskFact.DeskCancelOrdered f -> canceling = f.because();
        }
    }
}

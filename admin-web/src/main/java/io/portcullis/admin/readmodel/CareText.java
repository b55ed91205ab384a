package io.portcullis.admin.readmodel;

import io.portcullis.oms.event.CareFact;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.types.Ids;
import io.portcullis.oms.types.Price;
import org.jspecify.annotations.Nullable;

/** Says in one sentence what the desk did with a care order, for people. */
final class CareText {

    private final Ids ids;

    CareText(Ids ids) {
        this.ids = ids;
    }

    String of(Event.OrderWorked e) {
        String text = what(e.fact()) + (e.user() == null ? "" : " by " + e.user());
        return e.reason().isEmpty() ? text : text + ": " + e.reason();
    }

    private String what(CareFact fact) {
        return switch (fact) {
            case CareFact.Staged _ -> "Waits for the desk: a care order";
            case CareFact.Claimed _ -> "Claimed";
            case CareFact.GivenBack _ -> "Given back to the desk";
            case CareFact.PassedOn f -> "Passed on to " + f.to();
            case CareFact.Locked _ -> "Locked: what the client asks for waits";
            case CareFact.Unlocked _ -> "Unlocked";
            case CareFact.RequestDenied _ -> "What the client asked for is refused";
            case CareFact.PartRouted f -> "Part of " + f.conditions().orderQty() + at(f.conditions().price()) + " sent to "
                    + (f.venue() == null ? "the venues that the router chose" : f.venue());
            case CareFact.PartCalledBack f -> "Part " + ids.venueClOrdId(f.childId()) + " called back";
            case CareFact.FillTakenBack f -> "Execution " + ids.execId(f.execId()) + " taken back by hand";
            case CareFact.FillPutRight f -> "Execution " + ids.execId(f.execId()) + " corrected by hand";
            case CareFact.FillsHeld _ -> "Executions are held back from the client";
            case CareFact.FillsReleased f -> f.execIds().isEmpty() ? "Executions are told to the client at once again"
                    : f.execIds().size() + (f.execIds().size() == 1 ? " execution" : " executions") + " told to the client";
        };
    }

    private static String at(@Nullable Price price) {
        return price == null ? " at market" : " at " + price;
    }
}

package io.portcullis.admin.readmodel;

import io.portcullis.oms.event.DeskFact;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.RestatedBecause;
import java.util.function.Function;

/** Says in one sentence what our people did in a client's place, for people. */
final class DeskText {

    private final Function<Conditions, String> conditions;

    /** @param conditions in words */
    DeskText(Function<Conditions, String> conditions) {
        this.conditions = conditions;
    }

    String of(Event.DeskActed e) {
        String text = what(e.fact()) + (e.user() == null ? "" : " by " + e.user());
        return e.reason().isEmpty() ? text : text + ": " + e.reason();
    }

    private String what(DeskFact fact) {
        return switch (fact) {
            case DeskFact.OrderEntered f -> "Given by telephone, reference " + f.reference() + ", entered";
            case DeskFact.ChangeOrdered f -> "Change to " + conditions.apply(f.conditions()) + ordered(f.because());
            case DeskFact.OrderChanged f -> "Changed: " + conditions.apply(f.conditions()) + (f.isSentAnew() ? ", sent to venues anew" : "")
                    + "; restated to the client";
            case DeskFact.ChangeFailed f -> "The change came to nothing: " + f.text();
            case DeskFact.DeskCancelOrdered f -> "Cancel" + ordered(f.because());
        };
    }

    private static String ordered(RestatedBecause because) {
        return switch (because) {
            case VERBAL -> ", as the client asked by telephone, ordered";
            case BROKER -> ", as the broker wants it, ordered";
            case TRADING_HALT -> ", as trading is halted, ordered";
            case REPRICED -> ", above the best bid, as short sales are restricted by Rule 201, ordered";
            case DECLINE -> ", because it is declined in part, ordered";
        };
    }
}

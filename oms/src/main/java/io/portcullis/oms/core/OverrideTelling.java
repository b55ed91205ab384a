package io.portcullis.oms.core;

import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.OverrideFact;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.types.Objection;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the desk is told of overrides. */
final class OverrideTelling {

    private OverrideTelling() {
    }

    static String text(OverrideFact fact) {
        String override = "override " + fact.overrideId();
        return switch (fact) {
            case OverrideFact.Asked f -> override + " asked for by " + f.user() + ", a second person has to approve it: " + f.what() + ": " + f.reason();
            case OverrideFact.Approved f -> override + " approved by " + f.user() + ": " + f.reason();
            case OverrideFact.Ended f -> override + " " + f.how().name().toLowerCase(Locale.ROOT) + " by " + f.user() + ": " + f.reason();
        };
    }

    static Effect.Alert alert(Event.OrderOverridden e, long mark, ParentOrder order) {
        return new Effect.Alert(mark,
                "the order passes by override " + e.overrideId() + ", asked for by " + e.user() + " and approved by " + e.approver() + ", though "
                        + e.objections().stream().map(Objection::text).collect(Collectors.joining("; ")),
                order.terms().session(), null, order.terms().clOrdId(), e.orderId(),
                0);
    }
}

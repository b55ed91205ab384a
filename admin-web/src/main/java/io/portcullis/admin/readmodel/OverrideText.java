package io.portcullis.admin.readmodel;

import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.OverrideFact;
import io.portcullis.oms.types.Objection;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is said of overrides, in one sentence. */
final class OverrideText {

    private OverrideText() {
    }

    static String of(OverrideFact fact) {
        String override = "Override " + fact.overrideId();
        return switch (fact) {
            case OverrideFact.Asked f -> override + " asked for by " + f.user() + ": " + f.what() + ": " + f.reason();
            case OverrideFact.Approved f -> override + " approved by " + f.user() + ": " + f.reason();
            case OverrideFact.Ended f -> override + " " + f.how().name().toLowerCase(Locale.ROOT) + " by " + f.user() + ": " + f.reason();
        };
    }

    static String of(Event.OrderOverridden e) {
        return "Passes by override " + e.overrideId() + ", asked for by " + e.user() + " and approved by " + e.approver() + ", though "
                + e.objections().stream().map(Objection::text).collect(Collectors.joining("; "));
    }
}

package io.portcullis.admin.readmodel;

import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.VenueLook;
import java.util.stream.Collectors;

/** Why an order went where it went, in one sentence. */
final class RoutingText {

    private RoutingText() {
    }

    static String of(Event.OrderRouted e) {
        return "Routed " + e.quantity() + " by " + e.strategy() + (e.rule() == 0 ? "" : " (routing.csv, line " + e.rule() + ")") + ": "
                + e.venues().stream().map(look -> of(look, e)).collect(Collectors.joining("; "));
    }

    private static String of(VenueLook look, Event.OrderRouted e) {
        String seen = look.levels().stream().map(level -> level.quantity() + " @ " + level.price()).collect(Collectors.joining(", "));
        return look.venue() + (look.given().isZero() ? "" : " gets " + look.given()) + (seen.isEmpty() ? "" : " (" + seen + ")") + " "
                + look.reason(e.venues(), e.side().isBuy());
    }
}

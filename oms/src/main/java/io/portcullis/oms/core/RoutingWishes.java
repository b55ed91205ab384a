package io.portcullis.oms.core;

import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.Refusal;
import io.portcullis.oms.types.RoutingWish;
import io.portcullis.oms.types.VenueId;
import java.util.List;

/** Whether a new order may be routed as its client wants it: by what is agreed with the session, and by what there is. */
final class RoutingWishes {

    private final Agreements agreements;
    private final Routing routing;

    RoutingWishes(Agreements agreements, Routing routing) {
        this.agreements = agreements;
        this.routing = routing;
    }

    /** What people work by hand they read: TargetStrategy(847) is for them. */
    static Conditions leftToPeople(Conditions conditions) {
        RoutingWish wish = conditions.instructions().wish();
        return wish == null ? conditions : conditions.wishing(RoutingWish.of(wish.destination(), null));
    }

    /** @param objections what speaks against it is added to them */
    void check(OrderTerms terms, List<Objection> objections) {
        RoutingWish wish = terms.instructions().wish();
        if (wish == null) {
            return;
        }
        ClientAgreement.Routes agreed = agreements.with(terms.session()).routes();
        VenueId destination = wish.destination();
        if (destination != null) {
            checkDestination(destination, agreed, terms, objections);
        }
        String strategy = wish.strategy();
        if (strategy != null && !agreed.strategies().contains(strategy)) {
            objections.add(new Objection(Refusal.ROUTING_NOT_AGREED,
                    "TargetStrategy(847) " + strategy + notAgreed(terms)
                            + may(agreed.strategies().isEmpty(), "ask for", String.join(", ", agreed.strategies()))));
        } else if (strategy != null && !routing.hasStrategy(strategy)) {
            objections.add(new Objection(Refusal.UNKNOWN_STRATEGY, "TargetStrategy(847) " + strategy + ": no rule of routing is for it now"));
        }
    }

    private void checkDestination(VenueId destination, ClientAgreement.Routes agreed, OrderTerms terms, List<Objection> objections) {
        List<VenueId> venues = agreed.destinations();
        if (venues != null && !venues.contains(destination)) {
            objections.add(new Objection(Refusal.ROUTING_NOT_AGREED, "ExDestination(100) " + destination + notAgreed(terms)
                    + may(venues.isEmpty(), "name", String.join(", ", venues.stream().map(VenueId::value).toList()))));
        } else if (!routing.knows(destination)) {
            objections.add(new Objection(Refusal.UNKNOWN_DESTINATION, "ExDestination(100) must be one of " + routing.namesOfVenues() + ", was " + destination));
        }
    }

    private static String notAgreed(OrderTerms terms) {
        return " is not agreed for session " + terms.session();
    }

    private static String may(boolean isNothing, String verb, String what) {
        return ", which may " + verb + " " + (isNothing ? "none" : what);
    }
}

package io.portcullis.oms.core;

import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.PartWorth;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.VenueId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How much venues may have of an order by the limits on what is there. */
final class VenueRoom {

    private final RiskGate risk;

    VenueRoom(RiskGate risk) {
        this.risk = risk;
    }

    /** Some limit is on what is at a venue: without one there is nothing to ask. */
    boolean isBounded() {
        return risk.limitsVenues();
    }

    /**
     * Of what is to go out anew.
     *
     * @param conditions for all of it
     * @param valuation of its order, for one share
     * @param objections each limit that lets not all of it pass somewhere is added to them
     * @return in the order of the venues; null if each may have all of it
     */
    @Nullable
    List<Quantity> of(OrderTerms terms, Conditions conditions, Price valuation, List<VenueId> venues, List<Objection> objections) {
        List<Quantity> most = new ArrayList<>(venues.size());
        boolean isBound = false;
        for (int i = 0; i < venues.size(); i++) {
            Quantity room = risk.room(part(terms, venues.get(i), conditions, valuation), null, objections);
            most.add(room);
            isBound |= conditions.orderQty().exceeds(room);
        }
        return isBound ? most : null;
    }

    /**
     * Of a part that is to be another one where it is.
     *
     * @param conditions for all of what may still be executed of it then
     * @param objections as in {@link #of}
     * @return of what may still be executed
     */
    Quantity of(ChildOrder child, OrderTerms terms, Conditions conditions, Price valuation, List<Objection> objections) {
        Quantity missed = child.missedQty();
        return risk.room(part(terms, child.venue(), conditions.withQty(conditions.orderQty().plus(missed)), valuation), child, objections).minus(missed)
                .max(Quantity.ZERO);
    }

    /** All that goes out by it counts there, until it is given back. @param sign -1 to give it back */
    void reserve(OrderTerms terms, Routing.Plan plan, Price valuation, int sign) {
        for (int i = 0; isBounded() && i < plan.routes().size(); i++) {
            Router.Route route = plan.routes().get(i);
            Router.Leg leg = route.leg();
            Conditions conditions = leg == null ? plan.conditions() : plan.conditions().immediateAt(leg.limit());
            reserve(terms, route.venue(), conditions.withQty(route.quantity()), valuation, sign);
        }
    }

    void reserve(OrderTerms terms, VenueId venue, Conditions conditions, Price valuation, int sign) {
        risk.reserve(part(terms, venue, conditions, valuation), sign);
    }

    /** The part leaves what is at its venue for a moment, or returns. @param sign -1 to leave */
    void put(ChildOrder child, int sign) {
        risk.put(child, sign);
    }

    private static RiskGate.Part part(OrderTerms terms, VenueId venue, Conditions conditions, Price valuation) {
        return new RiskGate.Part(terms, venue, conditions.orderQty(), PartWorth.price(valuation, conditions));
    }
}

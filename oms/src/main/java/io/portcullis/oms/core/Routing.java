package io.portcullis.oms.core;

import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.instrument.Market;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.Ended;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.VenueId;
import java.util.List;
import java.util.Set;

/** Puts orders to the router, checks what it says, and creates the child orders. */
final class Routing {

    private List<VenueId> venues;
    private final ShardState state;
    private final Router router;
    private final Market market;
    private final Turn turn;
    private Set<VenueId> takingOrders = Set.of();
    private List<VenueId> usable = List.of();

    Routing(List<VenueId> venues, ShardState state, Router router, Market market, Turn turn) {
        this.venues = List.copyOf(venues);
        this.state = state;
        this.router = router;
        this.market = market;
        this.turn = turn;
    }

    /** Others, or in another order, from now on. Each child order says which one it went to. */
    void venues(List<VenueId> changed) {
        venues = List.copyOf(changed);
        takingOrders = Set.of();
        usable = List.of();
    }

    /** Where a new order would go; empty if no venue takes it now. */
    List<Router.Route> routesFor(OrderTerms terms) {
        return routesFor(terms, terms.conditions(), usable());
    }

    /** Where the rest of an order would go: not to a venue that has already let go of a part of it. */
    List<Router.Route> routesFor(ParentOrder order, Quantity quantity) {
        return routesFor(order.terms(), order.working().withQty(quantity), usable(order));
    }

    /** Where an order that waits for its stop price would go, had it been reached. */
    List<Router.Route> routesOnceTriggered(ParentOrder order) {
        return routesFor(order.terms(), order.terms().conditions().onceTriggered().withQty(order.leavesQty()), usable(order));
    }

    private List<Router.Route> routesFor(OrderTerms terms, Conditions conditions, List<VenueId> usable) {
        List<VenueId> able = conditions.arePlain() ? usable : usable.stream().filter(venue -> router.isTakenBy(venue, conditions)).toList();
        if (able.isEmpty()) {
            return List.of();
        }
        List<Router.Route> routes = router.route(new Router.Request(terms.symbol(), terms.side(), conditions, able), market);
        if (!routes.isEmpty()) {
            checkConservation(conditions.orderQty(), routes);
        }
        return routes;
    }

    /** The last look before an order leaves: what goes out is exactly what was to go out. */
    private static void checkConservation(Quantity quantity, List<Router.Route> routes) {
        Quantity sum = Quantity.ZERO;
        for (int i = 0; i < routes.size(); i++) {
            Router.Route route = routes.get(i);
            if (!route.quantity().isPositive()) {
                throw new IllegalStateException("the router sends " + route.quantity() + " to " + route.venue());
            }
            sum = sum.plus(route.quantity());
        }
        if (sum.compareTo(quantity) != 0) {
            throw new IllegalStateException("the router made " + sum + " out of " + quantity + ": " + routes);
        }
    }

    /** In configured order. */
    private List<VenueId> usable() {
        if (takingOrders != state.takingOrders()) {
            takingOrders = state.takingOrders();
            usable = venues.stream().filter(takingOrders::contains).toList();
        }
        return usable;
    }

    private List<VenueId> usable(ParentOrder order) {
        return usable().stream().filter(venue -> !hasLetGo(order, venue)).toList();
    }

    private static boolean hasLetGo(ParentOrder order, VenueId venue) {
        for (ChildOrder child : order.children()) {
            if (child.venue().equals(venue) && child.ended() != Ended.NOT) {
                return true;
            }
        }
        return false;
    }

    void create(long orderId, Conditions conditions, List<Router.Route> routes) {
        for (int i = 0; i < routes.size(); i++) {
            Router.Route route = routes.get(i);
            turn.emit(new Event.ChildOrderCreated(turn.nextId(), orderId, route.venue(), conditions.withQty(route.quantity()),
                    route.quotePrice(), route.quoteQty()));
        }
    }
}

package io.portcullis.oms.core;

import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.event.VenueLook;
import io.portcullis.oms.instrument.Market;
import io.portcullis.oms.order.VenueFigures;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.OnConditions;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.oms.types.VenueId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Port: splits what is to be executed over venues. A pure function of what it is handed. */
public interface Router {

    /**
     * @param conditions for the quantity that is to be routed: the whole order, or what is left of it
     * @param venues that are trading and may be used, in configured order; not empty
     * @param most how much each of the venues may get, in their order, zero for nothing; null if each may get all of it
     * @param order of which it is; null if nobody's
     * @param spent venues that get no more legs of the order, because they have given back what they did not fill of those before; null where no legs may go out at all: then
     *            all of it goes out at once
     * @param figures what was measured of venues; none of those of which nothing was
     */
    record Request(String symbol, Side side, Conditions conditions, List<VenueId> venues, @Nullable List<Quantity> most, @Nullable OrderTerms order,
            @Nullable Set<VenueId> spent, Map<VenueId, VenueFigures> figures)
            implements OnConditions {

        /** One that goes out at once. */
        public Request(String symbol, Side side, Conditions conditions, List<VenueId> venues, @Nullable List<Quantity> most, @Nullable OrderTerms order) {
            this(symbol, side, conditions, venues, most, order, null, Map.of());
        }

        /** The same over fewer venues. @param room how much each of them may get; null if each may get all of it */
        public Request among(List<VenueId> some, @Nullable List<Quantity> room) {
            return new Request(symbol, side, conditions, some, room, order, spent, figures);
        }

        /** Nobody's. */
        public Request(String symbol, Side side, Conditions conditions, List<VenueId> venues, @Nullable List<Quantity> most) {
            this(symbol, side, conditions, venues, most, null);
        }

        /** One of which each venue may get all. */
        public Request(String symbol, Side side, Conditions conditions, List<VenueId> venues) {
            this(symbol, side, conditions, venues, null);
        }

        /** One without instructions. */
        public Request(String symbol, Side side, OrdType ordType, TimeInForce timeInForce, Quantity quantity, @Nullable Price price, List<VenueId> venues) {
            this(symbol, side, new Conditions(ordType, timeInForce, quantity, price, 0), venues);
        }

        public Quantity quantity() {
            return conditions.orderQty();
        }
    }

    /**
     * @param quotePrice the price that was seen there and led to the choice; null where no book was seen
     * @param quoteQty the quantity that was seen at that price or better
     * @param leg null if it goes there as the order is
     */
    record Route(VenueId venue, Quantity quantity, @Nullable Price quotePrice, @Nullable Quantity quoteQty, @Nullable Leg leg) {

        /** One that goes there as the order is. */
        public Route(VenueId venue, Quantity quantity, @Nullable Price quotePrice, @Nullable Quantity quoteQty) {
            this(venue, quantity, quotePrice, quoteQty, null);
        }
    }

    /**
     * A part of a limit order that may rest, which takes what is there at once: it goes out immediate or cancel, TimeInForce(59)=3.
     *
     * @param limit not beyond the order's
     * @param minQty MinQty(110) of it; null for any
     */
    record Leg(Price limit, @Nullable Quantity minQty) {
    }

    /**
     * Why they were chosen.
     *
     * @param strategy as its rule calls it, and what was done instead if it could not be followed
     * @param rule the line of the rules that says so; 0 if none does
     * @param venues each that was asked, in the order of the request
     */
    record Reasons(String strategy, int rule, List<VenueLook> venues) {
    }

    /** @param reasons null if there is nothing to explain, or nobody can */
    record Decision(List<Route> routes, @Nullable Reasons reasons) {
    }

    /** Whether the venue takes an order on such conditions as it is. */
    default boolean isTakenBy(VenueId venue, Conditions conditions) {
        return conditions.arePlain();
    }

    /** Whether the venue is one for limit orders only; to all others any plain order for the day may go. */
    default boolean takesLimitOrdersOnly(VenueId venue) {
        return false;
    }

    /** Whether an order on such conditions may go to several venues, a part to each. */
    default boolean maySplit(Conditions conditions) {
        return conditions.arePlain() && conditions.timeInForce() != TimeInForce.FILL_OR_KILL;
    }

    /** Whether the venue takes cross orders, NewOrderCross(35=s): two orders that are executed against each other. */
    default boolean takesCrosses(VenueId venue) {
        return false;
    }

    /** Whether it knows how to route what TargetStrategy(847) asks for so. */
    default boolean hasStrategy(String targetStrategy) {
        return false;
    }

    /** Whether the venue changes the OrdType(40) and TimeInForce(59) of an order that it has from the one to the other, by OrderCancelReplaceRequest(35=G). */
    default boolean isChangedBy(VenueId venue, Conditions from, Conditions to) {
        return from.ordType() == to.ordType() && from.timeInForce() == to.timeInForce();
    }

    /**
     * One route per venue at most, for no more than the venue may get. The quantities add up to what was asked, or there is no route at all: that is, no venue takes such an
     * order, or they may not get all of it together. Where legs may go out and some do, all routes are legs, and may be for less: the router is asked for the rest when all of them have
     * ended.
     */
    List<Route> route(Request request, Market market);

    /** The same, and why. */
    default Decision decide(Request request, Market market) {
        return new Decision(route(request, market), null);
    }
}

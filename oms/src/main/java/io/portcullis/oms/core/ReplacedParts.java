package io.portcullis.oms.core;

import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Market;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.VenueId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How much of an order each of its parts has once it is replaced: more goes to the first, less is taken from the last. Where a limit on what is at a venue has no room for that, other parts get it or, as
 * new ones, other venues; where there is no room either, the limits speak against the replace. Only questions.
 */
final class ReplacedParts {

    /**
     * @param leaves what may still be executed of each child, in their order
     * @param full the limits that speak against it; empty if none does
     */
    record Spread(Quantity[] leaves, List<Objection> full) {
    }

    private final Routing routing;
    private final TermsAtVenues atVenues;
    private final CrossRouting crosses;
    private final VenueRoom room;
    private final Market market;

    ReplacedParts(Routing routing, TermsAtVenues atVenues, CrossRouting crosses, VenueRoom room, Market market) {
        this.routing = routing;
        this.atVenues = atVenues;
        this.crosses = crosses;
        this.room = room;
        this.market = market;
    }

    /** What speaks against it; empty if nothing does. @param valuation the price at which a share of it counts then */
    List<Objection> objections(ParentOrder order, OrderTerms asked, Price valuation) {
        if (!room.isBounded()) {
            return List.of();
        }
        return order.care() == null ? spread(order, asked, valuation).full : objectionsToAnother(order, asked, valuation);
    }

    /** The desk's parts of a care order stay as they are, and may become another trader's or algorithm's. */
    private List<Objection> objectionsToAnother(ParentOrder order, OrderTerms asked, Price valuation) {
        Quantity[] nothing = new Quantity[order.children().size()];
        Arrays.fill(nothing, Quantity.ZERO);
        return asked.isOfSameOriginator(order.terms()) ? List.of() : new InRoom(order, asked, valuation, nothing, Quantity.ZERO).asTheyAre();
    }

    Spread spread(ParentOrder order, OrderTerms asked, Price valuation) {
        List<ChildOrder> children = order.children();
        Quantity[] leaves = new Quantity[children.size()];
        Quantity notThere = spread(order, asked, leaves);
        return room.isBounded() ? new InRoom(order, asked, valuation, leaves, notThere).spread() : new Spread(leaves, List.of());
    }

    /** @return what no part gets */
    private static Quantity spread(ParentOrder order, OrderTerms asked, Quantity[] leaves) {
        List<ChildOrder> children = order.children();
        Quantity rest = order.workingOf(asked.orderQty());
        int first = -1;
        for (int i = 0; i < leaves.length; i++) {
            ChildOrder child = children.get(i);
            rest = rest.minus(rest.min(child.missedQty()));
            boolean isPart = child.isPartOf(asked);
            leaves[i] = rest.min(isPart ? child.leavesQty().min(Objects.requireNonNull(asked.instructions().display()).highest()) : child.leavesQty());
            rest = rest.minus(leaves[i]);
            first = first < 0 && child.isLive() && !child.hasPendingRequest() && !isPart && !child.isLeg() ? i : first;
        }
        if (first >= 0) {
            leaves[first] = leaves[first].plus(rest);
            return Quantity.ZERO;
        }
        return rest;
    }

    /** Its venue would be asked for something. */
    private boolean isAsked(ChildOrder child, Quantity leaves, OrderTerms asked) {
        return child.isLive() && !child.hasPendingRequest() && (!leaves.equals(child.leavesQty()) || !atVenues.isAsWanted(child, asked));
    }

    /** Both sides of a cross are replaced together: the one counts as it is to be at most while the other is looked at. @param sign -1 to give it back */
    void reserve(ParentOrder order, OrderTerms asked, Price valuation, int sign) {
        for (int i = 0; room.isBounded() && i < order.children().size(); i++) {
            ChildOrder child = order.children().get(i);
            if (child.isLive()) {
                Quantity most = order.workingOf(asked.orderQty()).max(child.leavesQty());
                Price highest = valuation.compareTo(order.valuationPrice()) >= 0 ? valuation : order.valuationPrice();
                room.reserve(asked, child.venue(), atVenues.wanted(child, asked.conditions()).withQty(most), highest, sign);
            }
        }
    }

    /** One replace under limits on what is at venues. While it is worked out each part counts as it would be then. */
    private final class InRoom {
        private final ParentOrder order;
        private final OrderTerms asked;
        private final Price valuation;
        private final Quantity[] leaves;
        private final List<Objection> full = new ArrayList<>();
        private final Set<VenueId> cutAt = new HashSet<>();
        private final boolean[] isAway;
        private final @Nullable Conditions[] reserved;
        private final boolean isOfAnother;
        /** What waits here already. */
        private final Quantity waits;
        /** What no part gets, and waits with it. */
        private final Quantity notThere;
        /** What parts don't get for want of room, or leave. */
        private Quantity elsewhere;

        private InRoom(ParentOrder order, OrderTerms asked, Price valuation, Quantity[] leaves, Quantity notThere) {
            this.order = order;
            this.asked = asked;
            this.valuation = valuation;
            this.leaves = leaves;
            this.isAway = new boolean[leaves.length];
            this.reserved = new Conditions[leaves.length];
            this.isOfAnother = !asked.isOfSameOriginator(order.terms());
            this.waits = order.isParked() && !asked.ordType().waitsForTrigger() ? Quantity.ZERO
                    : order.workingQty().minus(order.atVenues()).max(Quantity.ZERO);
            this.notThere = notThere;
            this.elsewhere = Quantity.ZERO;
        }

        private Spread spread() {
            boolean fits = true;
            Quantity over = Quantity.ZERO;
            for (int i = 0; i < leaves.length; i++) {
                ChildOrder child = order.children().get(i);
                boolean becomesAnothers = isOfAnother && child.isLive();
                if (becomesAnothers && child.hasPendingRequest()) {
                    fits &= atVenues.makesWay(child, asked) || hasRoomAsItIs(i);
                }
                if (!isAsked(child, leaves[i], asked) && (!becomesAnothers || child.hasPendingRequest())) {
                    continue;
                }
                if (atVenues.makesWay(child, asked)) {
                    leave(i);
                    elsewhere = elsewhere.plus(leaves[i]);
                } else if (leaves[i].isPositive()) {
                    Quantity has = most(child, leaves[i]);
                    fits &= has.equals(leaves[i]) || maySplit(child);
                    if (leaves[i].exceeds(has)) {
                        cutAt.add(child.venue());
                        // what its venue has now may be executed there until it has answered: nobody else gets that before
                        over = over.plus(leaves[i].minus(has.max(child.leavesQty())).max(Quantity.ZERO));
                        elsewhere = elsewhere.plus(leaves[i].min(child.leavesQty()).minus(has).max(Quantity.ZERO));
                    }
                    leaves[i] = has;
                    become(i);
                }
            }
            if (fits && over.isPositive()) {
                elsewhere = elsewhere.plus(giveToOthers(over));
            }
            boolean isRefused = !fits || hasNoRoomElsewhere();
            return new Spread(leaves, objections(isRefused));
        }

        /** None of them is changed, and those that the new terms don't allow leave. */
        private List<Objection> asTheyAre() {
            boolean fits = true;
            for (int i = 0; i < leaves.length; i++) {
                ChildOrder child = order.children().get(i);
                fits &= !child.isLive() || !CareOrders.isWithin(asked, child.conditions()) || hasRoomAsItIs(i);
            }
            return objections(!fits);
        }

        /** Once all is worked out. */
        private List<Objection> objections(boolean isRefused) {
            for (int i = 0; i < leaves.length; i++) {
                comeBack(i);
            }
            return isRefused ? full.stream().distinct().toList() : List.of();
        }

        /** Its venue is told of nothing now, and it becomes another trader's or algorithm's. */
        private boolean hasRoomAsItIs(int i) {
            ChildOrder child = order.children().get(i);
            Quantity most = child.worstLeavesQty();
            boolean hasRoom = room.of(child, asked, child.conditions().withQty(most), valuation, full).equals(most);
            become(i, child.conditions());
            return hasRoom;
        }

        /** In whole lots, if it is less than all. */
        private Quantity most(ChildOrder child, Quantity wanted) {
            Quantity most = room.of(child, asked, wanted(child, wanted), valuation, full);
            Instrument instrument = market.instruments().bySymbol(asked.symbol());
            long lot = instrument == null ? 1 : instrument.lot().raw();
            Quantity inLots = new Quantity(most.raw() / lot * lot);
            Quantity now = child.leavesQty();
            return most.equals(wanted) ? most : now.exceeds(most) ? inLots : inLots.max(now);
        }

        private Conditions wanted(ChildOrder child, Quantity quantity) {
            return atVenues.wanted(child, asked.conditions()).withQty(quantity);
        }

        private boolean maySplit(ChildOrder child) {
            return !crosses.isSide(order) && routing.maySplit(child.conditions()) && routing.maySplit(atVenues.wanted(child, asked.conditions()));
        }

        private void leave(int i) {
            room.put(order.children().get(i), -1);
            isAway[i] = true;
        }

        /** With what it is to have, or has now if that is more. */
        private void become(int i) {
            become(i, atVenues.wanted(order.children().get(i), asked.conditions()));
        }

        private void become(int i, Conditions as) {
            ChildOrder child = order.children().get(i);
            leave(i);
            Conditions conditions = as.withQty(leaves[i].max(child.worstLeavesQty()).plus(child.missedQty()));
            room.reserve(asked, child.venue(), conditions, valuation, 1);
            reserved[i] = conditions;
        }

        private void comeBack(int i) {
            ChildOrder child = order.children().get(i);
            Conditions conditions = reserved[i];
            if (conditions != null) {
                room.reserve(asked, child.venue(), conditions, valuation, -1);
                reserved[i] = null;
            }
            if (isAway[i]) {
                room.put(child, 1);
                isAway[i] = false;
            }
        }

        /** Parts that have room for more than they were to have. @return what is left */
        private Quantity giveToOthers(Quantity over) {
            Quantity left = over;
            for (int i = 0; i < leaves.length && left.isPositive(); i++) {
                ChildOrder child = order.children().get(i);
                if (child.isLive() && !child.hasPendingRequest() && leaves[i].isPositive() && !child.isPartOf(asked) && !atVenues.makesWay(child, asked)) {
                    comeBack(i);
                    Quantity more = most(child, leaves[i].plus(left)).minus(leaves[i]).max(Quantity.ZERO);
                    leaves[i] = leaves[i].plus(more);
                    left = left.minus(more);
                    become(i);
                }
            }
            return left;
        }

        /**
         * What waits here already goes on waiting, unless no part stays: without one the order ends where not all of it finds room. Where no venue is there at all, that is no
         * matter of room, unless some of it would have stayed where it is.
         */
        private boolean hasNoRoomElsewhere() {
            Quantity all = elsewhere.plus(notThere);
            Quantity leaving = somePartStays() ? all.minus(waits) : all;
            if (!leaving.isPositive() || elsewhere.isZero() && waits.isPositive()) {
                return false;
            }
            Routing.Plan plan = routing.planFor(order, asked, leaving, valuation, cutAt);
            full.addAll(plan.full());
            return plan.isFull() || plan.isEmpty() && !cutAt.isEmpty();
        }

        private boolean somePartStays() {
            for (int i = 0; i < leaves.length; i++) {
                ChildOrder child = order.children().get(i);
                if (child.isLive() && leaves[i].isPositive() && child.pendingCancelId() == 0 && !atVenues.makesWay(child, asked)) {
                    return true;
                }
            }
            return false;
        }
    }
}

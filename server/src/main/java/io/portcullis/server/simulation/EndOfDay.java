package io.portcullis.server.simulation;

import io.portcullis.oms.core.Effect;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.Ended;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.Quantity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What has to hold when everything has been said and heard: the books of clients, hub and venues agree. */
final class EndOfDay {

    private final SimulatedHub hub;
    private final Collection<Link> links;
    private final Collection<RandomClient> clients;
    private final Collection<RandomVenue> venues;
    private final AssignedByHand byHand;
    private final DropCopyLedger dropCopy;

    EndOfDay(SimulatedHub hub, Collection<Link> links, Collection<RandomClient> clients, Collection<RandomVenue> venues,
            AssignedByHand byHand, DropCopyLedger dropCopy) {
        this.hub = hub;
        this.links = links;
        this.clients = clients;
        this.venues = venues;
        this.byHand = byHand;
        this.dropCopy = dropCopy;
    }

    void check() {
        for (Link link : links) {
            if (!link.isDrained()) {
                throw new BrokenInvariant("session " + link.key() + " still has messages that were not read");
            }
        }
        ShardState state = hub.core().state();
        state.ordersByAge().forEach(order -> checkSettled(order, state.dayEnded() != null));
        LinkChecks.checkEndOfDay(state);
        LastPointChecks.checkEndOfDay(hub.lastPoint(), state);
        venues.forEach(venue -> checkVenue(venue, state));
        checkThatVenuesKnowWhatLives(state);
        clients.forEach(client -> checkClient(client, state));
        Invariants.checkSame("the core", state, "the fold of the whole log", checkTold().state());
    }

    // The hub by itself

    private static void checkSettled(ParentOrder order, boolean isDayOver) {
        if (order.pendingCancel() != null || order.pendingReplace() != null) {
            throw broken("a request is never answered", order);
        }
        boolean lives = false;
        for (ChildOrder child : order.children()) {
            if (child.owesAnAnswer() && child.isLive() || child.hasPendingRequest()) {
                throw broken("child order " + child.childId() + " still waits for an answer", order);
            }
            if (child.missedQty().isPositive()) {
                throw broken("child order " + child.childId() + " still misses executions", order);
            }
            lives |= child.isLive();
            if (child.isLive() && child.whyNotCanceled() == null && !order.leavesQty().isPositive()) {
                throw broken("nothing is left of the order, but child order " + child.childId() + " lives and its venue was not asked to end it", order);
            }
        }
        boolean isDoneForToday = order.children().stream().anyMatch(ChildOrder::endedBeforeItsOrder);
        boolean waitsForTomorrow = order.terms().timeInForce().isGoodTill() && (isDayOver || isDoneForToday);
        if (!lives && order.workingQty().isPositive() && !order.isParked() && !waitsForTomorrow && order.care() == null) {
            throw broken("the order is open, but lives nowhere", order);
        }
    }

    private static BrokenInvariant broken(String what, ParentOrder order) {
        return new BrokenInvariant(order.orderId(), "at the end of the day " + what + ": " + Invariants.describe(order));
    }

    // Venues

    private static void checkVenue(RandomVenue venue, ShardState state) {
        for (VenueOrder order : venue.orders()) {
            ChildOrder child = state.childByRequest(order.firstId());
            if (child == null) {
                throw new BrokenInvariant(venue.id() + " has child order " + order.firstId() + ", the hub does not know it");
            }
            checkVenue(venue, order, child);
        }
        for (VenueOrder order : venue.ordersOfThePast()) {
            ChildOrder child = state.childByRequest(order.firstId());
            if (child != null) {
                checkVenue(venue, order, child);
            }
        }
    }

    private static void checkVenue(RandomVenue venue, VenueOrder order, ChildOrder child) {
        if (!child.cumQty().equals(order.cumQty()) || !child.leavesQty().equals(order.leavesQty())) {
            throw broken("child order " + child.childId() + " has executed " + child.cumQty() + " and leaves " + child.leavesQty() + ", by " + venue.id()
                    + "'s books " + order.cumQty() + " and " + order.leavesQty(), child.parent());
        }
        if (child.isLive() && !Objects.equals(child.price(), order.price)) {
            throw broken("child order " + child.childId() + " is at " + child.price() + ", by " + venue.id() + "'s books at " + order.price, child.parent());
        }
        long standing = child.fills().stream().filter(fill -> !fill.isBusted()).count();
        long executed = order.executions.stream().filter(execution -> !execution.isBusted).count();
        if (standing != executed) {
            throw broken("child order " + child.childId() + " has " + standing + " executions, by " + venue.id() + "'s books " + executed, child.parent());
        }
    }

    private void checkThatVenuesKnowWhatLives(ShardState state) {
        Set<Long> known = new HashSet<>();
        for (RandomVenue venue : venues) {
            venue.orders().forEach(order -> known.add(order.childId));
            venue.ordersOfThePast().forEach(order -> known.add(order.childId));
        }
        for (ParentOrder order : state.ordersByAge()) {
            for (ChildOrder child : order.children()) {
                if ((child.isLive() || child.cumQty().isPositive()) && !known.contains(child.childId()) && !byHand.isFound(child)) {
                    throw broken("child order " + child.childId() + " is not known to " + child.venue(), order);
                }
            }
        }
    }

    // Clients

    private static void checkClient(RandomClient client, ShardState state) {
        client.checkEverythingIsAnswered();
        for (ParentOrder order : state.ordersByAge()) {
            if (!order.terms().session().equals(client.link().key())) {
                continue;
            }
            ClientBook.Told told = client.book().order(order.orderId());
            if (told == null) {
                throw broken("client " + client.link().key() + " was never told of it", order);
            }
            Quantity orderQty = told.last.orderQty();
            if (!told.last.cumQty().equals(order.cumQty()) || !told.last.leavesQty().equals(order.leavesQty()) || told.ordStatus != order.ordStatus()
                    || !orderQty.equals(order.terms().orderQty()) || !told.clOrdId.equals(order.terms().clOrdId())) {
                throw broken("client " + client.link().key() + " was told " + told.clOrdId + " " + told.ordStatus + " " + orderQty + " cum "
                        + told.last.cumQty() + " leaves " + told.last.leavesQty(), order);
            }
            if (order.ended() == Ended.NOT && order.leavesQty().isPositive() != told.isOpen()) {
                throw broken("client " + client.link().key() + " thinks otherwise", order);
            }
        }
    }

    // What was told

    /** Each session was told exactly what the log tells it, once and in order, without what was withdrawn before it was sent. */
    private SimulatedHub.Core checkTold() {
        Map<Link, List<Effect>> told = new LinkedHashMap<>();
        links.forEach(link -> told.put(link, new ArrayList<>()));
        List<Effect> copied = new ArrayList<>();
        SimulatedHub.Core folded = hub.foldOfTheLog((link, effect) -> {
            List<Effect> all = told.getOrDefault(link, copied);
            if (effect instanceof Effect.Withdrawal withdrawal) {
                all.removeIf(one -> one instanceof Effect.ToVenue request && withdrawal.concerns(request));
            } else {
                all.add(effect);
            }
        }, copied::add);
        told.forEach((link, all) -> checkTold(link.key().value(), link.stored(), all));
        checkTold("drop copy", dropCopy.copies(), copied);
        return folded;
    }

    private static void checkTold(String to, List<? extends Effect> stored, List<Effect> told) {
        for (int i = 0; i < Math.max(stored.size(), told.size()); i++) {
            Object was = i < stored.size() ? stored.get(i) : "nothing";
            Object should = i < told.size() ? told.get(i) : "nothing";
            if (!was.equals(should)) {
                throw new BrokenInvariant(to + " was told as number " + i + " " + was + ", by the log " + should);
            }
        }
    }
}

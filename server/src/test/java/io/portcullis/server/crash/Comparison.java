package io.portcullis.server.crash;

import io.portcullis.oms.core.Effect;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.Ended;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.types.Quantity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Holds three ledgers against each other: what the clients were told, what the venues received and executed, what the log says. */
final class Comparison {

    private final LogLedger log;
    private final List<ClientPeer> clients;
    private final List<VenuePeer> venues;
    private final List<String> differences = new ArrayList<>();

    private Comparison(LogLedger log, List<ClientPeer> clients, List<VenuePeer> venues) {
        this.log = log;
        this.clients = clients;
        this.venues = venues;
    }

    /** One line for each difference. */
    static List<String> differences(LogLedger log, List<ClientPeer> clients, List<VenuePeer> venues, CompliancePeer compliance) {
        Comparison comparison = new Comparison(log, clients, venues);
        comparison.complaints(compliance);
        venues.forEach(comparison::venue);
        comparison.fillsOfNoVenue();
        clients.forEach(comparison::client);
        comparison.acceptedOrders();
        comparison.dropCopy(compliance);
        comparison.surprises();
        return comparison.differences;
    }

    private void differ(String text) {
        differences.add(text);
    }

    private void complaints(CompliancePeer compliance) {
        clients.forEach(client -> differences.addAll(client.complaints()));
        venues.forEach(venue -> differences.addAll(venue.complaints()));
        differences.addAll(compliance.complaints());
    }

    // Venues

    private void venue(VenuePeer venue) {
        executions(venue);
        Map<String, VenuePeer.Order> received = venue.orders();
        Set<String> expected = new HashSet<>();
        for (Event event : log.events()) {
            if (event instanceof Event.ChildOrderCreated e && e.venue().value().equals(venue.compId())) {
                ChildOrder child = Objects.requireNonNull(log.state().childByRequest(e.childId()));
                String clOrdId = log.sentAs(e.childId());
                if (clOrdId == null) {
                    withdrawn(venue, child);
                } else {
                    expected.add(clOrdId);
                    child(venue, clOrdId, child, received.get(clOrdId));
                }
            }
        }
        received.keySet().stream().filter(clOrdId -> !expected.contains(clOrdId))
                .forEach(clOrdId -> differ(venue.compId() + " has the order " + clOrdId + ", which was never sent as the log has it"));
    }

    private void withdrawn(VenuePeer venue, ChildOrder child) {
        if (child.isLive() || !child.cumQty().isZero()) {
            differ(venue.compId() + " was never sent the order " + log.ids().venueClOrdId(child.childId()) + ", the log has it as " + child.summary());
        }
    }

    private void child(VenuePeer venue, String clOrdId, ChildOrder child, VenuePeer.@Nullable Order order) {
        if (order == null) {
            if (child.ended() != Ended.REJECTED || !child.cumQty().isZero() || !venue.unknownAsked().contains(clOrdId)) {
                differ(venue.compId() + " never received the order " + clOrdId + ", the log has it as " + child.summary());
            }
            return;
        }
        Quantity leaves = order.isOpen() ? Quantity.of(order.quantity - order.cumQty) : Quantity.ZERO;
        if (!child.cumQty().equals(Quantity.of(order.cumQty)) || !child.leavesQty().equals(leaves)) {
            differ(venue.compId() + " has executed " + order.cumQty + " of " + clOrdId + " and " + leaves + " is open, the log has " + child.summary());
        }
    }

    private void executions(VenuePeer venue) {
        Map<String, List<Event.OrderFilled>> booked = new HashMap<>();
        for (Event event : log.events()) {
            if (event instanceof Event.OrderFilled e && e.venueExecId().startsWith(venue.compId())) {
                booked.computeIfAbsent(e.venueExecId(), id -> new ArrayList<>()).add(e);
            }
        }
        for (VenuePeer.Execution execution : venue.executions()) {
            List<Event.OrderFilled> fills = booked.getOrDefault(execution.execId(), List.of());
            booked.remove(execution.execId());
            if (fills.size() != 1) {
                differ(execution + " is booked " + fills.size() + " times");
            } else if (!isSame(execution, fills.getFirst())) {
                differ(execution + " is booked as " + fills);
            }
        }
        booked.values().forEach(fills -> differ("booked, but never executed: " + fills));
    }

    private boolean isSame(VenuePeer.Execution execution, Event.OrderFilled fill) {
        return execution.clOrdId().equals(log.sentAs(fill.childId())) && fill.lastQty().equals(execution.lastQty())
                && fill.lastPx().equals(io.portcullis.oms.types.Price.of(execution.lastPx()));
    }

    private void fillsOfNoVenue() {
        for (Event event : log.events()) {
            if (event instanceof Event.OrderFilled e && venues.stream().noneMatch(venue -> e.venueExecId().startsWith(venue.compId()))) {
                differ("no venue's: " + e);
            }
        }
    }

    // Clients

    private void client(ClientPeer client) {
        client.unanswered().forEach(request -> differ(client.compId() + " has no answer to " + request));
        List<String> execIds = new ArrayList<>();
        List<String> cancelRejects = new ArrayList<>();
        for (Effect effect : log.effects()) {
            if (effect instanceof Effect.ToClient e && e.isTold() && e.session().value().equals(client.compId())) {
                add(e, execIds, cancelRejects);
            }
        }
        same("ExecutionReports to " + client.compId(), execIds, client.execIds());
        same("OrderCancelRejects to " + client.compId(), cancelRejects, client.cancelRejects());
        for (ClientPeer.Told told : client.orders()) {
            ParentOrder order = log.state().order(log.ids().parse(told.orderId));
            if (order == null || !order.terms().session().value().equals(client.compId())) {
                differ(client.compId() + " was told of " + told.orderId + ", which the log does not have");
            } else {
                order(client, told, order);
            }
        }
    }

    private void add(Effect.ToClient effect, List<String> execIds, List<String> cancelRejects) {
        switch (effect) {
            case Effect.ExecutionReport e -> execIds.add(log.ids().execId(e.execId()));
            case Effect.OrderCancelReject e -> cancelRejects.add(e.clOrdId().value());
            case Effect.MassStatusReport e -> execIds.add(log.ids().execId(e.report().execId()));
            case Effect.ListStatus e -> differ("nobody sends an order list: " + e);
            case Effect.AdjustedOrder e -> execIds.add(log.ids().execId(e.report().execId()));
            case Effect.Unsolicited e -> execIds.add(log.ids().execId(e.report().execId()));
            case Effect.HeldFill e -> execIds.add(log.ids().execId(e.report().execId()));
            case Effect.LegExecution e -> execIds.add(log.ids().execId(e.report().execId()));
            case Effect.ReleasedFill e -> execIds.add(log.ids().execId(e.report().execId()));
            case Effect.KillCompleted e -> differ("nobody asks for a kill: " + e);
            case Effect.PartyActionReport e -> differ("nobody asks for a party action: " + e);
            case Effect.MassCancelReport e -> differ("nobody asks for a mass cancel: " + e);
            case Effect.MessageReject e -> differ("a message was rejected: " + e);
        }
    }

    private void order(ClientPeer client, ClientPeer.Told told, ParentOrder order) {
        String name = client.compId() + "'s order " + told.clOrdId + " (" + told.orderId + ")";
        if (!told.cumQty.equals(order.cumQty()) || !told.leavesQty.equals(order.leavesQty()) || told.ordStatus.charAt(0) != order.ordStatus().code()) {
            differ(name + " was told as " + told.cumQty + " executed, " + told.leavesQty + " open, OrdStatus " + told.ordStatus + "; the log has "
                    + order.cumQty() + ", " + order.leavesQty() + ", " + order.ordStatus());
        }
        Quantity executed = Quantity.ZERO;
        for (ChildOrder child : order.children()) {
            String clOrdId = log.sentAs(child.childId());
            for (VenuePeer venue : venues) {
                VenuePeer.Order received = clOrdId != null && venue.compId().equals(child.venue().value()) ? venue.order(clOrdId) : null;
                executed = received == null ? executed : executed.plus(Quantity.of(received.cumQty));
            }
        }
        if (!executed.equals(told.cumQty)) {
            differ(name + " was told as " + told.cumQty + " executed, the venues have executed " + executed);
        }
        if (!order.isOpen() && order.children().stream().anyMatch(ChildOrder::isLive)) {
            differ(name + " is over, but lives on at a venue");
        }
    }

    private void acceptedOrders() {
        Set<String> accepted = new HashSet<>();
        for (Event event : log.events()) {
            if (event instanceof Event.OrderAccepted e) {
                String orderId = log.ids().orderId(e.orderId());
                accepted.add(orderId);
                int told = clients.stream().map(client -> client.order(orderId)).mapToInt(order -> order == null ? 0 : order.acknowledged).sum();
                if (told != 1) {
                    differ("order " + e.terms().clOrdId() + " was accepted and its client told so " + told + " times");
                }
            }
        }
        for (ClientPeer client : clients) {
            client.orders().stream().filter(order -> order.acknowledged > 0 && !accepted.contains(order.orderId))
                    .forEach(order -> differ(client.compId() + " was told that " + order.clOrdId + " is accepted, the log does not say so"));
        }
    }

    private void dropCopy(CompliancePeer compliance) {
        List<String> execIds = new ArrayList<>();
        List<String> cancelRejects = new ArrayList<>();
        for (Effect effect : log.effects()) {
            if (effect instanceof Effect.ToClient e && e.isCopied()) {
                add(e, execIds, cancelRejects);
            }
        }
        same("drop copies", execIds, compliance.execIds());
        same("drop copies of OrderCancelReject", cancelRejects, compliance.cancelRejects());
    }

    private void same(String what, List<String> expected, List<String> was) {
        int length = Math.min(expected.size(), was.size());
        for (int i = 0; i < length; i++) {
            if (!expected.get(i).equals(was.get(i))) {
                differ(what + ": number " + i + " should be " + expected.get(i) + ", was " + was.get(i));
                return;
            }
        }
        if (expected.size() != was.size()) {
            differ(what + ": " + was.size() + " arrived, the log has " + expected.size());
        }
    }

    /** What may happen with strange venues, but not with these. */
    private void surprises() {
        for (Event event : log.events()) {
            switch (event) {
                case Event.StrayExecution e -> differ("surprise: " + e);
                case Event.RevisedFillCame e -> differ("surprise: " + e);
                case Event.ExecutionMissed e -> differ("surprise: " + e);
                case Event.MessageRefused e -> differ("surprise: " + e);
                case Event.ClientMessageNoted e -> differ("surprise: " + e);
                case Event.VenueMessageNoted e when e.alarm() && !isAfterAll(e) -> differ("surprise: " + e);
                default -> {
                    // as expected
                }
            }
        }
    }

    /** A venue that shows orders as if it had not been asked makes the hub believe so. */
    static boolean isAfterAll(Event event) {
        return event instanceof Event.VenueMessageNoted e && e.text().startsWith("replaced after all");
    }
}

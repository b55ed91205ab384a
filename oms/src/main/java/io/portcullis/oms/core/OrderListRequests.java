package io.portcullis.oms.core;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.Command.OrderOfList;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.event.Event.RiskFacts;
import io.portcullis.oms.order.OrderList;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.Contingency;
import io.portcullis.oms.types.Ids;
import io.portcullis.oms.types.ListReport;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.Refusal;
import io.portcullis.oms.types.SessionKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides about what clients ask for by order lists. A list is accepted as a whole or refused as a whole, with all that speaks against each of its orders. */
final class OrderListRequests {

    private static final int UNKNOWN_ID = 1;
    private static final int OTHER = 0;

    /** Adds all that speaks against a new order to the turn's objections. */
    interface EntryCheck {
        @Nullable
        RiskFacts check(OrderTerms terms, @Nullable String currency, @Nullable ParentOrder order);
    }

    /** What was found of one order. */
    private record Checked(OrderOfList asked, OrderTerms terms, @Nullable RiskFacts risk, Routing.Plan plan, boolean isParked, boolean waitsForOpening,
            int group,
            List<Objection> objections) {
    }

    private final ShardState state;
    private final Agreements agreements;
    private final RiskGate risk;
    private final OverrideGate overrides;
    private final Routing routing;
    private final Triggers triggers;
    private final Turn turn;

    OrderListRequests(ShardState state, Agreements agreements, RiskGate risk, OverrideGate overrides, Routing routing, Triggers triggers, Turn turn) {
        this.state = state;
        this.agreements = agreements;
        this.risk = risk;
        this.overrides = overrides;
        this.routing = routing;
        this.triggers = triggers;
        this.turn = turn;
    }

    void decide(Command.OfList command, EntryCheck entry) {
        OrderList known = state.lists().list(command.origin().session(), command.name());
        switch (command) {
            case Command.NewOrderList c when known != null && c.possResend() -> report(known, ListReport.RESPONSE);
            case Command.NewOrderList c -> newList(c, entry);
            case Command.ListCancelRequest c when known != null -> cancel(known);
            case Command.ListExecute c when known != null -> execute(c, known);
            case Command.ListStatusRequest c when known != null -> report(known, ListReport.RESPONSE);
            case Command.ListCancelRequest c -> unknown(c, "K");
            case Command.ListExecute c -> unknown(c, "L");
            case Command.ListStatusRequest c -> unknown(c, "M");
        }
    }

    private void report(OrderList list, ListReport report) {
        turn.emit(new Event.ListReported(list.listId(), list.terms().session(), report));
    }

    private void unknown(Command.OfList c, String msgType) {
        reject(c, msgType, UNKNOWN_ID, new Objection(Refusal.UNKNOWN_LIST, "ListID(66) " + c.name() + " is not known"));
    }

    private void reject(Command.OfList c, String msgType, int reason, Objection objection) {
        turn.emit(new Event.MessageRefused(turn.nextId(), c.origin().session(), c.origin().msgSeqNum(), Command.RejectAs.BUSINESS_REJECT, msgType, 0, reason,
                objection, new Command.Echo(c.name(), null, null, null, null, null)));
    }

    // NewOrderList(35=E)

    private void newList(Command.NewOrderList c, EntryCheck entry) {
        List<OrderOfList> orders = c.orders().stream().sorted(Comparator.comparingInt(OrderOfList::seqNo)).toList();
        Map<ClOrdId, Integer> groups = groups(c.contingency(), orders);
        Objection ofList = objection(c, orders, groups);
        List<Checked> checked = check(c, orders, groups, entry);
        boolean isFine = checked.stream().allMatch(order -> order.objections.isEmpty());
        if (ofList == null && isFine) {
            ofList = tooManyParts(checked);
        }
        if (ofList == null && isFine) {
            accept(c, checked);
        } else {
            refuse(c, ofList == null ? ofOrders(checked) : ofList, checked);
        }
    }

    /** In an order list that triggers, those that wait and have one ClOrdLinkID; in the others all, or those that have one ClOrdLinkID. */
    private static Map<ClOrdId, Integer> groups(Contingency contingency, List<OrderOfList> orders) {
        Map<ClOrdId, Integer> groups = new HashMap<>();
        Map<String, Integer> byLink = new HashMap<>();
        boolean hasLinks = orders.stream().anyMatch(order -> order.link() != null);
        for (OrderOfList order : contingency.triggers() ? orders.subList(Math.min(1, orders.size()), orders.size()) : orders) {
            boolean isLinked = order.link() != null || contingency == Contingency.BRACKET || !contingency.triggers() && !hasLinks;
            String link = contingency == Contingency.BRACKET || order.link() == null ? "" : order.link();
            if (isLinked && contingency != Contingency.NONE) {
                groups.put(order.clOrdId(), byLink.computeIfAbsent(link, any -> byLink.size() + 1));
            }
        }
        return groups;
    }

    private @Nullable Objection objection(Command.NewOrderList c, List<OrderOfList> orders, Map<ClOrdId, Integer> groups) {
        if (c.objection() != null) {
            return c.objection();
        }
        if (state.lists().list(c.origin().session(), c.name()) != null) {
            return new Objection(Refusal.DUPLICATE_LIST_ID, "ListID(66) " + c.name() + " was used before on this trading day, or has open orders");
        }
        if (orders.isEmpty() || orders.size() > OrderList.MOST_ORDERS) {
            return new Objection(Refusal.UNSUPPORTED_LIST, "NoOrders(73) must be 1 to " + OrderList.MOST_ORDERS + ", was " + orders.size());
        }
        for (int i = 0; i < orders.size(); i++) {
            int seqNo = orders.get(i).seqNo();
            if (seqNo < 1 || i > 0 && seqNo == orders.get(i - 1).seqNo()) {
                return new Objection(Refusal.INVALID_VALUE, "ListSeqNo(67) must be positive and different for each order, was " + seqNo);
            }
        }
        return c.contingency() == Contingency.NONE ? null : objectionToLinks(c.contingency(), orders, groups);
    }

    private static @Nullable Objection objectionToLinks(Contingency contingency, List<OrderOfList> orders, Map<ClOrdId, Integer> groups) {
        int least = contingency == Contingency.BRACKET ? 3 : 2;
        if (orders.size() < least) {
            return new Objection(Refusal.UNSUPPORTED_LIST,
                    "a list whose orders depend on each other, " + contingency.word() + ", has at least " + least + " orders, has " + orders.size());
        }
        for (OrderOfList order : orders) {
            Integer group = groups.get(order.clOrdId());
            boolean isAlone = group != null && groups.values().stream().filter(group::equals).count() == 1;
            if (isAlone || group == null && !contingency.triggers()) {
                return new Objection(Refusal.UNSUPPORTED_LIST,
                        "ListSeqNo(67) " + order.seqNo() + " is linked with no other order of its list, ClOrdLinkID(583) "
                                + (order.link() == null ? "is missing" : "was " + order.link()));
            }
        }
        return null;
    }

    private List<Checked> check(Command.NewOrderList c, List<OrderOfList> orders, Map<ClOrdId, Integer> groups, EntryCheck entry) {
        List<Checked> all = new ArrayList<>(orders.size());
        Set<ClOrdId> names = new HashSet<>();
        for (OrderOfList order : orders) {
            turn.objections.clear();
            boolean isHeldBack = c.waitsForExecute() || c.contingency().triggers() && !all.isEmpty();
            if (!names.add(order.clOrdId()) || state.isUsed(c.origin().session(), order.clOrdId())) {
                turn.objections.add(new Objection(Refusal.DUPLICATE_CL_ORD_ID, "ClOrdID(11) " + order.clOrdId() + " was used before on this trading day"));
            }
            Checked checked = check(c.origin().session(), order, isHeldBack, groups.getOrDefault(order.clOrdId(), 0), entry);
            all.add(checked);
            if (checked.risk != null) {
                risk.reserve(checked.terms, checked.risk);
                routing.reserve(checked.terms, checked.plan, checked.risk.valuationPrice(), 1);
            }
        }
        for (Checked checked : all) {
            if (checked.risk != null) {
                risk.giveBack(checked.terms, checked.risk);
                routing.reserve(checked.terms, checked.plan, checked.risk.valuationPrice(), -1);
            }
        }
        return all;
    }

    private Checked check(SessionKey session, OrderOfList order, boolean isHeldBack, int group, EntryCheck entry) {
        OrderTerms terms = new OrderTerms(session, order.clOrdId(), order.account(), order.symbol(), order.side(), order.conditions(), null);
        RiskFacts facts = entry.check(terms, order.currency(), null);
        if (terms.instructions().activation() != null) {
            turn.objections.add(
                    new Objection(Refusal.UNSUPPORTED_LIST, ConditionsCheck.text(terms.instructions().activation()) + " can't stand in an order of a list"));
        }
        Routing.Plan plan = new Routing.Plan(terms.conditions(), List.of());
        boolean isParked = false;
        if (turn.objections.isEmpty() && !isHeldBack) {
            plan = Contingencies.waitsHere(terms.conditions(), group) ? plan : facts == null ? plan : routing.planFor(terms, facts.valuationPrice());
            isParked = plan.isEmpty() && !plan.isFull() && terms.ordType().waitsForTrigger() && routing.couldBeTaken(terms.conditions().onceTriggered());
        }
        boolean waitsForOpening = turn.objections.isEmpty() && plan.isEmpty() && !isParked && !isHeldBack
                && routing.mayWaitForOpening(terms, agreements.with(session).practice());
        if (plan.isFull() && !waitsForOpening) {
            turn.objections.addAll(plan.full());
        } else if (turn.objections.isEmpty() && plan.isEmpty() && !isParked && !waitsForOpening
                && !(isHeldBack && routing.couldEverBeTaken(terms.conditions()))) {
            turn.objections.add(new Objection(Refusal.NO_VENUE,
                    "no venue that is connected takes " + terms.symbol() + " orders" + ConditionsCheck.asking(terms.conditions()) + " now"
                            + routing.reconciling()));
        }
        return new Checked(order, terms, turn.objections.isEmpty() ? facts : null, plan, isParked, waitsForOpening, group, List.copyOf(turn.objections));
    }

    /** One record takes all of it. */
    private static @Nullable Objection tooManyParts(List<Checked> orders) {
        int parts = orders.stream().mapToInt(order -> order.plan.routes().size()).sum();
        return parts + 2 * orders.size() < Ids.PER_RECORD / 2 ? null
                : new Objection(Refusal.UNSUPPORTED_LIST,
                        "the orders of the list would be split into " + parts + " orders at venues: send them in several lists");
    }

    private void accept(Command.NewOrderList c, List<Checked> orders) {
        long listId = turn.nextId();
        List<Event.Listed> listed = new ArrayList<>(orders.size());
        for (Checked order : orders) {
            listed.add(new Event.Listed(turn.nextId(), order.terms.clOrdId(), order.asked.link(), order.group, order.terms.orderQty()));
        }
        turn.emit(new Event.OrderListAccepted(listId, c.origin().session(), c.name(), c.contingency(), c.waitsForExecute(), List.copyOf(listed)));
        Set<String> parked = new LinkedHashSet<>();
        for (int i = 0; i < orders.size(); i++) {
            Checked order = orders.get(i);
            turn.emit(new Event.OrderAccepted(listed.get(i).orderId(), order.terms, Objects.requireNonNull(order.risk),
                    order.isParked || order.waitsForOpening || order.plan.isPartOf(order.terms), routing.keepsTimeHere(order.plan)));
            overrides.passed(listed.get(i).orderId(), order.terms.clOrdId());
            routing.create(listed.get(i).orderId(), order.plan);
            if (order.isParked) {
                parked.add(order.terms.symbol());
            }
        }
        turn.emit(new Event.ListReported(listId, c.origin().session(), ListReport.ACKNOWLEDGED));
        parked.forEach(triggers::look);
    }

    private static Objection ofOrders(List<Checked> orders) {
        Checked first = orders.stream().filter(order -> !order.objections.isEmpty()).findFirst().orElseThrow();
        return new Objection(Refusal.LIST_REFUSED, "ListSeqNo(67) " + first.asked.seqNo() + ": " + first.objections.getFirst().text());
    }

    private void refuse(Command.NewOrderList c, Objection ofList, List<Checked> orders) {
        List<Event.RefusedOfList> refused = new ArrayList<>(orders.size());
        for (Checked order : orders) {
            List<Objection> objections = order.objections.isEmpty() ? List.of(new Objection(Refusal.LIST_REFUSED, "its list is refused: " + ofList.text()))
                    : order.objections;
            turn.emit(new Event.OrderRefused(turn.nextId(), order.terms, objections));
            refused.add(new Event.RefusedOfList(order.terms.clOrdId(), objections.getFirst()));
        }
        turn.emit(new Event.OrderListRefused(c.origin().session(), c.name(), c.contingency(), ofList, List.copyOf(refused)));
    }

    // ListCancelRequest(35=K), ListExecute(35=L)

    /** Its orders follow in the same record, as far as there is room: {@link Contingencies}. */
    private void cancel(OrderList list) {
        turn.emit(new Event.ListCancelRequested(list.listId(), list.terms().session()));
        report(list, ListReport.RESPONSE);
    }

    private void execute(Command.ListExecute c, OrderList list) {
        if (list.waitsForExecute()) {
            turn.emit(new Event.ListExecuted(list.listId(), list.terms().session()));
            report(list, ListReport.STARTED);
        } else {
            reject(c, "L", OTHER, new Objection(Refusal.UNSUPPORTED_LIST, "ListID(66) " + c.name() + " does not wait for ListExecute(35=L)"));
        }
    }
}

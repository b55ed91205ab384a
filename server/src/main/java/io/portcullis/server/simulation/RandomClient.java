package io.portcullis.server.simulation;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.Origin;
import io.portcullis.oms.core.Effect;
import io.portcullis.oms.event.Event.ResponseTo;
import io.portcullis.oms.limit.Subset;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.ListReport;
import io.portcullis.oms.types.MassCancelTerms;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.OrderSelection;
import io.portcullis.oms.types.PartyAction;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Refusal;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A client that trades without sense, changes its mind at the worst moments, makes mistakes, and keeps account of what it is told. */
final class RandomClient implements Link.Peer {

    private static final int REMEMBERED = 8;
    private static final Origin NOT_SENT = new Origin(new SessionKey("NONE"), 0, 0);

    /** A request that names an order, as the client remembers it. */
    /** @param orderId by which an order is named that has no ClOrdID; else 0 */
    private record Sent(ClOrdId clOrdId, String symbol, Side side, long orderId) {

        Sent(ClOrdId clOrdId, String symbol, Side side) {
            this(clOrdId, symbol, side, 0);
        }

        Command.FromClient named(Command.FromClient request) {
            return orderId == 0 ? request : new Command.ByOrderId(request, orderId);
        }
    }

    /** What it asks for. */
    private enum Act {
        NEW_ORDER, NEW_CROSS, NEW_LIST, ABOUT_A_LIST, ABOUT_A_CROSS, CANCEL, REPLACE, STATUS, MASS_STATUS, MASS_CANCEL, RESEND, NONSENSE
    }

    private final Link link;
    private final RandomOrders terms;
    private final Profile profile;
    private final Weights<Act> acts;
    private final Chance chance;
    private final ClientBook book;
    private final OpenRequests requests;
    private final List<Command.NewOrderSingle> ordersOfToday = new ArrayList<>();
    private final Set<ClOrdId> massCancels = new HashSet<>();
    private final Map<String, List<Long>> massStatuses = new HashMap<>();
    private final RandomLists randomLists;
    private final RandomCrosses randomCrosses;
    private int crosses;
    private int clOrdIds;
    private int lists;
    private long statusRequests;
    private long unreadable;

    RandomClient(Link link, RandomOrders terms, Profile profile, Chance chance) {
        this.link = link;
        this.terms = terms;
        this.profile = profile;
        this.acts = acts(profile);
        this.chance = chance;
        this.randomLists = new RandomLists(terms, chance.another());
        this.randomCrosses = new RandomCrosses(terms, chance.another());
        this.book = new ClientBook(link.key().value());
        this.requests = new OpenRequests(link.key().value());
    }

    Link link() {
        return link;
    }

    ClientBook book() {
        return book;
    }

    void checkEverythingIsAnswered() {
        requests.checkNothingIsOpen();
    }

    /** ClOrdIDs begin anew. */
    void startDay() {
        ordersOfToday.clear();
        massCancels.clear();
        clOrdIds = 0;
        // ListIDs go on: a list of earlier days may have open orders
    }

    // What it asks for

    private static Weights<Act> acts(Profile profile) {
        return new Weights<>(Map.ofEntries(Map.entry(Act.NEW_ORDER, 46), Map.entry(Act.NEW_CROSS, profile.weight(Emphasis.CROSSES, 3, 25)),
                Map.entry(Act.NEW_LIST, profile.weight(Emphasis.LISTS, 4, 15)), Map.entry(Act.ABOUT_A_LIST, profile.weight(Emphasis.LISTS, 1, 8)),
                Map.entry(Act.ABOUT_A_CROSS, profile.weight(Emphasis.CROSSES, 3, 20)), Map.entry(Act.CANCEL, 11),
                Map.entry(Act.REPLACE, profile.weight(Emphasis.REPLACES, 20, 40)), Map.entry(Act.STATUS, 4), Map.entry(Act.MASS_STATUS, 1),
                Map.entry(Act.MASS_CANCEL, 1), Map.entry(Act.RESEND, 3), Map.entry(Act.NONSENSE, 3)));
    }

    void act() {
        switch (ordersOfToday.isEmpty() ? Act.NEW_ORDER : acts.pick(chance)) {
            case NEW_ORDER -> newOrder();
            case NEW_CROSS -> newCross();
            case NEW_LIST -> newList();
            case ABOUT_A_LIST -> aboutAList();
            case ABOUT_A_CROSS -> aboutACross();
            case CANCEL -> cancel();
            case REPLACE -> replace();
            case STATUS -> status();
            case MASS_STATUS -> massStatus();
            case MASS_CANCEL -> massCancel();
            case RESEND -> resend();
            case NONSENSE -> nonsense();
        }
    }

    private ClOrdId nextClOrdId() {
        if (chance.percent(3) && clOrdIds > 0) {
            return new ClOrdId("X" + chance.between(1, clOrdIds));
        }
        return new ClOrdId("X" + ++clOrdIds);
    }

    private void newOrder() {
        Command.NewOrderSingle order = !ordersOfToday.isEmpty() && chance.percent(4) ? likeAnotherOne()
                : terms.newOrder(nextClOrdId(), chance.percent(1));
        ordersOfToday.add(order);
        if (chance.percent(order.conditions().arePlain() ? profile.weight(Emphasis.CARE, 15, 55) : 1)) {
            sendCare(order);
        } else {
            send(order);
        }
    }

    /** By mistake, or because one was not enough. */
    private Command.NewOrderSingle likeAnotherOne() {
        Command.NewOrderSingle o = chance.percent(50) ? ordersOfToday.getLast() : chance.pick(ordersOfToday);
        return new Command.NewOrderSingle(NOT_SENT, nextClOrdId(), o.account(), o.symbol(), o.currency(), o.side(), o.conditions(), false, null);
    }

    private void sendCare(Command.NewOrderSingle o) {
        requests.asked(OpenRequests.Kind.ORDER, o.clOrdId().value());
        link.say(new Link.Message(origin -> new Command.WithHandling(new Command.NewOrderSingle(origin, o.clOrdId(), o.account(), o.symbol(), o.currency(),
                o.side(), o.conditions(), o.possResend(), null), true), null));
    }

    private void newList() {
        String name = chance.perMille(30) && lists > 0 ? "L" + chance.between(1, lists) : "L" + ++lists;
        RandomLists.Wish wish = randomLists.next(this::nextClOrdId);
        requests.asked(OpenRequests.Kind.LIST, name);
        for (Command.OrderOfList o : wish.orders()) {
            requests.asked(OpenRequests.Kind.ORDER, o.clOrdId().value());
            ordersOfToday.add(new Command.NewOrderSingle(NOT_SENT, o.clOrdId(), o.account(), o.symbol(), o.currency(), o.side(), o.conditions(), false, null));
        }
        link.say(new Link.Message(
                origin -> new Command.NewOrderList(origin, name, wish.contingency(), wish.waitsForExecute(), wish.orders(), false, null), null));
    }

    private void aboutAList() {
        String name = "L" + chance.between(Math.max(1, lists - REMEMBERED), lists + 1);
        requests.asked(OpenRequests.Kind.LIST, name);
        int luck = chance.between(0, 9);
        link.say(new Link.Message(origin -> luck < 6 ? new Command.ListExecute(origin, name)
                : luck < 8 ? new Command.ListCancelRequest(origin, name) : new Command.ListStatusRequest(origin, name), null));
    }

    private String nextCrossId() {
        return chance.perMille(30) && crosses > 0 ? "C" + chance.between(1, crosses) : "C" + ++crosses;
    }

    private void newCross() {
        String name = nextCrossId();
        RandomCrosses.Wish wish = randomCrosses.next(this::nextClOrdId);
        for (Command.SideOfCross side : wish.sides()) {
            requests.asked(OpenRequests.Kind.ORDER, side.clOrdId().value());
            ordersOfToday.add(new Command.NewOrderSingle(NOT_SENT, side.clOrdId(), side.account(), wish.symbol(), null, side.side(), side.conditions(), false,
                    null));
        }
        link.say(new Link.Message(origin -> new Command.NewOrderCross(origin, name, wish.terms(), wish.symbol(), null, wish.sides(), false, null), null));
    }

    private void aboutACross() {
        boolean isReplace = chance.percent(50);
        RandomCrosses.Change change = randomCrosses.change(book, isReplace, this::nextClOrdId);
        if (change == null) {
            newCross();
            return;
        }
        String name = nextCrossId();
        change.sides().forEach(side -> requests.asked(isReplace ? OpenRequests.Kind.REPLACE : OpenRequests.Kind.CANCEL, side.clOrdId().value()));
        link.say(new Link.Message(origin -> isReplace
                ? new Command.CrossOrderCancelReplaceRequest(origin, name, change.origName(), change.terms(), change.symbol(), null, change.sides(), null)
                : new Command.CrossOrderCancelRequest(origin, name, change.origName(), change.terms(), change.symbol(), change.sides(), null), null));
    }

    private void send(Command.NewOrderSingle o) {
        requests.asked(OpenRequests.Kind.ORDER, o.clOrdId().value());
        link.say(new Link.Message(
                origin -> new Command.NewOrderSingle(origin, o.clOrdId(), o.account(), o.symbol(), o.currency(), o.side(), o.conditions(),
                        o.possResend(), null),
                null));
    }

    private void resend() {
        Command.NewOrderSingle o = chance.pick(ordersOfToday);
        send(new Command.NewOrderSingle(o.origin(), o.clOrdId(), o.account(), o.symbol(), o.currency(), o.side(), o.conditions(), true, null));
    }

    /** Mostly an open order, sometimes one that was just sent or is long over, sometimes none at all. */
    private Sent target() {
        List<ClientBook.Told> open = book.openOrders();
        int luck = chance.between(0, 99);
        if (luck < 82 && !open.isEmpty()) {
            return sent(chance.pick(open));
        }
        if (luck < 90) {
            Command.NewOrderSingle o = ordersOfToday.get(chance.between(Math.max(0, ordersOfToday.size() - REMEMBERED), ordersOfToday.size() - 1));
            return new Sent(o.clOrdId(), o.symbol(), o.side());
        }
        if (luck < 96) {
            Command.NewOrderSingle o = chance.pick(ordersOfToday);
            return new Sent(o.clOrdId(), o.symbol(), chance.percent(90) ? o.side() : Side.SELL_SHORT);
        }
        return new Sent(new ClOrdId("NEVER" + luck), "ABC", Side.BUY);
    }

    private static Sent sent(ClientBook.Told order) {
        Side side = order.last.side();
        if (side == null) {
            throw new BrokenInvariant("a report of an order without Side: " + order.last);
        }
        return order.clOrdId.isNone() ? new Sent(new ClOrdId("NONE"), order.last.symbol(), side, order.orderId)
                : new Sent(order.clOrdId, order.last.symbol(), side);
    }

    private void cancel() {
        Sent target = target();
        ClOrdId clOrdId = nextClOrdId();
        requests.asked(OpenRequests.Kind.CANCEL, clOrdId.value());
        link.say(new Link.Message(
                origin -> target.named(new Command.OrderCancelRequest(origin, clOrdId, target.clOrdId, target.symbol, target.side)), null));
    }

    private void replace() {
        Sent target = target();
        ClOrdId clOrdId = nextClOrdId();
        replace(target, clOrdId);
        int again = chance.percent(profile.weight(Emphasis.REPLACES, 3, 50)) ? chance.between(1, 3) : 0;
        for (ClOrdId before = clOrdId; again > 0; again--) { // the one before can't be done yet
            ClOrdId next = nextClOrdId();
            replace(chance.percent(50) ? target : new Sent(before, target.symbol, target.side), next);
            before = next;
        }
    }

    private void replace(Sent target, ClOrdId clOrdId) {
        ClientBook.@Nullable Told told = null;
        for (ClientBook.Told order : book.orders()) {
            told = order.clOrdId.equals(target.clOrdId) || order.orderId == target.orderId ? order : told;
        }
        Command.NewOrderSingle wish = terms.newTerms(clOrdId, target.symbol, told == null ? null : told.last);
        requests.asked(OpenRequests.Kind.REPLACE, clOrdId.value());
        boolean saysHandling = chance.percent(10);
        boolean isByHand = chance.percent(50);
        link.say(new Link.Message(origin -> {
            Command.OrderCancelReplaceRequest request = new Command.OrderCancelReplaceRequest(origin, clOrdId, target.clOrdId, wish.account(),
                    target.symbol, wish.currency(), target.side, wish.conditions());
            return target.named(saysHandling ? new Command.WithHandling(request, isByHand) : request);
        }, null));
    }

    private void status() {
        Sent target = target();
        String id = "S" + ++statusRequests;
        requests.asked(OpenRequests.Kind.STATUS, id);
        link.say(new Link.Message(origin -> target.named(new Command.OrderStatusRequest(origin, target.orderId == 0 ? target.clOrdId : ClOrdId.NONE, null,
                target.symbol, target.side, id)), null));
    }

    private OrderSelection selection() {
        Sent target = target();
        int luck = chance.between(0, 9);
        return new OrderSelection(luck < 7 ? target.symbol : null, luck < 3 || luck == 8 ? target.side : null, null);
    }

    private void massCancel() {
        if (chance.percent(20)) {
            partyAction();
            return;
        }
        OrderSelection which = selection();
        ClOrdId clOrdId = nextClOrdId();
        MassCancelTerms.Form form = chance.oneOf(MassCancelTerms.Form.values());
        boolean isSuspend = form == MassCancelTerms.Form.MASS_ACTION && chance.percent(20);
        MassCancelTerms terms = new MassCancelTerms(form, isSuspend ? MassCancelTerms.SUSPEND : MassCancelTerms.CANCEL, which.symbol() == null ? "7" : "1",
                which);
        requests.asked(OpenRequests.Kind.MASS_CANCEL, clOrdId.value());
        link.say(new Link.Message(origin -> new Command.OrderMassCancelRequest(origin, clOrdId, terms, null), null));
    }

    /** Nobody may kill all of what is asked for here. */
    private void partyAction() {
        String id = "P" + ++statusRequests;
        Subset subset = Subset.of(chance.oneOf("client=B", "client=C", "account=A-USD", "client=NOBODY", "session=" + link.key()));
        PartyAction action = new PartyAction(id, PartyAction.HALT_TRADING, chance.percent(20), subset.toString(), "D", 3);
        requests.asked(OpenRequests.Kind.PARTY_ACTION, id);
        link.say(new Link.Message(origin -> new Command.PartyActionRequest(origin, action, subset, null), null));
    }

    private void massStatus() {
        OrderSelection which = selection();
        String id = "M" + ++statusRequests;
        requests.asked(OpenRequests.Kind.MASS_STATUS, id);
        link.say(new Link.Message(origin -> new Command.OrderMassStatusRequest(origin, id, which, null), null));
    }

    private void nonsense() {
        if (chance.percent(20)) {
            List<ClientBook.Told> open = book.openOrders();
            long orderId = open.isEmpty() ? 4711 : chance.pick(open).orderId;
            link.say(new Link.Message(origin -> new Command.DontKnowTrade(origin, orderId, 4711, "an order", "a fill", "D", "not ours"), null));
            return;
        }
        if (chance.percent(30)) {
            link.say(new Link.Message(origin -> new Command.ClientNotice(origin, "3", "rejects a report", true), null));
            return;
        }
        String id = "U" + ++unreadable;
        Command.RejectAs rejectAs = chance.oneOf(Command.RejectAs.values());
        Objection objection = new Objection(Refusal.INVALID_VALUE, "OrderQty(38) is no number");
        if (rejectAs == Command.RejectAs.CANCEL_REJECT) {
            requests.asked(OpenRequests.Kind.CANCEL, id);
        } else {
            requests.asked(OpenRequests.Kind.UNREADABLE, id);
        }
        String msgType = rejectAs == Command.RejectAs.CANCEL_REJECT ? "F" : "D";
        link.say(new Link.Message(origin -> new Command.UnreadableRequest(origin, rejectAs, msgType, 38, 6, objection,
                new Command.Echo(id, null, "ABC", Side.BUY, Quantity.of(1), null)), null));
    }

    // What it is told

    @Override
    public boolean mayBeResent(Effect effect) {
        return true;
    }

    @Override
    public void received(Effect effect) {
        switch ((Effect.ToClient) effect) {
            case Effect.ExecutionReport r -> report(r);
            case Effect.AdjustedOrder r -> {
                book.adjusted(r.report());
                report(r.report());
            }
            case Effect.ReleasedFill r -> report(r.report());
            case Effect.LegExecution r -> book.leg(r);
            case Effect.Unsolicited r -> report(r.report());
            case Effect.HeldFill r -> throw new BrokenInvariant(link.key() + " is told what it shall be told later: " + r);
            case Effect.OrderCancelReject r -> {
                if (!isOfMassCancel(r)) {
                    requests.answered(r.responseTo() == ResponseTo.CANCEL ? OpenRequests.Kind.CANCEL : OpenRequests.Kind.REPLACE, r.clOrdId());
                }
                book.ordStatus(r.orderId(), r.ordStatus());
            }
            case Effect.MassCancelReport r -> {
                requests.answered(OpenRequests.Kind.MASS_CANCEL, r.clOrdId());
                if (r.massRejectReason() < 0) {
                    massCancels.add(r.clOrdId());
                }
            }
            case Effect.PartyActionReport r -> requests.answered(OpenRequests.Kind.PARTY_ACTION, r.action().requestId());
            case Effect.KillCompleted r -> {
                // it was answered before
            }
            case Effect.MassStatusReport r -> massStatusReport(r);
            case Effect.ListStatus r -> listStatus(r);
            case Effect.MessageReject r -> requests.answered(
                    r.refMsgType().equals("K") || r.refMsgType().equals("L") || r.refMsgType().equals("M") ? OpenRequests.Kind.LIST
                            : OpenRequests.Kind.UNREADABLE,
                    String.valueOf(r.businessRejectRefId()));
        }
    }

    /** A venue did not let go of one of the orders. A cancel of one order that bears the same name is refused as a duplicate. */
    private boolean isOfMassCancel(Effect.OrderCancelReject r) {
        return massCancels.contains(r.clOrdId()) && r.orderId() != 0 && r.cxlRejReason() != Refusal.DUPLICATE_CL_ORD_ID.cxlRejReason();
    }

    private void massStatusReport(Effect.MassStatusReport r) {
        long orderId = r.report().orderId();
        List<Long> orders = massStatuses.computeIfAbsent(r.massStatusReqId(), _ -> new ArrayList<>());
        if (orderId != 0) {
            book.report(r.report());
            orders.add(orderId);
        }
        if (r.isLast()) {
            massStatuses.remove(r.massStatusReqId());
            requests.answered(OpenRequests.Kind.MASS_STATUS, r.massStatusReqId());
            if (new HashSet<>(orders).size() != r.orders()) {
                throw new BrokenInvariant(link.key() + " is told of " + orders + " for " + r);
            }
        }
    }

    private void listStatus(Effect.ListStatus r) {
        if (r.report() != ListReport.ALL_DONE) {
            requests.answered(OpenRequests.Kind.LIST, r.name());
        }
    }

    private void report(Effect.ExecutionReport r) {
        ClOrdId clOrdId = r.clOrdId();
        if (clOrdId == null) {
            throw new BrokenInvariant(link.key() + " is told of an order that it did not name: " + r);
        }
        boolean isFirst = r.orderId() != 0 && book.report(r);
        switch (r.execType()) {
            case NEW -> {
                if (!clOrdId.isNone()) { // else the desk has entered it
                    requests.answered(OpenRequests.Kind.ORDER, clOrdId);
                }
            }
            case REJECTED -> {
                if (r.orderId() == 0) {
                    requests.answered(OpenRequests.Kind.UNREADABLE, clOrdId);
                } else if (isFirst || r.ordRejReason() == Refusal.DUPLICATE_CL_ORD_ID.ordRejReason()) {
                    requests.answered(OpenRequests.Kind.ORDER, clOrdId);
                }
            }
            case CANCELED -> {
                if (r.origClOrdId() != null) {
                    requests.answered(OpenRequests.Kind.CANCEL, clOrdId);
                }
            }
            case REPLACED -> requests.answered(OpenRequests.Kind.REPLACE, clOrdId);
            case ORDER_STATUS -> answerStatus(r);
            case PENDING_CANCEL, PENDING_REPLACE, TRADE, TRADE_CANCEL, TRADE_CORRECT, EXPIRED, DONE_FOR_DAY, RESTATED -> {
                // answers nothing
            }
            case STOPPED, SUSPENDED, PENDING_NEW, CALCULATED -> throw new BrokenInvariant("a client is never told " + r);
        }
        if (isFirst && r.execType() != ExecType.NEW && r.execType() != ExecType.REJECTED && r.execType() != ExecType.ORDER_STATUS) {
            throw new BrokenInvariant(link.key() + " is told first of an order by " + r);
        }
    }

    private void answerStatus(Effect.ExecutionReport r) {
        String id = r.ordStatusReqId();
        if (id != null) {
            requests.answered(OpenRequests.Kind.STATUS, id);
            return;
        }
        ClOrdId named = r.origClOrdId() == null ? r.clOrdId() : r.origClOrdId();
        if (named == null) {
            throw new BrokenInvariant(link.key() + " is told a status without ClOrdID: " + r);
        }
        requests.answered(OpenRequests.Kind.ORDER, named); // of an order that was sent again
    }
}

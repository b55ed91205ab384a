package io.portcullis.oms.core;

import io.portcullis.oms.codec.EventCodec;
import io.portcullis.oms.command.CareAction;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.DeskAction;
import io.portcullis.oms.command.MarketAction;
import io.portcullis.oms.command.Origin;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.EventRecord;
import io.portcullis.oms.event.KillFact;
import io.portcullis.oms.event.LimitFact;
import io.portcullis.oms.event.VenueLook;
import io.portcullis.oms.instrument.Book;
import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Instruments;
import io.portcullis.oms.instrument.Market;
import io.portcullis.oms.instrument.TickTable;
import io.portcullis.oms.instrument.Traits;
import io.portcullis.oms.limit.Dimension;
import io.portcullis.oms.limit.Subset;
import io.portcullis.oms.order.Ledger;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.RiskLimits;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.order.ShortSales;
import io.portcullis.oms.order.Snapshot;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Contingency;
import io.portcullis.oms.types.CorporateAction;
import io.portcullis.oms.types.CrossPrioritization;
import io.portcullis.oms.types.CrossTerms;
import io.portcullis.oms.types.CrossType;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.Ids;
import io.portcullis.oms.types.MassCancelTerms;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.OrderSelection;
import io.portcullis.oms.types.PartyAction;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.RestatedBecause;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.oms.types.VenueId;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One client CLIENT1 and the venues A, B and C around an order core, driven by lines of text as the scenario files have them, and answering with lines of text.
 */
final class Desk {

    private static final SessionKey CLIENT = new SessionKey("CLIENT1");
    private static final long SECOND = 1_000_000_000L;

    final List<EventRecord> log = new ArrayList<>();
    ShardState state = new ShardState();
    private final Map<String, Integer> split = new HashMap<>();
    private final Map<String, Conditions> legs = new HashMap<>();
    private final Set<String> targets = new HashSet<>();
    private final Map<VenueId, Map<String, Long>> sent = new HashMap<>();
    OrderCore core;
    private final Ids ids = new Ids("TEST00");
    private final TwoInstruments market = new TwoInstruments();
    private final Map<String, Set<OrdType>> natives = new HashMap<>();
    private final Set<VenueId> crossVenues = new HashSet<>();
    private final Map<String, String> clients = new TreeMap<>(Map.of("ACC", "ACME"));
    private long time = 1_000 * SECOND;
    private int seqNum;
    private int venueSeqNum;
    private List<String> told = new ArrayList<>();
    private String text = "";
    private boolean logIsFull;
    private boolean explains;
    private int levelsSeen;
    private Tries tries = Tries.DEFAULT;
    private Map<VenueId, SessionsOfVenue> sessions = Map.of();
    private MarketRules tradeBy = MarketRules.DEFAULT;
    private CorporateActionRules adjustBy = CorporateActionRules.DEFAULT;
    private Set<VenueId> notReconciled = Set.of(new VenueId("A"), new VenueId("B"), new VenueId("C"));

    private final ClientAgreement agreement;

    Desk() {
        this(ClientAgreement.DEFAULT);
    }

    Desk(CancelOnDisconnect cancelOnDisconnect) {
        this(new ClientAgreement(cancelOnDisconnect, OrderPractice.DEFAULT));
    }

    Desk(ClientAgreement agreement) {
        this.agreement = agreement;
        core = new OrderCore(settings(), state, new NoRisk(clients), new Splitting(), market);
        house(new Command.StartDay(LocalDate.of(2026, 11, 20)));
        for (String venue : new String[]{"A", "B", "C"}) {
            house(new Command.SessionLoggedOn(new SessionKey(venue), new VenueId(venue)));
        }
        told.clear();
    }

    private OrderCore.Settings settings() {
        return new OrderCore.Settings(List.of(new VenueId("A"), new VenueId("B"), new VenueId("C")), Duration.ofSeconds(5),
                new AccountRights(Map.of(CLIENT, List.of("ACC", "ACC2"))), Map.of(CLIENT, agreement), TriggerBy.DEFAULT, Set.of(), notReconciled);
    }

    Desk tradeBy(MarketRules rules) {
        tradeBy = rules;
        core.tradeBy(rules);
        return this;
    }

    /** Somebody orders how XYZ may be traded. @return why nothing has happened; null if something has */
    @Nullable
    String steer(MarketAction action) {
        return answerTo(new Command.SteerMarket("XYZ", action, "ann", "a test"));
    }

    /** SecurityStatus(35=f) of XYZ. */
    Desk says(String venue, Command.SecurityStatus.Trading trading, @Nullable String low, @Nullable String high) {
        return decide(new Command.SecurityStatus(venueOrigin(venue), new VenueId(venue), "XYZ", trading, low == null ? null : Price.of(low),
                high == null ? null : Price.of(high), "news pending"));
    }

    /** The best bid of all venues from now on; null for none. */
    Desk bid(@Nullable String price) {
        market.bestBid = price == null ? null : Price.of(price);
        return core.isWatched("XYZ") ? house(new Command.MarketMoved("XYZ")) : this;
    }

    /** Somebody trades at that price at a venue, and the core is told if it wants to know. */
    Desk trades(String price) {
        market.lastTrade = Price.of(price);
        return core.isWatched("XYZ") ? house(new Command.MarketMoved("XYZ")) : this;
    }

    /** Venue A has a second session A.B, which is up. @param shares it takes requests about an order over either */
    Desk twoSessions(boolean shares) {
        VenueId venue = new VenueId("A");
        sessions = Map.of(venue, new SessionsOfVenue(List.of(new SessionKey("A.B")), shares));
        core.venueSessions(sessions);
        return up("A.B");
    }

    /** One of venue A's sessions. */
    Desk up(String session) {
        return house(new Command.SessionLoggedOn(new SessionKey(session), new VenueId("A")));
    }

    /** The same. */
    Desk down(String session) {
        return house(new Command.SessionLoggedOff(new SessionKey(session), new VenueId("A"), "cut"));
    }

    /** Venues are asked in the morning about the orders that they have had over the night. */
    Desk reconciles() {
        notReconciled = Set.of();
        core.reconcileAllBut(notReconciled);
        return this;
    }

    // What is said to it

    /** The router sends orders to these venues: {@code "A 60 B 40"} in per cent of what there is to route. */
    Desk routes(String percentages) {
        split.clear();
        String[] words = percentages.split(" ");
        for (int i = 0; i < words.length; i += 2) {
            split.put(words[i], Integer.valueOf(words[i + 1]));
        }
        return this;
    }

    /** The router knows how to route what TargetStrategy(847) asks for so. */
    Desk hasStrategy(String target) {
        targets.add(target);
        return this;
    }

    /** Before that it takes what is at these venues by legs: {@code "A 4@9 B 3@10"}. */
    Desk legs(String text) {
        legs.clear();
        String[] words = text.split("[ @]");
        for (int i = 0; i < words.length; i += 3) {
            legs.put(words[i], new Conditions(OrdType.LIMIT, TimeInForce.IMMEDIATE_OR_CANCEL, Quantity.of(words[i + 1]), Price.of(words[i + 2]), 0));
        }
        return this;
    }

    /** It says why, and that it has seen so many price levels of each venue. */
    Desk explains(int levels) {
        levelsSeen = levels;
        return explains();
    }

    /** How often venues may give back parts of an order. */
    Desk tries(int perVenue, int perOrder) {
        tries = new Tries(perVenue, perOrder);
        core.routeBy(tries);
        return this;
    }

    /** It says why, too. */
    Desk explains() {
        explains = true;
        return this;
    }

    /** The venue waits for stop prices of such orders itself. */
    Desk takes(String venue, OrdType... ordTypes) {
        natives.put(venue, Set.of(ordTypes));
        return this;
    }

    /** Somebody trades at that price at a venue. */
    Desk trade(String price) {
        market.lastTrade = Price.of(price);
        return house(new Command.MarketMoved("XYZ"));
    }

    /** No venue shows a price any more. */
    Desk nobodyTrades() {
        market.lastTrade = null;
        return house(new Command.MarketMoved("XYZ"));
    }

    /** An order on such conditions. */
    Desk order(String clOrdId, Side side, Conditions conditions) {
        return orderFor(clOrdId, "ACC", side, conditions);
    }

    Desk orderFor(String clOrdId, String account, Side side, Conditions conditions) {
        return decide(new Command.NewOrderSingle(origin(), new ClOrdId(clOrdId), account, "XYZ", null, side, conditions, false, null));
    }

    Desk replace(String clOrdId, String origClOrdId, Side side, Conditions conditions) {
        return decide(new Command.OrderCancelReplaceRequest(origin(), new ClOrdId(clOrdId), new ClOrdId(origClOrdId), null, "XYZ", null, side, conditions));
    }

    Desk cancel(String clOrdId, String origClOrdId, Side side) {
        return decide(new Command.OrderCancelRequest(origin(), new ClOrdId(clOrdId), new ClOrdId(origClOrdId), "XYZ", side));
    }

    /** A venue that goes on using the order's name says that it has it at that stop price. */
    Desk replacedTo(String venue, String request, int orderQty, String price, String stopPx) {
        VenueId id = new VenueId(venue);
        long requestId = sent.get(id).get(request);
        return decide(new Command.VenueReport(venueOrigin(venue), id, requestId, 0, ids.venueClOrdId(requestId), "V", "R" + venueSeqNum, null,
                ExecType.REPLACED, OrdStatus.NEW, "XYZ", Side.SELL, Quantity.of(orderQty), price == null ? null : Price.of(price), Quantity.ZERO, null,
                Quantity.of(orderQty), Quantity.ZERO, null, -1, null, Price.of(stopPx)));
    }

    /** An answer to a question that shows the order open, at that stop price. */
    Desk shows(String venue, String request, String stopPx) {
        return shows(venue, request, null, Price.of(stopPx));
    }

    /** The same, at that price. */
    Desk showsPrice(String venue, String request, String price) {
        return shows(venue, request, Price.of(price), null);
    }

    private Desk shows(String venue, String request, @Nullable Price price, @Nullable Price stopPx) {
        VenueId id = new VenueId(venue);
        long requestId = sent.get(id).get(request);
        return decide(new Command.VenueReport(venueOrigin(venue), id, requestId, 0, ids.venueClOrdId(requestId), "V", "S" + venueSeqNum, null,
                ExecType.ORDER_STATUS, OrdStatus.NEW, "XYZ", Side.SELL, null, price, Quantity.ZERO, null, null, Quantity.ZERO, null, -1, null, stopPx));
    }

    /** A buy order that people work, HandlInst(21)=3. */
    Desk care(String clOrdId, int qty, String price) {
        return care(clOrdId, new Conditions(OrdType.LIMIT, TimeInForce.DAY, Quantity.of(qty), Price.of(price), 0));
    }

    Desk care(String clOrdId, Conditions conditions) {
        Origin origin = origin();
        return decide(new Command.WithHandling(
                new Command.NewOrderSingle(origin, new ClOrdId(clOrdId), "ACC", "XYZ", null, Side.BUY, conditions, false, null), true));
    }

    Desk replaceHandled(String clOrdId, String origClOrdId, int qty, String price, boolean isByHand) {
        return decide(new Command.WithHandling(new Command.OrderCancelReplaceRequest(origin(), new ClOrdId(clOrdId), new ClOrdId(origClOrdId), null, "XYZ",
                null, Side.BUY, OrdType.LIMIT, TimeInForce.DAY, Quantity.of(qty), Price.of(price), 0), isByHand));
    }

    /** Somebody works the order. @return what speaks against it; null if it is done */
    @Nullable
    String work(String user, String clOrdId, CareAction action) {
        return answerTo(new Command.WorkOrder(orderOf(clOrdId).orderId(), action, user, "as agreed"));
    }

    /** Epoch nanoseconds. */
    long time() {
        return time;
    }

    /** Whether an order waits for a price. */
    boolean isWatched() {
        return core.isWatched("XYZ");
    }

    /** Somebody enters a buy order for the client. @return what speaks against it; null if it is done */
    @Nullable
    String enter(String reference, int qty, String price, boolean isByHand) {
        return enter(reference, "ACC", new Conditions(OrdType.LIMIT, TimeInForce.DAY, Quantity.of(qty), Price.of(price), 0), isByHand);
    }

    @Nullable
    String enter(String reference, @Nullable String account, Conditions conditions, boolean isByHand) {
        return act(new DeskAction.Enter(CLIENT, reference, account, "XYZ", Side.BUY, conditions, isByHand));
    }

    /** Somebody changes the order in its client's place; null leaves quantity or price as it is. */
    @Nullable
    String change(String name, @Nullable Integer qty, @Nullable String price, RestatedBecause because) {
        return act(new DeskAction.Change(orderOf(name).orderId(), qty == null ? null : Quantity.of(qty), price == null ? null : Price.of(price), null, 0,
                because));
    }

    @Nullable
    String cancelFor(String name, RestatedBecause because) {
        return act(new DeskAction.Cancel(orderOf(name).orderId(), because));
    }

    @Nullable
    String act(DeskAction action) {
        return answerTo(new Command.ActForClient(action, "ann", "Ms Reed rang"));
    }

    /** Somebody books an execution of so much at that price, with GSCO, on these orders. */
    @Nullable
    String fillBlock(String user, String qty, String px, String... names) {
        return answerTo(new Command.FillBlock(Stream.of(names).map(name -> orderOf(name).orderId()).toList(),
                new CareAction.Fill(Quantity.of(qty), Price.of(px), new VenueId("GSCO"), 0, "T1", false), user, "one block"));
    }

    /** The client cancels an order by its OrderID(37). */
    Desk cancelById(String clOrdId, String name) {
        return decide(new Command.ByOrderId(new Command.OrderCancelRequest(origin(), new ClOrdId(clOrdId), new ClOrdId("NONE"), "XYZ", Side.BUY),
                orderOf(name).orderId()));
    }

    Desk replaceById(String clOrdId, String name, int qty, String price) {
        return decide(
                new Command.ByOrderId(new Command.OrderCancelReplaceRequest(origin(), new ClOrdId(clOrdId), new ClOrdId("NONE"), null, "XYZ", null, Side.BUY,
                        OrdType.LIMIT, TimeInForce.DAY, Quantity.of(qty), Price.of(price), 0), orderOf(name).orderId()));
    }

    Desk statusById(String name) {
        return decide(new Command.ByOrderId(new Command.OrderStatusRequest(origin(), ClOrdId.NONE, null, "XYZ", Side.BUY, null), orderOf(name).orderId()));
    }

    Desk logIsFull(boolean isFull) {
        logIsFull = isFull;
        return this;
    }

    Desk order(String clOrdId, int qty, String price) {
        return order(clOrdId, qty, price, TimeInForce.DAY);
    }

    Desk order(String clOrdId, int qty, String price, TimeInForce timeInForce) {
        return decide(new Command.NewOrderSingle(origin(), new ClOrdId(clOrdId), "ACC", "XYZ", null, Side.BUY, OrdType.LIMIT, timeInForce, Quantity.of(qty),
                Price.of(price),
                timeInForce == TimeInForce.GOOD_TILL_DATE ? time + 60 * SECOND : 0, false));
    }

    Desk orderCarrying(String clOrdId, String carried) {
        return decide(new Command.NewOrderSingle(origin(), new ClOrdId(clOrdId), "ACC", "XYZ", null, Side.BUY, OrdType.LIMIT, TimeInForce.DAY,
                Quantity.of(10), Price.of("10"), 0, false).carrying(carried));
    }

    Desk orderFor(String clOrdId, String account, String currency) {
        return decide(new Command.NewOrderSingle(origin(), new ClOrdId(clOrdId), account, "XYZ", currency, Side.BUY, OrdType.LIMIT, TimeInForce.DAY,
                Quantity.of(10), Price.of("10"), 0, false));
    }

    Desk replaceFor(String clOrdId, String origClOrdId, String account, String currency) {
        return decide(new Command.OrderCancelReplaceRequest(origin(), new ClOrdId(clOrdId), new ClOrdId(origClOrdId), account, "XYZ", currency, Side.BUY,
                OrdType.LIMIT, TimeInForce.DAY, Quantity.of(20), Price.of("10"), 0));
    }

    Desk resend(String clOrdId, int qty, String price) {
        return decide(new Command.NewOrderSingle(origin(), new ClOrdId(clOrdId), "ACC", "XYZ", null, Side.BUY, OrdType.LIMIT, TimeInForce.DAY, Quantity.of(qty),
                Price.of(price), 0, true));
    }

    Desk cancel(String clOrdId, String origClOrdId) {
        return decide(new Command.OrderCancelRequest(origin(), new ClOrdId(clOrdId), new ClOrdId(origClOrdId), "XYZ", Side.BUY));
    }

    Desk replace(String clOrdId, String origClOrdId, int qty, String price) {
        return decide(
                new Command.OrderCancelReplaceRequest(origin(), new ClOrdId(clOrdId), new ClOrdId(origClOrdId), null, "XYZ", null, Side.BUY, OrdType.LIMIT,
                        TimeInForce.DAY,
                        Quantity.of(qty), Price.of(price), 0));
    }

    Desk orderOf(String clOrdId, String symbol, Side side, String account) {
        return decide(new Command.NewOrderSingle(origin(), new ClOrdId(clOrdId), account, symbol, null, side, OrdType.LIMIT, TimeInForce.DAY, Quantity.of(10),
                Price.of("10"), 0, false));
    }

    Desk massCancel(String clOrdId, OrderSelection which) {
        return massCancel(clOrdId, MassCancelTerms.Form.MASS_CANCEL, which);
    }

    Desk massCancel(String clOrdId, MassCancelTerms.Form form, OrderSelection which) {
        return decide(new Command.OrderMassCancelRequest(origin(), new ClOrdId(clOrdId),
                new MassCancelTerms(form, MassCancelTerms.CANCEL, which.symbol() == null ? "7" : "1", which), null));
    }

    /** OrderMassActionRequest(35=CA) with MassActionType(1373)=1. */
    Desk suspend(String clOrdId, OrderSelection which) {
        return decide(new Command.OrderMassCancelRequest(origin(), new ClOrdId(clOrdId),
                new MassCancelTerms(MassCancelTerms.Form.MASS_ACTION, MassCancelTerms.SUSPEND, which.symbol() == null ? "7" : "1", which), null));
    }

    /** PartyActionRequest(35=DH) of the client's session to suspend such orders. */
    Desk partyAction(String requestId, String subset, boolean isTest) {
        return decide(new Command.PartyActionRequest(origin(), new PartyAction(requestId, PartyAction.SUSPEND, isTest, "CLIENT1", "D", 55), Subset.of(subset),
                null));
    }

    Desk massStatus(String massStatusReqId, OrderSelection which) {
        return decide(new Command.OrderMassStatusRequest(origin(), massStatusReqId, which, null));
    }

    /** A list of orders, each by its ClOrdID(11), ListSeqNo(67) being their place. */
    Desk list(String name, Contingency contingency, Command.OrderOfList... orders) {
        return list(name, contingency, false, orders);
    }

    Desk list(String name, Contingency contingency, boolean waitsForExecute, Command.OrderOfList... orders) {
        List<Command.OrderOfList> numbered = new ArrayList<>();
        for (Command.OrderOfList o : orders) {
            numbered.add(new Command.OrderOfList(numbered.size() + 1, o.clOrdId(), o.link(), o.account(), o.symbol(), o.currency(), o.side(), o.conditions()));
        }
        return decide(new Command.NewOrderList(origin(), name, contingency, waitsForExecute, numbered, false, null));
    }

    /** One of a list. */
    static Command.OrderOfList of(String clOrdId, Side side, Conditions conditions) {
        return new Command.OrderOfList(0, new ClOrdId(clOrdId), null, "ACC", "XYZ", null, side, conditions);
    }

    /** A limit order of a list. */
    static Command.OrderOfList of(String clOrdId, Side side, int qty, String price) {
        return of(clOrdId, side, new Conditions(OrdType.LIMIT, TimeInForce.DAY, Quantity.of(qty), Price.of(price), 0));
    }

    /** The venue takes cross orders. */
    Desk takesCrosses(String venue) {
        crossVenues.add(new VenueId(venue));
        return this;
    }

    /** A cross order, each side by its ClOrdID(11). */
    Desk cross(String name, CrossType type, Command.SideOfCross... sides) {
        return decide(new Command.NewOrderCross(origin(), name, new CrossTerms(type, CrossPrioritization.NONE), "XYZ", null, List.of(sides), false, null));
    }

    /** A limit order for the day, as a side of a cross. */
    static Command.SideOfCross side(String clOrdId, Side side, int qty, String price) {
        return request(clOrdId, null, side, qty, price);
    }

    /** The same in a request about a cross. */
    static Command.SideOfCross request(String clOrdId, @Nullable String origClOrdId, Side side, int qty, String price) {
        return new Command.SideOfCross(side, new ClOrdId(clOrdId), origClOrdId == null ? null : new ClOrdId(origClOrdId), origClOrdId == null ? "ACC" : null,
                new Conditions(OrdType.LIMIT, TimeInForce.DAY, Quantity.of(qty), Price.of(price), 0), null);
    }

    Desk crossResend(String name, CrossType type, Command.SideOfCross... sides) {
        return decide(new Command.NewOrderCross(origin(), name, new CrossTerms(type, CrossPrioritization.NONE), "XYZ", null, List.of(sides), true, null));
    }

    Desk crossCancel(String name, String origName, CrossType type, Command.SideOfCross... sides) {
        return decide(new Command.CrossOrderCancelRequest(origin(), name, origName, new CrossTerms(type, CrossPrioritization.NONE), "XYZ", List.of(sides),
                null));
    }

    Desk crossReplace(String name, String origName, CrossType type, Command.SideOfCross... sides) {
        return decide(new Command.CrossOrderCancelReplaceRequest(origin(), name, origName, new CrossTerms(type, CrossPrioritization.NONE), "XYZ", null,
                List.of(sides), null));
    }

    /** A Reject(35=3) or BusinessMessageReject(35=j) of what the venue was sent under that name. */
    Desk messageReject(String venue, String request, String msgType) {
        VenueId id = new VenueId(venue);
        return decide(new Command.VenueMessageReject(venueOrigin(venue), id, sent.get(id).get(request), msgType, "not so"));
    }

    Desk listCancel(String name) {
        return decide(new Command.ListCancelRequest(origin(), name));
    }

    Desk listExecute(String name) {
        return decide(new Command.ListExecute(origin(), name));
    }

    Desk listStatus(String name) {
        return decide(new Command.ListStatusRequest(origin(), name));
    }

    Desk status(String clOrdId) {
        return decide(new Command.OrderStatusRequest(origin(), new ClOrdId(clOrdId), null, "XYZ", Side.BUY, null));
    }

    /** A venue's execution report about what it was sent under that name, such as {@code D1}. */
    Desk report(String venue, String request, String execId, ExecType execType, OrdStatus ordStatus, int lastQty, String lastPx, int cumQty) {
        return report(venue, request, execId, execType, ordStatus, lastQty, lastPx, cumQty, null, null);
    }

    Desk report(String venue, String request, String execId, ExecType execType, OrdStatus ordStatus, int lastQty, String lastPx, int cumQty, String execRefId,
            String text) {
        VenueId id = new VenueId(venue);
        long requestId = request.isEmpty() ? 0 : sent.get(id).get(request);
        return decide(new Command.VenueReport(venueOrigin(venue), id, requestId, 0, ids.venueClOrdId(Math.max(1, requestId)), "V" + request, execId, execRefId,
                execType,
                ordStatus, "XYZ", Side.BUY, null, null, Quantity.of(lastQty), lastPx == null ? null : Price.of(lastPx), null, Quantity.of(cumQty), null, -1,
                text));
    }

    /** A venue's report about a single leg of a multi-leg order. @param request empty for an order that we don't know */
    Desk leg(String venue, String request, String refId, String execId, ExecType execType, int lastQty, String lastPx, String execRefId) {
        VenueId id = new VenueId(venue);
        long requestId = request.isEmpty() ? 0 : sent.get(id).get(request);
        return decide(new Command.LegReport(new Command.VenueReport(venueOrigin(venue), id, requestId, 0, request.isEmpty() ? "" : ids.venueClOrdId(requestId),
                "V" + request, execId, execRefId, execType, OrdStatus.NEW, "ABC", Side.SELL, null, null, Quantity.of(lastQty),
                lastPx == null ? null : Price.of(lastPx), null, Quantity.of(1_000), null, -1, null), refId, "", null));
    }

    /** As {@link #report}, but the venue names the order only by its OrderID(37). */
    Desk reportById(String venue, String venueOrderId, String execId, ExecType execType, OrdStatus ordStatus, int lastQty, String lastPx, int cumQty) {
        return decide(
                new Command.VenueReport(venueOrigin(venue), new VenueId(venue), 0, 0, "", venueOrderId, execId, null, execType, ordStatus, "XYZ", Side.BUY,
                        null, null, Quantity.of(lastQty), lastPx == null ? null : Price.of(lastPx), null, Quantity.of(cumQty), null, -1, null));
    }

    /** A bust, or with a price a correction, of an order that the venue names only by its OrderID(37). */
    Desk revisedById(String venue, String venueOrderId, String execId, String execRefId, int lastQty, String lastPx) {
        return decide(new Command.VenueReport(venueOrigin(venue), new VenueId(venue), 0, 0, "", venueOrderId, execId, execRefId,
                lastPx == null ? ExecType.TRADE_CANCEL : ExecType.TRADE_CORRECT, OrdStatus.NEW, "XYZ", Side.BUY, null, null, Quantity.of(lastQty),
                lastPx == null ? null : Price.of(lastPx), null, null, null, -1, null));
    }

    /** The venues that are told at once of what we don't know. */
    Desk denies(String... names) {
        core.denyStraysOf(Stream.of(names).map(VenueId::new).collect(Collectors.toSet()));
        return this;
    }

    /** The client doesn't know a fill of one of its orders. */
    Desk dontKnow(String clOrdId) {
        ParentOrder order = orderOf(clOrdId);
        long execId = order.children().getFirst().fills().getFirst().execId();
        return decide(new Command.DontKnowTrade(origin(), order.orderId(), execId, ids.orderId(order.orderId()), ids.execId(execId), "D", "not ours"));
    }

    /** A fill of that quantity at 10 with which the venue gives the order another OrderID(37). */
    Desk renamed(String venue, String request, String venueOrderId, String execId, int lastQty) {
        VenueId id = new VenueId(venue);
        long requestId = sent.get(id).get(request);
        return decide(new Command.VenueReport(venueOrigin(venue), id, requestId, 0, ids.venueClOrdId(requestId), venueOrderId, execId, null, ExecType.TRADE,
                OrdStatus.PARTIALLY_FILLED, "XYZ", Side.BUY, null, null, Quantity.of(lastQty), Price.of("10"), null, null, null, -1, null));
    }

    Desk ack(String venue, String request) {
        return report(venue, request, "ack" + request, ExecType.NEW, OrdStatus.NEW, 0, null, 0);
    }

    Desk fill(String venue, String request, String execId, int qty, String px, int cumQty) {
        return report(venue, request, execId, ExecType.TRADE, OrdStatus.PARTIALLY_FILLED, qty, px, cumQty);
    }

    /** With LeavesQty(151) as the venue has it. */
    Desk fill(String venue, String request, String execId, int qty, String px, int cumQty, int leavesQty) {
        VenueId id = new VenueId(venue);
        long requestId = sent.get(id).get(request);
        return decide(new Command.VenueReport(venueOrigin(venue), id, requestId, 0, ids.venueClOrdId(requestId), "V", execId, null, ExecType.TRADE,
                OrdStatus.PARTIALLY_FILLED, "XYZ", Side.BUY, null, null, Quantity.of(qty), Price.of(px), Quantity.of(leavesQty), Quantity.of(cumQty), null, -1,
                null));
    }

    Desk canceled(String venue, String request, int cumQty) {
        return report(venue, request, "can" + request, ExecType.CANCELED, OrdStatus.CANCELED, 0, null, cumQty);
    }

    Desk replaced(String venue, String request, int cumQty) {
        return report(venue, request, "rep" + request, ExecType.REPLACED, OrdStatus.NEW, 0, null, cumQty);
    }

    /** As {@link #replaced}, with the quantity that the venue took on. */
    Desk replacedTo(String venue, String request, int orderQty) {
        return replacedTo(venue, request, orderQty, null);
    }

    /** As {@link #replaced}, with the terms that the venue took on. */
    Desk replacedTo(String venue, String request, int orderQty, String price) {
        VenueId id = new VenueId(venue);
        long requestId = sent.get(id).get(request);
        return decide(
                new Command.VenueReport(venueOrigin(venue), id, requestId, 0, ids.venueClOrdId(requestId), "V", "late", null, ExecType.REPLACED, OrdStatus.NEW,
                        "XYZ", Side.BUY, Quantity.of(orderQty), price == null ? null : Price.of(price), Quantity.ZERO, null, null, Quantity.ZERO, null, -1,
                        null));
    }

    /** A report that shows the order filled with what was executed, which is less than it was for. @param execRefId of an execution that it corrects to that price */
    Desk cutTo(String venue, String request, ExecType execType, String execId, @Nullable String execRefId, int cumQty, String lastPx) {
        VenueId id = new VenueId(venue);
        long requestId = sent.get(id).get(request);
        boolean isCorrected = execRefId != null;
        return decide(new Command.VenueReport(venueOrigin(venue), id, requestId, 0, ids.venueClOrdId(requestId), "V", execId, execRefId, execType,
                OrdStatus.FILLED, "XYZ", Side.BUY, Quantity.of(cumQty), Price.of("10"), Quantity.of(isCorrected ? cumQty : 0),
                isCorrected ? Price.of(lastPx) : null, Quantity.ZERO, Quantity.of(cumQty), null, -1, null));
    }

    /** A correction of an execution that was reported as {@code execRefId}, and LeavesQty(151) as the venue then has it. */
    Desk corrected(String venue, String request, String execId, String execRefId, int lastQty, String lastPx, int leavesQty) {
        return corrected(venue, request, execId, execRefId, lastQty, lastPx, leavesQty, null);
    }

    /** With CumQty(14) as well. */
    Desk corrected(String venue, String request, String execId, String execRefId, int lastQty, String lastPx, int leavesQty, @Nullable Quantity cumQty) {
        VenueId id = new VenueId(venue);
        long requestId = sent.get(id).get(request);
        return decide(
                new Command.VenueReport(venueOrigin(venue), id, requestId, 0, ids.venueClOrdId(requestId), "V", execId, execRefId, ExecType.TRADE_CORRECT,
                        OrdStatus.PARTIALLY_FILLED, "XYZ", Side.BUY, null, null, Quantity.of(lastQty), Price.of(lastPx), Quantity.of(leavesQty), cumQty, null,
                        -1,
                        null));
    }

    /** An answer to a question that shows the order open, for that quantity. */
    Desk stillOpen(String venue, String request, int orderQty, int cumQty) {
        VenueId id = new VenueId(venue);
        long requestId = sent.get(id).get(request);
        return decide(
                new Command.VenueReport(venueOrigin(venue), id, requestId, 0, ids.venueClOrdId(requestId), "V", "s", null, ExecType.ORDER_STATUS,
                        OrdStatus.PARTIALLY_FILLED, "XYZ", Side.BUY, Quantity.of(orderQty), null, Quantity.ZERO, null, null, Quantity.of(cumQty), null, -1,
                        null));
    }

    // Corporate actions

    Desk lookAlikeBy(LookAlikeRules rules) {
        core.lookAlikeBy(rules);
        return this;
    }

    Desk adjustBy(CorporateActionRules rules) {
        adjustBy = rules;
        core.adjustBy(rules);
        return this;
    }

    /** What it would make of the orders, as they stand now. */
    CorporateActionPlan plan(CorporateAction action) {
        return CorporateActionPlan.of(action, state, market, adjustBy, time);
    }

    /** As it was previewed just now. @return why nothing has happened; null if something has */
    @Nullable
    String apply(CorporateAction action) {
        CorporateActionPlan plan = plan(action);
        return answerTo(new Command.ApplyCorporateAction(action, plan.digest(plan.rows()), "ann", "as announced"));
    }

    /** The venue says, or answers, that it has it on such terms. @param price null if it does not say */
    Desk has(String venue, String request, ExecType execType, String symbol, int orderQty, @Nullable String price, int cumQty) {
        VenueId id = new VenueId(venue);
        long requestId = sent.get(id).get(request);
        return decide(new Command.VenueReport(venueOrigin(venue), id, requestId, 0, ids.venueClOrdId(requestId), "V", "s" + venueSeqNum, null, execType,
                cumQty == 0 ? OrdStatus.NEW : OrdStatus.PARTIALLY_FILLED, symbol, Side.BUY, Quantity.of(orderQty), price == null ? null : Price.of(price),
                Quantity.ZERO, null, null, Quantity.of(cumQty), null, -1, null));
    }

    Desk cancelReject(String venue, String request, int reason) {
        VenueId id = new VenueId(venue);
        return decide(new Command.VenueCancelReject(venueOrigin(venue), id, sent.get(id).get(request), 0, OrdStatus.NEW, reason, "no"));
    }

    /** Of a request as {@link #told} names it. */
    long numberOf(String venue, String request) {
        return sent.get(new VenueId(venue)).get(request);
    }

    Desk house(Command.FromHouse command) {
        return decide(command);
    }

    /** The venue's link holds an order that was not sent, and a cancel or replace of it; without one its time is over. */
    Desk held(String venue, String order, String by, String text) {
        VenueId id = new VenueId(venue);
        return house(new Command.HeldOrder(id, sent.get(id).get(order), by.isEmpty() ? 0 : sent.get(id).get(by), text));
    }

    /** From now on the account belongs to that client; null for none. */
    Desk belongs(String account, @Nullable String client) {
        if (client == null) {
            clients.remove(account);
        } else {
            clients.put(account, client);
        }
        core.countAnew();
        return this;
    }

    /** From now on the instrument is of that sector and asset class; null for none. */
    Desk isOf(String symbol, @Nullable String sector, @Nullable String assetClass) {
        market.isOf(symbol, new Traits(sector, assetClass, null));
        core.countAnew();
        return this;
    }

    /** Instruments of that sector beside those that are there. */
    Desk alsoHas(List<String> symbols, String sector) {
        market.add(symbols, new Traits(sector, null, null));
        return this;
    }

    /** The hub comes back from a snapshot that was taken just now. */
    Desk restart() {
        return goOnFrom(throughASnapshot(state), List.of());
    }

    /** As after a crash before there was a snapshot. */
    Desk restartFromTheLog() {
        return goOnFrom(new ShardState(), log);
    }

    private Desk goOnFrom(ShardState start, List<EventRecord> behind) {
        state = start;
        core = new OrderCore(settings(), state, new NoRisk(clients), new Splitting(), market);
        behind.forEach(core::fold);
        core.adjustBy(adjustBy);
        core.tradeBy(tradeBy);
        core.routeBy(tries);
        core.venueSessions(sessions);
        return this;
    }

    boolean isBehind() {
        return core.isBehind();
    }

    boolean isReporting() {
        return core.isReporting();
    }

    Desk logOn() {
        return house(new Command.SessionLoggedOn(CLIENT, null));
    }

    Desk logOff(Command.LogoffCause cause) {
        return house(new Command.SessionLoggedOff(CLIENT, null, cause, "cut"));
    }

    /** So much time passes before the clock ticks. */
    Desk pass(int seconds) {
        time += seconds * SECOND;
        return this;
    }

    Desk wait(int seconds) {
        time += seconds * SECOND;
        return house(new Command.ClockTick());
    }

    /** The same, while what was requested from that number on still waits to be sent to a venue. */
    Desk waitWhileUnsent(int seconds, String venue, long from) {
        time += seconds * SECOND;
        return house(new Command.ClockTick(Map.of(new VenueId(venue), from)));
    }

    private Desk decide(Command command) {
        answerTo(command);
        return this;
    }

    /** The venues from now on, in the router's order. */
    Desk venues(String... names) {
        core.venues(Stream.of(names).map(VenueId::new).toList());
        return this;
    }

    /** Why nothing has happened; null if something has. */
    @Nullable
    String answerTo(Command command) {
        OrderCore.Outcome outcome = core.decide(command, time, logIsFull);
        if (outcome.record() != null) {
            log.add(throughTheLog(outcome.record()));
        }
        outcome.effects().forEach(this::tell);
        return outcome.answer();
    }

    private static EventRecord throughTheLog(EventRecord record) {
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        EventCodec codec = new EventCodec(buffer);
        int length = codec.encode(record, buffer, 3);
        return codec.decode(record.position(), record.time(), buffer, 3, length);
    }

    private Origin origin() {
        return new Origin(CLIENT, 1, ++seqNum);
    }

    private Origin venueOrigin(String venue) {
        return new Origin(new SessionKey(venue), 1, ++venueSeqNum);
    }

    // What it says

    /** All that was told since the last question, a line each. */
    String told() {
        String lines = String.join("\n", told);
        told = new ArrayList<>();
        return lines;
    }

    /** Text(58) of what was told to the client last. */
    String text() {
        return text;
    }

    ParentOrder orderOf(String clOrdId) {
        ParentOrder order = state.order(CLIENT, new ClOrdId(clOrdId));
        return order == null ? state.order(CLIENT, ClOrdId.ofReference(clOrdId)) : order;
    }

    private static String text(Conditions c) {
        return c.orderQty() + "@" + c.price() + (c.instructions().stopPx() == null ? "" : " stop " + c.instructions().stopPx())
                + (c.ordType().hasPrice() || c.ordType() == OrdType.MARKET || c.instructions().stopPx() != null ? "" : " " + c.ordType());
    }

    private static String carries(@Nullable String fields) {
        return fields == null ? "" : " carries " + fields;
    }

    private void tell(Effect effect) {
        if (effect instanceof Effect.ExecutionReport report) {
            text = String.valueOf(report.text());
        } else if (effect instanceof Effect.OrderCancelReject reject) {
            text = reject.text();
        } else if (effect instanceof Effect.AdjustedOrder adjusted) {
            text = String.valueOf(adjusted.report().text());
        } else if (effect instanceof Effect.MassCancelReport report) {
            text = String.valueOf(report.text());
        } else if (effect instanceof Effect.MassStatusReport report) {
            text = String.valueOf(report.report().text());
        }
        told.add(text(effect));
    }

    private String text(Effect effect) {
        return switch (effect) {
            case Effect.OverSession e -> text(e.request()) + " over " + e.session();
            case Effect.AdjustedOrder e -> "adjusted " + text(e.report());
            case Effect.Unsolicited e -> text(e.report()) + " because " + e.because();
            case Effect.HeldFill e -> "copy " + text(e.report());
            case Effect.ReleasedFill e -> "late " + text(e.report());
            case Effect.LegExecution e -> "leg " + e.refId() + " " + e.report().side() + " " + e.report().symbol() + " " + text(e.report())
                    + (e.isTold() ? "" : " copied only");
            case Effect.ExecutionReport e -> text(e);
            case Effect.OrderCancelReject e -> "9 " + e.clOrdId() + "/" + e.origClOrdId() + " " + e.ordStatus() + " " + e.responseTo() + " " + e.cxlRejReason();
            case Effect.PartyActionReport e -> "DI " + e.action().requestId() + (e.rejectReason() < 0 ? "" : " refused " + e.rejectReason() + ": " + e.text());
            case Effect.KillCompleted e -> switch (e.asked()) {
                case KillFact.Asked.ByParty by -> "DI " + by.action().requestId();
                case KillFact.Asked.ByMassAction by -> "BZ " + by.clOrdId();
            } + " completed, " + e.orders() + " orders";
            case Effect.MassCancelReport e -> (e.terms().form() == MassCancelTerms.Form.MASS_CANCEL ? "r " : "BZ ") + e.clOrdId() + " " + e.terms().scope()
                    + " " + (e.massRejectReason() < 0 ? e.orders() + " orders" : "refused " + e.massRejectReason());
            case Effect.MassStatusReport e -> "8 " + e.report().clOrdId() + " " + e.report().execType() + " " + e.report().ordStatus() + " "
                    + e.massStatusReqId() + " of " + e.orders() + (e.isLast() ? " last" : "");
            case Effect.ListStatus e -> "N " + e.name() + " " + e.report() + " " + e.listOrderStatus() + ":"
                    + e.orders().stream().map(o -> " " + o.clOrdId() + " " + o.ordStatus() + " " + o.cumQty() + " " + o.leavesQty() + " " + o.cxlQty())
                            .collect(Collectors.joining(","))
                    + (e.text() == null ? "" : " " + e.text());
            case Effect.MessageReject e -> "3 " + e.text();
            case Effect.NewOrderSingle e -> e.venue() + " " + name(e.venue(), e.requestId(), "D") + " " + text(e.conditions())
                    + carries(e.carried());
            case Effect.OrderCancelRequest e -> e.venue() + " " + name(e.venue(), e.requestId(), "F") + " " + nameOf(e.venue(), e.origRequestId());
            case Effect.OrderCancelReplaceRequest e -> e.venue() + " " + name(e.venue(), e.requestId(), "G") + " " + nameOf(e.venue(), e.origRequestId()) + " "
                    + text(e.conditions())
                    + carries(e.carried());
            case Effect.OrderStatusRequest e -> e.venue() + " H " + nameOf(e.venue(), e.requestId());
            case Effect.CrossRequest e -> e.venue() + " " + e.message().msgType() + " " + e.terms().type() + ":" + e.sides().stream()
                    .map(side -> " " + sideOf(e, side)).collect(Collectors.joining(","));
            case Effect.DontKnowTrade e -> e.venue() + " Q " + e.venueOrderId() + " " + e.venueExecId() + " " + e.dkReason().code() + " " + e.symbol() + " "
                    + e.side() + " " + e.lastQty() + "@" + e.lastPx();
            case Effect.Withdrawal e -> e.venue() + " withdraw " + nameOf(e.venue(), e.orderRequestId());
            case Effect.Alert e -> "! " + e.text() + (e.clOrdId() == null ? "" : " (" + e.session() + " " + e.clOrdId() + ")");
        };
    }

    private String sideOf(Effect.CrossRequest e, Effect.SideOfCross side) {
        return switch (e.message()) {
            case NEW -> name(e.venue(), side.requestId(), "D") + " " + side.side() + " " + text(side.conditions());
            case REPLACE -> name(e.venue(), side.requestId(), "G") + " " + nameOf(e.venue(), side.origRequestId()) + " " + text(side.conditions());
            case CANCEL -> name(e.venue(), side.requestId(), "F") + " " + nameOf(e.venue(), side.origRequestId());
        };
    }

    private static String text(Effect.ExecutionReport e) {
        return "8 " + e.clOrdId() + (e.origClOrdId() == null ? "" : "/" + e.origClOrdId()) + " " + e.execType() + " " + e.ordStatus() + " " + e.orderQty() + " "
                + e.cumQty() + " " + e.leavesQty() + (e.lastQty().isZero() ? "" : " " + e.lastQty() + "@" + e.lastPx())
                + (e.avgPx() == null ? "" : " avg " + e.avgPx()) + carries(e.carried());
    }

    private String name(VenueId venue, long requestId, String msgType) {
        Map<String, Long> names = sent.computeIfAbsent(venue, v -> new HashMap<>());
        long count = names.keySet().stream().filter(name -> name.startsWith(msgType)).count();
        names.put(msgType + (count + 1), requestId);
        return msgType + (count + 1);
    }

    private String nameOf(VenueId venue, long requestId) {
        return sent.get(venue).entrySet().stream().filter(e -> e.getValue() == requestId).findAny().orElseThrow().getKey();
    }

    // What must hold at any time

    /** Folding the log, and a snapshot with what came after it, gives the same state. */
    String hashOfTheFold(int snapshotAfter) {
        ShardState half = new ShardState();
        OrderCore first = new OrderCore(settings(), half, new NoRisk(clients), new Splitting(), market);
        log.subList(0, snapshotAfter).forEach(first::fold);
        ShardState whole = throughASnapshot(half);
        OrderCore second = new OrderCore(settings(), whole, new NoRisk(clients), new Splitting(), market);
        log.subList(snapshotAfter, log.size()).forEach(second::fold);
        return hash(whole);
    }

    private static ShardState throughASnapshot(ShardState state) {
        Deque<DirectBuffer> chunks = new ArrayDeque<>();
        Snapshot.write(state, (buffer, offset, length) -> {
            UnsafeBuffer copy = new UnsafeBuffer(new byte[length]);
            copy.putBytes(0, buffer, offset, length);
            chunks.add(copy);
        });
        return Snapshot.read(chunks::remove);
    }

    static String hash(ShardState state) {
        CRC32 crc = new CRC32();
        Snapshot.write(state, (buffer, offset, length) -> {
            byte[] bytes = new byte[length];
            buffer.getBytes(offset, bytes);
            crc.update(bytes);
        });
        return HexFormat.of().toHexDigits(crc.getValue());
    }

    private final class Splitting implements Router {
        @Override
        public boolean isTakenBy(VenueId venue, Conditions conditions) {
            return conditions.arePlain() || natives.getOrDefault(venue.value(), Set.of()).contains(conditions.ordType());
        }

        @Override
        public boolean hasStrategy(String targetStrategy) {
            return targets.contains(targetStrategy);
        }

        @Override
        public boolean takesCrosses(VenueId venue) {
            return crossVenues.contains(venue);
        }

        @Override
        public List<Route> route(Request request, Market anyMarket) {
            return split(request);
        }

        @Override
        public Decision decide(Request request, Market anyMarket) {
            List<Route> routes = split(request);
            return new Decision(routes, explains ? new Reasons("as told", 7, request.venues().stream().map(venue -> look(venue, routes)).toList()) : null);
        }

        private VenueLook look(VenueId venue, List<Route> routes) {
            Quantity given = routes.stream().filter(route -> route.venue().equals(venue)).map(Route::quantity).findAny().orElse(Quantity.ZERO);
            return new VenueLook(venue, given.isZero() ? VenueLook.Verdict.NO_QUOTE : VenueLook.Verdict.CHOSEN, given, null,
                    Collections.nCopies(levelsSeen, new VenueLook.Level(Price.of("10"), Quantity.of(1))), null, null);
        }
    }

    private List<Router.Route> legsOf(Router.Request request) {
        Set<VenueId> spent = request.spent();
        Price limit = request.price();
        List<Router.Route> routes = new ArrayList<>();
        Quantity rest = request.quantity();
        for (VenueId venue : request.venues()) {
            Conditions leg = legs.get(venue.value());
            if (leg != null && spent != null && limit != null && request.timeInForce().rests() && !spent.contains(venue) && rest.isPositive()) {
                Quantity part = leg.orderQty().min(rest);
                routes.add(new Router.Route(venue, part, null, null, new Router.Leg(Objects.requireNonNull(leg.price()), null)));
                rest = rest.minus(part);
            }
        }
        return routes;
    }

    private List<Router.Route> split(Router.Request request) {
        List<Router.Route> legRoutes = legsOf(request);
        if (!legRoutes.isEmpty()) {
            return legRoutes;
        }
        if (split.isEmpty()) {
            return List.of(new Router.Route(request.venues().get(0), request.quantity(), null, null));
        }
        List<Router.Route> routes = new ArrayList<>();
        Quantity rest = request.quantity();
        for (VenueId venue : request.venues()) {
            Integer percent = split.get(venue.value());
            if (percent != null) {
                Quantity part = new Quantity(request.quantity().raw() / 100 * percent).min(rest);
                routes.add(new Router.Route(venue, part, null, null));
                rest = rest.minus(part);
            }
        }
        if (rest.isPositive() && !routes.isEmpty()) {
            Router.Route last = routes.removeLast();
            routes.add(new Router.Route(last.venue(), last.quantity().plus(rest), null, null));
        }
        return routes;
    }

    static final class NoRisk implements RiskGate {

        private final Map<String, String> clients;

        NoRisk() {
            this(Map.of());
        }

        /** @param clients to whom accounts belong */
        NoRisk(Map<String, String> clients) {
            this.clients = clients;
        }

        @Override
        public AccountHolders holders() {
            return new AccountHolders() {

                @Override
                public Collection<String> accounts() {
                    return clients.keySet();
                }

                @Override
                public @Nullable String holder(Dimension of, String account) {
                    return of == Dimension.CLIENT ? clients.get(account) : null;
                }

                @Override
                public boolean maySellShortExempt(String account) {
                    return account.equals("ACC2");
                }
            };
        }

        @Override
        public void follow(RiskLimits limits, Ledger ledger, Market market) {
        }

        @Override
        public boolean limitsChanged() {
            return false;
        }

        @Override
        public void at(long time) {
        }

        @Override
        public boolean hasNewRestrictions() {
            return false;
        }

        @Override
        public List<LimitFact.Affected> affected(List<ParentOrder> open) {
            return List.of();
        }

        @Override
        public void follow(ShortSales shortSales) {
        }

        @Override
        public Quantity executedShort(String account, String symbol) {
            return Quantity.ZERO;
        }

        @Override
        public void clear() {
        }

        @Override
        public void timePassed() {
        }

        @Override
        public @Nullable LimitFact nextWarning() {
            return null;
        }

        @Override
        public Event.RiskFacts check(Event.OrderTerms terms, ParentOrder order, Instrument instrument, Market market, List<Objection> objections) {
            return new Event.RiskFacts(terms.price() == null ? Price.of("10") : terms.price(), null, List.of());
        }

        @Override
        public void reserve(Event.OrderTerms terms, Event.RiskFacts facts) {
        }

        @Override
        public void giveBack(Event.OrderTerms terms, Event.RiskFacts facts) {
        }

        @Override
        public void takeOut(ParentOrder order) {
        }

        @Override
        public void putIn(ParentOrder order) {
        }
    }

    private static final class TwoInstruments implements Market {
        @Nullable
        Price lastTrade;
        @Nullable
        Price bestBid;
        @Nullable
        Price bestOffer;
        private Instruments instruments = new Instruments(
                Stream.of("XYZ", "ABC")
                        .map(symbol -> new Instrument(symbol, null, "XNYS", "USD", TickTable.of(Price.of("0.01")), Quantity.of(1), Price.of("10")))
                        .toList());

        @Override
        public Book book(VenueId venue, String symbol) {
            return null;
        }

        @Override
        public Price reference(String symbol) {
            return null;
        }

        @Override
        public Price lastTrade(String symbol) {
            return lastTrade;
        }

        @Override
        public Price best(String symbol, boolean bids) {
            return bids ? bestBid : bestOffer;
        }

        @Override
        public Instruments instruments() {
            return instruments;
        }

        private void add(List<String> symbols, Traits traits) {
            instruments = new Instruments(Stream.concat(instruments.all().stream(), symbols.stream()
                    .map(symbol -> new Instrument(symbol, null, "XNYS", "USD", TickTable.of(Price.of("0.01")), Quantity.of(1), Price.of("10"), Map.of(),
                            traits)))
                    .toList());
        }

        private void isOf(String symbol, Traits traits) {
            instruments = new Instruments(instruments.all().stream()
                    .map(i -> i.symbol().equals(symbol)
                            ? new Instrument(i.symbol(), i.isin(), i.mic(), i.currency(), i.ticks(), i.lot(), i.referencePrice(), i.codes(), traits)
                            : i)
                    .toList());
        }
    }
}

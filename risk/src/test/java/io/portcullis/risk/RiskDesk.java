package io.portcullis.risk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.portcullis.oms.codec.EventCodec;
import io.portcullis.oms.command.CareAction;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.MarketAction;
import io.portcullis.oms.command.Origin;
import io.portcullis.oms.core.AccountRights;
import io.portcullis.oms.core.CancelOnDisconnect;
import io.portcullis.oms.core.ClientAgreement;
import io.portcullis.oms.core.CorporateActionPlan;
import io.portcullis.oms.core.CorporateActionRules;
import io.portcullis.oms.core.Effect;
import io.portcullis.oms.core.LimitRules;
import io.portcullis.oms.core.MarketRules;
import io.portcullis.oms.core.OrderCore;
import io.portcullis.oms.core.OrderPractice;
import io.portcullis.oms.core.Router;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.EventRecord;
import io.portcullis.oms.event.LocateFact;
import io.portcullis.oms.instrument.Book;
import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Instruments;
import io.portcullis.oms.instrument.Market;
import io.portcullis.oms.instrument.TickTable;
import io.portcullis.oms.instrument.Traits;
import io.portcullis.oms.limit.LimitChange;
import io.portcullis.oms.limit.LimitKey;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.order.Snapshot;
import io.portcullis.oms.types.Activation;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Contingency;
import io.portcullis.oms.types.CorporateAction;
import io.portcullis.oms.types.Display;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.Instructions;
import io.portcullis.oms.types.Leg;
import io.portcullis.oms.types.Locate;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Originator;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.Strategy;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.oms.types.VenueId;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** An order core with its risk gate, two accounts of one client and one of another, IBM in USD and VOD in GBP at 10 each, and one venue that takes all, or several of which each gets as much as it may before the next one. */
final class RiskDesk {

    static final SessionKey CLIENT = new SessionKey("CLIENT1");
    /** Eight more. */
    static final List<SessionKey> CROWD = IntStream.rangeClosed(1, 8).mapToObj(number -> new SessionKey("S" + number)).toList();
    static final VenueId VENUE = new VenueId("A");
    private static final List<SessionKey> SESSIONS = Stream.concat(Stream.of(CLIENT, new SessionKey("a client, with=all")), CROWD.stream()).toList();
    private static final List<String> ACCOUNTS_OF_CLIENT = List.of("ONE", "TWO", "OTHER", "SHORT", "AGREED");
    private static final long SECOND = 1_000_000_000L;
    private static final Accounts ACCOUNTS = Accounts.of(List.of(rich("ONE", "D1"), rich("TWO", "D2"),
            new Account("OTHER", "GBP", "GLOBEX", null, null), new Account("SHORT", "USD", null, null, null, null, Locates.OURS),
            new Account("AGREED", "USD", null, null, null, null, Locates.OF_CLIENT_OR_OURS)));

    private final List<VenueId> venues;
    private final Market10 market = new Market10();
    private final List<EventRecord> log = new ArrayList<>();
    private final List<Effect.NewOrderSingle> sent = new ArrayList<>();
    private final List<Effect.OrderCancelReplaceRequest> replaces = new ArrayList<>();
    private final List<Effect.OrderCancelRequest> cancels = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    /** Since the process began. */
    private final Map<String, Long> pricesOfSymbols = new HashMap<>();
    private ShardState state = new ShardState();
    private PreTradeRisk risk;
    private OrderCore core;
    private long time = 1_000 * SECOND;
    private SessionKey client = CLIENT;
    private @Nullable Originator originator;
    private Consumer<Effect> watch = effect -> {};
    private int seqNum;
    private int venueSeqNum;

    RiskDesk() {
        this(VENUE);
    }

    RiskDesk(VenueId... venues) {
        this.venues = List.of(venues);
        risk = gate();
        core = core(state, risk);
        decide(new Command.StartDay(LocalDate.of(2026, 11, 20)));
        this.venues.forEach(venue -> decide(new Command.SessionLoggedOn(new SessionKey(venue.value()), venue)));
    }

    private static Account rich(String name, String desk) {
        return new Account(name, "USD", "ACME", "G", desk, null, Locates.NOT_NEEDED, Account.Capital.of("2000 USD"), Set.of(), false);
    }

    private static PreTradeRisk gate() {
        return new PreTradeRisk(ACCOUNTS, settings(Map.of("GBP", new BigDecimal("1.25"))));
    }

    /** Half of what shares are worth has to be put up. */
    private static RiskSettings settings(Map<String, BigDecimal> rates) {
        return new RiskSettings(500, new CurrencyRates("USD", rates), Map.of("equity", new BigDecimal("50")), new BigDecimal("1000"));
    }

    private OrderCore core(ShardState of, PreTradeRisk by) {
        return new OrderCore(
                new OrderCore.Settings(venues, Duration.ofSeconds(5),
                        new AccountRights(SESSIONS.stream().collect(Collectors.toMap(session -> session, _ -> ACCOUNTS_OF_CLIENT))),
                        Map.of(CLIENT, new ClientAgreement(CancelOnDisconnect.NEVER, new OrderPractice(true, false, true, true, false, false, true)))),
                of,
                by, new AnyVenue(), market);
    }

    @Nullable
    String decide(Command command) {
        OrderCore.Outcome outcome = core.decide(command, time, false);
        if (outcome.record() != null) {
            log.add(outcome.record());
        }
        for (Effect effect : outcome.effects()) {
            watch.accept(effect);
            switch (effect) {
                case Effect.ExecutionReport e when e.execType() == ExecType.REJECTED -> told.add(e.clOrdId() + " refused: " + e.text());
                case Effect.OrderCancelReject e -> told.add(e.clOrdId() + " refused: " + e.text());
                case Effect.Alert e -> told.add("! " + e.text());
                case Effect.NewOrderSingle e -> sent.add(e);
                case Effect.OrderCancelReplaceRequest e -> replaces.add(e);
                case Effect.OrderCancelRequest e -> cancels.add(e);
                default -> {
                    // not looked at
                }
            }
        }
        return outcome.answer();
    }

    /** What refusals and alerts have said since the last time. */
    List<String> told() {
        List<String> all = List.copyOf(told);
        told.clear();
        return all;
    }

    RiskDesk pass(Duration duration) {
        time += duration.toNanos();
        decide(new Command.ClockTick());
        return this;
    }

    // What is out

    /** The venue shows a price of the instrument. */
    RiskDesk shows(String symbol) {
        pricesOfSymbols.put(symbol, time);
        return this;
    }

    /** The hub's clock ticks in time, and what of prices was seen until then is told before. */
    RiskDesk tick(int seconds) {
        return wait(Duration.ofSeconds(seconds - 1)).pricesSeen().wait(Duration.ofSeconds(1)).tickNow();
    }

    /** The same at once, however long there was none. */
    RiskDesk tickNow() {
        return pricesSeen().pass(Duration.ZERO);
    }

    private RiskDesk pricesSeen() {
        decide(new Command.PricesSeen(
                pricesOfSymbols.values().stream().max(Long::compare).map(last -> Map.of(VENUE, last)).orElse(Map.of()), pricesOfSymbols));
        return this;
    }

    RiskDesk venueIsAway() {
        decide(new Command.SessionLoggedOff(new SessionKey("A"), VENUE, Command.LogoffCause.LOST_CONNECTION, "connection lost"));
        return this;
    }

    RiskDesk venueIsBack() {
        decide(new Command.SessionLoggedOn(new SessionKey("A"), VENUE));
        return this;
    }

    RiskDesk venueSays(String symbol, Command.SecurityStatus.Trading trading) {
        decide(new Command.SecurityStatus(new Origin(new SessionKey("A"), 1, ++venueSeqNum), VENUE, symbol, trading, null, null, "as it says"));
        return this;
    }

    /** Sees all that is told from now on. */
    RiskDesk watchedBy(Consumer<Effect> watcher) {
        watch = watcher;
        return this;
    }

    /** Epoch nanoseconds. */
    long time() {
        return time;
    }

    /** Without a tick of the clock. */
    RiskDesk wait(Duration duration) {
        time += duration.toNanos();
        return this;
    }

    // Limits

    /** Those that there were not. */
    RiskDesk limits(String... lines) {
        decide(new Command.ChangeLimits(Gates.added(lines), "ann", "as agreed"));
        return this;
    }

    /** From what it is. @param line null for none */
    @Nullable
    String change(String key, @Nullable String line, String user) {
        LimitKey of = key(key);
        return decide(
                new Command.ChangeLimits(List.of(new LimitChange(of, state.limits().limit(of), line == null ? null : Gates.limit(line))), user, "as agreed"));
    }

    @Nullable
    String settle(long proposalId, boolean isApproved, String user) {
        return decide(new Command.SettleLimits(proposalId, isApproved, user, "seen"));
    }

    void by(LimitRules rules) {
        core.changeLimitsBy(rules);
    }

    void by(MarketRules rules) {
        core.tradeBy(rules);
    }

    RiskDesk steer(String symbol, MarketAction action) {
        assertNull(decide(new Command.SteerMarket(symbol, action, "ann", "told by the market")));
        return this;
    }

    static LimitKey key(String text) {
        int last = text.lastIndexOf(' ');
        return LimitKey.of(text.substring(0, last), text.substring(last + 1));
    }

    ShardState state() {
        return state;
    }

    /** In the scope's actual values. */
    String used(String key, @Nullable String currency) {
        return String.valueOf(risk.used(key(key), currency));
    }

    /** Which limit restricts an order that is open. */
    String restrictedBy(String clOrdId) {
        LimitKey key = risk.restrictedBy(orderOf(clOrdId));
        return key == null ? "none" : key.toString();
    }

    // Orders

    RiskDesk order(String clOrdId, String account, String symbol, Side side, int qty, @Nullable String price) {
        decide(new Command.NewOrderSingle(origin(), new ClOrdId(clOrdId), account, symbol, null, side,
                new Conditions(price == null ? OrdType.MARKET : OrdType.LIMIT, TimeInForce.DAY, Quantity.of(qty), price == null ? null : Price.of(price), 0)
                        .of(originator),
                false,
                null));
        return this;
    }

    /** Buys at the market once IBM trades at that or above. */
    RiskDesk stop(String clOrdId, String account, int qty, String stopPx) {
        decide(new Command.NewOrderSingle(origin(), new ClOrdId(clOrdId), account, "IBM", null, Side.BUY,
                new Conditions(OrdType.STOP, TimeInForce.DAY, Quantity.of(qty), null, 0, Instructions.stop(Price.of(stopPx))), false, null));
        return this;
    }

    /** The last trade of all instruments from now on. */
    RiskDesk lastTrade(String price) {
        market.lastTrade = Price.of(price);
        decide(new Command.MarketMoved("IBM"));
        return this;
    }

    /** From now on orders and replaces are of that one. @param name null for nobody */
    RiskDesk trader(@Nullable String name) {
        return originator(Originator.of(name, null, null));
    }

    RiskDesk originator(@Nullable Originator other) {
        originator = other;
        return this;
    }

    /** Account ONE buys strategies, each of one IBM bought and one sold. */
    RiskDesk legs(String clOrdId, int qty) {
        return legs(clOrdId, "IBM", qty);
    }

    /** The same of another instrument. */
    RiskDesk legs(String clOrdId, String symbol, int qty) {
        Strategy strategy = new Strategy(List.of(new Leg(symbol, Side.BUY, Quantity.of(1), "A"), new Leg(symbol, Side.SELL, Quantity.of(1), "B")));
        decide(new Command.NewOrderSingle(origin(), new ClOrdId(clOrdId), "ONE", "PAIR", null, Side.BUY,
                new Conditions(OrdType.LIMIT, TimeInForce.DAY, Quantity.of(qty), Price.of("1"), 0).with(Instructions.multileg(strategy)), false, null));
        return this;
    }

    /** Of IBM by account ONE, at 10. */
    RiskDesk buy(String clOrdId, int qty) {
        return order(clOrdId, "ONE", "IBM", Side.BUY, qty, "10");
    }

    /** Sells short so many of IBM by account ONE, at 10, from ten seconds on. */
    RiskDesk shortLater(String clOrdId, int qty) {
        decide(new Command.NewOrderSingle(origin(), new ClOrdId(clOrdId), "ONE", "IBM", null, Side.SELL_SHORT,
                new Conditions(OrdType.LIMIT, TimeInForce.DAY, Quantity.of(qty), Price.of("10"), 0,
                        Instructions.NONE.withActivation(new Activation(time + 10 * SECOND, null))),
                false, null));
        return this;
    }

    /** The best bid for all instruments from now on. */
    RiskDesk bid(String price) {
        market.bid = Price.of(price);
        return this;
    }

    /** Which orders have gone to the venue, each as its price. */
    List<String> sentAt() {
        return sent.stream().map(each -> String.valueOf(each.conditions().price())).toList();
    }

    /** The same, at once or not at all. */
    RiskDesk immediate(String clOrdId, int qty) {
        decide(new Command.NewOrderSingle(origin(), new ClOrdId(clOrdId), "ONE", "IBM", null, Side.BUY,
                new Conditions(OrdType.LIMIT, TimeInForce.IMMEDIATE_OR_CANCEL, Quantity.of(qty), Price.of("10"), 0), false, null));
        return this;
    }

    /** One order of IBM by account ONE for each quantity, named after the list. @param bad what speaks against the list as a whole; null if nothing does */
    RiskDesk list(String name, @Nullable Objection bad, int... quantities) {
        decide(new Command.NewOrderList(origin(), name, Contingency.NONE, false, IntStream.rangeClosed(1, quantities.length)
                .mapToObj(number -> new Command.OrderOfList(number, new ClOrdId(name + number), null, "ONE", "IBM", null, Side.BUY,
                        new Conditions(OrdType.LIMIT, TimeInForce.DAY, Quantity.of(quantities[number - 1]), Price.of("10"), 0)))
                .toList(), false, bad));
        return this;
    }

    /** Of IBM by account ONE, at 10, for the desk to work. */
    RiskDesk care(String clOrdId, int qty) {
        decide(new Command.WithHandling(new Command.NewOrderSingle(origin(), new ClOrdId(clOrdId), "ONE", "IBM", null, Side.BUY,
                new Conditions(OrdType.LIMIT, TimeInForce.DAY, Quantity.of(qty), Price.of("10"), 0).of(originator), false, null), true));
        return this;
    }

    @Nullable
    String work(String clOrdId, CareAction action) {
        return decide(new Command.WorkOrder(orderOf(clOrdId).orderId(), action, "ann", "the desk's work"));
    }

    /** Of IBM by account ONE, at 10, of which so much may be seen at once. */
    RiskDesk slices(String clOrdId, int qty, int shown) {
        decide(new Command.NewOrderSingle(origin(), new ClOrdId(clOrdId), "ONE", "IBM", null, Side.BUY,
                new Conditions(OrdType.LIMIT, TimeInForce.DAY, Quantity.of(qty), Price.of("10"), 0)
                        .with(Instructions.NONE.withDisplay(Display.of(Quantity.of(shown)))),
                false, null));
        return this;
    }

    RiskDesk replace(String clOrdId, String orig, String account, int qty, String price) {
        return replace(clOrdId, orig, account, Side.BUY, qty, price);
    }

    RiskDesk replace(String clOrdId, String orig, String account, Side side, int qty, String price) {
        return replace(clOrdId, orig, account, "IBM", side, qty, price);
    }

    /** Of a buy of that instrument. */
    RiskDesk replace(String clOrdId, String orig, String account, String symbol, int qty, String price) {
        return replace(clOrdId, orig, account, symbol, Side.BUY, qty, price);
    }

    private RiskDesk replace(String clOrdId, String orig, String account, String symbol, Side side, int qty, String price) {
        decide(new Command.OrderCancelReplaceRequest(origin(), new ClOrdId(clOrdId), new ClOrdId(orig), account, symbol, null, side,
                new Conditions(OrdType.LIMIT, TimeInForce.DAY, Quantity.of(qty), Price.of(price), 0).of(originator)));
        return this;
    }

    RiskDesk cancel(String clOrdId, String orig) {
        decide(new Command.OrderCancelRequest(origin(), new ClOrdId(clOrdId), new ClOrdId(orig), "IBM", orderOf(orig).terms().side()));
        return this;
    }

    /** What the venue says of the n-th order that it got, the first being 1. */
    RiskDesk report(int order, ExecType execType, OrdStatus ordStatus, int lastQty, int cumQty) {
        Effect.NewOrderSingle of = sent.get(order - 1);
        decide(new Command.VenueReport(new Origin(new SessionKey(of.venue().value()), 1, ++venueSeqNum), of.venue(), of.requestId(), 0, "C" + of.requestId(),
                "V" + order,
                "E" + venueSeqNum, null, execType, ordStatus, of.symbol(), of.side(), null, null, Quantity.of(lastQty), lastQty == 0 ? null : Price.of("10"),
                null,
                Quantity.of(cumQty), null, -1, null, null));
        return this;
    }

    /** The venue has done the n-th cancel that any of them got, of an order that was executed so far. */
    RiskDesk cancels(int cancel, int cumQty) {
        Effect.OrderCancelRequest of = cancels.get(cancel - 1);
        decide(new Command.VenueReport(new Origin(new SessionKey(of.venue().value()), 1, ++venueSeqNum), of.venue(), of.requestId(), of.origRequestId(),
                "C" + of.requestId(), "V", "E" + venueSeqNum, null, ExecType.CANCELED, OrdStatus.CANCELED, of.symbol(), of.side(), null, null, Quantity.ZERO,
                null, null, Quantity.of(cumQty), null, -1, null, null));
        return this;
    }

    /** What venues were sent so far: orders, replaces and cancels. */
    List<String> out() {
        return Stream.of(sent.stream().map(each -> each.venue() + " " + each.conditions().orderQty()),
                replaces.stream().map(each -> each.venue() + " is to have " + each.conditions().orderQty()),
                cancels.stream().map(each -> each.venue() + " is to cancel")).flatMap(each -> each).toList();
    }

    /** The venue refuses the n-th replace that it got, the first being 1. */
    RiskDesk refusesReplace(int replace) {
        Effect.OrderCancelReplaceRequest of = replaces.get(replace - 1);
        decide(new Command.VenueCancelReject(new Origin(new SessionKey("A"), 1, ++venueSeqNum), VENUE, of.requestId(), of.origRequestId(), OrdStatus.NEW, 99,
                "not now"));
        return this;
    }

    /** The venue lets no answer come to the n-th replace, and when it is asked says that it has the order as it was. */
    RiskDesk loses(int replace) {
        Effect.OrderCancelReplaceRequest of = replaces.get(replace - 1);
        pass(Duration.ofSeconds(6));
        Conditions there = Objects.requireNonNull(state.childByRequest(of.requestId())).conditions();
        decide(new Command.VenueReport(new Origin(new SessionKey("A"), 1, ++venueSeqNum), VENUE, of.origRequestId(), 0, "C" + of.origRequestId(), "V",
                "E" + venueSeqNum, null, ExecType.ORDER_STATUS, OrdStatus.NEW, of.symbol(), of.side(), there.orderQty(), there.price(), Quantity.ZERO, null,
                there.orderQty(), Quantity.ZERO, null, -1, null, null));
        return this;
    }

    /** The venue has done the n-th replace that it got. */
    RiskDesk does(int replace) {
        Effect.OrderCancelReplaceRequest of = replaces.get(replace - 1);
        decide(new Command.VenueReport(new Origin(new SessionKey("A"), 1, ++venueSeqNum), VENUE, of.requestId(), of.origRequestId(), "C" + of.requestId(), "V",
                "E" + venueSeqNum, null, ExecType.REPLACED, OrdStatus.NEW, of.symbol(), of.side(), of.conditions().orderQty(), of.conditions().price(),
                Quantity.ZERO, null, null, Quantity.ZERO, null, -1, null, null));
        return this;
    }

    /** The venue takes its only execution of the n-th order back. */
    RiskDesk bust(int order, int lastQty, int cumQty) {
        Effect.NewOrderSingle of = sent.get(order - 1);
        ParentOrder parent = Objects.requireNonNull(state.childByRequest(of.requestId())).parent();
        String execRefId = parent.children().getFirst().fills().getFirst().venueExecId();
        decide(new Command.VenueReport(new Origin(new SessionKey("A"), 1, ++venueSeqNum), VENUE, of.requestId(), 0, "C" + of.requestId(), "V" + order,
                "E" + venueSeqNum, execRefId, ExecType.TRADE_CANCEL, OrdStatus.NEW, of.symbol(), of.side(), null, null, Quantity.of(lastQty), Price.of("10"),
                null, Quantity.of(cumQty), null, -1, null, null));
        return this;
    }

    /** Of the execution that the venue called so. */
    RiskDesk bust(int order, String execId) {
        Effect.NewOrderSingle of = sent.get(order - 1);
        decide(new Command.VenueReport(new Origin(new SessionKey("A"), 1, ++venueSeqNum), VENUE, of.requestId(), 0, "C" + of.requestId(), "V" + order,
                "E" + venueSeqNum, execId, ExecType.TRADE_CANCEL, OrdStatus.NEW, of.symbol(), of.side(), null, null, Quantity.ZERO, null, null, Quantity.ZERO,
                null, -1, null, null));
        return this;
    }

    /** The venue has done, or has not done, what it was asked for last. */
    RiskDesk answersReplace(boolean isDone, int cumQty) {
        Effect.OrderCancelReplaceRequest of = replaces.getLast();
        if (isDone) {
            decide(new Command.VenueReport(new Origin(new SessionKey(of.venue().value()), 1, ++venueSeqNum), of.venue(), of.requestId(), of.origRequestId(),
                    "C" + of.requestId(),
                    "V", "E" + venueSeqNum, null, ExecType.REPLACED, OrdStatus.NEW, of.symbol(), of.side(), of.conditions().orderQty(), of.conditions().price(),
                    Quantity.ZERO, null, null, Quantity.of(cumQty), null, -1, null, null));
        } else {
            decide(new Command.VenueCancelReject(new Origin(new SessionKey(of.venue().value()), 1, ++venueSeqNum), of.venue(), of.requestId(),
                    of.origRequestId(),
                    OrdStatus.NEW, 99, "not now"));
        }
        return this;
    }

    RiskDesk fill(int order, int lastQty, int cumQty) {
        return report(order, ExecType.TRADE, OrdStatus.PARTIALLY_FILLED, lastQty, cumQty);
    }

    ParentOrder orderOf(String clOrdId) {
        return Objects.requireNonNull(state.order(CLIENT, new ClOrdId(clOrdId)), clOrdId);
    }

    /** From now on. */
    RiskDesk by(SessionKey other) {
        client = other;
        return this;
    }

    private Origin origin() {
        return new Origin(client, 1, ++seqNum);
    }

    // Short sales

    /** Of IBM, at 10, by a client that has located the shares by itself. */
    RiskDesk located(String clOrdId, String account, int qty) {
        decide(new Command.NewOrderSingle(origin(), new ClOrdId(clOrdId), account, "IBM", null, Side.SELL_SHORT,
                new Conditions(OrdType.LIMIT, TimeInForce.DAY, Quantity.of(qty), Price.of("10"), 0).with(Instructions.NONE.withLocated(true)), false, null));
        return this;
    }

    @Nullable
    String locate(String account, String symbol, int quantity, Duration validFor, String reference) {
        return decide(
                new Command.AddLocate(new Locate(account, symbol, Quantity.of(quantity), time + validFor.toNanos(), reference), "ann", "from the lender"));
    }

    RiskDesk withdraw(String reference) {
        state.shortSales().locates().stream().filter(each -> each.locate().reference().equals(reference))
                .forEach(each -> decide(new Command.WithdrawLocate(each.locateId(), "ann", "called back")));
        return this;
    }

    /** By its number, also if it has ended. */
    long lastLocate() {
        return log.stream().flatMap(each -> each.events().stream())
                .mapToLong(event -> event instanceof Event.LocatesTold told && told.fact() instanceof LocateFact.Added added ? added.locateId() : 0).max()
                .orElseThrow();
    }

    String usedOfLocates(String account, String symbol) {
        return risk.usedOfLocates(account, symbol).toString();
    }

    /** Orders don't matter. */
    @Nullable
    String apply(CorporateAction action) {
        CorporateActionPlan plan = CorporateActionPlan.of(action, state, market, new CorporateActionRules(true, Map.of()), time);
        return decide(new Command.ApplyCorporateAction(action, plan.digest(plan.rows()), "ann", "as announced"));
    }

    RiskDesk nextDay() {
        time += Duration.ofDays(1).toNanos();
        decide(new Command.StartDay(LocalDate.of(2026, 11, 21)));
        return this;
    }

    /** On the next day nobody trades. */
    RiskDesk dayAfterNext() {
        time += Duration.ofDays(2).toNanos();
        decide(new Command.StartDay(LocalDate.of(2026, 11, 22)));
        return this;
    }

    /** Every cut of the log, with a snapshot there and each record as the log has it, gives the same state and the same sums. */
    void assertFoldsAlike() {
        for (int cut = 0; cut <= log.size(); cut++) {
            ShardState half = new ShardState();
            OrderCore first = core(half, gate());
            log.subList(0, cut).forEach(first::fold);
            ShardState whole = throughASnapshot(half);
            PreTradeRisk gate = gate();
            OrderCore second = core(whole, gate);
            log.subList(cut, log.size()).forEach(record -> second.fold(throughTheLog(record)));
            assertArrayEquals(bytes(state), bytes(whole), "snapshot after record " + cut);
            for (String account : List.of("SHORT", "AGREED")) {
                assertEquals(risk.usedOfLocates(account, "IBM"), gate.usedOfLocates(account, "IBM"), "snapshot after record " + cut);
            }
        }
    }

    private static EventRecord throughTheLog(EventRecord record) {
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        EventCodec codec = new EventCodec(buffer);
        return codec.decode(record.position(), record.time(), buffer, 0, codec.encode(record, buffer, 0));
    }

    private static ShardState throughASnapshot(ShardState of) {
        Deque<DirectBuffer> chunks = new ArrayDeque<>();
        Snapshot.write(of, (buffer, offset, length) -> {
            UnsafeBuffer copy = new UnsafeBuffer(new byte[length]);
            copy.putBytes(0, buffer, offset, length);
            chunks.add(copy);
        });
        return Snapshot.read(chunks::remove);
    }

    private static byte[] bytes(ShardState of) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Snapshot.write(of, (buffer, offset, length) -> {
            byte[] chunk = new byte[length];
            buffer.getBytes(offset, chunk);
            bytes.writeBytes(chunk);
        });
        return bytes.toByteArray();
    }

    /** The process ends, and another one begins with a snapshot. */
    RiskDesk restartFromASnapshot() {
        state = throughASnapshot(state);
        risk = gate();
        core = core(state, risk);
        return this;
    }

    /** The process ends, and another one folds the log. */
    RiskDesk restart() {
        pricesOfSymbols.clear();
        state = new ShardState();
        risk = gate();
        core = core(state, risk);
        log.forEach(core::fold);
        return this;
    }

    private static final class AnyVenue implements Router {
        @Override
        public boolean isTakenBy(VenueId venue, Conditions conditions) {
            return Router.super.isTakenBy(venue, conditions) || conditions.instructions().strategy() != null;
        }

        @Override
        public List<Route> route(Request request, Market market) {
            List<Route> routes = new ArrayList<>();
            Quantity rest = request.quantity();
            for (int i = 0; i < request.venues().size() && rest.isPositive(); i++) {
                Quantity room = request.most() == null ? rest : rest.min(request.most().get(i));
                boolean isAll = room.equals(request.quantity());
                if (room.isPositive() && (isAll || maySplit(request.conditions()))) {
                    routes.add(new Route(request.venues().get(i), room, null, null));
                    rest = rest.minus(room);
                }
            }
            return rest.isPositive() ? List.of() : routes;
        }
    }

    /** No currency can be reckoned in another from now on. */
    RiskDesk withoutRates() {
        risk.become(ACCOUNTS, settings(Map.of()));
        return this;
    }

    /** Account ONE, which is the only one, has such a capital from now on. */
    RiskDesk capital(String text) {
        risk.become(Accounts.of(List.of(new Account("ONE", "USD", "ACME", "G", "D1", null, Locates.NOT_NEEDED, Account.Capital.of(text), Set.of(), false))),
                settings(Map.of()));
        return this;
    }

    /** Its instruments are read anew, and this one is none of them any more. */
    RiskDesk forgets(String symbol) {
        market.instruments = new Instruments(market.instruments.all().stream().filter(each -> !each.symbol().equals(symbol)).toList());
        return this;
    }

    /** It is one of its instruments from now on. */
    RiskDesk knows(String symbol) {
        market.instruments = new Instruments(Stream.concat(market.instruments.all().stream(), Stream.of(Market10.instrument(symbol, "USD"))).toList());
        return this;
    }

    /** What all instruments trade at from now on. @param price null if the market says nothing */
    RiskDesk trades(@Nullable String price) {
        market.reference = price == null ? null : Price.of(price);
        return this;
    }

    private static final class Market10 implements Market {

        private @Nullable Price reference = Price.of("10");
        private @Nullable Price bid;
        private @Nullable Price lastTrade;
        private Instruments instruments = new Instruments(List.of(instrument("IBM", "USD"), instrument("VOD", "GBP"), instrument("SAP", "EUR")));

        private static Instrument instrument(String symbol, String currency) {
            return new Instrument(symbol, null, "XTST", currency, TickTable.of(Price.of("0.01")), Quantity.of(1), Price.of("10"), Map.of(),
                    symbol.equals("SAP") ? Traits.NONE
                            : new Traits(symbol.equals("IBM") ? "tech" : "telecom", "equity", Quantity.of(2_000), null, null, new BigDecimal("2")));
        }

        @Override
        public @Nullable Book book(VenueId venue, String symbol) {
            return null;
        }

        @Override
        public @Nullable Price reference(String symbol) {
            return reference;
        }

        @Override
        public @Nullable Price lastTrade(String symbol) {
            return lastTrade;
        }

        @Override
        public @Nullable Price best(String symbol, boolean bids) {
            return bids ? bid : null;
        }

        @Override
        public Instruments instruments() {
            return instruments;
        }
    }
}

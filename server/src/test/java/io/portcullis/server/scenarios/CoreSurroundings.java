package io.portcullis.server.scenarios;

import io.portcullis.oms.command.CareAction;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.Command.EnterPositions;
import io.portcullis.oms.command.DeskAction;
import io.portcullis.oms.command.MarketAction;
import io.portcullis.oms.command.Origin;
import io.portcullis.oms.core.AccountRights;
import io.portcullis.oms.core.BandRules;
import io.portcullis.oms.core.CancelOnDisconnect;
import io.portcullis.oms.core.ClientAgreement;
import io.portcullis.oms.core.CorporateActionPlan;
import io.portcullis.oms.core.CorporateActionRules;
import io.portcullis.oms.core.Effect;
import io.portcullis.oms.core.LookAlikeRules;
import io.portcullis.oms.core.MarketRules;
import io.portcullis.oms.core.OrderCore;
import io.portcullis.oms.core.OrderPractice;
import io.portcullis.oms.event.CrossFact;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.instrument.BandRule;
import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Instruments;
import io.portcullis.oms.instrument.TickTable;
import io.portcullis.oms.instrument.Traits;
import io.portcullis.oms.limit.Limit;
import io.portcullis.oms.limit.LimitChange;
import io.portcullis.oms.limit.LimitOverride;
import io.portcullis.oms.limit.Scope;
import io.portcullis.oms.limit.Subset;
import io.portcullis.oms.order.Kill;
import io.portcullis.oms.order.Ledger;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.order.Snapshot;
import io.portcullis.oms.types.Activation;
import io.portcullis.oms.types.Adjusting;
import io.portcullis.oms.types.Auction;
import io.portcullis.oms.types.Bands;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Contingency;
import io.portcullis.oms.types.CorporateAction;
import io.portcullis.oms.types.CrossPrioritization;
import io.portcullis.oms.types.CrossTerms;
import io.portcullis.oms.types.CrossType;
import io.portcullis.oms.types.Discretion;
import io.portcullis.oms.types.Display;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.Ids;
import io.portcullis.oms.types.Instructions;
import io.portcullis.oms.types.Leg;
import io.portcullis.oms.types.Locate;
import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.OnHalt;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Originator;
import io.portcullis.oms.types.Peg;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Ratio;
import io.portcullis.oms.types.RestatedBecause;
import io.portcullis.oms.types.RoutingWish;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.Strategy;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.oms.types.VenueDay;
import io.portcullis.oms.types.VenueId;
import io.portcullis.oms.types.VenuePhases;
import io.portcullis.risk.Account;
import io.portcullis.risk.Accounts;
import io.portcullis.risk.CurrencyRates;
import io.portcullis.risk.Locates;
import io.portcullis.risk.PreTradeRisk;
import io.portcullis.risk.ReferenceAge;
import io.portcullis.risk.RiskSettings;
import io.portcullis.venues.market.LevelBook;
import io.portcullis.venues.market.MarketBooks;
import io.portcullis.venues.market.VenueBook;
import io.portcullis.venues.routing.Capabilities;
import io.portcullis.venues.routing.RoutingPolicy;
import io.portcullis.venues.routing.SmartRouter;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** The order core with risk and router, and no sessions: what counterparties say becomes commands, what is told are effects. A core for each case. */
final class CoreSurroundings implements Surroundings {

    private static final String BANDS = "price-bands=XNYS:";
    private static final SessionKey CLIENT = new SessionKey("CLIENT");
    private static final List<String> VENUES = List.of("venue", "venue2");
    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 11, 20);
    private static final long SECOND = 1_000_000_000L;
    private static final Price REFERENCE = Price.of("100");

    private final Ids ids = new Ids("TEST00");
    private final MarketBooks books = new MarketBooks(
            new Instruments(List.of(new Instrument("IBM", null, "XNYS", "USD", TickTable.of(Price.of("0.01")), Quantity.of(1), REFERENCE, Map.of(),
                    new Traits("tech", "equity", null, null, new BigDecimal("50"), new BigDecimal("2"))),
                    new Instrument("KO", null, "XNYS", "USD", TickTable.of(Price.of("0.01")), Quantity.of(1), Price.of("60")),
                    new Instrument("IBMX", null, "XNYS", "USD", TickTable.of(Price.of("0.01")), Quantity.of(1), REFERENCE))),
            () -> this.time);
    private final Supplier<OrderCore> coreOf;
    private ShardState state = new ShardState();
    private OrderCore core;
    private final Map<String, Queue<Told>> told = new HashMap<>();
    /** Since the hub was started. */
    private final Map<VenueId, Long> pricesOfVenues = new HashMap<>();
    private final Map<String, Long> pricesOfSymbols = new HashMap<>();
    private LocalDate day = FIRST_DAY;
    private long time = 1_000 * SECOND;
    private int seqNum;

    CoreSurroundings(Scenario.Case which) {
        OrderPractice practice = new OrderPractice(!which.settings().contains("pending-reports = no"), which.settings().contains("replace-filled = yes"),
                !which.settings().contains("venue-cancel = report"), !which.settings().contains("restate = no"),
                which.settings().contains("closed-venues = hold"), which.settings().contains("second-replace = queue"),
                which.settings().contains("short-sale-restricted = reprice"));
        List<VenueId> venues = VENUES.subList(0, Hubs.venuesOf(which)).stream().map(VenueId::new).toList();
        OrderCore.Settings settings = new OrderCore.Settings(venues, Duration.ofSeconds(5),
                new AccountRights(Map.of(CLIENT, List.of("ACME", "OTHER", "LIMITED", "TWIN", "SHORT", "AGREED", "EXEMPT", "GEARED"))),
                Map.of(CLIENT, new ClientAgreement(onDisconnect(which), practice, false, List.of(), ClientAgreement.Traders.DEFAULT, routes(which))));
        coreOf = () -> adjusting(which, new OrderCore(settings, state,
                new PreTradeRisk(
                        Accounts.of(
                                List.of(new Account("ACME", "USD"), new Account("OTHER", "USD", "HOUSE", "GROUP", "D1"),
                                        new Account("LIMITED", "USD", "HOUSE", "GROUP", "D1"), new Account("TWIN", "USD"),
                                        new Account("SHORT", "USD", null, null, null, null, Locates.OURS),
                                        new Account("EXEMPT", "USD", null, null, null, null, Locates.NOT_NEEDED, null, Set.of(), true),
                                        new Account("GEARED", "USD", null, null, null, null, Locates.NOT_NEEDED, Account.Capital.of("10000 USD"), Set.of(),
                                                false),
                                        new Account("AGREED", "USD", null, null, null, null, Locates.OF_CLIENT_OR_OURS))),
                        new RiskSettings(0, CurrencyRates.NONE, Map.of(), RiskSettings.DEFAULT_PORTFOLIO_AT_LEAST, referenceAge(which))),
                new SmartRouter(new RoutingPolicy(venuesWith("kind=dark", which), 0, Quantity.of(1), capabilities(which)),
                        GivenRouting.of(which.takes(), venues)),
                books));
        books.onMove(symbol -> decide(new Command.MarketMoved(symbol)));
        core = coreOf.get();
        decide(new Command.StartDay(day));
        venues.forEach(venue -> decide(new Command.SessionLoggedOn(new SessionKey(venue.value()), venue)));
    }

    private static ClientAgreement.Routes routes(Scenario.Case which) {
        boolean isAny = listOf("ex-destinations", which).contains("any");
        return new ClientAgreement.Routes(isAny ? null : List.of(), listOf("target-strategies", which));
    }

    private static List<String> listOf(String setting, Scenario.Case which) {
        return which.settings().stream().filter(each -> each.startsWith(setting + " = "))
                .flatMap(each -> Stream.of(each.substring(setting.length() + 3).split(", *"))).toList();
    }

    private static ReferenceAge referenceAge(Scenario.Case which) {
        return which.takes().getOrDefault("hub", "").contains(FixSurroundings.NO_OLDER_REFERENCE) ? ReferenceAge.DEFAULT : ReferenceAge.ANY;
    }

    private static CancelOnDisconnect onDisconnect(Scenario.Case which) {
        return which.settings().contains("cancel-on-disconnect = logout")
                ? new CancelOnDisconnect(Set.of(Command.LogoffCause.LOGOUT), Duration.ofSeconds(which.settings().contains("cancel-grace = 60s") ? 60 : 0),
                        false)
                : CancelOnDisconnect.NEVER;
    }

    private static OrderCore adjusting(Scenario.Case which, OrderCore core) {
        Map<VenueId, CorporateActionRules.AtVenue> atVenues = new HashMap<>();
        which.takes().forEach((venue, codes) -> Stream.of(codes.split(", ")).filter(code -> code.startsWith(FixSurroundings.ON_CORPORATE_ACTIONS))
                .forEach(code -> atVenues.put(new VenueId(venue), CorporateActionRules.AtVenue
                        .valueOf(code.substring(FixSurroundings.ON_CORPORATE_ACTIONS.length()).toUpperCase()))));
        core.adjustBy(new CorporateActionRules(true, atVenues));
        core.tradeBy(marketRules(which));
        core.lookAlikeBy(new LookAlikeRules(LookAlikeRules.Rule.NONE, Map.of("TWIN", new LookAlikeRules.Rule(Duration.ofSeconds(60), true))));
        return core;
    }

    private static MarketRules marketRules(Scenario.Case which) {
        List<String> ofHub = List.of(GivenRouting.without(which.takes().getOrDefault("hub", "")).split(", "));
        return new MarketRules(ofHub.contains("halted-orders=hold"), ofHub.contains("outside-bands=hold"),
                ofHub.contains("short-sale-price-test-markets=XNYS") ? Set.of("XNYS") : Set.of(), venuesWith("halts=all", which),
                venuesWith("price-bands=yes", which),
                bands(ofHub));
    }

    private static BandRules bands(List<String> ofHub) {
        return ofHub.stream().filter(each -> each.startsWith(BANDS))
                .map(each -> new BandRules(Map.of("XNYS", BandRule.of(each.substring(BANDS.length()))), null, null))
                .findAny().orElse(BandRules.NONE);
    }

    private static Set<VenueId> venuesWith(String setting, Scenario.Case which) {
        return which.takes().entrySet().stream().filter(each -> List.of(each.getValue().split(", ")).contains(setting)).map(each -> new VenueId(each.getKey()))
                .collect(Collectors.toSet());
    }

    private static Map<VenueId, Capabilities> capabilities(Scenario.Case which) {
        Map<VenueId, Capabilities> all = new HashMap<>();
        which.takes().forEach((venue, codes) -> {
            Set<OrdType> ordTypes = EnumSet.of(OrdType.MARKET, OrdType.LIMIT);
            Set<TimeInForce> times = Capabilities.USUAL_TIMES;
            Set<Capabilities.Instruction> instructions = EnumSet.noneOf(Capabilities.Instruction.class);
            for (String code : codes.split(", ")) {
                if (code.length() == 1) {
                    ordTypes.add(OrdType.of(code.charAt(0)));
                } else if (code.startsWith(FixSurroundings.TIMES)) {
                    times = Stream.of(code.substring(FixSurroundings.TIMES.length()).split(",")).map(each -> TimeInForce.of(each.charAt(0)))
                            .collect(Collectors.toSet());
                } else if (!code.contains("=")) {
                    instructions.add(Capabilities.Instruction.valueOf(code.toUpperCase().replace('-', '_')));
                }
            }
            all.put(new VenueId(venue), new Capabilities(ordTypes, instructions, times));
        });
        return all;
    }

    @Override
    public void begin(Scenario.Case which) {
        // the core is as new
    }

    @Override
    public void says(String party, Told m) {
        Origin origin = new Origin(party.equals("client") ? CLIENT : new SessionKey(party), 1, ++seqNum);
        decide(party.equals("client") ? request(origin, m) : report(origin, new VenueId(party), m));
        workOff();
    }

    /** As the hub's clock does, soon, when work is left. */
    private void workOff() {
        for (int ticks = 0; ticks < 3 && (core.isBehind() || core.isReporting()); ticks++) {
            time += SECOND / 100;
            decide(new Command.ClockTick());
        }
    }

    private void decide(Command command) {
        core.decide(command, time, false).effects().forEach(this::tell);
    }

    @Override
    public @Nullable Told hears(String party) {
        return hearsNow(party);
    }

    @Override
    public @Nullable Told hearsNow(String party) {
        Queue<Told> queue = told.get(party);
        return queue == null ? null : queue.poll();
    }

    @Override
    public void happens(String party, String what) {
        if (what.startsWith("offers ")) {
            shows(party, null, what.substring("offers ".length()));
        } else if (what.startsWith("crosses ")) {
            shows(party, Price.of("100.01"), what.substring("crosses ".length()));
        } else if (what.startsWith("bids ")) {
            shows(party, Price.of(what.substring("bids ".length())), "0");
            marketMoved();
        } else if (what.matches("(halts|resumes|bounds|unbounds|restricts|frees) .*")) {
            steer(what.split(" "));
        } else if (what.startsWith("trades at ")) {
            books.traded("IBM", Price.of(what.substring("trades at ".length())));
            shown(party);
            books.moved("IBM");
        } else if (what.equals("logs out")) {
            decide(new Command.SessionLoggedOn(CLIENT, null)); // until now nobody cared
            decide(new Command.SessionLoggedOff(CLIENT, null, Command.LogoffCause.LOGOUT, "the day's work is done"));
            pass(0);
        } else if (what.equals("logs on")) {
            decide(new Command.SessionLoggedOn(CLIENT, null));
        } else if (what.equals("restarts")) {
            restart();
        } else if (what.equals("day")) {
            day = day.plusDays(1);
            pass(24 * 3600);
        } else if (what.startsWith("day of ")) {
            tellDay(what.split(" ")[2], new VenueDay(dayOf(what.split(" ")[2]).plusDays(1), false));
        } else if (what.startsWith("ends the day of ")) {
            tellDay(what.split(" ")[4], new VenueDay(dayOf(what.split(" ")[4]), true));
        } else if (what.equals("ends the day")) {
            decide(new Command.EndDay(day, "ann", "it is over"));
            pass(1);
        } else if (what.startsWith("closes ")) {
            decide(new Command.CloseVenue(new VenueId(what.substring("closes ".length())), "tomorrow"));
        } else if (what.startsWith("opens ")) {
            decide(new Command.OpenVenue(new VenueId(what.substring("opens ".length()))));
            pass(1);
        } else if (what.startsWith("phases ")) {
            decide(new Command.BeginPhase(new VenueId(what.split(" ")[1]), phases(given(what.split(" "), 2))));
            pass(1);
        } else if (what.startsWith("applies ")) {
            apply(what.split(" "));
        } else if (what.startsWith("limits ")) {
            Limit limit = GivenLimit.of(what.substring("limits ".length()), Instant.ofEpochSecond(0, time));
            decide(new Command.ChangeLimits(List.of(new LimitChange(limit.key(), null, limit)), "ann", "as agreed"));
        } else if (what.startsWith("holds ")) {
            holds(what.split(" ")[1], Quantity.of(what.split(" ")[2]));
        } else if (what.startsWith("kills ")) {
            decide(new Command.Kill(Subset.of(what.substring("kills ".length())), "ann", "as agreed"));
            workOff();
        } else if (what.equals("releases kills")) {
            for (Kill kill : state.kills().inForce()) {
                decide(new Command.ReleaseKill(kill.killId(), "ann", "it is over"));
                decide(new Command.SettleRelease(kill.killId(), true, "bob", "seen"));
            }
        } else if (what.startsWith("overrides ")) {
            overrides(what.split(" "));
        } else if (what.startsWith("locates ")) {
            String[] words = what.split(" ");
            decide(new Command.AddLocate(new Locate(words[1], words[2], Quantity.of(words[3]), time + 3_600 * SECOND, words[4]), "ann", "the lender rang"));
        } else if (what.startsWith("works ")) {
            works(what.split(" "));
        } else if (what.startsWith("takes ")) {
            takes(what.split(" "));
        } else if (what.startsWith("changes ")) {
            String[] words = what.split(" ");
            Map<String, String> given = given(words, 2);
            act(new DeskAction.Change(ids.parse(words[1]), given.containsKey("quantity") ? Quantity.of(given.get("quantity")) : null,
                    given.containsKey("price") ? Price.of(given.get("price")) : null, null, 0,
                    RestatedBecause.valueOf(given.getOrDefault("because", "VERBAL"))));
        } else if (what.startsWith("cancels ") && what.contains(" because=")) {
            String[] words = what.split(" ");
            act(new DeskAction.Cancel(ids.parse(words[1]), RestatedBecause.valueOf(given(words, 2).get("because"))));
        } else if (what.startsWith("cancels ")) {
            decide(new Command.CancelOrder(ids.parse(what.substring("cancels ".length())), "ann", "the client rang"));
        } else {
            pass(Long.parseLong(what.substring(1, what.length() - 1)));
        }
    }

    /** @param bid null for none. @param offered at the order's price, 0 for none */
    private void shows(String venue, @Nullable Price bid, String offered) {
        VenueBook shown = books.bookOf(books.feed(new VenueId(venue)), "IBM", LevelBook.DEPTH);
        shown.toFill().clear();
        shown.toFill().set(false, REFERENCE.raw(), Quantity.of(Long.parseLong(offered)).raw());
        if (bid != null) {
            shown.toFill().add(true, bid.raw(), Quantity.of(100).raw());
        }
        books.complete(shown);
        shown(venue);
    }

    private void shown(String venue) {
        pricesOfVenues.put(new VenueId(venue), time);
        pricesOfSymbols.put("IBM", time);
    }

    private void marketMoved() {
        if (core.isWatched("IBM")) {
            decide(new Command.MarketMoved("IBM"));
        }
    }

    private void steer(String[] words) {
        Map<String, String> given = given(words, 2);
        decide(new Command.SteerMarket(words[1], switch (words[0]) {
            case "halts" -> new MarketAction.Halt();
            case "resumes" -> new MarketAction.Resume();
            case "bounds" -> new MarketAction.SetBands(new Bands(Price.of(given.get("low")), Price.of(given.get("high"))));
            case "unbounds" -> new MarketAction.LiftBands();
            case "restricts" -> new MarketAction.RestrictShortSales();
            default -> new MarketAction.FreeShortSales();
        }, "ann", "as_agreed"));
        workOff();
    }

    private LocalDate dayOf(String venue) {
        return LocalDate.ofEpochDay(state.venues().dayAt(new VenueId(venue), day.toEpochDay()));
    }

    private void tellDay(String venue, VenueDay its) {
        decide(new Command.BeginVenueDay(new VenueId(venue), its));
        pass(1);
    }

    private static VenuePhases phases(Map<String, String> given) {
        List<VenuePhases.Standing> standings = Stream.of(Auction.values()).filter(auction -> given.containsKey(word(auction)))
                .map(auction -> new VenuePhases.Standing(auction, VenuePhases.Stage.valueOf(given.get(word(auction)).toUpperCase().replace('-', '_')), "16:35"))
                .toList();
        return new VenuePhases(given.containsKey("now") ? Auction.valueOf(given.get("now").toUpperCase()) : null, "16:35", standings);
    }

    private static String word(Auction auction) {
        return auction.name().toLowerCase();
    }

    /** As it is previewed. */
    private void apply(String[] words) {
        LocalDate exDate = day.plusDays(1);
        CorporateAction action = switch (words[1]) {
            case "split" -> CorporateAction.split("IBM", exDate, Ratio.of(words[2]));
            case "symbol" -> CorporateAction.change("IBM", exDate, words[2]);
            default -> CorporateAction.dividend("IBM", exDate, Price.of(words[2]));
        };
        CorporateActionPlan plan = CorporateActionPlan.of(action, state, books, core.corporateActionRules(), time);
        decide(new Command.ApplyCorporateAction(action, plan.digest(plan.rows()), "ann", "as announced"));
    }

    /** Two persons agree on it. */
    private void overrides(String[] words) {
        decide(new Command.AskOverride(new LimitOverride(Scope.of(words[1].replace('&', ' ')), null,
                Stream.of(words[2].split(",")).map(LimitOverride::refusal).toList(), null, 1, time + 3_600 * SECOND), "ann", "agreed with the client"));
        decide(new Command.SettleOverride(state.overrides().all().getLast().asked().overrideId(), true, "bob", "seen"));
    }

    /** The day is taken to have begun so that the account holds so much of IBM now. */
    private void holds(String account, Quantity quantity) {
        Ledger ledger = core.state().ledger();
        Money now = ledger.positions().stream().filter(each -> each.held().account().equals(account)).map(Ledger.Position::quantity).findAny()
                .orElse(Money.ZERO);
        BigDecimal start = ledger.start(account, "IBM").quantity().minus(now).decimal().add(new BigDecimal(quantity.toString()));
        decide(new Command.EnterPositions(List.of(new EnterPositions.Position(account, "IBM", Quantity.of(start.stripTrailingZeros().toPlainString()), null)),
                "ann", "as the back office has it"));
    }

    private void works(String[] words) {
        decide(new Command.WorkOrder(ids.parse(words[1]), action(words[2], given(words, 3)), "ann", "the desk's work"));
    }

    private static Map<String, String> given(String[] words, int from) {
        Map<String, String> given = new HashMap<>();
        for (int i = from; i < words.length; i++) {
            given.put(words[i].split("=")[0], words[i].split("=")[1]);
        }
        return given;
    }

    private void takes(String[] words) {
        Map<String, String> given = given(words, 3);
        act(new DeskAction.Enter(CLIENT, words[1], "ACME", "IBM", Side.BUY,
                new Conditions(OrdType.LIMIT, TimeInForce.DAY, Quantity.of(words[2]), Price.of(given.getOrDefault("price", "100")), 0),
                !given.containsKey("toVenues")));
    }

    private void act(DeskAction action) {
        decide(new Command.ActForClient(action, "ann", "the client rang"));
    }

    private CareAction action(String name, Map<String, String> given) {
        Quantity quantity = Quantity.of(given.getOrDefault("quantity", "0"));
        Price price = given.containsKey("price") ? Price.of(given.get("price")) : null;
        return switch (name) {
            case "claim" -> new CareAction.Claim(false);
            case "lock" -> new CareAction.Lock();
            case "unlock" -> new CareAction.Unlock();
            case "deny-request" -> new CareAction.DenyRequest();
            case "hold-fills" -> new CareAction.HoldFills();
            case "release-fills" -> new CareAction.ReleaseFills(List.of());
            case "route" -> new CareAction.RoutePart(new Conditions(price == null ? OrdType.MARKET : OrdType.LIMIT, TimeInForce.DAY, quantity, price, 0),
                    given.containsKey("venue") ? new VenueId(given.get("venue")) : null);
            case "fill" -> new CareAction.Fill(quantity, price, new VenueId(given.get("counterparty")), 0, given.getOrDefault("reference", ""), false);
            case "bust" -> new CareAction.Bust(ids.parse(given.get("execId")), false);
            case "correct" -> new CareAction.Correct(ids.parse(given.get("execId")), quantity, price, false);
            default -> throw new IllegalArgumentException("the desk does not " + name);
        };
    }

    /** From a snapshot that was taken just now; venues come back. */
    private void restart() {
        Queue<DirectBuffer> chunks = new ArrayDeque<>();
        Snapshot.write(state, (buffer, offset, length) -> {
            byte[] chunk = new byte[length];
            buffer.getBytes(offset, chunk);
            chunks.add(new UnsafeBuffer(chunk));
        });
        state = Snapshot.read(chunks::remove);
        core = coreOf.get();
        pricesOfVenues.clear();
        pricesOfSymbols.clear();
        for (VenueId venue : Set.copyOf(state.venues().takingOrders())) {
            decide(new Command.SessionLoggedOff(new SessionKey(venue.value()), venue, "the hub stops"));
            decide(new Command.SessionLoggedOn(new SessionKey(venue.value()), venue));
        }
        decide(new Command.ClockTick());
    }

    private void pass(long seconds) {
        time += (seconds - 1) * SECOND;
        decide(new Command.PricesSeen(pricesOfVenues, pricesOfSymbols));
        time += SECOND;
        decide(new Command.StartDay(day));
        decide(new Command.PricesSeen(pricesOfVenues, pricesOfSymbols));
        decide(new Command.ClockTick());
        workOff();
    }

    @Override
    public Told inItsWords(String party, Told expected) {
        return expected;
    }

    // What counterparties say

    private Command request(Origin origin, Told m) {
        String listId = m.getOr(Words.LIST_ID, "");
        switch (m.msgType()) {
            case "E" -> {
                Contingency contingency = Contingency.ofWord(m.getOr(Words.LIST_EXEC_INST, ""));
                return new Command.NewOrderList(origin, listId, contingency == null ? Contingency.NONE : contingency,
                        m.getOr(Words.LIST_EXEC_INST_TYPE, "1").equals("2"), m.orders().stream().map(this::orderOfList).toList(), false, null);
            }
            case "s" -> {
                return new Command.NewOrderCross(origin, m.getOr(Words.CROSS_ID, ""), crossTerms(m), m.getOr(Words.SYMBOL, ""), null, sides(m), false, null);
            }
            case "t" -> {
                return new Command.CrossOrderCancelReplaceRequest(origin, m.getOr(Words.CROSS_ID, ""), m.getOr(Words.ORIG_CROSS_ID, ""), crossTerms(m),
                        m.getOr(Words.SYMBOL, ""), null, sides(m), null);
            }
            case "u" -> {
                return new Command.CrossOrderCancelRequest(origin, m.getOr(Words.CROSS_ID, ""), m.getOr(Words.ORIG_CROSS_ID, ""), crossTerms(m),
                        m.getOr(Words.SYMBOL, ""), sides(m), null);
            }
            case "K" -> {
                return new Command.ListCancelRequest(origin, listId);
            }
            case "L" -> {
                return new Command.ListExecute(origin, listId);
            }
            case "M" -> {
                return new Command.ListStatusRequest(origin, listId);
            }
            default -> {
                return byOrderId(m, ofOneOrder(origin, m));
            }
        }
    }

    private static CrossTerms crossTerms(Told m) {
        return new CrossTerms(CrossType.of(Integer.parseInt(m.getOr(Words.CROSS_TYPE, "1"))),
                CrossPrioritization.of(Integer.parseInt(m.getOr(Words.CROSS_PRIORITIZATION, "0"))));
    }

    private List<Command.SideOfCross> sides(Told m) {
        return m.orders().stream().map(side -> {
            String orig = side.get(Words.ORIG_CL_ORD_ID);
            return new Command.SideOfCross(Side.of(side.getOr(Words.SIDE, "").charAt(0)), new ClOrdId(side.getOr(Words.CL_ORD_ID, "")),
                    orig == null ? null : new ClOrdId(orig), m.msgType().equals("s") ? side.getOr(Words.ACCOUNT, "ACME") : null,
                    conditions(m).withQty(quantity(side, Words.ORDER_QTY)), null);
        }).toList();
    }

    private Command.OrderOfList orderOfList(Told m) {
        return new Command.OrderOfList(Integer.parseInt(m.getOr(Words.LIST_SEQ_NO, "")), new ClOrdId(m.getOr(Words.CL_ORD_ID, "")),
                m.get(Words.CL_ORD_LINK_ID), m.getOr(Words.ACCOUNT, "ACME"), m.getOr(Words.SYMBOL, ""), null, Side.of(m.getOr(Words.SIDE, "").charAt(0)),
                conditions(m));
    }

    private Command byOrderId(Told m, Command.FromClient request) {
        String orderId = m.get(Words.ORDER_ID);
        return orderId == null ? request : new Command.ByOrderId(request, ids.parse(orderId));
    }

    private Command.FromClient ofOneOrder(Origin origin, Told m) {
        ClOrdId clOrdId = new ClOrdId(m.getOr(Words.CL_ORD_ID, ""));
        ClOrdId origClOrdId = new ClOrdId(m.getOr(Words.ORIG_CL_ORD_ID, "none"));
        Side side = Side.of(m.getOr(Words.SIDE, "").charAt(0));
        String symbol = m.getOr(Words.SYMBOL, "");
        return switch (m.msgType()) {
            case "D", "AB" -> handled(m, new Command.NewOrderSingle(origin, clOrdId, m.getOr(Words.ACCOUNT, "ACME"), symbol, null, side, conditions(m),
                    m.getOr(Words.POSS_RESEND, "N").equals("Y"), null));
            case "G", "AC" -> handled(m,
                    new Command.OrderCancelReplaceRequest(origin, clOrdId, origClOrdId, m.get(Words.ACCOUNT), symbol, null, side, conditions(m)));
            case "F" -> new Command.OrderCancelRequest(origin, clOrdId, origClOrdId, symbol, side);
            case "H" -> new Command.OrderStatusRequest(origin, clOrdId, null, symbol, side, null);
            default -> throw new IllegalArgumentException("the core knows no message " + m);
        };
    }

    private static Command.FromClient handled(Told m, Command.FromClient request) {
        String handlInst = m.get(Words.HANDL_INST);
        return handlInst == null ? request : new Command.WithHandling(request, handlInst.equals("3"));
    }

    private Conditions conditions(Told m) {
        OrdType ordType = OrdType.of(m.getOr(Words.ORD_TYPE, "2").charAt(0));
        TimeInForce timeInForce = TimeInForce.of(m.getOr(Words.TIME_IN_FORCE, "0").charAt(0));
        String execInst = m.getOr(Words.EXEC_INST, "");
        Instructions instructions = new Instructions(price(m, Words.STOP_PX), peg(m, execInst),
                m.get(Words.MAX_FLOOR) == null ? null : Display.of(quantity(m, Words.MAX_FLOOR)),
                m.get(Words.MIN_QTY) == null ? null : quantity(m, Words.MIN_QTY),
                execInst.contains("G"), execInst.contains("6"), Adjusting.of(!execInst.contains("F"), !execInst.contains("E")), strategy(m), activation(m),
                discretion(m), m.getOr(Words.LOCATE_REQD, "").equals("N"),
                execInst.contains("K") ? OnHalt.CANCEL : execInst.contains("J") ? OnHalt.REINSTATE : OnHalt.UNSAID,
                originator(m),
                RoutingWish.of(m.get(Words.EX_DESTINATION) == null ? null : new VenueId(m.getOr(Words.EX_DESTINATION, "")), m.get(Words.TARGET_STRATEGY)));
        return new Conditions(ordType, timeInForce, quantity(m, Words.ORDER_QTY), price(m, Words.PRICE), 0,
                instructions.equals(Instructions.NONE) ? Instructions.NONE : instructions);
    }

    private static @Nullable Originator originator(Told m) {
        String party = m.get(Words.PARTY_ID);
        return m.getOr(Words.PARTY_ROLE_QUALIFIER, "").equals("22") ? Originator.of(null, party, null)
                : Originator.of(party == null ? m.get(Words.SENDER_SUB_ID) : party, null, null);
    }

    private @Nullable Activation activation(Told m) {
        Instant effective = Words.at(m.get(Words.EFFECTIVE_TIME), Instant.ofEpochSecond(0, time));
        Price price = price(m, Words.TRIGGER_PRICE);
        Activation.PriceTrigger trigger = price == null ? null
                : new Activation.PriceTrigger(m.getOr(Words.TRIGGER_SYMBOL, m.getOr(Words.SYMBOL, "")), price,
                        m.getOr(Words.TRIGGER_PRICE_DIRECTION, "U").equals("U"),
                        Objects.requireNonNull(Activation.Sees.of(m.getOr(Words.TRIGGER_PRICE_TYPE, "2").charAt(0))));
        return effective == null && trigger == null ? null
                : new Activation(effective == null ? 0 : TimeUnit.SECONDS.toNanos(effective.getEpochSecond()) + effective.getNano(), trigger);
    }

    private static @Nullable Strategy strategy(Told m) {
        String wanted = m.get(Words.MULTI_LEG_RPT_TYPE_REQ);
        return !m.msgType().startsWith("A") ? null
                : new Strategy(m.orders().stream().map(CoreSurroundings::leg).toList(), wanted == null ? null : Integer.valueOf(wanted), null);
    }

    private static Leg leg(Told leg) {
        return new Leg(leg.getOr(Words.LEG_SYMBOL, ""), Side.of(leg.getOr(Words.LEG_SIDE, "1").charAt(0)), quantity(leg, Words.LEG_RATIO_QTY),
                leg.get(Words.LEG_REF_ID), price(leg, Words.LEG_PRICE), Map.of());
    }

    private static Told withLegs(Told message, Conditions conditions) {
        Told told = withDiscretion(message, conditions);
        Strategy strategy = conditions.instructions().strategy();
        if (strategy != null) {
            strategy.legs().forEach(leg -> told.orders().add(Words.leg(leg.refId(), String.valueOf(leg.side().code()), leg.symbol(), leg.ratio().toString())
                    .with(Words.LEG_PRICE, leg.price())));
        }
        return told;
    }

    private static @Nullable Peg peg(Told m, String execInst) {
        for (Peg.Follows follows : Peg.Follows.values()) {
            if (execInst.indexOf(follows.code()) >= 0) {
                int type = Integer.parseInt(m.getOr(Words.PEG_OFFSET_TYPE, "0"));
                return new Peg(follows, Price.of(m.getOr(Words.PEG_OFFSET_VALUE, "0")).raw(), Peg.OffsetType.values()[type]);
            }
        }
        return null;
    }

    private static @Nullable Discretion discretion(Told m) {
        int type = Integer.parseInt(m.getOr(Words.DISCRETION_OFFSET_TYPE, "0"));
        return m.get(Words.DISCRETION_INST) == null ? null
                : new Discretion(Price.of(m.getOr(Words.DISCRETION_OFFSET_VALUE, "0")).raw(), Peg.OffsetType.values()[type]);
    }

    private static Told withDiscretion(Told told, @Nullable Conditions conditions) {
        Discretion discretion = conditions == null ? null : conditions.instructions().discretion();
        return discretion == null ? told : told.with(Words.DISCRETION_INST, "0").with(Words.DISCRETION_OFFSET_VALUE, discretion.offsetText());
    }

    private static @Nullable String execInst(Conditions conditions) {
        Instructions i = conditions.instructions();
        return i.postOnly() ? "6" : i.peg() == null ? null : String.valueOf(i.peg().follows().code());
    }

    private static @Nullable Object trigger(@Nullable Conditions conditions, Function<Activation.PriceTrigger, Object> part) {
        Activation activation = conditions == null ? null : conditions.instructions().activation();
        return activation == null || activation.trigger() == null ? null : part.apply(activation.trigger());
    }

    private static @Nullable String pegOffset(@Nullable Conditions conditions) {
        Peg peg = conditions == null ? null : conditions.instructions().peg();
        return peg == null ? null : peg.offsetText();
    }

    private Command report(Origin origin, VenueId venue, Told m) {
        if (m.msgType().equals("f")) {
            int status = Integer.parseInt(m.getOr(Words.SECURITY_TRADING_STATUS, "0"));
            return new Command.SecurityStatus(origin, venue, m.getOr(Words.SYMBOL, ""), switch (status) {
                case 2 -> Command.SecurityStatus.Trading.HALTED;
                case 3 -> Command.SecurityStatus.Trading.GOES_ON;
                case 18 -> Command.SecurityStatus.Trading.NOT_HERE;
                default -> Command.SecurityStatus.Trading.UNSAID;
            }, price(m, Words.LOW_PX), price(m, Words.HIGH_PX), m.getOr(Words.TEXT, ""));
        }
        long requestId = request(m, Words.CL_ORD_ID);
        long origRequestId = request(m, Words.ORIG_CL_ORD_ID);
        OrdStatus ordStatus = OrdStatus.of(m.getOr(Words.ORD_STATUS, "").charAt(0));
        if (m.msgType().equals("9")) {
            return new Command.VenueCancelReject(origin, venue, requestId, origRequestId, ordStatus, Integer.parseInt(m.getOr(Words.CXL_REJ_REASON, "-1")),
                    m.get(Words.TEXT));
        }
        Command.VenueReport report = new Command.VenueReport(origin, venue, requestId, origRequestId, m.getOr(Words.CL_ORD_ID, ""), m.getOr(Words.ORDER_ID, ""),
                m.getOr(Words.EXEC_ID, ""), m.get(Words.EXEC_REF_ID), ExecType.of(m.getOr(Words.EXEC_TYPE, "").charAt(0)), ordStatus,
                m.getOr(Words.SYMBOL, ""), Side.of(m.getOr(Words.SIDE, "1").charAt(0)), m.get(Words.ORDER_QTY) == null ? null : quantity(m, Words.ORDER_QTY),
                price(m, Words.PRICE),
                quantity(m, Words.LAST_QTY), price(m, Words.LAST_PX), quantity(m, Words.LEAVES_QTY), quantity(m, Words.CUM_QTY), null,
                Integer.parseInt(m.getOr(Words.ORD_REJ_REASON, "-1")), m.get(Words.TEXT), price(m, Words.STOP_PX));
        return m.getOr(Words.MULTI_LEG_REPORTING_TYPE, "").equals("2")
                ? new Command.LegReport(report, m.orders().isEmpty() ? "" : m.orders().getFirst().getOr(Words.LEG_REF_ID, ""), "", null)
                : report;
    }

    private long request(Told m, int tag) {
        String name = m.get(tag);
        return name == null ? 0 : ids.parse(name);
    }

    private static Quantity quantity(Told m, int tag) {
        return Quantity.of(m.getOr(tag, "0"));
    }

    private static @Nullable Price price(Told m, int tag) {
        String price = m.get(tag);
        return price == null ? null : Price.of(price);
    }

    // What they are told

    private void tell(Effect effect) {
        switch (effect) {
            case Effect.ToClient e -> {
                if (e.isTold()) {
                    told.computeIfAbsent("client", party -> new ArrayDeque<>()).add(message(e));
                }
            }
            case Effect.ToVenue e -> told.computeIfAbsent(e.venue().value(), party -> new ArrayDeque<>()).add(message(e));
            case Effect.OverSession e -> told.computeIfAbsent(e.request().venue().value(), party -> new ArrayDeque<>()).add(message(e.request()));
            case Effect.Withdrawal e -> throw new AssertionError("nothing waits for a session here: " + e);
            case Effect.Alert e -> {
                // for people
            }
        }
    }

    private Told message(Effect.ToClient effect) {
        return switch (effect) {
            case Effect.ExecutionReport e -> withDiscretion(withStrategy(e), e.conditions())
                    .with(Words.CL_ORD_ID, e.clOrdId() == null || e.clOrdId().isNone() ? null : e.clOrdId())
                    .with(Words.ORIG_CL_ORD_ID, name(e.origClOrdId()))
                    .with(Words.ORDER_ID, e.orderId() == 0 ? "NONE" : ids.orderId(e.orderId())).with(Words.EXEC_ID, ids.execId(e.execId()))
                    .with(Words.EXEC_REF_ID, e.execRefId() == 0 ? null : ids.execId(e.execRefId())).with(Words.EXEC_TYPE, e.execType().code())
                    .with(Words.ORD_STATUS, e.ordStatus().code()).with(Words.ORDER_QTY, e.orderQty()).with(Words.CUM_QTY, e.cumQty())
                    .with(Words.LEAVES_QTY, e.leavesQty()).with(Words.LAST_QTY, e.lastQty()).with(Words.LAST_PX, e.lastPx())
                    .with(Words.LAST_MKT, e.lastMarket())
                    .with(Words.SYMBOL, e.symbol())
                    .with(Words.PRICE, e.conditions() == null ? null : e.conditions().price()).with(Words.ACCOUNT, e.account())
                    .with(Words.ORD_TYPE, e.conditions() == null ? null : e.conditions().ordType().code())
                    .with(Words.TIME_IN_FORCE, e.conditions() == null ? null : e.conditions().timeInForce().code())
                    .with(Words.WORKING_INDICATOR, e.isWorking() == null ? null : e.isWorking() ? "Y" : "N")
                    .with(Words.STOP_PX, e.conditions() == null ? null : e.conditions().instructions().stopPx())
                    .with(Words.MAX_FLOOR, e.conditions() == null ? null : e.conditions().instructions().display())
                    .with(Words.PEG_OFFSET_VALUE, pegOffset(e.conditions())).with(Words.TRIGGER_PRICE, trigger(e.conditions(), Activation.PriceTrigger::price))
                    .with(Words.TRIGGER_SYMBOL, trigger(e.conditions(), Activation.PriceTrigger::symbol))
                    .with(Words.TRIGGER_PRICE_DIRECTION, trigger(e.conditions(), trigger -> trigger.isRising() ? "U" : "D"))
                    .with(Words.AVG_PX, e.avgPx()).with(Words.ORD_REJ_REASON, e.ordRejReason() < 0 ? null : e.ordRejReason()).with(Words.TEXT, e.text())
                    .with(Words.EXEC_RESTATEMENT_REASON, e.execType() != ExecType.RESTATED ? null : e.list() != null && e.list().isNews() ? "99" : "1")
                    .with(Words.SIDE, e.side() == null ? null : e.side().code()).with(Words.CROSS_ID, e.cross() == null ? null : e.cross().name())
                    .with(Words.ORIG_CROSS_ID, e.cross() == null ? null : e.cross().origName())
                    .with(Words.CROSS_TYPE, e.cross() == null ? null : e.cross().terms().type().code())
                    .with(Words.LIST_ID, e.list() == null ? null : e.list().name()).with(Words.CL_ORD_LINK_ID, e.list() == null ? null : e.list().link())
                    .with(Words.CONTINGENCY_TYPE, e.list() == null || e.list().contingency() == Contingency.NONE ? null : e.list().contingency().code());
            case Effect.AdjustedOrder e -> message(e.report()).with(Words.EXEC_RESTATEMENT_REASON, "0");
            case Effect.ReleasedFill e -> message(e.report());
            case Effect.LegExecution e -> {
                Told told = message(e.report()).with(Words.MULTI_LEG_REPORTING_TYPE, "2");
                told.orders().add(Words.leg(e.refId().isEmpty() ? null : e.refId(), String.valueOf(e.report().side().code()), e.report().symbol(), null));
                yield told;
            }
            case Effect.Unsolicited e -> message(e.report()).with(Words.EXEC_RESTATEMENT_REASON, e.because().code());
            case Effect.HeldFill e -> throw new AssertionError("the client is not told " + e);
            case Effect.OrderCancelReject e -> Told.of("9").with(Words.CL_ORD_ID, e.clOrdId()).with(Words.ORIG_CL_ORD_ID, name(e.origClOrdId()))
                    .with(Words.ORDER_ID, e.orderId() == 0 ? "NONE" : ids.orderId(e.orderId())).with(Words.ORD_STATUS, e.ordStatus().code())
                    .with(Words.CXL_REJ_RESPONSE_TO, e.responseTo() == Event.ResponseTo.CANCEL ? "1" : "2").with(Words.CXL_REJ_REASON, e.cxlRejReason())
                    .with(Words.TEXT, e.text());
            case Effect.ListStatus e -> listStatus(e);
            case Effect.KillCompleted e -> throw new AssertionError("no kill is asked for here: " + e);
            case Effect.PartyActionReport e -> throw new AssertionError("no party action is asked for here: " + e);
            case Effect.MassCancelReport e -> throw new AssertionError("no mass request is made here: " + e);
            case Effect.MassStatusReport e -> throw new AssertionError("no mass request is made here: " + e);
            case Effect.MessageReject e -> Told.of("j").with(Words.TEXT, e.text());
        };
    }

    private static Told withStrategy(Effect.ExecutionReport e) {
        boolean isMultileg = e.conditions() != null && e.conditions().instructions().strategy() != null;
        Told told = Told.of("8").with(Words.SYMBOL, e.symbol()).with(Words.SIDE, e.side() == null ? null : e.side().code())
                .with(Words.MULTI_LEG_REPORTING_TYPE, isMultileg ? "3" : null);
        return isMultileg ? withLegs(told, e.conditions()) : told;
    }

    private static Told listStatus(Effect.ListStatus e) {
        Told status = Told.of("N").with(Words.LIST_ID, e.name()).with(Words.LIST_STATUS_TYPE, e.report().code())
                .with(Words.LIST_ORDER_STATUS, e.listOrderStatus()).with(Words.LIST_STATUS_TEXT, e.text());
        for (Effect.OrderOfList order : e.orders()) {
            status.orders().add(Told.of("order of N").with(Words.CL_ORD_ID, order.clOrdId()).with(Words.ORD_STATUS, order.ordStatus().code())
                    .with(Words.CUM_QTY, order.cumQty()).with(Words.LEAVES_QTY, order.leavesQty()).with(Words.CXL_QTY, order.cxlQty())
                    .with(Words.WORKING_INDICATOR, order.isWorking() == null ? null : order.isWorking() ? "Y" : "N"));
        }
        return status;
    }

    private Told message(Effect.ToVenue effect) {
        return switch (effect) {
            case Effect.NewOrderSingle e -> withLegs(
                    Told.of(isMultileg(e.conditions()) ? "AB" : "D").with(Words.SYMBOL, e.symbol()).with(Words.SIDE, e.side().code()), e.conditions())
                    .with(Words.ACCOUNT, e.account()).with(Words.CL_ORD_ID, name(e.requestId()))
                    .with(Words.ORDER_QTY, e.conditions().orderQty())
                    .with(Words.PRICE, e.conditions().price()).with(Words.TIME_IN_FORCE, e.conditions().timeInForce().code())
                    .with(Words.ORD_TYPE, e.conditions().ordType().code()).with(Words.STOP_PX, e.conditions().instructions().stopPx())
                    .with(Words.LOCATE_REQD, e.conditions().instructions().isLocated() ? "N" : null)
                    .with(Words.MAX_FLOOR, e.conditions().instructions().display())
                    .with(Words.EXEC_INST, execInst(e.conditions()))
                    .with(Words.PEG_OFFSET_VALUE, pegOffset(e.conditions()));
            case Effect.OrderCancelReplaceRequest e -> withLegs(Told.of(isMultileg(e.conditions()) ? "AC" : "G").with(Words.SYMBOL, e.symbol()), e.conditions())
                    .with(Words.ACCOUNT, e.account()).with(Words.CL_ORD_ID, name(e.requestId()))
                    .with(Words.ORIG_CL_ORD_ID, name(e.origRequestId())).with(Words.ORDER_QTY, e.conditions().orderQty())
                    .with(Words.PRICE, e.conditions().price()).with(Words.TIME_IN_FORCE, e.conditions().timeInForce().code())
                    .with(Words.ORD_TYPE, e.conditions().ordType().code()).with(Words.STOP_PX, e.conditions().instructions().stopPx())
                    .with(Words.LOCATE_REQD, e.conditions().instructions().isLocated() ? "N" : null)
                    .with(Words.MAX_FLOOR, e.conditions().instructions().display())
                    .with(Words.EXEC_INST, execInst(e.conditions()))
                    .with(Words.PEG_OFFSET_VALUE, pegOffset(e.conditions()));
            case Effect.OrderCancelRequest e -> Told.of("F").with(Words.SYMBOL, e.symbol()).with(Words.CL_ORD_ID, name(e.requestId()))
                    .with(Words.ORIG_CL_ORD_ID, name(e.origRequestId())).with(Words.ORDER_QTY, e.orderQty());
            case Effect.OrderStatusRequest e -> Told.of("H").with(Words.SYMBOL, e.symbol()).with(Words.CL_ORD_ID, name(e.requestId()));
            case Effect.CrossRequest e -> cross(e);
            case Effect.DontKnowTrade e -> throw new AssertionError("no execution is denied here: " + e);
        };
    }

    private static boolean isMultileg(Conditions conditions) {
        return conditions.instructions().strategy() != null;
    }

    private Told cross(Effect.CrossRequest e) {
        boolean isNew = e.message() == CrossFact.Message.NEW;
        Told cross = Told.of(e.message().msgType()).with(Words.CROSS_ID, ids.crossId(e.requestId()))
                .with(Words.ORIG_CROSS_ID, isNew ? null : ids.crossId(e.origName())).with(Words.CROSS_TYPE, e.terms().type().code())
                .with(Words.PRICE, e.message() == CrossFact.Message.CANCEL ? null : e.sides().getFirst().conditions().price());
        e.sides().forEach(side -> cross.orders()
                .add(Told.of("side").with(Words.SIDE, side.side().code()).with(Words.CL_ORD_ID, name(side.requestId()))
                        .with(Words.ORIG_CL_ORD_ID, isNew ? null : name(side.origRequestId())).with(Words.ORDER_QTY, side.conditions().orderQty())));
        return cross;
    }

    private static @Nullable Object name(@Nullable ClOrdId clOrdId) {
        return clOrdId == null ? null : clOrdId.isNone() ? "NONE" : clOrdId;
    }

    private String name(long requestId) {
        return ids.venueClOrdId(requestId);
    }
}

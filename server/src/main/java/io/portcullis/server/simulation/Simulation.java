package io.portcullis.server.simulation;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.Command.LogoffCause;
import io.portcullis.oms.core.AccountRights;
import io.portcullis.oms.core.CancelOnDisconnect;
import io.portcullis.oms.core.ClientAgreement;
import io.portcullis.oms.core.CorporateActionRules;
import io.portcullis.oms.core.LookAlikeRules;
import io.portcullis.oms.core.MarketRules;
import io.portcullis.oms.core.OrderCore;
import io.portcullis.oms.core.OrderPractice;
import io.portcullis.oms.core.Router;
import io.portcullis.oms.core.SessionsOfVenue;
import io.portcullis.oms.core.TriggerBy;
import io.portcullis.oms.limit.Subset;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.oms.types.VenueId;
import io.portcullis.risk.Account;
import io.portcullis.risk.Accounts;
import io.portcullis.risk.Locates;
import io.portcullis.risk.PreTradeRisk;
import io.portcullis.risk.ReferenceAge;
import io.portcullis.risk.RiskSettings;
import io.portcullis.server.shard.StateFile;
import io.portcullis.venues.routing.Capabilities;
import io.portcullis.venues.routing.RoutingPolicy;
import io.portcullis.venues.routing.SmartRouter;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Trading days of the production core, risk and router in virtual time: clients, venues, operators, connections and crashes are driven by one seed, so that a seed that fails
 * fails again. One thread, and nothing outside of it is touched.
 */
public final class Simulation {

    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 5);
    private static final int MOST_ROUNDS = 60;
    private static final int MOST_STEPS_WITHOUT_REST = 2_000_000;
    static final List<String> ACCOUNTS = List.of("A-USD", "B-USD", "C-EUR");

    /** The third client may not use the account that it will name at times. */
    private static final AccountRights RIGHTS = new AccountRights(
            Map.of(new SessionKey("CLIENT1"), ACCOUNTS, new SessionKey("CLIENT2"), ACCOUNTS, new SessionKey("CLIENT3"), List.of("A-USD", "C-EUR")));

    private static final LookAlikeRules LOOK_ALIKES = new LookAlikeRules(new LookAlikeRules.Rule(Duration.ofMinutes(30), false),
            Map.of("B-USD", new LookAlikeRules.Rule(Duration.ofMinutes(2), true)));

    private final Timeline timeline = new Timeline(startOf(0));
    private final Trace trace = new Trace(timeline);
    private final SimulationCounts counts = new SimulationCounts();
    private final Map<SessionKey, Link> links = new LinkedHashMap<>();
    private final List<RandomClient> clients = new ArrayList<>();
    private final List<RandomVenue> venues = new ArrayList<>();
    private static final Accounts ACCOUNTS_OF_RISK = Accounts
            .of(List.of(account("A-USD", "USD", null, null, null, Locates.NOT_NEEDED), account("B-USD", "USD", "B", null, null, Locates.OURS),
                    account("C-EUR", "EUR", "C", "G", "D", Locates.NOT_NEEDED)));

    private final DropCopyLedger dropCopy = new DropCopyLedger();
    private final Profile profile;
    private final Chance chance;
    private final SimulatedMarket market;
    private final SimulatedHub hub;
    private final LeftBehind leftBehind;
    private final CarriedOrders carried;
    private final Invariants invariants;
    private final EndOfDay endOfDay;
    private final Mischief mischief;
    private final RandomKills kills;
    private final RandomMarketStates marketStates;
    private final RandomCorporateActions corporateActions;
    private boolean isNight = true;

    private static Account account(String name, String currency, @Nullable String client, @Nullable String group, @Nullable String desk, Locates locates) {
        return new Account(name, currency, client, group, desk, null, locates, Account.Capital.of("20000000 USD"), Set.of(), false);
    }

    /**
     * Runs some days.
     *
     * @param days at least 1
     * @throws SimulationFailure if an invariant breaks or the core fails
     */
    public static SimulationReport run(long seed, int days) {
        return run(seed, days, new Occurrences());
    }

    /**
     * Likewise.
     *
     * @param occurrences is added to, also by a run that fails
     */
    public static SimulationReport run(long seed, int days, Occurrences occurrences) {
        if (days < 1) {
            throw new IllegalArgumentException("a simulation takes at least one day, was " + days);
        }
        Simulation simulation = new Simulation(seed, occurrences);
        try {
            for (int day = 0; day < days; day++) {
                simulation.runDay(day);
            }
        } catch (RuntimeException e) {
            throw new SimulationFailure(seed, days, simulation.trace, simulation.story(e), e);
        }
        return simulation.report(seed, days);
    }

    private Simulation(long seed, Occurrences occurrences) {
        chance = new Chance(seed);
        profile = Profile.of(new Chance(seed * 37 + 11));
        Map<VenueId, Link> venueLinks = new LinkedHashMap<>();
        for (int i = chance.between(1, 4); i > 0; i--) {
            VenueId venue = new VenueId("VENUE" + (venueLinks.size() + 1));
            venueLinks.put(venue, link(venue.value(), venue));
        }
        List<VenueId> venueIds = List.copyOf(venueLinks.keySet());
        Map<VenueId, SessionsOfVenue> sessions = furtherSessions(venueIds, new Chance(seed * 67 + 29));
        List<VenueId> lit = venueIds.subList(0, Math.max(1, venueIds.size() - 1));
        market = new SimulatedMarket(lit, chance.another(), timeline::now);
        Map<VenueId, Capabilities> capabilities = capabilities(venueIds);
        Router router = chance.percent(50) ? new RandomRouter(capabilities, chance.another(), new Chance(seed * 67 + 29))
                : new SmartRouter(new RoutingPolicy(Set.copyOf(venueIds.subList(lit.size(), venueIds.size())), 20, Quantity.of(300), capabilities),
                        RandomRules.of(venueIds, new Chance(seed * 61 + 23)));
        List<Link> clientLinks = new ArrayList<>();
        Map<SessionKey, ClientAgreement> agreed = new LinkedHashMap<>();
        Chance ofPricing = new Chance(seed * 53 + 19);
        for (int i = chance.between(1, 3); i > 0; i--) {
            Link client = link("CLIENT" + (clientLinks.size() + 1), null);
            clientLinks.add(client);
            agreed.put(client.key(), new ClientAgreement(cancelOnDisconnect(),
                    new OrderPractice(chance.percent(80), chance.percent(40), chance.percent(80), chance.percent(80),
                            chance.percent(profile.weight(Emphasis.CROSSES, 50, 90)), chance.percent(profile.weight(Emphasis.REPLACES, 50, 95)),
                            ofPricing.percent(50)),
                    false,
                    chance.percent(40) ? List.of(Subset.of("session=" + client.key()), Subset.of("client=B"), Subset.of("account=A-USD")) : List.of()));
        }
        Set<VenueId> denied = chance.percent(30) ? Set.of(chance.pick(venueIds)) : Set.of();
        OrderCore.Settings settings = new OrderCore.Settings(venueIds, Duration.ofSeconds(5), RIGHTS, agreed,
                new TriggerBy(chance.oneOf(TriggerBy.Kind.values()), chance.percent(20) ? chance.pick(lit) : null), denied,
                chance.percent(30) ? Set.of(chance.pick(venueIds)) : Set.of());
        leftBehind = new LeftBehind(agreed);
        carried = new CarriedOrders(agreed);
        Chance ofCorporateActions = new Chance(seed * 31 + 7);
        CorporateActionRules rules = RandomCorporateActions.rules(venueIds, ofCorporateActions);
        Chance ofMarkets = new Chance(seed * 43 + 17);
        MarketRules marketRules = RandomMarketStates.rules(venueIds, ofMarkets);
        RiskSettings riskSettings = riskSettings(new Chance(seed * 59 + 23));
        hub = new SimulatedHub(state -> {
            PreTradeRisk risk = new PreTradeRisk(ACCOUNTS_OF_RISK, riskSettings);
            OrderCore core = new OrderCore(settings, state, risk, router, market);
            core.adjustBy(rules);
            core.lookAlikeBy(LOOK_ALIKES);
            core.tradeBy(marketRules);
            core.venueSessions(sessions);
            return new SimulatedHub.Core(core, risk);
        }, links, venueLinks, dropCopy, timeline, trace, chance.another(), chance.percent(40));
        for (Link link : clientLinks) {
            RandomOrders orders = new RandomOrders(ACCOUNTS, profile, market, timeline, chance.another());
            RandomClient client = new RandomClient(link, orders, profile, chance.another());
            link.join(hub, client);
            clients.add(client);
        }
        venueLinks.forEach((id, link) -> {
            RandomVenue venue = new RandomVenue(id, VenueHabits.of(profile, chance), profile, link, market, timeline, chance.another());
            links.values().stream().filter(each -> id.equals(each.venue())).forEach(each -> each.join(hub, venue.over(each)));
            venues.add(venue);
        });
        AssignedByHand byHand = new AssignedByHand();
        invariants = new Invariants(hub, links, market::instruments, ACCOUNTS_OF_RISK,
                new DeliveredExecutions(links.values().stream().filter(link -> link.venue() != null).toList(), byHand), leftBehind,
                carried, byHand, counts,
                occurrences);
        hub.watchedBy(invariants);
        endOfDay = new EndOfDay(hub, links.values(), clients, venues, byHand, dropCopy);
        corporateActions = new RandomCorporateActions(hub, venues, profile, market, timeline, ofCorporateActions);
        marketStates = new RandomMarketStates(hub, market, timeline, ofMarkets);
        kills = new RandomKills(hub, venues, market, timeline, new Chance(seed * 41 + 13));
        mischief = new Mischief(hub, List.copyOf(links.values()), venues, market, profile, new RandomDesk(hub, venueIds, profile, market, timeline,
                new RandomOrders(ACCOUNTS, profile, market, timeline, chance.another()), clientLinks.stream().map(Link::key).toList(), chance.another()),
                timeline,
                trace, chance.another());
    }

    private Map<VenueId, Capabilities> capabilities(List<VenueId> venueIds) {
        Map<VenueId, Capabilities> all = new LinkedHashMap<>();
        for (VenueId venue : venueIds) {
            Set<OrdType> ordTypes = EnumSet.of(OrdType.MARKET, OrdType.LIMIT);
            for (OrdType ordType : OrdType.values()) {
                if (chance.percent(25)) {
                    ordTypes.add(ordType);
                }
            }
            Set<Capabilities.Instruction> instructions = EnumSet.noneOf(Capabilities.Instruction.class);
            for (Capabilities.Instruction instruction : Capabilities.Instruction.values()) {
                int usual = switch (instruction) {
                    case MULTILEG -> profile.weight(Emphasis.LEGS, 60, 95);
                    case CROSS -> profile.weight(Emphasis.CROSSES, 60, 95);
                    default -> 25;
                };
                if (chance.percent(usual)) {
                    instructions.add(instruction);
                }
            }
            Set<TimeInForce> times = EnumSet.noneOf(TimeInForce.class);
            for (TimeInForce time : TimeInForce.values()) {
                if (chance.percent(time.isForAuction() ? 25 : 80)) {
                    times.add(time);
                }
            }
            all.put(venue, new Capabilities(ordTypes, instructions, times));
        }
        return all;
    }

    /** Half of the venues are reached over more than one session, and half of those take requests about an order over any. */
    private Map<VenueId, SessionsOfVenue> furtherSessions(List<VenueId> venueIds, Chance ofSessions) {
        Map<VenueId, SessionsOfVenue> all = new LinkedHashMap<>();
        for (VenueId venue : venueIds) {
            List<SessionKey> further = new ArrayList<>();
            for (int i = ofSessions.percent(50) ? 0 : ofSessions.between(1, 2); i > 0; i--) {
                further.add(link(venue.value() + VenueId.FURTHER + i, venue, ofSessions).key());
            }
            if (!further.isEmpty()) {
                all.put(venue, new SessionsOfVenue(further, ofSessions.percent(50)));
            }
        }
        return all;
    }

    private Link link(String name, @Nullable VenueId venue) {
        return link(name, venue, chance);
    }

    private Link link(String name, @Nullable VenueId venue, Chance of) {
        SessionKey key = new SessionKey(name);
        Link link = new Link(key, venue, timeline, of.another());
        links.put(key, link);
        return link;
    }

    private CancelOnDisconnect cancelOnDisconnect() {
        Set<LogoffCause> causes = EnumSet.noneOf(LogoffCause.class);
        for (LogoffCause cause : List.of(LogoffCause.LOGOUT, LogoffCause.LOST_CONNECTION, LogoffCause.HEARTBEAT_TIMEOUT)) {
            if (chance.percent(40)) {
                causes.add(cause);
            }
        }
        return new CancelOnDisconnect(causes, Duration.ofSeconds(chance.pick(List.of(0, 3, 10))), chance.percent(50));
    }

    /** Half of them want prices that are young. */
    private static RiskSettings riskSettings(Chance chance) {
        RiskSettings usual = RiskSettings.DEFAULT;
        return chance.percent(50) ? usual
                : new RiskSettings(usual.cushionBasisPoints(), usual.rates(), usual.marginPercents(), usual.portfolioAtLeast(),
                        new ReferenceAge(Duration.ofSeconds(chance.between(30, 600)), false));
    }

    private static long startOf(int day) {
        return FIRST_DAY.plusDays(day).atTime(8, 0).toEpochSecond(ZoneOffset.UTC) * Timeline.SECOND;
    }

    // A day

    private void runDay(int day) {
        timeline.sleepUntil(startOf(day));
        isNight = false;
        wakeUp();
        LocalDate date = FIRST_DAY.plusDays(day);
        startSessions();
        hub.accept(new Command.StartDay(date));
        if (hub.core().orders().state().limits().isNew()) {
            hub.accept(new Command.ChangeLimits(RandomLimits.first(), "simulation", "to begin with"));
        }
        clients.forEach(RandomClient::startDay);
        venues.forEach(venue -> venue.startDay(date.toString()));
        long end = timeline.now() + profile.trading();
        clients.forEach(client -> actUntil(end, client));
        mischief.goOnUntil(end);
        kills.goOnUntil(end);
        marketStates.goOnUntil(end);
        tick();
        runUntil(end);
        if (chance.percent(profile.weight(Emphasis.CORPORATE_ACTIONS, 50, 95))) {
            hub.accept(new Command.EndDay(date, "the calendar", "its time is over"));
        }
        settle();
        endOfDay.check();
        invariants.checkAll(hub.core());
        carried.checkNoneIsLeft(timeline.now(), hub.core().state());
        for (int most = profile.weight(Emphasis.CORPORATE_ACTIONS, 1, 2); most > 0 && corporateActions.begin(date.plusDays(1)); most--) {
            settleCorporateAction();
        }
        isNight = true;
    }

    /** Orders whose time has come meanwhile begin to work, before connections begin anew. */
    private void wakeUp() {
        tickHub();
        while (!timeline.isQuiet()) {
            step();
        }
    }

    private void settleCorporateAction() {
        for (int i = 0; i < 4; i++) {
            rest(30);
            links.values().forEach(Link::connect);
            corporateActions.goOn();
        }
        rest(30);
        corporateActions.checkDone();
        invariants.checkAll(hub.core());
    }

    private void startSessions() {
        for (Link link : links.values()) {
            if (chance.percent(50) && link.isDrained()) { // an order whose time came when another one ended may be under way to it
                link.disconnect(LogoffCause.OURS, "end of day");
                link.reset();
            }
            link.connect();
        }
    }

    private void actUntil(long end, RandomClient client) {
        timeline.in(chance.percent(15) ? 1 : chance.between(Timeline.MILLI, 5 * Timeline.SECOND), () -> {
            if (timeline.now() < end) {
                client.act();
                actUntil(end, client);
            }
        });
    }

    private void tick() {
        if (!isNight) {
            tickHub();
            timeline.tickIn(Timeline.SECOND, this::tick);
        }
    }

    private void tickHub() {
        if (hub.isUp()) {
            do {
                hub.accept(hub.pricesSeen());
                hub.accept(new Command.ClockTick());
            } while (hub.isUp() && hub.core().orders().isBehind());
        }
        if (hub.isUp()) {
            leftBehind.checkNothingIsLeft(timeline.now(), hub.core().state());
            if (hub.core().state().massCancels() > 0) {
                throw new BrokenInvariant("a mass cancel is not worked off");
            }
            if (!hub.core().orders().isReporting()) {
                carried.checkNoneIsLeft(timeline.now(), hub.core().state());
            }
        }
    }

    private void runUntil(long time) {
        while (timeline.now() < time) {
            step();
        }
    }

    private void step() {
        trace.nextStep();
        timeline.step();
    }

    /** Everybody answers what is still open, over connections that hold, until nothing more happens. */
    private void settle() {
        venues.forEach(RandomVenue::endDay);
        mischief.end();
        kills.end();
        marketStates.end();
        rest(30);
        links.values().forEach(Link::connect);
        mischief.end(); // the hub may have been away when it was said first
        kills.end();
        marketStates.end();
        rest(30);
        for (int round = 0; round < MOST_ROUNDS; round++) {
            for (Link link : List.copyOf(links.values())) {
                if (link.venue() != null) {
                    link.disconnect(LogoffCause.OURS, "to ask again");
                    link.connect();
                }
            }
            rest(30);
            int before = hub.position();
            rest(30);
            if (hub.position() == before) {
                return;
            }
        }
        throw new BrokenInvariant("the day does not end");
    }

    /** At least so many seconds, and until nothing is on its way. */
    private void rest(int seconds) {
        runUntil(timeline.now() + seconds * Timeline.SECOND);
        for (int steps = 0; !timeline.isQuiet(); steps++) {
            if (steps > MOST_STEPS_WITHOUT_REST) {
                throw new BrokenInvariant("it never comes to rest");
            }
            step();
        }
    }

    private String story(RuntimeException e) {
        return e instanceof BrokenInvariant broken && broken.orderId() != 0 ? "What the log says of the order:\n" + OrderStory.of(broken.orderId(), hub) : "";
    }

    private SimulationReport report(long seed, int days) {
        long duplicates = venues.stream().mapToLong(RandomVenue::duplicates).sum();
        return new SimulationReport(seed, days, trace.step(), counts.orders, counts.refused, counts.cancels, counts.replaces, counts.requestsRefused,
                counts.childOrders, counts.executions, counts.busts, counts.ahead, counts.strays, counts.assigned, duplicates, counts.disconnects,
                counts.leftBehind, counts.massCanceled, counts.withdrawn, counts.triggered, counts.trailed, counts.restated, counts.sentAnew, counts.lists,
                counts.released, counts.reduced, counts.linkCanceled, counts.staged, counts.parts, counts.byHand, counts.toldLater, counts.legReports,
                counts.adjusted, counts.adjustedByVenues, counts.crosses, counts.crossMessages, counts.entered, counts.changedByDesk, hub.crashes(),
                hub.position(),
                StateFile.hash(hub.core().state()));
    }
}

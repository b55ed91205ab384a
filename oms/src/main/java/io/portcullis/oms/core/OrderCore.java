package io.portcullis.oms.core;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.EventRecord;
import io.portcullis.oms.instrument.Market;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.VenueId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The order core of a shard: {@link #decide} turns a command into facts, {@link #fold} takes facts that were decided before. Both fold each fact into the state and
 * derive what has to be told. It does no I/O, reads no clock, and belongs to one thread at a time; which one, it doesn't know.
 */
public final class OrderCore {

    /**
     * @param venues all venues of the shard, in the order in which the router shall prefer them
     * @param answerWithin how long a venue may take to answer before it is asked for the order's status
     * @param rights which accounts the clients' sessions may use
     * @param agreements with clients' sessions; who is not named has {@link ClientAgreement#DEFAULT}
     * @param triggerBy which price triggers the orders that are kept here until their stop price is reached
     * @param denied venues that are told at once, by DontKnowTrade(35=Q), of executions of orders that we don't know
     * @param notReconciled venues that are not asked, when a trading day begins, about the orders that they have had over the night
     */
    public record Settings(List<VenueId> venues, Duration answerWithin, AccountRights rights, Map<SessionKey, ClientAgreement> agreements,
            TriggerBy triggerBy, Set<VenueId> denied, Set<VenueId> notReconciled) {
        public static final Duration DEFAULT_ANSWER_WITHIN = Duration.ofSeconds(5);

        public Settings {
            agreements = Map.copyOf(agreements);
            denied = Set.copyOf(denied);
            notReconciled = Set.copyOf(notReconciled);
        }

        public Settings(List<VenueId> venues, Duration answerWithin, AccountRights rights, Map<SessionKey, ClientAgreement> agreements) {
            this(venues, answerWithin, rights, agreements, TriggerBy.DEFAULT, Set.of(), Set.of());
        }

        public Settings(List<VenueId> venues, Duration answerWithin, AccountRights rights) {
            this(venues, answerWithin, rights, Map.of());
        }
    }

    /**
     * What a command gave. Valid until the next call.
     *
     * @param record null if nothing has happened and no message was consumed: there is nothing to log
     * @param effects to be released once the record is durable
     * @param answer for the operator: why nothing has happened; null if something has
     */
    public record Outcome(@Nullable EventRecord record, List<Effect> effects, @Nullable String answer) {
    }

    private final ShardState state;
    private final Turn turn;
    private final DueList due;
    private final ParkedOrders parked;
    private final ListsToLookAt lists;
    private final OrdersToActivate toActivate;
    private final CrossesToLookAt crosses;
    private final Contingencies contingencies;
    private final CrossProgress crossProgress;
    private final Activations activations;
    private final Routing routing;
    private final VenueSessions sessions;
    private final ClientRequests clientRequests;
    private final VenueReports venueReports;
    private final MassRequests massRequests;
    private final Restatements restatements;
    private final Agreements agreements;
    private final HouseCommands houseCommands;
    private final AdjustmentsAtVenues adjustmentsAtVenues;
    private final CorporateActionJob corporateActions;
    private final LimitChanges limitChanges;
    private final OrdersToKill toKill;
    private final KillRequests kills;
    private final LimitWarnings warnings;
    private final OverrideRequests overrides;
    private final LookAlikes lookAlikes;
    private final MarketGate marketGate;
    private final OrdersKeptBack keptBack;
    private final OrdersToCancelInHalts toCancelInHalts;
    private final MarketChanges marketChanges;
    private final Reconciliations reconciliations;

    /** @param state empty, or as a snapshot gave it; its orders' exposure is put into {@code risk} here */
    public OrderCore(Settings settings, ShardState state, RiskGate risk, Router router, Market market) {
        this.state = state;
        this.due = new DueList(state, settings.answerWithin().toNanos(), settings.notReconciled());
        this.parked = new ParkedOrders(state, market);
        this.lists = new ListsToLookAt(state);
        this.toActivate = new OrdersToActivate(state);
        this.crosses = new CrossesToLookAt(state);
        KillGate killGate = new KillGate(state.kills(), market, risk.holders());
        this.toKill = new OrdersToKill(state, killGate);
        this.keptBack = new OrdersKeptBack(state);
        this.toCancelInHalts = new OrdersToCancelInHalts(state);
        this.marketGate = new MarketGate(state, market, risk.holders(), keptBack);
        this.turn = new Turn(state, risk, due, parked, lists, crosses, toActivate, toKill);
        this.agreements = new Agreements(settings.agreements());
        VenueRoom room = new VenueRoom(risk);
        this.sessions = new VenueSessions(state);
        turn.goesBy(sessions);
        this.routing = new Routing(settings.venues(), state, router, room, market, killGate, marketGate, sessions, turn);
        ShortSalePricing pricing = new ShortSalePricing(state, marketGate, agreements, risk, routing, market, turn);
        marketGate.follow(pricing);
        StalePrices prices = new StalePrices(state, market, settings.triggerBy());
        turn.follow(prices);
        this.lookAlikes = new LookAlikes(state, turn);
        turn.follow(lookAlikes);
        TrailingStops trailing = new TrailingStops(parked, market, prices, turn);
        Siblings siblings = new Siblings(state, market);
        CrossRouting crossRouting = new CrossRouting(state, routing, killGate, marketGate, turn);
        ReplacedParts parts = new ReplacedParts(routing, new TermsAtVenues(routing, crossRouting, turn), crossRouting, room, market);
        Progress progress = new Progress(state, routing, parts, agreements, due, siblings, crossRouting, killGate, marketGate, turn);
        this.crossProgress = new CrossProgress(state, crosses, progress, turn);
        OverrideGate overrideGate = new OverrideGate(state, risk, killGate, market, turn);
        CrossRequests crossRequests = new CrossRequests(state, agreements, risk, overrideGate, crossRouting, parts, progress, turn);
        Triggers triggers = new Triggers(state, parked, due, routing, prices, trailing, siblings, killGate, marketGate, turn);
        OrderListRequests orderLists = new OrderListRequests(state, agreements, risk, overrideGate, routing, triggers, turn);
        Releases releases = new Releases(state, due, routing, killGate, marketGate, turn);
        this.contingencies = new Contingencies(state, lists, releases, progress, siblings, turn);
        this.activations = new Activations(toActivate, prices, releases, turn);
        CareOrders careOrders = new CareOrders(state, risk, routing, progress, market, killGate, marketGate, turn);
        this.kills = new KillRequests(state, settings.rights(), killGate, toKill, routing, careOrders, progress, market, turn);
        this.overrides = new OverrideRequests(state, kills, turn);
        ClientKills clientKills = new ClientKills(agreements, kills, turn);
        this.massRequests = new MassRequests(state, settings.rights(), agreements, progress, market, clientKills, turn);
        this.marketChanges = new MarketChanges(state, marketGate, keptBack, toCancelInHalts, prices, careOrders, progress, market, turn);
        turn.follow(marketChanges);
        this.reconciliations = new Reconciliations(state, due, turn);
        turn.follow(reconciliations);
        this.clientRequests = new ClientRequests(state, settings.rights(), agreements, overrideGate, routing, parts, triggers, trailing, careOrders, progress,
                massRequests,
                orderLists, crossRequests, crossRouting, lookAlikes, due, market, killGate, clientKills, marketChanges, pricing, turn);
        this.adjustmentsAtVenues = new AdjustmentsAtVenues(state, market, turn);
        this.corporateActions = new CorporateActionJob(state, market, progress, adjustmentsAtVenues, turn);
        this.venueReports = new VenueReports(state, settings.denied(), trailing, adjustmentsAtVenues, marketChanges, progress, turn);
        DisconnectCancels disconnectCancels = new DisconnectCancels(agreements, state, due, progress, turn);
        this.limitChanges = new LimitChanges(state, turn);
        this.warnings = new LimitWarnings(state, risk, kills, turn);
        this.restatements = new Restatements(due, agreements, turn);
        this.houseCommands = new HouseCommands(state, due, sessions, disconnectCancels, massRequests, restatements, new HeldOrders(state, progress, turn),
                triggers,
                new StraySettlement(state, progress, turn), clientRequests, contingencies, activations, careOrders, corporateActions, limitChanges,
                new Positions(state, market, turn), kills, new LocateChanges(state, risk, turn), overrides, marketChanges, reconciliations,
                new DeskOrders(state, clientRequests, careOrders, progress, turn), new BlockFills(state, careOrders, market, turn), progress, turn);
        risk.follow(state.limits(), state.ledger(), market);
        risk.follow(state.shortSales());
        risk.follow(state.activity());
        risk.follow(state);
        risk.follow(state.corporateActions(), state.dayBefore(), state.tradingDay());
        turn.putInAnew();
        warnings.forget();
        due.rebuild();
        parked.rebuild();
        lists.rebuild();
        toActivate.rebuild();
        toKill.rebuild();
        keptBack.rebuild();
        toCancelInHalts.rebuild();
    }

    public ShardState state() {
        return state;
    }

    /** Other agreements with clients from now on; orders that are there stay. @see Settings */
    public void agree(AccountRights rights, Map<SessionKey, ClientAgreement> others) {
        clientRequests.rights(rights);
        massRequests.rights(rights);
        kills.rights(rights);
        agreements.become(others);
    }

    /** Other venues from now on, in the order in which the router shall prefer them; orders that are at one stay there. @see Settings */
    public void venues(List<VenueId> venues) {
        routing.venues(venues);
    }

    /** Venues with more than one session, from now on; orders that are there stay with the session that they have. */
    public void venueSessions(Map<VenueId, SessionsOfVenue> venues) {
        sessions.are(venues);
    }

    /** By what executions of those venues are told apart, from now on; of others by {@link ExecutionKey#EXEC_ID_CUM_QTY}. */
    public void tellExecutionsApartBy(Map<VenueId, ExecutionKey> keys) {
        venueReports.tellExecutionsApartBy(keys);
    }

    /** Other venues from now on that are told at once of executions of orders that we don't know. @see Settings */
    public void denyStraysOf(Set<VenueId> venues) {
        venueReports.denyStraysOf(venues);
    }

    /** Other venues from now on that are not asked about the orders that they have had over the night, and get new ones as soon as they are back. @see Settings */
    public void reconcileAllBut(Set<VenueId> venues) {
        due.reconcileAllBut(venues);
    }

    /** Other rules for corporate actions from now on. */
    public void adjustBy(CorporateActionRules rules) {
        adjustmentsAtVenues.rules(rules);
        routing.adjusting(rules.adjustingVenues());
    }

    /** How limits are changed, and kills released, from now on. */
    public void changeLimitsBy(LimitRules rules) {
        limitChanges.rules(rules);
        kills.rules(rules);
        overrides.rules(rules);
    }

    /** How often parts that venues give back are sent out again, from now on. */
    public void routeBy(Tries tries) {
        routing.tries(tries);
    }

    /** Which orders are taken for duplicates of others from now on. */
    public void lookAlikeBy(LookAlikeRules rules) {
        lookAlikes.rules(rules);
    }

    /** What is done with orders in instruments that may not be traded as usual, from now on. */
    public void tradeBy(MarketRules rules) {
        marketGate.rules(rules);
    }

    /** As many bytes a record of the log may have: where orders have seen more than that holds, less of it is told. */
    public void recordsHold(int bytes) {
        turn.recordsHold(bytes);
    }

    /** Accounts or rates are others: what is open is added up anew. */
    public void countAnew() {
        turn.putInAnew();
        warnings.forget();
        toKill.rebuild();
    }

    /** How corporate actions are applied. */
    public CorporateActionRules corporateActionRules() {
        return adjustmentsAtVenues.rules();
    }

    /** Whether there is work for another {@link Command.ClockTick}, which need not wait for the next second. */
    public boolean isBehind() {
        return due.answers().isBehind() || due.hasQueuedReplaces() || due.hasLeftBehind() || due.hasToReconcile() || due.hasHeldUp() && !state.sendsNothingNew()
                || massRequests.isBehind()
                || kills.isBehind() || marketChanges.isBehind()
                || parked.hasMoreToLookAt() || contingencies.isBehind() || activations.isBehind() || corporateActions.isBehind();
    }

    /** Whether an order waits for a price of that symbol: otherwise {@link Command.MarketMoved} need not be said. */
    public boolean isWatched(String symbol) {
        return parked.isWatched(symbol) || toActivate.isWatched(symbol) || marketChanges.isWatched(symbol);
    }

    /** Whether there is work for another {@link Command.ClockTick}, soon but not at once: many orders are reported, some at a time. */
    public boolean isReporting() {
        return massRequests.isReporting() || restatements.isReporting();
    }

    /**
     * Decides. What has been decided is already folded into the state, so the caller must log the record or stop.
     *
     * @param time of the command, epoch nanoseconds: never earlier than that of the record before
     * @param logIsFull the log has room for the end of orders but not for new ones
     */
    public Outcome decide(Command command, long time, boolean logIsFull) {
        turn.begin(state.position() + 1, time, logIsFull);
        switch (command) {
            case Command.FromClient c -> clientRequests.decide(c);
            case Command.FromVenue c -> venueReports.decide(c);
            case Command.FromHouse c -> houseCommands.decide(c);
        }
        reconciliations.settle();
        warnings.tell();
        marketChanges.settle();
        contingencies.settle();
        crossProgress.settle();
        activations.settle();
        lookAlikes.settle();
        kills.settle();
        if (turn.isEmpty() && command.origin() == null) {
            return new Outcome(null, List.of(), turn.answer());
        }
        EventRecord record = turn.record(command.origin());
        return new Outcome(record, turn.effects(), turn.answer());
    }

    /**
     * Folds a record of the log.
     *
     * @return what was to be told of it. Valid until the next call.
     * @throws IllegalStateException if the record does not follow the state, or the orders do not come out as the record says
     */
    public List<Effect> fold(EventRecord record) {
        if (record.position() != state.position() + 1) {
            throw new IllegalStateException("record " + record.position() + " does not follow record " + state.position());
        }
        turn.begin(record.position(), record.time(), false);
        for (Event event : record.events()) {
            turn.fold(event);
        }
        lists.folded();
        crosses.folded();
        keptBack.folded();
        warnings.forget();
        lookAlikes.forgetWarnings();
        EventRecord folded = turn.record(record.consumed());
        if (!folded.summaries().equals(record.summaries())) {
            throw new IllegalStateException("record " + record.position() + " says " + record.summaries() + ", the fold says " + folded.summaries());
        }
        return turn.effects();
    }
}

package io.portcullis.server.settings;

import io.portcullis.oms.core.AccountRights;
import io.portcullis.oms.core.CorporateActionRules;
import io.portcullis.oms.core.ExecutionKey;
import io.portcullis.oms.core.LookAlikeRules;
import io.portcullis.oms.core.MarketRules;
import io.portcullis.oms.core.OrderCore;
import io.portcullis.oms.core.SessionsOfVenue;
import io.portcullis.oms.instrument.Instruments;
import io.portcullis.oms.limit.Limit;
import io.portcullis.oms.limit.PortfolioName;
import io.portcullis.oms.limit.Scope;
import io.portcullis.oms.types.VenueId;
import io.portcullis.risk.Account;
import io.portcullis.risk.Accounts;
import io.portcullis.risk.CurrencyRates;
import io.portcullis.risk.Locates;
import io.portcullis.risk.RiskSettings;
import io.portcullis.venues.routing.RoutingPolicy;
import io.portcullis.venues.routing.RoutingRules;
import io.portcullis.venues.routing.SmallestOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that the directory {@code conf} says: {@code portcullis.ini}, {@code client-sessions.ini}, {@code venues.ini}, {@code accounts.ini}, {@code instruments.csv}, {@code limits.csv}, {@code metric-limits.csv},
 * {@code currency-rates.csv}, {@code routing.csv}, {@code fees.csv} and
 * the files in {@code dialects}.
 */
public record Installation(Path directory, HubSettings hub, SessionsFile clientSessions, VenuesFile venuesFile, Accounts accounts, RiskSettings risk,
        List<Limit> firstLimits, List<Limit> firstMetricLimits, Instruments instruments,
        Dialects dialects, RoutingRules routing) {

    /** @throws SettingsException if anything of it is missing, wrong or unknown */
    public static Installation read(Path directory, Overrides overrides) {
        SettingsFile main = new SettingsFile(directory.resolve("portcullis.ini"), "", overrides);
        HubSettings hub = HubSettings.read(main, directory.toAbsolutePath().resolve(".."));
        Accounts accounts = accounts(directory, overrides);
        SessionsFile sessions = SessionsFile.read(directory, overrides, hub.compId(), accounts.byName().keySet());
        VenuesFile venues = VenuesFile.read(directory, hub.data(), overrides, hub.compId());
        main.section("orders").oneOfOrNull("trigger-venue", venues.venues().stream().map(entry -> entry.id().value()).toList());
        main.checkAllKnown();
        overrides.checkAllUsed();
        StressFile.in(directory); // read again where it is used, and when it changes
        liveRates(directory); // likewise
        Instruments instruments = instruments(directory);
        Dialects dialects = Dialects.of(directory, instruments,
                Stream.concat(sessions.all().map(SessionEntry::session),
                        venues.all().flatMap(venue -> venue.connections().stream()).map(VenueConnection::session))
                        .toList());
        return new Installation(directory, hub, sessions, venues, accounts, riskSettings(directory, hub.risk()), firstLimits(directory),
                MetricLimitsFile.in(directory), instruments,
                dialects, RoutingFiles.read(directory, venues.all().map(VenueEntry::id).toList()));
    }

    /**
     * Of {@code portcullis.ini} only: who asks a hub for something, such as to halt, must not be kept from it by a mistake in another file, which may just be being changed.
     *
     * @throws SettingsException if it is missing, or wrong
     */
    public static HubSettings hub(Path directory, Overrides overrides) {
        return HubSettings.read(new SettingsFile(directory.resolve("portcullis.ini"), "", overrides), directory.toAbsolutePath().resolve(".."));
    }

    /** {@code accounts.ini} as it is now. */
    public static Accounts accounts(Path directory, Overrides overrides) {
        SettingsFile file = new SettingsFile(directory.resolve("accounts.ini"), "accounts", overrides);
        List<Account> accounts = file.sections().stream().map(name -> account(file.section(name))).toList();
        file.checkAllKnown();
        return Accounts.of(accounts);
    }

    /** How orders are valued, with {@code currency-rates.csv} as it is now. */
    public static RiskSettings riskSettings(Path directory, HubSettings.Risk risk) {
        Path file = directory.resolve("currency-rates.csv");
        return new RiskSettings(risk.cushionBasisPoints(),
                Files.exists(file) ? new RatesFile(file).read(risk.baseCurrency()) : new CurrencyRates(risk.baseCurrency(), Map.of()),
                risk.marginPercents(), risk.portfolioAtLeast(), risk.referenceAge());
    }

    /** Of {@code currency-rates.csv} as it is now: which currencies' rates follow which instrument. */
    public static Map<String, LiveRate> liveRates(Path directory) {
        Path file = directory.resolve("currency-rates.csv");
        return Files.exists(file) ? new RatesFile(file).live() : Map.of();
    }

    /** {@code limits.csv}, if it is there: an event log begins with them. */
    private static List<Limit> firstLimits(Path directory) {
        Path file = directory.resolve("limits.csv");
        return Files.exists(file) ? new LimitsFile(file.toString()).read(SettingsText.of(file)) : List.of();
    }

    /** {@code instruments.csv} as it is now. */
    public static Instruments instruments(Path directory) {
        return new InstrumentsFile(directory.resolve("instruments.csv")).read();
    }

    private static Account account(Section s) {
        return new Account(s.name(), s.text("currency"), s.textOrNull("client"), s.textOrNull("group"), s.textOrNull("desk"), lookAlike(s),
                Objects.requireNonNullElse(s.valueOrNull("locates", "no, client or house", Locates::of), Locates.NOT_NEEDED),
                s.valueOrNull("capital", Account.Capital::of), portfolios(s), s.yes("short-exempt", false));
    }

    private static Set<String> portfolios(Section s) {
        List<String> names = s.listOrNull("portfolios", "names of 1 to 64 printable characters without blanks and equals signs, other than *",
                Installation::portfolio);
        return names == null ? Set.of() : Set.copyOf(names);
    }

    private static String portfolio(String name) {
        if (name.equals(Scope.EACH)) {
            throw new IllegalArgumentException("it stands for each");
        }
        return PortfolioName.named(name).value();
    }

    /** Null where it is as for all accounts. */
    private static LookAlikeRules.@Nullable Rule lookAlike(Section s) {
        Duration window = s.durationOrNull("look-alike-window", Duration.ZERO, LookAlikeRules.LONGEST_WINDOW);
        return window == null ? null : new LookAlikeRules.Rule(window, s.oneOf("look-alike", HubSettings.LOOK_ALIKE, false));
    }

    /** When an order of those accounts is taken for a duplicate of another. */
    public static LookAlikeRules lookAlikeRules(HubSettings.Risk risk, Accounts accounts) {
        Map<String, LookAlikeRules.Rule> own = new HashMap<>();
        accounts.byName().values().forEach(account -> {
            if (account.lookAlike() != null) {
                own.put(account.name(), account.lookAlike());
            }
        });
        return new LookAlikeRules(risk.lookAlike(), own);
    }

    /** What is done with orders in instruments that may not be traded as usual, where those are the venues. */
    public static MarketRules marketRules(HubSettings.Risk risk, List<VenueEntry> venues) {
        HubSettings.Markets markets = risk.markets();
        return new MarketRules(markets.holdsInHalts(), markets.holdsOutsideBands(), markets.priceTestMarkets(),
                venues.stream().filter(venue -> venue.status().haltsAll()).map(VenueEntry::id).collect(Collectors.toUnmodifiableSet()),
                venues.stream().filter(venue -> venue.status().givesBands()).map(VenueEntry::id).collect(Collectors.toUnmodifiableSet()),
                markets.bands());
    }

    public RoutingPolicy routingPolicy() {
        return routingPolicy(venues());
    }

    /** Where those are the venues. */
    public RoutingPolicy routingPolicy(List<VenueEntry> venues) {
        return new RoutingPolicy(venues.stream().filter(VenueEntry::isDark).map(VenueEntry::id).collect(Collectors.toUnmodifiableSet()), hub.darkPercent(),
                hub.darkFrom(), venues.stream().collect(Collectors.toUnmodifiableMap(VenueEntry::id, VenueEntry::capabilities)),
                venues.stream().filter(VenueEntry::isProtected).map(VenueEntry::id).collect(Collectors.toUnmodifiableSet()),
                venues.stream().filter(venue -> !venue.smallest().equals(SmallestOrder.ANY))
                        .collect(Collectors.toUnmodifiableMap(VenueEntry::id, VenueEntry::smallest)));
    }

    /** What the order core is told of venues, of time, of who may use which account, and of what is agreed with whom. */
    public OrderCore.Settings orderSettings() {
        return new OrderCore.Settings(venueIds(), hub.answerWithin(),
                new AccountRights(sessions().stream().collect(Collectors.toUnmodifiableMap(entry -> entry.session().key(), SessionEntry::accounts))),
                sessions().stream().collect(Collectors.toUnmodifiableMap(entry -> entry.session().key(), SessionEntry::agreement)), hub.triggerBy(),
                denied(venues()), notReconciled(venues()));
    }

    /** Those of the venues that are told at once of executions of orders that we don't know. */
    public static Set<VenueId> denied(List<VenueEntry> venues) {
        return venues.stream().filter(VenueEntry::deniesUnknownExecutions).map(VenueEntry::id).collect(Collectors.toUnmodifiableSet());
    }

    /** Those of the venues that are not asked, when a trading day begins, about the orders that they have had over the night. */
    public static Set<VenueId> notReconciled(List<VenueEntry> venues) {
        return venues.stream().filter(venue -> !venue.isReconciled()).map(VenueEntry::id).collect(Collectors.toUnmodifiableSet());
    }

    /** Those of the venues that are reached over more than one session. */
    public static Map<VenueId, SessionsOfVenue> venueSessions(List<VenueEntry> venues) {
        return venues.stream().filter(venue -> !venue.further().isEmpty()).collect(Collectors.toUnmodifiableMap(VenueEntry::id,
                venue -> new SessionsOfVenue(venue.further().stream().map(VenueConnection::key).toList(), venue.sharesOrders())));
    }

    /** By what executions of each venue are told apart. */
    public static Map<VenueId, ExecutionKey> executionKeys(List<VenueEntry> venues) {
        return venues.stream().collect(Collectors.toUnmodifiableMap(VenueEntry::id, VenueEntry::executionKey));
    }

    /** How corporate actions are applied. */
    public CorporateActionRules corporateActionRules() {
        return corporateActionRules(venues(), hub.cancelsOnReverseSplit());
    }

    /** With those venues. */
    public static CorporateActionRules corporateActionRules(List<VenueEntry> venues, boolean cancelsOnReverseSplit) {
        return new CorporateActionRules(cancelsOnReverseSplit,
                venues.stream().collect(Collectors.toUnmodifiableMap(VenueEntry::id, VenueEntry::onCorporateActions)));
    }

    /** Those that are named one by one. */
    public List<SessionEntry> sessions() {
        return clientSessions.sessions();
    }

    /** In the order of the file. */
    public List<VenueEntry> venues() {
        return venuesFile.venues();
    }

    /** In the order of the file: the order in which the router prefers them. */
    public List<VenueId> venueIds() {
        return venues().stream().map(VenueEntry::id).toList();
    }

    /** Why the hub would not start again without that venue: a rule of {@code routing.csv} or a fee is for it. Null if there is none. */
    public @Nullable String objectionToRemoving(VenueId venue) {
        try {
            RoutingFiles.read(directory, venuesFile.all().map(VenueEntry::id).filter(id -> !id.equals(venue)).toList());
            return null;
        } catch (SettingsException e) {
            return String.valueOf(e.getMessage());
        }
    }
}

package io.portcullis.server.settings;

import io.portcullis.oms.core.AccountRights;
import io.portcullis.oms.core.OrderCore;
import io.portcullis.oms.instrument.Instruments;
import io.portcullis.oms.types.VenueId;
import io.portcullis.risk.AccountLimits;
import io.portcullis.risk.Limits;
import io.portcullis.venues.routing.RoutingPolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * All that the directory {@code conf} says: {@code portcullis.ini}, {@code client-sessions.ini}, {@code venues.ini}, {@code accounts.ini} and {@code instruments.csv}.
 */
public record Installation(Path directory, HubSettings hub, List<SessionEntry> sessions, List<VenueEntry> venues, Limits limits, Instruments instruments) {

    /** @throws SettingsException if anything of it is missing, wrong or unknown */
    public static Installation read(Path directory, Overrides overrides) {
        SettingsFile main = new SettingsFile(directory.resolve("portcullis.ini"), "", overrides);
        HubSettings hub = HubSettings.read(main, directory.toAbsolutePath().resolve(".."));
        SettingsFile sessionsFile = new SettingsFile(directory.resolve("client-sessions.ini"), "client-sessions", overrides);
        SettingsFile venuesFile = new SettingsFile(directory.resolve("venues.ini"), "venues", overrides);
        Limits limits = limits(directory, overrides, hub.marketOrderCushionBasisPoints());
        List<SessionEntry> sessions = sessionsFile.sections().stream()
                .map(name -> SessionEntry.read(sessionsFile.section(name), hub.compId(), limits.byAccount().keySet())).toList();
        List<VenueEntry> venues = venuesFile.sections().stream().map(name -> VenueEntry.read(venuesFile.section(name), hub.compId())).toList();
        List.of(main, sessionsFile, venuesFile).forEach(SettingsFile::checkAllKnown);
        overrides.checkAllUsed();
        return new Installation(directory, hub, sessions, venues, limits, instruments(directory));
    }

    /** {@code accounts.ini} as it is now. */
    public static Limits limits(Path directory, Overrides overrides, int marketOrderCushionBasisPoints) {
        SettingsFile file = new SettingsFile(directory.resolve("accounts.ini"), "accounts", overrides);
        List<AccountLimits> accounts = file.sections().stream().map(name -> account(file.section(name))).toList();
        file.checkAllKnown();
        return Limits.of(accounts, marketOrderCushionBasisPoints);
    }

    /** {@code instruments.csv} as it is now. */
    public static Instruments instruments(Path directory) {
        return new InstrumentsFile(directory.resolve("instruments.csv")).read();
    }

    private static AccountLimits account(Section s) {
        return new AccountLimits(s.name(), s.text("currency"), s.quantityOrNull("max-order-quantity"), s.moneyOrNull("max-order-value"),
                s.percentOrNull("price-collar-percent"), s.moneyOrNull("max-open-exposure"));
    }

    public RoutingPolicy routingPolicy() {
        return new RoutingPolicy(venues.stream().filter(VenueEntry::isDark).map(VenueEntry::id).collect(Collectors.toUnmodifiableSet()), hub.darkPercent(),
                hub.darkFrom());
    }

    /** What the order core is told of venues, of time, and of who may use which account. */
    public OrderCore.Settings orderSettings() {
        return new OrderCore.Settings(venueIds(), hub.answerWithin(),
                new AccountRights(sessions.stream().collect(Collectors.toUnmodifiableMap(entry -> entry.session().key(), SessionEntry::accounts))));
    }

    /** In the order of the file: the order in which the router prefers them. */
    public List<VenueId> venueIds() {
        return venues.stream().map(VenueEntry::id).toList();
    }
}

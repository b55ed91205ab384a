package io.portcullis.server.hub;

import io.portcullis.oms.instrument.Instruments;
import io.portcullis.server.settings.Installation;
import io.portcullis.server.settings.Overrides;
import io.portcullis.server.settings.RoutingFiles;
import io.portcullis.server.settings.SettingsException;
import io.portcullis.server.shard.Shard;
import io.portcullis.venues.market.MarketBooks;
import io.portcullis.venues.routing.RoutingRules;
import io.portcullis.venues.routing.SmartRouter;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes on {@code instruments.csv}, {@code accounts.ini}, {@code client-sessions.ini}, {@code currency-rates.csv}, {@code routing.csv} and {@code fees.csv} when they change. A file that is wrong changes nothing: the alert says what is wrong with it, and what was read
 * before goes on. Reads on a thread of its own, and puts what it has read in place between two commands.
 */
public final class ReferenceData implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReferenceData.class);
    private static final Logger ALERTS = LoggerFactory.getLogger("io.portcullis.alerts");
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final Installation installation;
    private final Overrides overrides;
    private final MarketBooks books;
    private final LiveRates liveRates;
    private final Executor loop;
    private final Shard shard;
    private final Thread thread;
    private volatile Consumer<Instruments> onInstruments = read -> {};
    private final WatchedFile instruments;
    private final WatchedFile accounts;
    private final WatchedFile rates;
    private final WatchedFile clientSessions;
    private final WatchedFile venues;
    private final WatchedFile routing;
    private final WatchedFile fees;
    private final SmartRouter router;
    /** Files that are wrong, with what reads them: another file may be what makes them right. */
    private final Map<WatchedFile, Runnable> wrong = new LinkedHashMap<>();
    private RoutingRules routingInForce;
    private final ClientSessions sessions;
    private final DialectWatch dialects;

    /**
     * @param loop runs what it is given on the shard's thread
     */
    public ReferenceData(Installation installation, Overrides overrides, MarketBooks books, SmartRouter router, ClientSessions sessions,
            DialectWatch dialects, LiveRates liveRates,
            Executor loop, Shard shard) {
        this.installation = installation;
        this.overrides = overrides;
        this.books = books;
        this.router = router;
        this.routingInForce = installation.routing();
        this.liveRates = liveRates;
        this.sessions = sessions;
        this.dialects = dialects;
        this.loop = loop;
        this.shard = shard;
        this.instruments = new WatchedFile(installation.directory().resolve("instruments.csv"));
        this.accounts = new WatchedFile(installation.directory().resolve("accounts.ini"));
        this.rates = new WatchedFile(installation.directory().resolve("currency-rates.csv"));
        this.clientSessions = new WatchedFile(installation.directory().resolve("client-sessions.ini"));
        this.venues = new WatchedFile(installation.directory().resolve("venues.ini"));
        this.routing = new WatchedFile(installation.directory().resolve(RoutingFiles.RULES));
        this.fees = new WatchedFile(installation.directory().resolve(RoutingFiles.FEES));
        this.thread = Thread.ofPlatform().name("reference-data").daemon().start(this::run);
    }

    /** @param listener told of the instruments that are in force now, and of all that are read later; must return at once */
    public void follow(Consumer<Instruments> listener) {
        onInstruments = listener;
        listener.accept(installation.instruments());
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(LOOK_EVERY);
            } catch (InterruptedException e) {
                return;
            }
            look();
        }
    }

    private void look() {
        Map<WatchedFile, Runnable> before = new LinkedHashMap<>(wrong);
        Set<WatchedFile> changed = new HashSet<>();
        takeOnIfChanged(instruments, this::readInstruments, changed);
        takeOnIfChanged(accounts, this::readAccounts, changed);
        takeOnIfChanged(rates, this::readAccounts, changed);
        takeOnIfChanged(clientSessions, this::readSessions, changed);
        takeOnIfChanged(routing, this::readRouting, changed);
        takeOnIfChanged(fees, this::readRouting, changed);
        if (venues.hasChanged()) {
            LOG.info("{} has changed: portcullis venue apply takes it on", venues.file());
            changed.add(venues);
        }
        if (!changed.isEmpty()) {
            before.keySet().removeAll(changed);
            before.forEach(this::takeOn);
        }
    }

    private void takeOnIfChanged(WatchedFile watched, Runnable reader, Set<WatchedFile> changed) {
        if (watched.hasChanged()) {
            changed.add(watched);
            takeOn(watched, reader);
        }
    }

    private void takeOn(WatchedFile watched, Runnable reader) {
        try {
            reader.run();
            wrong.remove(watched);
            LOG.info("{} has changed and is in force", watched.file());
        } catch (SettingsException | IllegalArgumentException e) {
            wrong.put(watched, reader);
            ALERTS.warn("what was read before stays in force: {}", e.getMessage());
        }
    }

    private void readInstruments() {
        var read = Installation.instruments(installation.directory());
        loop.execute(() -> {
            books.instruments(read);
            shard.countAnew();
        });
        installation.dialects().codes().update(read);
        onInstruments.accept(read);
    }

    private void readAccounts() {
        var read = Installation.accounts(installation.directory(), overrides);
        var settings = Installation.riskSettings(installation.directory(), installation.hub().risk());
        var live = Installation.liveRates(installation.directory());
        loop.execute(() -> {
            liveRates.become(read, settings, live);
            shard.lookAlikeBy(Installation.lookAlikeRules(installation.hub().risk(), read));
        });
    }

    private void readSessions() {
        var read = Installation.read(installation.directory(), overrides);
        dialects.read(read.dialects().inUse().keySet());
        loop.execute(() -> sessions.change(read.clientSessions()));
    }

    /** Of a file that is removed stays what was read before, also when the other one changes. */
    private void readRouting() {
        var read = Installation.read(installation.directory(), overrides).routing();
        RoutingRules now = new RoutingRules(Files.exists(routing.file()) ? read.rules() : routingInForce.rules(),
                Files.exists(fees.file()) ? read.fees() : routingInForce.fees());
        routingInForce = now;
        loop.execute(() -> router.rules(now));
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}

package io.portcullis.server;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.portcullis.admin.AdminServer;
import io.portcullis.admin.AdminSettings;
import io.portcullis.admin.ConsoleSources;
import io.portcullis.admin.readmodel.ReadModel;
import io.portcullis.fix.sessions.engine.FixEngine;
import io.portcullis.fix.sessions.engine.FixEngineSettings;
import io.portcullis.fix.sessions.engine.FixSession;
import io.portcullis.fix.sessions.engine.FixTransport;
import io.portcullis.fix.sessions.engine.SpinningSelect;
import io.portcullis.fix.sessions.gateway.ClientGateway;
import io.portcullis.fix.sessions.gateway.DropCopy;
import io.portcullis.fix.sessions.gateway.ReportEncoders;
import io.portcullis.fix.sessions.marketdata.MarketDataGateway;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.core.OrderCore;
import io.portcullis.oms.core.Router;
import io.portcullis.oms.order.SessionState;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.Ids;
import io.portcullis.risk.PreTradeRisk;
import io.portcullis.server.cli.BuildVersion;
import io.portcullis.server.database.Database;
import io.portcullis.server.database.DatabaseSettings;
import io.portcullis.server.eventlog.EventLog;
import io.portcullis.server.eventlog.EventLogSettings;
import io.portcullis.server.hub.ClientSessions;
import io.portcullis.server.hub.CorporateActionPreviews;
import io.portcullis.server.hub.DayReport;
import io.portcullis.server.hub.DialectWatch;
import io.portcullis.server.hub.Doors;
import io.portcullis.server.hub.EmergencyLine;
import io.portcullis.server.hub.FirstLimits;
import io.portcullis.server.hub.Heartbeat;
import io.portcullis.server.hub.HubMetrics;
import io.portcullis.server.hub.KillDesk;
import io.portcullis.server.hub.LimitDesk;
import io.portcullis.server.hub.LiveRates;
import io.portcullis.server.hub.LocateDesk;
import io.portcullis.server.hub.LogTail;
import io.portcullis.server.hub.LogWatch;
import io.portcullis.server.hub.Losses;
import io.portcullis.server.hub.MarketDataDesk;
import io.portcullis.server.hub.MarketStatesDesk;
import io.portcullis.server.hub.Operators;
import io.portcullis.server.hub.Orphans;
import io.portcullis.server.hub.Outbox;
import io.portcullis.server.hub.OverrideDesk;
import io.portcullis.server.hub.PositionDesk;
import io.portcullis.server.hub.PriceWatch;
import io.portcullis.server.hub.Readiness;
import io.portcullis.server.hub.ReferenceData;
import io.portcullis.server.hub.SessionRows;
import io.portcullis.server.hub.SessionSteering;
import io.portcullis.server.hub.SimulatedVenues;
import io.portcullis.server.hub.Snapshots;
import io.portcullis.server.hub.StoredMessages;
import io.portcullis.server.hub.TradingClock;
import io.portcullis.server.hub.VenueChanges;
import io.portcullis.server.hub.Venues;
import io.portcullis.server.hub.VenuesAtStart;
import io.portcullis.server.messagelog.MessageLog;
import io.portcullis.server.orderlog.OrderLog;
import io.portcullis.server.os.BusyThread;
import io.portcullis.server.os.PreparedPages;
import io.portcullis.server.os.Urgency;
import io.portcullis.server.projection.BarTable;
import io.portcullis.server.projection.InstrumentTable;
import io.portcullis.server.projection.PostgresProjection;
import io.portcullis.server.projection.PriceTable;
import io.portcullis.server.projection.ProjectedLog;
import io.portcullis.server.projection.ProjectionSettings;
import io.portcullis.server.riskmetrics.MetricsDesk;
import io.portcullis.server.settings.HubSettings;
import io.portcullis.server.settings.Installation;
import io.portcullis.server.settings.Overrides;
import io.portcullis.server.settings.VenueEntry;
import io.portcullis.server.shard.Shard;
import io.portcullis.server.shard.ShardClock;
import io.portcullis.server.shard.ShardMetrics;
import io.portcullis.server.shard.StateFile;
import io.portcullis.server.tape.BarDesk;
import io.portcullis.server.tape.LiveBars;
import io.portcullis.server.tape.MarketHistory;
import io.portcullis.server.tape.MarketRecorder;
import io.portcullis.server.tape.TapeDirectory;
import io.portcullis.venues.lastpoint.LastPoint;
import io.portcullis.venues.market.BooksForClients;
import io.portcullis.venues.market.MarketBooks;
import io.portcullis.venues.routing.SmartRouter;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.agrona.concurrent.OffsetEpochNanoClock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hub, part by part in the order in which an order passes them. Everything from the clients' sessions to the venues' runs on one thread, the shard's; drop copies,
 * projections, snapshots and the console have their own.
 */
public final class Main implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Main.class);
    private static final Duration MARKET_MAKER_STEP = Duration.ofSeconds(1);
    private static final long READ_MODEL_RECORDS = 300_000;

    private final EventLoopGroup loops;
    private final EventLoopGroup copyLoops = FixTransport.newLoop("drop-copy");
    private final List<AutoCloseable> parts = new ArrayList<>();
    private final EventLog log;
    private final Shard shard;
    private final FixEngine engine;
    private final FixEngine copyEngine;
    private final DropCopy dropCopy;
    private final Outbox outbox;
    private final Heartbeat heartbeat;
    private final Venues venues;
    private final Doors doors;
    private final SimulatedVenues simulatedVenues;
    private final AdminServer console;

    /** Runs the subcommand that {@code args} begin with. */
    public static void main(String[] args) {
        System.exit(Portcullis.commandLine().execute(args));
    }

    /**
     * Starts the installation.
     *
     * @param choices what the operator has decided about this start
     * @param onFailure told of an error after which the hub must not go on
     * @throws IOException naming what could not be opened, listened on or reached
     */
    public Main(Installation installation, StartChoices choices, InstantSource clock, Consumer<Throwable> onFailure) throws IOException {
        this(installation, choices, clock, onFailure, router -> router);
    }

    /** Likewise. @param routing may put another router before the core, such as one with a fault */
    Main(Installation installation, StartChoices choices, InstantSource clock, Consumer<Throwable> onFailure, UnaryOperator<Router> routing)
            throws IOException {
        HubSettings hub = installation.hub();
        SpinningSelect select = new SpinningSelect(hub.spin(), System::nanoTime);
        loops = FixTransport.newLoop("shard", select);
        EventLoop loop = loops.next();
        Urgency.javaMachine();
        loop.execute(Urgency::thisThreadFirst);
        BusyThread shardThread = new BusyThread(loop.submit(Thread::currentThread).syncUninterruptibly().getNow(), select::spunNanos);
        MetricRegistry metrics = new MetricRegistry();

        // The truth, and what is decided from it
        LogWatch logWatch = new LogWatch(onFailure);
        log = opened(EventLog.open(logSettings(hub), clock, logWatch));
        Ids ids = new Ids(log.identity().text());
        MarketBooks books = new MarketBooks(installation.instruments(), () -> TimeUnit.MILLISECONDS.toNanos(clock.millis()));
        SmartRouter router = new SmartRouter(installation.routingPolicy(), installation.routing());
        Router routes = routing.apply(router);
        OrderCore.Settings orderSettings = installation.orderSettings();
        PreTradeRisk risk = new PreTradeRisk(installation.accounts(), installation.risk());
        outbox = new Outbox(ids);
        LastPoint lastPoint = new LastPoint(ids, hub.risk().ordersOutPerOrderIn());
        ShardMetrics stages = new ShardMetrics(metrics);
        shard = new Shard(state -> core(new OrderCore(orderSettings, state, risk, routes, books), installation), log, hub.log().durability(), lastPoint, outbox,
                new ShardClock(clock), loop,
                stages, onFailure);
        books.onMove(shard::marketMoved);
        PriceWatch priceWatch = new PriceWatch(risk::wantsPrices, clock);
        books.onPrice(priceWatch::shown);
        books.alert(Readiness::alert);
        books.boundBy(symbol -> MarketDataDesk.toldBands(shard.state(), symbol));
        MarketRecorder recorder = hub.marketData().isOn() ? opened(marketRecorder(hub)).start() : null;
        if (recorder != null) {
            books.onAll(recorder.listener());
        }
        logWatch.shard(shard);

        // Clients, drop copy and venues
        engine = new FixEngine(engineSettings(hub), loop, onFailure);
        engine.giveWayWhile(shardThread::isBusy);
        engine.beforeStoresClose(shard::finish);
        MessageLog messages = hub.messages().isOn() ? opened(messageLog(hub, shardThread)) : null;
        if (messages != null) {
            engine.tap(messages);
        }
        copyEngine = engine.beside(copyLoops.next());
        copyEngine.later(Urgency::thisThreadForNow);
        List<FixEngine> engines = List.of(engine, copyEngine);
        engine.runInBackground(Urgency::thisThreadForNow);
        logWatch.sessions(engines, log.space());
        stages.readings(engine::readBeganNanos);
        engine.measureTurns(stages::turn);
        HubMetrics.register(metrics, log, engine.counts());
        SessionRows sessionRows = new SessionRows(hub.name());
        ClientGateway clients = new ClientGateway(new ReportEncoders(ids), shard);
        MarketDataGateway marketData = new MarketDataGateway(new BooksForClients(books), System::nanoTime);
        clients.shows(marketData);
        books.onChange(marketData::changed);
        dropCopy = new DropCopy(new ReportEncoders(ids), command -> engine.later(() -> shard.accept(command)));
        outbox.clients(clients);
        outbox.dropCopy(dropCopy);
        ClientSessions clientSessions = new ClientSessions(engine, copyEngine, clients, shard::receivedToday, dropCopy, sessionRows);
        clientSessions.open(installation.clientSessions(), hub.data().resolve("sessions"));
        doors = opened(new Doors(engine, hub.fix(), clock));
        simulatedVenues = opened(new SimulatedVenues(installation, clock, MARKET_MAKER_STEP));
        TradingClock days = new TradingClock(shard, hub.tradingDay());
        venues = new Venues(installation, engine, shard, outbox, sessionRows, simulatedVenues, ids, books, router, lastPoint, days, clock);
        venues.open();
        DialectWatch dialects = opened(new DialectWatch(installation.dialects(), engines));

        // Back to where it was, then on
        log.recovery().notes().forEach(note -> LOG.warn("the event log's recovery: {}", note));
        List<FixSession> sessions = engines.stream().flatMap(each -> each.sessions().stream()).toList();
        Losses losses = new Losses(sessions, log.lastPosition(), venues.sentByOuch(lastMark()));
        ShardState state = shard.recover();
        losses.settle(shard, state, choices.acceptsLoss());
        state.takePagesFrom(opened(new PreparedPages(ShardState.PAGE_BYTES)));
        VenuesAtStart venuesAtStart = new VenuesAtStart(venues, simulatedVenues, shard);
        venuesAtStart.settle(installation.venuesFile(), state, choices.acceptsLoss());
        outbox.recovered();
        FirstLimits.set(installation.firstLimits(), installation.firstMetricLimits(), hub.metrics().isOn(), state, shard);
        ReadModel readModel = new ReadModel(ids, ReadModel.DEFAULT_MAX_ORDERS);
        long readFrom = Math.max(1, state.position() - READ_MODEL_RECORDS);
        readModel.beginWith(state, readFrom);
        venues.resumeOuch(state);
        resume(state, sessions);
        Orphans.of(state, ids, sessions.stream().map(FixSession::key).toList(), venues.ids()).forEach(LOG::warn);
        heartbeat = new Heartbeat(shard, outbox, lastPoint, priceWatch, clock, days);
        heartbeat.start(loop);
        loop.scheduleAtFixedRate(() -> books.turn(shard.state().tradingDay()), 1, 1, TimeUnit.SECONDS);
        LiveRates liveRates = new LiveRates(books, risk, installation.risk(), Installation.liveRates(installation.directory()), hub.liveRates(),
                shard::countAnew,
                clock, Readiness::alert);
        loop.scheduleAtFixedRate(liveRates::turn, 1, 1, TimeUnit.SECONDS);
        Snapshots snapshots = opened(new Snapshots(log, shard, hub.log().snapshotEvery(), shardThread::isBusy));
        ReferenceData referenceData = opened(
                new ReferenceData(installation, Overrides.ofThisProcess(), books, router, clientSessions, dialects, liveRates, engine::later, shard));
        VenueChanges venueChanges = opened(new VenueChanges(venues, simulatedVenues, engine, shard, dialects,
                () -> Installation.read(installation.directory(), Overrides.ofThisProcess()), this::lastMark));
        venuesAtStart.follow(venueChanges);
        snapshots.start(state.position());

        // What shows and steers it
        KillDesk kills = new KillDesk(shard);
        EmergencyLine emergencyLine = EmergencyLine.open(hub.data(), kills);
        if (emergencyLine != null) {
            opened(emergencyLine);
        }
        LogTail tail = opened(new LogTail("read-model", log, readFrom, readModel::apply));
        metrics.register("projection.read-model.lag.records", (Gauge<Long>) () -> log.lastPosition() - tail.position());
        Readiness readiness = new Readiness(log, sessionRows);
        readiness.follows("access", doors::status);
        if (messages != null) {
            metrics.register("messages.kept", HubMetrics.counter(messages::kept));
            metrics.register("messages.missing", HubMetrics.counter(messages::missing));
            readiness.follows("messages", messages::toString);
        }
        readiness.follows("read-model", () -> (log.lastPosition() - tail.position()) + " behind");
        if (hub.orderLog().isOn()) {
            OrderLog orderLog = opened(new OrderLog(ProjectedLog.of(log), state, hub.data().resolve("logs"), hub.orderLog(), 2 * hub.log().keepFreeBytes()));
            metrics.register("projection.order-log.lag.records", (Gauge<Long>) orderLog::lagRecords);
            readiness.follows("order-log", orderLog.givingWay(shardThread::restShortly).start()::toString);
        }
        LiveBars bars = recorder == null ? null : opened(new LiveBars(TapeDirectory.in(hub.data()), Readiness::alert)).start();
        BarTable barTable = null;
        PriceTable prices = null;
        if (hub.database().isOn()) {
            Database database = opened(new Database(databaseSettings(hub)));
            prices = new PriceTable(database, clock);
            PostgresProjection projection = opened(new PostgresProjection(database, ProjectedLog.of(log),
                    ProjectionSettings.DEFAULT.withMaxRecordsPerSecond(hub.database().maxRecordsPerSecond()), clock, Readiness::alert));
            if (choices.rebuildsDatabase()) {
                projection.rebuild();
            }
            referenceData.follow(opened(new InstrumentTable(database, clock))::inForce);
            if (recorder != null && hub.marketData().hasHistory()) {
                barTable = new BarTable(database);
                readiness.follows("market-history", opened(new MarketHistory(TapeDirectory.in(hub.data()), barTable, hub.marketData().historyFrom(),
                        shardThread::restLong, Readiness::alert)).start()::toString);
            }
            readiness.follows("database", projection.measuredIn(metrics).givingWay(shardThread::restLong).start()::status);
        }
        if (recorder != null) {
            readiness.follows("market-tape", recorder::toString);
            metrics.register("market-data.recorded", HubMetrics.counter(recorder::kept));
            metrics.register("market-data.missed", HubMetrics.counter(recorder::missed));
        }
        BarDesk barDesk = bars == null ? null : opened(new BarDesk(bars, barTable));
        MetricsDesk riskMetrics = hub.metrics().isOn() ? opened(new MetricsDesk(hub.metrics(), installation.directory(),
                new MetricsDesk.Sources(shard, risk, books, prices, kills::trip, shardThread::restLong, clock), Readiness::alert)) : null;
        if (riskMetrics != null) {
            readiness.follows("risk-metrics", riskMetrics::toString);
            riskMetrics.start();
        }
        console = opened(AdminServer.start(
                new AdminSettings(hub.console().address(), hub.console().port(), hub.console().password(), hub.name(), hub.console().careUsers(),
                        hub.risk().users()),
                new ConsoleSources(readModel, sessionRows, venueChanges, new DayReport(shard),
                        new CorporateActionPreviews(shard, books, hub.tradingDay(), clock), new LimitDesk(shard, risk, ids, riskMetrics),
                        new PositionDesk(shard, risk, books),
                        kills, new LocateDesk(shard, risk, books), riskMetrics, new OverrideDesk(shard), new MarketStatesDesk(shard),
                        new MarketDataDesk(shard, books, barDesk),
                        () -> shard.ask(at -> at.strays().all()),
                        opened(new StoredMessages(hub, sessionRows, clock)),
                        new Operators(shard, new SessionSteering(sessionRows, shard), venueChanges, clientSessions, ids), readiness, metrics, HubMetrics.TEXTS,
                        log::lastPosition,
                        BuildVersion.number())));

        loop.submit(() -> dropCopy.start(copyEngine, engine)).syncUninterruptibly();
        clientSessions.follow(this::lastMark, dialects::giveTo,
                (rights, agreements) -> engine.later(() -> shard.agree(rights, agreements)));
        engines.forEach(FixEngine::start);
        engines.forEach(sessionRows::start);
        doors.open();
        venueChanges.start();
    }

    private static OrderCore core(OrderCore core, Installation installation) {
        core.adjustBy(installation.corporateActionRules());
        core.changeLimitsBy(installation.hub().risk().limitRules());
        core.lookAlikeBy(Installation.lookAlikeRules(installation.hub().risk(), installation.accounts()));
        core.tradeBy(Installation.marketRules(installation.hub().risk(), installation.venues()));
        core.tellExecutionsApartBy(Installation.executionKeys(installation.venues()));
        core.venueSessions(Installation.venueSessions(installation.venues()));
        core.routeBy(installation.hub().tries());
        core.recordsHold(logSettings(installation.hub()).maxPayloadBytes());
        return core;
    }

    /** Behind all that was decided. */
    private long lastMark() {
        return Ids.number(log.lastPosition(), Ids.PER_RECORD - 1);
    }

    private <T extends AutoCloseable> T opened(T part) {
        parts.add(part);
        return part;
    }

    static EventLogSettings logSettings(HubSettings hub) {
        return EventLogSettings.in(hub.data().resolve("log")).with(hub.log().durability()).withSegmentBytes(hub.log().segmentBytes())
                .withKeepFreeBytes(hub.log().keepFreeBytes());
    }

    private static FixEngineSettings engineSettings(HubSettings hub) {
        HubSettings.Fix fix = hub.fix();
        return FixEngineSettings.in(hub.data().resolve("sessions")).withSegmentBytes(fix.storeSegmentBytes())
                .withSpareSegments((int) Math.max(1, fix.storePreparedBytes() / fix.storeSegmentBytes()))
                .withMaxMessageBytes(Math.min(fix.doors().maxMessageBytes(), fix.storeSegmentBytes() / 4))
                .withMessageLimits(fix.doors().messageLimits()).withFirstMessageTimeout(fix.doors().logonWithin());
    }

    private static MessageLog messageLog(HubSettings hub, BusyThread shardThread) throws IOException {
        return MessageLog.open(hub.messageDirectory(), hub.messages(), 2 * hub.log().keepFreeBytes(), new OffsetEpochNanoClock(), shardThread::restShortly,
                Readiness::alert);
    }

    private MarketRecorder marketRecorder(HubSettings hub) throws IOException {
        return new MarketRecorder(TapeDirectory.in(hub.data()), hub.marketData(), 2 * hub.log().keepFreeBytes(), new OffsetEpochNanoClock(),
                () -> shard.state().tradingDay(), Readiness::alert);
    }

    private static DatabaseSettings databaseSettings(HubSettings hub) {
        HubSettings.Database database = hub.database();
        return new DatabaseSettings(database.url(), database.user(), database.password(), hub.data().resolve("database"), database.port());
    }

    /** Each session goes on behind the last message that is done. None is connected yet, whatever the log says of the time before. */
    private void resume(ShardState state, List<FixSession> sessions) {
        for (SessionState session : List.copyOf(state.sessions())) {
            sessions.stream().filter(s -> s.key().equals(session.key())).forEach(s -> {
                s.numbers().expectAtLeast(session.generation(), session.consumed());
                SessionSteering.resume(s, session);
            });
            if (session.isLoggedOn()) {
                shard.accept(new Command.SessionLoggedOff(session.key(), session.venue(), "the hub was restarted"));
            }
        }
        shard.accept(new Command.HubRestarted());
    }

    /** Where clients and drop copy consumers connect. */
    public InetSocketAddress fixAddress() {
        return doors.address();
    }

    /** Where they connect over TLS; null if there is no such port. */
    public @Nullable InetSocketAddress tlsAddress() {
        return doors.tlsAddress();
    }

    public InetSocketAddress venueAddress(VenueEntry venue) {
        return simulatedVenues.addressOf(venue);
    }

    public int consolePort() {
        return console.port();
    }

    /** Logs all sessions out, takes a snapshot, and closes everything. */
    @Override
    public void close() throws Exception {
        heartbeat.stop();
        try {
            venues.stopOuch().get(10, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | ConcurrentModificationException e) {
            System.err.println("portcullis: the sessions by OUCH could not be closed in order: " + e);
        }
        try {
            engine.stop().get(10, TimeUnit.SECONDS);
            copyLoops.next().submit(dropCopy::finish).get(10, TimeUnit.SECONDS);
            copyEngine.stop().get(10, TimeUnit.SECONDS);
            loops.next().submit(this::takeSnapshot).get(60, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            System.err.println("portcullis: the sessions could not be closed in order: " + e);
        }
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
        copyLoops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
        for (AutoCloseable part : parts.reversed()) {
            part.close();
        }
    }

    private Void takeSnapshot() throws IOException {
        ShardState state = shard.state();
        if (!outbox.isToldUpTo(state.position())) {
            LOG.warn("no snapshot at the end, because there was no room for all messages: the next start reads more of the log, and tells what was not told");
            return null;
        }
        log.snapshots().write(state.position(), System.currentTimeMillis() * 1_000_000L, out -> StateFile.write(state, shard.lastPoint(), out));
        return null;
    }
}

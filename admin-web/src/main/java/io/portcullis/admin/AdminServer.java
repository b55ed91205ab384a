package io.portcullis.admin;

import com.codahale.metrics.Gauge;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The admin console's server: the page, its API, its live feed and the probes, on one event loop of its own. It reads the read model and posts commands; it
 * never runs anything on a shard's thread.
 */
public final class AdminServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AdminServer.class);
    private static final String VIEWERS = "console.viewers";
    private static final int PATIENCE_SECONDS = 20;
    private static final int MAX_INBOUND_MESSAGE = 1_024;
    private static final int IDLE_SECONDS = 120;

    private final Vertx vertx;
    private final HttpServer server;
    private final LiveFeed feed;
    private final ConsoleSources sources;
    private final AtomicBoolean closed = new AtomicBoolean();

    private AdminServer(Vertx vertx, HttpServer server, LiveFeed feed, ConsoleSources sources) {
        this.vertx = vertx;
        this.server = server;
        this.feed = feed;
        this.sources = sources;
    }

    /**
     * Starts to listen.
     *
     * @throws IOException if it cannot listen there; the text names the address
     */
    public static AdminServer start(AdminSettings settings, ConsoleSources sources) throws IOException {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(2).setInternalBlockingPoolSize(2)
                .setFileSystemOptions(new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        try {
            OrderQueries orders = new OrderQueries(sources.readModel(), sources.limits());
            CommandRoutes commands = new CommandRoutes(vertx, sources.commands(), orders);
            StrayRoutes strays = new StrayRoutes(vertx, sources, commands, orders);
            LiveFeed feed = new LiveFeed(vertx, sources, strays, settings.installation());
            HttpServer server = await(
                    vertx.createHttpServer(options()).requestHandler(router(vertx, settings, sources, orders, commands, strays, feed)).listen(settings.port(),
                            settings.host()));
            sources.metrics().register(VIEWERS, (Gauge<Integer>) feed::viewers);
            vertx.runOnContext(ready -> feed.start());
            return new AdminServer(vertx, server, feed, sources);
        } catch (IOException e) {
            stop(vertx);
            throw new IOException("the console cannot listen on " + settings.host() + ":" + settings.port() + ": " + e.getMessage(), e);
        } catch (RuntimeException e) {
            stop(vertx);
            throw e;
        }
    }

    private static HttpServerOptions options() {
        return new HttpServerOptions().setCompressionSupported(true).setPerMessageWebSocketCompressionSupported(true)
                .setMaxWebSocketMessageSize(MAX_INBOUND_MESSAGE)
                .setMaxWebSocketFrameSize(65_536).setIdleTimeout(IDLE_SECONDS).setIdleTimeoutUnit(TimeUnit.SECONDS);
    }

    private static Router router(Vertx vertx, AdminSettings settings, ConsoleSources sources, OrderQueries orders, CommandRoutes commands,
            StrayRoutes strays, LiveFeed feed) {
        AccessRules access = new AccessRules(vertx, settings.password());
        ProbeRoutes probes = new ProbeRoutes(vertx, sources);
        Router router = Router.router(vertx);
        for (int status : new int[]{404, 405, 413, 500}) {
            router.errorHandler(status, Answers::failure);
        }
        router.route().handler(Answers::addHeaders).failureHandler(Answers::failure);
        router.get("/health").handler(probes::health);
        router.get("/ready").handler(probes::ready);
        router.route().handler(access::requireEntry);
        router.get("/metrics").handler(probes::metrics);
        router.get("/live").handler(access::requireSameOrigin).handler(feed::accept);
        router.get("/api/orders").handler(orders::list);
        router.get("/api/orders/:orderId").handler(orders::one);
        router.get("/api/orders/:orderId/routing").handler(orders::routing);
        router.get("/api/sessions").handler(context -> sessions(context, sources));
        router.get("/api/status").handler(context -> status(context, sources, settings));
        new MessageRoutes(vertx, sources.messages()).addTo(router);
        commands.addTo(router, access);
        strays.addTo(router, access);
        EntitledUsers careUsers = new EntitledUsers(settings.careUsers(), "work care orders", "[console] care-users");
        new DeskRoutes(vertx, sources, careUsers, commands, orders).addTo(router, access);
        new CareRoutes(vertx, sources, careUsers, commands, orders).addTo(router, access);
        new VenueRoutes(vertx, sources.venues(), sources.commands(), commands).addTo(router, access);
        new CorporateActionRoutes(vertx, sources.corporateActions(), commands, sources.readModel().ids()).addTo(router, access);
        new LimitRoutes(vertx, sources.limits(), new EntitledUsers(settings.riskUsers(), "change limits", "[risk] risk-users"), commands).addTo(router, access);
        new PositionRoutes(vertx, sources.positions(), new EntitledUsers(settings.riskUsers(), "enter positions", "[risk] risk-users"), commands).addTo(router,
                access);
        new KillRoutes(vertx, sources.kills(), new EntitledUsers(settings.riskUsers(), "kill or release orders", "[risk] risk-users"), commands,
                sources.readModel().ids()).addTo(router, access);
        new LocateRoutes(vertx, sources.locates(), new EntitledUsers(settings.riskUsers(), "give locates", "[risk] risk-users"), commands).addTo(router,
                access);
        new RiskMetricsRoutes(vertx, sources.riskMetrics(), new EntitledUsers(settings.riskUsers(), "enter closes", "[risk] risk-users"), commands).addTo(
                router,
                access);
        new OverrideRoutes(vertx, sources.overrides(), new EntitledUsers(settings.riskUsers(), "ask for or approve overrides", "[risk] risk-users"), commands)
                .addTo(router, access);
        new MarketRoutes(vertx, sources.markets(), new EntitledUsers(settings.riskUsers(), "say how instruments may be traded", "[risk] risk-users"), commands)
                .addTo(router, access);
        new MarketDataRoutes(vertx, sources.marketData()).addTo(router);
        new DayRoutes(vertx, sources.day(), sources.commands(), commands).addTo(router, access);
        PageAssets.addTo(router);
        return router;
    }

    private static void sessions(RoutingContext context, ConsoleSources sources) {
        Answers.json(context, 200, new JsonObject().put("sessions", ConsoleJson.array(sources.sessions().sessions(), ConsoleJson::session))
                .put("strangers", ConsoleJson.array(sources.sessions().strangers(), ConsoleJson::stranger)));
    }

    private static void status(RoutingContext context, ConsoleSources sources, AdminSettings settings) {
        JsonObject status = ConsoleJson.status(sources.readModel().status(), sources.logHead().getAsLong(), sources.health().parts());
        Answers.json(context, 200, status.put("installation", settings.installation()).put("version", sources.version()));
    }

    /** The port that it listens on. */
    public int port() {
        return server.actualPort();
    }

    /** Tells the open pages that it stops, and returns when the port is free. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        sources.metrics().remove(VIEWERS);
        vertx.runOnContext(closing -> feed.stop());
        stop(vertx);
    }

    private static void stop(Vertx vertx) {
        try {
            await(vertx.close());
        } catch (IOException e) {
            LOG.warn("the console did not stop cleanly", e);
        }
    }

    private static <T> T await(Future<T> future) throws IOException {
        try {
            return future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException(Objects.requireNonNullElse(e.getCause(), e).getMessage(), e);
        } catch (TimeoutException e) {
            throw new IOException("no answer within " + PATIENCE_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}

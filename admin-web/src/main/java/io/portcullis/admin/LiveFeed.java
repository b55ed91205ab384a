package io.portcullis.admin;

import io.portcullis.admin.readmodel.Changes;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The WebSocket {@code /live}: four times a second it takes what changed from the read model and lets every open page have its share. Lives on the console's
 * event loop alone.
 * <p>
 * The page is first told {@code hello}: forget everything. Then come messages of type {@code live} with what is new of {@code status}, {@code sessions},
 * {@code strangers}, {@code strays}, {@code alerts}, {@code orders} (whole rows, in any order) and {@code dropped} (OrderIDs), at least one every two seconds.
 */
final class LiveFeed {

    private static final Logger LOG = LoggerFactory.getLogger(LiveFeed.class);
    private static final int MAX_VIEWERS = 32;
    /** Not at each: a flood of them changes all the time. */
    private static final int TICKS_A_LOOK_AT_STRANGERS = 8;
    private static final long NOT_ASKED = -1;
    private static final long NOT_ANSWERED = -2;
    private static final long TICK_MILLIS = 250;
    private static final short GOING_AWAY = 1001;
    private static final short TRY_AGAIN_LATER = 1013;

    private final Vertx vertx;
    private final ConsoleSources sources;
    private final String installation;
    private final Map<ServerWebSocket, Viewer> viewers = new LinkedHashMap<>();
    private volatile int viewerCount;
    private final StrayRoutes strayRoutes;
    private JsonArray strangers = new JsonArray();
    private JsonArray strays = new JsonArray();
    private long strayChanges = NOT_ASKED;
    private int ticks;
    private long timer = -1;

    LiveFeed(Vertx vertx, ConsoleSources sources, StrayRoutes strayRoutes, String installation) {
        this.strayRoutes = strayRoutes;
        this.vertx = vertx;
        this.sources = sources;
        this.installation = installation;
    }

    void start() {
        timer = vertx.setPeriodic(TICK_MILLIS, id -> tick());
    }

    void stop() {
        vertx.cancelTimer(timer);
        List.copyOf(viewers.values()).forEach(viewer -> viewer.close(GOING_AWAY, "the server stops"));
    }

    /** Any thread may ask. */
    int viewers() {
        return viewerCount;
    }

    void accept(RoutingContext context) {
        String operator = AccessRules.operator(context);
        context.request().toWebSocket().onSuccess(socket -> open(socket, hello(operator))).onFailure(failure -> {
            LOG.debug("no WebSocket for {}", context.request().remoteAddress(), failure);
            context.fail(new RequestMistake(400, "Upgrade", "", "not a WebSocket handshake"));
        });
    }

    private void open(ServerWebSocket socket, JsonObject hello) {
        if (viewers.size() >= MAX_VIEWERS) {
            socket.close(TRY_AGAIN_LATER, "at most " + MAX_VIEWERS + " open pages");
            return;
        }
        Viewer viewer = new Viewer(socket, sources.readModel());
        viewers.put(socket, viewer);
        viewerCount = viewers.size();
        socket.exceptionHandler(failure -> LOG.debug("a page's connection failed", failure));
        socket.closeHandler(closed -> {
            viewers.remove(socket);
            viewerCount = viewers.size();
        });
        socket.drainHandler(drained -> pay(viewer, status(), sessions()));
        viewer.startOver(hello);
        pay(viewer, status(), sessions());
    }

    private JsonObject hello(@Nullable String operator) {
        return new JsonObject().put("type", "hello").put("installation", installation).put("version", sources.version()).put("operator", operator)
                .put("maxOrders", sources.readModel().maxOrders());
    }

    private void tick() {
        Changes changes = sources.readModel().takeChanges();
        if (viewers.isEmpty()) {
            return;
        }
        JsonObject status = status();
        JsonArray sessions = sessions();
        if (ticks++ % TICKS_A_LOOK_AT_STRANGERS == 0) {
            strangers = strangers();
        }
        lookAtStrays();
        for (Viewer viewer : List.copyOf(viewers.values())) {
            viewer.owe(changes.orderIds(), changes.dropped());
            if (changes.everything() || viewer.isBeyondHelp()) {
                viewer.startOver(new JsonObject().put("type", "again"));
            }
            if (viewer.isStuck(System.currentTimeMillis())) {
                viewer.close(TRY_AGAIN_LATER, "the page does not read");
            } else {
                pay(viewer, status, sessions);
            }
        }
    }

    private void pay(Viewer viewer, JsonObject status, JsonArray sessions) {
        viewer.pay(status, sessions, strangers, strays, System.currentTimeMillis());
    }

    /** When something has happened to them. What could not be looked up is asked for again. */
    private void lookAtStrays() {
        long changes = sources.readModel().strayChanges();
        boolean isTimeToAskAgain = strayChanges != NOT_ANSWERED || ticks % TICKS_A_LOOK_AT_STRANGERS == 0;
        if (changes != strayChanges && isTimeToAskAgain) {
            strayChanges = changes;
            strayRoutes.rows().onSuccess(rows -> strays = rows).onFailure(failure -> {
                LOG.warn("the stray executions could not be looked up", failure);
                strayChanges = NOT_ANSWERED;
            });
        }
    }

    private JsonObject status() {
        return ConsoleJson.status(sources.readModel().status(), sources.logHead().getAsLong(), sources.health().parts());
    }

    private JsonArray strangers() {
        return ConsoleJson.array(sources.sessions().strangers(), ConsoleJson::stranger);
    }

    private JsonArray sessions() {
        return ConsoleJson.array(sources.sessions().sessions(), ConsoleJson::session);
    }
}

package io.portcullis.admin;

import io.portcullis.admin.port.MarketsDesk;
import io.portcullis.admin.port.OperatorCommands.Instruction;
import io.portcullis.oms.command.MarketAction;
import io.portcullis.oms.types.Bands;
import io.portcullis.oms.types.Price;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How instruments may be traded: {@code GET /api/market-states} says what is not as usual; {@code POST /api/market-states} with {@code symbol} and {@code action}, which is halt, resume, bands with {@code low}
 * or {@code high} or both, lift-bands, restrict-shorts or free-shorts, changes it.
 */
final class MarketRoutes {

    private static final int PATIENCE_SECONDS = 10;
    private static final int LONGEST = 64;

    private final Vertx vertx;
    private final MarketsDesk desk;
    private final EntitledUsers users;
    private final CommandRoutes routes;

    MarketRoutes(Vertx vertx, MarketsDesk desk, EntitledUsers users, CommandRoutes routes) {
        this.vertx = vertx;
        this.desk = desk;
        this.users = users;
        this.routes = routes;
    }

    void addTo(Router router, AccessRules access) {
        router.get("/api/market-states").handler(this::view);
        CommandRoutes.command(router, access, "/api/market-states").handler(context -> {
            JsonObject body = CommandRoutes.body(context);
            String symbol = CommandRoutes.text(body, "symbol", 1, LONGEST);
            String name = CommandRoutes.text(body, "action", 1, LONGEST);
            MarketAction action = action(name, body);
            Instruction instruction = users.instruction(context);
            routes.answer(context, name + " of instrument " + symbol, instruction, desk.steer(symbol, action, instruction));
        });
    }

    private void view(RoutingContext context) {
        Future.fromCompletionStage(desk.view(), vertx.getOrCreateContext()).timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .onSuccess(all -> Answers.json(context, 200, new JsonObject().put("states", ConsoleJson.array(all, MarketRoutes::json))))
                .onFailure(context::fail);
    }

    private static MarketAction action(String name, JsonObject body) {
        return switch (name) {
            case "halt" -> new MarketAction.Halt();
            case "resume" -> new MarketAction.Resume();
            case "bands" -> new MarketAction.SetBands(bands(body));
            case "lift-bands" -> new MarketAction.LiftBands();
            case "restrict-shorts" -> new MarketAction.RestrictShortSales();
            case "free-shorts" -> new MarketAction.FreeShortSales();
            default -> throw new RequestMistake(400, "action", name, "must be halt, resume, bands, lift-bands, restrict-shorts or free-shorts");
        };
    }

    private static Bands bands(JsonObject body) {
        Price low = price(body, "low");
        Price high = price(body, "high");
        try {
            return new Bands(low, high);
        } catch (IllegalArgumentException e) {
            throw new RequestMistake(400, low == null ? "high" : "low", String.valueOf(low == null ? high : low),
                    Objects.requireNonNullElse(e.getMessage(), "can't be"));
        }
    }

    private static @Nullable Price price(JsonObject body, String field) {
        if (body.getValue(field) == null) {
            return null;
        }
        String text = CommandRoutes.text(body, field, 1, LONGEST);
        try {
            return Price.of(text);
        } catch (NumberFormatException e) {
            throw new RequestMistake(400, field, text, "must be a decimal number of at most eight places");
        }
    }

    private static JsonObject json(MarketsDesk.Standing s) {
        return new JsonObject().put("symbol", s.symbol()).put("what", s.what()).put("venue", s.venue()).put("low", s.low()).put("high", s.high())
                .put("daysLeft", s.daysLeft()).put("by", s.by()).put("reason", s.reason()).put("time", Instant.ofEpochSecond(0, s.time()).toString());
    }
}

package io.portcullis.admin;

import io.portcullis.admin.port.OperatorCommands.Instruction;
import io.portcullis.admin.port.PositionsDesk;
import io.portcullis.oms.command.Command.EnterPositions;
import io.portcullis.oms.order.Ledger;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Positions: {@code GET /api/positions} says what accounts hold and what they have gained today; {@code POST /api/positions} with {@code positions}, each an account, a symbol, a
 * quantity and, if it is not the last close, a price, says with what the trading day began.
 */
final class PositionRoutes {

    private static final int PATIENCE_SECONDS = 10;
    private static final int MAX_BODY_BYTES = 1 << 20;

    private final Vertx vertx;
    private final PositionsDesk desk;
    private final EntitledUsers users;
    private final CommandRoutes routes;

    PositionRoutes(Vertx vertx, PositionsDesk desk, EntitledUsers users, CommandRoutes routes) {
        this.vertx = vertx;
        this.desk = desk;
        this.users = users;
        this.routes = routes;
    }

    void addTo(Router router, AccessRules access) {
        router.get("/api/positions").handler(this::view);
        router.post("/api/positions").handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES)).handler(access::requireSameOrigin)
                .handler(access::requireConsoleHeader).handler(context -> {
                    Instruction instruction = users.instruction(context);
                    List<EnterPositions.Position> positions = positions(CommandRoutes.body(context));
                    routes.answer(context, "entry of " + positions.size() + " positions", instruction, desk.enter(positions, instruction));
                });
    }

    private void view(RoutingContext context) {
        Future.fromCompletionStage(desk.view(), vertx.getOrCreateContext()).timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .onSuccess(all -> Answers.json(context, 200, new JsonObject().put("positions", ConsoleJson.array(all, PositionRoutes::json))))
                .onFailure(context::fail);
    }

    private static JsonObject json(PositionsDesk.Standing standing) {
        Ledger.Position p = standing.position();
        return new JsonObject().put("account", p.held().account()).put("symbol", p.held().symbol()).put("quantity", p.quantity().toString())
                .put("currency", standing.currency()).put("start", p.start().quantity().toString()).put("startPrice", Objects.toString(p.start().price(), null))
                .put("bought", p.bought().toString()).put("boughtValue", p.boughtValue().toString()).put("sold", p.sold().toString())
                .put("soldValue", p.soldValue().toString()).put("price", Objects.toString(standing.price(), null))
                .put("realised", Objects.toString(standing.realised(), null)).put("unrealised", Objects.toString(standing.unrealised(), null));
    }

    private static List<EnterPositions.Position> positions(JsonObject body) {
        if (!(body.getValue("positions") instanceof JsonArray all) || all.isEmpty()) {
            throw new RequestMistake(400, "positions", String.valueOf(body.getValue("positions")), "must be a list of positions, at least one");
        }
        List<EnterPositions.Position> positions = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (!(all.getValue(i) instanceof JsonObject each)) {
                throw new RequestMistake(400, "positions", String.valueOf(all.getValue(i)), "must be objects with account, symbol and quantity");
            }
            String place = "positions[" + i + "].";
            positions.add(new EnterPositions.Position(text(each, "account", place), text(each, "symbol", place),
                    number(each, "quantity", place, Quantity::of), each.getValue("price") == null ? null : number(each, "price", place, Price::of)));
        }
        return positions;
    }

    private static <T> T number(JsonObject from, String field, String place, Function<String, T> reader) {
        String text = text(from, field, place);
        try {
            return reader.apply(text);
        } catch (NumberFormatException e) {
            throw new RequestMistake(400, place + field, text, "must be a decimal number with at most eight places, up to 92 thousand million");
        }
    }

    private static String text(JsonObject from, String field, String place) {
        @Nullable
        Object value = from.getValue(field);
        String text = Objects.toString(value, "").strip();
        if (text.isEmpty() || text.length() > 64) {
            throw new RequestMistake(400, place + field, text, "must be given, in at most 64 characters");
        }
        return text;
    }
}

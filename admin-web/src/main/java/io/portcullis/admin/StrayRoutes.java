package io.portcullis.admin;

import io.portcullis.admin.port.OperatorCommands;
import io.portcullis.admin.port.OperatorCommands.Instruction;
import io.portcullis.admin.port.StraysView;
import io.portcullis.oms.command.Command.OrderName;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.DkReason;
import io.portcullis.oms.types.Ids;
import io.portcullis.oms.types.SessionKey;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Stray executions at {@code GET /api/strays}, and what an operator orders of them: {@code POST /api/strays/{strayId}/assign} with {@code orderId}, or {@code clOrdId} and
 * where several sessions have it {@code session}, and {@code overfill} and {@code afterDenial} where that is meant; {@code dismiss}; {@code dont-know} with {@code dkReason}.
 */
final class StrayRoutes {

    private static final int ANSWER_SECONDS = 10;
    private static final int MAX_NAME = 64;

    private final Vertx vertx;
    private final StraysView strays;
    private final OperatorCommands commands;
    private final CommandRoutes routes;
    private final OrderQueries orders;
    private final Ids ids;

    StrayRoutes(Vertx vertx, ConsoleSources sources, CommandRoutes routes, OrderQueries orders) {
        this.vertx = vertx;
        this.strays = sources.strays();
        this.commands = sources.commands();
        this.routes = routes;
        this.orders = orders;
        this.ids = sources.readModel().ids();
    }

    void addTo(Router router, AccessRules access) {
        router.get("/api/strays").handler(this::list);
        CommandRoutes.command(router, access, "/api/strays/:strayId/:action").handler(this::settle);
    }

    private void list(RoutingContext context) {
        rows().onSuccess(rows -> Answers.json(context, 200, new JsonObject().put("strays", rows))).onFailure(context::fail);
    }

    /** As the API and the live feed tell them. */
    Future<JsonArray> rows() {
        return Future.fromCompletionStage(strays.strays(), vertx.getOrCreateContext()).timeout(ANSWER_SECONDS, TimeUnit.SECONDS)
                .map(all -> ConsoleJson.array(all, stray -> ConsoleJson.stray(stray, ids)));
    }

    private void settle(RoutingContext context) {
        String strayId = context.pathParam("strayId");
        String action = context.pathParam("action");
        long number = strayId.startsWith("S") ? ids.parse(strayId) : 0;
        if (number == 0) {
            throw new RequestMistake(400, "strayId", strayId, "not a stray execution of this installation's log: they look like " + ids.strayId(1 << 12));
        }
        Instruction instruction = CommandRoutes.instruction(context);
        JsonObject body = CommandRoutes.body(context);
        String what = action + " of stray execution " + strayId;
        switch (action) {
            case "assign" -> routes.answer(context, what, instruction,
                    commands.assignStray(number, order(body), yes(body, "overfill"), yes(body, "afterDenial"), instruction));
            case "dismiss" -> routes.answer(context, what, instruction, commands.dismissStray(number, instruction));
            case "dont-know" -> routes.answer(context, what, instruction, commands.denyStray(number, dkReason(body), instruction));
            default -> throw new RequestMistake(404, "action", action, "a stray execution can be told to assign, dismiss or dont-know");
        }
    }

    private OrderName order(JsonObject body) {
        boolean isById = body.getValue("orderId") != null;
        if (isById == (body.getValue("clOrdId") != null)) {
            throw new RequestMistake(400, "orderId", String.valueOf(body.getValue("orderId")), "name the order, by one of orderId and clOrdId");
        }
        if (isById) {
            return new OrderName(orders.number(CommandRoutes.text(body, "orderId", 1, MAX_NAME)), null, null);
        }
        String session = body.getValue("session") == null ? null : CommandRoutes.text(body, "session", 1, MAX_NAME);
        return new OrderName(0, new ClOrdId(CommandRoutes.text(body, "clOrdId", 1, MAX_NAME)), session == null ? null : new SessionKey(session));
    }

    private static boolean yes(JsonObject body, String field) {
        Object value = body.getValue(field);
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        throw new RequestMistake(400, field, value.toString(), field + " must be true or false");
    }

    private static DkReason dkReason(JsonObject body) {
        Object value = body.getValue("dkReason");
        String text = value == null ? "" : value.toString();
        DkReason reason = text.length() == 1 ? DkReason.of(text.charAt(0)) : named(text);
        if (reason == null) {
            throw new RequestMistake(400, "dkReason", text, "DKReason(127) must be one of "
                    + Arrays.stream(DkReason.values()).map(one -> one.code() + " " + one.name()).collect(Collectors.joining(", ")));
        }
        return reason;
    }

    private static @Nullable DkReason named(String text) {
        return Arrays.stream(DkReason.values()).filter(reason -> reason.name().equals(text)).findFirst().orElse(null);
    }
}

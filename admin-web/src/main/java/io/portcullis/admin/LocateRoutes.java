package io.portcullis.admin;

import io.portcullis.admin.port.LocatesDesk;
import io.portcullis.admin.port.OperatorCommands.Instruction;
import io.portcullis.oms.types.Locate;
import io.portcullis.oms.types.Quantity;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * Locates: {@code GET /api/locates} says which there are; {@code POST /api/locates} with {@code account}, {@code symbol}, {@code quantity}, {@code validUntil} and {@code reference}
 * adds one; {@code POST /api/locates/:id/withdraw} ends one.
 */
final class LocateRoutes {

    private static final int PATIENCE_SECONDS = 10;
    private static final int LONGEST = 64;
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private final Vertx vertx;
    private final LocatesDesk desk;
    private final EntitledUsers users;
    private final CommandRoutes routes;

    LocateRoutes(Vertx vertx, LocatesDesk desk, EntitledUsers users, CommandRoutes routes) {
        this.vertx = vertx;
        this.desk = desk;
        this.users = users;
        this.routes = routes;
    }

    void addTo(Router router, AccessRules access) {
        router.get("/api/locates").handler(this::view);
        CommandRoutes.command(router, access, "/api/locates").handler(context -> {
            Locate locate = locate(CommandRoutes.body(context));
            Instruction instruction = users.instruction(context);
            routes.answer(context, "locate of " + locate, instruction, desk.add(locate, instruction));
        });
        CommandRoutes.command(router, access, "/api/locates/:id/withdraw").handler(context -> {
            long id = number(context.pathParam("id"));
            Instruction instruction = users.instruction(context);
            routes.answer(context, "withdrawal of locate " + id, instruction, desk.withdraw(id, instruction));
        });
    }

    private void view(RoutingContext context) {
        Future.fromCompletionStage(desk.view(), vertx.getOrCreateContext()).timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .onSuccess(all -> Answers.json(context, 200, new JsonObject().put("locates", ConsoleJson.array(all, LocateRoutes::json))))
                .onFailure(context::fail);
    }

    private static Locate locate(JsonObject body) {
        String account = CommandRoutes.text(body, "account", 1, LONGEST);
        String symbol = CommandRoutes.text(body, "symbol", 1, LONGEST);
        Quantity quantity = quantity(CommandRoutes.text(body, "quantity", 1, LONGEST));
        long validUntil = moment(CommandRoutes.text(body, "validUntil", 1, LONGEST));
        String reference = CommandRoutes.text(body, "reference", 1, LONGEST);
        try {
            return new Locate(account, symbol, quantity, validUntil, reference);
        } catch (IllegalArgumentException e) {
            throw new RequestMistake(400, "locate", reference, Objects.requireNonNullElse(e.getMessage(), "can't be"));
        }
    }

    private static Quantity quantity(String text) {
        try {
            return Quantity.of(text);
        } catch (NumberFormatException e) {
            throw new RequestMistake(400, "quantity", text, "must be a decimal number of at most eight places");
        }
    }

    private static long moment(String text) {
        try {
            Instant at = Instant.parse(text);
            if (at.isAfter(Instant.EPOCH) && at.isBefore(LATEST)) {
                return at.getEpochSecond() * 1_000_000_000L + at.getNano();
            }
        } catch (DateTimeParseException e) {
            throw new RequestMistake(400, "validUntil", text, "must be a moment such as 2026-12-24T16:00:00-05:00");
        }
        throw new RequestMistake(400, "validUntil", text, "must be a moment before " + LATEST);
    }

    private static long number(String id) {
        try {
            return Long.parseLong(id);
        } catch (NumberFormatException e) {
            throw new RequestMistake(400, "locate", id, "must be the number of a locate, as /api/locates says it");
        }
    }

    private static JsonObject json(LocatesDesk.Standing s) {
        return new JsonObject().put("locate", Long.toString(s.id())).put("account", s.locate().account()).put("symbol", s.locate().symbol())
                .put("quantity", s.locate().quantity().toString()).put("validUntil", time(s.locate().validUntil())).put("reference", s.locate().reference())
                .put("used", s.used()).put("user", s.user()).put("reason", s.reason()).put("time", time(s.time()));
    }

    private static String time(long nanos) {
        return Instant.ofEpochSecond(0, nanos).toString();
    }
}

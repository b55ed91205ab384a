package io.portcullis.admin;

import io.portcullis.admin.port.OperatorCommands.Instruction;
import io.portcullis.admin.port.OverridesDesk;
import io.portcullis.oms.limit.LimitOverride;
import io.portcullis.oms.limit.Scope;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Refusal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Overrides of limits: {@code GET /api/overrides} says which there are; {@code POST /api/overrides} with {@code scope}, {@code refusals} such as {@code 2001,2005}, {@code until} and, where wanted,
 * {@code clOrdId}, {@code upTo} and {@code orders}, asks for one; {@code POST /api/overrides/:id/approve}, {@code …/decline} and {@code …/withdraw} settle and end one.
 */
final class OverrideRoutes {

    private static final int PATIENCE_SECONDS = 10;
    private static final int LONGEST = 200;
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private final Vertx vertx;
    private final OverridesDesk desk;
    private final EntitledUsers users;
    private final CommandRoutes routes;

    OverrideRoutes(Vertx vertx, OverridesDesk desk, EntitledUsers users, CommandRoutes routes) {
        this.vertx = vertx;
        this.desk = desk;
        this.users = users;
        this.routes = routes;
    }

    void addTo(Router router, AccessRules access) {
        router.get("/api/overrides").handler(this::view);
        CommandRoutes.command(router, access, "/api/overrides").handler(context -> {
            LimitOverride what = what(CommandRoutes.body(context));
            Instruction instruction = users.instruction(context);
            routes.answer(context, "override of " + what, instruction, desk.ask(what, instruction));
        });
        settle(router, access, "approve", true);
        settle(router, access, "decline", false);
        CommandRoutes.command(router, access, "/api/overrides/:id/withdraw").handler(context -> {
            long id = number(context.pathParam("id"));
            Instruction instruction = users.instruction(context);
            routes.answer(context, "withdrawal of override " + id, instruction, desk.withdraw(id, instruction));
        });
    }

    private void settle(Router router, AccessRules access, String what, boolean isApproved) {
        CommandRoutes.command(router, access, "/api/overrides/:id/" + what).handler(context -> {
            long id = number(context.pathParam("id"));
            Instruction instruction = users.instruction(context);
            routes.answer(context, what + " override " + id, instruction, desk.settle(id, isApproved, instruction));
        });
    }

    private void view(RoutingContext context) {
        Future.fromCompletionStage(desk.view(), vertx.getOrCreateContext()).timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .onSuccess(all -> Answers.json(context, 200, new JsonObject().put("overrides", ConsoleJson.array(all, OverrideRoutes::json))))
                .onFailure(context::fail);
    }

    // What is asked for

    private static LimitOverride what(JsonObject body) {
        String scopeText = CommandRoutes.text(body, "scope", 1, LONGEST);
        String refusals = CommandRoutes.text(body, "refusals", 1, LONGEST);
        long until = moment(CommandRoutes.text(body, "until", 1, LONGEST));
        String clOrdId = optional(body, "clOrdId");
        String upTo = optional(body, "upTo");
        int orders = orders(body);
        Scope scope = scope(scopeText);
        List<Refusal> against = refusals(refusals);
        Quantity most = upTo == null ? null : quantity(upTo);
        try {
            return new LimitOverride(scope, clOrdId == null ? null : new ClOrdId(clOrdId), against, most, orders, until);
        } catch (IllegalArgumentException e) {
            throw new RequestMistake(400, "override", scopeText, Objects.requireNonNullElse(e.getMessage(), "can't be"));
        }
    }

    private static Scope scope(String text) {
        try {
            return Scope.of(text);
        } catch (IllegalArgumentException e) {
            throw new RequestMistake(400, "scope", text, Objects.requireNonNullElse(e.getMessage(), "can't be"));
        }
    }

    private static List<Refusal> refusals(String text) {
        List<Refusal> refusals = new ArrayList<>();
        for (String each : text.split(",")) {
            try {
                refusals.add(LimitOverride.refusal(each.strip()));
            } catch (IllegalArgumentException e) {
                throw new RequestMistake(400, "refusals", each, Objects.requireNonNullElse(e.getMessage(), "can't be"));
            }
        }
        return refusals;
    }

    private static int orders(JsonObject body) {
        Object orders = body.getValue("orders");
        if (orders == null || orders instanceof Integer) {
            return orders instanceof Integer number ? number : 1;
        }
        throw new RequestMistake(400, "orders", orders.toString(), "must be a whole number, 1 to " + LimitOverride.MOST_ORDERS);
    }

    private static @Nullable String optional(JsonObject body, String field) {
        return body.getValue(field) == null ? null : CommandRoutes.text(body, field, 1, LONGEST);
    }

    private static Quantity quantity(String text) {
        try {
            return Quantity.of(text);
        } catch (NumberFormatException e) {
            throw new RequestMistake(400, "upTo", text, "must be a decimal number of at most eight places");
        }
    }

    private static long moment(String text) {
        try {
            Instant at = Instant.parse(text);
            if (at.isAfter(Instant.EPOCH) && at.isBefore(LATEST)) {
                return at.getEpochSecond() * 1_000_000_000L + at.getNano();
            }
        } catch (DateTimeParseException e) {
            throw new RequestMistake(400, "until", text, "must be a moment such as 2026-12-24T16:00:00-05:00");
        }
        throw new RequestMistake(400, "until", text, "must be a moment before " + LATEST);
    }

    private static long number(String id) {
        try {
            return Long.parseLong(id);
        } catch (NumberFormatException e) {
            throw new RequestMistake(400, "override", id, "must be the number of an override, as /api/overrides says it");
        }
    }

    // What is answered

    private static JsonObject json(OverridesDesk.Standing s) {
        LimitOverride what = s.what();
        return new JsonObject().put("override", Long.toString(s.id())).put("scope", what.scope().toString())
                .put("clOrdId", what.clOrdId() == null ? null : what.clOrdId().value()).put("refusals", what.refusalsText())
                .put("upTo", what.upTo() == null ? null : what.upTo().toString()).put("orders", what.orders()).put("used", s.used())
                .put("until", time(what.until())).put("user", s.user()).put("reason", s.reason()).put("approver", s.approver()).put("time", time(s.time()))
                .put("expires", time(s.expires()));
    }

    private static String time(long nanos) {
        return Instant.ofEpochSecond(0, nanos).toString();
    }
}

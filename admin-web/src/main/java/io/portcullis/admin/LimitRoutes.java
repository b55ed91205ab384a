package io.portcullis.admin;

import io.portcullis.admin.port.LimitsDesk;
import io.portcullis.admin.port.LimitsDesk.Wanted;
import io.portcullis.admin.port.OperatorCommands.Instruction;
import io.portcullis.oms.limit.Breaker;
import io.portcullis.oms.limit.Limit;
import io.portcullis.oms.limit.LimitKey;
import io.portcullis.oms.limit.Measure;
import io.portcullis.oms.limit.PortfolioMetric;
import io.portcullis.oms.limit.Scope;
import io.portcullis.oms.limit.Window;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Limits: {@code GET /api/limits} says which are in force, how they are used, what is proposed, and what can be limited; {@code POST /api/limits} with {@code changes}, each a scope, a measure and
 * its limit, currency and warnPercent, when it holds, daily, from and until, and, of those that kill, release, or no limit where there shall be none, changes them or proposes to; {@code POST
 * /api/limits/proposals/:id/approve} and {@code …/decline} settle a proposal. {@code GET /api/limits/affected} lists open orders of what is restricted, of one limit with
 * {@code ?scope=}; {@code POST /api/limits/affected/cancel} with its {@code scope} cancels them.
 */
final class LimitRoutes {

    private static final int PATIENCE_SECONDS = 10;
    private static final int MAX_BODY_BYTES = 1 << 20;

    private final Vertx vertx;
    private final LimitsDesk desk;
    private final EntitledUsers users;
    private final CommandRoutes routes;

    LimitRoutes(Vertx vertx, LimitsDesk desk, EntitledUsers users, CommandRoutes routes) {
        this.vertx = vertx;
        this.desk = desk;
        this.users = users;
        this.routes = routes;
    }

    void addTo(Router router, AccessRules access) {
        router.get("/api/limits").handler(this::view);
        router.post("/api/limits").handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES)).handler(access::requireSameOrigin)
                .handler(access::requireConsoleHeader).handler(context -> {
                    Instruction instruction = users.instruction(context);
                    List<Wanted> wanted = wanted(CommandRoutes.body(context));
                    routes.answer(context, "change of " + wanted.size() + " limits", instruction, desk.change(wanted, instruction));
                });
        router.get("/api/limits/affected").handler(this::affected);
        CommandRoutes.command(router, access, "/api/limits/affected/cancel").handler(context -> {
            Scope scope = scope(text(CommandRoutes.body(context), "scope", ""), "");
            Instruction instruction = users.instruction(context);
            routes.answer(context, "cancel of what " + scope + " restricts", instruction, desk.cancelAffected(scope, instruction));
        });
        settle(router, access, "approve", true);
        settle(router, access, "decline", false);
    }

    private void settle(Router router, AccessRules access, String what, boolean isApproved) {
        CommandRoutes.command(router, access, "/api/limits/proposals/:id/" + what).handler(context -> {
            String id = context.pathParam("id");
            long number = number(id);
            Instruction instruction = users.instruction(context);
            routes.answer(context, what + " proposal " + id, instruction, desk.settle(number, isApproved, instruction));
        });
    }

    private static long number(String id) {
        try {
            return Long.parseLong(id);
        } catch (NumberFormatException e) {
            throw new RequestMistake(400, "proposal", id, "must be the number of a proposal, as /api/limits says it");
        }
    }

    private void affected(RoutingContext context) {
        String text = context.request().getParam("scope");
        Scope scope = text == null ? null : scope(text, "");
        Future.fromCompletionStage(desk.affected(scope), vertx.getOrCreateContext()).timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .onSuccess(affected -> Answers.json(context, 200, json(affected))).onFailure(context::fail);
    }

    private void view(RoutingContext context) {
        Future.fromCompletionStage(desk.view(), vertx.getOrCreateContext()).timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .onSuccess(view -> Answers.json(context, 200, json(view))).onFailure(context::fail);
    }

    // What is asked for

    private static List<Wanted> wanted(JsonObject body) {
        if (!(body.getValue("changes") instanceof JsonArray changes) || changes.isEmpty()) {
            throw new RequestMistake(400, "changes", String.valueOf(body.getValue("changes")), "must be a list of limits, at least one");
        }
        List<Wanted> wanted = new ArrayList<>();
        for (int i = 0; i < changes.size(); i++) {
            if (!(changes.getValue(i) instanceof JsonObject change)) {
                throw new RequestMistake(400, "changes", String.valueOf(changes.getValue(i)), "must be objects with scope, measure and limit");
            }
            wanted.add(wanted(change, "changes[" + i + "]."));
        }
        return wanted;
    }

    private static Wanted wanted(JsonObject change, String place) {
        LimitKey key = key(text(change, "scope", place), text(change, "measure", place), place);
        Measure measure = key.measure();
        String limit = change.getValue("limit") == null ? null : text(change, "limit", place);
        int warnPercent = warnPercent(change, place);
        try {
            return new Wanted(key, limit == null ? null
                    : new Limit(key, Limit.most(measure, limit), optional(change, "currency", place),
                            warnPercent, window(change, place),
                            Breaker.of(measure, limit, optional(change, "release", place))));
        } catch (IllegalArgumentException e) {
            throw new RequestMistake(400, place + "limit", String.valueOf(limit), Objects.requireNonNullElse(e.getMessage(), "can't be"));
        }
    }

    /** 0 for none. */
    private static int warnPercent(JsonObject change, String place) {
        Object percent = change.getValue("warnPercent");
        if (percent != null && !(percent instanceof Integer)) {
            throw new RequestMistake(400, place + "warnPercent", String.valueOf(percent), "must be a whole number from 1 to 99, or 0 for no warning");
        }
        return percent == null ? 0 : (Integer) percent;
    }

    private static LimitKey key(String scope, String measure, String place) {
        try {
            LimitKey.checkedMeasure(measure);
        } catch (IllegalArgumentException e) {
            throw new RequestMistake(400, place + "measure", measure, Objects.requireNonNullElse(e.getMessage(), "can't be"));
        }
        try {
            return LimitKey.of(scope, measure);
        } catch (IllegalArgumentException e) {
            throw new RequestMistake(400, place + "scope", scope, Objects.requireNonNullElse(e.getMessage(), "can't be"));
        }
    }

    private static Window window(JsonObject change, String place) {
        String daily = optional(change, "daily", place);
        String from = optional(change, "from", place);
        String until = optional(change, "until", place);
        try {
            return Window.of(daily, from, until);
        } catch (IllegalArgumentException e) {
            throw new RequestMistake(400, place + "daily, from, until", String.join(", ", Stream.of(daily, from, until).filter(Objects::nonNull).toList()),
                    Objects.requireNonNullElse(e.getMessage(), "can't be"));
        }
    }

    private static @Nullable String optional(JsonObject change, String field, String place) {
        return change.getValue(field) == null ? null : text(change, field, place);
    }

    private static Scope scope(String text, String place) {
        try {
            return Scope.of(text);
        } catch (IllegalArgumentException e) {
            throw new RequestMistake(400, place + "scope", text, Objects.requireNonNullElse(e.getMessage(), "can't be"));
        }
    }

    private static String text(JsonObject change, String field, String place) {
        String text = Objects.toString(change.getValue(field), "").strip();
        if (text.isEmpty() || text.length() > 200) {
            throw new RequestMistake(400, place + field, text, "must be given, in at most 200 characters");
        }
        return text;
    }

    // What is answered

    private static JsonObject json(LimitsDesk.View view) {
        return new JsonObject().put("limits", ConsoleJson.array(view.inForce(), LimitRoutes::json))
                .put("uses", ConsoleJson.array(view.uses(), LimitRoutes::json))
                .put("proposals", ConsoleJson.array(view.proposals(), LimitRoutes::json))
                .put("measures", new JsonArray(Arrays.stream(Measure.values()).filter(each -> each != Measure.METRIC).map(Measure::text).toList()))
                .put("metrics", new JsonArray(PortfolioMetric.names()));
    }

    private static JsonObject json(LimitsDesk.Standing s) {
        return json(s.limit()).put("user", s.user()).put("approver", s.approver()).put("reason", s.reason()).put("time", time(s.time()));
    }

    private static JsonObject json(LimitsDesk.Use use) {
        JsonObject json = json(use.limit()).put("of", use.of()).put("used", use.used());
        return use.measured() == 0 ? json : json.put("measured", time(use.measured()));
    }

    private static JsonObject json(Limit limit) {
        JsonObject json = new JsonObject().put("scope", limit.key().scopeText()).put("measure", limit.key().measureText())
                .put("limit", limit.mostText()).put("currency", limit.currency()).put("warnPercent", limit.warnPercent());
        Window window = limit.window();
        if (limit.breaker() != null) {
            json.put("release", limit.breaker().release().toString());
        }
        return window.isAlways() ? json
                : json.put("daily", text(window.daily())).put("from", text(window.from())).put("until", text(window.until()));
    }

    private static JsonObject json(LimitsDesk.Proposal p) {
        return new JsonObject().put("proposal", Long.toString(p.id())).put("changes", new JsonArray(p.changes())).put("user", p.user())
                .put("reason", p.reason())
                .put("time", time(p.time())).put("expires", time(p.expires()));
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static JsonObject json(LimitsDesk.Affected affected) {
        return new JsonObject().put("count", affected.count()).put("orders", ConsoleJson.array(affected.orders(), LimitRoutes::json));
    }

    private static JsonObject json(LimitsDesk.AffectedOrder o) {
        return new JsonObject().put("orderId", o.orderId()).put("clOrdId", o.clOrdId()).put("session", o.session()).put("account", o.account())
                .put("symbol", o.symbol()).put("side", o.side()).put("leavesQty", o.leavesQty()).put("restrictedBy", o.restrictedBy());
    }

    private static String time(long nanos) {
        return Instant.ofEpochSecond(0, nanos).toString();
    }
}

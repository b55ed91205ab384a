package io.portcullis.admin;

import io.portcullis.admin.port.KillsDesk;
import io.portcullis.admin.port.KillsDesk.AtVenue;
import io.portcullis.admin.port.KillsDesk.KilledOrder;
import io.portcullis.admin.port.KillsDesk.Part;
import io.portcullis.admin.port.KillsDesk.Release;
import io.portcullis.admin.port.KillsDesk.Standings;
import io.portcullis.admin.port.OperatorCommands.Instruction;
import io.portcullis.oms.limit.Subset;
import io.portcullis.oms.types.Ids;
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
 * Kills: {@code POST /api/kills} with a {@code subset} kills orders, {@code /api/kills/rehearse} says what that would do; {@code GET /api/kills} says which are in force,
 * {@code /api/kills/:id} how each order of one stands; {@code POST /api/kills/:id/release} wants it to be over, {@code …/approve} and {@code …/decline} settle that.
 */
final class KillRoutes {

    private static final int PATIENCE_SECONDS = 10;
    private static final int MAX_SUBSET_LENGTH = 500;

    private final Vertx vertx;
    private final KillsDesk desk;
    private final EntitledUsers users;
    private final CommandRoutes routes;
    private final Ids ids;

    KillRoutes(Vertx vertx, KillsDesk desk, EntitledUsers users, CommandRoutes routes, Ids ids) {
        this.vertx = vertx;
        this.desk = desk;
        this.users = users;
        this.routes = routes;
        this.ids = ids;
    }

    void addTo(Router router, AccessRules access) {
        router.get("/api/kills").handler(this::inForce);
        router.get("/api/kills/:id").handler(this::report);
        CommandRoutes.command(router, access, "/api/kills").handler(context -> {
            Instruction instruction = users.instruction(context);
            Subset subset = subset(context);
            routes.answer(context, "kill of " + subset, instruction, desk.kill(subset, instruction));
        });
        CommandRoutes.command(router, access, "/api/kills/rehearse").handler(context -> {
            Instruction instruction = users.instruction(context);
            Subset subset = subset(context);
            routes.answer(context, "rehearsal of a kill of " + subset, instruction, desk.rehearse(subset, instruction));
        });
        CommandRoutes.command(router, access, "/api/kills/:id/release").handler(context -> {
            Instruction instruction = users.instruction(context);
            long killId = number(context);
            routes.answer(context, "release of kill " + killId, instruction, desk.release(killId, instruction));
        });
        settle(router, access, "approve", true);
        settle(router, access, "decline", false);
    }

    private void settle(Router router, AccessRules access, String what, boolean isApproved) {
        CommandRoutes.command(router, access, "/api/kills/:id/" + what).handler(context -> {
            Instruction instruction = users.instruction(context);
            long killId = number(context);
            routes.answer(context, what + " release of kill " + killId, instruction, desk.settle(killId, isApproved, instruction));
        });
    }

    private static Subset subset(RoutingContext context) {
        String text = CommandRoutes.text(CommandRoutes.body(context), "subset", 1, MAX_SUBSET_LENGTH);
        try {
            return Subset.of(text);
        } catch (IllegalArgumentException e) {
            throw new RequestMistake(400, "subset", text, Objects.requireNonNullElse(e.getMessage(), "can't be"));
        }
    }

    private static long number(RoutingContext context) {
        String id = context.pathParam("id");
        try {
            return Long.parseLong(id);
        } catch (NumberFormatException e) {
            throw new RequestMistake(400, "kill", id, "must be the number of a kill, as /api/kills says it");
        }
    }

    // What is shown

    private void inForce(RoutingContext context) {
        Future.fromCompletionStage(desk.inForce(), vertx.getOrCreateContext()).timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .onSuccess(kills -> Answers.json(context, 200, new JsonObject().put("kills", ConsoleJson.array(kills, KillRoutes::json))))
                .onFailure(context::fail);
    }

    private void report(RoutingContext context) {
        long killId = number(context);
        Future.fromCompletionStage(desk.report(killId), vertx.getOrCreateContext()).timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .onSuccess(report -> {
                    if (report.isPresent()) {
                        Answers.json(context, 200, json(report.get().kill()).put("orderList", ConsoleJson.array(report.get().orders(), this::json)));
                    } else {
                        Answers.json(context, 404, Answers.error("kill " + killId + " is not in force: it was released, or there was none"));
                    }
                }).onFailure(context::fail);
    }

    private static JsonObject json(Standings kill) {
        return new JsonObject().put("kill", Long.toString(kill.killId())).put("subset", kill.subset().toString()).put("user", kill.user())
                .put("reason", kill.reason()).put("since", time(kill.since())).put("workedOff", time(kill.workedOff())).put("flat", time(kill.flat()))
                .put("millisToWorkedOff", millis(kill.since(), kill.workedOff())).put("millisToFlat", millis(kill.since(), kill.flat()))
                .put("orders", kill.orders()).put("outstanding", kill.outstanding()).put("venues", ConsoleJson.array(kill.venues(), KillRoutes::json))
                .put("release", kill.release() == null ? null : json(kill.release())).put("releasedBy", kill.releasedBy());
    }

    private static JsonObject json(AtVenue at) {
        return new JsonObject().put("venue", at.venue()).put("standing", at.standing().name()).put("parts", at.parts());
    }

    private static JsonObject json(Release release) {
        return new JsonObject().put("user", release.user()).put("reason", release.reason()).put("expires", time(release.expires()));
    }

    private JsonObject json(KilledOrder order) {
        return new JsonObject().put("orderId", ids.orderId(order.orderId())).put("session", order.session()).put("clOrdId", order.clOrdId())
                .put("symbol", order.symbol()).put("side", order.side()).put("ordStatus", order.ordStatus()).put("cumQty", order.cumQty())
                .put("leavesQty", order.leavesQty()).put("outstanding", order.isOutstanding()).put("parts", ConsoleJson.array(order.parts(), this::json));
    }

    private JsonObject json(Part part) {
        return new JsonObject().put("venue", part.venue()).put("childId", ids.venueClOrdId(part.childId())).put("leavesQty", part.leavesQty())
                .put("standing", part.standing().name());
    }

    private static @Nullable String time(long nanos) {
        return nanos == 0 ? null : Instant.ofEpochSecond(0, nanos).toString();
    }

    private static @Nullable Long millis(long from, long to) {
        return to == 0 ? null : (to - from) / 1_000_000;
    }
}

package io.portcullis.admin;

import io.portcullis.admin.port.OperatorCommands;
import io.portcullis.admin.port.OperatorCommands.Instruction;
import io.portcullis.admin.port.VenuesView;
import io.portcullis.oms.order.VenueFigures;
import io.portcullis.oms.types.VenueId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The venues at {@code GET /api/venues}, and what an operator orders of them: {@code POST /api/venues/apply} goes by {@code venues.ini} as it is now, {@code /api/venues/{venue}/drain} and {@code resume} one by one. */
final class VenueRoutes {

    private static final int ANSWER_SECONDS = 10;

    private static final long NANOS_PER_MICRO = 1_000;
    /** Decimal places. */
    private static final int MILLIONTHS_OF_PERCENT = 4;

    private final Vertx vertx;
    private final VenuesView venues;
    private final OperatorCommands commands;
    private final CommandRoutes routes;

    VenueRoutes(Vertx vertx, VenuesView venues, OperatorCommands commands, CommandRoutes routes) {
        this.vertx = vertx;
        this.venues = venues;
        this.commands = commands;
        this.routes = routes;
    }

    void addTo(Router router, AccessRules access) {
        router.get("/api/venues").handler(this::list);
        router.get("/api/routing/statistics").handler(this::figures);
        CommandRoutes.command(router, access, "/api/venues/apply").handler(context -> {
            Instruction instruction = CommandRoutes.instruction(context);
            routes.answer(context, "taking on of venues.ini", instruction, commands.applyVenues(instruction));
        });
        CommandRoutes.command(router, access, "/api/venues/:venue/:action").handler(this::steer);
    }

    private void list(RoutingContext context) {
        Future.fromCompletionStage(venues.venues(), vertx.getOrCreateContext()).timeout(ANSWER_SECONDS, TimeUnit.SECONDS)
                .onSuccess(rows -> Answers.json(context, 200, new JsonObject().put("venues", ConsoleJson.array(rows, VenueRoutes::json))))
                .onFailure(context::fail);
    }

    private void figures(RoutingContext context) {
        Future.fromCompletionStage(venues.figures(), vertx.getOrCreateContext()).timeout(ANSWER_SECONDS, TimeUnit.SECONDS)
                .onSuccess(figures -> Answers.json(context, 200,
                        new JsonObject().put("venues", ConsoleJson.array(List.copyOf(figures.entrySet()), each -> json(each.getKey(), each.getValue())))))
                .onFailure(context::fail);
    }

    /** What was measured of nothing is null. */
    private static JsonObject json(VenueId venue, VenueFigures f) {
        return new JsonObject().put("venue", venue.value()).put("acknowledgements", f.acknowledgements())
                .put("latencyMicros", f.acknowledgements() == 0 ? null : f.latencyNanos() / NANOS_PER_MICRO).put("legs", f.legs())
                .put("filledPercent", percent(f.legs(), f.filledMillionths())).put("large", f.large())
                .put("hiddenPercent", percent(f.large(), f.hiddenMillionths())).put("rested", f.rested())
                .put("restedPercent", percent(f.rested(), f.restedMillionths())).put("monthQuantity", f.monthQty().toString());
    }

    private static @Nullable String percent(long count, long millionths) {
        return count == 0 ? null : BigDecimal.valueOf(millionths, MILLIONTHS_OF_PERCENT).setScale(2, RoundingMode.HALF_UP).toPlainString();
    }

    private static JsonObject json(VenuesView.VenueRow row) {
        return new JsonObject().put("venue", row.venue().value()).put("standing", row.standing().name()).put("why", row.why()).put("closed", row.closed())
                .put("phase", row.phase())
                .put("openOrders", row.openOrders())
                .put("link", row.link().name()).put("connected", row.isConnected())
                .put("sessions", ConsoleJson.array(row.sessions(), VenueRoutes::json));
    }

    private static JsonObject json(VenuesView.SessionOfVenue session) {
        return new JsonObject().put("session", session.session().value()).put("link", session.link().name()).put("openOrders", session.openOrders());
    }

    private void steer(RoutingContext context) {
        String venue = context.pathParam("venue");
        String action = context.pathParam("action");
        boolean takesOrders = switch (action) {
            case "drain" -> false;
            case "resume" -> true;
            default -> throw new RequestMistake(404, "action", action, "a venue can be told to drain or to resume");
        };
        Instruction instruction = CommandRoutes.instruction(context);
        routes.answer(context, action + " of venue " + venue, instruction, commands.steer(new VenueId(venue), takesOrders, instruction));
    }
}

package io.portcullis.admin;

import io.portcullis.admin.port.DayView;
import io.portcullis.admin.port.OperatorCommands;
import io.portcullis.admin.port.OperatorCommands.Instruction;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.concurrent.TimeUnit;

/**
 * The trading day: {@code GET /api/day} says how it stands, {@code POST /api/day/{date}/end} ends it, or has another try at day orders that its end did not end. The date
 * has to be named, so that no later day is ended by mistake.
 */
final class DayRoutes {

    private static final int PATIENCE_SECONDS = 10;

    private final Vertx vertx;
    private final DayView day;
    private final OperatorCommands commands;
    private final CommandRoutes routes;

    DayRoutes(Vertx vertx, DayView day, OperatorCommands commands, CommandRoutes routes) {
        this.vertx = vertx;
        this.day = day;
        this.commands = commands;
        this.routes = routes;
    }

    void addTo(Router router, AccessRules access) {
        router.get("/api/day").handler(this::status);
        CommandRoutes.command(router, access, "/api/day/:date/end").handler(context -> {
            LocalDate date = date(context.pathParam("date"));
            Instruction instruction = CommandRoutes.instruction(context);
            routes.answer(context, "end of trading day " + date, instruction, commands.endDay(date, instruction));
        });
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new RequestMistake(400, "date", text, "must be a date such as 2026-11-20");
        }
    }

    private void status(RoutingContext context) {
        Future.fromCompletionStage(day.day(), vertx.getOrCreateContext()).timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .onSuccess(status -> Answers.json(context, 200, json(status))).onFailure(context::fail);
    }

    private static JsonObject json(DayView.DayStatus status) {
        LocalDate tradingDay = status.tradingDay();
        return new JsonObject().put("tradingDay", tradingDay == null ? null : tradingDay.toString()).put("endedBy", status.endedBy())
                .put("reason", status.reason())
                .put("dayOrdersLeft", status.dayOrdersLeft()).put("carried", status.carried()).put("untold", status.untold()).put("strays", status.strays());
    }
}

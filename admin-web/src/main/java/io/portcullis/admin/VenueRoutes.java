package io.portcullis.admin;

import io.portcullis.admin.port.OperatorCommands;
import io.portcullis.admin.port.OperatorCommands.Instruction;
import io.portcullis.oms.types.VenueId;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** What an operator orders of venues: {@code POST /api/venues/apply} goes by {@code venues.ini} as it is now, {@code /api/venues/{venue}/drain} and {@code resume} one by one. */
final class VenueRoutes {

    private final OperatorCommands commands;
    private final CommandRoutes routes;

    VenueRoutes(OperatorCommands commands, CommandRoutes routes) {
        this.commands = commands;
        this.routes = routes;
    }

    void addTo(Router router, AccessRules access) {
        CommandRoutes.command(router, access, "/api/venues/apply").handler(context -> {
            Instruction instruction = CommandRoutes.instruction(context);
            routes.answer(context, "taking on of venues.ini", instruction, commands.applyVenues(instruction));
        });
        CommandRoutes.command(router, access, "/api/venues/:venue/:action").handler(this::steer);
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

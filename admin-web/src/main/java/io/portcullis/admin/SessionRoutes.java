package io.portcullis.admin;

import io.portcullis.admin.port.OperatorCommands;
import io.portcullis.admin.port.OperatorCommands.Instruction;
import io.portcullis.admin.port.SessionOrder;
import io.portcullis.oms.types.SessionAction;
import io.portcullis.oms.types.SessionKey;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /api/sessions/{key}/{action}}: what an operator orders a FIX session to do, with a body as in {@link CommandRoutes} and, where the action needs them, numbers:
 * {@code nextSender} and {@code nextTarget}, or {@code from} and {@code to}. What may do harm is answered with 409 and its consequences, and done when it is ordered again
 * with {@code confirm}.
 */
final class SessionRoutes {

    private static final Map<String, SessionAction> ACTIONS = Stream.of(SessionAction.values())
            .collect(Collectors.toUnmodifiableMap(action -> action.name().toLowerCase(Locale.ROOT).replace('_', '-'), action -> action));

    private final OperatorCommands commands;
    private final CommandRoutes routes;

    SessionRoutes(OperatorCommands commands, CommandRoutes routes) {
        this.commands = commands;
        this.routes = routes;
    }

    void addTo(Router router, AccessRules access) {
        CommandRoutes.command(router, access, "/api/sessions/:session/:action").handler(this::steer);
    }

    private void steer(RoutingContext context) {
        String session = context.pathParam("session");
        String name = context.pathParam("action");
        SessionAction action = ACTIONS.get(name);
        if (action == null) {
            throw new RequestMistake(404, "action", name, "a session can be told to " + ACTIONS.keySet().stream().sorted().collect(Collectors.joining(", ")));
        }
        Instruction instruction = CommandRoutes.instruction(context);
        JsonObject body = CommandRoutes.body(context);
        routes.answer(context, name + " of session " + session, instruction,
                commands.steer(new SessionKey(session), order(action, body), confirmation(body), instruction));
    }

    private static @Nullable String confirmation(JsonObject body) {
        return body.getValue("confirm") instanceof String text ? text.strip() : null;
    }

    private static SessionOrder order(SessionAction action, JsonObject body) {
        return switch (action) {
            case SET_NUMBERS -> {
                SessionOrder.SetNumbers numbers = new SessionOrder.SetNumbers(number(body, "nextSender", true), number(body, "nextTarget", true));
                if (numbers.nextSender() == 0 && numbers.nextTarget() == 0) {
                    throw new RequestMistake(400, "nextSender", "", "nextSender, nextTarget or both have to be given");
                }
                yield numbers;
            }
            case GAP_FILL -> new SessionOrder.GapFill(number(body, "from", false), number(body, "to", false));
            case START, STOP, DISABLE, ENABLE, LOGOUT, RESET, TEST_REQUEST -> new SessionOrder.Simple(action);
        };
    }

    private static int number(JsonObject body, String field, boolean isOptional) {
        Object value = body.getValue(field);
        if (value == null && isOptional) {
            return 0;
        }
        if (value instanceof Number number && number.doubleValue() == number.intValue() && number.intValue() >= 1) {
            return number.intValue();
        }
        throw new RequestMistake(400, field, String.valueOf(value), field + " must be a whole number from 1 on");
    }
}

package io.portcullis.admin;

import io.portcullis.admin.port.OperatorCommands;
import io.portcullis.admin.port.OperatorCommands.Answer;
import io.portcullis.admin.port.OperatorCommands.Instruction;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an operator orders: {@code POST /api/halt}, {@code /api/resume} and {@code /api/orders/{orderId}/cancel}, each with a JSON body of {@code reason} and,
 * where no password names the user, {@code user}. Answers 200 when it is done, 409 when it was refused, 504 when the outcome is unknown.
 */
final class CommandRoutes {

    static final int MAX_BODY_BYTES = 4_096;
    private static final Logger LOG = LoggerFactory.getLogger(CommandRoutes.class);
    private static final int ANSWER_SECONDS = 10;
    private static final int MAX_USER_LENGTH = 64;
    private static final int MIN_REASON_LENGTH = 3;
    private static final int MAX_REASON_LENGTH = 200;

    private final Vertx vertx;
    private final OperatorCommands commands;
    private final OrderQueries orders;

    CommandRoutes(Vertx vertx, OperatorCommands commands, OrderQueries orders) {
        this.vertx = vertx;
        this.commands = commands;
        this.orders = orders;
    }

    void addTo(Router router, AccessRules access) {
        command(router, access, "/api/halt").handler(context -> {
            Instruction instruction = instruction(context);
            answer(context, "halt", instruction, commands.halt(instruction));
        });
        command(router, access, "/api/resume").handler(context -> {
            Instruction instruction = instruction(context);
            answer(context, "resume", instruction, commands.resume(instruction));
        });
        command(router, access, "/api/orders/:orderId/cancel").handler(context -> {
            String orderId = context.pathParam("orderId");
            long number = orders.number(orderId);
            Instruction instruction = instruction(context);
            answer(context, "cancel of " + orderId, instruction, commands.cancelOrder(number, instruction));
        });
        new SessionRoutes(commands, this).addTo(router, access);
    }

    static Route command(Router router, AccessRules access, String path) {
        return router.post(path).handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES)).handler(access::requireSameOrigin)
                .handler(access::requireConsoleHeader);
    }

    static Instruction instruction(RoutingContext context) {
        String type = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
        if (type == null || !type.startsWith("application/json")) {
            throw new RequestMistake(415, "Content-Type", type == null ? "" : type, "a command's body must be application/json");
        }
        JsonObject body = body(context);
        String operator = AccessRules.operator(context);
        String user = operator == null ? text(body, "user", 1, MAX_USER_LENGTH) : operator;
        return new Instruction(user, text(body, "reason", MIN_REASON_LENGTH, MAX_REASON_LENGTH));
    }

    static JsonObject body(RoutingContext context) {
        try {
            JsonObject body = context.body().asJsonObject();
            if (body != null) {
                return body;
            }
        } catch (DecodeException | ClassCastException e) {
            throw new RequestMistake(400, "body", String.valueOf(context.body().asString()), "not a JSON object");
        }
        throw new RequestMistake(400, "body", "", "a JSON object is missing");
    }

    static String text(JsonObject body, String field, int minLength, int maxLength) {
        Object value = body.getValue(field);
        String text = value instanceof String string ? string.strip() : "";
        if (text.length() < minLength || text.length() > maxLength || text.chars().anyMatch(Character::isISOControl)) {
            throw new RequestMistake(400, field, value == null ? "" : value.toString(),
                    field + " must be a text of " + minLength + " to " + maxLength + " characters on one line");
        }
        return text;
    }

    void answer(RoutingContext context, String what, Instruction instruction, CompletionStage<Answer> stage) {
        LOG.info("{} ordered by {} at {}: {}", what, instruction.user(), context.request().remoteAddress(), instruction.reason());
        Future.fromCompletionStage(stage, vertx.getOrCreateContext()).timeout(ANSWER_SECONDS, TimeUnit.SECONDS).onComplete(outcome -> {
            if (!context.response().closed()) {
                tell(context, what, outcome.result(), outcome.cause());
            }
        });
    }

    private static void tell(RoutingContext context, String what, @Nullable Answer answer, @Nullable Throwable failure) {
        switch (answer) {
            case Answer.Done done -> Answers.json(context, 200, new JsonObject().put("done", true).put("text", done.text().isEmpty() ? null : done.text()));
            case Answer.Unconfirmed unconfirmed -> Answers.json(context, 409, Answers.unconfirmed(unconfirmed));
            case Answer.Refused refused -> Answers.json(context, 409, Answers.error(refused.text()));
            case null -> {
                LOG.error("the outcome of the {} is unknown", what, failure);
                Answers.json(context, 504,
                        Answers.error("the order core has not confirmed it: whether it was done is unknown. Look at the state before you try again"));
            }
        }
    }
}

package io.portcullis.admin;

import io.portcullis.admin.port.OperatorCommands.Answer;
import io.portcullis.admin.port.OperatorCommands.Instruction;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One command about several orders: each order is answered for itself, and what speaks against one holds up no other. */
final class SeveralOrders {

    private static final Logger LOG = LoggerFactory.getLogger(SeveralOrders.class);
    private static final int ANSWER_SECONDS = 10;

    private final Vertx vertx;

    SeveralOrders(Vertx vertx) {
        this.vertx = vertx;
    }

    /** @param commands what is put to the core, by OrderID */
    void order(RoutingContext context, String name, Instruction instruction, Map<String, Supplier<CompletionStage<Answer>>> commands) {
        LOG.info("{} of {} orders ordered by {} at {}: {}", name, commands.size(), instruction.user(), context.request().remoteAddress(), instruction.reason());
        List<Future<JsonObject>> answers = new ArrayList<>();
        commands.forEach((orderId, command) -> answers.add(Future.fromCompletionStage(command.get(), vertx.getOrCreateContext())
                .timeout(ANSWER_SECONDS, TimeUnit.SECONDS).map(answer -> told(orderId, answer)).otherwise(failure -> unknown(orderId, failure))));
        Future.all(answers).onComplete(all -> {
            if (!context.response().closed()) {
                JsonArray results = new JsonArray(answers.stream().map(Future::result).toList());
                boolean areAllDone = answers.stream().allMatch(one -> one.result().getBoolean("done"));
                JsonObject body = new JsonObject().put("done", areAllDone).put("results", results);
                Answers.json(context, areAllDone ? 200 : 409, areAllDone ? body : body.put("error", new JsonObject().put("text", refused(answers))));
            }
        });
    }

    private static JsonObject told(String orderId, Answer answer) {
        return switch (answer) {
            case Answer.Done _ -> new JsonObject().put("orderId", orderId).put("done", true);
            case Answer.Refused refused -> new JsonObject().put("orderId", orderId).put("done", false).put("text", refused.text());
            case Answer.Unconfirmed unconfirmed -> new JsonObject().put("orderId", orderId).put("done", false).put("text", unconfirmed.text());
        };
    }

    private static JsonObject unknown(String orderId, Throwable failure) {
        LOG.error("what became of order {} is unknown", orderId, failure);
        return new JsonObject().put("orderId", orderId).put("done", false).put("text",
                "the order core has not confirmed it: whether it was done is unknown. Look at the state before you try again");
    }

    private static String refused(List<Future<JsonObject>> answers) {
        List<String> texts = answers.stream().map(Future::result).filter(one -> !one.getBoolean("done"))
                .map(one -> one.getString("orderId") + ": " + one.getString("text")).toList();
        return (answers.size() - texts.size()) + " of " + answers.size() + " done. " + String.join("; ", texts);
    }
}

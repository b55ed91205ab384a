package io.portcullis.server.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;

/** Orders something of one care order or of several, and prints what came of each. */
final class CareOrdering {

    private CareOrdering() {
    }

    /**
     * @param body without the orders
     * @return the exit code: 0 if all of it is done
     */
    static int order(RunningHub hub, String action, List<String> orders, JsonObject body) throws IOException {
        if (orders.isEmpty()) {
            System.out.println("no such order is open");
            return 1;
        }
        boolean isOne = orders.size() == 1 && !action.equals("block-fill");
        RunningHub.Answer answer = hub.post("/api/care/" + action,
                isOne ? body.put("orderId", orders.getFirst()) : body.put("orderIds", new JsonArray(orders)));
        JsonArray results = answer.body().getJsonArray("results");
        if (results != null) {
            results.forEach(result -> say((JsonObject) result, action));
        } else if (answer.isDone()) {
            System.out.println(String.join(", ", orders) + ": " + action + " done");
        } else {
            System.err.println("portcullis: " + answer.error());
        }
        return answer.isDone() ? 0 : 1;
    }

    private static void say(JsonObject result, String action) {
        System.out.println(result.getString("orderId") + ": " + (result.getBoolean("done") ? action + " done" : "not done: " + result.getString("text")));
    }
}

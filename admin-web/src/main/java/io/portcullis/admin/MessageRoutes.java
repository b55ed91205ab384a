package io.portcullis.admin;

import io.portcullis.admin.port.MessagesView;
import io.portcullis.admin.port.MessagesView.Answer;
import io.portcullis.admin.port.MessagesView.Busy;
import io.portcullis.admin.port.MessagesView.Mistake;
import io.portcullis.admin.port.MessagesView.Page;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /api/messages}, {@code GET /api/sessions/{key}/messages} and {@code GET /api/orders/{orderId}/messages}: FIX messages that were sent and received, the newest first. Parameters: {@code from} and {@code to}
 * ({@code 09:30}, {@code 2026-01-31T09:30:00}, {@code 15m}; UTC), {@code tag} ({@code 55=IBM}; several), {@code type}, {@code direction} ({@code in} or {@code out}),
 * {@code prices} and {@code heartbeats} ({@code false} leaves market data and Heartbeat(35=0) out, unless a type is asked for; a program that says nothing gets all), {@code order}
 * (all messages about an order, of other sessions, too), {@code oldest-first}, {@code limit}, {@code after} (the
 * answer's {@code next}, to go on where it says {@code more}, or with what has come since, if the oldest were asked for first; or the first answer's {@code since}, with
 * {@code oldest-first}, for what comes behind it).
 */
final class MessageRoutes {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MOST = 1_000;

    private final Vertx vertx;
    private final MessagesView view;

    MessageRoutes(Vertx vertx, MessagesView view) {
        this.vertx = vertx;
        this.view = view;
    }

    void addTo(Router router) {
        router.get("/api/messages").handler(this::list);
        router.get("/api/sessions/:session/messages").handler(this::list);
        router.get("/api/orders/:order/messages").handler(this::list);
    }

    private void list(RoutingContext context) {
        Map<String, List<String>> conditions = conditions(context);
        Future.fromCompletionStage(view.messages(conditions), vertx.getOrCreateContext()).onSuccess(answer -> show(context, answer)).onFailure(context::fail);
    }

    private static Map<String, List<String>> conditions(RoutingContext context) {
        MultiMap parameters = context.queryParams();
        Map<String, List<String>> conditions = new HashMap<>();
        parameters.names().forEach(name -> conditions.put(name, parameters.getAll(name)));
        for (String name : List.of("session", "order")) {
            String value = context.pathParam(name);
            if (value != null) {
                conditions.put(name, List.of(value));
            }
        }
        String limit = conditions.computeIfAbsent("limit", none -> List.of(Integer.toString(DEFAULT_LIMIT))).getFirst();
        if (!limit.matches("[1-9]\\d{0,3}") || Integer.parseInt(limit) > MOST) {
            throw new RequestMistake(400, "limit", limit, "limit must be a whole number from 1 to " + MOST);
        }
        return conditions;
    }

    private static void show(RoutingContext context, Answer answer) {
        switch (answer) {
            case Mistake mistake -> context
                    .fail(new RequestMistake(mistake.field().equals("session") ? 404 : 400, mistake.field(), mistake.value(), mistake.text()));
            case Busy busy -> Answers.json(context, 503, Answers.error(busy.text()));
            case Page page -> Answers.json(context, 200, new JsonObject().put("messages", ConsoleJson.array(page.rows(), MessageRoutes::row))
                    .put("next", page.next()).put("more", !page.isAll()).put("reached", text(page.reached())).put("since", page.since())
                    .put("damage", new JsonArray(page.damage())));
        }
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    private static JsonObject row(MessagesView.Row row) {
        return new JsonObject().put("id", row.id()).put("time", row.time().toEpochMilli()).put("instant", row.time().toString()).put("session", row.session())
                .put("direction", row.direction().name()).put("msgType", row.msgType()).put("name", row.name()).put("summary", row.summary())
                .put("raw", row.raw()).put("fields", ConsoleJson.array(row.fields(), MessageRoutes::field));
    }

    private static JsonObject field(MessagesView.Field field) {
        return new JsonObject().put("tag", field.tag()).put("name", field.name()).put("value", field.value()).put("meaning", field.meaning())
                .put("depth", field.depth());
    }
}

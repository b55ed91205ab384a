package io.portcullis.admin;

import io.portcullis.admin.port.LimitsDesk;
import io.portcullis.admin.readmodel.OrderDetail;
import io.portcullis.admin.readmodel.OrderFilter;
import io.portcullis.admin.readmodel.ReadModel;
import io.portcullis.oms.types.OrdStatus;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Answers {@code /api/orders}: which orders are kept, and everything about one. */
final class OrderQueries {

    private static final int DEFAULT_LIMIT = 200;
    private static final Set<String> PARAMETERS = Set.of("text", "session", "symbol", "status", "open", "limit");

    private static final int PATIENCE_SECONDS = 10;

    private final ReadModel readModel;
    private final LimitsDesk limits;

    OrderQueries(ReadModel readModel, LimitsDesk limits) {
        this.readModel = readModel;
        this.limits = limits;
    }

    /**
     * {@code GET /api/orders}: newest first. Parameters: {@code text} (words that must all occur in ids, session, account, symbol, side or status), {@code session},
     * {@code symbol}, {@code status} (names of OrdStatus(39), separated by commas), {@code open} (true: only those that may still trade), {@code limit}.
     */
    void list(RoutingContext context) {
        for (String name : context.queryParams().names()) {
            if (!PARAMETERS.contains(name)) {
                throw new RequestMistake(400, name, context.queryParams().get(name), "no such parameter; there are " + PARAMETERS.stream().sorted().toList());
            }
        }
        String text = parameter(context, "text");
        List<String> words = text == null || text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
        OrderFilter filter = new OrderFilter(words, parameter(context, "session"), parameter(context, "symbol"), statuses(context), openOnly(context));
        var rows = readModel.orders(filter, limit(context));
        Answers.json(context, 200, new JsonObject().put("orders", ConsoleJson.array(rows, ConsoleJson::order)));
    }

    /** {@code GET /api/orders/{orderId}}; of one that was refused also which limits it has passed, and which not. */
    void one(RoutingContext context) {
        String orderId = context.pathParam("orderId");
        OrderDetail detail = kept(orderId);
        JsonObject json = ConsoleJson.orderDetail(detail);
        if (detail.objections().isEmpty()) {
            Answers.json(context, 200, json);
            return;
        }
        Future.fromCompletionStage(limits.on(detail.row().terms()), context.vertx().getOrCreateContext()).timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .onSuccess(on -> Answers.json(context, 200, json.put("checks", ConsoleJson.array(RefusedOrder.checks(detail, on), RefusedOrder.Check::json))))
                .onFailure(context::fail);
    }

    /** {@code GET /api/orders/{orderId}/routing}: why what went out of it went where it went, newest first. */
    void routing(RoutingContext context) {
        String orderId = context.pathParam("orderId");
        Answers.json(context, 200,
                new JsonObject().put("orderId", orderId).put("routings", ConsoleJson.array(kept(orderId).routings(), ConsoleJson::routing)));
    }

    private OrderDetail kept(String orderId) {
        return readModel.order(number(orderId))
                .orElseThrow(() -> new RequestMistake(404, "orderId", orderId, "not among the " + readModel.maxOrders() + " orders that the console keeps"));
    }

    /** The number behind an OrderID(37) of this log. */
    long number(String orderId) {
        long number = orderId.startsWith("O") ? readModel.ids().parse(orderId) : 0;
        if (number == 0) {
            throw new RequestMistake(400, "orderId", orderId, "not an OrderID of this installation's log: they look like " + readModel.ids().orderId(1 << 12));
        }
        return number;
    }

    private static Set<OrdStatus> statuses(RoutingContext context) {
        String names = parameter(context, "status");
        Set<OrdStatus> statuses = EnumSet.noneOf(OrdStatus.class);
        if (names != null) {
            for (String name : names.split(",", -1)) {
                statuses.add(status(name));
            }
        }
        return statuses;
    }

    private static OrdStatus status(String name) {
        return Arrays.stream(OrdStatus.values()).filter(status -> status.name().equals(name)).findFirst()
                .orElseThrow(() -> new RequestMistake(400, "status", name, "no such status; there are " + Arrays.toString(OrdStatus.values())));
    }

    private static boolean openOnly(RoutingContext context) {
        String open = parameter(context, "open");
        if (open == null || open.equals("false")) {
            return false;
        }
        if (!open.equals("true")) {
            throw new RequestMistake(400, "open", open, "open must be true or false");
        }
        return true;
    }

    private int limit(RoutingContext context) {
        String limit = parameter(context, "limit");
        if (limit == null) {
            return DEFAULT_LIMIT;
        }
        try {
            int number = Integer.parseInt(limit);
            if (number >= 1 && number <= readModel.maxOrders()) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw badLimit(limit);
        }
        throw badLimit(limit);
    }

    private RequestMistake badLimit(String limit) {
        return new RequestMistake(400, "limit", limit, "limit must be a whole number from 1 to " + readModel.maxOrders());
    }

    private static @Nullable String parameter(RoutingContext context, String name) {
        return context.queryParams().get(name);
    }
}

package io.portcullis.admin;

import io.portcullis.admin.port.OperatorCommands;
import io.portcullis.admin.port.OperatorCommands.Answer;
import io.portcullis.admin.port.OperatorCommands.Instruction;
import io.portcullis.admin.readmodel.OrderRow;
import io.portcullis.admin.readmodel.ReadModel;
import io.portcullis.oms.command.CareAction;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.oms.types.VenueId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Orders that people work, at {@code GET /api/care}; {@code owner} lists one user's, {@code owner=} those that are nobody's, {@code open=true} those that may still trade.
 * {@code POST /api/care/{action}} with {@code orderId}, or with {@code orderIds} for several, each of which is answered; {@code user}, {@code reason} and what the action needs.
 */
final class CareRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(CareRoutes.class);
    private static final int ANSWER_SECONDS = 10;
    private static final int MAX_NAME = 64;
    private static final int MAX_COUNTERPARTY = 32;
    private static final int MOST_AT_ONCE = 100;
    private static final Set<String> PARAMETERS = Set.of("owner", "open");
    private static final Set<String> FIELDS = Set.of("user", "reason", "orderId", "orderIds", "takeOver", "to", "quantity", "price", "venue", "timeInForce",
            "childId",
            "counterparty", "tradeTime", "reference", "execId", "execIds", "confirmed");
    private static final String ACTIONS = "claim, give-back, pass-on, lock, unlock, deny-request, route, call-back, fill, bust, correct, hold-fills and release-fills";

    private final Vertx vertx;
    private final ReadModel readModel;
    private final OperatorCommands commands;
    private final CommandRoutes routes;
    private final OrderQueries orders;
    private final Set<String> entitled;

    /** @param entitled who may work care orders; empty: everybody who may use the console */
    CareRoutes(Vertx vertx, ConsoleSources sources, Set<String> entitled, CommandRoutes routes, OrderQueries orders) {
        this.vertx = vertx;
        this.readModel = sources.readModel();
        this.commands = sources.commands();
        this.entitled = entitled;
        this.routes = routes;
        this.orders = orders;
    }

    void addTo(Router router, AccessRules access) {
        router.get("/api/care").handler(this::list);
        CommandRoutes.command(router, access, "/api/care/:action").handler(this::work);
    }

    private void list(RoutingContext context) {
        for (String name : context.queryParams().names()) {
            if (!PARAMETERS.contains(name)) {
                throw new RequestMistake(400, name, context.queryParams().get(name), "no such parameter; there are " + PARAMETERS.stream().sorted().toList());
            }
        }
        String owner = context.queryParams().get("owner");
        String open = context.queryParams().get("open");
        if (open != null && !open.equals("true") && !open.equals("false")) {
            throw new RequestMistake(400, "open", open, "open must be true or false");
        }
        List<OrderRow> rows = readModel.careOrders().stream().filter(row -> isOf(owner, row) && (!"true".equals(open) || row.isOpen())).toList();
        Answers.json(context, 200, new JsonObject().put("orders", ConsoleJson.array(rows, ConsoleJson::order)));
    }

    private static boolean isOf(@Nullable String owner, OrderRow row) {
        OrderRow.CareStanding care = row.care();
        return care != null && (owner == null || owner.equals(care.owner() == null ? "" : care.owner()));
    }

    private void work(RoutingContext context) {
        String name = context.pathParam("action");
        Instruction instruction = CommandRoutes.instruction(context);
        requireEntitled("user", instruction.user());
        JsonObject body = CommandRoutes.body(context);
        requireKnown(body);
        List<String> names = orderIds(body);
        Map<String, Long> numbers = new LinkedHashMap<>();
        names.forEach(orderId -> numbers.put(orderId, orders.number(orderId)));
        if (body.getValue("orderIds") == null) {
            String orderId = names.getFirst();
            long number = orders.number(orderId);
            routes.answer(context, name + " of care order " + orderId, instruction, commands.workOrder(number, action(name, body, number), instruction));
        } else {
            Map<String, CareAction> actions = new LinkedHashMap<>();
            numbers.forEach((orderId, number) -> actions.put(orderId, actionForSeveral(name, body, number)));
            workAll(context, name, numbers, actions, instruction);
        }
    }

    private void requireEntitled(String field, String user) {
        if (!entitled.isEmpty() && !entitled.contains(user)) {
            throw new RequestMistake(403, field, user, "may not work care orders; [console] care-users names who may");
        }
    }

    /** A misspelt quantity or price would otherwise send all of an order, at market. */
    private static void requireKnown(JsonObject body) {
        for (String field : body.fieldNames()) {
            if (!FIELDS.contains(field)) {
                throw new RequestMistake(400, field, String.valueOf(body.getValue(field)), "no such field; there are " + FIELDS.stream().sorted().toList());
            }
        }
    }

    private static List<String> orderIds(JsonObject body) {
        Object several = body.getValue("orderIds");
        if ((several == null) == (body.getValue("orderId") == null)) {
            throw new RequestMistake(400, "orderId", String.valueOf(body.getValue("orderId")), "name the order by orderId, or several by orderIds");
        }
        if (several == null) {
            return List.of(CommandRoutes.text(body, "orderId", 1, MAX_NAME));
        }
        if (!(several instanceof JsonArray array) || array.isEmpty() || array.size() > MOST_AT_ONCE
                || array.stream().anyMatch(one -> !(one instanceof String))) {
            throw new RequestMistake(400, "orderIds", several.toString(), "orderIds must be a list of 1 to " + MOST_AT_ONCE + " OrderIDs");
        }
        return array.stream().map(Object::toString).distinct().toList();
    }

    // Several at once

    private void workAll(RoutingContext context, String name, Map<String, Long> numbers, Map<String, CareAction> actions, Instruction instruction) {
        LOG.info("{} of {} care orders ordered by {} at {}: {}", name, numbers.size(), instruction.user(), context.request().remoteAddress(),
                instruction.reason());
        List<Future<JsonObject>> answers = new ArrayList<>();
        actions.forEach((orderId, action) -> answers.add(
                Future.fromCompletionStage(commands.workOrder(numbers.getOrDefault(orderId, 0L), action, instruction), vertx.getOrCreateContext())
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
        LOG.error("what became of care order {} is unknown", orderId, failure);
        return new JsonObject().put("orderId", orderId).put("done", false).put("text",
                "the order core has not confirmed it: whether it was done is unknown. Look at the state before you try again");
    }

    private static String refused(List<Future<JsonObject>> answers) {
        List<String> texts = answers.stream().map(Future::result).filter(one -> !one.getBoolean("done"))
                .map(one -> one.getString("orderId") + ": " + one.getString("text")).toList();
        return (answers.size() - texts.size()) + " of " + answers.size() + " done. " + String.join("; ", texts);
    }

    private CareAction actionForSeveral(String name, JsonObject body, long number) {
        return switch (name) {
            case "claim", "give-back", "pass-on", "lock", "unlock", "deny-request", "route", "hold-fills", "release-fills" -> action(name, body, number);
            default -> throw new RequestMistake(400, "orderIds", String.valueOf(body.getValue("orderIds")), name + " is for one order: give orderId");
        };
    }

    // What is ordered

    private CareAction action(String name, JsonObject body, long number) {
        return switch (name) {
            case "claim" -> new CareAction.Claim(yes(body, "takeOver"));
            case "give-back" -> new CareAction.GiveBack();
            case "pass-on" -> {
                String to = CommandRoutes.text(body, "to", 1, MAX_NAME);
                requireEntitled("to", to);
                yield new CareAction.PassOn(to);
            }
            case "lock" -> new CareAction.Lock();
            case "unlock" -> new CareAction.Unlock();
            case "deny-request" -> new CareAction.DenyRequest();
            case "route" -> new CareAction.RoutePart(part(body, number), venue(body, "venue"));
            case "call-back" -> new CareAction.CallBack(number(body, "childId", 'C'));
            case "fill" -> new CareAction.Fill(quantity(body), price(body, "price"), counterparty(body),
                    tradeTime(body), body.getValue("reference") == null ? "" : CommandRoutes.text(body, "reference", 1, MAX_NAME), yes(body, "confirmed"));
            case "bust" -> new CareAction.Bust(number(body, "execId", 'E'), yes(body, "confirmed"));
            case "correct" -> new CareAction.Correct(number(body, "execId", 'E'), quantity(body), price(body, "price"), yes(body, "confirmed"));
            case "hold-fills" -> new CareAction.HoldFills();
            case "release-fills" -> new CareAction.ReleaseFills(execIds(body));
            default -> throw new RequestMistake(404, "action", name, "no such action; there are " + ACTIONS);
        };
    }

    /** Without a quantity: what is at no venue, as far as the console knows. */
    private Conditions part(JsonObject body, long number) {
        Price price = body.getValue("price") == null ? null : price(body, "price");
        String timeInForce = body.getValue("timeInForce") == null ? "DAY" : CommandRoutes.text(body, "timeInForce", 1, MAX_NAME);
        TimeInForce known = switch (timeInForce) {
            case "DAY" -> TimeInForce.DAY;
            case "IMMEDIATE_OR_CANCEL" -> TimeInForce.IMMEDIATE_OR_CANCEL;
            case "FILL_OR_KILL" -> TimeInForce.FILL_OR_KILL;
            default -> throw new RequestMistake(400, "timeInForce", timeInForce, "timeInForce of a part must be DAY, IMMEDIATE_OR_CANCEL or FILL_OR_KILL");
        };
        return new Conditions(price == null ? OrdType.MARKET : OrdType.LIMIT, known, body.getValue("quantity") == null ? unrouted(number) : quantity(body),
                price,
                0);
    }

    private Quantity unrouted(long number) {
        OrderRow row = readModel.order(number).map(detail -> detail.row()).orElse(null);
        OrderRow.CareStanding care = row == null ? null : row.care();
        if (row == null || care == null) {
            throw new RequestMistake(400, "quantity", "", "quantity is missing, and the order is not among the care orders that the console keeps");
        }
        return row.summary().leavesQty().minus(care.atVenues());
    }

    /** It goes over FIX. */
    private static VenueId counterparty(JsonObject body) {
        String name = CommandRoutes.text(body, "counterparty", 1, MAX_COUNTERPARTY);
        if (name.chars().anyMatch(c -> c > '~')) {
            throw new RequestMistake(400, "counterparty", name, "counterparty goes to the client as LastMkt(30): letters, digits and signs of ASCII only");
        }
        return new VenueId(name);
    }

    private static @Nullable VenueId venue(JsonObject body, String field) {
        return body.getValue(field) == null ? null : new VenueId(CommandRoutes.text(body, field, 1, MAX_NAME));
    }

    private static Quantity quantity(JsonObject body) {
        try {
            return Quantity.of(CommandRoutes.text(body, "quantity", 1, MAX_NAME));
        } catch (NumberFormatException e) {
            throw new RequestMistake(400, "quantity", String.valueOf(body.getValue("quantity")),
                    "quantity must be a decimal number in a text, such as \"100\"");
        }
    }

    private static Price price(JsonObject body, String field) {
        try {
            return Price.of(CommandRoutes.text(body, field, 1, MAX_NAME));
        } catch (NumberFormatException e) {
            throw new RequestMistake(400, field, String.valueOf(body.getValue(field)), field + " must be a decimal number in a text, such as \"231.50\"");
        }
    }

    private static long tradeTime(JsonObject body) {
        if (body.getValue("tradeTime") == null) {
            return 0;
        }
        String text = CommandRoutes.text(body, "tradeTime", 1, MAX_NAME);
        try {
            Instant time = Instant.parse(text);
            return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L), time.getNano());
        } catch (DateTimeException | ArithmeticException e) {
            throw new RequestMistake(400, "tradeTime", text, "tradeTime must be a time in UTC such as 2026-11-20T14:30:00Z");
        }
    }

    private long number(JsonObject body, String field, char kind) {
        String text = CommandRoutes.text(body, field, 1, MAX_NAME);
        return number(field, text, kind);
    }

    private long number(String field, String text, char kind) {
        long number = text.charAt(0) == kind ? readModel.ids().parse(text) : 0;
        if (number == 0) {
            String example = kind == 'E' ? readModel.ids().execId(1 << 12) : readModel.ids().venueClOrdId(1 << 12);
            throw new RequestMistake(400, field, text, field + " is none of this installation's log: they look like " + example);
        }
        return number;
    }

    private List<Long> execIds(JsonObject body) {
        Object value = body.getValue("execIds");
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof JsonArray array) || array.isEmpty() || array.stream().anyMatch(one -> !(one instanceof String))) {
            throw new RequestMistake(400, "execIds", value.toString(),
                    "execIds must be a list of ExecIDs; without it all executions that are held back are told");
        }
        return array.stream().map(one -> number("execIds", one.toString(), 'E')).toList();
    }

    private static boolean yes(JsonObject body, String field) {
        Object value = body.getValue(field);
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        throw new RequestMistake(400, field, value.toString(), field + " must be true or false");
    }
}

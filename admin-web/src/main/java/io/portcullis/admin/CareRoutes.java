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
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Orders that people work, at {@code GET /api/care}; {@code owner} lists one user's, {@code owner=} those that are nobody's, {@code open=true} those that may still trade,
 * {@code symbol}, {@code session} and {@code locked} narrow it down.
 * {@code POST /api/care/{action}} with {@code orderId}, or with {@code orderIds} for several, each of which is answered; {@code user}, {@code reason} and what the action needs.
 */
final class CareRoutes {

    private static final int MAX_NAME = 64;
    private static final int MAX_COUNTERPARTY = 32;
    private static final Set<String> PARAMETERS = Set.of("owner", "open", "symbol", "session", "locked");
    private static final Set<String> FIELDS = Set.of("user", "reason", "orderId", "orderIds", "takeOver", "to", "quantity", "price", "venue", "timeInForce",
            "childId",
            "counterparty", "tradeTime", "reference", "execId", "execIds", "confirmed");
    private static final String ACTIONS = "claim, give-back, pass-on, lock, unlock, deny-request, route, call-back, fill, bust, correct, hold-fills, release-fills and block-fill; new, change and cancel";

    private final ReadModel readModel;
    private final OperatorCommands commands;
    private final CommandRoutes routes;
    private final OrderQueries orders;
    private final EntitledUsers users;
    private final SeveralOrders several;

    CareRoutes(Vertx vertx, ConsoleSources sources, EntitledUsers users, CommandRoutes routes, OrderQueries orders) {
        this.readModel = sources.readModel();
        this.commands = sources.commands();
        this.users = users;
        this.several = new SeveralOrders(vertx);
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
        Answers.json(context, 200, new JsonObject().put("orders",
                ConsoleJson.array(readModel.careOrders().stream().filter(row -> isMeant(row, context)).toList(), ConsoleJson::order)));
    }

    private static boolean isMeant(OrderRow row, RoutingContext context) {
        OrderRow.CareStanding care = row.care();
        String owner = context.queryParams().get("owner");
        String symbol = context.queryParams().get("symbol");
        String session = context.queryParams().get("session");
        return care != null && (owner == null || owner.equals(care.owner() == null ? "" : care.owner()))
                && (symbol == null || symbol.equals(row.terms().symbol()))
                && (session == null || session.equals(row.terms().session().value())) && isEither("open", context, row.isOpen(), false)
                && isEither("locked", context, care.isLocked(), true);
    }

    /** @param excludes whether false asks for the others, and not for all */
    private static boolean isEither(String name, RoutingContext context, boolean is, boolean excludes) {
        String wanted = context.queryParams().get(name);
        return switch (wanted) {
            case null -> true;
            case "true" -> is;
            case "false" -> !excludes || !is;
            default -> throw new RequestMistake(400, name, wanted, name + " must be true or false");
        };
    }

    private void work(RoutingContext context) {
        String name = context.pathParam("action");
        Instruction instruction = users.instruction(context);
        JsonObject body = CommandRoutes.body(context);
        OrderFields.requireKnown(body, FIELDS);
        List<String> names = OrderFields.orderIds(body);
        Map<String, Long> numbers = new LinkedHashMap<>();
        names.forEach(orderId -> numbers.put(orderId, orders.number(orderId)));
        if (name.equals("block-fill")) {
            routes.answer(context, "block of " + names.size() + " care orders", instruction,
                    commands.fillBlock(List.copyOf(numbers.values()), fill(body), instruction));
        } else if (body.getValue("orderIds") == null) {
            String orderId = names.getFirst();
            long number = orders.number(orderId);
            routes.answer(context, name + " of care order " + orderId, instruction, commands.workOrder(number, action(name, body, number), instruction));
        } else {
            Map<String, Supplier<CompletionStage<Answer>>> works = new LinkedHashMap<>();
            numbers.forEach((orderId, number) -> {
                CareAction action = actionForSeveral(name, body, number);
                works.put(orderId, () -> commands.workOrder(number, action, instruction));
            });
            several.order(context, name, instruction, works);
        }
    }

    // What is ordered

    private CareAction actionForSeveral(String name, JsonObject body, long number) {
        return switch (name) {
            case "claim", "give-back", "pass-on", "lock", "unlock", "deny-request", "route", "hold-fills", "release-fills" -> action(name, body, number);
            default -> throw new RequestMistake(400, "orderIds", String.valueOf(body.getValue("orderIds")), name + " is for one order: give orderId");
        };
    }

    private CareAction action(String name, JsonObject body, long number) {
        return switch (name) {
            case "claim" -> new CareAction.Claim(OrderFields.yes(body, "takeOver"));
            case "give-back" -> new CareAction.GiveBack();
            case "pass-on" -> {
                String to = CommandRoutes.text(body, "to", 1, MAX_NAME);
                users.require("to", to);
                yield new CareAction.PassOn(to);
            }
            case "lock" -> new CareAction.Lock();
            case "unlock" -> new CareAction.Unlock();
            case "deny-request" -> new CareAction.DenyRequest();
            case "route" -> new CareAction.RoutePart(part(body, number), venue(body, "venue"));
            case "call-back" -> new CareAction.CallBack(number(body, "childId", 'C'));
            case "fill" -> fill(body);
            case "bust" -> new CareAction.Bust(number(body, "execId", 'E'), OrderFields.yes(body, "confirmed"));
            case "correct" -> new CareAction.Correct(number(body, "execId", 'E'), OrderFields.quantity(body), OrderFields.price(body, "price"),
                    OrderFields.yes(body, "confirmed"));
            case "hold-fills" -> new CareAction.HoldFills();
            case "release-fills" -> new CareAction.ReleaseFills(execIds(body));
            default -> throw new RequestMistake(404, "action", name, "no such action; there are " + ACTIONS);
        };
    }

    private static CareAction.Fill fill(JsonObject body) {
        return new CareAction.Fill(OrderFields.quantity(body), OrderFields.price(body, "price"), counterparty(body),
                OrderFields.time(body, "tradeTime"), body.getValue("reference") == null ? "" : CommandRoutes.text(body, "reference", 1, MAX_NAME),
                OrderFields.yes(body, "confirmed"));
    }

    /** Without a quantity: what is at no venue, as far as the console knows. */
    private Conditions part(JsonObject body, long number) {
        Price price = body.getValue("price") == null ? null : OrderFields.price(body, "price");
        String timeInForce = body.getValue("timeInForce") == null ? "DAY" : CommandRoutes.text(body, "timeInForce", 1, MAX_NAME);
        TimeInForce known = switch (timeInForce) {
            case "DAY" -> TimeInForce.DAY;
            case "IMMEDIATE_OR_CANCEL" -> TimeInForce.IMMEDIATE_OR_CANCEL;
            case "FILL_OR_KILL" -> TimeInForce.FILL_OR_KILL;
            default -> throw new RequestMistake(400, "timeInForce", timeInForce, "timeInForce of a part must be DAY, IMMEDIATE_OR_CANCEL or FILL_OR_KILL");
        };
        return new Conditions(price == null ? OrdType.MARKET : OrdType.LIMIT, known,
                body.getValue("quantity") == null ? unrouted(number) : OrderFields.quantity(body),
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
}

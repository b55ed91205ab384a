package io.portcullis.admin;

import io.portcullis.admin.port.OperatorCommands;
import io.portcullis.admin.port.OperatorCommands.Answer;
import io.portcullis.admin.port.OperatorCommands.Instruction;
import io.portcullis.oms.command.DeskAction;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Instructions;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.RestatedBecause;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import io.vertx.core.Vertx;
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
 * What our people do in a client's place, mostly because the client has rung up: {@code POST /api/care/new} enters an order, {@code /api/care/change} changes one,
 * {@code /api/care/cancel} cancels one or several, whether they are care orders or not. Each with {@code user} and {@code reason}.
 */
final class DeskRoutes {

    private static final Set<String> NEW = Set.of("user", "reason", "reference", "session", "account", "symbol", "side", "quantity", "price", "stopPrice",
            "timeInForce", "until", "toVenues");
    private static final Set<String> CHANGE = Set.of("user", "reason", "orderId", "quantity", "price", "timeInForce", "until", "because");
    private static final Set<String> CANCEL = Set.of("user", "reason", "orderId", "orderIds", "because");

    private final OperatorCommands commands;
    private final CommandRoutes routes;
    private final OrderQueries orders;
    private final EntitledUsers users;
    private final SeveralOrders several;

    DeskRoutes(Vertx vertx, ConsoleSources sources, EntitledUsers users, CommandRoutes routes, OrderQueries orders) {
        this.commands = sources.commands();
        this.routes = routes;
        this.orders = orders;
        this.users = users;
        this.several = new SeveralOrders(vertx);
    }

    void addTo(Router router, AccessRules access) {
        CommandRoutes.command(router, access, "/api/care/new").handler(this::enter);
        CommandRoutes.command(router, access, "/api/care/change").handler(this::change);
        CommandRoutes.command(router, access, "/api/care/cancel").handler(this::cancel);
    }

    // A new order

    private void enter(RoutingContext context) {
        Instruction instruction = users.instruction(context);
        JsonObject body = CommandRoutes.body(context);
        OrderFields.requireKnown(body, NEW);
        SessionKey session = new SessionKey(OrderFields.name(body, "session"));
        DeskAction.Enter order = new DeskAction.Enter(session, OrderFields.name(body, "reference"),
                OrderFields.has(body, "account") ? OrderFields.name(body, "account") : null, OrderFields.name(body, "symbol"),
                OrderFields.choice(body, "side", Side.OF_ONE_INSTRUMENT), conditions(body), !OrderFields.yes(body, "toVenues"));
        routes.answer(context, "order " + order.reference() + " of " + session, instruction, commands.actForClient(order, instruction));
    }

    private static Conditions conditions(JsonObject body) {
        Price price = OrderFields.priceOrNull(body, "price");
        Price stopPx = OrderFields.priceOrNull(body, "stopPrice");
        OrdType ordType = stopPx == null ? price == null ? OrdType.MARKET : OrdType.LIMIT : price == null ? OrdType.STOP : OrdType.STOP_LIMIT;
        TimeInForce timeInForce = OrderFields.has(body, "timeInForce") ? timeInForce(body) : TimeInForce.DAY;
        return new Conditions(ordType, timeInForce, OrderFields.quantity(body), price, until(body, timeInForce),
                stopPx == null ? Instructions.NONE : Instructions.stop(stopPx));
    }

    private static TimeInForce timeInForce(JsonObject body) {
        return OrderFields.choice(body, "timeInForce", List.of(TimeInForce.values()));
    }

    private static long until(JsonObject body, @Nullable TimeInForce timeInForce) {
        if (OrderFields.has(body, "until") != (timeInForce == TimeInForce.GOOD_TILL_DATE)) {
            throw new RequestMistake(400, "until", String.valueOf(body.getValue("until")), timeInForce == TimeInForce.GOOD_TILL_DATE
                    ? "until is missing: timeInForce is GOOD_TILL_DATE"
                    : "until goes with timeInForce GOOD_TILL_DATE, which was " + (timeInForce == null ? "not given" : timeInForce));
        }
        return timeInForce == TimeInForce.GOOD_TILL_DATE ? Math.max(1, OrderFields.until(body, "until")) : 0;
    }

    // A change or a cancel

    private void change(RoutingContext context) {
        Instruction instruction = users.instruction(context);
        JsonObject body = CommandRoutes.body(context);
        OrderFields.requireKnown(body, CHANGE);
        String orderId = OrderFields.orderIds(body).getFirst();
        Quantity quantity = OrderFields.has(body, "quantity") ? OrderFields.quantity(body) : null;
        Price price = OrderFields.priceOrNull(body, "price");
        TimeInForce timeInForce = OrderFields.has(body, "timeInForce") ? timeInForce(body) : null;
        if (quantity == null && price == null && timeInForce == null) {
            throw new RequestMistake(400, "quantity", "", "what shall change: quantity, price or timeInForce");
        }
        DeskAction.Change change = new DeskAction.Change(orders.number(orderId), quantity, price, timeInForce, until(body, timeInForce), because(body));
        routes.answer(context, "change of " + orderId, instruction, commands.actForClient(change, instruction));
    }

    private void cancel(RoutingContext context) {
        Instruction instruction = users.instruction(context);
        JsonObject body = CommandRoutes.body(context);
        OrderFields.requireKnown(body, CANCEL);
        RestatedBecause because = because(body);
        Map<String, Supplier<CompletionStage<Answer>>> cancels = new LinkedHashMap<>();
        for (String orderId : OrderFields.orderIds(body)) {
            DeskAction.Cancel cancel = new DeskAction.Cancel(orders.number(orderId), because);
            cancels.put(orderId, () -> commands.actForClient(cancel, instruction));
        }
        if (OrderFields.has(body, "orderIds")) {
            several.order(context, "cancel", instruction, cancels);
        } else {
            cancels.forEach((orderId, cancel) -> routes.answer(context, "cancel of " + orderId, instruction, cancel.get()));
        }
    }

    /** Without it: the client has asked for it. */
    private static RestatedBecause because(JsonObject body) {
        return OrderFields.has(body, "because") ? OrderFields.choice(body, "because", RestatedBecause.ofPeople()) : RestatedBecause.VERBAL;
    }
}

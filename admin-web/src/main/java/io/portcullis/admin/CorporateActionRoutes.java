package io.portcullis.admin;

import io.portcullis.admin.port.CorporateActionsDesk;
import io.portcullis.admin.port.CorporateActionsDesk.Applied;
import io.portcullis.admin.port.CorporateActionsDesk.Preview;
import io.portcullis.admin.port.CorporateActionsDesk.Row;
import io.portcullis.admin.port.CorporateActionsDesk.Terms;
import io.portcullis.admin.port.OperatorCommands.Instruction;
import io.portcullis.oms.types.CorporateAction;
import io.portcullis.oms.types.Ids;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Ratio;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Corporate actions: {@code GET /api/corporate-actions} says which were applied, {@code GET /api/corporate-actions/preview?kind=split&symbol=IBM&exDate=2026-11-23&ratio=2:1}
 * what one would make of the orders that are there, and {@code POST /api/corporate-actions/apply} with the same fields, {@code preview}, {@code reason} and {@code user}
 * applies it as that preview showed it. A change of symbol has {@code newSymbol}, a dividend {@code amount}.
 */
final class CorporateActionRoutes {

    private static final int PATIENCE_SECONDS = 30;
    private static final int MAX_SYMBOL_LENGTH = 64;

    private final Vertx vertx;
    private final CorporateActionsDesk desk;
    private final CommandRoutes routes;
    private final Ids ids;

    CorporateActionRoutes(Vertx vertx, CorporateActionsDesk desk, CommandRoutes routes, Ids ids) {
        this.vertx = vertx;
        this.desk = desk;
        this.routes = routes;
        this.ids = ids;
    }

    void addTo(Router router, AccessRules access) {
        router.get("/api/corporate-actions").handler(this::applied);
        router.get("/api/corporate-actions/preview").handler(this::preview);
        CommandRoutes.command(router, access, "/api/corporate-actions/apply").handler(context -> {
            JsonObject body = CommandRoutes.body(context);
            CorporateAction action = action(body::getValue);
            String digest = CommandRoutes.text(body, "preview", 1, MAX_SYMBOL_LENGTH);
            Instruction instruction = CommandRoutes.instruction(context);
            routes.answer(context, action.text(), instruction, desk.apply(action, digest, instruction));
        });
    }

    private void applied(RoutingContext context) {
        Future.fromCompletionStage(desk.applied(), vertx.getOrCreateContext()).timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .onSuccess(all -> Answers.json(context, 200, new JsonObject().put("applied", ConsoleJson.array(all, CorporateActionRoutes::json))))
                .onFailure(context::fail);
    }

    private void preview(RoutingContext context) {
        CorporateAction action = action(name -> context.queryParam(name).isEmpty() ? null : context.queryParam(name).getFirst());
        Future.fromCompletionStage(desk.preview(action), vertx.getOrCreateContext()).timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .onSuccess(preview -> Answers.json(context, 200, json(preview))).onFailure(context::fail);
    }

    // What is asked for

    private static CorporateAction action(Function<String, @Nullable Object> fields) {
        String kind = text(fields, "kind");
        String symbol = text(fields, "symbol");
        LocalDate exDate = parsed(fields, "exDate", CorporateActionRoutes::date);
        return switch (kind) {
            case "split" -> allowed(fields, "ratio", () -> CorporateAction.split(symbol, exDate, parsed(fields, "ratio", Ratio::of)));
            case "symbol" -> allowed(fields, "newSymbol", () -> CorporateAction.change(symbol, exDate, text(fields, "newSymbol")));
            case "dividend" -> allowed(fields, "amount", () -> CorporateAction.dividend(symbol, exDate, parsed(fields, "amount", Price::of)));
            default -> throw new RequestMistake(400, "kind", kind, "must be split, symbol or dividend");
        };
    }

    /** What belongs to another kind is a mistake, and so is what makes no corporate action. */
    private static CorporateAction allowed(Function<String, @Nullable Object> fields, String its, Supplier<CorporateAction> made) {
        for (String other : new String[]{"ratio", "newSymbol", "amount"}) {
            if (!other.equals(its) && fields.apply(other) != null) {
                throw new RequestMistake(400, other, String.valueOf(fields.apply(other)), "does not belong to this kind of corporate action, " + its + " does");
            }
        }
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            throw new RequestMistake(400, its, String.valueOf(fields.apply(its)), Objects.requireNonNullElse(e.getMessage(), "can't be"));
        }
    }

    private static String text(Function<String, @Nullable Object> fields, String name) {
        Object value = fields.apply(name);
        String text = value == null ? "" : value.toString().strip();
        if (text.isEmpty() || text.length() > MAX_SYMBOL_LENGTH || text.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new RequestMistake(400, name, text, "must be given: 1 to " + MAX_SYMBOL_LENGTH + " printable characters without spaces");
        }
        return text;
    }

    private static <T> T parsed(Function<String, @Nullable Object> fields, String name, Function<String, T> parser) {
        String text = text(fields, name);
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw new RequestMistake(400, name, text, Objects.requireNonNullElse(e.getMessage(), "can't be read"));
        }
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("must be a date such as 2026-11-23", e);
        }
    }

    // What is answered

    private static JsonObject json(Applied a) {
        return new JsonObject().put("id", a.id()).put("text", a.text()).put("exDate", a.exDate().toString()).put("orders", a.orders())
                .put("adjusted", a.adjusted()).put("canceled", a.canceled()).put("done", a.isDone()).put("user", a.user()).put("reason", a.reason())
                .put("time", Instant.ofEpochSecond(0, a.time()).toString());
    }

    private JsonObject json(Preview p) {
        return new JsonObject().put("text", p.text()).put("preview", p.digest()).put("objection", p.objection()).put("orders", p.orders())
                .put("changes", p.changes()).put("rows", ConsoleJson.array(p.rows(), this::json));
    }

    private JsonObject json(Row row) {
        return new JsonObject().put("orderId", ids.orderId(row.orderId())).put("session", row.session()).put("clOrdId", row.clOrdId())
                .put("account", row.account()).put("side", row.side()).put("outcome", row.outcome()).put("before", json(row.before()))
                .put("then", json(row.then())).put("remarks", new JsonArray(row.remarks()));
    }

    private static JsonObject json(Terms t) {
        return new JsonObject().put("symbol", t.symbol()).put("orderQty", t.orderQty()).put("cumQty", t.cumQty()).put("leavesQty", t.leavesQty())
                .put("price", t.price()).put("stopPx", t.stopPx()).put("pegOffset", t.pegOffset()).put("discretion", t.discretion()).put("display", t.display())
                .put("minQty", t.minQty());
    }
}

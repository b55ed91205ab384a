package io.portcullis.admin;

import io.portcullis.admin.port.OperatorCommands.Instruction;
import io.portcullis.admin.port.RiskMetricsView;
import io.portcullis.admin.port.RiskMetricsView.Close;
import io.portcullis.admin.port.RiskMetricsView.PortfolioRow;
import io.portcullis.admin.port.RiskMetricsView.Snapshot;
import io.portcullis.oms.types.Price;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Risk metrics: {@code GET /api/risk/metrics} says what they were when they were reckoned last, {@code ?portfolio=client=ACME} of one portfolio with its correlations, without them by {@code &correlations=no}; {@code POST /api/risk/metrics/anew} has them
 * reckoned anew. {@code GET /api/prices} says which closes there are; {@code POST /api/prices} with {@code closes}, each a symbol, a date, a close and perhaps an adjusted one, enters some.
 */
final class RiskMetricsRoutes {

    private static final int PATIENCE_SECONDS = 60;
    private static final int MAX_BODY_BYTES = 1 << 20;
    private static final int MOST_CLOSES = 5_000;

    private final Vertx vertx;
    private final @Nullable RiskMetricsView metrics;
    private final EntitledUsers users;
    private final CommandRoutes routes;

    RiskMetricsRoutes(Vertx vertx, @Nullable RiskMetricsView metrics, EntitledUsers users, CommandRoutes routes) {
        this.vertx = vertx;
        this.metrics = metrics;
        this.users = users;
        this.routes = routes;
    }

    void addTo(Router router, AccessRules access) {
        router.get("/api/risk/metrics").handler(context -> answer(context, metrics().last()
                .orElseThrow(() -> new RequestMistake(503, "metrics", "", "are not reckoned yet: try again in a moment"))));
        CommandRoutes.command(router, access, "/api/risk/metrics/anew")
                .handler(context -> within(metrics().anew(), context, snapshot -> answer(context, snapshot)));
        router.get("/api/prices").handler(context -> within(metrics().closes(), context,
                all -> Answers.json(context, 200, new JsonObject().put("prices", ConsoleJson.array(all, RiskMetricsRoutes::json)))));
        router.post("/api/prices").handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES)).handler(access::requireSameOrigin)
                .handler(access::requireConsoleHeader).handler(context -> {
                    Instruction instruction = users.instruction(context);
                    List<Close> closes = closes(CommandRoutes.body(context));
                    routes.answer(context, "entry of " + closes.size() + " closes", instruction, metrics().enter(closes, instruction));
                });
    }

    private RiskMetricsView metrics() {
        if (metrics == null) {
            throw new RequestMistake(404, "metrics", "", "are not reckoned here: [risk-metrics] on = no");
        }
        return metrics;
    }

    private <T> void within(CompletionStage<T> stage, RoutingContext context, Consumer<T> then) {
        Future.fromCompletionStage(stage, vertx.getOrCreateContext()).timeout(PATIENCE_SECONDS, TimeUnit.SECONDS).onSuccess(value -> {
            try {
                then.accept(value);
            } catch (RequestMistake mistake) {
                context.fail(mistake);
            }
        }).onFailure(context::fail);
    }

    // What is shown

    private static void answer(RoutingContext context, Snapshot snapshot) {
        List<String> asked = context.queryParam("portfolio");
        String wanted = asked.isEmpty() ? null : asked.getFirst();
        List<PortfolioRow> shown = snapshot.portfolios().stream().filter(each -> wanted == null || each.name().equals(wanted)).toList();
        if (shown.isEmpty() && wanted != null) {
            throw new RequestMistake(404, "portfolio", wanted,
                    "holds nothing; must be one of " + String.join(", ", snapshot.portfolios().stream().map(PortfolioRow::name).toList()));
        }
        boolean isWhole = wanted != null && withCorrelations(context);
        RiskMetricsView.History history = snapshot.history();
        Answers.json(context, 200, new JsonObject().put("time", snapshot.time() / 1_000_000).put("tookMillis", snapshot.tookMillis())
                .put("currency", snapshot.currency())
                .put("history", new JsonObject().put("from", Objects.toString(history.from(), null)).put("until", Objects.toString(history.until(), null))
                        .put("observations", history.observations()).put("shortenedBy", history.shortenedBy()).put("benchmark", history.benchmark())
                        .put("paths", history.paths()))
                .put("portfolios", ConsoleJson.array(shown, each -> json(each, isWhole)))
                .put("limits", ConsoleJson.array(snapshot.limits(), RiskMetricsRoutes::json)).put("troubles", new JsonArray(snapshot.troubles())));
    }

    private static boolean withCorrelations(RoutingContext context) {
        List<String> asked = context.queryParam("correlations");
        String text = asked.isEmpty() ? "yes" : asked.getFirst();
        if (!text.equals("yes") && !text.equals("no")) {
            throw new RequestMistake(400, "correlations", text, "must be yes or no");
        }
        return text.equals("yes");
    }

    private static JsonObject json(PortfolioRow p, boolean isWhole) {
        JsonObject json = new JsonObject().put("portfolio", p.name()).put("gross", money(p.bought() + p.owed())).put("net", money(p.bought() - p.owed()))
                .put("bought", money(p.bought())).put("owed", money(p.owed())).put("capital", money(p.capital())).put("leverage", number(p.leverage()))
                .put("beta", number(p.beta())).put("betaExposure", money(p.betaExposure())).put("gained", money(p.gained()))
                .put("drawdown", money(p.drawdown()))
                .put("gainUnknown", new JsonArray(p.gainUnknown()))
                .put("tails", ConsoleJson.array(p.tails(), RiskMetricsRoutes::json))
                .put("sectors", ConsoleJson.array(p.sectors(), each -> new JsonObject().put("sector", each.name()).put("bought", money(each.bought()))
                        .put("owed", money(each.owed()))))
                .put("worst", ConsoleJson.array(p.worst(), each -> new JsonObject().put("days", each.days()).put("from", each.from().toString())
                        .put("until", each.until().toString()).put("gain", money(each.gain()))))
                .put("stress", ConsoleJson.array(p.stress(), each -> new JsonObject().put("scenario", each.scenario()).put("gain", money(each.gain()))
                        .put("untouched", new JsonArray(each.untouched()))))
                .put("uncovered", ConsoleJson.array(p.uncovered(), each -> new JsonObject().put("symbol", each.symbol()).put("quantity", each.quantity())
                        .put("value", money(each.value())).put("reason", each.reason())));
        json.put("correlated", p.correlations().symbols().size() + p.correlations().leftOut());
        return isWhole ? json.put("correlations", json(p.correlations())) : json;
    }

    private static JsonObject json(RiskMetricsView.TailRow tail) {
        return new JsonObject().put("method", tail.method()).put("level", tail.level()).put("days", tail.days()).put("var", money(tail.valueAtRisk()))
                .put("es", money(tail.expectedShortfall())).put("standardError", money(tail.standardError()));
    }

    private static JsonObject json(RiskMetricsView.Matrix matrix) {
        JsonArray rows = new JsonArray();
        for (int row = 0; row < matrix.symbols().size(); row++) {
            JsonArray values = new JsonArray();
            for (int column = 0; column < matrix.symbols().size(); column++) {
                values.add(number(matrix.cells().of(row, column)));
            }
            rows.add(values);
        }
        return new JsonObject().put("symbols", new JsonArray(matrix.symbols())).put("leftOut", matrix.leftOut()).put("rows", rows);
    }

    private static JsonObject json(RiskMetricsView.LimitRow limit) {
        return new JsonObject().put("scope", limit.scope()).put("portfolio", limit.portfolio()).put("metric", limit.metric()).put("limit", limit.limit())
                .put("currency", limit.currency())
                .put("warnPercent", limit.warnPercent()).put("kills", limit.kills()).put("used", money(limit.used())).put("standing", limit.standing());
    }

    private static JsonObject json(RiskMetricsView.Coverage coverage) {
        return new JsonObject().put("symbol", coverage.symbol()).put("first", coverage.first().toString()).put("last", coverage.last().toString())
                .put("closes", coverage.closes()).put("ofMarket", coverage.ofMarket());
    }

    private static @Nullable String money(@Nullable Double amount) {
        return decimal(amount, 2);
    }

    private static @Nullable String number(@Nullable Double number) {
        return decimal(number, 4);
    }

    private static @Nullable String decimal(@Nullable Double number, int places) {
        return number == null || !Double.isFinite(number) ? null : new BigDecimal(number).setScale(places, RoundingMode.HALF_EVEN).toPlainString();
    }

    // What is entered

    private static List<Close> closes(JsonObject body) {
        if (!(body.getValue("closes") instanceof JsonArray all) || all.isEmpty() || all.size() > MOST_CLOSES) {
            throw new RequestMistake(400, "closes", String.valueOf(body.getValue("closes")), "must be a list of 1 to " + MOST_CLOSES + " closes");
        }
        List<Close> closes = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (!(all.getValue(i) instanceof JsonObject each)) {
                throw new RequestMistake(400, "closes[" + i + "]", String.valueOf(all.getValue(i)), "must be an object with symbol, date and close");
            }
            String place = "closes[" + i + "].";
            closes.add(new Close(text(each, "symbol", place), day(each, place), price(each, "close", place),
                    each.getValue("adjusted") == null ? null : price(each, "adjusted", place)));
        }
        return closes;
    }

    private static String text(JsonObject from, String field, String place) {
        String text = Objects.toString(from.getValue(field), "").strip();
        if (text.isEmpty() || text.length() > 64 || text.chars().anyMatch(Character::isISOControl)) {
            throw new RequestMistake(400, place + field, text, "must be given, in at most 64 characters");
        }
        return text;
    }

    private static LocalDate day(JsonObject from, String place) {
        String text = text(from, "date", place);
        try {
            LocalDate day = LocalDate.parse(text);
            if (day.getYear() >= 1900 && day.getYear() < 2200) {
                return day;
            }
        } catch (DateTimeException e) {
            throw new RequestMistake(400, place + "date", text, "must be a day such as 2026-11-20");
        }
        throw new RequestMistake(400, place + "date", text, "must be a day from 1900 to 2199");
    }

    private static BigDecimal price(JsonObject from, String field, String place) {
        String text = text(from, field, place);
        try {
            if (Price.of(text).isPositive()) {
                return new BigDecimal(Price.of(text).toString());
            }
        } catch (NumberFormatException e) {
            throw new RequestMistake(400, place + field, text, "must be a decimal number with at most eight places, up to 92 thousand million");
        }
        throw new RequestMistake(400, place + field, text, "must be more than 0");
    }
}

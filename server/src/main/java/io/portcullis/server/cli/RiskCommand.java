package io.portcullis.server.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the risk metrics of a running hub. */
@Command(name = "risk", mixinStandardHelpOptions = true, versionProvider = BuildVersion.class, description = "Risk metrics: what portfolios could lose.", footer = {
    "", "Actions:",
    "  show          exposure, value at risk and expected shortfall, of one portfolio all of it",
    "  stress        what scenarios and the worst days would bring",
    "  correlations  how the instruments of a portfolio go with each other", "  limits        how limits of metrics are used", "", "Examples:",
    "  risk show --portfolio client=ACME",
    "  risk stress --anew"})
public final class RiskCommand implements Callable<Integer> {

    private static final String PATH = "/api/risk/metrics";

    @Parameters(index = "0", paramLabel = "ACTION", description = "See below.")
    private String action = "";

    @Option(names = "--portfolio", description = "One of firm, group=, client=, desk=, account= and portfolio=.")
    private @Nullable String portfolio;

    @Option(names = "--anew", description = "Has them reckoned anew before.")
    private boolean isAnew;

    @Mixin
    private HubOrder order = new HubOrder();

    @Override
    public Integer call() throws IOException {
        return switch (action) {
            case "show" -> ask(null, portfolio == null ? RiskCommand::table : RiskCommand::whole);
            case "stress" -> ask(null, RiskCommand::stress);
            case "correlations" -> ask(portfolio == null ? "correlations needs a --portfolio" : null, RiskCommand::correlations);
            case "limits" -> ask(null, RiskCommand::limits);
            default -> HubOrder.mistaken("ACTION=" + action + " must be show, stress, correlations or limits");
        };
    }

    private int ask(@Nullable String mistake, Consumer<JsonObject> show) throws IOException {
        return order.talk(mistake, hub -> {
            RunningHub.Answer anew = isAnew ? hub.post(PATH + "/anew", new JsonObject()) : null;
            return anew != null && !anew.isDone() ? HubOrder.shown(anew, show)
                    : HubOrder.shown(hub.get(PATH + (portfolio == null ? "" : "?portfolio=" + URLEncoder.encode(portfolio, StandardCharsets.UTF_8))), body -> {
                        head(body);
                        show.accept(body);
                    });
        });
    }

    private static void head(JsonObject body) {
        JsonObject history = body.getJsonObject("history");
        System.out.println("reckoned " + Instant.ofEpochMilli(body.getLong("time")) + " in " + body.getLong("tookMillis") + " ms, in "
                + body.getString("currency") + "; "
                + (history.getString("from") == null ? "no closes"
                        : "returns of " + history.getInteger("observations") + " days, " + history.getString("from") + " to " + history.getString("until"))
                + (history.getString("shortenedBy") == null ? "" : ", no more because of " + history.getString("shortenedBy")) + "; "
                + history.getInteger("paths") + " paths");
        body.getJsonArray("troubles").forEach(trouble -> System.out.println("! " + trouble));
        System.out.println();
    }

    private static List<JsonObject> objects(JsonArray all) {
        return all.stream().map(JsonObject.class::cast).toList();
    }

    private static String orDash(@Nullable String text) {
        return Objects.requireNonNullElse(text, "-");
    }

    private static String tail(JsonObject of, String method, String level, int days, String field) {
        return objects(of.getJsonArray("tails")).stream()
                .filter(each -> each.getString("method").equals(method) && each.getString("level").equals(level) && each.getInteger("days") == days)
                .map(each -> each.getString(field)).findFirst().orElse("-");
    }

    // All portfolios

    private static void table(JsonObject body) {
        System.out.printf("%-24s %16s %16s %8s %8s %16s %16s %16s %16s%n", "portfolio", "gross", "net", "leverage", "beta", "VaR 99% 1d hist", "parametric",
                "Monte Carlo", "ES 97.5% 1d hist");
        for (JsonObject p : objects(body.getJsonArray("portfolios"))) {
            System.out.printf("%-24s %16s %16s %8s %8s %16s %16s %16s %16s%n", p.getString("portfolio"), p.getString("gross"), p.getString("net"),
                    orDash(p.getString("leverage")),
                    orDash(p.getString("beta")), tail(p, "historical", "99", 1, "var"), tail(p, "parametric", "99", 1, "var"),
                    tail(p, "monte-carlo", "99", 1, "var"),
                    tail(p, "historical", "97.5", 1, "es"));
            uncovered(p);
        }
    }

    private static void uncovered(JsonObject p) {
        for (JsonObject each : objects(p.getJsonArray("uncovered"))) {
            System.out.println("    not in it: " + each.getString("quantity") + " " + each.getString("symbol")
                    + (each.getString("value") == null ? "" : ", worth " + each.getString("value")) + ": " + each.getString("reason"));
        }
    }

    // One portfolio

    private static void whole(JsonObject body) {
        JsonObject p = body.getJsonArray("portfolios").getJsonObject(0);
        System.out.println(p.getString("portfolio") + ": gross " + p.getString("gross") + ", net " + p.getString("net") + ", leverage "
                + orDash(p.getString("leverage")) + ", beta "
                + orDash(p.getString("beta")) + " (" + orDash(p.getString("betaExposure")) + "), gained today " + p.getString("gained") + ", drawdown "
                + orDash(p.getString("drawdown")));
        uncovered(p);
        System.out.printf("%n%-12s %6s %5s %16s %16s %12s%n", "method", "level", "days", "VaR", "ES", "+-");
        for (JsonObject each : objects(p.getJsonArray("tails"))) {
            System.out.printf("%-12s %5s%% %5d %16s %16s %12s%n", each.getString("method"), each.getString("level"), each.getInteger("days"),
                    each.getString("var"),
                    each.getString("es"), Objects.requireNonNullElse(each.getString("standardError"), ""));
        }
        System.out.printf("%n%-24s %16s %16s%n", "sector", "long", "short");
        for (JsonObject each : objects(p.getJsonArray("sectors"))) {
            System.out.printf("%-24s %16s %16s%n", each.getString("sector").isEmpty() ? "(none)" : each.getString("sector"), each.getString("bought"),
                    each.getString("owed"));
        }
    }

    // Stress

    private static void stress(JsonObject body) {
        System.out.printf("%-24s %-40s %16s%n", "portfolio", "scenario", "gain");
        for (JsonObject p : objects(body.getJsonArray("portfolios"))) {
            for (JsonObject each : objects(p.getJsonArray("worst"))) {
                System.out.printf("%-24s %-40s %16s%n", p.getString("portfolio"),
                        "worst " + (each.getInteger("days") == 1 ? "day" : each.getInteger("days") + " days") + ", "
                                + each.getString("from") + " to " + each.getString("until"),
                        each.getString("gain"));
            }
            for (JsonObject each : objects(p.getJsonArray("stress"))) {
                System.out.printf("%-24s %-40s %16s%s%n", p.getString("portfolio"), each.getString("scenario"), each.getString("gain"),
                        each.getJsonArray("untouched").isEmpty() ? ""
                                : "  nothing is said of " + each.getJsonArray("untouched").stream().map(Object::toString).collect(Collectors.joining(", ")));
            }
        }
    }

    // Correlations

    private static void correlations(JsonObject body) {
        JsonObject matrix = body.getJsonArray("portfolios").getJsonObject(0).getJsonObject("correlations");
        JsonArray symbols = matrix.getJsonArray("symbols");
        System.out.printf("%-12s", "");
        symbols.forEach(symbol -> System.out.printf(" %8s", symbol));
        System.out.println();
        for (int row = 0; row < symbols.size(); row++) {
            System.out.printf("%-12s", symbols.getString(row));
            matrix.getJsonArray("rows").getJsonArray(row).forEach(value -> System.out.printf(" %8s", Objects.requireNonNullElse(value, "-")));
            System.out.println();
        }
        if (matrix.getInteger("leftOut") > 0) {
            System.out.println("left out: " + matrix.getInteger("leftOut") + " instruments of which less is held than of these " + symbols.size());
        }
    }

    // Limits

    private static void limits(JsonObject body) {
        System.out.printf("%-24s %-28s %16s %4s %16s %5s %-5s %s%n", "portfolio", "metric", "limit", "", "used", "warns", "kills", "standing");
        for (JsonObject each : objects(body.getJsonArray("limits"))) {
            System.out.printf("%-24s %-28s %16s %4s %16s %5s %-5s %s%n", each.getString("portfolio"), each.getString("metric"), each.getString("limit"),
                    Objects.requireNonNullElse(each.getString("currency"), ""), orDash(each.getString("used")),
                    each.getInteger("warnPercent") == 0 ? "" : each.getInteger("warnPercent") + "%",
                    each.getBoolean("kills") ? "yes" : "", each.getString("standing").toLowerCase(Locale.ROOT));
        }
    }
}

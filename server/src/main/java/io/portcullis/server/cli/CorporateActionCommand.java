package io.portcullis.server.cli;

import io.portcullis.server.settings.SettingsException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what a corporate action would make of the running hub's orders, applies it as it was shown, and says which were applied. */
@Command(name = "corporate-action", mixinStandardHelpOptions = true, versionProvider = BuildVersion.class, description = "Corporate actions, applied to orders that outlive the day.", footer = {
    "", "Actions:", "  preview KIND SYMBOL  what it would make of each order; nothing is changed",
    "  apply KIND SYMBOL    does what the preview that --preview names has shown; refused if something has changed since",
    "  list                 which were applied",
    "", "Kinds:", "  split     --ratio 2:1, new shares for old ones; a reverse split is 1:10", "  symbol    --new-symbol ABC",
    "  dividend  --amount 0.25, per share",
    "", "Examples:", "  corporate-action preview split IBM --ex-date 2026-11-23 --ratio 2:1",
    "  corporate-action apply split IBM --ex-date 2026-11-23 --ratio 2:1 --preview 0a1b2c3d4e --reason 'as announced'"})
public final class CorporateActionCommand implements Callable<Integer> {

    private static final String PATH = "/api/corporate-actions";

    @Parameters(index = "0", paramLabel = "ACTION", description = "See below.")
    private String action = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "KIND", description = "split, symbol or dividend.")
    private @Nullable String kind;

    @Parameters(index = "2", arity = "0..1", paramLabel = "SYMBOL", description = "Of the instrument, as it is called before.")
    private @Nullable String symbol;

    @Option(names = "--ex-date", paramLabel = "DATE", description = "The first trading day on the new terms, such as 2026-11-23.")
    private @Nullable String exDate;

    @Option(names = "--ratio", paramLabel = "NEW:OLD", description = "Of a split.")
    private @Nullable String ratio;

    @Option(names = "--new-symbol", paramLabel = "SYMBOL", description = "Of a change of symbol.")
    private @Nullable String newSymbol;

    @Option(names = "--amount", description = "Of a dividend, per share.")
    private @Nullable String amount;

    @Option(names = "--preview", paramLabel = "NUMBER", description = "The preview that is applied, as it was printed.")
    private @Nullable String preview;

    @Option(names = "--reason", description = "Why: 3 to 200 characters, for the event log.")
    private @Nullable String reason;

    @Option(names = "--user", defaultValue = "${sys:user.name}", description = "Who orders it (default: ${DEFAULT-VALUE}).")
    private String user = "";

    @Option(names = "--conf", defaultValue = "${sys:portcullis.home:-.}/conf", description = "Directory of the installation's files (default: ${DEFAULT-VALUE}).")
    private Path conf = Path.of("conf");

    @Override
    public Integer call() throws IOException {
        String objection = objection();
        if (objection != null) {
            System.err.println("portcullis: " + objection);
            return 2;
        }
        try (RunningHub hub = new RunningHub(conf, user)) {
            return switch (action) {
                case "preview" -> showPreview(hub.get(PATH + "/preview?" + query(what())));
                case "apply" -> say(hub.post(PATH + "/apply", what().put("preview", preview).put("reason", reason)));
                default -> showAll(hub.get(PATH));
            };
        } catch (SettingsException | IllegalArgumentException e) {
            System.err.println("portcullis: " + e.getMessage());
            return 2;
        }
    }

    private @Nullable String objection() {
        return switch (action) {
            case "list" -> kind == null ? null : "list is of all, but KIND=" + kind + " was given";
            case "preview" -> objectionToWhat();
            case "apply" -> {
                String what = objectionToWhat();
                yield what != null ? what
                        : preview == null ? "apply needs the number of the --preview that was looked at"
                                : reason == null ? "apply needs a --reason, for the event log" : null;
            }
            default -> "ACTION=" + action + " must be preview, apply or list";
        };
    }

    private @Nullable String objectionToWhat() {
        return kind == null || symbol == null ? action + " needs a KIND, split, symbol or dividend, and a SYMBOL"
                : exDate == null ? action + " needs the --ex-date, the first trading day on the new terms" : null;
    }

    private JsonObject what() {
        JsonObject what = new JsonObject().put("kind", kind).put("symbol", symbol).put("exDate", exDate);
        Map.of("ratio", ratio == null ? "" : ratio, "newSymbol", newSymbol == null ? "" : newSymbol, "amount", amount == null ? "" : amount)
                .forEach((field, value) -> {
                    if (!value.isEmpty()) {
                        what.put(field, value);
                    }
                });
        return what;
    }

    private static String query(JsonObject what) {
        return what.stream().map(field -> field.getKey() + "=" + URLEncoder.encode(String.valueOf(field.getValue()), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    // What is printed

    private static int showPreview(RunningHub.Answer answer) {
        if (!answer.isDone()) {
            System.err.println("portcullis: " + answer.error());
            return 1;
        }
        JsonObject body = answer.body();
        System.out.println(body.getString("text"));
        JsonArray rows = body.getJsonArray("rows");
        for (int i = 0; i < rows.size(); i++) {
            show(rows.getJsonObject(i));
        }
        int more = body.getInteger("orders") - rows.size();
        System.out.printf("%d orders%s, of which %d are changed%n", body.getInteger("orders"), more > 0 ? ", " + more + " of them not shown" : "",
                body.getInteger("changes"));
        String objection = body.getString("objection");
        System.out.println(objection == null ? "preview " + body.getString("preview") + ": to apply it, corporate-action apply with the same and --preview "
                + body.getString("preview") + " --reason …" : "it can't be applied now: " + objection);
        return 0;
    }

    private static void show(JsonObject row) {
        System.out.printf("%-10s %s %s %s %s%n", row.getString("outcome"), row.getString("orderId"), row.getString("session"), row.getString("clOrdId"),
                row.getString("side"));
        System.out.println("    is   " + terms(row.getJsonObject("before")));
        if (!row.getString("outcome").equals("as-it-is")) {
            System.out.println("    then " + terms(row.getJsonObject("then")));
        }
        row.getJsonArray("remarks").forEach(remark -> System.out.println("    - " + remark));
    }

    private static String terms(JsonObject t) {
        return t.getString("symbol") + " " + t.getString("orderQty") + given(" at ", t.getString("price")) + given(", stop price ", t.getString("stopPx"))
                + given(", offset ", t.getString("pegOffset")) + given(", discretion ", t.getString("discretion")) + given(", shown ", t.getString("display"))
                + given(", at least ", t.getString("minQty"))
                + ", executed " + t.getString("cumQty") + ", open " + t.getString("leavesQty");
    }

    private static String given(String what, @Nullable String value) {
        return value == null ? "" : what + value;
    }

    private static int showAll(RunningHub.Answer answer) {
        if (!answer.isDone()) {
            System.err.println("portcullis: " + answer.error());
            return 1;
        }
        JsonArray all = answer.body().getJsonArray("applied");
        for (int i = 0; i < all.size(); i++) {
            JsonObject each = all.getJsonObject(i);
            System.out.printf("%s  %s%n    %d orders: %d adjusted, %d canceled%s; %s, by %s: %s%n", each.getString("id"), each.getString("text"),
                    each.getInteger("orders"), each.getInteger("adjusted"), each.getInteger("canceled"), each.getBoolean("done") ? "" : ", going on",
                    each.getString("time"), each.getString("user"), each.getString("reason"));
        }
        System.out.println(all.isEmpty() ? "no corporate action was applied" : "");
        return 0;
    }

    private static int say(RunningHub.Answer answer) {
        if (!answer.isDone()) {
            System.err.println("portcullis: " + answer.error());
            return 1;
        }
        System.out.println(answer.body().getString("text", "done") + "; corporate-action list says how far it is");
        return 0;
    }
}

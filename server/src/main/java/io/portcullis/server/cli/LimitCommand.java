package io.portcullis.server.cli;

import io.portcullis.oms.limit.Breaker;
import io.portcullis.oms.limit.Limit;
import io.portcullis.oms.limit.LimitKey;
import io.portcullis.oms.limit.Measure;
import io.portcullis.oms.limit.Window;
import io.portcullis.server.settings.LimitsFile;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the limits of a running hub and how they are used, changes them, and settles what a second person has to approve. */
@Command(name = "limit", mixinStandardHelpOptions = true, versionProvider = BuildVersion.class, description = "Limits: how much orders may be.", footer = {"",
    "Actions:", "  list                          which are in force, and how they are used",
    "  set SCOPE MEASURE LIMIT       less at once; more when a second person approves it",
    "  remove SCOPE MEASURE          there is none any more, or that of a wider scope", "  proposals                     what waits for a second person",
    "  approve NUMBER, decline NUMBER", "  export                        all as a file has them, printed: a table (CSV), or a list with --yaml",
    "  import FILE                   those of the file, a table or, if its name ends in .yaml, a list; --preview only shows what would change, --exactly removes all others",
    "  affected [SCOPE]              open orders of what is restricted, by that limit or whichever",
    "  cancel-affected SCOPE         they are canceled", "", "Examples:",
    "  limit set 'account=* symbol=IBM' open-notional 5000000 --currency USD --warn 80 --reason 'as agreed'",
    "  limit set symbol=IBM restricted yes --daily '09:30-10:00 America/New_York' --until 2026-12-24T21:00:00Z --reason 'research'",
    "  limit set 'client=*' executions 500/60s --warn 80 --release 'one-person after 5m' --reason 'RTS 6'",
    "  limit set client=ACME var-99-1d 250000 --currency USD --warn 80 --release two-persons --reason 'as agreed'",
    "  limit approve 20481 --user bob --reason 'seen'"})
public final class LimitCommand implements Callable<Integer> {

    private static final String PATH = "/api/limits";

    @Parameters(index = "0", paramLabel = "ACTION", description = "See below.")
    private String action = "";

    @Parameters(index = "1..*", arity = "0..3", paramLabel = "WHAT", description = "What the action is about.")
    private List<String> what = new ArrayList<>();

    @Option(names = "--currency", description = "Of an amount of money.")
    private @Nullable String currency;

    @Option(names = "--warn", paramLabel = "PERCENT", description = "From which part of the limit on the desk is warned.")
    private int warnPercent;

    @Option(names = "--daily", paramLabel = "HOURS", description = "At which hours of each day it holds: '22:00-02:00 Europe/London'.")
    private @Nullable String daily;

    @Option(names = "--from", paramLabel = "TIME", description = "Since when it holds: 2026-12-24T09:30:00-05:00.")
    private @Nullable String from;

    @Option(names = "--until", paramLabel = "TIME", description = "Until when it holds.")
    private @Nullable String until;

    @Option(names = "--release", paramLabel = "WHO", description = "Who releases what a limit kills: two-persons, 'one-person after 5m', 'alone after 5m'. Without it one of a risk metric kills nothing.")
    private @Nullable String release;

    @Option(names = "--preview", description = "Shows what an import would change, and changes nothing.")
    private boolean isPreview;

    @Option(names = "--exactly", description = "An import removes the limits that are not in the file.")
    private boolean isExact;

    @Option(names = "--yaml", description = "An export is a list in YAML instead of a table.")
    private boolean isYaml;

    @Mixin
    private HubOrder order = new HubOrder();

    @Override
    public Integer call() throws IOException {
        return switch (action) {
            case "list" -> order.talk(takes(0), hub -> HubOrder.shown(hub.get(PATH), LimitCommand::showAll));
            case "proposals" -> order.talk(takes(0), hub -> HubOrder.shown(hub.get(PATH), LimitCommand::showProposals));
            case "export" -> order.talk(takes(0), hub -> HubOrder.shown(hub.get(PATH),
                    body -> System.out.print(isYaml ? LimitsFile.yaml(limits(body)) : LimitsFile.text(limits(body)))));
            case "set" -> order.talk(first(takes(3), order.missingReason(action)), hub -> change(hub, List.of(asked(what.get(2)))));
            case "remove" -> order.talk(first(takes(2), order.missingReason(action)), hub -> change(hub, List.of(asked(null))));
            case "approve", "decline" -> order.talk(first(takes(1), order.missingReason(action)),
                    hub -> said(hub.post(PATH + "/proposals/" + what.getFirst() + "/" + action, order.body())));
            case "import" -> order.talk(first(takes(1), isPreview ? null : order.missingReason(action)), this::takeIn);
            case "affected" -> order.talk(what.isEmpty() ? null : takes(1), hub -> HubOrder.shown(hub.get(affectedPath()), LimitCommand::showAffected));
            case "cancel-affected" -> order.talk(first(takes(1), order.missingReason(action)),
                    hub -> said(hub.post(PATH + "/affected/cancel", order.body().put("scope", what.getFirst()))));
            default -> HubOrder.mistaken(
                    "ACTION=" + action + " must be list, set, remove, proposals, approve, decline, export, import, affected or cancel-affected");
        };
    }

    private @Nullable String takes(int count) {
        return what.size() == count ? null
                : action + " is about " + count + (count == 1 ? " thing" : " things") + ", see below, was with " + what.size() + ": " + what;
    }

    private static @Nullable String first(@Nullable String mistake, @Nullable String other) {
        return mistake == null ? other : mistake;
    }

    private JsonObject asked(@Nullable String limit) {
        return new JsonObject().put("scope", what.get(0)).put("measure", what.get(1)).put("limit", limit).put("currency", currency)
                .put("warnPercent", warnPercent).put("daily", daily).put("from", from).put("until", until).put("release", release);
    }

    private int change(RunningHub hub, List<JsonObject> changes) throws IOException {
        return said(hub.post(PATH, order.body().put("changes", new JsonArray(changes))));
    }

    private static int said(RunningHub.Answer answer) {
        return HubOrder.shown(answer, body -> System.out.println(body.getString("text", "done")));
    }

    // Files

    private int takeIn(RunningHub hub) throws IOException {
        Path file = Path.of(what.getFirst());
        List<Limit> wanted = new LimitsFile(file.toString()).read(Files.readString(file));
        RunningHub.Answer answer = hub.get(PATH);
        if (!answer.isDone()) {
            return HubOrder.shown(answer, _ -> {});
        }
        Map<LimitKey, Limit> now = new LinkedHashMap<>();
        limits(answer.body()).forEach(limit -> now.put(limit.key(), limit));
        List<JsonObject> changes = changes(wanted, now);
        if (changes.isEmpty() || isPreview) {
            System.out.println(changes.isEmpty() ? "nothing would change" : changes.size() + " limits would change");
            return 0;
        }
        return change(hub, changes);
    }

    /** Says each, and what is to be ordered. */
    private List<JsonObject> changes(List<Limit> wanted, Map<LimitKey, Limit> now) {
        List<JsonObject> changes = new ArrayList<>();
        for (Limit limit : wanted) {
            Limit before = now.remove(limit.key());
            if (!Objects.equals(limit, before)) {
                System.out.println(limit.key() + ": " + words(before) + " -> " + words(limit));
                changes.add(json(limit.key(), limit));
            }
        }
        if (isExact) {
            now.forEach((key, before) -> {
                System.out.println(key + ": " + words(before) + " -> none");
                changes.add(json(key, null));
            });
        }
        return changes;
    }

    private static String words(@Nullable Limit limit) {
        return limit == null ? "none" : limit + (limit.warnPercent() == 0 ? "" : ", warning at " + limit.warnPercent() + "%");
    }

    private static JsonObject json(LimitKey key, @Nullable Limit limit) {
        return new JsonObject().put("scope", key.scopeText()).put("measure", key.measureText())
                .put("limit", limit == null ? null : limit.mostText()).put("currency", limit == null ? null : limit.currency())
                .put("warnPercent", limit == null ? 0 : limit.warnPercent()).put("daily", limit == null ? null : text(limit.window().daily()))
                .put("from", limit == null ? null : text(limit.window().from())).put("until", limit == null ? null : text(limit.window().until()))
                .put("release", limit == null || limit.breaker() == null ? null : limit.breaker().release().toString());
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static List<Limit> limits(JsonObject body) {
        List<Limit> limits = new ArrayList<>();
        for (Object each : body.getJsonArray("limits")) {
            JsonObject json = (JsonObject) each;
            LimitKey key = LimitKey.of(json.getString("scope"), json.getString("measure"));
            limits.add(new Limit(key, Limit.most(key.measure(), json.getString("limit")), json.getString("currency"), json.getInteger("warnPercent"),
                    window(json), Breaker.of(key.measure(), json.getString("limit"), json.getString("release"))));
        }
        return limits;
    }

    private static Window window(JsonObject json) {
        return Window.of(json.getString("daily"), json.getString("from"), json.getString("until"));
    }

    private String affectedPath() {
        return PATH + "/affected" + (what.isEmpty() ? "" : "?scope=" + URLEncoder.encode(what.getFirst(), StandardCharsets.UTF_8));
    }

    // What is printed

    private static void showAffected(JsonObject body) {
        JsonArray orders = body.getJsonArray("orders");
        for (Object each : orders) {
            JsonObject order = (JsonObject) each;
            System.out.printf("%s  %s of %s, account %s: %s %s of %s, restricted by %s%n", order.getString("orderId"), order.getString("clOrdId"),
                    order.getString("session"), order.getString("account"), order.getString("side"), order.getString("leavesQty"), order.getString("symbol"),
                    order.getString("restrictedBy"));
        }
        int count = body.getInteger("count");
        System.out.println(count == 0 ? "no open order is of what is restricted" : count > orders.size() ? "and " + (count - orders.size()) + " more" : "");
    }

    private static void showAll(JsonObject body) {
        JsonArray uses = body.getJsonArray("uses");
        for (Object each : body.getJsonArray("limits")) {
            JsonObject limit = (JsonObject) each;
            Window window = window(limit);
            System.out.printf("%-44s %s%s%s%n", limit.getString("scope") + " " + limit.getString("measure"), amount(limit),
                    limit.getInteger("warnPercent") == 0 ? "" : ", warning at " + limit.getInteger("warnPercent") + "%",
                    (window.isAlways() ? "" : ", " + window) + (limit.getString("release") == null ? "" : ", release by " + limit.getString("release")));
            for (Object use : uses) {
                showIfOf((JsonObject) use, limit);
            }
        }
        int proposals = body.getJsonArray("proposals").size();
        System.out
                .println(proposals == 0 ? "" : proposals + (proposals == 1 ? " proposal waits" : " proposals wait") + " for a second person: limit proposals");
    }

    private static void showIfOf(JsonObject use, JsonObject limit) {
        if (use.getString("scope").equals(limit.getString("scope")) && use.getString("measure").equals(limit.getString("measure"))) {
            String measured = use.getString("measured");
            System.out.printf("    %s: used %s%s%n", use.getString("of"),
                    use.getString("used") == null ? "is not known" + (measured == null ? ", a currency has no rate" : "") : use.getString("used"),
                    measured == null ? "" : ", measured " + measured);
        }
    }

    private static String amount(JsonObject limit) {
        return limit.getString("limit") + (limit.getString("currency") == null ? "" : " " + limit.getString("currency"))
                + (limit.getString("measure").equals(Measure.PRICE_DEVIATION.text()) ? "%" : "");
    }

    private static void showProposals(JsonObject body) {
        JsonArray all = body.getJsonArray("proposals");
        for (Object each : all) {
            JsonObject proposal = (JsonObject) each;
            System.out.printf("%s  %s, by %s: %s; until %s%n", proposal.getString("proposal"), proposal.getString("time"), proposal.getString("user"),
                    proposal.getString("reason"), proposal.getString("expires"));
            proposal.getJsonArray("changes").forEach(change -> System.out.println("    " + change));
        }
        System.out.println(all.isEmpty() ? "no proposal waits" : "");
    }
}

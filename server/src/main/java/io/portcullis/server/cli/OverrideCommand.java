package io.portcullis.server.cli;

import io.portcullis.oms.limit.Dimension;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the overrides of a running hub, asks for one, approves, declines and withdraws them. */
@Command(name = "override", mixinStandardHelpOptions = true, versionProvider = BuildVersion.class, description = "Overrides: orders that pass though limits speak against them.", footer = {
    "", "Actions:", "  list                             which there are",
    "  ask                              one, with whose orders, --refusals and --until; somebody else has to approve it",
    "  approve NUMBER, decline NUMBER   what somebody else has asked for", "  withdraw NUMBER                  nothing more passes by it", "", "Examples:",
    "  override ask --account ACME --symbol IBM --refusals order-quantity,2003 --up-to 6000 --until 2026-12-24T16:00:00-05:00 --reason 'agreed'",
    "  override ask --session CLIENT1 --cl-ord-id C-17 --refusals 2002 --until 2026-12-24T16:00:00-05:00 --reason 'agreed'",
    "  override approve 20481 --user bob --reason 'seen'"})
public final class OverrideCommand implements Callable<Integer> {

    private static final String PATH = "/api/overrides";

    @Parameters(index = "0", paramLabel = "ACTION", description = "See below.")
    private String action = "";

    @Parameters(index = "1..*", arity = "0..1", paramLabel = "NUMBER", description = "Which one.")
    private List<String> what = new ArrayList<>();

    @Option(names = "--session", description = "Of whose orders.")
    private @Nullable String session;

    @Option(names = "--group", description = "Likewise.")
    private @Nullable String group;

    @Option(names = "--client", description = "Likewise.")
    private @Nullable String client;

    @Option(names = "--desk", description = "Likewise.")
    private @Nullable String desk;

    @Option(names = "--account", description = "Likewise.")
    private @Nullable String account;

    @Option(names = "--trader", description = "Likewise.")
    private @Nullable String trader;

    @Option(names = "--algorithm", description = "Likewise.")
    private @Nullable String algorithm;

    @Option(names = "--currency", description = "In what.")
    private @Nullable String currency;

    @Option(names = "--sector", description = "Orders in instruments of that sector.")
    private @Nullable String sector;

    @Option(names = "--asset-class", description = "Orders in instruments of that asset class.")
    private @Nullable String assetClass;

    @Option(names = "--symbol", description = "Likewise.")
    private @Nullable String symbol;

    @Option(names = "--side", description = "buy, sell or sell-short.")
    private @Nullable String side;

    @Option(names = "--cl-ord-id", paramLabel = "ID", description = "The one order with that ClOrdID(11), of --session.")
    private @Nullable String clOrdId;

    @Option(names = "--refusals", paramLabel = "LIMITS", description = "By which limits they would be refused: numbers of refusals, or measures, with commas.")
    private @Nullable String refusals;

    @Option(names = "--up-to", paramLabel = "QUANTITY", description = "How many shares each order may be for.")
    private @Nullable String upTo;

    @Option(names = "--orders", paramLabel = "NUMBER", defaultValue = "1", description = "How many orders may pass (default: ${DEFAULT-VALUE}).")
    private int orders;

    @Option(names = "--until", paramLabel = "TIME", description = "Until when, within 24 hours: 2026-12-24T16:00:00-05:00.")
    private @Nullable String until;

    @Mixin
    private HubOrder order = new HubOrder();

    @Override
    public Integer call() throws IOException {
        return switch (action) {
            case "list" -> order.talk(takes(0), hub -> HubOrder.shown(hub.get(PATH), OverrideCommand::show));
            case "ask" -> order.talk(first(takes(0), missing(), order.missingReason(action)), hub -> said(hub.post(PATH, asked())));
            case "approve", "decline", "withdraw" -> order.talk(first(takes(1), order.missingReason(action)),
                    hub -> said(hub.post(PATH + "/" + what.getFirst() + "/" + action, order.body())));
            default -> HubOrder.mistaken("ACTION=" + action + " must be list, ask, approve, decline or withdraw");
        };
    }

    private @Nullable String takes(int count) {
        return what.size() == count ? null : action + (count == 0 ? " takes no number" : " takes the number of an override") + ", was with " + what;
    }

    private @Nullable String missing() {
        String missing = Stream.of(scope().isEmpty() ? "--session, --client, --account or another one that says whose orders" : "",
                refusals == null ? "--refusals" : "", until == null ? "--until" : "").filter(option -> !option.isEmpty()).collect(Collectors.joining(", "));
        return missing.isEmpty() ? null : "ask needs " + missing;
    }

    private static @Nullable String first(@Nullable String... mistakes) {
        for (String mistake : mistakes) {
            if (mistake != null) {
                return mistake;
            }
        }
        return null;
    }

    private String scope() {
        Map<Dimension, String> values = new EnumMap<>(Dimension.class);
        for (Dimension dimension : Dimension.values()) {
            String value = switch (dimension) {
                case GROUP -> group;
                case CLIENT -> client;
                case DESK -> desk;
                case ACCOUNT -> account;
                case SESSION -> session;
                case TRADER -> trader;
                case ALGORITHM -> algorithm;
                case CURRENCY -> currency;
                case SECTOR -> sector;
                case ASSET_CLASS -> assetClass;
                case SYMBOL -> symbol;
                case SIDE -> side;
                case VENUE -> null; // an order has none before it passes
            };
            if (value != null) {
                values.put(dimension, value);
            }
        }
        return values.entrySet().stream().map(each -> each.getKey().text() + "=" + each.getValue()).collect(Collectors.joining(" "));
    }

    private JsonObject asked() {
        return order.body().put("scope", scope()).put("clOrdId", clOrdId).put("refusals", refusals).put("upTo", upTo).put("orders", orders).put("until", until);
    }

    private static int said(RunningHub.Answer answer) {
        return HubOrder.shown(answer, body -> System.out.println(body.getString("text", "done")));
    }

    private static void show(JsonObject body) {
        JsonArray overrides = body.getJsonArray("overrides");
        for (Object each : overrides) {
            JsonObject one = (JsonObject) each;
            String approver = one.getString("approver");
            System.out.printf("%s  %s%s, though refused by %s%s, until %s%n    asked for by %s: %s; %s%n    %d of %d used%n", one.getString("override"),
                    one.getString("scope"), one.getString("clOrdId") == null ? "" : ", ClOrdID(11) " + one.getString("clOrdId"), one.getString("refusals"),
                    one.getString("upTo") == null ? "" : ", of at most " + one.getString("upTo") + " each", one.getString("until"), one.getString("user"),
                    one.getString("reason"),
                    approver == null ? "waits for a second person until " + one.getString("expires") : "approved by " + approver, one.getInteger("used"),
                    one.getInteger("orders"));
        }
        System.out.print(overrides.isEmpty() ? "there are no overrides\n" : "");
    }
}

package io.portcullis.server.cli;

import io.portcullis.oms.command.Command.EnterPositions;
import io.portcullis.server.settings.PositionsFile;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.math.BigDecimal;
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

/** Shows what accounts hold in a running hub and what they have gained today, and says with what the trading day began. */
@Command(name = "position", mixinStandardHelpOptions = true, versionProvider = BuildVersion.class, description = "Positions: what accounts hold.", footer = {"",
    "Actions:", "  list                          what accounts hold, and what they have gained today",
    "  set ACCOUNT SYMBOL QUANTITY   what it was when the trading day began; less than nothing is short",
    "  export                        all as they are now, as a file has them, printed",
    "  import FILE                   those of the file, with which the trading day began; --preview only shows what would change, --exactly makes all others none",
    "", "Examples:", "  position set ACME IBM 5000 --price 101.25 --reason 'carried over from the old system'",
    "  position import positions.csv --exactly --reason 'start of day'"})
public final class PositionCommand implements Callable<Integer> {

    private static final String PATH = "/api/positions";

    @Parameters(index = "0", paramLabel = "ACTION", description = "See below.")
    private String action = "";

    @Parameters(index = "1..*", arity = "0..3", paramLabel = "WHAT", description = "What the action is about.")
    private List<String> what = new ArrayList<>();

    @Option(names = "--account", description = "Lists those of one account.")
    private @Nullable String account;

    @Option(names = "--price", description = "What a share was worth when the day began (default: the last close).")
    private @Nullable String price;

    @Option(names = "--preview", description = "Shows what an import would change, and changes nothing.")
    private boolean isPreview;

    @Option(names = "--exactly", description = "An import makes the positions none that are not in the file.")
    private boolean isExact;

    @Mixin
    private HubOrder order = new HubOrder();

    @Override
    public Integer call() throws IOException {
        return switch (action) {
            case "list" -> order.talk(takes(0), hub -> HubOrder.shown(hub.get(PATH), this::showAll));
            case "export" -> order.talk(takes(0), hub -> HubOrder.shown(hub.get(PATH), PositionCommand::export));
            case "set" -> order.talk(first(takes(3), order.missingReason(action)),
                    hub -> enter(hub, List.of(json(what.get(0), what.get(1), what.get(2), price))));
            case "import" -> order.talk(first(takes(1), isPreview ? null : order.missingReason(action)), this::takeIn);
            default -> HubOrder.mistaken("ACTION=" + action + " must be list, set, export or import");
        };
    }

    private @Nullable String takes(int count) {
        return what.size() == count ? null
                : action + " is about " + count + (count == 1 ? " thing" : " things") + ", see below, was with " + what.size() + ": " + what;
    }

    private static @Nullable String first(@Nullable String mistake, @Nullable String other) {
        return mistake == null ? other : mistake;
    }

    private static JsonObject json(String account, String symbol, String quantity, @Nullable String price) {
        return new JsonObject().put("account", account).put("symbol", symbol).put("quantity", quantity).put("price", price);
    }

    private int enter(RunningHub hub, List<JsonObject> positions) throws IOException {
        return HubOrder.shown(hub.post(PATH, order.body().put("positions", new JsonArray(positions))),
                body -> System.out.println(body.getString("text", "done")));
    }

    // Files

    private int takeIn(RunningHub hub) throws IOException {
        Path file = Path.of(what.getFirst());
        List<EnterPositions.Position> wanted = new PositionsFile(file.toString()).read(Files.readString(file));
        RunningHub.Answer answer = hub.get(PATH);
        if (!answer.isDone()) {
            return HubOrder.shown(answer, _ -> {});
        }
        List<JsonObject> changes = changes(wanted, answer.body().getJsonArray("positions"));
        if (changes.isEmpty() || isPreview) {
            System.out.println(changes.isEmpty() ? "nothing would change" : changes.size() + " positions would change");
            return 0;
        }
        return enter(hub, changes);
    }

    /** Says each, and what is to be ordered. */
    private List<JsonObject> changes(List<EnterPositions.Position> wanted, JsonArray all) {
        Map<String, JsonObject> now = new LinkedHashMap<>();
        all.forEach(each -> now.put(name((JsonObject) each), (JsonObject) each));
        List<JsonObject> changes = new ArrayList<>();
        for (EnterPositions.Position each : wanted) {
            JsonObject asked = json(each.account(), each.symbol(), each.quantity().toString(), Objects.toString(each.price(), null));
            add(asked, now.remove(name(asked)), changes);
        }
        if (isExact) {
            now.forEach((name, before) -> add(json(before.getString("account"), before.getString("symbol"), "0", null), before, changes));
        }
        return changes;
    }

    private static String name(JsonObject position) {
        return position.getString("account") + " " + position.getString("symbol");
    }

    private static void add(JsonObject asked, @Nullable JsonObject before, List<JsonObject> changes) {
        String was = before == null ? "0" : before.getString("start");
        boolean isOther = new BigDecimal(was).compareTo(new BigDecimal(asked.getString("quantity"))) != 0;
        String price = asked.getString("price");
        boolean isWorthOther = price != null && (before == null || !price.equals(before.getString("startPrice")));
        if (isOther || isWorthOther) {
            System.out.println(name(asked) + ": " + was + " -> " + asked.getString("quantity") + (price == null ? "" : " at " + price));
            changes.add(asked);
        }
    }

    // What is printed

    private static void export(JsonObject body) {
        System.out.println(PositionsFile.HEADER);
        for (Object each : body.getJsonArray("positions")) {
            JsonObject p = (JsonObject) each;
            if (new BigDecimal(p.getString("quantity")).signum() != 0) {
                System.out.println(String.join(",", p.getString("account"), p.getString("symbol"), p.getString("quantity"), orElse(p, "price", "")));
            }
        }
    }

    private void showAll(JsonObject body) {
        System.out.printf("%-16s %-12s %14s %14s %14s %14s %12s %4s %16s %16s%n", "account", "symbol", "position", "start of day", "bought", "sold", "price",
                "",
                "realised", "unrealised");
        for (Object each : body.getJsonArray("positions")) {
            JsonObject p = (JsonObject) each;
            if (account == null || account.equals(p.getString("account"))) {
                System.out.printf("%-16s %-12s %14s %14s %14s %14s %12s %4s %16s %16s%n", p.getString("account"), p.getString("symbol"),
                        p.getString("quantity"),
                        p.getString("start"), p.getString("bought"), p.getString("sold"), orElse(p, "price", "-"), p.getString("currency"),
                        orElse(p, "realised", "-"), orElse(p, "unrealised", "-"));
            }
        }
    }

    private static String orElse(JsonObject from, String field, String other) {
        return Objects.requireNonNullElse(from.getString(field), other);
    }
}

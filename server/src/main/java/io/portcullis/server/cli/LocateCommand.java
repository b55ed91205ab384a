package io.portcullis.server.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the locates of a running hub, adds and withdraws them. */
@Command(name = "locate", mixinStandardHelpOptions = true, versionProvider = BuildVersion.class, description = "Locates: what there is to be borrowed for short sales.", footer = {
    "", "Actions:", "  list               which there are, and how much of them is used", "  add                one, with all options below",
    "  withdraw NUMBER    nothing more is sold on it", "", "Example:",
    "  locate add --account ACME --symbol IBM --quantity 5000 --valid-until 2026-12-24T16:00:00-05:00 --reference B-4711 --reason 'from the lender'"})
public final class LocateCommand implements Callable<Integer> {

    private static final String PATH = "/api/locates";

    @Parameters(index = "0", paramLabel = "ACTION", description = "See below.")
    private String action = "";

    @Parameters(index = "1..*", arity = "0..1", paramLabel = "NUMBER", description = "Which one.")
    private List<String> what = new ArrayList<>();

    @Option(names = "--account", description = "Of whose short sales.")
    private @Nullable String account;

    @Option(names = "--symbol", description = "In what.")
    private @Nullable String symbol;

    @Option(names = "--quantity", description = "How many shares.")
    private @Nullable String quantity;

    @Option(names = "--valid-until", paramLabel = "TIME", description = "For new orders until then, and not beyond the trading day.")
    private @Nullable String validUntil;

    @Option(names = "--reference", description = "By which the lender knows it: it is taken once.")
    private @Nullable String reference;

    @Mixin
    private HubOrder order = new HubOrder();

    @Override
    public Integer call() throws IOException {
        return switch (action) {
            case "list" -> order.talk(takes(0), hub -> HubOrder.shown(hub.get(PATH), LocateCommand::show));
            case "add" -> order.talk(first(takes(0), missing(), order.missingReason(action)), hub -> said(hub.post(PATH, asked())));
            case "withdraw" -> order.talk(first(takes(1), order.missingReason(action)),
                    hub -> said(hub.post(PATH + "/" + what.getFirst() + "/withdraw", order.body())));
            default -> HubOrder.mistaken("ACTION=" + action + " must be list, add or withdraw");
        };
    }

    private @Nullable String takes(int count) {
        return what.size() == count ? null : action + (count == 0 ? " takes no number" : " takes the number of a locate") + ", was with " + what;
    }

    private @Nullable String missing() {
        String missing = Stream.of(account == null ? "--account" : "", symbol == null ? "--symbol" : "", quantity == null ? "--quantity" : "",
                validUntil == null ? "--valid-until" : "", reference == null ? "--reference" : "").filter(option -> !option.isEmpty())
                .collect(Collectors.joining(", "));
        return missing.isEmpty() ? null : "add needs " + missing;
    }

    private static @Nullable String first(@Nullable String... mistakes) {
        for (String mistake : mistakes) {
            if (mistake != null) {
                return mistake;
            }
        }
        return null;
    }

    private JsonObject asked() {
        return order.body().put("account", account).put("symbol", symbol).put("quantity", quantity).put("validUntil", validUntil).put("reference", reference);
    }

    private static int said(RunningHub.Answer answer) {
        return HubOrder.shown(answer, body -> System.out.println(body.getString("text", "done")));
    }

    private static void show(JsonObject body) {
        JsonArray locates = body.getJsonArray("locates");
        for (Object each : locates) {
            JsonObject locate = (JsonObject) each;
            System.out.printf("%s  %s %s for account %s until %s, reference %s, by %s: %s%n    used of all locates of that account and symbol: %s%n",
                    locate.getString("locate"), locate.getString("quantity"), locate.getString("symbol"), locate.getString("account"),
                    locate.getString("validUntil"), locate.getString("reference"), locate.getString("user"), locate.getString("reason"),
                    locate.getString("used"));
        }
        System.out.print(locates.isEmpty() ? "there are no locates\n" : "");
    }
}

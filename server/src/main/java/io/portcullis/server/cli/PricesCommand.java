package io.portcullis.server.cli;

import io.portcullis.server.settings.ClosesFile;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Enters closes of past days into the database of a running hub, and shows which there are. */
@Command(name = "prices", mixinStandardHelpOptions = true, versionProvider = BuildVersion.class, description = "Closes of past days, for risk metrics.", footer = {
    "", "Actions:",
    "  list         which closes there are",
    "  import FILE  those of a file with the columns symbol, date, close and perhaps adjusted; what was there of the same days is replaced", "", "Example:",
    "  prices import closes.csv --reason 'from the data vendor'"})
public final class PricesCommand implements Callable<Integer> {

    private static final String PATH = "/api/prices";
    private static final int AT_ONCE = 4_000;
    private static final Pattern NO_INSTRUMENTS = Pattern.compile("no instruments: (.*)");

    @Parameters(index = "0", paramLabel = "ACTION", description = "See below.")
    private String action = "";

    @Parameters(index = "1..*", arity = "0..1", paramLabel = "FILE", description = "What is imported.")
    private List<String> what = new ArrayList<>();

    @Mixin
    private HubOrder order = new HubOrder();

    @Override
    public Integer call() throws IOException {
        return switch (action) {
            case "list" -> order.talk(what.isEmpty() ? null : "list takes nothing, was with " + what,
                    hub -> HubOrder.shown(hub.get(PATH), PricesCommand::show));
            case "import" -> order.talk(what.size() == 1 ? order.missingReason(action) : "import takes one file, was with " + what, this::takeIn);
            default -> HubOrder.mistaken("ACTION=" + action + " must be list or import");
        };
    }

    /** In parts: years of closes of many symbols are no single request. */
    private int takeIn(RunningHub hub) throws IOException {
        Path file = Path.of(what.getFirst());
        List<ClosesFile.Row> rows = new ClosesFile(file.toString()).read(Files.readString(file));
        if (rows.isEmpty()) {
            return HubOrder.mistaken(file + " has no closes");
        }
        TreeSet<String> others = new TreeSet<>();
        for (int from = 0; from < rows.size(); from += AT_ONCE) {
            List<ClosesFile.Row> part = rows.subList(from, Math.min(rows.size(), from + AT_ONCE));
            RunningHub.Answer answer = hub.post(PATH, order.body().put("closes", new JsonArray(part.stream().map(PricesCommand::json).toList())));
            if (!answer.isDone()) {
                System.err.println("portcullis: " + answer.error() + (from == 0 ? "" : "; the first " + from + " closes are entered"));
                return 1;
            }
            Matcher named = NO_INSTRUMENTS.matcher(answer.body().getString("text", ""));
            if (named.find()) {
                others.addAll(List.of(named.group(1).split(", ")));
            }
        }
        System.out.println(rows.size() + (rows.size() == 1 ? " close is entered" : " closes are entered"));
        if (!others.isEmpty()) {
            System.out.println("no instruments: " + String.join(", ", others));
        }
        return 0;
    }

    private static JsonObject json(ClosesFile.Row row) {
        return new JsonObject().put("symbol", row.symbol()).put("date", row.day().toString()).put("close", row.close().toString())
                .put("adjusted", Objects.toString(row.adjusted(), null));
    }

    private static void show(JsonObject body) {
        System.out.printf("%-16s %-10s %-10s %8s %10s%n", "symbol", "first", "last", "closes", "of the hub");
        for (Object each : body.getJsonArray("prices")) {
            JsonObject p = (JsonObject) each;
            System.out.printf("%-16s %-10s %-10s %8d %10d%n", p.getString("symbol"), p.getString("first"), p.getString("last"), p.getLong("closes"),
                    p.getLong("ofMarket"));
        }
    }
}

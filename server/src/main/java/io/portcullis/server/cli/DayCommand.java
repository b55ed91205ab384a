package io.portcullis.server.cli;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Says how the trading day of the running hub stands, or ends it; the hub writes it down with the user and the reason. */
@Command(name = "day", mixinStandardHelpOptions = true, versionProvider = BuildVersion.class, description = "The trading day of the running hub.", footer = {
    "", "Actions:",
    "  show         which one it is, and what of it is left: day orders, orders that are carried to the next one, stray executions",
    "  end DATE     end it before its time: day orders expire, and nothing new goes out until the next one begins. Of one that has ended, try again",
    "               to let expire what a venue has not let go", "", "Examples:", "  day show", "  day end 2026-12-24 --reason 'the exchange closes early'"})
public final class DayCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "ACTION", description = "See below.")
    private String action = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "DATE", description = "The trading day that is meant, such as 2026-12-24.")
    private @Nullable String date;

    @Mixin
    private HubOrder hubOrder = new HubOrder();

    @Override
    public Integer call() throws IOException {
        return hubOrder.talk(objection(),
                hub -> action.equals("show") ? HubOrder.shown(hub.get("/api/day"), DayCommand::show)
                        : HubOrder.said(hub.post("/api/day/" + date + "/end", hubOrder.body()),
                                "trading day " + date + " has ended; see day show for what is left of it"));
    }

    private @Nullable String objection() {
        return switch (action) {
            case "show" -> date == null ? null : "show is of the day that it is, but DATE=" + date + " was given";
            case "end" -> date == null ? "end needs the DATE of the trading day" : hubOrder.missingReason(action);
            default -> "ACTION=" + action + " must be show or end";
        };
    }

    private static void show(JsonObject day) {
        String endedBy = day.getString("endedBy");
        System.out.printf("trading day %s %s%n", day.getString("tradingDay", "none"),
                endedBy == null ? "goes on" : "ended, by " + endedBy + ": " + day.getString("reason"));
        System.out.printf("%7d day orders are open%n", day.getInteger("dayOrdersLeft"));
        System.out.printf("%7d orders good till cancel or a date are open%n", day.getInteger("carried"));
        System.out.printf("%7d of them are from an earlier day, and their clients not told yet that they go on%n", day.getInteger("untold"));
        System.out.printf("%7d stray executions wait for somebody%n", day.getInteger("strays"));
    }
}

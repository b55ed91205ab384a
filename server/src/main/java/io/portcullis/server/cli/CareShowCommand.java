package io.portcullis.server.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows all that is known of one order. */
@Command(name = "show", mixinStandardHelpOptions = true, versionProvider = BuildVersion.class, description = "One order whole: its terms, who has it, its parts at venues, its executions, told and untold, and what happened to it.")
final class CareShowCommand implements Callable<Integer> {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

    @Mixin
    private HubOrder options = new HubOrder();

    @Parameters(paramLabel = "ORDER", description = "OrderID(37).")
    private String order = "";

    @Override
    public Integer call() throws IOException {
        return options.talk(null, hub -> say(hub.get("/api/orders/" + URLEncoder.encode(order, StandardCharsets.UTF_8))));
    }

    private static int say(RunningHub.Answer answer) {
        if (!answer.isDone()) {
            System.err.println("portcullis: " + answer.error());
            return 1;
        }
        System.out.print(text(answer.body()));
        return 0;
    }

    /** @param row as {@code GET /api/orders/{orderId}} answers */
    static String text(JsonObject row) {
        JsonObject care = row.getJsonObject("care");
        StringBuilder text = new StringBuilder(CareCommand.terms(row)).append("\n  ").append(CareCommand.standing(row)).append('\n');
        line(text, "client", row.getString("session") + ", " + CareCommand.name(row) + first(row) + account(row));
        line(text, "received", time(row.getLong("received")) + (row.getLong("expireTime") == null ? "" : ", expires " + time(row.getLong("expireTime"))));
        line(text, "care", care == null ? "no care order: it goes to venues by itself"
                : (care.getString("owner") == null ? "nobody has it" : care.getString("owner") + " has it") + (care.getBoolean("locked") ? ", locked" : "")
                        + (care.getBoolean("holdsFills") ? ", executions are held back" : ""));
        part(text, "parts", row.getJsonArray("childOrders"), CareShowCommand::child);
        JsonArray held = care == null ? new JsonArray() : care.getJsonArray("heldExecIds");
        part(text, "executions", row.getJsonArray("fills"), fill -> fill(fill, held));
        part(text, "history, the newest first", row.getJsonArray("history"), past -> time(past.getLong("time")) + "  " + past.getString("text"));
        return text.toString();
    }

    private interface Line {
        String of(JsonObject each);
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append("  ").append(name).append(" ".repeat(10 - name.length())).append(value).append('\n');
    }

    private static void part(StringBuilder text, String name, JsonArray rows, Line line) {
        text.append("  ").append(name).append(rows.isEmpty() ? ": none\n" : "\n");
        rows.forEach(row -> text.append("    ").append(line.of((JsonObject) row)).append('\n'));
    }

    private static String first(JsonObject row) {
        String first = row.getString("firstClOrdId", "");
        return first.isEmpty() || first.equals(row.getString("clOrdId")) ? "" : ", at first " + first;
    }

    private static String account(JsonObject row) {
        return row.getString("account") == null ? "" : ", account " + row.getString("account");
    }

    private static String child(JsonObject child) {
        String why = child.getString("text", "");
        return child.getString("venueClOrdId") + "  " + child.getString("venue") + "  " + child.getString("orderQty") + at(child.getString("price")) + "  "
                + child.getString("status") + ", " + child.getString("cumQty") + " executed, " + child.getString("leavesQty") + " open"
                + (child.getBoolean("unconfirmed", false) ? ", the venue owes an answer" : "") + (why.isEmpty() ? "" : ": " + why);
    }

    private static String fill(JsonObject fill, JsonArray held) {
        String state = fill.getString("state");
        String told = state.equals("BUSTED") ? "" : held.contains(fill.getString("latestExecId")) ? ", the client is not told yet" : ", told";
        return fill.getString("latestExecId") + "  " + fill.getString("lastQty") + at(fill.getString("lastPx")) + "  " + fill.getString("venue") + " "
                + fill.getString("venueExecId", "") + (state.equals("STANDS") ? "" : "  " + state.toLowerCase(java.util.Locale.ROOT)) + told;
    }

    private static String at(@Nullable String price) {
        return price == null ? " at market" : " at " + price;
    }

    private static String time(@Nullable Long millis) {
        return millis == null ? "" : TIME.format(Instant.ofEpochMilli(millis));
    }
}

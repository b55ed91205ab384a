package io.portcullis.server.cli;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows and settles executions that venues reported and that the hub could not book; the hub writes it down with the user and the reason. */
@Command(name = "stray", mixinStandardHelpOptions = true, versionProvider = BuildVersion.class, description = "Settle what venues reported and the running hub could not book.", footer = {
    "", "Actions:",
    "  list                executions of orders that the hub does not know, and busts and corrections that came before what they are about;",
    "                      with --all also those that were settled today or on the day before",
    "  assign STRAY        book it as a fill of an order: --order, or --cl-ord-id; its client is told. --overfill if that makes more of the order",
    "                      executed than it is for, --after-denial if the venue was told that the hub does not know it",
    "  dismiss STRAY       it was cleared up otherwise: it is listed no more",
    "  dont-know STRAY     tell the venue by DontKnowTrade(35=Q): --dk-reason. The reason goes to the venue, too", "", "Examples:",
    "  stray assign S3KV0V8-5G00 --cl-ord-id A4711 --reason 'venue lost our ClOrdID, agreed with Ms Reed'",
    "  stray dont-know S3KV0V8-5G00 --dk-reason D --reason 'no such order of ours'"})
public final class StrayCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "ACTION", description = "See below.")
    private String action = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "STRAY", description = "Its id, as list shows it.")
    private @Nullable String stray;

    @Option(names = "--order", paramLabel = "ORDERID", description = "OrderID(37) of the order that it belongs to.")
    private @Nullable String order;

    @Option(names = "--cl-ord-id", paramLabel = "CLORDID", description = "The client's ClOrdID(11) of that order.")
    private @Nullable String clOrdId;

    @Option(names = "--session", description = "Whose ClOrdID it is, where several sessions have it.")
    private @Nullable String session;

    @Option(names = "--overfill", description = "Book it even if more is then executed than the order is for.")
    private boolean overfill;

    @Option(names = "--after-denial", description = "Book it even if it was denied to the venue.")
    private boolean afterDenial;

    @Option(names = "--dk-reason", paramLabel = "CODE", description = "DKReason(127): A unknown symbol, B wrong side, C quantity exceeds order, D no matching order, E price exceeds "
            + "limit, F calculation difference, Z other (default: ${DEFAULT-VALUE}).", defaultValue = "D")
    private String dkReason = "D";

    @Option(names = "--all", description = "List what is settled, too.")
    private boolean all;

    @Mixin
    private HubOrder hubOrder = new HubOrder();

    @Override
    public Integer call() throws IOException {
        return hubOrder.talk(mistake(),
                hub -> action.equals("list") ? HubOrder.shown(hub.get("/api/strays"), this::list)
                        : HubOrder.said(hub.post("/api/strays/" + stray + "/" + action, body()), stray + ": " + action + " done"));
    }

    private @Nullable String mistake() {
        return switch (action) {
            case "list" -> stray == null ? null : "list is for all, but STRAY=" + stray + " was given";
            case "assign", "dismiss", "dont-know" -> stray == null ? action + " needs the id of a STRAY"
                    : action.equals("assign") && (order == null) == (clOrdId == null) ? "assign needs one of --order and --cl-ord-id"
                            : hubOrder.missingReason(action);
            default -> "ACTION=" + action + " is none of list, assign, dismiss and dont-know";
        };
    }

    private JsonObject body() {
        JsonObject body = hubOrder.body();
        return switch (action) {
            case "assign" -> body.put("orderId", order).put("clOrdId", clOrdId).put("session", session).put("overfill", overfill).put("afterDenial",
                    afterDenial);
            case "dont-know" -> body.put("dkReason", dkReason);
            default -> body;
        };
    }

    private void list(JsonObject strays) {
        boolean isAny = false;
        for (Object one : strays.getJsonArray("strays")) {
            JsonObject row = (JsonObject) one;
            if (all || row.getBoolean("open")) {
                System.out.println(line(row));
                isAny = true;
            }
        }
        if (!isAny) {
            System.out.println(all ? "none" : "none that is open");
        }
    }

    private static String line(JsonObject row) {
        String kind = switch (row.getString("execType")) {
            case "TRADE_CANCEL" -> "bust of " + row.getString("execRefId");
            case "TRADE_CORRECT" -> "correction of " + row.getString("execRefId");
            default -> "execution";
        };
        return row.getString("strayId") + "  " + Instant.ofEpochMilli(row.getLong("time")).truncatedTo(ChronoUnit.SECONDS) + "  " + row.getString("venue")
                + "  "
                + kind + "  " + traded(row) + "  ExecID " + row.getString("venueExecId") + ", OrderID " + row.getString("venueOrderId") + ", ClOrdID "
                + row.getString("clOrdId") + (row.getString("orderId") == null ? "" : ", of our order " + row.getString("orderId")) + became(row);
    }

    private static String traded(JsonObject row) {
        String side = row.getString("side") == null ? "?" : row.getString("side");
        String px = row.getString("standingPx");
        return row.getString("execType").equals("TRADE_CANCEL") ? side + " " + row.getString("symbol")
                : side + " " + row.getString("standingQty") + " " + row.getString("symbol") + (px == null ? "" : " at " + px);
    }

    private static String became(JsonObject row) {
        JsonObject denied = row.getJsonObject("denied");
        JsonObject settled = row.getJsonObject("settled");
        return (denied == null ? "" : "  denied, DKReason " + denied.getString("dkReason") + by(denied)) + (settled == null ? ""
                : settled.getString("orderId") == null ? "  settled" + by(settled) : "  assigned to " + settled.getString("orderId") + by(settled));
    }

    private static String by(JsonObject what) {
        String who = what.getString("user");
        return (who == null ? "" : " by " + who) + ": " + what.getString("reason");
    }
}

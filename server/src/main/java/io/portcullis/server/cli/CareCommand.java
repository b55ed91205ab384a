package io.portcullis.server.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Works orders that clients have left to the desk, HandlInst(21)=3; the hub writes down what is done with the user and the reason. */
@Command(name = "care", mixinStandardHelpOptions = true, versionProvider = BuildVersion.class, subcommands = {CareNewCommand.class,
    CareChangeCommand.class, CareCancelCommand.class,
    CareShowCommand.class}, description = "Work orders that clients have left to the desk, HandlInst(21)=3.", footer = {
        "", "Actions:",
        "  list                      care orders: open ones, with --all those that have ended, too; --mine, --unclaimed, --locked, --of-symbol, --of-client",
        "  ORDER... may be left out of actions for several orders where such a filter is given: those that are open and that it finds",
        "  claim ORDER...            it is yours, and nobody else works it; --take-over if it is somebody else's",
        "  give-back ORDER...        it is nobody's again", "  pass-on ORDER... --to     it is another user's",
        "  lock, unlock ORDER...     what the client asks for, a cancel or a replace, waits until you unlock it",
        "  deny-request ORDER...     what waits is refused",
        "  route ORDER...            a part goes to --venue, or where the router says: --quantity, without it all that is at no venue; --price, without it at market, which an order with a limit must not go",
        "  call-back ORDER --part    a part is canceled at its venue, and comes back to you",
        "  fill ORDER                an execution that you have agreed elsewhere: --quantity, --price, --with; --trade-time, --reference",
        "  block-fill ORDER ORDER... one execution for several orders of a symbol and side: --quantity, --price, --with; each gets its share at that price",
        "  bust ORDER --exec-id      an execution never was", "  correct ORDER --exec-id   it was for --quantity at --price",
        "  hold-fills ORDER...       executions count at once, and the client is told when you release them",
        "  release-fills ORDER...    the client is told of all, and at once from now on; of some: --exec-id",
        "  new, change, cancel, show   an order that was given by telephone, and more: care new --help and so on", "", "Examples:",
        "  care claim --unclaimed --of-symbol AAPL --reason 'mine today'",
        "  care claim O3KV0V8-5G00 --reason 'mine today'", "  care route O3KV0V8-5G00 --quantity 500 --price 231.40 --venue LIT1 --reason 'first slice'",
        "  care fill O3KV0V8-5G00 --quantity 300 --price 231.35 --with GSCO --reference T-4711 --reason 'by phone with Ms Reed'"})
public final class CareCommand implements Callable<Integer> {

    @Parameters(index = "0", arity = "0..1", paramLabel = "ACTION", description = "See below.")
    private String action = "";

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "ORDER", description = "OrderID(37), as list shows it.")
    private List<String> orders = List.of();

    @Option(names = "--quantity", description = "Of the part or the execution.")
    private @Nullable String quantity;

    @Option(names = "--price", description = "Of the part or the execution.")
    private @Nullable String price;

    @Option(names = "--venue", description = "Where the part goes.")
    private @Nullable String venue;

    @Option(names = "--time-in-force", paramLabel = "TIF", description = "Of the part: DAY, IMMEDIATE_OR_CANCEL or FILL_OR_KILL (default: DAY).")
    private @Nullable String timeInForce;

    @Option(names = "--part", paramLabel = "CHILDID", description = "The ClOrdID that the part has at its venue.")
    private @Nullable String part;

    @Option(names = "--with", paramLabel = "COUNTERPARTY", description = "With whom, or where, the execution was agreed: LastMkt(30) for the client.")
    private @Nullable String counterparty;

    @Option(names = "--trade-time", paramLabel = "TIME", description = "When, in UTC, such as 2026-11-20T14:30:00Z (default: now).")
    private @Nullable String tradeTime;

    @Option(names = "--reference", description = "What the counterparty calls the execution: none is booked twice under it.")
    private @Nullable String reference;

    @Option(names = "--exec-id", paramLabel = "EXECID", description = "ExecID(17) of ours; several for release-fills.")
    private List<String> execIds = List.of();

    @Option(names = "--to", paramLabel = "USER", description = "Whose it is from now on.")
    private @Nullable String to;

    @Option(names = "--take-over", description = "Claim it though it is somebody else's.")
    private boolean takeOver;

    @Option(names = "--confirmed", description = "Do it all the same: an execution worse than the limit, or one that a venue has reported.")
    private boolean confirmed;

    @Mixin
    private CareFilter filter = new CareFilter();

    @Option(names = "--all", description = "List those that have ended, too.")
    private boolean all;

    @Mixin
    private HubOrder hubOrder = new HubOrder();

    @Override
    public Integer call() throws IOException {
        return hubOrder.talk(mistake(), hub -> action.equals("list") ? HubOrder.shown(hub.get(filter.path(!all, hubOrder.user())), this::list)
                : CareOrdering.order(hub, action, orders.isEmpty() ? filter.orderIds(hub, hubOrder.user()) : orders, body()));
    }

    private @Nullable String mistake() {
        if (action.isEmpty()) {
            return "an ACTION is missing, such as list; care --help names all";
        }
        if (action.equals("list")) {
            return orders.isEmpty() ? filter.mistake() : "list is for all, but ORDER=" + orders.getFirst() + " was given: show is for one";
        }
        String mistake = filter.mistake();
        if (mistake != null || orders.isEmpty() == !filter.isGiven()) {
            return mistake == null ? action + " needs an ORDER, or a filter such as --mine, and not both" : mistake;
        }
        return hubOrder.missingReason(action);
    }

    private JsonObject body() {
        JsonObject body = hubOrder.body();
        given(body, "quantity", quantity);
        given(body, "price", price);
        given(body, "venue", venue);
        given(body, "timeInForce", timeInForce);
        given(body, "childId", part);
        given(body, "counterparty", counterparty);
        given(body, "tradeTime", tradeTime);
        given(body, "reference", reference);
        given(body, "to", to);
        if (action.equals("release-fills") && !execIds.isEmpty()) {
            body.put("execIds", new JsonArray(execIds));
        } else if (!execIds.isEmpty()) {
            body.put("execId", execIds.getFirst());
        }
        return body.put("takeOver", takeOver).put("confirmed", confirmed);
    }

    static void given(JsonObject body, String field, @Nullable String value) {
        if (value != null) {
            body.put(field, value);
        }
    }

    private void list(JsonObject answer) {
        JsonArray rows = answer.getJsonArray("orders");
        rows.forEach(row -> System.out.println(line((JsonObject) row)));
        if (rows.isEmpty()) {
            System.out.println(all ? "none" : "none that is open");
        }
    }

    private static String line(JsonObject row) {
        JsonObject care = row.getJsonObject("care");
        String whose = care.getString("owner") == null ? "unclaimed" : care.getString("owner");
        return row.getString("orderId") + "  " + whose + (care.getBoolean("locked") ? ", locked" : "") + "  " + wish(row) + "  " + standing(row) + "  "
                + row.getString("session") + " " + name(row);
    }

    /** The order's id and what it is for. */
    static String terms(JsonObject row) {
        return row.getString("orderId") + "  " + wish(row) + ", " + row.getString("timeInForce");
    }

    private static String wish(JsonObject row) {
        return row.getString("side") + " " + row.getString("orderQty") + " " + row.getString("symbol")
                + (row.getString("price") == null ? " at market" : " at " + row.getString("price"));
    }

    /** How much of it is where. */
    static String standing(JsonObject row) {
        JsonObject care = row.getJsonObject("care");
        return row.getString("status") + ", " + row.getString("cumQty") + " executed" + (row.getString("avgPx") == null ? "" : " at " + row.getString("avgPx"))
                + (care == null ? "" : ", " + care.getString("atVenues") + " at venues") + ", " + row.getString("leavesQty") + " open"
                + (care == null ? "" : held(care));
    }

    /** By which its client knows it, or the desk. */
    static String name(JsonObject row) {
        String reference = row.getString("reference");
        return row.getString("clOrdId").isEmpty() ? "given by telephone, reference " + reference : "ClOrdID " + row.getString("clOrdId");
    }

    private static String held(JsonObject care) {
        JsonArray held = care.getJsonArray("heldExecIds");
        return held.isEmpty() ? care.getBoolean("holdsFills") ? ", executions are held back" : ""
                : ", the client is not told of " + String.join(", ", held.stream().map(Object::toString).toList());
    }
}

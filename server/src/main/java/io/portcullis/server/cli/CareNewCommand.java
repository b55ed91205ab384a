package io.portcullis.server.cli;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Enters an order that a client has given by telephone. */
@Command(name = "new", mixinStandardHelpOptions = true, versionProvider = BuildVersion.class, description = "Enter an order that a client has given by telephone. It waits for the desk, or goes out with --to-venues.", footer = {
    "", "Example:",
    "  care new --client CLIENT1 --symbol AAPL --side buy --quantity 5000 --price 231.40 --reason 'Ms Reed rang at 9:31'"})
final class CareNewCommand implements Callable<Integer> {

    private static final DateTimeFormatter NOW = DateTimeFormatter.ofPattern("'T-'yyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);
    private static final Map<String, String> SIDES = Map.of("buy", "BUY", "sell", "SELL", "sell-short", "SELL_SHORT", "sell-short-exempt", "SELL_SHORT_EXEMPT");

    @Mixin
    private HubOrder options = new HubOrder();

    @Option(names = "--client", required = true, paramLabel = "SESSION", description = "Whose order it is: the client's session, which is told of it.")
    private String session = "";

    @Option(names = "--symbol", required = true, description = "Symbol(55), as we call the instrument.")
    private String symbol = "";

    @Option(names = "--side", required = true, description = "buy, sell, sell-short or sell-short-exempt.")
    private String side = "";

    @Option(names = "--quantity", required = true, description = "OrderQty(38).")
    private String quantity = "";

    @Option(names = "--price", description = "The limit; without it a market order.")
    private @Nullable String price;

    @Option(names = "--stop-price", paramLabel = "PRICE", description = "StopPx(99) of a stop order; with --to-venues.")
    private @Nullable String stopPrice;

    @Option(names = "--account", description = "Account(1) (default: that of the session).")
    private @Nullable String account;

    @Option(names = "--time-in-force", paramLabel = "TIF", description = "DAY, GOOD_TILL_CANCEL, GOOD_TILL_DATE and so on (default: DAY).")
    private @Nullable String timeInForce;

    @Option(names = "--until", paramLabel = "WHEN", description = "Of GOOD_TILL_DATE: a date, or a time in UTC such as 2026-11-30T16:00:00Z.")
    private @Nullable String until;

    @Option(names = "--to-venues", description = "It goes to venues at once, as the router says, and is no care order.")
    private boolean toVenues;

    @Option(names = "--reference", description = "What you call it: one that was entered under it is not entered again (default: made of the time).")
    private @Nullable String reference;

    @Override
    public Integer call() throws IOException {
        if (options.missingReason("new") != null) {
            return HubOrder.mistaken("new needs a --reason, for the event log");
        }
        String known = SIDES.get(side.toLowerCase(Locale.ROOT));
        if (known == null) {
            return HubOrder.mistaken("--side must be buy, sell, sell-short or sell-short-exempt, was " + side);
        }
        String name = reference == null ? NOW.format(Instant.now()) : reference;
        return options.talk(null, hub -> say(hub.post("/api/care/new", body(known, name)), name));
    }

    private JsonObject body(String knownSide, String name) {
        JsonObject body = options.body().put("session", session).put("symbol", symbol).put("side", knownSide)
                .put("quantity", quantity).put("reference", name).put("toVenues", toVenues);
        CareCommand.given(body, "price", price);
        CareCommand.given(body, "stopPrice", stopPrice);
        CareCommand.given(body, "account", account);
        CareCommand.given(body, "timeInForce", timeInForce);
        CareCommand.given(body, "until", until);
        return body;
    }

    private int say(RunningHub.Answer answer, String name) {
        if (answer.isDone()) {
            System.out.println(answer.body().getString("text") + ": entered for " + session + ", reference " + name);
            return 0;
        }
        System.err.println(
                "portcullis: " + answer.error() + (answer.status() == 504 ? ". Try again with --reference " + name + ": it is entered once only" : ""));
        return 1;
    }
}

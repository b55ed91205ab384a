package io.portcullis.server.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows how the instruments of a running hub may be traded, and halts, resumes and bounds them. */
@Command(name = "instrument", mixinStandardHelpOptions = true, versionProvider = BuildVersion.class, description = "How instruments may be traded: halts, price bands, restricted short sales.", footer = {
    "", "Actions:", "  list                     what is not as usual", "  halt SYMBOL              nothing new of it goes to any venue",
    "  resume SYMBOL            it goes on everywhere, whoever has halted it",
    "  bands SYMBOL             it trades from --low to --high only, for this trading day",
    "  lift-bands SYMBOL        it has no price bands any more",
    "  restrict-shorts SYMBOL   short sales above the best bid only, for this trading day and the next one (Rule 201)",
    "  free-shorts SYMBOL       they are not restricted any more", "", "Example:", "  instrument halt IBM --reason 'news pending, told by NYSE'"})
public final class InstrumentCommand implements Callable<Integer> {

    private static final String PATH = "/api/market-states";
    private static final Set<String> ACTIONS = Set.of("halt", "resume", "bands", "lift-bands", "restrict-shorts", "free-shorts");

    @Parameters(index = "0", paramLabel = "ACTION", description = "See below.")
    private String action = "";

    @Parameters(index = "1..*", arity = "0..1", paramLabel = "SYMBOL", description = "Which one.")
    private List<String> what = new ArrayList<>();

    @Option(names = "--low", paramLabel = "PRICE", description = "The lower price band.")
    private @Nullable String low;

    @Option(names = "--high", paramLabel = "PRICE", description = "The upper price band.")
    private @Nullable String high;

    @Mixin
    private HubOrder order = new HubOrder();

    @Override
    public Integer call() throws IOException {
        if (action.equals("list")) {
            return order.talk(what.isEmpty() ? null : "list takes no symbol, was with " + what, hub -> HubOrder.shown(hub.get(PATH), InstrumentCommand::show));
        }
        if (!ACTIONS.contains(action)) {
            return HubOrder.mistaken("ACTION=" + action + " must be list, halt, resume, bands, lift-bands, restrict-shorts or free-shorts");
        }
        String mistake = mistake();
        return order.talk(mistake == null ? order.missingReason(action) : mistake,
                hub -> HubOrder.shown(hub.post(PATH, asked()), body -> System.out.println(body.getString("text", "done"))));
    }

    private @Nullable String mistake() {
        boolean isBands = action.equals("bands");
        return what.size() != 1 ? action + " takes one symbol, was with " + what
                : isBands && low == null && high == null ? "bands needs --low, --high, or both"
                        : !isBands && (low != null || high != null) ? "--low and --high go with bands" : null;
    }

    private JsonObject asked() {
        JsonObject body = order.body().put("symbol", what.getFirst()).put("action", action);
        if (low != null) {
            body.put("low", low);
        }
        return high == null ? body : body.put("high", high);
    }

    private static void show(JsonObject body) {
        JsonArray states = body.getJsonArray("states");
        for (Object each : states) {
            JsonObject state = (JsonObject) each;
            String prices = prices(state.getString("low"), state.getString("high"), state.getString("what").equals("short-sales-restricted"));
            System.out.printf("%s  %s%s%s, by %s since %s: %s%n", state.getString("symbol"), state.getString("what").replace('-', ' '), prices, days(state),
                    state.getString("by"), state.getString("time"), state.getString("reason"));
        }
        System.out.print(states.isEmpty() ? "all instruments are traded as usual\n" : "");
    }

    private static String days(JsonObject state) {
        int left = state.getInteger("daysLeft", 0);
        return left == 0 ? "" : left == 1 ? " until the end of this trading day" : " until the end of the next trading day";
    }

    private static String prices(@Nullable String low, @Nullable String high, boolean isRestriction) {
        return isRestriction ? low == null ? "" : " since a trade at " + low + ", last close " + high
                : (low == null ? "" : " from " + low) + (high == null ? "" : " to " + high);
    }
}

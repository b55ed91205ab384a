package io.portcullis.server.cli;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Cancels orders in their clients' place. */
@Command(name = "cancel", mixinStandardHelpOptions = true, versionProvider = BuildVersion.class, description = "Cancel open orders in their client's place: any that are named, or the care orders that the filter finds.", footer = {
    "", "Examples:", "  care cancel O3KV0V8-5G00 --reason 'Ms Reed rang'", "  care cancel --mine --of-symbol AAPL --because broker --reason 'the halt'"})
final class CareCancelCommand implements Callable<Integer> {

    @Mixin
    private HubOrder options = new HubOrder();

    @Mixin
    private CareFilter filter = new CareFilter();

    @Parameters(arity = "0..*", paramLabel = "ORDER", description = "OrderID(37).")
    private List<String> orders = List.of();

    @Option(names = "--because", defaultValue = "verbal", description = "verbal: the client has asked for it (378=2); broker: we want it so (4). (default: ${DEFAULT-VALUE})")
    private String because = "";

    @Override
    public Integer call() throws IOException {
        String mistake = options.missingReason("cancel") != null ? options.missingReason("cancel")
                : orders.isEmpty() == !filter.isGiven() ? "cancel needs either ORDERs or a filter such as --mine" : filter.mistake();
        if (mistake != null) {
            return HubOrder.mistaken(mistake);
        }
        JsonObject body = options.body().put("because", constant(because));
        return options.talk(null, hub -> CareOrdering.order(hub, "cancel", orders.isEmpty() ? filter.orderIds(hub, options.user()) : orders, body));
    }

    static String constant(String because) {
        return because.toUpperCase(Locale.ROOT);
    }
}

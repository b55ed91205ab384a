package io.portcullis.server.cli;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Changes an order in its client's place. */
@Command(name = "change", mixinStandardHelpOptions = true, versionProvider = BuildVersion.class, description = "Change any open order in its client's place: the client is told ExecType(150)=D when it is done.", footer = {
    "", "Example:", "  care change O3KV0V8-5G00 --quantity 6000 --price 231.60 --reason 'Ms Reed wants 1,000 more'"})
final class CareChangeCommand implements Callable<Integer> {

    @Mixin
    private HubOrder options = new HubOrder();

    @Parameters(paramLabel = "ORDER", description = "OrderID(37).")
    private String order = "";

    @Option(names = "--quantity", description = "The new total, what is executed included.")
    private @Nullable String quantity;

    @Option(names = "--price", description = "The new limit.")
    private @Nullable String price;

    @Option(names = "--time-in-force", paramLabel = "TIF", description = "DAY, GOOD_TILL_CANCEL or GOOD_TILL_DATE.")
    private @Nullable String timeInForce;

    @Option(names = "--until", paramLabel = "WHEN", description = "Of GOOD_TILL_DATE: a date, or a time in UTC such as 2026-11-30T16:00:00Z.")
    private @Nullable String until;

    @Option(names = "--because", defaultValue = "verbal", description = "verbal: the client has asked for it (378=2); broker: we want it so (4); decline: we take less of it (5). (default: ${DEFAULT-VALUE})")
    private String because = "";

    @Override
    public Integer call() throws IOException {
        if (options.missingReason("change") != null) {
            return HubOrder.mistaken("change needs a --reason, for the event log");
        }
        JsonObject body = options.body().put("because", CareCancelCommand.constant(because));
        CareCommand.given(body, "quantity", quantity);
        CareCommand.given(body, "price", price);
        CareCommand.given(body, "timeInForce", timeInForce);
        CareCommand.given(body, "until", until);
        return options.talk(null, hub -> CareOrdering.order(hub, "change", List.of(order), body));
    }
}

package io.portcullis.server.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which care orders are meant, where they are not named. */
final class CareFilter {

    @Option(names = "--owner", paramLabel = "USER", description = "Those of that user.")
    private @Nullable String owner;

    @Option(names = "--mine", description = "Those of --user.")
    private boolean mine;

    @Option(names = "--unclaimed", description = "Those that are nobody's.")
    private boolean unclaimed;

    @Option(names = "--of-symbol", paramLabel = "SYMBOL", description = "Those of that Symbol(55).")
    private @Nullable String symbol;

    @Option(names = "--of-client", paramLabel = "SESSION", description = "Those of that client's session.")
    private @Nullable String client;

    @Option(names = "--locked", description = "Those that are locked.")
    private boolean locked;

    boolean isGiven() {
        return owner != null || mine || unclaimed || symbol != null || client != null || locked;
    }

    /** What speaks against it; null if nothing does. */
    @Nullable
    String mistake() {
        int whose = (owner == null ? 0 : 1) + (mine ? 1 : 0) + (unclaimed ? 1 : 0);
        return whose > 1 ? "only one of --owner, --mine and --unclaimed can be given" : null;
    }

    /** @param user whose are mine */
    String path(boolean openOnly, String user) {
        String whose = unclaimed ? "" : mine ? user : owner;
        StringBuilder path = new StringBuilder("/api/care?open=").append(openOnly);
        add(path, "owner", whose);
        add(path, "symbol", symbol);
        add(path, "session", client);
        add(path, "locked", locked ? "true" : null);
        return path.toString();
    }

    private static void add(StringBuilder path, String name, @Nullable String value) {
        if (value != null) {
            path.append('&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }

    /** The OrderIDs of those that are open now. */
    List<String> orderIds(RunningHub hub, String user) throws IOException {
        RunningHub.Answer answer = hub.get(path(true, user));
        if (!answer.isDone()) {
            throw new IllegalArgumentException(answer.error());
        }
        List<String> orderIds = new ArrayList<>();
        JsonArray rows = answer.body().getJsonArray("orders");
        rows.forEach(row -> orderIds.add(((JsonObject) row).getString("orderId")));
        return orderIds;
    }
}

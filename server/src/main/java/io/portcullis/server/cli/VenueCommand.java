package io.portcullis.server.cli;

import io.portcullis.server.settings.SettingsException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Orders the running hub to take venues on, or to let them go; the hub writes it down with the user and the reason. */
@Command(name = "venue", mixinStandardHelpOptions = true, versionProvider = BuildVersion.class, description = "Steer the venues of the running hub.", footer = {
    "", "Actions:",
    "  list                how each is meant to be, and how many orders are open there",
    "  apply               go by venues.ini as it is now: venues are added, changed and removed. One with open orders is removed only if it is drained,",
    "                      and then when they are done",
    "  drain VENUE         nothing new is routed there; cancels go out, reports come in. Also over a restart of the hub",
    "  resume VENUE        orders are routed there again", "", "Examples:", "  venue apply --reason 'new venue LIT3, ticket 4711'",
    "  venue drain LIT2 --reason 'venue closes on Friday'"})
public final class VenueCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "ACTION", description = "See below.")
    private String action = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "VENUE", description = "Its name in venues.ini.")
    private @Nullable String venue;

    @Option(names = "--reason", description = "Why: 3 to 200 characters, for the event log.")
    private @Nullable String reason;

    @Option(names = "--user", defaultValue = "${sys:user.name}", description = "Who orders it (default: ${DEFAULT-VALUE}).")
    private String user = "";

    @Option(names = "--conf", defaultValue = "${sys:portcullis.home:-.}/conf", description = "Directory of the installation's files (default: ${DEFAULT-VALUE}).")
    private Path conf = Path.of("conf");

    @Override
    public Integer call() throws IOException {
        boolean isForAll = action.equals("apply") || action.equals("list");
        if (isForAll == (venue != null)) {
            System.err.println(
                    "portcullis: " + (isForAll ? action + " is for all venues, but VENUE=" + venue + " was given" : action + " needs the name of a VENUE"));
            return 2;
        }
        if (reason == null && !action.equals("list")) {
            System.err.println("portcullis: " + action + " needs a --reason, for the event log");
            return 2;
        }
        try (RunningHub hub = new RunningHub(conf, user)) {
            if (action.equals("list")) {
                return list(hub.get("/api/venues"));
            }
            return say(hub.post(isForAll ? "/api/venues/apply" : "/api/venues/" + venue + "/" + action, new JsonObject().put("reason", reason)));
        } catch (SettingsException | IllegalArgumentException e) {
            System.err.println("portcullis: " + e.getMessage());
            return 2;
        }
    }

    private static int list(RunningHub.Answer answer) {
        if (!answer.isDone()) {
            System.err.println("portcullis: " + answer.error());
            return 1;
        }
        for (Object one : answer.body().getJsonArray("venues")) {
            JsonObject venue = (JsonObject) one;
            String why = venue.getString("why");
            String closed = venue.getString("closed");
            String standing = venue.getString("standing").toLowerCase(Locale.ROOT).replace('_', ' ');
            System.out.printf("%-12s %-13s %-9s %d open%s%s%n", venue.getString("venue"), closed != null && why == null ? "closed" : standing,
                    venue.getBoolean("connected") ? "connected" : "away", venue.getInteger("openOrders"), why == null ? "" : ", by " + why,
                    closed == null ? "" : ", out of its trading hours" + (closed.isEmpty() ? "" : " until " + closed));
        }
        return 0;
    }

    private int say(RunningHub.Answer answer) {
        if (!answer.isDone()) {
            System.err.println("portcullis: " + answer.error());
            return 1;
        }
        String text = answer.body().getString("text");
        System.out.println((venue == null ? "" : venue + ": ") + action + " done" + (text == null ? "" : ": " + text));
        return 0;
    }
}

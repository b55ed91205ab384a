package io.portcullis.server.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Orders the running hub to take venues on, or to let them go; the hub writes it down with the user and the reason. */
@Command(name = "venue", mixinStandardHelpOptions = true, versionProvider = BuildVersion.class, description = "Steer the venues of the running hub.", footer = {
    "", "Actions:",
    "  list                how each is meant to be, which phase of its day it is in, and how many orders are open there;",
    "                      and each session of those that have several",
    "  statistics          what was measured of each by what it does with orders: latency, how much is filled, what it hides, how much was executed in the month",
    "  apply               go by venues.ini as it is now: venues are added, changed and removed. One with open orders is removed only if it is drained,",
    "                      and then when they are done",
    "  drain VENUE         nothing new is routed there; cancels go out, reports come in. Also over a restart of the hub",
    "  resume VENUE        orders are routed there again", "", "Examples:", "  venue apply --reason 'new venue LIT3, ticket 4711'",
    "  venue drain LIT2 --reason 'venue closes on Friday'"})
public final class VenueCommand implements Callable<Integer> {

    private static final List<String> ASKING = List.of("list", "statistics");

    @Parameters(index = "0", paramLabel = "ACTION", description = "See below.")
    private String action = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "VENUE", description = "Its name in venues.ini.")
    private @Nullable String venue;

    @Mixin
    private HubOrder hubOrder = new HubOrder();

    @Override
    public Integer call() throws IOException {
        return hubOrder.talk(mistake(), hub -> switch (action) {
            case "list" -> HubOrder.shown(hub.get("/api/venues"), VenueCommand::list);
            case "statistics" -> HubOrder.shown(hub.get("/api/routing/statistics"), VenueCommand::statistics);
            case "apply" -> HubOrder.shown(hub.post("/api/venues/apply", hubOrder.body()), this::done);
            default -> HubOrder.shown(hub.post("/api/venues/" + venue + "/" + action, hubOrder.body()), this::done);
        });
    }

    private @Nullable String mistake() {
        boolean isForAll = action.equals("apply") || ASKING.contains(action);
        if (isForAll == (venue != null)) {
            return isForAll ? action + " is for all venues, but VENUE=" + venue + " was given" : action + " needs the name of a VENUE";
        }
        return ASKING.contains(action) ? null : hubOrder.missingReason(action);
    }

    private static void statistics(JsonObject statistics) {
        for (Object one : statistics.getJsonArray("venues")) {
            JsonObject venue = (JsonObject) one;
            Long latency = venue.getLong("latencyMicros");
            System.out.printf(
                    "%-12s acknowledges %d: %s; fills %d parts that don't rest: %s; hides, of %d large ones: %s; fills %d that rest: %s; executed %s this month%n",
                    venue.getString("venue"),
                    venue.getLong("acknowledgements"), latency == null ? "-" : latency + " us", venue.getLong("legs"), percent(venue, "filledPercent"),
                    venue.getLong("large"), percent(venue, "hiddenPercent"), venue.getLong("rested"), percent(venue, "restedPercent"),
                    venue.getString("monthQuantity"));
        }
    }

    private static String percent(JsonObject venue, String field) {
        String percent = venue.getString(field);
        return percent == null ? "-" : percent + " %";
    }

    private static void list(JsonObject venues) {
        for (Object one : venues.getJsonArray("venues")) {
            JsonObject venue = (JsonObject) one;
            String why = venue.getString("why");
            String closed = venue.getString("closed");
            String standing = venue.getString("standing").toLowerCase(Locale.ROOT).replace('_', ' ');
            String phase = venue.getString("phase");
            System.out.printf("%-12s %-13s %-11s %d open%s%s%s%n", venue.getString("venue"), closed != null && why == null ? "closed" : standing,
                    venue.getString("link").toLowerCase(Locale.ROOT).replace('_', ' '), venue.getInteger("openOrders"), why == null ? "" : ", by " + why,
                    closed == null ? "" : ", out of its trading hours" + (closed.isEmpty() ? "" : " until " + closed),
                    phase == null ? "" : ", " + phase);
            listSessions(venue.getJsonArray("sessions"));
        }
    }

    /** Where there is more than one. */
    private static void listSessions(JsonArray sessions) {
        for (int i = 0; sessions.size() > 1 && i < sessions.size(); i++) {
            JsonObject session = sessions.getJsonObject(i);
            System.out.printf("  %-24s %-11s %d open%n", session.getString("session"), session.getString("link").toLowerCase(Locale.ROOT).replace('_', ' '),
                    session.getInteger("openOrders"));
        }
    }

    private void done(JsonObject answer) {
        String text = answer.getString("text");
        System.out.println((venue == null ? "" : venue + ": ") + action + " done" + (text == null ? "" : ": " + text));
    }
}

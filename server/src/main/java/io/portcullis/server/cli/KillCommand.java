package io.portcullis.server.cli;

import io.portcullis.oms.limit.Subset;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Kills orders of a running hub, says how far that is, and lets it be over with a second person. What the console does not answer is asked at the hub's own socket. */
@Command(name = "kill", mixinStandardHelpOptions = true, versionProvider = BuildVersion.class, description = "Kills orders: nothing new of them goes out, and what is out is canceled.", footer = {
    "", "Actions:", "  now SUBSET            kill these orders; again if venues have not let go of all",
    "  rehearse SUBSET       what that would do; nothing is sent",
    "  list                  what is killed, and how far that is", "  report NUMBER         how each order of a kill stands at its venues",
    "  release NUMBER        it shall be over, which needs a second person", "  approve NUMBER, decline NUMBER", "",
    "A SUBSET is firm, or name=value with names out of group, client, desk, account, session, trader, algorithm, currency, sector, asset-class, symbol, side, venue.",
    "",
    "Examples:",
    "  kill now 'client=ACME symbol=IBM' --reason 'runaway algorithm'", "  kill now firm --local --reason 'the console does not answer'",
    "  kill approve 20481 --user bob --reason 'cause removed'"})
public final class KillCommand implements Callable<Integer> {

    private static final String PATH = "/api/kills";
    /** The outcome is unknown, or whoever answers is not the console: to kill once more does no harm. */
    private static final int FAILED = 500;

    @Parameters(index = "0", paramLabel = "ACTION", description = "See below.")
    private String action = "";

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "WHAT", description = "What the action is about.")
    private List<String> what = new ArrayList<>();

    @Option(names = "--local", description = "By the hub's own socket on this machine, without the console.")
    private boolean isLocal;

    @Mixin
    private HubOrder order = new HubOrder();

    @Override
    public Integer call() throws IOException {
        return switch (action) {
            case "now" -> first(ofSubset(), order.missingReason(action), this::now);
            case "rehearse" -> first(ofSubset(), order.missingReason(action),
                    () -> order.talk(onlyByConsole(), hub -> said(hub.post(PATH + "/rehearse", order.body().put("subset", subset())))));
            case "list" -> first(takes(0), null, this::list);
            case "report" -> first(takes(1), null,
                    () -> order.talk(onlyByConsole(), hub -> HubOrder.shown(hub.get(PATH + "/" + what.getFirst()), KillCommand::showReport)));
            case "release", "approve", "decline" -> first(takes(1), order.missingReason(action),
                    () -> order.talk(onlyByConsole(), hub -> said(hub.post(PATH + "/" + what.getFirst() + "/" + action, order.body()))));
            default -> HubOrder.mistaken("ACTION=" + action + " must be now, rehearse, list, report, release, approve or decline");
        };
    }

    private interface Doing {
        int go() throws IOException;
    }

    private static int first(@Nullable String mistake, @Nullable String other, Doing doing) throws IOException {
        return mistake != null ? HubOrder.mistaken(mistake) : other != null ? HubOrder.mistaken(other) : doing.go();
    }

    private @Nullable String takes(int count) {
        return what.size() == count ? null
                : action + " is about " + count + (count == 1 ? " kill" : " kills") + ", see below, was with " + what.size() + ": " + what;
    }

    private @Nullable String onlyByConsole() {
        return isLocal ? "--local is for now and list: " + action + " is asked of the console" : null;
    }

    private String subset() {
        return String.join(" ", what);
    }

    private @Nullable String ofSubset() {
        if (what.isEmpty()) {
            return action + " needs a SUBSET, see below";
        }
        try {
            Subset.of(subset());
            return null;
        } catch (IllegalArgumentException e) {
            return "SUBSET=" + subset() + ": " + e.getMessage();
        }
    }

    // What works without the console

    private int now() throws IOException {
        List<String> asked = List.of("kill", order.user(), subset(), order.reason().replaceAll("\\s+", " "));
        return isLocal ? EmergencyCall.ask(order.data(), asked)
                : orByItsSocket(hub -> hub.post(PATH, order.body().put("subset", subset())), KillCommand::said, asked);
    }

    private int list() throws IOException {
        List<String> asked = List.of("list");
        return isLocal ? EmergencyCall.ask(order.data(), asked)
                : orByItsSocket(hub -> hub.get(PATH), answer -> HubOrder.shown(answer, KillCommand::showAll), asked);
    }

    private interface Question {
        RunningHub.Answer to(RunningHub hub) throws IOException;
    }

    private interface Show {
        int the(RunningHub.Answer answer);
    }

    private int orByItsSocket(Question question, Show show, List<String> asked) throws IOException {
        return order.talk(null, hub -> {
            String why;
            try {
                RunningHub.Answer answer = question.to(hub);
                if (answer.status() < FAILED) {
                    return show.the(answer);
                }
                why = answer.error();
            } catch (IOException e) {
                why = String.valueOf(e.getMessage());
            }
            System.err.println("portcullis: " + why + "; asked at the hub's own socket instead:");
            return EmergencyCall.ask(order.data(), asked);
        });
    }

    // What is printed

    private static int said(RunningHub.Answer answer) {
        return HubOrder.shown(answer, body -> System.out.println(body.getString("text", "done")));
    }

    private static void showAll(JsonObject body) {
        JsonArray kills = body.getJsonArray("kills");
        kills.forEach(each -> show((JsonObject) each));
        System.out.println(kills.isEmpty() ? "nothing is killed" : "");
    }

    private static void show(JsonObject kill) {
        System.out.printf("%s  %s, since %s, by %s: %s%n", kill.getString("kill"), kill.getString("subset"), kill.getString("since"), kill.getString("user"),
                kill.getString("reason"));
        Long toFlat = kill.getLong("millisToFlat");
        System.out.printf("    %d orders, %d can still be executed%s%n", kill.getInteger("orders"), kill.getInteger("outstanding"),
                (toFlat == null ? "" : "; flat after " + toFlat + " ms")
                        + (kill.getString("releasedBy").equals("two-persons") ? "" : "; release by " + kill.getString("releasedBy")));
        for (Object each : kill.getJsonArray("venues")) {
            JsonObject at = (JsonObject) each;
            System.out.printf("    %s: %d %s%n", at.getString("venue"), at.getInteger("parts"), text(at.getString("standing")));
        }
        JsonObject release = kill.getJsonObject("release");
        if (release != null) {
            System.out.printf("    release proposed by %s: %s; until %s%n", release.getString("user"), release.getString("reason"),
                    release.getString("expires"));
        }
    }

    private static void showReport(JsonObject kill) {
        show(kill);
        for (Object each : kill.getJsonArray("orderList")) {
            JsonObject one = (JsonObject) each;
            System.out.printf("%s  %s %s  %s %s  %s, %s executed, %s left%s%n", one.getString("orderId"), one.getString("session"), one.getString("clOrdId"),
                    one.getString("side"), one.getString("symbol"), one.getString("ordStatus"), one.getString("cumQty"), one.getString("leavesQty"),
                    one.getBoolean("outstanding") ? "" : ", done");
            for (Object part : one.getJsonArray("parts")) {
                JsonObject at = (JsonObject) part;
                System.out.printf("    %s %s: %s left, %s%n", at.getString("venue"), at.getString("childId"), at.getString("leavesQty"),
                        text(at.getString("standing")));
            }
        }
    }

    private static String text(@Nullable String standing) {
        return switch (Objects.requireNonNullElse(standing, "")) {
            case "CONFIRMED" -> "confirmed";
            case "ASKED" -> "asked, not confirmed yet";
            case "NOT_ASKED" -> "not asked yet";
            case "REFUSED" -> "not let go by the venue";
            default -> String.valueOf(standing);
        };
    }
}

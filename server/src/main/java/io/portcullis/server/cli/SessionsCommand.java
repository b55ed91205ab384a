package io.portcullis.server.cli;

import io.portcullis.server.settings.SettingsException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the FIX sessions of the running hub as a table: how each is meant to be, and how it is. */
@Command(name = "sessions", mixinStandardHelpOptions = true, versionProvider = BuildVersion.class, description = {
    "List the FIX sessions of the running hub, and who was not let in."})
public final class SessionsCommand implements Callable<Integer> {

    /** Also on the minute, where a time as text has no seconds. */
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss");

    private static final List<String> HEADINGS = List.of("SESSION", "ROLE", "VERSION", "INTENDED", "STATE", "NEXT OUT", "NEXT IN", "LAST OUT", "LAST IN",
            "WAITING", "REJECTS OUT/IN", "RESENDS OUT/IN", "PEER", "REMARK");

    @Option(names = "--conf", defaultValue = "${sys:portcullis.home:-.}/conf", description = "Directory of the installation's files (default: ${DEFAULT-VALUE}).")
    private Path conf = Path.of("conf");

    @Parameters(arity = "0..*", paramLabel = "SESSION", description = "All that is known of these, line by line (default: a table of all).")
    private List<String> names = new ArrayList<>();

    @Option(names = "--json", description = "All that is known of each session, an object a line.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        try (RunningHub hub = new RunningHub(conf, "portcullis sessions")) {
            RunningHub.Answer answer = hub.get("/api/sessions");
            if (!answer.isDone()) {
                System.err.println("portcullis: " + answer.error());
                return 1;
            }
            return show(answer.body());
        } catch (SettingsException e) {
            System.err.println("portcullis: " + e.getMessage());
            return 1;
        }
    }

    private int show(JsonObject answer) {
        JsonArray all = answer.getJsonArray("sessions");
        JsonArray sessions = names.isEmpty() ? all
                : new JsonArray(all.stream().filter(session -> names.contains(((JsonObject) session).getString("key"))).toList());
        Set<String> known = all.stream().map(session -> ((JsonObject) session).getString("key")).collect(Collectors.toCollection(LinkedHashSet::new));
        if (!known.containsAll(names)) {
            names.stream().filter(name -> !known.contains(name))
                    .forEach(name -> System.err.println("portcullis: there is no session " + name + ", there are " + String.join(", ", known)));
            return 1;
        }
        if (json) {
            sessions.forEach(System.out::println);
        } else if (names.isEmpty()) {
            print(sessions);
            printStrangers(answer.getJsonArray("strangers"));
        } else {
            sessions.forEach(session -> printFacts((JsonObject) session));
        }
        return 0;
    }

    private static void printStrangers(JsonArray strangers) {
        if (!strangers.isEmpty()) {
            System.out.println("\nNot let in, and of no session:");
            strangers.forEach(each -> {
                JsonObject stranger = (JsonObject) each;
                System.out.println("  " + refusedText(stranger.getJsonObject("last")));
            });
        }
    }

    private static void printFacts(JsonObject s) {
        System.out.println(s.getString("key"));
        fact("session",
                words(s.getString("role")) + ", " + s.getString("beginString") + ", " + s.getString("senderCompId") + " with " + s.getString("targetCompId")
                        + ", on node " + s.getString("node"));
        String intentReason = s.getString("intentReason");
        fact("meant to be", words(s.getString("intent")) + (intentReason == null ? "" : ", by " + intentReason));
        if ("VENUE".equals(s.getString("role"))) {
            String drained = s.getString("drained");
            String closed = s.getString("closed");
            String inHours = closed == null ? "takes orders while it is up" : "closed" + (closed.isEmpty() ? "" : " until " + closed);
            fact("routing", drained == null ? inHours : "drained by " + drained);
        }
        fact("is", words(s.getString("state")));
        fact("schedule", s.getString("schedule") + (s.getBoolean("sessionTime") ? ": up now" : ": off schedule now"));
        fact("peer", orDash(s.getString("peerAddress")) + (s.getString("tlsIdentity") == null ? "" : ", " + s.getString("tlsIdentity")));
        fact("next number", "out " + s.getInteger("nextSenderMsgSeqNum") + ", in " + s.getInteger("nextTargetMsgSeqNum"));
        fact("last message", "out " + time(s.getLong("lastSentTime")) + ", in " + time(s.getLong("lastReceivedTime")));
        fact("waiting", waiting(s));
        fact("rejects", "by us " + s.getLong("rejectsOut") + ", by them " + s.getLong("rejectsIn"));
        fact("resends", "asked by us " + s.getLong("resendsOut") + ", of us " + s.getLong("resendsIn"));
        fact("last disconnect", orDash(s.getString("disconnectReason")));
        JsonObject refused = s.getJsonObject("refusedLogon");
        fact("not let in", refused == null ? "-" : refusedText(refused));
    }

    private static void fact(String name, String text) {
        System.out.printf("  %-16s%s%n", name, text);
    }

    private static void print(JsonArray sessions) {
        List<List<String>> table = new ArrayList<>();
        table.add(HEADINGS);
        sessions.forEach(session -> table.add(row((JsonObject) session)));
        int[] widths = new int[HEADINGS.size()];
        table.forEach(row -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        for (List<String> row : table) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
            }
            System.out.println(line.toString().stripTrailing());
        }
    }

    private static List<String> row(JsonObject s) {
        return List.of(s.getString("key"), words(s.getString("role")), s.getString("beginString"), intended(s), words(s.getString("state")),
                s.getInteger("nextSenderMsgSeqNum").toString(), s.getInteger("nextTargetMsgSeqNum").toString(), time(s.getLong("lastSentTime")),
                time(s.getLong("lastReceivedTime")), waiting(s), s.getLong("rejectsOut") + "/" + s.getLong("rejectsIn"),
                s.getLong("resendsOut") + "/" + s.getLong("resendsIn"), orDash(s.getString("peerAddress")), remark(s));
    }

    private static String intended(JsonObject s) {
        return words(s.getString("intent")) + (s.getString("drained") == null ? "" : ", drained");
    }

    private static String waiting(JsonObject s) {
        return s.getLong("waitingBytes") + " B" + (s.getInteger("waitingReports") == 0 ? "" : ", " + s.getInteger("waitingReports") + " reports");
    }

    private static String remark(JsonObject s) {
        if (!"STARTED".equals(s.getString("intent"))) {
            return orDash(s.getString("intentReason"));
        }
        JsonObject refused = s.getJsonObject("refusedLogon");
        Long heard = s.getLong("lastReceivedTime");
        if (s.getString("peerAddress") == null && refused != null && (heard == null || refused.getLong("time") > heard)) {
            return "not let in: " + refusedText(refused);
        }
        if (!s.getBoolean("sessionTime")) {
            return "off schedule: " + s.getString("schedule");
        }
        return s.getString("peerAddress") == null ? orDash(s.getString("disconnectReason")) : "";
    }

    /** Such as {@code 09:30:12 from 192.0.2.7: the connection is plain, allowed is TLS only (3 times since the start)}. */
    private static String refusedText(JsonObject refused) {
        long count = refused.getLong("count");
        return time(refused.getLong("time")) + " from " + refused.getString("from") + ": " + refused.getString("text")
                + (count == 1 ? "" : " (" + count + " times since the start)");
    }

    private static String words(String constant) {
        return constant.toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }

    private static String orDash(@Nullable String text) {
        return text == null ? "-" : text;
    }

    private static String time(@Nullable Long millis) {
        return millis == null ? "-" : LocalTime.ofInstant(Instant.ofEpochMilli(millis), ZoneId.systemDefault()).format(SECONDS);
    }
}

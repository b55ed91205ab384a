package io.portcullis.server.cli;

import io.portcullis.server.settings.SettingsException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints the FIX sessions of the running hub as a table: how each is meant to be, and how it is. */
@Command(name = "sessions", mixinStandardHelpOptions = true, versionProvider = BuildVersion.class, description = "List the FIX sessions of the running hub.")
public final class SessionsCommand implements Callable<Integer> {

    private static final List<String> HEADINGS = List.of("SESSION", "ROLE", "VERSION", "INTENDED", "STATE", "NEXT OUT", "NEXT IN", "LAST OUT", "LAST IN",
            "WAITING", "REJECTS OUT/IN", "RESENDS OUT/IN", "PEER", "REMARK");

    @Option(names = "--conf", defaultValue = "${sys:portcullis.home:-.}/conf", description = "Directory of the installation's files (default: ${DEFAULT-VALUE}).")
    private Path conf = Path.of("conf");

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
            JsonArray sessions = answer.body().getJsonArray("sessions");
            if (json) {
                sessions.forEach(System.out::println);
            } else {
                print(sessions);
            }
            return 0;
        } catch (SettingsException e) {
            System.err.println("portcullis: " + e.getMessage());
            return 1;
        }
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
        return List.of(s.getString("key"), words(s.getString("role")), s.getString("beginString"), words(s.getString("intent")), words(s.getString("state")),
                s.getInteger("nextSenderMsgSeqNum").toString(), s.getInteger("nextTargetMsgSeqNum").toString(), time(s.getLong("lastSentTime")),
                time(s.getLong("lastReceivedTime")), waiting(s), s.getLong("rejectsOut") + "/" + s.getLong("rejectsIn"),
                s.getLong("resendsOut") + "/" + s.getLong("resendsIn"), orDash(s.getString("peerAddress")), remark(s));
    }

    private static String waiting(JsonObject s) {
        return s.getLong("waitingBytes") + " B" + (s.getInteger("waitingReports") == 0 ? "" : ", " + s.getInteger("waitingReports") + " reports");
    }

    private static String remark(JsonObject s) {
        if (!"STARTED".equals(s.getString("intent"))) {
            return orDash(s.getString("intentReason"));
        }
        if (!s.getBoolean("sessionTime")) {
            return "off schedule: " + s.getString("schedule");
        }
        return s.getString("peerAddress") == null ? orDash(s.getString("disconnectReason")) : "";
    }

    private static String words(String constant) {
        return constant.toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }

    private static String orDash(@Nullable String text) {
        return text == null ? "-" : text;
    }

    private static String time(@Nullable Long millis) {
        return millis == null ? "-" : LocalTime.ofInstant(Instant.ofEpochMilli(millis), ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS).toString();
    }
}

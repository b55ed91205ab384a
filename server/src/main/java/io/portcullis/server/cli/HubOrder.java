package io.portcullis.server.cli;

import io.portcullis.server.settings.Installation;
import io.portcullis.server.settings.Overrides;
import io.portcullis.server.settings.SettingsException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What all commands have that ask the running hub or order it something: who, why, and where the hub is. Exits with 1 if the hub refuses, with 2 if it is not asked. */
final class HubOrder {

    @Option(names = "--reason", description = "Why: 3 to 200 characters, for the event log.")
    private @Nullable String reason;

    @Option(names = "--user", defaultValue = "${sys:user.name}", description = "Who orders it (default: ${DEFAULT-VALUE}).")
    private String user = "";

    @Option(names = "--conf", defaultValue = "${sys:portcullis.home:-.}/conf", description = "Directory of the installation's files (default: ${DEFAULT-VALUE}).")
    private Path conf = Path.of("conf");

    /** Asks the hub, and says what it answers. */
    @FunctionalInterface
    interface Talk {
        /** @return what the program exits with */
        int with(RunningHub hub) throws IOException;
    }

    /** @param mistake in the arguments; null if there is none */
    int talk(@Nullable String mistake, Talk talk) throws IOException {
        if (mistake != null) {
            return mistaken(mistake);
        }
        try (RunningHub hub = new RunningHub(conf, user)) {
            return talk.with(hub);
        } catch (SettingsException | IllegalArgumentException e) {
            return mistaken(String.valueOf(e.getMessage()));
        }
    }

    static int mistaken(String text) {
        System.err.println("portcullis: " + text);
        return 2;
    }

    /** Null if there is one. */
    @Nullable
    String missingReason(String action) {
        return reason == null ? action + " needs a --reason, for the event log" : null;
    }

    /** Empty if none was given. */
    String reason() {
        return reason == null ? "" : reason;
    }

    /** Where the hub of this installation keeps its data. */
    Path data() {
        return Installation.hub(conf, Overrides.ofThisProcess()).data();
    }

    String user() {
        return user;
    }

    /** What is ordered; the user is added when it is sent. */
    JsonObject body() {
        return new JsonObject().put("reason", reason);
    }

    static int shown(RunningHub.Answer answer, Consumer<JsonObject> show) {
        if (!answer.isDone()) {
            System.err.println("portcullis: " + answer.error());
            return 1;
        }
        show.accept(answer.body());
        return 0;
    }

    static int said(RunningHub.Answer answer, String text) {
        return shown(answer, _ -> System.out.println(text));
    }
}

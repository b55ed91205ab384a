package io.portcullis.server.cli;

import io.portcullis.server.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who orders something of the running hub, why, and which hub it is. */
final class CareOptions {

    /** What is asked of the hub. @param <T> what comes of it */
    interface Asking<T> {
        T of(RunningHub hub) throws IOException;
    }

    @Option(names = "--reason", description = "Why: 3 to 200 characters, for the event log.")
    @Nullable
    String reason;

    @Option(names = "--user", defaultValue = "${sys:user.name}", description = "Who orders it (default: ${DEFAULT-VALUE}).")
    String user = "";

    @Option(names = "--conf", defaultValue = "${sys:portcullis.home:-.}/conf", description = "Directory of the installation's files (default: ${DEFAULT-VALUE}).")
    private Path conf = Path.of("conf");

    /** @return the exit code: that of {@code asking}, or 2 where the hub's files are wrong */
    int ask(Asking<Integer> asking) throws IOException {
        try (RunningHub hub = new RunningHub(conf, user)) {
            return asking.of(hub);
        } catch (SettingsException | IllegalArgumentException e) {
            return mistake(String.valueOf(e.getMessage()));
        }
    }

    static int mistake(String text) {
        System.err.println("portcullis: " + text);
        return 2;
    }
}

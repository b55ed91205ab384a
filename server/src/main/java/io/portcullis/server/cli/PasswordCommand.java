package io.portcullis.server.cli;

import io.portcullis.fix.sessions.access.PasswordFile;
import io.portcullis.fix.sessions.access.PasswordHash;
import io.portcullis.server.settings.Installation;
import io.portcullis.server.settings.Overrides;
import io.portcullis.server.settings.SettingsException;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sets the password of a user, whom a session names in {@code username}: asks for it without showing it, and keeps its hash. */
@Command(name = "password", mixinStandardHelpOptions = true, versionProvider = BuildVersion.class, description = "Set the password of a client's user; a running hub takes it on at once.", footer = {
    "", "It is asked for twice and not shown; where there is no terminal, it is the first line of the input."})
public final class PasswordCommand implements Callable<Integer> {

    private static final int MIN_LENGTH = 8;

    @Option(names = "--conf", defaultValue = "${sys:portcullis.home:-.}/conf", description = "Directory of the installation's files (default: ${DEFAULT-VALUE}).")
    private Path conf = Path.of("conf");

    @Parameters(paramLabel = "USER", description = "Username(553), as the session's section says.")
    private String user = "";

    @Override
    public Integer call() throws IOException {
        Path file;
        try {
            file = Installation.read(conf, Overrides.ofThisProcess()).hub().fix().doors().passwords();
        } catch (SettingsException e) {
            return refuse(String.valueOf(e.getMessage()));
        }
        String password = asked();
        if (password == null) {
            return refuse("the password was not the same twice, or there was none");
        }
        if (password.length() < MIN_LENGTH) {
            return refuse("a password has at least " + MIN_LENGTH + " characters");
        }
        try {
            new PasswordFile(file).set(user, PasswordHash.of(password.getBytes(StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
            return refuse(String.valueOf(e.getMessage()));
        }
        System.out.println("user " + user + " has a new password, in " + file);
        return 0;
    }

    private static int refuse(String why) {
        System.err.println("portcullis: " + why);
        return 1;
    }

    private @Nullable String asked() throws IOException {
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
            return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        }
        char[] first = console.readPassword("Password of %s: ", user);
        char[] second = console.readPassword("Once more: ");
        return first == null || second == null || !Arrays.equals(first, second) ? null : new String(first);
    }
}

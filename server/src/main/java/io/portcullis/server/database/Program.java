package io.portcullis.server.database;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One run of a program of PostgreSQL to its end.
 *
 * @param exitCode 0 if it did what it was asked
 * @param output all that it said
 */
record Program(int exitCode, String output) {

    private static final String PATH = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");

    boolean succeeded() {
        return exitCode == 0;
    }

    /**
     * Runs it.
     *
     * @param input what it reads; null for nothing
     * @throws IOException if it can't be started, or isn't done in time
     */
    static Program run(Duration limit, @Nullable String input, List<String> command) throws IOException {
        // A file and not a pipe: a server that outlives the program would keep a pipe open.
        Path output = Files.createTempFile("portcullis-program", ".out");
        try {
            Process process = builder(command, output.toFile()).start();
            try (var in = process.getOutputStream()) {
                in.write(input == null ? new byte[0] : input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                process.destroyForcibly();
                throw e;
            }
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new IOException(command + " did not end within " + limit.toSeconds() + " s: " + Files.readString(output));
            }
            return new Program(process.exitValue(), Files.readString(output).strip());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(command + " was interrupted", e);
        } finally {
            Files.delete(output);
        }
    }

    private static ProcessBuilder builder(List<String> command, File output) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output);
        // PGDATA, PGPORT and their like would speak of another server.
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        return builder;
    }

    /** Where a program lies; null if there is none of that name. */
    static @Nullable Path find(String name) {
        for (String directory : PATH.split(File.pathSeparator)) {
            Path file = Path.of(directory, name);
            if (Files.isExecutable(file)) {
                return file;
            }
        }
        return null;
    }

    /** The command, run by another. */
    static List<String> command(List<String> by, Path program, String... arguments) {
        List<String> command = new ArrayList<>(by);
        command.add(program.toString());
        command.addAll(List.of(arguments));
        return command;
    }
}

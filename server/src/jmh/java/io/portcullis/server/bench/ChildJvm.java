package io.portcullis.server.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another Java process, with this one's Java, flags and class path. Ended by {@link #close()}. */
final class ChildJvm implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;
    private final Path log;

    private ChildJvm(Process process, Path log) {
        this.process = process;
        this.log = log;
        output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Starts a process whose output is read by {@link #readLine()}; its errors go to the log file. The options come behind our own flags. */
    static ChildJvm talking(List<String> options, Class<?> main, List<String> arguments, Path log) throws IOException {
        return talking(options, classPath(), main, arguments, log);
    }

    /** The same with another class path. */
    static ChildJvm talking(List<String> options, String classPath, Class<?> main, List<String> arguments, Path log) throws IOException {
        return new ChildJvm(builder(options, classPath, main, arguments).redirectError(log.toFile()).start(), log);
    }

    /** Starts a process that writes all its output to the log file. */
    static ChildJvm silent(List<String> options, Class<?> main, List<String> arguments, Path log) throws IOException {
        return new ChildJvm(builder(options, classPath(), main, arguments).redirectErrorStream(true).redirectOutput(log.toFile()).start(), log);
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    Path log() {
        return log;
    }

    /** Sends it a line and waits for the line that it answers. */
    String ask(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
        return readLine();
    }

    /** Waits for the next line of output. */
    String readLine() throws IOException {
        var line = output.readLine();
        if (line == null)
            throw new IOException("process " + process.pid() + " has ended, see " + log);
        return line;
    }

    /** Waits for the line that begins so; the Java machine may have things of its own to say before. */
    String readLine(String begin) throws IOException {
        while (true) {
            var line = readLine();
            if (line.startsWith(begin))
                return line;
        }
    }

    /** Asks it to end, by the end of its input and by SIGTERM; after 30 s, enough to stop a database of its own, it is killed. */
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS))
                process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Of this process. */
    static String classPath() {
        return System.getProperty("java.class.path");
    }

    private static ProcessBuilder builder(List<String> options, String classPath, Class<?> main, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments().stream().filter(flag -> !flag.contains("agent")).toList());
        command.addAll(options);
        command.addAll(List.of("-classpath", classPath, main.getName()));
        command.addAll(arguments);
        return new ProcessBuilder(command);
    }
}

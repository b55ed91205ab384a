package io.portcullis.server.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The process that a cluster's {@code postmaster.pid} names: the server that has it open, or had it. */
record Postmaster(ProcessHandle process, Path file) {

    /** Empty if no such process lives. */
    static Optional<Postmaster> of(Path cluster) throws IOException {
        Path file = cluster.resolve("postmaster.pid");
        try {
            List<String> lines = Files.readAllLines(file);
            if (lines.isEmpty()) {
                return Optional.empty();
            }
            return ProcessHandle.of(Long.parseLong(lines.getFirst().strip())).map(process -> new Postmaster(process, file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (NumberFormatException e) {
            throw new IOException(file + " does not begin with the number of a process", e);
        }
    }

    /** Whether that process is the server of this cluster, as far as can be seen. */
    boolean isServer() throws IOException {
        return commandLine().map(this::namesCluster).orElse(false);
    }

    /**
     * Whether that process is certainly no server any more. Numbers of processes are used again, soon so where a container starts with the same few each time; and
     * where nobody asks how they ended, dead processes stay visible, without a command line. PostgreSQL would take both for a server that runs, and the first must
     * not be stopped.
     */
    boolean isForeign() throws IOException {
        return commandLine().map(line -> !namesCluster(line)).orElse(false);
    }

    private boolean namesCluster(String commandLine) {
        return commandLine.contains(String.valueOf(file.getParent()));
    }

    /** Empty if it is hidden from us. Where there is a {@code /proc}, it shows more than {@code ProcessHandle} does of processes of others. */
    private Optional<String> commandLine() throws IOException {
        Path shown = Path.of("/proc", Long.toString(process.pid()), "cmdline");
        if (!Files.isReadable(shown)) {
            return process.info().commandLine();
        }
        try {
            return Optional.of(new String(Files.readAllBytes(shown), StandardCharsets.UTF_8).replace('\0', ' '));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}

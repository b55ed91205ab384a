package io.portcullis.server.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;

/** What a benchmark has opened, to be closed in reverse order: at the end, or when the program is told to stop. */
final class Opened implements AutoCloseable {
    private final Deque<AutoCloseable> resources = new ArrayDeque<>();
    private boolean closed;

    Opened() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::closeAll));
    }

    synchronized <T extends AutoCloseable> T add(T resource) {
        resources.push(resource);
        if (closed)
            closeAll();
        return resource;
    }

    /** A new directory to work in, that is deleted in the end or, if it is to be kept, named. */
    Path directory(String name, boolean keep) throws IOException {
        var directory = Files.createTempDirectory(name);
        if (keep)
            System.out.println("working in " + directory);
        else
            add(() -> delete(directory));
        return directory;
    }

    @Override
    public void close() {
        closeAll();
    }

    private synchronized void closeAll() {
        closed = true;
        while (!resources.isEmpty())
            close(resources.pop());
    }

    private static void close(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            System.err.println("while closing: " + e);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (var paths = Files.walk(directory)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList())
                Files.delete(path);
        }
    }
}

package io.portcullis.server.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A {@link FarSide} in a process of its own, seen from the one that started it. */
final class FarSideProcess implements AutoCloseable {
    private final ChildJvm jvm;
    private final Map<String, Integer> ports = new HashMap<>();

    /** Starts one whose counterparties have these names, each listening on a free port. */
    FarSideProcess(List<String> options, List<String> names, Path log) throws IOException {
        jvm = ChildJvm.talking(options, FarSide.class, names, log);
        for (var name : names)
            ports.put(name, listening(name));
    }

    /** The port of the counterparty of this name. */
    int port(String name) {
        return ports.get(name);
    }

    /** Waits until the hub has logged on to that counterparty. */
    void awaitLogon(String name, long seconds) throws IOException {
        order("await " + name + " " + seconds);
    }

    /** Lets a new counterparty of this name log on to a port of the hub. */
    void dial(String name, int port, WireSession.CompIds ids) throws IOException {
        order("dial " + name + " " + port + " " + ids.sender() + " " + ids.target());
        awaitLogon(name, 30);
    }

    FarSide.Count count(String name) throws IOException {
        return FarSide.Count.ofLine(jvm.ask("count " + name));
    }

    @Override
    public void close() throws IOException {
        jvm.close();
    }

    private int listening(String name) throws IOException {
        var line = jvm.readLine();
        if (!line.startsWith("listen " + name + " "))
            throw new IOException("unexpected: " + line);
        return Integer.parseInt(line.substring(line.lastIndexOf(' ') + 1));
    }

    private void order(String command) throws IOException {
        var answer = jvm.ask(command);
        if (!answer.equals("ok"))
            throw new IOException(command + ": " + answer);
    }
}

package io.portcullis.server.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** An {@link AnsweringEngine} that was started in a process of its own. @param tls where it listens for TLS */
record EnginePorts(HubUnderTest plain, int tls) {

    /** Starts one with so many traders and so large a crowd, {@link Peers}, and waits until it listens. */
    static EnginePorts start(List<String> options, Path directory, int traders, int crowd) throws IOException {
        return start(options, ChildJvm.classPath(), directory, traders, crowd);
    }

    /** The same with another class path. */
    static EnginePorts start(List<String> options, String classPath, Path directory, int traders, int crowd) throws IOException {
        var arguments = List.of(directory.toString(), Integer.toString(traders), Integer.toString(crowd));
        var jvm = ChildJvm.talking(options, classPath, AnsweringEngine.class, arguments, directory.resolve("output.log"));
        var ports = jvm.readLine("listen ").split(" ");
        return new EnginePorts(new HubUnderTest(jvm, Integer.parseInt(ports[1]), null, List::of), Integer.parseInt(ports[2]));
    }
}

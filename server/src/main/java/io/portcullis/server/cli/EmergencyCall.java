package io.portcullis.server.cli;

import io.portcullis.server.hub.EmergencyLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** One question to a hub on this machine by the socket in its data directory, which needs neither the console nor the database. */
final class EmergencyCall {

    private EmergencyCall() {
    }

    /**
     * Asks, and prints what is answered.
     *
     * @param fields without tabs and line ends
     * @return what the program exits with
     * @throws IOException if no hub listens there
     */
    static int ask(Path data, List<String> fields) throws IOException {
        return askAt(data.resolve(EmergencyLine.FILE), fields);
    }

    /** Likewise, at another socket of the hub's. */
    static int askAt(Path file, List<String> fields) throws IOException {
        try (SocketChannel hub = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            connect(hub, file);
            ByteBuffer question = StandardCharsets.UTF_8.encode(String.join("\t", fields) + "\n");
            while (question.hasRemaining()) {
                hub.write(question);
            }
            return shown(new BufferedReader(Channels.newReader(hub, StandardCharsets.UTF_8)).lines().toList(), file);
        }
    }

    private static void connect(SocketChannel hub, Path file) throws IOException {
        try {
            hub.connect(UnixDomainSocketAddress.of(file));
        } catch (IOException e) {
            throw new IOException("no hub listens at " + file + ": " + e.getMessage() + ". It is to be called on its own machine, by the user who runs it", e);
        }
    }

    private static int shown(List<String> lines, Path file) throws IOException {
        String first = lines.isEmpty() ? "" : lines.getFirst();
        int tab = first.indexOf('\t');
        if (tab < 0) {
            throw new IOException("the hub at " + file + " has hung up: whether it was done is unknown. It may be ordered again");
        }
        boolean isDone = first.startsWith("done\t");
        (isDone ? System.out : System.err).println((isDone ? "" : "portcullis: ") + first.substring(tab + 1));
        lines.stream().skip(1).forEach(System.out::println);
        return isDone ? 0 : 1;
    }
}

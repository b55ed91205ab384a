package io.portcullis.server;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.oms.core.Router;
import io.portcullis.server.settings.Installation;
import io.portcullis.server.settings.Overrides;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The shipped installation with one simulated venue, free ports, small files and no database; and the program's commands, run on it. */
final class OwnInstallation {

    /** What a command has printed. */
    record Said(int exitCode, String text) {

        List<String> lines() {
            return text.lines().toList();
        }
    }

    private final Path conf;

    /** @param venue further lines of the venue's section */
    OwnInstallation(Path directory, String venue) throws IOException {
        conf = Files.createDirectory(directory.resolve("conf"));
        List<Integer> ports = freePorts(3);
        copy("portcullis.ini", "port = 9880", "port = " + ports.get(0), "port = 8080", "port = " + ports.get(1), "[database]\non = yes", "[database]\non = no",
                "segment-size = 64MB", "segment-size = 1MB", "store-segment-size = 4MB", "store-segment-size = 256KB", "store-prepared-size = 512MB",
                "store-prepared-size = 1MB", "older-reference-price = refuse", "older-reference-price = use");
        copy("client-sessions.ini");
        copy("accounts.ini");
        copy("instruments.csv");
        Files.writeString(conf.resolve("venues.ini"),
                "[LIT1]\nversion = FIX.4.4\nport = " + ports.get(2) + "\nsimulated = yes\nreconnect = 100ms\n" + venue);
    }

    private void copy(String name, String... changes) throws IOException {
        String text = Files.readString(Path.of("..", "conf", name));
        for (int i = 0; i < changes.length; i += 2) {
            assertTrue(text.contains(changes[i]), changes[i]);
            text = text.replace(changes[i], changes[i + 1]);
        }
        Files.writeString(conf.resolve(name), text);
    }

    /** With the embedded database. */
    OwnInstallation withDatabase() throws IOException {
        Path ini = file("portcullis.ini");
        Files.writeString(ini, Files.readString(ini).replace("[database]\non = no", "[database]\non = yes"));
        return this;
    }

    /** In its directory of settings. */
    Path file(String name) {
        return conf.resolve(name);
    }

    private static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> open = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            open.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
        }
        List<Integer> ports = open.stream().map(ServerSocket::getLocalPort).toList();
        for (ServerSocket each : open) {
            each.close();
        }
        return ports;
    }

    Main start(Consumer<Throwable> onFailure) throws IOException {
        return new Main(Installation.read(conf, Overrides.ofThisProcess()), new StartChoices(false, false), InstantSource.system(), onFailure);
    }

    /** With another router before the core. */
    Main start(Consumer<Throwable> onFailure, UnaryOperator<Router> routing) throws IOException {
        return new Main(Installation.read(conf, Overrides.ofThisProcess()), new StartChoices(false, false), InstantSource.system(), onFailure, routing);
    }

    Said run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--conf", conf.toString()));
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (PrintStream capture = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            System.setOut(capture);
            System.setErr(capture);
            int exitCode = Portcullis.commandLine().execute(all.toArray(String[]::new));
            return new Said(exitCode, said.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }
}

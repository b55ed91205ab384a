package io.portcullis.server.bench;

import io.portcullis.server.Main;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;

/** The hubs that can be compared. */
enum Hub {
    /** What the wire and the two ends cost by themselves. */
    RELAY("raw TCP relay") {
        @Override
        HubUnderTest start(FarSideProcess farSide, List<String> options, Path directory) throws IOException {
            var jvm = ChildJvm.talking(options, TcpRelay.class, List.of(Integer.toString(farSide.port(name()))), directory.resolve("output.log"));
            var port = Integer.parseInt(jvm.readLine().substring("listen ".length()));
            return new HubUnderTest(jvm, port, null, List::of);
        }
    },
    /** What everything is compared with. */
    NAIVE("naive hub of QuickFIX/J") {
        @Override
        HubUnderTest start(FarSideProcess farSide, List<String> options, Path directory) throws IOException {
            var port = freePort();
            var arguments = List.of(Integer.toString(port), Integer.toString(farSide.port(name())), directory.toString());
            return new HubUnderTest(ChildJvm.silent(options, NaiveHub.class, arguments, directory.resolve("output.log")), port, null, List::of);
        }
    },
    /** Ours, with all that it does by default: risk, routing, event log, message stores, drop copy, database. */
    PORTCULLIS("Portcullis") {
        @Override
        HubUnderTest start(FarSideProcess farSide, List<String> options, Path directory) throws IOException {
            var port = freePort();
            var installation = PortcullisInstallation.create(directory, port, freePort(), farSide.port(name()));
            var arguments = List.of("start", "--conf", installation.conf().toString());
            return new HubUnderTest(ChildJvm.silent(options, Main.class, arguments, directory.resolve("output.log")), port, PortcullisInstallation.DROP_COPY,
                    installation::database);
        }
    };

    private final String title;

    Hub(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** Starts it in a process with these options, its venue being the counterparty of its name; the directory is its own, and thrown away afterwards. */
    abstract HubUnderTest start(FarSideProcess farSide, List<String> options, Path directory) throws IOException;

    /** A port that was free a moment ago, for a hub that can't choose one itself. */
    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}

package io.portcullis.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.portcullis.server.eventlog.Durability;
import io.portcullis.server.settings.Installation;
import io.portcullis.server.settings.Overrides;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A hub in this process with one simulated venue and one instrument, without a database, for tests of clients' sessions. */
final class StartedHub implements AutoCloseable {

    private final Path conf;
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private Main main;

    /** @param clientSessions the file of that name; accounts are ACME and GLOBEX */
    StartedHub(Path directory, String clientSessions) throws Exception {
        this(directory, clientSessions, Durability.LOCAL);
    }

    /** Likewise. */
    StartedHub(Path directory, String clientSessions, Durability durability) throws Exception {
        conf = Files.createDirectories(directory.resolve("conf"));
        write("client-sessions.ini", clientSessions);
        write("portcullis.ini", """
                [hub]
                name = test
                comp-id = HUB
                data-directory = %s
                [fix]
                port = 0
                store-segment-size = 256KB
                store-prepared-size = 4MB
                [log]
                durability = %s
                segment-size = 1MB
                keep-free = 1MB
                [database]
                on = no
                [risk]
                older-reference-price = use
                [console]
                port = 0
                """.formatted(directory.resolve("data"), durability.name().toLowerCase(Locale.ROOT)));
        write("venues.ini", "[LIT1]\nversion = FIX.4.4\nsimulated = yes\nport = 0\n");
        write("accounts.ini", "[ACME]\ncurrency = USD\n[GLOBEX]\ncurrency = USD\n");
        write("instruments.csv", "symbol,isin,mic,currency,lot,ticks,reference-price\nIBM,US4592001014,XNYS,USD,1,0:0.01,208.95\n");
        main = started(0);
        awaitVenue();
    }

    /** @param fixPort 0 for any that is free */
    private Main started(int fixPort) throws IOException {
        Overrides port = new Overrides(Map.of(), Map.of("portcullis.fix.port", Integer.toString(fixPort)));
        return new Main(Installation.read(conf, port), new StartChoices(false, false), InstantSource.system(), failures::add);
    }

    /** Stops it and starts it again, on the same port for clients. */
    void restart() throws Exception {
        int port = fixPort();
        close();
        main = started(port);
        awaitVenue();
    }

    private void awaitVenue() throws Exception {
        HttpRequest ready = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + main.consolePort() + "/ready")).build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            Patience.await("the venue's session logs on", () -> http.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200);
        }
    }

    /** A settings file. */
    void write(String name, String text) throws IOException {
        Files.writeString(conf.resolve(name), text);
    }

    int fixPort() {
        return main.fixAddress().getPort();
    }

    @Override
    public void close() throws Exception {
        main.close();
        assertEquals(List.of(), failures);
    }
}

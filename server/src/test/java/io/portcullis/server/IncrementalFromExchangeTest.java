package io.portcullis.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.fix.dictionaries.FixVersion;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulated exchange shows its market by updates, 35=W and then 35=X, and the hub keeps its books by them, in each version of FIX that the exchange speaks. */
class IncrementalFromExchangeTest {

    @TempDir
    Path directory;

    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private OwnInstallation installation;
    private Main hub;
    private RawClient client;

    private void start(FixVersion version) throws Exception {
        installation = new OwnInstallation(directory, "market-data = incremental\nmarket-depth = 0\nsimulated-depth = 3\n");
        Path venues = installation.file("venues.ini");
        Files.writeString(venues, Files.readString(venues).replace("version = FIX.4.4", "version = " + version.settingName()));
        hub = installation.start(failures::add);
        client = new RawClient("FIX.4.4", "CLIENT1", hub.fixAddress().getPort(), "");
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        hub.close();
        http.close();
        assertEquals(List.of(), failures);
    }

    private String get(String query) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + hub.consolePort() + "/api/market-data" + query)).build(),
                HttpResponse.BodyHandlers.ofString()).body();
    }

    private void shows(String text) throws Exception {
        Patience.await(text, () -> get("?symbol=IBM").contains(text));
    }

    @ParameterizedTest
    @EnumSource(value = FixVersion.class, names = {"FIX42", "FIX44", "FIX50SP2", "FIXLATEST"})
    void booksFollowTheExchangeThroughOrdersTradesAndAuctions(FixVersion version) throws Exception {
        start(version);
        shows("\"usable\":true");
        client.asks("D", "11=A|55=IBM|54=1|60=" + RawClient.now() + "|40=2|44=150.01|38=123|59=0|");
        shows("{\"price\":\"150.01\",\"quantity\":\"123\"}");
        client.asks("D", "11=B|55=IBM|54=1|60=" + RawClient.now() + "|40=2|44=150.01|38=7|59=0|");
        shows("{\"price\":\"150.01\",\"quantity\":\"130\"}");
        client.asks("F", "11=C|41=A|55=IBM|54=1|60=" + RawClient.now() + "|38=123|");
        shows("{\"price\":\"150.01\",\"quantity\":\"7\"}");

        installation.run("exchange", "LIT1", "call", "IBM", "closing");
        shows("\"bids\":[],\"offers\":[]");
        installation.run("exchange", "LIT1", "resume", "IBM");
        shows("{\"price\":\"150.01\",\"quantity\":\"7\"}");
        client.asks("D", "11=D|55=IBM|54=1|60=" + RawClient.now() + "|40=2|44=400|38=50|59=3|");
        Patience.await("a trade of its size", () -> !get("?symbol=IBM").contains("\"volume\":\"0\""));

        long updates = updates();
        Patience.await("further updates", () -> updates() > updates + 20);
        String overview = get("");
        assertTrue(overview.contains("\"unusable\":[]") && overview.contains("\"recoveries\":0") && overview.contains("\"mode\":\"incremental\""), overview);
        client.asks("F", "11=E|41=B|55=IBM|54=1|60=" + RawClient.now() + "|38=7|");
        Patience.await("it is gone", () -> !get("?symbol=IBM").contains("150.01"));
    }

    private long updates() throws Exception {
        return Long.parseLong(get("").replaceAll("(?s).*\"updates\":(\\d+).*", "$1"));
    }
}

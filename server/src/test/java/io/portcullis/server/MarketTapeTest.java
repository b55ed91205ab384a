package io.portcullis.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A day is recorded, looked at and played again, over FIX and by the program's own commands. */
class MarketTapeTest {

    @TempDir
    Path directory;

    private final List<Throwable> failures = new CopyOnWriteArrayList<>();

    private static JsonObject get(Main hub, String path) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return new JsonObject(http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + hub.consolePort() + path)).build(),
                    HttpResponse.BodyHandlers.ofString()).body());
        }
    }

    @Test
    void aDayIsRecordedShownExportedAndPlayedAgain() throws Exception {
        OwnInstallation installation = new OwnInstallation(directory, "simulated-orders-per-second = 5\nsimulated-seed = 1\nmarket-data = incremental\n");
        JsonArray live;
        try (Main hub = installation.start(failures::add)) {
            Patience.await("bars of a second", () -> get(hub, "/api/market-data/IBM/bars?interval=1s").getJsonArray("bars").size() > 3);
            Patience.await("a volume", () -> !get(hub, "/api/market-data?symbol=IBM").getString("volume").equals("0"));
            live = get(hub, "/api/market-data/IBM/bars?interval=1s").getJsonArray("bars");
        }
        assertEquals(List.of(), failures);
        String day = Files.list(directory.resolve("data/market-data")).map(file -> file.getFileName().toString().replace(".tape", "")).findFirst()
                .orElseThrow();
        assertTrue(LocalDate.parse(day).isAfter(LocalDate.now(ZoneOffset.UTC).minusDays(2)), day);

        assertTrue(installation.run("market").text().startsWith(day + "  "));
        List<String> dump = installation.run("market", "dump", day, "--symbol", "IBM", "--venue", "LIT1", "--csv").lines();
        assertEquals("time,what,venue,symbol,state,side,price,quantity", dump.getFirst());
        assertTrue(dump.stream().anyMatch(line -> line.contains(",book,LIT1,IBM,whole,bid,")), () -> dump.getFirst());
        assertTrue(dump.stream().anyMatch(line -> line.contains(",trade,LIT1,IBM,new,,")), () -> dump.getLast());
        assertTrue(installation.run("market", "dump", day, "--symbol", "IBM").lines().stream().anyMatch(line -> line.contains("LIT1 IBM trade new ")));
        assertEquals(List.of("time,what,venue,symbol,state,side,price,quantity"),
                installation.run("market", "dump", day, "--symbol", "IBM", "--to", "1970-01-02", "--csv").lines());

        Path file = directory.resolve("bars.csv.gz");
        assertEquals(0, installation.run("market", "export", "--symbol", "IBM", "--interval", "1s", "--file", file.toString()).exitCode());
        List<String> exported;
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            exported = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
        JsonObject first = live.getJsonObject(0);
        assertTrue(
                exported.get(1).startsWith(
                        first.getString("time") + "," + first.getString("tradingDay") + "," + first.getString("open") + "," + first.getString("high")),
                exported.get(1) + " is not " + first);

        List<String> played = installation.run("market", "play", day).lines();
        assertTrue(played.stream().anyMatch(line -> line.startsWith("IBM bid ")), played::toString);
        assertEquals(played, installation.run("market", "play", day, "--speed", "100000", "--venue-map", "LIT1=XNYS").lines(),
                "the same tape makes the same books");
    }

    /** Also days whose tapes are gone are there. */
    @Test
    void barsOfBeforeComeFromTheDatabase() throws Exception {
        OwnInstallation installation = new OwnInstallation(directory, "simulated-orders-per-second = 5\nmarket-data = incremental\n").withDatabase();
        Path ini = installation.file("portcullis.ini");
        Files.writeString(ini, Files.readString(ini).replace("history-bars = 1m", "history-bars = 1s"));
        String bars = "/api/market-data/IBM/bars?interval=1s&limit=2&from=";
        JsonArray first;
        List<String> exported;
        try (Main hub = installation.start(failures::add)) {
            Patience.await("there are bars", () -> get(hub, bars + "1970-01-01").getJsonArray("bars").size() == 2
                    && get(hub, bars + "1970-01-01").getJsonArray("bars").getJsonObject(1).getBoolean("closed"));
            first = get(hub, bars + "1970-01-01").getJsonArray("bars");
            long size = Files.size(Files.list(directory.resolve("data/market-data")).findFirst().orElseThrow());
            Patience.await("what is on the tape so far is in the database", () -> {
                Matcher position = Pattern.compile("up to byte ([0-9]+) of the tape").matcher(get(hub, "/ready").encode());
                return position.find() && Long.parseLong(position.group(1)) >= size;
            });
            exported = installation.run("market", "export", "--symbol", "IBM", "--interval", "1s", "--source", "database").lines();
        }
        assertTrue(exported.get(1).startsWith(first.getJsonObject(0).getString("time") + ","), () -> exported.get(1) + " is not " + first);
        assertTrue(exported.size() > 2, exported::toString);
        for (Path tape : Files.list(directory.resolve("data/market-data")).toList()) {
            Files.delete(tape);
        }
        try (Main hub = installation.start(failures::add)) {
            String before = "&to=" + first.getJsonObject(1).getString("time").replace("Z", ".5Z");
            Patience.await("they are there without the tape", () -> get(hub, bars + "1970-01-01" + before).getJsonArray("bars").size() == 2);
            assertEquals(first.encodePrettily(), get(hub, bars + "1970-01-01" + before).getJsonArray("bars").encodePrettily());
        }
        assertEquals(List.of(), failures);
    }

    @Test
    void wrongQuestionsAreAnsweredWithTheOptionAndItsValue() throws Exception {
        OwnInstallation installation = new OwnInstallation(directory, "");
        assertTrue(installation.run("market").text().startsWith("no market data is recorded in "));
        OwnInstallation.Said none = installation.run("market", "dump", "2026-11-23");
        assertEquals("1 portcullis: there is no tape of 2026-11-23 in " + directory.resolve("data/market-data") + "; there is none of any day",
                none.exitCode() + " " + none.text().strip().replace(directory.resolve("conf/../data").toString(), directory.resolve("data").toString()));
        assertTrue(installation.run("market", "dump", "yesterday").text().contains("DAY=yesterday must be a date such as 2026-11-23, or a tape's file"));
        assertTrue(installation.run("market", "export", "--symbol", "IBM", "--interval", "2m").text()
                .contains("--interval=2m must be one of 1s, 10s, 1m, 5m, 15m, 1h, 1d"));
        assertTrue(installation.run("market", "export", "--symbol", "IBM", "--format", "xml").text().contains("--format=xml must be csv"));
        assertTrue(installation.run("market", "export", "--symbol", "IBM", "--source", "moon").text().contains("--source=moon must be tape or database"));
        assertTrue(installation.run("market", "export", "--symbol", "IBM", "--from", "noon").text().contains("--from=noon must be a time in UTC"));
        assertTrue(
                installation.run("market", "play", "2026-11-23", "--speed", "0").text().contains("--speed=0 must be a whole number from 1 to 100000, or max"));
        assertTrue(installation.run("market", "play", "2026-11-23", "--symbol", "IBN").text().contains("--symbol=IBN is not in instruments.csv"));
    }

    /** What one hub has recorded another one's exchange quotes, and orders are executed against it. */
    @Test
    void ordersAreExecutedAgainstARecordedDay() throws Exception {
        Path one = Files.createDirectory(directory.resolve("one"));
        OwnInstallation recorded = new OwnInstallation(one, "simulated-depth = 3\nsimulated-volatility = 0\n");
        try (Main hub = recorded.start(failures::add)) {
            Patience.await("a book", () -> get(hub, "/api/market-data?symbol=IBM").getJsonObject("offer") != null);
            Patience.await("is recorded", () -> !get(hub, "/api/market-data/IBM/bars?interval=1s").getJsonArray("bars").isEmpty());
        }
        Path tape = Files.list(one.resolve("data/market-data")).findFirst().orElseThrow();
        Path two = Files.createDirectory(directory.resolve("two"));
        OwnInstallation playing = new OwnInstallation(two, "simulated-tape = taped/day.tape\nsimulated-tape-speed = 10\n");
        Files.createDirectories(playing.file("taped"));
        Files.copy(tape, playing.file("taped").resolve("day.tape"));
        try (Main hub = playing.start(failures::add)) {
            AtomicReference<JsonObject> offer = new AtomicReference<>();
            Patience.await("what was recorded is quoted", () -> {
                offer.set(get(hub, "/api/market-data?symbol=IBM").getJsonObject("offer"));
                return offer.get() != null;
            });
            try (RawClient client = new RawClient("FIX.4.4", "CLIENT1", hub.fixAddress().getPort(), "")) {
                String fields = "11=T1|55=IBM|54=1|60=" + RawClient.now() + "|40=2|44=" + offer.get().getString("price") + "|38=10|59=0|";
                assertTrue(client.asks("D", fields).stream().anyMatch(answer -> "8".equals(answer.get(35))), "an order is taken");
                Patience.await("it is executed", () -> get(hub, "/api/orders?limit=5").encode().contains("\"status\":\"FILLED\""));
            }
        }
        assertEquals(List.of(), failures);
    }
}

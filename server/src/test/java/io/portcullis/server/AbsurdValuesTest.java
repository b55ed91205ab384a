package io.portcullis.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/**
 * Values that no order, limit, position or price can have, over real sockets: each is answered with the field and the value, reaches no venue, leaves the session up and no trace in the hub's own log;
 * and the next good order passes.
 */
class AbsurdValuesTest {

    private static final List<String> NO_NUMBERS = List.of("NaN", "nan", "Infinity", "-Infinity", "INF", "1E400", "1e2", "1E-2",
            "0.123456789012345678901234567890",
            "99999999999999999999", "9223372036854775808", "-99999999999999999999", "92233720368.54775808", "1,000", "1_000", "+5", "0x10", "\u0665", "\uff15",
            "5 ", " 5", "  ", "", "--5",
            "5-", "1.2.3", ".", "-", "5f", "true", "null", "\u00b2", "9".repeat(400));
    private static final List<String> NOT_POSITIVE = List.of("0", "-1", "-0", "0.000", "-0.00000001", "-99999999999");

    /**
     * A message in which a field is to be absurd.
     *
     * @param good what it is otherwise, such as {@code 100}
     * @param fields of the message, with {@code #} where its name stands and {@code @} where the value of the field
     */
    private record Place(String msgType, int tag, String good, String fields, boolean mustBePositive) {
        @Override
        public String toString() {
            return msgType + " " + tag;
        }
    }

    @TempDir
    private static Path directory;

    private static final ListAppender<ILoggingEvent> LOGGED = new ListAppender<>();
    private static final List<Throwable> FAILURES = new CopyOnWriteArrayList<>();
    private static OwnInstallation installation;
    private static RawVenue venue;
    private static Main hub;
    private static int names;

    @BeforeAll
    static void start() throws Exception {
        LOGGED.start();
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).addAppender(LOGGED);
        installation = new OwnInstallation(directory, "");
        venue = new RawVenue();
        Files.writeString(installation.file("venues.ini"), "[RAW1]\nversion = FIX.4.4\nmarket-data = no\nreconnect = 100ms\nport = " + venue.port()
                + "\norder-types = 1, 2, 3, 4, P\ninstructions = display, min-qty, peg-primary, discretion, cross\nmultileg = yes\n");
        hub = installation.start(FAILURES::add);
        venue.awaitLogon();
    }

    @AfterAll
    static void stop() throws Exception {
        hub.close();
        venue.close();
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).detachAppender(LOGGED);
        assertEquals(List.of(), FAILURES);
        assertEquals(List.of(),
                LOGGED.list.stream()
                        .filter(line -> line.getThrowableProxy() != null
                                || line.getLevel().isGreaterOrEqual(Level.ERROR) && !line.getFormattedMessage().startsWith("Reject"))
                        .map(ILoggingEvent::getFormattedMessage).toList());
    }

    // Orders

    private static Stream<Place> places(String version) {
        String handled = version.equals("FIX.4.2") ? "21=1|" : "";
        String order = "11=#|" + handled + "55=IBM|54=1|60=NOW|59=0|";
        List<Place> all = new ArrayList<>(List.of(
                new Place("D", 38, "100", order + "40=2|38=@|44=200|", true),
                new Place("D", 44, "200", order + "40=2|38=100|44=@|", true),
                new Place("D", 99, "300", order + "40=4|38=100|44=301|99=@|", true),
                new Place("D", 99, "300", order + "40=3|38=100|99=@|", true),
                new Place("D", 110, "10", order + "40=2|38=100|44=200|110=@|", false)));
        all.add(version.equals("FIX.5.0SP2") ? new Place("D", 1138, "10", order + "40=2|38=100|44=200|1138=@|", false)
                : new Place("D", 111, "10", order + "40=2|38=100|44=200|111=@|", false));
        if (version.equals("FIX.4.4")) {
            all.add(new Place("D", 211, "-0.01", order + "40=P|18=R|38=100|44=200|211=@|", false));
            all.add(new Place("D", 389, "0.01", order + "40=2|38=100|44=200|388=0|389=@|", false));
            all.add(new Place("E", 38, "100",
                    "66=#|394=3|68=2|73=2|11=#a|67=1|55=IBM|54=1|60=NOW|38=@|40=2|44=200|11=#b|67=2|55=IBM|54=1|60=NOW|38=100|40=2|44=200|", true));
            all.add(new Place("E", 44, "200",
                    "66=#|394=3|68=2|73=2|11=#a|67=1|55=IBM|54=1|60=NOW|38=100|40=2|44=@|11=#b|67=2|55=IBM|54=1|60=NOW|38=100|40=2|44=200|", true));
            all.add(new Place("s", 38, "100", "548=#|549=1|550=0|552=2|54=1|11=#a|38=@|54=2|11=#b|38=100|55=IBM|60=NOW|40=2|44=200|", true));
            all.add(new Place("s", 44, "200", "548=#|549=1|550=0|552=2|54=1|11=#a|38=100|54=2|11=#b|38=100|55=IBM|60=NOW|40=2|44=@|", true));
            String legs = "555=2|600=IBM|623=%s|624=1|600=KO|623=2|624=2|";
            all.add(new Place("AB", 38, "100", "11=#|54=1|55=PAIR|" + legs.formatted("1") + "60=NOW|38=@|40=2|44=-20|59=0|", true));
            all.add(new Place("AB", 44, "-20", "11=#|54=1|55=PAIR|" + legs.formatted("1") + "60=NOW|38=100|40=2|44=@|59=0|", false));
            all.add(new Place("AB", 623, "1", "11=#|54=1|55=PAIR|" + legs.formatted("@") + "60=NOW|38=100|40=2|44=-20|59=0|", true));
        }
        return all.stream();
    }

    private static RawClient client(String version) throws Exception {
        int port = hub.fixAddress().getPort();
        return switch (version) {
            case "FIX.4.2" -> new RawClient("FIX.4.2", "CLIENT2", port, "");
            case "FIX.4.4" -> new RawClient("FIX.4.4", "CLIENT1", port, "");
            default -> new RawClient("FIXT.1.1", "CLIENT3", port, "9");
        };
    }

    private static String name() {
        return "A" + ++names;
    }

    private static String filled(String fields, String name, String value) {
        return fields.replace("#", name).replace("NOW", RawClient.now()).replace("@", value);
    }

    private static Map<Integer, String> atVenue(String what) throws Exception {
        Map<Integer, String> heard = venue.hears();
        while ("H".equals(heard.get(35))) {
            heard = venue.hears();
        }
        assertTrue(List.of("D", "AB", "s", "G").contains(heard.get(35)), () -> what + " was to reach the venue");
        return heard;
    }

    /** The venue has heard nothing else before it. */
    private static void passes(RawClient client, Place place, String after) throws Exception {
        String quantity = Integer.toString(10 + names % 90);
        Place good = new Place("D", 38, "", "11=#|" + (place.fields().contains("21=1") ? "21=1|" : "") + "55=IBM|54=1|60=NOW|59=0|40=2|38=@|44=199|", true);
        List<Map<Integer, String>> told = client.asks("D", filled(good.fields(), name(), quantity));
        assertEquals(List.of("0"), told.stream().map(each -> each.getOrDefault(150, each.toString())).toList(), after);
        Map<Integer, String> heard = atVenue(after);
        assertEquals("D " + quantity, heard.get(35) + " " + heard.get(38), () -> "something else reached the venue after " + after);
    }

    private static void refuses(RawClient client, Place place, String name, String value) throws Exception {
        String what = place + "=" + value;
        List<Map<Integer, String>> told = client.asks(place.msgType(), filled(place.fields(), name, value));
        assertFalse(told.isEmpty(), () -> what + " is not answered");
        for (Map<Integer, String> each : told) {
            String kind = each.getOrDefault(35, "");
            assertTrue(List.of("3", "j", "9", "N").contains(kind) || kind.equals("8") && "8".equals(each.get(150)), () -> what + " is answered with " + each);
        }
        String field = "(" + place.tag() + ")";
        String shown = value.length() > 20 ? value.substring(0, 20) : value.strip();
        assertTrue(told.stream().anyMatch(each -> Integer.toString(place.tag()).equals(each.get(371)) || each.getOrDefault(58, "").contains(field)),
                () -> what + " is not told by the field: " + told);
        assertTrue(
                shown.chars().anyMatch(c -> c > 126) || value.isEmpty() || shown.matches("-0|0\\.0+")
                        || told.stream().anyMatch(each -> each.getOrDefault(58, "").contains(shown)),
                () -> what + " is not told by the value: " + told);
    }

    @ParameterizedTest
    @ValueSource(strings = {"FIX.4.2", "FIX.4.4", "FIX.5.0SP2"})
    void anOrderWithSuchAValueIsRefusedByFieldAndValue(String version) throws Exception {
        try (RawClient client = client(version)) {
            for (Place place : places(version).toList()) {
                List<Map<Integer, String>> told = client.asks(place.msgType(), filled(place.fields(), name(), place.good()));
                assertTrue(told.stream().anyMatch(each -> "0".equals(each.get(150)) || "A".equals(each.get(150))),
                        () -> place + " is not taken when it is right: " + told);
                for (int reached = place.msgType().equals("E") ? 2 : 1; reached > 0; reached--) {
                    atVenue(place.toString());
                }
                for (String value : NO_NUMBERS) {
                    refuses(client, place, name(), value);
                }
                for (String value : place.mustBePositive() ? NOT_POSITIVE : List.<String>of()) {
                    refuses(client, place, name(), value);
                }
                passes(client, place, place.toString());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"FIX.4.2, 38", "FIX.4.2, 44", "FIX.4.4, 38", "FIX.4.4, 44", "FIX.5.0SP2, 38", "FIX.5.0SP2, 44"})
    void aReplaceWithSuchAValueIsRefusedAndTheOrderStays(String version, int tag) throws Exception {
        try (RawClient client = client(version)) {
            String order = name();
            String handled = version.equals("FIX.4.2") ? "21=1|" : "";
            client.asks("D", "11=" + order + "|" + handled + "55=IBM|54=1|60=" + RawClient.now() + "|59=0|40=2|38=100|44=198|");
            String request = atVenue("the order").get(11);
            venue.reports("37=V" + order + "|17=e" + order + "|11=" + request + "|150=0|39=0|38=100|14=0|151=100|6=0|55=IBM|54=1|");
            venue.catchUp();
            client.asks("0", "");
            String fields = "11=#|41=" + order + "|" + handled + "55=IBM|54=1|60=NOW|59=0|40=2|" + (tag == 38 ? "38=@|44=198|" : "38=100|44=@|");
            Place place = new Place("G", tag, "", fields, true);
            for (String value : NO_NUMBERS) {
                refuses(client, place, name(), value);
            }
            for (String value : NOT_POSITIVE) {
                refuses(client, place, name(), value);
            }
            List<Map<Integer, String>> told = client.asks("G", filled(fields, name(), tag == 38 ? "101" : "199"));
            assertEquals("E", told.getFirst().get(150), told::toString);
            Map<Integer, String> heard = atVenue("the replace");
            assertEquals("G " + (tag == 38 ? "101" : "100"), heard.get(35) + " " + heard.get(38));
        }
    }

    @Test
    void leadingZerosAreNoOctalNumber() throws Exception {
        try (RawClient client = client("FIX.4.4")) {
            assertEquals("0", client.asks("D", filled("11=#|55=IBM|54=1|60=NOW|59=0|40=2|38=@|44=0000200.0100|", name(), "00010")).getFirst().get(150));
            Map<Integer, String> heard = atVenue("the order");
            assertEquals("10 200.01", heard.get(38) + " " + heard.get(44));
        }
    }

    @Test
    void whatIsTooLargeToMultiplyIsNoSmallNumber() throws Exception {
        assertEquals(0, installation
                .run("limit", "set", "account=ACME", "open-notional", "1000000000", "--currency", "USD", "--user", "ann", "--reason", "agreed").exitCode());
        try (RawClient client = client("FIX.4.4")) {
            for (String[] each : new String[][]{{"92233720368", "92233720368"}, {"4294967296", "4294967296"}, {"92233720368", "0.02"},
                {"3037000500", "3037000500"}}) {
                List<Map<Integer, String>> told = client.asks("D", filled("11=#|55=IBM|54=1|60=NOW|59=0|40=2|38=" + each[0] + "|44=@|", name(), each[1]));
                assertEquals("8", told.getFirst().get(150), () -> String.join(" at ", each) + ": " + told);
            }
            passes(client, new Place("D", 38, "", "", true), "what is too large");
        } finally {
            installation.run("limit", "remove", "account=ACME", "open-notional", "--user", "ann", "--reason", "agreed");
        }
    }

    // What people enter

    private static HttpResponse<String> posted(String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + hub.consolePort() + path)).header("Content-Type", "application/json")
                .header("X-Portcullis-Console", "1").POST(HttpRequest.BodyPublishers.ofString(body)).build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    private static String asked(String path) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + hub.consolePort() + path)).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    private static String inForce() throws Exception {
        JsonObject limits = new JsonObject(asked("/api/limits"));
        return limits.getJsonArray("limits") + " " + limits.getJsonArray("proposals") + " " + new JsonObject(asked("/api/positions")).getJsonArray("positions")
                + " "
                + new JsonObject(asked("/api/overrides")).getJsonArray("overrides", new JsonArray()) + " "
                + new JsonObject(asked("/api/market-states")).getJsonArray("states");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "/api/limits; \"changes\": [{\"scope\": \"account=ACME\", \"measure\": \"open-notional\", \"currency\": \"USD\", \"limit\": @}]",
        "/api/limits; \"changes\": [{\"scope\": \"account=ACME\", \"measure\": \"open-orders\", \"limit\": @}]",
        "/api/limits; \"changes\": [{\"scope\": \"account=ACME\", \"measure\": \"price-deviation\", \"limit\": @}]",
        "/api/limits; \"changes\": [{\"scope\": \"client=ACME\", \"measure\": \"var-99-1d\", \"currency\": \"USD\", \"limit\": @}]",
        "/api/limits; \"changes\": [{\"scope\": \"portfolio=growth\", \"measure\": \"gross-leverage\", \"limit\": @}]",
        "/api/positions; \"positions\": [{\"account\": \"ACME\", \"symbol\": \"IBM\", \"quantity\": @}]",
        "/api/positions; \"positions\": [{\"account\": \"ACME\", \"symbol\": \"IBM\", \"quantity\": \"5\", \"price\": @}]",
        "/api/overrides; \"scope\": \"account=ACME\", \"refusals\": \"2001\", \"until\": \"2030-01-01T00:00:00Z\", \"upTo\": @",
        "/api/market-states; \"symbol\": \"IBM\", \"action\": \"bands\", \"low\": @, \"high\": \"300\"",
        "/api/locates; \"account\": \"ACME\", \"symbol\": \"IBM\", \"reference\": \"B-1\", \"validUntil\": \"2030-01-01T00:00:00Z\", \"quantity\": @",
        "/api/care/new; \"session\": \"CLIENT1\", \"reference\": \"P-1\", \"side\": \"BUY\", \"symbol\": \"IBM\", \"price\": \"100\", \"quantity\": @"})
    void whatAPersonEntersIsRefusedByFieldAndValue(String path, String fields) throws Exception {
        String before = inForce();
        for (String value : NO_NUMBERS) {
            String text = new JsonArray().add(value).encode();
            String quoted = text.substring(1, text.length() - 1);
            if (value.isEmpty() && fields.contains("upTo") || value.strip().equals("5") || value.startsWith("92233720368.") && fields.contains("currency")) {
                continue; // nothing is said then, blanks around what a person types are no part of it, and much money is no mistake
            }
            HttpResponse<String> answer = posted(path, "{\"user\": \"ann\", \"reason\": \"a try\", " + fields.strip().replace("@", quoted) + "}");
            assertEquals(400, answer.statusCode(), () -> path + " " + value + ": " + answer.body());
            JsonObject error = new JsonObject(answer.body()).getJsonObject("error");
            assertTrue(!error.getString("field", "").isEmpty() && !error.getString("text", "").isEmpty(), () -> path + " " + value + ": " + answer.body());
        }
        assertEquals(before, inForce());
    }

    @ParameterizedTest
    @ValueSource(strings = {"account=ACME open-notional @ --currency USD", "account=ACME order-quantity @", "account=ACME executions @/60s",
        "client=ACME gross @ --currency USD"})
    void theCommandLineSaysSo(String limit) throws Exception {
        String before = inForce();
        for (String value : List.of("NaN", "Infinity", "1E400", "0.123456789012345678901234567890", "99999999999999999999999999999999999999", "1,000", "+5",
                "0x10", "\u0665")) {
            List<String> words = new ArrayList<>(List.of("limit", "set"));
            words.addAll(List.of(limit.replace("@", value).split(" ")));
            words.addAll(List.of("--user", "ann", "--reason", "a try"));
            OwnInstallation.Said said = installation.run(words.toArray(String[]::new));
            assertTrue(said.exitCode() != 0 && said.text().contains(value.substring(0, Math.min(20, value.length()))), () -> value + ": " + said);
        }
        assertEquals(before, inForce());
    }
}

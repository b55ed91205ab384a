package io.portcullis.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.portcullis.fix.dictionaries.FixVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import quickfix.ConfigError;
import quickfix.Message;
import quickfix.SessionID;

/** An exchange that others have written, the one among the examples of QuickFIX/J, beside the simulated one: the same flows, and each order stands the same after each step. */
class ExchangeOfOthersTest {

    /**
     * What a client wants, and how the orders stand then: OrdStatus(39), CumQty(14) at AvgPx(6), LeavesQty(151). Who comes meets one order, at its price: the other exchange trades at
     * the price of the sell order, lets a better price wait for those that came earlier, and tells one execution only of an order that met several.
     */
    private static final String FLOW = """
            buy A 100 10.00   : A 0 0@0 100
            sell B 60 10.00   : A 1 60@10 40, B 2 60@10 0
            sell C 100 10.00  : A 2 100@10 0, C 1 40@10 60
            cancel C          : C 4 40@10 0
            buy D 100 10.00   : D 0 0@0 100
            buy E 100 10.00   : E 0 0@0 100
            sell F 100 10.00  : D 2 100@10 0, E 0 0@0 100, F 2 100@10 0
            cancel E          : E 4 0@0 0
            buy G 100 10.05   : G 0 0@0 100
            sell H 100 10.05  : G 2 100@10.05 0, H 2 100@10.05 0
            sell I 50 10.20   : I 0 0@0 50
            restart           : I 0 0@0 50
            buy L 70 10.20    : I 2 50@10.2 0, L 1 50@10.2 20
            restart           : L 1 50@10.2 20
            cancel L          : L 4 50@10.2 0
            """;
    private static final Pattern STANDING = Pattern.compile("(\\w+) (\\d \\S+ \\d+)");

    @TempDir
    Path directory;

    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private OwnInstallation installation;
    private AutoCloseable exchange = () -> {};
    private Main hub;
    private Client client;

    private void start(boolean isOfOthers) throws Exception {
        installation = new OwnInstallation(directory, "market-data = no\norder-types = 2\ntimes-in-force = 0\n");
        Path venues = installation.file("venues.ini");
        String text = Files.readString(venues).replace("FIX.4.4", "FIX.4.2");
        Files.writeString(venues, isOfOthers ? text.replace("simulated = yes", "simulated = no") : text);
        Files.writeString(installation.file("instruments.csv"), "XYZ,US0000000001,XNYS,USD,1,0:0.01,,,,,,,,\n", StandardOpenOption.APPEND);
        if (isOfOthers) {
            exchange = new ExampleExchange("LIT1", "PORTCULLIS", port(text));
        }
        startHub();
    }

    private static int port(String venues) {
        return Integer.parseInt(venues.lines().filter(line -> line.startsWith("port = ")).findFirst().orElseThrow().substring("port = ".length()));
    }

    private void startHub() throws Exception {
        hub = installation.start(failures::add);
        client = client == null ? new Client(hub.fixAddress().getPort()) : client;
        Patience.await("the venue is up", () -> installation.run("venue", "list").text().contains("connected"));
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        hub.close();
        exchange.close();
        assertEquals(List.of(), failures);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theSameFlowsGiveTheSameOrderStates(boolean isOfOthers) throws Exception {
        start(isOfOthers);
        for (String line : FLOW.lines().toList()) {
            int colon = line.indexOf(':');
            String[] words = line.substring(0, colon).strip().split(" ");
            switch (words[0]) {
                case "buy" -> client.order(words[1], '1', words[2], words[3]);
                case "sell" -> client.order(words[1], '2', words[2], words[3]);
                case "cancel" -> client.cancel(words[1]);
                default -> {
                    hub.close();
                    startHub();
                }
            }
            Map<String, String> wanted = STANDING.matcher(line.substring(colon)).results()
                    .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));
            try {
                Patience.await(line, () -> client.standing(wanted).equals(wanted));
            } catch (AssertionError e) {
                throw new AssertionError(line + " but was " + client.standing(wanted), e);
            }
        }
        Map<String, Integer> executions = new TreeMap<>(client.executions);
        assertEquals("{A=2, B=1, C=1, D=1, F=1, G=1, H=1, I=1, L=1}", executions.toString());
    }

    /** An order that meets two others gets one report for both, with the last one's LastShares(32). */
    @Test
    void whatTheExchangeDoesNotTellIsAskedForAndNotGuessed() throws Exception {
        start(true);
        client.order("A", '1', "100", "10.00");
        client.order("B", '1', "100", "10.00");
        Patience.await("both rest", () -> client.standing(Map.of("A", "", "B", "")).equals(Map.of("A", "0 0@0 100", "B", "0 0@0 100")));
        client.order("C", '2', "150", "10.00");
        Patience.await("what is known of it is told", () -> client.standing(Map.of("C", "")).equals(Map.of("C", "1 50@10 100")));
        Patience.await("and the exchange, which says that it is filled, is asked", () -> installation.run("log").text().contains("ChildStatusRequested["));
        assertEquals(Map.of("C", "1 50@10 100"), client.standing(Map.of("C", "")));
    }

    /** A client that keeps how its orders stand. */
    private static final class Client extends QuickFixPeer {

        private final Map<String, String> standing = new ConcurrentHashMap<>();
        private final Map<String, Character> sides = new ConcurrentHashMap<>();
        private final Map<String, Integer> executions = new ConcurrentHashMap<>();

        Client(int port) throws ConfigError {
            super(FixVersion.FIX44, "CLIENT1", "PORTCULLIS", port, true);
            start();
        }

        void order(String clOrdId, char side, String quantity, String price) {
            sides.put(clOrdId, side);
            sent("D", "11=" + clOrdId, "54=" + side, "38=" + quantity, "40=2", "44=" + price, "59=0");
        }

        void cancel(String clOrdId) {
            sent("F", "11=" + clOrdId + "x", "41=" + clOrdId, "54=" + sides.get(clOrdId));
        }

        private void sent(String msgType, String... fields) {
            Message message = VersionedClient.message(msgType, fields);
            message.setString(55, "XYZ");
            message.setUtcTimeStamp(60, LocalDateTime.now(ZoneOffset.UTC));
            send(message);
        }

        Map<String, String> standing(Map<String, String> of) {
            return of.keySet().stream().collect(Collectors.toMap(each -> each, each -> standing.getOrDefault(each, "unknown")));
        }

        @Override
        public void fromApp(Message message, SessionID session) {
            if (typeOf(message).equals("8")) {
                String order = message.getOptionalString(41).orElseGet(() -> value(message, 11));
                standing.put(order, value(message, 39) + " " + number(message, 14) + "@" + number(message, 6) + " " + number(message, 151));
                if (value(message, 150).equals("F")) {
                    executions.merge(order, 1, Integer::sum);
                }
            }
        }

        private static String value(Message message, int tag) {
            return message.getOptionalString(tag).orElse("");
        }

        private static String number(Message message, int tag) {
            String value = value(message, tag);
            return value.contains(".") ? value.replaceAll("0+$", "").replaceAll("\\.$", "") : value;
        }
    }
}

package io.portcullis.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.server.OwnInstallation.Said;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The messages of a hub, looked up as an onboarding desk does it: while the hub runs, and afterwards. */
class MessagesCommandTest {

    @TempDir
    Path directory;

    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private OwnInstallation installation;

    private Main started() throws IOException {
        installation = new OwnInstallation(directory, "market-data = no\n");
        return installation.start(failures::add);
    }

    private Said run(String... arguments) {
        return installation.run(arguments);
    }

    private static String found(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertTrue(matcher.find(), text);
        return matcher.group(1);
    }

    @Test
    void allMessagesOfAnOrderAreFoundByAnyOfItsNamesAtClientAndVenue() throws Exception {
        String clOrdId;
        try (Main hub = started()) {
            assertTrue(hub.consolePort() > 0);
            awaitVenue();
            Said order = run("order", "--symbol", "IBM", "--side", "buy", "--quantity", "100", "--price", "200");
            clOrdId = found("ClOrdID (C-\\w+)", order.text());
            run("order", "--replace", clOrdId, "--symbol", "IBM", "--side", "buy", "--quantity", "200", "--price", "201");
            String replaced = found("CLIENT1 < OrderCancelReplaceRequest\\(G\\) ClOrdID=(\\S+)", run("messages", "--brief", "--type", "G").text());
            run("order", "--cancel", replaced, "--symbol", "IBM", "--side", "buy", "--quantity", "200");
            awaitMessages("CLIENT1 > ExecutionReport(8)", clOrdId);
            assertWholeStory(clOrdId);
            String answer = get(hub, "/api/sessions/CLIENT1/messages?order=" + clOrdId + "&direction=out&limit=1");
            assertTrue(answer.contains("\"name\":\"ExecutionReport\"") && answer.contains("\"more\":true"), answer);
            assertFollowed(hub, clOrdId);
            assertTrue(get(hub, "/api/sessions/CLIENT1/messages?from=25:00").contains("\"field\":\"from\",\"value\":\"25:00\""));
        }
        assertEquals(List.of(), failures);

        List<String> byClient = assertWholeStory(clOrdId);
        String orderId = found("OrderID=(O\\w+-\\w+)", String.join(" ", byClient));
        String atVenue = found("LIT1 > NewOrderSingle\\(D\\) ClOrdID=(C\\w+-\\w+)", String.join(" ", byClient));
        assertEquals(byClient, run("messages", "--brief", "--order", orderId).lines());
        assertEquals(byClient, run("messages", "--brief", "--order", atVenue).lines());
        assertEquals(List.of("portcullis: no such message is kept"), run("messages", "--order", "C-NONE").lines());

        String decoded = run("messages", "--session", "CLIENT1", "--type", "NewOrderSingle", "--tag", "11=" + clOrdId).text();
        assertTrue(decoded.contains("\n    ClOrdID(11)=" + clOrdId + "\n") && decoded.contains("\n    Side(54)=1 BUY\n"), decoded);
        String raw = run("messages", "--session", "CLIENT1", "--type", "D", "--raw").text();
        assertTrue(raw.contains(" CLIENT1 < 8=FIX.4.4|9=") && raw.contains("|55=IBM|"), raw);
        String leftOut = "portcullis: left out are heartbeats and prices: --heartbeats, --prices";
        assertEquals(leftOut, run("messages", "--last", "1", "--brief").lines().getLast());
        assertEquals(List.of("portcullis: no such message is kept", "portcullis: left out are heartbeats: --heartbeats"),
                run("messages", "--tag", "11=NONE", "--prices").lines());
        assertEquals(1, run("messages", "--session", "CLIENT1", "--out", "--first", "1", "--brief").text().split("Logon\\(A\\)", -1).length - 1);
    }

    @Test
    void manyOrdersAreAskedAboutAndCanceledByOneCommandAndTheRequestIsFoundByEachOrder() throws Exception {
        try (Main hub = started()) {
            assertTrue(hub.consolePort() > 0);
            awaitVenue();
            assertTrue(run("order", "--mass-status").text().contains("no such order is open: all"));
            String first = found("ClOrdID (C-\\w+)", run("order", "--symbol", "IBM", "--side", "buy", "--quantity", "100", "--price", "200").text());
            String second = found("ClOrdID (C-\\w+)", run("order", "--symbol", "IBM", "--side", "buy", "--quantity", "300", "--price", "200").text());

            String status = run("order", "--mass-status", "--symbol", "IBM", "--side", "buy").text();
            assertTrue(status.contains(first) && status.contains(second) && status.contains("LastRptRequested"), status);
            String canceled = run("order", "--mass-cancel").text();
            assertTrue(canceled.contains("TotalAffectedOrders") && canceled.contains(first) && canceled.contains(second), canceled);
            assertTrue(run("order", "--mass-status").text().contains("no such order is open: all"));

            awaitMessages("CLIENT1 < OrderMassCancelRequest(q)", first);
            assertTrue(run("messages", "--brief", "--order", second).text().contains("CLIENT1 > OrderMassCancelReport(r)"));

            Said both = run("order", "--mass-cancel", "--mass-status");
            assertEquals("portcullis: --mass-cancel and --mass-status: only one of them at a time", both.text().strip());
            Said old = run("order", "--mass-cancel", "--session", "CLIENT2");
            assertEquals("portcullis: --mass-cancel: session CLIENT2 speaks FIX.4.2, which has no such request; FIX.4.3 and later have", old.text().strip());
            assertEquals(2, old.exitCode());
        }
        assertEquals(List.of(), failures);
    }

    /** What a page that was shown before has missed comes with its {@code since}; on a thread that leaves the processors to orders. */
    private void assertFollowed(Main hub, String clOrdId) throws Exception {
        String since = found("\"since\":\"([-\\d]+)\"", get(hub, "/api/orders/" + clOrdId + "/messages?limit=5"));
        String coming = "/api/messages?oldest-first=true&session=CLIENT1&type=D&after=" + since;
        assertTrue(get(hub, coming).contains("\"messages\":[]"));
        run("order", "--symbol", "IBM", "--side", "buy", "--quantity", "700", "--price", "200");
        for (int i = 0; i < 200 && !get(hub, coming).contains("|38=700|"); i++) {
            Thread.sleep(20);
        }
        assertEquals(2, get(hub, coming).split("\"name\":\"NewOrderSingle\"", -1).length);
        assertTrue(Thread.getAllStackTraces().keySet().stream().anyMatch(thread -> thread.getName().equals("message-search")));
    }

    private static String get(Main hub, String path) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI address = URI.create("http://127.0.0.1:" + hub.consolePort() + path);
            return http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    private List<String> assertWholeStory(String clOrdId) {
        List<String> lines = run("messages", "--brief", "--order", clOrdId).lines();
        String all = String.join("\n", lines);
        for (String part : List.of("CLIENT1 < NewOrderSingle(D)", "CLIENT1 > ExecutionReport(8)", "LIT1 > NewOrderSingle(D)", "LIT1 < ExecutionReport(8)",
                "CLIENT1 < OrderCancelReplaceRequest(G)", "LIT1 > OrderCancelReplaceRequest(G)",
                "CLIENT1 < OrderCancelRequest(F)", "LIT1 > OrderCancelRequest(F)")) {
            assertTrue(all.contains(" " + part + " "), () -> part + " is missing in\n" + all);
        }
        assertEquals(lines.stream().sorted().toList(), lines, "in the order of time");
        return lines;
    }

    private void awaitVenue() throws InterruptedException {
        awaitMessages("LIT1 < Logon(A)", null);
    }

    private void awaitMessages(String wanted, String order) throws InterruptedException {
        String[] arguments = order == null ? new String[]{"messages", "--brief"} : new String[]{"messages", "--brief", "--order", order};
        Said said = run(arguments);
        for (int i = 0; i < 200 && !said.text().contains(wanted); i++) {
            Thread.sleep(20);
            said = run(arguments);
        }
        assertTrue(said.text().contains(wanted), said.text());
    }

    @Test
    void whatCanNotBeAskedForIsSaidWithItsOptionAndValue() throws Exception {
        started().close();

        assertEquals(new Said(2,
                "portcullis: --session=NOPE: there is no such session, and there are no messages of one; there are CLIENT1, CLIENT2, CLIENT3, COMPLIANCE, LIT1\n"),
                run("messages", "--session", "NOPE"));
        assertEquals(new Said(2, "portcullis: --tag=IBM: must be a tag and its exact value, such as 55=IBM\n"), run("messages", "--tag", "IBM"));
        assertEquals(new Said(2, "portcullis: --last=0: must be a whole number from 1 to 1000000\n"), run("messages", "--last", "0"));
        assertTrue(run("messages", "--from", "25:00").text().startsWith("portcullis: --from=25:00: must be a time of today such as 09:30"));
        assertTrue(run("messages", "--from", "10:00", "--to", "09:00").text().startsWith("portcullis: --to=09:00: must be later than from="));
        assertTrue(run("messages", "--type", "NewOrderSingel").text().startsWith("portcullis: --type=NewOrderSingel: must be a MsgType(35) such as D"));
    }
}

package io.portcullis.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.admin.port.Health;
import io.portcullis.admin.port.MessagesView;
import io.portcullis.admin.port.OperatorCommands.Answer;
import io.portcullis.admin.port.SessionsView;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.LimitFact;
import io.portcullis.oms.event.VenueLook;
import io.portcullis.oms.limit.Limit;
import io.portcullis.oms.limit.LimitChange;
import io.portcullis.oms.limit.LimitKey;
import io.portcullis.oms.limit.Measure;
import io.portcullis.oms.limit.Scope;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Refusal;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.VenueId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AdminServerTest {

    private static final String PASSWORD = "correct horse battery";
    private final HttpClient client = HttpClient.newHttpClient();
    private TestConsole console;

    private TestConsole open(String password) throws IOException {
        console = new TestConsole(password, 100);
        return console;
    }

    @AfterEach
    void close() {
        client.close();
        if (console != null) {
            console.close();
        }
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(console.url() + path));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    private HttpResponse<String> post(String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(console.url() + path)).POST(HttpRequest.BodyPublishers.ofString(body));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    private HttpResponse<String> command(String path, String body) throws Exception {
        return post(path, body, "Content-Type", "application/json", "X-Portcullis-Console", "1");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonObject error(HttpResponse<String> response) {
        return new JsonObject(response.body()).getJsonObject("error");
    }

    // Messages

    @Test
    void aSessionsMessagesAreShownWithTheirFields() throws Exception {
        open(null).found = new MessagesView.Page(
                List.of(new MessagesView.Row("3-128", Instant.parse("2026-01-31T09:30:00.123456789Z"), "CLIENT1", MessagesView.Direction.IN, "D",
                        "NewOrderSingle", "ClOrdID=A", "35=D|11=A|54=1|", List.of(new MessagesView.Field(54, "Side", "1", "BUY", 0)))),
                false, "3-64", Instant.parse("2026-01-31T09:29:00Z"), "4-0", List.of());

        JsonObject answer = new JsonObject(get("/api/sessions/CLIENT1/messages?from=09:30&tag=55=IBM&tag=54=1&limit=7").body());

        assertEquals(List.of(Map.of("session", List.of("CLIENT1"), "from", List.of("09:30"), "tag", List.of("55=IBM", "54=1"), "limit", List.of("7"))),
                console.asked);
        JsonObject message = answer.getJsonArray("messages").getJsonObject(0);
        assertEquals("2026-01-31T09:30:00.123456789Z", message.getString("instant"));
        assertEquals("IN", message.getString("direction"));
        assertEquals("NewOrderSingle", message.getString("name"));
        assertEquals("ClOrdID=A", message.getString("summary"));
        assertEquals(new JsonObject().put("tag", 54).put("name", "Side").put("value", "1").put("meaning", "BUY").put("depth", 0),
                message.getJsonArray("fields").getJsonObject(0));
        assertEquals("3-64", answer.getString("next"));
        assertEquals(true, answer.getBoolean("more"));
        assertEquals("2026-01-31T09:29:00Z", answer.getString("reached"));
        assertEquals("4-0", answer.getString("since"));
        assertEquals("3-128", message.getString("id"));
        get("/api/orders/O1-2/messages");
        assertEquals(List.of("O1-2"), console.asked.getLast().get("order"));
    }

    @Test
    void aWrongQuestionAboutMessagesIsAnsweredWithFieldAndValue() throws Exception {
        open(null).found = new MessagesView.Mistake("from", "25:00", "must be a time");

        HttpResponse<String> response = get("/api/messages?from=25:00");
        assertEquals(400, response.statusCode());
        assertEquals(new JsonObject().put("field", "from").put("value", "25:00").put("text", "must be a time"), error(response));
        assertEquals(List.of("100"), console.asked.getFirst().get("limit"));

        assertEquals("limit must be a whole number from 1 to 1000", error(get("/api/messages?limit=1001")).getString("text"));
        console.found = new MessagesView.Mistake("session", "NOPE", "there is no such session");
        assertEquals(404, get("/api/sessions/NOPE/messages").statusCode());
        console.found = new MessagesView.Busy("try again");
        assertEquals(503, get("/api/messages").statusCode());
        assertEquals("try again", error(get("/api/messages")).getString("text"));
    }

    // Care orders

    @Test
    void careOrdersAreWorkedOneByOneOrSeveralAtOnce() throws Exception {
        open(null);
        String who = "\"user\": \"ann\", \"reason\": \"a test\"";
        String one = Desk.IDS.orderId(77L << 12);
        String gone = Desk.IDS.orderId(4711L << 12);
        assertEquals(200, command("/api/care/fill", "{" + who + ", \"orderId\": \"" + one
                + "\", \"quantity\": \"40\", \"price\": \"9.5\", \"counterparty\": \"GSCO\", \"tradeTime\": \"1970-01-01T00:00:01Z\"}").statusCode());
        assertEquals("Fill[lastQty=40, lastPx=9.5, counterparty=GSCO, tradeTime=1000000000, reference=, confirmed=false] of " + one + " by ann: a test",
                console.ordered.getLast());

        HttpResponse<String> several = command("/api/care/claim", "{" + who + ", \"orderIds\": [\"" + one + "\", \"" + gone + "\"]}");
        assertEquals(409, several.statusCode());
        assertEquals("1 of 2 done. " + gone + ": no such order is known today", error(several).getString("text"));
        assertEquals("[true, false]", new JsonObject(several.body()).getJsonArray("results").stream().map(each -> ((JsonObject) each).getBoolean("done"))
                .toList().toString());
    }

    @Test
    void aWrongOrderToTheDeskIsAnsweredWithFieldAndValue() throws Exception {
        open(null);
        String order = "{\"user\": \"ann\", \"reason\": \"a test\", \"orderId\": \"" + Desk.IDS.orderId(77L << 12) + "\"";
        assertEquals("quantity must be a decimal number in a text, such as \"100\"",
                error(command("/api/care/route", order + ", \"quantity\": \"many\"}")).getString("text"));
        assertEquals("many", error(command("/api/care/route", order + ", \"quantity\": \"many\"}")).getString("value"));
        assertEquals("timeInForce", error(command("/api/care/route", order + ", \"timeInForce\": \"SOON\"}")).getString("field"));
        assertEquals("execId", error(command("/api/care/bust", order + ", \"execId\": \"E1\"}")).getString("field"));
        assertEquals("counterparty", error(command("/api/care/fill", order + ", \"quantity\": \"1\", \"price\": \"1\", \"counterparty\": \"Müller\"}"))
                .getString("field"));
        assertEquals("quantiti", error(command("/api/care/route", order + ", \"quantiti\": \"10\"}")).getString("field"));
        assertEquals(404, command("/api/care/dance", order + "}").statusCode());
        assertEquals("owners", error(get("/api/care?owners=ann")).getString("field"));
    }

    @Test
    void ordersAreEnteredChangedAndCanceledInAClientsPlace() throws Exception {
        open(null);
        String who = "{\"user\": \"ann\", \"reason\": \"Ms Reed rang\", ";
        assertEquals(200, command("/api/care/new", who
                + "\"session\": \"CLIENT1\", \"reference\": \"T1\", \"symbol\": \"VOD.L\", \"side\": \"SELL\", \"quantity\": \"100\", \"price\": \"10.5\"}")
                .statusCode());
        assertTrue(console.ordered.getLast().startsWith("Enter[session=CLIENT1, reference=T1, account=null, symbol=VOD.L, side=SELL, conditions="));
        assertTrue(console.ordered.getLast().endsWith("isByHand=true] by ann: Ms Reed rang"));

        String one = Desk.IDS.orderId(77L << 12);
        assertEquals(200, command("/api/care/change", who + "\"orderId\": \"" + one
                + "\", \"quantity\": \"120\", \"timeInForce\": \"GOOD_TILL_DATE\", \"until\": \"1970-01-01\", \"because\": \"BROKER\"}").statusCode());
        assertEquals("Change[orderId=315392, orderQty=120, price=null, timeInForce=GOOD_TILL_DATE, expireTime=86400000000000, because=BROKER]"
                + " by ann: Ms Reed rang", console.ordered.getLast());

        assertEquals(200, command("/api/care/cancel", who + "\"orderIds\": [\"" + one + "\", \"" + Desk.IDS.orderId(78L << 12) + "\"]}").statusCode());
        assertEquals("Cancel[orderId=319488, because=VERBAL] by ann: Ms Reed rang", console.ordered.getLast());
    }

    @Test
    void aWrongWishInAClientsPlaceIsAnsweredWithFieldAndValue() throws Exception {
        open(null);
        String order = "{\"user\": \"ann\", \"reason\": \"a test\", \"session\": \"CLIENT1\", \"reference\": \"T1\", \"symbol\": \"VOD.L\", ";
        assertEquals("side must be one of [BUY, SELL, SELL_SHORT, SELL_SHORT_EXEMPT]",
                error(command("/api/care/new", order + "\"side\": \"LEND\", \"quantity\": \"1\"}")).getString("text"));
        assertEquals("quantity", error(command("/api/care/new", order + "\"side\": \"BUY\"}")).getString("field"));
        assertEquals("until", error(command("/api/care/new", order + "\"side\": \"BUY\", \"quantity\": \"1\", \"until\": \"2026-11-30\"}")).getString("field"));
        assertEquals("soon", error(command("/api/care/new", order
                + "\"side\": \"BUY\", \"quantity\": \"1\", \"timeInForce\": \"GOOD_TILL_DATE\", \"until\": \"soon\"}")).getString("value"));
        assertEquals("tovenues", error(command("/api/care/new", order + "\"side\": \"BUY\", \"tovenues\": true}")).getString("field"));
        String change = "{\"user\": \"ann\", \"reason\": \"a test\", \"orderId\": \"" + Desk.IDS.orderId(77L << 12) + "\"";
        assertEquals("what shall change: quantity, price or timeInForce", error(command("/api/care/change", change + "}")).getString("text"));
        assertEquals("MOOD", error(command("/api/care/cancel", change + ", \"because\": \"MOOD\"}")).getString("value"));
        assertTrue(console.ordered.isEmpty());
    }

    @Test
    void limitsAreShownChangedAndSettledByThoseWhoAreEntitled() throws Exception {
        console = new TestConsole(new AdminSettings("127.0.0.1", 0, null, "test", Set.of(), Set.of("ann")), 100);
        JsonObject shown = new JsonObject(get("/api/limits").body());
        assertEquals(
                "{\"scope\":\"account=*\",\"measure\":\"open-notional\",\"limit\":\"1000000\",\"currency\":\"USD\",\"warnPercent\":80,\"of\":\"account=ACME\","
                        + "\"used\":\"900000\"}",
                shown.getJsonArray("uses").getJsonObject(0).encode());
        assertEquals("20481", shown.getJsonArray("proposals").getJsonObject(0).getString("proposal"));

        String change = "{\"reason\": \"a test\", \"changes\": [{\"scope\": \"account=ACME\", \"measure\": \"open-orders\", \"limit\": \"%s\"}], \"user\": \"%s\"}";
        assertEquals(200, command("/api/limits", change.formatted("7", "ann")).statusCode());
        assertEquals(200, command("/api/limits/proposals/20481/approve", "{\"user\": \"ann\", \"reason\": \"a test\"}").statusCode());
        assertEquals(List.of("account=ACME open-orders 7 by ann", "approved 20481 by ann"), console.limits.ordered);
        assertEquals(403, command("/api/limits", change.formatted("7", "bob")).statusCode());
        HttpResponse<String> wrong = command("/api/limits", change.formatted("7.5", "ann"));
        assertEquals(400, wrong.statusCode());
        assertTrue(wrong.body().contains("account=ACME open-orders: the limit must be a whole number, was 7.5"), wrong.body());
        assertEquals(400, command("/api/limits/proposals/no/approve", "{\"user\": \"ann\", \"reason\": \"a test\"}").statusCode());
    }

    @Test
    void limitsOnRiskMetricsAreChangedByTheSameRequests() throws Exception {
        console = new TestConsole((String) null, 100);
        console.limits.hasMetrics = true;
        JsonObject shown = new JsonObject(get("/api/limits").body());
        assertEquals(
                "{\"scope\":\"client=*\",\"measure\":\"var-99-1d\",\"limit\":\"60000\",\"currency\":\"USD\",\"warnPercent\":80,\"release\":\"alone after 15m\","
                        + "\"of\":\"client=ACME\",\"used\":\"52000.00\",\"measured\":\"1970-01-01T00:00:37Z\"}",
                shown.getJsonArray("uses").getJsonObject(0).encode());
        assertTrue(shown.getJsonArray("metrics").contains("gross-leverage") && !shown.getJsonArray("measures").contains("metric"), shown::encode);

        String change = "{\"reason\": \"a test\", \"user\": \"ann\", \"changes\": [{\"scope\": \"%s\", \"measure\": \"%s\", \"limit\": \"%s\", \"currency\": \"USD\"%s}]}";
        assertEquals(200, command("/api/limits", change.formatted("client=ACME", "stress:crash", "5", ", \"release\": \"two-persons\"")).statusCode());
        assertEquals(List.of("client=ACME stress:crash 5 USD kills by ann"), console.limits.ordered);
        String[][] wrong = {{"client=ACME", "var-98-1d", "5", "", "changes[0].measure"}, {"client=ACME", "metric", "5", "", "changes[0].measure"},
            {"symbol=IBM", "gross", "5", "", "changes[0].scope"}, {"portfolio=G", "open-notional", "5", "", "changes[0].scope"},
            {"firm", "gross", "0", "", "changes[0].limit"}, {"firm", "gross", "1E400", "", "changes[0].limit"},
            {"firm", "gross", "NaN", "", "changes[0].limit"},
            {"firm", "gross", "\u0665", "", "changes[0].limit"}, {"firm", "gross-leverage", "5", "", "changes[0].limit"},
            {"firm", "gross", "5", ", \"release\": \"me\"", "changes[0].limit"}, {"firm", "gross", "5", ", \"warnPercent\": \"80\"", "changes[0].warnPercent"},
            {"firm", "gross", "5", ", \"warnPercent\": 80.5", "changes[0].warnPercent"}, {"firm", "gross", "5", ", \"warnPercent\": 100", "changes[0].limit"}};
        for (String[] each : wrong) {
            HttpResponse<String> answer = command("/api/limits", change.formatted(each[0], each[1], each[2], each[3]));
            assertEquals(400, answer.statusCode(), answer::body);
            assertEquals(each[4], error(answer).getString("field"), answer::body);
        }
        assertEquals(1, console.limits.ordered.size());
    }

    @Test
    void riskMetricsAreShownOfAllPortfoliosAndOfOneWithItsCorrelations() throws Exception {
        console = new TestConsole((String) null, 100);
        JsonObject all = new JsonObject(get("/api/risk/metrics").body());
        assertEquals("USD", all.getString("currency"));
        assertEquals("{\"from\":\"2024-11-21\",\"until\":\"2026-11-20\",\"observations\":500,\"shortenedBy\":\"GEV\",\"benchmark\":\"SPX\",\"paths\":10000}",
                all.getJsonObject("history").encode());
        assertEquals(2, all.getJsonArray("portfolios").size());
        assertEquals(null, all.getJsonArray("portfolios").getJsonObject(0).getJsonObject("correlations"));
        JsonObject acme = new JsonObject(get("/api/risk/metrics?portfolio=client%3DACME").body()).getJsonArray("portfolios").getJsonObject(0);
        assertEquals("2250000.00", acme.getString("gross"));
        assertEquals("{\"method\":\"historical\",\"level\":\"95\",\"days\":1,\"var\":\"47500.00\",\"es\":\"61750.00\",\"standardError\":null}",
                acme.getJsonArray("tails").getJsonObject(0).encode());
        assertEquals("{\"symbols\":[\"IBM\",\"XOM\"],\"leftOut\":0,\"rows\":[[\"1.0000\",\"0.3100\"],[\"0.3100\",null]]}",
                acme.getJsonObject("correlations").encode());
        assertEquals("{\"symbol\":\"IPO\",\"quantity\":\"400\",\"value\":\"12000.00\",\"reason\":\"it has 12 returns from day to day, needs 250\"}",
                acme.getJsonArray("uncovered").getJsonObject(0).encode());
        JsonObject brief = new JsonObject(get("/api/risk/metrics?portfolio=firm&correlations=no").body()).getJsonArray("portfolios").getJsonObject(0);
        assertEquals("2 null", brief.getInteger("correlated") + " " + brief.getJsonObject("correlations"));
        assertEquals("must be yes or no", error(get("/api/risk/metrics?portfolio=firm&correlations=some")).getString("text"));
        HttpResponse<String> unknown = get("/api/risk/metrics?portfolio=desk%3DD1");
        assertEquals(404, unknown.statusCode());
        assertEquals("holds nothing; must be one of firm, client=ACME", error(unknown).getString("text"));
        assertEquals(200, command("/api/risk/metrics/anew", "{}").statusCode());
        console.riskMetrics.snapshot = Optional.empty();
        assertEquals(503, get("/api/risk/metrics").statusCode());
    }

    @Test
    void closesAreEnteredByThoseWhoAreEntitledAndWrongOnesAreNamed() throws Exception {
        console = new TestConsole(new AdminSettings("127.0.0.1", 0, null, "test", Set.of(), Set.of("ann")), 100);
        assertEquals("{\"symbol\":\"IBM\",\"first\":\"2024-01-02\",\"last\":\"2026-11-20\",\"closes\":725,\"ofMarket\":3}",
                new JsonObject(get("/api/prices").body()).getJsonArray("prices").getJsonObject(0).encode());
        String entry = "{\"reason\": \"a test\", \"closes\": [{\"symbol\": \"IBM\", \"date\": \"%s\", \"close\": \"%s\"%s}], \"user\": \"%s\"}";
        assertEquals(200, command("/api/prices", entry.formatted("2026-11-20", "208.95", ", \"adjusted\": 104.475", "ann")).statusCode());
        assertEquals(List.of("IBM 2026-11-20 208.95 104.475 by ann"), console.riskMetrics.entered);
        assertEquals(403, command("/api/prices", entry.formatted("2026-11-20", "208.95", "", "bob")).statusCode());
        assertEquals("closes[0].date", error(command("/api/prices", entry.formatted("20.11.2026", "208.95", "", "ann"))).getString("field"));
        assertEquals("must be more than 0", error(command("/api/prices", entry.formatted("2026-11-20", "-1", "", "ann"))).getString("text"));
        assertEquals("closes[0].close", error(command("/api/prices", entry.formatted("2026-11-20", "much", "", "ann"))).getString("field"));
        assertEquals(400, command("/api/prices", "{\"reason\": \"a test\", \"user\": \"ann\"}").statusCode());
    }

    @Test
    void positionsAreShownAndEnteredByThoseWhoAreEntitled() throws Exception {
        console = new TestConsole(new AdminSettings("127.0.0.1", 0, null, "test", Set.of(), Set.of("ann")), 100);
        assertEquals(
                "{\"account\":\"ACME\",\"symbol\":\"IBM\",\"quantity\":\"150\",\"currency\":\"USD\",\"start\":\"100\",\"startPrice\":\"10\",\"bought\":\"50\","
                        + "\"boughtValue\":\"525\",\"sold\":\"0\",\"soldValue\":\"0\",\"price\":\"11\",\"realised\":\"0\",\"unrealised\":\"125\"}",
                new JsonObject(get("/api/positions").body()).getJsonArray("positions").getJsonObject(0).encode());
        String entry = "{\"reason\": \"a test\", \"positions\": [{\"account\": \"ACME\", \"symbol\": \"IBM\", \"quantity\": \"%s\"%s}], \"user\": \"%s\"}";
        assertEquals(200, command("/api/positions", entry.formatted("-7.5", "", "ann")).statusCode());
        assertEquals(200, command("/api/positions", entry.formatted("8", ", \"price\": 101.25", "ann")).statusCode());
        assertEquals(List.of("ACME IBM -7.5 null by ann", "ACME IBM 8 101.25 by ann"), console.positions.entered);
        assertEquals(403, command("/api/positions", entry.formatted("7", "", "bob")).statusCode());
        HttpResponse<String> wrong = command("/api/positions", entry.formatted("many", "", "ann"));
        assertEquals(400, wrong.statusCode());
        assertEquals("positions[0].quantity", error(wrong).getString("field"));
        assertEquals(400, command("/api/positions", "{\"reason\": \"a test\", \"user\": \"ann\"}").statusCode());
    }

    @Test
    void killsAreShownOrderedAndReleasedByThoseWhoAreEntitled() throws Exception {
        console = new TestConsole(new AdminSettings("127.0.0.1", 0, null, "test", Set.of(), Set.of("ann", "bob")), 100);
        JsonObject kill = new JsonObject(get("/api/kills").body()).getJsonArray("kills").getJsonObject(0);
        assertEquals("client=ACME 2 1 250", kill.getString("subset") + " " + kill.getInteger("orders") + " " + kill.getInteger("outstanding") + " "
                + kill.getInteger("millisToWorkedOff"));
        assertEquals("bob", kill.getJsonObject("release").getString("user"));
        JsonObject order = new JsonObject(get("/api/kills/20481").body()).getJsonArray("orderList").getJsonObject(0);
        assertEquals("A1 ASKED", order.getString("clOrdId") + " " + order.getJsonArray("parts").getJsonObject(0).getString("standing"));
        assertEquals(404, get("/api/kills/7").statusCode());

        String who = "{\"user\": \"ann\", \"reason\": \"a test\"";
        assertEquals(200, command("/api/kills", who + ", \"subset\": \"client=ACME venue=LIT1\"}").statusCode());
        assertEquals(200, command("/api/kills/rehearse", who + ", \"subset\": \"firm\"}").statusCode());
        assertEquals(200, command("/api/kills/20481/release", who + "}").statusCode());
        assertEquals(200, command("/api/kills/20481/approve", who.replace("ann", "bob") + "}").statusCode());
        assertEquals(List.of("kill client=ACME venue=LIT1 by ann", "rehearse firm by ann", "release 20481 by ann", "approve 20481 by bob"),
                console.kills.ordered);

        HttpResponse<String> wrong = command("/api/kills", who + ", \"subset\": \"client=*\"}");
        assertEquals(400, wrong.statusCode());
        assertEquals("subset client=*", error(wrong).getString("field") + " " + error(wrong).getString("value"));
        assertEquals(403, command("/api/kills", who.replace("ann", "joe") + ", \"subset\": \"firm\"}").statusCode());
        assertEquals(400, command("/api/kills/no/approve", who + "}").statusCode());
    }

    @Test
    void limitsHoldAtTheTimesThatAreAskedFor() throws Exception {
        console = new TestConsole(new AdminSettings("127.0.0.1", 0, null, "test", Set.of(), Set.of("ann")), 100);
        String change = "{\"reason\": \"a test\", \"changes\": [{\"scope\": \"symbol=IBM\", \"measure\": \"restricted\", \"limit\": \"yes\", \"daily\": \"%s\", "
                + "\"until\": \"2026-12-24T09:30:00-05:00\"}], \"user\": \"ann\"}";
        assertEquals(200, command("/api/limits", change.formatted("22:00-02:00 Europe/London")).statusCode());
        assertEquals(List.of("symbol=IBM restricted yes daily 22:00-02:00 Europe/London until 2026-12-24T14:30:00Z by ann"), console.limits.ordered);
        HttpResponse<String> wrong = command("/api/limits", change.formatted("22:00"));
        assertEquals(400, wrong.statusCode());
        assertTrue(wrong.body().contains("must be hours and a time zone, such as 09:30-10:00 America/New_York, was 22:00"), wrong.body());
    }

    @Test
    void openOrdersOfWhatIsRestrictedAreListedAndCanceledByThoseWhoAreEntitled() throws Exception {
        console = new TestConsole(new AdminSettings("127.0.0.1", 0, null, "test", Set.of(), Set.of("ann")), 100);
        JsonObject affected = new JsonObject(get("/api/limits/affected?scope=symbol%3DVOD").body());
        assertEquals(1, affected.getInteger("count"));
        assertEquals("symbol=VOD", affected.getJsonArray("orders").getJsonObject(0).getString("restrictedBy"));
        String cancel = "{\"reason\": \"a test\", \"scope\": \"%s\", \"user\": \"%s\"}";
        assertEquals(200, command("/api/limits/affected/cancel", cancel.formatted("symbol=VOD", "ann")).statusCode());
        assertEquals(List.of("canceled of symbol=VOD by ann"), console.limits.ordered);
        assertEquals(403, command("/api/limits/affected/cancel", cancel.formatted("symbol=VOD", "bob")).statusCode());
        assertEquals(400, command("/api/limits/affected/cancel", cancel.formatted("colour=red", "ann")).statusCode());
        assertEquals(400, get("/api/limits/affected?scope=colour%3Dred").statusCode());
    }

    @Test
    void overridesAreShownAskedForAndSettledByThoseWhoAreEntitled() throws Exception {
        console = new TestConsole(new AdminSettings("127.0.0.1", 0, null, "test", Set.of(), Set.of("ann")), 100);
        JsonObject shown = new JsonObject(get("/api/overrides").body()).getJsonArray("overrides").getJsonObject(0);
        assertEquals("20481 client=ACME symbol=IBM 2001,2003 6000 0 of 2", shown.getString("override") + " " + shown.getString("scope") + " "
                + shown.getString("refusals") + " " + shown.getString("upTo") + " " + shown.getInteger("used") + " of " + shown.getInteger("orders"));
        String ask = "{\"user\": \"%s\", \"reason\": \"a test\", \"scope\": \"%s\", \"refusals\": \"%s\", \"until\": \"%s\", \"upTo\": %s}";
        assertEquals(200, command("/api/overrides", ask.formatted("ann", "account=A", "order-quantity,2003", "1970-01-01T00:00:01Z", "\"10\"")).statusCode());
        assertEquals(200, command("/api/overrides/20481/approve", "{\"user\": \"ann\", \"reason\": \"a test\"}").statusCode());
        assertEquals(200, command("/api/overrides/20481/withdraw", "{\"user\": \"ann\", \"reason\": \"a test\"}").statusCode());
        assertEquals(
                List.of("1 order of account=A, of at most 10 each, though refused by 2001,2003, until 1970-01-01T00:00:01Z by ann", "approved 20481 by ann",
                        "withdrawn 20481 by ann"),
                console.overrides.ordered);
        assertEquals(403, command("/api/overrides", ask.formatted("bob", "account=A", "2001", "1970-01-01T00:00:01Z", "null")).statusCode());
        assertEquals("refusals",
                error(command("/api/overrides", ask.formatted("ann", "account=A", "2010", "1970-01-01T00:00:01Z", "null"))).getString("field"));
        assertEquals("override", error(command("/api/overrides", ask.formatted("ann", "firm", "2001", "1970-01-01T00:00:01Z", "null"))).getString("field"));
        assertEquals("until", error(command("/api/overrides", ask.formatted("ann", "account=A", "2001", "tonight", "null"))).getString("field"));
        assertEquals("upTo",
                error(command("/api/overrides", ask.formatted("ann", "account=A", "2001", "1970-01-01T00:00:01Z", "\"many\""))).getString("field"));
    }

    @Test
    void locatesAreShownAddedAndWithdrawnByThoseWhoAreEntitled() throws Exception {
        console = new TestConsole(new AdminSettings("127.0.0.1", 0, null, "test", Set.of(), Set.of("ann")), 100);
        JsonObject shown = new JsonObject(get("/api/locates").body()).getJsonArray("locates").getJsonObject(0);
        assertEquals("20481 5000 IBM 1200",
                shown.getString("locate") + " " + shown.getString("quantity") + " " + shown.getString("symbol") + " " + shown.getString("used"));
        String add = "{\"reason\": \"a test\", \"user\": \"%s\", \"account\": \"ACME\", \"symbol\": \"IBM\", \"quantity\": \"%s\", \"validUntil\": \"%s\", "
                + "\"reference\": \"B-2\"}";
        assertEquals(200, command("/api/locates", add.formatted("ann", "100", "1970-01-01T00:00:01Z")).statusCode());
        assertEquals(200, command("/api/locates/20481/withdraw", "{\"user\": \"ann\", \"reason\": \"a test\"}").statusCode());
        assertEquals(List.of("100 IBM for account ACME, reference B-2 until 1000000000 by ann", "withdrawn 20481 by ann"), console.locates.ordered);
        assertEquals(403, command("/api/locates", add.formatted("bob", "100", "1970-01-01T00:00:01Z")).statusCode());
        assertEquals("quantity", error(command("/api/locates", add.formatted("ann", "many", "1970-01-01T00:00:01Z"))).getString("field"));
        assertEquals(400, command("/api/locates", add.formatted("ann", "0", "1970-01-01T00:00:01Z")).statusCode());
        assertEquals("validUntil", error(command("/api/locates", add.formatted("ann", "100", "tonight"))).getString("field"));
        assertEquals(400, command("/api/locates/x/withdraw", "{\"user\": \"ann\", \"reason\": \"a test\"}").statusCode());
    }

    @Test
    void whatVenuesShowAndWhyItIsNotUsedIsShown() throws Exception {
        console = new TestConsole((String) null, 100);
        JsonObject overview = new JsonObject(get("/api/market-data").body());
        JsonObject lit2 = overview.getJsonArray("venues").getJsonObject(1);
        assertEquals("LIT2 snapshots 2 1 null",
                lit2.getString("venue") + " " + lit2.getString("mode") + " " + lit2.getInteger("books") + " " + lit2.getInteger("unusable") + " "
                        + lit2.getString("time"));
        JsonObject unusable = overview.getJsonArray("unusable").getJsonObject(0);
        assertEquals("IBM at LIT2 crossed since 1970-01-01T00:00:02Z: its best bid 10.02 is above its best offer 10.01", unusable.getString("symbol") + " at "
                + unusable.getString("venue") + " " + unusable.getString("flaw") + " since " + unusable.getString("since") + ": " + unusable.getString("why"));
        JsonObject ibm = new JsonObject(get("/api/market-data?symbol=IBM").body());
        assertEquals("300", ibm.getJsonObject("bid").getString("quantity"));
        assertEquals("10", ibm.getJsonArray("books").getJsonObject(0).getJsonArray("bids").getJsonObject(0).getString("price"));
        assertEquals(404, get("/api/market-data?symbol=NONE").statusCode());
    }

    @Test
    void barsAreShownInPagesAndAWrongQuestionIsAnsweredWithItsFieldAndValue() throws Exception {
        console = new TestConsole((String) null, 100);
        JsonObject page = new JsonObject(get("/api/market-data/IBM/bars?interval=1m&venue=LIT1&from=1970-01-01&to=1970-01-02T00:00:00Z&limit=1").body());
        JsonObject bar = page.getJsonArray("bars").getJsonObject(0);
        assertEquals("IBM LIT1 1m 1970-01-01T00:01:00Z 10 10.02 9.99 10.01 300 10.01 3 null true next 1970-01-01T00:01:00.000000001Z",
                page.getString("symbol") + " " + page.getString("venue") + " " + page.getString("interval") + " " + bar.getString("time") + " "
                        + bar.getString("open") + " " + bar.getString("high") + " " + bar.getString("low") + " " + bar.getString("close") + " "
                        + bar.getString("volume") + " " + bar.getString("vwap") + " " + bar.getLong("trades") + " " + bar.getString("offer") + " "
                        + bar.getBoolean("closed") + " next " + page.getString("next"));
        assertNull(new JsonObject(get("/api/market-data/IBM/bars").body()).getString("next"));
        for (String wrong : List.of("interval=2m", "limit=0", "limit=5001", "from=yesterday", "to=1970", "from=1970-01-02&to=1970-01-01")) {
            HttpResponse<String> answer = get("/api/market-data/IBM/bars?" + wrong);
            assertEquals(400, answer.statusCode(), wrong);
            assertTrue(wrong.contains(new JsonObject(answer.body()).getJsonObject("error").getString("field") + "="), answer.body());
        }
        assertEquals(404, get("/api/market-data/NONE/bars").statusCode());
    }

    @Test
    void howInstrumentsMayBeTradedIsShownAndChangedByThoseWhoAreEntitled() throws Exception {
        console = new TestConsole(new AdminSettings("127.0.0.1", 0, null, "test", Set.of(), Set.of("ann")), 100);
        JsonObject bands = new JsonObject(get("/api/market-states").body()).getJsonArray("states").getJsonObject(1);
        assertEquals("KO bands LIT1 57.01 62.99", bands.getString("symbol") + " " + bands.getString("what") + " " + bands.getString("venue") + " "
                + bands.getString("low") + " " + bands.getString("high"));
        String order = "{\"reason\": \"a test\", \"user\": \"%s\", \"symbol\": \"IBM\", \"action\": \"%s\"%s}";
        for (String action : List.of("halt", "resume", "lift-bands", "restrict-shorts", "free-shorts")) {
            assertEquals(200, command("/api/market-states", order.formatted("ann", action, "")).statusCode());
        }
        assertEquals(200, command("/api/market-states", order.formatted("ann", "bands", ", \"low\": \"9.5\", \"high\": \"10\"")).statusCode());
        assertEquals(List.of("IBM Halt[] by ann", "IBM Resume[] by ann", "IBM LiftBands[] by ann", "IBM RestrictShortSales[] by ann",
                "IBM FreeShortSales[] by ann", "IBM SetBands[bands=low 9.5, high 10] by ann"), console.markets.ordered);
        assertEquals(403, command("/api/market-states", order.formatted("bob", "halt", "")).statusCode());
        assertEquals("action", error(command("/api/market-states", order.formatted("ann", "stop", ""))).getString("field"));
        assertEquals("high", error(command("/api/market-states", order.formatted("ann", "bands", ", \"high\": \"much\""))).getString("field"));
        assertEquals("low", error(command("/api/market-states", order.formatted("ann", "bands", ", \"low\": \"2\", \"high\": \"1\""))).getString("field"));
        assertEquals(400, command("/api/market-states", order.formatted("ann", "bands", "")).statusCode());
    }

    @Test
    void onlyWhoIsEntitledWorksCareOrders() throws Exception {
        console = new TestConsole(new AdminSettings("127.0.0.1", 0, null, "test", Set.of("ann"), Set.of()), 100);
        String order = ", \"reason\": \"a test\", \"orderId\": \"" + Desk.IDS.orderId(77L << 12) + "\"}";
        assertEquals(200, command("/api/care/claim", "{\"user\": \"ann\"" + order).statusCode());
        HttpResponse<String> refused = command("/api/care/claim", "{\"user\": \"bob\"" + order);
        assertEquals(403, refused.statusCode());
        assertEquals("bob", error(refused).getString("value"));
        assertEquals(403, command("/api/care/cancel", "{\"user\": \"bob\"" + order).statusCode());
        assertEquals(403, command("/api/care/pass-on", "{\"user\": \"ann\", \"to\": \"bob\"" + order).statusCode());
    }

    // Venues

    @Test
    void strayExecutionsAreShownAndSettledWithWhatEachNeeds() throws Exception {
        open(null);
        console.strays = ConsoleLook.strays(1_000_000);
        JsonObject corrected = new JsonObject(get("/api/strays").body()).getJsonArray("strays").getJsonObject(1);
        String strayId = corrected.getString("strayId");
        assertEquals("300 250 D", corrected.getString("lastQty") + " " + corrected.getString("standingQty") + " "
                + corrected.getJsonObject("denied").getString("dkReason"));
        String who = "\"user\": \"ann\", \"reason\": \"a test\"";
        assertEquals(200, command("/api/strays/" + strayId + "/assign", "{" + who + ", \"orderId\": \"" + Desk.IDS.orderId(77) + "\"}").statusCode());
        assertEquals(200, command("/api/strays/" + strayId + "/dont-know", "{" + who + ", \"dkReason\": \"Z\"}").statusCode());
        assertEquals(200, command("/api/strays/" + strayId + "/dismiss", "{" + who + "}").statusCode());
        assertEquals(List.of("assign " + strayId + " to " + Desk.IDS.orderId(77) + " by ann: a test", "deny " + strayId + " OTHER by ann: a test",
                "dismiss " + strayId + " by ann: a test"), console.ordered);
        for (String mistake : List.of("assign {" + who + "}", "assign {" + who + ", \"orderId\": \"O1\"}",
                "assign {" + who + ", \"clOrdId\": \"A\", \"overfill\": \"yes\"}",
                "dont-know {" + who + ", \"dkReason\": \"Q\"}", "dismiss {\"user\": \"ann\"}")) {
            String[] parts = mistake.split(" ", 2);
            assertEquals(400, command("/api/strays/" + strayId + "/" + parts[0], parts[1]).statusCode(), mistake);
        }
        assertEquals(400, command("/api/strays/4711/dismiss", "{" + who + "}").statusCode());
        assertEquals(404, command("/api/strays/" + strayId + "/burn", "{" + who + "}").statusCode());
        assertEquals(3, console.ordered.size());
    }

    @Test
    void aCorporateActionIsPreviewedAndAppliedAsItWasShown() throws Exception {
        open(null);
        String what = "kind=split&symbol=IBM&exDate=2026-11-23&ratio=2:1";
        JsonObject preview = new JsonObject(get("/api/corporate-actions/preview?" + what).body());
        assertEquals("split 2:1 of IBM, ex-date 2026-11-23", preview.getString("text"));
        JsonObject row = preview.getJsonArray("rows").getJsonObject(0);
        assertEquals("20000 25", row.getJsonObject("then").getString("orderQty") + " " + row.getJsonObject("then").getString("price"));
        String body = "{\"kind\":\"split\",\"symbol\":\"IBM\",\"exDate\":\"2026-11-23\",\"ratio\":\"2:1\",\"preview\":\"%s\",\"user\":\"anna\",\"reason\":\"as announced\"}";
        assertEquals(409, command("/api/corporate-actions/apply", body.formatted("another")).statusCode());
        assertEquals(200, command("/api/corporate-actions/apply", body.formatted(preview.getString("preview"))).statusCode());
        assertEquals("anna: as announced", new JsonObject(get("/api/corporate-actions").body()).getJsonArray("applied").stream()
                .map(each -> ((JsonObject) each).getString("user") + ": " + ((JsonObject) each).getString("reason")).collect(Collectors.joining()));
        for (String wrong : new String[]{"kind=merger", "kind=split&symbol=IBM&exDate=2026-11-23&ratio=two",
            "kind=split&symbol=IBM&exDate=2026-11-23&ratio=1:1",
            "kind=split&symbol=IBM&exDate=tomorrow&ratio=2:1", "kind=split&symbol=IBM&exDate=2026-11-23&ratio=2:1&amount=1",
            "kind=dividend&symbol=IBM&exDate=2026-11-23&amount=-1"}) {
            assertEquals(400, get("/api/corporate-actions/preview?" + wrong).statusCode(), wrong);
        }
    }

    @Test
    void theTradingDayIsShownAndEndedByItsDate() throws Exception {
        open(null);
        assertEquals("{\"tradingDay\":\"2026-11-20\",\"endedBy\":null,\"reason\":null,\"dayOrdersLeft\":12,\"carried\":30,\"untold\":2,\"strays\":1}",
                get("/api/day").body());
        assertEquals(200, command("/api/day/2026-11-20/end", "{\"user\":\"anna\",\"reason\":\"early close\"}").statusCode());
        assertEquals(List.of("end 2026-11-20 by anna: early close"), console.ordered);
        HttpResponse<String> wrong = command("/api/day/tomorrow/end", "{\"user\":\"anna\",\"reason\":\"early close\"}");
        assertEquals(400, wrong.statusCode());
        assertTrue(wrong.body().contains("must be a date such as 2026-11-20"), wrong.body());
    }

    @Test
    void venuesAreShownAndSteeredWithUserAndReason() throws Exception {
        open(null);
        String body = "{\"user\":\"ann\",\"reason\":\"a test\"}";
        assertEquals(new JsonObject(
                "{\"venue\":\"LIT2\",\"standing\":\"DRAINED\",\"why\":\"anna: it closes\",\"closed\":\"Mon 2026-11-23 08:00 UTC\",\"phase\":null,\"openOrders\":3,\"link\":\"RECONCILING\",\"connected\":true,\"sessions\":[{\"session\":\"LIT2.B\",\"link\":\"AWAY\",\"openOrders\":1}]}"),
                new JsonObject(get("/api/venues").body()).getJsonArray("venues").getJsonObject(0));
        assertEquals(200, command("/api/venues/LIT2/drain", body).statusCode());
        assertEquals(200, command("/api/venues/LIT2/resume", body).statusCode());
        assertEquals(200, command("/api/venues/apply", body).statusCode());
        assertEquals(404, command("/api/venues/LIT2/burn", body).statusCode());
        assertEquals(List.of("drain LIT2 by ann: a test", "resume LIT2 by ann: a test", "apply venues by ann: a test"), console.ordered);
    }

    // Orders, sessions, status

    @Test
    void whoWasNotLetInStandsWithItsSessionOrWithTheStrangers() throws Exception {
        open(null);
        SessionsView.Refused last = new SessionsView.Refused(1_000, "192.0.2.7", "ADDRESS", "not from there", 3);
        SessionsView.SessionRow row = TestConsole.session("CLIENT1", SessionsView.Role.CLIENT, SessionsView.State.DISCONNECTED);
        console.sessions = List.of(new SessionsView.SessionRow(row.key(), row.role(), row.beginString(), row.senderCompId(), row.targetCompId(), row.state(), 1,
                1, 0, 0, null, null, row.standing(), row.traffic(), last));
        console.strangers = List.of(new SessionsView.Stranger("FIX.4.4:HUB->X", last));

        JsonObject answer = new JsonObject(get("/api/sessions").body());

        JsonObject shown = new JsonObject().put("time", 1_000).put("from", "192.0.2.7").put("reason", "ADDRESS").put("text", "not from there").put("count", 3);
        assertEquals(shown, answer.getJsonArray("sessions").getJsonObject(0).getJsonObject("refusedLogon"));
        assertEquals(new JsonObject().put("name", "FIX.4.4:HUB->X").put("last", shown), answer.getJsonArray("strangers").getJsonObject(0));
    }

    @Test
    void ordersComeNewestFirstWithExactDecimals() throws Exception {
        open(null).desk.order("A1").fill(40);
        console.desk.order("A2");

        JsonArray orders = new JsonObject(get("/api/orders").body()).getJsonArray("orders");
        assertEquals("A2", orders.getJsonObject(0).getString("clOrdId"));
        JsonObject first = orders.getJsonObject(1);
        assertEquals("PARTIALLY_FILLED", first.getString("status"));
        assertEquals("40", first.getString("cumQty"));
        assertEquals("60", first.getString("leavesQty"));
        assertEquals("10.5", first.getString("avgPx"));
        assertEquals(1777885200000L, first.getLong("received"));
    }

    @Test
    void ordersAreFilteredAndLimited() throws Exception {
        open(null).desk.order("A1").fill(100);
        console.desk.order("A2");
        console.desk.order(Desk.terms("CLIENT2", "B1", "BARC.L", Side.SELL, 10, "2.1"), 10);

        assertEquals(2, new JsonObject(get("/api/orders?text=client1%20a").body()).getJsonArray("orders").size());
        assertEquals(1, new JsonObject(get("/api/orders?status=FILLED,REJECTED").body()).getJsonArray("orders").size());
        assertEquals(1, new JsonObject(get("/api/orders?open=true&symbol=VOD.L").body()).getJsonArray("orders").size());
        assertEquals(1, new JsonObject(get("/api/orders?limit=1").body()).getJsonArray("orders").size());
    }

    @Test
    void oneOrderComesWithItsChildrenFillsAndHistory() throws Exception {
        Desk desk = open(null).desk;
        LimitKey key = new LimitKey(Scope.of("account=ACC"), Measure.OPEN_NOTIONAL);
        desk.record(
                new Event.LimitsTold(new LimitFact.Changed(List.of(new LimitChange(key, null, new Limit(key, new BigDecimal("5000000"), "USD", 0))), 0, "ann",
                        null, "as agreed")));
        Desk.Order order = desk.order("A1");
        order.acknowledge();
        order.fill(40);

        JsonObject detail = new JsonObject(get("/api/orders/" + Desk.IDS.orderId(order.id)).body());
        JsonObject child = detail.getJsonArray("childOrders").getJsonObject(0);
        assertEquals("LIT1", child.getString("venue"));
        assertEquals("40", child.getString("cumQty"));
        assertEquals("150", child.getString("quoteQty"));
        assertEquals("40", detail.getJsonArray("fills").getJsonObject(0).getString("lastQty"));
        assertEquals(4, detail.getJsonArray("history").size());
        assertEquals(List.of("{\"limit\":\"account=ACC open-notional\",\"most\":\"5000000 USD\",\"used\":\"250000\"}"),
                detail.getJsonObject("risk").getJsonArray("limits").stream().map(String::valueOf).toList());
    }

    @Test
    void itIsToldWhyAnOrderWentWhereItWent() throws Exception {
        Desk desk = open(null).desk;
        Desk.Order order = desk.order("A1");
        desk.record(new Event.OrderRouted(order.id, Side.BUY, Quantity.of(100), "best-cost", 3, List.of(
                new VenueLook(new VenueId("LIT1"), VenueLook.Verdict.COSTLIER, Quantity.ZERO, null,
                        List.of(new VenueLook.Level(Price.of("10.01"), Quantity.of(500))),
                        Price.of("10.013"), null),
                new VenueLook(new VenueId("LIT2"), VenueLook.Verdict.CHOSEN, Quantity.of(100), null,
                        List.of(new VenueLook.Level(Price.of("10.01"), Quantity.of(200))),
                        Price.of("10.009"), null),
                VenueLook.leftOut(new VenueId("DARK1"), VenueLook.Verdict.CLOSED))));

        JsonObject routing = new JsonObject(get("/api/orders/" + Desk.IDS.orderId(order.id) + "/routing").body()).getJsonArray("routings").getJsonObject(0);
        assertEquals("best-cost", routing.getString("strategy"));
        assertEquals(3, routing.getInteger("rule"));
        assertEquals(List.of("LIT1 0.003 10.013 not chosen: cost 10.013 > 10.009", "LIT2 -0.001 10.009 chosen", "DARK1 null null left out: closed"),
                routing.getJsonArray("venues").stream().map(JsonObject.class::cast)
                        .map(venue -> venue.getString("venue") + " " + venue.getString("fee") + " " + venue.getString("cost") + " " + venue.getString("reason"))
                        .toList());
        assertEquals(
                "Routed 100 by best-cost (routing.csv, line 3): LIT1 (500 @ 10.01) not chosen: cost 10.013 > 10.009; LIT2 gets 100 (200 @ 10.01) chosen; DARK1 left out: closed",
                new JsonObject(get("/api/orders/" + Desk.IDS.orderId(order.id)).body()).getJsonArray("history").getJsonObject(0).getString("text"));
        assertEquals(404, get("/api/orders/" + Desk.IDS.orderId(order.id + (1 << 20)) + "/routing").statusCode());
        assertEquals(400, get("/api/orders/X/routing").statusCode());
    }

    @Test
    void aRefusedOrderNamesItsRefusal() throws Exception {
        long orderId = open(null).desk.refuse(Desk.terms("CLIENT1", "A1", "XXX", Side.BUY, 1, null), Refusal.UNKNOWN_SYMBOL, "Symbol(55) XXX is not known");

        JsonObject objection = new JsonObject(get("/api/orders/" + Desk.IDS.orderId(orderId)).body()).getJsonArray("objections").getJsonObject(0);
        assertEquals(1001, objection.getInteger("number"));
        assertEquals("CLIENT", objection.getString("fault"));
    }

    @Test
    void aRefusedOrderHasTheLimitsThatItPassedAndThoseThatItDidNot() throws Exception {
        Desk desk = open(null).desk;
        long orderId = desk.refuse(Desk.terms("CLIENT2", "B1", "IBM", Side.SELL, 5, null), Refusal.OPEN_EXPOSURE_LIMIT,
                "the limit account=ACC1 open-notional is 1000000 USD, used 999999, requested 500, allowed 1");
        JsonObject detail = new JsonObject(get("/api/orders/" + Desk.IDS.orderId(orderId)).body());
        assertEquals(List.of("account=ACC1 order-quantity passed", "account=ACC1 open-notional failed", "firm open-orders changed since"),
                detail.getJsonArray("checks").stream().map(each -> ((JsonObject) each).getString("limit") + " " + ((JsonObject) each).getString("result"))
                        .toList());

        long unreadable = desk.refuse(Desk.terms("CLIENT2", "B2", "XXX", Side.SELL, 5, null), Refusal.UNKNOWN_SYMBOL, "Symbol(55) XXX is not known");
        assertEquals("not looked at",
                new JsonObject(get("/api/orders/" + Desk.IDS.orderId(unreadable)).body()).getJsonArray("checks").getJsonObject(0).getString("result"));
    }

    @Test
    void badInputIsAnsweredWithFieldValueAndWhatIsAllowed() throws Exception {
        open(null).desk.order("A1");

        HttpResponse<String> limit = get("/api/orders?limit=many");
        assertEquals(400, limit.statusCode());
        assertEquals(new JsonObject().put("field", "limit").put("value", "many").put("text", "limit must be a whole number from 1 to 100"), error(limit));
        assertEquals("status", error(get("/api/orders?status=HAPPY")).getString("field"));
        assertEquals("symbl", error(get("/api/orders?symbl=VOD.L")).getString("field"));
        assertEquals(400, get("/api/orders/12345").statusCode());
        HttpResponse<String> unknown = get("/api/orders/" + Desk.IDS.orderId(99L << 12));
        assertEquals(404, unknown.statusCode());
        assertEquals("orderId", error(unknown).getString("field"));
        assertEquals("nothing is at /api/nonsense", error(get("/api/nonsense")).getString("text"));
        assertEquals(405, post("/api/orders", "").statusCode());
    }

    @Test
    void sessionsAndStatusAreTold() throws Exception {
        open(null).desk.order("A1");
        console.sessions = List.of(TestConsole.session("LIT1", SessionsView.Role.VENUE, SessionsView.State.DISCONNECTED));

        JsonObject session = new JsonObject(get("/api/sessions").body()).getJsonArray("sessions").getJsonObject(0);
        assertEquals(TestConsole.LAST_IN, session.getLong("lastReceivedTime"));
        assertEquals(TestConsole.LAST_OUT, session.getLong("lastSentTime"));
        assertEquals("cut", session.getString("disconnectReason"));
        assertEquals("DISCONNECTED", session.getString("state"));
        assertEquals(1204, session.getInteger("nextSenderMsgSeqNum"));
        JsonObject status = new JsonObject(get("/api/status").body());
        assertFalse(status.getBoolean("halted"));
        assertEquals(1, status.getInteger("openOrders"));
        assertEquals(0, status.getInteger("lag"));
        assertEquals("test", status.getString("installation"));
    }

    // Commands

    @Test
    void haltAndResumeReachTheOrderCore() throws Exception {
        open(null);
        assertEquals(200, command("/api/halt", "{\"user\":\"anna\",\"reason\":\"runaway client\"}").statusCode());
        assertTrue(new JsonObject(get("/api/status").body()).getBoolean("halted"));
        assertEquals(200, command("/api/resume", "{\"user\":\"ben\",\"reason\":\"client fixed\"}").statusCode());
        assertFalse(new JsonObject(get("/api/status").body()).getBoolean("halted"));
        assertEquals(List.of("halt by anna: runaway client", "resume by ben: client fixed"), console.ordered);
    }

    @Test
    void anOrderIsCanceledOnce() throws Exception {
        Desk.Order order = open(null).desk.order("A1");
        console.orders.put(order.id, order);
        String path = "/api/orders/" + Desk.IDS.orderId(order.id) + "/cancel";

        assertEquals(200, command(path, "{\"user\":\"anna\",\"reason\":\"client phoned\"}").statusCode());
        assertEquals("CANCELED", new JsonObject(get("/api/orders/" + Desk.IDS.orderId(order.id)).body()).getString("status"));
    }

    @Test
    void whatTheCoreRefusesIsAConflictWithItsText() throws Exception {
        open(null);
        HttpResponse<String> response = command("/api/orders/" + Desk.IDS.orderId(7L << 12) + "/cancel", "{\"user\":\"anna\",\"reason\":\"client phoned\"}");
        assertEquals(409, response.statusCode());
        assertEquals("no open order " + Desk.IDS.orderId(7L << 12), error(response).getString("text"));
    }

    @Test
    void aSessionIsSteeredWithUserAndReason() throws Exception {
        open(null).desk.order("A1").fill(40);
        HttpResponse<String> response = command("/api/sessions/CLIENT1/stop", "{\"user\":\"anna\",\"reason\":\"wrong limits\"}");
        assertEquals(200, response.statusCode());
        assertEquals(List.of("Simple[action=STOP] CLIENT1 by anna: wrong limits"), console.ordered);
    }

    @Test
    void whatMayDoHarmToASessionIsDoneOnlyWithItsNameAsConfirmation() throws Exception {
        open(null).desk.order("A1").fill(40);
        String body = "{\"user\":\"anna\",\"reason\":\"agreed\",\"nextTarget\":7";
        HttpResponse<String> response = command("/api/sessions/CLIENT1/set-numbers", body + "}");
        assertEquals(409, response.statusCode());
        assertEquals("CLIENT1", new JsonObject(response.body()).getJsonObject("error").getString("confirm"));
        assertEquals(List.of(), console.ordered);
        assertEquals(200, command("/api/sessions/CLIENT1/set-numbers", body + ",\"confirm\":\"CLIENT1\"}").statusCode());
        assertEquals(List.of("SetNumbers[nextSender=0, nextTarget=7] CLIENT1 by anna: agreed"), console.ordered);
    }

    @Test
    void anOrderToASessionThatCantBeUnderstoodIsExplained() throws Exception {
        open(null).desk.order("A1").fill(40);
        assertEquals(404, command("/api/sessions/CLIENT1/explode", "{\"user\":\"anna\",\"reason\":\"agreed\"}").statusCode());
        assertEquals(400, command("/api/sessions/CLIENT1/set-numbers", "{\"user\":\"anna\",\"reason\":\"agreed\"}").statusCode());
        assertEquals(400, command("/api/sessions/CLIENT1/gap-fill", "{\"user\":\"anna\",\"reason\":\"agreed\",\"from\":0,\"to\":1}").statusCode());
        assertEquals(List.of(), console.ordered);
    }

    @Test
    void anUnknownOutcomeIsNotToldAsAFailure() throws Exception {
        open(null).nextAnswer = CompletableFuture.<Answer>failedFuture(new IOException("the shard stopped"));
        HttpResponse<String> response = command("/api/halt", "{\"user\":\"anna\",\"reason\":\"runaway client\"}");
        assertEquals(504, response.statusCode());
        assertTrue(error(response).getString("text").contains("unknown"), response.body());
    }

    @Test
    void aCommandNeedsAReasonAndAUser() throws Exception {
        open(null);
        assertEquals("reason", error(command("/api/halt", "{\"user\":\"anna\",\"reason\":\" x \"}")).getString("field"));
        assertEquals("user", error(command("/api/halt", "{\"reason\":\"runaway client\"}")).getString("field"));
        assertEquals("reason", error(command("/api/halt", "{\"user\":\"anna\",\"reason\":\"two\\nlines\"}")).getString("field"));
        assertEquals("body", error(command("/api/halt", "halt!")).getString("field"));
        assertEquals("body", error(command("/api/halt", "")).getString("field"));
        assertEquals(413, command("/api/halt", "{\"reason\":\"" + "x".repeat(5_000) + "\"}").statusCode());
        assertEquals(415, post("/api/halt", "{}", "X-Portcullis-Console", "1").statusCode());
        assertEquals(List.of(), console.ordered);
    }

    @Test
    void aForeignPageCannotCommand() throws Exception {
        open(null);
        String body = "{\"user\":\"anna\",\"reason\":\"runaway client\"}";
        assertEquals(403, post("/api/halt", body, "Content-Type", "application/json").statusCode());
        assertEquals(403,
                post("/api/halt", body, "Content-Type", "application/json", "X-Portcullis-Console", "1", "Origin", "https://evil.example").statusCode());
        assertEquals(200, post("/api/halt", body, "Content-Type", "application/json", "X-Portcullis-Console", "1", "Origin", console.url()).statusCode());
        assertEquals(List.of("halt by anna: runaway client"), console.ordered);
    }

    // Who gets in

    @Test
    void withoutThePasswordOnlyTheProbesAnswer() throws Exception {
        open(PASSWORD);
        assertEquals(200, get("/health").statusCode());
        assertEquals(200, get("/ready").statusCode());
        for (String path : List.of("/", "/api/status", "/api/orders", "/metrics", "/live", "/main.js")) {
            HttpResponse<String> response = get(path);
            assertEquals(401, response.statusCode(), path);
            assertTrue(response.headers().firstValue("WWW-Authenticate").orElse("").startsWith("Basic"), path);
        }
        assertEquals(401, get("/api/status", "Authorization", "Bearer wrong password").statusCode());
        assertEquals(200, get("/api/status", "Authorization", "Bearer " + PASSWORD).statusCode());
    }

    @Test
    void theNameGivenWithThePasswordIsTheOperator() throws Exception {
        open(PASSWORD);
        String basic = Base64.getEncoder().encodeToString(("anna:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> response = post("/api/halt", "{\"user\":\"somebody else\",\"reason\":\"runaway client\"}", "Content-Type", "application/json",
                "X-Portcullis-Console", "1", "Authorization", "Basic " + basic);
        assertEquals(200, response.statusCode());
        assertEquals(List.of("halt by anna: runaway client"), console.ordered);
    }

    @Test
    void aConsoleThatOthersCanReachNeedsAPassword() {
        IllegalArgumentException failure = assertThrows(IllegalArgumentException.class, () -> new AdminSettings("0.0.0.0", 0, null, "demo"));
        assertEquals("the console is to listen on 0.0.0.0, which other machines can reach: set a password for it, or listen on 127.0.0.1",
                failure.getMessage());
        assertThrows(IllegalArgumentException.class, () -> new AdminSettings("0.0.0.0", 0, "short", "demo"));
        assertFalse(new AdminSettings("0.0.0.0", 0, PASSWORD, "demo").toString().contains(PASSWORD));
    }

    @Test
    void withoutAPasswordItAnswersToLoopbackNamesOnly() throws Exception {
        open(null);
        assertEquals(200, rawStatus("localhost:" + console.server.port()));
        assertEquals(403, rawStatus("rebound.example:" + console.server.port()));
    }

    private int rawStatus(String host) throws IOException {
        try (var socket = new java.net.Socket("127.0.0.1", console.server.port())) {
            socket.getOutputStream().write(("GET /api/status HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(answer.substring(9, 12));
        }
    }

    // Probes, page, life cycle

    @Test
    void readinessNamesTheParts() throws Exception {
        open(null).parts = List.of(new Health.Part("event-log", true, "writing"), new Health.Part("postgres", false, "connection refused"));
        HttpResponse<String> response = get("/ready");
        assertEquals(503, response.statusCode());
        assertEquals("postgres", new JsonObject(response.body()).getJsonArray("parts").getJsonObject(1).getString("name"));
        console.live = false;
        assertEquals(503, get("/health").statusCode());
    }

    @Test
    void metricsComeInPrometheusFormatWithASentenceOnEach() throws Exception {
        open(null).metrics.counter("orders.accepted").inc(3);
        console.metrics.timer("order.decide.seconds").update(java.time.Duration.ofMillis(2));
        console.sessions = List.of(TestConsole.session("LIT1", SessionsView.Role.VENUE, SessionsView.State.RESENDING),
                TestConsole.session("CLIENT1", SessionsView.Role.CLIENT, SessionsView.State.DISCONNECTED));
        HttpResponse<String> response = get("/metrics");
        assertEquals(200, response.statusCode());
        assertTrue(response.headers().firstValue("Content-Type").orElse("").startsWith("text/plain"));

        PrometheusText metrics = PrometheusText.of(response.body());
        assertEquals(3, metrics.samples.get("orders_accepted_total"));
        assertEquals("Orders that were accepted", metrics.helps.get("orders_accepted_total"));
        assertEquals(0.002, metrics.samples.get("order_decide_seconds{quantile=\"0.99\"}"), 1e-5);
        assertEquals(1, metrics.samples.get("order_decide_seconds_count"));
        assertEquals("summary", metrics.types.get("order_decide_seconds"));
        assertEquals(0, metrics.samples.get("console_viewers"));
        assertEquals(1, metrics.samples.get("fix_session_up{role=\"venue\",session=\"LIT1\"}"));
        assertEquals(0, metrics.samples.get("fix_session_up{role=\"client\",session=\"CLIENT1\"}"));
        assertEquals(1204, metrics.samples.get("fix_session_next_sender_msg_seq_num{role=\"client\",session=\"CLIENT1\"}"));
    }

    @Test
    void thePageLoadsNothingFromElsewhere() throws Exception {
        open(null);
        HttpResponse<String> page = get("/");
        assertEquals(200, page.statusCode());
        String policy = page.headers().firstValue("Content-Security-Policy").orElse("");
        assertTrue(policy.startsWith("default-src 'none'; script-src 'self'; style-src 'self';"), policy);
        HttpResponse<String> script = get("/main.js");
        assertEquals("text/javascript; charset=utf-8", script.headers().firstValue("Content-Type").orElse(""));
        assertEquals(304, get("/main.js", "If-None-Match", script.headers().firstValue("ETag").orElse("")).statusCode());
    }

    @Test
    void aTakenPortIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            AdminSettings settings = new AdminSettings("127.0.0.1", taken.getLocalPort(), null, "test");
            IOException failure = assertThrows(IOException.class, () -> new TestConsole(settings, 10));
            assertTrue(failure.getMessage().startsWith("the console cannot listen on 127.0.0.1:" + taken.getLocalPort()), failure.getMessage());
        }
    }

    @Test
    void afterCloseThePortIsFreeAndTheMetricGone() throws Exception {
        TestConsole closed = open(null);
        int port = closed.server.port();
        closed.close();
        new ServerSocket(port, 1, java.net.InetAddress.getLoopbackAddress()).close();
        assertTrue(closed.metrics.getMetrics().isEmpty());
        console = null;
    }
}

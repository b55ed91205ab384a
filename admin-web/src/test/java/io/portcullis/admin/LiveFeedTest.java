package io.portcullis.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.oms.event.Event;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveFeedTest {

    private final HttpClient client = HttpClient.newHttpClient();
    private TestConsole console;

    @AfterEach
    void close() {
        console.close();
        client.close();
    }

    /** A page without a browser: keeps what the feed told it. */
    private final class Page implements WebSocket.Listener {
        private final BlockingQueue<JsonObject> messages = new LinkedBlockingQueue<>();
        private final StringBuilder partial = new StringBuilder();
        private final Map<String, JsonObject> orders = new HashMap<>();
        private final Map<Long, JsonObject> alerts = new HashMap<>();
        private JsonObject status = new JsonObject();
        private JsonArray sessions = new JsonArray();
        private int hellos;
        private int messagesRead;
        final WebSocket socket;

        Page() {
            socket = client.newWebSocketBuilder().buildAsync(URI.create(console.url().replace("http", "ws") + "/live"), this).join();
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                messages.add(new JsonObject(partial.toString()));
                partial.setLength(0);
            }
            from.request(1);
            return null;
        }

        void until(BooleanSupplier condition) throws InterruptedException {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (!condition.getAsBoolean()) {
                JsonObject message = messages.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
                assertNotNull(message, "nothing came any more; orders: " + orders.size());
                take(message);
            }
        }

        private void take(JsonObject message) {
            messagesRead++;
            if (!message.getString("type").equals("live")) {
                hellos++;
                orders.clear();
                return;
            }
            status = message.getJsonObject("status", status);
            sessions = message.getJsonArray("sessions", sessions);
            message.getJsonArray("alerts", new JsonArray()).forEach(alert -> alerts.put(((JsonObject) alert).getLong("id"), (JsonObject) alert));
            message.getJsonArray("orders", new JsonArray()).forEach(row -> orders.put(((JsonObject) row).getString("orderId"), (JsonObject) row));
            message.getJsonArray("dropped", new JsonArray()).forEach(orders::remove);
        }
    }

    @Test
    void aPageIsToldEverythingAndThenWhatChanges() throws Exception {
        console = new TestConsole((String) null, 100);
        Desk.Order order = console.desk.order("A1");
        Page page = new Page();
        page.until(() -> page.orders.size() == 1);
        assertEquals("NEW", page.orders.get(Desk.IDS.orderId(order.id)).getString("status"));
        assertEquals(1, page.sessions.size());

        order.fill(100);
        console.desk.record(new Event.TradingHalted("anna", "runaway client"));
        page.until(() -> page.orders.get(Desk.IDS.orderId(order.id)).getString("status").equals("FILLED") && page.status.getBoolean("halted"));
        assertTrue(page.alerts.values().stream().anyMatch(alert -> alert.getString("severity").equals("ALARM")));
        page.socket.abort();
    }

    @Test
    void droppedOrdersLeaveThePage() throws Exception {
        console = new TestConsole((String) null, 50);
        Page page = new Page();
        for (int i = 0; i < 300; i++) {
            console.desk.order("A" + i).cancel();
        }
        Desk.Order last = console.desk.order("LAST");
        page.until(() -> page.orders.containsKey(Desk.IDS.orderId(last.id)) && page.orders.size() == 50);
        page.socket.abort();
    }

    @Test
    void manyChangesOfOneOrderAreToldInFewMessages() throws Exception {
        console = new TestConsole((String) null, 100);
        Page page = new Page();
        page.until(() -> page.hellos == 1);
        Desk.Order order = console.desk.order(Desk.terms("CLIENT1", "A1", "VOD.L", io.portcullis.oms.types.Side.BUY, 20_000, "10.5"), 20_000);
        for (int i = 0; i < 20_000; i++) {
            order.fill(1);
        }
        page.until(
                () -> page.orders.containsKey(Desk.IDS.orderId(order.id)) && page.orders.get(Desk.IDS.orderId(order.id)).getString("status").equals("FILLED"));
        assertTrue(page.messagesRead < 100, "messages: " + page.messagesRead);
        page.socket.abort();
    }

    @Test
    void tenThousandOrdersReachANewPage() throws Exception {
        console = new TestConsole((String) null, 10_000);
        for (int i = 0; i < 10_000; i++) {
            console.desk.order("A" + i);
        }
        Page page = new Page();
        page.until(() -> page.orders.size() == 10_000);
        page.socket.abort();
    }

    @Test
    void aPageThatDoesNotReadForAWhileGetsTheNewestState() throws Exception {
        console = new TestConsole((String) null, 10_000);
        for (int i = 0; i < 9_999; i++) {
            console.desk.order("A" + i);
        }
        Desk.Order last = console.desk.order("LAST");
        // Reads nothing, then everything: the listener asks for the next message itself only after the first.
        SlowPage page = new SlowPage();
        for (int i = 0; i < 100; i++) {
            last.fill(1);
        }
        page.socket.request(Long.MAX_VALUE);
        JsonObject newest = new JsonObject();
        while (!"FILLED".equals(newest.getString("status"))) {
            JsonObject message = page.messages.poll(20, TimeUnit.SECONDS);
            assertNotNull(message, "the newest state did not come");
            for (Object row : message.getJsonArray("orders", new JsonArray())) {
                if (((JsonObject) row).getString("clOrdId").equals("LAST")) {
                    newest = (JsonObject) row;
                }
            }
        }
        assertEquals("100", newest.getString("cumQty"));
        page.socket.abort();
    }

    private final class SlowPage implements WebSocket.Listener {
        private final BlockingQueue<JsonObject> messages = new LinkedBlockingQueue<>();
        private final StringBuilder partial = new StringBuilder();
        final WebSocket socket = client.newWebSocketBuilder().buildAsync(URI.create(console.url().replace("http", "ws") + "/live"), this).join();

        @Override
        public void onOpen(WebSocket opened) {
            // Asks for nothing yet.
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                messages.add(new JsonObject(partial.toString()));
                partial.setLength(0);
            }
            return null;
        }
    }

    @Test
    void aForeignPageCannotListen() throws IOException {
        console = new TestConsole((String) null, 10);
        URI foreign = URI.create(console.url().replace("http", "ws") + "/live");
        assertThrows(CompletionException.class,
                () -> client.newWebSocketBuilder().header("Origin", "https://evil.example").buildAsync(foreign, new WebSocket.Listener() {
                }).join());
    }

    @Test
    void closingTheServerClosesThePages() throws Exception {
        console = new TestConsole((String) null, 10);
        var closed = new java.util.concurrent.CompletableFuture<Integer>();
        client.newWebSocketBuilder().buildAsync(URI.create(console.url().replace("http", "ws") + "/live"), new WebSocket.Listener() {
            @Override
            public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
                closed.complete(status);
                return null;
            }
        }).join();
        console.close();
        assertEquals(1001, closed.get(10, TimeUnit.SECONDS));
    }
}

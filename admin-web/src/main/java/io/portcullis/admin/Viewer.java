package io.portcullis.admin;

import io.portcullis.admin.readmodel.Alert;
import io.portcullis.admin.readmodel.OrderRow;
import io.portcullis.admin.readmodel.ReadModel;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One open page. It has a debt: the orders that it has not been told the newest state of, at first all. The debt is paid as fast as the page reads, newest
 * order first; an order that changes meanwhile is still owed only once. So a slow page skips states, and costs no more memory than its list of debts.
 */
final class Viewer {

    private static final int ROWS_PER_MESSAGE = 500;
    private static final int WRITE_QUEUE_BYTES = 256 * 1024;
    private static final long SILENCE_MILLIS = 2_000;
    private static final long STUCK_MILLIS = 60_000;

    private final ServerWebSocket socket;
    private final ReadModel readModel;
    private final TreeSet<Long> owed = new TreeSet<>();
    private final List<String> dropped = new ArrayList<>();
    private @Nullable JsonObject statusSent;
    private @Nullable JsonArray sessionsSent;
    private @Nullable JsonArray strangersSent;
    private @Nullable JsonArray straysSent;
    private long alertVersionSent;
    private long lastSent;

    Viewer(ServerWebSocket socket, ReadModel readModel) {
        this.socket = socket;
        this.readModel = readModel;
        socket.setWriteQueueMaxSize(WRITE_QUEUE_BYTES);
    }

    /** Tells the page to forget what it has, and owes it everything. */
    void startOver(JsonObject hello) {
        dropped.clear();
        owed.clear();
        owed.addAll(readModel.orderIds());
        statusSent = null;
        sessionsSent = null;
        strangersSent = null;
        straysSent = null;
        alertVersionSent = 0;
        socket.writeTextMessage(hello.encode());
    }

    void owe(List<Long> orderIds, List<String> droppedIds) {
        owed.addAll(orderIds);
        dropped.addAll(droppedIds);
    }

    /** So far behind that it is shorter to start over. */
    boolean isBeyondHelp() {
        return dropped.size() > readModel.maxOrders();
    }

    /** Has read nothing for so long that nobody can be there. */
    boolean isStuck(long now) {
        return socket.writeQueueFull() && now - lastSent > STUCK_MILLIS;
    }

    /** Pays as much as the page can take now. */
    void pay(JsonObject status, JsonArray sessions, JsonArray strangers, JsonArray strays, long now) {
        boolean more = true;
        while (more && !socket.writeQueueFull()) {
            JsonObject message = nextMessage(status, sessions, strangers, strays);
            if (message.isEmpty() && now - lastSent < SILENCE_MILLIS) {
                return;
            }
            more = !owed.isEmpty();
            socket.writeTextMessage(message.put("type", "live").put("time", now).put("owed", owed.size()).encode());
            lastSent = now;
        }
    }

    private JsonObject nextMessage(JsonObject status, JsonArray sessions, JsonArray strangers, JsonArray strays) {
        JsonObject message = new JsonObject();
        if (!status.equals(statusSent)) {
            statusSent = status;
            message.put("status", status);
        }
        if (!sessions.equals(sessionsSent)) {
            sessionsSent = sessions;
            message.put("sessions", sessions);
        }
        if (!strangers.equals(strangersSent)) {
            strangersSent = strangers;
            message.put("strangers", strangers);
        }
        if (!strays.equals(straysSent)) {
            straysSent = strays;
            message.put("strays", strays);
        }
        List<Alert> alerts = readModel.alertsSince(alertVersionSent);
        if (!alerts.isEmpty()) {
            alertVersionSent = alerts.getFirst().version();
            message.put("alerts", ConsoleJson.array(alerts, ConsoleJson::alert));
        }
        if (!dropped.isEmpty()) {
            message.put("dropped", new JsonArray(List.copyOf(dropped)));
            dropped.clear();
        }
        List<OrderRow> rows = nextRows();
        if (!rows.isEmpty()) {
            message.put("orders", ConsoleJson.array(rows, ConsoleJson::order));
        }
        return message;
    }

    private List<OrderRow> nextRows() {
        List<Long> next = new ArrayList<>();
        while (next.size() < ROWS_PER_MESSAGE && !owed.isEmpty()) {
            next.add(owed.removeLast());
        }
        return readModel.rows(next);
    }

    void close(short code, String reason) {
        socket.close(code, reason);
    }
}

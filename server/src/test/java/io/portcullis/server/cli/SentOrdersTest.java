package io.portcullis.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.portcullis.oms.types.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SentOrdersTest {

    @TempDir
    Path directory;

    @Test
    void whatAnOrderWasSentWithIsKnownTheNextTime() throws IOException {
        Path file = directory.resolve("clients/CLIENT1.orders");
        new SentOrders(file).add(new SentOrders.Sent("A", "AAPL", Side.BUY));
        new SentOrders(file).add(new SentOrders.Sent("B", "VOD LN", Side.SELL_SHORT));
        assertEquals(new SentOrders.Sent("A", "AAPL", Side.BUY), new SentOrders(file).find("A"));
        assertEquals(new SentOrders.Sent("B", "VOD LN", Side.SELL_SHORT), new SentOrders(file).find("B"));
        assertNull(new SentOrders(file).find("C"));
    }

    @Test
    void ofAClOrdIdThatWasUsedAgainTheNewestCounts() throws IOException {
        SentOrders orders = new SentOrders(directory.resolve("orders"));
        orders.add(new SentOrders.Sent("A", "AAPL", Side.BUY));
        orders.add(new SentOrders.Sent("A", "MSFT", Side.SELL));
        assertEquals(new SentOrders.Sent("A", "MSFT", Side.SELL), orders.find("A"));
    }

    @Test
    void aTornLineIsLeftOut() throws IOException {
        Path file = directory.resolve("orders");
        SentOrders orders = new SentOrders(file);
        orders.add(new SentOrders.Sent("A", "AAPL", Side.BUY));
        Files.writeString(file, "B\tMS", StandardOpenOption.APPEND);
        assertNull(orders.find("B"));
        orders.add(new SentOrders.Sent("C", "MSFT", Side.SELL));
        assertEquals(new SentOrders.Sent("A", "AAPL", Side.BUY), orders.find("A"));
        assertEquals(new SentOrders.Sent("C", "MSFT", Side.SELL), orders.find("C"));
    }

    @Test
    void theOldestGiveWay() throws IOException {
        SentOrders orders = new SentOrders(directory.resolve("orders"));
        for (int i = 0; i <= 1_000; i++) {
            orders.add(new SentOrders.Sent("N" + i, "AAPL", Side.BUY));
        }
        assertNull(orders.find("N0"));
        assertEquals("N1000", orders.find("N1000").clOrdId());
    }
}

package io.portcullis.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.fix.dictionaries.FixVersion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders of a client that its hub leaves to the simulated exchange as they are, and what the exchange's operator does with them. */
class SimulatedExchangeOverFixTest {

    @TempDir
    Path directory;

    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private OwnInstallation installation;
    private Main hub;
    private VersionedClient client;

    @BeforeEach
    void start() throws Exception {
        installation = new OwnInstallation(directory,
                "simulated-volatility = 0\nsecurity-status = yes\norder-types = 1, 2, P\ntimes-in-force = 0, 1, 3, 4, 6, 7\n"
                        + "instructions = display, post-only, all-or-none, min-qty, peg-primary\n");
        hub = installation.start(failures::add);
        Patience.await("LIT1 is logged on", () -> installation.run("venue", "list").text().contains("connected"));
        client = new VersionedClient(FixVersion.FIX44, "CLIENT1", "PORTCULLIS", hub.fixAddress().getPort(), 20);
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        hub.close();
        assertEquals(List.of(), failures);
    }

    private void order(String clOrdId, String... fields) throws Exception {
        List<String> all = new ArrayList<>(List.of("11=" + clOrdId, "55=IBM", "60=" + RawClient.now()));
        all.addAll(List.of(fields));
        client.sent("D", all.toArray(String[]::new));
        told("8 150=0 39=0 11=" + clOrdId);
    }

    private void told(String start) throws Exception {
        String told = client.next();
        assertTrue(told.startsWith(start), () -> "expected " + start + " but was " + told);
    }

    private String exchange(String... words) {
        List<String> all = new ArrayList<>(List.of("exchange", "LIT1"));
        all.addAll(List.of(words));
        OwnInstallation.Said said = installation.run(all.toArray(String[]::new));
        assertEquals(0, said.exitCode(), said.text());
        return said.text();
    }

    /** The market maker's quotes, around 208.95, take part in it. */
    @Test
    void ordersForAnAuctionAreExecutedInItOrExpire() throws Exception {
        exchange("call", "IBM", "closing");
        order("S", "54=2", "38=100", "40=2", "44=200.00", "59=7");
        order("B", "54=1", "38=150", "40=2", "44=201.00", "59=7");
        Patience.await("both are there", () -> exchange("orders").contains("2 open orders"));

        exchange("resume", "IBM");

        told("8 150=F 39=2 11=S");
        told("8 150=C 39=C 11=B");
    }

    @Test
    void icebergsConditionsAndPegsAreLeftToTheExchange() throws Exception {
        order("I", "54=1", "38=300", "40=2", "44=200.00", "59=0", "111=100");
        order("G", "54=1", "38=300", "40=2", "44=200.00", "59=0", "18=G");
        order("M", "54=1", "38=300", "40=2", "44=200.00", "59=0", "110=200");
        order("R", "54=1", "38=300", "40=P", "59=0", "18=R", "211=-5");
        Patience.await("all are there as they are", () -> exchange("orders").split("BUY 300 IBM", -1).length == 5);

        order("P", "54=1", "38=100", "40=2", "44=215.00", "59=0", "18=6");
        told("8 150=8 39=8 11=P");
    }

    @Test
    void aHaltOfTheExchangeReachesTheHubAndIsOver() throws Exception {
        exchange("halt", "IBM");
        Patience.await("the hub knows", () -> installation.run("instrument", "list").text().contains("IBM  halted at venue"));
        client.sent("D", "11=X", "55=IBM", "60=" + RawClient.now(), "54=1", "38=100", "40=2", "44=200.00", "59=0");
        told("8 150=8 39=8 11=X");

        exchange("resume", "IBM");
        Patience.await("the hub knows", () -> installation.run("instrument", "list").text().contains("all instruments are traded as usual"));
        order("Y", "54=1", "38=100", "40=2", "44=200.00", "59=0");
    }
}

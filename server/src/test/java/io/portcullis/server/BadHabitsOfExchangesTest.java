package io.portcullis.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.venues.exchange.BadHabit;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a client is told by a whole hub whose venue, a simulated exchange, does what venues should not: quantities stay exact, and nothing is told twice. */
class BadHabitsOfExchangesTest {

    private static final String PRICE = "200.00";

    @TempDir
    Path directory;

    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private OwnInstallation installation;
    private Main hub;
    private VersionedClient client;

    @BeforeEach
    void start() throws Exception {
        installation = new OwnInstallation(directory, "simulated-magic-quantities = yes\nsimulated-volatility = 0\n");
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

    private void order(BadHabit habit) throws Exception {
        order(habit.orderQty());
    }

    private void order(long quantity) throws Exception {
        client.placed("X", (int) quantity, PRICE);
        told("0", "0", "X", quantity);
    }

    private void told(String execType, String ordStatus, String clOrdId, long leavesQty) throws Exception {
        String told = client.next();
        assertTrue(told.startsWith("8 150=" + execType + " 39=" + ordStatus + " 11=" + clOrdId) && told.endsWith(" 151=" + leavesQty),
                () -> "expected " + execType + " " + ordStatus + " leaves " + leavesQty + " but was told " + told);
    }

    /** By a question that is answered last, after the venue has said all that it has to say. */
    private void toldNothingMore(String ordStatus, long leavesQty) throws Exception {
        exchange("orders");
        Thread.sleep(300);
        client.asked("X");
        told("I", ordStatus, "X", leavesQty);
    }

    private String exchange(String... words) {
        String[] all = new String[words.length + 2];
        all[0] = "exchange";
        all[1] = "LIT1";
        System.arraycopy(words, 0, all, 2, words.length);
        OwnInstallation.Said said = installation.run(all);
        assertEquals(0, said.exitCode(), said.text());
        return said.text();
    }

    @Test
    void aGoodOrderIsRejected() throws Exception {
        order(BadHabit.REJECT);
        told("8", "8", "X", 0);
    }

    @Test
    void anOrderIsHalfFilledAndThenNobodyAnswersUntilTheVenueBehavesAgain() throws Exception {
        order(BadHabit.PARTIAL_FILL_THEN_SILENCE);
        told("F", "1", "X", 4951);
        client.cancelled("Y", "X");
        told("6", "6", "Y", 4951);
        exchange("behave");
        toldNothingMore("6", 4951);
    }

    @Test
    void aCancelComesTooLate() throws Exception {
        order(BadHabit.TOO_LATE_TO_CANCEL);
        client.cancelled("Y", "X");
        told("6", "6", "Y", 9903);
        assertTrue(client.next().startsWith("9 39=0 11=Y"));
        told("F", "2", "X", 0);
        toldNothingMore("2", 0);
    }

    @Test
    void theRestIsCanceledAndNobodyAskedForIt() throws Exception {
        order(BadHabit.UNSOLICITED_CANCEL);
        told("F", "1", "X", 4952);
        told("4", "4", "X", 0);
        toldNothingMore("4", 0);
    }

    @Test
    void twoExecutionsOfOneExecIdCountBoth() throws Exception {
        order(BadHabit.DUPLICATE_EXEC_ID);
        told("F", "1", "X", 4953);
        told("F", "2", "X", 0);
        toldNothingMore("2", 0);
    }

    @Test
    void whatIsToldAgainCountsOnce() throws Exception {
        order(BadHabit.TELL_ALL_AGAIN);
        told("F", "1", "X", 4953);
        toldNothingMore("1", 4953);
    }

    @Test
    void aResetOfTheNumbersLosesNothing() throws Exception {
        order(BadHabit.SEQUENCE_RESET);
        told("F", "1", "X", 4954);
        toldNothingMore("1", 4954);
    }

    @Test
    void aSlowAcknowledgementIsWaitedFor() throws Exception {
        order(BadHabit.SLOW_ACKNOWLEDGEMENT);
        client.cancelled("Y", "X");
        told("6", "6", "Y", 9908);
        told("4", "4", "Y", 0);
    }

    @Test
    void whatIsFilledWhileTheConnectionIsGoneIsToldLater() throws Exception {
        order(BadHabit.DISCONNECT);
        told("F", "1", "X", 4955);
        toldNothingMore("1", 4955);
    }

    /** What the venue declines is sent out anew: the client keeps its order. */
    @Test
    void whatIsTakenOffAnOrderIsSentOutAnew() throws Exception {
        order(BadHabit.RESTATE);
        Patience.await("both are open", () -> exchange("orders").contains("leaves 4955") && exchange("orders").contains("2 open orders"));
        toldNothingMore("0", 9910);
    }

    @Test
    void aFillBeforeTheAcknowledgementCounts() throws Exception {
        order(BadHabit.FILL_BEFORE_NEW);
        told("F", "1", "X", 4956);
        toldNothingMore("1", 4956);
    }

    @Test
    void aVenueThatSaysNothingLeavesTheOrderOpen() throws Exception {
        order(BadHabit.SILENCE);
        client.cancelled("Y", "X");
        told("6", "6", "Y", 9912);
        toldNothingMore("6", 9912);
    }

    @Test
    void anOperatorOrdersBadHabitsHaltsAndBusts() throws Exception {
        exchange("misbehave", "unsolicited-cancel", "1");
        order(100);
        told("F", "1", "X", 50);
        told("4", "4", "X", 0);
        client.placed("Z", 100, PRICE);
        told("0", "0", "Z", 100);
        Patience.await("it rests", () -> exchange("orders").contains("leaves 100"));
        exchange("halt", "IBM");
        client.placed("W", 100, PRICE);
        told("0", "0", "W", 100);
        told("8", "8", "W", 0);

        OwnInstallation.Said said = installation.run("exchange", "LIT1", "misbehave", "sometimes");
        assertEquals(1, said.exitCode());
        assertTrue(said.text().contains("HABIT must be one of reject, "), said.text());
        assertEquals(1, installation.run("exchange", "LIT9", "halt", "IBM").exitCode());
    }
}

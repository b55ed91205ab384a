package io.portcullis.fix.sessions.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.sessions.gateway.ClientGateway;
import io.portcullis.fix.sessions.gateway.ReportEncoders;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.types.Ids;
import io.portcullis.oms.types.SessionIntent;
import io.portcullis.oms.types.SessionKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator does with a session, as its counterparty sees it. */
class SessionControlTest {

    @TempDir
    Path directory;

    private final List<Command> commands = new ArrayList<>();
    private EmbeddedSession peer;
    private FixSession session;
    private SessionControl control;

    @BeforeEach
    void open() throws IOException {
        ClientGateway gateway = new ClientGateway(new ReportEncoders(new Ids("ABCDEF")), commands::add);
        peer = new EmbeddedSession(FixEngineSettings.in(directory).withSegmentBytes(1 << 20),
                FixSessionSettings.acceptor(new SessionKey("CLIENT1"), FixVersion.FIX44, "BROKER", "CLIENT"), gateway);
        session = peer.session;
        gateway.add(session, "ACME", () -> 0);
        control = session.control();
    }

    @AfterEach
    void close() throws IOException {
        peer.close();
    }

    @Test
    void aStoppedSessionLogsOutWithTheReasonAndLetsNobodyLogOnBeforeItIsStarted() {
        peer.logon();

        control.stop(SessionIntent.STOPPED, "anna: wrong limits", "wrong limits");
        assertEquals("wrong limits", EmbeddedSession.field(peer.sent().getFirst(), 58));
        peer.receive("5", "");
        assertFalse(session.isConnected());

        int numberBefore = session.numbers().nextSenderMsgSeqNum();
        peer.connect();
        peer.logon();
        assertFalse(peer.channel.isOpen());
        assertEquals(numberBefore, session.numbers().nextSenderMsgSeqNum());
        peer.nextSeqNum--;

        control.start("anna: limits mended");
        peer.connect();
        peer.logon();
        assertTrue(session.isLoggedOn());
        assertEquals(SessionIntent.STARTED, control.intent());
    }

    @Test
    void aSessionThatIsLoggedOutOnceMayLogOnAgain() {
        peer.logon();

        control.logoutOnce("anna: moving the session", "please log on again");
        assertEquals("please log on again", EmbeddedSession.field(peer.sent().getFirst(), 58));
        peer.receive("5", "");
        assertFalse(session.isConnected());

        peer.connect();
        peer.logon();
        assertTrue(session.isLoggedOn());
    }

    @Test
    void aGapFillSaysWhichMessagesAreNotComing() throws IOException {
        peer.logon();
        session.send(EngineUnderTest.newOrder(FixVersion.FIX44, "A"), 0);
        session.send(EngineUnderTest.newOrder(FixVersion.FIX44, "B"), 0);
        peer.sent();

        assertTrue(control.gapFill(2, 3));

        String gap = peer.sent().getFirst();
        assertEquals(List.of("4", "2", "Y", "Y", "4"), List.of(35, 34, 43, 123, 36).stream().map(tag -> EmbeddedSession.field(gap, tag)).toList());
        assertEquals(4, session.numbers().nextSenderMsgSeqNum());
    }

    @Test
    void aTestRequestIsAnsweredByTheHeartbeatThatRepeatsIt() {
        peer.logon();

        CompletableFuture<Long> answer = control.testRequest().toCompletableFuture();
        String request = peer.sent().getFirst();
        assertEquals("1", EmbeddedSession.field(request, 35));
        peer.receive("0", "112=ANOTHER|");
        assertFalse(answer.isDone());
        peer.receive("0", "112=" + EmbeddedSession.field(request, 112) + "|");
        assertTrue(answer.isDone() && !answer.isCompletedExceptionally());
    }

    @Test
    void aTestRequestWhoseConnectionIsLostFails() {
        peer.logon();
        CompletableFuture<Long> answer = control.testRequest().toCompletableFuture();
        peer.channel.close();
        peer.runTasks();
        assertTrue(answer.isCompletedExceptionally());
    }

    @Test
    void whatComesAgainAfterTheExpectedNumberWasSetBackIsNotDoneAgain() {
        peer.logon();
        order("A", 2, "");
        peer.channel.close();
        peer.runTasks();

        control.doneUpTo(session.numbers().generation(), session.numbers().nextTargetMsgSeqNum() - 1);
        session.numbers().setNextTargetMsgSeqNum(2);
        peer.connect();
        peer.receive("A", 3, "", "98=0|108=30|");
        assertEquals("2", EmbeddedSession.field(peer.sent().getLast(), 35));
        order("A", 2, "43=Y|122=20260101-00:00:00|");
        order("NEW", 4, "");

        assertEquals(List.of("NewOrderSingle", "ClientNotice", "NewOrderSingle"), commands.stream().filter(c -> c instanceof Command.FromClient)
                .map(c -> c.getClass().getSimpleName()).toList());
    }

    @Test
    void afterTheExpectedNumberWasSetBackAMessageWithoutPossDupFlagIsNew() {
        peer.logon();
        order("A", 2, "");
        peer.channel.close();
        peer.runTasks();

        control.doneUpTo(session.numbers().generation(), session.numbers().nextTargetMsgSeqNum() - 1);
        session.numbers().setNextTargetMsgSeqNum(1);
        peer.connect();
        peer.nextSeqNum = 1;
        peer.logon();
        order("B", 2, "");

        assertEquals(2, commands.stream().filter(c -> c instanceof Command.NewOrderSingle).count());
    }

    @Test
    void rejectsAndResendsAreCounted() {
        peer.logon();
        peer.receive("D", "11=A|");
        peer.receive("2", "7=1|16=0|");
        peer.receive("3", "45=2|");
        peer.receive("0", 99, "", "");

        SessionCounts counts = session.counts();
        assertEquals(List.of(1L, 1L, 1L, 1L),
                List.of(counts.rejectsSent(SessionCounts.Reject.MESSAGE), counts.rejectsReceived(SessionCounts.Reject.MESSAGE), counts.resendsAskedOfUs(),
                        counts.resendsWeAskedFor()));
    }

    private void order(String clOrdId, int seqNum, String header) {
        peer.receive("D", seqNum, header, "11=" + clOrdId + "|21=1|55=ACME|54=1|60=20260101-00:00:00|38=100|40=2|44=10.25|59=0|");
    }
}

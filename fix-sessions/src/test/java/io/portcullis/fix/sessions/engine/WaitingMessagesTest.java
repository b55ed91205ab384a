package io.portcullis.fix.sessions.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.sessions.gateway.EffectSender;
import io.portcullis.fix.sessions.schedule.Numbering;
import io.portcullis.fix.sessions.wire.FixBody;
import io.portcullis.oms.command.Command.RejectAs;
import io.portcullis.oms.core.Effect;
import io.portcullis.oms.types.SessionKey;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What a desk sees as the queue of a session: messages that its counterparty still has to get. */
@ResourceLock("quickfix.SystemTime")
class WaitingMessagesTest {

    private static final SessionKey KEY = new SessionKey("CLIENT1");

    @TempDir
    Path stores;

    private SetClock clock;
    private EmbeddedSession peer;

    @BeforeEach
    void open() throws IOException {
        clock = new SetClock("2026-01-30T09:30:00");
        peer = new EmbeddedSession(settings(), FixSessionSettings.acceptor(KEY, FixVersion.FIX44, "BROKER", "CLIENT"));
        peer.logon();
    }

    private FixEngineSettings settings() {
        return FixEngineSettings.in(stores).withSegmentBytes(1 << 20);
    }

    @AfterEach
    void close() throws IOException {
        peer.close();
        clock.close();
    }

    private void send(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            peer.session.send(EngineUnderTest.newOrder(FixVersion.FIX44, "A" + i), 0);
        }
    }

    private void cut() {
        peer.channel.close();
        peer.runTasks();
    }

    @Test
    void whatIsStoredWhileTheCounterpartyIsAwayWaitsUntilItIsFetched() throws IOException {
        send(3);
        assertEquals(0, peer.session.facts().waitingMessages());
        cut();
        send(2);
        assertEquals(2, peer.session.facts().waitingMessages());

        peer.connect();
        peer.logon();
        assertEquals(2, peer.session.facts().waitingMessages());
        peer.receive("2", "7=5|16=0|");
        assertEquals(0, peer.session.facts().waitingMessages());
    }

    @Test
    void whatTheCounterpartyDoesNotAskForSoonDoesNotWait() throws IOException {
        cut();
        send(2);
        peer.connect();
        peer.logon();
        clock.plusSeconds(9);
        peer.session.turn();
        assertEquals(2, peer.session.facts().waitingMessages());
        clock.plusSeconds(1);
        peer.session.turn();
        assertEquals(0, peer.session.facts().waitingMessages());
    }

    @Test
    void aLogonThatIsRefusedIsNoReportThatWaits() throws IOException {
        cut();
        send(1);
        peer.connect();
        peer.receive("A", "98=0|");
        cut();
        assertEquals(1, peer.session.facts().waitingMessages());
    }

    @Test
    void whatWaitsIsKnownAfterARestartWhereMissedReportsAreKept() throws IOException {
        peer.close();
        FixSessionSettings kept = FixSessionSettings.acceptor(KEY, FixVersion.FIX44, "BROKER", "CLIENT").toBuilder().numbering(Numbering.OF_CLIENTS).build();
        peer = new EmbeddedSession(settings(), kept);
        peer.nextSeqNum = 2;
        peer.logon();
        send(1);
        clock.plusSeconds(11);
        peer.session.turn();
        cut();
        send(4);
        peer.close();

        peer = new EmbeddedSession(settings(), kept);
        assertEquals(4, peer.session.facts().waitingMessages());
    }

    @Test
    void whatIsHeldBackWaitsToo() {
        EffectSender<Effect.MessageReject> sender = new EffectSender<>(peer.session, effect -> new FixBody().begin("j"), effect -> false);
        for (int mark = 1; mark <= 3; mark++) {
            sender.send(new Effect.MessageReject(mark, KEY, RejectAs.BUSINESS_REJECT, 2, "D", 0, 0, null, "no"));
        }
        assertEquals(3, peer.session.facts().waitingMessages());
    }
}

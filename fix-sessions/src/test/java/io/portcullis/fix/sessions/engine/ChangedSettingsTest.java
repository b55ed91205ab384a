package io.portcullis.fix.sessions.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.oms.types.SessionIntent;
import io.portcullis.oms.types.SessionKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session's settings change while its counterparty is logged on. */
class ChangedSettingsTest {

    private static final FixSessionSettings BEFORE = FixSessionSettings.acceptor(new SessionKey("CLIENT1"), FixVersion.FIX44, "BROKER", "CLIENT");
    private static final FixSessionSettings ONCE = FixSessionSettings.acceptor(new SessionKey("CLIENT1"), FixVersion.FIX44, "BROKER", "OTHER");
    private static final FixSessionSettings TWICE = BEFORE.toBuilder().heartbeat(Duration.ofSeconds(7)).build();

    private static final int STEP_MILLIS = 20;

    @TempDir
    Path stores;

    private EmbeddedSession peer;

    @BeforeEach
    void logOn() throws IOException {
        peer = new EmbeddedSession(FixEngineSettings.in(stores).withSegmentBytes(1 << 20), BEFORE).freezeTime().logon();
    }

    @AfterEach
    void close() throws IOException {
        peer.close();
    }

    /** In steps, as what is looked at again and again needs. */
    private void pass(int millis) {
        for (int passed = 0; passed < millis; passed += STEP_MILLIS) {
            peer.pass(Duration.ofMillis(STEP_MILLIS));
        }
    }

    @Test
    void whoLogsOnAfterTwoChangesInARowIsLetIn() {
        CompletableFuture<Void> once = peer.engine.changes().change(peer.session, ONCE);
        CompletableFuture<Void> twice = peer.engine.changes().change(peer.session, TWICE);
        peer.runTasks();
        assertEquals("the session's settings are changed", EmbeddedSession.field(peer.sent().getFirst(), 58));
        peer.receive("5", "");
        pass(1_000);
        assertTrue(once.isDone() && twice.isDone());
        assertEquals(TWICE, peer.session.settings());
        peer.connect();
        peer.logon();
        assertTrue(peer.session.isLoggedOn());
    }

    @Test
    void aSessionThatWasStoppedMeanwhileStaysSo() {
        CompletableFuture<Void> changed = peer.engine.changes().change(peer.session, TWICE);
        peer.runTasks();
        peer.session.control().stop(SessionIntent.STOPPED, "anna: not today", "not today");
        pass(4_000);
        assertTrue(changed.isDone());
        peer.connect();
        peer.receive("A", "98=0|108=30|");
        assertFalse(peer.channel.isOpen());
    }

    @Test
    void aCounterpartyThatDoesNotAnswerOurLogoutIsCut() {
        CompletableFuture<Void> changed = peer.engine.changes().change(peer.session, TWICE);
        pass(2_900);
        assertFalse(changed.isDone());
        assertTrue(peer.channel.isOpen());
        pass(200);
        assertTrue(changed.isDone());
        assertFalse(peer.channel.isOpen());
    }
}

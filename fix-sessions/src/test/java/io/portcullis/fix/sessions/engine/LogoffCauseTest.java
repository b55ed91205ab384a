package io.portcullis.fix.sessions.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.oms.command.Command.LogoffCause;
import io.portcullis.oms.types.SessionKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Whose doing it was that a session went down: orders may be canceled for it. */
@ResourceLock("quickfix.SystemTime")
class LogoffCauseTest {

    @TempDir
    Path stores;

    @AfterEach
    void realTime() {
        SessionClock.install();
    }

    private static final class Causes extends RecordingApplication {
        private final List<LogoffCause> causes = new ArrayList<>();

        @Override
        public void onLogout(FixSession session, String reason) {
            causes.add(session.logoffCause());
        }
    }

    private void causeIs(LogoffCause expected, Consumer<EmbeddedSession> what) throws IOException {
        Causes causes = new Causes();
        FixSessionSettings settings = FixSessionSettings.acceptor(new SessionKey("CLIENT1"), FixVersion.FIX44, "BROKER", "CLIENT");
        try (EmbeddedSession client = new EmbeddedSession(FixEngineSettings.in(stores).withSegmentBytes(1 << 20), settings, causes).logon()) {
            what.accept(client);
            client.runTasks();
            assertEquals(List.of(expected), causes.causes);
        }
    }

    @Test
    void aLogoutIsOne() throws IOException {
        causeIs(LogoffCause.LOGOUT, client -> client.receive("5", ""));
    }

    @Test
    void aConnectionThatBreaksIsLost() throws IOException {
        causeIs(LogoffCause.LOST_CONNECTION, client -> client.channel.close());
    }

    @Test
    void aCounterpartyThatBreaksTheRulesLosesItsConnection() throws IOException {
        causeIs(LogoffCause.LOST_CONNECTION, client -> client.receive("0", 1, "", ""));
    }

    @Test
    void silenceIsAHeartbeatTimeout() throws IOException {
        long start = System.currentTimeMillis();
        causeIs(LogoffCause.HEARTBEAT_TIMEOUT, client -> {
            for (int seconds : new int[]{31, 46, 73}) {
                SetClock.read(() -> start + seconds * 1_000L);
                client.session.turn();
            }
        });
    }

    @Test
    void whatWeEndIsOurs() throws IOException {
        causeIs(LogoffCause.OURS, client -> client.session.disconnect("an operator"));
    }

    @Test
    void theAnswerToOurLogoutIsOurs() throws IOException {
        causeIs(LogoffCause.OURS, client -> {
            client.session.logout("an operator");
            client.receive("5", "");
        });
    }

    @Test
    void aConnectionThatBreaksAfterOurLogoutIsOurs() throws IOException {
        causeIs(LogoffCause.OURS, client -> {
            client.session.logout("an operator");
            client.channel.close();
        });
    }

    @Test
    void whatIsLostWhileWeDoNotReadIsOurs() throws IOException {
        causeIs(LogoffCause.OURS, client -> {
            client.engine.holdReading(true);
            client.runTasks();
            client.channel.close();
        });
    }
}

package io.portcullis.oms.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.ExpectedNumber;
import io.portcullis.oms.command.Origin;
import io.portcullis.oms.order.SessionState;
import io.portcullis.oms.order.Snapshot;
import io.portcullis.oms.types.SessionAction;
import io.portcullis.oms.types.SessionIntent;
import io.portcullis.oms.types.SessionKey;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What people want of sessions is a fact like any other, and outlives a restart. */
class SteeredSessionsTest {

    private static final SessionKey CLIENT = new SessionKey("CLIENT1");

    private final Desk desk = new Desk();

    private @Nullable String order(SessionAction action, @Nullable ExpectedNumber expected) {
        return desk.answerTo(new Command.SteerSession(CLIENT, action, expected, "", "anna", "because"));
    }

    private SessionState session() {
        return Objects.requireNonNull(desk.state.session(CLIENT));
    }

    private void consume(long generation, int msgSeqNum) {
        desk.answerTo(new Command.ClientNotice(new Origin(CLIENT, generation, msgSeqNum), "3", "", false));
    }

    @Test
    void aDisabledSessionIsNotStartedBeforeItIsEnabled() {
        assertNull(order(SessionAction.DISABLE, null));
        assertEquals("session CLIENT1 is disabled and has to be enabled first, by anna: because", order(SessionAction.START, null));
        assertNull(order(SessionAction.ENABLE, null));
        assertEquals(SessionIntent.STARTED, session().intent());
    }

    @Test
    void whatChangesNothingIsRefused() {
        assertEquals("session CLIENT1 is started already", order(SessionAction.START, null));
        assertNull(order(SessionAction.STOP, null));
        assertNotNull(order(SessionAction.STOP, null));
        assertNotNull(order(SessionAction.ENABLE, null));
        assertEquals(SessionIntent.STOPPED, session().intent());
    }

    @Test
    void whatWasDoneBeforeTheExpectedNumberWasSetBackIsRemembered() {
        consume(7, 100);
        assertNull(order(SessionAction.SET_NUMBERS, new ExpectedNumber(7, 101, 40)));
        assertEquals(List.of(39, 100), List.of(session().consumed(), session().doneBefore()));

        consume(7, 40);
        assertEquals(100, session().doneBefore());
        consume(8, 1);
        assertEquals(0, session().doneBefore());
    }

    @Test
    void aSnapshotKeepsHowASessionIsMeantToBe() {
        consume(7, 100);
        order(SessionAction.SET_NUMBERS, new ExpectedNumber(7, 101, 40));
        order(SessionAction.DISABLE, null);
        order(SessionAction.TEST_REQUEST, null);

        ArrayDeque<DirectBuffer> chunks = new ArrayDeque<>();
        Snapshot.write(desk.state, (buffer, offset, length) -> {
            byte[] bytes = new byte[length];
            buffer.getBytes(offset, bytes);
            chunks.add(new UnsafeBuffer(bytes));
        });
        SessionState read = Objects.requireNonNull(Snapshot.read(chunks::remove).session(CLIENT));
        assertEquals(List.of(SessionIntent.DISABLED, 39, 100), List.of(read.intent(), read.consumed(), read.doneBefore()));
        assertEquals(session().intended(), read.intended());
    }
}

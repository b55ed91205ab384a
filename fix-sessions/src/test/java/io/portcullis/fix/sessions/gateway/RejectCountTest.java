package io.portcullis.fix.sessions.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.channel.embedded.EmbeddedChannel;
import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.sessions.engine.FixEngine;
import io.portcullis.fix.sessions.engine.FixEngineSettings;
import io.portcullis.fix.sessions.engine.FixSession;
import io.portcullis.fix.sessions.engine.FixSessionSettings;
import io.portcullis.fix.sessions.engine.SessionCounts.Reject;
import io.portcullis.oms.command.Command.RejectAs;
import io.portcullis.oms.core.Effect;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.Ids;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.SessionKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which of the messages that a client is told count as a reject, and of which kind. */
class RejectCountTest {

    private static final SessionKey KEY = new SessionKey("CLIENT1");

    @TempDir
    Path stores;

    private final EmbeddedChannel loop = new EmbeddedChannel();
    private FixEngine engine;

    private FixSession told(FixVersion version) throws IOException {
        engine = new FixEngine(FixEngineSettings.in(stores).withSegmentBytes(1 << 20), loop.eventLoop(), failure -> {
            throw new IllegalStateException(failure);
        });
        ClientGateway gateway = new ClientGateway(new ReportEncoders(new Ids("ABCDEF")), command -> {});
        FixSession session = engine.open(FixSessionSettings.acceptor(KEY, version, "BROKER", "CLIENT"), gateway);
        gateway.add(session, "ACME", () -> 0);
        gateway.send(report(1, ExecType.NEW, OrdStatus.NEW));
        gateway.send(report(2, ExecType.REJECTED, OrdStatus.REJECTED));
        gateway.send(new Effect.OrderCancelReject(3, KEY, 0, 7, new ClOrdId("B"), new ClOrdId("A"), OrdStatus.NEW, Event.ResponseTo.CANCEL, 0, "too late"));
        gateway.send(new Effect.MessageReject(4, KEY, RejectAs.BUSINESS_REJECT, 2, "D", 0, 0, null, "no"));
        gateway.send(new Effect.MessageReject(5, KEY, RejectAs.SESSION_REJECT, 2, "D", 38, 5, null, "no"));
        gateway.send(new Effect.MessageReject(5, KEY, RejectAs.SESSION_REJECT, 2, "D", 38, 5, null, "told before"));
        return session;
    }

    private static Effect.ExecutionReport report(long mark, ExecType execType, OrdStatus ordStatus) {
        return new Effect.ExecutionReport(mark, KEY, 0, 7, 8, 0, execType, ordStatus, new ClOrdId("A"), null, null, "ACME", null, Quantity.of(100), null,
                Quantity.ZERO, null, Quantity.ZERO, Quantity.ZERO, null, null, -1, null, null, null, null);
    }

    private static List<Long> sent(FixSession session) {
        return Stream.of(Reject.values()).map(kind -> session.counts().rejectsSent(kind)).toList();
    }

    @AfterEach
    void close() {
        engine.stop();
        loop.runPendingTasks();
    }

    @Test
    void eachKindOfRejectIsCountedOnce() throws IOException {
        assertEquals(List.of(1L, 1L, 1L, 1L), sent(told(FixVersion.FIX44)));
    }

    @Test
    void beforeFix42ABusinessRejectIsARejectOfTheMessage() throws IOException {
        assertEquals(List.of(2L, 0L, 1L, 1L), sent(told(FixVersion.FIX41)));
    }
}

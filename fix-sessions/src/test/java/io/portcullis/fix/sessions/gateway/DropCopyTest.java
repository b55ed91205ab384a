package io.portcullis.fix.sessions.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.EventLoopGroup;
import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.sessions.engine.FixEngine;
import io.portcullis.fix.sessions.engine.FixEngineSettings;
import io.portcullis.fix.sessions.engine.FixSession;
import io.portcullis.fix.sessions.engine.FixSessionSettings;
import io.portcullis.fix.sessions.engine.FixTransport;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.core.Effect;
import io.portcullis.oms.event.Event.ResponseTo;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.Ids;
import io.portcullis.oms.types.MassCancelTerms;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.OrderSelection;
import io.portcullis.oms.types.SessionKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DropCopyTest {

    private static final SessionKey CLIENT = new SessionKey("CLIENT1");
    private static final SessionKey COMPLIANCE = new SessionKey("COMPLIANCE");

    @TempDir
    Path stores;

    private final EventLoopGroup shard = FixTransport.newLoop("shard");
    private final EventLoopGroup copies = FixTransport.newLoop("drop-copy");
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private FixEngine orderEngine;
    private FixEngine copyEngine;
    private DropCopy dropCopy;
    private FixSession session;

    @BeforeEach
    void open() throws IOException {
        orderEngine = new FixEngine(FixEngineSettings.in(stores).withSegmentBytes(1 << 20), shard.next(), failures::add);
        copyEngine = orderEngine.beside(copies.next());
        dropCopy = new DropCopy(new ReportEncoders(new Ids("ABCDEF")), DropCopyTest::ignore);
        session = copyEngine.open(FixSessionSettings.acceptor(COMPLIANCE, FixVersion.FIX44, "BROKER", "COMPLIANCE"), dropCopy);
        dropCopy.add(session);
    }

    private static void ignore(Command command) {
        // no core is needed
    }

    @AfterEach
    void stop() {
        orderEngine.stop().join();
        copyEngine.stop().join();
        shard.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
        copies.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
        assertTrue(failures.isEmpty(), failures::toString);
    }

    @Test
    void moreThanMayBeOnTheWayIsCopiedInOrderAndOnce() {
        int reports = 50_000;
        on(shard, () -> {
            dropCopy.start(copyEngine, orderEngine);
            for (int i = 1; i <= reports; i++) {
                dropCopy.send(reject(CLIENT, i));
            }
            return null;
        });
        awaitToldUpTo(reports);

        assertEquals(reports + 1, on(copies, session.numbers()::nextSenderMsgSeqNum));
        assertEquals(reports, on(copies, session.numbers()::lastMark));
        assertTrue(on(shard, () -> dropCopy.isToldUpTo(Long.MAX_VALUE)), "nothing is on its way");
    }

    /** Whether the copies' thread sleeps, gathers or is about to fall asleep. */
    @Test
    void aReportIsCopiedWheneverItComes() {
        on(shard, () -> {
            dropCopy.start(copyEngine, orderEngine);
            return null;
        });
        for (int i = 1; i <= 200; i++) {
            int mark = i;
            on(shard, () -> {
                dropCopy.send(reject(CLIENT, mark));
                return null;
            });
            LockSupport.parkNanos(i * 10_000L);
            if (i % 4 == 0) {
                awaitToldUpTo(i);
            }
        }
        assertEquals(201, on(copies, session.numbers()::nextSenderMsgSeqNum));
    }

    @Test
    void whatIsOnItsWayIsNotTold() {
        CountDownLatch isChecked = new CountDownLatch(1);
        copyEngine.later(() -> awaitUninterruptibly(isChecked));
        try {
            on(shard, () -> {
                dropCopy.start(copyEngine, orderEngine);
                dropCopy.send(reject(CLIENT, 5));
                dropCopy.send(reject(CLIENT, 6));
                return null;
            });
            assertTrue(on(shard, () -> dropCopy.isToldUpTo(0)));
            assertFalse(on(shard, () -> dropCopy.isToldUpTo(5)));
        } finally {
            isChecked.countDown();
        }
        awaitToldUpTo(6);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            assertTrue(latch.await(20, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void beforeTheStartOneThreadDoesItAll() {
        dropCopy.send(reject(CLIENT, 1));
        assertEquals(1, session.numbers().lastMark());
        dropCopy.send(reject(CLIENT, 1));
        assertEquals(2, session.numbers().nextSenderMsgSeqNum(), "it was told that before");
    }

    @Test
    void whatTellsOnlyTheClientSomethingNewIsNotCopied() {
        MassCancelTerms terms = new MassCancelTerms(MassCancelTerms.Form.MASS_CANCEL, MassCancelTerms.CANCEL, "7", OrderSelection.ALL);
        dropCopy.send(new Effect.MassCancelReport(1, CLIENT, 0, 8, new ClOrdId("M1"), terms, 3, -1, null));
        assertEquals(1, session.numbers().nextSenderMsgSeqNum());
    }

    @Test
    void aRejectOfAMessageGoesToItsSenderOnly() {
        dropCopy.send(messageReject(CLIENT, 1));
        assertEquals(1, session.numbers().nextSenderMsgSeqNum());
        dropCopy.send(messageReject(COMPLIANCE, 2));
        assertEquals(2, session.numbers().nextSenderMsgSeqNum());
    }

    private void awaitToldUpTo(long mark) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!on(shard, () -> dropCopy.isToldUpTo(mark))) {
            assertTrue(System.nanoTime() - deadline < 0, "not told in time");
        }
    }

    private static <T> T on(EventLoopGroup loop, Callable<T> work) {
        return loop.next().submit(work).syncUninterruptibly().getNow();
    }

    private static Effect.OrderCancelReject reject(SessionKey session, long mark) {
        return new Effect.OrderCancelReject(mark, session, 1_790_000_000_123_000_000L, 0, new ClOrdId("C" + mark), new ClOrdId("A1"), OrdStatus.REJECTED,
                ResponseTo.CANCEL,
                1, "unknown order");
    }

    private static Effect.MessageReject messageReject(SessionKey session, long mark) {
        return new Effect.MessageReject(mark, session, Command.RejectAs.BUSINESS_REJECT, 2, "D", 0, 3, null, "not supported");
    }
}

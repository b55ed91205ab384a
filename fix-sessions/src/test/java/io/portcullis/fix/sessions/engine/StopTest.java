package io.portcullis.fix.sessions.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.oms.types.SessionKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An engine that stops: what follows from that can still be told, until the stores are closed, and nothing after. */
class StopTest {

    private static final List<String> KEYS = List.of("A", "B", "C");

    @TempDir
    Path ours;

    @TempDir
    Path theirs;

    /** Tells each session of the end of each. */
    private static final class Newsmonger extends RecordingApplication {

        final Map<String, FixSession> sessions = new LinkedHashMap<>();
        long mark;

        @Override
        public void onLogout(FixSession session, String reason) {
            super.onLogout(session, reason);
            tellAll();
        }

        void tellAll() {
            mark++;
            try {
                for (FixSession each : sessions.values()) {
                    each.send(EngineUnderTest.newOrder(FixVersion.FIX44, "N" + mark), mark);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void whatFollowsFromTheEndOfASessionIsToldToAll() throws Exception {
        Newsmonger newsmonger = new Newsmonger();
        CountDownLatch tested = new CountDownLatch(1);
        try (EngineUnderTest peers = new EngineUnderTest(theirs); EngineUnderTest hub = new EngineUnderTest(ours)) {
            InetSocketAddress address = hub.listen();
            open(hub, newsmonger);
            peers.onLoop(() -> {
                for (String each : KEYS) {
                    peers.connect(peers.initiator(each, FixVersion.FIX44, each, "HUB"), address);
                }
                return null;
            });
            EngineUnderTest.await("all are logged on", () -> newsmonger.told.size() == KEYS.size());
            peers.group.next().execute(() -> await(tested)); // none answers the Logout
            hub.engine.beforeStoresClose(newsmonger::tellAll);
            hub.engine.loop().schedule(() -> hub.engine.later(newsmonger::tellAll), 3_500, TimeUnit.MILLISECONDS);
            hub.engine.stop().get(10, TimeUnit.SECONDS);
            TimeUnit.SECONDS.sleep(1);
            tested.countDown();
            assertEquals(List.of(), hub.failures);
        }
        Newsmonger afterwards = new Newsmonger();
        try (EngineUnderTest again = new EngineUnderTest(ours)) {
            open(again, afterwards);
            for (FixSession each : afterwards.sessions.values()) {
                assertEquals(KEYS.size() + 1, again.onLoop(() -> each.numbers().lastMark()), each::toString);
            }
        }
    }

    @Test
    void storesAreClosedThoughTheLastWhoCanSendFails() {
        IllegalStateException failure = new IllegalStateException("the disk is gone");
        try (EngineUnderTest hub = new EngineUnderTest(ours)) {
            Newsmonger newsmonger = new Newsmonger();
            open(hub, newsmonger);
            hub.engine.beforeStoresClose(() -> {
                throw failure;
            });
            CompletableFuture<Void> stopped = hub.engine.stop();
            assertSame(failure, assertThrows(ExecutionException.class, () -> stopped.get(10, TimeUnit.SECONDS)).getCause());
            assertThrows(IllegalStateException.class, () -> newsmonger.sessions.get("A").send(EngineUnderTest.newOrder(FixVersion.FIX44, "X"), 1));
        }
    }

    private static void open(EngineUnderTest hub, Newsmonger newsmonger) {
        hub.onLoop(() -> {
            for (String each : KEYS) {
                newsmonger.sessions.put(each, hub.engine.open(FixSessionSettings.acceptor(new SessionKey(each), FixVersion.FIX44, "HUB", each), newsmonger));
            }
            return null;
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(20, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

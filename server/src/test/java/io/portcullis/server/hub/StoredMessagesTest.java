package io.portcullis.server.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.portcullis.admin.port.MessagesView.Answer;
import io.portcullis.admin.port.MessagesView.Busy;
import io.portcullis.admin.port.MessagesView.Page;
import io.portcullis.server.settings.Installation;
import io.portcullis.server.settings.Overrides;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Searches of the message log, held up by a clock that each of them looks at. */
class StoredMessagesTest {

    private static final Path OWN_THREAD = Path.of("/proc/thread-self/stat");
    private static final int AT_A_TIME = 2;
    private static final int WAITING = 8;

    @TempDir
    private Path directory;
    private final Semaphore begun = new Semaphore(0);
    private final CountDownLatch mayGoOn = new CountDownLatch(1);
    private final Queue<Integer> nices = new ConcurrentLinkedQueue<>();

    private StoredMessages searches(InstantSource clock) throws IOException {
        Overrides overrides = new Overrides(Map.of("PORTCULLIS_HUB_DATA_DIRECTORY", directory.toString()), Map.of());
        return new StoredMessages(Installation.read(Path.of("..", "conf"), overrides).hub(), new SessionRows("test"), clock);
    }

    private Instant holdUp() {
        if (Files.exists(OWN_THREAD)) {
            nices.add(nice());
        }
        begun.release();
        try {
            mayGoOn.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Instant.parse("2026-01-31T12:00:00Z");
    }

    /** The 19th number behind the thread's name, which may have blanks in it; 0 for an ordinary thread. */
    private static int nice() {
        try {
            String behindName = Files.readString(OWN_THREAD).replaceFirst(".*\\) ", "");
            return Integer.parseInt(behindName.split(" ")[16]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whoWouldBeTheNinthToWaitIsToldToTryAgainAndTheOthersAreAnswered() throws Exception {
        try (StoredMessages searches = searches(this::holdUp)) {
            List<CompletableFuture<Answer>> taken = new ArrayList<>();
            for (int i = 0; i < AT_A_TIME + WAITING; i++) {
                taken.add(searches.messages(Map.of()).toCompletableFuture());
            }
            begun.acquire(AT_A_TIME);
            for (int i = 0; i < 3; i++) {
                Busy busy = assertInstanceOf(Busy.class, searches.messages(Map.of()).toCompletableFuture().getNow(null));
                assertEquals("other searches of the message log wait already: try again in some seconds", busy.text());
            }
            assertEquals(0, taken.stream().filter(CompletableFuture::isDone).count());

            mayGoOn.countDown();
            for (CompletableFuture<Answer> answer : taken) {
                assertInstanceOf(Page.class, answer.get(20, TimeUnit.SECONDS));
            }
            assertInstanceOf(Page.class, searches.messages(Map.of()).toCompletableFuture().get(20, TimeUnit.SECONDS));
        }
    }

    @Test
    void searchesLeaveBusyProcessorsToTheOrders() throws Exception {
        assumeTrue(Files.exists(OWN_THREAD), "only Linux tells how urgent a thread is");
        mayGoOn.countDown();
        int before = nice();
        try (StoredMessages searches = searches(this::holdUp)) {
            searches.messages(Map.of()).toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
        assertEquals(List.of(10), List.copyOf(nices));
        assertEquals(before, nice(), "whoever asks stays as urgent as before");
    }
}

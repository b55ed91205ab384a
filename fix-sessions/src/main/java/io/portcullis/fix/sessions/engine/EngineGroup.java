package io.portcullis.fix.sessions.engine;

import io.portcullis.fix.sessions.access.RefusedLogons;
import io.portcullis.fix.sessions.store.SpareSegments;
import io.portcullis.oms.types.SessionKey;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What engines beside each other share: their sessions' names, counts, files that are made ready, and a thread for what may block. Thread-safe. */
final class EngineGroup {

    /** Where an authority is asked and does not answer, handshakes wait for seconds. */
    private static final int HANDSHAKES = 4;

    private final List<FixEngine> engines = new CopyOnWriteArrayList<>();
    private final EngineCounts counts = new EngineCounts();
    private final RefusedLogons refusedLogons = new RefusedLogons();
    private final ExecutorService background = Executors.newSingleThreadExecutor(Thread.ofPlatform().name("fix-store-space").daemon().factory());
    private final ThreadPoolExecutor handshakes = new ThreadPoolExecutor(HANDSHAKES, HANDSHAKES, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
            this::handshakeThread);
    private volatile Runnable onHandshakeThread = () -> {};
    private volatile BooleanSupplier isBusy = () -> false;
    private volatile SessionTemplates templates = SessionTemplates.NONE;
    private volatile MessageTap tap = MessageTap.NONE;
    private volatile MessageTap.OfSession strangers = MessageTap.OfSession.NONE;
    private @Nullable SpareSegments spares;

    EngineGroup() {
        handshakes.allowCoreThreadTimeOut(true);
    }

    private Thread handshakeThread(Runnable work) {
        return Thread.ofPlatform().name("fix-tls").daemon().unstarted(() -> {
            onHandshakeThread.run();
            work.run();
        });
    }

    void join(FixEngine engine) {
        engines.add(engine);
    }

    synchronized void leave(FixEngine closed) {
        engines.remove(closed);
        SpareSegments unused = spares;
        if (engines.isEmpty()) {
            if (unused != null) {
                unused.close();
            }
            background.shutdown();
            handshakes.shutdown();
        }
    }

    synchronized SpareSegments spares(FixEngineSettings settings) throws IOException {
        SpareSegments known = spares;
        if (known == null) {
            known = new SpareSegments(settings.storeDirectory(), settings.segmentBytes(), settings.spareSegments(), () -> isBusy.getAsBoolean(), background);
            spares = known;
        }
        return known;
    }

    EngineCounts counts() {
        return counts;
    }

    RefusedLogons refusedLogons() {
        return refusedLogons;
    }

    ExecutorService background() {
        return background;
    }

    /** For what takes long in a TLS handshake, and the judging of certificates. */
    Executor handshakes() {
        return handshakes;
    }

    /** @param first is run by each thread for handshakes before anything else */
    void onHandshakeThread(Runnable first) {
        onHandshakeThread = first;
    }

    /** While this says yes, nothing is made ready in advance that isn't needed soon. */
    void giveWayWhile(BooleanSupplier busy) {
        isBusy = busy;
    }

    SessionTemplates templates() {
        return templates;
    }

    void templates(SessionTemplates chosen) {
        templates = chosen;
    }

    MessageTap tap() {
        return tap;
    }

    void tap(MessageTap chosen) {
        tap = chosen;
        strangers = chosen.of(MessageTap.NO_SESSION);
    }

    /** For first messages that no session takes. */
    MessageTap.OfSession strangers() {
        return strangers;
    }

    boolean knows(SessionKey key) {
        return engines.stream().anyMatch(engine -> engine.knows(key));
    }

    /** Whether a session can be logged on to by that version and these CompIDs. */
    boolean isTaken(LogonAddress address) {
        return engines.stream().anyMatch(engine -> engine.addresses().containsKey(address));
    }

    /** The acceptor session that a Logon is for; where only its application version is another one, a session that will say so. Null if there is none. */
    @Nullable
    FixSession acceptor(LogonAddress address) {
        for (FixEngine each : engines) {
            FixSession session = each.addresses().get(address);
            if (session != null) {
                return isAcceptor(session) ? session : null;
            }
        }
        return address.isFixt() ? acceptorInAnotherVersion(address) : null;
    }

    private @Nullable FixSession acceptorInAnotherVersion(LogonAddress address) {
        return engines.stream().flatMap(engine -> engine.addresses().entrySet().stream())
                .filter(known -> known.getKey().isBetweenTheSameAs(address) && isAcceptor(known.getValue())).map(known -> known.getValue()).findFirst()
                .orElse(null);
    }

    /** The acceptor session that such a Logon was probably meant for, though it is for none; null if it resembles none. */
    @Nullable
    NearMiss nearMiss(LogonAddress address) {
        for (FixEngine each : engines) {
            NearMiss found = NearMiss.among(each.addresses(), address);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static boolean isAcceptor(FixSession session) {
        return session.settings().role() == FixSessionSettings.Role.ACCEPTOR;
    }
}

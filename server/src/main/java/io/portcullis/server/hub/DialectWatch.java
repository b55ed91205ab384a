package io.portcullis.server.hub;

import io.portcullis.fix.sessions.dialect.Dialect;
import io.portcullis.fix.sessions.engine.FixEngine;
import io.portcullis.fix.sessions.engine.FixSession;
import io.portcullis.server.settings.Dialects;
import io.portcullis.server.settings.SettingsException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the sessions their dialects, and takes on a dialect's file when it changes: its sessions speak the new one from their next message on. A file that is wrong changes
 * nothing: the alert says what is wrong with it. Reads on a thread of its own.
 */
public final class DialectWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DialectWatch.class);
    private static final Logger ALERTS = LoggerFactory.getLogger("io.portcullis.alerts");
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final Dialects dialects;
    private final List<FixEngine> engines;
    private final Map<String, Spoken> spoken = new ConcurrentHashMap<>();
    private final Thread thread;

    /** @param dialect as it was last read */
    private record Spoken(Dialect dialect, WatchedFile file) {
    }

    /** @param engines whose sessions are all open, and none connected yet */
    public DialectWatch(Dialects dialects, List<FixEngine> engines) {
        this.dialects = dialects;
        this.engines = engines;
        dialects.inUse().values().forEach(dialect -> {
            watch(dialect);
            engines.forEach(engine -> speak(engine, dialect));
        });
        this.thread = Thread.ofPlatform().name("dialects").daemon().start(this::run);
    }

    private void watch(Dialect dialect) {
        spoken.put(dialect.name(), new Spoken(dialect, new WatchedFile(dialects.fileOf(dialect.name()))));
    }

    /**
     * Reads what is not known yet, before sessions come that speak it. That takes a while: on no session's loop.
     *
     * @throws SettingsException naming what is wrong with a dialect's file
     */
    public void read(Collection<String> names) {
        for (String name : names) {
            watch(dialects.read(name));
        }
    }

    /** To a session that has come late, or has other settings than before. On its loop. @throws IllegalArgumentException if its dialect is not known, or of another version */
    public void giveTo(FixSession session) {
        String name = session.settings().dialect().name();
        if (name == null) {
            return;
        }
        Spoken known = spoken.get(name);
        if (known == null) {
            throw new IllegalArgumentException("its dialect " + name + " was not read");
        }
        session.dialect(known.dialect);
    }

    private static void speak(FixEngine engine, Dialect dialect) {
        for (FixSession session : engine.sessions()) {
            if (dialect.name().equals(session.settings().dialect().name()) && dialect.version() == session.settings().version()) {
                session.dialect(dialect);
            }
        }
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(LOOK_EVERY);
            } catch (InterruptedException e) {
                return;
            }
            spoken.values().stream().filter(each -> each.file.hasChanged()).forEach(this::takeOn);
        }
    }

    private void takeOn(Spoken changed) {
        try {
            Dialect dialect = dialects.read(changed.dialect.name());
            if (dialect.version() != changed.dialect.version()) {
                throw new SettingsException(changed.file.file() + ": version=" + dialect.version() + " is another one than the sessions of the dialect speak");
            }
            spoken.put(dialect.name(), new Spoken(dialect, changed.file));
            engines.forEach(engine -> engine.later(() -> speak(engine, dialect)));
            LOG.info("{} has changed and is in force", changed.file.file());
        } catch (SettingsException e) {
            ALERTS.warn("the dialect that was read before stays in force: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}

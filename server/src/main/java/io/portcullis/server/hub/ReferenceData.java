package io.portcullis.server.hub;

import io.portcullis.oms.instrument.Instruments;
import io.portcullis.risk.PreTradeRisk;
import io.portcullis.server.settings.Installation;
import io.portcullis.server.settings.Overrides;
import io.portcullis.server.settings.SettingsException;
import io.portcullis.venues.market.MarketBooks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes on {@code instruments.csv} and {@code accounts.ini} when they change. A file that is wrong changes nothing: the alert says what is wrong with it, and what was read
 * before goes on. Reads on a thread of its own, and puts what it has read in place between two commands.
 */
public final class ReferenceData implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReferenceData.class);
    private static final Logger ALERTS = LoggerFactory.getLogger("io.portcullis.alerts");
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final Installation installation;
    private final Overrides overrides;
    private final MarketBooks books;
    private final PreTradeRisk risk;
    private final Executor shard;
    private final Thread thread;
    private volatile Consumer<Instruments> onInstruments = read -> {};
    private final Watched instruments;
    private final Watched accounts;

    private static final class Watched {
        private final Path file;
        private @Nullable FileTime seen;

        Watched(Path file) {
            this.file = file;
            this.seen = modified();
        }

        private @Nullable FileTime modified() {
            try {
                return Files.getLastModifiedTime(file);
            } catch (IOException e) {
                return null; // being replaced just now: looked at again
            }
        }

        boolean hasChanged() {
            FileTime now = modified();
            if (now == null || now.equals(seen)) {
                return false;
            }
            seen = now;
            return true;
        }
    }

    /** @param shard runs what it is given on the shard's thread */
    public ReferenceData(Installation installation, Overrides overrides, MarketBooks books, PreTradeRisk risk, Executor shard) {
        this.installation = installation;
        this.overrides = overrides;
        this.books = books;
        this.risk = risk;
        this.shard = shard;
        this.instruments = new Watched(installation.directory().resolve("instruments.csv"));
        this.accounts = new Watched(installation.directory().resolve("accounts.ini"));
        this.thread = Thread.ofPlatform().name("reference-data").daemon().start(this::run);
    }

    /** @param listener told of the instruments that are in force now, and of all that are read later; must return at once */
    public void follow(Consumer<Instruments> listener) {
        onInstruments = listener;
        listener.accept(installation.instruments());
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(LOOK_EVERY);
            } catch (InterruptedException e) {
                return;
            }
            takeOn(instruments, this::readInstruments);
            takeOn(accounts, this::readLimits);
        }
    }

    private void takeOn(Watched watched, Runnable reader) {
        if (watched.hasChanged()) {
            try {
                reader.run();
                LOG.info("{} has changed and is in force", watched.file);
            } catch (SettingsException | IllegalArgumentException e) {
                ALERTS.warn("what was read before stays in force: {}", e.getMessage());
            }
        }
    }

    private void readInstruments() {
        var read = Installation.instruments(installation.directory());
        shard.execute(() -> books.instruments(read));
        onInstruments.accept(read);
    }

    private void readLimits() {
        var read = Installation.limits(installation.directory(), overrides, installation.hub().marketOrderCushionBasisPoints());
        shard.execute(() -> risk.limits(read));
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}

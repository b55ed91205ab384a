package io.portcullis.server;

import io.portcullis.fix.sessions.access.TlsContext;
import io.portcullis.server.cli.BuildVersion;
import io.portcullis.server.eventlog.EventLog;
import io.portcullis.server.settings.Installation;
import io.portcullis.server.settings.Overrides;
import io.portcullis.server.settings.SessionEntry;
import io.portcullis.server.settings.SettingsException;
import io.portcullis.server.settings.VenueEntry;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts the hub and, for venues that are simulated, their exchanges; runs until Ctrl-C. */
@Command(name = "start", mixinStandardHelpOptions = true, versionProvider = BuildVersion.class, description = "Start the hub, and the simulated venues that conf/ names.")
final class StartCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(StartCommand.class);

    @Option(names = "--conf", description = "Directory of the installation's files (default: ${DEFAULT-VALUE}).", defaultValue = "${sys:portcullis.home:-.}/conf")
    private Path conf = Path.of("conf");

    @Option(names = "--truncate-at", paramLabel = "POSITION", description = {
        "Before the start, give up the damaged record that begins at that position of the event log,",
        "and all behind it; they are kept in files beside the log. Only as the message about the damage says."})
    private @Nullable Long truncateAt;

    @Option(names = "--accept-loss", description = {
        "Go on though records that were told, or files of sessions, are gone, as the message about it says.",
        "Trading is halted until it is resumed on the console."})
    private boolean acceptsLoss;

    @Option(names = "--rebuild-database", description = "Clear the database's tables and write them anew from the event log; orders go on meanwhile.")
    private boolean rebuildsDatabase;

    @Override
    public Integer call() throws Exception {
        CountDownLatch failed = new CountDownLatch(1);
        Installation installation;
        Main main;
        try {
            installation = Installation.read(conf, Overrides.ofThisProcess());
            if (truncateAt != null) {
                EventLog.truncate(Main.logSettings(installation.hub()), truncateAt).notes().forEach(note -> System.err.println("portcullis: " + note));
            }
            main = new Main(installation, new StartChoices(acceptsLoss, rebuildsDatabase), InstantSource.system(), error -> {
                LOG.error("the hub stops: nothing is accepted or told any more. Start it again; it goes on from the event log", error);
                failed.countDown();
            });
        } catch (AccessDeniedException e) {
            System.err.println("portcullis: user " + System.getProperty("user.name") + " may not write " + e.getFile());
            return 1;
        } catch (SettingsException | IOException | IllegalArgumentException e) {
            System.err.println("portcullis: " + e.getMessage());
            return 1;
        }
        Thread closer = new Thread(() -> close(main), "stop");
        Runtime.getRuntime().addShutdownHook(closer);
        announce(installation, main, System.out);
        failed.await();
        Runtime.getRuntime().halt(1);
        return 1;
    }

    private static void close(Main main) {
        System.out.println("portcullis: stopping…");
        try {
            main.close();
            System.out.println("portcullis: stopped");
        } catch (Exception e) {
            LOG.error("not everything could be closed in order; nothing is lost", e);
        }
    }

    private static void announce(Installation installation, Main main, PrintStream out) {
        out.println();
        out.println("Portcullis " + BuildVersion.number() + " is up: " + installation.hub().name());
        out.println(
                "  FIX clients      " + main.fixAddress().getHostString() + ":" + main.fixAddress().getPort() + ", our CompID " + installation.hub().compId());
        if (main.tlsAddress() instanceof InetSocketAddress tls) {
            out.println("    over TLS       " + tls.getHostString() + ":" + tls.getPort() + ", by " + TlsContext.implementation());
        }
        for (SessionEntry entry : installation.sessions()) {
            out.printf("    %-14s %-12s CompID %s%s%n", entry.session().key(), entry.session().version().name(), entry.session().targetCompId(),
                    entry.role() == SessionEntry.Role.DROP_COPY ? ", drop copy" : "");
        }
        for (VenueEntry venue : installation.venues()) {
            out.printf("  venue %-10s %s:%d, %s%s%n", venue.id(), main.venueAddress(venue).getHostString(), main.venueAddress(venue).getPort(),
                    venue.isDark() ? "dark" : "lit", venue.isSimulated() ? ", simulated" : "");
        }
        out.println("  console          http://" + installation.hub().console().address() + ":" + main.consolePort() + "/   (also /metrics, /health, /ready)");
        out.println("  data             " + installation.hub().data().toAbsolutePath().normalize());
        out.println();
        out.println("The first order:   ./portcullis order --session CLIENT1 --symbol AAPL --side buy --quantity 100 --price 231.50");
        out.println("Many orders:       ./portcullis flow");
        out.println("Ctrl-C stops it.");
        out.println();
    }
}

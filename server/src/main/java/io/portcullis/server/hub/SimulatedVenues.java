package io.portcullis.server.hub;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.portcullis.fix.sessions.engine.FixTransport;
import io.portcullis.oms.types.VenueId;
import io.portcullis.server.settings.Installation;
import io.portcullis.server.settings.OuchEntry;
import io.portcullis.server.settings.VenueConnection;
import io.portcullis.server.settings.VenueEntry;
import io.portcullis.server.tape.TapeDirectory;
import io.portcullis.venues.exchange.ExchangeConduct;
import io.portcullis.venues.exchange.ExchangeFlow;
import io.portcullis.venues.exchange.OuchFront;
import io.portcullis.venues.exchange.SimulatedVenue;
import io.portcullis.venues.tape.TapeFormat;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The simulated exchanges of an installation, all on one thread of their own: the hub knows them by their addresses only. */
public final class SimulatedVenues implements AutoCloseable {

    private static final int ANSWER_SECONDS = 10;

    /** On its loop. */
    private record Running(SimulatedVenue venue, EventLoop loop) {
    }

    private final EventLoopGroup group = FixTransport.newLoop("simulated-venues");
    private final Map<VenueId, Running> venues = new LinkedHashMap<>();
    private final Installation installation;
    private final InstantSource clock;
    private final Duration step;
    private final Path directory;
    /** Open once there is an exchange. */
    private @Nullable ExchangeLine line;

    /**
     * Starts those that the installation says are simulated.
     *
     * @param step how often the market makers move; zero for none
     * @throws IOException naming the venue, if one can't listen or can't read what it kept
     */
    public SimulatedVenues(Installation installation, InstantSource clock, Duration step) throws IOException {
        this.installation = installation;
        this.clock = clock;
        this.step = step;
        this.directory = installation.hub().data().resolve("simulated-venues");
        for (VenueEntry venue : installation.venues()) {
            start(venue);
        }
    }

    /**
     * An order to a simulated exchange, in words, by any thread.
     *
     * @return what was done
     * @throws IllegalArgumentException if it can't be done; it says why
     */
    String order(VenueId venue, List<String> words) {
        Running running;
        synchronized (this) {
            running = venues.get(venue);
        }
        if (running == null) {
            throw new IllegalArgumentException("no simulated exchange that runs is called " + venue);
        }
        try {
            return running.loop.submit(() -> running.venue.order(words)).get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IllegalArgumentException objection) {
                throw objection;
            }
            throw new IllegalStateException("an order to exchange " + venue + " has failed", e);
        } catch (TimeoutException e) {
            throw new IllegalArgumentException("exchange " + venue + " does not answer: whether it was done is unknown", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalArgumentException("the hub stops", e);
        }
    }

    /** Without effect if the venue is none of them, or runs already. Not on the sessions' loop, as {@link #stop}. */
    synchronized void start(VenueEntry venue) throws IOException {
        if (venue.isSimulated() && !venues.containsKey(venue.id())) {
            venues.put(venue.id(), started(venue));
            line = line == null ? ExchangeLine.open(installation.hub().data(), this::order) : line;
        }
    }

    /** Logs its client out. What it knows of its orders is kept, for when it is started again. Without effect if the venue is none of them. */
    synchronized void stop(VenueId venue) throws IOException {
        Running running = venues.remove(venue);
        if (running != null) {
            running.venue.close();
        }
    }

    /** Whether one need not be started anew to be as the other entry says. */
    static boolean isTheSame(VenueEntry one, VenueEntry other) {
        return one.isSimulated() == other.isSimulated() && one.isDark() == other.isDark() && one.port() == other.port() && one.host().equals(other.host())
                && one.session().version() == other.session().version() && one.session().targetCompId().equals(other.session().targetCompId())
                && one.session().senderCompId().equals(other.session().senderCompId()) && one.conduct().equals(other.conduct())
                && one.times().auctions().equals(other.times().auctions()) && Objects.equals(loginOf(one), loginOf(other));
    }

    private static OuchFront.@Nullable Login loginOf(VenueEntry venue) {
        OuchEntry ouch = venue.ouch();
        return ouch == null ? null : new OuchFront.Login(ouch.username(), ouch.password());
    }

    private Running started(VenueEntry venue) throws IOException {
        SimulatedVenue.Settings settings = new SimulatedVenue.Settings(new InetSocketAddress(venue.host(), venue.port()), venue.session().version(),
                venue.session().targetCompId(), venue.session().senderCompId(), venue.isDark(), directory.resolve(venue.id().value()),
                venue.id().value().hashCode(), step, conduct(venue), loginOf(venue));
        try {
            EventLoop loop = group.next();
            return new Running(new SimulatedVenue(settings, installation.instruments(), loop, clock), loop);
        } catch (IOException e) {
            throw new IOException("simulated venue " + venue.id() + " on " + venue.host() + ":" + venue.port() + " does not start: " + e.getMessage(), e);
        }
    }

    /** The same of one of its sessions: a simulated one has only the first. */
    InetSocketAddress addressOf(VenueEntry venue, VenueConnection connection) {
        return connection.key().value().equals(venue.id().value()) ? addressOf(venue)
                : InetSocketAddress.createUnresolved(connection.host(), connection.port());
    }

    /** A tape is a file beside the settings, or that of a trading day of this installation. */
    private ExchangeConduct conduct(VenueEntry venue) {
        ExchangeConduct conduct = venue.conduct().with(venue.times().auctions());
        ExchangeFlow.Tape tape = conduct.flow().tape();
        if (tape == null) {
            return conduct;
        }
        LocalDate day = TapeFormat.dayOf(tape.source() + TapeFormat.SUFFIX);
        Path file = day == null ? installation.directory().resolve(tape.source()) : TapeDirectory.in(installation.hub().data()).of(day);
        return conduct.with(conduct.flow().with(tape.in(file)));
    }

    /** Where a venue listens: the simulated one's own address, or the configured one. */
    public synchronized InetSocketAddress addressOf(VenueEntry venue) {
        Running simulated = venues.get(venue.id());
        return simulated == null ? InetSocketAddress.createUnresolved(venue.host(), venue.port()) : simulated.venue.localAddress();
    }

    @Override
    public synchronized void close() throws IOException {
        if (line != null) {
            line.close();
        }
        for (Running running : venues.values()) {
            running.venue.close();
        }
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
}

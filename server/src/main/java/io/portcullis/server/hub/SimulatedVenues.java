package io.portcullis.server.hub;

import io.netty.channel.EventLoopGroup;
import io.portcullis.fix.sessions.engine.FixTransport;
import io.portcullis.oms.types.VenueId;
import io.portcullis.server.settings.Installation;
import io.portcullis.server.settings.VenueEntry;
import io.portcullis.venues.exchange.SimulatedVenue;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** The simulated exchanges of an installation, all on one thread of their own: the hub knows them by their addresses only. */
public final class SimulatedVenues implements AutoCloseable {

    private final EventLoopGroup group = FixTransport.newLoop("simulated-venues");
    private final Map<VenueId, SimulatedVenue> venues = new LinkedHashMap<>();

    /**
     * Starts those that the installation says are simulated.
     *
     * @param step how often the market makers move; zero for none
     * @throws IOException naming the venue, if one can't listen or can't read what it kept
     */
    public SimulatedVenues(Installation installation, InstantSource clock, Duration step) throws IOException {
        Path directory = installation.hub().data().resolve("simulated-venues");
        for (VenueEntry venue : installation.venues()) {
            if (venue.isSimulated()) {
                venues.put(venue.id(), start(venue, directory.resolve(venue.id().value()), installation, clock, step));
            }
        }
    }

    private SimulatedVenue start(VenueEntry venue, Path directory, Installation installation, InstantSource clock, Duration step) throws IOException {
        SimulatedVenue.Settings settings = new SimulatedVenue.Settings(new InetSocketAddress(venue.host(), venue.port()), venue.session().version(),
                venue.session().targetCompId(), venue.session().senderCompId(), venue.isDark(), directory, venue.id().value().hashCode(), step);
        try {
            return new SimulatedVenue(settings, installation.instruments(), group.next(), clock);
        } catch (IOException e) {
            throw new IOException("simulated venue " + venue.id() + " on " + venue.host() + ":" + venue.port() + " does not start: " + e.getMessage(), e);
        }
    }

    /** Where a venue listens: the simulated one's own address, or the configured one. */
    public InetSocketAddress addressOf(VenueEntry venue) {
        SimulatedVenue simulated = venues.get(venue.id());
        return simulated == null ? InetSocketAddress.createUnresolved(venue.host(), venue.port()) : simulated.localAddress();
    }

    @Override
    public void close() throws IOException {
        for (SimulatedVenue venue : venues.values()) {
            venue.close();
        }
        group.shutdownGracefully(0, 1, java.util.concurrent.TimeUnit.SECONDS).syncUninterruptibly();
    }
}

package io.portcullis.server.hub;

import io.netty.channel.EventLoopGroup;
import io.portcullis.fix.sessions.access.AccessAlerts;
import io.portcullis.fix.sessions.access.PasswordFile;
import io.portcullis.fix.sessions.access.Passwords;
import io.portcullis.fix.sessions.access.TlsContext;
import io.portcullis.fix.sessions.access.TlsFiles;
import io.portcullis.fix.sessions.access.TlsTarget;
import io.portcullis.fix.sessions.engine.FixAcceptor;
import io.portcullis.fix.sessions.engine.FixEngine;
import io.portcullis.fix.sessions.engine.FixTransport;
import io.portcullis.fix.sessions.engine.Reception;
import io.portcullis.fix.sessions.wire.Secrets;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.server.os.Urgency;
import io.portcullis.server.settings.AccessEntry.VenueTls;
import io.portcullis.server.settings.HubSettings;
import io.portcullis.server.settings.VenueConnection;
import io.portcullis.server.settings.VenueEntry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The ports where counterparties connect, and the thread on which connections wait until it is known whose they are. */
public final class Doors implements AutoCloseable {

    private final EventLoopGroup group = FixTransport.newLoop("fix-reception");
    private final AccessAlerts alerts = new AccessAlerts(Readiness::alert);
    private final Passwords passwords;
    private final FixEngine engine;
    private final HubSettings.Fix settings;
    private final @Nullable TlsContext tls;
    private @Nullable FixAcceptor plain;
    private @Nullable FixAcceptor encrypted;

    /**
     * Nobody may come in yet.
     *
     * @param engine whose sessions, and those of the engines beside it, may be logged on to
     * @throws IOException naming the file of the certificate or key that can't be used
     */
    public Doors(FixEngine engine, HubSettings.Fix settings, InstantSource clock) throws IOException {
        this.engine = engine;
        this.settings = settings;
        Secrets.alsoMask(settings.doors().secretTags());
        this.passwords = new Passwords(new PasswordFile(settings.doors().passwords()), clock, Urgency::thisThreadForNow);
        TlsFiles files = settings.doors().tls();
        this.tls = files == null ? null : TlsContext.ofServer(files, settings.doors().clientCertificates(), Readiness::alert);
        group.next().execute(Urgency::thisThreadForNow);
    }

    /** Listens from now on. @throws IOException if a port can't be bound */
    public void open() throws IOException {
        Reception reception = new Reception(engine, group.next(), settings.doors().limits(), alerts, passwords);
        plain = new FixAcceptor(reception, new InetSocketAddress(settings.address(), settings.port()), null);
        Integer tlsPort = settings.doors().tlsPort();
        if (tls != null && tlsPort != null) {
            encrypted = new FixAcceptor(reception, new InetSocketAddress(settings.address(), tlsPort), tls);
        }
    }

    /** Of the plain port. */
    public InetSocketAddress address() {
        return Objects.requireNonNull(plain, "not open").localAddress();
    }

    /** Of the port for TLS; null if there is none. */
    public @Nullable InetSocketAddress tlsAddress() {
        FixAcceptor open = encrypted;
        return open == null ? null : open.localAddress();
    }

    /** How many were not let in, for people. */
    public String status() {
        return alerts.status();
    }

    /** How one of a venue's sessions is connected to. @return null for a plain connection @throws IOException naming the file that can't be used */
    public static @Nullable TlsTarget to(VenueEntry venue, VenueConnection connection) throws IOException {
        VenueTls wanted = connection.tls();
        String what = venue.further().isEmpty() ? "venue " + venue.id() : "session " + connection.key() + " of venue " + venue.id();
        return wanted == null ? null
                : new TlsTarget(TlsContext.ofClient(wanted.files(), trouble -> Readiness.alert(what + ": " + trouble)), wanted.serverName());
    }

    /** The same for each of the venue's sessions that is connected to over TLS. */
    static Map<SessionKey, TlsTarget> toAll(VenueEntry venue) throws IOException {
        Map<SessionKey, TlsTarget> all = new HashMap<>();
        for (VenueConnection connection : venue.connections()) {
            TlsTarget target = to(venue, connection);
            if (target != null) {
                all.put(connection.key(), target);
            }
        }
        return all;
    }

    @Override
    public void close() {
        passwords.close();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
}

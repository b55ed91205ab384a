package io.portcullis.server.settings;

import io.portcullis.fix.sessions.engine.FixSessionSettings;
import io.portcullis.oms.types.SessionKey;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One of a venue's sessions, and where it is reached.
 *
 * @param port of a simulated venue, 0 takes a free one
 * @param reconnect how long to wait before it is tried again, at first
 * @param tls how to connect over TLS; null for a plain connection
 */
public record VenueConnection(FixSessionSettings session, String host, int port, Duration reconnect, AccessEntry.@Nullable VenueTls tls) {

    public SessionKey key() {
        return session.key();
    }
}

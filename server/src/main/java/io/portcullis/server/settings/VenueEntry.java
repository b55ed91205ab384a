package io.portcullis.server.settings;

import io.portcullis.fix.sessions.engine.FixSessionSettings;
import io.portcullis.fix.sessions.engine.FixSessionSettings.Validation;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.VenueId;
import java.time.Duration;
import java.util.Map;

/**
 * One section of {@code venues.ini}: a venue and the session that we open to it.
 *
 * @param isDark shows no book
 * @param port of a simulated venue, 0 takes a free one
 * @param isSimulated started here, with the hub
 * @param hasMarketData asked for over the same session
 * @param resendWithin an order that is older is not sent again when the venue asks for it
 */
public record VenueEntry(VenueId id, FixSessionSettings session, boolean isDark, String host, int port, boolean isSimulated, boolean hasMarketData,
        Duration resendWithin, Duration reconnect) {

    private static final Map<String, Boolean> KINDS = Map.of("lit", false, "dark", true);

    static VenueEntry read(Section s, String hubCompId) {
        FixSessionSettings session = FixSessionSettings
                .initiator(new SessionKey(s.name()), s.oneOf("version", SessionEntry.VERSIONS), s.text("our-comp-id", hubCompId), s.text("comp-id", s.name()))
                .withValidation(Validation.OF_VENUES)
                .withHeartbeat(s.duration("heartbeat", Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofHours(1)));
        boolean isSimulated = s.yes("simulated", false);
        boolean isDark = s.oneOf("kind", KINDS, false);
        return new VenueEntry(new VenueId(s.name()), SessionEntry.common(s, session), isDark, s.text("host", "127.0.0.1"),
                s.integer("port", isSimulated ? 0 : 1, 65_535),
                isSimulated, s.yes("market-data", !isDark), s.duration("resend-within", Duration.ofSeconds(30), Duration.ZERO, Duration.ofDays(1)),
                s.duration("reconnect", Duration.ofSeconds(1), Duration.ofMillis(100), Duration.ofMinutes(10)));
    }
}

package io.portcullis.oms.types;

import org.jspecify.annotations.Nullable;

/** The configured name of a venue, such as {@code LIT1}. */
public record VenueId(String value) {

    /** Between a venue's name and what its further sessions are called. */
    public static final String FURTHER = ".";

    public VenueId {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("a venue's name must not be empty");
        }
    }

    /**
     * Which of its sessions that is. The first one has the venue's name, further ones begin with it: {@code LIT1.B} is one of {@code LIT1}.
     *
     * @return null for the first one
     */
    public @Nullable SessionKey further(SessionKey session) {
        return session.value().startsWith(value + FURTHER) ? session : null;
    }

    /** What the session is called by its counterpart of {@link #further}. @param further null for the first one */
    public SessionKey session(@Nullable SessionKey further) {
        return further == null ? new SessionKey(value) : further;
    }

    @Override
    public String toString() {
        return value;
    }
}

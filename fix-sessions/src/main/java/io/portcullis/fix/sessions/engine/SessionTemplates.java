package io.portcullis.fix.sessions.engine;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Sessions for counterparties that are known by a pattern only: each gets one of its own when it first logs on. */
public interface SessionTemplates {

    /** For a counterparty that has no session: nobody. */
    SessionTemplates NONE = new SessionTemplates() {
        @Override
        public @Nullable FixSessionSettings settingsFor(String beginString, String ourCompId, String theirCompId) {
            return null;
        }

        @Override
        public FixSession open(FixSessionSettings settings) {
            throw new IllegalStateException("there is no template for " + settings.key());
        }
    };

    /** May be called by any thread. @return with which its session would be opened; null if no template is for it, or if that has given enough sessions */
    @Nullable
    FixSessionSettings settingsFor(String beginString, String ourCompId, String theirCompId);

    /** On the engine's loop. @throws IOException if its store can't be opened */
    FixSession open(FixSessionSettings settings) throws IOException;
}

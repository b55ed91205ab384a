package io.portcullis.server.settings;

import io.portcullis.fix.sessions.engine.FixSessionSettings;
import io.portcullis.oms.types.SessionKey;
import org.jspecify.annotations.Nullable;

/**
 * A section of {@code client-sessions.ini} for all counterparties whose CompID begins as {@code comp-id} does before its {@code *}: each that logs on gets a session of its
 * own, named as its CompID.
 *
 * @param common what the sessions have in common; the key and CompID in it are the section's
 * @param beginning of the CompIDs
 * @param mostSessions that it gives
 */
public record SessionTemplate(SessionEntry common, String beginning, int mostSessions) {

    private static final int DEFAULT_MOST = 100;
    private static final int MOST = 10_000;
    private static final char ANY = '*';

    static boolean is(Section s) {
        return s.text("comp-id", s.name()).indexOf(ANY) >= 0;
    }

    static SessionTemplate read(Section s, SessionEntry common) {
        s.valueOrNull("role", "client, where comp-id ends with *", role -> role.equals("client") ? role : null);
        String beginning = s.valueOrNull("comp-id", "a beginning and then *, such as DESK-*", SessionTemplate::beginning);
        Integer most = s.integerOrNull("most-sessions", 1, MOST);
        return new SessionTemplate(common, beginning == null ? "" : beginning, most == null ? DEFAULT_MOST : most);
    }

    private static String beginning(String pattern) {
        String beginning = pattern.substring(0, pattern.length() - 1);
        if (beginning.isEmpty() || pattern.charAt(pattern.length() - 1) != ANY || beginning.indexOf(ANY) >= 0) {
            throw new IllegalArgumentException(pattern);
        }
        return beginning;
    }

    /** @return null if the CompID is not of the pattern, or can't name a session */
    public @Nullable SessionEntry entryFor(String compId) {
        if (!compId.startsWith(beginning) || compId.length() == beginning.length()) {
            return null;
        }
        try {
            FixSessionSettings own = common.session().toBuilder().counterparty(new SessionKey(compId), compId).build();
            return new SessionEntry(common.role(), own, common.account(), common.accounts(), common.agreement(), common.marketDataInterval());
        } catch (IllegalArgumentException e) {
            return null; // letters that a session's name can't have
        }
    }
}

package io.portcullis.oms.core;

import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.Refusal;
import io.portcullis.oms.types.SessionKey;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which accounts each client's session may name in Account(1). A session that is not listed may name none. What another session may do is never said.
 *
 * @param bySession in the order in which they are named to the client
 */
public record AccountRights(Map<SessionKey, List<String>> bySession) {

    public static final AccountRights NONE = new AccountRights(Map.of());

    public AccountRights {
        bySession = Map.copyOf(bySession);
    }

    /** Whether an account exists that the session may not use is not told apart from one that doesn't. @return null if nothing speaks against it */
    @Nullable
    Objection objectionTo(SessionKey session, @Nullable String account) {
        List<String> allowed = bySession.getOrDefault(session, List.of());
        if (account != null && allowed.contains(account)) {
            return null;
        }
        String rule = ": session " + session + " may use " + (allowed.isEmpty() ? "none" : String.join(" or ", allowed));
        return account == null ? new Objection(Refusal.MISSING_FIELD, "Account(1) is missing" + rule)
                : new Objection(Refusal.ACCOUNT_NOT_ALLOWED, "Account(1) must not be " + account + rule);
    }
}

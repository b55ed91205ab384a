package io.portcullis.fix.sessions.engine;

import io.portcullis.fix.dictionaries.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Logon(35=A) that is for no session, but nearly for one: what an onboarding desk has to correct on one side or the other.
 *
 * @param differences in words, what was said and what the session has
 */
record NearMiss(FixSession session, List<String> differences) {

    /** The nearest of the acceptors among them; null if none is near. */
    static @Nullable NearMiss among(Map<LogonAddress, FixSession> sessions, LogonAddress said) {
        NearMiss nearest = null;
        for (Map.Entry<LogonAddress, FixSession> session : sessions.entrySet()) {
            LogonAddress known = session.getKey();
            if (isNear(said, known) && session.getValue().settings().role() == FixSessionSettings.Role.ACCEPTOR) {
                NearMiss found = new NearMiss(session.getValue(), differences(said, known));
                nearest = nearest == null || found.differences.size() < nearest.differences.size() ? found : nearest;
            }
        }
        return nearest;
    }

    private static boolean isNear(LogonAddress said, LogonAddress known) {
        return isAlike(said.theirs(), known.theirs()) || isSwapped(said, known);
    }

    private static boolean isSwapped(LogonAddress said, LogonAddress known) {
        return isAlike(said.theirs(), known.ours()) && isAlike(said.ours(), known.theirs());
    }

    /**
     * Whether their letters and digits are the same, however they are written, and whatever stands between them. A flood of Logons is held against all sessions, so it allocates
     * nothing and begins at the end, where names differ.
     */
    private static boolean isAlike(String one, String other) {
        int i = letterBefore(one, one.length());
        int j = letterBefore(other, other.length());
        if (i < 0 || j < 0) {
            return false;
        }
        while (i >= 0 && j >= 0 && Character.toLowerCase(one.charAt(i)) == Character.toLowerCase(other.charAt(j))) {
            i = letterBefore(one, i);
            j = letterBefore(other, j);
        }
        return i < 0 && j < 0;
    }

    private static int letterBefore(String text, int end) {
        int at = end - 1;
        while (at >= 0 && !Character.isLetterOrDigit(text.charAt(at))) {
            at--;
        }
        return at;
    }

    private static List<String> differences(LogonAddress said, LogonAddress known) {
        List<String> differences = new ArrayList<>();
        if (isSwapped(said, known)) {
            differences.add("SenderCompID(49) and TargetCompID(56) are the wrong way round");
        } else {
            add(differences, "SenderCompID(49)", said.theirs(), known.theirs());
            add(differences, "TargetCompID(56)", said.ours(), known.ours());
        }
        add(differences, "BeginString(8)", said.beginString(), known.beginString());
        if (said.isFixt() && known.isFixt()) {
            add(differences, "DefaultApplVerID(1137)", said.applVerId(), known.applVerId());
        }
        return differences;
    }

    private static void add(List<String> differences, String field, String said, String known) {
        if (!said.equals(known)) {
            differences.add(field + " is " + Violation.shown(said) + ", must be " + known);
        }
    }

    /** Such as {@code nearly session CLIENT1: BeginString(8) is FIX.4.2, must be FIX.4.4}. */
    @Override
    public String toString() {
        return "nearly session " + session.key() + ": " + String.join("; ", differences);
    }
}

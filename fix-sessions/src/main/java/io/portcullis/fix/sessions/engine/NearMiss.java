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

    /** Whether their letters and digits are the same: not as they are written, nor what stands between them. Allocates nothing, as a flood of Logons is held against all sessions. */
    private static boolean isAlike(String one, String other) {
        int i = nextLetter(one, 0);
        int j = nextLetter(other, 0);
        if (i == one.length() || j == other.length()) {
            return false;
        }
        while (i < one.length() && j < other.length() && Character.toLowerCase(one.charAt(i)) == Character.toLowerCase(other.charAt(j))) {
            i = nextLetter(one, i + 1);
            j = nextLetter(other, j + 1);
        }
        return i == one.length() && j == other.length();
    }

    private static int nextLetter(String text, int from) {
        int at = from;
        while (at < text.length() && !Character.isLetterOrDigit(text.charAt(at))) {
            at++;
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

package io.portcullis.fix.sessions.access;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Logons whose passwords wait to be checked. Each session has its turn, and room for a few, so that guesses at one hold up no other. For one thread.
 *
 * @param <C> what is to be checked
 */
final class WaitingChecks<C> {

    static final int MOST_OF_A_SESSION = 8;

    private final LinkedHashMap<String, Deque<C>> bySession = new LinkedHashMap<>();

    /**
     * One more waits.
     *
     * @param comesFirst before all others, and in the place of the last of its session if there is no room
     * @return whom there is no room for: {@code check} itself, or another one; null if there is room for all
     */
    @Nullable
    C add(String session, C check, boolean comesFirst) {
        Deque<C> waiting = bySession.computeIfAbsent(session, first -> new ArrayDeque<>());
        boolean isFull = waiting.size() == MOST_OF_A_SESSION;
        if (!comesFirst) {
            return isFull || !waiting.add(check) ? check : null;
        }
        C last = isFull ? waiting.removeLast() : null;
        waiting.addFirst(check);
        bySession.putFirst(session, waiting);
        return last;
    }

    /** Takes the next one: that of another session, if others wait, and of none of those. Null if there is none. */
    @Nullable
    C next(Set<String> but) {
        for (Iterator<Map.Entry<String, Deque<C>>> turns = bySession.entrySet().iterator(); turns.hasNext();) {
            Map.Entry<String, Deque<C>> turn = turns.next();
            if (!but.contains(turn.getKey())) {
                turns.remove();
                C next = turn.getValue().remove();
                if (!turn.getValue().isEmpty()) {
                    bySession.put(turn.getKey(), turn.getValue());
                }
                return next;
            }
        }
        return null;
    }
}

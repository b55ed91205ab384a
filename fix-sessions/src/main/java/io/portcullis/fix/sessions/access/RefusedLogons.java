package io.portcullis.fix.sessions.access;

import io.portcullis.oms.types.SessionKey;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Who was not let in since the start: of each session the last one, and of those who belong to no session as many as fit. However many come, the memory is bounded, and each costs
 * next to nothing. Thread-safe.
 */
public final class RefusedLogons {

    static final int MOST_STRANGERS = 50;
    /** Beyond them, whatever an address calls itself is counted together: it must not push out all others. */
    static final int MOST_NAMES_OF_AN_ADDRESS = 5;
    /** In place of further names of one address. */
    static final String OTHER_NAMES = "other names";

    /**
     * Somebody who belongs to no session.
     *
     * @param name version and CompIDs as they were given; empty if there was no Logon(35=A)
     */
    public record Stranger(String name, RefusedLogon last) {
    }

    private record Seen(String name, String from) {
    }

    private final Map<SessionKey, RefusedLogon> bySession = new ConcurrentHashMap<>();
    /** Who came last stands last. */
    private final Map<Seen, RefusedLogon> strangers = new LinkedHashMap<>();

    /** @param session one that there is */
    public void add(SessionKey session, String from, Denial denial, long millis) {
        bySession.merge(session, new RefusedLogon(millis, from, denial, 1), RefusedLogons::after);
    }

    /** @param name as of {@link Stranger} */
    public synchronized void add(String name, String from, Denial denial, long millis) {
        Seen seen = new Seen(name, from);
        if (!strangers.containsKey(seen)) {
            seen = roomFor(seen);
        }
        RefusedLogon before = strangers.remove(seen);
        RefusedLogon now = new RefusedLogon(millis, from, denial, 1);
        strangers.put(seen, before == null ? now : after(before, now));
    }

    private Seen roomFor(Seen seen) {
        if (strangers.keySet().stream().filter(known -> known.from.equals(seen.from)).count() >= MOST_NAMES_OF_AN_ADDRESS) {
            return new Seen(OTHER_NAMES, seen.from);
        }
        if (strangers.size() == MOST_STRANGERS) {
            Iterator<Seen> oldest = strangers.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
        return seen;
    }

    private static RefusedLogon after(RefusedLogon before, RefusedLogon now) {
        return new RefusedLogon(now.time(), now.from(), now.denial(), before.count() + now.count());
    }

    /** Null if nobody was turned away from it since the start. */
    public @Nullable RefusedLogon last(SessionKey session) {
        return bySession.get(session);
    }

    /** The last ones first, {@value #MOST_STRANGERS} at most. */
    public synchronized List<Stranger> strangers() {
        List<Stranger> all = new ArrayList<>();
        strangers.forEach((seen, last) -> all.add(new Stranger(seen.name, last)));
        return List.copyOf(all.reversed());
    }
}

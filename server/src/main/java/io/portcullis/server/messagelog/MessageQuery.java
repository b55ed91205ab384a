package io.portcullis.server.messagelog;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which messages are looked for. A {@link Kind#GAP} among them is found, too, whatever the terms say: what is looked for may be what is missing.
 *
 * @param from epoch nanoseconds, inclusive
 * @param to epoch nanoseconds, exclusive
 * @param sessions only of these; empty for all
 * @param terms of each list one at least must be true
 * @param leftOut messages that are not found whatever else holds
 * @param newestFirst or the oldest
 * @param limit most messages that are found at one go, from 1 on; where there are terms, gaps come on top
 * @param after a {@link Found#next()} of before, to go on there; null to begin
 * @param patience the search says how far it has come when it has taken so long
 */
public record MessageQuery(long from, long to, Set<String> sessions, Set<Kind> kinds, List<List<Term>> terms, Set<Routine> leftOut, boolean newestFirst,
        int limit,
        @Nullable Place after, Duration patience) {

    private static final int MOST_LISTS = 62;

    /** All messages, the newest first. */
    public static final MessageQuery ALL = new MessageQuery(Long.MIN_VALUE, Long.MAX_VALUE, Set.of(), EnumSet.allOf(Kind.class), List.of(), Set.of(), true, 100,
            null,
            Duration.ofDays(1));

    public MessageQuery {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be from 1 on, was " + limit);
        }
        if (terms.size() > MOST_LISTS) {
            throw new IllegalArgumentException("a search has at most " + MOST_LISTS + " conditions, these are " + terms.size());
        }
    }

    public MessageQuery between(long newFrom, long newTo) {
        return new MessageQuery(newFrom, newTo, sessions, kinds, terms, leftOut, newestFirst, limit, after, patience);
    }

    public MessageQuery ofSessions(Set<String> keys) {
        return new MessageQuery(from, to, keys, kinds, terms, leftOut, newestFirst, limit, after, patience);
    }

    public MessageQuery only(Set<Kind> wanted) {
        return new MessageQuery(from, to, sessions, wanted, terms, leftOut, newestFirst, limit, after, patience);
    }

    public MessageQuery with(List<List<Term>> wanted) {
        return new MessageQuery(from, to, sessions, kinds, wanted, leftOut, newestFirst, limit, after, patience);
    }

    public MessageQuery without(Set<Routine> routine) {
        return new MessageQuery(from, to, sessions, kinds, terms, Set.copyOf(routine), newestFirst, limit, after, patience);
    }

    public MessageQuery oldestFirst() {
        return new MessageQuery(from, to, sessions, kinds, terms, leftOut, false, limit, after, patience);
    }

    public MessageQuery most(int wanted) {
        return new MessageQuery(from, to, sessions, kinds, terms, leftOut, newestFirst, wanted, after, patience);
    }

    public MessageQuery goOn(@Nullable Place place) {
        return new MessageQuery(from, to, sessions, kinds, terms, leftOut, newestFirst, limit, place, patience);
    }

    public MessageQuery within(Duration time) {
        return new MessageQuery(from, to, sessions, kinds, terms, leftOut, newestFirst, limit, after, time);
    }
}

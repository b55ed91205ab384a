package io.portcullis.server.messagelog;

import io.portcullis.fix.sessions.engine.MessageTap;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Whether an entry is one that is looked for, and whether a block may have any. For one search, by one thread. */
final class Matcher {

    private static final long ANY_SESSION = 0;
    private static final byte[] NO_SESSION = MessageTap.NO_SESSION.getBytes(StandardCharsets.UTF_8);

    private record Wanted(Term term, byte[] session, byte[] value, long key, long sessionKey) {

        static Wanted of(Term term) {
            byte[] value = term.bytes();
            String session = term.session();
            return new Wanted(term, session == null ? new byte[0] : session.getBytes(StandardCharsets.UTF_8), value,
                    Keys.of(term.tag(), value, 0, value.length),
                    session == null ? ANY_SESSION : Keys.ofSession(session));
        }
    }

    private final MessageQuery query;
    private final List<byte[]> sessions;
    private final long[] sessionKeys;
    private final long[] routineKeys;
    private final List<List<Wanted>> lists;
    private final Fields fields = new Fields();

    Matcher(MessageQuery query) {
        this.query = query;
        Set<String> names = query.sessions();
        this.sessions = names.stream().map(name -> name.getBytes(StandardCharsets.UTF_8)).toList();
        this.sessionKeys = names.stream().mapToLong(Keys::ofSession).toArray();
        this.routineKeys = routineKeys(query.leftOut());
        this.lists = query.terms().stream().map(terms -> terms.stream().map(Wanted::of).toList()).toList();
    }

    /** Of all that is not left out. */
    private static long[] routineKeys(Set<Routine> leftOut) {
        return LongStream.concat(LongStream.of(Keys.of((Routine) null)),
                Stream.of(Routine.values()).filter(each -> !leftOut.contains(each)).mapToLong(Keys::of)).toArray();
    }

    /** What a segment or block may have, by its times alone. */
    boolean isWithin(Block block) {
        return block.lastTime() >= query.from() && block.firstTime() < query.to();
    }

    boolean mayBeIn(SegmentIndex index, IndexEntry entry) {
        if (entry.block().hasGap()) {
            return true;
        }
        if (sessionKeys.length == 0) {
            return mayHaveMoreThanLeftOut(index, entry, ANY_SESSION)
                    && lists.stream().allMatch(list -> list.stream().anyMatch(wanted -> mayBeIn(index, entry, wanted, wanted.sessionKey)));
        }
        return Arrays.stream(sessionKeys).anyMatch(session -> index.mayHave(entry, session) && mayHaveMoreThanLeftOut(index, entry, session)
                && lists.stream().allMatch(list -> list.stream().anyMatch(wanted -> mayBeIn(index, entry, wanted, session))));
    }

    private boolean mayHaveMoreThanLeftOut(SegmentIndex index, IndexEntry entry, long session) {
        return query.leftOut().isEmpty() || !entry.hasRoutine()
                || Arrays.stream(routineKeys).anyMatch(key -> index.mayHave(entry, session == ANY_SESSION ? key : Keys.within(session, key)));
    }

    /** @param session whose messages are looked for; {@link #ANY_SESSION} if of any */
    private static boolean mayBeIn(SegmentIndex index, IndexEntry entry, Wanted wanted, long session) {
        if (wanted.sessionKey != ANY_SESSION && wanted.sessionKey != session || session != ANY_SESSION && !index.mayHave(entry, session)) {
            return false;
        }
        if (!Keys.has(wanted.term.tag())) {
            return true;
        }
        return index.mayHave(entry, wanted.key)
                && (session == ANY_SESSION || !entry.hasFieldsWithin() || !Keys.isShared(wanted.term.tag())
                        || index.mayHave(entry, Keys.within(session, wanted.key)));
    }

    boolean matches(Frames entry) {
        long time = entry.time();
        return time >= query.from() && time < query.to() && query.kinds().contains(entry.kind()) && isOfSession(entry) && !isLeftOut(entry)
                && (lists.isEmpty() || entry.kind() == Kind.GAP || hasAll(entry));
    }

    private boolean isLeftOut(Frames entry) {
        if (query.leftOut().isEmpty()) {
            return false;
        }
        Routine routine = Routine.of(entry, fields);
        return routine != null && query.leftOut().contains(routine);
    }

    private boolean isOfSession(Frames entry) {
        if (sessions.isEmpty() || entry.kind() == Kind.GAP && isNamed(entry, NO_SESSION)) {
            return true; // a gap of no session may be one of any
        }
        for (byte[] name : sessions) {
            if (isNamed(entry, name)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNamed(Frames entry, byte[] name) {
        return Arrays.equals(entry.array(), entry.nameFrom(), entry.nameTo(), name, 0, name.length);
    }

    private boolean hasAll(Frames entry) {
        long missing = (1L << lists.size()) - 1;
        fields.over(entry.array(), entry.from(), entry.to());
        while (missing != 0 && fields.next()) {
            for (int i = 0; i < lists.size(); i++) {
                if ((missing & 1L << i) != 0 && isOne(lists.get(i), entry)) {
                    missing &= ~(1L << i);
                }
            }
        }
        return missing == 0;
    }

    private boolean isOne(List<Wanted> list, Frames entry) {
        for (int i = 0; i < list.size(); i++) {
            Wanted wanted = list.get(i);
            if (wanted.term.tag() == fields.tag() && fields.is(wanted.value) && (wanted.term.session() == null || isNamed(entry, wanted.session))) {
                return true;
            }
        }
        return false;
    }
}

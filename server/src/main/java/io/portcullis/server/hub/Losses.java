package io.portcullis.server.hub;

import io.portcullis.fix.sessions.engine.FixSession;
import io.portcullis.fix.sessions.engine.SessionNumbers;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.order.SessionState;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.Ids;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.server.shard.Shard;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the event log and the sessions' stores don't fit together at the start, because files are gone: records that were told and are not in the log any more, as after a
 * power cut at durability {@code local} or with an older copy of the log, and sessions that the log knows and that have no store. The hub doesn't start then, until
 * somebody has brought the files back or decided to go on without them.
 */
public final class Losses {

    private static final Logger LOG = LoggerFactory.getLogger(Losses.class);
    private static final String USER = "portcullis";

    private final Collection<FixSession> sessions;
    private final long last;
    private final long told;
    private final Map<SessionKey, Long> others;

    /**
     * Before the shard recovers: a session without a store is not told again what the log knows, or every order of the past would go to the venues once more.
     *
     * @param last with which the event log ends
     * @param others sessions of other protocols, with the mark of what they were told last
     */
    public Losses(Collection<FixSession> sessions, long last, Map<SessionKey, Long> others) {
        this.others = others;
        this.sessions = sessions;
        this.last = last;
        for (FixSession session : sessions) {
            if (session.numbers().isNew()) {
                session.numbers().nothingToTellUpTo(Ids.number(last, Ids.PER_RECORD - 1));
            }
        }
        this.told = LongStream.concat(sessions.stream().mapToLong(session -> session.numbers().lastMark()), others.values().stream().mapToLong(mark -> mark))
                .map(Ids::positionOf).max().orElse(0);
    }

    /**
     * After the shard has recovered, before any session is connected.
     *
     * @param isAccepted whether to go on without what is gone. Then trading is halted; no id is given again that was made of a lost record; venues are asked again for
     *        their messages of that time, so that executions are booked or recorded as strays; clients' messages of that time are not taken again, because an order of
     *        theirs could be doubled
     * @throws IOException naming what is gone and what can be done, if that isn't accepted
     */
    public void settle(Shard shard, ShardState state, boolean isAccepted) throws IOException {
        Map<SessionKey, SessionState> known = state.sessions().stream().collect(Collectors.toMap(SessionState::key, Function.identity()));
        List<FixSession> gone = sessions.stream().filter(session -> session.numbers().isNew() && known.containsKey(session.key())).toList();
        List<String> losses = losses(gone);
        if (!losses.isEmpty()) {
            String all = String.join("; ", losses);
            if (!isAccepted) {
                throw new IOException(
                        all + ". Bring the files back from a copy, or start with --accept-loss, with trading halted, and settle with the counterparties");
            }
            LOG.error("going on without what was lost: {}", all);
            goOn(shard, known, all);
        }
        sessions.stream().map(FixSession::numbers).filter(SessionNumbers::isNew).forEach(SessionNumbers::begin);
    }

    /** Halted first, and what shows the loss is made good last: killed at any point between, the next start finds it again. */
    private void goOn(Shard shard, Map<SessionKey, SessionState> known, String losses) {
        shard.accept(new Command.HaltTrading(USER, losses));
        if (told > last) {
            sessions.forEach(session -> askAgain(session, known.get(session.key())));
            shard.goOnBehind(told);
        }
    }

    private List<String> losses(List<FixSession> gone) {
        List<String> losses = new ArrayList<>();
        if (told > last) {
            Map<SessionKey, Long> marks = new LinkedHashMap<>(others);
            sessions.forEach(session -> marks.put(session.key(), session.numbers().lastMark()));
            List<String> ahead = marks.entrySet().stream().filter(one -> Ids.positionOf(one.getValue()) > last)
                    .map(one -> one.getKey() + " up to record " + Ids.positionOf(one.getValue())).toList();
            losses.add("sessions were told of records that the event log does not have, it ends with record " + last + ": " + String.join(", ", ahead));
        }
        if (!gone.isEmpty()) {
            losses.add("the event log knows sessions whose files are gone, with their sequence numbers and all that they could be asked for: "
                    + String.join(", ", gone.stream().map(session -> session.key().value()).toList()));
        }
        return losses;
    }

    /** What a venue told in lost records is booked by its ExecID(17), so a second time does no harm. */
    private static void askAgain(FixSession session, @Nullable SessionState known) {
        if (known != null && known.venue() != null && known.generation() == session.numbers().generation()
                && known.consumed() + 1 < session.numbers().nextTargetMsgSeqNum()) {
            session.numbers().setNextTargetMsgSeqNum(known.consumed() + 1);
        }
    }
}

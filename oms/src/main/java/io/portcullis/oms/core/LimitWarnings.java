package io.portcullis.oms.core;

import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.LimitFact;
import io.portcullis.oms.limit.Breaker;
import io.portcullis.oms.limit.Limit;
import io.portcullis.oms.limit.Release;
import io.portcullis.oms.limit.Subset;
import io.portcullis.oms.order.RiskLimits;
import io.portcullis.oms.order.ShardState;
import java.util.List;

/**
 * Says which limits are nearly used up by what has happened, and which open orders are of what is restricted now. Where as much is lost as a limit allows, what it is on is killed: once a
 * day, unless the limit becomes another. So it is where as much has come about within a time as a limit allows, whenever it is not killed already.
 */
final class LimitWarnings {

    /** Who is said to have killed. */
    private static final String USER = "limits";
    /** At once: each looks at all open orders. The others have their turn with the next command. */
    private static final int MOST_KILLS = 10;

    private final ShardState state;
    private final RiskGate risk;
    private final KillRequests killRequests;
    private final Turn turn;

    LimitWarnings(ShardState state, RiskGate risk, KillRequests killRequests, Turn turn) {
        this.state = state;
        this.risk = risk;
        this.killRequests = killRequests;
        this.turn = turn;
    }

    void tell() {
        int kills = 0;
        for (LimitFact next = risk.nextWarning(); next != null; next = kills < MOST_KILLS && turn.hasRoom() ? risk.nextWarning() : null) {
            if (!(next instanceof LimitFact.Warned warning)) {
                turn.emit(new Event.LimitsTold(next));
                continue;
            }
            RiskLimits.Standing standing = state.limits().standing(warning.limit());
            Limit limit = standing == null ? null : standing.limit();
            if (limit != null && limit.breaker() != null && warning.used().compareTo(limit.amount()) >= 0) {
                kills += trip(limit, limit.breaker(), warning) ? 1 : 0;
                continue;
            }
            boolean isFirst = !state.limits().wasLossReached(warning);
            turn.emit(new Event.LimitsTold(warning));
            if (standing != null && isFirst && RiskLimits.isLossReached(standing, warning)) {
                kills++;
                killRequests.kill(warning.of(), USER,
                        "the limit " + warning.of() + " day-loss is " + standing.limit() + ", and " + warning.used() + " is lost", Release.BY_TWO_PERSONS);
            }
        }
        tellOfRestrictions();
    }

    /** What is killed already stays so, unless that is over more easily. What can't be killed, as its name can't be written, is told whenever more of it comes. */
    private boolean trip(Limit limit, Breaker breaker, LimitFact.Warned reached) {
        Subset subset = Subset.ofOrNull(reached.of());
        if (subset == null ? reached.orderId() == 0 : state.kills().areOn(subset, breaker.release())) {
            return false;
        }
        turn.emit(new Event.LimitsTold(reached));
        String seen = risk.seen(reached);
        killRequests.kill(reached.of(), USER, "the limit " + reached.of() + " " + limit.key().measure().text() + " is " + limit + ", used "
                + limit.key().measure().text(reached.used()) + (seen.isEmpty() ? "" : ": " + seen), breaker.release());
        return true;
    }

    private void tellOfRestrictions() {
        if (risk.hasNewRestrictions()) {
            List<LimitFact.Affected> affected = risk.affected(state.openOrdersByAge());
            if (!affected.isEmpty()) {
                turn.emit(new Event.LimitsTold(new LimitFact.Restricting(affected)));
            }
        }
    }

    /** They were told before. */
    void forget() {
        while (risk.nextWarning() != null) {
            // the next one
        }
        if (risk.hasNewRestrictions()) {
            risk.affected(List.of());
        }
    }
}

package io.portcullis.oms.core;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.LimitFact;
import io.portcullis.oms.event.LimitFact.Ending;
import io.portcullis.oms.limit.Limit;
import io.portcullis.oms.limit.LimitChange;
import io.portcullis.oms.limit.LimitKey;
import io.portcullis.oms.order.RiskLimits;
import io.portcullis.oms.order.RiskLimits.Proposal;
import io.portcullis.oms.order.ShardState;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides how limits are changed (SEC 15c3-5(d): by entitled people alone). Less is allowed at once; what lets more pass needs a second person, and comes to nothing if nobody does it in time. */
final class LimitChanges {

    /** In one change: a record of the log has to hold it. */
    private static final int MOST_CHANGES = 2_000;
    private static final int MOST_PROPOSALS = 100;

    private final ShardState state;
    private final Turn turn;
    private LimitRules rules = LimitRules.DEFAULT;

    LimitChanges(ShardState state, Turn turn) {
        this.state = state;
        this.turn = turn;
    }

    void rules(LimitRules changed) {
        rules = changed;
    }

    void change(Command.ChangeLimits c) {
        String objection = objectionTo(c.changes());
        if (objection != null) {
            turn.answer(objection);
            return;
        }
        if (rules.needsSecondPerson() && letMorePass(c.changes())) {
            if (state.limits().proposals().size() >= MOST_PROPOSALS) {
                turn.answer(MOST_PROPOSALS + " proposals wait for their approval already: approve or decline some of them");
                return;
            }
            turn.emit(new Event.LimitsTold(
                    new LimitFact.Proposed(turn.nextId(), c.changes(), c.user(), c.reason(), turn.time() + rules.proposalsExpire().toNanos())));
        } else {
            turn.emit(new Event.LimitsTold(new LimitFact.Changed(c.changes(), 0, c.user(), null, c.reason())));
        }
    }

    void settle(Command.SettleLimits c) {
        Proposal proposal = state.limits().proposal(c.proposalId());
        if (proposal == null) {
            turn.answer("there is no such proposal, or it was approved, declined or has expired");
        } else if (!c.isApproved()) {
            boolean isOwn = proposal.asked().user().equals(c.user());
            end(proposal, isOwn ? Ending.WITHDRAWN : Ending.DECLINED, c.user(), c.reason());
        } else if (proposal.asked().user().equals(c.user())) {
            turn.answer("user " + c.user() + " has proposed it: somebody else has to approve it");
        } else {
            approve(proposal.asked(), c);
        }
    }

    private void approve(LimitFact.Proposed asked, Command.SettleLimits c) {
        String objection = objectionTo(asked.changes());
        if (objection != null) {
            turn.answer(objection + ": propose it anew");
            return;
        }
        turn.emit(new Event.LimitsTold(new LimitFact.Changed(asked.changes(), asked.proposalId(), asked.user(), c.user(), asked.reason())));
    }

    /** What nobody has approved in time. */
    void expire() {
        for (Proposal proposal : state.limits().proposals()) {
            if (proposal.asked().expires() <= turn.time() && turn.hasRoom()) {
                end(proposal, Ending.EXPIRED, "the clock", "nobody has approved it");
            }
        }
    }

    private void end(Proposal proposal, Ending how, String user, String reason) {
        turn.emit(new Event.LimitsTold(new LimitFact.Ended(proposal.asked().proposalId(), how, user, reason)));
    }

    private @Nullable String objectionTo(List<LimitChange> changes) {
        if (changes.isEmpty() || changes.size() > MOST_CHANGES) {
            return "1 to " + MOST_CHANGES + " limits can be changed at once, were " + changes.size();
        }
        Set<LimitKey> keys = new HashSet<>();
        for (LimitChange change : changes) {
            Limit now = state.limits().limit(change.key());
            if (!keys.add(change.key())) {
                return "the limit " + change.key() + " is named twice";
            }
            if (!Objects.equals(now, change.before())) {
                return "the limit " + change.key() + " is " + (now == null ? "none" : now) + " now, not " + (change.before() == null ? "none" : change.before())
                        + ": somebody has changed it meanwhile";
            }
            if (Objects.equals(now, change.after())) {
                return "the limit " + change.key() + " is " + now + " already";
            }
        }
        return null;
    }

    /** What holds for its scope afterwards is more than what holds now, be it by a limit on more. */
    private boolean letMorePass(List<LimitChange> changes) {
        RiskLimits limits = state.limits();
        Set<LimitKey> removed = new HashSet<>();
        changes.stream().filter(change -> change.after() == null).forEach(change -> removed.add(change.key()));
        for (LimitChange change : changes) {
            Limit now = limits.holding(change.key());
            Limit then = change.after() != null ? change.after() : limits.holdingBut(change.key(), removed);
            if (now != null && (then == null || then.isHigherThan(now))) {
                return true;
            }
        }
        return false;
    }
}

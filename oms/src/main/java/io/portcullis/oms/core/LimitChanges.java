package io.portcullis.oms.core;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.LimitFact;
import io.portcullis.oms.event.LimitFact.Ending;
import io.portcullis.oms.limit.Limit;
import io.portcullis.oms.limit.LimitChange;
import io.portcullis.oms.limit.LimitKey;
import io.portcullis.oms.limit.Loosening;
import io.portcullis.oms.order.RiskLimits.Proposal;
import io.portcullis.oms.order.ShardState;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides how limits are changed (SEC 15c3-5(d): by entitled people alone). Less is allowed at once; what lets more pass needs a second person, and comes to nothing if nobody does it in time. */
final class LimitChanges {

    private static final int MOST_PROPOSALS = 100;
    /** Of all changes in words: their record has a length of 1 MB, and has more in it. */
    private static final int MOST_CHARACTERS = 700_000;

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
        if (rules.needsSecondPerson() && Loosening.isIn(c.changes(), state.limits().inForce(), Instant.ofEpochSecond(0, turn.time()))) {
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
        if (changes.isEmpty() || changes.size() > Command.ChangeLimits.MOST) {
            return "1 to " + Command.ChangeLimits.MOST + " limits can be changed at once, were " + changes.size();
        }
        Set<LimitKey> keys = new HashSet<>();
        int characters = 0;
        for (LimitChange change : changes) {
            Limit now = state.limits().limit(change.key());
            characters += change.toString().length();
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
        return characters <= MOST_CHARACTERS ? null
                : "so many limits with such long names and times don't fit into one record of the log: change them in several parts";
    }
}

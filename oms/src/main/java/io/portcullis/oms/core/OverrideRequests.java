package io.portcullis.oms.core;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.LimitFact.Ending;
import io.portcullis.oms.event.OverrideFact;
import io.portcullis.oms.limit.LimitOverride;
import io.portcullis.oms.limit.Subset;
import io.portcullis.oms.order.Overrides.Standing;
import io.portcullis.oms.order.ShardState;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Decides which overrides of limits there are (RTS 6 Article 15(6)): always two persons agree on one, also where limits need one only, and it is over by itself. */
final class OverrideRequests {

    private static final int MOST = 100;
    private static final Duration LONGEST = Duration.ofHours(24);

    private final ShardState state;
    private final KillRequests names;
    private final Turn turn;
    private LimitRules rules = LimitRules.DEFAULT;

    /** @param names know who and what there is */
    OverrideRequests(ShardState state, KillRequests names, Turn turn) {
        this.state = state;
        this.names = names;
        this.turn = turn;
    }

    /** When what nobody has approved comes to nothing. */
    void rules(LimitRules changed) {
        rules = changed;
    }

    void ask(Command.AskOverride c) {
        String objection = objectionTo(c.what());
        if (objection == null) {
            long expires = Math.min(c.what().until(), turn.time() + rules.proposalsExpire().toNanos());
            turn.emit(new Event.OverridesTold(new OverrideFact.Asked(turn.nextId(), c.what(), c.user(), c.reason(), expires)));
        } else {
            turn.answer(objection);
        }
    }

    private @Nullable String objectionTo(LimitOverride what) {
        if (what.until() <= turn.time()) {
            return "until " + Instant.ofEpochSecond(0, what.until()) + " is past";
        }
        if (what.until() - turn.time() > LONGEST.toNanos()) {
            return "until must be within " + LONGEST.toHours() + " hours, was " + Instant.ofEpochSecond(0, what.until());
        }
        if (state.overrides().all().size() >= MOST) {
            return MOST + " overrides are there already: withdraw some of them";
        }
        for (Standing standing : state.overrides().all()) {
            if (standing.asked().what().equals(what)) {
                return "override " + standing.asked().overrideId() + " is there already, asked for by " + standing.asked().user() + ": " + what;
            }
        }
        return names.objectionTo(new Subset(what.scope(), null));
    }

    void settle(Command.SettleOverride c) {
        Standing standing = state.overrides().override(c.overrideId());
        if (standing == null) {
            turn.answer(notThere(c.overrideId()));
        } else if (standing.isInForce()) {
            turn.answer("override " + c.overrideId() + " is approved already, by " + standing.approver() + (c.isApproved() ? "" : ": withdraw it"));
        } else if (!c.isApproved()) {
            end(standing, standing.asked().user().equals(c.user()) ? Ending.WITHDRAWN : Ending.DECLINED, c.user(), c.reason());
        } else if (standing.asked().user().equals(c.user())) {
            turn.answer("user " + c.user() + " has asked for it: somebody else has to approve it");
        } else if (standing.asked().expires() <= turn.time()) {
            turn.answer("override " + c.overrideId() + " has expired: ask for it anew");
        } else {
            turn.emit(new Event.OverridesTold(new OverrideFact.Approved(c.overrideId(), c.user(), c.reason())));
        }
    }

    void withdraw(Command.WithdrawOverride c) {
        Standing standing = state.overrides().override(c.overrideId());
        if (standing == null) {
            turn.answer(notThere(c.overrideId()));
        } else {
            end(standing, Ending.WITHDRAWN, c.user(), c.reason());
        }
    }

    private static String notThere(long overrideId) {
        return "override " + overrideId + " is not there: it is used up, was declined or withdrawn, has expired, or there was none";
    }

    /** Those whose time is over, and those that nobody has approved in time. */
    void expire() {
        for (Standing standing : state.overrides().all()) {
            long end = standing.isInForce() ? standing.asked().what().until() : standing.asked().expires();
            if (end <= turn.time() && turn.hasRoom()) {
                end(standing, Ending.EXPIRED, "the clock", standing.isInForce() ? "its time is over" : "nobody has approved it");
            }
        }
    }

    private void end(Standing standing, Ending how, String user, String reason) {
        turn.emit(new Event.OverridesTold(new OverrideFact.Ended(standing.asked().overrideId(), how, user, reason)));
    }
}

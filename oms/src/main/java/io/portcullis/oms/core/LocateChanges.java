package io.portcullis.oms.core;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.LocateFact;
import io.portcullis.oms.event.LocateFact.Ending;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.order.ShortSales;
import io.portcullis.oms.types.Locate;
import io.portcullis.oms.types.Quantity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Decides what our people say of locates, and when they are over. */
final class LocateChanges {

    private static final int MOST = 10_000;

    private final ShardState state;
    private final RiskGate risk;
    private final Turn turn;

    LocateChanges(ShardState state, RiskGate risk, Turn turn) {
        this.state = state;
        this.risk = risk;
        this.turn = turn;
    }

    void add(Command.AddLocate c) {
        String objection = objectionTo(c.locate());
        if (objection == null) {
            turn.emit(new Event.LocatesTold(new LocateFact.Added(turn.nextId(), c.locate(), c.user(), c.reason())));
        } else {
            turn.answer(objection);
        }
    }

    private @Nullable String objectionTo(Locate locate) {
        if (state.tradingDay() == null || state.dayEnded() != null) {
            return "a locate is of one trading day, and none is on: add it when the next one has begun";
        }
        if (locate.validUntil() <= turn.time()) {
            return "valid-until " + Instant.ofEpochSecond(0, locate.validUntil()) + " is past";
        }
        if (state.shortSales().locates().size() >= MOST) {
            return MOST + " locates are there already: withdraw some of them";
        }
        for (ShortSales.Standing standing : state.shortSales().locates(locate.account(), locate.symbol())) {
            if (standing.locate().reference().equals(locate.reference())) {
                return "locate " + standing.locateId() + " is there already with that reference: " + standing.locate();
            }
        }
        return null;
    }

    void withdraw(Command.WithdrawLocate c) {
        ShortSales.Standing standing = state.shortSales().locate(c.locateId());
        if (standing == null) {
            turn.answer("there is no locate " + c.locateId() + ", or it has ended");
        } else {
            end(standing, Ending.WITHDRAWN, c.user(), c.reason());
        }
    }

    /** Those whose time is over. */
    void expire() {
        for (ShortSales.Standing standing : state.shortSales().locates()) {
            if (standing.locate().validUntil() <= turn.time() && turn.hasRoom()) {
                end(standing, Ending.EXPIRED, "the clock", "its time is over");
            }
        }
    }

    /** What was executed and nothing else covers yet was executed on it. */
    private void end(ShortSales.Standing standing, Ending how, String user, String reason) {
        Locate locate = standing.locate();
        Quantity uncovered = risk.executedShort(locate.account(), locate.symbol()).minus(state.shortSales().covered(locate.account(), locate.symbol()));
        turn.emit(new Event.LocatesTold(
                new LocateFact.Ended(standing.locateId(), how, locate.quantity().min(uncovered.max(Quantity.ZERO)), user, reason)));
    }
}

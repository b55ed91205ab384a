package io.portcullis.oms.event;

import io.portcullis.oms.limit.LimitChange;
import io.portcullis.oms.types.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A fact about limits, and not about one order. */
public sealed interface LimitFact {

    /** How a proposal ended that was not approved. */
    enum Ending {
        DECLINED, WITHDRAWN, EXPIRED
    }

    /**
     * The limits are others from now on.
     *
     * @param proposalId 0 if nobody had to approve it
     * @param user who has asked for it
     * @param approver null if nobody had to approve it
     */
    record Changed(List<LimitChange> changes, long proposalId, String user, @Nullable String approver, String reason) implements LimitFact {

        public Changed {
            changes = List.copyOf(changes);
        }
    }

    /**
     * Somebody wants them to be others, and somebody else has to approve it.
     *
     * @param expires until when, epoch nanoseconds
     */
    record Proposed(long proposalId, List<LimitChange> changes, String user, String reason, long expires) implements LimitFact {

        public Proposed {
            changes = List.copyOf(changes);
        }
    }

    /** Nothing comes of a proposal. */
    record Ended(long proposalId, Ending how, String user, String reason) implements LimitFact {
    }

    /**
     * Of what is restricted from now on, orders are open: the desk may cancel them.
     *
     * @param affected each restriction by which some are
     */
    record Restricting(List<Affected> affected) implements LimitFact {

        public Restricting {
            affected = List.copyOf(affected);
        }
    }

    /** How many open orders are of what a limit restricts. @param limit by its number */
    record Affected(int limit, int orders) {
    }

    /**
     * So much of a limit is used, by an order or by a move of the market, that a warning was asked for; or all of it, where that is told, too.
     *
     * @param limit by its number
     * @param orderId whose order it was; 0 if it was none
     * @param of whose limit, each value as it is there: {@code account=ACME symbol=IBM}
     * @param used with that
     */
    record Warned(int limit, long orderId, String of, Money used) implements LimitFact {
    }

    /**
     * Some of what a limit is on can't be reckoned in its currency, and does not count.
     *
     * @param limit by its number
     * @param of whose limit, as in {@link Warned}
     * @param currency in which it came; empty if that is not known
     */
    record LeftOut(int limit, String of, String currency) implements LimitFact {
    }
}

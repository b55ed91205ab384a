package io.portcullis.admin.port;

import io.portcullis.admin.port.OperatorCommands.Answer;
import io.portcullis.admin.port.OperatorCommands.Instruction;
import io.portcullis.oms.limit.Subset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Kills: which are in force, how far they are, and that there are others, or fewer. Complete on any thread. */
public interface KillsDesk {

    /** How a part of an order stands at its venue. */
    enum Standing {
        /** It can't be executed any more there. */
        CONFIRMED,
        /** The venue is asked for its cancel, and has not answered. */
        ASKED,
        /** Something else comes first, such as the answer to a replace. */
        NOT_ASKED,
        /** The venue does not let go of it. */
        REFUSED
    }

    /** How many parts stand so at a venue, of orders that can still be executed. */
    record AtVenue(String venue, Standing standing, int parts) {
    }

    /**
     * A release that waits for a second person.
     *
     * @param expires until when, epoch nanoseconds
     */
    record Release(String user, String reason, long expires) {
    }

    /**
     * One in force.
     *
     * @param since epoch nanoseconds
     * @param workedOff when the cancel of the last order that was there was ordered, epoch nanoseconds; 0 if that is not done yet
     * @param flat when none of its orders could be executed any more, epoch nanoseconds; 0 if one still can
     * @param orders how many it was about so far
     * @param outstanding how many of them can still be executed
     * @param releasedBy who lets it be over: {@code two-persons}, or fewer and after which time
     */
    record Standings(long killId, Subset subset, String user, String reason, long since, long workedOff, long flat, int orders, int outstanding,
            List<AtVenue> venues, @Nullable Release release, String releasedBy) {
    }

    /**
     * A part of an order.
     *
     * @param childId the number behind our ClOrdID(11) at the venue
     */
    record Part(String venue, long childId, String leavesQty, Standing standing) {
    }

    /** An order of a kill. @param orderId the number behind its OrderID(37) */
    record KilledOrder(long orderId, String session, String clOrdId, String symbol, String side, String ordStatus, String cumQty, String leavesQty,
            boolean isOutstanding, List<Part> parts) {
    }

    /** @param orders those that can still be executed first, not all if they are many */
    record Report(Standings kill, List<KilledOrder> orders) {
    }

    /** Oldest first. */
    CompletionStage<List<Standings>> inForce();

    /** Empty if no such kill is in force. */
    CompletionStage<Optional<Report>> report(long killId);

    /** From then on nothing new of these orders goes out, and they are canceled. What is killed already is answered as done. */
    CompletionStage<Answer> kill(Subset subset, Instruction instruction);

    /** Says, and writes down, what that would do. */
    CompletionStage<Answer> rehearse(Subset subset, Instruction instruction);

    /** At once, or proposed to a second person: the answer says which. */
    CompletionStage<Answer> release(long killId, Instruction instruction);

    /** A second person lets a release pass, or nobody does. */
    CompletionStage<Answer> settle(long killId, boolean isApproved, Instruction instruction);
}

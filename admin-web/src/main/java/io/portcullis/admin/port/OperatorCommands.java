package io.portcullis.admin.port;

import io.portcullis.oms.command.CareAction;
import io.portcullis.oms.command.Command.OrderName;
import io.portcullis.oms.command.DeskAction;
import io.portcullis.oms.types.DkReason;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.VenueId;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What an operator may order. Every method posts a command to the shard and returns at once; the stage completes, on any thread, when the command's record is
 * appended or the command was refused. A stage that completes exceptionally means that the outcome is unknown.
 */
public interface OperatorCommands {

    /** The drop of the gate: new orders and replaces are refused from then on, cancels pass. */
    CompletionStage<Answer> halt(Instruction instruction);

    CompletionStage<Answer> resume(Instruction instruction);

    /** @param orderId the number behind the OrderID(37) of a parent order */
    CompletionStage<Answer> cancelOrder(long orderId, Instruction instruction);

    /**
     * Steers a FIX session. It is written to the event log, then done on the session's own thread; the stage completes when it is done.
     *
     * @param confirmation the session's key where an order would have consequences that {@link Answer.Unconfirmed} tells; null if none was given
     */
    CompletionStage<Answer> steer(SessionKey session, SessionOrder order, @Nullable String confirmation, Instruction instruction);

    /** Ends that trading day, if it is the one that goes on; said again, it has another try at day orders that are still open. */
    CompletionStage<Answer> endDay(LocalDate tradingDay, Instruction instruction);

    /** Goes by {@code venues.ini} as it is now: venues are added, changed and removed. Complete when all that can be done is done. */
    CompletionStage<Answer> applyVenues(Instruction instruction);

    /** @param takesOrders false: nothing new is routed there, cancels go out and reports come in; true ends that */
    CompletionStage<Answer> steer(VenueId venue, boolean takesOrders, Instruction instruction);

    /** Works a care order. @param orderId the number behind its OrderID(37) */
    CompletionStage<Answer> workOrder(long orderId, CareAction action, Instruction instruction);

    /**
     * Books one execution on several care orders of one symbol and side, each of which gets its share by what is open of it; or on none.
     *
     * @param orderIds the numbers behind their OrderIDs(37)
     * @param whole the execution
     */
    CompletionStage<Answer> fillBlock(List<Long> orderIds, CareAction.Fill whole, Instruction instruction);

    /** Does something in a client's place. The answer to an order that is entered has its OrderID(37) as text. */
    CompletionStage<Answer> actForClient(DeskAction action, Instruction instruction);

    /**
     * Books a stray execution on an order.
     *
     * @param strayId the number behind the id by which people name it
     * @param overfill whether it may make more of the order executed than it is for
     * @param afterDenial whether it may be booked though it was denied to the venue
     */
    CompletionStage<Answer> assignStray(long strayId, OrderName order, boolean overfill, boolean afterDenial, Instruction instruction);

    /** It was cleared up otherwise: it is listed no more. */
    CompletionStage<Answer> dismissStray(long strayId, Instruction instruction);

    /** Tells the venue by DontKnowTrade(35=Q) that we don't know it; the reason goes to the venue, too. */
    CompletionStage<Answer> denyStray(long strayId, DkReason dkReason, Instruction instruction);

    /**
     * Who orders it, and why: both are written to the event log.
     *
     * @param user 1 to 64 characters
     * @param reason 3 to 200 characters
     */
    record Instruction(String user, String reason) {
    }

    /** What came of it. */
    sealed interface Answer {

        /**
         * The command was taken and its events are in the log.
         *
         * @param text what has changed; empty if there is no more to say than that it is done
         */
        record Done(String text) implements Answer {
        }

        /**
         * Nothing is done yet: it may do harm, and has to be ordered once more with a confirmation.
         *
         * @param text what would follow
         * @param confirmation what has to be given
         */
        record Unconfirmed(String text, String confirmation) implements Answer {
        }

        /** @param text for the operator: what speaks against it */
        record Refused(String text) implements Answer {
        }
    }
}

package io.portcullis.admin.port;

import java.util.concurrent.CompletionStage;

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
     * Who orders it, and why: both are written to the event log.
     *
     * @param user 1 to 64 characters
     * @param reason 3 to 200 characters
     */
    record Instruction(String user, String reason) {
    }

    /** What came of it. */
    sealed interface Answer {

        /** The command was taken and its events are in the log. */
        record Done() implements Answer {
        }

        /** @param text for the operator: what speaks against it */
        record Refused(String text) implements Answer {
        }
    }
}

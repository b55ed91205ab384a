package io.portcullis.admin.port;

import io.portcullis.admin.port.OperatorCommands.Answer;
import io.portcullis.admin.port.OperatorCommands.Instruction;
import io.portcullis.oms.command.MarketAction;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** How instruments may be traded: halts, price bands, restricted short sales. Completes on any thread. */
public interface MarketsDesk {

    /**
     * What is not as usual about an instrument, of one kind.
     *
     * @param what {@code halted}, {@code halted-at-venue}, {@code bands} or {@code short-sales-restricted}
     * @param venue at which, or by which; null if a person, or the hub itself, has said so
     * @param low the lower price band; of a restriction, the trade that brought it about; null for none
     * @param high the upper price band; of a restriction, the last close; null for none
     * @param daysLeft of a restriction, in how many trading days it holds, this one included; 0 of others
     * @param time since when, epoch nanoseconds
     */
    record Standing(String symbol, String what, @Nullable String venue, @Nullable String low, @Nullable String high, int daysLeft, String by, String reason,
            long time) {
    }

    CompletionStage<List<Standing>> view();

    CompletionStage<Answer> steer(String symbol, MarketAction action, Instruction instruction);
}

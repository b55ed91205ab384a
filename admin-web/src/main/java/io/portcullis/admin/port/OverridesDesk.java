package io.portcullis.admin.port;

import io.portcullis.admin.port.OperatorCommands.Answer;
import io.portcullis.admin.port.OperatorCommands.Instruction;
import io.portcullis.oms.limit.LimitOverride;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Overrides of limits: which there are, that there are others, and that they are over. Complete on any thread. */
public interface OverridesDesk {

    /**
     * One that has not ended.
     *
     * @param approver null as long as nobody has approved it
     * @param used by how many orders
     * @param time since when, epoch nanoseconds
     * @param expires until when somebody has to approve it, epoch nanoseconds
     */
    record Standing(long id, LimitOverride what, String user, String reason, @Nullable String approver, int used, long time, long expires) {
    }

    /** Oldest first. */
    CompletionStage<List<Standing>> view();

    /** It waits for a second person then, always. */
    CompletionStage<Answer> ask(LimitOverride what, Instruction instruction);

    /** A second person lets it be, or nobody does. */
    CompletionStage<Answer> settle(long id, boolean isApproved, Instruction instruction);

    /** Nothing more passes by it. */
    CompletionStage<Answer> withdraw(long id, Instruction instruction);
}

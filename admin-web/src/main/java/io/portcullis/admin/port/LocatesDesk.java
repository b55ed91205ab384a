package io.portcullis.admin.port;

import io.portcullis.admin.port.OperatorCommands.Answer;
import io.portcullis.admin.port.OperatorCommands.Instruction;
import io.portcullis.oms.types.Locate;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Locates: what there is to be borrowed for short sales, and how much of it is used. Complete on any thread. */
public interface LocatesDesk {

    /**
     * One that has not ended.
     *
     * @param used of all locates of its account and symbol
     * @param time since when, epoch nanoseconds
     */
    record Standing(long id, Locate locate, String used, String user, String reason, long time) {
    }

    CompletionStage<List<Standing>> view();

    CompletionStage<Answer> add(Locate locate, Instruction instruction);

    /** Nothing more is sold on it. */
    CompletionStage<Answer> withdraw(long id, Instruction instruction);
}

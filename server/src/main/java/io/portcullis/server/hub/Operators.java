package io.portcullis.server.hub;

import io.portcullis.admin.port.OperatorCommands;
import io.portcullis.oms.command.Command;
import io.portcullis.server.shard.Shard;
import java.util.concurrent.CompletionStage;

/** The console's commands, put to the shard. */
public final class Operators implements OperatorCommands {

    private final Shard shard;

    public Operators(Shard shard) {
        this.shard = shard;
    }

    @Override
    public CompletionStage<Answer> halt(Instruction instruction) {
        return submit(new Command.HaltTrading(instruction.user(), instruction.reason()));
    }

    @Override
    public CompletionStage<Answer> resume(Instruction instruction) {
        return submit(new Command.ResumeTrading(instruction.user(), instruction.reason()));
    }

    @Override
    public CompletionStage<Answer> cancelOrder(long orderId, Instruction instruction) {
        return submit(new Command.CancelOrder(orderId, instruction.user(), instruction.reason()));
    }

    private CompletionStage<Answer> submit(Command.FromHouse command) {
        return shard.submit(command).thenApply(refusal -> refusal.<Answer>map(Answer.Refused::new).orElseGet(Answer.Done::new));
    }
}

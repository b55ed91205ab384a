package io.portcullis.server.hub;

import io.portcullis.admin.port.OperatorCommands.Answer;
import io.portcullis.admin.port.OperatorCommands.Instruction;
import io.portcullis.admin.port.OverridesDesk;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.limit.LimitOverride;
import io.portcullis.oms.order.Overrides;
import io.portcullis.oms.order.ShardState;
import io.portcullis.server.shard.Shard;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Overrides looked up in the shard's state when somebody asks, and put to the shard when somebody wants one, approves it, or ends it. */
public final class OverrideDesk implements OverridesDesk {

    private final Shard shard;

    public OverrideDesk(Shard shard) {
        this.shard = shard;
    }

    @Override
    public CompletionStage<List<Standing>> view() {
        return shard.ask(state -> state.overrides().all().stream().map(OverrideDesk::standing).toList());
    }

    private static Standing standing(Overrides.Standing s) {
        return new Standing(s.asked().overrideId(), s.asked().what(), s.asked().user(), s.asked().reason(), s.approver(), s.used(), s.time(),
                s.asked().expires());
    }

    @Override
    public CompletionStage<Answer> ask(LimitOverride what, Instruction instruction) {
        return shard.submit(new Command.AskOverride(what, instruction.user(), instruction.reason()))
                .thenCompose(refusal -> refusal.isPresent() ? CompletableFuture.completedStage(new Answer.Refused(refusal.get()))
                        : shard.ask(state -> new Answer.Done(asked(what, state))));
    }

    private static String asked(LimitOverride what, ShardState state) {
        for (Overrides.Standing standing : state.overrides().all()) {
            if (standing.asked().what().equals(what)) {
                return "asked for: somebody else has to approve override " + standing.asked().overrideId();
            }
        }
        return "the override was asked for, and has ended";
    }

    @Override
    public CompletionStage<Answer> settle(long id, boolean isApproved, Instruction instruction) {
        return shard.submit(new Command.SettleOverride(id, isApproved, instruction.user(), instruction.reason()))
                .thenApply(refusal -> refusal.<Answer>map(Answer.Refused::new)
                        .orElseGet(() -> new Answer.Done("override " + id + (isApproved ? " is approved and in force" : " is declined"))));
    }

    @Override
    public CompletionStage<Answer> withdraw(long id, Instruction instruction) {
        return shard.submit(new Command.WithdrawOverride(id, instruction.user(), instruction.reason()))
                .thenApply(refusal -> refusal.<Answer>map(Answer.Refused::new).orElseGet(() -> new Answer.Done("override " + id + " is withdrawn")));
    }
}

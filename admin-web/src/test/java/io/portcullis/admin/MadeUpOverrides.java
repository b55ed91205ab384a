package io.portcullis.admin;

import io.portcullis.admin.port.OperatorCommands.Answer;
import io.portcullis.admin.port.OperatorCommands.Instruction;
import io.portcullis.admin.port.OverridesDesk;
import io.portcullis.oms.limit.LimitOverride;
import io.portcullis.oms.limit.Scope;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** One override that waits for its approval; what is ordered is written down. */
final class MadeUpOverrides implements OverridesDesk {

    final List<String> ordered = new ArrayList<>();

    @Override
    public CompletionStage<List<Standing>> view() {
        return CompletableFuture.completedStage(List.of(new Standing(20_481,
                new LimitOverride(Scope.of("client=ACME symbol=IBM"), null, List.of(Refusal.ORDER_QUANTITY_LIMIT, Refusal.PRICE_COLLAR), Quantity.of(6_000), 2,
                        1_800_000_000_000_000_000L),
                "ann", "agreed with the client", null, 0, 1_000_000_000L, 1_700_000_000_000_000_000L)));
    }

    @Override
    public CompletionStage<Answer> ask(LimitOverride what, Instruction instruction) {
        ordered.add(what + " by " + instruction.user());
        return CompletableFuture.completedStage(new Answer.Done("asked"));
    }

    @Override
    public CompletionStage<Answer> settle(long id, boolean isApproved, Instruction instruction) {
        ordered.add((isApproved ? "approved " : "declined ") + id + " by " + instruction.user());
        return CompletableFuture.completedStage(new Answer.Done("settled"));
    }

    @Override
    public CompletionStage<Answer> withdraw(long id, Instruction instruction) {
        ordered.add("withdrawn " + id + " by " + instruction.user());
        return CompletableFuture.completedStage(new Answer.Done("withdrawn"));
    }
}

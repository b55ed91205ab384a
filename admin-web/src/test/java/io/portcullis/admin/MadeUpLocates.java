package io.portcullis.admin;

import io.portcullis.admin.port.LocatesDesk;
import io.portcullis.admin.port.OperatorCommands.Answer;
import io.portcullis.admin.port.OperatorCommands.Instruction;
import io.portcullis.oms.types.Locate;
import io.portcullis.oms.types.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** One locate; what is ordered is written down. */
final class MadeUpLocates implements LocatesDesk {

    final List<String> ordered = new ArrayList<>();

    @Override
    public CompletionStage<List<Standing>> view() {
        return CompletableFuture.completedStage(List.of(new Standing(20_481, new Locate("ACME", "IBM", Quantity.of(5_000), 1_800_000_000_000_000_000L, "B-1"),
                "1200", "ann", "from the lender", 1_000_000_000L)));
    }

    @Override
    public CompletionStage<Answer> add(Locate locate, Instruction instruction) {
        ordered.add(locate + " until " + locate.validUntil() + " by " + instruction.user());
        return CompletableFuture.completedStage(new Answer.Done("added"));
    }

    @Override
    public CompletionStage<Answer> withdraw(long id, Instruction instruction) {
        ordered.add("withdrawn " + id + " by " + instruction.user());
        return CompletableFuture.completedStage(new Answer.Done("withdrawn"));
    }
}

package io.portcullis.admin;

import io.portcullis.admin.port.CorporateActionsDesk;
import io.portcullis.admin.port.OperatorCommands.Answer;
import io.portcullis.admin.port.OperatorCommands.Instruction;
import io.portcullis.oms.types.CorporateAction;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Knows one order, and remembers what was applied. */
final class MadeUpCorporateActions implements CorporateActionsDesk {

    private static final String DIGEST = "0a1b2c3d4e";

    final List<Applied> applied = new ArrayList<>();

    @Override
    public CompletionStage<Preview> preview(CorporateAction action) {
        Terms before = new Terms(action.symbol(), "10000", "2000", "8000", "50", null, null, null, null, null);
        Terms then = new Terms(action.symbolThen(), "20000", "4000", "16000", "25", null, null, null, null, null);
        return CompletableFuture.completedFuture(new Preview(action.text(), DIGEST, null, 1, 1,
                List.of(new Row(1, "CLIENT1", "A4711", "ACME", "buy", "adjusted", before, then, List.of("8000 at LIT1: taken back, and sent anew")))));
    }

    @Override
    public CompletionStage<Answer> apply(CorporateAction action, String digest, Instruction instruction) {
        if (!digest.equals(DIGEST)) {
            return CompletableFuture.completedFuture(new Answer.Refused("preview " + digest + " is not how the orders stand now"));
        }
        applied.add(new Applied(action.id(), action.text(), action.exDate(), 1, 1, 0, true, instruction.user(), instruction.reason(), 1_000_000_000L));
        return CompletableFuture.completedFuture(new Answer.Done("the " + action.text() + " is applied"));
    }

    @Override
    public CompletionStage<List<Applied>> applied() {
        return CompletableFuture.completedFuture(List.copyOf(applied));
    }
}

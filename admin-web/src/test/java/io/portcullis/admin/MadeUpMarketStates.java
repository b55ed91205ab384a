package io.portcullis.admin;

import io.portcullis.admin.port.MarketsDesk;
import io.portcullis.admin.port.OperatorCommands.Answer;
import io.portcullis.admin.port.OperatorCommands.Instruction;
import io.portcullis.oms.command.MarketAction;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** One halt and one pair of bands; what is ordered is written down. */
final class MadeUpMarketStates implements MarketsDesk {

    final List<String> ordered = new ArrayList<>();

    @Override
    public CompletionStage<List<Standing>> view() {
        return CompletableFuture.completedStage(List.of(new Standing("IBM", "halted", null, null, null, 0, "ann", "news pending", 1_000_000_000L),
                new Standing("KO", "bands", "LIT1", "57.01", "62.99", 0, "LIT1", "", 2_000_000_000L)));
    }

    @Override
    public CompletionStage<Answer> steer(String symbol, MarketAction action, Instruction instruction) {
        ordered.add(symbol + " " + action + " by " + instruction.user());
        return CompletableFuture.completedStage(new Answer.Done("done"));
    }
}

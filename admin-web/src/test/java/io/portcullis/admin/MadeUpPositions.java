package io.portcullis.admin;

import io.portcullis.admin.port.OperatorCommands.Answer;
import io.portcullis.admin.port.OperatorCommands.Instruction;
import io.portcullis.admin.port.PositionsDesk;
import io.portcullis.oms.command.Command.EnterPositions;
import io.portcullis.oms.order.Ledger;
import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.Price;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** One position; what is entered is written down. */
final class MadeUpPositions implements PositionsDesk {

    final List<String> entered = new ArrayList<>();

    @Override
    public CompletionStage<List<Standing>> view() {
        Ledger.Position position = new Ledger.Position(new Ledger.Held("ACME", "IBM"), new Ledger.Start(Money.of("100"), Price.of("10")), Money.of("50"),
                Money.of("525"), Money.ZERO, Money.ZERO);
        return CompletableFuture.completedStage(List.of(new Standing(position, "USD", Price.of("11"), Money.ZERO, Money.of("125"))));
    }

    @Override
    public CompletionStage<Answer> enter(List<EnterPositions.Position> positions, Instruction instruction) {
        positions.forEach(each -> entered.add(each.account() + " " + each.symbol() + " " + each.quantity() + " " + each.price() + " by " + instruction.user()));
        return CompletableFuture.completedStage(new Answer.Done("entered"));
    }
}

package io.portcullis.server.hub;

import io.portcullis.admin.port.OperatorCommands.Answer;
import io.portcullis.admin.port.OperatorCommands.Instruction;
import io.portcullis.admin.port.PositionsDesk;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.Command.EnterPositions;
import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Market;
import io.portcullis.oms.order.Ledger;
import io.portcullis.oms.types.Price;
import io.portcullis.risk.PreTradeRisk;
import io.portcullis.risk.ProfitAndLoss;
import io.portcullis.server.shard.Shard;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Positions looked up in the shard's state when somebody asks, and put to the shard when somebody knows better. */
public final class PositionDesk implements PositionsDesk {

    private final Shard shard;
    private final PreTradeRisk risk;
    private final Market market;

    public PositionDesk(Shard shard, PreTradeRisk risk, Market market) {
        this.shard = shard;
        this.risk = risk;
        this.market = market;
    }

    @Override
    public CompletionStage<List<Standing>> view() {
        return shard.ask(state -> state.ledger().positions().stream().map(this::standing).toList());
    }

    private Standing standing(Ledger.Position position) {
        String symbol = position.held().symbol();
        Instrument instrument = market.instruments().bySymbol(symbol);
        Price live = market.reference(symbol);
        Price price = live != null || instrument == null ? live : instrument.referencePrice();
        ProfitAndLoss gained = price == null ? null : ProfitAndLoss.of(position, price);
        return new Standing(position, instrument == null ? "" : instrument.currency(), price, gained == null ? null : gained.realised(),
                gained == null ? null : gained.unrealised());
    }

    @Override
    public CompletionStage<Answer> enter(List<EnterPositions.Position> positions, Instruction instruction) {
        return shard.ask(state -> unknownAccount(positions)).thenCompose(unknown -> unknown.isPresent()
                ? CompletableFuture.completedStage(new Answer.Refused("account " + unknown.get() + " is not known"))
                : shard.submit(new Command.EnterPositions(positions, instruction.user(), instruction.reason()))
                        .thenApply(refusal -> refusal.<Answer>map(Answer.Refused::new)
                                .orElseGet(() -> new Answer.Done(positions.size() == 1 ? "the position is entered" : "the positions are entered"))));
    }

    private Optional<String> unknownAccount(List<EnterPositions.Position> positions) {
        return positions.stream().map(EnterPositions.Position::account).filter(account -> !risk.knows(account)).findFirst();
    }
}

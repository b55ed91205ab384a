package io.portcullis.server.hub;

import io.portcullis.admin.port.LocatesDesk;
import io.portcullis.admin.port.OperatorCommands.Answer;
import io.portcullis.admin.port.OperatorCommands.Instruction;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.instrument.Market;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.order.ShortSales;
import io.portcullis.oms.types.Locate;
import io.portcullis.risk.PreTradeRisk;
import io.portcullis.server.shard.Shard;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Locates looked up in the shard's state when somebody asks, and put to the shard when somebody has some, or has them no more. */
public final class LocateDesk implements LocatesDesk {

    private final Shard shard;
    private final PreTradeRisk risk;
    private final Market market;

    public LocateDesk(Shard shard, PreTradeRisk risk, Market market) {
        this.shard = shard;
        this.risk = risk;
        this.market = market;
    }

    @Override
    public CompletionStage<List<Standing>> view() {
        return shard.ask(state -> state.shortSales().locates().stream().map(this::standing).toList());
    }

    private Standing standing(ShortSales.Standing s) {
        return new Standing(s.locateId(), s.locate(), risk.usedOfLocates(s.locate().account(), s.locate().symbol()).toString(), s.user(), s.reason(), s.time());
    }

    @Override
    public CompletionStage<Answer> add(Locate locate, Instruction instruction) {
        return shard.ask(state -> objectionTo(locate)).thenCompose(objection -> objection.isPresent()
                ? CompletableFuture.completedStage(new Answer.Refused(objection.get()))
                : shard.submit(new Command.AddLocate(locate, instruction.user(), instruction.reason()))
                        .thenCompose(refusal -> refusal.isPresent() ? CompletableFuture.completedStage(new Answer.Refused(refusal.get()))
                                : shard.ask(state -> new Answer.Done(added(locate, state)))));
    }

    /** On the shard's thread, to which accounts and instruments belong. */
    private Optional<String> objectionTo(Locate locate) {
        String objection = risk.objectionToLocatesOf(locate.account());
        return objection != null ? Optional.of(objection)
                : market.instruments().bySymbol(locate.symbol()) == null ? Optional.of("symbol " + locate.symbol() + " is not known") : Optional.empty();
    }

    private static String added(Locate locate, ShardState state) {
        List<ShortSales.Standing> all = state.shortSales().locates();
        for (int i = all.size() - 1; i >= 0; i--) {
            if (all.get(i).locate().equals(locate)) {
                return "locate " + all.get(i).locateId() + " is added";
            }
        }
        return "the locate was added, and has ended";
    }

    @Override
    public CompletionStage<Answer> withdraw(long id, Instruction instruction) {
        return shard.submit(new Command.WithdrawLocate(id, instruction.user(), instruction.reason()))
                .thenApply(refusal -> refusal.<Answer>map(Answer.Refused::new).orElseGet(() -> new Answer.Done("locate " + id + " is withdrawn")));
    }
}

package io.portcullis.server.hub;

import io.portcullis.admin.port.MarketsDesk;
import io.portcullis.admin.port.OperatorCommands.Answer;
import io.portcullis.admin.port.OperatorCommands.Instruction;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.MarketAction;
import io.portcullis.oms.event.MarketFact.Source;
import io.portcullis.oms.order.MarketStates;
import io.portcullis.oms.types.Price;
import io.portcullis.server.shard.Shard;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** How instruments may be traded looked up in the shard's state when somebody asks, and put to the shard when somebody wants it otherwise. */
public final class MarketStatesDesk implements MarketsDesk {

    private final Shard shard;

    public MarketStatesDesk(Shard shard) {
        this.shard = shard;
    }

    @Override
    public CompletionStage<List<Standing>> view() {
        return shard.ask(state -> state.markets().all().stream().flatMap(standing -> standings(standing).stream()).toList());
    }

    private static List<Standing> standings(MarketStates.Standing s) {
        List<Standing> all = new ArrayList<>();
        for (MarketStates.Halt halt : s.halts()) {
            all.add(standing(s.symbol(), halt.isEverywhere() ? "halted" : "halted-at-venue", null, null, 0, halt.source(), halt.time()));
        }
        MarketStates.Banded bands = s.bands();
        if (bands != null) {
            all.add(standing(s.symbol(), "bands", bands.bands().low(), bands.bands().high(), 0, bands.source(), bands.time()));
        }
        MarketStates.Restricted restricted = s.shortSales();
        if (restricted != null) {
            all.add(standing(s.symbol(), "short-sales-restricted", restricted.trade(), restricted.close(), restricted.daysLeft(), restricted.source(),
                    restricted.time()));
        }
        return all;
    }

    private static Standing standing(String symbol, String what, @Nullable Price low, @Nullable Price high, int daysLeft, Source source, long time) {
        return new Standing(symbol, what, source.venue() == null ? null : source.venue().value(), low == null ? null : low.toString(),
                high == null ? null : high.toString(), daysLeft, source.by(), source.reason(), time);
    }

    @Override
    public CompletionStage<Answer> steer(String symbol, MarketAction action, Instruction instruction) {
        return shard.submit(new Command.SteerMarket(symbol, action, instruction.user(), instruction.reason()))
                .thenApply(refusal -> refusal.<Answer>map(Answer.Refused::new).orElseGet(() -> new Answer.Done(done(symbol, action))));
    }

    private static String done(String symbol, MarketAction action) {
        return switch (action) {
            case MarketAction.Halt _ -> symbol + " is halted";
            case MarketAction.Resume _ -> symbol + " goes on";
            case MarketAction.SetBands a -> "the price bands of " + symbol + " are " + a.bands();
            case MarketAction.LiftBands _ -> symbol + " has no price bands";
            case MarketAction.RestrictShortSales _ -> "short sales of " + symbol + " are restricted for this trading day and the next one";
            case MarketAction.FreeShortSales _ -> "short sales of " + symbol + " are not restricted";
        };
    }
}

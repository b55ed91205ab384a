package io.portcullis.server.riskmetrics;

import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Instruments;
import io.portcullis.oms.instrument.Market;
import io.portcullis.oms.order.Ledger;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.CorporateAction;
import io.portcullis.oms.types.Price;
import io.portcullis.risk.Accounts;
import io.portcullis.risk.CurrencyRates;
import io.portcullis.risk.PreTradeRisk;
import io.portcullis.server.shard.Shard;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Asks the shard what is held and what prices are. It is asked for little at a time, and orders pass between two questions: prices may be some milliseconds younger than positions. */
final class Moments {

    private static final int PRICES_AT_ONCE = 200;
    private static final int PATIENCE_SECONDS = 10;

    private record Known(@Nullable LocalDate tradingDay, List<CorporateAction> actions, Ledger.AsItWas ledger, Accounts accounts, CurrencyRates rates,
            Instruments instruments) {
    }

    private record Quoted(String symbol, @Nullable Price reference, @Nullable Price lastTrade, boolean isOfOldShares) {
    }

    private final Shard shard;
    private final PreTradeRisk risk;
    private final Market market;

    Moments(Shard shard, PreTradeRisk risk, Market market) {
        this.shard = shard;
        this.risk = risk;
        this.market = market;
    }

    /** Waits for the shard, so never on its thread. */
    Moment take() throws InterruptedException, ExecutionException, TimeoutException {
        Known known = shard.ask(
                state -> new Known(state.tradingDay(), actions(state), state.ledger().asItIs(), risk.accountsInForce(), risk.settingsInForce().rates(),
                        market.instruments()))
                .toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        List<String> symbols = known.instruments.all().stream().map(Instrument::symbol).toList();
        Map<String, Price> live = new HashMap<>();
        Map<String, Price> lastTrades = new HashMap<>();
        Set<String> adjusted = new HashSet<>();
        Set<String> awaited = awaited(known);
        for (int from = 0; from < symbols.size(); from += PRICES_AT_ONCE) {
            for (Quoted each : quoted(symbols.subList(from, Math.min(symbols.size(), from + PRICES_AT_ONCE)))) {
                boolean isAwaited = awaited.contains(each.symbol);
                if (isAwaited || each.isOfOldShares) {
                    adjusted.add(each.symbol);
                } else {
                    put(each.symbol, each.reference, live);
                }
                if (isAwaited || !each.isOfOldShares) {
                    put(each.symbol, each.lastTrade, lastTrades);
                }
            }
        }
        return new Moment(known.tradingDay, known.ledger.positions(), live, lastTrades, adjusted, known.actions, known.accounts, known.rates,
                known.instruments);
    }

    private static List<CorporateAction> actions(ShardState state) {
        return state.corporateActions().all().stream().map(each -> each.started().terms()).toList();
    }

    /** Whose shares the ledger has adjusted for a later day already, while the market trades old ones: their last trades are closes of this day all the same. */
    private static Set<String> awaited(Known known) {
        Set<String> awaited = new HashSet<>();
        for (CorporateAction action : known.actions) {
            if (known.tradingDay != null && action.exDate().isAfter(known.tradingDay)) {
                awaited.add(action.symbol());
                awaited.add(action.symbolThen());
            }
        }
        return awaited;
    }

    private List<Quoted> quoted(List<String> symbols) throws InterruptedException, ExecutionException, TimeoutException {
        return shard.ask(state -> {
            List<Quoted> all = new ArrayList<>(symbols.size());
            for (String symbol : symbols) {
                all.add(new Quoted(symbol, market.reference(symbol), market.lastTrade(symbol), risk.isPriceOfOldShares(symbol)));
            }
            return all;
        }).toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private static void put(String symbol, @Nullable Price price, Map<String, Price> to) {
        if (price != null) {
            to.put(symbol, price);
        }
    }
}

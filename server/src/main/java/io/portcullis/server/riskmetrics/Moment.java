package io.portcullis.server.riskmetrics;

import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Instruments;
import io.portcullis.oms.instrument.Market;
import io.portcullis.oms.order.Ledger;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.Price;
import io.portcullis.risk.Accounts;
import io.portcullis.risk.CurrencyRates;
import io.portcullis.risk.PreTradeRisk;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the shard knows at one moment: taken between two records, reckoned with elsewhere.
 *
 * @param tradingDay null before the first
 * @param live last trades, or what stands for them, by symbol
 * @param lastTrades of this run of the hub, by symbol
 */
record Moment(@Nullable LocalDate tradingDay, List<Ledger.Position> positions, Map<String, Price> live, Map<String, Price> lastTrades, Accounts accounts,
        CurrencyRates rates,
        Instruments instruments) {

    /** On the shard's thread. */
    static Moment of(ShardState state, PreTradeRisk risk, Market market) {
        Map<String, Price> live = new HashMap<>();
        Map<String, Price> lastTrades = new HashMap<>();
        for (Instrument each : market.instruments().all()) {
            Price price = market.reference(each.symbol());
            if (price != null) {
                live.put(each.symbol(), price);
            }
            Price trade = market.lastTrade(each.symbol());
            if (trade != null) {
                lastTrades.put(each.symbol(), trade);
            }
        }
        return new Moment(state.tradingDay(), state.ledger().positions(), live, lastTrades, risk.accountsInForce(), risk.settingsInForce().rates(),
                market.instruments());
    }

    /** What a share is worth: live, or else the last close of the instruments' file; null if neither is known. */
    @Nullable
    Price price(String symbol) {
        Price price = live.get(symbol);
        Instrument instrument = instruments.bySymbol(symbol);
        return price != null || instrument == null ? price : instrument.referencePrice();
    }
}

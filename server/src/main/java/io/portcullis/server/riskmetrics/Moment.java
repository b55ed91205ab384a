package io.portcullis.server.riskmetrics;

import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Instruments;
import io.portcullis.oms.order.Ledger;
import io.portcullis.oms.types.CorporateAction;
import io.portcullis.oms.types.Price;
import io.portcullis.risk.Accounts;
import io.portcullis.risk.CurrencyRates;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is held at one moment, and what it is worth then.
 *
 * @param tradingDay null before the first
 * @param live last trades, or what stands for them, by symbol
 * @param lastTrades of this run of the hub, by symbol
 * @param adjusted symbols whose shares a corporate action has made others, and which the market has shown no price of since: they have no live price, and the instruments' file may have one of old shares
 * @param actions all that were applied
 */
record Moment(@Nullable LocalDate tradingDay, List<Ledger.Position> positions, Map<String, Price> live, Map<String, Price> lastTrades, Set<String> adjusted,
        List<CorporateAction> actions, Accounts accounts, CurrencyRates rates, Instruments instruments) {

    /** What a share is worth: live, or else the last close of the instruments' file, or what the ledger says of shares that were adjusted; null if none is known. */
    @Nullable
    Price price(String symbol) {
        if (adjusted.contains(symbol)) {
            return positions.stream().filter(each -> each.held().symbol().equals(symbol)).map(each -> each.start().price()).filter(Objects::nonNull)
                    .findFirst().orElse(null);
        }
        Price price = live.get(symbol);
        Instrument instrument = instruments.bySymbol(symbol);
        return price != null || instrument == null ? price : instrument.referencePrice();
    }
}

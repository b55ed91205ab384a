package io.portcullis.venues.market;

import io.portcullis.fix.sessions.wire.FixGroup;
import io.portcullis.fix.sessions.wire.MalformedField;
import io.portcullis.oms.types.Price;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one venue has shown as the last trade of each instrument, also before its link was down. A snapshot has the last trade whenever anything else has changed: told again it
 * is no other trade, and the market may have left its price long ago.
 */
final class ShownTrades {

    private static final class Trade {
        private long price;
        private long quantity;
        private @Nullable String time;

        private boolean isReplacedBy(long newPrice, long newQuantity, @Nullable String newTime) {
            boolean isAnother = price != newPrice || quantity != newQuantity || newTime != null && !newTime.equals(time);
            price = newPrice;
            quantity = newQuantity;
            time = newTime;
            return isAnother;
        }
    }

    private final MarketBooks books;
    private final Map<String, Trade> bySymbol = new HashMap<>();

    ShownTrades(MarketBooks books) {
        this.books = books;
    }

    /**
     * Tells the books of a trade that was not shown before. Two trades are told apart by price, and by MDEntrySize(271) and MDEntryTime(273) where the venue gives them. How old
     * the first one is nobody says, so it counts only where no trade is known, and is too old for whoever wants a young price.
     */
    void shown(String symbol, long price, FixGroup entry) throws MalformedField {
        long quantity = entry.decimal(271, 0);
        String time = entry.stringOrNull(273);
        Trade before = bySymbol.get(symbol);
        boolean isFirst = before == null;
        if (before == null) {
            before = new Trade();
            bySymbol.put(symbol, before);
        }
        if (before.isReplacedBy(price, quantity, time) && (!isFirst || books.lastTrade(symbol) == null)) {
            if (isFirst) {
                books.tradedBefore(symbol, new Price(price));
            } else {
                books.traded(symbol, new Price(price));
            }
        }
    }
}

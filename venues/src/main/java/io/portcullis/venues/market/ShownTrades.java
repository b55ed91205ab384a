package io.portcullis.venues.market;

import io.portcullis.fix.sessions.wire.FixGroup;
import io.portcullis.fix.sessions.wire.MalformedField;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
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

        /** What is not said, a quantity of 0 or no time, tells no trade from another: updates may say more of a trade than the snapshot that tells it again. */
        private boolean isReplacedBy(long newPrice, long newQuantity, @Nullable String newTime) {
            boolean isAnother = price != newPrice || quantity != 0 && newQuantity != 0 && quantity != newQuantity
                    || time != null && newTime != null && !newTime.equals(time);
            quantity = isAnother || newQuantity != 0 ? newQuantity : quantity;
            time = isAnother || newTime != null ? newTime : time;
            price = newPrice;
            return isAnother;
        }
    }

    private final MarketBooks books;
    private final Map<String, Trade> bySymbol = new HashMap<>();

    ShownTrades(MarketBooks books) {
        this.books = books;
    }

    /**
     * Tells the books of a trade that was not shown before. Two trades are told apart by price, and by MDEntrySize(271) and MDEntryTime(273) where the venue gives them. The
     * first one may be of any age: it counts only where no trade is known, and is as old as MDEntryDate(272) and MDEntryTime(273) say; without both nobody knows.
     */
    void shown(VenueBook book, long price, FixGroup entry) throws MalformedField {
        String symbol = book.symbol();
        long quantity = entry.decimal(271, 0);
        boolean isFirst = !bySymbol.containsKey(symbol);
        if (known(symbol, price, entry) && (!isFirst || books.lastTrade(symbol) == null)) {
            if (isFirst) {
                books.tradedBefore(book, price, timeOf(entry));
            } else {
                books.traded(book, price, quantity);
            }
        }
    }

    /** Epoch nanoseconds; {@link ConsolidatedBook#UNKNOWN_TIME} if it is not said, or can't be read. */
    private static long timeOf(FixGroup entry) {
        String date = entry.stringOrNull(272);
        String time = entry.stringOrNull(273);
        if (date == null || time == null) {
            return ConsolidatedBook.UNKNOWN_TIME;
        }
        try {
            Instant instant = LocalDate.parse(date, DateTimeFormatter.BASIC_ISO_DATE).atTime(LocalTime.parse(time)).toInstant(ZoneOffset.UTC);
            return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
        } catch (DateTimeException | ArithmeticException e) {
            return ConsolidatedBook.UNKNOWN_TIME;
        }
    }

    /** It is the last one now. @return whether it is another one than before */
    boolean known(String symbol, long price, FixGroup entry) throws MalformedField {
        return bySymbol.computeIfAbsent(symbol, s -> new Trade()).isReplacedBy(price, entry.decimal(271, 0), entry.stringOrNull(273));
    }
}

package io.portcullis.admin.port;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What venues show of their markets, and what of it can't be used. Completes on any thread. */
public interface MarketDataView {

    /** How many books that can't be used are told at most. */
    int MOST_UNUSABLE = 500;

    /**
     * @param mode {@code no}, {@code snapshots} or {@code incremental}
     * @param books of how many instruments it has shown something since its session was up
     * @param unusable how many of these can't be used
     * @param updates messages since the start
     * @param recoveries how often an instrument was asked for anew since the start
     * @param shownTime when it has last shown a price, epoch nanoseconds; 0 if it never did
     */
    record Feed(String venue, String mode, int books, int unusable, long updates, long recoveries, long shownTime) {
    }

    /** @param flaw in one word. @param why in words. @param since epoch nanoseconds */
    record Unusable(String venue, String symbol, String flaw, String why, long since) {
    }

    /** @param unusable the oldest {@value #MOST_UNUSABLE} of them */
    record Overview(List<Feed> feeds, List<Unusable> unusable) {
    }

    /** Prices and quantities are decimals. */
    record Level(String price, String quantity) {
    }

    /** @param flaw in one word; null if it can be used. @param lastTrade null if none is known. @param time of the venue's last word about it, epoch nanoseconds */
    record Book(String venue, List<Level> bids, List<Level> offers, @Nullable String lastTrade, long time, @Nullable String flaw, String why) {
    }

    /**
     * One instrument at all venues together.
     *
     * @param bid best of all usable books; null if there is none
     * @param lastTrade null if none is known. @param lastTradeTime epoch nanoseconds
     * @param volume traded on this trading day as far as venues have shown
     * @param reference by which orders without a limit are valued; null if there is none
     */
    record Instrument(String symbol, @Nullable Level bid, @Nullable Level offer, @Nullable String lastTrade, long lastTradeTime, String volume,
            @Nullable String reference,
            List<Book> books) {
    }

    /** How many bars are told at most. */
    int MOST_BARS = 5_000;

    /** How long bars are. */
    List<String> INTERVALS = List.of("1s", "10s", "1m", "5m", "15m", "1h", "1d");

    /**
     * @param venue null for all together
     * @param interval one of {@link #INTERVALS}
     * @param from epoch nanoseconds, inclusive. @param to exclusive
     * @param most 1 to {@value #MOST_BARS}, the oldest of those
     */
    record BarQuestion(String symbol, @Nullable String venue, String interval, long from, long to, int most) {
    }

    /**
     * What was traded in a time. Prices and quantities are decimals.
     *
     * @param time when it begins, epoch nanoseconds; of a day, midnight UTC of its date
     * @param turnover quantity times price of the trades of which a quantity is known, as the volume is
     * @param vwap the volume-weighted average price; null where no quantity is known
     * @param bid the best one at its end, or by now; null if there was none. @param offer likewise
     * @param isClosed nothing comes into it any more
     */
    record Bar(long time, LocalDate tradingDay, String open, String high, String low, String close, String volume, String turnover, @Nullable String vwap,
            long trades, @Nullable String bid, @Nullable String offer, boolean isClosed) {
    }

    /** @return the oldest first, none of a time without trades; empty where market data is not recorded */
    CompletionStage<Optional<List<Bar>>> bars(BarQuestion question);

    CompletionStage<Overview> overview();

    /** @return empty if no venue has shown anything of it */
    CompletionStage<Optional<Instrument>> instrument(String symbol);
}

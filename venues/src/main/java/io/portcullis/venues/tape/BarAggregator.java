package io.portcullis.venues.tape;

import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.VenueId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes bars of a tape: of each venue and of all together, of all intervals at once. A trade counts in the bar of the time at which it came. What a venue changes or takes back of an old one, and one of before that
 * it shows after a logon, changes no bar. A bar is closed by the time that the tape tells, also where nothing trades; of a time without trades there is none. A function of the tape alone. One thread.
 */
public final class BarAggregator {

    private static final class Instrument {

        private final Map<VenueId, TapeBook> books = new LinkedHashMap<>();
        private final Map<VenueId, Series> byVenue = new HashMap<>();
        private final Series together;

        private Instrument(String symbol) {
            this.together = new Series(this, symbol, null);
        }
    }

    private static final class Series {

        private final Instrument of;
        private final String symbol;
        private final @Nullable VenueId venue;
        private final @Nullable OpenBar[] bars = new @Nullable OpenBar[INTERVALS.length];

        private Series(Instrument of, String symbol, @Nullable VenueId venue) {
            this.of = of;
            this.symbol = symbol;
            this.venue = venue;
        }

        private @Nullable Price best(boolean bids) {
            Long best = null;
            Collection<TapeBook> those = of.books.values();
            for (TapeBook book : venue == null ? those : bookOf(venue)) {
                Long price = book.best(bids);
                if (price != null && (best == null || (bids ? price > best : price < best))) {
                    best = price;
                }
            }
            return best == null ? null : new Price(best);
        }

        private List<TapeBook> bookOf(VenueId one) {
            TapeBook book = of.books.get(one);
            return book == null ? List.of() : List.of(book);
        }
    }

    private static final class OpenBar {

        private final long start;
        private final long open;
        private long high;
        private long low;
        private long close;
        private long trades;
        private long volume;
        private Money turnover = Money.ZERO;

        private OpenBar(long start, long price) {
            this.start = start;
            this.open = price;
            this.high = price;
            this.low = price;
        }

        private void trade(long price, long quantity, Money worth) {
            high = Math.max(high, price);
            low = Math.min(low, price);
            close = price;
            trades++;
            long sum = volume + quantity;
            volume = sum < 0 ? Long.MAX_VALUE : sum;
            turnover = sum(turnover, worth);
        }

        /** What venues show may be absurd: more than fits stays out, and nothing else is lost by it. */
        private static Money sum(Money one, Money other) {
            try {
                return one.plus(other);
            } catch (ArithmeticException e) {
                return one;
            }
        }
    }

    private static final BarInterval[] INTERVALS = BarInterval.values();

    private final Consumer<Bar> closed;
    private final Map<String, Instrument> instruments = new LinkedHashMap<>();
    /** Those that have an open bar, by the ordinals of the intervals, in the order of their first trade. */
    private final List<List<Series>> open = new ArrayList<>();
    private final long[] starts = new long[INTERVALS.length];
    private LocalDate tradingDay;
    private long time;

    /** @param tradingDay of the tape. @param closed is told each bar once, when it is closed */
    public BarAggregator(LocalDate tradingDay, Consumer<Bar> closed) {
        this.tradingDay = tradingDay;
        this.closed = closed;
        for (int i = 0; i < INTERVALS.length; i++) {
            open.add(new ArrayList<>());
        }
    }

    /** The tape of another trading day begins: what is open is closed. Books are as they were. */
    public void begin(LocalDate day) {
        for (BarInterval interval : INTERVALS) {
            close(interval);
        }
        tradingDay = day;
    }

    public void take(TapeEntry entry) {
        closeUntil(entry.time());
        switch (entry) {
            case TapeEntry.Begin _ -> instruments.values().forEach(each -> each.books.clear());
            case TapeEntry.Book book -> instrument(book.symbol()).books.computeIfAbsent(book.venue(), _ -> new TapeBook()).take(book);
            case TapeEntry.Trade trade -> {
                if (trade.kind() == TapeEntry.TradeKind.NEW) {
                    trade(trade);
                }
            }
            case TapeEntry.Tick _,TapeEntry.Missed _ -> {
                // the time is all that they say
            }
        }
    }

    private Instrument instrument(String symbol) {
        return instruments.computeIfAbsent(symbol, Instrument::new);
    }

    /** No trade before that time comes any more. */
    private void closeUntil(long now) {
        time = Math.max(time, now);
        for (BarInterval interval : INTERVALS) {
            if (interval != BarInterval.DAY && !open.get(interval.ordinal()).isEmpty() && time >= starts[interval.ordinal()] + interval.nanos()) {
                close(interval);
            }
        }
    }

    private void close(BarInterval interval) {
        List<Series> those = open.get(interval.ordinal());
        for (Series series : those) {
            OpenBar bar = series.bars[interval.ordinal()];
            if (bar != null) {
                closed.accept(bar(series, interval, bar, true));
            }
            series.bars[interval.ordinal()] = null;
        }
        those.clear();
    }

    private void trade(TapeEntry.Trade trade) {
        Instrument instrument = instrument(trade.symbol());
        Money worth = Money.of(new Quantity(trade.quantity()), new Price(trade.price()));
        trade(instrument.together, trade, worth);
        trade(instrument.byVenue.computeIfAbsent(trade.venue(), venue -> new Series(instrument, trade.symbol(), venue)), trade, worth);
    }

    private void trade(Series series, TapeEntry.Trade trade, Money worth) {
        for (BarInterval interval : INTERVALS) {
            OpenBar bar = series.bars[interval.ordinal()];
            if (bar == null) {
                bar = new OpenBar(startOf(interval), trade.price());
                series.bars[interval.ordinal()] = bar;
                starts[interval.ordinal()] = bar.start;
                open.get(interval.ordinal()).add(series);
            }
            bar.trade(trade.price(), trade.quantity(), worth);
        }
    }

    private long startOf(BarInterval interval) {
        return interval == BarInterval.DAY ? TimeUnit.DAYS.toNanos(tradingDay.toEpochDay()) : interval.start(time);
    }

    /** What is open by now of that interval, in the order of the first trades. */
    public List<Bar> open(BarInterval interval) {
        List<Bar> bars = new ArrayList<>();
        for (Series series : open.get(interval.ordinal())) {
            OpenBar bar = series.bars[interval.ordinal()];
            if (bar != null) {
                bars.add(bar(series, interval, bar, false));
            }
        }
        return bars;
    }

    /** The bar that is open of an instrument, at a venue or, if that is null, at all together; null if there is none. */
    @Nullable
    public Bar open(String symbol, @Nullable VenueId venue, BarInterval interval) {
        Instrument instrument = instruments.get(symbol);
        Series series = instrument == null ? null : venue == null ? instrument.together : instrument.byVenue.get(venue);
        OpenBar bar = series == null ? null : series.bars[interval.ordinal()];
        return series == null || bar == null ? null : bar(series, interval, bar, false);
    }

    private Bar bar(Series series, BarInterval interval, OpenBar bar, boolean isClosed) {
        return new Bar(series.symbol, series.venue, interval, tradingDay, bar.start, new Price(bar.open), new Price(bar.high), new Price(bar.low),
                new Price(bar.close), new Quantity(bar.volume), bar.turnover, bar.trades, series.best(true), series.best(false), isClosed);
    }
}

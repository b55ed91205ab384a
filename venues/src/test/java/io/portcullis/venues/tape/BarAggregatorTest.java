package io.portcullis.venues.tape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.VenueId;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BarAggregatorTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 23);

    private final List<Bar> closed = new ArrayList<>();
    private final BarAggregator bars = new BarAggregator(DAY, closed::add);

    private static long at(String time) {
        return TimeUnit.SECONDS.toNanos(DAY.atTime(LocalTime.parse(time)).toEpochSecond(ZoneOffset.UTC)) + LocalTime.parse(time).getNano();
    }

    /** Such as {@code 09:00:00.5 LIT1 IBM 100 at 10.00}, a trade; {@code 09:00:00 LIT1 IBM 9.99-10.01}, a book; {@code 09:00:00 LIT1 IBM gone}; {@code 09:00:00}, the time; {@code 09:00:00 begin}. */
    private void happens(String... lines) {
        for (String line : lines) {
            bars.take(entry(line));
        }
    }

    private static TapeEntry entry(String line) {
        String[] w = line.split(" ");
        long time = at(w[0]);
        if (w.length == 1) {
            return new TapeEntry.Tick(time);
        }
        if (w[1].equals("begin")) {
            return new TapeEntry.Begin(time);
        }
        VenueId venue = new VenueId(w[1]);
        if (w[3].equals("gone")) {
            return new TapeEntry.Book(time, venue, w[2], true, false, List.of());
        }
        if (w.length == 4) {
            String[] prices = w[3].split("-");
            return new TapeEntry.Book(time, venue, w[2], true, true, Stream.of(new TapeEntry.Level(true, Price.of(prices[0]).raw(), 1),
                    new TapeEntry.Level(false, Price.of(prices[1]).raw(), 1)).toList());
        }
        TapeEntry.TradeKind kind = w.length == 6 ? TapeEntry.TradeKind.NEW : TapeEntry.TradeKind.valueOf(w[6].toUpperCase(Locale.ROOT));
        return new TapeEntry.Trade(time, venue, w[2], kind, Price.of(w[5]).raw(), w[3].equals("?") ? 0 : Quantity.of(w[3]).raw());
    }

    private List<String> closed(BarInterval interval) {
        return closed.stream().filter(bar -> bar.interval() == interval).map(BarAggregatorTest::text).toList();
    }

    private static String text(Bar b) {
        return LocalTime.ofNanoOfDay(Math.floorMod(b.start(), TimeUnit.DAYS.toNanos(1))) + " " + b.symbol() + " " + (b.venue() == null ? "all" : b.venue())
                + " o "
                + b.open() + " h " + b.high() + " l " + b.low() + " c " + b.close() + " v " + b.volume() + " vwap " + b.vwap() + " n " + b.trades() + " "
                + b.bid() + "-" + b.offer();
    }

    @Test
    void tradesOfATimeMakeABarOfEachVenueAndOfAllTogether() {
        happens("09:00:00 LIT1 IBM 9.99-10.01", "09:00:00 LIT2 IBM 10.00-10.02",
                "09:00:01 LIT1 IBM 100 at 10.00", "09:00:20 LIT2 IBM 300 at 10.02", "09:00:59.999999999 LIT1 IBM 100 at 9.98", "09:01:00");
        assertEquals(List.of("09:00 IBM all o 10 h 10.02 l 9.98 c 9.98 v 500 vwap 10.008 n 3 10-10.01",
                "09:00 IBM LIT1 o 10 h 10 l 9.98 c 9.98 v 200 vwap 9.99 n 2 9.99-10.01",
                "09:00 IBM LIT2 o 10.02 h 10.02 l 10.02 c 10.02 v 300 vwap 10.02 n 1 10-10.02"), closed(BarInterval.MINUTE));
        assertEquals(List.of(), closed(BarInterval.FIVE_MINUTES));
        assertEquals(9, closed(BarInterval.SECOND).size() + closed(BarInterval.TEN_SECONDS).size() - 3);
    }

    @Test
    void aBarIsClosedByTimeAndATimeWithoutTradesHasNone() {
        happens("09:00:30 LIT1 IBM 100 at 10.00", "09:00:59");
        assertEquals(List.of(), closed(BarInterval.MINUTE));
        happens("09:01:00");
        assertEquals(2, closed(BarInterval.MINUTE).size());
        happens("09:02:00", "09:03:00", "09:14:59");
        assertEquals(2, closed(BarInterval.MINUTE).size());
        assertEquals(0, closed(BarInterval.FIFTEEN_MINUTES).size());
        happens("09:15:00", "09:59:59.9", "10:00:00");
        assertEquals(2, closed(BarInterval.FIFTEEN_MINUTES).size());
        assertEquals(2, closed(BarInterval.HOUR).size());
        assertEquals(0, closed(BarInterval.DAY).size());
    }

    @Test
    void theTradeThatComesWithTheNextMinuteBelongsToIt() {
        happens("09:00:59.999999999 LIT1 IBM 100 at 10", "09:01:00 LIT1 IBM 200 at 11", "09:02:00");
        assertEquals(List.of("09:00 IBM all o 10 h 10 l 10 c 10 v 100 vwap 10 n 1 null-null", "09:00 IBM LIT1 o 10 h 10 l 10 c 10 v 100 vwap 10 n 1 null-null",
                "09:01 IBM all o 11 h 11 l 11 c 11 v 200 vwap 11 n 1 null-null", "09:01 IBM LIT1 o 11 h 11 l 11 c 11 v 200 vwap 11 n 1 null-null"),
                closed(BarInterval.MINUTE));
    }

    @Test
    void theDaysBarIsThatOfTheTradingDayHoweverItLiesInUtc() {
        happens("09:00:00 LIT1 IBM 100 at 10", "23:59:59 LIT1 IBM 100 at 12");
        bars.take(new TapeEntry.Trade(at("23:59:59") + TimeUnit.HOURS.toNanos(2), new VenueId("LIT1"), "IBM", TapeEntry.TradeKind.NEW, Price.of("9").raw(),
                Quantity.of(1).raw()));
        assertEquals(List.of(), closed(BarInterval.DAY));
        Bar open = Objects.requireNonNull(bars.open("IBM", null, BarInterval.DAY));
        assertEquals("00:00 IBM all o 10 h 12 l 9 c 9 v 201 vwap 10.99004975 n 3 null-null", text(open));
        assertEquals(DAY, open.tradingDay());
        bars.begin(DAY.plusDays(1));
        assertEquals(2, closed(BarInterval.DAY).size());
        assertEquals(2, closed(BarInterval.HOUR).stream().filter(bar -> bar.startsWith("01:00")).count(), "what is open is closed with its day");
        assertNull(bars.open("IBM", null, BarInterval.DAY));
    }

    @Test
    void whatIsSaidOfOldTradesChangesNoBar() {
        happens("09:00:00 LIT1 IBM 100 at 10", "09:00:01 LIT1 IBM 100 at 99 before", "09:00:02 LIT1 IBM 50 at 10 changed",
                "09:00:03 LIT1 IBM 100 at 10 deleted", "09:01:00");
        assertEquals("09:00 IBM all o 10 h 10 l 10 c 10 v 100 vwap 10 n 1 null-null", closed(BarInterval.MINUTE).getFirst());
    }

    @Test
    void aTradeWithoutAQuantityCountsInPricesOnly() {
        happens("09:00:00 LIT1 IBM ? at 10", "09:01:00 LIT1 IBM 100 at 11", "09:01:01 LIT1 IBM ? at 12", "09:02:00");
        assertEquals("09:00 IBM all o 10 h 10 l 10 c 10 v 0 vwap null n 1 null-null", closed(BarInterval.MINUTE).getFirst());
        assertEquals("09:01 IBM all o 11 h 12 l 11 c 12 v 100 vwap 11 n 2 null-null", closed(BarInterval.MINUTE).get(2));
    }

    @Test
    void theLastQuotesAreThoseOfBooksThatCountAtTheEndOfTheBar() {
        happens("09:00:00 LIT1 IBM 9.99-10.01", "09:00:00 LIT2 IBM 10.00-10.02", "09:00:01 LIT1 IBM 1 at 10", "09:00:30 LIT2 IBM gone",
                "09:01:00 LIT1 IBM 8-12");
        assertEquals("09:00 IBM all o 10 h 10 l 10 c 10 v 1 vwap 10 n 1 9.99-10.01", closed(BarInterval.MINUTE).getFirst());
        happens("09:01:01 LIT1 IBM 1 at 10", "09:01:02 begin", "09:02:00");
        assertEquals("09:01 IBM all o 10 h 10 l 10 c 10 v 1 vwap 10 n 1 null-null", closed(BarInterval.MINUTE).get(2));
    }

    @Test
    void whatIsAbsurdlyLargeStopsNothing() {
        bars.take(new TapeEntry.Trade(at("09:00:00"), new VenueId("LIT1"), "IBM", TapeEntry.TradeKind.NEW, Long.MAX_VALUE, Long.MAX_VALUE));
        bars.take(new TapeEntry.Trade(at("09:00:00"), new VenueId("LIT1"), "IBM", TapeEntry.TradeKind.NEW, Long.MAX_VALUE, Long.MAX_VALUE));
        bars.take(new TapeEntry.Trade(at("09:00:00"), new VenueId("LIT1"), "IBM", TapeEntry.TradeKind.NEW, Long.MAX_VALUE, Long.MAX_VALUE));
        happens("09:01:00");
        assertEquals(new Quantity(Long.MAX_VALUE), closed.getFirst().volume());
        assertEquals(3, closed.getFirst().trades());
    }
}

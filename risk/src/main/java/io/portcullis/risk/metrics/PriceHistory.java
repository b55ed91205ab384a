package io.portcullis.risk.metrics;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.stat.correlation.Covariance;
import org.hipparchus.stat.correlation.PearsonsCorrelation;
import org.jspecify.annotations.Nullable;

/**
 * Closes of several instruments on the same days, so that what moved together is seen together. A day counts if at least half of the instruments that were there have a close of it; where one has none, such as on a
 * holiday of its market, its close of before stands.
 */
public final class PriceHistory {

    /** An instrument without a close for more days in a row was not traded, or its closes are not kept up. */
    public static final int MOST_DAYS_WITHOUT_CLOSE = 5;

    /** An instrument that is left out. @param reason in words */
    public record Missing(String symbol, String reason) {
    }

    /** A move from one close to the next. @param part of the close of before, such as -0.5 */
    public record Move(String symbol, LocalDate day, double part) {
    }

    private final List<LocalDate> days;
    private final List<String> symbols;
    private final Map<String, Integer> index = new HashMap<>();
    private final double[][] closes;
    private final List<Missing> missing;
    private final @Nullable String shortenedBy;

    private PriceHistory(List<LocalDate> days, List<String> symbols, double[][] closes, List<Missing> missing, @Nullable String shortenedBy) {
        this.days = List.copyOf(days);
        this.symbols = List.copyOf(symbols);
        this.closes = closes;
        this.missing = List.copyOf(missing);
        this.shortenedBy = shortenedBy;
        for (int i = 0; i < symbols.size(); i++) {
            index.put(symbols.get(i), i);
        }
    }

    /**
     * Of the newest days.
     *
     * @param observations how many returns from one day to the next there are at most
     * @param minimum an instrument with fewer is left out; at least 2
     */
    public static PriceHistory of(Collection<CloseSeries> all, int observations, int minimum) {
        long[] days = newest(tradingDays(all), observations + 1);
        List<Missing> missing = new ArrayList<>();
        List<CloseSeries> taken = new ArrayList<>();
        int from = 0;
        String latest = null;
        for (CloseSeries each : all) {
            int first = firstDay(each, days);
            if (days.length - 1 - first < Math.max(2, minimum)) {
                missing.add(new Missing(each.symbol(), reason(each, days, first, minimum)));
                continue;
            }
            taken.add(each);
            if (first > from) {
                from = first;
                latest = each.symbol();
            }
        }
        return aligned(taken, days, from, missing, latest);
    }

    /** The same, and what else is left out. */
    public PriceHistory without(Collection<Missing> more) {
        List<Missing> all = new ArrayList<>(missing);
        all.addAll(more);
        return more.isEmpty() ? this : new PriceHistory(days, symbols, closes, all, shortenedBy);
    }

    private static long[] tradingDays(Collection<CloseSeries> all) {
        TreeSet<Long> days = new TreeSet<>();
        for (CloseSeries each : all) {
            for (int i = 0; i < each.size(); i++) {
                days.add(each.day(i));
            }
        }
        return days.stream().mapToLong(Long::longValue).filter(day -> counts(day, all)).toArray();
    }

    private static boolean counts(long day, Collection<CloseSeries> all) {
        int there = 0;
        int closed = 0;
        for (CloseSeries each : all) {
            if (each.size() > 0 && each.day(0) <= day && day <= each.day(each.size() - 1)) {
                there++;
                closed += each.hasDay(day) ? 1 : 0;
            }
        }
        return 2 * closed >= there;
    }

    private static long[] newest(long[] days, int count) {
        int from = Math.max(0, days.length - count);
        long[] newest = new long[days.length - from];
        System.arraycopy(days, from, newest, 0, newest.length);
        return newest;
    }

    /** From which of the days on there are closes without too long a gap; the number of days if not even the last has one. */
    private static int firstDay(CloseSeries series, long[] days) {
        int first = days.length;
        int without = 0;
        for (int i = days.length - 1; i >= 0 && without <= MOST_DAYS_WITHOUT_CLOSE; i--) {
            if (series.hasDay(days[i])) {
                first = i;
                without = 0;
            } else {
                without++;
            }
        }
        return first;
    }

    private static String reason(CloseSeries series, long[] days, int first, int minimum) {
        if (series.size() == 0) {
            return "there are no closes of it";
        }
        if (first >= days.length) {
            return "its last close is of " + LocalDate.ofEpochDay(series.day(series.size() - 1)) + ", too long ago";
        }
        int observations = Math.max(0, days.length - 1 - first);
        return "it has " + observations + (observations == 1 ? " return" : " returns") + " from day to day, needs " + Math.max(2, minimum);
    }

    private static PriceHistory aligned(List<CloseSeries> all, long[] days, int from, List<Missing> missing, @Nullable String shortenedBy) {
        int count = all.isEmpty() ? 0 : days.length - from;
        double[][] closes = new double[all.size()][count];
        for (int i = 0; i < all.size(); i++) {
            for (int day = 0; day < count; day++) {
                closes[i][day] = all.get(i).close(all.get(i).indexUpTo(days[from + day]));
            }
        }
        List<LocalDate> dates = new ArrayList<>();
        for (int day = 0; day < count; day++) {
            dates.add(LocalDate.ofEpochDay(days[from + day]));
        }
        return new PriceHistory(dates, all.stream().map(CloseSeries::symbol).toList(), closes, missing, shortenedBy);
    }

    /** Of closes; one more than there are returns from day to day. Empty if there is no instrument. */
    public List<LocalDate> days() {
        return days;
    }

    /** In whose order the numbers are. */
    public List<String> symbols() {
        return symbols;
    }

    /** Which of the symbols it is; null if it is left out. */
    public @Nullable Integer indexOf(String symbol) {
        return index.get(symbol);
    }

    /** What is left out, and why. */
    public List<Missing> missing() {
        return missing;
    }

    /** The instrument that has the fewest of the days, so that all have no more; null if none has fewer than asked for. */
    public @Nullable String shortenedBy() {
        return shortenedBy;
    }

    /** How many returns from one day to the next there are. */
    public int observations() {
        return Math.max(0, days.size() - 1);
    }

    /** What each instrument has gained, as a part of what it was worth, between closes so many days apart: of each day from which there are as many before, oldest first. Such spans overlap. */
    public double[][] returns(int within) {
        int scenarios = Math.max(0, days.size() - within);
        double[][] returns = new double[scenarios][symbols.size()];
        for (int s = 0; s < scenarios; s++) {
            for (int i = 0; i < symbols.size(); i++) {
                returns[s][i] = closes[i][s + within] / closes[i][s] - 1;
            }
        }
        return returns;
    }

    /** Moves of at least that part, up or down, oldest first: few shares halve in a day, and many are split. */
    public List<Move> movesOf(double least) {
        List<Move> moves = new ArrayList<>();
        for (int day = 1; day < days.size(); day++) {
            for (int i = 0; i < symbols.size(); i++) {
                double part = closes[i][day] / closes[i][day - 1] - 1;
                if (Math.abs(part) >= least) {
                    moves.add(new Move(symbols.get(i), days.get(day), part));
                }
            }
        }
        return moves;
    }

    /** Covariances of logarithmic returns from day to day, around their means; needs two observations at least. */
    public double[][] covariances() {
        int observations = observations();
        double[][] logarithmic = new double[observations][symbols.size()];
        for (int s = 0; s < observations; s++) {
            for (int i = 0; i < symbols.size(); i++) {
                logarithmic[s][i] = Math.log(closes[i][s + 1] / closes[i][s]);
            }
        }
        return new Covariance(logarithmic).getCovarianceMatrix().getData();
    }

    /** What those covariances are as correlations, from -1 to 1; not a number for an instrument that has not moved at all. */
    public static double[][] correlations(double[][] covariances) {
        return covariances.length == 0 ? covariances
                : new PearsonsCorrelation().covarianceToCorrelation(new Array2DRowRealMatrix(covariances)).getData();
    }
}

package io.portcullis.risk.metrics;

import java.time.LocalDate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The closes of one instrument, oldest first, all of shares as they are now. */
public final class CloseSeries {

    private final String symbol;
    private final long[] days;
    private final double[] closes;

    /**
     * @param days as {@link java.time.LocalDate#toEpochDay()}, ascending
     * @param closes as many, each more than zero
     */
    public CloseSeries(String symbol, long[] days, double[] closes) {
        if (days.length != closes.length) {
            throw new IllegalArgumentException(symbol + " has " + days.length + " days and " + closes.length + " closes");
        }
        for (int i = 0; i < days.length; i++) {
            if (i > 0 && days[i] <= days[i - 1] || !(closes[i] > 0)) {
                throw new IllegalArgumentException(symbol + ": days must ascend and closes be more than 0, was " + closes[i] + " on day " + days[i]);
            }
        }
        this.symbol = symbol;
        this.days = days.clone();
        this.closes = closes.clone();
    }

    public String symbol() {
        return symbol;
    }

    /** The newest; null if there is none. */
    public @Nullable Double last() {
        return closes.length == 0 ? null : closes[closes.length - 1];
    }

    int size() {
        return days.length;
    }

    long day(int index) {
        return days[index];
    }

    double close(int index) {
        return closes[index];
    }

    /** Of the last close on or before that day; -1 if there is none. */
    int indexUpTo(long day) {
        int found = Arrays.binarySearch(days, day);
        return found >= 0 ? found : -found - 2;
    }

    boolean hasDay(long day) {
        return Arrays.binarySearch(days, day) >= 0;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(symbol);
        for (int i = 0; i < days.length; i++) {
            text.append(i == 0 ? " " : ", ").append(LocalDate.ofEpochDay(days[i])).append(' ').append(closes[i]);
        }
        return text.toString();
    }
}

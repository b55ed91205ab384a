package io.portcullis.venues.tape;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How long a bar is. All but {@link #DAY} begin at multiples of it in UTC; a day is a trading day. */
public enum BarInterval {
    SECOND("1s", 1), TEN_SECONDS("10s", 10), MINUTE("1m", 60), FIVE_MINUTES("5m", 300), FIFTEEN_MINUTES("15m", 900), HOUR("1h", 3_600), DAY("1d", 86_400);

    private final String text;
    private final long nanos;

    BarInterval(String text, long seconds) {
        this.text = text;
        this.nanos = TimeUnit.SECONDS.toNanos(seconds);
    }

    /** Null if it is none. */
    @Nullable
    public static BarInterval of(String text) {
        return Arrays.stream(values()).filter(each -> each.text.equals(text.toLowerCase(Locale.ROOT))).findFirst().orElse(null);
    }

    /** All of them, for people. */
    public static String texts() {
        return Arrays.stream(values()).map(BarInterval::text).collect(Collectors.joining(", "));
    }

    /** Such as {@code 1m}. */
    public String text() {
        return text;
    }

    /** Nanoseconds. */
    public long nanos() {
        return nanos;
    }

    /** When the bar begins in which that time is, epoch nanoseconds. */
    long start(long time) {
        return time - Math.floorMod(time, nanos);
    }

    @Override
    public String toString() {
        return text;
    }
}

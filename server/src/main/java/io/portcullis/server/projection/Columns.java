package io.portcullis.server.projection;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a batch writes into one table for one trading day, column by column: one statement for all rows, which costs a fifth of one per row, and names the one partition that
 * it is about.
 *
 * @param partition how the name of the one ends in which the day is
 * @param rows how many
 * @param column an array for each column, by its name
 */
record Columns(LocalDate tradingDay, String partition, int rows, Map<String, @Nullable Object[]> column) {

    @Override
    public String toString() {
        return column + " of " + tradingDay;
    }

    /** How rows become columns. Dates are days and times microseconds since 1970, which the database reads faster than texts. */
    static final class Of<R> {

        private final Function<R, LocalDate> tradingDay;
        private final Map<String, Function<List<R>, @Nullable Object[]>> columns = new LinkedHashMap<>();

        Of(Function<R, LocalDate> tradingDay) {
            this.tradingDay = tradingDay;
        }

        /** Whatever a counterparty sent is made storable. */
        Of<R> text(String name, Function<R, @Nullable String> value) {
            return column(name, new String[0], row -> {
                String text = value.apply(row);
                return text == null ? null : Stored.storable(text);
            });
        }

        Of<R> decimal(String name, Function<R, @Nullable BigDecimal> value) {
            return column(name, new BigDecimal[0], value);
        }

        Of<R> integer(String name, Function<R, @Nullable Integer> value) {
            return column(name, new Integer[0], value);
        }

        Of<R> number(String name, Function<R, @Nullable Long> value) {
            return column(name, new Long[0], value);
        }

        Of<R> date(String name, Function<R, LocalDate> value) {
            return column(name, new Integer[0], row -> (int) value.apply(row).toEpochDay());
        }

        Of<R> time(String name, Function<R, @Nullable OffsetDateTime> value) {
            return column(name, new Long[0], row -> {
                OffsetDateTime time = value.apply(row);
                return time == null ? null : TimeUnit.SECONDS.toMicros(time.toEpochSecond()) + TimeUnit.NANOSECONDS.toMicros(time.getNano());
            });
        }

        /** Columns that several tables have. */
        Of<R> with(Consumer<Of<R>> more) {
            more.accept(this);
            return this;
        }

        private <T> Of<R> column(String name, T[] none, Function<R, @Nullable T> value) {
            columns.put(name, rows -> {
                @Nullable
                T[] values = Arrays.copyOf(none, rows.size());
                for (int i = 0; i < values.length; i++) {
                    values[i] = value.apply(rows.get(i));
                }
                return values;
            });
            return this;
        }

        /** One set of columns for each trading day that the rows are of. */
        List<Columns> byDay(List<R> rows, Function<LocalDate, String> partitionOf) {
            Map<LocalDate, List<R>> days = new LinkedHashMap<>();
            rows.forEach(row -> days.computeIfAbsent(tradingDay.apply(row), _ -> new ArrayList<>()).add(row));
            return days.entrySet().stream().map(day -> of(day.getKey(), partitionOf.apply(day.getKey()), day.getValue())).toList();
        }

        private Columns of(LocalDate day, String partition, List<R> rows) {
            Map<String, @Nullable Object[]> filled = LinkedHashMap.newLinkedHashMap(columns.size());
            columns.forEach((name, values) -> filled.put(name, values.apply(rows)));
            return new Columns(day, partition, rows.size(), filled);
        }
    }
}

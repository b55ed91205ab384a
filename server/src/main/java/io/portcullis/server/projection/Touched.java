package io.portcullis.server.projection;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How orders of one trading day stand, as columns: what a batch changes of a day is one statement, which costs a fifth of one per order, and names the one partition that
 * it is about.
 *
 * @param id of parent or child orders
 * @param venueOrderId an element is null where the venue told nothing new, as with {@code text}
 */
record Touched(LocalDate tradingDay, String[] id, String[] ordStatus, BigDecimal[] orderQty, BigDecimal[] cumQty, BigDecimal[] leavesQty, BigDecimal[] traded,
        @Nullable String[] venueOrderId, @Nullable String[] text, String[] updatedAt, Long[] updatedBy) {

    /** How many orders. */
    int rows() {
        return id.length;
    }

    @Override
    public String toString() {
        return String.join(", ", id) + " of " + tradingDay;
    }

    static List<Touched> byDay(List<Rows.Touched> rows) {
        Map<LocalDate, List<Rows.Touched>> days = new LinkedHashMap<>();
        rows.forEach(row -> days.computeIfAbsent(row.tradingDay(), _ -> new ArrayList<>()).add(row));
        return days.entrySet().stream().map(day -> of(day.getKey(), day.getValue())).toList();
    }

    private static Touched of(LocalDate day, List<Rows.Touched> rows) {
        return new Touched(day, texts(rows, Rows.Touched::id), texts(rows, row -> row.standing().ordStatus()), decimals(rows, Rows.Standing::orderQty),
                decimals(rows, Rows.Standing::cumQty), decimals(rows, Rows.Standing::leavesQty), decimals(rows, Rows.Standing::traded),
                storable(rows, Rows.Touched::venueOrderId), storable(rows, Rows.Touched::text), texts(rows, row -> row.standing().updatedAt().toString()),
                rows.stream().map(row -> row.standing().updatedBy()).toArray(Long[]::new));
    }

    private static String[] texts(Collection<Rows.Touched> rows, Function<Rows.Touched, String> column) {
        return rows.stream().map(column).toArray(String[]::new);
    }

    private static @Nullable String[] storable(Collection<Rows.Touched> rows, Function<Rows.Touched, @Nullable String> column) {
        @Nullable
        String[] texts = new String[rows.size()];
        int i = 0;
        for (Rows.Touched row : rows) {
            String text = column.apply(row);
            texts[i++] = text == null ? null : Stored.storable(text);
        }
        return texts;
    }

    private static BigDecimal[] decimals(Collection<Rows.Touched> rows, Function<Rows.Standing, BigDecimal> column) {
        return rows.stream().map(row -> column.apply(row.standing())).toArray(BigDecimal[]::new);
    }
}

package io.portcullis.server.riskmetrics;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The best moment of each portfolio on a trading day, as far as it was looked at: the beginning, when nothing was gained yet, is one. For one thread. */
final class DayPeaks {

    private final Map<String, Double> peaks = new HashMap<>();
    private @Nullable LocalDate day;

    /** By how much less was gained than at the best moment; null, and no moment, if the book can't tell what was gained. */
    @Nullable
    Double drawdown(LocalDate tradingDay, Book book) {
        return book.tradedUnpriced().isEmpty() ? Double.valueOf(drawdown(tradingDay, book.name().toString(), book.gained())) : null;
    }

    /** By how much less was gained than at the best moment. */
    double drawdown(LocalDate tradingDay, String portfolio, double gained) {
        if (!tradingDay.equals(day)) {
            peaks.clear();
            day = tradingDay;
        }
        return peaks.merge(portfolio, Math.max(0, gained), Math::max) - gained;
    }
}

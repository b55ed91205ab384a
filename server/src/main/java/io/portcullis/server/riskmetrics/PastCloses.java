package io.portcullis.server.riskmetrics;

import io.portcullis.oms.types.CorporateAction;
import io.portcullis.risk.metrics.CloseSeries;
import io.portcullis.risk.metrics.PriceHistory;
import io.portcullis.risk.metrics.StressScenario;
import io.portcullis.server.projection.PriceTable;
import io.portcullis.server.settings.MetricsEntry;
import io.portcullis.server.settings.StressFile.Replay;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The closes that metrics are reckoned from, read again only when there are others. For one thread. */
final class PastCloses {

    /** There are more days in a year than those on which markets are open, and holidays besides. */
    private static final double DAYS_PER_OBSERVATION = 1.6;
    private static final int MORE_DAYS = 40;
    /** A close of so many days before stands for a day without one. */
    private static final int MOST_DAYS_BEFORE = 7;

    private static final String TOO_MANY = "it is not among the " + LargestHoldings.MOST + " instruments of which most is held";

    /** What was read for. */
    private record Key(String version, LocalDate day, Set<String> symbols, Set<String> others, List<Replay> replays, List<CorporateAction> actions) {
    }

    private final PriceTable prices;
    private final MetricsEntry settings;
    private @Nullable Key key;
    private PriceHistory history = PriceHistory.of(List.of(), 2, 2);
    private List<StressScenario> replayed = List.of();

    PastCloses(PriceTable prices, MetricsEntry settings) {
        this.prices = prices;
        this.settings = settings;
    }

    /**
     * Looks for closes of days before that one.
     *
     * @param others that are left out, because there are too many
     * @throws IOException if the database can't be reached; what was there stays
     */
    void refresh(LocalDate today, Set<String> symbols, Set<String> others, List<Replay> replays, List<CorporateAction> actions) throws IOException {
        Set<String> all = new TreeSet<>(symbols);
        if (settings.benchmark() != null) {
            all.add(settings.benchmark());
        }
        Key now = new Key(prices.version(today), today, all, others, replays, actions);
        if (!now.equals(key)) {
            LocalDate from = today.minusDays((long) (settings.observations() * DAYS_PER_OBSERVATION) + MORE_DAYS);
            history = PriceHistory.of(prices.series(all, from, today, actions), settings.observations(), settings.minimumObservations())
                    .without(others.stream().map(each -> new PriceHistory.Missing(each, TOO_MANY)).toList());
            replayed = replayed(now);
            key = now;
        }
    }

    private List<StressScenario> replayed(Key of) throws IOException {
        List<StressScenario> all = new ArrayList<>();
        for (Replay replay : of.replays) {
            Map<String, Double> before = closes(of, replay.from());
            Map<String, Double> after = closes(of, replay.until());
            Map<String, Double> moves = new HashMap<>();
            before.forEach((symbol, close) -> {
                Double then = after.get(symbol);
                if (then != null) {
                    moves.put(symbol, then / close - 1);
                }
            });
            all.add(new StressScenario.Historical(replay.name(), moves));
        }
        return all;
    }

    /** On that day, or the last days before; all of shares as they are today. */
    private Map<String, Double> closes(Key of, LocalDate day) throws IOException {
        Map<String, Double> closes = new HashMap<>();
        for (CloseSeries each : prices.series(of.symbols, day.minusDays(MOST_DAYS_BEFORE), day.plusDays(1), of.day, of.actions)) {
            Double last = each.last();
            if (last != null) {
                closes.put(each.symbol(), last);
            }
        }
        return closes;
    }

    PriceHistory closes() {
        return history;
    }

    /** What prices did in the days that somebody has named. */
    List<StressScenario> replayed() {
        return replayed;
    }
}

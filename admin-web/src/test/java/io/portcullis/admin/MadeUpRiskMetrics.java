package io.portcullis.admin;

import io.portcullis.admin.port.OperatorCommands.Answer;
import io.portcullis.admin.port.OperatorCommands.Instruction;
import io.portcullis.admin.port.RiskMetricsView;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The firm and a client; what is entered is written down. */
final class MadeUpRiskMetrics implements RiskMetricsView {

    final List<String> entered = new ArrayList<>();
    volatile Optional<Snapshot> snapshot = Optional.of(made());

    static Snapshot made() {
        History history = new History(LocalDate.of(2024, 11, 21), LocalDate.of(2026, 11, 20), 500, "GEV", "SPX", 10_000);
        return new Snapshot(1_795_000_000_000_000_000L, 812, "USD", history, List.of(portfolio("firm", 2), portfolio("client=ACME", 1)),
                List.of(new LimitRow("client=*", "client=ACME", "var-99-1d", "60000", "USD", 80, true, 52_000.0, "WARNED"),
                        new LimitRow("firm", "firm", "gross-leverage", "3", null, 0, false, null, "UNKNOWN")),
                List.of("there is no beta: the benchmark SPX has no history"));
    }

    private static PortfolioRow portfolio(String name, double factor) {
        List<TailRow> tails = new ArrayList<>();
        for (int days : new int[]{1, 5}) {
            for (String level : List.of("95", "97.5", "99")) {
                double base = factor * Math.sqrt(days) * Double.parseDouble(level) * 500;
                tails.add(new TailRow("historical", level, days, base, base * 1.3, null));
                tails.add(new TailRow("parametric", level, days, base * 0.9, base * 1.1, null));
                tails.add(new TailRow("monte-carlo", level, days, base * 0.95, base * 1.2, base * 0.02));
            }
        }
        return new PortfolioRow(name, 1_800_000 * factor, 450_000 * factor, null, null, 0.93, 1_250_000 * factor, -4_200.5 * factor, 6_100 * factor,
                List.of("IPO"), tails,
                List.of(new SectorRow("Energy", 300_000 * factor, 0), new SectorRow("Technology", 1_500_000 * factor, 450_000 * factor),
                        new SectorRow("", 0, 0)),
                List.of(new WorstRow(1, LocalDate.of(2025, 4, 3), LocalDate.of(2025, 4, 4), -88_000 * factor),
                        new WorstRow(5, LocalDate.of(2025, 3, 31), LocalDate.of(2025, 4, 7), -151_000 * factor)),
                List.of(new StressRow("market -20 %", -270_000 * factor, List.of()), new StressRow("rates up", 41_000 * factor, List.of("IPO"))),
                new Matrix(List.of("IBM", "XOM"), 0, (row, column) -> row != column ? 0.31 : row == 0 ? 1 : Double.NaN),
                List.of(new UncoveredRow("IPO", "400", 12_000.0 * factor, "it has 12 returns from day to day, needs 250")));
    }

    @Override
    public Optional<Snapshot> last() {
        return snapshot;
    }

    @Override
    public CompletionStage<Snapshot> anew() {
        return CompletableFuture.completedStage(snapshot.orElseThrow());
    }

    @Override
    public CompletionStage<List<Coverage>> closes() {
        return CompletableFuture.completedStage(List.of(new Coverage("IBM", LocalDate.of(2024, 1, 2), LocalDate.of(2026, 11, 20), 725, 3)));
    }

    @Override
    public CompletionStage<Answer> enter(List<Close> closes, Instruction instruction) {
        closes.forEach(each -> entered.add(each.symbol() + " " + each.day() + " " + each.close() + " " + each.adjusted() + " by " + instruction.user()));
        return CompletableFuture.completedStage(new Answer.Done(closes.size() + " closes are entered"));
    }
}

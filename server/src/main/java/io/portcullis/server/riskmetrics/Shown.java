package io.portcullis.server.riskmetrics;

import io.portcullis.admin.port.RiskMetricsView.Matrix;
import io.portcullis.admin.port.RiskMetricsView.PortfolioRow;
import io.portcullis.admin.port.RiskMetricsView.SectorRow;
import io.portcullis.admin.port.RiskMetricsView.StressRow;
import io.portcullis.admin.port.RiskMetricsView.TailRow;
import io.portcullis.admin.port.RiskMetricsView.UncoveredRow;
import io.portcullis.admin.port.RiskMetricsView.WorstRow;
import io.portcullis.risk.metrics.Beta;
import io.portcullis.risk.metrics.Correlations;
import io.portcullis.risk.metrics.PortfolioMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Metrics in the console's words. */
final class Shown {

    private static final int MOST_CORRELATIONS = 100;

    private Shown() {
    }

    static PortfolioRow row(Book book, Moment moment, PortfolioMetrics metrics, @Nullable Double drawdown) {
        Beta beta = metrics.beta();
        return new PortfolioRow(metrics.portfolio().name(), metrics.exposure().bought(), metrics.exposure().owed(), metrics.portfolio().capital(),
                metrics.leverage(),
                beta == null ? null : beta.beta(), beta == null ? null : beta.exposure(), book.gained(), drawdown, book.gainUnknown(),
                metrics.tails().stream()
                        .map(tail -> new TailRow(tail.method().text(), tail.level().text(), tail.days(), tail.valueAtRisk(), tail.expectedShortfall(),
                                tail.standardError()))
                        .toList(),
                new TreeMap<>(metrics.exposure().bySector()).entrySet().stream()
                        .map(each -> new SectorRow(each.getKey(), each.getValue().bought(), each.getValue().owed()))
                        .toList(),
                metrics.worst().stream().map(worst -> new WorstRow(worst.days(), worst.from(), worst.until(), worst.gain())).toList(),
                metrics.stress().stream().map(outcome -> new StressRow(outcome.name(), outcome.gain(), outcome.untouched())).toList(),
                matrix(metrics.correlations()), uncovered(book, moment, metrics));
    }

    private static Matrix matrix(Correlations correlations) {
        Correlations largest = correlations.largest(MOST_CORRELATIONS);
        return new Matrix(largest.symbols(), correlations.size() - largest.size(), largest::of);
    }

    private static List<UncoveredRow> uncovered(Book book, Moment moment, PortfolioMetrics metrics) {
        List<UncoveredRow> all = new ArrayList<>();
        metrics.uncovered().forEach(
                each -> all.add(new UncoveredRow(each.holding().symbol(), book.quantity(each.holding().symbol()), each.holding().value(), each.reason())));
        book.unvalued(moment).forEach(each -> all.add(new UncoveredRow(each.symbol(), each.quantity(), null, each.reason())));
        return all;
    }
}

package io.portcullis.server.riskmetrics;

import io.portcullis.oms.limit.PortfolioName;
import io.portcullis.oms.limit.Scope;
import io.portcullis.risk.metrics.Metric;
import io.portcullis.risk.metrics.MetricLimit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Limits that can't be on anything, most likely because a name is misspelt: they would be silent for ever. */
final class LimitDoubts {

    private LimitDoubts() {
    }

    /** In words. @param scenarios by their names */
    static List<String> of(List<MetricLimit> limits, Moment moment, Collection<String> scenarios) {
        Set<PortfolioName> portfolios = new HashSet<>();
        moment.accounts().byName().keySet().forEach(account -> portfolios.addAll(Book.holders(account, moment)));
        moment.positions().forEach(position -> portfolios.addAll(Book.holders(position.held().account(), moment)));
        Set<String> sectors = new HashSet<>();
        moment.instruments().all().stream().map(each -> each.traits().sector()).filter(Objects::nonNull).forEach(sectors::add);
        List<String> doubts = new ArrayList<>();
        for (MetricLimit limit : limits) {
            PortfolioName of = limit.portfolio();
            if (!of.equals(PortfolioName.FIRM) && !of.value().equals(Scope.EACH) && !portfolios.contains(of)) {
                doubts.add("the limit " + limit + " is on nobody: no account is of " + of + " (accounts.ini)");
            }
            if (limit.metric() instanceof Metric.Sector sector && !sectors.contains(sector.name())) {
                doubts.add("the limit " + limit + " is on nothing: no instrument is of sector " + sector.name() + " (instruments.csv)");
            }
            if (limit.metric() instanceof Metric.Stress stress && !scenarios.contains(stress.scenario())) {
                doubts.add("the limit " + limit + " is on nothing: there is no scenario " + stress.scenario() + " (stress.csv)");
            }
        }
        return doubts;
    }
}

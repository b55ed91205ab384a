package io.portcullis.risk.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.oms.limit.Breaker;
import io.portcullis.oms.limit.Limit;
import io.portcullis.oms.limit.LimitKey;
import io.portcullis.oms.limit.PortfolioMetric;
import io.portcullis.oms.limit.PortfolioName;
import io.portcullis.oms.limit.Release;
import io.portcullis.oms.limit.Scope;
import io.portcullis.oms.limit.Window;
import io.portcullis.oms.order.RiskLimits;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricLimitTest {

    private static final PortfolioMetrics ACME = new PortfolioMetrics(new Portfolio("client=ACME", List.of(), null),
            Exposure.of(List.of(new Holding("XOM", 100, "USD", "Energy"), new Holding("CVX", -60, "USD", "Energy"))), 2.5, null,
            List.of(new TailRisk(Method.HISTORICAL, Level.P99, 1, 10, 15, null), new TailRisk(Method.PARAMETRIC, Level.P99, 1, 12, 13, null),
                    new TailRisk(Method.MONTE_CARLO, Level.P99, 5, 30, 40, 1.0)),
            List.of(), List.of(new StressScenario.Outcome("crash", -77, List.of()), new StressScenario.Outcome("boom", 55, List.of())), null, List.of());

    private static MetricLimit limit(String portfolio, String metric, String most, String currency, int warn) {
        return new MetricLimit(PortfolioName.of(portfolio), Metric.of(metric), new BigDecimal(most), currency, warn, null, 0);
    }

    @Test
    void metricsAreReadAsTheyAreWrittenAndLookedUp() {
        String[][] all = {{"var-99-1d", "12.0"}, {"es-99-1d", "15.0"}, {"historical-var-99-1d", "10.0"}, {"monte-carlo-es-99-5d", "40.0"},
            {"var-95-1d", "null"},
            {"gross", "160.0"}, {"net", "40.0"}, {"gross-leverage", "2.5"}, {"drawdown", "3.0"}, {"sector:Energy", "160.0"}, {"sector:Mining", "0.0"},
            {"stress:crash", "77.0"},
            {"stress:boom", "0.0"}, {"stress:unknown", "null"}};
        for (String[] each : all) {
            assertEquals(each[0], Metric.of(each[0]).toString());
            assertEquals(each[1], String.valueOf(Metric.of(each[0]).of(ACME, 3.0)), each[0]);
        }
        assertNull(Metric.of("drawdown").of(ACME, null));
    }

    @Test
    void whatIsNoMetricIsAnsweredWithWhatIs() {
        for (String wrong : new String[]{"var", "var-98-1d", "var-99-2d", "cvar-99-1d", "", "sector:", "stress"}) {
            assertTrue(assertThrows(IllegalArgumentException.class, () -> Metric.of(wrong)).getMessage().startsWith("must be var-99-1d or es-99-1d"), wrong);
        }
    }

    /** What limits may name can be looked up, and what can be looked up may be limited. */
    @Test
    void whatALimitMayNameIsAMetricHere() {
        List<String> names = new ArrayList<>(PortfolioMetric.names());
        assertEquals(52, names.size());
        names.addAll(List.of("sector:Energy", "sector:Öl und Gas, alle", "stress:rates up 2 %"));
        for (String name : names) {
            assertTrue(PortfolioMetric.isName(name), name);
            assertEquals(name, Metric.of(name).toString());
            assertEquals(name.equals("gross-leverage"), !Metric.of(name).isMoney(), name);
            assertEquals(name, new LimitKey(new PortfolioMetric(PortfolioName.FIRM, name)).measureText());
        }
        for (String wrong : new String[]{"var", "var-98-1d", "var-99-2d", "VAR-99-1d", "leverage", "sector:", "stress: ", "sector: x", "stress:\u0007",
            "stress:" + "x".repeat(65)}) {
            assertFalse(PortfolioMetric.isName(wrong), wrong);
        }
    }

    @Test
    void aLimitIsMadeReadyWithWhoReleasesWhatItKills() {
        Limit limit = new Limit(LimitKey.of("client=ACME", "var-99-1d"), new BigDecimal("250000.00"), "USD", 80, Window.ALWAYS,
                new Breaker(Duration.ZERO, Release.of("alone after 15m")));
        MetricLimit ready = MetricLimit.of(new RiskLimits.Standing(1, limit.key(), limit, "ann", "bob", "as agreed", 7));
        assertEquals("client=ACME var-99-1d 250000 USD", ready.toString());
        assertEquals(Release.of("alone after 15m"), ready.release());
        assertEquals(7, ready.since());
        LimitKey ofOrders = LimitKey.of("firm", "open-orders");
        assertThrows(NullPointerException.class,
                () -> MetricLimit.of(new RiskLimits.Standing(2, ofOrders, new Limit(ofOrders, BigDecimal.ONE, null, 0), "ann", null, "as agreed", 7)));
    }

    @Test
    void aLimitOnOneIsAnExceptionFromThatOnEachOfTheSameMetric() {
        MetricLimit each = limit("client=*", "gross", "1", "USD", 0);
        MetricLimit one = limit("client=ACME", "gross", "2", "USD", 0);
        MetricLimit other = limit("client=ACME", "net", "2", "USD", 0);
        assertTrue(each.holdsFor(PortfolioName.of("client=ACME"), List.of(each, other)));
        assertFalse(each.holdsFor(PortfolioName.of("client=ACME"), List.of(each, one)));
        assertTrue(each.holdsFor(PortfolioName.of("client=GLOBEX"), List.of(each, one)));
        assertTrue(one.holdsFor(PortfolioName.of("client=ACME"), List.of(each, one)));
    }

    @Test
    void aLimitIsWarnedOfBeforeItIsReached() {
        MetricLimit limit = limit("client=ACME", "var-99-1d", "100", "USD", 80);
        assertEquals(MetricLimit.Standing.BELOW, limit.of(79.9));
        assertEquals(MetricLimit.Standing.WARNED, limit.of(80));
        assertEquals(MetricLimit.Standing.REACHED, limit.of(100));
        assertEquals(MetricLimit.Standing.BELOW, limit("firm", "gross-leverage", "3", null, 0).of(2.99));
    }

    @Test
    void aLimitOnEachIsOnEveryPortfolioOfThatKind() {
        PortfolioName each = PortfolioName.of("client=*");
        assertTrue(each.includes(PortfolioName.of("client=ACME")));
        assertFalse(each.includes(PortfolioName.of("desk=D1")));
        assertFalse(each.includes(PortfolioName.FIRM));
        assertTrue(PortfolioName.of("firm").includes(PortfolioName.FIRM));
        assertFalse(PortfolioName.of("client=ACME").includes(PortfolioName.of("client=GLOBEX")));
        assertTrue(PortfolioName.of("portfolio=*").includes(PortfolioName.named("GROWTH")));
    }

    @Test
    void ordersKnowOfHoldersAndNotOfPortfoliosThatAccountsName() {
        assertEquals(Scope.FIRM, PortfolioName.FIRM.scope());
        assertEquals(Scope.of("desk=D1"), PortfolioName.of("desk=D1").scope());
        assertNull(PortfolioName.of("portfolio=GROWTH").scope());
        for (String text : new String[]{"firm", "group=G", "account=ACME", "portfolio=GROWTH"}) {
            assertEquals(text, PortfolioName.of(text).toString());
        }
    }

    @Test
    void whatCanBeNoPortfolioIsNamed() {
        assertEquals("must be firm, or one of group=, client=, desk=, account=, portfolio= with a value or *, was symbol=IBM",
                assertThrows(IllegalArgumentException.class, () -> PortfolioName.of("symbol=IBM")).getMessage());
        assertEquals("client must be 1 to 64 printable characters without blanks, commas and equals signs, was ",
                assertThrows(IllegalArgumentException.class, () -> PortfolioName.of("client=")).getMessage());
    }
}

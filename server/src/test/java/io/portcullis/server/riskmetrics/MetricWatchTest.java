package io.portcullis.server.riskmetrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.admin.port.OperatorCommands.Answer;
import io.portcullis.admin.port.OperatorCommands.Instruction;
import io.portcullis.admin.port.RiskMetricsView.LimitRow;
import io.portcullis.oms.limit.PortfolioName;
import io.portcullis.oms.limit.Release;
import io.portcullis.oms.limit.Subset;
import io.portcullis.risk.CurrencyRates;
import io.portcullis.risk.metrics.Exposure;
import io.portcullis.risk.metrics.Holding;
import io.portcullis.risk.metrics.Level;
import io.portcullis.risk.metrics.Method;
import io.portcullis.risk.metrics.Metric;
import io.portcullis.risk.metrics.MetricLimit;
import io.portcullis.risk.metrics.Portfolio;
import io.portcullis.risk.metrics.PortfolioMetrics;
import io.portcullis.risk.metrics.TailRisk;
import io.portcullis.server.projection.PriceTable.Breach;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MetricWatchTest {

    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);
    private static final MetricLimit KILLS = new MetricLimit(PortfolioName.of("client=*"), Metric.of("var-99-1d"), new BigDecimal("100"), "USD", 80,
            Release.BY_TWO_PERSONS, 0);

    private final List<String> killed = new ArrayList<>();
    private final List<String> alerts = new ArrayList<>();
    private final List<Breach> kept = new ArrayList<>();
    private boolean isAway;
    private Answer refusal;
    private boolean isFull;
    private final List<MetricWatch.InForce> inForce = new ArrayList<>();
    private long seconds;
    private MetricWatch watch = watch();

    private MetricWatch watch() {
        return new MetricWatch(this::trip, alerts::add, new MetricWatch.Memory() {
            @Override
            public List<Breach> of(LocalDate day) throws IOException {
                if (isAway) {
                    throw new IOException("away");
                }
                return kept.stream().filter(each -> each.tradingDay().equals(day)).toList();
            }

            @Override
            public void keep(Breach breach) throws IOException {
                if (isAway) {
                    throw new IOException("away");
                }
                if (breach.killOrdered()) {
                    kept.removeIf(Breach::killOrdered);
                }
                kept.add(breach);
            }
        });
    }

    private CompletionStage<Answer> trip(Subset subset, Release release, Instruction instruction) {
        if (isFull) {
            throw new IllegalStateException("the queue is full");
        }
        if (refusal != null) {
            return CompletableFuture.completedStage(refusal);
        }
        killed.add(subset + " by " + instruction.user() + ": " + instruction.reason() + (release.equals(Release.BY_TWO_PERSONS) ? "" : "; " + release));
        inForce.add(new MetricWatch.InForce(subset, release, seconds * 1_000_000_000));
        return CompletableFuture.completedStage(new Answer.Done("kill 1 of " + subset + " is in force"));
    }

    private MetricWatch.Now now() {
        return new MetricWatch.Now(seconds * 1_000_000_000, List.copyOf(inForce));
    }

    private static MetricWatch.Looked acme(Double valueAtRisk) {
        List<TailRisk> tails = valueAtRisk == null ? List.of() : List.of(new TailRisk(Method.HISTORICAL, Level.P99, 1, valueAtRisk, valueAtRisk, null));
        return new MetricWatch.Looked(PortfolioName.of("client=ACME"),
                new PortfolioMetrics(new Portfolio("client=ACME", List.of(), null), Exposure.of(List.of()), null, null, tails, List.of(),
                        List.of(), null, List.of()),
                0.0, List.of(), List.of(Subset.of("client=ACME")));
    }

    private List<LimitRow> look(LocalDate day, Double valueAtRisk) {
        return watch.look(day, List.of(KILLS), List.of(acme(valueAtRisk)), CurrencyRates.NONE, now());
    }

    @Test
    void peopleAreWarnedOnceAndAgainOnlyWhenMuchLessWasUsedMeanwhile() {
        for (double used : new double[]{79, 80, 85, 79, 73, 81}) {
            look(MONDAY, used);
        }
        assertEquals(1, alerts.size());
        assertEquals("80 % of a limit of risk metrics is used: client=ACME var-99-1d is 80.00 USD, the limit is 100", alerts.getFirst());
        look(MONDAY, 71.0);
        look(MONDAY, 80.0);
        assertEquals(2, alerts.size());
        assertEquals(List.of(), killed);
    }

    @Test
    void atTheLimitTheOrdersOfThePortfolioAreKilledOnceADay() {
        assertEquals("REACHED", look(MONDAY, 100.0).getFirst().standing());
        look(MONDAY, 120.0);
        look(MONDAY, 10.0);
        look(MONDAY, 130.0);
        assertEquals(List.of("client=ACME by metrics: client=ACME var-99-1d is 100.00 USD, the limit is 100"), killed);
        assertEquals("kill of client=ACME by a limit of risk metrics: kill 1 of client=ACME is in force", alerts.get(1));
        look(MONDAY.plusDays(1), 100.0);
        assertEquals(2, killed.size());
    }

    @Test
    void whatTwoPersonsHaveReleasedIsNotKilledAnewByARestart() {
        look(MONDAY, 100.0);
        watch = watch();
        look(MONDAY, 105.0);
        assertEquals(1, killed.size());
    }

    @Test
    void aKillThatWasRefusedIsOrderedAgainAlsoByTheNextHub() {
        refusal = new Answer.Refused("the shard is stopped");
        look(MONDAY, 100.0);
        look(MONDAY, 101.0);
        assertEquals("kill of client=ACME by a limit of risk metrics: refused: the shard is stopped; it is ordered again as long as the limit is reached",
                alerts.get(1));
        assertEquals(2, alerts.size());
        watch = watch();
        refusal = null;
        look(MONDAY, 102.0);
        look(MONDAY, 103.0);
        assertEquals(List.of("client=ACME by metrics: client=ACME var-99-1d is 102.00 USD, the limit is 100"), killed);
    }

    @Test
    void aKillThatCouldNotEvenBeOrderedIsOrderedAgain() {
        isFull = true;
        look(MONDAY, 100.0);
        assertEquals("the kill of client=ACME by a limit of risk metrics is not confirmed, look at what is killed: the queue is full;"
                + " it is ordered again as long as the limit is reached", alerts.get(1));
        isFull = false;
        look(MONDAY, 101.0);
        assertEquals(1, killed.size());
    }

    @Test
    void aLimitThatIsReachedAlreadyKillsOnceItSaysSo() {
        MetricLimit told = new MetricLimit(KILLS.portfolio(), KILLS.metric(), KILLS.most(), KILLS.currency(), KILLS.warnPercent(), null, 0);
        watch.look(MONDAY, List.of(told), List.of(acme(100.0)), CurrencyRates.NONE, now());
        assertEquals(List.of(), killed);
        look(MONDAY, 100.0);
        look(MONDAY, 100.0);
        assertEquals(1, killed.size());
    }

    @Test
    void whoReleasesTheKillIsWhatTheLimitSays() {
        MetricLimit alone = new MetricLimit(KILLS.portfolio(), KILLS.metric(), KILLS.most(), KILLS.currency(), KILLS.warnPercent(),
                Release.of("alone after 15m"), 0);
        watch.look(MONDAY, List.of(alone), List.of(acme(100.0)), CurrencyRates.NONE, now());
        assertEquals(List.of("client=ACME by metrics: client=ACME var-99-1d is 100.00 USD, the limit is 100; alone after 15m"), killed);
    }

    @Test
    void aLimitThatWasSetAnewKillsAnewAlsoAfterARestart() {
        look(MONDAY, 150.0);
        look(MONDAY, 150.0);
        watch = watch();
        seconds = 60;
        MetricLimit anew = new MetricLimit(KILLS.portfolio(), KILLS.metric(), KILLS.most(), KILLS.currency(), KILLS.warnPercent(), KILLS.release(),
                30_000_000_000L);
        watch.look(MONDAY, List.of(anew), List.of(acme(150.0)), CurrencyRates.NONE, now());
        watch.look(MONDAY, List.of(anew), List.of(acme(150.0)), CurrencyRates.NONE, now());
        assertEquals(2, killed.size());
        watch = watch();
        watch.look(MONDAY, List.of(anew), List.of(acme(150.0)), CurrencyRates.NONE, now());
        assertEquals(2, killed.size(), "the second kill is known, too");
    }

    @Test
    void aKillThatPeopleHaveReleasedBeforeARestartDoesNotComeAgainBeforeItsCoolDownIsOver() {
        lookAt(0, 100);
        lookAt(60, 100);
        inForce.clear();
        watch = watch();
        lookAt(120, 100);
        lookAt(1_200, 100);
        assertEquals(1, killed.size());
    }

    private void lookAt(int second, double valueAtRisk) {
        seconds = second;
        MetricLimit alone = new MetricLimit(KILLS.portfolio(), KILLS.metric(), KILLS.most(), KILLS.currency(), KILLS.warnPercent(),
                Release.of("alone after 10m"), 0);
        watch.look(MONDAY, List.of(alone), List.of(acme(valueAtRisk)), CurrencyRates.NONE, now());
    }

    @Test
    void aKillThatIsOverByItselfComesAgainAsLongAsTheLimitIsReached() {
        lookAt(0, 100);
        lookAt(60, 110);
        lookAt(660, 110);
        assertEquals(1, killed.size(), "it still stands");
        inForce.clear();
        lookAt(720, 99);
        assertEquals(1, killed.size());
        lookAt(780, 120);
        lookAt(840, 120);
        assertEquals(2, killed.size());
        assertEquals(3, alerts.size(), alerts::toString);
        inForce.clear();
        lookAt(1_440, 120);
        assertEquals(3, killed.size());
    }

    @Test
    void aKillThatWouldBeOverByItselfAndWasReleasedBeforeDoesNotComeAgain() {
        lookAt(0, 100);
        lookAt(60, 100);
        inForce.clear();
        lookAt(120, 90);
        lookAt(6_000, 110);
        lookAt(6_060, 110);
        assertEquals(1, killed.size());
    }

    @Test
    void aKillThatIsOverByItselfComesAgainAlsoAfterARestart() {
        lookAt(0, 100);
        lookAt(60, 100);
        watch = watch();
        lookAt(120, 100);
        assertEquals(1, killed.size());
        inForce.clear();
        lookAt(660, 100);
        assertEquals(2, killed.size());
    }

    @Test
    void aLimitThatWasSetAnewKillsAnew() {
        look(MONDAY, 150.0);
        MetricLimit higher = new MetricLimit(KILLS.portfolio(), KILLS.metric(), new BigDecimal("200"), KILLS.currency(), KILLS.warnPercent(), KILLS.release(),
                1);
        MetricLimit back = new MetricLimit(KILLS.portfolio(), KILLS.metric(), KILLS.most(), KILLS.currency(), KILLS.warnPercent(), KILLS.release(), 2);
        watch.look(MONDAY, List.of(higher), List.of(acme(150.0)), CurrencyRates.NONE, now());
        assertEquals(1, killed.size());
        watch.look(MONDAY, List.of(back), List.of(acme(150.0)), CurrencyRates.NONE, now());
        watch.look(MONDAY, List.of(back), List.of(acme(160.0)), CurrencyRates.NONE, now());
        assertEquals(2, killed.size());
    }

    @Test
    void aLimitOnOnePortfolioIsAnExceptionFromThatOnEach() {
        MetricLimit more = new MetricLimit(PortfolioName.of("client=ACME"), KILLS.metric(), new BigDecimal("200"), "USD", 0, Release.BY_TWO_PERSONS, 0);
        List<LimitRow> rows = watch.look(MONDAY, List.of(KILLS, more), List.of(acme(150.0)), CurrencyRates.NONE, now());
        assertEquals(List.of("client=* at client=* BELOW", "client=ACME at client=ACME BELOW"),
                rows.stream().map(row -> row.scope() + " at " + row.portfolio() + " " + row.standing()).toList());
        assertEquals(List.of(), killed);
        assertEquals(List.of(), alerts);
        watch.look(MONDAY, List.of(KILLS), List.of(acme(150.0)), CurrencyRates.NONE, now());
        assertEquals(1, killed.size());
    }

    /** To kill once too often is better than once too little. */
    @Test
    void withoutTheDatabaseItKillsAndThatIsWrittenDownLater() {
        isAway = true;
        look(MONDAY, 100.0);
        assertEquals(1, killed.size());
        assertTrue(alerts.getFirst().startsWith("it is not known for which limits of risk metrics orders were killed today already"), alerts.getFirst());
        isAway = false;
        look(MONDAY, 100.0);
        assertEquals(1, kept.stream().filter(Breach::killOrdered).count());
        assertEquals(1, killed.size());
    }

    @Test
    void aLimitThatCanNotBeLookedAtIsSaidOnce() {
        assertEquals("UNKNOWN", look(MONDAY, null).getFirst().standing());
        look(MONDAY, null);
        assertEquals(List.of(
                "the limit client=* var-99-1d 100 USD can't be looked at for client=ACME: var-99-1d is not known, because nothing of it has a history of closes (portcullis prices list)"),
                alerts);
    }

    @Test
    void whereMetricsAreTooOldNoLimitIsReachedAndTheNextLookFindsIt() {
        assertEquals(List.of("client=ACME UNKNOWN null"), MetricWatch.notKnown(List.of(KILLS), List.of(acme(150.0))).stream()
                .map(row -> row.portfolio() + " " + row.standing() + " " + row.used()).toList());
        assertEquals(List.of("client=* UNKNOWN null"), MetricWatch.notKnown(List.of(KILLS), List.of()).stream()
                .map(row -> row.portfolio() + " " + row.standing() + " " + row.used()).toList());
        assertEquals(List.of(), killed);
        look(MONDAY, 150.0);
        assertEquals(1, killed.size());
    }

    @Test
    void whatHasNoPriceIsToldOnceAndLessThanTheLimitIsNotTakenForEnough() {
        MetricLimit gross = new MetricLimit(PortfolioName.of("client=ACME"), Metric.of("gross"), new BigDecimal("100"), "USD", 0, null, 0);
        MetricLimit energy = new MetricLimit(PortfolioName.of("client=ACME"), Metric.of("sector:energy"), new BigDecimal("100"), "USD", 0, null, 0);
        for (int i = 0; i < 2; i++) {
            List<LimitRow> rows = watch.look(MONDAY, List.of(gross, energy),
                    List.of(without(List.of(new MetricWatch.LeftOut("TOYOTA", "cars", "it has no price")))),
                    CurrencyRates.NONE, now());
            assertEquals(List.of("UNKNOWN", "BELOW"), rows.stream().map(LimitRow::standing).toList());
        }
        assertEquals(List.of("the limit " + gross + " is held against client=ACME without TOYOTA (it has no price): there may be more than it shows"), alerts);
        assertEquals("BELOW", watch.look(MONDAY, List.of(gross), List.of(without(List.of())), CurrencyRates.NONE, now()).getFirst().standing());
    }

    /** At the opening one instrument after the other gets a price. */
    @Test
    void whatHasNoPriceIsToldAgainOnlyIfItIsSomethingElse() {
        MetricLimit gross = new MetricLimit(PortfolioName.of("client=ACME"), Metric.of("gross"), new BigDecimal("100"), "USD", 0, null, 0);
        for (int unpriced : new int[]{500, 499, 480, 0, 3, 500}) {
            watch.look(MONDAY, List.of(gross), List.of(without(without(0, unpriced))), CurrencyRates.NONE, now());
        }
        assertEquals(1, alerts.size());
        assertTrue(alerts.getFirst().contains(" without S0 (it has no price), S1 (it has no price), "), alerts.getFirst());
        assertTrue(alerts.getFirst().endsWith(", S19 (it has no price) and 480 more: there may be more than it shows"), alerts.getFirst());
        watch.look(MONDAY, List.of(gross), List.of(without(without(499, 2))), CurrencyRates.NONE, now());
        assertTrue(alerts.getLast().contains(" without S500 (it has no price), S499 (it has no price): "), alerts.getLast());
        watch.look(MONDAY.plusDays(1), List.of(gross), List.of(without(without(499, 2))), CurrencyRates.NONE, now());
        assertEquals(3, alerts.size());
    }

    private static List<MetricWatch.LeftOut> without(int first, int count) {
        return IntStream.range(first, first + count).mapToObj(number -> new MetricWatch.LeftOut("S" + number, null, "it has no price")).toList();
    }

    private static MetricWatch.Looked without(List<MetricWatch.LeftOut> leftOut) {
        MetricWatch.Looked acme = acme(1.0);
        return new MetricWatch.Looked(acme.name(), acme.metrics(), 0.0, List.of(), leftOut, acme.orders());
    }

    @Test
    void aLimitOnWhoHoldsNothingIsShownAsUnused() {
        LimitRow row = watch.look(MONDAY, List.of(KILLS), List.of(), CurrencyRates.NONE, now()).getFirst();
        assertEquals("client=* 0.0 BELOW", row.portfolio() + " " + row.used() + " " + row.standing());
        assertEquals(List.of(), alerts);
    }

    @Test
    void aLimitIsReckonedInItsOwnCurrencyAndIsOnItsPortfoliosOnly() {
        MetricLimit inEuro = new MetricLimit(PortfolioName.of("client=ACME"), Metric.of("gross"), new BigDecimal("100"), "EUR", 0, null, 0);
        PortfolioMetrics gross = new PortfolioMetrics(new Portfolio("client=ACME", List.of(), null), Exposure.of(List.of(new Holding("IBM", 120, "USD", null))),
                null, null, List.of(),
                List.of(), List.of(), null, List.of());
        CurrencyRates rates = new CurrencyRates("USD", Map.of("EUR", new BigDecimal("1.25")));
        List<LimitRow> rows = watch.look(MONDAY, List.of(inEuro),
                List.of(new MetricWatch.Looked(PortfolioName.of("client=ACME"), gross, 0.0, List.of(), List.of()),
                        new MetricWatch.Looked(PortfolioName.FIRM, gross, 0.0, List.of(), List.of())),
                rates, now());
        assertEquals(1, rows.size());
        assertEquals(96, rows.getFirst().used(), 1e-9);
        assertEquals("BELOW", rows.getFirst().standing());
    }
}

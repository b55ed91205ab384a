package io.portcullis.admin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The page of risk metrics. */
class RiskMetricsPageTest extends InBrowser {

    private void open(ColorScheme scheme) throws Exception {
        open(new TestConsole((String) null, 100), new Browser.NewContextOptions().setColorScheme(scheme), "/risk-metrics.html");
        assertThat(page.locator("#portfolios tr")).hasCount(2);
    }

    @Test
    void whatPortfoliosCouldLoseIsShownAsNumbersAndBars() throws Exception {
        open(ColorScheme.LIGHT);
        assertThat(page.locator("#portfolios tr").first()).containsText("firm4,500,0002,700,000–0.930099,000126,750-8,40112,200");
        assertThat(page.locator("#reckoned")).containsText("500 days' returns until 2026-11-20, no more because of GEV; 10,000 paths");
        assertThat(page.locator("#troubles")).hasText("there is no beta: the benchmark SPX has no history");
        assertThat(page.locator("#tails rect")).hasCount(36);
        assertThat(page.locator("#stress rect.loss")).hasCount(3);
        assertThat(page.locator("#stress rect.gain")).hasCount(1);
        assertThat(page.locator("#sectors text").first()).containsText("Energy");
        assertThat(page.locator("#limits tr").first()).hasAttribute("data-standing", "WARNED");
        assertThat(page.locator("#limits tr").first()).containsText("client=ACMEvar-99-1d60,000 USD52,00086 %, kills80 %");
        assertThat(page.locator("#measured")).containsText("Measured at ");
        assertThat(page.locator("#limits tr").nth(1)).containsText("not known");
        assertThat(page.locator("#uncovered")).containsText("IPO40024,000it has 12 returns from day to day, needs 250");
        assertThat(page.locator("#correlations tr").nth(1)).hasText("IBM1.000.31");
        assertThat(page.locator("#correlations tr").nth(2)).hasText("XOM0.31–");
        photograph("risk-metrics");
        assertEquals(List.of(), complaints);
    }

    @Test
    void aPortfolioIsChosenInTheDarkToo() throws Exception {
        open(ColorScheme.DARK);
        page.locator("#portfolios tr").nth(1).click();
        assertThat(page.locator("#tails-title")).hasText("Value at risk of client=ACME");
        assertThat(page.locator("#portfolios tr").nth(1)).hasAttribute("aria-selected", "true");
        assertThat(page.locator("#stress text.end").first()).hasText("-88.0 k");
        photograph("risk-metrics-dark");
        page.reload();
        assertThat(page.locator("#tails-title")).hasText("Value at risk of client=ACME");
        assertEquals(List.of(), complaints);
    }

    @Test
    void untilTheyAreReckonedThePageSaysSo() throws Exception {
        TestConsole none = new TestConsole((String) null, 100);
        none.riskMetrics.snapshot = Optional.empty();
        open(none, new Browser.NewContextOptions(), "/risk-metrics.html");
        assertThat(page.locator("#troubles")).hasText("metrics: are not reckoned yet: try again in a moment");
        none.riskMetrics.snapshot = Optional.of(MadeUpRiskMetrics.made());
        page.locator("#anew").click();
        assertThat(page.locator("#portfolios tr")).hasCount(2);
    }
}

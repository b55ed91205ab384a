package io.portcullis.admin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page of limits and positions. */
class RiskPageTest extends InBrowser {

    private void open() throws Exception {
        open(new TestConsole((String) null, 100), new Browser.NewContextOptions(), "/risk.html");
        assertThat(page.locator("#summary")).hasText("1 limit, 1 proposal, 1 position");
    }

    @Test
    void limitsShowHowTheyAreUsedAndPositionsWhatTheyHaveGained() throws Exception {
        open();
        assertThat(page.locator("#limits tr.limit")).containsText("account=*open-notional1,000,000 USD");
        assertThat(page.locator("#limits tr.use").first()).containsText("account=ACME900,00090 %");
        assertThat(page.locator("#limits tr.use").first()).hasAttribute("data-level", "warned");
        assertThat(page.locator("#limits tr.use").nth(1)).containsText("12,500.51 %");
        assertThat(page.locator("#positions tr")).containsText("ACMEIBM15010050011.00USD0.00125.00");
        photograph("risk");
        page.locator("#filter").fill("globex vod");
        assertThat(page.locator("#limits")).hasText("No limit is in force.");
        assertEquals(List.of(), complaints);
    }

    @Test
    void aLimitIsTakenIntoTheFormAndSetOrRemoved() throws Exception {
        open();
        page.locator("#limits tr.limit").click();
        assertThat(page.locator("#scope")).hasValue("account=*");
        assertThat(page.locator("#measure")).hasValue("open-notional");
        page.locator("#limit").fill("7500000");
        page.locator("#daily").fill("09:30-10:00 America/New_York");
        page.locator("#user").fill("ann");
        page.locator("#reason").fill("as agreed");
        page.locator("#change button.primary").click();
        assertThat(page.locator("#outcome")).hasText("changed");
        page.locator("#remove").click();
        page.locator("#limit").fill("many");
        page.locator("#change button.primary").click();
        assertThat(page.locator("#trouble")).containsText("changes[0].limit: must be a decimal number");
        assertEquals(List.of("account=* open-notional 7500000 USD daily 09:30-10:00 America/New_York by ann", "account=* open-notional null by ann"),
                console.limits.ordered);
        assertEquals(List.of(), complaints);
    }

    @Test
    void instrumentsThatAreNotTradedAsUsualAreShownAndSteered() throws Exception {
        open();
        assertThat(page.locator("#market-rows tr").first()).containsText("IBMhalted");
        assertThat(page.locator("#market-rows tr").nth(1)).containsText("KOprice bands57.0162.99");
        page.locator("#user").fill("ann");
        page.locator("#reason").fill("told by its market");
        page.locator("#market-action").selectOption("bands");
        page.locator("#market-symbol").fill("IBM");
        page.locator("#market-low").fill("171");
        page.locator("#market button").click();
        assertThat(page.locator("#market-outcome")).hasText("done");
        page.locator("#market-rows button").first().click();
        page.locator("#market-low").fill("much");
        page.locator("#market button").click();
        assertThat(page.locator("#market-trouble")).containsText("low: must be a decimal number");
        assertEquals(List.of("IBM SetBands[bands=low 171] by ann", "IBM Resume[] by ann"), console.markets.ordered);
        photograph("markets");
    }

    @Test
    void aSecondPersonSettlesAProposal() throws Exception {
        open();
        page.locator("#user").fill("bob");
        page.locator("#reason").fill("seen");
        page.locator("#proposal-rows button").first().click();
        assertThat(page.locator("#outcome")).hasText("settled");
        assertEquals(List.of("approved 20481 by bob"), console.limits.ordered);
    }
}

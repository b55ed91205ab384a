package io.portcullis.admin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Limits that kill are set, and overrides asked for and approved, in a real browser. */
class LimitsBrowserTest extends InBrowser {

    private void open() throws Exception {
        open(new TestConsole((String) null, 1_000), new Browser.NewContextOptions(), "/risk.html");
        page.locator("#user").fill("bob");
        page.locator("#reason").fill("as agreed");
    }

    @Test
    void aLimitWithinATimeIsSetWithItsRelease() throws Exception {
        open();
        assertThat(page.locator("#limits")).containsText("1,000,000 USD");
        page.locator("#scope").fill("client=*");
        page.locator("#measure").selectOption("executions");
        page.locator("#limit").fill("500/60s");
        page.locator("#release").fill("one-person after 5m");
        page.locator("#change button[type=submit]").click();
        assertThat(page.locator("#outcome")).hasText("changed");
        assertEquals(List.of("client=* executions 500/1m release one-person after 5m by bob"), console.limits.ordered);
        assertEquals(List.of(), complaints);
    }

    @Test
    void aLimitOnARiskMetricShowsWhenItWasMeasuredAndIsChangedAsOthersAre() throws Exception {
        TestConsole made = new TestConsole((String) null, 1_000);
        made.limits.hasMetrics = true;
        open(made, new Browser.NewContextOptions(), "/risk.html");
        page.locator("#user").fill("bob");
        page.locator("#reason").fill("as agreed");
        assertThat(page.locator("#limits tr.limit")).containsText("client=*var-99-1d60,000 USD80 %release by alone after 15m");
        assertThat(page.locator("#limits tr.use").first()).containsText("client=ACME52,000.00 00:00:3786 %");
        assertThat(page.locator("#limits tr.use").first()).hasAttribute("data-level", "warned");
        assertThat(page.locator("#limits tr.use").nth(1)).containsText("client=GLOBEXnot known");
        assertThat(page.locator("#measure option[value='sector:Energy']")).hasCount(1);
        photograph("limits-of-metrics");
        page.locator("#limits tr.limit").click();
        assertThat(page.locator("#measure")).hasValue("var-99-1d");
        page.locator("#scope").fill("portfolio=growth");
        page.locator("#measure").selectOption("gross-leverage");
        page.locator("#limit").fill("4.5");
        page.locator("#currency").fill("");
        page.locator("#warn").fill("8o");
        page.locator("#change button[type=submit]").click();
        assertThat(page.locator("#trouble")).hasText("changes[0].warnPercent: must be a whole number from 1 to 99, or 0 for no warning");
        page.locator("#warn").fill("80");
        page.locator("#change button[type=submit]").click();
        assertThat(page.locator("#outcome")).hasText("changed");
        page.locator("#remove").click();
        page.locator("#scope").fill("symbol=IBM");
        page.locator("#change button[type=submit]").click();
        assertThat(page.locator("#trouble"))
                .hasText("changes[0].scope: must be firm, or one of group=, client=, desk=, account=, portfolio= with a value or *, was symbol=IBM");
        assertEquals(List.of("portfolio=growth gross-leverage 4.5 kills release alone after 15m by bob", "portfolio=growth gross-leverage null by bob"),
                console.limits.ordered);
    }

    @Test
    void anOverrideIsAskedForAndASecondPersonApprovesAnother() throws Exception {
        open();
        assertThat(page.locator("#overrides")).containsText("client=ACME symbol=IBM");
        assertThat(page.locator("#overrides")).containsText("0 of 2");
        photograph("overrides");
        page.locator("#overrides button", new Page.LocatorOptions().setHasText("Approve")).click();
        assertThat(page.locator("#outcome")).hasText("settled");
        page.locator("#o-scope").fill("account=ACME");
        page.locator("#o-refusals").fill("order-quantity,2003");
        page.locator("#o-until").fill("2026-12-24T16:00:00Z");
        page.locator("#override button[type=submit]").click();
        assertThat(page.locator("#outcome")).hasText("asked");
        assertEquals(List.of("approved 20481 by bob", "1 order of account=ACME, though refused by 2001,2003, until 2026-12-24T16:00:00Z by bob"),
                console.overrides.ordered);
        assertEquals(List.of(), complaints);
    }
}

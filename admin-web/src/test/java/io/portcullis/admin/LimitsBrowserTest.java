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

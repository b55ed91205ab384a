package io.portcullis.admin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.KillFact;
import io.portcullis.oms.limit.Subset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Orders are killed in a real browser: by the dialog, and on the page that says how far that is. */
class KillsBrowserTest extends InBrowser {

    private void open(String path) throws Exception {
        open(new TestConsole((String) null, 1_000), new Browser.NewContextOptions(), path);
    }

    @Test
    void aSubsetIsKilledWithAReasonAndAWordAndABannerSaysSo() throws Exception {
        open("");
        assertThat(page.locator("#connection")).hasText("Live");
        page.locator("#kill").click();
        assertThat(page.locator("#command-title")).hasText("Kill orders");
        page.locator("[data-input=subset]").fill("client=ACME venue=LIT1");
        page.locator("#command-user").fill("ann");
        page.locator("#command-reason").fill("runaway");
        assertThat(page.locator("#command-go")).isDisabled();
        page.locator("#command-word").fill("kill");
        page.locator("#command-go").click();
        assertThat(page.locator("#toast")).containsText("done");
        assertEquals(List.of("kill client=ACME venue=LIT1 by ann"), console.kills.ordered);

        console.desk.record(new Event.KillTold(new KillFact.Ordered(20_481, Subset.of("client=ACME"), List.of(), "ann", "runaway")));
        assertThat(page.locator("#kill-banner")).containsText("Killed: client=ACME by ann: runaway.");
        console.desk.record(new Event.KillTold(new KillFact.Released(20_481, "ann", "bob", "over")));
        assertThat(page.locator("#kill-banner")).isHidden();
        assertEquals(List.of(), complaints);
    }

    @Test
    void aRehearsalKillsNothing() throws Exception {
        open("");
        page.locator("#kill").click();
        page.locator("[data-input=subset]").fill("firm");
        page.locator("[data-input=rehearse]").check();
        page.locator("#command-user").fill("ann");
        page.locator("#command-reason").fill("quarterly test");
        page.locator("#command-word").fill("KILL");
        page.locator("#command-go").click();
        assertThat(page.locator("#toast")).containsText("done");
        assertEquals(List.of("rehearse firm by ann"), console.kills.ordered);
    }

    @Test
    void thePageShowsWhatVenuesHaveConfirmedAndASecondPersonReleases() throws Exception {
        open("/kills.html");
        assertThat(page.locator("#summary")).hasText("1 in force");
        assertThat(page.locator("#kill-rows")).containsText("LIT1: 1 asked");
        page.locator("#kill-rows button", new Page.LocatorOptions().setHasText("20481")).click();
        assertThat(page.locator("#report-title")).hasText("Kill 20481: 1 of 2 orders can still be executed");
        assertThat(page.locator("#order-rows tr").nth(0)).containsText("LIT1: asked");
        assertThat(page.locator("#order-rows tr").nth(1)).containsText("LIT1: confirmed");
        photograph("kills");
        page.locator("#user").fill("carl");
        page.locator("#reason").fill("seen");
        page.locator("#kill-rows button", new Page.LocatorOptions().setHasText("Approve")).click();
        assertThat(page.locator("#outcome")).hasText("done");
        assertEquals(List.of("approve 20481 by carl"), console.kills.ordered);
        page.locator("#subset").fill("client=*");
        page.locator("#kill").click();
        assertThat(page.locator("#trouble")).containsText("subset: client must be one value, was *");
        assertEquals(List.of(), complaints);
    }
}

package io.portcullis.admin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page of an instrument's bars. */
class MarketPageTest extends InBrowser {

    @Test
    void barsAreShownAsAChartAndAsNumbers() throws Exception {
        open(new TestConsole((String) null, 100), new Browser.NewContextOptions().setColorScheme(ColorScheme.LIGHT), "/market.html?symbol=IBM&interval=1m");
        assertThat(page.locator("#rows tr")).hasCount(1);
        assertThat(page.locator("#rows tr").first()).hasText("00:01:0010.0010.029.9910.0130010.01310.00–");
        assertThat(page.locator("#chart rect.up")).hasCount(1);
        assertThat(page.locator("#chart rect.volume")).hasCount(1);
        assertThat(page.locator("#quote")).hasText("Bid 300 at 10, offer –, last 10.01, volume of the day 500");
        page.locator("#interval").selectOption("1d");
        assertThat(page.locator("#rows tr").first()).containsText("1970-01-01");
        photograph("market");
        assertEquals(List.of(), complaints);
    }

    @Test
    void whatHasNoBarsIsSaid() throws Exception {
        open(new TestConsole((String) null, 100), new Browser.NewContextOptions().setColorScheme(ColorScheme.DARK), "/market.html");
        page.locator("#symbol").fill("NONE");
        page.locator("#what button").click();
        assertThat(page.locator("#trouble")).hasText("symbol: has no bars: market data is not recorded, [market-data] record = no");
    }
}

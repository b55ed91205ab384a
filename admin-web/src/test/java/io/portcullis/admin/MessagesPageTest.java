package io.portcullis.admin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.portcullis.admin.port.MessagesView;
import io.portcullis.admin.port.MessagesView.Direction;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The page of FIX messages in a real browser. */
class MessagesPageTest extends InBrowser {

    /** Without a heartbeat and a price. */
    private static final int ALL = 52;

    private final MadeUpMessages log = MadeUpMessages.ofADesk();

    private void open(String path) throws Exception {
        open(path, ColorScheme.LIGHT);
    }

    private void open(String path, ColorScheme scheme) throws Exception {
        TestConsole served = new TestConsole((String) null, 1_000);
        served.messages = log;
        open(served, new Browser.NewContextOptions().setColorScheme(scheme).setPermissions(List.of("clipboard-read", "clipboard-write")), path);
    }

    private Locator rows() {
        return page.locator("tr.message");
    }

    private Locator row(String text) {
        return page.locator("tr.message", new Page.LocatorOptions().setHasText(text)).last();
    }

    private String clipboard() {
        return (String) page.evaluate("navigator.clipboard.readText()");
    }

    @Test
    void theNewestMessagesComeFirstWithWhatTheyAre() throws Exception {
        open("/messages.html");
        assertThat(page.locator("#summary")).hasText(ALL + " messages");
        assertThat(rows().first()).containsText("Gap: 14 messages that were sent or received before this are missing: the disk is full");
        assertThat(page.locator("tr.day")).hasText(new String[]{"Monday 2026-05-04", "Sunday 2026-05-03"});
        assertThat(row("PORTCU..")).containsText("← garbled");
        assertThat(row("A-1007")).containsText("rejected");
        assertThat(row("A-1006")).not().containsText("rejected");
        assertThat(row("A-1004")).containsText("sent again");
        assertThat(row("not let in")).containsText("nobody’s");
        assertThat(row("not let in")).containsText("CLIENT9 to PORTCULLIS, FIX.4.4");
        assertEquals(Map.of("limit", List.of("100"), "prices", List.of("false"), "heartbeats", List.of("false")), console.asked.getFirst());
        assertEquals(List.of(), complaints);
    }

    @Test
    void theFormAsksForAllThatIsSaidAndTheAddressKeepsIt() throws Exception {
        open("/messages.html");
        assertThat(rows()).hasCount(ALL);
        page.keyboard().press("/");
        page.keyboard().type("55=IBM 54=1|58=a b");
        page.locator("#session").fill("CLIENT1, LIT1");
        page.locator("#from").fill("09:30");
        page.locator("#to").fill("10:00");
        page.locator("#type").fill("D");
        page.locator("#direction").selectOption("in");
        page.keyboard().press("Tab");
        page.locator("#order").fill("A-1");
        page.keyboard().press("Enter");
        assertThat(page.locator("#summary")).hasText("No such message is kept");
        assertEquals(Map.of("session", List.of("CLIENT1", "LIT1"), "from", List.of("09:30"), "to", List.of("10:00"), "direction", List.of("in"), "type",
                List.of("D"), "tag", List.of("55=IBM", "54=1", "58=a b"), "order", List.of("A-1"), "limit", List.of("100")), console.asked.getLast());
        page.reload();
        assertThat(page.locator("#tag")).hasValue("55=IBM | 54=1 | 58=a b");
        assertThat(page.locator("#session")).hasValue("CLIENT1 LIT1");
        page.locator("#clear").click();
        assertThat(rows()).hasCount(ALL);
        page.goBack();
        assertThat(page.locator("#order")).hasValue("A-1");
        assertThat(page.locator("#summary")).hasText("No such message is kept");
    }

    @Test
    void pricesAndHeartbeatsAreLeftOutUnlessTheirBoxIsCheckedOrATypeIsAskedFor() throws Exception {
        open("/messages.html");
        assertThat(rows()).hasCount(ALL);
        assertThat(page.locator("#left-out")).hasText("without prices and heartbeats");
        page.locator("#heartbeats").check();
        assertThat(rows()).hasCount(ALL + 1);
        assertThat(rows().first()).containsText("Heartbeat0");
        assertThat(page.locator("#left-out")).hasText("without prices");
        page.locator("#prices").check();
        assertThat(rows()).hasCount(ALL + 2);
        assertThat(page.locator("#left-out")).hasText("");
        page.reload();
        assertThat(page.locator("#prices")).isChecked();
        assertThat(rows()).hasCount(ALL + 2);

        page.locator("#clear").click();
        assertThat(page.locator("#prices")).not().isChecked();
        assertThat(rows()).hasCount(ALL);
        page.locator("#type").fill("W");
        page.keyboard().press("Enter");
        assertThat(rows()).hasCount(1);
        assertThat(page.locator("#left-out")).hasText("");
        assertThat(page.locator("#prices")).isDisabled();
        page.locator("#type").fill("");
        page.locator("#order").fill("A-1003");
        page.keyboard().press("Enter");
        assertThat(page.locator("#left-out")).hasText("");
        assertEquals(List.of(), complaints);
    }

    @Test
    void whatCanNotBeAskedForIsSaidBesideItsField() throws Exception {
        open("/messages.html?from=25:00&session=CLIENT1");
        assertThat(page.locator("#from-error")).hasText("25:00: must be a time of today such as 09:30");
        assertThat(page.locator("#from")).isFocused();
        assertThat(page.locator("#from")).hasAttribute("aria-invalid", "true");
        photograph("messages-mistake");
        page.locator("#from").fill("09:30");
        assertThat(page.locator("#from-error")).isHidden();
        page.keyboard().press("Enter");
        assertThat(rows().first()).containsText("CLIENT1");
        console.messages = conditions -> new MessagesView.Busy("other searches wait already: try again in some seconds");
        page.locator("#from").press("Enter");
        assertThat(page.locator("#trouble")).hasText("The messages cannot be had: other searches wait already: try again in some seconds");
    }

    @Test
    void byKeysAMessageIsOpenedReadCopiedAndClosed() throws Exception {
        open("/messages.html?session=CLIENT1&type=D");
        assertThat(rows()).hasCount(12);
        page.keyboard().press("ArrowDown");
        page.keyboard().press("ArrowDown");
        assertThat(row("A-1010")).isFocused();
        page.keyboard().press("Enter");
        Locator fields = page.locator(".fields tbody tr");
        assertThat(fields.filter(new Locator.FilterOptions().setHasText("Side"))).hasText("54Side1BUY");
        assertThat(page.locator(".fields tr.begins td:nth-child(2)")).hasText(new String[]{"PartyID", "PartyID"});
        assertThat(page.locator(".fields td.d1").first()).hasText("PartyID");
        assertThat(page.locator(".raw")).containsText("|11=A-1010|453=2|448=BROKER7|");
        page.keyboard().press("c");
        assertThat(page.locator("#toast")).hasText("The message is copied");
        assertEquals(page.locator(".raw").textContent(), clipboard());
        page.getByText("Copy the fields").click();
        assertThat(page.locator("#toast")).hasText("The fields are copied");
        assertEquals("  PartyRole(452)=1 EXECUTING FIRM", clipboard().lines().filter(line -> line.contains("452")).findFirst().orElseThrow());
        page.keyboard().press("Escape");
        assertThat(page.locator(".content")).hasCount(0);
        assertThat(row("A-1010")).isFocused();
        page.locator("#copy-all").click();
        assertThat(page.locator("#toast")).hasText("All messages are copied");
        assertEquals(12, clipboard().lines().count());
        assertEquals("2026-05-04T09:30:00.101233Z CLIENT1 < 8=FIX.4.4", clipboard().lines().findFirst().orElseThrow().substring(0, 47));
        assertEquals(List.of(), complaints);
    }

    @Test
    void olderOnesGoOnWhereTheSearchHasStoppedAlsoWhenItTookTooLong() throws Exception {
        for (int i = 0; i < 150; i++) {
            log.message("2026-05-04T10:00:00Z", "LIT1", Direction.IN, "35=1|34=" + (500 + i) + "|");
        }
        open("/messages.html");
        assertThat(page.locator("#summary")).hasText("100 messages, there may be older ones");
        page.keyboard().press("ArrowDown");
        page.keyboard().press("End");
        page.keyboard().press("ArrowDown");
        assertThat(page.locator("#older")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.locator("#summary")).hasText("200 messages, there may be older ones");
        assertThat(rows().nth(100)).isFocused();
        log.tire();
        page.locator("#older").click();
        assertThat(page.locator("#summary")).hasText("200 messages, looked back to 2026-05-04 09:00:00.000 UTC so far");
        page.getByText("Look further back").click();
        assertThat(page.locator("#summary")).hasText(150 + ALL + " messages");
        assertThat(page.locator("#older")).isHidden();
        assertEquals(150 + ALL, page.evaluate("new Set([...document.querySelectorAll('tr.message')].map((row) => row.dataset.id)).size"));
    }

    @Test
    void whoFollowsSeesWhatComes() throws Exception {
        open("/messages.html?session=CLIENT1");
        assertThat(page.locator("#summary")).hasText("26 messages");
        page.locator("#follow").check();
        log.message("2026-05-04T11:00:00Z", "CLIENT2", Direction.IN, "35=0|34=900|");
        log.message("2026-05-04T11:00:01Z", "CLIENT1", Direction.IN, "35=F|34=901|11=NEW|");
        assertThat(page.locator("#summary")).hasText("27 messages");
        assertThat(rows().first()).containsText("OrderCancelRequest");
        log.message("2026-05-04T11:00:02Z", "CLIENT1", Direction.OUT, "35=3|34=50|45=901|58=no|");
        assertThat(rows()).hasCount(28);
        assertThat(rows().nth(1)).containsText("rejected");
        page.locator("#follow").uncheck();
        assertEquals(List.of(), complaints);
    }

    @Test
    void anOrdersAndASessionsMessagesAreOneKeyAway() throws Exception {
        open("/");
        Desk.Order order = console.desk.order("A-1003");
        String orderId = Desk.IDS.orderId(order.id);
        assertThat(page.locator("#order-" + orderId)).isVisible();
        page.keyboard().press("ArrowDown");
        Page opened = watched(context.waitForPage(() -> page.keyboard().press("m")));
        assertThat(opened.locator("#order")).hasValue(orderId);
        opened.close();

        page.locator("tr[data-session=CLIENT1] .session-menu").focus();
        page.keyboard().press("Enter");
        opened = watched(context.waitForPage(() -> page.keyboard().press("Enter")));
        assertThat(opened.locator("#session")).hasValue("CLIENT1");
        assertThat(opened.locator("tr.message")).hasCount(26);
        assertThat(page.locator("#session-menu")).isHidden();
        opened.locator("tr.message").nth(3).click();
        Page ofOrder = watched(context.waitForPage(() -> context.pages().getLast().getByText("All messages of its order").click()));
        assertThat(ofOrder.locator("#order")).hasValue("A-1010");
        assertEquals(List.of(), complaints);
    }

    @Test
    void thePageIsLegibleInLightAndDark() throws Exception {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            String name = "messages-" + scheme.name().toLowerCase(Locale.ROOT);
            open("/messages.html", scheme);
            assertThat(rows()).hasCount(ALL);
            photograph(name);
            row("A-1007").click();
            assertThat(page.locator(".content")).isVisible();
            photograph(name + "-open");
            assertEquals(List.of(), complaints);
            close();
        }
    }
}

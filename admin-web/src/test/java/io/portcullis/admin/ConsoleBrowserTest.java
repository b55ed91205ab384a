package io.portcullis.admin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.HttpCredentials;
import io.portcullis.admin.port.OperatorCommands;
import io.portcullis.admin.port.SessionsView;
import io.portcullis.oms.event.CareFact;
import io.portcullis.oms.event.DeskFact;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.LegFact;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Instructions;
import io.portcullis.oms.types.Leg;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.Strategy;
import io.portcullis.oms.types.TimeInForce;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page in a real browser. With the system property {@code console.screenshots} naming a folder, it is also photographed there. */
class ConsoleBrowserTest extends InBrowser {

    private void open(TestConsole served, Browser.NewContextOptions options) {
        open(served, options, "");
        assertThat(page.locator("#connection")).hasText("Live");
        assertThat(page.locator("#trading")).hasText("Trading");
    }

    private void open() throws Exception {
        open(new TestConsole((String) null, 1_000), new Browser.NewContextOptions());
    }

    private Locator row(Desk.Order order) {
        return page.locator("#order-" + Desk.IDS.orderId(order.id));
    }

    @Test
    void anOrderChangesItsStatusWhileOneLooks() throws Exception {
        open();
        Desk.Order order = console.desk.order("A1");
        assertThat(row(order)).containsText("New");
        order.acknowledge();
        order.fill(40);
        assertThat(row(order).locator(".status .label")).hasText("Part filled");
        assertThat(row(order).locator(".cum")).hasText("40");
        order.fill(60);
        assertThat(row(order).locator(".status .label")).hasText("Filled");
        assertThat(row(order).locator(".cancel")).isHidden();
        assertEquals(List.of(), complaints);
    }

    @Test
    void theTradingDayIsEndedWithAReasonAndAWord() throws Exception {
        open();
        console.desk.record(new Event.DayStarted(LocalDate.of(2026, 11, 20)));
        page.locator("#end-day").click();
        assertThat(page.locator("#command-title")).hasText("End trading day 2026-11-20");
        page.locator("#command-user").fill("anna");
        page.locator("#command-reason").fill("early close");
        page.locator("#command-word").fill("end");
        page.locator("#command-go").click();
        assertThat(page.locator("#trading")).hasText("Day over");
        assertThat(page.locator("#day-banner")).containsText(Pattern.compile("^Trading day 2026-11-20 has ended at [0-9]{2}:[0-9]{2}:[0-9]{2} UTC, by"));
        assertThat(page.locator("#day-banner")).containsText("by anna: early close");
        console.desk.record(new Event.DayStarted(LocalDate.of(2026, 11, 23)));
        assertThat(page.locator("#trading")).hasText("Trading");
        assertThat(page.locator("#day-banner")).isHidden();
        assertEquals(List.of("end 2026-11-20 by anna: early close"), console.ordered);
        assertEquals(List.of(), complaints);
    }

    @Test
    void anOrderIsEnteredThatAClientGivesByTelephoneAndOneIsChanged() throws Exception {
        open();
        page.locator("#new-order").click();
        assertThat(page.locator("#command-title")).hasText("New order, by telephone");
        page.locator("[data-input=session]").selectOption("CLIENT1");
        page.locator("[data-input=side]").selectOption("SELL");
        page.locator("[data-input=quantity]").fill("300");
        page.locator("[data-input=symbol]").fill("VOD.L");
        page.locator("[data-input=reference]").fill("T-1");
        page.locator("#command-user").fill("anna");
        page.locator("#command-reason").fill("Ms Reed rang");
        photograph("new-order");
        page.locator("#command-go").click();
        assertThat(page.locator("#toast")).containsText("The order is entered");
        assertTrue(console.ordered.getLast().startsWith("Enter[session=CLIENT1, reference=T-1, account=null, symbol=VOD.L, side=SELL"),
                console.ordered.toString());

        Desk.Order order = console.desk.order("A1");
        page.locator("tr[data-order=" + Desk.IDS.orderId(order.id) + "] .change").click();
        page.locator("[data-input=quantity]").fill("120");
        page.locator("#command-reason").fill("20 more");
        page.locator("#command-go").click();
        assertThat(page.locator("#toast")).containsText("is under way");
        assertEquals("Change[orderId=" + order.id + ", orderQty=120, price=null, timeInForce=null, expireTime=0, because=VERBAL] by anna: 20 more",
                console.ordered.getLast());
        console.desk.record(new Event.DeskActed(order.id, new DeskFact.OrderEntered("T-1"), "anna", "Ms Reed rang"));
        assertEquals(List.of(), complaints);
    }

    @Test
    void aVenueThatIsInAnAuctionIsMarkedAndOneThatTradesContinuouslyIsNot() throws Exception {
        open();
        console.sessions = List.of(TestConsole.venueIn("LIT1", "continuous trading until Fri 2026-11-20 16:30 Europe/London"),
                TestConsole.venueIn("LIT2", "closing auction until Fri 2026-11-20 16:35 Europe/London"));
        Locator mark = page.locator("tr[data-session=LIT2] .out-of-hours");
        assertThat(mark).hasText("closing auction");
        assertThat(mark).hasAttribute("title", "closing auction until Fri 2026-11-20 16:35 Europe/London");
        assertThat(page.locator("tr[data-session=LIT1] .out-of-hours")).isHidden();
        page.locator("tr[data-session=LIT1] .chevron").click();
        assertThat(page.locator(".session-facts")).containsText("takes orders while it is up, continuous trading until Fri 2026-11-20 16:30");
        assertEquals(List.of(), complaints);
    }

    @Test
    void aVenueThatIsOutOfItsHoursIsMarked() throws Exception {
        open();
        console.sessions = List.of(TestConsole.closedVenue("LIT2", "Mon 2026-11-23 08:00 Europe/London"));
        Locator mark = page.locator("tr[data-session=LIT2] .out-of-hours");
        assertThat(mark).hasText("closed");
        assertThat(mark).hasAttribute("title", Pattern.compile(".*until Mon 2026-11-23 08:00 Europe/London"));
        page.locator("tr[data-session=LIT2] .chevron").click();
        assertThat(page.locator(".session-facts")).containsText("closed until Mon 2026-11-23");
        assertEquals(List.of(), complaints);
    }

    @Test
    void tradingIsHaltedWithAReasonAndResumedWithAWord() throws Exception {
        open();
        assertThat(page.locator("#trading")).hasText("Trading");
        page.locator("#halt").click();
        assertThat(page.locator("#command-go")).isDisabled();
        page.locator("#command-user").fill("anna");
        page.locator("#command-reason").fill("runaway client");
        page.locator("#command-go").click();
        assertThat(page.locator("#trading")).hasText("HALTED");
        assertThat(page.locator("#halt-banner")).containsText("by anna: runaway client");
        assertTrue(page.title().startsWith("HALTED"), page.title());

        page.locator("#resume").click();
        assertThat(page.locator("#command-user")).hasValue("anna");
        page.locator("#command-reason").fill("client fixed");
        assertThat(page.locator("#command-go")).isDisabled();
        page.locator("#command-word").fill("resume");
        page.keyboard().press("Enter");
        assertThat(page.locator("#trading")).hasText("Trading");
        assertEquals(List.of("halt by anna: runaway client", "resume by anna: client fixed"), console.ordered);
        assertEquals(List.of(), complaints);
    }

    @Test
    void anOrderIsFoundOpenedAndCanceledByKeys() throws Exception {
        open();
        for (int i = 0; i < 30; i++) {
            console.desk.order("NOISE-" + i);
        }
        Desk.Order order = console.desk.order("NEEDLE");
        console.orders.put(order.id, order);
        order.fill(40);
        assertThat(page.locator("#count")).hasText("31 orders");
        page.keyboard().press("/");
        page.keyboard().type("needle");
        assertThat(page.locator("#count")).hasText("1 of 31 orders");
        page.keyboard().press("Enter");
        page.keyboard().press("Enter");
        assertThat(page.locator(".detail")).containsText("LIT1");
        assertThat(page.locator(".detail .history li")).hasCount(3);
        page.keyboard().press("c");
        assertThat(page.locator("#command-text")).containsText("60 open");
        page.locator("#command-user").fill("anna");
        page.locator("#command-reason").fill("client phoned");
        page.keyboard().press("Enter");
        assertThat(row(order).locator(".status .label")).hasText("Canceled");
        assertThat(page.locator(".detail")).containsText("anna cancels it: client phoned");
        page.keyboard().press("Escape");
        assertThat(page.locator(".detail")).hasCount(0);
        page.keyboard().press("Escape");
        assertThat(page.locator("#count")).hasText("31 orders");
        assertEquals(List.of(), complaints);
    }

    @Test
    void arrowKeysWorkWithoutAClickFirst() throws Exception {
        open();
        Desk.Order older = console.desk.order("OLDER");
        Desk.Order newer = console.desk.order("NEWER");
        assertThat(page.locator("#count")).hasText("2 orders");
        page.keyboard().press("ArrowDown");
        assertThat(row(newer)).hasAttribute("aria-selected", "true");
        page.keyboard().press("ArrowDown");
        assertThat(row(older)).hasAttribute("aria-selected", "true");
        page.keyboard().press("Enter");
        assertThat(page.locator(".detail .history")).containsText("100 at 10.5 to LIT1");
    }

    @Test
    void aRefusedCommandKeepsTheDialogAndSaysWhy() throws Exception {
        open();
        Desk.Order order = console.desk.order("A1");
        row(order).locator(".cancel").click();
        page.locator("#command-user").fill("anna");
        page.locator("#command-reason").fill("client phoned");
        page.locator("#command-go").click();
        assertThat(page.locator("#command-error")).hasText("no open order " + Desk.IDS.orderId(order.id));
    }

    @Test
    void rowsHoldStillUnderAMovingPointer() throws Exception {
        open();
        for (int i = 0; i < 100; i++) {
            console.desk.order("OLD-" + i);
        }
        assertThat(page.locator("#count")).hasText("100 orders");
        Locator target = page.locator("tr[data-order]").nth(3);
        String orderId = target.getAttribute("data-order");
        double before = target.boundingBox().y;
        page.mouse().move(600, before + 10);
        page.mouse().move(604, before + 10);
        console.desk.order("NEW-1");
        console.desk.order("NEW-2");
        assertThat(page.locator("#newer")).hasText("↑ 2 newer");
        assertEquals(before, page.locator("#order-" + orderId).boundingBox().y, 1);
        assertThat(page.locator("#newer")).isHidden();
    }

    @Test
    void aLostServerIsShownAndFoundAgain() throws Exception {
        open();
        Desk.Order order = console.desk.order("A1");
        assertThat(row(order)).isVisible();
        int port = console.server.port();
        console.close();
        assertThat(page.locator("#connection")).hasText("No connection");
        assertThat(page.locator("#lost-banner")).containsText("The connection to the server is lost");
        console = new TestConsole(new AdminSettings("127.0.0.1", port, null, "test"), 100);
        Desk.Order after = console.desk.order("AFTER");
        assertThat(page.locator("#connection")).hasText("Live");
        assertThat(row(after)).containsText("AFTER");
        assertThat(page.locator("#count")).hasText("1 orders");
    }

    @Test
    void withAPasswordTheBrowsersNameIsTheOperator() throws Exception {
        open(new TestConsole("correct horse battery", 100),
                new Browser.NewContextOptions().setHttpCredentials(new HttpCredentials("ben", "correct horse battery")));
        page.keyboard().press("Shift+H");
        assertThat(page.locator("#command-user")).isHidden();
        page.locator("#command-reason").fill("drill at noon");
        page.keyboard().press("Enter");
        assertThat(page.locator("#halt-banner")).containsText("by ben: drill at noon");
    }

    @Test
    void alertsAreShownAndLeadToTheirOrder() throws Exception {
        open();
        Desk.Order order = console.desk.order("A1");
        order.ask();
        console.desk.record(new Event.VenueMessageNoted(Desk.LIT1, "C1", "X1", "<b>ExecID(17) X1 was seen before</b>", true));
        assertThat(page.locator("#alerts-summary")).hasText("1 new alarm, 1 warning");
        assertThat(page.locator("#alert-rows li").first()).containsText("<b>ExecID(17) X1 was seen before</b>");
        assertThat(row(order).locator(".doubt")).hasText("unconfirmed");
        page.locator("#alert-rows .link").click();
        assertThat(page.locator("#filter")).hasValue(Desk.IDS.orderId(order.id));
        assertThat(page.locator(".detail")).containsText("no answer from the venue");
        page.locator("#alerts-seen").click();
        assertThat(page.locator("#alerts-summary")).hasText("nothing new");
    }

    private Locator menuOf(String session) {
        return page.locator("tr[data-session=" + session + "] .session-menu");
    }

    private void choose(String session, String action) {
        menuOf(session).click();
        page.locator("#session-menu [data-action=" + action + "]").click();
    }

    @Test
    void aSessionIsStoppedFromItsMenuByKeysAloneAndItsNameIsTyped() throws Exception {
        open();
        menuOf("CLIENT1").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("#session-menu a")).isFocused();
        page.keyboard().press("Escape");
        assertThat(menuOf("CLIENT1")).isFocused();
        page.keyboard().press("Enter");
        page.keyboard().press("ArrowDown");
        page.keyboard().press("ArrowDown");
        page.keyboard().press("Enter");
        assertThat(page.locator("#command-title")).hasText("Stop: session CLIENT1");
        page.keyboard().press("Escape");
        assertThat(page.locator("#command")).isHidden();
        assertThat(menuOf("CLIENT1")).isFocused();

        choose("CLIENT1", "stop");
        page.locator("#command-user").fill("anna");
        page.locator("#command-reason").fill("wrong limits");
        assertThat(page.locator("#command-go")).isDisabled();
        page.locator("#command-word").fill("CLIENT2");
        assertThat(page.locator("#command-go")).isDisabled();
        page.locator("#command-word").fill("CLIENT1");
        page.keyboard().press("Enter");
        assertThat(page.locator("#toast")).hasText("Session CLIENT1 is stopped");
        assertEquals(List.of("Simple[action=STOP] CLIENT1 by anna: wrong limits"), console.ordered);
        assertThat(menuOf("CLIENT1")).isFocused();
        assertEquals(List.of(), complaints);
    }

    @Test
    void aVenueIsDrainedFromTheMenuOfItsSessionAndAClientsHasNoSuchItem() throws Exception {
        open();
        console.sessions = List.of(TestConsole.session("CLIENT1", SessionsView.Role.CLIENT, SessionsView.State.LOGGED_ON),
                TestConsole.session("LIT1", SessionsView.Role.VENUE, SessionsView.State.LOGGED_ON));
        choose("LIT1", "drain");
        assertThat(page.locator("#command-title")).hasText("Drain: venue LIT1");
        page.locator("#command-user").fill("anna");
        page.locator("#command-reason").fill("it closes");
        page.locator("#command-go").click();
        assertThat(page.locator("#toast")).hasText("Venue LIT1 is drained");
        assertEquals(List.of("drain LIT1 by anna: it closes"), console.ordered);

        menuOf("CLIENT1").click();
        assertThat(page.locator("#session-menu [data-action=stop]")).isVisible();
        assertThat(page.locator("#session-menu [data-action=drain]")).hasCount(0);
        assertEquals(List.of(), complaints);
    }

    @Test
    void aDrainedVenueIsMarkedAndTakesOrdersAgainByAClickOnTheMark() throws Exception {
        open();
        console.sessions = List.of(TestConsole.session("LIT1", SessionsView.Role.VENUE, SessionsView.State.LOGGED_ON),
                TestConsole.drainedVenue("LIT2", "ben: it closes"));
        Locator mark = page.locator("tr[data-session=LIT2] .drained");
        assertThat(mark).hasText("drained");
        assertThat(mark).hasAttribute("title", Pattern.compile(".*by ben: it closes.*"));
        assertThat(page.locator("tr[data-session=LIT1] .drained")).isHidden();
        page.locator("tr[data-session=LIT2] .chevron").click();
        assertThat(page.locator(".session-facts")).containsText("drained by ben: it closes");
        menuOf("LIT2").click();
        assertThat(page.locator("#session-menu [data-action=drain]")).hasAttribute("aria-disabled", "true");
        assertThat(page.locator("#session-menu [data-action=resume]")).hasAttribute("aria-disabled", "false");
        page.keyboard().press("Escape");

        mark.click();
        assertThat(page.locator("#command-title")).hasText("End draining: venue LIT2");
        page.locator("#command-user").fill("anna");
        page.locator("#command-reason").fill("it is back");
        page.locator("#command-go").click();
        assertThat(page.locator("#toast")).hasText("Venue LIT2 gets orders again");
        assertEquals(List.of("resume LIT2 by anna: it is back"), console.ordered);
        console.sessions = List.of(TestConsole.session("LIT1", SessionsView.Role.VENUE, SessionsView.State.LOGGED_ON));
        assertThat(page.locator("tr[data-session=LIT2]")).hasCount(0);
        assertThat(page.locator(".session-facts")).hasCount(0);
        assertEquals(List.of(), complaints);
    }

    @Test
    void aStrayExecutionIsAssignedDeniedAndDismissedWithWhatEachNeeds() throws Exception {
        open();
        console.strays = ConsoleLook.strays(System.currentTimeMillis());
        console.desk.record(new Event.StrayExecution(Desk.LIT1, "C9F-0", "V880", "X77120", "AZN.L", Side.SELL, Quantity.of(300), Price.of("11840"), ""));
        assertThat(page.locator("#strays-open")).hasText("3 to settle");
        assertThat(page.locator("#stray-rows tr")).hasCount(3);
        page.locator("#strays-settled").click();
        assertThat(page.locator("#stray-rows tr")).hasCount(4);
        assertThat(page.locator("#stray-rows tr").nth(3)).containsText("Dismissed by anna: the venue's error");
        photograph("strays");

        page.locator("#stray-rows tr").nth(1).locator("[data-action=assign]").click();
        assertThat(page.locator("#command-text"))
                .containsText("Buy 250 AZN.L at 11,840.00, reported by LIT1 as ExecID X77126 of its order V881, ClOrdID C9F-1.");
        page.locator("#command-user").fill("anna");
        page.locator("#command-reason").fill("agreed by phone");
        assertThat(page.locator("#command-go")).isDisabled();
        page.locator("[data-input=order]").fill("A4711");
        assertThat(page.locator("#command-hint")).containsText("No order that this page has is called so.");
        page.locator("[data-input=session]").fill("CLIENT1");
        page.locator("[data-input=overfill]").check();
        page.locator("[data-input=afterDenial]").check();
        photograph("stray-assign");
        page.locator("#command-go").click();
        assertThat(page.locator("#toast")).hasText("It is booked, and the client is told");

        page.locator("#stray-rows tr").first().locator("[data-action=dont-know]").click();
        page.locator("[data-input=dkReason]").selectOption("B");
        page.locator("#command-reason").fill("wrong side");
        page.locator("#command-go").click();
        assertThat(page.locator("#toast")).hasText("The venue is told that we do not know it");

        assertThat(page.locator("#stray-rows tr").nth(2).locator("[data-action=assign]")).hasCount(0);
        page.locator("#stray-rows tr").nth(2).locator("[data-action=dismiss]").click();
        assertThat(page.locator("#command-text")).containsText("Bust of X7, which has not come, reported by LIT1 as ExecID B12");
        page.locator("#command-reason").fill("the venue's error");
        page.locator("#command-go").click();
        assertThat(page.locator("#toast")).hasText("It is dismissed");
        assertEquals(List.of("assign " + Desk.IDS.strayId(2 << 12) + " to A4711 of CLIENT1 overfill after denial by anna: agreed by phone",
                "deny " + Desk.IDS.strayId(1 << 12) + " WRONG_SIDE by anna: wrong side",
                "dismiss " + Desk.IDS.strayId(3 << 12) + " by anna: the venue's error"),
                console.ordered);
        assertEquals(List.of(), complaints);
    }

    @Test
    void aCareOrderIsClaimedAndThenWorkedFromItsRow() throws Exception {
        open();
        assertThat(page.locator("#care")).isHidden();
        Desk.Order order = console.desk.order(Desk.terms("CLIENT1", "A4711", "VOD.L", Side.BUY, 100, "10.5"));
        console.desk.record(new Event.OrderWorked(order.id, new CareFact.Staged(), null, ""));
        assertThat(page.locator("#care-summary")).hasText("1 unclaimed");
        assertThat(page.locator("#care-rows tr")).containsText("unclaimed");
        page.locator("#care-rows [data-action]").click();
        assertThat(page.locator("#command-text")).containsText("Buy 100 VOD.L at 10.50 for CLIENT1: 0 executed, 0 at venues, 100 to work.");
        page.locator("#command-user").fill("anna");
        page.locator("#command-reason").fill("mine today");
        page.locator("#command-go").click();
        assertThat(page.locator("#toast")).hasText("It is yours");

        console.desk.record(List.of(new Event.OrderWorked(order.id, new CareFact.Claimed(), "anna", "mine today"),
                new Event.OrderWorked(order.id, new CareFact.Locked(), "anna", "being traded")));
        assertThat(page.locator("#care-summary")).hasText("none unclaimed");
        assertThat(page.locator("#care-rows tr")).containsText("locked");
        page.locator("[data-kind=mine]").click();
        page.getByLabel("Fill A4711").click();
        assertThat(page.locator("#command-go")).isDisabled();
        page.locator("[data-input=quantity]").fill("40");
        page.locator("[data-input=price]").fill("10.4");
        page.locator("[data-input=counterparty]").fill("GSCO");
        page.locator("#command-reason").fill("by phone");
        photograph("care-fill");
        page.locator("#command-go").click();
        assertThat(page.locator("#toast")).hasText("It is booked");
        page.getByLabel("More for A4711").selectOption("Unlock…");
        assertThat(page.locator("#command-go")).hasText("Unlock it");
        page.locator("#command-reason").fill("traded");
        page.locator("#command-go").click();
        assertThat(page.locator("#toast")).hasText("It is unlocked");

        String orderId = Desk.IDS.orderId(order.id);
        assertEquals(List.of("Claim[takeOver=false] of " + orderId + " by anna: mine today",
                "Fill[lastQty=40, lastPx=10.4, counterparty=GSCO, tradeTime=0, reference=, confirmed=false] of " + orderId + " by anna: by phone",
                "Unlock[] of " + orderId + " by anna: traded"), console.ordered);
        assertEquals(List.of(), complaints);
    }

    @Test
    void theLegsOfAMultilegOrderStandBelowIt() throws Exception {
        open();
        Strategy pair = new Strategy(List.of(new Leg("VOD.L", Side.BUY, Quantity.of(1), "A"), new Leg("BT.L", Side.SELL, Quantity.of(2), "B")));
        Conditions conditions = new Conditions(OrdType.LIMIT, TimeInForce.DAY, Quantity.of(100), Price.of("-1.5"), 0, Instructions.multileg(pair));
        Desk.Order order = console.desk.order(new Event.OrderTerms(new SessionKey("CLIENT1"), new ClOrdId("M1"), "ACC1", "PAIR", Side.AS_DEFINED, conditions,
                null), 100);
        console.desk.record(new Event.LegReported(order.children.getFirst(), new LegFact.Filled(console.desk.nextId(0),
                new LegFact.Which("B", "BT.L", Side.SELL), "X1", Quantity.of(80), Price.of("10"), null)));
        assertThat(row(order)).containsText("As def");
        page.keyboard().press("ArrowDown");
        page.keyboard().press("Enter");
        assertThat(page.locator(".detail")).containsText("Executions of legs");
        assertThat(page.locator(".detail table").first()).containsText("VOD.L");
        photograph("multileg");
        assertEquals(List.of(), complaints);
    }

    @Test
    void numbersAreSetWithBeforeAndAfterAndWithTheNameOfTheSession() throws Exception {
        open();
        choose("CLIENT1", "set-numbers");
        assertThat(page.locator("#command-numbers")).containsText("now 987");
        page.locator("#command-user").fill("anna");
        page.locator("#command-reason").fill("agreed with the client");
        assertThat(page.locator("#command-go")).isDisabled();
        page.locator("[data-number=nextTarget]").fill("9x");
        assertThat(page.locator("#command-hint")).containsText("9x is not a whole number from 1 on.");
        page.locator("[data-number=nextTarget]").fill("1,000");
        assertThat(page.locator("#command-hint"))
                .containsText("Next in 987 → 1,000: the counterparty's 13 messages, the numbers 987 to 999, would never be asked for.");
        page.locator("#command-go").click();

        assertThat(page.locator("#command-warning")).hasText("an order could be lost");
        assertEquals(List.of(), console.ordered);
        assertThat(page.locator("#command-word")).isFocused();
        assertThat(page.locator("#command-go")).isDisabled();
        photograph("session-numbers");
        page.locator("#command-word").fill("CLIENT1");
        page.locator("[data-number=nextTarget]").fill("1001");
        assertThat(page.locator("#command-warning")).isHidden();
        page.locator("#command-go").click();
        page.locator("#command-word").fill("client1");
        page.keyboard().press("Enter");
        assertThat(page.locator("#command")).isHidden();
        assertEquals(List.of("SetNumbers[nextSender=0, nextTarget=1001] CLIENT1 by anna: agreed with the client"), console.ordered);
    }

    @Test
    void whatASessionCantDoIsSaidAndNothingTypedIsLost() throws Exception {
        open();
        console.nextAnswer = CompletableFuture.completedFuture(new OperatorCommands.Answer.Refused("session CLIENT1: 99999 is too high a number"));
        choose("CLIENT1", "gap-fill");
        page.locator("#command-user").fill("anna");
        page.locator("#command-reason").fill("as agreed");
        page.locator("[data-number=from]").fill("5");
        page.locator("[data-number=to]").fill("7");
        assertThat(page.locator("#command-hint")).hasText("3 messages will not reach the counterparty, if it has not had them.");
        page.locator("#command-go").click();
        assertThat(page.locator("#command-error")).hasText("session CLIENT1: 99999 is too high a number");
        assertThat(page.locator("[data-number=from]")).hasValue("5");
        assertThat(page.locator("#command-reason")).hasValue("as agreed");
        assertThat(page.locator("#command-go")).isEnabled();
    }

    @Test
    void aTestRequestShowsItsRoundTrip() throws Exception {
        open();
        console.nextAnswer = CompletableFuture.completedFuture(new OperatorCommands.Answer.Done("answered after 3 ms"));
        choose("CLIENT1", "test-request");
        page.locator("#command-user").fill("anna");
        page.locator("#command-reason").fill("is it there?");
        page.keyboard().press("Enter");
        assertThat(page.locator("#command-outcome")).hasText("answered after 3 ms");
        page.keyboard().press("Escape");
        assertThat(page.locator("#command")).isHidden();
    }

    @Test
    void aSessionThatIsNotAsItIsMeantToBeStandsOutAndItsDetailsSayMore() throws Exception {
        open(new TestConsole(new AdminSettings("127.0.0.1", 0, null, "demo"), 10_000), new Browser.NewContextOptions());
        ConsoleLook.fill(console, 900);
        assertThat(page.locator("#sessions-differ")).hasText("2 not as meant to be");
        assertThat(page.locator("tr[data-session=LIT2]")).hasAttribute("data-state", "bad");
        assertThat(page.locator("tr[data-session=LIT2]")).containsText("≠ Down");
        assertThat(page.locator("tr[data-session=CLIENT4]")).hasAttribute("data-state", "off");
        assertThat(page.locator("tr[data-session=CLIENT4]")).containsText("Stopped by anna: runaway client");
        assertThat(page.locator("tr[data-session=ASIA]")).containsText("Off schedule: Mon-Fri 00:00-07:00 UTC");
        page.locator("tr[data-session=CLIENT4] .chevron").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator(".session-facts")).containsText("stopped by anna: runaway client, agreed with Ben");
        assertThat(page.locator(".session-facts")).containsText("12 messages, 0 bytes in the connection");
        assertThat(page.locator(".session-facts")).containsText("1 × 35=3, 0 × 35=j, 14 × 150=8, 3 × 35=9");
        photograph("session-detail");
        page.keyboard().press("Escape");
        assertThat(page.locator(".session-facts")).hasCount(0);
        page.keyboard().press("ArrowUp");
        assertThat(page.locator("tr[data-session=CLIENT3] .chevron")).isFocused();
        menuOf("CLIENT1").click();
        assertThat(page.locator("#session-menu [data-action=enable]")).hasAttribute("aria-disabled", "true");
        photograph("session-menu");
        page.locator("#session-menu [data-action=stop]").click();
        photograph("session-stop");
        assertEquals(List.of(), complaints);
    }

    @Test
    void whoWasNotLetInIsShownWithTheSessionAndStrangersByThemselves() throws Exception {
        open(new TestConsole(new AdminSettings("127.0.0.1", 0, null, "demo"), 10_000), new Browser.NewContextOptions());
        ConsoleLook.fill(console, 900);
        Locator row = page.locator("tr[data-session=CLIENT5]");
        assertThat(row).containsText(Pattern.compile("Not let in at \\d\\d:\\d\\d:\\d\\d: there is no session FIX.4.2:PORTCULLIS->CLIENT5"));
        row.locator(".chevron").click();
        assertThat(page.locator(".session-facts")).containsText("from 10.20.7.44: there is no session");
        assertThat(page.locator(".session-facts")).containsText("BeginString(8) is FIX.4.2, must be FIX.4.4; 17 times since the start");
        photograph("session-refused");
        page.locator("#strangers-show").click();
        assertThat(page.locator("#stranger-rows tr")).hasCount(2);
        assertThat(page.locator("#stranger-rows tr").first()).containsText("FIX.4.4:PORTCULLIS->FUNDX");
        assertThat(page.locator("#stranger-rows tr").last()).containsText("no Logon1,204TLS failed: no cipher suites in common");
        photograph("strangers");
        page.keyboard().press("Escape");
        assertThat(page.locator("#strangers")).isHidden();
        console.strangers = List.of();
        assertThat(page.locator("#strangers-show")).isHidden();
        assertEquals(List.of(), complaints);
    }

    /** A thousand row changes a second, for as many seconds as {@code console.flow.seconds} says (2 if not given): the page keeps up and never freezes. */
    @Test
    void aThousandChangesASecondDoNotFreezeThePage() throws Exception {
        open(new TestConsole((String) null, 10_000), new Browser.NewContextOptions());
        DeskFlow flow = ConsoleLook.fill(console, 20_000);
        assertThat(page.locator("#count")).not().containsText("still to come");
        page.locator("tr[data-order]").nth(10).waitFor();
        page.evaluate(
                """
                        () => {
                          window.longTasks = [];
                          window.frames60 = 0;
                          new PerformanceObserver((list) => list.getEntries().forEach((e) => window.longTasks.push(Math.round(e.duration)))).observe({ type: 'longtask' });
                          const count = () => { window.frames60++; requestAnimationFrame(count); };
                          requestAnimationFrame(count);
                        }""");
        int seconds = Integer.getInteger("console.flow.seconds", 2);
        long began = System.nanoTime();
        for (int tick = 0; tick < seconds * 50; tick++) {
            console.desk.time(Instant.now());
            for (int i = 0; i < 20; i++) {
                flow.step();
            }
            page.waitForTimeout(Math.max(0, (began + (tick + 1) * 20_000_000L - System.nanoTime()) / 1_000_000.0));
        }
        double elapsed = (System.nanoTime() - began) / 1e9;
        String position = "%,d".formatted(console.desk.position());
        assertThat(page.locator("#f-position")).hasText(position);
        List<?> longTasks = (List<?>) page.evaluate("window.longTasks");
        int frames = (Integer) page.evaluate("window.frames60");
        System.out.printf("console: %d changes in %.1f s, %.0f frames/s, long tasks (ms) %s%n", seconds * 1_000, elapsed, frames / elapsed, longTasks);
        assertTrue(longTasks.stream().allMatch(task -> ((Number) task).intValue() < 5_000), "long tasks: " + longTasks);
        photograph("flow");
    }

    @Test
    void thePageIsLegibleInLightAndDark() throws Exception {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            open(new TestConsole(new AdminSettings("127.0.0.1", 0, null, "demo"), 10_000), new Browser.NewContextOptions().setColorScheme(scheme));
            ConsoleLook.fill(console, 900);
            assertThat(page.locator("#sessions-summary")).hasText("6 of 10 logged on");
            assertThat(page.locator("#alerts-summary")).containsText("1 new alarm");
            photograph(scheme.name().toLowerCase(java.util.Locale.ROOT));
            page.locator("#orders .chevron").nth(4).click();
            assertThat(page.locator(".detail")).containsText(Pattern.compile("Child orders"));
            photograph(scheme.name().toLowerCase(java.util.Locale.ROOT) + "-detail");
            console.desk.record(new Event.TradingHalted("anna", "runaway client"));
            assertThat(page.locator("#trading")).hasText("HALTED");
            page.locator("#resume").click();
            photograph(scheme.name().toLowerCase(java.util.Locale.ROOT) + "-halted");
            assertEquals(List.of(), complaints);
            close();
        }
    }
}

package io.portcullis.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.Command.EnterPositions;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Side;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Limits on what is held and on what is traded in a day, at their edges; and that what is used is the same after a restart. */
class PositionLimitsTest {

    private final RiskDesk desk = new RiskDesk();

    @AfterEach
    void aRestartCountsTheSame() {
        String before = used();
        desk.restart();
        assertEquals(before, used());
    }

    private String used() {
        return String.join(" ", desk.used("account=ONE symbol=IBM long-position", null), desk.used("account=ONE symbol=IBM short-position", null),
                desk.used("client=ACME long-notional", "USD"), desk.used("firm day-notional", "USD"), desk.used("account=ONE side=buy day-quantity", null));
    }

    private void refused(String... texts) {
        assertEquals(List.of(texts), desk.told());
    }

    private void holds(String account, int quantity) {
        assertNull(desk.decide(new EnterPositions(List.of(new EnterPositions.Position(account, "IBM", Quantity.of(quantity), null)), "ann", "as told")));
        desk.told();
    }

    private RiskDesk sell(String clOrdId, int quantity) {
        return desk.order(clOrdId, "ONE", "IBM", Side.SELL, quantity, "10");
    }

    @ParameterizedTest
    @CsvSource({"long-position, 60, 40, 39, 41", "short-position, -60, 40, 39, 41"})
    void whatIsHeldAndWhatIsOpenCountTogether(String measure, int held, int rest, int less, int more) {
        desk.limits("account=* symbol=* " + measure + " 100");
        holds("ONE", held);
        Side side = held > 0 ? Side.BUY : Side.SELL;
        desk.order("M", "ONE", "IBM", side, more, "10");
        refused("M refused: the limit account=ONE symbol=IBM " + measure + " is 100, used 60, requested " + more + ", allowed 40");
        desk.order("L", "ONE", "IBM", side, less, "10").cancel("CL", "L").report(1, ExecType.CANCELED, OrdStatus.CANCELED, 0, 0);
        desk.order("E", "ONE", "IBM", side, rest, "10");
        refused();
        desk.order("N", "ONE", "IBM", side, 1, "10");
        assertEquals(1, desk.told().size());
    }

    @Test
    void whoeverHoldsNothingCanNotSellWhereNoneMayBeShort() {
        desk.limits("account=* symbol=* short-position 0").told();
        sell("A", 1);
        refused("A refused: the limit account=ONE symbol=IBM short-position is 0, used 0, requested 1, allowed 0");
        desk.buy("B", 50).fill(1, 50, 50).told();
        sell("C", 51);
        refused("C refused: the limit account=ONE symbol=IBM short-position is 0, used -50, requested 51, allowed 50");
        sell("D", 50);
        refused();
    }

    @Test
    void whatIsExecutedMovesFromWhatIsOpenToWhatIsHeld() {
        desk.limits("account=* symbol=* long-position 100").buy("A", 60).told();
        assertEquals("60", desk.used("account=ONE symbol=IBM long-position", null));
        desk.fill(1, 60, 60);
        assertEquals("60", desk.used("account=ONE symbol=IBM long-position", null));
        desk.buy("B", 41);
        refused("B refused: the limit account=ONE symbol=IBM long-position is 100, used 60, requested 41, allowed 40");
        sell("C", 30).fill(2, 30, 30);
        desk.buy("D", 70);
        refused();
    }

    @Test
    void aBustGivesBackWhatItTookAway() {
        desk.limits("account=* symbol=* long-position 100", "account=* day-notional 1000 USD").buy("A", 60).fill(1, 60, 60).told();
        desk.bust(1, 60, 0);
        assertEquals("60", desk.used("account=ONE symbol=IBM long-position", null)); // open again
        desk.cancel("CA", "A").report(1, ExecType.CANCELED, OrdStatus.CANCELED, 0, 0);
        assertEquals("0", desk.used("account=ONE symbol=IBM long-position", null));
        desk.buy("B", 100);
        refused();
    }

    @Test
    void theAccountsOfAClientMakeUpForEachOther() {
        desk.limits("client=* symbol=* long-position 100").told();
        holds("ONE", 90);
        holds("TWO", -40);
        desk.buy("A", 51);
        refused("A refused: the limit client=ACME symbol=IBM long-position is 100, used 50, requested 51, allowed 50");
        desk.buy("B", 50);
        refused();
    }

    @Test
    void whatIsHeldOfDifferentInstrumentsIsAddedUpInMoney() {
        desk.limits("client=* long-notional 1000 USD", "client=* short-notional 500 USD").told();
        holds("ONE", 60); // 600 USD
        desk.order("A", "ONE", "VOD", Side.BUY, 33, "10"); // 330 GBP are 412.50 USD
        refused("A refused: the limit client=ACME long-notional is 1000 USD, used 600, requested 412.5, allowed 400");
        desk.order("B", "ONE", "VOD", Side.BUY, 32, "10");
        refused();
        sell("C", 111);
        refused("C refused: the limit client=ACME short-notional is 500 USD, used -600, requested 1110, allowed 1100");
    }

    @Test
    void whatIsExecutedTodayAndWhatIsOpenIsWhatTheDayMayComeTo() {
        desk.limits("account=ONE day-notional 1000 USD", "account=ONE side=buy day-quantity 70").buy("A", 60).fill(1, 60, 60).told();
        desk.buy("B", 41);
        refused("B refused: the limit account=ONE day-notional is 1000 USD, used 600, requested 410, allowed 400; "
                + "the limit account=ONE side=buy day-quantity is 70, used 60, requested 41, allowed 10");
        sell("C", 40);
        refused();
        sell("D", 1);
        assertEquals(1, desk.told().size());
        desk.decide(new Command.EndDay(LocalDate.of(2026, 11, 20), "ann", "early"));
        desk.pass(Duration.ofSeconds(1));
        desk.report(2, ExecType.CANCELED, OrdStatus.CANCELED, 0, 0);
        desk.decide(new Command.StartDay(LocalDate.of(2026, 11, 21)));
        desk.told();
        desk.buy("E", 70);
        refused();
    }

    @Test
    void aLossThatWasWarnedOfIsNotWarnedOfAgainAfterARestart() {
        desk.limits("client=* day-loss 100 USD 80").told();
        holds("ONE", 50);
        desk.buy("A", 50).fill(1, 50, 50).trades("9.2").pass(Duration.ofSeconds(1));
        refused("! the limit client=ACME day-loss is 100 USD, used 80");
        desk.restartFromASnapshot().pass(Duration.ofSeconds(1)).pass(Duration.ofSeconds(1));
        refused();
        desk.trades("9.5").pass(Duration.ofSeconds(1)).trades("9.2").pass(Duration.ofSeconds(1));
        refused("! the limit client=ACME day-loss is 100 USD, used 80");
        desk.trades("9").pass(Duration.ofSeconds(1));
        assertEquals(1, desk.state().kills().inForce().size());
    }

    @Test
    void aLossThatHasBecomeLessBeforeARestartIsWarnedOfAgain() {
        String warning = "! the limit client=ACME day-loss is 100 USD, used 80";
        desk.limits("client=* day-loss 100 USD 80").told();
        holds("ONE", 50);
        desk.buy("A", 50).fill(1, 50, 50).trades("9.2").pass(Duration.ofSeconds(1));
        refused(warning);
        desk.trades(null).restartFromASnapshot().pass(Duration.ofSeconds(1)).trades("9.2").pass(Duration.ofSeconds(1));
        refused();
        desk.trades("9.5").pass(Duration.ofSeconds(1)).restartFromASnapshot().pass(Duration.ofSeconds(1)).trades("9.2").pass(Duration.ofSeconds(1));
        refused(warning);
    }

    @Test
    void nothingPassesOnceSoMuchIsLost() {
        desk.limits("client=* day-loss 100 USD 80").told();
        holds("ONE", 50);
        desk.buy("A", 50).fill(1, 50, 50).trades("9.21").pass(Duration.ofSeconds(1));
        refused();
        desk.trades("9.2").pass(Duration.ofSeconds(1));
        refused("! the limit client=ACME day-loss is 100 USD, used 80");
        desk.trades("9.01").pass(Duration.ofSeconds(1)).buy("B", 1);
        refused();
        desk.trades("9").pass(Duration.ofSeconds(1));
        long kill = desk.state().kills().inForce().getFirst().killId();
        refused("! the limit client=ACME day-loss is 100 USD, used 100",
                "! client=ACME killed by limits, kill " + kill + ": the limit client=ACME day-loss is 100 USD, and 100 is lost",
                "! kill " + kill + ": the cancels of all orders are under way, 1");
        assertNotNull(desk.orderOf("B").pendingCancel());
        desk.order("C", "TWO", "IBM", Side.BUY, 1, "9");
        assertEquals(true, desk.told().getFirst().startsWith("C refused: "));
        desk.order("D", "OTHER", "IBM", Side.BUY, 1, "9");
        refused();
        desk.restart().pass(Duration.ofSeconds(1));
        assertNull(desk.decide(new Command.ReleaseKill(kill, "ann", "agreed")));
        assertNull(desk.decide(new Command.SettleRelease(kill, true, "bob", "seen")));
        desk.pass(Duration.ofSeconds(1)).told();
        assertEquals(List.of(), desk.state().kills().inForce());
        desk.order("E", "TWO", "IBM", Side.BUY, 1, "9");
        refused("E refused: the limit client=ACME day-loss is 100 USD, and 100 is lost: no orders are taken");
        desk.trades("9.5").pass(Duration.ofSeconds(1)).buy("F", 1);
        refused();
        desk.trades("8").pass(Duration.ofSeconds(1)).told();
        assertEquals(List.of(), desk.state().kills().inForce()); // once a day
    }

    @Test
    void whatIsRealisedIsLostWhateverTheMarketDoesThen() {
        desk.limits("account=* day-loss 100 USD").told();
        holds("ONE", 100);
        sell("A", 100).fill(1, 60, 60).trades("8").pass(Duration.ofSeconds(1)); // at 10
        assertEquals("80", desk.used("account=ONE day-loss", "USD"));
        desk.fill(1, 40, 100).trades("2").pass(Duration.ofSeconds(1));
        assertEquals("0", desk.used("account=ONE day-loss", "USD"));
        desk.buy("B", 1);
        refused();
    }

    @Test
    void aLimitThatBecomesLessThanWhatIsLostKillsAlsoWhoHoldsNothing() {
        desk.limits("account=* symbol=* day-loss 1000 USD").told();
        assertNull(desk.decide(new EnterPositions(List.of(new EnterPositions.Position("ONE", "IBM", Quantity.of(100), Price.of("15"))), "ann", "as told")));
        sell("A", 100).fill(1, 100, 100).buy("B", 1).pass(Duration.ofSeconds(1)); // at 10
        assertEquals("500", desk.used("account=ONE symbol=IBM day-loss", "USD"));
        assertNull(desk.change("account=* symbol=* day-loss", "account=* symbol=* day-loss 100 USD", "ann"));
        desk.pass(Duration.ofSeconds(1));
        assertNotNull(desk.orderOf("B").pendingCancel());
    }

    @Test
    void whatIsLostIsTheSameAfterARestart() {
        desk.limits("account=* day-loss 100 USD").told();
        holds("ONE", -100);
        desk.restart().trades("12").pass(Duration.ofSeconds(1));
        assertEquals("200", desk.used("account=ONE day-loss", "USD"));
    }

    @Test
    void whoeverAsksForLessMayHaveIt() {
        desk.limits("account=* symbol=* long-position 100").told();
        holds("ONE", 150);
        sell("A", 10);
        desk.buy("B", 1);
        assertEquals(1, desk.told().size());
        assertEquals("150", desk.used("account=ONE symbol=IBM long-position", null));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"account=* long-position 100; the scope needs a symbol",
        "session=* symbol=* short-position 100; by session, trader, algorithm or side",
        "side=buy long-notional 100 USD; by session, trader, algorithm or side"})
    void aLimitOnPositionsIsNotOnWhatTheyAreNotToldApartBy(String line, String why) {
        String message = assertThrows(IllegalArgumentException.class, () -> Gates.limit(line)).getMessage();
        assertEquals(true, message.contains(why), message);
    }

    @Test
    void aWarningIsOfWhatIsHeldToo() {
        desk.limits("account=* symbol=* long-position 100 80");
        desk.told();
        desk.buy("A", 79).fill(1, 79, 79);
        refused();
        desk.buy("B", 1);
        refused("! the limit account=ONE symbol=IBM long-position is 100, used 80");
    }
}

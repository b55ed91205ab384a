package io.portcullis.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.Command.EnterPositions;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Side;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Limits on margin, leverage, concentration and volatility, at their edges, and that what is used is the same after a restart. ONE and TWO have a capital of 2000 USD each, half of what shares are worth has to be
 * put up, a portfolio counts as 1000 USD at least, and shares move by 2 % a day.
 */
class PortfolioLimitsTest {

    private final RiskDesk desk = new RiskDesk();

    @AfterEach
    void aRestartCountsTheSame() {
        desk.trades("10");
        desk.pass(Duration.ofSeconds(2));
        String before = used();
        desk.restart();
        assertEquals(before, used());
    }

    private String used() {
        return String.join(" ", desk.used("account=ONE margin", "USD"), desk.used("client=ACME margin", "USD"), desk.used("account=ONE leverage", null),
                desk.used("firm leverage", null), desk.used("account=ONE symbol=IBM concentration", null),
                desk.used("account=ONE sector=tech concentration", null));
    }

    private void refused(String... texts) {
        assertEquals(List.of(texts), desk.told());
    }

    private void holds(String account, String symbol, int quantity) {
        assertNull(desk.decide(new EnterPositions(List.of(new EnterPositions.Position(account, symbol, Quantity.of(quantity), null)), "ann", "as told")));
        desk.told();
    }

    private RiskDesk order(String clOrdId, Side side, int quantity) {
        return desk.order(clOrdId, "ONE", "IBM", side, quantity, "10");
    }

    @ParameterizedTest
    @CsvSource({"account=* margin 1000 USD, 199, 200, 201", "account=* leverage 1, 199, 200, 201", "account=* symbol=* concentration 50, 99, 100, 101",
        "account=* sector=* concentration 50, 99, 100, 101", "account=* order-volatility 40 USD, 199, 200, 201", "account=* margin 800 GBP, 199, 200, 201"})
    void anOrderPassesUpToTheLimitAndNotBeyond(String limit, int less, int equal, int more) {
        desk.limits(limit);
        for (Side side : List.of(Side.BUY, Side.SELL)) {
            desk.told();
            order("M" + side, side, more);
            assertEquals(1, desk.told().size());
            order("L" + side, side, less).cancel("CL" + side, "L" + side).report(side == Side.BUY ? 1 : 3, ExecType.CANCELED, OrdStatus.CANCELED, 0, 0);
            order("E" + side, side, equal).cancel("CE" + side, "E" + side).report(side == Side.BUY ? 2 : 4, ExecType.CANCELED, OrdStatus.CANCELED, 0, 0);
            refused();
        }
    }

    @Test
    void aRefusalSaysTheLimitWhatIsUsedWhatWasAskedForAndWhatIsLeft() {
        desk.limits("account=ONE margin 1000 USD", "account=ONE leverage 0.9", "account=* symbol=* concentration 80", "account=* order-volatility 15 USD");
        order("A", Side.BUY, 60).told();
        order("B", Side.BUY, 141);
        List<String> told = desk.told();
        assertEquals(1, told.size());
        for (String part : List.of("the limit account=ONE margin is 1000 USD, used 300, requested 705, allowed 700",
                "the limit account=ONE leverage is 0.9 of 2000 USD, used 0.3, which is 600, requested 1410, allowed 1200",
                "the limit account=ONE symbol=IBM concentration is 80%, used 30%, with the order 100% of a portfolio of 2010 USD, requested 1410, allowed 1000",
                "what the order would lose by a move of one standard deviation must not exceed 15 USD by the limit account=ONE order-volatility, was 28.2"
                        + " (OrderQty(38) 141 at 10 USD, daily-volatility 2%)")) {
            assertTrue(told.getFirst().contains(part), told.getFirst());
        }
    }

    /** However much more there is than the limit allows. */
    @ParameterizedTest
    @CsvSource({"account=* margin 10 USD, 200", "account=* margin 10 USD, -200", "account=* leverage 0.01, 200", "account=* leverage 0.01, -200",
        "account=* symbol=* concentration 1, 200", "account=* symbol=* concentration 1, -200"})
    void whatMakesAPositionSmallerAlwaysPasses(String limit, int held) {
        holds("ONE", "IBM", held);
        desk.limits(limit).told();
        Side closing = held > 0 ? Side.SELL : Side.BUY;
        order("A", closing, 1);
        desk.order("B", "ONE", "IBM", closing, 199, closing == Side.SELL ? "30" : "5"); // far from the market: it counts nothing all the same
        refused();
        order("C", closing == Side.SELL ? Side.BUY : Side.SELL, 1);
        assertEquals(1, desk.told().size());
        desk.fill(1, 1, 1);
        desk.fill(2, 100, 100);
        order("D", closing == Side.SELL ? Side.BUY : Side.SELL, 1);
        assertEquals(1, desk.told().size());
    }

    @Test
    void whatGoesThroughZeroCountsAsFarAsItIsLargerThen() {
        holds("ONE", "IBM", 100);
        desk.limits("account=* margin 600 USD").told();
        order("A", Side.SELL, 100);
        order("B", Side.SELL, 121);
        refused("B refused: the limit account=ONE margin is 600 USD, used 500, requested 105, allowed 100");
        order("C", Side.SELL, 120);
        refused();
        assertEquals("600", desk.used("account=ONE margin", "USD"));
    }

    @Test
    void accountsOfAClientDoNotMakeUpForEachOther() {
        holds("ONE", "IBM", 100);
        holds("TWO", "IBM", -100);
        desk.limits("client=* margin 1050 USD").told();
        assertEquals("1000", desk.used("client=ACME margin", "USD"));
        desk.order("A", "TWO", "IBM", Side.BUY, 100, "10");
        refused();
        order("B", Side.BUY, 11);
        assertEquals(1, desk.told().size());
        order("C", Side.BUY, 10);
        refused();
    }

    @Test
    void duringAReplaceTheLargerOfOldAndNewCounts() {
        desk.limits("account=* margin 1000 USD");
        order("A", Side.BUY, 100).report(1, ExecType.NEW, OrdStatus.NEW, 0, 0).told();
        desk.replace("B", "A", "ONE", 201, "10");
        assertTrue(desk.told().getFirst().contains("used 0, requested 1005, allowed 1000"));
        desk.replace("C", "A", "ONE", 200, "10");
        refused();
        assertEquals("1000", desk.used("account=ONE margin", "USD"));
    }

    @Test
    void aReplaceThatNamesAnotherTraderCountsOnce() {
        desk.limits("account=* margin 1000 USD", "account=* leverage 10", "account=* symbol=* concentration 100");
        desk.trader("T1").buy("A", 110).report(1, ExecType.NEW, OrdStatus.NEW, 0, 0).told();
        desk.trader("T2").replace("B", "A", "ONE", 111, "10");
        refused();
        assertEquals("555 0.555", desk.used("account=ONE margin", "USD") + " " + desk.used("account=ONE leverage", null));
        assertEquals("55.5", desk.used("account=ONE symbol=IBM concentration", null));
        desk.buy("C", 90).buy("D", 89);
        refused("C refused: the limit account=ONE margin is 1000 USD, used 555, requested 450, allowed 445");
    }

    /** Other measures count it once for the client. */
    @Test
    void anOrderThatIsToGoToAnotherAccountOfTheClientNeedsRoomForBoth() {
        desk.limits("client=* margin 1000 USD", "client=* open-notional 1200 USD");
        order("A", Side.BUY, 101).report(1, ExecType.NEW, OrdStatus.NEW, 0, 0).told();
        desk.replace("B", "A", "TWO", 101, "10");
        refused("B refused: the limit client=ACME margin is 1000 USD, used 505, requested 505, allowed 495");
        desk.replace("C", "A", "ONE", 100, "10").report(1, ExecType.CANCELED, OrdStatus.CANCELED, 0, 0);
        order("D", Side.BUY, 100).report(2, ExecType.NEW, OrdStatus.NEW, 0, 0).told();
        desk.replace("E", "D", "TWO", 100, "10");
        refused();
        assertEquals("1000 1000", desk.used("client=ACME margin", "USD") + " " + desk.used("client=ACME open-notional", "USD"));
    }

    @Test
    void executionsMoveItAndCancelsGiveItBack() {
        desk.limits("account=* margin 1000 USD");
        order("A", Side.BUY, 100).fill(1, 40, 40).told();
        assertEquals("500", desk.used("account=ONE margin", "USD"));
        desk.cancel("C", "A").report(1, ExecType.CANCELED, OrdStatus.CANCELED, 0, 40);
        assertEquals("200", desk.used("account=ONE margin", "USD"));
    }

    @Test
    void whatIsHeldCountsWithThePriceOfNow() {
        holds("ONE", "IBM", 100);
        desk.limits("account=* margin 1200 USD 80").told();
        desk.trades("20").pass(Duration.ofSeconds(2));
        assertEquals("1000", desk.used("account=ONE margin", "USD"));
        refused("! the limit account=ONE margin is 1200 USD, used 1000");
    }

    @Test
    void aWarningIsTheSameAfterARestartAsWithoutOne() {
        String warning = "! the limit account=ONE margin is 1200 USD, used 1000";
        holds("ONE", "IBM", 100);
        desk.limits("account=* margin 1200 USD 80").told();
        desk.trades("20").pass(Duration.ofSeconds(2));
        refused(warning);
        desk.restartFromASnapshot().pass(Duration.ofSeconds(2)).pass(Duration.ofSeconds(2));
        desk.trades(null).restartFromASnapshot().pass(Duration.ofSeconds(2)).trades("20").pass(Duration.ofSeconds(2));
        refused();
        desk.trades("17").pass(Duration.ofSeconds(2)).trades("20").pass(Duration.ofSeconds(2));
        refused(warning);
        desk.trades("17").restartFromASnapshot().pass(Duration.ofSeconds(2)).trades("20").pass(Duration.ofSeconds(2));
        refused(warning);
    }

    @Test
    void whatIsOpenBeforeThereIsALimitCounts() {
        order("A", Side.BUY, 60).fill(1, 20, 20);
        desk.limits("account=* margin 1000 USD").told();
        assertEquals("300", desk.used("account=ONE margin", "USD"));
    }

    @Test
    void sharesOfWhichNothingIsSaidCountInFull() {
        desk.limits("account=* margin 1000 EUR");
        desk.order("A", "ONE", "SAP", Side.BUY, 101, "10");
        assertTrue(desk.told().getLast().contains("used 0, requested 1010, allowed 1000"));
        desk.order("B", "ONE", "SAP", Side.BUY, 100, "10");
        refused();
    }

    @Test
    void withoutCapitalThereIsNoLeverage() {
        desk.limits("account=* leverage 5").told();
        desk.order("A", "OTHER", "VOD", Side.BUY, 1, "10");
        refused("A refused: the order can't be held against the limit account=OTHER leverage: no capital of these accounts is known (capital in accounts.ini)");
        holds("OTHER", "VOD", 10);
        desk.order("B", "OTHER", "VOD", Side.SELL, 10, "10");
        refused();
    }

    @Test
    void capitalThatBecomesOtherCountsFromTheNextOrderOn() {
        desk.limits("account=* leverage 1");
        order("A", Side.BUY, 100).told();
        desk.capital("2500 USD");
        order("B", Side.BUY, 151);
        refused("B refused: the limit account=ONE leverage is 1 of 2500 USD, used 0.4, which is 1000, requested 1510, allowed 1500");
        order("C", Side.BUY, 150);
        refused();
        desk.capital("2000 USD");
    }

    @Test
    void ofAClientTheCapitalOfAllItsAccountsCounts() {
        desk.limits("client=* leverage 1").told();
        order("A", Side.BUY, 400);
        refused();
        desk.order("B", "TWO", "IBM", Side.SELL, 1, "10");
        assertEquals(1, desk.told().size());
    }

    @Test
    void aSmallPortfolioCountsAsOneOfTheLeastSize() {
        desk.limits("account=* symbol=* concentration 10").told();
        desk.order("A", "SHORT", "IBM", Side.BUY, 11, "10");
        refused("A refused: the limit account=SHORT symbol=IBM concentration is 10%, used 0%, with the order 11% of a portfolio of 1000 USD, requested 110, allowed 100");
        desk.order("B", "SHORT", "IBM", Side.BUY, 10, "10");
        refused();
    }

    /** Of 4000 that VOD has beside it, a fifth of all is 1000. */
    @Test
    void aLargePortfolioCountsWithWhatItHolds() {
        holds("ONE", "VOD", 320);
        desk.limits("account=* symbol=IBM concentration 20").told();
        order("A", Side.BUY, 101);
        refused("A refused: the limit account=ONE symbol=IBM concentration is 20%, used 0%, with the order 20.15% of a portfolio of 5010 USD, requested 1010, allowed 1000");
        order("B", Side.BUY, 100);
        refused();
    }

    @Test
    void whatIsOpenElsewhereIsNoPartOfThePortfolio() {
        desk.limits("account=* symbol=IBM concentration 20").told();
        desk.order("A", "ONE", "VOD", Side.BUY, 320, "10");
        order("B", Side.BUY, 41);
        assertEquals(1, desk.told().size());
        order("C", Side.BUY, 40);
        refused();
    }

    @Test
    void ofASectorAllInstrumentsCountTogether() {
        holds("ONE", "IBM", 100);
        desk.limits("account=* asset-class=* concentration 75").told();
        desk.order("A", "ONE", "VOD", Side.BUY, 41, "10");
        assertEquals(1, desk.told().size());
        desk.order("B", "ONE", "VOD", Side.BUY, 40, "10");
        refused();
    }

    @Test
    void withoutARateWhatIsLessPassesAndWhatIsMoreDoesNot() {
        holds("OTHER", "VOD", 10);
        desk.limits("account=* margin 1000 USD").withoutRates().told();
        desk.order("A", "OTHER", "VOD", Side.SELL, 10, "10");
        refused();
        desk.order("B", "OTHER", "VOD", Side.BUY, 1, "10");
        assertTrue(desk.told().getFirst().contains("a currency has no rate"));
        desk.decide(new Command.ClockTick());
    }

    /** It says so, and not that some currency has no rate; and stops nothing that is less. */
    @Test
    void whatIsHeldOfAnInstrumentThatIsGoneHasNoPrice() {
        holds("ONE", "VOD", 10);
        holds("ONE", "IBM", 10);
        desk.limits("account=* leverage 5").told();
        desk.forgets("VOD").restart();
        order("A", Side.BUY, 1);
        refused("A refused: there is no price of VOD (not known as an instrument any more) in account ONE, so that what is held can't be held against the limit account=ONE leverage");
        order("B", Side.SELL, 10);
        desk.order("C", "TWO", "IBM", Side.BUY, 1, "10");
        refused();
    }

    @Test
    void aMultilegOrderCountsWithAllItsLegs() {
        desk.limits("account=* margin 1000 USD").told();
        desk.legs("A", 101);
        assertTrue(desk.told().getFirst().contains("used 0, requested 1010, allowed 1000"));
        desk.legs("B", 100);
        refused();
    }

    @Test
    void multilegOrdersOfOneSymbolCountByTheirLegs() {
        desk.limits("account=* sector=* margin 1000 USD").told();
        desk.legs("A", 50).legs("B", "VOD", 101);
        refused("B refused: the limit account=ONE sector=telecom margin is 1000 USD, used 0, requested 1262.5, allowed 1000");
        desk.legs("C", "VOD", 40);
        assertEquals("500 500", desk.used("account=ONE sector=tech margin", "USD") + " " + desk.used("account=ONE sector=telecom margin", "USD"));
        desk.report(1, ExecType.CANCELED, OrdStatus.CANCELED, 0, 0).report(2, ExecType.CANCELED, OrdStatus.CANCELED, 0, 0);
        assertEquals("0 0", desk.used("account=ONE sector=tech margin", "USD") + " " + desk.used("account=ONE sector=telecom margin", "USD"));
    }

    @Test
    void aVolatilityThatIsNotKnownRefuses() {
        desk.limits("account=* order-volatility 1000 USD").told();
        desk.order("A", "ONE", "SAP", Side.BUY, 1, "10");
        refused("A refused: the order can't be held against the limit account=ONE order-volatility: no daily-volatility of SAP is known");
    }

    @ParameterizedTest
    @ValueSource(strings = {"session=* margin 1 USD", "side=* leverage 1", "account=* concentration 10", "firm concentration 10"})
    void aScopeThatHasNoPortfolioIsNotTaken(String line) {
        assertThrows(IllegalArgumentException.class, () -> Gates.limit(line));
    }
}

package io.portcullis.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.Refusal;
import io.portcullis.oms.types.Side;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Short sales are made on what was located, once. Account SHORT needs our locates, account AGREED those of its client or ours. */
class ShortSalesTest {

    private static final String PLACE = "short sales of account=SHORT symbol=IBM: ";

    private final RiskDesk desk = new RiskDesk();

    @AfterEach
    void theLogFoldsToTheSameStateFromAnyPointAndCountsTheSame() {
        desk.assertFoldsAlike();
    }

    private void told(String... lines) {
        assertEquals(List.of(lines), desk.told());
    }

    private RiskDesk located(int quantity) {
        assertNull(desk.locate("SHORT", "IBM", quantity, Duration.ofHours(1), "L" + quantity));
        desk.told();
        return desk;
    }

    private void sells(String clOrdId, int qty, String... refusals) {
        desk.order(clOrdId, "SHORT", "IBM", Side.SELL_SHORT, qty, "10");
        told(refusals);
    }

    @Test
    void withoutALocateAShortSaleIsRefusedAndAnyOtherOrderIsNot() {
        sells("A", 1, "A refused: " + PLACE + "located 0, used 0, requested 1, allowed 0");
        desk.order("B", "SHORT", "IBM", Side.SELL_SHORT_EXEMPT, 1, "10");
        told("B refused: " + PLACE + "located 0, used 0, requested 1, allowed 0");
        desk.order("C", "SHORT", "IBM", Side.SELL, 1, "10").order("D", "SHORT", "IBM", Side.BUY, 1, "10").order("E", "ONE", "IBM", Side.SELL_SHORT, 1, "10");
        told();
        assertEquals(2021, Refusal.NOT_LOCATED.number());
    }

    @Test
    void asMuchAsWasLocatedIsSoldAndNotOneMore() {
        located(100);
        sells("A", 99);
        sells("B", 2, "B refused: " + PLACE + "located 100, used 99, requested 2, allowed 1");
        sells("C", 1);
        sells("D", 1, "D refused: " + PLACE + "located 100, used 100, requested 1, allowed 0");
    }

    @Test
    void whatIsExecutedStaysUsedAndWhatIsCanceledDoesNot() {
        located(100);
        sells("A", 100);
        desk.fill(1, 40, 40).report(1, ExecType.CANCELED, OrdStatus.CANCELED, 0, 40);
        assertEquals("40", desk.usedOfLocates("SHORT", "IBM"));
        sells("B", 61, "B refused: " + PLACE + "located 100, used 40, requested 61, allowed 60");
        sells("C", 60);
    }

    @Test
    void aBustGivesBackAlsoOfAnOrderThatIsDone() {
        located(100);
        sells("A", 100);
        desk.fill(1, 100, 100).bust(1, "E1");
        desk.report(1, ExecType.CANCELED, OrdStatus.CANCELED, 0, 0);
        assertEquals("0", desk.usedOfLocates("SHORT", "IBM"));
        desk.told();
        sells("B", 100);
    }

    @Test
    void duringAReplaceTheLargerOfOldAndNewCounts() {
        located(100);
        sells("A", 50);
        desk.report(1, ExecType.NEW, OrdStatus.NEW, 0, 0).replace("B", "A", "SHORT", Side.SELL_SHORT, 101, "10");
        told("B refused: " + PLACE + "located 100, used 0, requested 101, allowed 100");
        desk.replace("C", "A", "SHORT", Side.SELL_SHORT, 100, "10");
        told();
        sells("D", 1, "D refused: " + PLACE + "located 100, used 100, requested 1, allowed 0");
    }

    @Test
    void aReplaceByLessPassesHoweverLittleIsLocatedStill() {
        located(100);
        sells("A", 100);
        desk.report(1, ExecType.NEW, OrdStatus.NEW, 0, 0).withdraw("L100");
        desk.told();
        desk.replace("B", "A", "SHORT", Side.SELL_SHORT, 99, "10");
        told();
        sells("C", 1, "C refused: " + PLACE + "located 0, used 100, requested 1, allowed 0");
    }

    @Test
    void locatesAddUpAndEndWithTheirTimeWhileWhatWasExecutedOnThemStaysCovered() {
        assertNull(desk.locate("SHORT", "IBM", 100, Duration.ofSeconds(10), "MORNING"));
        located(50);
        sells("A", 100);
        desk.fill(1, 100, 100).pass(Duration.ofSeconds(10)).told();
        sells("B", 51, "B refused: " + PLACE + "located 150, used 100, requested 51, allowed 50");
        sells("C", 50);
    }

    @Test
    void whatWasNotSoldOnALocateIsGoneWithIt() {
        assertNull(desk.locate("SHORT", "IBM", 100, Duration.ofSeconds(10), "MORNING"));
        desk.told();
        sells("A", 60);
        desk.fill(1, 30, 30).pass(Duration.ofSeconds(10));
        told("! locate " + desk.lastLocate() + " expired by the clock, executed on it 30: its time is over");
        sells("B", 1, "B refused: " + PLACE + "located 30, used 60, requested 1, allowed 0");
        desk.report(1, ExecType.CANCELED, OrdStatus.CANCELED, 0, 30);
        sells("C", 1, "C refused: " + PLACE + "located 30, used 30, requested 1, allowed 0");
    }

    @Test
    void aLocateIsOverInTheVeryMomentAlsoBeforeTheClockTicks() {
        assertNull(desk.locate("SHORT", "IBM", 100, Duration.ofSeconds(10), "MORNING"));
        desk.wait(Duration.ofNanos(9_999_999_999L)).told();
        sells("A", 1);
        desk.wait(Duration.ofNanos(1));
        sells("B", 1, "B refused: " + PLACE + "located 0, used 1, requested 1, allowed 0");
    }

    @Test
    void theNextTradingDayBeginsWithoutLocates() {
        located(100);
        sells("A", 10);
        desk.fill(1, 10, 10).nextDay();
        desk.told();
        sells("B", 1, "B refused: " + PLACE + "located 0, used 0, requested 1, allowed 0");
        assertNull(desk.locate("SHORT", "IBM", 100, Duration.ofHours(1), "L100"));
        desk.told();
        sells("C", 100);
    }

    @Test
    void whatTheClientHasLocatedNeedsNoneOfOursWhereThatIsAgreed() {
        desk.located("A", "AGREED", 500).order("B", "AGREED", "IBM", Side.SELL_SHORT, 1, "10");
        told("B refused: short sales of account=AGREED symbol=IBM: located 0, used 0, requested 1, allowed 0");
        desk.located("C", "SHORT", 1);
        told("C refused: " + PLACE + "located 0, used 0, requested 1, allowed 0");
        assertEquals("0", desk.usedOfLocates("AGREED", "IBM"));
    }

    @Test
    void eachLocateIsAddedOnceAndForTheTradingDay() {
        assertNull(desk.locate("SHORT", "IBM", 100, Duration.ofHours(1), "L1"));
        assertEquals("locate " + desk.lastLocate() + " is there already with that reference: 100 IBM for account SHORT, reference L1",
                desk.locate("SHORT", "IBM", 200, Duration.ofHours(2), "L1"));
        assertEquals("valid-until 1970-01-01T00:16:40Z is past", desk.locate("SHORT", "IBM", 100, Duration.ZERO, "L2"));
        assertNull(desk.locate("SHORT", "VOD", 100, Duration.ofHours(1), "L1"));
    }

    @Test
    void ofTwoOrdersAtOnceOneAloneHasTheLocateAlsoAfterARestart() {
        located(100);
        sells("A", 60);
        desk.restart();
        sells("B", 60, "B refused: " + PLACE + "located 100, used 60, requested 60, allowed 40");
        desk.fill(1, 60, 60).restart();
        sells("C", 41, "C refused: " + PLACE + "located 100, used 60, requested 41, allowed 40");
        sells("D", 40);
    }
}

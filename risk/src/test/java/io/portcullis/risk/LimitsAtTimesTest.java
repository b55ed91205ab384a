package io.portcullis.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Limits that hold at certain times only. The desk's clock begins at 00:16:40 UTC on 1970-01-01, which is 19:16:40 of the day before in New York. */
class LimitsAtTimesTest {

    private static final String LIMIT = "account=ONE order-quantity 100";
    private static final String REFUSED = "OrderQty(38) must not exceed ";

    private final RiskDesk desk = new RiskDesk();

    private void buys(String clOrdId, int qty, String... refusals) {
        desk.told();
        desk.buy(clOrdId, qty);
        assertEquals(List.of(refusals), desk.told());
    }

    private RiskDesk pass(long nanos) {
        return desk.pass(Duration.ofNanos(nanos));
    }

    @AfterEach
    void theLogFoldsToTheSameStateFromAnyPoint() {
        desk.assertFoldsAlike();
    }

    @Test
    void itHoldsFromItsBeginToItsEndToTheNanosecond() {
        desk.limits(LIMIT + " from=1970-01-01T00:16:50Z until=1970-01-01T00:17:00Z");
        buys("A", 101);
        pass(9_999_999_999L);
        buys("B", 101);
        pass(1);
        buys("C", 101, "C refused: " + REFUSED + "100 from 1970-01-01T00:16:50Z until 1970-01-01T00:17:00Z by the limit account=ONE order-quantity, was 101");
        buys("D", 100);
        pass(9_999_999_999L);
        buys("E", 101, "E refused: " + REFUSED + "100 from 1970-01-01T00:16:50Z until 1970-01-01T00:17:00Z by the limit account=ONE order-quantity, was 101");
        pass(1);
        buys("F", 101);
    }

    @Test
    void itHoldsAtTheSameHoursOfEachDay() {
        desk.limits(LIMIT + " daily=19:20-19:30_America/New_York");
        buys("A", 101);
        desk.pass(Duration.ofSeconds(200));
        buys("B", 101, "B refused: " + REFUSED + "100 daily 19:20-19:30 America/New_York by the limit account=ONE order-quantity, was 101");
        desk.pass(Duration.ofMinutes(10));
        buys("C", 101);
        desk.pass(Duration.ofDays(1).minusMinutes(1));
        buys("D", 101, "D refused: " + REFUSED + "100 daily 19:20-19:30 America/New_York by the limit account=ONE order-quantity, was 101");
    }

    @Test
    void anOrderOfTheVeryMomentIsHeldAgainstItAlsoBeforeTheClockTicks() {
        desk.limits(LIMIT + " from=1970-01-01T00:16:50Z").wait(Duration.ofSeconds(10));
        buys("A", 101, "A refused: " + REFUSED + "100 from 1970-01-01T00:16:50Z by the limit account=ONE order-quantity, was 101");
    }

    @Test
    void whatIsOpenWhenItBeginsCounts() {
        desk.limits("account=* open-quantity 100 from=1970-01-01T00:16:50Z");
        buys("A", 90);
        buys("B", 20);
        desk.pass(Duration.ofSeconds(10));
        buys("C", 1, "C refused: the limit account=ONE open-quantity is 100 from 1970-01-01T00:16:50Z, used 110, requested 1, allowed 0");
    }

    @Test
    void outsideTheTimeOfAnExceptionTheRuleHolds() {
        desk.limits("account=* order-quantity 50", LIMIT + " until=1970-01-01T00:17:00Z");
        buys("A", 100);
        desk.pass(Duration.ofSeconds(20));
        buys("B", 51, "B refused: " + REFUSED + "50 by the limit account=ONE order-quantity, was 51");
    }

    @Test
    void itIsWarnedOfOnceWhateverOtherLimitsBeginMeanwhile() {
        desk.limits("account=* open-quantity 100 80", "symbol=* open-quantity 1000 from=1970-01-01T00:16:50Z");
        buys("A", 80, "! the limit account=ONE open-quantity is 100, used 80");
        desk.pass(Duration.ofSeconds(10));
        buys("B", 1);
    }

    @Test
    void afterARestartTheSameHold() {
        desk.limits(LIMIT + " from=1970-01-01T00:16:50Z until=1970-01-01T00:17:00Z").restart();
        buys("A", 101);
        desk.pass(Duration.ofSeconds(10)).restart();
        buys("B", 101, "B refused: " + REFUSED + "100 from 1970-01-01T00:16:50Z until 1970-01-01T00:17:00Z by the limit account=ONE order-quantity, was 101");
        desk.pass(Duration.ofSeconds(10)).restart();
        buys("C", 101);
    }

    @Test
    void whoMakesItHoldForLessTimeLetsMorePassAndNeedsASecondPerson() {
        String key = "account=ONE order-quantity";
        desk.limits(LIMIT);
        assertNull(desk.change(key, LIMIT + " daily=09:00-10:00_UTC", "ann"));
        assertEquals(1, desk.state().limits().proposals().size());
        long proposal = desk.state().limits().proposals().iterator().next().asked().proposalId();
        assertNull(desk.settle(proposal, true, "bob"));
        assertNull(desk.change(key, LIMIT + " daily=08:00-10:00_UTC", "ann"));
        assertEquals("100 daily 08:00-10:00 UTC", String.valueOf(desk.state().limits().limit(RiskDesk.key(key))));
    }
}

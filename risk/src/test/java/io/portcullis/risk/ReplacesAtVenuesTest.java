package io.portcullis.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.oms.command.CareAction;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.oms.types.VenueId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Replaces under limits on what is at venues, of which there are two, A and B. */
class ReplacesAtVenuesTest {

    private final RiskDesk desk = new RiskDesk(RiskDesk.VENUE, new VenueId("B"));

    @AfterEach
    void everyCutOfTheLogGivesTheSameStateAndTheSameSums() {
        desk.assertFoldsAlike();
        String before = used();
        desk.restart();
        assertEquals(before, used());
        desk.restartFromASnapshot();
        assertEquals(before, used());
    }

    private String used() {
        StringBuilder used = new StringBuilder();
        for (String scope : List.of("venue=A", "venue=B", "account=ONE venue=A", "account=TWO venue=A", "trader=T1 venue=A", "trader=T2 venue=A")) {
            used.append(desk.used(scope + " open-quantity", null)).append(' ').append(desk.used(scope + " open-notional", "USD")).append('\n');
        }
        return used.toString();
    }

    private RiskDesk limits(String... lines) {
        desk.limits(lines).told();
        return desk;
    }

    private void told(String... texts) {
        assertEquals(List.of(texts), desk.told());
    }

    private void out(String... texts) {
        assertEquals(List.of(texts), desk.out());
    }

    private RiskDesk taken(int order) {
        return desk.report(order, ExecType.NEW, OrdStatus.NEW, 0, 0);
    }

    private void uses(String scope, int open) {
        assertEquals(Integer.toString(open), desk.used(scope + " open-quantity", null), scope);
    }

    // Another trader

    @Test
    void anotherTraderHasToHaveRoomForWhatIsThere() {
        limits("trader=* venue=* open-quantity 100").trader("T2").buy("A", 100);
        desk.buy("B", 100).trader("T1").buy("C", 100);
        taken(3).trader("T2").replace("C1", "C", "ONE", 100, "10");
        told("C1 refused: the limit trader=T2 venue=A open-quantity is 100, used 100, requested 100, allowed 0; "
                + "the limit trader=T2 venue=B open-quantity is 100, used 100, requested 100, allowed 0");
        uses("trader=T2 venue=A", 100);
        uses("trader=T1 venue=A", 100);
        desk.report(1, ExecType.CANCELED, OrdStatus.CANCELED, 0, 0).replace("C2", "C", "ONE", 100, "10");
        told();
        uses("trader=T2 venue=A", 100);
        uses("trader=T1 venue=A", 0);
    }

    @Test
    void itCountsForBothTradersUntilItIsDone() {
        limits("trader=* venue=A open-quantity 100", "venue=B open-quantity 0").trader("T1").buy("A", 90);
        taken(1).trader("T2").replace("A1", "A", "ONE", 100, "10");
        told();
        uses("trader=T1 venue=A", 100);
        uses("trader=T2 venue=A", 100);
        uses("venue=A", 100);
        desk.buy("B", 1).told();
        desk.trader("T1").buy("C", 1);
        told("C refused: the limit trader=T1 venue=A open-quantity is 100, used 100, requested 1, allowed 0; "
                + "the limit venue=B open-quantity is 0, used 0, requested 1, allowed 0");
        desk.answersReplace(true, 0);
        uses("trader=T1 venue=A", 0);
        uses("trader=T2 venue=A", 100);
    }

    @Test
    void whatItsVenueDoesNotDoIsOfTheOldTraderAgain() {
        limits("trader=* venue=A open-quantity 100").trader("T1").buy("A", 90);
        taken(1).trader("T2").replace("A1", "A", "ONE", 95, "10").answersReplace(false, 0);
        uses("trader=T1 venue=A", 90);
        uses("trader=T2 venue=A", 0);
    }

    @Test
    void whatTheOtherTraderHasNoRoomForGoesElsewhere() {
        limits("trader=T2 venue=A open-quantity 100").trader("T2").buy("A", 60).trader("T1").buy("B", 100);
        taken(2).trader("T2").replace("B1", "B", "ONE", 100, "10");
        told();
        out("A 60", "A 100", "A is to have 40");
        desk.answersReplace(true, 0);
        out("A 60", "A 100", "B 60", "A is to have 40");
        uses("trader=T2 venue=A", 100);
    }

    @Test
    void ofATraderOfWhomNothingIsSaidNothingIsAsked() {
        limits("trader=T1 venue=A open-quantity 100").trader("T1").buy("A", 100);
        taken(1).trader("T2").replace("A1", "A", "ONE", 100, "10");
        told();
        out("A 100");
        desk.replace("A2", "A1", "ONE", 100, "10").trader("T1").replace("A3", "A2", "ONE", 100, "10");
        told();
        uses("trader=T1 venue=A", 100);
    }

    @Test
    void onceSoMuchWasExecutedForTheOtherTraderNothingBecomesHis() {
        limits("trader=T2 venue=* day-executed-quantity 10").trader("T2").buy("A", 10).fill(1, 10, 10).trader("T1").buy("B", 50);
        taken(2).trader("T2").replace("B1", "B", "ONE", 50, "10");
        desk.told();
        out("A 10", "A 50", "A is to cancel");
        uses("trader=T1 venue=A", 50);
    }

    @Test
    void whatTheDeskHasOutOfACareOrderHasToHaveRoomToo() {
        limits("trader=* venue=A open-quantity 100").trader("T2").buy("A", 60).trader("T1").care("B", 100);
        desk.work("B", new CareAction.Claim(false));
        CareAction.RoutePart part = new CareAction.RoutePart(new Conditions(OrdType.LIMIT, TimeInForce.DAY, Quantity.of(41), Price.of("10"), 0),
                RiskDesk.VENUE);
        assertNull(desk.work("B", part));
        taken(2).told();
        desk.trader("T2").replace("B1", "B", "ONE", 100, "10");
        told("B1 refused: the limit trader=T2 venue=A open-quantity is 100, used 60, requested 41, allowed 40");
        desk.trader("T3").replace("B2", "B", "ONE", 100, "10");
        assertEquals(Quantity.of(41), desk.orderOf("B").atVenues());
    }

    // What waits here

    /** 80 are at A, 20 wait here, and venues are full. */
    private void waits() {
        limits("venue=A open-notional 800 USD", "venue=B open-quantity 20").buy("A", 100);
        taken(1);
        taken(2).report(2, ExecType.CANCELED, OrdStatus.CANCELED, 0, 0).buy("X", 20);
        out("A 80", "B 20", "B 20");
        desk.told();
    }

    @Test
    void whatWaitedGoesOnWaitingAfterAReplaceForLess() {
        waits();
        desk.replace("A1", "A", "ONE", 90, "10");
        told();
        out("A 80", "B 20", "B 20");
        assertEquals(Quantity.of(90), desk.orderOf("A1").terms().orderQty());
        uses("venue=A", 80);
    }

    @Test
    void aReplaceForAsMuchAtALowerPricePassesThoughSomeWaits() {
        waits();
        desk.replace("A1", "A", "ONE", 100, "9");
        told();
        out("A 80", "B 20", "B 20", "A is to have 88");
        desk.answersReplace(true, 0);
        uses("venue=A", 88);
    }

    @Test
    void moreThanWhatWaitedHasToHaveRoom() {
        waits();
        desk.replace("A1", "A", "ONE", 101, "10");
        told("A1 refused: the limit venue=A open-notional is 800 USD, used 0, requested 1010, allowed 800");
    }

    @Test
    void whatHasToLeaveForAHigherPriceIsHeldAgainstOthersBesidesWhatWaited() {
        waits();
        desk.replace("A1", "A", "ONE", 100, "16");
        told("A1 refused: the limit venue=A open-notional is 800 USD, used 0, requested 1600, allowed 800; "
                + "the limit venue=A open-notional is 800 USD, used 0, requested 1120, allowed 800");
    }

    @Test
    void whereNoPartStaysAllOfItHasToHaveRoomAlsoWhatWaited() {
        waits();
        desk.replace("A1", "A", "TWO", 100, "10");
        told("A1 refused: the limit venue=A open-notional is 800 USD, used 0, requested 1000, allowed 800");
        desk.replace("A2", "A", "TWO", 80, "10").cancels(1, 0);
        told();
        out("A 80", "B 20", "B 20", "A 80", "A is to cancel");
        assertTrue(desk.orderOf("A2").isOpen());
    }

    // What makes way

    @Test
    void whatMakesWayKeepsFreeWhatItHasAndNothingForMore() {
        limits("venue=A open-quantity 100", "venue=B open-quantity 0").buy("A", 60);
        taken(1).replace("A1", "A", "TWO", 61, "10").buy("B", 41);
        told("B refused: the limit venue=A open-quantity is 100, used 60, requested 41, allowed 40; "
                + "the limit venue=B open-quantity is 0, used 0, requested 41, allowed 0");
        desk.buy("C", 40).cancels(1, 0);
        told();
        out("A 60", "A 40", "A is to cancel");
        assertFalse(desk.orderOf("A1").isOpen());
    }

    // What is there already

    @Test
    void whatRestsStaysWhereSoMuchWasExecutedThatNoMoreGoesThere() {
        limits("venue=A day-executed-quantity 50").buy("A", 100);
        taken(1).fill(1, 50, 50).replace("A1", "A", "ONE", 110, "10");
        told();
        out("A 100", "B 10");
        uses("venue=A", 50);
    }

    @Test
    void whatRestsStaysWhereThereIsNoRateToReckonMore() {
        limits("venue=A open-notional 1000 USD").order("A", "OTHER", "VOD", Side.BUY, 10, "10");
        taken(1).withoutRates();
        desk.replace("A1", "A", "OTHER", "VOD", 15, "10");
        told();
        out("A 10", "B 5");
        desk.replace("A2", "A1", "OTHER", "VOD", 8, "10");
        told();
        desk.restart();
    }

    @Test
    void withoutARateNothingThatRestsMayCostMore() {
        limits("venue=A open-notional 1000 USD", "venue=B open-quantity 0").order("A", "OTHER", "VOD", Side.BUY, 10, "10");
        taken(1).withoutRates();
        desk.replace("A1", "A", "OTHER", "VOD", 10, "11");
        told("A1 refused: there is no rate of GBP in USD, the currency of the limit venue=A open-notional; "
                + "the limit venue=B open-quantity is 0, used 0, requested 1, allowed 0");
        desk.restart();
    }
}

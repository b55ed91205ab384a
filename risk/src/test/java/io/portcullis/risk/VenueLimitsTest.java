package io.portcullis.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.portcullis.oms.command.CareAction;
import io.portcullis.oms.limit.LimitOverride;
import io.portcullis.oms.limit.Measure;
import io.portcullis.oms.limit.Scope;
import io.portcullis.oms.limit.Subset;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Refusal;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Limits on what is at one venue, which is called A here. */
class VenueLimitsTest {

    private static final List<String> USES = List.of("open-orders", "open-quantity", "day-quantity", "day-executed-quantity");

    private final RiskDesk desk = new RiskDesk();

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
        for (String scope : List.of("venue=A", "account=ONE venue=A", "client=ACME venue=A", "symbol=IBM side=buy venue=A", "trader=T1 venue=A")) {
            for (String measure : USES) {
                used.append(scope).append(' ').append(measure).append(' ').append(desk.used(scope + " " + measure, null)).append('\n');
            }
            used.append(desk.used(scope + " open-notional", "USD")).append(' ').append(desk.used(scope + " day-notional", "USD")).append('\n');
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

    private void quantity(int open) {
        assertEquals(Integer.toString(open), desk.used("venue=A open-quantity", null));
    }

    // New orders

    @Test
    void whatIsThereCountsAndNoMoreThanTheLimitGoesThere() {
        limits("venue=A open-quantity 100").buy("A", 99);
        told();
        desk.buy("B", 2);
        told("B refused: the limit venue=A open-quantity is 100, used 99, requested 2, allowed 1");
        desk.buy("C", 1);
        told();
        quantity(100);
        desk.buy("D", 1);
        told("D refused: the limit venue=A open-quantity is 100, used 100, requested 1, allowed 0");
        desk.report(1, ExecType.CANCELED, OrdStatus.CANCELED, 0, 0).told();
        desk.buy("E", 99).buy("F", 1);
        told("F refused: the limit venue=A open-quantity is 100, used 100, requested 1, allowed 0");
    }

    @Test
    void whatAVenueRejectsIsThereNoMore() {
        limits("venue=* open-notional 1000 USD").buy("A", 100).report(1, ExecType.REJECTED, OrdStatus.REJECTED, 0, 0).told();
        desk.buy("B", 100).told();
        assertEquals("1000", desk.used("venue=A open-notional", "USD"));
        desk.buy("C", 1);
        told("C refused: the limit venue=A open-notional is 1000 USD, used 1000, requested 10, allowed 0");
    }

    @Test
    void allLimitsThatSpeakAgainstItAreNamed() {
        limits("venue=A open-quantity 10", "venue=A open-orders 0", "client=* venue=A open-notional 99 USD",
                "symbol=IBM side=sell venue=A open-quantity 1");
        desk.buy("A", 11);
        told("A refused: the limit venue=A open-orders is 0, used 0, requested 1, allowed 0; "
                + "the limit venue=A open-quantity is 10, used 0, requested 11, allowed 10; "
                + "the limit client=ACME venue=A open-notional is 99 USD, used 0, requested 110, allowed 99");
    }

    @Test
    void ofOtherVenuesAccountsSymbolsAndSidesNothingCounts() {
        limits("venue=B open-quantity 1", "account=TWO venue=A open-quantity 1", "symbol=VOD venue=A open-quantity 1", "side=sell venue=A open-quantity 1")
                .buy("A", 100);
        told();
    }

    @Test
    void anExceptionForOneVenueHoldsThere() {
        limits("venue=* open-quantity 10", "venue=A open-quantity 20").buy("A", 20);
        told();
        desk.buy("B", 1);
        told("B refused: the limit venue=A open-quantity is 20, used 20, requested 1, allowed 0");
    }

    @Test
    void moneyIsReckonedInTheCurrencyOfTheLimit() {
        limits("venue=A open-notional 125 USD").order("A", "OTHER", "VOD", Side.BUY, 11, "10");
        told("A refused: the limit venue=A open-notional is 125 USD, used 0, requested 137.5, allowed 125");
        desk.order("B", "OTHER", "VOD", Side.BUY, 10, "10");
        told();
        assertEquals("125", desk.used("venue=A open-notional", "USD"));
        desk.withoutRates().order("C", "OTHER", "VOD", Side.BUY, 1, "10");
        told("C refused: there is no rate of GBP in USD, the currency of the limit venue=A open-notional");
        desk.restart();
    }

    @Test
    void whatIsThereWhenALimitComesCounts() {
        desk.buy("A", 60).fill(1, 20, 20);
        limits("venue=A day-quantity 100").buy("B", 41);
        told("B refused: the limit venue=A day-quantity is 100, used 60, requested 41, allowed 40");
        quantity(40);
        desk.buy("C", 40);
        told();
    }

    @Test
    void theOrdersOfAListAreHeldAgainstItTogether() {
        limits("venue=A open-quantity 100").list("L", null, 60, 41);
        told("L1 refused: its list is refused: ListSeqNo(67) 2: the limit venue=A open-quantity is 100, used 60, requested 41, allowed 40",
                "L2 refused: the limit venue=A open-quantity is 100, used 60, requested 41, allowed 40");
        quantity(0);
        desk.list("M", null, 60, 40);
        told();
        quantity(100);
    }

    @Test
    void aMultilegOrderGoesAsAWholeOrNotAtAll() {
        limits("venue=A open-quantity 10").legs("A", 11);
        told("A refused: the limit venue=A open-quantity is 10, used 0, requested 11, allowed 10");
        desk.legs("B", 10);
        told();
        quantity(10);
    }

    @Test
    void aPartThatTheDeskSendsOutIsHeldAgainstIt() {
        limits("venue=A open-quantity 10").care("A", 100).told();
        CareAction.RoutePart part = new CareAction.RoutePart(new Conditions(OrdType.LIMIT, TimeInForce.DAY, Quantity.of(11), Price.of("10"), 0),
                RiskDesk.VENUE);
        desk.work("A", new CareAction.Claim(false));
        assertEquals("the limit venue=A open-quantity is 10, used 0, requested 11, allowed 10", desk.work("A", part));
        quantity(0);
    }

    // Executions

    @Test
    void whatIsExecutedIsOpenNoMoreAndCountsForTheDay() {
        limits("venue=A open-quantity 100", "venue=A day-quantity 150", "venue=A day-executed-quantity 120").buy("A", 100).fill(1, 60, 60).told();
        quantity(40);
        assertEquals("60", desk.used("venue=A day-executed-quantity", null));
        assertEquals("100", desk.used("venue=A day-quantity", null));
        desk.buy("B", 51);
        told("B refused: the limit venue=A day-quantity is 150, used 100, requested 51, allowed 50");
        desk.buy("C", 50);
        told();
        desk.bust(1, 60, 0);
        quantity(150);
        assertEquals("0", desk.used("venue=A day-executed-quantity", null));
        assertEquals("150", desk.used("venue=A day-quantity", null));
    }

    @Test
    void onceSoMuchWasExecutedThereNothingGoesThere() {
        limits("venue=A day-executed-notional 100 USD").buy("A", 100).fill(1, 9, 9).buy("B", 1).told();
        desk.fill(1, 1, 10).buy("C", 1);
        told("C refused: the limit venue=A day-executed-notional is 100 USD, and 100 was executed: no orders go there");
        desk.nextDay().told();
        assertEquals("0", desk.used("venue=A day-executed-notional", "USD"));
    }

    // Replaces

    @Test
    void aPartThatIsToBeMoreIsHeldAgainstItBeforeItsVenueIsAsked() {
        limits("venue=A open-quantity 100").buy("A", 60).report(1, ExecType.NEW, OrdStatus.NEW, 0, 0).buy("B", 30).told();
        desk.replace("A1", "A", "ONE", 71, "10");
        told("A1 refused: the limit venue=A open-quantity is 100, used 30, requested 71, allowed 70");
        quantity(90);
        desk.replace("A2", "A", "ONE", 70, "10");
        told();
        quantity(100);
        desk.buy("C", 1);
        told("C refused: the limit venue=A open-quantity is 100, used 100, requested 1, allowed 0");
        desk.answersReplace(true, 0);
        quantity(100);
    }

    @Test
    void untilItsVenueHasAnsweredTheLargerCounts() {
        limits("venue=A open-quantity 100").buy("A", 100).report(1, ExecType.NEW, OrdStatus.NEW, 0, 0).replace("A1", "A", "ONE", 40, "10").told();
        quantity(100);
        desk.buy("B", 1);
        told("B refused: the limit venue=A open-quantity is 100, used 100, requested 1, allowed 0");
        desk.answersReplace(true, 0);
        quantity(40);
        desk.buy("C", 60);
        told();
    }

    @Test
    void whatItsVenueDoesNotDoIsThereAsBefore() {
        limits("venue=A open-notional 1000 USD").buy("A", 50).report(1, ExecType.NEW, OrdStatus.NEW, 0, 0).replace("A1", "A", "ONE", 100, "10").told();
        assertEquals("1000", desk.used("venue=A open-notional", "USD"));
        desk.answersReplace(false, 0).told();
        assertEquals("500", desk.used("venue=A open-notional", "USD"));
    }

    @Test
    void aHigherPriceIsMoreThereAndALowerOneAlwaysPasses() {
        limits("venue=A open-notional 1000 USD").buy("A", 100).report(1, ExecType.NEW, OrdStatus.NEW, 0, 0).told();
        desk.replace("A1", "A", "ONE", 100, "10.01");
        told("A1 refused: the limit venue=A open-notional is 1000 USD, used 0, requested 1001, allowed 1000");
        desk.change("venue=A open-notional", "venue=A open-notional 10 USD", "ann");
        desk.told();
        desk.replace("A2", "A", "ONE", 100, "9.99").answersReplace(true, 0);
        told();
        desk.replace("A3", "A", "ONE", 99, "9.99").answersReplace(true, 0);
        told();
        assertEquals("989.01", desk.used("venue=A open-notional", "USD"));
    }

    // What can be said

    @Test
    void whatIsNoMatterOfAVenueIsNoLimitOnOne() {
        assertEquals(
                "venue=A order-quantity: order-quantity can't be told of a venue, only open-orders, open-quantity, open-notional, day-quantity, day-notional, "
                        + "day-executed-quantity, day-executed-notional can",
                assertThrows(IllegalArgumentException.class, () -> Gates.limit("venue=A order-quantity 1")).getMessage());
        for (Measure measure : Measure.values()) {
            if (!measure.isOfVenues() && measure.unit() == Measure.Unit.QUANTITY) {
                assertThrows(IllegalArgumentException.class, () -> Gates.limit("symbol=* venue=A " + measure.text() + " 1"), measure.text());
            }
        }
    }

    @Test
    void nobodyLetsAnOrderPassThoughItsVenueIsFull() {
        assertThrows(IllegalArgumentException.class, () -> LimitOverride.refusal("2065"));
        assertEquals("scope can't name a venue, which an order has none of before it passes, was account=ONE venue=A",
                assertThrows(IllegalArgumentException.class,
                        () -> new LimitOverride(Scope.of("account=ONE venue=A"), null, List.of(Refusal.DAY_LIMIT), null, 1, 1)).getMessage());
    }

    @Test
    void aKillNamesItsVenueBesideItsScope() {
        assertEquals("client=ACME venue=A", Subset.of("client=ACME venue=A").toString());
        assertThrows(IllegalArgumentException.class, () -> new Subset(Scope.of("venue=A"), null));
    }

    @Test
    void theDeskIsWarned() {
        limits("venue=A open-quantity 100 80").buy("A", 79);
        told();
        desk.buy("B", 1);
        assertEquals(1, desk.told().size());
        desk.buy("C", 1);
        told();
    }
}

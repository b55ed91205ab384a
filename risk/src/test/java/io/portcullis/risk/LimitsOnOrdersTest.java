package io.portcullis.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.Refusal;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.Side;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What limits let pass, at their edges; and that what is used is the same after a restart. */
class LimitsOnOrdersTest {

    private final RiskDesk desk = new RiskDesk();

    @AfterEach
    void aRestartCountsTheSame() {
        String before = used();
        desk.restart();
        assertEquals(before, used());
    }

    private String used() {
        return String.join(" ", desk.used("account=ONE open-notional", "USD"), desk.used("account=TWO open-notional", "USD"),
                desk.used("firm open-orders", null),
                desk.used("client=ACME open-net-notional", "USD"), desk.used("symbol=IBM side=buy open-quantity", null));
    }

    private void refused(String... texts) {
        assertEquals(List.of(texts), desk.told());
    }

    @ParameterizedTest
    @CsvSource({"order-quantity 100, 99, 100, 101", "order-notional 1000 USD, 99, 100, 101", "open-quantity 100, 99, 100, 101",
        "open-notional 1000 USD, 99, 100, 101",
        "open-buy-notional 1000 USD, 99, 100, 101", "open-net-notional 1000 USD, 99, 100, 101", "open-buy-quantity 100, 99, 100, 101",
        "open-net-quantity 100, 99, 100, 101"})
    void anOrderPassesUpToTheLimitAndNotBeyond(String limit, int less, int equal, int more) {
        desk.limits("account=* " + limit).buy("L", less).cancel("CL", "L").report(1, ExecType.CANCELED, OrdStatus.CANCELED, 0, 0);
        desk.buy("E", equal).cancel("CE", "E").report(2, ExecType.CANCELED, OrdStatus.CANCELED, 0, 0);
        desk.told();
        desk.buy("M", more);
        assertEquals(1, desk.told().size());
    }

    @Test
    void sharesOfEachSideAndByHowManyOneIsMore() {
        desk.limits("account=ONE open-buy-quantity 100", "account=ONE open-sell-quantity 80", "account=ONE open-net-quantity 100").buy("A", 50)
                .order("B", "ONE", "IBM", Side.SELL, 80, "11").buy("C", 50).told();
        assertEquals("100 80 20", String.join(" ", desk.used("account=ONE open-buy-quantity", null), desk.used("account=ONE open-sell-quantity", null),
                desk.used("account=ONE open-net-quantity", null)));
        desk.buy("D", 1).order("E", "ONE", "IBM", Side.SELL, 1, "11");
        refused("D refused: the limit account=ONE open-buy-quantity is 100, used 100, requested 1, allowed 0",
                "E refused: the limit account=ONE open-sell-quantity is 80, used 80, requested 1, allowed 0");
    }

    @Test
    void byHowManySharesOneSideIsMoreWhicheverItIs() {
        desk.limits("account=ONE open-net-quantity 50").buy("A", 50).told();
        desk.buy("B", 1);
        refused("B refused: the limit account=ONE open-net-quantity is 50, used 50, requested 1, allowed 0");
        desk.order("C", "ONE", "IBM", Side.SELL, 100, "11").told();
        desk.order("D", "ONE", "IBM", Side.SELL, 1, "11");
        refused("D refused: the limit account=ONE open-net-quantity is 50, used 50, requested 1, allowed 0");
    }

    @Test
    void aRefusalSaysTheLimitWhatIsUsedWhatWasAskedForAndWhatIsLeft() {
        desk.limits("account=ONE open-notional 1000 USD").buy("A", 60).told();
        desk.buy("B", 50);
        refused("B refused: the limit account=ONE open-notional is 1000 USD, used 600, requested 500, allowed 400");
    }

    @Test
    void allThatSpeaksAgainstAnOrderIsSaidAtOnce() {
        desk.limits("account=ONE order-quantity 10", "firm order-notional 50 USD", "symbol=IBM open-orders 0", "account=* price-deviation 1").told();
        desk.order("A", "ONE", "IBM", Side.BUY, 20, "11");
        refused("A refused: OrderQty(38) must not exceed 10 by the limit account=ONE order-quantity, was 20; Price(44) 11 is 10.0% above the reference "
                + "10, at most 1% is allowed by the limit account=ONE price-deviation; the order's value must not exceed 50 USD by the limit firm order-notional, was 220 "
                + "(OrderQty(38) 20 at 11); the limit symbol=IBM open-orders is 0, used 0, requested 1, allowed 0");
    }

    @Test
    void accountClientGroupDeskAndFirmEachHaveALimitOfTheirOwn() {
        desk.limits("account=* open-notional 1000 USD", "client=ACME open-notional 1500 USD", "group=G open-orders 3", "desk=D2 open-orders 1",
                "firm open-notional 2000 USD").told();
        desk.buy("A", 100).order("B", "TWO", "IBM", Side.SELL, 50, "10");
        refused();
        desk.order("C", "TWO", "IBM", Side.SELL, 1, "10");
        refused("C refused: the limit client=ACME open-notional is 1500 USD, used 1500, requested 10, allowed 0; the limit desk=D2 open-orders is 1, used 1, requested 1, "
                + "allowed 0");
        desk.order("D", "OTHER", "IBM", Side.BUY, 51, "10");
        refused("D refused: the limit firm open-notional is 2000 USD, used 1500, requested 510, allowed 500");
    }

    @Test
    void sectorsAndAssetClassesHaveLimitsAndWhatIsOfNoneHasNone() {
        desk.limits("sector=* open-quantity 100", "account=* asset-class=equity open-orders 2").buy("A", 100).order("B", "ONE", "VOD", Side.BUY, 100, "10")
                .told();
        desk.order("C", "TWO", "IBM", Side.BUY, 1, "10");
        refused("C refused: the limit sector=tech open-quantity is 100, used 100, requested 1, allowed 0");
        desk.order("D", "ONE", "SAP", Side.BUY, 500, "10");
        refused();
        desk.order("E", "ONE", "VOD", Side.BUY, 1, "10");
        refused("E refused: the limit sector=telecom open-quantity is 100, used 100, requested 1, allowed 0; "
                + "the limit account=ONE asset-class=equity open-orders is 2, used 2, requested 1, allowed 0");
    }

    @Test
    void anOrderIsHeldAgainstAPartOfWhatIsTradedOnADay() {
        desk.limits("account=* order-adv 2.5").buy("A", 50).told();
        desk.buy("B", 51);
        refused("B refused: OrderQty(38) must not exceed 50, which is 2.5% of the average daily volume, by the limit account=ONE order-adv, was 51");
        desk.order("C", "ONE", "SAP", Side.BUY, 1, "10");
        refused("C refused: OrderQty(38) can't be held against the limit account=ONE order-adv: no average-daily-volume of SAP is known");
        desk.report(1, ExecType.NEW, OrdStatus.NEW, 0, 0).replace("D", "A", "ONE", 51, "10");
        refused("D refused: OrderQty(38) must not exceed 50, which is 2.5% of the average daily volume, by the limit account=ONE order-adv, was 51");
    }

    @Test
    void aLimitOnOneValueIsAnExceptionFromThatOnEach() {
        desk.limits("account=* open-notional 100 USD", "account=ONE open-notional 1000 USD").told();
        desk.buy("A", 100).order("B", "TWO", "IBM", Side.BUY, 11, "10");
        refused("B refused: the limit account=TWO open-notional is 100 USD, used 0, requested 110, allowed 100");
    }

    @Test
    void executionsLeaveWhatIsOpenAndSoDoEndsOfOrders() {
        desk.limits("account=* open-notional 1000 USD", "firm open-orders 10").buy("A", 100).fill(1, 40, 40);
        assertEquals("600", desk.used("account=ONE open-notional", "USD"));
        desk.report(1, ExecType.CANCELED, OrdStatus.CANCELED, 0, 40);
        assertEquals("0", desk.used("account=ONE open-notional", "USD"));
        assertEquals("0", desk.used("firm open-orders", null));
    }

    @Test
    void whileAReplaceIsPendingTheLargerCounts() {
        desk.limits("account=* open-notional 1000 USD").buy("A", 50).report(1, ExecType.NEW, OrdStatus.NEW, 0, 0).replace("B", "A", "ONE", 80, "10").told();
        assertEquals("800", desk.used("account=ONE open-notional", "USD"));
        desk.buy("C", 21);
        refused("C refused: the limit account=ONE open-notional is 1000 USD, used 800, requested 210, allowed 200");
    }

    @Test
    void aReplaceThatAVenueHasDoneAfterItWasGivenUpCountsUntilItIsCalledBack() {
        desk.limits("account=* open-notional 1000 USD").buy("A", 50).report(1, ExecType.NEW, OrdStatus.NEW, 0, 0).replace("B", "A", "ONE", 80, "10").loses(1);
        assertEquals("500", desk.used("account=ONE open-notional", "USD"));
        desk.does(1).told();
        assertEquals("800", desk.used("account=ONE open-notional", "USD"));
        desk.buy("C", 21);
        refused("C refused: the limit account=ONE open-notional is 1000 USD, used 800, requested 210, allowed 200");
        aRestartCountsTheSame();
        desk.fill(1, 60, 60);
        assertEquals("200", desk.used("account=ONE open-notional", "USD"), "the order is filled, and its venue may execute 20 more");
        aRestartCountsTheSame();
        desk.does(2).report(1, ExecType.CANCELED, OrdStatus.CANCELED, 0, 60);
        assertEquals("0", desk.used("account=ONE open-notional", "USD"));
    }

    @Test
    void soDoesOneThatItHadRefused() {
        desk.limits("account=* open-notional 1000 USD").buy("A", 50).report(1, ExecType.NEW, OrdStatus.NEW, 0, 0).replace("B", "A", "ONE", 80, "10")
                .refusesReplace(1).does(1).told();
        assertEquals("800", desk.used("account=ONE open-notional", "USD"));
        desk.does(2);
        assertEquals("500", desk.used("account=ONE open-notional", "USD"));
    }

    @Test
    void atThePriceThatItsVenueHasItCountsUntilItIsCalledBack() {
        desk.limits("account=* open-notional 1000 USD").buy("A", 50).report(1, ExecType.NEW, OrdStatus.NEW, 0, 0).replace("B", "A", "ONE", 50, "12").loses(1)
                .does(1).told();
        assertEquals("600", desk.used("account=ONE open-notional", "USD"));
        desk.buy("C", 41);
        refused("C refused: the limit account=ONE open-notional is 1000 USD, used 600, requested 410, allowed 400");
        aRestartCountsTheSame();
        desk.replace("D", "A", "ONE", 101, "10");
        refused("D refused: the limit account=ONE open-notional is 1000 USD, used 0, requested 1212, allowed 1000");
        desk.report(1, ExecType.CANCELED, OrdStatus.CANCELED, 0, 0);
        assertEquals("0", desk.used("account=ONE open-notional", "USD"), "its venue has let go of it, and there is no other");
    }

    @Test
    void aReplaceOfWhatIsOpenCountsByWhatItAdds() {
        desk.limits("account=* open-notional 1000 USD").buy("A", 90).report(1, ExecType.NEW, OrdStatus.NEW, 0, 0).told();
        desk.replace("B", "A", "ONE", 101, "10");
        refused("B refused: the limit account=ONE open-notional is 1000 USD, used 0, requested 1010, allowed 1000");
        desk.replace("C", "A", "ONE", 100, "10");
        refused();
    }

    @Test
    void sellsCountAgainstBuysInTheNetAndForThemselvesElsewhere() {
        desk.limits("client=* open-net-notional 500 USD", "client=* open-sell-notional 600 USD").buy("A", 50).order("B", "TWO", "IBM", Side.SELL, 60, "10")
                .told();
        assertEquals("-100", desk.used("client=ACME open-net-notional", "USD"));
        desk.order("C", "TWO", "IBM", Side.SELL_SHORT, 1, "10");
        refused("C refused: the limit client=ACME open-sell-notional is 600 USD, used 600, requested 10, allowed 0");
        desk.buy("D", 60);
        refused();
        desk.buy("E", 1);
        refused("E refused: the limit client=ACME open-net-notional is 500 USD, used 500, requested 10, allowed 0");
    }

    @Test
    void whatTradesInAnotherCurrencyIsReckonedInTheLimits() {
        desk.limits("firm open-notional 1000 USD", "account=* order-notional 500 USD").order("A", "OTHER", "VOD", Side.BUY, 40, "10").told();
        assertEquals("500", desk.used("firm open-notional", "USD"));
        desk.order("B", "OTHER", "VOD", Side.BUY, 41, "10");
        refused("B refused: the limit firm open-notional is 1000 USD, used 500, requested 512.5, allowed 500; the order's value must not exceed 500 USD by the limit "
                + "account=OTHER order-notional, was 512.5 USD (OrderQty(38) 41 at 10 GBP)");
        desk.order("C", "OTHER", "SAP", Side.BUY, 1, "10");
        refused("C refused: there is no rate of EUR in USD, the currency of the limit firm open-notional; there is no rate of EUR in USD, the currency of the limit "
                + "account=OTHER order-notional");
    }

    @Test
    void aMarketOrderCountsWithTheReferencePriceAndTheCushion() {
        desk.limits("account=* open-notional 1050 USD").order("A", "ONE", "IBM", Side.BUY, 100, null);
        refused("! limits changed by ann: account=* open-notional: none to 1050 USD: as agreed");
        assertEquals("1050", desk.used("account=ONE open-notional", "USD"));
    }

    @Test
    void aLimitThatIsSetWhileOrdersAreOpenCountsThem() {
        desk.buy("A", 70).limits("symbol=* side=* open-quantity 100").told();
        assertEquals("70", desk.used("symbol=IBM side=buy open-quantity", null));
        desk.buy("B", 31);
        refused("B refused: the limit symbol=IBM side=buy open-quantity is 100, used 70, requested 31, allowed 30");
    }

    @Test
    void underALimitThatIsLessThanWhatIsOpenNothingMorePassesAndLessDoes() {
        desk.buy("A", 70).report(1, ExecType.NEW, OrdStatus.NEW, 0, 0).limits("account=* open-notional 500 USD").told();
        desk.buy("B", 1);
        refused("B refused: the limit account=ONE open-notional is 500 USD, used 700, requested 10, allowed 0");
        desk.replace("C", "A", "ONE", 71, "10");
        refused("C refused: the limit account=ONE open-notional is 500 USD, used 0, requested 710, allowed 500");
        desk.replace("D", "A", "ONE", 60, "10");
        refused();
    }

    @Test
    void aWarningComesOnceAndAgainWhenLessWasUsedMeanwhile() {
        desk.limits("account=* open-notional 1000 USD 80").told();
        desk.buy("A", 79);
        refused();
        desk.buy("B", 1);
        refused("! the limit account=ONE open-notional is 1000 USD, used 800");
        desk.buy("C", 1);
        refused();
        desk.report(1, ExecType.CANCELED, OrdStatus.CANCELED, 0, 0).buy("D", 90);
        refused("! the limit account=ONE open-notional is 1000 USD, used 920");
    }

    @Test
    void anOrderThatIsTooLargeToCountIsRefused() {
        desk.limits("account=* open-notional 1000 USD").told();
        desk.order("A", "ONE", "IBM", Side.BUY, 2_000_000_000, "90000000000");
        assertEquals(1, desk.told().size());
        assertEquals(2005, Refusal.OPEN_EXPOSURE_LIMIT.number());
    }

    @Test
    void valuesThatNoScopeCouldNameAreToldApartAllTheSame() {
        desk.limits("account=* session=* open-quantity 100").told();
        desk.by(new SessionKey("a client, with=all")).buy("A", 101);
        refused("A refused: the limit account=ONE session=a client, with=all open-quantity is 100, used 0, requested 101, allowed 100");
    }
}

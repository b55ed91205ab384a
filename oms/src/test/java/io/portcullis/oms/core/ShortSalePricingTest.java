package io.portcullis.oms.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.portcullis.oms.command.MarketAction;
import io.portcullis.oms.types.Activation;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.Instructions;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Short sales that are restricted and priced above the best bid, as agreed: 17 CFR 242.201(c). The tick is 0.01. Lines as {@link Desk} writes them. */
class ShortSalePricingTest extends OnADesk {

    @BeforeEach
    void itIsAgreed() {
        desk = new Desk(new ClientAgreement(CancelOnDisconnect.NEVER, new OrderPractice(true, false, true, true, false, false, true)));
        desk.tradeBy(new MarketRules(false, false, Set.of("XNYS"), Set.of(), Set.of())).bid("10").told();
    }

    private void restricted() {
        desk.steer(new MarketAction.RestrictShortSales());
        desk.told();
    }

    private static Conditions at(String price, int qty, TimeInForce timeInForce) {
        return new Conditions(OrdType.LIMIT, timeInForce, Quantity.of(qty), Price.of(price), 0);
    }

    private Desk shortAt(String name, String price) {
        return desk.order(name, Side.SELL_SHORT, at(price, 10, TimeInForce.DAY));
    }

    private String priceOf(String name) {
        return String.valueOf(desk.orderOf(name).terms().price());
    }

    @Test
    void aShortSaleAtTheBidGoesOutATickAboveItAndItsClientIsTold() {
        restricted();
        shortAt("X", "9.95");
        told("8 X NEW NEW 10 0 10", "8 X RESTATED NEW 10 0 10 because REPRICED", "A D1 10@10.01");
        assertEquals("10.01", priceOf("X"));
    }

    @Test
    void oneThatMayGoOutAsItIsIsLeftAsItIs() {
        restricted();
        shortAt("X", "10.05");
        told("8 X NEW NEW 10 0 10", "A D1 10@10.05");
        desk.order("Y", Side.SELL, at("9.95", 10, TimeInForce.DAY));
        told("8 Y NEW NEW 10 0 10", "A D2 10@9.95");
    }

    @Test
    void theTradeThatBeginsItIsLookedAtFirst() {
        desk.tradeBy(MarketRules.DEFAULT).trades("9").bid("8.5").tradeBy(new MarketRules(false, false, Set.of("XNYS"), Set.of(), Set.of())).told();
        shortAt("X", "8.5");
        told("! short sales of XYZ are restricted by Rule 201 for this trading day and the next one, by market data: last trade 9, last close 10",
                "8 X NEW NEW 10 0 10", "8 X RESTATED NEW 10 0 10 because REPRICED", "A D1 10@8.51");
    }

    @Test
    void aBidBetweenTwoTicksIsStillBelow() {
        restricted();
        desk.bid("10.005").told();
        shortAt("X", "10");
        assertEquals("10.01", priceOf("X"));
        desk.told();
    }

    @Test
    void whatMayNotRestHasNoPriceOrSeesNoBidIsRefused() {
        restricted();
        desk.order("I", Side.SELL_SHORT, at("10", 10, TimeInForce.IMMEDIATE_OR_CANCEL));
        told("8 I REJECTED REJECTED 10 0 0");
        desk.order("M", Side.SELL_SHORT, new Conditions(OrdType.MARKET, TimeInForce.DAY, Quantity.of(10), null, 0));
        told("8 M REJECTED REJECTED 10 0 0");
        desk.order("S", Side.SELL_SHORT,
                new Conditions(OrdType.STOP_LIMIT, TimeInForce.DAY, Quantity.of(10), Price.of("9"), 0, Instructions.stop(Price.of("9.2"))));
        told("8 S REJECTED REJECTED 10 0 0");
        desk.bid(null).told();
        shortAt("N", "10");
        told("8 N REJECTED REJECTED 10 0 0");
    }

    @Test
    void aReplaceIsPricedToo() {
        restricted();
        shortAt("X", "10.05").ack("A", "D1").told();
        desk.replace("Y", "X", Side.SELL_SHORT, at("9.90", 20, TimeInForce.DAY));
        told("8 Y/X PENDING_REPLACE PENDING_REPLACE 10 0 10", "A G1 D1 20@10.01");
    }

    @Test
    void aReplaceForLessAtItsPriceIsLeftAtThatPrice() {
        restricted();
        shortAt("X", "9").ack("A", "D1").bid("10.50").told();
        desk.replace("Y", "X", Side.SELL_SHORT, at("10.01", 5, TimeInForce.DAY));
        told("8 Y/X PENDING_REPLACE PENDING_REPLACE 10 0 10", "A G1 D1 5@10.01");
    }

    private Conditions inTenSeconds(String price) {
        return new Conditions(OrdType.LIMIT, TimeInForce.DAY, Quantity.of(10), Price.of(price), 0,
                Instructions.NONE.withActivation(new Activation(desk.time() + 10_000_000_000L, null)));
    }

    @Test
    void whatWaitsForItsTimeIsPricedWhenItGoesOutAndNotBefore() {
        restricted();
        desk.order("X", Side.SELL_SHORT, inTenSeconds("9.95"));
        told("8 X NEW NEW 10 0 10");
        desk.replace("Y", "X", Side.SELL_SHORT, inTenSeconds("9.90"));
        assertEquals("9.9", priceOf("Y"));
        desk.bid("10.30").wait(5).told();
        assertEquals("9.9", priceOf("Y"));
        desk.wait(6);
        told("8 Y RESTATED NEW 10 0 10 because REPRICED", "8 Y TRIGGERED NEW 10 0 10", "A D1 10@10.31");
        assertEquals("10.31", priceOf("Y"));
    }

    @Test
    void itRestsWhereItIsWhateverTheBidDoes() {
        restricted();
        shortAt("X", "9").ack("A", "D1").told();
        desk.bid("9").wait(2);
        told("");
        desk.bid("11").wait(2);
        told("");
        assertEquals("10.01", priceOf("X"));
    }

    @Test
    void whatAVenueLetsGoOfIsPricedAnewAndNeverLower() {
        restricted();
        shortAt("X", "9").ack("A", "D1").bid("10.20").told();
        desk.report("A", "D1", "c1", ExecType.CANCELED, OrdStatus.CANCELED, 0, null, 0);
        told("8 X RESTATED NEW 10 0 10 because REPRICED", "B D1 10@10.21");
        desk.ack("B", "D1").bid("9").report("B", "D1", "c2", ExecType.CANCELED, OrdStatus.CANCELED, 0, null, 0);
        told("C D1 10@10.21");
        desk.restart().wait(1);
        told("");
    }

    @Test
    void onePricedOrderIsNoOrderMoreOfItsClient() {
        shortAt("X", "10").ack("A", "D1").told();
        restricted();
        desk.report("A", "D1", "c1", ExecType.CANCELED, OrdStatus.CANCELED, 0, null, 0);
        told("8 X RESTATED NEW 10 0 10 because REPRICED", "B D1 10@10.01");
        assertEquals("10.01", priceOf("X"));
    }

    @Test
    void withoutTheAgreementItIsRefused() {
        desk = new Desk().tradeBy(new MarketRules(false, false, Set.of("XNYS"), Set.of(), Set.of())).bid("10");
        restricted();
        shortAt("X", "10");
        told("8 X REJECTED REJECTED 10 0 0");
    }
}

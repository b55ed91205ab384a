package io.portcullis.oms.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Contingency;
import io.portcullis.oms.types.CorporateAction;
import io.portcullis.oms.types.CrossType;
import io.portcullis.oms.types.Discretion;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.Instructions;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Peg;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Ratio;
import io.portcullis.oms.types.RestatedBecause;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Orders that may be executed beyond their limit. Lines as {@link Desk} writes them. */
class DiscretionTest extends OnADesk {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
    private static final LocalDate TOMORROW = LocalDate.of(2026, 11, 21);

    private static Conditions limit(int qty, String price, String offset) {
        return conditions(OrdType.LIMIT, TimeInForce.DAY, qty, price, offset, Peg.OffsetType.PRICE);
    }

    private static Conditions conditions(OrdType ordType, TimeInForce timeInForce, int qty, @Nullable String price, String offset, Peg.OffsetType type) {
        return new Conditions(ordType, timeInForce, Quantity.of(qty), price == null ? null : Price.of(price), 0,
                Instructions.NONE.withDiscretion(new Discretion(Price.of(offset).raw(), type)));
    }

    private String discretionAt(String venue) {
        return desk.log.stream().flatMap(record -> record.events().stream())
                .map(event -> event instanceof Event.ChildOrderCreated e && e.venue().value().equals(venue) ? e.conditions()
                        : event instanceof Event.ChildReplaceRequested r ? r.conditions() : null)
                .filter(conditions -> conditions != null).toList().getLast().instructions().discretion() + "";
    }

    @Test
    void itGoesWholeToAVenueThatTakesItAndIsExecutedBeyondItsLimit() {
        desk.order("X", Side.BUY, limit(10, "10", "0.05"));
        told("8 X REJECTED REJECTED 10 0 0");
        assertEquals("no venue that is connected takes XYZ orders with DiscretionInst(388) 0, DiscretionOffsetValue(389) 0.05 now", desk.text());
        desk.routes("A 50 C 50").takes("C", OrdType.LIMIT).order("Y", Side.BUY, limit(10, "10", "0.05"));
        told("8 Y NEW NEW 10 0 10", "C D1 10@10");
        assertEquals("0.05", discretionAt("C"));
        desk.ack("C", "D1").restart().fill("C", "D1", "e1", 4, "10.05", 4);
        told("8 Y TRADE PARTIALLY_FILLED 10 4 6 4@10.05 avg 10.05");
        desk.fill("C", "D1", "e2", 6, "9.95", 10);
        told("8 Y TRADE FILLED 10 10 0 6@9.95 avg 9.99");
    }

    @Test
    void aReplaceThatChangesNothingElseGoesToTheVenue() {
        desk.takes("A", OrdType.LIMIT).order("X", Side.BUY, limit(10, "10", "0.05")).ack("A", "D1").told();
        desk.replace("Y", "X", Side.BUY, limit(10, "10", "0.1"));
        told("8 Y/X PENDING_REPLACE PENDING_REPLACE 10 0 10", "A G1 D1 10@10");
        assertEquals("0.1", discretionAt("A"));
        desk.restart().replaced("A", "G1", 0);
        told("8 Y/X REPLACED NEW 10 0 10");
        desk.replace("Z", "Y", 10, "10");
        told("8 Z/Y PENDING_REPLACE PENDING_REPLACE 10 0 10", "A G2 G1 10@10");
        assertEquals("null", discretionAt("A"));
        desk.cancelReject("A", "G2", 2);
        told("9 Z/Y NEW REPLACE 2");
        assertEquals("0.1", desk.orderOf("X").terms().instructions().discretion() + "");
    }

    @Test
    void aVenueThatGoesOnUsingTheFirstNameIsSeenToHaveDoneTheFirstReplaceThatChangesNothingElse() {
        desk.takes("A", OrdType.LIMIT).order("X", Side.BUY, limit(10, "10", "0.05")).ack("A", "D1").replace("Y", "X", Side.BUY, limit(10, "10", "0.1")).told();
        desk.replacedTo("A", "D1", 10, "10");
        told("8 Y/X REPLACED NEW 10 0 10");
        assertEquals("0.1", desk.orderOf("X").children().getFirst().conditions().instructions().discretion() + "");
    }

    @Test
    void aWiderDiscretionThatWasGivenUpAndHappenedAfterAllIsTakenBack() {
        desk.takes("A", OrdType.LIMIT).takes("B", OrdType.LIMIT).order("X", Side.BUY, limit(10, "10", "0.05")).ack("A", "D1");
        desk.replace("Y", "X", Side.BUY, limit(10, "10", "1")).wait(6).report("A", "D1", "s1", ExecType.ORDER_STATUS, OrdStatus.NEW, 0, null, 0);
        assertEquals("9 Y/X NEW REPLACE 2", desk.told().lines().toList().getLast());
        desk.replacedTo("A", "G1", 10, "10");
        assertEquals("A F1 G1", desk.told().lines().toList().getLast());
        desk.canceled("A", "F1", 0);
        told("B D1 10@10");
        assertEquals("0.05", discretionAt("B"));
    }

    @Test
    void theDeskChangesThePriceAndTheDiscretionStays() {
        desk.takes("A", OrdType.LIMIT).order("X", Side.SELL, limit(10, "10", "-0.05")).ack("A", "D1").told();
        assertNull(desk.change("X", null, "10.2", RestatedBecause.VERBAL));
        assertEquals("-0.05", discretionAt("A"));
    }

    @Test
    void whatIsSaidInUnitsIsMeasuredByTheLimit() {
        desk.takes("A", OrdType.LIMIT).order("X", Side.SELL,
                conditions(OrdType.LIMIT, TimeInForce.GOOD_TILL_CANCEL, 10, "10", "25", Peg.OffsetType.BASIS_POINTS));
        told("8 X NEW NEW 10 0 10", "A D1 10@10");
        assertEquals("25 basis points", discretionAt("A"));
    }

    @Test
    void anOrderThatWaitsForItsStopPriceHasItFromThenOn() {
        desk.takes("B", OrdType.LIMIT).trade("9").order("X", Side.BUY,
                new Conditions(OrdType.STOP_LIMIT, TimeInForce.DAY, Quantity.of(10), Price.of("10.2"), 0,
                        Instructions.stop(Price.of("10")).withDiscretion(Discretion.of(Price.of("0.05")))));
        told("8 X NEW NEW 10 0 10");
        desk.restart().trade("10");
        told("8 X TRIGGERED NEW 10 0 10", "B D1 10@10.2");
        assertEquals("0.05", discretionAt("B"));
    }

    @Test
    void aPartThatItsVenueLetsGoOfGoesToAnotherThatTakesItOrEnds() {
        desk.takes("A", OrdType.LIMIT).takes("C", OrdType.LIMIT).order("X", Side.BUY, limit(10, "10", "0.05")).ack("A", "D1").told();
        desk.canceled("A", "D1", 0);
        told("C D1 10@10");
        assertEquals("0.05", discretionAt("C"));
        desk.ack("C", "D1").canceled("C", "D1", 0);
        told("8 X CANCELED CANCELED 10 0 0");
    }

    @Test
    void aCrossHasOnePrice() {
        Command.SideOfCross plain = Desk.side("Y", Side.SELL, 10, "10");
        desk.takesCrosses("A").takes("A", OrdType.LIMIT).cross("C", CrossType.ONE_SIDE, new Command.SideOfCross(Side.BUY, new ClOrdId("X"), null, "ACC",
                limit(10, "10", "0.05"), null), plain);
        assertEquals("its cross is refused: Side(54) 1, ClOrdID(11) X: DiscretionInst(388) 0, DiscretionOffsetValue(389) 0.05 can't stand in a cross",
                desk.text());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"MARKET | DAY | BUY | | 0.05 | PRICE | DiscretionInst(388) goes with OrdType(40) 2 or 4, was 1",
        "PEGGED | DAY | BUY | 10 | 0.05 | PRICE | DiscretionInst(388) goes with OrdType(40) 2 or 4, was P",
        "LIMIT | FILL_OR_KILL | BUY | 10 | 0.05 | PRICE | DiscretionInst(388) goes with TimeInForce(59) 0, 1 or 6, was 4",
        "LIMIT | AT_THE_CLOSE | BUY | 10 | 0.05 | PRICE | DiscretionInst(388) goes with TimeInForce(59) 0, 1 or 6, was 7",
        "LIMIT | DAY | BUY | 10 | 0 | PRICE | DiscretionOffsetValue(389) must be positive, was 0 or is missing",
        "LIMIT | DAY | SELL | 10 | 0 | PRICE | DiscretionOffsetValue(389) must be other than 0, was 0 or is missing",
        "LIMIT | DAY | BUY | 10 | -1 | TICKS | DiscretionOffsetValue(389) must be positive for a buy, was -1 ticks",
        "LIMIT | DAY | BUY | 10 | 1.5 | TICKS | DiscretionOffsetValue(389) must be whole ticks with DiscretionOffsetType(842) 2, was 1.5",
        "LIMIT | DAY | SELL | 10 | 0.005 | PRICE | DiscretionOffsetValue(389) must take Price(44) 10 to a multiple of 0.01, was 0.005",
        "LIMIT | DAY | SELL | 10 | -10 | PRICE | DiscretionOffsetValue(389) must leave Price(44) 10 a price that is positive and can be counted with, was -10",
        "LIMIT | DAY | BUY | 10 | 92233720368.54775807 | PRICE | DiscretionOffsetValue(389) must leave Price(44) 10 a price that is positive and can be counted with, was 92233720368.54775807",
        "LIMIT | DAY | SELL | 10 | 10000 | BASIS_POINTS | DiscretionOffsetValue(389) must leave Price(44) 10 a price that is positive and can be counted with, was 10000 basis points"})
    void whatMakesNoSenseIsRefusedWithTheFieldThatIsWrong(OrdType ordType, TimeInForce timeInForce, Side side, @Nullable String price, String offset,
            Peg.OffsetType type, String text) {
        Conditions asked = conditions(ordType, timeInForce, 10, price, offset, type);
        desk.takes("A", OrdType.values()).order("X", side, ordType != OrdType.PEGGED ? asked
                : asked.with(new Instructions(null, new Peg(Peg.Follows.MARKET, 0, Peg.OffsetType.PRICE), null, null, false, false)
                        .withDiscretion(asked.instructions().discretion())));
        told("8 X REJECTED REJECTED 10 0 0");
        assertEquals(text, desk.text());
    }

    @Test
    void itMayNotBeAskedForBesidePostOnly() {
        desk.takes("A", OrdType.LIMIT).order("X", Side.BUY, limit(10, "10", "1").with(
                new Instructions(null, null, null, null, false, true).withDiscretion(Discretion.of(Price.of("1")))));
        told("8 X REJECTED REJECTED 10 0 0");
        assertEquals("DiscretionInst(388) can't stand beside ExecInst(18) 6, participate don't initiate, was 0", desk.text());
    }

    @ParameterizedTest
    @CsvSource({"BUY, 10, 0.05, PRICE, 3:1, 3.33 0.01", "SELL, 10, -0.05, PRICE, 3:1, 3.34 -0.01", "SELL, 10, 0.05, PRICE, 1:2, 20 0.1",
        "BUY, 10, 0.02, PRICE, 3:1, 3.33 null", "BUY, 10, 25, BASIS_POINTS, 3:1, 3.33 25 basis points", "BUY, 10, 5, TICKS, 2:1, 5 2 ticks",
        "BUY, 10, 1, TICKS, 2:1, 5 null"})
    void aSplitMakesItNotWiderThanItWas(Side side, String price, String offset, Peg.OffsetType type, String ratio, String then) {
        desk.takes("A", OrdType.LIMIT).order("X", side, conditions(OrdType.LIMIT, TimeInForce.GOOD_TILL_CANCEL, 1200, price, offset, type)).ack("A", "D1")
                .told();
        desk.adjustBy(new CorporateActionRules(false, Map.of())).house(new Command.EndDay(TODAY, "ann", "early")).wait(1);
        assertNull(desk.apply(CorporateAction.split("XYZ", TOMORROW, Ratio.of(ratio))));
        Conditions to = desk.orderOf("X").terms().conditions();
        assertEquals(then, to.price() + " " + to.instructions().discretion());
    }

    @Test
    void aDividendTakesThePriceDownAndTheDiscretionWithIt() {
        desk.takes("A", OrdType.LIMIT).order("X", Side.BUY, conditions(OrdType.LIMIT, TimeInForce.GOOD_TILL_CANCEL, 100, "10", "0.05", Peg.OffsetType.PRICE))
                .ack("A", "D1").told();
        desk.house(new Command.EndDay(TODAY, "ann", "early")).wait(1);
        assertNull(desk.apply(CorporateAction.dividend("XYZ", TOMORROW, Price.of("0.505"))));
        Conditions to = desk.orderOf("X").terms().conditions();
        assertEquals("9.49 0.05", to.price() + " " + to.instructions().discretion());
    }

    @Test
    void anOrderOfAListMayHaveIt() {
        desk.takes("A", OrdType.LIMIT).list("L", Contingency.ONE_CANCELS_OTHER, Desk.of("X", Side.BUY, limit(10, "10", "0.05")),
                Desk.of("Y", Side.SELL, limit(10, "11", "0.05")));
        assertEquals(List.of("0.05", "0.05"), List.of(desk.orderOf("X").terms().instructions().discretion() + "",
                desk.orderOf("Y").terms().instructions().discretion() + ""));
    }
}

package io.portcullis.oms.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.Instructions;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.RoutingWish;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.oms.types.VenueId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients say where, or how, their orders are to be routed, as far as that is agreed. Lines as {@link Desk} writes them. */
class RoutingWishesTest extends OnADesk {

    @BeforeEach
    void someVenuesAndStrategiesAreAgreed() {
        desk = agreeing(List.of(new VenueId("B"), new VenueId("C"), new VenueId("Z")));
    }

    private static Desk agreeing(@Nullable List<VenueId> destinations) {
        return new Desk(new ClientAgreement(CancelOnDisconnect.NEVER, OrderPractice.DEFAULT, false, List.of(), ClientAgreement.Traders.DEFAULT,
                new ClientAgreement.Routes(destinations, List.of("1001", "1002")))).hasStrategy("1001");
    }

    private static Conditions limit(TimeInForce timeInForce, int quantity, @Nullable String destination, @Nullable String strategy) {
        return new Conditions(OrdType.LIMIT, timeInForce, Quantity.of(quantity), Price.of("10"), 0)
                .wishing(RoutingWish.of(destination == null ? null : new VenueId(destination), strategy));
    }

    private Desk order(String clOrdId, @Nullable String destination, @Nullable String strategy) {
        return desk.order(clOrdId, Side.BUY, limit(TimeInForce.DAY, 10, destination, strategy));
    }

    @Test
    void allOfItGoesToThatVenueAndItsPartSaysNothingOfIt() {
        desk.routes("A 60 B 40");
        order("X", "B", null);
        told("8 X NEW NEW 10 0 10", "B D1 10@10");
        assertEquals(Instructions.NONE, desk.orderOf("X").children().getFirst().conditions().instructions());
        assertEquals("B", String.valueOf(desk.orderOf("X").terms().instructions().wish().destination()));
    }

    @Test
    void whatItGivesBackGoesNowhereElse() {
        order("X", "B", null).told();
        desk.report("B", "D1", "r1", ExecType.REJECTED, OrdStatus.REJECTED, 0, null, 0, null, "no");
        told("8 X REJECTED REJECTED 10 0 0");
    }

    @Test
    void whileItIsAwayTheOrderIsRefused() {
        desk.house(new Command.SessionLoggedOff(new SessionKey("B"), new VenueId("B"), "gone"));
        order("X", "B", null);
        told("8 X REJECTED REJECTED 10 0 0");
        assertEquals("no venue that is connected takes XYZ orders with ExDestination(100) B now", desk.text());
    }

    @Test
    void whatIsNotAgreedIsRefused() {
        order("X", "A", null);
        assertEquals("ExDestination(100) A is not agreed for session CLIENT1, which may name B, C, Z", desk.text());
        order("Y", null, "1");
        assertEquals("TargetStrategy(847) 1 is not agreed for session CLIENT1, which may ask for 1001, 1002", desk.text());
        order("Z", "Z", null);
        assertEquals("ExDestination(100) must be one of A, B, C, was Z", desk.text());
        order("W", null, "1002");
        assertEquals("TargetStrategy(847) 1002: no rule of routing is for it now", desk.text());
        desk = new Desk();
        order("X", "A", "1001");
        assertEquals(
                "ExDestination(100) A is not agreed for session CLIENT1, which may name none; TargetStrategy(847) 1001 is not agreed for session CLIENT1, which may ask for none",
                desk.text());
    }

    @Test
    void anyVenueIsAgreed() {
        desk = agreeing(null);
        order("X", "A", "1001");
        told("8 X NEW NEW 10 0 10", "A D1 10@10");
    }

    @Test
    void aReplaceNeedNotSayItAgainAndCannotChangeIt() {
        order("X", "B", "1001").ack("B", "D1").told();
        desk.replace("Y", "X", 20, "10");
        told("8 Y/X PENDING_REPLACE PENDING_REPLACE 10 0 10", "B G1 D1 20@10");
        desk.replaced("B", "G1", 0).told();
        assertEquals("B", String.valueOf(desk.orderOf("Y").terms().instructions().wish().destination()));
        desk.replace("Z", "Y", Side.BUY, limit(TimeInForce.DAY, 30, "C", null));
        assertEquals("ExDestination(100) of the order is B and cannot become C: cancel it, and send another one", desk.text());
        desk.replace("W", "Y", Side.BUY, limit(TimeInForce.DAY, 30, "B", "1002"));
        assertEquals("TargetStrategy(847) of the order is 1001 and cannot become 1002: cancel it, and send another one", desk.text());
    }

    @Test
    void itIsRememberedOverARestart() {
        order("X", "B", "1001").told();
        desk.restart();
        assertEquals(new RoutingWish(new VenueId("B"), "1001"), desk.orderOf("X").terms().instructions().wish());
    }
}

package io.portcullis.server.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.Ids;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.oms.types.VenueId;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrphansTest {

    private static final SessionKey CLIENT = new SessionKey("CLIENT1");
    private static final VenueId VENUE = new VenueId("LIT1");
    private final Ids ids = new Ids("TEST00");
    private final ShardState state = new ShardState();

    private void order(long position) {
        OrderTerms terms = new OrderTerms(CLIENT, new ClOrdId("A" + position), "ACME", "XYZ", Side.BUY, OrdType.LIMIT, TimeInForce.DAY, Quantity.of(10),
                Price.of("10"), 0);
        Event.RiskFacts facts = new Event.RiskFacts(Price.of("10"), null, List.of());
        state.after(new Event.OrderAccepted(Ids.number(position, 0), terms, facts), position);
    }

    @Test
    void ordersOfASessionThatIsGoneAreNamed() {
        order(1);
        order(2);
        assertEquals(List.of(), Orphans.of(state, ids, List.of(CLIENT), List.of(VENUE)));
        assertEquals(List.of("session CLIENT1 is not configured any more, and has 2 open orders: " + ids.orderId(Ids.number(1, 0)) + ", "
                + ids.orderId(Ids.number(2, 0))), Orphans.of(state, ids, List.of(new SessionKey("CLIENT2")), List.of(VENUE)));
    }
}

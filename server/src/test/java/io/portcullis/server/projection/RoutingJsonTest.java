package io.portcullis.server.projection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.VenueLook;
import io.portcullis.oms.event.VenueLook.Level;
import io.portcullis.oms.event.VenueLook.Verdict;
import io.portcullis.oms.types.Ids;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.VenueId;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoutingJsonTest {

    /** As the order log and the table of events have it. */
    @Test
    void whatWasSeenOfEachVenueIsInIt() {
        Ids ids = new Ids("TEST00");
        long orderId = Ids.number(1, 0);
        assertEquals("{\"orderId\":\"" + ids.orderId(orderId) + "\",\"side\":\"BUY\",\"quantity\":100,\"strategy\":\"best-cost\",\"rule\":3,\"venues\":["
                + "{\"venue\":\"LIT1\",\"verdict\":\"CHOSEN\",\"given\":100,\"levels\":[{\"price\":10.01,\"quantity\":500}],\"cost\":10.013},"
                + "{\"venue\":\"LIT2\",\"verdict\":\"AWAY\",\"given\":0,\"levels\":[]}]}",
                new EventJson(ids).of(new Event.OrderRouted(orderId, Side.BUY, Quantity.of(100), "best-cost", 3,
                        List.of(new VenueLook(new VenueId("LIT1"), Verdict.CHOSEN, Quantity.of(100), null,
                                List.of(new Level(Price.of("10.01"), Quantity.of(500))), Price.of("10.013"), null),
                                VenueLook.leftOut(new VenueId("LIT2"), Verdict.AWAY)))));
    }
}

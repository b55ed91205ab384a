package io.portcullis.oms.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.portcullis.oms.event.Event;
import org.junit.jupiter.api.Test;

class CarriedFieldsTest {

    @Test
    void whatAnOrderCarriesGoesToTheVenueAndComesBackWithEachReport() {
        Desk desk = new Desk().routes("A 100").orderCarrying("X", "58=why");

        assertEquals("8 X NEW NEW 10 0 10 carries 58=why\nA D1 10@10 carries 58=why", desk.told());
        assertEquals("58=why", ((Event.OrderAccepted) desk.log.getLast().events().getFirst()).terms().carried());
    }

    @Test
    void itIsStillCarriedAfterARestartAndAReplace() {
        Desk desk = new Desk().routes("A 100").orderCarrying("X", "58=why").ack("A", "D1");
        desk.told();
        desk.restart().replace("Y", "X", 20, "10");

        assertEquals("8 Y/X PENDING_REPLACE PENDING_REPLACE 10 0 10 carries 58=why\nA G1 D1 20@10 carries 58=why", desk.told());
    }

    @Test
    void anOrderThatIsRefusedCarriesNothing() {
        Desk desk = new Desk().logIsFull(true).orderCarrying("X", "58=why");

        assertEquals("8 X REJECTED REJECTED 10 0 0", desk.told());
    }
}

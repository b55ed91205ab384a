package io.portcullis.oms.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.EventRecord;
import io.portcullis.oms.event.VenueLook;
import io.portcullis.oms.event.VenueLook.Level;
import io.portcullis.oms.event.VenueLook.Verdict;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.VenueId;
import java.util.Arrays;
import java.util.List;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RoutingCodecTest {

    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    private final EventCodec codec = new EventCodec(buffer);

    private int encode(Event.OrderRouted event) {
        return codec.encode(new EventRecord(7, 8, null, List.of(event), List.of()), buffer, 0);
    }

    private void assertComesBack(Event.OrderRouted event) {
        assertEquals(List.of(event), codec.decode(7, 8, buffer, 0, encode(event)).events());
    }

    private static VenueLook look(String venue, Verdict verdict, String given, String price, String cost) {
        return new VenueLook(new VenueId(venue), verdict, Quantity.of(given), null, List.of(new Level(Price.of(price), Quantity.of(500))), Price.of(cost),
                null);
    }

    @Test
    void whatWasSeenComesBackAsItWas() {
        assertComesBack(new Event.OrderRouted(4711, Side.SELL_SHORT, Quantity.of(1_000), "best-cost", 12,
                List.of(look("LIT1", Verdict.CHOSEN, "600", "10.01", "10.0072"), look("LIT2", Verdict.COSTLIER, "0", "10", "10"),
                        new VenueLook(new VenueId("LIT3"), Verdict.CHOSEN, Quantity.of(400), Quantity.of(450),
                                List.of(new Level(Price.of("10.01"), Quantity.of(1)), new Level(Price.of("10"), Quantity.of(2))), Price.of("9.99"),
                                Quantity.ZERO),
                        VenueLook.leftOut(new VenueId("DARK1"), Verdict.CLOSED))));
        assertComesBack(
                new Event.OrderRouted(1, Side.BUY, Quantity.of(1), "", 0, List.of(new VenueLook(new VenueId("LIT1"), Verdict.CHOSEN, Quantity.of(1), null,
                        List.of(new Level(Price.of("10"), Quantity.of(2))), Price.of("10.005"), Quantity.of(7), Price.of("0.002")))));
        assertComesBack(new Event.OrderRouted(1, Side.BUY, Quantity.of(1), "", 0, List.of()));
    }

    @ParameterizedTest
    @EnumSource
    void eachVerdictComesBackAndHasItsWords(Verdict verdict) {
        VenueLook look = new VenueLook(new VenueId("LIT1"), verdict, Quantity.ZERO, Quantity.of(3), List.of(), null, null);
        assertComesBack(new Event.OrderRouted(1, Side.BUY, Quantity.of(1), "best-price", 0, List.of(look)));
        assertTrue(look.reason(List.of(look), true).length() > 5);
    }

    /** Their numbers are part of the format. */
    @Test
    void verdictsKeepTheirPlaces() {
        assertEquals(
                "CHOSEN COSTLIER EQUAL BEYOND_LIMIT NO_QUOTE NO_ROOM STRATEGY CLOSED AWAY DRAINED KILLED HALTED NOT_TAKEN GAVE_BACK WORSE_QUEUE MINIMUM TOO_LITTLE TOO_SMALL RECONCILING SPENT LATER NOT_IMMEDIATE NOT_WISHED",
                String.join(" ", Arrays.stream(Verdict.values()).map(Enum::name).toList()));
    }

    /** There is one with nearly every order: of three venues it takes less than half of what the rest of the record takes. */
    @Test
    void aPlainOrdersIsSmall() {
        int without = codec.encode(new EventRecord(7, 8, null, List.of(), List.of()), buffer, 0);
        int size = encode(
                new Event.OrderRouted(4711, Side.BUY, Quantity.of(100), "best-price", 0, List.of(look("LIT1", Verdict.CHOSEN, "100", "10.01", "10.01"),
                        look("LIT2", Verdict.COSTLIER, "0", "10.02", "10.02"), look("LIT3", Verdict.COSTLIER, "0", "10.02", "10.02"))))
                - without;
        assertTrue(size <= 140, "bytes: " + size);
    }
}

package io.portcullis.oms.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.oms.codec.EventCodec;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.EventRecord;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Contingency;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.Instructions;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.oms.types.VenueAction;
import io.portcullis.oms.types.VenueId;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Why an order goes where it goes is written down with it, also of the venues that were not asked. Lines as {@link Desk} writes them. */
class ExplainedRoutingTest extends OnADesk {

    /** Of the last record: {@code 10 as told 7: A 6 CHOSEN, B 4 CHOSEN, C AWAY}. */
    private String explained() {
        return desk.log.getLast().events().stream().filter(Event.OrderRouted.class::isInstance).map(Event.OrderRouted.class::cast)
                .map(e -> e.quantity() + " " + e.strategy() + " " + e.rule() + ": "
                        + e.venues().stream().map(look -> look.venue() + (look.given().isZero() ? "" : " " + look.given()) + " " + look.verdict())
                                .collect(Collectors.joining(", ")))
                .collect(Collectors.joining("; "));
    }

    @Test
    void eachVenueHasItsReasonInConfiguredOrder() {
        desk.explains().routes("A 60 C 40").order("X", 10, "10");
        assertEquals("10 as told 7: A 6 CHOSEN, B NO_QUOTE, C 4 CHOSEN", explained());
        assertEquals(List.of("OrderAccepted", "OrderRouted", "ChildOrderCreated", "ChildOrderCreated"),
                desk.log.getLast().events().stream().map(event -> event.getClass().getSimpleName()).toList());
        told("8 X NEW NEW 10 0 10", "A D1 6@10", "C D1 4@10");
    }

    @Test
    void theyAreLeftOutForWhatTheyAre() {
        desk.explains().house(new Command.SessionLoggedOff(new SessionKey("A"), new VenueId("A"), "gone"));
        desk.order("X", 10, "10");
        assertEquals("10 as told 7: A AWAY, B 10 CHOSEN, C NO_QUOTE", explained());
        desk.house(new Command.SteerVenue(new VenueId("B"), VenueAction.DRAIN, "", "ann", "weekend")).order("Y", 10, "10");
        assertEquals("10 as told 7: A AWAY, B DRAINED, C 10 CHOSEN", explained());
        desk.house(new Command.SessionLoggedOn(new SessionKey("A"), new VenueId("A"))).house(new Command.CloseVenue(new VenueId("C"), "tomorrow")).order("Z",
                10,
                "10");
        assertEquals("10 as told 7: A 10 CHOSEN, B DRAINED, C CLOSED", explained());
    }

    @Test
    void oneThatTakesNoSuchOrdersIsLeftOut() {
        desk.explains().takes("B", OrdType.STOP).order("X", Side.BUY,
                new Conditions(OrdType.STOP, TimeInForce.DAY, Quantity.of(10), null, 0, Instructions.NONE.withStopPx(Price.of("11"))));
        assertEquals("10 as told 7: A NOT_TAKEN, B 10 CHOSEN, C NOT_TAKEN", explained());
    }

    @Test
    void whatIsRoutedAgainIsExplainedAgain() {
        desk.explains().routes("A 60 B 40").order("X", 10, "10").ack("B", "D1");
        desk.report("A", "D1", "r1", ExecType.REJECTED, OrdStatus.REJECTED, 0, null, 0);
        assertEquals("6 as told 7: A GAVE_BACK, B 6 CHOSEN, C NO_QUOTE", explained());
    }

    /** A record has its longest length: what doesn't fit has its turn in the next one. */
    @Test
    void whatIsExplainedAtOnceDoesNotFillARecord() {
        desk.explains(20);
        for (int i = 0; i < 150; i++) {
            desk.order("X" + i, Side.BUY, new Conditions(OrdType.STOP, TimeInForce.DAY, Quantity.of(10), null, 0, Instructions.stop(Price.of("11"))));
        }
        desk.trade("11");
        assertEquals(125, explainedInTheLastRecord());
        desk.wait(1);
        assertEquals(25, explainedInTheLastRecord());
    }

    /** All orders of a list go out in one record, and each may have seen deep books. */
    @ParameterizedTest
    @ValueSource(ints = {1 << 20, 1 << 18, 1 << 16})
    void aListThatHasSeenDeepBooksFitsIntoARecord(int longest) {
        desk.explains(1_000);
        desk.core.recordsHold(longest);
        Command.OrderOfList[] orders = IntStream.rangeClosed(1, 100).mapToObj(i -> Desk.of("X" + i, Side.BUY, 10, "10")).toArray(Command.OrderOfList[]::new);
        desk.list("L", Contingency.NONE, orders);
        EventRecord record = desk.log.getLast();
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        int length = new EventCodec(buffer).encode(record, buffer, 0);
        assertTrue(length < longest, "bytes: " + length);
        List<Event.OrderRouted> routed = record.events().stream().filter(Event.OrderRouted.class::isInstance).map(Event.OrderRouted.class::cast).toList();
        assertEquals(100, routed.size());
        assertEquals(longest == 1 << 16 ? 1 : 1_000, routed.getFirst().venues().getFirst().levels().size());
        assertEquals(1, routed.getLast().venues().getFirst().levels().size());
    }

    private long explainedInTheLastRecord() {
        return desk.log.getLast().events().stream().filter(Event.OrderRouted.class::isInstance).count();
    }

    @Override
    int step() {
        return 20;
    }

    @Test
    void aSnapshotAndARestartGoOn() {
        desk.explains().order("X", 10, "10").ack("A", "D1").restart().fill("A", "D1", "e1", 10, "10", 10);
        assertEquals("", explained());
    }
}

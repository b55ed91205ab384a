package io.portcullis.server.projection;

import io.portcullis.oms.command.Origin;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.EventRecord;
import io.portcullis.oms.event.OrderSummary;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.Ids;
import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.oms.types.VenueId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Writes records as the core would, a second apart from 10:00 on. Orders are named by their number, which the methods give back. */
final class Day {

    static final SessionKey CLIENT = new SessionKey("CLIENT1");
    static final VenueId VENUE = new VenueId("LIT1");
    private static final long TEN_O_CLOCK = TimeUnit.SECONDS.toNanos(Instant.parse("2026-11-20T10:00:00Z").getEpochSecond());

    final List<EventRecord> records = new ArrayList<>();
    private long time = TEN_O_CLOCK;
    private int msgSeqNum;

    /** The number of the first id of the next record. */
    long nextId(int index) {
        return Ids.number(records.size() + 1, index);
    }

    Day at(String instant) {
        Instant to = Instant.parse(instant);
        time = TimeUnit.SECONDS.toNanos(to.getEpochSecond()) + to.getNano();
        return this;
    }

    /** From ourselves, or from a message that isn't of interest. */
    Day says(List<Event> events, OrderSummary... summaries) {
        return says(null, events, summaries);
    }

    Day says(Origin origin, List<Event> events, OrderSummary... summaries) {
        records.add(new EventRecord(records.size() + 1, time, origin, events, List.of(summaries)));
        time += TimeUnit.SECONDS.toNanos(1);
        return this;
    }

    Origin fromClient() {
        return new Origin(CLIENT, 1_700_000_000_000L, ++msgSeqNum);
    }

    static Event.OrderTerms terms(String clOrdId, String qty, String price) {
        return new Event.OrderTerms(CLIENT, new ClOrdId(clOrdId), "ACC1", "XYZ", Side.BUY, OrdType.LIMIT, TimeInForce.DAY, Quantity.of(qty), Price.of(price),
                0);
    }

    static Event.RiskFacts risk(String price) {
        return new Event.RiskFacts(Price.of(price), null, List.of());
    }

    /** Accepted and sent to the venue whole. The child order has the next number. */
    long order(String clOrdId, String qty, String price) {
        long orderId = nextId(0);
        long childId = nextId(1);
        says(fromClient(), List.of(new Event.OrderAccepted(orderId, terms(clOrdId, qty, price), risk(price)),
                new Event.ChildOrderCreated(childId, orderId, VENUE, OrdType.LIMIT, TimeInForce.DAY, Quantity.of(qty), Price.of(price), 0, Price.of("10.01"),
                        Quantity.of("500"))),
                stands(orderId, OrdStatus.NEW, qty, "0", qty, "0"), stands(childId, OrdStatus.PENDING_NEW, qty, "0", qty, "0"));
        return orderId;
    }

    Day acknowledged(long childId, String venueOrderId, OrderSummary... summaries) {
        return says(List.of(new Event.ChildOrderAcknowledged(childId, venueOrderId)), summaries);
    }

    /** @return the execution's number */
    long fill(long childId, String venueExecId, String qty, String px, OrderSummary... summaries) {
        long execId = nextId(0);
        says(List.of(new Event.OrderFilled(execId, childId, venueExecId, Quantity.of(qty), Price.of(px), Quantity.of(qty), "20261120")), summaries);
        return execId;
    }

    static OrderSummary stands(long id, OrdStatus status, String orderQty, String cumQty, String leavesQty, String traded) {
        return new OrderSummary(id, status, Quantity.of(orderQty), Quantity.of(cumQty), Quantity.of(leavesQty), money(traded));
    }

    /** Of up to eight decimal places. */
    private static Money money(String traded) {
        return Money.of(Quantity.of(traded), Price.of("1"));
    }
}

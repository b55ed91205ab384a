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
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A stream of records without end, the same each time: orders of four clients that overlap, each accepted and sent to a venue, acknowledged, filled in one to three
 * parts; every tenth fill is busted, and with every thousandth record a client's session is cut and comes back.
 */
final class Flow {

    private static final long BEGIN = TimeUnit.SECONDS.toNanos(Instant.parse("2026-11-20T08:00:00Z").getEpochSecond());
    private static final int OPEN_AT_A_TIME = 50;
    private static final VenueId VENUE = new VenueId("LIT1");
    private static final Price PRICE = Price.of("10.01");

    /** One order on its way. */
    private static final class Open {
        long orderId;
        int step;
        long cumQty;
        long lastExecId;
    }

    private final List<Open> open = new ArrayList<>();
    private long position;
    private int orders;
    private final int[] seqNums = new int[5];

    static List<EventRecord> records(int count) {
        Flow flow = new Flow();
        List<EventRecord> records = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            records.add(flow.next());
        }
        return records;
    }

    EventRecord next() {
        position++;
        if (position == 1) {
            return record(null, List.of(new Event.DayStarted(LocalDate.of(2026, 11, 20))));
        }
        if (position % 1000 == 0) {
            SessionKey session = new SessionKey("CLIENT" + position / 1000 % 4);
            return record(null, List.of(position % 2000 == 0 ? new Event.SessionLoggedOn(session, null) : new Event.SessionLoggedOff(session, null, "cut")));
        }
        if (open.size() < OPEN_AT_A_TIME || position % 4 == 0) {
            return enter();
        }
        Open order = open.get((int) (position % open.size()));
        return goOn(order);
    }

    private EventRecord enter() {
        Open order = new Open();
        order.orderId = Ids.number(position, 0);
        open.add(order);
        orders++;
        SessionKey session = new SessionKey("CLIENT" + orders % 4);
        Event.OrderTerms terms = new Event.OrderTerms(session, new ClOrdId("K" + orders), "ACC" + orders % 20, "SYM" + orders % 100, Side.BUY, OrdType.LIMIT,
                TimeInForce.DAY, Quantity.of(300), PRICE, 0);
        return record(new Origin(session, 1, ++seqNums[orders % 4]),
                List.of(new Event.OrderAccepted(order.orderId, terms, new Event.RiskFacts(PRICE, PRICE, List.of())),
                        new Event.ChildOrderCreated(order.orderId + 1, order.orderId, VENUE, OrdType.LIMIT, TimeInForce.DAY, Quantity.of(300), PRICE, 0, PRICE,
                                Quantity.of(1000))),
                standing(order, order.orderId, OrdStatus.NEW), standing(order, order.orderId + 1, OrdStatus.PENDING_NEW));
    }

    private EventRecord goOn(Open order) {
        order.step++;
        long childId = order.orderId + 1;
        Origin origin = new Origin(new SessionKey("LIT1"), 1, ++seqNums[4]);
        if (order.step == 1) {
            return record(origin, List.of(new Event.ChildOrderAcknowledged(childId, "V" + position)), standing(order, order.orderId, OrdStatus.NEW),
                    standing(order, childId, OrdStatus.NEW));
        }
        if (order.lastExecId != 0 && position % 10 == 7) {
            order.cumQty -= 100;
            Event bust = new Event.FillBusted(Ids.number(position, 0), childId, order.lastExecId, "B" + position);
            order.lastExecId = 0;
            return record(origin, List.of(bust), standing(order, order.orderId, status(order)), standing(order, childId, status(order)));
        }
        order.cumQty += 100;
        order.lastExecId = Ids.number(position, 0);
        EventRecord filled = record(origin,
                List.of(new Event.OrderFilled(order.lastExecId, childId, "X" + position, Quantity.of(100), PRICE, Quantity.of(order.cumQty), null)),
                standing(order, order.orderId, status(order)), standing(order, childId, status(order)));
        if (order.cumQty == 300) {
            open.remove(order);
        }
        return filled;
    }

    private static OrdStatus status(Open order) {
        return order.cumQty == 300 ? OrdStatus.FILLED : order.cumQty == 0 ? OrdStatus.NEW : OrdStatus.PARTIALLY_FILLED;
    }

    private static OrderSummary standing(Open order, long id, OrdStatus status) {
        return new OrderSummary(id, status, Quantity.of(300), Quantity.of(order.cumQty), Quantity.of(300 - order.cumQty),
                Money.of(Quantity.of(order.cumQty), PRICE));
    }

    private EventRecord record(Origin origin, List<Event> events, OrderSummary... summaries) {
        return new EventRecord(position, BEGIN + position * 1_000_000, origin, events, List.of(summaries));
    }
}

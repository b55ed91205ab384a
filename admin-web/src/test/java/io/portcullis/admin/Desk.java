package io.portcullis.admin;

import io.portcullis.admin.readmodel.ReadModel;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.EventRecord;
import io.portcullis.oms.event.OrderSummary;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.Ids;
import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Refusal;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.oms.types.VenueId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A desk whose log is written by hand: each call is one record, a second after the one before. */
public final class Desk {

    public static final Ids IDS = new Ids("1PX5Q8");
    public static final VenueId LIT1 = new VenueId("LIT1");
    private static final long BEGINNING = Instant.parse("2026-05-04T09:00:00Z").getEpochSecond() * 1_000_000_000L;

    public final ReadModel readModel;
    public final List<EventRecord> log = new ArrayList<>();
    private long position;
    private long time = BEGINNING;

    public Desk(int maxOrders) {
        this.readModel = new ReadModel(IDS, maxOrders);
    }

    /** The number of what the next record creates first. */
    public long nextId(int index) {
        return Ids.number(position + 1, index);
    }

    public long position() {
        return position;
    }

    public void time(Instant now) {
        time = now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    public void record(List<Event> events, OrderSummary... summaries) {
        EventRecord record = new EventRecord(++position, time, null, events, Arrays.asList(summaries));
        log.add(record);
        readModel.apply(record);
        time += 1_000_000_000L;
    }

    public void record(Event event, OrderSummary... summaries) {
        record(List.of(event), summaries);
    }

    public static Event.OrderTerms terms(String session, String clOrdId, String symbol, Side side, long quantity, String price) {
        return new Event.OrderTerms(new SessionKey(session), new ClOrdId(clOrdId), "ACC1", symbol, side, price == null ? OrdType.MARKET : OrdType.LIMIT,
                price == null ? TimeInForce.IMMEDIATE_OR_CANCEL : TimeInForce.DAY, Quantity.of(quantity), price == null ? null : Price.of(price), 0);
    }

    private static Event.RiskFacts risk(String price) {
        return new Event.RiskFacts(Price.of(price), Price.of(price), List.of(new Event.LimitUse(1, Money.of("250000"))));
    }

    /** An order of 100 that goes whole to LIT1, unacknowledged. */
    public Order order(String clOrdId) {
        return order(terms("CLIENT1", clOrdId, "VOD.L", Side.BUY, 100, "10.5"), 100);
    }

    /** An order that is split into child orders of those sizes, one per venue: LIT1, LIT2, DARK1. */
    public Order order(Event.OrderTerms terms, long... childQuantities) {
        long orderId = nextId(0);
        String price = terms.price() == null ? "10" : terms.price().toString();
        List<Event> events = new ArrayList<>();
        List<OrderSummary> summaries = new ArrayList<>();
        events.add(new Event.OrderAccepted(orderId, terms, risk(price)));
        Order order = new Order(orderId, terms.orderQty());
        summaries.add(order.summary(OrdStatus.NEW, order.leaves()));
        String[] venues = {"LIT1", "LIT2", "DARK1"};
        for (int i = 0; i < childQuantities.length; i++) {
            long childId = nextId(i + 1);
            Quantity quantity = Quantity.of(childQuantities[i]);
            events.add(new Event.ChildOrderCreated(childId, orderId, new VenueId(venues[i]), terms.ordType(), terms.timeInForce(), quantity, terms.price(), 0,
                    Price.of(price), Quantity.of(childQuantities[i] + 50)));
            order.children.add(childId);
            summaries.add(new OrderSummary(childId, OrdStatus.PENDING_NEW, quantity, Quantity.ZERO, quantity, Money.ZERO));
        }
        record(events, summaries.toArray(OrderSummary[]::new));
        return order;
    }

    public long refuse(Event.OrderTerms terms, Refusal refusal, String text) {
        long orderId = nextId(0);
        record(new Event.OrderRefused(orderId, terms, List.of(new Objection(refusal, text))));
        return orderId;
    }

    /** An order whose fills are all at 10.5, in its only child. */
    public final class Order {
        public final long id;
        public final List<Long> children = new ArrayList<>();
        private final Quantity quantity;
        private long cumQty;

        private Order(long id, Quantity quantity) {
            this.id = id;
            this.quantity = quantity;
        }

        public OrderSummary summary(OrdStatus status, long leaves) {
            return new OrderSummary(id, status, quantity, Quantity.of(cumQty), Quantity.of(leaves),
                    Money.of(Quantity.of(cumQty), Price.of("10.5")));
        }

        private OrderSummary childSummary(OrdStatus status, long leaves) {
            return new OrderSummary(children.getFirst(), status, quantity, Quantity.of(cumQty), Quantity.of(leaves),
                    Money.of(Quantity.of(cumQty), Price.of("10.5")));
        }

        private long leaves() {
            return quantity.raw() / 100_000_000L - cumQty;
        }

        public void acknowledge() {
            record(new Event.ChildOrderAcknowledged(children.getFirst(), "V-" + children.getFirst()), childSummary(OrdStatus.NEW, leaves()));
        }

        public void ask() {
            record(new Event.ChildStatusRequested(children.getFirst(), children.getFirst()), childSummary(OrdStatus.PENDING_NEW, leaves()));
        }

        public void answer() {
            record(new Event.ChildStatusAnswered(children.getFirst(), "the venue has it"), childSummary(OrdStatus.NEW, leaves()));
        }

        /** @return our ExecID's number */
        public long fill(long lastQty) {
            long execId = nextId(0);
            cumQty += lastQty;
            OrdStatus status = leaves() == 0 ? OrdStatus.FILLED : OrdStatus.PARTIALLY_FILLED;
            record(new Event.OrderFilled(execId, children.getFirst(), "X" + execId, Quantity.of(lastQty), Price.of("10.5"), null, null),
                    childSummary(status, leaves()),
                    summary(status, leaves()));
            return execId;
        }

        public void bust(long execId, long lastQty) {
            cumQty -= lastQty;
            OrdStatus status = cumQty == 0 ? OrdStatus.NEW : OrdStatus.PARTIALLY_FILLED;
            record(new Event.FillBusted(nextId(0), children.getFirst(), execId, "BUST"), childSummary(status, leaves()), summary(status, leaves()));
        }

        public void cancel() {
            record(new Event.OrderCanceled(nextId(0), id, new ClOrdId("X1"), "canceled on request"), childSummary(OrdStatus.CANCELED, 0),
                    summary(OrdStatus.CANCELED, 0));
        }
    }
}

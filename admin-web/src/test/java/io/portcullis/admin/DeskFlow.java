package io.portcullis.admin;

import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.OrderSummary;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Refusal;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.oms.types.VenueId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/** A desk's day as it looks: mixed orders of three clients over three venues, the same for the same seed. */
final class DeskFlow {

    private static final List<String> SYMBOLS = List.of("VOD.L", "BARC.L", "AZN.L", "HSBA.L", "SAP.DE", "SIE.DE", "ALV.DE", "MC.PA", "TTE.PA", "AIR.PA",
            "ASML.AS", "NESN.S");
    private static final List<String> PRICES = List.of("72.14", "218.35", "11842", "664.2", "178.42", "184.06", "269.9", "742.8", "62.31", "148.74", "914.5",
            "93.62");
    private static final List<VenueId> VENUES = List.of(new VenueId("LIT1"), new VenueId("LIT2"), new VenueId("DARK1"));
    private static final int MAX_WORKING = 5_000;

    private final Desk desk;
    private final RandomGenerator random;
    private final List<Working> working = new ArrayList<>();
    private int number;

    DeskFlow(Desk desk, long seed) {
        this.desk = desk;
        this.random = new Random(seed);
    }

    /** One order of one or two child orders that something may still happen to. */
    private static final class Working {
        private final long id;
        private final Event.OrderTerms terms;
        private final Price price;
        private final List<Long> children = new ArrayList<>();
        private final List<Long> quantities = new ArrayList<>();
        private final List<Long> filled = new ArrayList<>();
        private boolean acknowledged;

        private Working(long id, Event.OrderTerms terms, Price price) {
            this.id = id;
            this.terms = terms;
            this.price = price;
        }

        private long total(List<Long> of) {
            return of.stream().mapToLong(Long::longValue).sum();
        }

        private OrderSummary summary(boolean ended) {
            long leaves = total(quantities) - total(filled);
            OrdStatus status = leaves == 0 ? OrdStatus.FILLED : ended ? OrdStatus.CANCELED : total(filled) > 0 ? OrdStatus.PARTIALLY_FILLED : OrdStatus.NEW;
            return summary(id, status, total(quantities), total(filled), ended ? 0 : leaves);
        }

        private OrderSummary child(int i, boolean ended) {
            long leaves = quantities.get(i) - filled.get(i);
            OrdStatus status = leaves == 0 ? OrdStatus.FILLED
                    : ended ? OrdStatus.CANCELED
                            : filled.get(i) > 0 ? OrdStatus.PARTIALLY_FILLED : acknowledged ? OrdStatus.NEW : OrdStatus.PENDING_NEW;
            return summary(children.get(i), status, quantities.get(i), filled.get(i), ended ? 0 : leaves);
        }

        private OrderSummary summary(long of, OrdStatus status, long quantity, long cumQty, long leaves) {
            return new OrderSummary(of, status, Quantity.of(quantity), Quantity.of(cumQty), Quantity.of(leaves), Money.of(Quantity.of(cumQty), price));
        }
    }

    /** One thing happens: a new order, or something to an older one. */
    void step() {
        int dice = random.nextInt(100);
        if (working.isEmpty() || dice < 22) {
            enter();
        } else {
            progress(working.get(random.nextInt(working.size())), dice);
        }
    }

    void enter() {
        int symbol = random.nextInt(SYMBOLS.size());
        boolean market = random.nextInt(6) == 0;
        long quantity = 100L * (1 + random.nextInt(20)) * (random.nextInt(8) == 0 ? 25 : 1);
        Price price = Price.of(PRICES.get(symbol));
        int client = 1 + random.nextInt(3);
        Side side = random.nextInt(20) == 0 ? Side.SELL_SHORT : random.nextBoolean() ? Side.BUY : Side.SELL;
        TimeInForce[] lives = {TimeInForce.DAY, TimeInForce.DAY, TimeInForce.DAY, TimeInForce.GOOD_TILL_CANCEL, TimeInForce.GOOD_TILL_DATE};
        Event.OrderTerms terms = new Event.OrderTerms(new SessionKey("CLIENT" + client), new ClOrdId("C" + client + "-" + (10_000 + ++number)),
                client == 3 ? null : "FUND" + (1 + random.nextInt(4)), SYMBOLS.get(symbol), side, market ? OrdType.MARKET : OrdType.LIMIT,
                market ? TimeInForce.IMMEDIATE_OR_CANCEL : lives[random.nextInt(lives.length)], Quantity.of(quantity), market ? null : price, 0);
        if (random.nextInt(25) == 0) {
            desk.refuse(terms, Refusal.PRICE_COLLAR, "Price(44) " + price + " is 12.3% above the reference price (limit 10%)");
            return;
        }
        accept(terms, price, quantity);
    }

    private void accept(Event.OrderTerms terms, Price price, long quantity) {
        Working order = new Working(desk.nextId(0), terms, price);
        List<Event> events = new ArrayList<>();
        events.add(new Event.OrderAccepted(order.id, terms, new Event.RiskFacts(price, price, List.of())));
        int split = 1 + random.nextInt(2);
        int firstVenue = random.nextInt(VENUES.size());
        for (int i = 0; i < split; i++) {
            long part = split == 1 ? quantity : i == 0 ? quantity * 6 / 10 : quantity - quantity * 6 / 10;
            order.children.add(desk.nextId(i + 1));
            order.quantities.add(part);
            order.filled.add(0L);
            events.add(new Event.ChildOrderCreated(desk.nextId(i + 1), order.id, VENUES.get((firstVenue + i) % VENUES.size()), terms.ordType(),
                    terms.timeInForce(),
                    Quantity.of(part), terms.price(), 0, price, Quantity.of(part + 300)));
        }
        record(order, events, false);
        if (working.size() == MAX_WORKING) {
            working.removeFirst();
        }
        working.add(order);
    }

    private void progress(Working order, int dice) {
        int i = random.nextInt(order.children.size());
        long leaves = order.quantities.get(i) - order.filled.get(i);
        if (!order.acknowledged && dice < 97) {
            order.acknowledged = true;
            List<Event> events = new ArrayList<>();
            order.children.forEach(child -> events.add(new Event.ChildOrderAcknowledged(child, "V" + (child >> 12) + "-" + (child & 7))));
            record(order, events, false);
        } else if (dice < 88 && leaves > 0) {
            long lastQty = random.nextInt(3) == 0 ? leaves : Math.max(1, leaves * (20 + random.nextInt(60)) / 100);
            order.filled.set(i, order.filled.get(i) + lastQty);
            record(order,
                    List.of(new Event.OrderFilled(desk.nextId(0), order.children.get(i), "X" + desk.nextId(0), Quantity.of(lastQty), order.price, null, null)),
                    false);
        } else if (dice < 93) {
            working.remove(order);
            record(order, List.of(new Event.CancelRequested(desk.nextId(0), order.id, new ClOrdId("X" + number), order.terms.clOrdId()),
                    new Event.OrderCanceled(desk.nextId(1), order.id, null, "")), true);
        } else if (dice > 97 && !order.acknowledged) {
            record(order, List.of(new Event.ChildStatusRequested(order.children.get(i), order.children.get(i))), false);
        }
        if (order.total(order.filled) == order.total(order.quantities)) {
            working.remove(order);
        }
    }

    private void record(Working order, List<Event> events, boolean ended) {
        OrderSummary[] summaries = new OrderSummary[order.children.size() + 1];
        Arrays.setAll(summaries, i -> i == 0 ? order.summary(ended) : order.child(i - 1, ended));
        desk.record(events, summaries);
    }
}

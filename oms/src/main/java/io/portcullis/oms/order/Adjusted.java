package io.portcullis.oms.order;

import io.portcullis.oms.event.Adjustment;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Ratio;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What corporate actions have made of an order. The order is on the new terms; each of its child orders stays in the words of its venue, with its executions as they were
 * booked, and here stands how much that is of the order. Changed by events only.
 */
public final class Adjusted {

    /**
     * What an execution is worth.
     *
     * @param ofOrder for each share that was executed, so many of the order now
     * @param atVenue and so many in the count of its venue
     */
    record Worth(Ratio ofOrder, Ratio atVenue) {

        static final Worth ONE = new Worth(Ratio.ONE, Ratio.ONE);
    }

    private static final Quantity LEAST = new Quantity(1);

    /** Of a child order that was there. */
    static final class Part {
        /** For each share of which its venue speaks, so many of the order. */
        Ratio speaks = Ratio.ONE;
        /** As its venue calls it. */
        String symbol;
        /** Its venue has it as it was, or had when it ended. */
        boolean isOnOldTerms;
        /** Of each execution, in the order in which they were booked. */
        final List<Worth> worths = new ArrayList<>();

        Part(String symbol) {
            this.symbol = symbol;
        }
    }

    /**
     * Of executions that are worth different numbers of shares. A fraction of all that are worth another number is dropped together, unless fractions were executed: whoever
     * does that counts in them.
     */
    private static final class Sum {
        private Quantity asTheyAre = Quantity.ZERO;
        private BigInteger to = BigInteger.ZERO;
        private BigInteger from = BigInteger.ONE;
        private Quantity unit;

        private Sum(Quantity unit) {
            this.unit = unit;
        }

        private void add(Quantity quantity, Ratio worth) {
            if (worth.isOne()) {
                asTheyAre = asTheyAre.plus(quantity);
                return;
            }
            unit = quantity.isMultipleOf(unit) ? unit : LEAST;
            BigInteger by = BigInteger.valueOf(worth.from());
            to = to.multiply(by).add(BigInteger.valueOf(quantity.raw()).multiply(BigInteger.valueOf(worth.to())).multiply(from));
            from = from.multiply(by);
            BigInteger common = to.gcd(from);
            to = to.divide(common);
            from = from.divide(common);
        }

        private Quantity inWhole() {
            BigInteger size = BigInteger.valueOf(unit.raw());
            return asTheyAre.plus(new Quantity(to.divide(from.multiply(size)).multiply(size).longValueExact()));
        }
    }

    /** By which the corporate actions are known, the first one first. */
    final List<String> actions = new ArrayList<>();
    /** What it was called before. */
    final List<String> formerSymbols = new ArrayList<>();
    final Map<Long, Part> parts = new LinkedHashMap<>();
    Quantity unit = LEAST;
    long exDay;
    boolean isToEnd;

    // Questions

    /** The last corporate action has it canceled: whatever becomes of that, nothing of it goes out again. */
    public boolean isToEnd() {
        return isToEnd;
    }

    /** Whether the corporate action has had its turn with it. */
    public boolean isBy(String action) {
        return actions.contains(action);
    }

    /** The first trading day on the terms that it has now, as {@link java.time.LocalDate#toEpochDay()}. */
    public long exDay() {
        return exDay;
    }

    /** It had that Symbol(55) before. */
    public boolean wasCalled(String symbol) {
        return formerSymbols.contains(symbol);
    }

    @Nullable
    Part part(ChildOrder child) {
        return parts.get(child.childId);
    }

    /** How many shares of the order that many at the venue are, at most. */
    Quantity ofOrder(ChildOrder child, Quantity atVenue) {
        Part part = parts.get(child.childId);
        return part == null || part.speaks.isOne() ? atVenue : part.speaks.up(atVenue, atVenue.isMultipleOf(unit) ? unit : LEAST);
    }

    /** Executed in the count of its venue, had its own been for so many new shares each. */
    Quantity cumQtyOnceAdjusted(ChildOrder child) {
        Part part = parts.get(child.childId);
        return part == null ? child.cumQty : cumQtyAtVenue(child, part, part.speaks);
    }

    private Quantity cumQtyAtVenue(ChildOrder child, Part part, Ratio speaks) {
        Sum sum = new Sum(unit);
        for (int i = 0; i < child.fills.size(); i++) {
            if (!child.fills.get(i).isBusted()) {
                sum.add(child.fills.get(i).lastQty(), part.worths.get(i).atVenue.times(speaks));
            }
        }
        return sum.inWhole();
    }

    /** Executed in the count of its venue, now that an execution was taken back or corrected, which made so many more in its words. */
    Quantity recounted(ChildOrder child, Quantity more) {
        Part part = parts.get(child.childId);
        boolean isInOneCount = part == null || part.worths.stream().allMatch(worth -> worth.atVenue.isOne());
        return part == null || isInOneCount ? child.cumQty.plus(more) : cumQtyAtVenue(child, part, Ratio.ONE);
    }

    /** Executed of the order, in whole units: what is left of all executions together is paid in cash by the issuer. */
    Quantity cumQty(ParentOrder order) {
        return cumQty(order, null);
    }

    /** @param but that one; null for all */
    private Quantity cumQty(ParentOrder order, @Nullable Fill but) {
        Sum sum = new Sum(unit);
        for (ChildOrder child : order.children) {
            Part part = parts.get(child.childId);
            for (int i = 0; i < child.fills.size(); i++) {
                Fill fill = child.fills.get(i);
                if (!fill.isBusted() && fill != but) {
                    sum.add(fill.lastQty(), part == null ? Ratio.ONE : part.worths.get(i).ofOrder);
                }
            }
        }
        return sum.inWhole();
    }

    /** What an execution that was just booked has added to what is executed of the order. */
    public Quantity added(ChildOrder child, long execId, Quantity booked) {
        int index = worthOf(child, execId);
        return index < 0 ? booked : child.parent.cumQty.minus(cumQty(child.parent, child.fills.get(index)));
    }

    /** What the quantity of an execution is in shares of the order. */
    public Quantity inNewShares(ChildOrder child, long execId, Quantity booked) {
        int index = worthOf(child, execId);
        Part part = parts.get(child.childId);
        return index < 0 || part == null ? booked : part.worths.get(index).ofOrder.down(booked, booked.isMultipleOf(unit) ? unit : LEAST);
    }

    /** What its price is for such a share. */
    public Price inNewShares(ChildOrder child, long execId, Price booked) {
        int index = worthOf(child, execId);
        Part part = parts.get(child.childId);
        return index < 0 || part == null ? booked : new Price(part.worths.get(index).ofOrder.pricedDown(booked.raw()));
    }

    /** @return less than 0 if the execution is one of shares as they are now */
    private int worthOf(ChildOrder child, long execId) {
        Part part = parts.get(child.childId);
        for (int i = 0; part != null && i < child.fills.size(); i++) {
            if (child.fills.get(i).execId() == execId && !part.worths.get(i).ofOrder.isOne()) {
                return i;
            }
        }
        return -1;
    }

    // What events do to it

    static void after(Event.OrderAdjusted e, ParentOrder order) {
        Adjusted adjusted = order.adjusted == null ? new Adjusted() : order.adjusted;
        order.adjusted = adjusted;
        adjusted.actions.add(e.to().action());
        adjusted.isToEnd = e.to().isCanceled();
        if (!e.to().isCanceled()) {
            adjusted.take(e.to(), order);
        } else if (order.pendingCancel == null) {
            order.pendingCancel = new ParentOrder.PendingCancel(ParentOrder.CancelBy.HOUSE, null, e.to().text());
        }
    }

    private void take(Adjustment to, ParentOrder order) {
        OrderTerms terms = order.terms;
        unit = to.unit();
        exDay = to.exDate().toEpochDay();
        for (ChildOrder child : order.children) {
            take(to, child, parts.computeIfAbsent(child.childId, id -> partAsItIs(child, terms.symbol())));
        }
        if (!to.symbol().equals(terms.symbol())) {
            formerSymbols.add(terms.symbol());
        }
        order.terms = new OrderTerms(terms.session(), terms.clOrdId(), terms.account(), to.symbol(), terms.side(), to.conditions(), terms.carried());
        order.valuationPrice = to.valuationPrice();
        order.cumQty = cumQty(order);
        order.releasedQty = order.releasedQty == null ? null : to.shares().down(order.releasedQty, unit);
        order.restatedDay = Math.max(order.restatedDay, exDay);
        order.forgetRefusedCancels();
    }

    private static Part partAsItIs(ChildOrder child, String symbol) {
        Part part = new Part(symbol);
        child.fills.forEach(fill -> part.worths.add(Worth.ONE));
        return part;
    }

    private static void take(Adjustment to, ChildOrder child, Part part) {
        part.worths.replaceAll(worth -> new Worth(worth.ofOrder.times(to.shares()), worth.atVenue));
        part.speaks = part.speaks.times(to.shares());
        part.isOnOldTerms |= child.isLive();
    }

    /** The venue has it on the new terms from now on. */
    void after(Event.ChildOrderAdjusted e, ChildOrder child) {
        Part part = parts.get(child.childId);
        if (part == null) {
            throw new IllegalStateException("child order " + child.childId + " is adjusted by its venue, and its order is not");
        }
        Ratio speaks = part.speaks;
        child.conditions = e.conditions();
        child.cumQty = e.cumQty();
        child.missedQty = speaks.up(child.missedQty, child.missedQty.isMultipleOf(unit) ? unit : LEAST);
        part.worths.replaceAll(worth -> new Worth(worth.ofOrder, worth.atVenue.times(speaks)));
        part.speaks = Ratio.ONE;
        part.symbol = child.parent.terms.symbol();
        part.isOnOldTerms = false;
    }

    /** An execution of it was booked, in the words of its venue. */
    void booked(ChildOrder child) {
        Part part = parts.get(child.childId);
        if (part != null) {
            part.worths.add(part.speaks.isOne() ? Worth.ONE : new Worth(part.speaks, Ratio.ONE));
        }
    }
}

package io.portcullis.risk;

import io.portcullis.oms.core.RiskGate.Part;
import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.event.LimitFact;
import io.portcullis.oms.limit.Measure;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.PartWorth;
import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Refusal;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What parts of orders add up to at venues, and how much more the limits on that let pass. A part counts from its creation, whether its venue has it already or not; what was executed comes from the ledger.
 */
final class PartsAtVenues {

    private static final int PLACES = 8;
    private static final Price ONE = Price.of("1");

    /** Those that tell venues apart. */
    private final List<Projection> projections = new ArrayList<>();
    private final InForce inForce;
    private final InstrumentClasses kinds;
    private final Function<String, @Nullable Account> accountOf;
    private final Supplier<RiskSettings> settings;
    private final Queue<LimitFact> warnings;

    PartsAtVenues(InForce inForce, InstrumentClasses kinds, Function<String, @Nullable Account> accountOf, Supplier<RiskSettings> settings,
            Queue<LimitFact> warnings) {
        this.inForce = inForce;
        this.kinds = kinds;
        this.accountOf = accountOf;
        this.settings = settings;
        this.warnings = warnings;
    }

    void add(Projection projection) {
        projections.add(projection);
    }

    boolean isOn() {
        return !projections.isEmpty();
    }

    // What is there

    /** All parts of an order. @param sign -1 to take them out */
    void put(ParentOrder order, int sign) {
        for (int i = 0; i < order.children().size(); i++) {
            put(order.children().get(i), sign);
        }
        if (sign > 0) {
            warn(order);
        }
    }

    void put(ChildOrder child, int sign) {
        Contribution contribution = contribution(child);
        if (contribution == null) {
            return;
        }
        for (int i = 0; i < projections.size(); i++) {
            Cell cell = cellOf(child, projections.get(i));
            Cell next = cellAfterReplace(child, projections.get(i));
            if (cell != null) {
                cell.put(contribution, sign);
            }
            if (next != null && next != cell) {
                next.put(contribution, sign);
            }
        }
    }

    void reserve(Part part, int sign) {
        Contribution contribution = contribution(part);
        for (int i = 0; i < projections.size(); i++) {
            Cell cell = cellOf(part, projections.get(i));
            if (cell != null) {
                cell.put(contribution, sign);
            }
        }
    }

    /** Null if nothing of it can be executed any more. */
    private @Nullable Contribution contribution(ChildOrder child) {
        Quantity quantity = PartWorth.quantity(child);
        OrderTerms terms = child.parent().terms();
        return quantity.isPositive() ? Contribution.of(kinds.of(terms).currency(), terms, quantity, PartWorth.of(child)) : null;
    }

    private Contribution contribution(Part part) {
        return Contribution.of(kinds.of(part.terms()).currency(), part.terms(), part.quantity(), Money.of(part.quantity(), part.price()));
    }

    private @Nullable Cell cellOf(ChildOrder child, Projection projection) {
        OrderTerms terms = child.parent().terms().forAccount(child.account());
        return projection.ofPart(terms, child.venue(), account(terms), kinds.of(terms), inForce.version());
    }

    /** While its order is to be another trader's or algorithm's it counts for both. Null if it is to be nobody else's. */
    private @Nullable Cell cellAfterReplace(ChildOrder child, Projection projection) {
        ParentOrder.PendingReplace replace = child.parent().pendingReplace();
        if (replace == null || replace.terms().isOfSameOriginator(child.parent().terms())) {
            return null;
        }
        OrderTerms terms = replace.terms().forAccount(child.account());
        return projection.ofPart(terms, child.venue(), account(terms), kinds.of(terms), inForce.version());
    }

    private @Nullable Cell cellOf(Part part, Projection projection) {
        return projection.ofPart(part.terms(), part.venue(), account(part.terms()), kinds.of(part.terms()), inForce.version());
    }

    private @Nullable Account account(OrderTerms terms) {
        String name = terms.account();
        return name == null ? null : accountOf.apply(name);
    }

    private void warn(ParentOrder order) {
        for (ChildOrder child : order.children()) {
            for (int i = 0; i < projections.size(); i++) {
                Cell cell = cellOf(child, projections.get(i));
                if (cell != null) {
                    warn(order, cell);
                }
            }
        }
    }

    private void warn(ParentOrder order, Cell cell) {
        for (int i = 0; i < cell.limits().size(); i++) {
            HeldLimit held = cell.limits().get(i);
            Money used = held.warnFrom() != null && cell.isWarningDue(i, settings.get().rates())
                    ? cell.used(held.measure(), held.limit().currency(), settings.get().rates())
                    : null;
            if (used != null) {
                warnings.add(new LimitFact.Warned(held.number(), order.orderId(), cell.toString(), held.size(used)));
            }
        }
    }

    // What more there may be

    /** @see io.portcullis.oms.core.RiskGate#room */
    Quantity room(Part part, @Nullable ChildOrder instead, List<Objection> objections) {
        Quantity room = part.quantity();
        Contribution asked = contribution(part);
        Contribution before = instead == null ? null : contribution(instead);
        for (int i = 0; i < projections.size(); i++) {
            Cell cell = cellOf(part, projections.get(i));
            if (cell == null) {
                continue;
            }
            Contribution own = instead != null && cellOf(instead, projections.get(i)) == cell ? before : null;
            Contribution counted = own == null && instead != null && cellAfterReplace(instead, projections.get(i)) == cell ? before : own;
            for (int limit = 0; limit < cell.limits().size(); limit++) {
                room = room.min(room(cell, cell.limits().get(limit), part, asked, own, counted, objections));
            }
        }
        return room;
    }

    /**
     * @param own what the part has there already, and may keep
     * @param counted what of the part counts there: also where it is kept free for what a replace makes of it
     */
    private Quantity room(Cell cell, HeldLimit limit, Part part, Contribution asked, @Nullable Contribution own, @Nullable Contribution counted,
            List<Objection> objections) {
        Measure measure = limit.measure();
        String wanted = limit.limit().currency();
        CurrencyRates rates = settings.get().rates();
        Measure alike = measure.isOfExecuted() && wanted != null ? Measure.OPEN_NOTIONAL : measure;
        Money used = cell.used(measure, wanted, rates);
        Money mine = own == null ? Money.ZERO : own.to(alike, wanted, rates);
        Money there = counted == null ? Money.ZERO : counted.to(alike, wanted, rates);
        Money more = asked.to(alike, wanted, rates);
        if (used == null || mine == null || there == null || more == null) {
            objections.add(OrderChecks.noRate(asked.currency(), limit, cell));
            return kept(part, asked, own, measure);
        }
        if (measure.isOfExecuted()) {
            Quantity kept = used.compareTo(limit.most()) < 0 ? part.quantity() : kept(part, asked, own, measure);
            if (!kept.equals(part.quantity())) {
                objections.add(limit.objection(Refusal.VENUE_LIMIT, "the limit " + cell + " " + measure.text() + " is "
                        + limit.limit() + ", and " + used + " was executed: no orders go there"));
            }
            return kept;
        }
        Money before = used.minus(there);
        Money left = limit.most().minus(before);
        if (!more.exceeds(mine) || !more.exceeds(left)) { // whoever asks for no more than there is may have it
            return part.quantity();
        }
        objections.add(limit.objection(Refusal.VENUE_LIMIT, "the limit " + cell + " " + measure.text() + " is " + limit.limit() + ", used " + before
                + ", requested " + more + ", allowed " + (left.isNegative() ? Money.ZERO : left)));
        return measure == Measure.OPEN_ORDERS ? Quantity.ZERO
                : quantityOf(mine.exceeds(left) ? mine : left, wanted == null ? ONE : part.price(), asked.currency(), wanted).min(part.quantity());
    }

    /** What is there already stays, where nothing more may go: as many shares or, of what is open in money, as many as are worth no more than it. */
    private Quantity kept(Part part, Contribution asked, @Nullable Contribution own, Measure measure) {
        if (own == null) {
            return Quantity.ZERO;
        }
        boolean isMoney = !measure.isOfExecuted() && measure.unit() == Measure.Unit.MONEY;
        return quantityOf(isMoney ? own.notional() : own.quantity(), isMoney ? part.price() : ONE, asked.currency(), null).min(part.quantity());
    }

    /** The most that is worth no more than that, as it is reckoned when it counts. @param wanted null of shares, or of what is not reckoned in another currency */
    private Quantity quantityOf(Money worth, Price price, String currency, @Nullable String wanted) {
        if (worth.isNegative() || worth.isZero()) {
            return Quantity.ZERO;
        }
        BigDecimal unit = new BigDecimal(price.toString());
        BigDecimal most = worth.decimal();
        if (wanted != null && !wanted.equals(currency)) {
            BigDecimal rate = settings.get().rates().rate(currency, wanted);
            unit = rate == null ? BigDecimal.ZERO : unit.multiply(rate);
            most = most.setScale(PLACES, RoundingMode.DOWN);
        }
        if (unit.signum() <= 0) {
            return Quantity.ZERO;
        }
        BigDecimal quantity = most.divide(unit, PLACES, RoundingMode.DOWN).movePointRight(PLACES);
        return new Quantity(quantity.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValue());
    }
}

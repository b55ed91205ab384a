package io.portcullis.server.simulation;

import io.portcullis.oms.core.Effect;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Ratio;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An order as its venue has it. */
final class VenueOrder {

    /** An execution by the venue's books. */
    static final class Execution {
        final long number;
        final String firstExecId;
        String execId;
        Quantity quantity;
        Price price;
        int version;
        boolean isBusted;
        boolean isTold;
        /** Each share of it is so many, since the venue has adjusted the order. */
        Ratio worth = Ratio.ONE;

        Execution(long number, String execId, Quantity quantity, Price price) {
            this.number = number;
            this.firstExecId = execId;
            this.execId = execId;
            this.quantity = quantity;
            this.price = price;
        }

        ExecutionFact fact(VenueOrder order) {
            return isBusted ? new ExecutionFact(order.childId, number, version, Quantity.ZERO, Money.ZERO)
                    : new ExecutionFact(order.childId, number, version, quantity, Money.of(quantity, price));
        }
    }

    final Effect.NewOrderSingle request;
    Conditions conditions;
    /** As the hub calls it. */
    final long childId;
    final String venueOrderId;
    private final VenueHabits habits;
    final List<Execution> executions = new ArrayList<>();
    long currentId;
    Quantity orderQty;
    @Nullable
    Price price;
    /** How it ended otherwise than by being filled; null while it hasn't. */
    @Nullable
    OrdStatus ended;
    /** Of a request that is looked at; null if none is. */
    @Nullable
    OrdStatus pending;
    /** The venue has it, and has not yet made up its mind. */
    boolean isConsidered;
    int execIds;
    /** What is said of it without being asked goes over that; null for one that came over none. */
    @Nullable
    Link over;
    /** As the venue calls the instrument. */
    String symbol;
    Quantity unit = new Quantity(1);

    VenueOrder(Effect.NewOrderSingle request, long childId, String venueOrderId, VenueHabits habits) {
        this.request = request;
        this.childId = childId;
        this.venueOrderId = venueOrderId;
        this.habits = habits;
        this.currentId = request.requestId();
        this.conditions = request.conditions();
        this.orderQty = conditions.orderQty();
        this.price = conditions.price();
        this.symbol = request.symbol();
    }

    /** The venue gives it other terms. */
    void adjust(RandomVenue.NewTerms to) {
        executions.forEach(execution -> execution.worth = execution.worth.times(to.shares()));
        unit = to.unit();
        symbol = to.symbol();
        conditions = to.conditions().withQty(to.conditions().orderQty().max(cumQty()));
        orderQty = conditions.orderQty();
        price = conditions.price();
    }

    long firstId() {
        return request.requestId();
    }

    Quantity cumQty() {
        Quantity sum = Quantity.ZERO;
        BigInteger old = BigInteger.ZERO;
        BigInteger parts = BigInteger.ONE;
        boolean isWhole = true;
        for (Execution execution : executions) {
            if (!execution.isBusted && execution.worth.isOne()) {
                sum = sum.plus(execution.quantity);
            } else if (!execution.isBusted) {
                BigInteger from = BigInteger.valueOf(execution.worth.from());
                old = old.multiply(from).add(BigInteger.valueOf(execution.quantity.raw()).multiply(BigInteger.valueOf(execution.worth.to())).multiply(parts));
                parts = parts.multiply(from);
                isWhole &= execution.quantity.isMultipleOf(unit);
            }
        }
        BigInteger size = isWhole ? BigInteger.valueOf(unit.raw()) : BigInteger.ONE;
        return sum.plus(new Quantity(old.divide(parts.multiply(size)).multiply(size).longValueExact()));
    }

    Quantity leavesQty() {
        return ended == null ? orderQty.minus(cumQty()).max(Quantity.ZERO) : Quantity.ZERO;
    }

    boolean isOpen() {
        return leavesQty().isPositive();
    }

    OrdStatus ordStatus() {
        if (pending != null && (isOpen() || habits.pendingOutranksEnds())) {
            return pending;
        }
        if (ended != null) {
            return ended;
        }
        Quantity cumQty = cumQty();
        return !cumQty.isPositive() ? isConsidered ? OrdStatus.PENDING_NEW : OrdStatus.NEW
                : cumQty.compareTo(orderQty) >= 0 ? OrdStatus.FILLED : OrdStatus.PARTIALLY_FILLED;
    }
}

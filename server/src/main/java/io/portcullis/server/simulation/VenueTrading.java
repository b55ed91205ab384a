package io.portcullis.server.simulation;

import io.portcullis.oms.instrument.DiscretionPrice;
import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happens to orders at a venue without anybody asking: executions, ends, and things taken back. */
final class VenueTrading {

    private final VenueHabits habits;
    private final VenueReports reports;
    private final SimulatedMarket market;
    private final Timeline timeline;
    private final Chance chance;
    private long executions;
    private int day;
    private boolean isHonest;

    VenueTrading(VenueHabits habits, VenueReports reports, SimulatedMarket market, Timeline timeline, Chance chance) {
        this.habits = habits;
        this.reports = reports;
        this.market = market;
        this.timeline = timeline;
        this.chance = chance;
    }

    void startDay() {
        day++;
        isHonest = false;
    }

    void beHonest() {
        isHonest = true;
    }

    // An order's life

    /** The order was taken: immediate ones are executed or ended, others live on. */
    void begin(VenueOrder order) {
        if (order.conditions.ordType().waitsForTrigger()) {
            waitForTrigger(order);
        } else {
            execute(order);
        }
    }

    /** It may be told that its stop price was reached, or only shown by what is executed. */
    private void waitForTrigger(VenueOrder order) {
        int ofDay = day;
        timeline.in(chance.between(Timeline.MILLI, 60 * Timeline.SECOND), () -> {
            if (!isHonest && day == ofDay && order.isOpen()) {
                if (chance.percent(70)) {
                    reports.report(order, ExecType.TRIGGERED);
                }
                execute(order);
            }
        });
    }

    private void execute(VenueOrder order) {
        switch (order.conditions.timeInForce()) {
            case FILL_OR_KILL -> {
                if (chance.percent(50)) {
                    fillAll(order);
                }
                end(order, chance.oneOf(OrdStatus.CANCELED, OrdStatus.EXPIRED));
            }
            case IMMEDIATE_OR_CANCEL -> {
                for (int i = chance.between(0, 3); i > 0; i--) {
                    fillSome(order);
                }
                end(order, chance.oneOf(OrdStatus.CANCELED, OrdStatus.EXPIRED));
            }
            case DAY, GOOD_TILL_CANCEL, GOOD_TILL_DATE, AT_THE_OPENING, AT_THE_CLOSE, AT_CROSSING, GOOD_FOR_AUCTION -> live(order);
        }
    }

    /** From time to time something happens to it, until the day ends or it does. */
    void live(VenueOrder order) {
        int ofDay = day;
        timeline.in(chance.between(Timeline.MILLI, order.conditions.ordType() == OrdType.MARKET ? 2 * Timeline.SECOND : 40 * Timeline.SECOND), () -> {
            if (!isHonest && day == ofDay && order.isOpen()) {
                happen(order);
                live(order);
            }
        });
    }

    private void happen(VenueOrder order) {
        int luck = chance.between(0, 99);
        if (luck < 50) {
            fillSome(order);
        } else if (luck < 65) {
            fillAll(order);
        } else if (luck < 69 && order.pending == null) {
            end(order, luck == 65 ? OrdStatus.EXPIRED : OrdStatus.CANCELED);
        } else if (luck < 72) {
            reports.report(order, chance.oneOf(ExecType.RESTATED, ExecType.SUSPENDED, ExecType.STOPPED, ExecType.CALCULATED));
        }
    }

    private void end(VenueOrder order, OrdStatus how) {
        if (order.isOpen()) {
            order.ended = how;
            reports.report(order, how == OrdStatus.EXPIRED ? ExecType.EXPIRED : ExecType.CANCELED);
        }
    }

    // Executions

    void fillSome(VenueOrder order) {
        if (order.isOpen()) {
            tell(order, fill(order, part(order.leavesQty())));
        }
    }

    void fillAll(VenueOrder order) {
        if (order.isOpen()) {
            tell(order, fill(order, order.leavesQty()));
        }
    }

    /** The venue's books have it at once, we hear of it when other things have been said: perhaps that it is busted or corrected. */
    void fillSomeAndTellLater(VenueOrder order) {
        VenueOrder.Execution execution = fill(order, part(order.leavesQty()));
        Link.Message trade = reports.tradeToTellLater(order, execution);
        long delay = chance.between(Timeline.MILLI, 10 * Timeline.SECOND);
        timeline.in(delay, () -> {
            execution.isTold = true;
            reports.tellLate(order, trade);
        });
        if (chance.percent(40)) {
            timeline.in(chance.between(1, delay), () -> revise(order, execution));
        }
    }

    /** The venue has said that the order is over, and then executes some of it. */
    void fillLate(VenueOrder order, Quantity atMost) {
        tell(order, fill(order, part(atMost)));
    }

    private void tell(VenueOrder order, VenueOrder.Execution execution) {
        execution.isTold = true;
        reports.trade(order, execution, order.cumQty(), order.ordStatus(), order.leavesQty());
        reports.legs(order, execution);
    }

    private VenueOrder.Execution fill(VenueOrder order, Quantity quantity) {
        VenueOrder.Execution execution = reports.execution(order, ++executions, quantity, priceFor(order));
        order.executions.add(execution);
        return execution;
    }

    private Quantity part(Quantity of) {
        return chance.percent(25) ? of : new Quantity(chance.between(1, of.raw()));
    }

    private Price priceFor(VenueOrder order) {
        Price limit = order.price;
        if (limit != null) {
            Price atDiscretion = beyond(order, limit);
            if (atDiscretion != null) {
                return atDiscretion;
            }
            long better = chance.percent(70) ? 0 : limit.raw() / 1000 * chance.between(0, 9);
            return new Price(order.request.side().isBuy() ? limit.raw() - better : limit.raw() + better);
        }
        if (order.conditions.instructions().strategy() != null) {
            return new Price(chance.between(-90_000_000L, 90_000_000L));
        }
        Instrument instrument = market.instruments().bySymbol(order.symbol);
        if (instrument == null) {
            throw new BrokenInvariant("a child order for " + order.request.symbol() + ", which there is not");
        }
        return market.around(instrument);
    }

    /** Where the order leaves discretion it is executed there now and then. */
    private @Nullable Price beyond(VenueOrder order, Price limit) {
        Instrument instrument = market.instruments().bySymbol(order.symbol);
        return instrument == null || order.conditions.instructions().discretion() == null || chance.percent(50) ? null
                : DiscretionPrice.worst(order.conditions.withPrice(limit), order.request.side().isBuy(), instrument.ticks());
    }

    // What is taken back

    /** An execution is busted or corrected, or an order just ends. */
    void mischief(VenueOrder order) {
        List<VenueOrder.Execution> standing = standing(order);
        if (standing.isEmpty()) {
            if (order.pending == null && chance.percent(30)) {
                end(order, OrdStatus.CANCELED);
            }
            return;
        }
        revise(order, chance.pick(standing));
    }

    private static List<VenueOrder.Execution> standing(VenueOrder order) {
        List<VenueOrder.Execution> standing = new ArrayList<>(order.executions);
        standing.removeIf(execution -> execution.isBusted || !execution.isTold);
        return standing;
    }

    /** Of an order that was over before today: it does not open again. */
    void reviseOfThePast(VenueOrder order) {
        List<VenueOrder.Execution> standing = standing(order);
        if (!standing.isEmpty()) {
            revise(order, chance.pick(standing), false);
        }
    }

    private void revise(VenueOrder order, VenueOrder.Execution execution) {
        revise(order, execution, mayReopen(order));
    }

    private void revise(VenueOrder order, VenueOrder.Execution execution, boolean mayReopen) {
        String execRefId = chance.percent(70) ? execution.execId : execution.firstExecId;
        boolean wasFilled = order.ended == null && !order.isOpen();
        execution.version++;
        if (chance.percent(50)) {
            execution.isBusted = true;
            closeUnlessItReopens(order, wasFilled, mayReopen);
            reports.bustOrCorrection(order, execution, ExecType.TRADE_CANCEL, execRefId);
        } else {
            execution.quantity = chance.percent(50) ? execution.quantity : part(execution.quantity);
            execution.price = new Price(execution.price.raw() + chance.between(1, 100));
            closeUnlessItReopens(order, wasFilled, mayReopen);
            reports.bustOrCorrection(order, execution, ExecType.TRADE_CORRECT, execRefId);
        }
    }

    private boolean mayReopen(VenueOrder order) {
        return habits.reopens() && switch (order.conditions.timeInForce()) {
            case DAY, GOOD_TILL_CANCEL, GOOD_TILL_DATE -> true;
            case IMMEDIATE_OR_CANCEL, FILL_OR_KILL, AT_THE_OPENING, AT_THE_CLOSE, AT_CROSSING, GOOD_FOR_AUCTION -> false;
        };
    }

    private static void closeUnlessItReopens(VenueOrder order, boolean wasFilled, boolean mayReopen) {
        if (wasFilled && order.isOpen() && !mayReopen) {
            order.ended = OrdStatus.CANCELED;
        }
    }
}

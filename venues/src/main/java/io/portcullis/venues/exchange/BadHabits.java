package io.portcullis.venues.exchange;

import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.Quantity;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the session and the exchange and does with some orders what {@link BadHabit} says: with those that ask for it by their quantity, if that is wanted, and with the
 * next ones after an operator has ordered it. What the exchange itself knows of its orders stays true.
 */
final class BadHabits {

    static final Duration SLOW = Duration.ofSeconds(3);
    private static final int TOO_LATE = 0;
    private static final int MESSAGES_LEFT_OUT = 10;

    /** What of the session it needs. */
    interface Line {

        /** As the exchange's own. */
        void tell(ExchangeReport report);

        /** It is in the exchange's journal, and told later, by {@link #tellKept} or after a restart. */
        void keep(ExchangeReport report);

        void tellKept(ExchangeReport report);

        /** What was told before, once more, as a new message. */
        void tellAgain(ExchangeReport report);

        /** SequenceReset(35=4): so many numbers are left out. */
        void skip(int messages);

        void disconnect();

        void later(Runnable work, Duration delay);
    }

    private final SimulatedExchange exchange;
    private final Line line;
    private final boolean isAskedByQuantity;
    private final ArrayDeque<BadHabit> ordered = new ArrayDeque<>();
    private final Map<String, BadHabit> byOrderId = new HashMap<>();
    private final Map<String, List<ExchangeReport>> heldBack = new LinkedHashMap<>();
    private final Map<String, List<ExchangeReport>> told = new HashMap<>();
    private final Map<String, String> firstExecIds = new HashMap<>();
    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
    private @Nullable BadHabit ofThisOrder;
    private boolean isSlow;

    /** @param isAskedByQuantity orders ask for a habit by their OrderQty(38) */
    BadHabits(SimulatedExchange exchange, Line line, boolean isAskedByQuantity) {
        this.exchange = exchange;
        this.line = line;
        this.isAskedByQuantity = isAskedByQuantity;
    }

    /** The next orders get it, one each, in the order in which that is ordered. */
    void order(BadHabit habit, int times) {
        for (int i = 0; i < times; i++) {
            ordered.add(habit);
        }
    }

    /** No order gets a habit that was ordered, and what was held back is told. */
    void behave() {
        ordered.clear();
        byOrderId.clear();
        firstExecIds.clear();
        List<ExchangeReport> late = heldBack.values().stream().flatMap(List::stream).toList();
        heldBack.clear();
        late.forEach(line::tellKept);
    }

    /** A request as it came. While the exchange is slow, all others wait behind the one that it is slow with. */
    void accept(ExchangeRequest request, boolean isRepeated, long now) {
        if (isSlow) {
            waiting.add(() -> accept(request, isRepeated, now));
        } else {
            take(request, isRepeated, now);
        }
    }

    private void goOn(ExchangeRequest.NewOrder slow, long now) {
        isSlow = false;
        exchange.accept(slow, false, now);
        while (!isSlow && !waiting.isEmpty()) {
            waiting.remove().run();
        }
    }

    private void take(ExchangeRequest request, boolean isRepeated, long now) {
        switch (request) {
            case ExchangeRequest.NewOrder order when !isRepeated -> accept(order, now);
            case ExchangeRequest.Cancel cancel -> cancel(cancel, isRepeated, now);
            case ExchangeRequest.Replace replace when isSilent(replace.owner(), replace.origClOrdId()) -> {
                // says nothing
            }
            case ExchangeRequest.Status status when isSilent(status.owner(), status.clOrdId()) -> {
                // says nothing
            }
            default -> exchange.accept(request, isRepeated, now);
        }
    }

    private boolean isSilent(String owner, String clOrdId) {
        BadHabit habit = habitOf(owner, clOrdId);
        return habit != null && habit.isSilent();
    }

    private @Nullable BadHabit habitOf(String owner, String clOrdId) {
        ExchangeOrder order = exchange.order(owner, clOrdId);
        return order == null ? null : byOrderId.get(order.orderId);
    }

    private @Nullable BadHabit habitFor(ExchangeRequest.NewOrder order) {
        if (!ordered.isEmpty()) {
            return ordered.remove();
        }
        if (isAskedByQuantity) {
            for (BadHabit each : BadHabit.values()) {
                if (order.conditions().orderQty().equals(Quantity.of(each.orderQty()))) {
                    return each;
                }
            }
        }
        return null;
    }

    private void accept(ExchangeRequest.NewOrder request, long now) {
        BadHabit habit = exchange.order(request.owner(), request.clOrdId()) == null ? habitFor(request) : null;
        if (habit == null) {
            exchange.accept(request, false, now);
        } else if (habit == BadHabit.REJECT) {
            exchange.reject(request, "the exchange has a bad day");
        } else if (habit == BadHabit.SLOW_ACKNOWLEDGEMENT) {
            isSlow = true;
            line.later(() -> goOn(request, now), SLOW);
        } else {
            ofThisOrder = habit;
            exchange.accept(request, false, now);
            ofThisOrder = null;
            ExchangeOrder order = exchange.order(request.owner(), request.clOrdId());
            if (order != null && order.isOpen()) {
                misbehave(order, habit);
            }
        }
    }

    private void misbehave(ExchangeOrder order, BadHabit habit) {
        Quantity half = exchange.halfOf(order);
        switch (habit) {
            case UNSOLICITED_CANCEL -> {
                exchange.engine().fill(order, half);
                exchange.cancelUnsolicited(order.orderId, "the exchange cancels it of itself");
            }
            case DUPLICATE_EXEC_ID -> {
                exchange.engine().fill(order, half);
                exchange.engine().fill(order, order.leavesQty());
            }
            case TELL_ALL_AGAIN -> {
                exchange.engine().fill(order, half);
                List.copyOf(told.getOrDefault(order.orderId, List.of())).forEach(line::tellAgain);
            }
            case SEQUENCE_RESET -> {
                line.skip(MESSAGES_LEFT_OUT);
                exchange.engine().fill(order, half);
            }
            case DISCONNECT -> {
                line.disconnect();
                exchange.engine().fill(order, half);
            }
            case RESTATE -> exchange.restate(order, half);
            case FILL_BEFORE_NEW -> {
                exchange.engine().fill(order, half);
                byOrderId.remove(order.orderId);
                List<ExchangeReport> late = heldBack.remove(order.orderId);
                if (late != null) {
                    late.forEach(line::tellKept);
                }
            }
            case PARTIAL_FILL_THEN_SILENCE -> exchange.engine().fill(order, half);
            case SILENCE, TOO_LATE_TO_CANCEL, REJECT, SLOW_ACKNOWLEDGEMENT -> {
                // nothing of itself
            }
        }
    }

    private void cancel(ExchangeRequest.Cancel request, boolean isRepeated, long now) {
        ExchangeOrder order = exchange.order(request.owner(), request.origClOrdId());
        BadHabit habit = order == null ? null : byOrderId.get(order.orderId);
        if (habit != null && habit.isSilent()) {
            return;
        }
        if (order == null || habit != BadHabit.TOO_LATE_TO_CANCEL || !order.isOpen()) {
            exchange.accept(request, isRepeated, now);
            return;
        }
        line.tell(new ExchangeReport.CancelReject(order.owner, order.orderId, request.clOrdId(), request.origClOrdId(), order.ordStatus(), false, TOO_LATE,
                "it is being executed"));
        exchange.engine().fill(order, order.leavesQty());
    }

    /** What the exchange reports: told, or held back, or told in another way. */
    void report(ExchangeReport report) {
        if (!(report instanceof ExchangeReport.Execution e)) {
            line.tell(report);
            return;
        }
        String orderId = e.order().orderId();
        if (ofThisOrder != null && e.execType() == ExecType.NEW) {
            byOrderId.put(orderId, ofThisOrder);
        }
        BadHabit habit = byOrderId.get(orderId);
        if (habit == null) {
            line.tell(report);
            return;
        }
        if (habit == BadHabit.SILENCE || habit == BadHabit.PARTIAL_FILL_THEN_SILENCE && heldBack.containsKey(orderId)
                || habit == BadHabit.FILL_BEFORE_NEW && e.execType() == ExecType.NEW) {
            line.keep(report);
            heldBack.computeIfAbsent(orderId, _ -> new ArrayList<>()).add(report);
            return;
        }
        told.computeIfAbsent(orderId, _ -> new ArrayList<>()).add(report);
        line.tell(habit == BadHabit.DUPLICATE_EXEC_ID && e.execType() == ExecType.TRADE ? withFirstExecId(e) : report);
        if (habit == BadHabit.PARTIAL_FILL_THEN_SILENCE && e.execType() == ExecType.TRADE) {
            heldBack.put(orderId, new ArrayList<>());
        }
        if (e.order().ordStatus() == OrdStatus.FILLED || e.order().ordStatus() == OrdStatus.CANCELED) {
            told.remove(orderId);
        }
    }

    private ExchangeReport withFirstExecId(ExchangeReport.Execution e) {
        String first = firstExecIds.putIfAbsent(e.order().orderId(), e.execId());
        return first == null ? e
                : new ExchangeReport.Execution(e.owner(), first, e.execRefId(), e.execType(), e.clOrdId(), e.origClOrdId(), e.order(), e.last(),
                        e.ordRejReason(), e.text(), e.leg());
    }
}

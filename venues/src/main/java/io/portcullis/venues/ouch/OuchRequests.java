package io.portcullis.venues.ouch;

import io.portcullis.fix.sessions.traffic.RateLimit;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.core.Effect;
import io.portcullis.oms.types.VenueId;
import io.portcullis.venues.link.LastLook;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Requests on their way to a venue that speaks OUCH: in their order, each once. All wait while the link is down or still recovers, and where the venue takes no more within this
 * second. If a cancel, a replace or the time overtakes an order that waits, it is kept back, and the core decides what becomes of it. Belongs to the shard's thread.
 */
final class OuchRequests {

    /** What is behind it. */
    interface Line {

        /** Whether requests go out. */
        boolean isUp();

        /** Sends one, or answers it here. What can't be said in OUCH is rejected. */
        void send(Effect.ToVenue request);

        /** After so many milliseconds. */
        void later(Runnable work, long millis);
    }

    private final VenueId venue;
    private final Line line;
    private final OuchMarks marks;
    private final InstantSource clock;
    private final LastLook lastLook;
    private final Consumer<Command> core;
    private final ArrayDeque<Effect.ToVenue> waiting = new ArrayDeque<>();
    private final Set<Long> keptBack = new HashSet<>();
    private final ArrayDeque<Command> toTell = new ArrayDeque<>();
    private Duration longest;
    private @Nullable RateLimit pace;
    private boolean isTimed;
    private boolean isRecovering = true;

    OuchRequests(VenueId venue, Line line, OuchMarks marks, Duration longest, int perSecond, InstantSource clock, LastLook lastLook, Consumer<Command> core) {
        this.venue = venue;
        this.line = line;
        this.marks = marks;
        this.clock = clock;
        this.lastLook = lastLook;
        this.core = core;
        this.longest = longest;
        goBy(longest, perSecond);
    }

    /** From now on. @param changed an order that has waited for longer, its link being down, is given up @param perSecond 0 for no limit */
    void goBy(Duration changed, int perSecond) {
        longest = changed;
        pace = perSecond == 0 ? null : new RateLimit(perSecond);
    }

    /** @return false if it was sent before the restart, perhaps */
    boolean send(Effect.ToVenue request) {
        if (request.mark() <= marks.last()) {
            lastLook.sent(request);
            return false;
        }
        if (!waiting.isEmpty() || !isGoing(request)) {
            waiting.add(request);
        }
        tell();
        if (!isRecovering && firstWaiting() < request.mark()) {
            overtake(request, ordersIn(waiting));
        }
        return true;
    }

    /** Something for the core that came of a request: when no request is on its way out any more. */
    void tellLater(Command command) {
        toTell.add(command);
    }

    private void tell() {
        while (!isRecovering && !toTell.isEmpty()) {
            core.accept(toTell.remove());
        }
    }

    private boolean isGoing(Effect.ToVenue request) {
        if (!line.isUp() || isNew(request) && keptBack.contains(request.requestId()) || !isInPace(request)) {
            return false;
        }
        String objection = request instanceof Effect.OrderStatusRequest ? null : lastLook.objectionTo(request);
        marks.put(request.mark());
        if (objection == null) {
            lastLook.sent(request);
            line.send(request);
        } else {
            toTell.add(new Command.StoppedAtLastPoint(venue, List.of(request.requestId()), isNew(request), objection));
        }
        return true;
    }

    /** Questions are answered here. */
    private boolean isInPace(Effect.ToVenue request) {
        RateLimit limit = pace;
        if (limit == null || request instanceof Effect.OrderStatusRequest) {
            return true;
        }
        long now = clock.millis();
        long wait = limit.waitMillis(now);
        if (wait == 0) {
            limit.count(now);
            return true;
        }
        if (!isTimed) {
            isTimed = true;
            line.later(() -> {
                isTimed = false;
                goOn();
            }, wait);
        }
        return false;
    }

    private void goOn() {
        while (!waiting.isEmpty() && isGoing(waiting.element())) {
            waiting.remove();
        }
        tell();
    }

    private static boolean isNew(Effect.ToVenue request) {
        return request instanceof Effect.NewOrderSingle;
    }

    private static Set<Long> ordersIn(Iterable<Effect.ToVenue> requests) {
        Set<Long> orders = new HashSet<>();
        for (Effect.ToVenue request : requests) {
            if (isNew(request)) {
                orders.add(request.requestId());
            }
        }
        return orders;
    }

    private void overtake(Effect.ToVenue request, Set<Long> orders) {
        switch (request) {
            case Effect.OrderCancelRequest e -> overtake(e.origRequestId(), e.requestId(), "canceled before it was sent", orders);
            case Effect.OrderCancelReplaceRequest e -> overtake(e.origRequestId(), e.requestId(), "replaced before it was sent", orders);
            case Effect.NewOrderSingle _ -> {
                // overtakes nothing
            }
            case Effect.OrderStatusRequest _ -> {
                // asks
            }
            case Effect.CrossRequest _ -> {
                // is rejected when its turn comes
            }
            case Effect.DontKnowTrade _ -> {
                // is about no request of ours
            }
        }
    }

    private void overtake(long order, long by, String text, Set<Long> orders) {
        if (orders.remove(order) && keptBack.add(order)) {
            core.accept(new Command.HeldOrder(venue, order, by, text));
        }
    }

    /** The core has decided that an order is not to be sent. */
    void withdraw(Effect.Withdrawal withdrawal) {
        keptBack.remove(withdrawal.orderRequestId());
        forget(withdrawal::concerns);
        toTell.removeIf(each -> each instanceof Command.StoppedAtLastPoint stopped && stopped.requestIds().getFirst() == withdrawal.orderRequestId());
        goOn();
    }

    private void forget(Predicate<Effect.ToVenue> which) {
        waiting.removeIf(which);
    }

    /** The link is up: what still holds goes out. */
    void up() {
        settle(true);
        goOn();
    }

    /** To be called now and then. */
    void retry() {
        settle(!line.isUp());
        goOn();
    }

    /** After a restart as well: what was derived from the log again, and not yet decided. */
    private void settle(boolean wasDown) {
        isRecovering = false;
        List<Effect.ToVenue> all = List.copyOf(waiting);
        Set<Long> orders = ordersIn(all);
        if (wasDown && !all.isEmpty()) {
            Set<Long> unsent = Set.copyOf(orders);
            forget(request -> request instanceof Effect.OrderCancelReplaceRequest replace && !unsent.contains(replace.origRequestId())
                    && isTooOld(replace.transactTime()));
        }
        for (Effect.ToVenue request : all) {
            if (wasDown && request instanceof Effect.NewOrderSingle order && isTooOld(order.transactTime())) {
                overtake(order.requestId(), 0, "not sent within " + longest.toSeconds() + "s: the link to " + venue + " was down", orders);
            } else {
                overtake(request, orders);
            }
        }
    }

    /** @param transactTime epoch nanoseconds */
    boolean isTooOld(long transactTime) {
        return clock.millis() - transactTime / 1_000_000 > longest.toMillis();
    }

    /** The mark of the first request that waits; {@link Long#MAX_VALUE} if none does. */
    long firstWaiting() {
        return waiting.isEmpty() ? Long.MAX_VALUE : waiting.element().mark();
    }

    int waiting() {
        return waiting.size();
    }
}

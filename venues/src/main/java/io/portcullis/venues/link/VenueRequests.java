package io.portcullis.venues.link;

import io.portcullis.fix.sessions.engine.FixSession;
import io.portcullis.fix.sessions.gateway.EffectSender;
import io.portcullis.fix.sessions.wire.FixBody;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.core.Effect;
import io.portcullis.oms.event.CrossFact;
import io.portcullis.oms.types.VenueId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Requests on their way to a venue. A new order has no MsgSeqNum(34) before the session is up: it waits here, and with it what comes behind it. If a cancel, a replace or the
 * time overtakes it, it is kept back, and the core decides what becomes of it: so no order is sent that was canceled already. All else is stored at once, and the venue fetches
 * it. Belongs to the shard's thread.
 */
final class VenueRequests implements EffectSender.Passage<Effect.ToVenue> {

    private final VenueId venue;
    private final FixSession session;
    private final EffectSender<Effect.ToVenue> sender;
    private Duration longest;
    private final InstantSource clock;
    private final Consumer<Command> core;
    private final LastLook lastLook;
    private final Set<Long> keptBack = new HashSet<>();
    private final ArrayDeque<Command.StoppedAtLastPoint> stopped = new ArrayDeque<>();
    private boolean isRecovering = true;

    /** @param longest an order that has waited for longer, its session being down, is given up */
    VenueRequests(VenueId venue, FixSession session, Function<Effect.ToVenue, FixBody> encoder, Duration longest, InstantSource clock, LastLook lastLook,
            Consumer<Command> core) {
        this.venue = venue;
        this.session = session;
        this.lastLook = lastLook;
        this.sender = new EffectSender<>(session, encoder, this);
        this.longest = longest;
        this.clock = clock;
        this.core = core;
    }

    /** From now on, as the session's settings now say, and at their pace. @see #VenueRequests */
    void goBy(Duration changed) {
        longest = changed;
        sender.pace(session.settings().traffic().sentPerSecond());
    }

    @Override
    public boolean mayGo(Effect.ToVenue request) {
        return !isNew(request) || session.isLoggedOn() && (keptBack.isEmpty() || !keptBack.contains(request.requestId()));
    }

    @Override
    public boolean isStopped(Effect.ToVenue request) {
        String objection = lastLook.objectionTo(request);
        if (objection == null) {
            return false;
        }
        stopped.add(new Command.StoppedAtLastPoint(venue, requestIds(request), isNew(request), objection));
        return true;
    }

    private static List<Long> requestIds(Effect.ToVenue request) {
        return request instanceof Effect.CrossRequest cross ? cross.sides().stream().map(Effect.SideOfCross::requestId).toList() : List.of(request.requestId());
    }

    @Override
    public void sent(Effect.ToVenue request) {
        lastLook.sent(request);
    }

    /** Only when no request is on its way out, since what follows from it may withdraw some that wait; and when the core is back from its log. */
    @Override
    public void tried() {
        while (!isRecovering && !stopped.isEmpty()) {
            core.accept(stopped.remove());
        }
    }

    /** A cross has the number of its first side. */
    private static boolean isNew(Effect.ToVenue request) {
        return request instanceof Effect.NewOrderSingle || request instanceof Effect.CrossRequest cross && cross.message() == CrossFact.Message.NEW;
    }

    void send(Effect.ToVenue request) {
        if (!sender.send(request)) {
            lastLook.sent(request); // before the restart
        }
        tried();
        if (!isRecovering && sender.firstWaiting() < request.mark()) {
            Set<Long> orders = ordersIn(sender.waiting());
            overtake(request, orders);
        }
    }

    private static Set<Long> ordersIn(List<Effect.ToVenue> waiting) {
        Set<Long> orders = new HashSet<>();
        for (Effect.ToVenue request : waiting) {
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
            case Effect.CrossRequest e when e.message() == CrossFact.Message.CANCEL -> overtake(e.origName(), e.requestId(), "canceled before it was sent",
                    orders);
            case Effect.CrossRequest e -> {
                // a replace of a cross waits behind it
            }
            case Effect.NewOrderSingle e -> {
                // overtakes nothing
            }
            case Effect.OrderStatusRequest e -> {
                // asks
            }
            case Effect.DontKnowTrade e -> {
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
        sender.forget(withdrawal::concerns);
        stopped.removeIf(each -> each.requestIds().getFirst() == withdrawal.orderRequestId());
        sender.retry();
        tried();
    }

    /** The session is up: what still holds goes out. */
    void loggedOn() {
        settle(true);
        sender.retry();
        tried();
    }

    /** To be called now and then. */
    void retry() {
        settle(!session.isLoggedOn());
        sender.retry();
        tried();
    }

    /** After a restart as well: what was derived from the log again, and not yet decided. */
    private void settle(boolean wasDown) {
        isRecovering = false;
        List<Effect.ToVenue> waiting = sender.waiting();
        Set<Long> orders = ordersIn(waiting);
        if (wasDown && !waiting.isEmpty()) {
            forgetOldReplaces(Set.copyOf(orders));
        }
        for (Effect.ToVenue request : waiting) {
            if (wasDown && isNew(request) && isTooOld(timeOf(request))) {
                overtake(request.requestId(), 0, "not sent within " + longest.toSeconds() + "s: session " + session.key() + " was down", orders);
            } else {
                overtake(request, orders);
            }
        }
    }

    /** New terms for what the venue has are not sent when the market has moved on, but the core asks how the order stands. */
    private void forgetOldReplaces(Set<Long> orders) {
        sender.forget(request -> isReplaceOfWhatIsThere(request, orders) && isTooOld(timeOf(request)));
    }

    private static boolean isReplaceOfWhatIsThere(Effect.ToVenue request, Set<Long> orders) {
        return switch (request) {
            case Effect.OrderCancelReplaceRequest e -> !orders.contains(e.origRequestId());
            case Effect.CrossRequest e -> e.message() == CrossFact.Message.REPLACE && !orders.contains(e.origName());
            default -> false;
        };
    }

    /** Of new orders, and of new terms. */
    private static long timeOf(Effect.ToVenue request) {
        return switch (request) {
            case Effect.NewOrderSingle e -> e.transactTime();
            case Effect.OrderCancelReplaceRequest e -> e.transactTime();
            case Effect.CrossRequest e -> e.transactTime();
            default -> throw new IllegalArgumentException("no order and no new terms: " + request);
        };
    }

    private boolean isTooOld(long transactTime) {
        return clock.millis() - transactTime / 1_000_000 > longest.toMillis();
    }

    long firstWaiting() {
        return sender.firstWaiting();
    }
}

package io.portcullis.server.simulation;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.Command.LogoffCause;
import io.portcullis.oms.command.Origin;
import io.portcullis.oms.core.Effect;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.VenueId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A FIX session between the hub and a counterparty, as far as it matters here: what each side says is numbered, kept and read in order, over a connection that comes and
 * goes. What was not read when the connection broke is read when it is back.
 */
final class Link {

    /** The counterparty. */
    interface Peer {
        void received(Effect effect);

        /** Whether the hub would send it again over a new connection; if not, the counterparty never hears of it. */
        boolean mayBeResent(Effect effect);
    }

    /**
     * What the counterparty says: a command as soon as it has a number.
     *
     * @param fact what a venue's own books say of the execution that it tells of; null if it tells of none
     */
    record Message(Function<Origin, Command> form, @Nullable ExecutionFact fact) {
    }

    private static final long SLOWEST = 40 * Timeline.MILLI;

    private final SessionKey key;
    private final @Nullable VenueId venue;
    private final Timeline timeline;
    private final Chance chance;
    private final List<Message> said = new ArrayList<>();
    private final List<Effect> stored = new ArrayList<>();
    private final @Nullable HeldQueue held;
    private @Nullable Peer peer;
    private @Nullable SimulatedHub hub;
    private long generation;
    private long lastMark;
    private int read;
    private int storedWhileDown;
    private int saidBefore;
    private boolean isUp;

    /** @param venue null for clients */
    Link(SessionKey key, @Nullable VenueId venue, Timeline timeline, Chance chance) {
        this.key = key;
        this.venue = venue;
        this.held = venue == null ? null : new HeldQueue(venue);
        this.timeline = timeline;
        this.chance = chance;
        this.generation = timeline.now() / Timeline.MILLI;
    }

    void join(SimulatedHub newHub, Peer newPeer) {
        hub = newHub;
        peer = newPeer;
    }

    SessionKey key() {
        return key;
    }

    @Nullable
    VenueId venue() {
        return venue;
    }

    long generation() {
        return generation;
    }

    boolean isUp() {
        return isUp;
    }

    /** All that one side has said was heard by the other. */
    boolean isDrained() {
        return read == stored.size() && heard() == said.size() && isTold();
    }

    /** Nothing waits for the connection. */
    boolean isTold() {
        return held == null || held.isEmpty();
    }

    /** The child order that the venue was sent under that number. */
    long childIdOf(long requestId) {
        return held == null ? requestId : held.childIdOf(requestId);
    }

    private SimulatedHub hub() {
        if (hub == null) {
            throw new IllegalStateException("link " + key + " leads nowhere");
        }
        return hub;
    }

    private Peer peer() {
        if (peer == null) {
            throw new IllegalStateException("link " + key + " comes from nowhere");
        }
        return peer;
    }

    // The connection

    void connect() {
        if (isUp || !hub().isUp()) {
            return;
        }
        isUp = true;
        storedWhileDown = stored.size();
        settle(true);
        sendHeld();
        if (!isUp) {
            return; // the hub has died over it
        }
        hub().accept(new Command.SessionLoggedOn(key, venue));
        for (int i = read; i < stored.size(); i++) {
            timeline.in(chance.between(1, SLOWEST), this::toPeer);
        }
        for (int i = heard(); i < said.size(); i++) {
            timeline.in(chance.between(1, SLOWEST), this::toHub);
        }
    }

    /** Both sides learn of it at once. */
    void disconnect(LogoffCause cause, String reason) {
        if (isUp) {
            isUp = false;
            hub().accept(new Command.SessionLoggedOff(key, venue, cause, reason));
        }
    }

    /** The hub has died. */
    void cut() {
        isUp = false;
        if (held != null) {
            held.clear();
        }
    }

    /** Sequence numbers begin at 1 again. */
    void reset() {
        if (!isDrained()) {
            throw new IllegalStateException("link " + key + " has messages that were not read");
        }
        saidBefore = said.size();
        generation = timeline.now() / Timeline.MILLI;
    }

    // To the hub

    void say(Message message) {
        said.add(message);
        timeline.in(chance.between(1, SLOWEST), this::toHub);
    }

    private void toHub() {
        if (!isUp) {
            return;
        }
        int next = heard();
        if (next > said.size()) {
            throw new BrokenInvariant(key + ": message " + next + " is consumed, but only " + said.size() + " were sent");
        }
        if (next < said.size()) {
            hub().accept(said.get(next).form.apply(new Origin(key, generation, next - saidBefore + 1)));
        }
    }

    /** How many messages the hub is done with, over all numberings. */
    int heard() {
        return saidBefore + hub().consumed(this);
    }

    /** @param index from 0 over all numberings */
    Message said(int index) {
        return said.get(index);
    }

    // From the hub

    /** Tells it, unless it was told before. */
    void store(Effect effect, boolean isRecovery) {
        if (effect.mark() <= lastMark) {
            if (!isRecovery) {
                throw new BrokenInvariant(key + ": mark " + effect.mark() + " does not follow " + lastMark + ": " + effect);
            }
            if (effect instanceof Effect.ToVenue request) {
                hub().lastPoint().sent(request);
            }
            return;
        }
        if (held != null && effect instanceof Effect.ToVenue request && (!held.isEmpty() || !isUp && HeldQueue.isNew(request))) {
            held.add(request);
            timeline.in(1, () -> settle(!isUp));
            timeline.in(chance.between(5, 8) * Timeline.SECOND, () -> settle(!isUp));
        } else {
            put(effect);
        }
    }

    private void put(Effect effect) {
        if (effect instanceof Effect.ToVenue request) {
            String objection = hub().lastPoint().objectionTo(request);
            if (objection != null) {
                ChildOrder child = hub().core().state().childByRequest(request.requestId());
                throw new BrokenInvariant(child == null ? 0 : child.parent().orderId(), key + ": " + objection + ": " + request);
            }
            hub().lastPoint().sent(request);
        }
        lastMark = effect.mark();
        stored.add(effect);
        if (isUp) {
            timeline.in(chance.between(1, SLOWEST), this::toPeer);
        }
    }

    // What waits for the connection

    private void settle(boolean wasDown) {
        if (held != null && hub().isUp()) {
            for (Command.HeldOrder overtaken : held.overtaken(timeline.now(), wasDown)) {
                hub().accept(overtaken);
            }
        }
    }

    void withdraw(Effect.Withdrawal withdrawal) {
        if (held != null) {
            held.withdraw(withdrawal);
            sendHeld();
        }
    }

    private void sendHeld() {
        while (held != null && isUp) {
            Effect.ToVenue next = held.poll();
            if (next == null) {
                return;
            }
            put(next);
        }
    }

    /** All that it was ever told. */
    List<Effect> stored() {
        return stored;
    }

    private void toPeer() {
        while (isUp && read < stored.size()) {
            int number = read++;
            Effect effect = stored.get(number);
            if (number >= storedWhileDown || peer().mayBeResent(effect)) {
                peer().received(effect);
                return;
            }
        }
    }
}

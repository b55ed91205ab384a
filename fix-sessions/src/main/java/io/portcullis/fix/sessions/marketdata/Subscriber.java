package io.portcullis.fix.sessions.marketdata;

import io.portcullis.fix.sessions.engine.FixSession;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A session that may have market data, and what it wants to see. What it has still to be shown is a list of its subscriptions, each at most once: it grows with what it wants, not with what happens. */
final class Subscriber {

    final FixSession session;
    private @Nullable Duration interval;
    private final Map<String, List<Subscription>> byRequest = new LinkedHashMap<>();
    private final ArrayDeque<Subscription> due = new ArrayDeque<>();
    private int subscriptions;
    private int leftOfRound;
    private long nextRound;

    Subscriber(FixSession session) {
        this.session = session;
    }

    /** How often it is shown something new of an instrument, at most; null if nothing is agreed. */
    @Nullable
    Duration interval() {
        return interval;
    }

    void interval(@Nullable Duration other) {
        interval = other;
    }

    boolean has(String requestId) {
        return byRequest.containsKey(requestId);
    }

    int subscriptions() {
        return subscriptions;
    }

    void add(String requestId, List<Subscription> all) {
        byRequest.put(requestId, all);
        subscriptions += all.size();
    }

    /** @return what has ended */
    List<Subscription> end(String requestId) {
        List<Subscription> ended = byRequest.remove(requestId);
        if (ended == null) {
            return List.of();
        }
        ended.forEach(Subscription::end);
        subscriptions -= ended.size();
        forgetEnded();
        return ended;
    }

    /** The others keep their turn. */
    private void forgetEnded() {
        int ofRound = leftOfRound;
        for (int i = due.size(); i > 0; i--) {
            Subscription next = due.remove();
            if (next.isEnded()) {
                leftOfRound -= ofRound > 0 ? 1 : 0;
            } else {
                due.add(next);
            }
            ofRound--;
        }
    }

    /** One that was for one message only. */
    void done(Subscription subscription) {
        subscription.end();
        subscriptions--;
        List<Subscription> others = byRequest.get(subscription.request.id());
        if (others != null) {
            others.remove(subscription);
            if (others.isEmpty()) {
                byRequest.remove(subscription.request.id());
            }
        }
    }

    List<Subscription> endAll() {
        List<Subscription> all = new ArrayList<>();
        List.copyOf(byRequest.keySet()).forEach(id -> all.addAll(end(id)));
        due.clear();
        leftOfRound = 0;
        return all;
    }

    void due(Subscription subscription) {
        if (!subscription.isDue()) {
            subscription.due(true);
            due.add(subscription);
        }
    }

    boolean hasDue() {
        return !due.isEmpty();
    }

    int due() {
        return due.size();
    }

    /** What it is shown next; null if it has to wait. @param now of a monotonic clock, nanoseconds */
    @Nullable
    Subscription next(long now) {
        if (leftOfRound == 0) {
            if (due.isEmpty() || now - nextRound < 0 || interval == null) {
                return null;
            }
            leftOfRound = due.size();
            nextRound = now + interval.toNanos();
        }
        leftOfRound--;
        Subscription next = due.poll();
        if (next != null) {
            next.due(false);
        }
        return next;
    }
}

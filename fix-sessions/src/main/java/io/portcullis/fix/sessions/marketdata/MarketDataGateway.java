package io.portcullis.fix.sessions.marketdata;

import io.portcullis.fix.sessions.engine.FixSession;
import io.portcullis.fix.sessions.wire.FixBody;
import io.portcullis.fix.sessions.wire.FixMessage;
import io.portcullis.oms.types.SessionKey;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Market data out to clients' sessions. A client is shown the newest state of what it wants, each instrument at most once in the interval that was agreed: what happens in between it does not see. One that
 * reads slowly is shown less often, and nothing waits for it here but the list of what is due. On the sessions' thread, where orders are decided, too: so only so many messages are written in one turn.
 */
public final class MarketDataGateway {

    private static final Logger LOG = LoggerFactory.getLogger(MarketDataGateway.class);
    /** A session that has more than this to read is not shown more until it has read. */
    private static final long ENOUGH_WAITING_BYTES = 256 << 10;
    /** Instruments that a session sees, each request counted. */
    static final int MOST_SUBSCRIPTIONS = 2_000;
    private static final int TURN_MILLIS = 5;
    private static final int MESSAGES_PER_TURN = 25;

    private final ShownMarket market;
    private final LongSupplier monotonicNanos;
    private final Map<SessionKey, Subscriber> subscribers = new LinkedHashMap<>();
    private final Map<String, List<Subscription>> bySymbol = new HashMap<>();
    private final ShownBook book = new ShownBook();
    private final MarketDataWriter writer = new MarketDataWriter();
    private boolean isScheduled;
    private int first;

    /** @param monotonicNanos a clock that never goes back */
    public MarketDataGateway(ShownMarket market, LongSupplier monotonicNanos) {
        this.market = market;
        this.monotonicNanos = monotonicNanos;
    }

    /** @param interval between two messages about one instrument, at least; null: the session gets no market data */
    public void agree(FixSession session, @Nullable Duration interval) {
        Subscriber subscriber = subscribers.computeIfAbsent(session.key(), key -> new Subscriber(session));
        subscriber.interval(interval);
        if (interval == null) {
            loggedOut(session);
        }
    }

    /** Whether the message is answered here. */
    public boolean takes(FixSession session, FixMessage message) {
        return message.msgType().equals("V") && session.settings().version().hasMarketData();
    }

    /** A MarketDataRequest(35=V). What is wrong with it is said by MarketDataRequestReject(35=Y), and nothing of it is done. */
    public void request(FixSession session, FixMessage message) {
        String id = message.stringOrNull(262);
        try {
            Subscriber subscriber = subscribers.get(session.key());
            if (subscriber == null || subscriber.interval() == null) {
                throw new MarketDataRefusal(MarketDataRefusal.NOT_PERMITTED, "market data is not agreed for this session");
            }
            if (message.is(263, "2")) {
                end(subscriber, id);
            } else {
                begin(subscriber, message, id);
            }
        } catch (MarketDataRefusal e) {
            LOG.atInfo().addKeyValue("session", session.key()).log("session {} gets no market data, MDReqID(262) {}: {}", session.key(), id, e.text());
            send(session, writer.refusal(id == null ? "NONE" : id, e));
        }
    }

    private void end(Subscriber subscriber, @Nullable String id) throws MarketDataRefusal {
        if (id == null || !subscriber.has(id)) {
            throw new MarketDataRefusal(MarketDataRefusal.NO_REASON, "MDReqID(262) must be of a request that has not ended, was " + id);
        }
        subscriber.end(id).forEach(this::forget);
    }

    private void begin(Subscriber subscriber, FixMessage message, @Nullable String id) throws MarketDataRefusal {
        if (id != null && subscriber.has(id)) {
            throw new MarketDataRefusal(MarketDataRefusal.DUPLICATE_ID, "MDReqID(262) must be new, " + id + " has not ended");
        }
        MarketDataRequestReader.Asked asked = MarketDataRequestReader.read(message, market);
        if (subscriber.subscriptions() + asked.symbols().size() > MOST_SUBSCRIPTIONS) {
            throw new MarketDataRefusal(MarketDataRefusal.TOO_MUCH, "a session sees " + MOST_SUBSCRIPTIONS + " instruments at most, would see "
                    + (subscriber.subscriptions() + asked.symbols().size()));
        }
        List<Subscription> all = new ArrayList<>();
        for (String symbol : asked.symbols()) {
            Subscription subscription = new Subscription(subscriber, asked.request(), symbol);
            all.add(subscription);
            if (asked.request().isLasting()) {
                bySymbol.computeIfAbsent(symbol, s -> new ArrayList<>(1)).add(subscription);
            }
        }
        subscriber.add(asked.request().id(), all);
        all.forEach(this::due);
    }

    private void forget(Subscription ended) {
        List<Subscription> others = bySymbol.get(ended.symbol);
        if (others != null && others.remove(ended) && others.isEmpty()) {
            bySymbol.remove(ended.symbol);
        }
    }

    /** Whoever logs on asks anew. */
    public void loggedOut(FixSession session) {
        Subscriber subscriber = subscribers.get(session.key());
        if (subscriber != null) {
            subscriber.endAll().forEach(this::forget);
        }
    }

    /** Venues show something else of an instrument. */
    public void changed(String symbol) {
        List<Subscription> interested = bySymbol.get(symbol);
        if (interested == null) {
            return;
        }
        for (int i = 0; i < interested.size(); i++) {
            due(interested.get(i));
        }
    }

    /** How many messages the session is still to be shown. */
    int due(FixSession session) {
        Subscriber subscriber = subscribers.get(session.key());
        return subscriber == null ? 0 : subscriber.due();
    }

    private void due(Subscription subscription) {
        subscription.owner.due(subscription);
        turnLater(subscription.owner);
    }

    private void turnLater(Subscriber subscriber) {
        if (!isScheduled) {
            isScheduled = true;
            subscriber.session.later(this::turn, TURN_MILLIS);
        }
    }

    /** A few messages; the rest in the next turn, when the sessions have had theirs. Who comes first is another one each time. */
    private void turn() {
        isScheduled = false;
        List<Subscriber> waiting = subscribers.values().stream().filter(Subscriber::hasDue).toList();
        int left = MESSAGES_PER_TURN;
        first++;
        for (int i = 0; i < waiting.size() && left > 0; i++) {
            left = show(waiting.get(Math.floorMod(first + i, waiting.size())), left);
        }
        waiting.stream().filter(Subscriber::hasDue).findFirst().ifPresent(this::turnLater);
    }

    private int show(Subscriber to, int most) {
        int left = most;
        long now = monotonicNanos.getAsLong();
        while (left > 0 && to.session.isLoggedOn() && to.session.waitingBytes() < ENOUGH_WAITING_BYTES) {
            Subscription next = to.next(now);
            if (next == null) {
                break;
            }
            left -= show(to, next) ? 1 : 0;
        }
        return left;
    }

    /** @return whether there was something to show */
    private boolean show(Subscriber to, Subscription subscription) {
        if (subscription.isEnded()) {
            return false;
        }
        book.clear();
        market.show(subscription.symbol, subscription.request.depth(), book);
        if (subscription.isBegun() && subscription.isSame(book)) {
            return false;
        }
        long now = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
        send(to.session, subscription.isBegun() && subscription.request.isIncremental() ? writer.updates(subscription, book)
                : writer.snapshot(subscription, book, to.session.settings().version(), now));
        if (subscription.request.isLasting()) {
            subscription.begun();
            subscription.shown.copy(book);
        } else {
            to.done(subscription);
            forget(subscription);
        }
        return true;
    }

    private static void send(FixSession session, FixBody message) {
        try {
            session.send(message, 0);
        } catch (IOException e) {
            LOG.atError().addKeyValue("session", session.key()).log("session {} could not be sent market data: {}", session.key(), e.getMessage());
        }
    }
}

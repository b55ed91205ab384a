package io.portcullis.venues.exchange;

import io.portcullis.fix.dictionaries.FixDictionary;
import io.portcullis.fix.sessions.engine.FixSession;
import io.portcullis.fix.sessions.wire.FixBody;
import io.portcullis.fix.sessions.wire.FixGroup;
import io.portcullis.fix.sessions.wire.FixMessage;
import io.portcullis.fix.sessions.wire.MalformedField;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import quickfix.DataDictionary;

/**
 * Answers MarketDataRequest(35=V): at each turn, what has changed since the last one, the newest state only. MDUpdateType(265)=0, or none, gives full snapshots, 35=W; 1 gives
 * one snapshot and then changes, 35=X ({@link MarketDataView}). What can't be done is answered by MarketDataRequestReject(35=Y). A dark exchange has nothing to show but its
 * trades.
 */
final class MarketDataFeed implements SimulatedExchange.Tape {

    /** MDReqRejReason(281). */
    private static final char UNKNOWN_SYMBOL = '0';
    private static final char DUPLICATE_MD_REQ_ID = '1';
    private static final char UNSUPPORTED_SUBSCRIPTION = '4';
    private static final char UNSUPPORTED_DEPTH = '5';
    private static final char UNSUPPORTED_UPDATE_TYPE = '6';
    private static final char UNSUPPORTED_AGGREGATED_BOOK = '7';
    private static final char UNSUPPORTED_ENTRY_TYPE = '8';
    private static final int MD_ENTRY_TYPE = 269;

    /** A session that has more than this to read is not sent more: it gets the newest state later. */
    private static final long ENOUGH_WAITING_BYTES = 256 << 10;
    private static final char SNAPSHOT = '0';
    private static final char SNAPSHOT_AND_UPDATES = '1';
    private static final char NO_MORE = '2';

    /** What one MDReqID(262) is subscribed to. */
    private record Subscription(Map<String, MarketDataView> views, Set<String> due) {
    }

    private final SimulatedExchange exchange;
    private final FixSession session;
    private final LongSupplier now;
    private final DataDictionary dictionary;
    private final Map<String, Subscription> subscriptions = new LinkedHashMap<>();
    private final FixBody body = new FixBody();

    /** @param now epoch nanoseconds */
    MarketDataFeed(SimulatedExchange exchange, FixSession session, LongSupplier now) {
        this.exchange = exchange;
        this.session = session;
        this.now = now;
        this.dictionary = FixDictionary.of(session.settings().version()).application();
        exchange.tellTrades(this);
    }

    /** @throws MalformedField if it can't be read; symbols before the one that is wrong are subscribed to */
    void request(FixMessage message) throws MalformedField, IOException {
        String id = message.string(262);
        char type = message.character(263);
        if (type == NO_MORE) {
            end(id, message);
            return;
        }
        Set<Character> entryTypes = new LinkedHashSet<>();
        for (FixGroup each = message.group(267); each.next();) {
            entryTypes.add(each.character(MD_ENTRY_TYPE));
        }
        String problem = problemOf(id, type, message, entryTypes);
        if (problem != null) {
            reject(id, problem.charAt(0), problem.substring(1));
            return;
        }
        MarketDataView.Terms terms = new MarketDataView.Terms(id, (int) Math.min(message.integer(264), Integer.MAX_VALUE), message.is(265, "1"), entryTypes,
                session.settings().version());
        Subscription subscription = new Subscription(new LinkedHashMap<>(), new LinkedHashSet<>());
        if (type == SNAPSHOT_AND_UPDATES) {
            subscriptions.put(id, subscription);
        }
        for (FixGroup symbols = message.group(146); symbols.next();) {
            String symbol = symbols.string(55);
            if (exchange.instruments().bySymbol(symbol) == null) {
                reject(id, UNKNOWN_SYMBOL, "Symbol(55) " + symbol + " is not traded here");
            } else if (type == SNAPSHOT_AND_UPDATES) {
                subscription.views.put(symbol, new MarketDataView(symbol, terms));
                subscription.due.add(symbol);
            } else {
                session.send(new MarketDataView(symbol, terms).snapshot(exchange, body, now.getAsLong()), 0);
            }
        }
        if (subscription.views.isEmpty()) {
            subscriptions.remove(id);
        }
    }

    /** MDReqRejReason(281) and, behind it, the text; null if nothing speaks against the request. */
    private @Nullable String problemOf(String id, char type, FixMessage message, Set<Character> entryTypes) throws MalformedField {
        if (type != SNAPSHOT && type != SNAPSHOT_AND_UPDATES) {
            return UNSUPPORTED_SUBSCRIPTION + "SubscriptionRequestType(263) must be 0, 1 or 2, was " + type;
        }
        if (subscriptions.containsKey(id)) {
            return DUPLICATE_MD_REQ_ID + "MDReqID(262) " + id + " is subscribed to already";
        }
        if (message.integer(264) < 0) {
            return UNSUPPORTED_DEPTH + "MarketDepth(264) must be 0 for the full book, or a number of levels, was " + message.integer(264);
        }
        if (message.has(265) && !message.is(265, "0") && !message.is(265, "1")) {
            return UNSUPPORTED_UPDATE_TYPE + "MDUpdateType(265) must be 0 or 1, was " + message.string(265);
        }
        if (message.is(266, "N")) {
            return UNSUPPORTED_AGGREGATED_BOOK + "AggregatedBook(266) must be Y: orders are not shown one by one, was N";
        }
        for (char entryType : entryTypes) {
            if (!MarketDataView.TYPES.contains(entryType) || !dictionary.isFieldValue(MD_ENTRY_TYPE, String.valueOf(entryType))) {
                return UNSUPPORTED_ENTRY_TYPE + "MDEntryType(269) must be 0, 1, 2 or, since FIX 5.0, Q, was " + entryType;
            }
        }
        return null;
    }

    private void reject(String id, char reason, String text) throws IOException {
        session.send(body.begin("Y").put(262, id).putChar(281, reason).put(58, text), 0);
    }

    /** Those symbols of the subscription, or all if none are named. */
    private void end(String id, FixMessage message) throws MalformedField {
        Subscription subscription = subscriptions.get(id);
        if (subscription == null) {
            return;
        }
        boolean isAll = true;
        for (FixGroup symbols = message.group(146); symbols.next();) {
            isAll = false;
            String symbol = symbols.string(55);
            subscription.views.remove(symbol);
            subscription.due.remove(symbol);
        }
        if (isAll || subscription.views.isEmpty()) {
            subscriptions.remove(id);
        }
    }

    /** The session is down: whoever logs on subscribes again. */
    void end() {
        subscriptions.clear();
    }

    @Override
    public void traded(String symbol, Quantity quantity, Price price) {
        for (Subscription each : subscriptions.values()) {
            MarketDataView view = each.views.get(symbol);
            if (view != null) {
                view.traded(quantity, price);
            }
        }
    }

    void turn() throws IOException {
        for (String symbol : exchange.engine().changedBooks()) {
            for (Subscription each : subscriptions.values()) {
                if (each.views.containsKey(symbol)) {
                    each.due.add(symbol);
                }
            }
        }
        for (Subscription each : subscriptions.values()) {
            if (!session.isLoggedOn() || session.waitingBytes() >= ENOUGH_WAITING_BYTES) {
                return;
            }
            tell(each);
        }
    }

    private void tell(Subscription subscription) throws IOException {
        for (String symbol : subscription.due) {
            MarketDataView view = subscription.views.get(symbol);
            FixBody news = view == null ? null : view.news(exchange, body, now.getAsLong());
            if (news != null) {
                session.send(news, 0);
            }
        }
        subscription.due.clear();
    }
}

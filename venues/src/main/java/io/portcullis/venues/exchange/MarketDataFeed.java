package io.portcullis.venues.exchange;

import io.portcullis.fix.sessions.engine.FixSession;
import io.portcullis.fix.sessions.wire.FixBody;
import io.portcullis.fix.sessions.wire.FixGroup;
import io.portcullis.fix.sessions.wire.FixMessage;
import io.portcullis.fix.sessions.wire.MalformedField;
import io.portcullis.oms.types.Price;
import io.portcullis.venues.market.LevelBook;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends full snapshots(35=W) of the books that a session subscribed to: what has changed since the last turn, the newest state only. */
final class MarketDataFeed {

    private static final Logger LOG = LoggerFactory.getLogger(MarketDataFeed.class);
    private static final int DEPTH = 5;
    /** A session that has more than this to read is not sent more: it gets the newest state later. */
    private static final long ENOUGH_WAITING_BYTES = 256 << 10;

    private final SimulatedExchange exchange;
    private final Map<FixSession, Map<String, String>> subscriptions = new HashMap<>();
    private final Map<FixSession, Set<String>> due = new HashMap<>();
    private final FixBody body = new FixBody();
    private final LevelBook levels = new LevelBook();

    MarketDataFeed(SimulatedExchange exchange) {
        this.exchange = exchange;
    }

    void request(FixSession session, FixMessage message) throws MalformedField, IOException {
        String id = message.string(262);
        Map<String, String> subscribed = subscriptions.computeIfAbsent(session, s -> new HashMap<>());
        boolean isEnd = message.is(263, "2");
        FixGroup symbols = message.group(146);
        while (symbols.next()) {
            String symbol = symbols.string(55);
            if (exchange.instruments().bySymbol(symbol) == null) {
                session.send(body.begin("Y").put(262, id).putChar(281, '0').put(58, "Symbol(55) " + symbol + " is not traded here"), 0);
            } else if (isEnd) {
                subscribed.remove(symbol);
            } else {
                subscribed.put(symbol, id);
                due.computeIfAbsent(session, s -> new LinkedHashSet<>()).add(symbol);
            }
        }
    }

    void end(FixSession session) {
        subscriptions.remove(session);
        due.remove(session);
    }

    void turn() {
        List<String> changed = exchange.changedBooks();
        subscriptions.forEach((session, subscribed) -> {
            Set<String> dueNow = due.computeIfAbsent(session, s -> new LinkedHashSet<>());
            for (String symbol : changed) {
                if (subscribed.containsKey(symbol)) {
                    dueNow.add(symbol);
                }
            }
            if (session.isLoggedOn() && session.waitingBytes() < ENOUGH_WAITING_BYTES) {
                dueNow.forEach(symbol -> snapshot(session, symbol, subscribed.getOrDefault(symbol, "")));
                dueNow.clear();
            }
        });
    }

    private void snapshot(FixSession session, String symbol, String requestId) {
        MatchingBook book = exchange.book(symbol);
        book.show(levels, DEPTH);
        Price last = book.lastTrade();
        int entries = levels.levels(true) + levels.levels(false) + (last == null ? 0 : 1);
        if (entries == 0) {
            return;
        }
        body.begin("W").put(262, requestId).put(55, symbol).put(268, entries);
        side(true, '0');
        side(false, '1');
        if (last != null) {
            body.putChar(269, '2').putDecimal(270, last.raw());
        }
        try {
            session.send(body, 0);
        } catch (IOException e) {
            LOG.warn("market data of {} could not be sent: {}", symbol, e.getMessage());
        }
    }

    private void side(boolean isBid, char entryType) {
        for (int level = 0; level < levels.levels(isBid); level++) {
            body.putChar(269, entryType).putDecimal(270, levels.price(isBid, level)).putDecimal(271, levels.quantity(isBid, level));
        }
    }
}

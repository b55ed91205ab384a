package io.portcullis.venues.exchange;

import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.sessions.engine.FixSession;
import io.portcullis.fix.sessions.wire.FixBody;
import io.portcullis.fix.sessions.wire.FixGroup;
import io.portcullis.fix.sessions.wire.FixMessage;
import io.portcullis.fix.sessions.wire.MalformedField;
import io.portcullis.oms.types.Price;
import io.portcullis.venues.market.LevelBook;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Answers MarketDataRequest(35=V): at each turn, MarketDataSnapshotFullRefresh(35=W) of those books that have changed since the last one, the newest state only. A dark
 * exchange has nothing to show but its trades.
 */
final class MarketDataFeed {

    /** A session that has more than this to read is not sent more: it gets the newest state later. */
    private static final long ENOUGH_WAITING_BYTES = 256 << 10;
    private static final int DEPTH = 5;
    private static final String SNAPSHOT_AND_UPDATES = "1";
    private static final String NO_MORE = "2";
    private static final char BID = '0';
    private static final char OFFER = '1';
    private static final char TRADE = '2';

    private final SimulatedExchange exchange;
    private final FixSession session;
    private final LongSupplier now;
    private final Map<String, String> requestIds = new LinkedHashMap<>();
    private final Set<String> due = new LinkedHashSet<>();
    private final FixBody body = new FixBody();
    private final LevelBook levels = new LevelBook();

    /** @param now epoch nanoseconds */
    MarketDataFeed(SimulatedExchange exchange, FixSession session, LongSupplier now) {
        this.exchange = exchange;
        this.session = session;
        this.now = now;
    }

    /** @throws MalformedField if it can't be read; symbols before the one that is wrong are subscribed to */
    void request(FixMessage message) throws MalformedField, IOException {
        String id = message.string(262);
        for (FixGroup symbols = message.group(146); symbols.next();) {
            String symbol = symbols.string(55);
            if (exchange.instruments().bySymbol(symbol) == null) {
                session.send(body.begin("Y").put(262, id).putChar(281, '0').put(58, "Symbol(55) " + symbol + " is not traded here"), 0);
            } else if (message.is(263, NO_MORE)) {
                requestIds.remove(symbol);
            } else if (message.is(263, SNAPSHOT_AND_UPDATES)) {
                requestIds.put(symbol, id);
                due.add(symbol);
            } else {
                snapshot(symbol, id);
            }
        }
    }

    /** The session is down: whoever logs on subscribes again. */
    void end() {
        requestIds.clear();
        due.clear();
    }

    void turn() throws IOException {
        for (String symbol : exchange.changedBooks()) {
            if (requestIds.containsKey(symbol)) {
                due.add(symbol);
            }
        }
        if (session.isLoggedOn() && session.waitingBytes() < ENOUGH_WAITING_BYTES) {
            for (String symbol : due) {
                snapshot(symbol, requestIds.getOrDefault(symbol, ""));
            }
            due.clear();
        }
    }

    private void snapshot(String symbol, String requestId) throws IOException {
        OrderBook book = exchange.book(symbol);
        levels.clear();
        if (book instanceof LitBook lit) {
            lit.show(levels, DEPTH);
        }
        Price last = book.lastTrade();
        int entries = levels.levels(true) + levels.levels(false) + (last == null ? 0 : 1);
        body.begin("W").put(262, requestId).put(55, symbol);
        if (session.settings().version() == FixVersion.FIXLATEST) {
            body.putUtcMillis(779, now.getAsLong()); // LastUpdateTime, which FIX Latest demands
        }
        body.put(268, Math.max(1, entries));
        side(true, BID);
        side(false, OFFER);
        if (last != null) {
            body.putChar(269, TRADE).putDecimal(270, last.raw());
        } else if (entries == 0) {
            body.putChar(269, BID).putDecimal(270, 0).putDecimal(271, 0); // a snapshot has an entry at least: one for nothing says that there is none
        }
        session.send(body, 0);
    }

    private void side(boolean isBid, char entryType) {
        for (int level = 0; level < levels.levels(isBid); level++) {
            body.putChar(269, entryType).putDecimal(270, levels.price(isBid, level)).putDecimal(271, levels.quantity(isBid, level));
        }
    }
}

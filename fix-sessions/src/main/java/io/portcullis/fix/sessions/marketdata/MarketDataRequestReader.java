package io.portcullis.fix.sessions.marketdata;

import io.portcullis.fix.sessions.marketdata.Subscription.Request;
import io.portcullis.fix.sessions.wire.FixGroup;
import io.portcullis.fix.sessions.wire.FixMessage;
import io.portcullis.fix.sessions.wire.MalformedField;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads MarketDataRequest(35=V), since FIX 4.2. What is not done here is refused with the reason that FIX has for it. */
final class MarketDataRequestReader {

    /** More levels of a side are not shown. */
    static final int MOST_LEVELS = 100;

    /** @param symbols each once */
    record Asked(Request request, List<String> symbols) {
    }

    private MarketDataRequestReader() {
    }

    /** Of a request that does not end one. */
    static Asked read(FixMessage m, ShownMarket market) throws MarketDataRefusal {
        try {
            char type = m.character(263);
            if (type != '0' && type != '1') {
                throw new MarketDataRefusal(MarketDataRefusal.SUBSCRIPTION_TYPE, "SubscriptionRequestType(263) must be 0, 1 or 2, was " + type);
            }
            return new Asked(request(m, type == '1'), symbols(m, market));
        } catch (MalformedField e) {
            throw new MarketDataRefusal(MarketDataRefusal.NO_REASON, String.valueOf(e.getMessage()));
        }
    }

    private static Request request(FixMessage m, boolean isLasting) throws MalformedField, MarketDataRefusal {
        int depth = m.integer(264);
        if (depth < 0) {
            throw new MarketDataRefusal(MarketDataRefusal.DEPTH, "MarketDepth(264) must be 0 or more, was " + depth);
        }
        int updates = isLasting ? m.integer(265, 0) : 0;
        if (updates != 0 && updates != 1) {
            throw new MarketDataRefusal(MarketDataRefusal.UPDATE_TYPE, "MDUpdateType(265) must be 0 or 1, was " + updates);
        }
        if (m.is(266, "N")) {
            throw new MarketDataRefusal(MarketDataRefusal.AGGREGATED_BOOK,
                    "AggregatedBook(266) must be Y, was N: each price is shown once, for all venues together");
        }
        if (m.has(336)) {
            throw new MarketDataRefusal(MarketDataRefusal.TRADING_SESSION, "TradingSessionID(336) must be missing, was " + m.stringOrNull(336));
        }
        Set<Character> types = entryTypes(m);
        return new Request(m.string(262), isLasting, updates == 1, depth == 0 ? MOST_LEVELS : Math.min(depth, MOST_LEVELS), types.contains('0'),
                types.contains('1'),
                types.contains('2'));
    }

    private static Set<Character> entryTypes(FixMessage m) throws MalformedField, MarketDataRefusal {
        Set<Character> types = new LinkedHashSet<>();
        for (FixGroup entry = m.group(267); entry.next() && types.size() < m.integer(267);) {
            String type = entry.string(269);
            if (!type.equals("0") && !type.equals("1") && !type.equals("2")) {
                throw new MarketDataRefusal(MarketDataRefusal.ENTRY_TYPE, "MDEntryType(269) must be 0, 1 or 2, was " + type);
            }
            types.add(type.charAt(0));
        }
        if (types.isEmpty()) {
            throw new MarketDataRefusal(MarketDataRefusal.ENTRY_TYPE, "NoMDEntryTypes(267) must be 1 or more, was 0");
        }
        return types;
    }

    private static List<String> symbols(FixMessage m, ShownMarket market) throws MalformedField, MarketDataRefusal {
        Set<String> symbols = new LinkedHashSet<>();
        for (FixGroup entry = m.group(146); entry.next();) {
            String symbol = entry.stringOrNull(55);
            if (symbol == null || !market.knows(symbol)) {
                throw new MarketDataRefusal(MarketDataRefusal.UNKNOWN_SYMBOL,
                        "Symbol(55) must be an instrument that is known here, was " + (symbol == null ? "missing" : symbol));
            }
            symbols.add(symbol);
        }
        if (symbols.isEmpty()) {
            throw new MarketDataRefusal(MarketDataRefusal.NO_REASON, "NoRelatedSym(146) must be 1 or more, was missing");
        }
        return new ArrayList<>(symbols);
    }
}

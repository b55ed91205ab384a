package io.portcullis.venues.exchange;

import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.sessions.wire.FixBody;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one subscriber has been shown of one instrument, and so what is new to him. The first message is a full snapshot, 35=W. Where changes are asked for, those that follow
 * are 35=X with an entry for each: levels have MDUpdateAction(279) 0, 1 or 2 and are known by MDEntryType(269) and MDEntryPx(270); trades are always new. Since FIX 5.0 each
 * entry has RptSeq(83): it counts the entries of the subscription's instrument up by one, and those of a snapshot have the number after which the next 35=X goes on.
 */
final class MarketDataView {

    private static final char BID = '0';
    private static final char OFFER = '1';
    private static final char TRADE = '2';
    private static final char AUCTION_CLEARING_PRICE = 'Q';
    /** MDEntryType(269) that may be asked for. */
    static final Set<Character> TYPES = Set.of(BID, OFFER, TRADE, AUCTION_CLEARING_PRICE);

    private static final char NEW = '0';
    private static final char CHANGE = '1';
    private static final char DELETE = '2';
    /** Of a subscriber that does not read, so many trades are kept; then it is shown a snapshot. */
    private static final int MAX_TRADES = 500;

    /**
     * What was asked for.
     *
     * @param depth MarketDepth(264): levels of a side; 0 for all
     * @param isIncremental MDUpdateType(265)=1
     * @param entryTypes MDEntryType(269)s
     */
    record Terms(String mdReqId, int depth, boolean isIncremental, Set<Character> entryTypes, FixVersion version) {

        private int levels() {
            return depth == 0 ? Integer.MAX_VALUE : depth;
        }

        private boolean hasRptSeq() {
            return isIncremental && !version.isBefore(FixVersion.FIX50);
        }
    }

    private record Entry(char action, char type, long price, long quantity) {
    }

    private final String symbol;
    private final Terms terms;
    private final List<Entry> trades = new ArrayList<>();
    private Map<Long, Long> bids = Map.of();
    private Map<Long, Long> offers = Map.of();
    private @Nullable Uncross indicative;
    private boolean wantsSnapshot = true;
    private long rptSeq;

    MarketDataView(String symbol, Terms terms) {
        this.symbol = symbol;
        this.terms = terms;
    }

    void traded(Quantity quantity, Price price) {
        if (!terms.isIncremental || !terms.entryTypes.contains(TRADE) || wantsSnapshot) {
            return;
        }
        if (trades.size() == MAX_TRADES) {
            wantsSnapshot = true;
            trades.clear();
        } else {
            trades.add(new Entry(NEW, TRADE, price.raw(), quantity.raw()));
        }
    }

    /** Null if nothing has changed. @param into is overwritten */
    @Nullable
    FixBody news(SimulatedExchange exchange, FixBody into, long now) {
        return wantsSnapshot || !terms.isIncremental ? snapshot(exchange, into, now) : changes(exchange, into);
    }

    FixBody snapshot(SimulatedExchange exchange, FixBody into, long now) {
        look(exchange);
        trades.clear();
        wantsSnapshot = false;
        List<Entry> entries = new ArrayList<>();
        bids.forEach((price, quantity) -> entries.add(new Entry(NEW, BID, price, quantity)));
        offers.forEach((price, quantity) -> entries.add(new Entry(NEW, OFFER, price, quantity)));
        Price last = terms.entryTypes.contains(TRADE) ? exchange.engine().book(symbol).lastTrade() : null;
        if (last != null) {
            entries.add(new Entry(NEW, TRADE, last.raw(), 0));
        }
        Uncross auction = indicative;
        if (auction != null) {
            entries.add(new Entry(NEW, AUCTION_CLEARING_PRICE, auction.price().raw(), auction.quantity().raw()));
        }
        if (entries.isEmpty()) {
            entries.add(new Entry(NEW, BID, 0, 0)); // a snapshot has an entry at least: one for nothing says that there is none
        }
        into.begin("W").put(262, terms.mdReqId).put(55, symbol);
        if (terms.version == FixVersion.FIXLATEST) {
            into.putUtcMillis(779, now); // LastUpdateTime, which FIX Latest demands
        }
        into.put(268, entries.size());
        for (Entry entry : entries) {
            into.putChar(269, entry.type).putDecimal(270, entry.price);
            if (entry.type != TRADE) {
                into.putDecimal(271, entry.quantity);
            }
            if (terms.hasRptSeq()) {
                into.put(83, rptSeq);
            }
        }
        return into;
    }

    private void look(SimulatedExchange exchange) {
        bids = terms.entryTypes.contains(BID) ? exchange.engine().shown(symbol, true, terms.levels()) : Map.of();
        offers = terms.entryTypes.contains(OFFER) ? exchange.engine().shown(symbol, false, terms.levels()) : Map.of();
        indicative = terms.entryTypes.contains(AUCTION_CLEARING_PRICE) ? exchange.engine().indicative(symbol) : null;
    }

    private @Nullable FixBody changes(SimulatedExchange exchange, FixBody into) {
        Map<Long, Long> oldBids = bids;
        Map<Long, Long> oldOffers = offers;
        Uncross old = indicative;
        look(exchange);
        List<Entry> entries = new ArrayList<>();
        addChanges(entries, BID, oldBids, bids);
        addChanges(entries, OFFER, oldOffers, offers);
        Uncross auction = indicative;
        if (old != null && (auction == null || !old.price().equals(auction.price()))) {
            entries.add(new Entry(DELETE, AUCTION_CLEARING_PRICE, old.price().raw(), 0));
        }
        if (auction != null && !auction.equals(old)) {
            boolean isThere = old != null && old.price().equals(auction.price());
            entries.add(new Entry(isThere ? CHANGE : NEW, AUCTION_CLEARING_PRICE, auction.price().raw(), auction.quantity().raw()));
        }
        entries.addAll(trades);
        trades.clear();
        return entries.isEmpty() ? null : written(entries, into);
    }

    /** What is gone comes first, so that no side has more levels than were asked for. */
    private static void addChanges(List<Entry> into, char type, Map<Long, Long> before, Map<Long, Long> after) {
        before.forEach((price, quantity) -> {
            if (!after.containsKey(price)) {
                into.add(new Entry(DELETE, type, price, 0));
            }
        });
        after.forEach((price, quantity) -> {
            Long old = before.get(price);
            if (old == null || old.longValue() != quantity.longValue()) {
                into.add(new Entry(old == null ? NEW : CHANGE, type, price, quantity));
            }
        });
    }

    private FixBody written(List<Entry> entries, FixBody into) {
        into.begin("X").put(262, terms.mdReqId).put(268, entries.size());
        for (Entry entry : entries) {
            into.putChar(279, entry.action).putChar(269, entry.type).put(55, symbol).putDecimal(270, entry.price);
            if (entry.action != DELETE) {
                into.putDecimal(271, entry.quantity);
            }
            if (terms.hasRptSeq()) {
                into.put(83, ++rptSeq);
            }
        }
        return into;
    }
}

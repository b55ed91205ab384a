package io.portcullis.fix.sessions.marketdata;

import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.sessions.wire.FixBody;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Writes MarketDataSnapshotFullRefresh(35=W), MarketDataIncrementalRefresh(35=X) and MarketDataRequestReject(35=Y) in the words of a version of FIX, since 4.2. */
final class MarketDataWriter {

    private static final char BID = '0';
    private static final char OFFER = '1';
    private static final char TRADE = '2';
    private static final char NEW = '0';
    private static final char CHANGE = '1';
    private static final char DELETE = '2';
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

    private final FixBody body = new FixBody();
    private final FixBody entries = new FixBody();
    private int count;

    /** All that the subscription wants. @param now epoch nanoseconds */
    FixBody snapshot(Subscription to, ShownBook book, FixVersion version, long now) {
        entries.begin("W");
        count = 0;
        levels(to, book, true);
        levels(to, book, false);
        if (to.request.trades() && book.trades() > 0) {
            count++;
            trade(book);
        }
        if (count == 0) {
            count = 1;
            entries.putChar(269, to.request.bids() ? BID : to.request.offers() ? OFFER : TRADE).putDecimal(270, 0).putDecimal(271, 0);
        }
        body.begin("W").put(262, to.request.id()).put(55, to.symbol);
        if (version == FixVersion.FIXLATEST) {
            body.putUtcMillis(779, now);
        }
        return body.put(268, count).appendAll(entries);
    }

    private void levels(Subscription to, ShownBook book, boolean bids) {
        for (int level = 0; to.request.wants(bids) && level < book.levels(bids); level++) {
            count++;
            entries.putChar(269, bids ? BID : OFFER).putDecimal(270, book.price(bids, level)).putDecimal(271, book.quantity(bids, level)).put(290, level + 1);
        }
    }

    private void trade(ShownBook book) {
        entries.putChar(269, TRADE);
        traded(book);
    }

    private void traded(ShownBook book) {
        entries.putDecimal(270, book.lastPrice());
        if (book.lastQuantity() > 0) {
            entries.putDecimal(271, book.lastQuantity());
        }
        if (book.lastTime() == ShownBook.UNKNOWN_TIME) {
            return;
        }
        Instant time = Instant.ofEpochSecond(0, book.lastTime());
        entries.put(272, DATE.format(time)).put(273, TIME.format(time));
    }

    /** What makes of that which the subscription has been shown what there is now: first what is gone. */
    FixBody updates(Subscription to, ShownBook book) {
        entries.begin("X");
        count = 0;
        for (boolean bids : new boolean[]{true, false}) {
            if (to.request.wants(bids)) {
                gone(to, book, bids);
                come(to, book, bids);
            }
        }
        if (to.request.trades() && book.trades() != to.shown.trades() && book.trades() > 0) {
            count++;
            entries.putChar(279, NEW).putChar(269, TRADE).put(55, to.symbol);
            traded(book);
        }
        return body.begin("X").put(262, to.request.id()).put(268, count).appendAll(entries);
    }

    private void gone(Subscription to, ShownBook book, boolean bids) {
        int at = 0;
        for (int level = 0; level < to.shown.levels(bids); level++) {
            long price = to.shown.price(bids, level);
            while (at < book.levels(bids) && isBetter(bids, book.price(bids, at), price)) {
                at++;
            }
            if (at == book.levels(bids) || book.price(bids, at) != price) {
                begin(DELETE, to, bids).putDecimal(270, price);
            }
        }
    }

    private void come(Subscription to, ShownBook book, boolean bids) {
        int at = 0;
        for (int level = 0; level < book.levels(bids); level++) {
            long price = book.price(bids, level);
            while (at < to.shown.levels(bids) && isBetter(bids, to.shown.price(bids, at), price)) {
                at++;
            }
            boolean isKnown = at < to.shown.levels(bids) && to.shown.price(bids, at) == price;
            if (!isKnown || to.shown.quantity(bids, at) != book.quantity(bids, level)) {
                begin(isKnown ? CHANGE : NEW, to, bids).putDecimal(270, price).putDecimal(271, book.quantity(bids, level));
            }
        }
    }

    private FixBody begin(char action, Subscription to, boolean bids) {
        count++;
        return entries.putChar(279, action).putChar(269, bids ? BID : OFFER).put(55, to.symbol);
    }

    private static boolean isBetter(boolean bids, long price, long than) {
        return bids ? price > than : price < than;
    }

    /** @param id MDReqID(262) */
    FixBody refusal(String id, MarketDataRefusal refusal) {
        body.begin("Y").put(262, id);
        if (refusal.reason() != MarketDataRefusal.NO_REASON) {
            body.putChar(281, refusal.reason());
        }
        return body.put(58, refusal.text());
    }
}

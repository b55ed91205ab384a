package io.portcullis.venues.market;

import io.portcullis.fix.sessions.engine.FixSession;
import io.portcullis.fix.sessions.wire.FixBody;
import io.portcullis.fix.sessions.wire.FixGroup;
import io.portcullis.fix.sessions.wire.FixMessage;
import io.portcullis.fix.sessions.wire.MalformedField;
import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.VenueId;
import io.portcullis.venues.link.VenueLink.MarketDataReader;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Market data over a venue's order session: MarketDataRequest(35=V) for all instruments at logon, then full snapshots (35=W) into the books. Market data is not logged: a
 * decision records the prices that it used. Where the venue is asked for it, SecurityStatusRequest(35=e) for each instrument, too: what it answers, 35=f, is logged as reports are.
 */
public final class FixMarketData implements MarketDataReader {

    private static final Logger LOG = LoggerFactory.getLogger(FixMarketData.class);
    /** So that a request stays far below what a message may hold. */
    private static final int SYMBOLS_PER_REQUEST = 500;
    private static final char BID = '0';
    private static final char OFFER = '1';
    private static final char TRADE = '2';

    private final VenueId venue;
    private final MarketBooks books;
    private final boolean isSubscribed;
    private final boolean isAskedForStatus;
    private final ShownTrades trades;
    private final FixBody body = new FixBody();
    private int requests;
    private int statusRequests;

    /**
     * @param isSubscribed false for venues that show nothing: then nothing is asked of them
     * @param isAskedForStatus whether they shall say which instruments are halted
     */
    public FixMarketData(VenueId venue, MarketBooks books, boolean isSubscribed, boolean isAskedForStatus) {
        this.venue = venue;
        this.books = books;
        this.isSubscribed = isSubscribed;
        this.isAskedForStatus = isAskedForStatus;
        this.trades = new ShownTrades(books);
    }

    @Override
    public void connected(FixSession session) {
        List<Instrument> instruments = List.copyOf(books.instruments().all());
        if (isAskedForStatus) {
            instruments.forEach(instrument -> send(session,
                    body.begin("e").put(324, "SS" + ++statusRequests).putChar(263, '1').put(55, instrument.symbol())));
        }
        if (!isSubscribed) {
            return;
        }
        for (int from = 0; from < instruments.size(); from += SYMBOLS_PER_REQUEST) {
            subscribe(session, instruments.subList(from, Math.min(from + SYMBOLS_PER_REQUEST, instruments.size())));
        }
    }

    private void subscribe(FixSession session, List<Instrument> instruments) {
        body.begin("V").put(262, "MD" + ++requests).putChar(263, '1').put(264, LevelBook.DEPTH).put(265, 0).put(267, 3).putChar(269, BID).putChar(269, OFFER)
                .putChar(269, TRADE).put(146, instruments.size());
        instruments.forEach(instrument -> body.put(55, instrument.symbol()));
        send(session, body);
    }

    private void send(FixSession session, FixBody request) {
        try {
            session.send(request, 0);
        } catch (IOException e) {
            LOG.atError().addKeyValue("session", session.key()).log("venue {} could not be asked for market data: {}", venue, e.getMessage());
        }
    }

    @Override
    public void disconnected() {
        books.forget(venue);
    }

    @Override
    public boolean read(FixMessage message) {
        switch (message.msgType()) {
            case "W" -> snapshot(message);
            case "Y" -> LOG.atWarn().addKeyValue("venue", venue).log("venue {} refuses market data: {}", venue, message);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void snapshot(FixMessage message) {
        String symbol = message.stringOrNull(55);
        if (symbol == null || books.instruments().bySymbol(symbol) == null) {
            LOG.debug("venue {} shows Symbol(55) {}, which is no instrument of ours", venue, symbol);
            return;
        }
        LevelBook book = books.bookToFill(venue, symbol);
        book.clear();
        try {
            for (FixGroup entry = message.group(268); entry.next();) {
                entry(symbol, book, entry);
            }
            if (book.levels(true) > 0 || book.levels(false) > 0 || book.lastTrade() != null) {
                books.shown(venue, symbol);
            }
        } catch (MalformedField e) {
            book.clear(); // half a book would be a wrong one
            LOG.atWarn().addKeyValue("venue", venue).log("venue {} sent market data that can't be read: {} in {}", venue, e.getMessage(), message);
        }
        books.moved(symbol);
    }

    /** A level without a quantity, and a trade without a price, is how some venues say that there is none. */
    private void entry(String symbol, LevelBook book, FixGroup entry) throws MalformedField {
        switch (entry.character(269)) {
            case BID -> level(true, book, entry);
            case OFFER -> level(false, book, entry);
            case TRADE -> {
                long price = entry.decimal(270, 0);
                if (price != 0) {
                    book.traded(new Price(price));
                    trades.shown(symbol, price, entry);
                }
            }
            default -> {
                // other kinds of entries were not asked for
            }
        }
    }

    private static void level(boolean isBid, LevelBook book, FixGroup entry) throws MalformedField {
        long quantity = entry.decimal(271, 0);
        if (quantity > 0) {
            book.add(isBid, entry.decimal(270), quantity);
        }
    }
}

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
import java.util.Collection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Market data over a venue's order session: one MarketDataRequest(35=V) for all instruments at logon, then full snapshots(35=W) into the books. Market data is not logged: a
 * decision records the prices that it used.
 */
public final class FixMarketData implements MarketDataReader {

    private static final Logger LOG = LoggerFactory.getLogger(FixMarketData.class);
    private static final char BID = '0';
    private static final char OFFER = '1';
    private static final char TRADE = '2';

    private final VenueId venue;
    private final MarketBooks books;
    private final boolean isSubscribed;
    private final FixBody body = new FixBody();
    private int requests;

    /** @param isSubscribed false for venues that show nothing: then nothing is asked of them */
    public FixMarketData(VenueId venue, MarketBooks books, boolean isSubscribed) {
        this.venue = venue;
        this.books = books;
        this.isSubscribed = isSubscribed;
    }

    @Override
    public void connected(FixSession session) {
        if (!isSubscribed) {
            return;
        }
        Collection<Instrument> instruments = books.instruments().all();
        body.begin("V").put(262, "MD" + ++requests).putChar(263, '1').put(264, LevelBook.DEPTH).put(265, 0).put(267, 3).putChar(269, BID).putChar(269, OFFER)
                .putChar(269, TRADE).put(146, instruments.size());
        instruments.forEach(instrument -> body.put(55, instrument.symbol()));
        try {
            session.send(body, 0);
        } catch (IOException e) {
            LOG.error("venue {} could not be asked for market data: {}", venue, e.getMessage());
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
            case "Y" -> LOG.warn("venue {} refuses market data: {}", venue, message);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void snapshot(FixMessage message) {
        try {
            String symbol = message.string(55);
            LevelBook book = books.bookToFill(venue, symbol);
            book.clear();
            for (FixGroup entry = message.group(268); entry.next();) {
                entry(symbol, book, entry);
            }
        } catch (MalformedField e) {
            LOG.warn("venue {} sent market data that can't be read: {} in {}", venue, e.getMessage(), message);
        }
    }

    private void entry(String symbol, LevelBook book, FixGroup entry) throws MalformedField {
        long price = entry.decimal(270);
        switch (entry.character(269)) {
            case BID -> book.add(true, price, entry.decimal(271));
            case OFFER -> book.add(false, price, entry.decimal(271));
            case TRADE -> books.traded(symbol, new Price(price));
            default -> {
                // other kinds of entries were not asked for
            }
        }
    }
}

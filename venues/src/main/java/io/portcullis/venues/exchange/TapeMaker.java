package io.portcullis.venues.exchange;

import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.oms.types.VenueId;
import io.portcullis.venues.tape.TapeBook;
import io.portcullis.venues.tape.TapeEntry;
import io.portcullis.venues.tape.TapeReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Quotes what a recorded day's tape says of a venue, and lets its trades happen, at a speed: clients' orders are executed against both. At the end it begins anew. What it shows is a function of the tape and the time since
 * it began.
 */
final class TapeMaker implements AutoCloseable {

    private static final class Market {
        private final TapeBook book = new TapeBook();
        private final List<ExchangeOrder> quotes = new ArrayList<>();
    }

    private final SimulatedExchange exchange;
    private final boolean isDark;
    private final Path file;
    private final VenueId venue;
    private final int speed;
    private final int levels;
    private final Map<String, Market> markets = new HashMap<>();
    private final Set<String> changed = new LinkedHashSet<>();
    private TapeReader tape;
    private List<TapeEntry> block = List.of();
    private int next;
    private boolean isBegun;
    private long beganAt;
    private long tapeBegan;

    /**
     * @param levels of a side that it quotes at most
     * @throws IOException if the tape can't be opened
     */
    TapeMaker(SimulatedExchange exchange, boolean isDark, Path file, VenueId venue, int speed, int levels) throws IOException {
        this.exchange = exchange;
        this.isDark = isDark;
        this.file = file;
        this.venue = venue;
        this.speed = speed;
        this.levels = levels;
        this.tape = new TapeReader(file);
    }

    /** Does what the tape has come to by now. @param now epoch nanoseconds */
    void step(long now) throws IOException {
        if (!isBegun) {
            TapeEntry first = peek();
            if (first == null) {
                return;
            }
            isBegun = true;
            beganAt = now;
            tapeBegan = first.time();
        }
        long until = tapeBegan + (now - beganAt) * speed;
        TapeEntry entry = peek();
        while (entry != null && entry.time() <= until) {
            next++;
            take(entry);
            entry = peek();
        }
        quoteChanged();
        if (entry == null) {
            beginAnew();
        }
    }

    private @Nullable TapeEntry peek() throws IOException {
        while (next == block.size()) {
            List<TapeEntry> read = tape.next();
            if (read == null) {
                return null;
            }
            block = read;
            next = 0;
        }
        return block.get(next);
    }

    private void beginAnew() throws IOException {
        withdrawAll();
        tape.close();
        tape = new TapeReader(file);
        block = List.of();
        next = 0;
        isBegun = false;
    }

    /** Nothing is quoted any more. */
    void withdrawAll() {
        markets.forEach((symbol, market) -> withdraw(market));
        markets.clear();
        changed.clear();
    }

    private void withdraw(Market market) {
        market.quotes.forEach(exchange.engine()::withdraw);
        market.quotes.clear();
    }

    private void take(TapeEntry entry) {
        switch (entry) {
            case TapeEntry.Begin _ -> withdrawAll();
            case TapeEntry.Book book -> {
                if (book.venue().equals(venue)) {
                    markets.computeIfAbsent(book.symbol(), _ -> new Market()).book.take(book);
                    changed.add(book.symbol());
                }
            }
            case TapeEntry.Trade trade -> {
                if (trade.venue().equals(venue) && trade.kind() == TapeEntry.TradeKind.NEW) {
                    trade(trade);
                }
            }
            case TapeEntry.Tick _,TapeEntry.Missed _ -> {
                // the time is all that they say
            }
        }
    }

    /** Whoever came then takes what rests here at that price now: what the tape shows, or a client's order. */
    private void trade(TapeEntry.Trade trade) {
        Instrument instrument = exchange.instruments().bySymbol(trade.symbol());
        if (instrument == null || isDark) {
            return;
        }
        quote(trade.symbol());
        Market market = markets.get(trade.symbol());
        boolean buys = market == null || market.book.levels(false).isEmpty() || trade.price() >= market.book.levels(false).firstKey();
        Quantity quantity = trade.quantity() > 0 ? new Quantity(trade.quantity()) : instrument.lot();
        exchange.engine().quote(trade.symbol(), buys ? Side.BUY : Side.SELL, quantity, new Price(trade.price()), TimeInForce.IMMEDIATE_OR_CANCEL);
        changed.add(trade.symbol());
    }

    private void quoteChanged() {
        List.copyOf(changed).forEach(this::quote);
    }

    /** What the tape shows of it, if that is another than what is quoted. While nothing is executed there it waits. */
    private void quote(String symbol) {
        Market market = markets.get(symbol);
        Instrument instrument = exchange.instruments().bySymbol(symbol);
        if (market == null || instrument == null) {
            changed.remove(symbol);
            return;
        }
        if (!changed.contains(symbol) || !exchange.engine().trading(symbol).isContinuous()) {
            return;
        }
        changed.remove(symbol);
        withdraw(market);
        if (!market.book.isUsable()) {
            return;
        }
        if (isDark) {
            hidden(symbol, market.book);
        } else {
            quote(symbol, market, true);
            quote(symbol, market, false);
        }
    }

    private void quote(String symbol, Market market, boolean bids) {
        market.book.levels(bids).entrySet().stream().limit(levels).forEach(level -> market.quotes.add(exchange.engine().quote(symbol,
                bids ? Side.BUY : Side.SELL, new Quantity(level.getValue()), new Price(level.getKey()), TimeInForce.DAY)));
    }

    private void hidden(String symbol, TapeBook book) {
        Map.Entry<Long, Long> bid = book.levels(true).firstEntry();
        Map.Entry<Long, Long> offer = book.levels(false).firstEntry();
        if (bid != null && offer != null) {
            exchange.engine().moveMiddle(symbol, new Price(bid.getKey() + (offer.getKey() - bid.getKey()) / 2), new Quantity(bid.getValue()),
                    new Quantity(offer.getValue()));
        }
    }

    @Override
    public void close() throws IOException {
        tape.close();
    }
}

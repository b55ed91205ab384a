package io.portcullis.venues.tape;

import io.portcullis.oms.types.VenueId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * Puts entries into a block. A block can be read without any other: it has its own names, and prices are differences from the one before of the same venue and instrument in it. Its layout stands in
 * {@code docs/market-history.md}.
 */
final class BlockWriter {

    private record Market(VenueId venue, String symbol) {
    }

    private static final class Known {
        private final int number;
        private long price;

        private Known(int number) {
            this.number = number;
        }
    }

    private final Map<Market, Known> known = new HashMap<>();
    private final CRC32C checksum = new CRC32C();
    private ByteBuffer bytes = ByteBuffer.allocate(2 * TapeFormat.BLOCK_BYTES);
    private int entries;
    private long firstTime;
    private long lastTime;

    BlockWriter() {
        begin();
    }

    private void begin() {
        known.clear();
        entries = 0;
        bytes.clear().position(TapeFormat.BLOCK_HEADER_BYTES);
    }

    boolean isEmpty() {
        return entries == 0;
    }

    boolean isFull() {
        return bytes.position() >= TapeFormat.BLOCK_BYTES;
    }

    void add(TapeEntry entry) {
        long time = entries == 0 ? entry.time() : Math.max(lastTime, entry.time());
        if (entries == 0) {
            firstTime = time;
            lastTime = time;
        }
        room(TapeFormat.FIXED_BYTES);
        switch (entry) {
            case TapeEntry.Begin _ -> kind(TapeFormat.BEGIN, time);
            case TapeEntry.Tick _ -> kind(TapeFormat.TICK, time);
            case TapeEntry.Missed missed -> {
                kind(TapeFormat.MISSED, time);
                Varints.put(bytes, missed.count());
            }
            case TapeEntry.Book book -> book(book, time);
            case TapeEntry.Trade trade -> trade(trade, time);
        }
        entries++;
        lastTime = time;
    }

    private void kind(int kind, long time) {
        bytes.put((byte) kind);
        Varints.put(bytes, time - lastTime);
    }

    private void book(TapeEntry.Book book, long time) {
        kind(TapeFormat.BOOK | (book.isWhole() ? TapeFormat.WHOLE : 0) | (book.isUsable() ? 0 : TapeFormat.NOT_USABLE), time);
        Known market = market(book.venue(), book.symbol());
        Varints.put(bytes, book.levels().size());
        room(book.levels().size() * TapeFormat.LEVEL_BYTES);
        book.levels().forEach(level -> level(market, level.isBid() ? TapeFormat.BID : 0, level.price(), level.quantity()));
    }

    private void trade(TapeEntry.Trade trade, long time) {
        kind(TapeFormat.TRADE | trade.kind().ordinal() << TapeFormat.FLAGS, time);
        level(market(trade.venue(), trade.symbol()), 0, trade.price(), trade.quantity());
    }

    private void level(Known market, int side, long price, long quantity) {
        long difference = price - market.price;
        int priceScale = Math.min(TapeFormat.MOST_PRICE_SCALE, Varints.scale(difference));
        int quantityScale = Varints.scale(quantity);
        bytes.put((byte) (side | priceScale << TapeFormat.PRICE_SCALE | quantityScale << TapeFormat.QUANTITY_SCALE));
        try {
            Varints.putSigned(bytes, difference / Varints.power(priceScale));
            Varints.put(bytes, quantity / Varints.power(quantityScale));
        } catch (IOException e) {
            throw new IllegalStateException("a scale that was worked out here", e);
        }
        market.price = price;
    }

    private Known market(VenueId venue, String symbol) {
        Market key = new Market(venue, symbol);
        Known market = known.get(key);
        if (market != null) {
            Varints.put(bytes, market.number);
            return market;
        }
        Known added = new Known(known.size());
        known.put(key, added);
        byte[] venueName = venue.value().getBytes(StandardCharsets.UTF_8);
        byte[] symbolName = symbol.getBytes(StandardCharsets.UTF_8);
        room(venueName.length + symbolName.length + TapeFormat.FIXED_BYTES);
        Varints.put(bytes, added.number);
        Varints.putText(bytes, venueName);
        Varints.putText(bytes, symbolName);
        return added;
    }

    private void room(int more) {
        if (bytes.remaining() < more) {
            ByteBuffer larger = ByteBuffer.allocate(Math.max(2 * bytes.capacity(), bytes.position() + more));
            larger.put(bytes.flip());
            bytes = larger;
        }
    }

    /** The block as it stands in the file; the next entry begins another. Valid until then. */
    ByteBuffer take() {
        int end = bytes.position();
        bytes.putInt(0, TapeFormat.BLOCK);
        bytes.putInt(4, end - TapeFormat.BLOCK_HEADER_BYTES);
        bytes.putInt(TapeFormat.ENTRIES_AT, entries);
        bytes.putLong(TapeFormat.FIRST_TIME_AT, firstTime);
        bytes.putLong(TapeFormat.LAST_TIME_AT, lastTime);
        checksum.reset();
        checksum.update(bytes.array(), TapeFormat.ENTRIES_AT, end - TapeFormat.ENTRIES_AT);
        bytes.putInt(8, (int) checksum.getValue());
        ByteBuffer block = ByteBuffer.wrap(bytes.array(), 0, end);
        begin();
        return block;
    }
}

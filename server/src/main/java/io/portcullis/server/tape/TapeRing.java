package io.portcullis.server.tape;

import io.portcullis.oms.types.VenueId;
import io.portcullis.venues.market.LevelChanges;
import io.portcullis.venues.market.TapeSink;
import io.portcullis.venues.tape.TapeEntry;
import io.portcullis.venues.tape.TapeEntry.TradeKind;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * What goes on the tape, on its way from the shard's thread, which puts it in, to the thread that writes it. Of bounded size: what has no room is counted and not taken, so that the shard never waits. Times come from here.
 */
final class TapeRing implements TapeSink {

    /** Who takes out. */
    interface Reader {

        void take(TapeEntry entry);

        /** What comes from now on is of that trading day; null before the first. */
        void day(@Nullable LocalDate day);
    }

    private record Market(VenueId venue, String symbol) {
    }

    private static final TradeKind[] TRADE_KINDS = TradeKind.values();
    private static final int BOOK = 1;
    private static final int TRADE = 2;
    private static final int DAY = 3;

    private static final int TIME = 0;
    private static final int MARKET = 8;
    private static final int FLAGS = 12;
    private static final int BODY = 16;
    private static final int WHOLE = 1;
    private static final int USABLE = 2;
    private static final int LEVEL_BYTES = 17;
    private static final long NO_DAY = Long.MIN_VALUE;

    private final OneToOneRingBuffer ring;
    private final EpochNanoClock clock;
    private final Map<Market, Integer> numbers = new HashMap<>();
    private final Map<Integer, Market> markets = new ConcurrentHashMap<>();
    private final AtomicLong missed = new AtomicLong();
    private final AtomicBoolean wantsAll = new AtomicBoolean();
    private long lastTime;

    /** @param bytes a power of two */
    TapeRing(int bytes, EpochNanoClock clock) {
        this.ring = new OneToOneRingBuffer(new UnsafeBuffer(ByteBuffer.allocateDirect(bytes + RingBufferDescriptor.TRAILER_LENGTH)));
        this.clock = clock;
    }

    // On the shard's thread

    @Override
    public int market(VenueId venue, String symbol) {
        Market market = new Market(venue, symbol);
        Integer known = numbers.get(market);
        if (known != null) {
            return known;
        }
        int number = numbers.size();
        numbers.put(market, number);
        markets.put(number, market);
        return number;
    }

    @Override
    public boolean book(int market, boolean isWhole, boolean isUsable, LevelChanges levels) {
        int index = claim(BOOK, BODY + levels.count() * LEVEL_BYTES);
        if (index < 0) {
            return false;
        }
        AtomicBuffer buffer = ring.buffer();
        head(buffer, index, market, (isWhole ? WHOLE : 0) | (isUsable ? USABLE : 0));
        int at = index + BODY;
        for (int i = 0; i < levels.count(); i++) {
            buffer.putByte(at, (byte) (levels.isBid(i) ? 1 : 0));
            buffer.putLong(at + 1, levels.price(i));
            buffer.putLong(at + 9, levels.quantity(i));
            at += LEVEL_BYTES;
        }
        ring.commit(index);
        return true;
    }

    @Override
    public boolean traded(int market, TradeKind kind, long price, long quantity) {
        int index = claim(TRADE, BODY + 16);
        if (index < 0) {
            return false;
        }
        AtomicBuffer buffer = ring.buffer();
        head(buffer, index, market, kind.ordinal());
        buffer.putLong(index + BODY, price);
        buffer.putLong(index + BODY + 8, quantity);
        ring.commit(index);
        return true;
    }

    @Override
    public boolean day(@Nullable LocalDate tradingDay) {
        int index = ring.tryClaim(DAY, Long.BYTES);
        if (index < 0) {
            return false;
        }
        ring.buffer().putLong(index, tradingDay == null ? NO_DAY : tradingDay.toEpochDay());
        ring.commit(index);
        return true;
    }

    @Override
    public boolean wantsAll() {
        return wantsAll.getAndSet(false);
    }

    private int claim(int type, int length) {
        int index = length > ring.maxMsgLength() ? -1 : ring.tryClaim(type, length);
        if (index < 0) {
            missed.incrementAndGet();
        }
        return index;
    }

    private void head(AtomicBuffer buffer, int index, int market, int flags) {
        lastTime = Math.max(lastTime, clock.nanoTime());
        buffer.putLong(index + TIME, lastTime);
        buffer.putInt(index + MARKET, market);
        buffer.putInt(index + FLAGS, flags);
    }

    // On the thread that writes

    /** Hands over up to so many, the oldest first. @return how many there were */
    int take(Reader reader, int most) {
        return ring.read((type, buffer, index, length) -> take(reader, type, buffer, index, length), most);
    }

    private void take(Reader reader, int type, MutableDirectBuffer buffer, int index, int length) {
        if (type == DAY) {
            long day = buffer.getLong(index);
            reader.day(day == NO_DAY ? null : LocalDate.ofEpochDay(day));
            return;
        }
        Market market = markets.get(buffer.getInt(index + MARKET));
        if (market == null) {
            throw new IllegalStateException("there is no market number " + buffer.getInt(index + MARKET));
        }
        long time = buffer.getLong(index + TIME);
        int flags = buffer.getInt(index + FLAGS);
        if (type == TRADE) {
            reader.take(new TapeEntry.Trade(time, market.venue, market.symbol, TRADE_KINDS[flags], buffer.getLong(index + BODY),
                    buffer.getLong(index + BODY + 8)));
        } else {
            reader.take(new TapeEntry.Book(time, market.venue, market.symbol, (flags & WHOLE) != 0, (flags & USABLE) != 0,
                    levels(buffer, index + BODY, index + length)));
        }
    }

    private static List<TapeEntry.Level> levels(DirectBuffer buffer, int from, int end) {
        List<TapeEntry.Level> levels = new ArrayList<>((end - from) / LEVEL_BYTES);
        for (int at = from; at < end; at += LEVEL_BYTES) {
            levels.add(new TapeEntry.Level(buffer.getByte(at) != 0, buffer.getLong(at + 1), buffer.getLong(at + 9)));
        }
        return levels;
    }

    /** What had no room since this was asked last. */
    long missed() {
        return missed.getAndSet(0);
    }

    /** The tape could not keep what it took: it has to be told of all books. */
    void wantAll() {
        wantsAll.set(true);
    }

    /** Any thread. Epoch nanoseconds. */
    long now() {
        return clock.nanoTime();
    }
}

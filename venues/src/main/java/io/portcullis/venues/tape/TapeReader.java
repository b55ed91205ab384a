package io.portcullis.venues.tape;

import io.portcullis.oms.types.VenueId;
import java.io.Closeable;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Reads the tape of a trading day from its beginning, or from a block on; also one that is being written. One thread. */
public final class TapeReader implements Closeable {

    private static final TapeEntry.TradeKind[] TRADE_KINDS = TapeEntry.TradeKind.values();

    private static final int SEARCHED_BYTES = 1 << 20;

    private record Market(VenueId venue, String symbol) {
    }

    private final Path path;
    private final FileChannel file;
    private final LocalDate day;
    private long position = TapeFormat.FILE_HEADER_BYTES;

    /** @throws IOException if it can't be opened, is no tape, or is one of a later version */
    public TapeReader(Path path) throws IOException {
        this.path = path;
        this.file = FileChannel.open(path, StandardOpenOption.READ);
        try {
            this.day = checkHeader(file, path, null);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    static LocalDate checkHeader(FileChannel file, Path path, @Nullable LocalDate expected) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(TapeFormat.FILE_HEADER_BYTES);
        if (!isRead(file, header, 0)) {
            throw new IOException(path + " is no tape: it has less than " + TapeFormat.FILE_HEADER_BYTES + " bytes");
        }
        CRC32C checksum = new CRC32C();
        checksum.update(header.array(), 0, TapeFormat.FILE_HEADER_BYTES - 4);
        long magic = header.getLong(0);
        int version = (int) (magic & 0xFFFF);
        if ((magic & ~0xFFFFL) != TapeFormat.MAGIC || header.getInt(12) != (int) checksum.getValue()) {
            throw new IOException(path + " is no tape, or its header is damaged");
        }
        if (version > TapeFormat.VERSION) {
            throw new IOException(path + " is of version " + version + " of the format, this release reads up to " + TapeFormat.VERSION);
        }
        LocalDate day = LocalDate.ofEpochDay(header.getInt(8));
        if (expected != null && !day.equals(expected)) {
            throw new IOException(path + " is the tape of " + day + ", not of " + expected);
        }
        return day;
    }

    /** Hops from block to block; only the last one is looked at closely. */
    static long endOfWholeBlocks(FileChannel file) throws IOException {
        long size = file.size();
        long at = TapeFormat.FILE_HEADER_BYTES;
        long before = at;
        ByteBuffer header = ByteBuffer.allocate(TapeFormat.BLOCK_HEADER_BYTES);
        while (isRead(file, header.clear(), at) && isWhole(header, at, size)) {
            before = at;
            at += TapeFormat.BLOCK_HEADER_BYTES + header.getInt(4);
        }
        long end = at == before || hasItsChecksum(read(file, before, (int) (at - before))) ? at : before;
        if (isFollowed(file, end)) {
            throw new IOException("the tape is damaged at byte " + end + ", with whole blocks behind it: move the file aside to go on with a new one");
        }
        return end;
    }

    /** Whether there is a whole block behind what is none: then that is damage, and not what a killed process has left. */
    private static boolean isFollowed(FileChannel file, long from) throws IOException {
        long size = file.size();
        ByteBuffer header = ByteBuffer.allocate(TapeFormat.BLOCK_HEADER_BYTES);
        for (long at = from + 1; at + TapeFormat.BLOCK_HEADER_BYTES <= size; at += SEARCHED_BYTES) {
            ByteBuffer part = read(file, at, (int) Math.min(size - at, SEARCHED_BYTES + Integer.BYTES - 1));
            for (int i = 0; i + Integer.BYTES <= part.limit(); i++) {
                if (part.getInt(i) == TapeFormat.BLOCK && isRead(file, header.clear(), at + i) && isWhole(header, at + i, size)
                        && hasItsChecksum(read(file, at + i, TapeFormat.BLOCK_HEADER_BYTES + header.getInt(4)))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isWhole(ByteBuffer header, long at, long size) {
        int length = header.getInt(4);
        return header.getInt(0) == TapeFormat.BLOCK && length >= 0 && length <= TapeFormat.MOST_BLOCK_BYTES
                && at + TapeFormat.BLOCK_HEADER_BYTES + length <= size;
    }

    private static boolean hasItsChecksum(ByteBuffer block) {
        CRC32C checksum = new CRC32C();
        checksum.update(block.array(), TapeFormat.ENTRIES_AT, block.limit() - TapeFormat.ENTRIES_AT);
        return block.getInt(8) == (int) checksum.getValue();
    }

    private static ByteBuffer read(FileChannel file, long at, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        if (!isRead(file, bytes, at)) {
            throw new IOException("the file has become shorter than " + (at + length) + " bytes");
        }
        return bytes;
    }

    private static boolean isRead(FileChannel file, ByteBuffer into, long at) throws IOException {
        long from = at;
        while (into.hasRemaining()) {
            int count = file.read(into, from);
            if (count < 0) {
                return false;
            }
            from += count;
        }
        into.flip();
        return true;
    }

    public LocalDate day() {
        return day;
    }

    /** Where the next block begins, or will: a place to go on from. */
    public long position() {
        return position;
    }

    /** @param at what {@link #position} has said of this tape */
    public void goTo(long at) {
        position = Math.max(TapeFormat.FILE_HEADER_BYTES, at);
    }

    /**
     * The entries of the next block.
     *
     * @return null if there is none, or it is not whole yet
     * @throws IOException if it is damaged; it says where
     */
    @Nullable
    public List<TapeEntry> next() throws IOException {
        return next(Long.MIN_VALUE);
    }

    /** The same of the next block that has anything of that time or later. @param from epoch nanoseconds */
    @Nullable
    public List<TapeEntry> next(long from) throws IOException {
        long size = file.size();
        ByteBuffer header = ByteBuffer.allocate(TapeFormat.BLOCK_HEADER_BYTES);
        while (isRead(file, header.clear(), position)) {
            if (!isWhole(header, position, size)) {
                return isBegun(header) ? null : unfinished("no block begins there, in a file of " + size + " bytes");
            }
            int length = TapeFormat.BLOCK_HEADER_BYTES + header.getInt(4);
            if (header.getLong(TapeFormat.LAST_TIME_AT) < from) {
                position += length;
                continue;
            }
            ByteBuffer block = read(file, position, length);
            if (!hasItsChecksum(block)) {
                return unfinished("its checksum is wrong");
            }
            List<TapeEntry> entries = entries(block);
            position += length;
            return entries;
        }
        return null;
    }

    /** Its end has not been written yet. */
    private static boolean isBegun(ByteBuffer header) {
        int length = header.getInt(4);
        return header.getInt(0) == TapeFormat.BLOCK && length >= 0 && length <= TapeFormat.MOST_BLOCK_BYTES;
    }

    private @Nullable List<TapeEntry> unfinished(String how) throws IOException {
        if (isFollowed(file, position)) {
            throw damaged(how);
        }
        return null;
    }

    private IOException damaged(String how) {
        return new IOException(path + " is damaged at byte " + position + ": " + how);
    }

    private List<TapeEntry> entries(ByteBuffer block) throws IOException {
        int count = block.getInt(TapeFormat.ENTRIES_AT);
        long time = block.getLong(TapeFormat.FIRST_TIME_AT);
        List<Market> markets = new ArrayList<>();
        List<long[]> prices = new ArrayList<>();
        List<TapeEntry> entries = new ArrayList<>(Math.clamp(count, 0, block.limit()));
        block.position(TapeFormat.BLOCK_HEADER_BYTES);
        try {
            for (int i = 0; i < count; i++) {
                int kind = block.get();
                time += Varints.get(block);
                entries.add(entry(kind, time, block, markets, prices));
            }
        } catch (IOException | BufferUnderflowException | IllegalArgumentException e) {
            throw new IOException(path + " can't be read at byte " + position + ", entry " + entries.size() + ": " + e.getMessage(), e);
        }
        return entries;
    }

    private static TapeEntry entry(int kind, long time, ByteBuffer from, List<Market> markets, List<long[]> prices) throws IOException {
        switch (kind & TapeFormat.KIND) {
            case TapeFormat.BEGIN -> {
                return new TapeEntry.Begin(time);
            }
            case TapeFormat.TICK -> {
                return new TapeEntry.Tick(time);
            }
            case TapeFormat.MISSED -> {
                return new TapeEntry.Missed(time, Varints.get(from));
            }
            case TapeFormat.BOOK -> {
                int number = market(from, markets, prices);
                Market market = markets.get(number);
                long count = Varints.get(from);
                if (count < 0 || count > from.remaining()) {
                    throw new IOException("a book of " + count + " levels");
                }
                List<TapeEntry.Level> levels = new ArrayList<>((int) count);
                for (int i = 0; i < count; i++) {
                    levels.add(level(from, prices.get(number)));
                }
                return new TapeEntry.Book(time, market.venue, market.symbol, (kind & TapeFormat.WHOLE) != 0, (kind & TapeFormat.NOT_USABLE) == 0, levels);
            }
            case TapeFormat.TRADE -> {
                int number = market(from, markets, prices);
                Market market = markets.get(number);
                TapeEntry.Level level = level(from, prices.get(number));
                int what = kind >> TapeFormat.FLAGS;
                if (what < 0 || what >= TRADE_KINDS.length) {
                    throw new IOException("a trade of kind " + what);
                }
                return new TapeEntry.Trade(time, market.venue, market.symbol, TRADE_KINDS[what], level.price(), level.quantity());
            }
            default -> throw new IOException("an entry of kind " + (kind & TapeFormat.KIND));
        }
    }

    private static int market(ByteBuffer from, List<Market> markets, List<long[]> prices) throws IOException {
        long number = Varints.get(from);
        if (number < 0 || number > markets.size()) {
            throw new IOException("number " + number + " of " + markets.size() + " names");
        }
        if (number == markets.size()) {
            VenueId venue = new VenueId(Varints.getText(from));
            markets.add(new Market(venue, Varints.getText(from)));
            prices.add(new long[1]);
        }
        return (int) number;
    }

    private static TapeEntry.Level level(ByteBuffer from, long[] price) throws IOException {
        int scales = from.get() & 0xFF;
        price[0] += Varints.getSigned(from) * Varints.power(scales >> TapeFormat.PRICE_SCALE & 7);
        return new TapeEntry.Level((scales & TapeFormat.BID) != 0, price[0], Varints.get(from) * Varints.power(scales >> TapeFormat.QUANTITY_SCALE));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

package io.portcullis.venues.tape;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.zip.CRC32C;

/** Appends to the tape of a trading day. What a killed process has left unfinished at its end is cut off. One thread. */
public final class TapeWriter implements Closeable {

    private final FileChannel file;
    private final BlockWriter block = new BlockWriter();
    private final long cut;
    private long end;

    /**
     * Opens a tape, or begins it.
     *
     * @throws IOException if the file can't be opened or written, or is no tape of that day
     */
    public TapeWriter(Path path, LocalDate day) throws IOException {
        file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
        try {
            long size = file.size();
            if (size < TapeFormat.FILE_HEADER_BYTES) {
                file.truncate(0);
                write(header(day));
            } else {
                TapeReader.checkHeader(file, path, day);
            }
            end = size < TapeFormat.FILE_HEADER_BYTES ? TapeFormat.FILE_HEADER_BYTES : TapeReader.endOfWholeBlocks(file);
            cut = Math.max(0, size - end);
            file.truncate(end);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    private static ByteBuffer header(LocalDate day) {
        ByteBuffer header = ByteBuffer.allocate(TapeFormat.FILE_HEADER_BYTES);
        header.putLong(TapeFormat.MAGIC | TapeFormat.VERSION).putInt((int) day.toEpochDay());
        CRC32C checksum = new CRC32C();
        checksum.update(header.array(), 0, header.position());
        return header.putInt((int) checksum.getValue()).flip();
    }

    /** Bytes of a block that was not whole, and were cut off when it was opened. */
    public long cut() {
        return cut;
    }

    /** Bytes that are in the file. */
    public long end() {
        return end;
    }

    /** It is in the file with the next {@link #flush}. */
    public void add(TapeEntry entry) {
        block.add(entry);
    }

    public boolean isWorthFlushing() {
        return block.isFull();
    }

    public boolean hasNothing() {
        return block.isEmpty();
    }

    /**
     * Writes what was added as one block.
     *
     * @throws IOException if that fails; then nothing of the block is in the file, and what it had is lost
     */
    public void flush() throws IOException {
        if (!block.isEmpty()) {
            write(block.take());
        }
    }

    private void write(ByteBuffer bytes) throws IOException {
        long from = end;
        try {
            long at = from;
            while (bytes.hasRemaining()) {
                at += file.write(bytes, at);
            }
            end = at;
        } catch (IOException e) {
            file.truncate(from);
            throw e;
        }
    }

    /** Closes it; what was added and not flushed is left out. */
    public void abandon() throws IOException {
        file.close();
    }

    @Override
    public void close() throws IOException {
        try {
            flush();
        } finally {
            file.close();
        }
    }
}

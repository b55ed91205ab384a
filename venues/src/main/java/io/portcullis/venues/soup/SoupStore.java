package io.portcullis.venues.soup;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.agrona.collections.LongArrayList;

/**
 * The messages of one session that a server has sent, or shall, by their numbers from 1: handed to the operating system before they are sent, so that they survive the process.
 * Each is kept with a mark, a number of whoever makes them, so that after a crash exactly those are made that were not. Not for several threads.
 */
public final class SoupStore implements AutoCloseable {

    private static final int MARK_BYTES = 8;
    private static final int HEAD_BYTES = MARK_BYTES + 2;

    private final FileChannel file;
    private final String session;
    private final LongArrayList offsets = new LongArrayList();
    private final ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES);
    private long end;
    private long lastMark;

    private SoupStore(FileChannel file, String session) {
        this.file = file;
        this.session = session;
    }

    /**
     * Opens a session's messages, or begins a session; a torn last message is cut.
     *
     * @param session what one that begins here is called: up to 10 letters and digits
     * @throws IOException if the file can't be read or written
     */
    public static SoupStore open(Path path, String session) throws IOException {
        Path parent = path.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (file.size() < SoupPacket.SESSION) {
                file.truncate(0);
                byte[] name = session.getBytes(StandardCharsets.US_ASCII);
                ByteBuffer begin = ByteBuffer.allocate(SoupPacket.SESSION).put(new byte[SoupPacket.SESSION - name.length]).put(name).flip();
                writeAll(file, begin, 0);
            }
            byte[] name = new byte[SoupPacket.SESSION];
            readAll(file, ByteBuffer.wrap(name), 0);
            SoupStore store = new SoupStore(file, new String(name, StandardCharsets.US_ASCII).replace("\0", ""));
            store.find();
            return store;
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    private void find() throws IOException {
        long size = file.size();
        end = SoupPacket.SESSION;
        while (end + HEAD_BYTES <= size) {
            readAll(file, head.clear(), end);
            int length = head.getShort(MARK_BYTES) & 0xFFFF;
            if (end + HEAD_BYTES + length > size) {
                break;
            }
            lastMark = Math.max(lastMark, head.getLong(0));
            offsets.addLong(end);
            end += HEAD_BYTES + length;
        }
        file.truncate(end);
    }

    public String session() {
        return session;
    }

    /** How many there are: the number of the last one. */
    public int count() {
        return offsets.size();
    }

    /** The highest mark of any; 0 if there is none. */
    public long lastMark() {
        return lastMark;
    }

    /** @return the number of the message */
    public int append(ByteBuf message, long mark) throws IOException {
        int length = message.readableBytes();
        ByteBuffer entry = ByteBuffer.allocate(HEAD_BYTES + length).putLong(mark).putShort((short) length);
        message.getBytes(message.readerIndex(), entry);
        writeAll(file, entry.flip(), end);
        offsets.addLong(end);
        end += HEAD_BYTES + length;
        lastMark = Math.max(lastMark, mark);
        return offsets.size();
    }

    /** Writes that message behind what is in the buffer. @param number from 1 to {@link #count()} */
    void read(int number, ByteBuf to) throws IOException {
        long from = offsets.getLong(number - 1);
        long until = number == offsets.size() ? end : offsets.getLong(number);
        ByteBuffer message = ByteBuffer.allocate((int) (until - from) - HEAD_BYTES);
        readAll(file, message, from + HEAD_BYTES);
        to.writeBytes(message.flip());
    }

    private static void writeAll(FileChannel file, ByteBuffer bytes, long position) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            at += file.write(bytes, at);
        }
    }

    private static void readAll(FileChannel file, ByteBuffer bytes, long position) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            int read = file.read(bytes, at);
            if (read < 0) {
                throw new IOException("a file of messages ends at " + at + ", within one");
            }
            at += read;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

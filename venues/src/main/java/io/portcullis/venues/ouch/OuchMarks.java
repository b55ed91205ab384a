package io.portcullis.venues.ouch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * How far requests have gone out, in a file that is mapped into memory: a mark is there before its message is in the socket, and survives the process. One that is there was sent
 * perhaps, one that is not was not.
 */
public final class OuchMarks {

    private static final int MAGIC = 0x50434F31;
    private static final int BYTES = 16;
    private static final int AT_MARK = 8;

    private final MappedByteBuffer file;

    private OuchMarks(MappedByteBuffer file) {
        this.file = file;
    }

    /** @throws IOException if the file can't be read or written, or is another one */
    public static OuchMarks open(Path path) throws IOException {
        Path parent = path.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            if (channel.size() < BYTES) {
                channel.write(ByteBuffer.allocate(BYTES).putInt(MAGIC).clear(), 0);
            }
            MappedByteBuffer mapped = channel.map(FileChannel.MapMode.READ_WRITE, 0, BYTES);
            if (mapped.getInt(0) != MAGIC) {
                throw new IOException(path + " is no file of what was sent by OUCH");
            }
            return new OuchMarks(mapped);
        }
    }

    /** Whether nothing was ever sent, as far as the file knows. */
    public boolean isNew() {
        return last() == 0;
    }

    /** The last request that was sent, perhaps; 0 if none was. */
    public long last() {
        return file.getLong(AT_MARK);
    }

    /** Not below the last one. */
    void put(long mark) {
        file.putLong(AT_MARK, mark);
    }

    /** What was decided before is not sent, as that of the past if the file is gone. */
    public void nothingToSendUpTo(long mark) {
        if (mark > last()) {
            put(mark);
        }
    }
}

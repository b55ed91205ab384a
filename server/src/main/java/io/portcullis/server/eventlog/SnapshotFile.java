package io.portcullis.server.eventlog;

import io.portcullis.server.eventlog.SnapshotStore.Snapshot;
import io.portcullis.server.eventlog.SnapshotStore.StateReader;
import io.portcullis.server.eventlog.SnapshotStore.StateWriter;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.zip.CRC32C;

/**
 * The format of a snapshot, big-endian: magic, version, the log's identity, position, time and their checksum; then the state in pieces of up to 1
 * MiB, each with its length and checksum; a piece of length 0 ends it. A piece is checked before a byte of it is handed out.
 */
final class SnapshotFile {

    /** PORTSNAP. */
    private static final long MAGIC = 0x504F_5254_534E_4150L;
    private static final int FORMAT_VERSION = 1;
    private static final int HEADER_LENGTH = 4 * Long.BYTES + Integer.BYTES;
    private static final int PIECE = 1 << 20;

    private SnapshotFile() {
    }

    static void write(Path file, LogIdentity identity, long position, long timeNanos, StateWriter state) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel)));
            byte[] header = ByteBuffer.allocate(HEADER_LENGTH).putLong(MAGIC).putInt(FORMAT_VERSION).putLong(identity.creationEpochSecond())
                    .putLong(position).putLong(timeNanos).array();
            out.write(header);
            out.writeInt(checksum(header, HEADER_LENGTH));
            Pieces pieces = new Pieces(out);
            state.write(pieces);
            pieces.end();
            out.flush();
            channel.force(true);
        }
    }

    static <T> Snapshot<T> read(Path file, LogIdentity identity, StateReader<T> reader) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            ByteBuffer header = ByteBuffer.wrap(in.readNBytes(HEADER_LENGTH));
            require(header.capacity() == HEADER_LENGTH && header.getLong() == MAGIC, "it does not begin as a snapshot does");
            require(in.readInt() == checksum(header.array(), HEADER_LENGTH), "its header does not fit the checksum");
            int version = header.getInt();
            require(version == FORMAT_VERSION, "format version " + version + " is not known");
            LogIdentity its = new LogIdentity(header.getLong());
            require(its.equals(identity), "it is of log " + its + ", not of " + identity);
            long position = header.getLong();
            long timeNanos = header.getLong();
            CheckedPieces pieces = new CheckedPieces(in);
            T state = reader.read(pieces);
            pieces.requireEnd();
            return new Snapshot<>(position, timeNanos, state);
        } catch (EOFException e) {
            throw new IOException("it ends too early", e);
        }
    }

    private static void require(boolean holds, String otherwise) throws IOException {
        if (!holds) {
            throw new IOException(otherwise);
        }
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    /** Gathers what is written into pieces. */
    private static final class Pieces extends OutputStream {

        private final DataOutputStream out;
        private final byte[] piece = new byte[PIECE];
        private int length;

        Pieces(DataOutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            makeRoom();
            piece[length++] = (byte) b;
        }

        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
            Objects.checkFromIndexSize(offset, count, bytes.length);
            for (int done = 0; done < count;) {
                makeRoom();
                int now = Math.min(count - done, PIECE - length);
                System.arraycopy(bytes, offset + done, piece, length, now);
                length += now;
                done += now;
            }
        }

        void end() throws IOException {
            writePiece();
            out.writeInt(0);
        }

        private void makeRoom() throws IOException {
            if (length == PIECE) {
                writePiece();
            }
        }

        private void writePiece() throws IOException {
            if (length > 0) {
                out.writeInt(length);
                out.writeInt(checksum(piece, length));
                out.write(piece, 0, length);
                length = 0;
            }
        }
    }

    /** Hands out pieces that fit their checksums. */
    private static final class CheckedPieces extends InputStream {

        private final DataInputStream in;
        private final byte[] piece = new byte[PIECE];
        private int offset;
        private int length;
        private boolean isAtEnd;

        CheckedPieces(DataInputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            return hasMore() ? piece[offset++] & 0xFF : -1;
        }

        @Override
        public int read(byte[] bytes, int to, int count) throws IOException {
            Objects.checkFromIndexSize(to, count, bytes.length);
            if (count == 0) {
                return 0;
            }
            if (!hasMore()) {
                return -1;
            }
            int now = Math.min(count, length - offset);
            System.arraycopy(piece, offset, bytes, to, now);
            offset += now;
            return now;
        }

        void requireEnd() throws IOException {
            require(!hasMore(), "the state was read and more bytes follow");
        }

        private boolean hasMore() throws IOException {
            if (offset == length && !isAtEnd) {
                readPiece();
            }
            return offset < length;
        }

        private void readPiece() throws IOException {
            offset = 0;
            length = 0;
            int announced = in.readInt();
            require(announced >= 0 && announced <= PIECE, "a piece of " + announced + " bytes");
            if (announced == 0) {
                isAtEnd = true;
                return;
            }
            int checksum = in.readInt();
            in.readFully(piece, 0, announced);
            require(checksum == checksum(piece, announced), "a piece does not fit its checksum");
            length = announced;
        }
    }
}

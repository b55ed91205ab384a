package io.portcullis.server.shard;

import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.order.Snapshot;
import io.portcullis.server.eventlog.SnapshotStore;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** A shard's state as a file: the chunks of {@link Snapshot}, each with its length before it, and behind them one of what was counted at the last point before the venues. */
public final class StateFile {

    private static final int MAX_CHUNK = 256 << 20;

    private StateFile() {
    }

    /**
     * What a file has.
     *
     * @param lastPoint what was counted at the last point before the venues; null if nothing was
     */
    public record Saved(ShardState state, @Nullable DirectBuffer lastPoint) {
    }

    /** @param lastPoint what was counted at the last point before the venues */
    public static void write(ShardState state, byte[] lastPoint, OutputStream to) throws IOException {
        write(Snapshot.view(state), lastPoint, to);
    }

    /** Likewise. */
    public static void write(Snapshot.View state, byte[] lastPoint, OutputStream to) throws IOException {
        DataOutputStream out = new DataOutputStream(to);
        try {
            state.write((buffer, offset, length) -> writeChunk(out, buffer, offset, length));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        out.writeInt(lastPoint.length);
        out.write(lastPoint);
        out.flush();
    }

    private static void writeChunk(DataOutputStream out, DirectBuffer buffer, int offset, int length) {
        byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        try {
            out.writeInt(length);
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IOException if it is not such a file, or of a format that this release doesn't read */
    public static Saved read(InputStream from) throws IOException {
        DataInputStream in = new DataInputStream(from);
        try {
            return new Saved(Snapshot.read(() -> readChunk(in)), readChunk(in));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (IllegalStateException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static DirectBuffer readChunk(DataInputStream in) {
        try {
            int length = in.readInt();
            if (length < 0 || length > MAX_CHUNK) {
                throw new IOException("a chunk of " + length + " bytes");
            }
            return new UnsafeBuffer(in.readNBytes(length));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the newest usable snapshot has, or an empty state. */
    public static Saved newest(SnapshotStore store, long lastPosition) throws IOException {
        Optional<SnapshotStore.Snapshot<Saved>> newest = store.newest(lastPosition, StateFile::read);
        return newest.isPresent() ? newest.get().state() : new Saved(new ShardState(), null);
    }

    /** SHA-256 over the state: equal states have equal hashes, on any machine. */
    public static String hash(ShardState state) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            Snapshot.write(state, (buffer, offset, length) -> {
                byte[] bytes = new byte[length];
                buffer.getBytes(offset, bytes);
                sha.update(bytes);
            });
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

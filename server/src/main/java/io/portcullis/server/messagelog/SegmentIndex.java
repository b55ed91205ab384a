package io.portcullis.server.messagelog;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The index of a segment, as far as it goes: what it says nothing of has to be read. For one thread. */
final class SegmentIndex implements AutoCloseable {

    private final Arena arena = Arena.ofConfined();
    private final MemorySegment file;

    private SegmentIndex(Segment segment) throws IOException {
        file = mapped(segment);
    }

    /** Of a segment that has none, it says nothing. */
    static SegmentIndex of(Segment segment) throws IOException {
        return new SegmentIndex(segment);
    }

    private MemorySegment mapped(Segment segment) throws IOException {
        try (FileChannel channel = FileChannel.open(segment.index(), StandardOpenOption.READ)) {
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
        } catch (NoSuchFileException e) {
            return MemorySegment.NULL;
        }
    }

    /** The entry that stands for all; null if the segment is not complete, or its index is not. */
    @Nullable
    IndexEntry last() {
        IndexEntry found = file.byteSize() < IndexEntry.HEAD ? null : IndexEntry.at(file, file.byteSize() - IndexEntry.HEAD);
        return found != null && found.isLast() && found.filterLength() == 0 ? found : null;
    }

    /** From the begin of the segment on, without a hole. What is behind an entry that isn't intact is left out, and made again some day. */
    List<IndexEntry> entries() {
        boolean isTrusted = last() != null;
        List<IndexEntry> entries = new ArrayList<>();
        long end = 0;
        IndexEntry entry = IndexEntry.at(file, 0);
        while (entry != null && !entry.isLast() && entry.block().offset() == end && (isTrusted || entry.isIntact(file))) {
            entries.add(entry);
            end = entry.block().end();
            entry = IndexEntry.at(file, entry.next());
        }
        return entries;
    }

    boolean mayHave(IndexEntry entry, long key) {
        return entry.mayHave(file, key);
    }

    @Override
    public void close() {
        arena.close();
    }
}

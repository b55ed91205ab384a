package io.portcullis.server.messagelog;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a process that was killed while it wrote has left at the end of the newest segment. */
final class TornEnd {

    private TornEnd() {
    }

    /** Cuts it off, before anything is written. @return what was cut, in words; null if nothing was */
    static @Nullable String cut(Path directory) throws IOException {
        List<Segment> all = Segment.in(directory);
        if (all.isEmpty()) {
            return null;
        }
        Segment newest = all.getLast();
        long torn = 0;
        try (SegmentIndex index = SegmentIndex.of(newest); SegmentReader entries = new SegmentReader(newest)) {
            if (index.last() == null) {
                List<IndexEntry> indexed = index.entries();
                long end = entries.blocksFrom(indexed.isEmpty() ? 0 : indexed.getLast().block().end(), block -> {});
                torn = Math.max(0, entries.endOfBytes() - end);
                cut(newest, end);
            }
        }
        return torn == 0 ? null : "the last " + torn + " bytes of " + newest.entries().getFileName() + " were no whole message and are cut";
    }

    private static void cut(Segment segment, long end) throws IOException {
        try (FileChannel file = FileChannel.open(segment.entries(), StandardOpenOption.WRITE)) {
            file.truncate(end);
        }
    }
}

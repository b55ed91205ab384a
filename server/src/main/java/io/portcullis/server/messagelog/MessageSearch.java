package io.portcullis.server.messagelog;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds messages in the files of a {@link MessageLog}, be it open in this process, in another one or in none. It looks into the index first and reads only blocks that may hold what is
 * looked for; what has no index yet it reads. For any thread, as every search stands for itself.
 */
public final class MessageSearch {

    private final Path directory;

    public MessageSearch(Path directory) {
        this.directory = directory;
    }

    /** @throws IOException if a file can't be read; what is damaged in one is left out and told */
    public Found find(MessageQuery query) throws IOException {
        return new Run(query).run(Segment.in(directory));
    }

    private final class Run {

        private final MessageQuery query;
        private final Matcher matcher;
        private final long deadline;
        private final List<LoggedMessage> messages = new ArrayList<>();
        private final List<String> damage = new ArrayList<>();
        private @Nullable Place stopped;
        private Place next;
        private long reached;
        private long bytesRead;
        private int counted;

        Run(MessageQuery query) {
            this.query = query;
            this.matcher = new Matcher(query);
            this.deadline = System.nanoTime() + query.patience().toNanos();
            Place after = query.after();
            this.reached = query.newestFirst() ? Long.MAX_VALUE : Long.MIN_VALUE;
            this.next = after != null ? after : new Place(query.newestFirst() ? Long.MAX_VALUE : 0, 0);
        }

        Found run(List<Segment> all) throws IOException {
            for (Segment segment : query.newestFirst() ? all.reversed() : all) {
                Place after = query.after();
                boolean isPassed = after != null && (query.newestFirst() ? segment.ordinal() > after.segment() : segment.ordinal() < after.segment());
                if (!isPassed && stopped == null) {
                    search(segment);
                }
            }
            return new Found(List.copyOf(messages), stopped == null, stopped == null ? next : stopped, reached, bytesRead, List.copyOf(damage));
        }

        private void search(Segment segment) throws IOException {
            try (SegmentIndex index = SegmentIndex.of(segment)) {
                IndexEntry all = index.last();
                if (all != null && !matcher.isWithin(all.block())) {
                    next = query.newestFirst() ? new Place(segment.ordinal(), 0) : new Place(segment.ordinal(), all.block().end());
                    return;
                }
                try (SegmentReader entries = new SegmentReader(segment)) {
                    search(segment, index, entries);
                }
            } catch (NoSuchFileException e) {
                next = new Place(segment.ordinal(), 0); // released meanwhile
            }
        }

        private void search(Segment segment, SegmentIndex index, SegmentReader entries) throws IOException {
            List<IndexEntry> indexed = index.entries();
            List<Block> rest = new ArrayList<>();
            long indexedEnd = indexed.isEmpty() ? 0 : indexed.getLast().block().end();
            long end = indexedEnd == entries.size() ? indexedEnd : entries.blocksFrom(indexedEnd, rest::add);
            if (index.last() != null && end < entries.size()) {
                damage.add("the last " + (entries.size() - end) + " bytes of " + segment.entries() + " can't be read");
            }
            int count = indexed.size() + rest.size();
            for (int i = 0; i < count && stopped == null; i++) {
                int at = query.newestFirst() ? count - 1 - i : i;
                IndexEntry entry = at < indexed.size() ? indexed.get(at) : null;
                Block block = entry == null ? rest.get(at - indexed.size()) : entry.block();
                if (!isPassed(segment, block) && matcher.isWithin(block) && (entry == null || matcher.mayBeIn(index, entry))) {
                    read(segment, entries, block);
                }
                if (stopped == null) {
                    next = new Place(segment.ordinal(), query.newestFirst() ? block.offset() : block.end());
                    reached = query.newestFirst() ? block.firstTime() : block.lastTime();
                }
            }
        }

        private boolean isPassed(Segment segment, Block block) {
            Place after = query.after();
            return after != null && after.segment() == segment.ordinal()
                    && (query.newestFirst() ? block.offset() >= after.offset() : block.end() <= after.offset());
        }

        private void read(Segment segment, SegmentReader entries, Block block) throws IOException {
            if (System.nanoTime() - deadline > 0) {
                stopped = next;
                return;
            }
            List<LoggedMessage> matching = new ArrayList<>();
            boolean isWhole = entries.read(block, entry -> {
                if (matcher.matches(entry)) {
                    Place place = new Place(segment.ordinal(), block.offset() + entry.at());
                    if (isWanted(place)) {
                        matching.add(LoggedMessage.of(entry, place));
                    }
                }
            });
            bytesRead += block.length();
            if (!isWhole) {
                damage.add("messages from " + block.offset() + " to " + block.end() + " in " + segment.entries() + " can't be read in part");
            }
            take(query.newestFirst() ? matching.reversed() : matching);
        }

        private boolean isWanted(Place place) {
            Place after = query.after();
            return after == null || (query.newestFirst() ? place.compareTo(after) < 0 : place.compareTo(after) >= 0);
        }

        private void take(List<LoggedMessage> matching) {
            for (LoggedMessage message : matching) {
                boolean counts = message.kind() != Kind.GAP || query.terms().isEmpty();
                if (counts && counted == query.limit()) {
                    stopped = query.newestFirst() ? messages.getLast().place() : message.place();
                    return;
                }
                messages.add(message);
                counted += counts ? 1 : 0;
            }
        }
    }
}

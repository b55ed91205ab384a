package io.portcullis.server.tape;

import io.portcullis.venues.tape.TapeEntry;
import io.portcullis.venues.tape.TapeReader;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads tapes one day after the other, up to what is just being written. One thread. */
final class TapeFollower implements AutoCloseable {

    /** @param position behind it, a place to go on from. @param entries of one block */
    record Block(LocalDate day, long position, List<TapeEntry> entries) {
    }

    private final TapeDirectory directory;
    /** Null until there is a tape. */
    private @Nullable LocalDate day;
    private @Nullable TapeReader reader;

    /** @param from begins with the tape of that day or, where there is none, the next one; null for the oldest */
    TapeFollower(TapeDirectory directory, @Nullable LocalDate from) throws IOException {
        this.directory = directory;
        this.day = from == null ? null : directory.days().ceiling(from);
    }

    /**
     * The next block. Of a tape that can't be read any further the rest is left out.
     *
     * @return null if there is nothing new
     * @throws IOException if a tape can't be read; the next call goes on with the day after it, if there is one
     */
    @Nullable
    Block next() throws IOException {
        LocalDate current = day;
        if (current == null) {
            current = directory.days().isEmpty() ? null : directory.days().first();
            day = current;
        }
        if (current == null) {
            return null;
        }
        LocalDate later = directory.after(current); // looked up first: what is written to the earlier one is there then
        try {
            TapeReader tape = reader;
            if (tape == null) {
                tape = new TapeReader(directory.of(current));
                reader = tape;
            }
            List<TapeEntry> entries = tape.next();
            if (entries != null) {
                return new Block(current, tape.position(), entries);
            }
        } catch (IOException e) {
            goOn(later);
            throw e;
        }
        if (later == null) {
            return null;
        }
        goOn(later);
        return next();
    }

    private void goOn(@Nullable LocalDate later) throws IOException {
        if (later != null) {
            close();
            day = later;
        }
    }

    @Override
    public void close() throws IOException {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }
}

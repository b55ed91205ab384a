package io.portcullis.venues.lastpoint;

import io.portcullis.oms.codec.Reader;
import io.portcullis.oms.codec.Writer;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Ratio;
import io.portcullis.oms.types.VenueId;
import java.util.Set;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;

/** All that is counted, as bytes. */
final class TallyFile {

    private static final int VERSION = 1;

    private final Tallies tallies;
    private final Set<VenueId> stopped;

    TallyFile(Tallies tallies, Set<VenueId> stopped) {
        this.tallies = tallies;
        this.stopped = stopped;
    }

    // Writing

    /** @param isAllSent what waits to be sent is written as sent */
    byte[] write(boolean isAllSent) {
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(1024);
        Writer w = new Writer(buffer).wrap(buffer, 0);
        w.int8(VERSION).int32(stopped.size());
        stopped.forEach(venue -> w.text(venue.value()));
        w.int32(tallies.size());
        for (Tally tally : tallies.all()) {
            write(tally, isAllSent, w);
        }
        byte[] bytes = new byte[w.length()];
        buffer.getBytes(0, bytes);
        return bytes;
    }

    private static void write(Tally tally, boolean isAllSent, Writer w) {
        w.int64(tally.orderId).int64(tally.asked).int64(tally.askedInstead).optionalText(tally.askedBy == null ? null : tally.askedBy.value())
                .bool(tally.isEnded).int64(tally.executed).quantity(tally.unit).bool(tally.isBySummary).int32(tally.parts.size());
        for (int i = 0; i < tally.parts.size(); i++) {
            write(tally.parts.get(i), isAllSent, w);
        }
    }

    private static void write(Part part, boolean isAllSent, Writer w) {
        w.int64(part.childId).bool(part.isSent || isAllSent).bool(part.isEnded).int64(part.quantity).int64(part.executed).int64(part.missed)
                .int64(part.speaks.to()).int64(part.speaks.from()).int32(part.pending());
        for (int i = 0; i < part.pending(); i++) {
            w.int64(part.pendingId(i)).int64(part.pendingQuantity(i)).bool(part.isPendingSent(i) || isAllSent);
        }
        w.int32(part.execs());
        for (int i = 0; i < part.execs(); i++) {
            w.int64(part.execId(i)).int64(part.execQuantity(i));
        }
        w.int32(part.requests());
        for (int i = 0; i < part.requests(); i++) {
            w.int64(part.request(i));
        }
    }

    // Reading

    void read(DirectBuffer from) {
        Reader r = new Reader(from).wrap(from, 0, from.capacity());
        int version = r.int8();
        if (version != VERSION) {
            throw new IllegalStateException("counts of format version " + version + ", this release reads version " + VERSION);
        }
        for (int i = r.int32(); i > 0; i--) {
            stopped.add(r.venue());
        }
        for (int i = r.int32(); i > 0; i--) {
            readTally(r);
        }
    }

    private void readTally(Reader r) {
        Tally tally = tallies.add(r.int64(), r.int64());
        tally.askedInstead = r.int64();
        String askedBy = r.optionalText();
        tally.askedBy = askedBy == null ? null : new ClOrdId(askedBy);
        tally.isEnded = r.bool();
        tally.executed = r.int64();
        Quantity unit = r.quantity();
        tally.unit = unit;
        if (r.bool()) {
            tallies.countBySummary(tally);
        }
        for (int i = r.int32(); i > 0; i--) {
            readPart(tally, r);
        }
        tallies.leaveIfSettled(tally);
    }

    private void readPart(Tally tally, Reader r) {
        Part part = tallies.addPart(tally, r.int64());
        part.isSent = r.bool();
        part.isEnded = r.bool();
        part.quantity = r.int64();
        part.executed = r.int64();
        part.missed = r.int64();
        part.speaks = new Ratio(r.int64(), r.int64());
        for (int i = r.int32(); i > 0; i--) {
            long requestId = r.int64();
            long quantity = r.int64();
            part.addPending(requestId, quantity, r.bool());
        }
        for (int i = r.int32(); i > 0; i--) {
            part.addExecution(r.int64(), r.int64());
        }
        for (int i = r.int32(); i > 0; i--) {
            long requestId = r.int64();
            part.addName(requestId);
            tallies.name(part, requestId);
        }
        tally.open += part.open();
    }
}

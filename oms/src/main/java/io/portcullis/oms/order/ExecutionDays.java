package io.portcullis.oms.order;

import io.portcullis.oms.codec.Reader;
import io.portcullis.oms.codec.Writer;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.types.Ids;
import java.util.LinkedHashSet;
import java.util.Set;

/** Which executions are of this trading day: what is taken back or corrected of those of earlier days is not of it, whatever number it was told by last. */
final class ExecutionDays {

    /** Executions that later records have told are of this trading day. */
    private long dayStarted;
    /** Told on this trading day, by corrections of executions of earlier ones. */
    private final Set<Long> ofEarlierDays = new LinkedHashSet<>();

    /** Whether what an event tells of a child order is of this trading day. */
    boolean isOfToday(Event.OfChild event) {
        return switch (event) {
            case Event.FillBusted e -> isOfToday(e.bustedExecId());
            case Event.FillCorrected e -> isOfToday(e.correctedExecId());
            default -> true;
        };
    }

    private boolean isOfToday(long execId) {
        return Ids.positionOf(execId) > dayStarted && !ofEarlierDays.contains(execId);
    }

    void after(Event.OfChild event) {
        if (event instanceof Event.FillCorrected e && !isOfToday(e.correctedExecId())) {
            ofEarlierDays.add(e.execId());
        }
    }

    /** @param position of the last record of the day before */
    void startDay(long position) {
        dayStarted = position;
        ofEarlierDays.clear();
    }

    void write(Writer w) {
        w.int64(dayStarted).int32(ofEarlierDays.size());
        ofEarlierDays.forEach(w::int64);
    }

    void read(Reader r) {
        dayStarted = r.int64();
        for (int count = r.int32(); count > 0; count--) {
            ofEarlierDays.add(r.int64());
        }
    }
}

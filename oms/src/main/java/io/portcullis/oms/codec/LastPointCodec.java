package io.portcullis.oms.codec;

import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.LastPointFact;
import io.portcullis.oms.types.VenueId;

/** The binary form of what was seen at the last point before the venues. */
final class LastPointCodec {

    static final int KIND = 110;
    private static final int STOPPED = 1;
    private static final int TOO_MANY_OUT = 2;

    private LastPointCodec() {
    }

    static void write(Event.LastPointTold e, Writer w) {
        w.int8(KIND);
        switch (e.fact()) {
            case LastPointFact.Stopped f -> {
                w.int8(STOPPED).text(f.venue().value()).bool(f.isNew()).text(f.text()).int16(f.requestIds().size());
                f.requestIds().forEach(w::int64);
            }
            case LastPointFact.TooManyOut f -> w.int8(TOO_MANY_OUT).int64(f.out()).int64(f.orders()).int32(f.mostPerOrder()).int64(f.seconds());
        }
    }

    static Event.LastPointTold read(Reader r) {
        int fact = r.int8();
        return new Event.LastPointTold(switch (fact) {
            case STOPPED -> {
                VenueId venue = r.venue();
                boolean isNew = r.bool();
                String text = r.text();
                yield new LastPointFact.Stopped(venue, r.numbers(r.int16()), isNew, text);
            }
            case TOO_MANY_OUT -> new LastPointFact.TooManyOut(r.int64(), r.int64(), r.int32(), r.int64());
            default -> throw new IllegalStateException("fact " + fact + " of the last point is not known to this release");
        });
    }
}

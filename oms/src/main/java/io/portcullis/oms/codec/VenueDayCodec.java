package io.portcullis.oms.codec;

import io.portcullis.oms.event.Event;
import io.portcullis.oms.types.VenueDay;
import io.portcullis.oms.types.VenueId;
import java.time.LocalDate;

/** The binary form of venues' own trading days. */
public final class VenueDayCodec {

    static final int KIND = 93;

    private VenueDayCodec() {
    }

    static void write(Event.VenueDayChanged e, Writer w) {
        VenueDay day = e.day();
        w.int8(KIND).text(e.venue().value()).bool(day != null);
        if (day != null) {
            write(day, w);
        }
    }

    static Event.VenueDayChanged read(Reader r) {
        VenueId venue = r.venue();
        return new Event.VenueDayChanged(venue, r.bool() ? readDay(r) : null);
    }

    /** Of one venue, which is not named. */
    public static void write(VenueDay day, Writer w) {
        w.int64(day.date().toEpochDay()).bool(day.isOver());
    }

    /** Likewise. */
    public static VenueDay readDay(Reader r) {
        return new VenueDay(LocalDate.ofEpochDay(r.int64()), r.bool());
    }
}

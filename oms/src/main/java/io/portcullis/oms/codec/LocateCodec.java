package io.portcullis.oms.codec;

import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.LocateFact;
import io.portcullis.oms.types.Locate;

/** The binary form of what is said of locates. */
public final class LocateCodec {

    static final int KIND = 95;
    private static final int ADDED = 1;
    private static final int ENDED = 2;
    private static final LocateFact.Ending[] ENDINGS = LocateFact.Ending.values();

    private LocateCodec() {
    }

    static void write(Event.LocatesTold e, Writer w) {
        w.int8(KIND);
        switch (e.fact()) {
            case LocateFact.Added f -> {
                write(f.locate(), w.int8(ADDED).int64(f.locateId()));
                w.text(f.user()).text(f.reason());
            }
            case LocateFact.Ended f -> w.int8(ENDED).int64(f.locateId()).int8(f.how().ordinal()).quantity(f.covered()).text(f.user()).text(f.reason());
        }
    }

    static Event.LocatesTold read(Reader r) {
        int fact = r.int8();
        return new Event.LocatesTold(switch (fact) {
            case ADDED -> new LocateFact.Added(r.int64(), readLocate(r), r.text(), r.text());
            case ENDED -> new LocateFact.Ended(r.int64(), ENDINGS[r.int8()], r.quantity(), r.text(), r.text());
            default -> throw new IllegalStateException("no fact about locates has the number " + fact);
        });
    }

    /** Without the number of its kind. */
    public static void write(Locate locate, Writer w) {
        w.text(locate.account()).text(locate.symbol()).quantity(locate.quantity()).int64(locate.validUntil()).text(locate.reference());
    }

    /** @see #write(Locate, Writer) */
    public static Locate readLocate(Reader r) {
        return new Locate(r.text(), r.text(), r.quantity(), r.int64(), r.text());
    }
}

package io.portcullis.oms.codec;

import io.portcullis.oms.event.Event;
import io.portcullis.oms.types.Auction;
import io.portcullis.oms.types.VenueId;
import io.portcullis.oms.types.VenuePhases;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The binary form of the phases of venues' days. */
public final class PhaseCodec {

    static final int KIND = 92;
    private static final int NONE = 0;

    private PhaseCodec() {
    }

    static void write(Event.VenuePhaseBegan e, Writer w) {
        write(e.phases(), w.int8(KIND).text(e.venue().value()).int8(number(e.ended())));
    }

    static Event.VenuePhaseBegan read(Reader r) {
        VenueId venue = r.venue();
        Auction ended = auction(r.int8());
        return new Event.VenuePhaseBegan(venue, readPhases(r), ended);
    }

    /** Of one venue, which is not named. */
    public static void write(VenuePhases phases, Writer w) {
        w.int8(number(phases.now())).text(phases.until()).int8(phases.auctions().size());
        phases.auctions().forEach(standing -> w.int8(number(standing.auction())).int8(standing.stage().ordinal()).text(standing.when()));
    }

    /** Likewise. */
    public static VenuePhases readPhases(Reader r) {
        Auction now = auction(r.int8());
        String until = r.text();
        int count = r.int8();
        List<VenuePhases.Standing> auctions = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            auctions.add(new VenuePhases.Standing(Auction.of(r.int8() - 1), VenuePhases.stage(r.int8()), r.text()));
        }
        return new VenuePhases(now, until, auctions);
    }

    private static int number(@Nullable Auction auction) {
        return auction == null ? NONE : auction.ordinal() + 1;
    }

    private static @Nullable Auction auction(int number) {
        return number == NONE ? null : Auction.of(number - 1);
    }
}

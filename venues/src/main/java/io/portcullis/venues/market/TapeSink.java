package io.portcullis.venues.market;

import io.portcullis.oms.types.VenueId;
import io.portcullis.venues.tape.TapeEntry.TradeKind;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Takes what goes on a tape, and returns at once: what it has no room for it does not take. For one thread. */
public interface TapeSink {

    /** By which number it knows a venue's book of an instrument from now on; the same for the same. */
    int market(VenueId venue, String symbol);

    /** @param levels valid until this returns. @return false if there is no room for it */
    boolean book(int market, boolean isWhole, boolean isUsable, LevelChanges levels);

    /** @return false if there is no room for it */
    boolean traded(int market, TradeKind kind, long price, long quantity);

    /** What comes from now on is of that trading day; null before the first. @return false if there is no room to say so */
    boolean day(@Nullable LocalDate tradingDay);

    /** Whether the tape has to be told of all books anew, since it could not keep what it took. Asked once a second; then it is known. */
    boolean wantsAll();
}

package io.portcullis.venues.market;

import io.portcullis.oms.types.VenueId;
import io.portcullis.venues.tape.TapeEntry.TradeKind;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Is told of everything that venues show, as it comes, on the shard's thread: it must not make that wait. */
public interface MarketListener {

    MarketListener NOBODY = new MarketListener() {
        @Override
        public void book(VenueBook book) {
            // nobody listens
        }

        @Override
        public void gone(VenueBook book) {
            // nobody listens
        }

        @Override
        public void traded(VenueId venue, String symbol, TradeKind kind, long price, long quantity) {
            // nobody listens
        }

        @Override
        public void turn(@Nullable LocalDate tradingDay) {
            // nobody listens
        }
    };

    /** A message about it was read, or whether it can be used has been looked at: it may be as before. */
    void book(VenueBook book);

    /** Its venue's link is down. */
    void gone(VenueBook book);

    /** @param price times 10<sup>8</sup>. @param quantity times 10<sup>8</sup>; 0 if nobody says */
    void traded(VenueId venue, String symbol, TradeKind kind, long price, long quantity);

    /** Once a second. @param tradingDay null before the first */
    void turn(@Nullable LocalDate tradingDay);
}

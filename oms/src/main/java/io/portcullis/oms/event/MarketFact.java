package io.portcullis.oms.event;

import io.portcullis.oms.types.Bands;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.VenueId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A fact about how an instrument may be traded now: halts, price bands (the Limit Up-Limit Down plan), and the restriction of short sales (Regulation SHO Rule 201). */
public sealed interface MarketFact {

    /**
     * Who said so.
     *
     * @param by a person, or a word for what of the hub it was
     * @param venue whose message it was; null for people and for the hub itself
     */
    record Source(String by, @Nullable VenueId venue, String reason) {

        /** In a few words, for people. */
        public String text() {
            return (venue == null ? by : "venue " + venue) + (reason.isEmpty() ? "" : ": " + reason);
        }
    }

    /** Symbol(55). */
    String symbol();

    Source source();

    /** Nothing new of it goes out from now on. @param isEverywhere not to any venue; otherwise not to the one that says so */
    record Halted(String symbol, boolean isEverywhere, Source source) implements MarketFact {
    }

    /** It goes on: as far as this venue has halted it, or, where people say so, altogether. */
    record Resumed(String symbol, Source source) implements MarketFact {
    }

    /** It trades within these prices only, both included, until others are told or the trading day is over. */
    record BandsSet(String symbol, Bands bands, Source source) implements MarketFact {
    }

    /**
     * It trades within these prices, which were worked out as nobody has told any, until others are or the trading day is over.
     *
     * @param bands null if it has none any more
     * @param reference around which they are; null without bands
     */
    record BandsWorkedOut(String symbol, @Nullable Bands bands, @Nullable Price reference, Source source) implements MarketFact {
    }

    /** It has no bands any more. What was worked out comes no more on that trading day. */
    record BandsLifted(String symbol, Source source) implements MarketFact {
    }

    /**
     * For the rest of the trading day and the next one it may be sold short above the best bid only.
     *
     * @param day in which it began; null if none had
     * @param trade the last trade, which was so low; null if people say so
     * @param close the last close, of which it was ten percent or more below; null likewise
     */
    record ShortSalesRestricted(String symbol, @Nullable LocalDate day, @Nullable Price trade, @Nullable Price close, Source source) implements MarketFact {
    }

    /** That is over before its time. */
    record ShortSalesFree(String symbol, Source source) implements MarketFact {
    }
}

package io.portcullis.venues.market;

import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.TickTable;
import io.portcullis.oms.types.Bands;
import io.portcullis.oms.types.Price;
import io.portcullis.venues.market.MarketDataTerms.Check;
import org.jspecify.annotations.Nullable;

/** What is wrong with the contents of one venue's book. What a good venue may show in a wild market is not: offers far above the upper price band, and bids far below the lower one, stand there for nobody. */
final class BookChecks {

    private BookChecks() {
    }

    /**
     * @param instrument null where none is known any more
     * @param bands that were told; null if there are none
     * @return null if nothing is
     */
    static @Nullable Flaw of(LevelBook book, MarketDataTerms terms, @Nullable Instrument instrument, @Nullable Bands bands) {
        Flaw absurd = sane(book, true) && sane(book, false) ? null : Flaw.ABSURD;
        if (absurd != null) {
            return absurd;
        }
        if (terms.checks().contains(Check.CROSSED) && book.levels(true) > 0 && book.levels(false) > 0 && book.price(true, 0) >= book.price(false, 0)) {
            return book.price(true, 0) == book.price(false, 0) ? Flaw.LOCKED : Flaw.CROSSED;
        }
        if (bands != null && terms.checks().contains(Check.BANDS) && isOutside(book, bands)) {
            return Flaw.OUTSIDE_BANDS;
        }
        return instrument != null && terms.checks().contains(Check.TICKS)
                && (offTick(book, true, instrument.ticks()) >= 0 || offTick(book, false, instrument.ticks()) >= 0)
                        ? Flaw.OFF_TICK
                        : null;
    }

    /** The worst bid is the lowest one; of offers the best is. */
    private static boolean sane(LevelBook book, boolean bids) {
        int levels = book.levels(bids);
        if (levels > 0 && book.price(bids, bids ? levels - 1 : 0) <= 0) {
            return false;
        }
        for (int level = 0; level < levels; level++) {
            if (book.quantity(bids, level) <= 0 || book.quantity(bids, level) == Long.MAX_VALUE) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOutside(LevelBook book, Bands bands) {
        Price high = bands.high();
        Price low = bands.low();
        return high != null && book.levels(true) > 0 && book.price(true, 0) > high.raw()
                || low != null && book.levels(false) > 0 && book.price(false, 0) < low.raw();
    }

    /** The first level that is; -1 if none is. */
    private static int offTick(LevelBook book, boolean bids, TickTable ticks) {
        for (int level = 0; level < book.levels(bids); level++) {
            if (!ticks.isOnTick(book.price(bids, level))) {
                return level;
            }
        }
        return -1;
    }

    /** In words. */
    static String text(Flaw flaw, LevelBook book, @Nullable Instrument instrument, @Nullable Bands bands) {
        return switch (flaw) {
            case CROSSED -> "its best bid " + best(book, true) + " is above its best offer " + best(book, false);
            case LOCKED -> "its best bid and its best offer are both " + best(book, true);
            case OFF_TICK -> instrument == null ? "a price is no multiple of the tick" : offTickText(book, instrument);
            case OUTSIDE_BANDS -> outsideText(book, bands);
            case ABSURD -> "it has a price that is not above 0, or a quantity that is not above 0 or too large";
            case GAP, UNREADABLE, REFUSED, STALE -> flaw.name();
        };
    }

    private static String offTickText(LevelBook book, Instrument instrument) {
        boolean bids = offTick(book, true, instrument.ticks()) >= 0;
        int level = Math.max(0, offTick(book, bids, instrument.ticks()));
        Price price = new Price(book.price(bids, level));
        return "its " + (bids ? "bid " : "offer ") + price + " is no multiple of the tick " + instrument.ticks().tickAt(price);
    }

    private static String outsideText(LevelBook book, @Nullable Bands bands) {
        if (bands == null) {
            return "it is outside the price bands";
        }
        Price high = bands.high();
        return high != null && book.levels(true) > 0 && book.price(true, 0) > high.raw()
                ? "its best bid " + best(book, true) + " is above the upper price band " + high
                : "its best offer " + best(book, false) + " is below the lower price band " + bands.low();
    }

    private static String best(LevelBook book, boolean bids) {
        return new Price(book.price(bids, 0)).toString();
    }
}

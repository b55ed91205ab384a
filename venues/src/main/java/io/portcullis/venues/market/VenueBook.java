package io.portcullis.venues.market;

import io.portcullis.oms.instrument.Book;
import io.portcullis.oms.types.VenueId;
import org.jspecify.annotations.Nullable;

/** What one venue shows of one instrument, and whether that can be used. */
public final class VenueBook {

    final VenueFeed feed;
    final ConsolidatedBook within;
    final LevelBook levels;
    private @Nullable Flaw flaw;
    private String why = "";
    private long flawedSince;
    private boolean isAlerted;

    VenueBook(VenueFeed feed, ConsolidatedBook within, LevelBook levels) {
        this.feed = feed;
        this.within = within;
        this.levels = levels;
        levels.within(within);
    }

    public VenueFeed feed() {
        return feed;
    }

    public VenueId venue() {
        return feed.venue();
    }

    /** To be changed by whoever reads the venue's market data. */
    public LevelBook toFill() {
        return levels;
    }

    /** As it is, whether or not it can be used. */
    public Book levels() {
        return levels;
    }

    public String symbol() {
        return within.symbol();
    }

    public boolean isUsable() {
        return flaw == null;
    }

    /** Null if it can be used. */
    @Nullable
    public Flaw flaw() {
        return flaw;
    }

    /** In words. */
    public String why() {
        return why;
    }

    /** Epoch nanoseconds. */
    public long flawedSince() {
        return flawedSince;
    }

    /** @param now epoch nanoseconds */
    void flawed(Flaw by, String text, long now) {
        if (flaw == null) {
            flawedSince = now;
        }
        flaw = by;
        why = text;
        within.changed();
    }

    void healed() {
        flaw = null;
        why = "";
        within.changed();
    }

    boolean isAlerted() {
        return isAlerted;
    }

    void alerted(boolean isSo) {
        isAlerted = isSo;
    }
}

package io.portcullis.venues.market;

import io.portcullis.oms.types.VenueId;
import java.time.Duration;

/** What comes from one venue about all instruments: when it last did, and how much. */
public final class VenueFeed {

    private final VenueId venue;
    private MarketDataTerms terms = MarketDataTerms.SNAPSHOTS;
    private long shownTime;
    private long connectedTime;
    private long probedTime;
    private boolean isStale;
    private long alertedTime;
    private long updates;
    private long recoveries;
    private Runnable everySecond = () -> {};
    private Runnable probe = () -> {};

    VenueFeed(VenueId venue) {
        this.venue = venue;
    }

    public VenueId venue() {
        return venue;
    }

    public MarketDataTerms terms() {
        return terms;
    }

    void terms(MarketDataTerms others) {
        terms = others;
    }

    /** @param work what is left to do for it, once a second. @param question asks for everything anew. @param now epoch nanoseconds */
    void connected(Runnable work, Runnable question, long now) {
        everySecond = work;
        probe = question;
        connectedTime = now;
    }

    void disconnected() {
        everySecond = () -> {};
        probe = () -> {};
        isStale = false;
    }

    void turn() {
        everySecond.run();
    }

    /** When it has last shown a price, epoch nanoseconds; 0 if it never did. */
    public long shownTime() {
        return shownTime;
    }

    void shown(long now) {
        shownTime = now;
    }

    public boolean isStale() {
        return isStale;
    }

    void stale(boolean isSo) {
        isStale = isSo;
    }

    /** For longer than is agreed, its connection is that old, too. */
    boolean isSilent(long now) {
        Duration most = terms.staleAfter();
        long since = Math.max(shownTime, connectedTime);
        return since > 0 && !most.isZero() && now - since >= most.toNanos();
    }

    /** Whoever has only nothing to tell says so when it is asked; once in the time after which it counts as stale. */
    void probe(long now) {
        if (probedTime == 0 || now - probedTime >= terms.staleAfter().toNanos()) {
            probedTime = now;
            probe.run();
        }
    }

    void updated() {
        updates++;
    }

    /** Messages with market data since the start. */
    public long updates() {
        return updates;
    }

    void recovered() {
        recoveries++;
    }

    /** How often an instrument was asked for anew because what came of it had a gap or could not be read. */
    public long recoveries() {
        return recoveries;
    }

    long alertedTime() {
        return alertedTime;
    }

    void alertedAt(long now) {
        alertedTime = now;
    }
}

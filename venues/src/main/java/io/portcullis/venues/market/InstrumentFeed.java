package io.portcullis.venues.market;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One instrument at one venue that shows it by updates: whether they are complete, and when it is asked for again if they are not. It is asked again at once where that is seldom, and then ever more
 * slowly, up to once a minute: a venue that can't do better is not flooded with questions.
 */
final class InstrumentFeed {

    private static final int LONGEST_WAIT_SECONDS = 64;
    private static final long SELDOM = TimeUnit.MINUTES.toNanos(1);
    /** An answer that has not come by then will not come. */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);
    static final int UNKNOWN = -1;

    /** What the feed can be. */
    enum State {
        /** The venue was asked for a snapshot; updates that come before it are of no use. */
        ASKED,
        /** Each update is put into the book. */
        LIVE,
        /** What comes is of no use; a snapshot will be asked for. */
        BROKEN,
        /** The venue won't show it: it is not asked again on this connection. */
        REFUSED
    }

    final String symbol;
    final EntryIds ids = new EntryIds();
    private State state = State.BROKEN;
    private String requestId = "";
    private int requestSeqNum;
    private @Nullable VenueBook book;
    private int lastRptSeq = UNKNOWN;
    private int messageOfLast;
    private boolean isUpdated;
    private int tries;
    private long since;
    private long askAt;

    InstrumentFeed(String symbol) {
        this.symbol = symbol;
    }

    State state() {
        return state;
    }

    /** MDReqID(262); empty if it was not asked for yet. */
    String requestId() {
        return requestId;
    }

    @Nullable
    VenueBook book() {
        return book;
    }

    /** MsgSeqNum(34) of that request. */
    int requestSeqNum() {
        return requestSeqNum;
    }

    void asked(String id, int seqNum, long now) {
        requestId = id;
        requestSeqNum = seqNum;
        state = State.ASKED;
        since = now;
    }

    /** @param rptSeq RptSeq(83) of the last update that is in the snapshot; {@link #UNKNOWN} if nobody says */
    void live(VenueBook shown, int rptSeq, long now) {
        book = shown;
        lastRptSeq = rptSeq;
        messageOfLast = 0;
        isUpdated = false;
        state = State.LIVE;
        since = now;
    }

    void broken(long now) {
        boolean isSeldom = state == State.LIVE && now - since >= SELDOM;
        tries = isSeldom ? 0 : tries + 1;
        askAt = tries <= 1 ? now : now + TimeUnit.SECONDS.toNanos(Math.min(LONGEST_WAIT_SECONDS, 1L << Math.min(tries - 1, 6)));
        state = State.BROKEN;
    }

    /** The venue has none of that name: there is nothing to unsubscribe from. */
    void requestIsVoid() {
        requestId = "";
    }

    void refused() {
        state = State.REFUSED;
    }

    boolean isToBeAsked(long now) {
        return state == State.BROKEN && now >= askAt;
    }

    boolean isUnanswered(long now) {
        return state == State.ASKED && now - since >= PATIENCE;
    }

    /** How an update stands to those before it. */
    enum Order {
        /** It is the next one. */
        NEXT,
        /** It is in the book already. */
        KNOWN,
        /** There is one missing before it. */
        GAP
    }

    /**
     * Takes note of an update's number.
     *
     * @param rptSeq RptSeq(83); {@link #UNKNOWN} if it has none. @param message which one it stands in: entries of one message may share a number
     */
    Order next(int rptSeq, int message) {
        if (rptSeq == UNKNOWN) {
            return Order.NEXT;
        }
        if (lastRptSeq == UNKNOWN || rptSeq == lastRptSeq + 1) {
            lastRptSeq = rptSeq;
            messageOfLast = message;
            isUpdated = true;
            return Order.NEXT;
        }
        if (isUpdated && rptSeq == lastRptSeq && message == messageOfLast) {
            return Order.NEXT;
        }
        // numbers that begin anew must not be taken for what the snapshot has
        if (!isUpdated && rptSeq <= lastRptSeq && rptSeq > 1) {
            return Order.KNOWN;
        }
        return Order.GAP;
    }

    /** Its updates have numbers of their own, RptSeq(83). */
    boolean isNumbered() {
        return lastRptSeq != UNKNOWN;
    }

    int lastRptSeq() {
        return lastRptSeq;
    }
}

package io.portcullis.fix.sessions.engine;

/**
 * What a counterparty has asked for by ResendRequest(35=2) and has not been told yet. However often it asks for the same, each number is in here once: what has gone out on
 * this connection since the first request is on its way.
 */
final class ResendRanges {

    private int first;
    private int untold;
    private int unseen;
    private int last;
    private int laterFirst;
    private int laterLast;

    /** Whether something is left to be told. */
    boolean isUnfinished() {
        return untold > 0;
    }

    /** The first number of which the counterparty was not told, by a message or a gap. */
    int untold() {
        return untold;
    }

    /** The first number whose message was not looked at. What lies before it and is untold will be part of a gap. */
    int unseen() {
        return unseen;
    }

    /** The last number that was asked for. */
    int last() {
        return last;
    }

    /** How many numbers are left to be told. */
    int remaining() {
        return isUnfinished() ? last - untold + 1 + (laterFirst == 0 ? 0 : laterLast - laterFirst + 1) : 0;
    }

    /** @return whether it makes work: not if all of it is on its way, or will be */
    boolean add(int begin, int end) {
        if (!isUnfinished()) {
            set(begin, end);
            return true;
        }
        if (begin < first) {
            addBefore(begin, end);
            return true;
        }
        boolean isMore = end > last;
        if (begin <= last + 1) {
            last = Math.max(last, end);
        } else {
            later(begin, end);
        }
        return isMore;
    }

    private void addBefore(int begin, int end) {
        if (end < first - 1) {
            later(untold, last);
            set(begin, end);
        } else {
            set(begin, Math.max(end, last));
        }
    }

    private void later(int begin, int end) {
        laterFirst = laterFirst == 0 ? begin : Math.min(laterFirst, begin);
        laterLast = Math.max(laterLast, end);
    }

    void told(int number) {
        untold = number + 1;
        unseen = Math.max(unseen, untold);
    }

    void seenBelow(int number) {
        unseen = Math.max(unseen, number);
    }

    /** All up to {@link #last} was told: goes on with what was asked for beside it, if anything. */
    void finish() {
        int begin = laterFirst;
        int end = laterLast;
        clear();
        set(begin, end);
    }

    void clear() {
        set(0, 0);
        laterFirst = 0;
        laterLast = 0;
    }

    private void set(int begin, int end) {
        first = begin;
        untold = begin;
        unseen = begin;
        last = end;
    }
}

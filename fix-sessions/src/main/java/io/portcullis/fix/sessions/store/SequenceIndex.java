package io.portcullis.fix.sessions.store;

import java.util.Arrays;

/**
 * Where messages are found by sequence number: one place in {@value #EVERY}, so that a million messages cost half a megabyte. Knows which messages hold no longer, because
 * the number was set back behind them.
 */
final class SequenceIndex {

    static final int EVERY = 64;
    static final long NOWHERE = -1;

    private int[] sequences = new int[64];
    private long[] places = new long[64];
    private int count;
    /** Both ascending: of a number that was set back twice, only the lower one counts. */
    private int[] backNumbers = new int[4];
    private long[] backPlaces = new long[4];
    private int backs;
    private int untilNext;
    private int last;

    /** Segment and position in one. */
    static long place(long segmentNumber, int at) {
        return segmentNumber << 32 | at;
    }

    /** A message was stored. Numbers may go back when an operator set them: what was at or above is then superseded. */
    void add(int sequence, long place) {
        if (sequence <= last) {
            backTo(sequence, place);
        }
        last = sequence;
        if (untilNext-- > 0) {
            return;
        }
        untilNext = EVERY - 1;
        if (count == sequences.length) {
            sequences = Arrays.copyOf(sequences, count * 2);
            places = Arrays.copyOf(places, count * 2);
        }
        sequences[count] = sequence;
        places[count++] = place;
    }

    /** The messages from that number on that stand before that place are superseded. */
    void backTo(int sequence, long place) {
        while (count > 0 && sequences[count - 1] >= sequence) {
            count--;
        }
        while (backs > 0 && backNumbers[backs - 1] >= sequence) {
            backs--;
        }
        if (backs == backNumbers.length) {
            backNumbers = Arrays.copyOf(backNumbers, backs * 2);
            backPlaces = Arrays.copyOf(backPlaces, backs * 2);
        }
        backNumbers[backs] = sequence;
        backPlaces[backs++] = place;
        untilNext = 0;
        last = sequence - 1;
    }

    /** Highest number of the message stored last; 0 if there is none. */
    int last() {
        return last;
    }

    /** @return a {@link #place} from which reading forward meets the message; {@link #NOWHERE} if there are no messages */
    long placeBefore(int sequence) {
        if (count == 0) {
            return backs == 0 ? NOWHERE : backPlaces[0];
        }
        int i = Arrays.binarySearch(sequences, 0, count, sequence);
        return places[i >= 0 ? i : Math.max(0, -i - 2)];
    }

    /** @return where to go on if the message of that number at that place is superseded, as all are that stand between; {@link #NOWHERE} if it holds */
    long supersededUntil(int sequence, long place) {
        for (int i = 0; i < backs; i++) {
            if (backPlaces[i] > place) {
                return backNumbers[i] <= sequence ? backPlaces[i] : NOWHERE;
            }
        }
        return NOWHERE;
    }

    void clear() {
        count = 0;
        backs = 0;
        untilNext = 0;
        last = 0;
    }
}

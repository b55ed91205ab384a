package io.portcullis.fix.sessions.store;

import java.util.Arrays;

/** Where messages are found by sequence number: one place in {@value #EVERY}, so that a million messages cost half a megabyte. */
final class SequenceIndex {

    static final int EVERY = 64;

    private int[] sequences = new int[64];
    private long[] places = new long[64];
    private int count;
    private int untilNext;
    private int last;

    /** A message was stored. Numbers may go back when an operator set them: what was at or above is then superseded. */
    void add(int sequence, long segmentNumber, int at) {
        if (sequence <= last) {
            backTo(sequence);
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
        places[count++] = segmentNumber << 32 | at;
    }

    /** The messages from that number on are superseded. */
    void backTo(int sequence) {
        while (count > 0 && sequences[count - 1] >= sequence) {
            count--;
        }
        untilNext = 0;
        last = sequence - 1;
    }

    /** Highest number of the message stored last; 0 if there is none. */
    int last() {
        return last;
    }

    /** @return segment number times 2<sup>32</sup> plus position, from which reading forward meets the message; -1 if there are no messages */
    long placeBefore(int sequence) {
        if (count == 0) {
            return -1;
        }
        int i = Arrays.binarySearch(sequences, 0, count, sequence);
        return places[i >= 0 ? i : Math.max(0, -i - 2)];
    }

    void clear() {
        count = 0;
        untilNext = 0;
        last = 0;
    }
}

package io.portcullis.venues.link;

/** Which request went out under which MsgSeqNum(34), for the newest 65,536: a reject names no more than that number. */
final class SentRequests {

    private static final int KEPT = 1 << 16;

    private final int[] seqNums = new int[KEPT];
    private final long[] requestIds = new long[KEPT];

    void put(int seqNum, long requestId) {
        seqNums[seqNum & KEPT - 1] = seqNum;
        requestIds[seqNum & KEPT - 1] = requestId;
    }

    /** 0 if it is not known any more, or was no request. */
    long get(int seqNum) {
        return seqNum > 0 && seqNums[seqNum & KEPT - 1] == seqNum ? requestIds[seqNum & KEPT - 1] : 0;
    }
}

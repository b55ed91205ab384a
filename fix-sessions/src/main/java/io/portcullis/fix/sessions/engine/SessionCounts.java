package io.portcullis.fix.sessions.engine;

/** What an operator wants to know of how a session fares since the start. Belongs to the session's loop. */
public final class SessionCounts {

    /** The messages that say no. */
    public enum Reject {
        /** Reject(35=3): it could not be read, or breaks the rules of the session layer. */
        MESSAGE,
        /** BusinessMessageReject(35=j): it was read and is not taken. */
        BUSINESS,
        /** ExecutionReport(35=8) with ExecType(150)=8: an order is refused. */
        ORDER,
        /** OrderCancelReject(35=9): a cancel or a replace is refused. */
        CANCEL
    }

    private final long[] received = new long[Reject.values().length];
    private final long[] sent = new long[Reject.values().length];
    private long resendsAskedOfUs;
    private long resendsWeAskedFor;

    /** The counterparty refuses something of ours. */
    public void received(Reject reject) {
        received[reject.ordinal()]++;
    }

    /** We refuse something of the counterparty's. */
    public void sent(Reject reject) {
        sent[reject.ordinal()]++;
    }

    void resendAskedOfUs() {
        resendsAskedOfUs++;
    }

    void resendWeAskedFor() {
        resendsWeAskedFor++;
    }

    /** From the counterparty. */
    public long rejectsReceived(Reject kind) {
        return received[kind.ordinal()];
    }

    /** By us. */
    public long rejectsSent(Reject kind) {
        return sent[kind.ordinal()];
    }

    /** ResendRequest(35=2) from the counterparty. */
    public long resendsAskedOfUs() {
        return resendsAskedOfUs;
    }

    /** ResendRequest(35=2) from us. */
    public long resendsWeAskedFor() {
        return resendsWeAskedFor;
    }
}

package io.portcullis.fix.sessions.engine;

/** What an operator wants to know of how a session fares since the start. Belongs to the session's loop. */
public final class SessionCounts {

    private long rejectsReceived;
    private long rejectsSent;
    private long resendsAskedOfUs;
    private long resendsWeAskedFor;

    void rejectReceived() {
        rejectsReceived++;
    }

    void rejectSent() {
        rejectsSent++;
    }

    void resendAskedOfUs() {
        resendsAskedOfUs++;
    }

    void resendWeAskedFor() {
        resendsWeAskedFor++;
    }

    /** Reject(35=3) from the counterparty: it could not read what we sent. */
    public long rejectsReceived() {
        return rejectsReceived;
    }

    /** Reject(35=3) by our session layer. */
    public long rejectsSent() {
        return rejectsSent;
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

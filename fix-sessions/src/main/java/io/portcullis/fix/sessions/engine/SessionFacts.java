package io.portcullis.fix.sessions.engine;

import io.portcullis.fix.sessions.access.Admission;

/** How a session stands, for people: what waits, who is there, and why nobody is. Belongs to the session's loop. */
public final class SessionFacts {

    private final FixSession owner;
    private final Ending ending;

    SessionFacts(FixSession owner, Ending ending) {
        this.owner = owner;
        this.ending = ending;
    }

    /** When the last message went to a connection, in epoch milliseconds; 0 if none did since the start. */
    public long lastSentMillis() {
        return owner.lastSentMillis();
    }

    /**
     * Messages that wait for the counterparty: stored while it was away and not fetched, asked for and not sent again yet, or held back. After a restart, of what was stored
     * before, what it is not known to have; that is not kept for sessions without {@code recovery}.
     */
    public int waitingMessages() {
        return owner.backlog().count();
    }

    /** Whether messages that were missed are on their way: ours to the counterparty, in batches, or its to us. */
    public boolean isResending() {
        return owner.continuity().isResending();
    }

    /** Where the counterparty is connected from or to; empty if it isn't. */
    public String remoteAddress() {
        FixConnection to = owner.connection();
        return to == null ? "" : to.getRemoteAddress();
    }

    /** Of the counterparty that is connected: what its certificate says and the protocol of TLS; empty if the connection is plain or there is none. */
    public String tlsIdentity() {
        FixConnection to = owner.connection();
        Admission known = to == null ? null : to.admission();
        return known == null ? "" : known.peer().identity();
    }

    /** Why the connection was last closed, and why there is no other one, in words; empty if that has not happened since the start. */
    public String disconnectReason() {
        return ending.reason();
    }
}
